/* As much of CSS 2.1 as it takes: rules, three kinds of selectors, and the cascade (6.4.1). */
#include "inbox/html-sheet.h"
#include "inbox/html-attribute.h"
#include "inbox/html-style.h"

#include <string.h>

#define RULES_MAX 200  /* of those that hide, or show what another one hides */
#define PAINTS_MAX 300 /* of those that only paint; of more, none counts */

typedef struct {
    char *tag; /* NULL = any */
    char kind; /* "." class, "#" id, 0 neither */
    char *name;
    HtmlEffect effect;
} Rule;

struct HtmlSheet {
    GPtrArray *rules; /* Rule *; a later one wins among equals */
    guint hides;      /* what some rule hides by */
    guint paints;     /* rules that only paint */
    bool crowded;     /* there are more than are kept */
};

static void
rule_free(Rule *rule)
{
    g_free(rule->tag);
    g_free(rule->name);
    g_free(rule);
}

void
html_sheet_free(HtmlSheet *sheet)
{
    if (!sheet)
        return;
    g_ptr_array_unref(sheet->rules);
    g_free(sheet);
}

/* --- rules --- */

static gsize
name_length(const char *p)
{
    gsize n = 0;

    while (g_ascii_isalnum(p[n]) || p[n] == '-' || p[n] == '_' || (guchar)p[n] >= 0x80)
        n++;
    return n;
}

/* What the last of SELECTOR's parts names; *RET_ALONE is true where it is the whole of it. NULL = nothing that we know. */
static Rule *
rule_of(const char *selector, bool *ret_alone)
{
    gsize last = strlen(selector);
    while (last > 0 && !strchr(" \t\n\f>+~", selector[last - 1]))
        last--;
    const char *p = selector + last;
    gsize tag = name_length(p);
    char kind = p[tag] == '.' || p[tag] == '#' ? p[tag] : '\0';
    gsize name = kind ? name_length(p + tag + 1) : 0;
    g_autofree char *lower = tag ? g_ascii_strdown(p, (gssize)tag) : NULL;

    *ret_alone = last == 0 && p[tag + (kind != '\0') + name] == '\0';
    if ((kind ? name : tag) == 0)
        return NULL;
    Rule *rule = g_new0(Rule, 1);
    *rule = (Rule){.tag = g_steal_pointer(&lower),
                   .kind = kind,
                   .name = kind ? g_strndup(p + tag + 1, name) : NULL};
    return rule;
}

/* A selector that we do not follow may show, but does not hide, and none hides the whole mail. */
static void
add_rule(HtmlSheet *sheet, const char *selector, const HtmlEffect *effect)
{
    bool alone, paints = !(effect->sets & ~(guint)PAINT);
    bool room = paints ? sheet->paints < PAINTS_MAX : sheet->rules->len - sheet->paints < RULES_MAX;
    Rule *rule = room ? rule_of(selector, &alone) : NULL;

    sheet->crowded |= !room;
    if (!rule)
        return;
    sheet->paints += paints;
    guint shows = effect->sets & ~effect->hides;
    bool all = g_strcmp0(rule->tag, "body") == 0 || g_strcmp0(rule->tag, "html") == 0;
    rule->effect = *effect;
    if (!alone)
        rule->effect = (HtmlEffect){
            .sets = shows, .important = shows, .paint = {COLOR_UNKNOWN, COLOR_UNKNOWN, SIZE_SEEN}};
    else if (all)
        rule->effect.hides = 0;
    sheet->hides |= rule->effect.hides;
    g_ptr_array_add(sheet->rules, rule);
}

static void
add_rules(HtmlSheet *sheet, const char *selectors, gsize length, const HtmlEffect *effect)
{
    g_autofree char *text = g_strndup(selectors, length);
    g_auto(GStrv) list = g_strsplit(text, ",", RULES_MAX);

    for (gsize i = 0; effect->sets && list[i]; i++)
        add_rule(sheet, g_strstrip(list[i]), effect);
}

/* The first of the characters STOPS that stands outside of strings, else END. */
static const char *
find(const char *p, const char *end, const char *stops)
{
    char quote = '\0';

    for (; p < end; p++) {
        if (quote)
            quote = *p == quote ? '\0' : quote;
        else if (*p == '"' || *p == '\'')
            quote = *p;
        else if (strchr(stops, *p))
            return p;
    }
    return end;
}

