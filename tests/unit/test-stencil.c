/* Stencils: a letter that was filled in is, byte for byte, the one that is rendered for its reader. */
#include "mailer/stencil.h"
#include "tests/unit/letters.h"
#include <string.h>

/* Readers to whom the same is said, but who turn lines, encodings and markup each in another way. */
static const char *const names[] = {
    "Mira Okafor",
    "Bo",
    "J\303\266rg M\303\274ller-L\303\274denscheidt",
    "\346\235\216\345\260\217\351\276\215 \343\201\225\343\201\217\343\202\211",
    "\327\220\327\221\327\222 \342\200\256\327\223\327\224",
    "e\314\201a\314\200 combining",
    "O'Brien <b>&\"x\"</b>",
    "> quoted",
    "-- ",
    "From here",
    "a=_b",
    ".",
    "  blanks  around  it  ",
    "three\nlines\r\nof a name",
    "{{guest.name}} {{{body}}}",
    "\001\033[31m",
    "not \377 UTF-8",
    "one word of more columns than a line of the text part has, by which I mean that it goes on "
    "and on and on "
    "until nobody reads it any more",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaa",
    "",
};
static const char *const zones[] = {NULL, "Asia/Tokyo", "America/St_Johns", "Europe/Brussels"};

/* One reader of each name; of the others every second has an affiliation, every third a role. */
static void
become(Fixture *fixture, Guest *guest, size_t i, const char *zone)
{
    char *at = g_strdup_printf("meet+%0*zu@keepers.example", (int)(i * 7 % 90) + 1, i);
    g_free(guest->name);
    g_free(guest->zone);
    g_free(guest->affiliation);
    g_free(guest->role);
    guest->name = g_strdup(names[i]);
    guest->zone = g_strdup(zone);
    guest->affiliation = g_strdup(i % 2 ? names[G_N_ELEMENTS(names) - 1 - i] : NULL);
    guest->role = g_strdup(i % 3 == 0 ? "keeper" : NULL);
    keep(fixture, at, g_free);
    fixture->context.guest_zone = zone ? zone_open(zone) : NULL;
    if (zone)
        keep(fixture, fixture->context.guest_zone, (GDestroyNotify)g_time_zone_unref);
    fixture->context.guest = guest;
    fixture->context.reply_address = at;
    fixture->context.help_address = i % 5 == 4 ? NULL : at;
}

static void
is_part(const Part *got, const Part *want)
{
    g_autoptr(GString) got_bytes = g_string_new(NULL), want_bytes = g_string_new(NULL);
    g_assert_true((got != NULL) == (want != NULL));
    if (!want)
        return;
    g_autofree char *got_text = part_text(got);
    g_autofree char *want_text = part_text(want);
    g_assert_cmpstr(got_text, ==, want_text);
    part_append(got_bytes, "text/x", got);
    part_append(want_bytes, "text/x", want);
    g_assert_cmpstr(got_bytes->str, ==, want_bytes->str);
}

/* Writes the letter with what MEMO knows and without; true when it was filled in. */
static bool
check_letter(Fixture *fixture, LetterMemo *memo)
{
    g_autoptr(GError) error = NULL;
    fixture->context.memo = NULL;
    g_autoptr(Letter) want = letter_write(&fixture->context, fixture->library, &error);
    g_assert_no_error(error);
    fixture->context.memo = memo;
    g_autoptr(Letter) got = letter_write(&fixture->context, fixture->library, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(got->subject, ==, want->subject);
    g_assert_cmpstr(got->language, ==, want->language);
    is_part(got->text, want->text);
    is_part(got->html, want->html);
    return got->text->len > 1;
}

/* Somebody with a slot in the agenda, which knows them by another name: the meeting stays the same while there is a
 * memo of it. */
static Guest *
reader(Fixture *fixture, const char *language)
{
    Guest *guest = guest_new();
    guest->id = g_strdup("tove");
    guest->language = g_strdup(language);
    keep(fixture, guest, (GDestroyNotify)guest_free);
    return guest;
}

/* All readers in all zones, twice over: the third time at the latest a letter is filled in. */
static void
check_readers(Fixture *fixture, const char *language, NoticeKind kind, bool stencils)
{
    g_autoptr(LetterMemo) memo = letter_memo_new();
    Guest *guest = reader(fixture, language);
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            become(fixture, guest, i, zones[i % G_N_ELEMENTS(zones)]);
            set_kind(fixture, kind);
            bool filled = check_letter(fixture, memo);
            if (round == 2 && *names[i])
                g_assert_true(filled == stencils);
        }
}

