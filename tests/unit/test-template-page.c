/* convoke-templates(5) lists the contract as the program has it: the names of every letter and kind,
 * and the keys of "words". REGEN=1 writes these parts of the page anew. */
#include <string.h>
#include "cli/page-view.h"
#include "mailer/view-contract.h"
#include "templates/words.h"

#define PAGE "man/convoke-templates.5"

/* Tables printed so far and the name that each stands under; later ones only refer to it. */
typedef struct {
    GString *out;
    GHashTable *printed;
} Page;

static const char *
type_of(const TemplateName *name)
{
    if (name->markup)
        return "HTML";
    return name->type == TEMPLATE_LIST && !name->names ? "list of texts"
                                                       : template_type_name(name->type);
}

static void
print_names(Page *page, const TemplateName *names)
{
    g_string_append(page->out, ".Bl -tag -compact -width Ds\n");
    for (; names->name; names++) {
        g_string_append_printf(page->out, ".It Va %s Pq %s\n%s", names->name, type_of(names),
                               names->meaning);
        const char *same = names->names ? g_hash_table_lookup(page->printed, names->names) : NULL;
        if (!names->names) {
            g_string_append(page->out, ".\n");
        } else if (same) {
            g_string_append_printf(page->out, ";\nwith the names of\n.Va %s\nabove.\n", same);
        } else {
            g_hash_table_insert(page->printed, (gpointer)names->names, (gpointer)names->name);
            g_string_append(page->out,
                            names->type == TEMPLATE_LIST ? ";\nin each item:\n" : ";\nin it:\n");
            print_names(page, names->names);
        }
    }
    g_string_append(page->out, ".El\n");
}

static char *
names_of_page(void)
{
    Page page = {g_string_new(NULL), g_hash_table_new(NULL, NULL)};
    g_string_append(page.out, ".Ss Every letter\n");
    print_names(&page, view_names);
    for (const TemplateKind *kind = view_kinds; kind->name; kind++) {
        if (!kind->names)
            continue;
        g_string_append_printf(page.out, ".Ss Also in %s\n", kind->name);
        print_names(&page, kind->names);
    }
    g_string_append(page.out, ".Ss Only in page\n");
    print_names(&page, page_names);
    g_hash_table_unref(page.printed);
    return g_string_free(page.out, FALSE);
}

static char *
words_of_page(void)
{
    GString *out = g_string_new(NULL);
    const char *group = "";
    for (const WordsKey *key = words_keys; key->key; key++) {
        if (strcmp(key->group, group) != 0)
            g_string_append_printf(out, "%s.Ss Bq %s\n.Bl -tag -compact -width Ds\n",
                                   *group ? ".El\n" : "", key->group);
        group = key->group;
        g_string_append_printf(out, ".It Va %s", key->key);
        if (key->count > 0)
            g_string_append_printf(out, " Pq %u items", key->count);
        g_string_append_printf(out, "\n%s", key->meaning);
        for (const TemplateName *name = key->names; name && name->name; name++)
            g_string_append_printf(out, "%s\n.Va %s Pq %s%s", name == key->names ? ";\nwith" : "",
                                   name->name, name->names ? "a day" : name->meaning,
                                   name[1].name ? " ," : "");
        g_string_append(out, key->names ? "\n" : ".\n");
    }
    g_string_append(out, ".El\n");
    return g_string_free(out, FALSE);
}

/* What stands in TEXT between the marks of NAME; *RET_START and *RET_END are its ends. */
static char *
between_marks(const char *text, const char *name, const char **ret_start, const char **ret_end)
{
    g_autofree char *begin = g_strdup_printf(".\\\" begin %s\n", name);
    g_autofree char *end = g_strdup_printf(".\\\" end %s\n", name);
    *ret_start = strstr(text, begin);
    g_assert_nonnull(*ret_start);
    *ret_start += strlen(begin);
    *ret_end = strstr(*ret_start, end);
    g_assert_nonnull(*ret_end);
    return g_strndup(*ret_start, (gsize)(*ret_end - *ret_start));
}

static void
page_says(const char *name, const char *want)
{
    g_autofree char *text = NULL;
    const char *start, *end;
    g_assert_true(g_file_get_contents(PAGE, &text, NULL, NULL));
    g_autofree char *got = between_marks(text, name, &start, &end);
    if (g_getenv("REGEN")) {
        g_autofree char *head = g_strndup(text, (gsize)(start - text));
        g_autofree char *whole = g_strconcat(head, want, end, NULL);
        g_assert_true(g_file_set_contents(PAGE, whole, -1, NULL));
        return;
    }
    g_auto(GStrv) got_lines = g_strsplit(got, "\n", -1);
    g_auto(GStrv) want_lines = g_strsplit(want, "\n", -1);
    for (guint i = 0; got_lines[i] || want_lines[i]; i++)
        g_assert_cmpstr(got_lines[i], ==, want_lines[i]); /* REGEN=1 brings the page up to date */
}

static void
test_names(void)
{
    g_autofree char *want = names_of_page();
    page_says("names", want);
}

static void
test_words(void)
{
    g_autofree char *want = words_of_page();
    page_says("words", want);
}

static char *
load_example(const char *path, gpointer user_data)
{
    if (strcmp(path, "en/invitation.html") == 0)
        return g_strdup("");
    return strcmp(path, "en/invitation.txt") == 0 ? g_strdup(user_data) : NULL;
}

/* The page's own invitation keeps to the contract. */
static void
test_example(void)
{
    static const char *const own[] = {"en/invitation.txt", "en/invitation.html", NULL};
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(PAGE, &text, NULL, NULL));
    const char *start = strstr(text, ".Bd -literal -offset indent\nSubject:");
    g_assert_nonnull(start);
    start = strchr(start, '\n') + 1;
    g_autofree char *example = g_strndup(start, (gsize)(strstr(start, ".Ed\n") - start));
    g_autoptr(TemplateLibrary) library = template_library_new(load_example, example);
    g_autoptr(GPtrArray) faults = template_library_check(library, view_kinds, view_names, own);
    g_ptr_array_add(faults, NULL);
    g_autofree char *got = g_strjoinv("\n", (GStrv)faults->pdata);
    g_assert_cmpstr(got, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template-page/names", test_names);
    g_test_add_func("/template-page/words", test_words);
    g_test_add_func("/template-page/example", test_example);
    return g_test_run();
}
