/* Library: which file is taken, and what is said about a folder of the organizer's. */
#include <string.h>
#include "event/embedded.h"
#include "event/error.h"
#include "mailer/view-contract.h"
#include "templates/library.h"

/* The organizer's folder: "PATH", "TEXT", ... */
static char *
load(const char *path, gpointer user_data)
{
    for (const char *const *own = user_data; own && own[0]; own += 2) {
        if (strcmp(own[0], path) == 0)
            return g_strdup(own[1]);
    }
    return NULL;
}

/* The subject of KIND as it is in the source, with the language it was found in. */
static char *
find(const char *const *own, const char *language, const char *kind, bool *ret_html)
{
    g_autoptr(TemplateLibrary) library = template_library_new(load, (gpointer)own);
    g_autoptr(GError) error = NULL;
    g_autoptr(TemplateValue) nothing = template_map();
    TemplateSet set;
    if (!template_library_find(library, language, kind, &set, &error))
        return g_strdup(error->message);
    g_autofree char *subject =
        template_render(set.subject, nothing, TEMPLATE_ESCAPE_NONE, NULL, NULL, NULL, NULL);
    *ret_html = set.html != NULL;
    return g_strdup_printf("%s: %s", set.language, g_strstrip(subject));
}

static const char *const folder[] = {"de/echo.txt",
                                     "Subject: Notiert\n\nGut.\n",
                                     "fr/echo.txt",
                                     "Subject: C'est note\n\nBien.\n",
                                     "pt-br/echo.txt",
                                     "Subject: Anotado\n\nBom.\n",
                                     "pt-br/echo.html",
                                     "",
                                     "it/echo.txt",
                                     "Subject: Scritto\n\nBene.\n",
                                     "it/echo.html",
                                     "<p>Bene.</p>\n",
                                     "es/echo.txt",
                                     "Hola\n",
                                     "nl/echo.txt",
                                     "Subject: {{#x}}\n\nGoed.\n",
                                     "pl/echo.txt",
                                     "Subject: x\n\n\n{{y}",
                                     NULL};

static const struct {
    const char *language;
    const char *want;
    bool html;
} searches[] = {
    {"de", "de: Notiert", true}, /* ours stays beside it; the check objects */
    {"de-AT", "de: Notiert", true},
    {"DE", "de: Notiert", true},
    {"fr", "fr: C'est note", false},
    {"fr-CA-x-any", "fr: C'est note", false},
    {"pt-BR", "pt-br: Anotado", false},
    {"it", "it: Scritto", true},
    {"pt", "en: : I have noted what you wrote", true},
    {"sv", "en: : I have noted what you wrote", true},
    {NULL, "en: : I have noted what you wrote", true},
    {"", "en: : I have noted what you wrote", true},
    {"../../etc", "en: : I have noted what you wrote", true},
    {"a-tag-that-is-much-longer-than-a-tag-may-be", "en: : I have noted what you wrote", true},
    {"es", "es/echo.txt:1: the first line must be \"Subject: ...\", and the second empty", false},
    {"nl", "nl/echo.txt:1:10: {{#x}} is never closed; put {{/x}} where it ends", false},
    {"pl", "pl/echo.txt:4:1: this tag is never closed; \"}}\" ends it", false},
};

static void
test_search(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(searches); i++) {
        bool html = false;
        g_autofree char *got = find(folder, searches[i].language, "echo", &html);
        g_assert_cmpstr(got, ==, searches[i].want);
        g_assert_cmpint(html, ==, searches[i].html);
    }
}

static void
test_unknown_kind(void)
{
    bool html;
    g_autofree char *got = find(NULL, "de", "sermon", &html);
    g_assert_cmpstr(got, ==, "there is no template en/sermon.txt");
}

/* Partials come from the letter's language, one by one: what the organizer replaced, and ours. */
static void
test_partials(void)
{
    static const char *const own[] = {"de/signed.txt", "Ihre {{organizer.name}}\n", NULL};
    g_autoptr(TemplateLibrary) library = template_library_new(load, (gpointer)own);
    g_autoptr(Template) letter =
        template_parse("letter", 1, "{{> signed}}\n{{> agenda-short}}", NULL);
    g_autoptr(TemplateValue) data = template_map();
    TemplateValue *organizer = template_map(), *meeting = template_map();
    template_set(organizer, "name", template_text("Ines"));
    template_set(data, "organizer", organizer);
    template_set(meeting, "has_agenda", template_flag(true));
    template_set(data, "meeting", meeting);
    g_autofree char *got =
        template_library_render(library, "de", letter, data, TEMPLATE_ESCAPE_NONE, NULL, NULL);
    g_assert_cmpstr(got, ==, "Ihre Ines\nIn Kürze:\n\n");
}

static void
test_broken_partial(void)
{
    static const char *const own[] = {"de/signed.txt", "{{#x}}", NULL};
    g_autoptr(TemplateLibrary) library = template_library_new(load, (gpointer)own);
    g_autoptr(Template) letter = template_parse("letter", 1, "{{> signed}}{{> signed}}", NULL);
    g_autoptr(TemplateValue) data = template_map();
    g_autoptr(GError) error = NULL;
    g_assert_null(
        template_library_render(library, "de", letter, data, TEMPLATE_ESCAPE_NONE, NULL, &error));
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==,
                    "de/signed.txt:1:1: {{#x}} is never closed; put {{/x}} where it ends");
}

