/* Authentication-Results: only ours, only the topmost, and only for the domain of From. */
#include "inbox/authenticity.h"
#include "inbox/parse.h"

#define FROM "From: Ann <ann@able.example>\n"
#define AR "Authentication-Results: "

static const struct {
    const char *header;
    Authenticity want;
} table[] = {
    {FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; none\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; dmarc=pass header.from=able.example\n" FROM, AUTHENTICITY_PASS},
    {AR "MX.host.example 1; dmarc=pass (p=none) header.from=able.example\n" FROM,
     AUTHENTICITY_PASS},
    {AR "\"mx.host.example\" 1; dmarc=pass header.from=able.example\n" FROM, AUTHENTICITY_PASS},
    {AR "\"mx.host.example; dmarc=pass header.from=able.example\"\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example;\n dkim=pass (2048-bit key; unprotected) header.d=able.example\n"
        "  header.i=@able.example; spf=fail smtp.mailfrom=x@evil.example\n" FROM,
     AUTHENTICITY_PASS},
    {AR "mx.host.example; dkim=pass header.i=\"@able.example\"\n" FROM, AUTHENTICITY_PASS},
    {AR "mx.host.example; spf=pass smtp.mailfrom=ann@mail.able.example\n" FROM, AUTHENTICITY_PASS},
    /* Somebody else's domain stands behind it. */
    {AR "mx.host.example; dkim=pass header.d=evil.example\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; dkim=pass header.d=notable.example\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; dkim=pass header.d=example\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; spf=pass smtp.mailfrom=evil.example; dmarc=fail "
        "header.from=able.example\n" FROM,
     AUTHENTICITY_FAIL},
    {AR "mx.host.example; dkim=fail header.d=able.example; dmarc=fail\n" FROM, AUTHENTICITY_FAIL},
    {AR "mx.host.example; dkim=fail header.d=able.example\n" FROM, AUTHENTICITY_UNKNOWN},
    /* Not ours, or not at the top. */
    {AR "mx.evil.example; dmarc=pass header.from=able.example\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.evil.example; none\n" AR "mx.host.example; dmarc=pass header.from=able.example\n" FROM,
     AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example.evil.example; dmarc=pass header.from=able.example\n" FROM,
     AUTHENTICITY_UNKNOWN},
    /* What a comment or a quoted string says is said by nobody. */
    {AR "mx.host.example; spf=none (x; dmarc=pass header.from=able.example)\n" FROM,
     AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example (\\); dmarc=pass header.from=able.example\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "(mx.host.example); dmarc=pass header.from=able.example\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; dmarc=pass\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; dmarc=pass header.from=\n" FROM, AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; spf=none reason=\"; dmarc=pass header.from=able.example\"\n" FROM,
     AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; spf=pass smtp.mailfrom=\"able.example x\"@evil.example\n" FROM,
     AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; spf=pass smtp.mailfrom=\"a\\\" smtp.mailfrom=a@able.example "
        "\"@evil.example\n" FROM,
     AUTHENTICITY_UNKNOWN},
    {AR
     "mx.host.example; spf=pass smtp.mailfrom=a@able.example smtp.mailfrom=b@evil.example\n" FROM,
     AUTHENTICITY_UNKNOWN},
    /* Its domain asks for more than what has passed. */
    {AR "mx.host.example; spf=pass smtp.mailfrom=x@guests.able.example; dmarc=fail\n" FROM,
     AUTHENTICITY_FAIL},
    /* Nobody, or two. */
    {AR "mx.host.example; dmarc=pass header.from=able.example\n", AUTHENTICITY_UNKNOWN},
    {AR
     "mx.host.example; dmarc=pass header.from=able.example\nFrom: a@able.example, b@evil.example\n",
     AUTHENTICITY_UNKNOWN},
    {AR "mx.host.example; dmarc=fail\nFrom: a@able.example\nFrom: b@evil.example\n",
     AUTHENTICITY_FAIL},
};

static void
test_table(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *message = g_strconcat(table[i].header, "\nYes.\n", NULL);
        g_autoptr(Mail) mail = mail_parse(message, strlen(message), NULL);
        Authenticity got = authenticity_of(mail, "mx.host.example");
        if (got != table[i].want)
            g_error("%s: got %d, want %d", table[i].header, got, table[i].want);
        g_assert_cmpint(authenticity_of(mail, NULL), ==, AUTHENTICITY_UNKNOWN);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/authenticity/table", test_table);
    return g_test_run();
}