static void
test_kinds(Fixture *fixture, gconstpointer language)
{
    for (int kind = 0; kind < NOTICE_KINDS; kind++)
        check_readers(fixture, language, (NoticeKind)kind, true);
}

/* What differs beyond a reader's own words makes another letter. */
static void
test_others(Fixture *fixture, gconstpointer user_data)
{
    (void)user_data;
    g_autoptr(LetterMemo) memo = letter_memo_new();
    for (int round = 0; round < 3; round++) {
        for (int step = 1; step <= 3; step++) {
            become(fixture, reader(fixture, "en"), (size_t)step, zones[step]);
            set_kind(fixture, NOTICE_REMINDER);
            fixture->context.step = step;
            fixture->context.partstat = step == 2 ? PARTSTAT_TENTATIVE : PARTSTAT_NONE;
            fixture->context.words = step == 3 ? "we will see" : NULL;
            check_letter(fixture, memo);
        }
        fixture->context.words = NULL;
        fixture->context.now += 30 * 86400; /* answer-by passes */
        for (guint i = 0; i < fixture->meeting->guests->len; i++) {
            fixture->context.guest = g_ptr_array_index(fixture->meeting->guests, i);
            fixture->context.guest_zone = NULL;
            check_letter(fixture, memo);
        }
    }
}

/* An organizer's own templates, with words wherever one can put them. */
static const char *const odd_text =
    "Subject: For you\n\n\n{{guest.name}}\n{{guest.name}} and {{guest.name}}\n"
    "  kept  {{guest.name}} and more words than fit, so that they hang below each other {{reply}}\n"
    "> {{guest.name}}\n\v\n\f {{guest.affiliation}}\n\t\n \n"
    "{{#guest.affiliation}}({{.}}){{/guest.affiliation}}{{^guest.role}} none {{/guest.role}}\n\n\n"
    "{{meeting.about}} = \303\251\n\nfixed\n\n-- \n{{help}}\n\n\n{{unsubscribe}}\n\n";
static const char odd_html[] =
    "<p title=\"{{guest.name}}\">{{{guest.name}}}{{&guest.role}}</p>{{guest.name}}\n"
    "\n<p>fixed</p>\n{{#guest}}{{name}}{{role}}{{/guest}}";
static const char *odd_subject, *odd_layout;

static char *
load_odd(const char *path, gpointer user_data)
{
    (void)user_data;
    if (g_str_equal(path, "en/invitation.txt"))
        return g_strconcat(odd_subject ? odd_subject : "", odd_text + (odd_subject ? 16 : 0), NULL);
    if (g_str_equal(path, "en/invitation.html"))
        return g_strdup(odd_html);
    return g_str_equal(path, "en/layout.html") ? g_strdup(odd_layout) : NULL;
}

static void
test_odd(Fixture *fixture, gconstpointer user_data)
{
    static const struct {
        const char *subject, *layout;
        bool stencils;
    } cases[] = {
        {NULL, "<html>{{{body}}}</html>{{guest.name}}{{subject}}\n{{{body}}}", true},
        {NULL, "no body", true},
        {NULL, "<html>{{body}}</html>", false},
        {"Subject: {{guest.name}}", "{{{body}}}", false},
    };
    (void)user_data;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        odd_subject = cases[i].subject;
        odd_layout = cases[i].layout;
        template_library_free(fixture->library);
        fixture->library = template_library_new(load_odd, NULL);
        check_readers(fixture, "en", NOTICE_INVITATION, cases[i].stencils);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/stencil/english", Fixture, "en", set_up, test_kinds, tear_down);
    g_test_add("/stencil/german", Fixture, "de", set_up, test_kinds, tear_down);
    g_test_add("/stencil/others", Fixture, NULL, set_up, test_others, tear_down);
    g_test_add("/stencil/odd", Fixture, NULL, set_up, test_odd, tear_down);
    return g_test_run();
}
