/* Templates: source, data -> text; broken sources -> message; bounds. The data of the tables is
 * written as a small language: see value_read. */
#include <string.h>
#include "event/error.h"
#include "templates/render.h"
#include "effort.h"

/* "{a=text b={c=x} d=[one two] e=! f=}" - a map; "!" is a set flag, "-" one that is not. Texts are
 * words; "_" in them stands for a blank, "~" for a line end. */
static TemplateValue *
value_read(const char **at)
{
    char open = **at;
    if (open == '!' || open == '-') {
        ++*at;
        return template_flag(open == '!');
    }
    if (open != '{' && open != '[') {
        gsize length = strcspn(*at, " ]}");
        g_autofree char *word = g_strndup(*at, length);
        *at += length;
        return template_text(g_strdelimit(g_strdelimit(word, "_", ' '), "~", '\n'));
    }
    TemplateValue *value = open == '{' ? template_map() : template_list();
    for (++*at; **at != '}' && **at != ']'; *at += strspn(*at, " ")) {
        if (open == '[') {
            template_add(value, value_read(at));
            continue;
        }
        gsize length = strcspn(*at, "=");
        g_autofree char *name = g_strndup(*at, length);
        *at += length + 1;
        template_set(value, g_intern_string(name), value_read(at));
    }
    ++*at;
    return value;
}

typedef struct {
    const char *source;
    const char *data;
    const char *want;
} Case;

