/* See rsvp-tokens.h. What a word means is not known here. */
#include "inbox/rsvp-tokens.h"

#include <string.h>
#include "inbox/ascii.h"

/* Lines at least this wide were wrapped by the sender's program; shorter ones end where they end. */
#define LABEL_LENGTH_MAX 24
#define WRAPPED_WIDTH 46
/* Quotation marks around more words than this hold speech, not a mention. */
#define QUOTED_MAX 14

typedef struct {
    Tokens *tokens;
    const char *at; /* the next character */
    const char *end;
    const char *line;     /* where the current line began */
    const char *sentence; /* end of the last break */
    bool new_line, new_paragraph;
    guint quote_open; /* index of the token after an opening mark, plus one; 0 = none */
} Cutter;

static bool
is_glyph(gunichar c)
{
    return (c >= 0x3041 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x4dbf) ||
           (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) || c == 0x3005 ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Characters that only modify an emoji: joiners, variation selectors, skin tones, genders. */
static bool
is_modifier(gunichar c)
{
    return c == 0x200d || c == 0xfe0e || c == 0xfe0f || (c >= 0x1f3fb && c <= 0x1f3ff) ||
           c == 0x2640 || c == 0x2642 || (c >= 0xe0000 && c <= 0xe007f);
}

static bool
is_sign(gunichar c)
{
    return c >= 0x1f000 || (c >= 0x2190 && c <= 0x2bff && c != 0x2500) || c == 0xd7 ||
           c == 0x3007 || c == '%' || c == '/' || c == '+' || c == '&' || c == '=' || c == '~' ||
           c == '#';
}

static bool
is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0x00b4 || c == '`';
}

static bool
is_quote(gunichar c)
{
    return c == '"' || c == 0x00ab || c == 0x00bb || (c >= 0x201c && c <= 0x201f) ||
           (c >= 0x300c && c <= 0x300f) || c == 0x2039 || c == 0x203a;
}

static bool
one_of(gunichar c, const char *ascii)
{
    return c && c < 0x80 && strchr(ascii, (int)c);
}

static gunichar
peek(const Cutter *cutter, const char *at)
{
    return at < cutter->end ? g_utf8_get_char(at) : 0;
}

static void
append_key(GString *keys, const char *start, const char *end)
{
    for (const char *p = start; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80)
            g_string_append_c(keys, g_ascii_tolower((char)c));
        else if (is_apostrophe(c))
            g_string_append_c(keys, '\'');
        else if (c == 0x0130) /* Turkish capital dotted i; its lower case is two characters */
            g_string_append_c(keys, 'i');
        else
            g_string_append_unichar(keys, g_unichar_tolower(c));
    }
}

static Token *
push(Cutter *cutter, TokenKind kind, const char *start, const char *end)
{
    Tokens *tokens = cutter->tokens;
    Token token = {
        .start = (guint32)(start - tokens->text),
        .end = (guint32)(end - tokens->text),
        .key = (guint32)tokens->keys->len,
        .kind = (guint8)kind,
        .line = cutter->new_line,
        .paragraph = cutter->new_paragraph,
    };
    append_key(tokens->keys, start, end);
    g_string_append_c(tokens->keys, '\0');
    g_array_append_val(tokens->list, token);
    cutter->new_line = cutter->new_paragraph = false;
    cutter->at = end;
    return &g_array_index(tokens->list, Token, tokens->list->len - 1);
}

/* Adds a break, or makes the one that is already there as strong. */
static void
push_break(Cutter *cutter, TokenKind kind, const char *end)
{
    GArray *list = cutter->tokens->list;
    Token *last = list->len ? &g_array_index(list, Token, list->len - 1) : NULL;
    const char *start = cutter->at;
    bool new_line = cutter->new_line, new_paragraph = cutter->new_paragraph;
    if (last && token_is_break(last)) {
        if (kind > last->kind)
            last->kind = (guint8)kind;
        cutter->at = end;
        return;
    }
    push(cutter, kind, start, end);
    cutter->new_line = new_line;
    cutter->new_paragraph = new_paragraph;
}

/* "d'accord" is two words in French and Italian, "can't" is one in English: what stands before the
 * apostrophe tells. */
static bool
is_elision(const char *start, const char *end)
{
    static const char *const elisions[] = {"j",      "l",      "d",    "n",     "m",     "t",
                                           "s",      "c",      "qu",   "un",    "dell",  "nell",
                                           "all",    "dall",   "sull", "quest", "quell", "jusqu",
                                           "lorsqu", "puisqu", "com",  "anch",  "v"};
    gsize length = (gsize)(end - start);
    for (gsize i = 0; i < G_N_ELEMENTS(elisions); i++)
        if (strlen(elisions[i]) == length && g_ascii_strncasecmp(start, elisions[i], length) == 0)
            return true;
    return false;
}

