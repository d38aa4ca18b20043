/* What an organizer typed over several lines: which of them stand. */
#include "mailer/prose.h"
#include <string.h>

static const struct {
    const char *text;
    const char *want; /* "|" between paragraphs, "/" between lines */
} rows[] = {
    {NULL, ""},
    {"", ""},
    {" \n\n \n", ""},
    {"one\ntwo\n\nthree\n", "one two|three"},
    {"\r\n\r\none\r\n\r\n\r\ntwo", "one|two"},
    {"one\n \t\ntwo", "one|two"},
    /* lists */
    {"* Liste\n* Liste", "* Liste/* Liste"},
    {"- a pen\n- paper, of which you will need more than a few sheets, so bring\n  enough\n- ink",
     "- a pen/- paper, of which you will need more than a few sheets, so bring enough/- ink"},
    {"1. Come.\n2. See.\n10) Go.", "1. Come./2. See./10) Go."},
    {"Bring what you need for the whole day, since there is no shop:\n- a pen",
     "Bring what you need for the whole day, since there is no shop:/- a pen"},
    {"Bring what you need for the whole day, since there is no shop\n\xe2\x80\xa2 a pen",
     "Bring what you need for the whole day, since there is no shop/\xe2\x80\xa2 a pen"},
    {"*Emphasis* is no item, and\n*two of them* neither",
     "*Emphasis* is no item, and *two of them* neither"},
    /* a dash, or a day, where a sentence was wrapped */
    {"We thought about it for a while, and then for another while\n- but to no avail.",
     "We thought about it for a while, and then for another while - but to no avail."},
    {"Die Tagung war, wie alle noch in bester Erinnerung haben, am\n12. Juli zu Ende.",
     "Die Tagung war, wie alle noch in bester Erinnerung haben, am 12. Juli zu Ende."},
    /* short lines below each other */
    {"Hotel Adler\nHauptstra\xc3\x9f\x65 12\n12345 Berlin",
     "Hotel Adler/Hauptstra\xc3\x9f\x65 12/12345 Berlin"},
    {"Zeile eins\nZeile zwei", "Zeile eins/Zeile zwei"},
    {"The hotel that we have rooms in until the end of February is this:\nHotel Adler\nTel. 030 12",
     "The hotel that we have rooms in until the end of February is this: Hotel Adler/Tel. 030 12"},
    {"Olga Owner,\nfor the committee", "Olga Owner, for the committee"},
    /* wrapped, at whatever width */
    {"Wer in diesem Jahr nicht kommen kann, der findet alle Vortr\xc3\xa4ge auf der\n"
     "Seite des Instituts. Dort gibt es auch eine Karte, und den Weg vom\n"
     "Bahnhof.",
     "Wer in diesem Jahr nicht kommen kann, der findet alle Vortr\xc3\xa4ge auf der Seite des "
     "Instituts. Dort gibt es auch eine Karte, und den Weg vom Bahnhof."},
    {"Das Treffen findet wie in jedem Jahr im\nInstitut statt, und alle, die schon einmal\n"
     "Gast waren, kennen den Weg dorthin, den\nDie Bahn beschreibt.",
     "Das Treffen findet wie in jedem Jahr im Institut statt, und alle, die schon einmal Gast "
     "waren, kennen den Weg dorthin, den Die Bahn beschreibt."},
    {"All about it is on our "
     "page,\nhttps://meeting.example/a/path/that/is/far/too/long/for/the/line",
     "All about it is on our page, "
     "https://meeting.example/a/path/that/is/far/too/long/for/the/line"},
};

static void
test_paragraphs(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) found = prose_paragraphs(rows[i].text);
        g_ptr_array_add(found, NULL);
        g_autofree char *got = g_strjoinv("|", (GStrv)found->pdata);
        g_autofree char *want = g_strdup(rows[i].want);
        if (!strstr(want, "://"))
            g_strdelimit(want, "/", '\n');
        g_assert_cmpstr(got, ==, want);
    }
}

static void
test_flow(void)
{
    g_autofree char *flow = prose_flow("one\ntwo\n\n* three\n* four\n");
    g_autofree char *none = prose_flow("\n");
    g_assert_cmpstr(flow, ==, "one two\n\n* three\n* four");
    g_assert_null(none);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/prose/paragraphs", test_paragraphs);
    g_test_add_func("/prose/flow", test_flow);
    return g_test_run();
}