static const Case cases[] = {
    /* variables */
    {"Dear {{name}},\n", "{name=Ada}", "Dear Ada,\n"},
    {"{{ name }}|{{name }}|{{{ name }}}|{{& name}}", "{name=a<b}", "a&lt;b|a&lt;b|a<b|a<b"},
    {"{{quote}}", "{quote=\"'&<>}", "&quot;&#39;&amp;&lt;&gt;"},
    {"({{nobody}})({{{nobody}}})", "{}", "()()"},
    {"{ {name} }} {not a tag}", "{}", "{ {name} }} {not a tag}"},
    {"  {{word}}\n", "{word=alone}", "  alone\n"}, /* a variable never takes its line */
    {"{{flag}}{{unset}}{{list}}{{map}}", "{flag=! unset=- list=[a] map={b=c}}", "true"},
    /* dotted names */
    {"{{guest.name}} = {{#guest}}{{name}}{{/guest}}", "{guest={name=Ada}}", "Ada = Ada"},
    {"{{a.b.c}}", "{a={b={c=deep}}}", "deep"},
    {"({{a.x.c}})({{x.c}})", "{a={b=1} x={c=far}}", "()(far)"},
    {"{{#a}}({{b.c}}){{/a}}", "{a={b={}} b={c=wrong}}", "()"}, /* the inner b hides the outer */
    {"{{#a}}({{b}}){{/a}}", "{a={b=} b=outer}", "()"},         /* so does one set to nothing */
    {"{{#a}}({{b}}){{/a}}", "{a={c=1} b=outer}", "(outer)"},
    /* the implicit iterator */
    {"{{.}}", "word&", "word&amp;"},
    {"{{#days}}[{{.}}]{{/days}}", "{days=[Mon Tue]}", "[Mon][Tue]"},
    {"{{#rows}}({{#.}}{{.}}{{/.}}){{/rows}}", "{rows=[[1 2] [3]]}", "(12)(3)"},
    {"{{#.}}{{n}};{{/.}}", "[{n=1} {n=2}]", "1;2;"},
    {"{{#place}}in {{.}}, {{place}}{{/place}}", "{place=Ghent}", "in Ghent, Ghent"},
    /* sections: what is true */
    {"{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{x=!}", "yes"},
    {"{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{x=-}", "no"},
    {"{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{x=}", "no"},
    {"{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{x=0}", "yes"},
    {"{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{x=[]}", "no"},
    {"{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{x={}}", "yes"},
    {"{{#x}}yes{{/x}}{{^x}}no{{/x}}", "{}", "no"},
    {"{{^x}}{{#y}}{{z}}{{/y}}{{/x}}", "{y={z=in}}", "in"},
    {"{{#s}}{{#s}}{{s}}{{/s}}{{/s}}", "{s=twice}", "twice"},
    {"{{#a.b}}here{{/a.b}}{{^a.c}}not{{/a.c}}", "{a={b=1}}", "herenot"},
    {"{{#t}}{{#m}}{{n}}{{o}}{{/m}}{{/t}}", "{t=[{n=1 m=[{o=a} {o=b}]} {n=2 m=[]}]}", "1a1b"},
    /* what stands alone on its line takes the line with it, line end and all */
    {"a\n{{#x}}\nb\n{{/x}}\nc\n", "{x=!}", "a\nb\nc\n"},
    {"a\n  {{#x}}\t\n  b\n  {{/x}}  \nc", "{x=!}", "a\n  b\nc"},
    {"a\r\n{{#x}}\r\nb\r\n{{/x}}\r\nc", "{x=!}", "a\r\nb\r\nc"},
    {"  {{#x}}\nb{{/x}}\nc", "{x=!}", "b\nc"},
    {"a{{#x}}\nb\n  {{/x}}", "{x=!}", "a\nb\n"},
    {"{{#x}}{{#x}}\na{{/x}}\n{{/x}}\n", "{x=!}", "\na\n"}, /* two on a line are not alone */
    {" {{#x}} a {{/x}} \n", "{x=!}", "  a  \n"},
    {"{{^x}}\nno\n{{/x}}\n", "{}", "no\n"},
    {"one\n{{! a remark }}\ntwo {{! another }}end\n", "{}", "one\ntwo end\n"},
    {"one\n  {{! over\n  two lines }}  \ntwo\n", "{}", "one\ntwo\n"},
    {"{{! {{ }}", "{}", ""},
    {"   {{! last }}", "{}", ""},
    /* delimiters */
    {"{{=<% %>=}}<%name%> {{name}} <%{name}%> <%&name%>", "{name=&}", "&amp; {{name}} & &"},
    {"({{= [ ] =}}[name]) [={{ }}=]{{name}}", "{name=x}", "(x) x"},
    {"a\n {{=| |=}} \n|#x|\nb\n|/x|\n", "{x=!}", "a\nb\n"},
    {"{{#x}}{{=| |=}}|/x|{{x}}", "{x=-}", "{{x}}"},
    /* partials: indented with the tag that stands alone, line by line; not within a line */
    {"[{{>hello}}]", "{name=Ada}", "[Hello Ada]"},
    {"[{{> nobody }}]", "{}", "[]"},
    {"a\n  {{>two}}\nb\n", "{name=x~y}", "a\n  1\n  2 x\ny\nb\n"},
    {"a  {{>two}}b\n", "{name=x}", "a  1\n2 x\nb\n"},
    {"  {{>two}}", "{name=x}", "  1\n  2 x\n"},
    {" {{>nest}}\n", "{name=x}", " <\n   1\n   2 x\n > 1\n2 x\n"},
    {" {{>flow}}\n", "{x=! y=[1 2]}", " 1;\n 2;\n end\n"},
    {"{{=| |=}}|>hello| {{>hello}}", "{name=Ada}", "Hello Ada {{>hello}}"},
    {"{{>tree}}", "{n=1 sub=[{n=2 sub=[]} {n=3 sub=[]}]}", "1(2()3())"},
};

static const Template *
find_partial(const char *name, gpointer user_data)
{
    return g_hash_table_lookup(user_data, name);
}

static GHashTable *
partials_new(void)
{
    static const char *const table[][2] = {
        {"hello", "Hello {{name}}"},
        {"two", "1\n2 {{name}}\n"},
        {"nest", "<\n  {{>two}}\n> {{>two}}"},
        {"flow", "{{#y}}{{.}};\n{{/y}}end\n"},
        {"tree", "{{n}}({{#sub}}{{>tree}}{{/sub}})"},
        {"self", "x{{>self}}"},
    };
    GHashTable *partials =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)template_free);
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        g_hash_table_insert(partials, (gpointer)table[i][0],
                            template_parse(table[i][0], 1, table[i][1], NULL));
    return partials;
}

