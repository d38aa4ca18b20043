/* A scanner for tags, and a model of the parser's stack that may only err on the side of more: an end
 * tag counts where the parser would certainly honour it. */
#include "inbox/html-guard.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 400
#define MAX_FORMATTING 100
#define MAX_ATTRIBUTES 120

typedef enum {
    TAG_OTHER = 0,
    TAG_FORMATTING = 1, /* stays active until its own end tag (HTML 5 12.2.4.3) */
    TAG_BARRIER = 2,    /* end tags do not reach beyond it */
    TAG_SPECIAL = 4,    /* end tags of TAG_OTHER do not reach beyond it */
    TAG_FLAT = 8,       /* void, or closed by its own kind: adds no depth by itself */
    TAG_RAW = 16,       /* its content is no markup */
    TAG_BREAK = 32,     /* starts a line */
} TagFlags;

typedef struct {
    const char *name;
    int flags;
} TagKind;

/* Sorted by name. */
static const TagKind kinds[] = {
    {"a", TAG_FORMATTING},
    {"address", TAG_SPECIAL | TAG_BREAK},
    {"applet", TAG_SPECIAL | TAG_BARRIER},
    {"area", TAG_FLAT},
    {"article", TAG_SPECIAL | TAG_BREAK},
    {"aside", TAG_SPECIAL | TAG_BREAK},
    {"b", TAG_FORMATTING},
    {"base", TAG_FLAT},
    {"big", TAG_FORMATTING},
    {"blockquote", TAG_SPECIAL | TAG_BREAK},
    {"body", TAG_FLAT},
    {"br", TAG_FLAT | TAG_BREAK},
    {"button", TAG_SPECIAL | TAG_BARRIER},
    {"caption", TAG_SPECIAL | TAG_BARRIER | TAG_BREAK},
    {"center", TAG_SPECIAL | TAG_BREAK},
    {"code", TAG_FORMATTING},
    {"col", TAG_FLAT},
    {"colgroup", TAG_FLAT},
    {"dd", TAG_FLAT | TAG_BREAK},
    {"details", TAG_SPECIAL | TAG_BREAK},
    {"div", TAG_SPECIAL | TAG_BREAK},
    {"dl", TAG_SPECIAL | TAG_BREAK},
    {"dt", TAG_FLAT | TAG_BREAK},
    {"em", TAG_FORMATTING},
    {"embed", TAG_FLAT},
    {"fieldset", TAG_SPECIAL | TAG_BREAK},
    {"font", TAG_FORMATTING},
    {"form", TAG_FLAT},
    {"h1", TAG_SPECIAL | TAG_BREAK},
    {"h2", TAG_SPECIAL | TAG_BREAK},
    {"h3", TAG_SPECIAL | TAG_BREAK},
    {"h4", TAG_SPECIAL | TAG_BREAK},
    {"h5", TAG_SPECIAL | TAG_BREAK},
    {"h6", TAG_SPECIAL | TAG_BREAK},
    {"head", TAG_FLAT},
    {"hr", TAG_FLAT | TAG_BREAK},
    {"html", TAG_FLAT},
    {"i", TAG_FORMATTING},
    {"iframe", TAG_RAW},
    {"img", TAG_FLAT},
    {"input", TAG_FLAT},
    {"li", TAG_FLAT | TAG_BREAK},
    {"link", TAG_FLAT},
    {"marquee", TAG_SPECIAL | TAG_BARRIER},
    {"math", TAG_SPECIAL | TAG_BARRIER},
    {"meta", TAG_FLAT},
    {"nobr", TAG_FORMATTING},
    {"noembed", TAG_RAW},
    {"noframes", TAG_RAW},
    {"object", TAG_SPECIAL | TAG_BARRIER},
    {"ol", TAG_SPECIAL | TAG_BREAK},
    {"option", TAG_FLAT},
    {"p", TAG_FLAT | TAG_BREAK},
    {"param", TAG_FLAT},
    {"plaintext", TAG_RAW},
    {"pre", TAG_SPECIAL | TAG_BREAK},
    {"s", TAG_FORMATTING},
    {"script", TAG_RAW},
    {"section", TAG_SPECIAL | TAG_BREAK},
    {"select", TAG_SPECIAL | TAG_BARRIER},
    {"small", TAG_FORMATTING},
    {"source", TAG_FLAT},
    {"strike", TAG_FORMATTING},
    {"strong", TAG_FORMATTING},
    {"style", TAG_RAW},
    {"svg", TAG_SPECIAL | TAG_BARRIER},
    {"table", TAG_SPECIAL | TAG_BARRIER | TAG_BREAK},
    {"tbody", TAG_FLAT},
    {"td", TAG_FLAT},
    {"template", TAG_SPECIAL | TAG_BARRIER},
    {"textarea", TAG_RAW},
    {"tfoot", TAG_FLAT},
    {"th", TAG_FLAT},
    {"thead", TAG_FLAT},
    {"title", TAG_RAW},
    {"tr", TAG_FLAT | TAG_BREAK},
    {"tt", TAG_FORMATTING},
    {"u", TAG_FORMATTING},
    {"ul", TAG_SPECIAL | TAG_BREAK},
    {"wbr", TAG_FLAT},
    {"xmp", TAG_RAW},
};

