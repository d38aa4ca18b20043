/* As much of CSS 2.1 as it takes: rules, three kinds of selectors, four properties, and the cascade (6.4.1). */
#include "inbox/html-sheet.h"
#include "inbox/html-attribute.h"

#include <string.h>

#define RULES_MAX 200 /* of those that hide, or show what another one hides */

typedef enum { DISPLAY = 1, VISIBILITY = 2, OPACITY = 4, DECORATION = 8 } Properties;

/* What declarations do to the properties. */
typedef struct {
    guint sets, hides, important;
} Effect;

typedef struct {
    char *tag; /* NULL = any */
    char kind; /* "." class, "#" id, 0 neither */
    char *name;
    Effect effect;
} Rule;

struct HtmlSheet {
    GPtrArray *rules; /* Rule *; a later one wins among equals */
    guint hides;      /* what some rule hides by */
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

/* --- declarations --- */

static Properties
property_of(const char *name)
{
    static const struct {
        const char *name;
        Properties property;
    } known[] = {
        {"display", DISPLAY},
        {"visibility", VISIBILITY},
        {"opacity", OPACITY},
        {"text-decoration", DECORATION},
        {"text-decoration-line", DECORATION},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (g_str_equal(name, known[i].name))
            return known[i].property;
    return 0;
}

/* VALUE is in lower case. */
static bool
value_hides(Properties property, const char *value)
{
    switch (property) {
    case DISPLAY:
        return g_str_has_prefix(value, "none");
    case VISIBILITY:
        return g_str_has_prefix(value, "hidden") || g_str_has_prefix(value, "collapse");
    case OPACITY:
        return g_ascii_isdigit(*value) && g_ascii_strtod(value, NULL) == 0;
    case DECORATION:
        return strstr(value, "line-through") != NULL;
    }
    return false;
}

static void
add_declaration(Effect *effect, const char *name, const char *value)
{
    Properties property = property_of(name);
    bool important = property && strstr(value, "!important");

    if (!property || (effect->important & property && !important))
        return;
    effect->sets |= property;
    effect->hides &= ~(guint)property;
    if (value_hides(property, value))
        effect->hides |= property;
    if (important)
        effect->important |= property;
}

static Effect
effect_of(const char *text, gsize length)
{
    g_autofree char *lower = g_ascii_strdown(text, (gssize)length);
    Effect effect = {0};

    for (char *p = lower, *next; p; p = next) {
        char *value = p + strcspn(p, ":;");
        next = strchr(p, ';');
        if (next)
            *next++ = '\0';
        if (*value != ':')
            continue;
        *value = '\0';
        add_declaration(&effect, g_strstrip(p), g_strchug(value + 1));
    }
    return effect;
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

/* What the last of SELECTOR's parts names; *RET_ALONE is true where it is the whole of it. NULL = nothing that we know,
 * or the whole mail. */
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
    if ((kind ? name : tag) == 0 || g_strcmp0(lower, "body") == 0 || g_strcmp0(lower, "html") == 0)
        return NULL;
    Rule *rule = g_new0(Rule, 1);
    *rule = (Rule){.tag = g_steal_pointer(&lower),
                   .kind = kind,
                   .name = kind ? g_strndup(p + tag + 1, name) : NULL};
    return rule;
}

/* A selector that we do not follow may show, but does not hide. */
static void
add_rule(HtmlSheet *sheet, const char *selector, const Effect *effect)
{
    bool alone;
    Rule *rule = sheet->rules->len < RULES_MAX ? rule_of(selector, &alone) : NULL;

    if (!rule)
        return;
    guint shows = effect->sets & ~effect->hides;
    rule->effect = alone ? *effect : (Effect){.sets = shows, .important = shows};
    sheet->hides |= rule->effect.hides;
    g_ptr_array_add(sheet->rules, rule);
}

static void
add_rules(HtmlSheet *sheet, const char *selectors, gsize length, const Effect *effect)
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
            Effect effect = effect_of(open + 1, (gsize)(close - open - 1));
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
        if (!(rule->effect.sets & sheet->hides))
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
    return sheet->hides ? g_steal_pointer(&sheet) : NULL;
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
weight_of(const Rule *rule, Properties property)
{
    int kind = rule->kind == '#' ? 100 : rule->kind == '.' ? 10 : 0;

    return (rule->effect.important & property ? 1000 : 0) + kind + (rule->tag != NULL);
}

/* The rule that decides about PROPERTY of ELEMENT; NULL. */
static const Rule *
winner_of(const HtmlSheet *sheet, const GumboElement *element, Properties property)
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

bool
html_sheet_hides(const HtmlSheet *sheet, const GumboElement *element)
{
    if (!sheet)
        return false;
    const char *style = html_attribute(element, "style");
    Effect own = *style ? effect_of(style, strlen(style)) : (Effect){0};
    for (guint property = DISPLAY; property <= DECORATION; property <<= 1) {
        const Rule *rule =
            sheet->hides & property ? winner_of(sheet, element, (Properties)property) : NULL;
        bool outdone = rule && own.sets & property &&
                       (own.important & property || !(rule->effect.important & property));
        if (rule && !outdone && rule->effect.hides & property)
            return true;
    }
    return false;
}
