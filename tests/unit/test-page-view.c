/* The page: who is listed, what is on it, and that nobody's words break out of it. */
#include "cli/page-view.h"
#include <string.h>
#include "event/standing.h"
#include "mailer/view-contract.h"
#include "templates/library.h"
#include "tests/templates/meeting.h"

#define AUGUST_1 G_GINT64_CONSTANT(1943301600) /* 2031-07-31 22:00 UTC: already August in Ostend */
#define AUGUST_2 (AUGUST_1 + 24 * 60 * 60)

typedef struct {
    Meeting *meeting;
    GPtrArray *standings;
    TemplateLibrary *library;
    PageContext context;
} Fixture;

static void
add_standing(Fixture *fixture, const char *guest, Partstat partstat, gint64 answered_at)
{
    Standing *standing = standing_new();
    standing->guest = g_strdup(guest);
    standing->partstat = partstat;
    standing->answered_at = answered_at;
    g_ptr_array_add(fixture->standings, standing);
}

static void
add_material(GPtrArray *materials, const char *title, const char *from, const char *url)
{
    Material *material = material_new();
    material->title = g_strdup(title);
    material->from = g_strdup(from);
    material->url = g_strdup(url);
    g_ptr_array_add(materials, material);
}

/* Mira comes, Jörg does not, Tove may, Anselm has not answered. */
static void
set_up(Fixture *fixture, gconstpointer user_data)
{
    fixture->meeting = meeting_for_tests();
    fixture->standings = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    fixture->library = template_library_new(NULL, NULL);
    add_standing(fixture, "mira", PARTSTAT_ACCEPTED, AUGUST_2);
    add_standing(fixture, "joerg", PARTSTAT_DECLINED, NEVER);
    add_standing(fixture, "tove", PARTSTAT_TENTATIVE, NEVER);
    add_material(fixture->meeting->slides, "Lenses", "mira", "slides/lenses.pdf");
    add_material(fixture->meeting->slides, "Fog", NULL, "javascript:alert(1)");
    add_material(fixture->meeting->photos, "The harbour", "tove",
                 "https://keepers.example/p?a=1&b=2");
    add_material(fixture->meeting->references, "Wicks", NULL, NULL);
    fixture->context = (PageContext){.meeting = fixture->meeting,
                                     .zone = zone_open(fixture->meeting->zone),
                                     .standings = fixture->standings,
                                     .applied_at = AUGUST_1};
    (void)user_data;
}

static void
tear_down(Fixture *fixture, gconstpointer user_data)
{
    g_time_zone_unref(fixture->context.zone);
    template_library_free(fixture->library);
    g_ptr_array_unref(fixture->standings);
    meeting_free(fixture->meeting);
    (void)user_data;
}

static TemplateValue *
view_of(Fixture *fixture)
{
    const Words *words = template_library_words(fixture->library, "en", NULL);
    return page_view(&fixture->context, words, "en");
}

static char *
page_of(Fixture *fixture, const char *language)
{
    g_autoptr(GError) error = NULL;
    const Template *page = template_library_get(fixture->library, language, "page.html", &error);
    g_assert_no_error(error);
    const Words *words = template_library_words(fixture->library, language, &error);
    g_assert_no_error(error);
    g_autoptr(TemplateValue) view = page_view(&fixture->context, words, language);
    char *html = template_library_render(fixture->library, language, page, view,
                                         TEMPLATE_ESCAPE_HTML, NULL, &error);
    g_assert_no_error(error);
    return html;
}

static char *
names_in(const TemplateValue *list)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < template_value_length(list); i++) {
        const TemplateValue *item = template_value_item(list, i);
        const TemplateValue *name = template_value_get(item, "name");
        g_string_append_printf(names, "%s%s", i ? ", " : "", template_value_text(name));
    }
    return g_string_free(names, FALSE);
}

static void
test_attendees(Fixture *fixture, gconstpointer user_data)
{
    static const char *const want[] = {
        [PAGE_ATTENDEES_ALL] = "Mira Okafor, Tove Dahl, Anselm Weiß",
        [PAGE_ATTENDEES_ACCEPTED] = "Mira Okafor",
        [PAGE_ATTENDEES_NONE] = "",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(want); i++) {
        fixture->context.attendees = (PageAttendees)i;
        g_autoptr(TemplateValue) view = view_of(fixture);
        g_autofree char *names = names_in(template_value_get(view, "attendees"));
        g_assert_cmpstr(names, ==, want[i]);
        const TemplateValue *any = template_value_get(view, "has_attendees");
        g_assert_cmpint(template_value_true(any), ==, *want[i] != '\0');
    }
    (void)user_data;
}

