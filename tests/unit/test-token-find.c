/* token-find: where the token of an invitation is found in mail that comes back. */
#include <glib.h>
#include <string.h>
#include "inbox/parse.h"
#include "inbox/token-find.h"

#define A "abcdefgh234567xy"
#define B "bbbbbbbb22222222"
#define D "zzzzyyyyxxxxwwww"

typedef struct {
    const char *header;
    const char *want;
    const char *from;
    bool several;
} Row;

static void
check(const Row *row, const char *ours, const Itip *itip, const Bounce *bounce)
{
    g_autofree char *bytes = g_strconcat(row->header, "\n\nbody\n", NULL);
    g_autoptr(Mail) mail = mail_parse(bytes, strlen(bytes), NULL);
    TokenFound at = token_find(mail, itip, bounce, ours);
    g_assert_cmpstr(at.token, ==, row->want);
    g_assert_cmpstr(at.from, ==, row->from);
    g_assert_cmpint(at.several, ==, row->several);
    g_free(at.token);
}

static void
test_places(void)
{
    static const Row rows[] = {
        {"To: meet+" A "@meet.example", A, "address", false},
        {"To: \"Us, all\" <x@y.example>, Meet <MEET+ABCDEFGH234567XY@Meet.Example>", A, "address",
         false},
        {"To: \"meet+" A "\"@meet.example", A, "address", false},
        {"To: \"Meet\" <\"meet+" A "\"@meet.example>", A, "address", false},
        {"To: 'meet+" A "@meet.example'", A, "address", false},
        {"To: 'Meet' <'meet+" A "@meet.example'>", A, "address", false},
        {"Delivered-To: meet+" A "@meet.example.", A, "address", false},
        {"Cc: meet-" A "@meet.example", A, "address", false},
        {"To: list@x.example\nDelivered-To: meet+" A "@meet.example", A, "address", false},
        {"X-Original-To: meet+" A "@meet.example\nTo: undisclosed-recipients:;", A, "address",
         false},
        {"Envelope-To: meet+" A "@meet.example", A, "address", false},
        {"In-Reply-To: <" A "." D "@meet.example>", A, "reference", false},
        {"References: <1@x> <" B "." D "@meet.example> <2@x> <" A "." D "@meet.example> <3@x>", A,
         "reference", false}, /* the nearest one */
        {"Subject: Re: [Netconf " A "] your invitation", A, "subject", false},
        {"Subject: Re: [Netconf " A "] AW: [Netconf " A "] hello", A, "subject", false},
        {"Subject: Re: [Netconf " A "] Fwd: [Netconf " B "]", A, "subject", true},
        {"Subject: nothing here\nTo: meet@meet.example", NULL, NULL, false},
        {"To: meet+" A "@meet.example\nIn-Reply-To: <" B "." D "@meet.example>", A, "address",
         false},
        {"To: meet+" A "@meet.example, meet+" B "@meet.example", A, "address", true},
        {"To: meet+" A "@meet.example, meet+" A "@meet.example", A, "address", false},
        {"To: meet+" A "@meet.example\nCc: meet+" B "@meet.example", A, "address", true},
        {"To: meet+" A "@meet.example\nCc: meet+" A "@meet.example", A, "address", false},
        {"Resent-To: meet+" A "@meet.example\nTo: meet+" B "@meet.example", A, "address", true},
        /* how it came decides */
        {"To: meet+" A "@meet.example\nCc: meet+" B "@meet.example\nDelivered-To: meet+" B
         "@meet.example",
         B, "address", false},
        {"X-Original-To: meet+" A "@meet.example\nDelivered-To: meet+" B "@meet.example", B,
         "address", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        check(&rows[i], NULL, NULL, NULL);
}

/* Where we know our address, sixteen letters in somebody else's mean nothing. */
static void
test_ours(void)
{
    static const Row rows[] = {
        {"To: other+" A "@meet.example, meet+" B "@meet.example", B, "address", false},
        {"To: meet-internationalisat@meet.example", NULL, NULL, false},
        {"To: meet+" A "@other.example", NULL, NULL, false},
        {"To: meet-" A "@meet.example", A, "address", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        check(&rows[i], "meet@meet.example", NULL, NULL);
}

static void
test_calendar_and_bounce(void)
{
    const Row calendar = {"To: x@y.example", A, "calendar", false};
    Itip *itip = itip_new();
    itip->organizer = g_strdup("meet+" A "@meet.example");
    check(&calendar, "meet@meet.example", itip, NULL);
    itip_free(itip);

    const Row returned = {"To: x@y.example", B, "reference", false};
    Bounce *bounce = bounce_new();
    bounce->message_id = g_strdup(B "." D "@meet.example");
    check(&returned, NULL, NULL, bounce);
    bounce_free(bounce);
}

/* What the address is for stands behind the token. */
static void
test_purpose(void)
{
    static const struct {
        const char *header, *want;
    } rows[] = {
        {"To: meet+" A "-help@meet.example", "help"},
        {"Delivered-To: meet-" A "-unsubscribe@meet.example", "unsubscribe"},
        {"To: meet+" A "@meet.example", NULL},
        {"To: " A "@meet.example", NULL},
        {"To: " A "-unsubscribe@meet.example", "unsubscribe"},
        {"To: meet+" A "-nonsense@meet.example", NULL},
        {"To: " A "-nonsense@meet.example", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *bytes = g_strconcat(rows[i].header, "\n\nbody\n", NULL);
        g_autoptr(Mail) mail = mail_parse(bytes, strlen(bytes), NULL);
        TokenFound at = token_find(mail, NULL, NULL, "meet@meet.example");
        g_assert_cmpstr(at.purpose, ==, rows[i].want);
        g_assert_cmpint(at.token != NULL, ==, !strstr(rows[i].header, "nonsense"));
        g_free(at.token);
    }
}

/* Where a mail of ours came from, and what mail systems have to say of it is sent to. */
static void
test_envelope(void)
{
    static const struct {
        const char *headers, *want;
    } rows[] = {
        {"Delivered-To: meet+b." A "@meet.example", A},
        {"X-Original-To: <meet-B." A "@meet.example>", A},
        {"To: Meet <b." A "@meet.example>", A},
        {"Delivered-To: meet+b." A "@meet.example\nTo: meet+b." B "@meet.example", A},
        {"Delivered-To: meet@meet.example\nTo: meet+b." B "@meet.example", B},
        {"Delivered-To: meet+" A "@meet.example\nTo: meet+b." B "@meet.example", NULL},
        {"To: meet+b." A "@other.example", NULL},
        {"To: meet+b.short@meet.example", NULL},
        {"To: meet+" A "@meet.example", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *bytes = g_strconcat(rows[i].headers, "\n\nbody\n", NULL);
        g_autoptr(Mail) mail = mail_parse(bytes, strlen(bytes), NULL);
        TokenFound at = token_find(mail, NULL, NULL, "meet@meet.example");
        g_assert_cmpstr(at.envelope_id, ==, rows[i].want);
        g_assert_true(!at.token || !at.envelope_id);
        g_free(at.envelope_id);
        g_free(at.token);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/token-find/places", test_places);
    g_test_add_func("/token-find/ours", test_ours);
    g_test_add_func("/token-find/calendar-and-bounce", test_calendar_and_bounce);
    g_test_add_func("/token-find/purpose", test_purpose);
    g_test_add_func("/token-find/envelope", test_envelope);
    return g_test_run();
}