static char *
faults_of(const char *const *own)
{
    g_autoptr(TemplateLibrary) library = template_library_new(load, (gpointer)own);
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    for (guint i = 0; own && own[i]; i += 2)
        g_ptr_array_add(paths, (gpointer)own[i]);
    g_ptr_array_add(paths, NULL);
    g_autoptr(GPtrArray) faults =
        template_library_check(library, view_kinds, view_names, (const char *const *)paths->pdata);
    g_ptr_array_add(faults, NULL);
    return g_strjoinv("\n", (GStrv)faults->pdata);
}

/* What we ship keeps to the contract, in every language. */
static void
test_ours_is_right(void)
{
    g_autofree char *faults = faults_of(NULL);
    g_assert_cmpstr(faults, ==, "");
}

/* A document that is no letter has its own names only. */
static void
test_alone(void)
{
    static const char *const own[] = {"en/poster.html", "{{title}} for {{guest.name}}", NULL};
    static const char *const paths[] = {"en/poster.html", NULL};
    static const TemplateName names[] = {{"title", TEMPLATE_TEXT, "a title", NULL, false},
                                         {NULL, TEMPLATE_TEXT, NULL, NULL, false}};
    static const TemplateKind kinds[] = {{"poster", false, names, true},
                                         {NULL, false, NULL, false}};
    g_autoptr(TemplateLibrary) library = template_library_new(load, (gpointer)own);
    g_autoptr(GPtrArray) faults = template_library_check(library, kinds, view_names, paths);
    g_assert_cmpuint(faults->len, ==, 1);
    g_assert_true(g_str_has_prefix(g_ptr_array_index(faults, 0), "en/poster.html:1:15: "));
}

/* All faults of a folder at once, each with its place. */
static void
test_faults(void)
{
    static const char *const own[] = {
        "en/echo.txt",
        "Subject: {{meeting.nmae}}\n\nDear {{guest.name}},\n{{> detials}}\n",
        "en/invitaton.txt",
        "Subject: x\n\ny\n",
        "en/signed.txt",
        "{{/x}}\n",
        "de/facts.html",
        "{{{meeting.location}}}\n",
        "fr/reminder.txt",
        "Subject: {{ordinal}} {{number}}\n\nx\n",
        "fr/words",
        "[language]\n",
        "fr/layout.html",
        "{{body}}{{subject}}\n",
        NULL};
    g_autofree char *faults = faults_of(own);
    g_assert_cmpstr(
        faults, ==,
        "de/facts.html:1:1: {{{meeting.location}}} lets somebody's words be HTML; write "
        "{{meeting.location}}\n"
        "en/echo.txt: yours says one thing and our echo.html another; write that file, too (an "
        "empty "
        "one sends no HTML)\n"
        "en/echo.txt:1:10: \"meeting.nmae\" is no name here; did you mean \"meeting.name\"?\n"
        "en/echo.txt:4:1: there is no partial \"detials\"\n"
        "en/invitaton.txt: nothing uses this file; did you mean invitation.txt?\n"
        "en/signed.txt:1:1: {{/x}} closes nothing; no section is open here\n"
        "fr/layout.html:1:1: \"body\" is HTML already; write {{{body}}}\n"
        "fr/reminder.txt:1:22: \"number\" is no name here; convoke-templates(5) lists those that "
        "are\n"
        "fr/words: [language] direction is missing: ltr, or rtl where people write from right to "
        "left");
}

static bool
embedded(const char *language, const char *file)
{
    g_autofree char *path = g_strdup_printf("templates/%s/%s", language, file);
    for (const EmbeddedFile *at = template_files; at->path; at++) {
        if (strcmp(at->path, path) == 0)
            return true;
    }
    return false;
}

/* No words: found in "en". */
static bool
is_for_all_languages(const char *name)
{
    return strcmp(name, "layout.html") == 0 || strcmp(name, "page-style.html") == 0;
}

/* A language has each file with words of every other. */
static void
test_languages_are_complete(void)
{
    static const char *const languages[] = {"en", "de"};
    for (const EmbeddedFile *at = template_files; at->path; at++) {
        for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
            const char *name = strrchr(at->path, '/') + 1;
            if (!is_for_all_languages(name) && !embedded(languages[i], name))
                g_error("%s has no equal in %s", at->path, languages[i]);
        }
    }
}

/* Nothing that a mail of ours says is fetched from anywhere, or leads anywhere. */
static void
test_nothing_is_remote(void)
{
    static const char *const forbidden[] = {"http",  "src=",    "href",  "url(", "<img",
                                            "<link", "<script", "<form", "<a ",  "@import"};
    for (const EmbeddedFile *at = template_files; at->path; at++) {
        bool page = g_str_has_prefix(strrchr(at->path, '/'), "/page"); /* people browse there */
        for (gsize i = 0; !page && i < G_N_ELEMENTS(forbidden); i++) {
            const char *found = at->text;
            for (; (found = strstr(found, forbidden[i])); found++)
                if (!g_str_has_prefix(found, "http-equiv=\"Content-Type\""))
                    g_error("%s holds \"%s\"", at->path, forbidden[i]);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/library/search", test_search);
    g_test_add_func("/library/unknown-kind", test_unknown_kind);
    g_test_add_func("/library/partials", test_partials);
    g_test_add_func("/library/broken-partial", test_broken_partial);
    g_test_add_func("/library/ours-is-right", test_ours_is_right);
    g_test_add_func("/library/alone", test_alone);
    g_test_add_func("/library/faults", test_faults);
    g_test_add_func("/library/languages-are-complete", test_languages_are_complete);
    g_test_add_func("/library/nothing-is-remote", test_nothing_is_remote);
    return g_test_run();
}