/* The day of the newest answer, on the venue's clock; without answers that of the last change. */
static void
test_state(Fixture *fixture, gconstpointer user_data)
{
    g_autoptr(TemplateValue) view = view_of(fixture);
    const char *day = template_value_text(template_value_get(view, "state_iso"));
    g_assert_cmpstr(day, ==, "2031-08-02");
    g_ptr_array_set_size(fixture->standings, 0);
    g_autoptr(TemplateValue) unanswered = view_of(fixture);
    day = template_value_text(template_value_get(unanswered, "state_iso"));
    g_assert_cmpstr(day, ==, "2031-08-01");
    (void)user_data;
}

/* No address anywhere unless asked for, not even as a name or within the organizer's words; then in
 * words that a person can read. */
static void
test_addresses(Fixture *fixture, gconstpointer user_data)
{
    Guest *nameless = g_ptr_array_index(fixture->meeting->guests, 0);
    g_free(nameless->name);
    nameless->name = g_strdup("mira@keepers.example");
    g_free(fixture->meeting->about);
    fixture->meeting->about = g_strdup("Ask ines@keepers.example.");
    g_autofree char *without = page_of(fixture, "en");
    g_assert_null(strstr(without, "keepers.example\""));
    g_assert_null(strstr(without, "@keepers"));
    g_assert_null(strstr(without, "keepers dot"));
    g_assert_nonnull(strstr(without, "mira@…"));
    fixture->context.addresses = true;
    g_autofree char *with = page_of(fixture, "en");
    g_assert_null(strstr(with, "@keepers"));
    g_assert_nonnull(strstr(with, "Ask ines at keepers dot example."));
    g_assert_nonnull(strstr(with, "tove at keepers dot example"));
    (void)user_data;
}

static void
test_links(Fixture *fixture, gconstpointer user_data)
{
    g_autofree char *html = page_of(fixture, "en");
    g_assert_nonnull(strstr(html, "<li><a href=\"slides/lenses.pdf\">Lenses</a> "
                                  "<span class=\"role\">from Mira Okafor</span></li>"));
    g_assert_nonnull(strstr(html, "<li>Fog</li>"));
    g_assert_nonnull(strstr(html, "href=\"https://keepers.example/p?a=1&amp;b=2\""));
    g_assert_null(strstr(html, "javascript"));
    (void)user_data;
}

/* Links lead away; nothing is fetched or run to show the page. */
static void
test_nothing_is_remote(Fixture *fixture, gconstpointer user_data)
{
    static const char *const forbidden[] = {"src=",    "url(",    "<img",     "<link",
                                            "<script", "<iframe", "<object",  "@import",
                                            "<form",   "<base",   "onclick=", "onload="};
    g_autofree char *html = page_of(fixture, "en");
    for (gsize i = 0; i < G_N_ELEMENTS(forbidden); i++)
        g_assert_null(strstr(html, forbidden[i]));
    (void)user_data;
}

/* A meeting of which only the days are known is a page of few words, without empty sections. */
static void
test_bare(Fixture *fixture, gconstpointer user_data)
{
    static const char *const absent[] = {"agenda", "sponsors",  "attendees",
                                         "topics", "materials", "references"};
    g_autoptr(Meeting) bare = meeting_new();
    bare->id = g_strdup("bare");
    bare->name = g_strdup("Bare");
    bare->zone = g_strdup("UTC");
    g_ptr_array_add(bare->days, agenda_day_new(day_of(2031, 9, 30)));
    fixture->context.meeting = bare;
    g_autofree char *html = page_of(fixture, "en");
    for (gsize i = 0; i < G_N_ELEMENTS(absent); i++) {
        g_autofree char *id = g_strdup_printf("id=\"%s\"", absent[i]);
        g_autofree char *link = g_strdup_printf("href=\"#%s\"", absent[i]);
        g_assert_null(strstr(html, id));
        g_assert_null(strstr(html, link));
    }
    g_assert_nonnull(strstr(html, "<time datetime=\"2031-09-30\">30 September 2031</time>"));
    g_assert_null(strstr(html, "<section"));
    g_assert_null(strstr(html, "<dt>Location</dt>"));
    g_assert_null(strstr(html, "<dt>Organizer</dt>"));
    (void)user_data;
}

static void
replace(char **text, const char *words)
{
    if (*text) {
        g_free(*text);
        *text = g_strdup(words);
    }
}