/* Behind the block that P stands at the beginning of. */
static const char *
skip_block(const char *p, const char *end)
{
    guint depth = 0;

    for (; (p = find(p, end, "{}")) < end; p++) {
        if (*p == '{')
            depth++;
        else if (depth <= 1)
            return p + 1;
        else
            depth--;
    }
    return end;
}

/* Rules for some media, fonts and the like are passed over. */
static void
read_rules(HtmlSheet *sheet, const char *p, const char *end)
{
    while (p < end) {
        while (p < end && strchr(" \t\n\f\r;}", *p))
            p++;
        const char *open = find(p, end, *p == '@' ? "{;" : "{");
        if (open == end || *open == ';') {
            p = open < end ? open + 1 : end;
            continue;
        }
        const char *after = skip_block(open, end);
        const char *close = find(open + 1, end, "{}");
        if (*p != '@' && close < end && *close == '}') {
            HtmlEffect effect = html_effect(open + 1, (gsize)(close - open - 1));
            add_rules(sheet, p, (gsize)(open - p), &effect);
        }
        p = after;
    }
}

/* Without comments, and what once hid style sheets from programs that knew none. */
static void
append_clean(GString *out, const char *p, const char *end)
{
    static const struct {
        const char *open, *close;
    } left_out[] = {{"/*", "*/"}, {"<!--", ""}, {"-->", ""}};

    while (p < end) {
        gsize skip = 0;
        for (gsize i = 0; i < G_N_ELEMENTS(left_out) && !skip; i++) {
            gsize n = strlen(left_out[i].open);
            if ((gsize)(end - p) < n || memcmp(p, left_out[i].open, n) != 0)
                continue;
            const char *close = g_strstr_len(p + n, end - p - (gssize)n, left_out[i].close);
            skip = close ? (gsize)(close - p) + strlen(left_out[i].close) : (gsize)(end - p);
        }
        if (!skip)
            g_string_append_c(out, *p++);
        p += skip;
    }
}

/* "<style media=print>" is of paper. */
static bool
is_for_screen(const char *tag, gsize length)
{
    g_autofree char *lower = g_ascii_strdown(tag, (gssize)length);

    return !strstr(lower, "media") || strstr(lower, "all") || strstr(lower, "screen");
}

/* Rules that neither hide nor show what others hide are most. */
static void
drop_idle(HtmlSheet *sheet)
{
    for (guint i = sheet->rules->len; i-- > 0;) {
        const Rule *rule = g_ptr_array_index(sheet->rules, i);
        if (!(rule->effect.sets & (sheet->hides | PAINT)))
            g_ptr_array_remove_index(sheet->rules, i);
    }
}

HtmlSheet *
html_sheet_read(const char *styles, gsize length)
{
    const char *end = styles + MIN(length, HTML_SHEET_MAX);
    g_autoptr(HtmlSheet) sheet = g_new0(HtmlSheet, 1);

    sheet->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
    for (const char *p = styles; p < end;) {
        const char *content = memchr(p, '>', (gsize)(end - p));
        const char *close = content ? g_strstr_len(content, end - content, "</") : NULL;
        if (!content)
            break;
        g_autoptr(GString) clean = g_string_new(NULL);
        append_clean(clean, content + 1, close ? close : end);
        if (is_for_screen(p, (gsize)(content - p)))
            read_rules(sheet, clean->str, clean->str + clean->len);
        p = close ? memchr(close, '>', (gsize)(end - close)) : NULL;
        p = p ? p + 1 : end;
    }
    drop_idle(sheet);
    return sheet->rules->len ? g_steal_pointer(&sheet) : NULL;
}

/* --- elements --- */

static bool
has_class(const char *classes, const char *name)
{
    gsize length = strlen(name);

    for (const char *p = classes; *p;) {
        gsize n = strcspn(p, " \t\n\f\r");
        if (n == length && memcmp(p, name, n) == 0)
            return true;
        p += n + strspn(p + n, " \t\n\f\r");
    }
    return false;
}

static bool
rule_is_about(const Rule *rule, const GumboElement *element)
{
    if (rule->tag && !g_str_equal(rule->tag, gumbo_normalized_tagname(element->tag)))
        return false;
    return rule->kind == '.'   ? has_class(html_attribute(element, "class"), rule->name)
           : rule->kind == '#' ? g_str_equal(html_attribute(element, "id"), rule->name)
                               : true;
}

static int
weight_of(const Rule *rule, HtmlProperty property)
{
    int kind = rule->kind == '#' ? 100 : rule->kind == '.' ? 10 : 0;

    return (rule->effect.important & property ? 1000 : 0) + kind + (rule->tag != NULL);
}

