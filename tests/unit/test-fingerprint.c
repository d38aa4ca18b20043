/* A message has one fingerprint whichever way it came, and another message has another. */
#include "inbox/fingerprint.h"
#include <string.h>
#include "inbox/sha256.h"

static const char plain[] = "From: Ann <ann@one.example>\n"
                            "To: meet+x@convoke.example\n"
                            "Subject: Re: Invitation\n"
                            "Date: Tue, 1 Jun 2004 12:00:00 +0000\n"
                            "Message-ID: <1@one.example>\n"
                            "\n"
                            "Yes,\n\nI will.\n";

static const char *const same[] = {
    plain,
    "Return-Path: <ann@one.example>\r\nReceived: from a\r\n\tby b; date\r\nDelivered-To: "
    "meet@host.example\r\n"
    "From: Ann <ann@one.example>\r\nTo: meet+x@convoke.example\r\nSubject: Re: Invitation\r\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\r\nMessage-ID: <1@one.example>\r\nX-Spam: no\r\n\r\n"
    "Yes,\r\n\r\nI will.\r\n",
    /* Out of an mbox. */
    "From ann@one.example Tue Jun  1 12:00:00 2004\n"
    "From: Ann <ann@one.example>\nTo: meet+x@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\n\nYes,\n\nI will.\n",
    "Message-ID:\n <1@one.example>\nDATE:  Tue, 1 Jun 2004\n\t12:00:00 +0000\nsubject : Re: "
    "Invitation \n"
    "From: Ann <ann@one.example>\nTo: meet+x@convoke.example\nStatus: RO\n\n"
    "Yes,\n\nI will.\n\n\n",
    "From: Ann <ann@one.example>\nTo: meet+x@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\n\n"
    "Yes,\n\nI will.",
};

static const char *const other[] = {
    "",
    /* No header, or one that does not end. */
    "yes",
    "no",
    "Subject: Re: Invitation\nyes",
    "Subject: Re: Invitation\nno\n",
    " ",
    "  ",
    "From: Ann <ann@one.example>\n",
    "From: Bob <bob@one.example>\nTo: meet+x@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\n\nYes,\n\nI will.\n",
    "From: Ann <ann@one.example>\nTo: meet+y@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\n\nYes,\n\nI will.\n",
    "From: Ann <ann@one.example>\nTo: meet+x@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\n\nYes,\nI will.\n",
    "From: Ann <ann@one.example>\nTo: meet+x@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\n\nYes,\r\r\n\nI will.\n",
    "From: Ann <ann@one.example>\nTo: meet+x@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\nFrom: Bob\n\nYes,\n\nI "
    "will.\n",
    "From: Ann <ann@one.example>\nTo: meet+x@convoke.example\nSubject: Re: Invitation\n"
    "Date: Tue, 1 Jun 2004 12:00:00 +0000\nMessage-ID: <1@one.example>\n\nNo,\n\nI will.\n",
};

/* The same, whoever takes the digest. */
static char *
fingerprint(const char *bytes, gsize length)
{
    char *own = fingerprint_of(bytes, length, NULL);
    g_autofree char *quick = fingerprint_of(bytes, length, sha256_openssl);
    g_assert_cmpstr(quick, ==, own);
    return own;
}

static void
test_same(void)
{
    g_autofree char *first = fingerprint(plain, strlen(plain));
    g_assert_cmpuint(strlen(first), ==, 64);
    for (gsize i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autofree char *got = fingerprint(same[i], strlen(same[i]));
        g_test_message("%s", same[i]);
        g_assert_cmpstr(got, ==, first);
    }
}

static void
test_other(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(seen, fingerprint(plain, strlen(plain)));
    for (gsize i = 0; i < G_N_ELEMENTS(other); i++) {
        g_test_message("%s", other[i]);
        g_assert_true(g_hash_table_add(seen, fingerprint(other[i], strlen(other[i]))));
    }
}

/* However it is cut into pieces. */
static void
test_pieces(void)
{
    const char *text = same[1];
    g_autofree char *whole = fingerprint(text, strlen(text));
    for (gsize cut = 0; cut <= strlen(text); cut++)
        for (gsize step = 1; step < 4; step++) {
            Fingerprint *pieces = fingerprint_new();
            fingerprint_feed(pieces, text, cut);
            for (gsize at = cut; at < strlen(text); at += step)
                fingerprint_feed(pieces, text + at, MIN(step, strlen(text) - at));
            g_autofree char *got = fingerprint_end(pieces);
            g_assert_cmpstr(got, ==, whole);
        }
}

/* A message that is too long is kept cut, and its fingerprint is that of all of it. */
static void
test_keep(void)
{
    gsize length = strlen(plain);
    g_autofree char *whole = fingerprint(plain, length);
    for (gsize limit = 0; limit < length + 2; limit++)
        for (gsize step = 1; step <= length; step += 7) {
            g_autoptr(GByteArray) kept = g_byte_array_new();
            g_autoptr(Fingerprint) pieces = NULL;
            for (gsize at = 0; at < length; at += step)
                fingerprint_keep(kept, limit, &pieces, plain + at, MIN(step, length - at));
            g_assert_cmpuint(kept->len, ==, MIN(length, limit + 1));
            g_assert_cmpint(memcmp(kept->data, plain, kept->len), ==, 0);
            g_assert_cmpint(pieces != NULL, ==, length > limit);
            if (!pieces)
                continue;
            g_autofree char *got = fingerprint_end(g_steal_pointer(&pieces));
            g_assert_cmpstr(got, ==, whole);
        }
}

/* A header without an end, and one with a NUL, are no way round. */
static void
test_odd(void)
{
    g_autofree char *name = g_strnfill(600 << 10, 'x');
    g_autofree char *one = g_strconcat(name, "\n\nYes\n", NULL);
    g_autofree char *two = g_strconcat(name, "\n\nNo\n", NULL);
    g_autofree char *a = fingerprint(one, strlen(one));
    g_autofree char *b = fingerprint(two, strlen(two));
    g_assert_cmpstr(a, !=, b);
    static const char nul_one[] = "X: \0\nFrom: ann\n\nYes";
    static const char nul_two[] = "X: \0\nFrom: bob\n\nYes";
    g_autofree char *c = fingerprint(nul_one, sizeof nul_one - 1);
    g_autofree char *d = fingerprint(nul_two, sizeof nul_two - 1);
    g_assert_cmpstr(c, !=, d);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fingerprint/same", test_same);
    g_test_add_func("/fingerprint/other", test_other);
    g_test_add_func("/fingerprint/pieces", test_pieces);
    g_test_add_func("/fingerprint/keep", test_keep);
    g_test_add_func("/fingerprint/odd", test_odd);
    return g_test_run();
}