typedef struct {
    char name[16]; /* lower case; cut */
    int flags;
    bool closing;
    guint attributes;
    const char *after; /* where it ends */
} Tag;

static int
compare_kinds(const void *name, const void *kind)
{
    return strcmp(name, ((const TagKind *)kind)->name);
}

/* P stands at "<". False when no tag starts here. */
static bool
tag_scan(const char *p, const char *end, Tag *ret_tag)
{
    const TagKind *kind;
    gsize n = 0;
    char quote = 0;

    *ret_tag = (Tag){0};
    p++;
    if (p < end && *p == '/')
        ret_tag->closing = true, p++;
    if (p >= end || !(g_ascii_isalpha(*p) || *p == '!' || *p == '?'))
        return false;
    for (; p < end && !g_ascii_isspace(*p) && *p != '>' && *p != '/'; p++)
        if (n + 1 < sizeof ret_tag->name)
            ret_tag->name[n++] = g_ascii_tolower(*p);
    for (; p < end && (quote || *p != '>'); p++) {
        if (quote)
            quote = *p == quote ? 0 : quote;
        else if ((*p == '"' || *p == '\'') && p[-1] == '=')
            quote = *p;
        else if (g_ascii_isspace(*p) || *p == '/')
            ret_tag->attributes += p + 1 < end && !g_ascii_isspace(p[1]);
    }
    ret_tag->after = p < end ? p + 1 : end;
    kind = bsearch(ret_tag->name, kinds, G_N_ELEMENTS(kinds), sizeof kinds[0], compare_kinds);
    ret_tag->flags = kind ? kind->flags : g_ascii_isalpha(ret_tag->name[0]) ? TAG_OTHER : TAG_FLAT;
    return true;
}

/* Up to the end tag of an element whose content is no markup. */
static const char *
skip_raw(const char *p, const char *end, const char *name)
{
    gsize length = strlen(name);

    for (; (p = memchr(p, '<', (gsize)(end - p))); p++)
        if ((gsize)(end - p) > length + 2 && p[1] == '/' &&
            g_ascii_strncasecmp(p + 2, name, length) == 0)
            return p;
    return end;
}

static bool
at_comment(const char *p, const char *end)
{
    return end - p >= 4 && memcmp(p, "<!--", 4) == 0;
}

static const char *
skip_comment(const char *p, const char *end)
{
    const char *close = g_strstr_len(p, end - p, "-->");

    return close ? close + 3 : end;
}

typedef struct {
    Tag open[MAX_DEPTH];
    guint depth;
    guint formatting; /* open ones, and those whose parent was closed before them */
} Stack;

static bool
stack_push(Stack *stack, const Tag *tag)
{
    stack->formatting += (tag->flags & TAG_FORMATTING) != 0;
    if (stack->depth == MAX_DEPTH || stack->formatting > MAX_FORMATTING)
        return false;
    stack->open[stack->depth++] = *tag;
    return true;
}

