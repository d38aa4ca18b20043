/* Canonical event files: their form. That they read back is in test-round-trip.c. */
#include "event/write.h"
#include "tests/unit/meetings.h"

static const char canonical[] = "meeting: \"meet-2004\"\n"
                                "name: \"Meet 2004\"\n"
                                "series: \"The Meet\"\n"
                                "edition: \"second\"\n"
                                "about: \"One paragraph.\\n\\\n"
                                "    \\n\\\n"
                                "    \\  And another.\"\n"
                                "by-invitation: \"Who did a lot.\"\n"
                                "seats:\n"
                                "  count: \"10-15\"\n"
                                "  offer-days: \"7\"\n"
                                "  quotas:\n"
                                "    affiliation: 3\n"
                                "    group:\n"
                                "      \"core\": 4\n"
                                "location: \"Portland, Oregon\"\n"
                                "zone: \"America/Los_Angeles\"\n"
                                "language: \"en\"\n"
                                "organizer:\n"
                                "  name: \"Olga Nizer\"\n"
                                "  address: \"olga@x.example\"\n"
                                "dates:\n"
                                "  - \"2004-07-14\"\n"
                                "  - \"2004-07-15\"\n"
                                "answer-by: \"2004-06-30\"\n"
                                "reminders:\n"
                                "  days-before: [14, 2]\n"
                                "  stop: \"2004-07-10\"\n"
                                "  maybes: \"yes\"\n"
                                "questions:\n"
                                "  \"dinner\":\n"
                                "    ask: \"Will you join the dinner?\"\n"
                                "    choices:\n"
                                "      - \"yes\"\n"
                                "      - \"no\"\n"
                                "  \"diet\":\n"
                                "    ask: \"What do you not eat?\"\n";

static const char canonical_guests[] = "guests:\n"
                                       "  \"ada\":\n"
                                       "    name: \"Ada Byron\"\n"
                                       "    address:\n"
                                       "      - \"ada@x.example\"\n"
                                       "      - \"countess@y.example\"\n"
                                       "    role: \"chair\"\n"
                                       "    affiliation: \"Analytics\"\n"
                                       "    language: \"de\"\n"
                                       "    zone: \"Europe/London\"\n"
                                       "    groups:\n"
                                       "      - \"core\"\n"
                                       "      - \"old\"\n"
                                       "  \"bob\":\n"
                                       "    name: \"Bob Adams\"\n"
                                       "    address:\n"
                                       "      - \"bob@x.example\"\n"
                                       "    wave: \"2\"\n";

static const char canonical_rest[] = "agenda:\n"
                                     "  \"2004-07-14\":\n"
                                     "    - at: \"10:00\"\n"
                                     "      id: \"compilers\"\n"
                                     "      kind: \"talk\"\n"
                                     "      who:\n"
                                     "        - \"ada\"\n"
                                     "      titles:\n"
                                     "        - \"Compilers\"\n"
                                     "      room: \"Aula\"\n"
                                     "    - at: \"11:00-11:45\"\n"
                                     "      id: \"first\"\n"
                                     "      kind: \"talk\"\n"
                                     "      who:\n"
                                     "        - \"bob\"\n"
                                     "      titles:\n"
                                     "        - \"First\"\n"
                                     "        - \"Second\"\n"
                                     "    - at: \"12:00\"\n"
                                     "      id: \"lunch\"\n"
                                     "      kind: \"meal\"\n"
                                     "      what: \"Lunch\"\n"
                                     "    - at: \"15:00+\"\n"
                                     "      id: \"open\"\n"
                                     "      kind: \"discussion\"\n"
                                     "      what: \"Open questions\"\n"
                                     "      note: \"Bring what was too long for its hour.\"\n"
                                     "  \"2004-07-15\":\n"
                                     "    - at: \"10:00\"\n"
                                     "      id: \"ada-bob\"\n"
                                     "      kind: \"talk\"\n"
                                     "      who:\n"
                                     "        - \"ada\"\n"
                                     "        - \"bob\"\n"
                                     "topics:\n"
                                     "  \"dma\":\n"
                                     "    title: \"Remote DMA\"\n"
                                     "    body: \"Who needs it?\"\n"
                                     "    from: \"bob\"\n"
                                     "  \"wifi\":\n"
                                     "    title: \"Wireless\"\n"
                                     "sponsors:\n"
                                     "  - \"Ink\"\n"
                                     "  - \"Paper\"\n"
                                     "slides:\n"
                                     "  - title: \"Compilers\"\n"
                                     "    from: \"ada\"\n"
                                     "    url: \"slides/compilers.pdf\"\n"
                                     "photos:\n"
                                     "  - title: \"The group\"\n"
                                     "    url: \"https://x.example/group.jpg\"\n"
                                     "references:\n"
                                     "  - title: \"The paper\"\n";

static void
test_form(void)
{
    g_autoptr(Meeting) meeting = full_meeting();
    g_autofree char *with = meeting_write(meeting, MEETING_WITH_GUESTS);
    g_autofree char *without = meeting_write(meeting, MEETING_WITHOUT_GUESTS);
    g_autofree char *want_with = g_strconcat(canonical, canonical_guests, canonical_rest, NULL);
    g_autofree char *want_without = g_strconcat(canonical, canonical_rest, NULL);
    g_assert_cmpstr(with, ==, want_with);
    g_assert_cmpstr(without, ==, want_without);
}

/* Longest line of TEXT in bytes. */
static gsize
longest_line(const char *text)
{
    gsize longest = 0;
    for (const char *p = text; *p; p += strcspn(p, "\n") + 1)
        longest = MAX(longest, strcspn(p, "\n"));
    return longest;
}

/* A long text without any line break, of characters that take one to ten bytes when written. */
static void
test_long_lines(void)
{
    static const char *const units[] = {"a", "  b", "日", "\\", "\u00ad", "word "};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(Meeting) meeting = full_meeting();
        g_autoptr(GString) text = g_string_new("x");
        while (text->len < 60 * 1024)
            g_string_append(text, units[i]);
        g_string_append_c(text, 'x');
        g_free(meeting->about);
        meeting->about = g_strdup(text->str);
        g_autofree char *written = meeting_write(meeting, MEETING_WITH_GUESTS);
        g_assert_cmpint((gint64)longest_line(written), <, 1000);
    }
}

/* What is least has no empty keys. */
static void
test_least(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    meeting->id = g_strdup("m");
    meeting->name = g_strdup("M");
    meeting->zone = g_strdup("UTC");
    meeting->language = g_strdup("en");
    meeting->organizer.address = g_strdup("olga@x.example");
    add_day(meeting, "2004-07-14");
    g_autofree char *text = meeting_write(meeting, MEETING_WITH_GUESTS);
    g_assert_cmpstr(text, ==,
                    "meeting: \"m\"\nname: \"M\"\nzone: \"UTC\"\nlanguage: \"en\"\n"
                    "organizer:\n  address: \"olga@x.example\"\ndates:\n  - \"2004-07-14\"\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/write/form", test_form);
    g_test_add_func("/write/long-lines", test_long_lines);
    g_test_add_func("/write/least", test_least);
    return g_test_run();
}