static void
set_session_words(Session *session, const char *words)
{
    replace(&session->what, words);
    replace(&session->note, words);
    replace(&session->room, words);
    for (guint i = 0; i < session->titles->len; i++)
        replace((char **)&session->titles->pdata[i], words);
}

/* Every text of the meeting that people write. */
static void
set_all_words(Meeting *meeting, const char *words)
{
    char **texts[] = {&meeting->name,          &meeting->series,        &meeting->edition,
                      &meeting->about,         &meeting->by_invitation, &meeting->location,
                      &meeting->organizer.name};
    GPtrArray *materials[] = {meeting->slides, meeting->photos, meeting->references};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        replace(texts[i], words);
    for (guint i = 0; i < meeting->guests->len; i++) {
        Guest *guest = g_ptr_array_index(meeting->guests, i);
        replace(&guest->name, words);
        replace(&guest->affiliation, words);
    }
    for (guint i = 0; i < meeting->days->len; i++) {
        AgendaDay *day = g_ptr_array_index(meeting->days, i);
        for (guint j = 0; j < day->sessions->len; j++)
            set_session_words(g_ptr_array_index(day->sessions, j), words);
    }
    for (guint i = 0; i < meeting->topics->len; i++) {
        Topic *topic = g_ptr_array_index(meeting->topics, i);
        replace(&topic->title, words);
        replace(&topic->body, words);
    }
    for (guint i = 0; i < meeting->sponsors->len; i++)
        replace((char **)&meeting->sponsors->pdata[i], words);
    for (gsize i = 0; i < G_N_ELEMENTS(materials); i++) {
        for (guint j = 0; j < materials[i]->len; j++)
            replace(&((Material *)g_ptr_array_index(materials[i], j))->title, words);
    }
}

/* The tags of a document with all their attributes but the meta description's, which is the meeting's
 * own words. */
static char *
tags_of(const char *html)
{
    g_autoptr(GRegex) text =
        g_regex_new("(^|>)[^<]*|(?<=name=\"description\" content=\")[^\"]*", 0, 0, NULL);
    return g_regex_replace_literal(text, html, -1, 0, ">", 0, NULL);
}

static void
test_hostile(Fixture *fixture, gconstpointer language)
{
    static const char hostile[] =
        "<b onclick=\"x\">'&\r\n{{zone}}{{{body}}}\t--></style></title><script>\x1b[31m "
        "\xe2\x80\xae"
        "\xff \x01";
    set_all_words(fixture->meeting, "plain");
    g_autofree char *plain = page_of(fixture, language);
    set_all_words(fixture->meeting, hostile);
    g_autofree char *bad = page_of(fixture, language);
    g_autofree char *want = tags_of(plain);
    g_autofree char *got = tags_of(bad);
    g_assert_cmpstr(got, ==, want);
    g_assert_true(g_utf8_validate(bad, -1, NULL));
    g_assert_nonnull(strstr(bad, "{{zone}}{{{body}}}"));
    g_assert_null(strstr(bad, "<script"));
    g_assert_null(strpbrk(bad, "\r\x1b\x01"));
    g_assert_null(strstr(bad, "\xe2\x80\xae"));
}

/* What we ship keeps to the contract, in every language. */
static void
test_contract(Fixture *fixture, gconstpointer user_data)
{
    g_autoptr(GPtrArray) faults =
        template_library_check(fixture->library, page_kinds, view_names, NULL);
    g_ptr_array_add(faults, NULL);
    g_autofree char *lines = g_strjoinv("\n", (GStrv)faults->pdata);
    g_assert_cmpstr(lines, ==, "");
    (void)user_data;
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/page-view/attendees", Fixture, NULL, set_up, test_attendees, tear_down);
    g_test_add("/page-view/state", Fixture, NULL, set_up, test_state, tear_down);
    g_test_add("/page-view/addresses", Fixture, NULL, set_up, test_addresses, tear_down);
    g_test_add("/page-view/links", Fixture, NULL, set_up, test_links, tear_down);
    g_test_add("/page-view/nothing-is-remote", Fixture, NULL, set_up, test_nothing_is_remote,
               tear_down);
    g_test_add("/page-view/bare", Fixture, NULL, set_up, test_bare, tear_down);
    g_test_add("/page-view/hostile/english", Fixture, "en", set_up, test_hostile, tear_down);
    g_test_add("/page-view/hostile/german", Fixture, "de", set_up, test_hostile, tear_down);
    g_test_add("/page-view/contract", Fixture, NULL, set_up, test_contract, tear_down);
    return g_test_run();
}