/* A run without blanks that holds "@" between characters or "://" is an address. */
static const char *
address_end(const Cutter *cutter)
{
    const char *p = cutter->at;
    bool address = false;
    for (; p < cutter->end && (guchar)*p > ' ' && *p != '<' && *p != '>'; p++)
        address |= (*p == '@' && p > cutter->at) || (*p == ':' && p[1] == '/' && p[2] == '/');
    return address ? p : NULL;
}

static void
cut_word(Cutter *cutter)
{
    const char *start = cutter->at, *p = start;
    gunichar first = g_utf8_get_char(start);
    const char *address = (guchar)*start < 0x80 ? address_end(cutter) : NULL;
    if (address) {
        push(cutter, TOKEN_OTHER, start, address);
        return;
    }
    while (p < cutter->end) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        if (is_apostrophe(c) && p > start && is_elision(start, p)) {
            p = next;
            break;
        }
        bool inside = is_apostrophe(c) && p > start && g_unichar_isalpha(peek(cutter, next));
        if (!inside && (!(g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '_') || is_glyph(c)))
            break;
        p = next;
    }
    if (p == start)
        p = g_utf8_next_char(p);
    push(cutter, TOKEN_WORD, start, p)->capital = g_unichar_isupper(first);
}

static void
cut_number(Cutter *cutter)
{
    const char *start = cutter->at, *p = start;
    while (p < cutter->end) {
        if (g_ascii_isdigit(*p) || g_ascii_isalpha(*p))
            p++;
        else if (strchr(".:/-,", *p) && p + 1 < cutter->end && g_ascii_isdigit(p[1]))
            p++;
        else if (g_str_has_prefix(p, "\xe2\x80\x93") && g_ascii_isdigit(p[3])) /* en dash */
            p += 3;
        else
            break;
    }
    push(cutter, TOKEN_NUMBER, start, p);
}

/* ":)" and its kin; returns the end and gives it the one key of its mood. */
static bool
cut_smiley(Cutter *cutter)
{
    const char *start = cutter->at, *p = start;
    if (start > cutter->tokens->text && g_ascii_isalnum(start[-1]))
        return false;
    if (g_str_has_prefix(p, "<3"))
        p += 2;
    else if (strchr(":;=", *p)) {
        p += strspn(p + 1, "-'^o") == 1 ? 2 : 1;
        if (!*p || !strchr(")(DPp/|]*3[", *p) || g_ascii_isalnum(p[1]))
            return false;
        p += strspn(p, ")(") > 1 ? strspn(p, ")(") : 1;
    } else
        return false;
    if (p > cutter->end)
        return false;
    push(cutter, TOKEN_SIGN, start, p);
    GString *keys = cutter->tokens->keys;
    const char *mood = strpbrk(start, "()DPp/|]*3[");
    Token *token = &g_array_index(cutter->tokens->list, Token, cutter->tokens->list->len - 1);
    g_string_truncate(keys, token->key);
    g_string_append(keys, strchr("([", *mood) ? ":(" : strchr("/|", *mood) ? ":/" : ":)");
    g_string_append_c(keys, '\0');
    if (*(p + strspn(p, " \t")))
        push_break(cutter, TOKEN_STOP, p); /* people end sentences with it */
    return true;
}

static guint
line_width(const char *start, const char *end)
{
    guint width = 0;
    for (const char *p = start; p < end; p = g_utf8_next_char(p))
        width += is_glyph(g_utf8_get_char(p)) ? 2 : 1;
    return width;
}

static bool
starts_item(const char *p)
{
    p += strspn(p, " \t");
    if (one_of((guchar)*p, "-*[("))
        return true;
    if (*p == '\xe2' && (g_str_has_prefix(p, "\xe2\x80\xa2") || g_str_has_prefix(p, "\xe2\x98")))
        return true;
    gsize digits = strspn(p, "0123456789");
    return digits > 0 && (p[digits] == ')' || (p[digits] == '.' && p[digits + 1] == ' '));
}

/* "Diet: none", as people fill in what they were asked; some words at most, and no hour ("at 9:30"). */
static bool
starts_label(const char *p)
{
    p += strspn(p, " \t");
    gsize length = strcspn(p, ":\n.,;!?");
    return p[length] == ':' && g_ascii_isspace(p[length + 1]) && length <= LABEL_LENGTH_MAX;
}

