/* Which reports are believed of which mail. */
#include "inbox/bounce-proof.h"
#include "event/standing.h"

#define DAY_LONG ((gint64)24 * 60 * 60)
#define LEFT ((gint64)1000000)

typedef struct {
    const char *label;
    const char *names;      /* recipient that it names; NULL = nobody */
    const char *addressed;  /* whom it was addressed to; NULL = the same */
    const char *message_id; /* that it brings; NULL = none */
    const char *envelope_id;
    gint64 heard_at;
    gint64 after; /* how long after the mail had left */
    bool want;
} Row;

static const Row rows[] = {
    {"all of it", "ann@able.example", NULL, "ours@x", "envid", NEVER, 60, true},
    {"the recipient alone", "ann@able.example", NULL, NULL, NULL, NEVER, 60, true},
    {"in another case", "Ann@Able.Example", NULL, NULL, NULL, NEVER, 60, true},
    {"our Message-ID alone", NULL, NULL, "ours@x", NULL, NEVER, 60, true},
    {"our ENVID alone", NULL, NULL, NULL, "envid", NEVER, 60, true},
    {"an ENVID of the relay's own", NULL, NULL, "ours@x", "other", NEVER, 60, true},
    {"nothing but the address that it came to", NULL, NULL, NULL, NULL, NEVER, 60, false},
    {"another Message-ID", NULL, NULL, "other@x", NULL, NEVER, 60, false},
    {"an alias of the same domain", "a.able@able.example", NULL, "ours@x", NULL, NEVER, 60, true},
    {"an alias, and nothing of ours", "a.able@able.example", NULL, NULL, NULL, NEVER, 60, false},
    {"where it was forwarded to", "ann@home.example", NULL, "ours@x", "envid", NEVER, 60, false},
    {"and by whom", "ann@home.example", "ann@able.example", "ours@x", NULL, NEVER, 60, true},
    {"words that are no address", "X.400 name", NULL, "ours@x", NULL, NEVER, 60, true},
    {"within ten days", "ann@able.example", NULL, NULL, NULL, NEVER, 10 * DAY_LONG, true},
    {"later", "ann@able.example", NULL, "ours@x", "envid", NEVER, 10 * DAY_LONG + 1, false},
    {"heard before the mail", "ann@able.example", NULL, NULL, NULL, LEFT - 1, 60, true},
    {"heard in the same second", "ann@able.example", NULL, NULL, NULL, LEFT, 60, true},
    {"heard since", "ann@able.example", NULL, "ours@x", "envid", LEFT + 1, 60, false},
};

static void
test_rows(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Row *row = &rows[i];
        Bounce *bounce = bounce_new();
        bounce->message_id = g_strdup(row->message_id);
        bounce->envelope_id = g_strdup(row->envelope_id);
        if (row->names) {
            g_ptr_array_add(bounce->recipients, g_strdup(row->names));
            g_ptr_array_add(bounce->addressed,
                            g_strdup(row->addressed ? row->addressed : row->names));
        }
        const BouncedMail mail = {.recipient = "ann@able.example",
                                  .message_id = "<ours@x>",
                                  .envelope_id = "envid",
                                  .left_at = LEFT,
                                  .heard_at = row->heard_at};
        g_test_message("%s", row->label);
        g_assert_cmpint(bounce_proves(bounce, &mail, LEFT + row->after), ==, row->want);
        bounce_free(bounce);
    }
}

/* Domains stand in letters here, and in ASCII there. */
static void
test_idn(void)
{
    Bounce *bounce = bounce_new();
    g_ptr_array_add(bounce->recipients, g_strdup("ann@xn--bcher-kva.example"));
    g_ptr_array_add(bounce->addressed, g_strdup("ann@xn--bcher-kva.example"));
    const BouncedMail mail = {
        .recipient = "ann@bücher.example", .left_at = LEFT, .heard_at = NEVER};
    g_assert_true(bounce_proves(bounce, &mail, LEFT));
    bounce_free(bounce);
}

static void
test_no_mail(void)
{
    Bounce *bounce = bounce_new();
    g_ptr_array_add(bounce->recipients, g_strdup("ann@able.example"));
    g_ptr_array_add(bounce->addressed, g_strdup("ann@able.example"));
    const BouncedMail none = {.left_at = NEVER, .heard_at = NEVER};
    const BouncedMail waits = {
        .recipient = "ann@able.example", .left_at = NEVER, .heard_at = NEVER};
    g_assert_false(bounce_proves(bounce, &none, LEFT));
    g_assert_false(bounce_proves(bounce, &waits, LEFT));
    bounce_free(bounce);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bounce-proof/rows", test_rows);
    g_test_add_func("/bounce-proof/idn", test_idn);
    g_test_add_func("/bounce-proof/no-mail", test_no_mail);
    return g_test_run();
}