/* The rule that decides about PROPERTY of ELEMENT; NULL. */
static const Rule *
winner_of(const HtmlSheet *sheet, const GumboElement *element, HtmlProperty property)
{
    const Rule *best = NULL;

    for (guint i = 0; i < sheet->rules->len; i++) {
        const Rule *rule = g_ptr_array_index(sheet->rules, i);
        if (rule->effect.sets & property &&
            (!best || weight_of(rule, property) >= weight_of(best, property)) &&
            rule_is_about(rule, element))
            best = rule;
    }
    return best;
}

/* What an element's own attributes paint; they come before any rule. */
static HtmlPaint
paint_of_attributes(const GumboElement *element)
{
    HtmlPaint paint = {COLOR_OUTER, COLOR_OUTER, SIZE_OUTER};
    bool body = element->tag == GUMBO_TAG_BODY;
    const char *background = html_attribute(element, "bgcolor");
    const char *color = body                             ? html_attribute(element, "text")
                        : element->tag == GUMBO_TAG_FONT ? html_attribute(element, "color")
                                                         : "";
    g_autofree char *letters = g_ascii_strdown(color, -1),
                    *behind = g_ascii_strdown(background, -1);
    if (*letters)
        paint.color = html_color(letters);
    if (*behind)
        paint.background = html_background(behind);
    if (*html_attribute(element, "background"))
        paint.background = COLOR_UNKNOWN;
    return paint;
}

static void
paint_over(HtmlPaint *paint, const HtmlEffect *effect, guint properties)
{
    guint sets = effect->sets & properties;
    if (sets & COLOR)
        paint->color = effect->paint.color;
    if (sets & BACKGROUND)
        paint->background = effect->paint.background;
    if (sets & SIZE)
        paint->size = effect->paint.size;
}

enum { PAINTS = 3 }; /* properties from COLOR on */

/* The rules that decide about these, in one go: a sheet has many that paint. */
static void
find_painters(const HtmlSheet *sheet, const GumboElement *element, const Rule *best[PAINTS])
{
    for (guint i = 0; i < sheet->rules->len; i++) {
        const Rule *rule = g_ptr_array_index(sheet->rules, i);
        if (!(rule->effect.sets & PAINT) || !rule_is_about(rule, element))
            continue;
        for (guint k = 0; k < PAINTS; k++) {
            HtmlProperty property = (HtmlProperty)(COLOR << k);
            if (rule->effect.sets & property &&
                (!best[k] || weight_of(rule, property) >= weight_of(best[k], property)))
                best[k] = rule;
        }
    }
}

HtmlPaint
html_sheet_paint(const HtmlSheet *sheet, const GumboElement *element)
{
    const char *style = html_attribute(element, "style");
    HtmlPaint paint = paint_of_attributes(element);
    HtmlEffect own = *style ? html_effect(style, strlen(style)) : (HtmlEffect){0};
    guint over = 0; /* by what the style attribute does not outdo */
    if (sheet && sheet->crowded)
        return (HtmlPaint){COLOR_UNKNOWN, COLOR_UNKNOWN, SIZE_SEEN};
    const Rule *best[PAINTS] = {0};
    if (sheet)
        find_painters(sheet, element, best);
    for (guint i = 0; i < PAINTS; i++) {
        if (best[i])
            paint_over(&paint, &best[i]->effect, COLOR << i);
        over |= best[i] ? best[i]->effect.important & ~own.important & (COLOR << i) : 0;
    }
    paint_over(&paint, &own, PAINT & ~over);
    if (gumbo_get_attribute(&element->attributes, "data-ogsc"))
        paint.color = COLOR_UNKNOWN;
    return paint;
}

bool
html_sheet_hides(const HtmlSheet *sheet, const GumboElement *element)
{
    if (!sheet || !sheet->hides)
        return false;
    const char *style = html_attribute(element, "style");
    HtmlEffect own = *style ? html_effect(style, strlen(style)) : (HtmlEffect){0};
    for (guint property = DISPLAY; property <= DECORATION; property <<= 1) {
        const Rule *rule =
            sheet->hides & property ? winner_of(sheet, element, (HtmlProperty)property) : NULL;
        bool outdone = rule && own.sets & property &&
                       (own.important & property || !(rule->effect.important & property));
        if (rule && !outdone && rule->effect.hides & property)
            return true;
    }
    return false;
}