static void
stack_close(Stack *stack, const Tag *tag)
{
    int stop = TAG_BARRIER | (tag->flags & TAG_SPECIAL ? 0 : TAG_SPECIAL);

    for (guint i = stack->depth; i-- > 0;) {
        if (strcmp(stack->open[i].name, tag->name) == 0) {
            if (tag->flags & TAG_FORMATTING) { /* alone: what was opened after it lives on */
                stack->formatting--;
                memmove(&stack->open[i], &stack->open[i + 1], (stack->depth - i - 1) * sizeof(Tag));
                stack->depth--;
            } else {
                stack->depth = i;
            }
            return;
        }
        if (stack->open[i].flags & stop)
            return;
    }
}

bool
html_is_tame(const char *source, gsize length)
{
    const char *end = source + length;
    g_autofree Stack *stack = g_new0(Stack, 1);
    Tag tag;

    for (const char *p = source; (p = memchr(p, '<', (gsize)(end - p)));) {
        if (at_comment(p, end)) {
            p = skip_comment(p, end);
            continue;
        }
        if (!tag_scan(p, end, &tag)) {
            p++;
            continue;
        }
        p = tag.after;
        if (tag.attributes > MAX_ATTRIBUTES)
            return false;
        if (tag.closing && !(tag.flags & (TAG_FLAT | TAG_RAW)))
            stack_close(stack, &tag);
        else if (!tag.closing && tag.flags & TAG_RAW)
            p = skip_raw(p, end, tag.name);
        else if (!tag.closing && !(tag.flags & TAG_FLAT) && !stack_push(stack, &tag))
            return false;
    }
    return true;
}

/* P stands at "<style" or "<script": where its end tag ends; NULL = at something else. */
static const char *
skip_unread(const char *p, const char *end)
{
    static const char *const names[] = {"style", "script"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        gsize n = strlen(names[i]);
        if ((gsize)(end - p) <= n + 1 || g_ascii_strncasecmp(p + 1, names[i], n) != 0 ||
            g_ascii_isalnum(p[n + 1]))
            continue;
        p = skip_raw(p + n, end, names[i]);
        p = p < end ? memchr(p, '>', (gsize)(end - p)) : NULL;
        return p ? p + 1 : end;
    }
    return NULL;
}

GString *
html_trim(const char *source, gsize length, GString *styles)
{
    const char *end = source + length, *kept = source;
    GString *out = g_string_sized_new(length);

    for (const char *p = source; (p = memchr(p, '<', (gsize)(end - p)));) {
        const char *after = at_comment(p, end) ? skip_comment(p, end) : skip_unread(p, end);
        if (!after) {
            p++;
            continue;
        }
        g_string_append_len(out, kept, p - kept);
        if (g_ascii_strncasecmp(p, "<style", 6) == 0)
            g_string_append_len(styles, p, after - p);
        p = kept = after;
    }
    return g_string_append_len(out, kept, end - kept);
}

static void
append_text(GString *out, const char *p, const char *end)
{
    static const struct {
        const char *entity, *text;
    } entities[] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "},
    };

    while (p < end) {
        bool found = false;
        for (gsize i = 0; *p == '&' && i < G_N_ELEMENTS(entities) && !found; i++) {
            gsize length = strlen(entities[i].entity);
            if ((gsize)(end - p) >= length && memcmp(p, entities[i].entity, length) == 0) {
                g_string_append(out, entities[i].text);
                p += length;
                found = true;
            }
        }
        if (!found)
            g_string_append_c(out, *p++);
    }
}

char *
html_strip_tags(const char *source, gsize length)
{
    const char *end = source + length, *text = source;
    GString *out = g_string_sized_new(length / 2);
    Tag tag;

    for (const char *p = source; (p = memchr(p, '<', (gsize)(end - p)));) {
        bool comment = at_comment(p, end);
        if (!comment && !tag_scan(p, end, &tag)) {
            p++;
            continue;
        }
        append_text(out, text, p);
        p = text = comment ? skip_comment(p, end) : tag.after;
        if (!comment && tag.flags & TAG_BREAK)
            g_string_append_c(out, '\n');
        if (!comment && !tag.closing && tag.flags & TAG_RAW)
            p = text = skip_raw(p, end, tag.name);
    }
    append_text(out, text, end);
    return g_string_free(out, FALSE);
}