static void
test_cases(void)
{
    g_autoptr(GHashTable) partials = partials_new();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        const char *at = cases[i].data;
        g_autoptr(TemplateValue) data = value_read(&at);
        g_autoptr(Template) parsed = template_parse("t.html", 1, cases[i].source, &error);
        g_assert_no_error(error);
        g_autofree char *got = template_render(parsed, data, TEMPLATE_ESCAPE_HTML, find_partial,
                                               partials, NULL, &error);
        g_assert_no_error(error);
        if (g_strcmp0(got, cases[i].want) != 0)
            g_test_message("source: %s", cases[i].source);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

static void
test_text_is_not_escaped(void)
{
    g_autoptr(Template) parsed = template_parse("t.txt", 1, "{{a}} {{{a}}}", NULL);
    g_autoptr(TemplateValue) data = template_map();
    template_set(data, "a", template_text("R&D <\"'>"));
    g_autofree char *got =
        template_render(parsed, data, TEMPLATE_ESCAPE_NONE, NULL, NULL, NULL, NULL);
    g_assert_cmpstr(got, ==, "R&D <\"'> R&D <\"'>");
}

static void
test_values_are_no_templates(void)
{
    g_autoptr(Template) parsed = template_parse("t.txt", 1, "{{a}}", NULL);
    g_autoptr(TemplateValue) data = template_map();
    template_set(data, "a", template_text("{{a}}{{#a}}"));
    g_autofree char *got =
        template_render(parsed, data, TEMPLATE_ESCAPE_HTML, NULL, NULL, NULL, NULL);
    g_assert_cmpstr(got, ==, "{{a}}{{#a}}");
}

static void
test_values_become_utf8(void)
{
    g_autoptr(TemplateValue) copied = template_text("caf\xe9");
    g_autoptr(TemplateValue) taken = template_text_take(g_strdup("\xff!"));
    g_assert_cmpstr(template_value_text(copied), ==, "caf\xef\xbf\xbd");
    g_assert_cmpstr(template_value_text(taken), ==, "\xef\xbf\xbd!");
}

static const struct {
    const char *source;
    const char *want;
} broken[] = {
    {"a\n  {{#guest}}\nb\n", "t.txt:2:3: {{#guest}} is never closed; put {{/guest}} where it ends"},
    {"{{^guest}}", "t.txt:1:1: {{^guest}} is never closed; put {{/guest}} where it ends"},
    {"{{#a}}\n{{#b}}\n{{/a}}\n",
     "t.txt:3:1: {{/a}} stands where {{/b}} is wanted (opened at t.txt:2:1)"},
    {"x{{/a}}", "t.txt:1:2: {{/a}} closes nothing; no section is open here"},
    {"\xc3\xa9\xc3\xa9 {{name", "t.txt:1:4: this tag is never closed; \"}}\" ends it"},
    {"{{{name}}", "t.txt:1:1: this tag is never closed; \"}}}\" ends it"},
    {"{{=<% %>}}", "t.txt:1:1: this tag is never closed; \"=}}\" ends it"},
    {"{{=<%=}}", "t.txt:1:1: new delimiters are two short words without \"=\", as in {{=<% %>=}}"},
    {"{{=<<<<<<<<< >=}}",
     "t.txt:1:1: new delimiters are two short words without \"=\", as in {{=<% %>=}}"},
    {"{{=a b c=}}",
     "t.txt:1:1: new delimiters are two short words without \"=\", as in {{=<% %>=}}"},
    {"{{guest name}}",
     "t.txt:1:1: \"guest name\" is no name; names have letters, digits, \"_\" and "
     "\"-\", with dots between"},
    {"{{}}",
     "t.txt:1:1: \"\" is no name; names have letters, digits, \"_\" and \"-\", with dots between"},
    {"{{a..b}}",
     "t.txt:1:1: \"a..b\" is no name; names have letters, digits, \"_\" and \"-\", with "
     "dots between"},
    {"{{>../secret}}",
     "t.txt:1:1: \"../secret\" is no partial's name; it is a file's without \".txt\" or \".html\""},
    {"ok\n\xff", "t.txt:1:1: this file is no UTF-8 from byte 4 on; save it as UTF-8"},
};

static void
test_broken(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(template_parse("t.txt", 1, broken[i].source, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
        g_assert_cmpstr(error->message, ==, broken[i].want);
    }
}

/* Renders SOURCE with the lists "many" (100 items, each the number of itself) and "none", and returns
 * the error's message. */
static char *
render_fails(const char *source)
{
    g_autoptr(GHashTable) partials = partials_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) parsed = template_parse("t.txt", 1, source, &error);
    if (!parsed)
        return g_strdup(error->message);
    g_autoptr(TemplateValue) data = template_map();
    TemplateValue *many = template_list();
    for (int i = 0; i < 100; i++)
        template_add(many, template_number(i));
    template_set(data, "many", many);
    char *got =
        template_render(parsed, data, TEMPLATE_ESCAPE_NONE, find_partial, partials, NULL, &error);
    g_assert_null(got);
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
    return g_strdup(error->message);
}

static char *
repeat(const char *piece, int times)
{
    GString *all = g_string_new(NULL);
    for (int i = 0; i < times; i++)
        g_string_append(all, piece);
    return g_string_free(all, FALSE);
}

static void
test_bounds(void)
{
    g_autofree char *self = render_fails("{{>self}}");
    g_assert_cmpstr(self, ==, "self:1:2: partials nest too deep; does one contain itself?");

    g_autofree char *open = repeat("{{#many}}", 8);
    g_autofree char *close = repeat("{{/many}}", 8);
    g_autofree char *loops = g_strconcat(open, close, NULL);
    g_autofree char *steps = render_fails(loops);
    g_assert_nonnull(strstr(steps, "this takes too many steps; nest fewer lists"));

    g_autofree char *line = repeat("0123456789", 200);
    g_autofree char *large = g_strconcat("{{#many}}{{#many}}", line, "{{/many}}{{/many}}", NULL);
    g_autofree char *output = render_fails(large);
    g_assert_nonnull(strstr(output, "longer than 1 MiB"));

    g_autofree char *deep = repeat("{{#a}}", TEMPLATE_DEPTH_MAX + 1);
    g_autofree char *depth = render_fails(deep);
    g_assert_nonnull(strstr(depth, "sections nest deeper than 64"));
}

/* A hundred times the text may take a few hundred times as long, not ten thousand. */
static double
seconds_to_render(int times)
{
    g_autofree char *source = repeat("{{! x }}   {{#a}} {{b}} {{/a}}   {{c.d}} { ", times);
    g_autoptr(TemplateValue) data = template_map();
    template_set(data, "a", template_flag(true));
    gint64 start = effort_now();
    g_autoptr(Template) parsed = template_parse("t.txt", 1, source, NULL);
    g_autofree char *got =
        template_render(parsed, data, TEMPLATE_ESCAPE_NONE, NULL, NULL, NULL, NULL);
    g_assert_nonnull(got);
    return (double)(effort_now() - start) / G_USEC_PER_SEC;
}

static void
test_linear(void)
{
    double small = MAX(seconds_to_render(200), 0.0005);
    g_assert_cmpfloat(seconds_to_render(20000), <, 1000 * small);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/cases", test_cases);
    g_test_add_func("/template/text-is-not-escaped", test_text_is_not_escaped);
    g_test_add_func("/template/values-are-no-templates", test_values_are_no_templates);
    g_test_add_func("/template/values-become-utf8", test_values_become_utf8);
    g_test_add_func("/template/broken", test_broken);
    g_test_add_func("/template/bounds", test_bounds);
    g_test_add_func("/template/linear", test_linear);
    return g_test_run();
}