/* A line that ends at a pause goes on in the next one, however short: "If my boss agrees,", "許可が出れば、". */
static bool
line_ends_in_pause(const Cutter *cutter)
{
    const GArray *list = cutter->tokens->list;
    return list->len > 0 && g_array_index(list, Token, list->len - 1).kind == TOKEN_COMMA;
}

/* So does one of some width, or of several words, before a small letter: a "not" may stand there. */
static bool
line_goes_on(const Cutter *cutter, const char *end, const char *next)
{
    next += strspn(next, " \t");
    return line_ends_in_pause(cutter) ||
           (next < cutter->end && g_unichar_islower(g_utf8_get_char(next)) &&
            (line_width(cutter->line, end) >= WRAPPED_WIDTH / 2 ||
             memchr(cutter->line, ' ', (gsize)(end - cutter->line))));
}

static void
cut_line_end(Cutter *cutter)
{
    const char *start = cutter->at, *p = start, *next = start;
    guint lines = 0;
    for (; p < cutter->end && strchr(" \t\r\n", *p); p++)
        if (*p == '\n') {
            lines++;
            next = p + 1;
        }
    bool unwrapped =
        line_width(cutter->line, start) < WRAPPED_WIDTH && !line_goes_on(cutter, start, next);
    if (lines > 1 || starts_item(next) || starts_label(next) || unwrapped)
        push_break(cutter, TOKEN_STOP, p);
    cutter->at = p;
    cutter->line = next;
    cutter->new_line = true;
    cutter->new_paragraph |= lines > 1;
}

/* A full stop that ends no sentence: after a short number ("13. Juli"), one letter ("z. B."), a title,
 * or inside a word ("netdev.org"). */
static bool
stop_is_soft(const Cutter *cutter)
{
    static const char *const titles[] = {"dr",  "mr",  "mrs", "ms",  "prof", "st",
                                         "nr",  "ca",  "sr",  "no",  "vs",   "dra",
                                         "sra", "ing", "mgr", "bzw", "etc",  "tj"};
    GArray *list = cutter->tokens->list;
    gunichar next = peek(cutter, cutter->at + 1);
    if (g_unichar_isalnum(next))
        return true;
    bool date = next == '-' || next == 0x2013 || next == ','; /* "13.-14. Juli", "am 13., da" */
    if (list->len == 0 || (next != ' ' && !date))
        return false;
    const Token *last = &g_array_index(list, Token, list->len - 1);
    const char *key = tokens_key(cutter->tokens, list->len - 1);
    if (last->kind == TOKEN_NUMBER && strlen(key) > 2) /* "am 15.7. nicht" */
        return !date && strchr(key, '.') && g_unichar_islower(peek(cutter, cutter->at + 2));
    if (last->kind == TOKEN_NUMBER)
        return true;
    if (last->kind != TOKEN_WORD || last->glyph || date)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++)
        if (last->capital && strcmp(key, titles[i]) == 0)
            return strcmp(key, "no") != 0;
    return false;
}

static void
cut_quote(Cutter *cutter, const char *next)
{
    GArray *list = cutter->tokens->list;
    push_break(cutter, TOKEN_COMMA, next);
    guint open = cutter->quote_open;
    if (open && list->len - open <= QUOTED_MAX) {
        for (guint i = open; i < list->len; i++)
            g_array_index(list, Token, i).quoted = true;
        cutter->quote_open = 0;
    } else
        cutter->quote_open = list->len;
}

static void
cut_punctuation(Cutter *cutter, gunichar c)
{
    const char *next = g_utf8_next_char(cutter->at);
    gunichar after = peek(cutter, next);
    if (is_quote(c))
        cut_quote(cutter, next);
    else if (c == '.' && after == '.')
        push_break(cutter, TOKEN_COMMA, cutter->at + strspn(cutter->at, "."));
    else if (c == '.' && stop_is_soft(cutter))
        cutter->at = next;
    else if (c == '?' || c == 0xff1f || c == 0x061f || c == 0x037e)
        push_break(cutter, TOKEN_ASK, next);
    else if (one_of(c, ".!;") || c == 0x3002 || c == 0xff01 || c == 0xff1b || c == 0x061b ||
             c == 0xff0e || c == 0x2022 || c == 0x00b7)
        push_break(cutter, TOKEN_STOP, next);
    else if (one_of(c, ",:|()[]{}") || c == 0x2026 || c == 0x2013 || c == 0x2014 || c == 0x3001 ||
             c == 0x060c || c == 0x2015 || c == 0x301c || c == 0xff5e)
        push_break(cutter, TOKEN_COMMA, next);
    else if (c == '-' && (after == '-' || g_unichar_isspace(after) ||
                          (cutter->at > cutter->tokens->text && cutter->at[-1] == ' ')))
        push_break(cutter, TOKEN_COMMA, cutter->at + strspn(cutter->at, "-"));
    else
        cutter->at = next;
}

