/* Contract check: what a template says, and what is said about it. */
#include "templates/check.h"

static const TemplateName session_names[] = {{"heading", TEMPLATE_TEXT, "", NULL, false},
                                             {"titles", TEMPLATE_LIST, "", NULL, false},
                                             {NULL, TEMPLATE_TEXT, NULL, NULL, false}};
static const TemplateName guest_names[] = {{"name", TEMPLATE_TEXT, "", NULL, false},
                                           {"speaks", TEMPLATE_FLAG, "", NULL, false},
                                           {NULL, TEMPLATE_TEXT, NULL, NULL, false}};
static const TemplateName common_names[] = {{"guest", TEMPLATE_MAP, "", guest_names, false},
                                            {"sessions", TEMPLATE_LIST, "", session_names, false},
                                            {"note", TEMPLATE_TEXT, "", NULL, false},
                                            {NULL, TEMPLATE_TEXT, NULL, NULL, false}};
static const TemplateName kind_names[] = {{"step", TEMPLATE_TEXT, "", NULL, false},
                                          {"body", TEMPLATE_TEXT, "", NULL, true},
                                          {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

typedef struct {
    const char *source;
    const char *want; /* faults, one a line; "" = none */
} Case;

static const Case cases[] = {
    {"{{guest.name}} {{#guest}}{{name}}{{/guest}} {{step}} {{note}}", ""},
    {"{{#sessions}}{{heading}}{{#titles}}{{.}}{{heading}}{{note}}{{/titles}}{{/sessions}}", ""},
    {"{{#note}}{{.}}{{/note}}{{^note}}{{#guest.speaks}}x{{/guest.speaks}}{{/note}}", ""},
    {"{{#note}}{{#.}}{{.}}{{/.}}{{/note}}", ""},
    {"{{{body}}}", ""},
    {"{{guset.name}}", "t:1:1: \"guset.name\" is no name here; did you mean \"guest.name\"?\n"},
    {"a\n{{guest.nmae}}", "t:2:1: \"guest.nmae\" is no name here; did you mean \"guest.name\"?\n"},
    {"{{speaker_fee}}",
     "t:1:1: \"speaker_fee\" is no name here; convoke-templates(5) lists those that are\n"},
    /* a name of an inner scope is none outside it */
    {"{{#sessions}}{{/sessions}}{{heading}}",
     "t:1:27: \"heading\" is no name here; convoke-templates(5) lists those that are\n"},
    {"{{#setp}}{{nothing_in_here_is_looked_at}}{{/setp}}",
     "t:1:1: \"setp\" is no name here; did you mean \"step\"?\n"},
    {"{{^stpe}}{{/stpe}}", "t:1:1: \"stpe\" is no name here; did you mean \"step\"?\n"},
    {"{{sessions}}", "t:1:1: \"sessions\" is a list and prints nothing; use "
                     "{{#sessions}}...{{/sessions}}\n"},
    {"{{guest}}{{guest.speaks}}",
     "t:1:1: \"guest\" is a map and prints nothing; use {{#guest}}...{{/guest}}\n"
     "t:1:10: \"guest.speaks\" is a flag and prints nothing; use "
     "{{#guest.speaks}}...{{/guest.speaks}}\n"},
    {"{{#sessions}}{{.}}{{/sessions}}",
     "t:1:14: \".\" is a map and prints nothing; use {{#.}}...{{/.}}\n"},
    {"{{sessions.heading}}{{note.x}}",
     "t:1:1: \"sessions\" is a list; \"heading\" cannot be taken from it\n"
     "t:1:21: \"note\" is a text; \"x\" cannot be taken from it\n"},
    {"{{{note}}}{{&guest.name}}",
     "t:1:1: {{{note}}} lets somebody's words be HTML; write {{note}}\n"
     "t:1:11: {{{guest.name}}} lets somebody's words be HTML; write {{guest.name}}\n"},
    {"{{body}}", "t:1:1: \"body\" is HTML already; write {{{body}}}\n"},
    /* partials are looked at where they are used, and reported once */
    {"{{>title}}",
     "title:1:1: \"heading\" is no name here; convoke-templates(5) lists those that are\n"},
    {"{{#sessions}}{{>title}}{{/sessions}}", ""},
    {"{{>title}}{{>title}}",
     "title:1:1: \"heading\" is no name here; convoke-templates(5) lists those that are\n"},
    {"{{>nobody}}", "t:1:1: there is no partial \"nobody\"\n"},
    {"{{>ping}}", "pong:1:2: the partial \"ping\" contains itself\n"},
};

static const Template *
find_partial(const char *name, gpointer user_data)
{
    return g_hash_table_lookup(user_data, name);
}

static GHashTable *
partials_new(void)
{
    GHashTable *partials =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)template_free);
    g_hash_table_insert(partials, "title", template_parse("title", 1, "{{heading}}", NULL));
    g_hash_table_insert(partials, "ping", template_parse("ping", 1, "{{>pong}}", NULL));
    g_hash_table_insert(partials, "pong", template_parse("pong", 1, "-{{>ping}}", NULL));
    return partials;
}

static char *
faults_of(const char *source, TemplateEscape escape, GHashTable *partials)
{
    static const TemplateName *const scopes[] = {common_names, kind_names, NULL};
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Template) parsed = template_parse("t", 1, source, NULL);
    g_assert_nonnull(parsed);
    template_check(parsed, scopes, escape, find_partial, partials, faults);
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < faults->len; i++)
        g_string_append_printf(all, "%s\n", (char *)g_ptr_array_index(faults, i));
    return g_string_free(all, FALSE);
}

static void
test_cases(void)
{
    g_autoptr(GHashTable) partials = partials_new();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = faults_of(cases[i].source, TEMPLATE_ESCAPE_HTML, partials);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

/* In plain text there is nothing to escape, so both forms are fine. */
static void
test_raw_in_text(void)
{
    g_autofree char *got = faults_of("{{{note}}}{{note}}", TEMPLATE_ESCAPE_NONE, NULL);
    g_assert_cmpstr(got, ==, "");
}

/* Twenty partials that each use the next one twice are a million uses. */
static void
test_many_partials_end(void)
{
    g_autoptr(GHashTable) partials =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);
    for (int i = 0; i < 25; i++) {
        g_autofree char *source = g_strdup_printf("{{>p%d}}{{>p%d}}", i + 1, i + 1);
        g_autofree char *name = g_strdup_printf("p%d", i);
        g_hash_table_insert(partials, g_strdup(name), template_parse(name, 1, source, NULL));
    }
    g_hash_table_insert(partials, g_strdup("p25"), template_parse("p25", 1, "x", NULL));
    g_autofree char *got = faults_of("{{>p0}}", TEMPLATE_ESCAPE_NONE, partials);
    g_assert_true(
        g_str_has_suffix(got, ": partials use partials too often; write some of them out\n"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template-check/cases", test_cases);
    g_test_add_func("/template-check/raw-in-text", test_raw_in_text);
    g_test_add_func("/template-check/many-partials-end", test_many_partials_end);
    return g_test_run();
}
