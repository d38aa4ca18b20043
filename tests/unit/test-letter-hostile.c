/* Letters of which all that others wrote is hostile: it breaks out of nothing. */
#include <string.h>
#include "tests/unit/letters.h"

/* Every word that others wrote, replaced by WORDS. */
static void
set_all_words(Fixture *fixture, const char *words)
{
    Meeting *meeting = fixture->meeting;
    char **texts[] = {&meeting->name,          &meeting->series,        &meeting->edition,
                      &meeting->about,         &meeting->by_invitation, &meeting->location,
                      &meeting->organizer.name};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(*texts[i]);
        *texts[i] = g_strdup(words);
    }
    for (guint i = 0; i < meeting->guests->len; i++) {
        Guest *guest = g_ptr_array_index(meeting->guests, i);
        g_free(guest->name);
        guest->name = g_strdup(words);
    }
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        for (guint j = 0; j < day->sessions->len; j++) {
            Session *session = g_ptr_array_index(day->sessions, j);
            char **own[] = {&session->note, &session->room};
            for (gsize k = 0; k < G_N_ELEMENTS(own); k++) {
                g_free(*own[k]);
                *own[k] = g_strdup(words);
            }
            for (guint k = 0; k < session->titles->len; k++) {
                g_free(session->titles->pdata[k]);
                session->titles->pdata[k] = g_strdup(words);
            }
        }
    }
}

/* The same for what a kind adds. */
static void
set_kind_words(Fixture *fixture, const char *words)
{
    LetterContext *context = &fixture->context;
    static Details details;
    details = (Details){.partial = (char *)words,
                        .delegate = (char *)words,
                        .promise = (char *)words,
                        .condition = (char *)words,
                        .topic = (char *)words,
                        .title = (char *)words,
                        .diet = (char *)words,
                        .arrival = (char *)words,
                        .departure = (char *)words};
    context->details = &details;
    context->words = words;
    context->note = words;
    for (guint i = 0; context->changes && i < context->changes->len; i++) {
        Change *change = g_ptr_array_index(context->changes, i);
        char **own[] = {&change->title, &change->old_text, &change->new_text};
        for (gsize k = 0; k < G_N_ELEMENTS(own); k++) {
            bool given = *own[k] != NULL;
            g_free(*own[k]);
            *own[k] = given ? g_strdup(words) : NULL;
        }
    }
    for (guint i = 0; context->digest && i < context->digest->answers->len; i++) {
        Standing *standing = g_ptr_array_index(context->digest->answers, i);
        g_free(standing->words);
        standing->words = g_strdup(words);
    }
}

/* The tags of a document alone: what its texts are must not change them. */
static char *
tags_of(const char *html)
{
    g_autoptr(GRegex) text = g_regex_new("(^|>)[^<]*", 0, 0, NULL);
    return g_regex_replace_literal(text, html, -1, 0, ">", 0, NULL);
}

static void
is_harmless(const Letter *letter)
{
    static const char *const controls[] = {"\r", "\t", "\x1b", "\x01", "\xe2\x80\xae"};
    g_autofree char *text = part_text(letter->text);
    g_autofree char *html = part_text(letter->html);
    for (gsize i = 0; i < G_N_ELEMENTS(controls); i++) {
        g_assert_null(strstr(text, controls[i]));
        g_assert_null(strstr(html, controls[i]));
        g_assert_null(strstr(letter->subject, controls[i]));
    }
    g_assert_null(strstr(text, "\n-- \nBcc"));
    g_assert_null(strchr(letter->subject, '\n'));
    g_assert_cmpint(g_utf8_strlen(letter->subject, -1), <=, LETTER_SUBJECT_MAX + 1);
    g_assert_null(strstr(html, "<script"));
    g_assert_null(strstr(html, "onclick=\""));
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_true(g_utf8_validate(html, -1, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == ' ')
            g_assert_cmpint(g_utf8_strlen(*line, -1), <=, LETTER_COLUMNS);
    }
}

/* Words made to break out of a subject, a header, a tag, an attribute, a template, or a line. */
static const char hostile[] = "<b onclick=\"x\">'&\r\nBcc: all@x.example\r\n-- \r\n{{guest.name}}"
                              "{{{body}}}\t</td></title><script>\x1b[31m \xe2\x80\xae\xff \x01";

static Letter *
letter_with(Fixture *fixture, const char *words, int kind)
{
    g_autoptr(GError) error = NULL;
    set_kind(fixture, (NoticeKind)kind);
    set_all_words(fixture, words);
    set_kind_words(fixture, words);
    Letter *letter = letter_write(&fixture->context, fixture->library, &error);
    g_assert_no_error(error);
    return letter;
}

static void
test_hostile(Fixture *fixture, gconstpointer language)
{
    g_free(fixture->meeting->language);
    fixture->meeting->language = g_strdup(language);
    for (int kind = 0; kind < NOTICE_KINDS; kind++) {
        fixture->context.guest = meeting_guest(fixture->meeting, "tove");
        g_autoptr(Letter) plain = letter_with(fixture, "As\nMany\nPlain\nlines", kind);
        g_autoptr(Letter) bad = letter_with(fixture, hostile, kind);
        g_autofree char *text = part_text(bad->text);
        g_autofree char *html = part_text(bad->html);
        g_autofree char *plain_html = part_text(plain->html);
        g_autofree char *want = tags_of(plain_html);
        g_autofree char *got = tags_of(html);
        g_assert_cmpstr(got, ==, want);
        is_harmless(bad);
        g_assert_nonnull(strstr(text, "{{guest.name}}{{{body}}}"));
        g_assert_nonnull(strstr(html, "{{guest.name}}{{{body}}}"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/letter/hostile/english", Fixture, "en", set_up, test_hostile, tear_down);
    g_test_add("/letter/hostile/german", Fixture, "de", set_up, test_hostile, tear_down);
    return g_test_run();
}