static void
cut(Cutter *cutter)
{
    gunichar c = g_utf8_get_char(cutter->at);
    const char *next = g_utf8_next_char(cutter->at);
    bool after_blank = cutter->at == cutter->tokens->text || strchr(" \t\n(", cutter->at[-1]);
    if (c == '\n')
        cut_line_end(cutter);
    else if (c < 0x80 && cut_smiley(cutter))
        return;
    else if (is_glyph(c))
        push(cutter, TOKEN_WORD, cutter->at, next)->glyph = true;
    else if ((c == '+' || c == '-') && after_blank && g_ascii_isdigit(*next)) {
        const char *p = next + strspn(next, "0123456789"),
                   *phone = next + strspn(next, "0123456789 ()-./");
        push(cutter, phone - p > 4 ? TOKEN_OTHER : TOKEN_SIGN, cutter->at,
             phone - p > 4 ? phone : p);
    } else if (g_unichar_isdigit(c) && c < 0x80)
        cut_number(cutter);
    else if (g_unichar_isalpha(c) || g_unichar_isdigit(c))
        cut_word(cutter);
    else if (is_modifier(c))
        cutter->at = next;
    else if (is_sign(c))
        push(cutter, TOKEN_SIGN, cutter->at, next);
    else
        cut_punctuation(cutter, c);
}

/* Full-width letters, separate accents and other compatibility forms are rare: only a text that has
 * some is composed. Arabic forms and ligatures do not matter here. */
char *
tokens_compose(const char *text)
{
    gsize length = strnlen(text, TOKENS_TEXT_MAX);
    while (length > 0 && ((guchar)text[length] & 0xc0) == 0x80)
        length--;
    bool needed = false;
    for (const char *p = text, *end = text + length; !needed; p = g_utf8_next_char(p)) {
        p += ascii_length(p, (gsize)(end - p));
        if (p >= end)
            break;
        if ((guchar)*p < 0xcc)
            continue;
        gunichar c = g_utf8_get_char(p);
        needed = (c >= 0x300 && c <= 0x36f) || (c >= 0xff00 && c <= 0xffee) ||
                 (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3099 && c <= 0x309a) || c == 0x3000;
    }
    return needed ? g_utf8_normalize(text, (gssize)length, G_NORMALIZE_NFKC)
                  : g_strndup(text, length);
}

Tokens *
tokens_new(const char *text)
{
    Tokens *tokens = g_new0(Tokens, 1);
    tokens->text = tokens_compose(text);
    gsize length = strlen(tokens->text);
    tokens->list = g_array_sized_new(FALSE, FALSE, sizeof(Token), 64);
    tokens->keys = g_string_sized_new(length + 64);
    Cutter cutter = {
        .tokens = tokens,
        .at = tokens->text,
        .end = tokens->text + strlen(tokens->text),
        .line = tokens->text,
        .new_line = true,
        .new_paragraph = true,
    };
    while (cutter.at < cutter.end)
        cut(&cutter);
    return tokens;
}

void
tokens_free(Tokens *tokens)
{
    if (!tokens)
        return;
    g_free(tokens->text);
    g_array_unref(tokens->list);
    g_string_free(tokens->keys, TRUE);
    g_free(tokens);
}

static gunichar
plain_letter(gunichar c)
{
    static const struct {
        gunichar from, to;
    } letters[] = {{0x142, 'l'}, {0xf8, 'o'},    {0x111, 'd'},
                   {0x131, 'i'}, {0x451, 0x435}, {0xf0, 'd'}};
    for (gsize i = 0; i < G_N_ELEMENTS(letters); i++)
        if (c == letters[i].from)
            return letters[i].to;
    gunichar base, mark;
    while (c >= 0xc0 && c < 0x250 && g_unichar_decompose(c, &base, &mark) && mark)
        c = base;
    return c;
}

char *
token_key_plain(const char *key)
{
    g_autoptr(GString) plain = NULL;
    for (const char *p = key; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p), base = c < 0x80 ? c : plain_letter(c);
        if (base != c && !plain)
            plain = g_string_new_len(key, p - key);
        if (plain)
            g_string_append_unichar(plain, base);
    }
    return plain ? g_string_free(g_steal_pointer(&plain), FALSE) : NULL;
}
