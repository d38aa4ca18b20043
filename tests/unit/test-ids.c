/* Ids: derived ones, and how sessions keep theirs from revision to revision. */
#include "event/ids.h"
#include "tests/unit/meetings.h"

static void
test_derive(void)
{
    static const struct {
        const char *session;
        const char *want;
    } table[] = {
        {"14 10:00 talk ada: TCPfying the Poor Cousins", "tcpfying-the-poor-cousins"},
        {"14 10:00 talk ada: First / Second", "first"},
        {"14 10:00 meal: Lunch!", "lunch-3"}, /* lunch and lunch-2 are taken */
        {"14 10:00 meal: Lunch", "lunch-4"},
        {"14 10:00 talk ada,bob:", "ada-bob"},
        {"14 10:00 talk ada: 日本語", "ada"},
        {"14 10:00 discussion: 日本語", "discussion"},
        {"14 10:00 discussion: Everything that did not fit into its hour",
         "everything-that-did-not-fit-into"},
        {"14 10:00 discussion: Everything that didn't fit in its own hour",
         "everything-that-didnt-fit-in-its"},
        {"14 10:00 discussion: Everything that would not fit anywhere else",
         "everything-that-would-not-fit"},
    };
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert(taken, g_strdup("lunch"), NULL);
    g_hash_table_insert(taken, g_strdup("lunch-2"), NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(Meeting) meeting = meeting_new();
        g_autofree char *got = session_id_derive(add_session(meeting, table[i].session), taken);
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

/* "ID ID ID", in the order of the agenda. */
static char *
ids_of(const Meeting *meeting)
{
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", session->id ? session->id : "-");
    }
    return g_string_free(ids, FALSE);
}

/* "LINE: MESSAGE (REMEDY)", joined by line feeds. */
static char *
text_of(const GPtrArray *remarks)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < remarks->len; i++) {
        const IdRemark *remark = g_ptr_array_index(remarks, i);
        g_string_append_printf(text, "%s%d: %s", i > 0 ? "\n" : "", remark->line, remark->message);
        if (remark->remedy)
            g_string_append_printf(text, " (%s)", remark->remedy);
    }
    return g_string_free(text, FALSE);
}

typedef struct {
    const char *about;
    const char *before[MEETINGS_LINES];
    const char *next[MEETINGS_LINES];
    const char *ids;     /* of next; NULL = questions */
    const char *remarks; /* or the questions */
} Adopt;

static const Adopt adoptions[] = {
    {
        "nothing changes",
        {"14 10:00 talk ada: Alpha", "14 12:00 meal: Lunch", "15 12:00 meal: Lunch"},
        {"14 10:00 talk ada: Alpha", "14 12:00 meal: Lunch", "15 12:00 meal: Lunch"},
        "alpha lunch lunch-2",
        "",
    },
    {
        "letter case, punctuation and order of speakers say nothing",
        {"14 10:00 talk ada,bob: Alpha beta"},
        {"14 10:00 talk bob,ada: “Alpha, Beta!”"},
        "alpha-beta",
        "",
    },
    {
        "moved about",
        {"14 10:00 talk ada: Alpha", "14 11:00 talk bob: Beta", "14 12:00 meal: Lunch"},
        {"14 10:00 talk bob: Beta", "14 11:30 meal: Lunch", "15 10:00 talk ada: Alpha"},
        "beta lunch alpha",
        "",
    },
    {
        "one of two the same is taken out: the one that stays is known by its time",
        {"14 15:00 discussion: Open", "15 15:00 discussion: Open"},
        {"15 15:00 discussion: Open"},
        "open-2",
        "",
    },
    {
        "a new one of the same name comes first: the old ones are known by their day",
        {"14 15:00 discussion: Open", "15 15:00 discussion: Open"},
        {"13 15:00 discussion: Open", "14 16:00 discussion: Open", "15 16:00 discussion: Open"},
        "open-3 open open-2",
        "",
    },
    {
        "renamed, by the same speaker at the same time",
        {"14 10:00 talk ada: Alpha", "14 11:00 talk ada: Beta"},
        {"14 10:00 talk ada: Gamma", "14 11:00 talk ada: Beta"},
        "alpha beta",
        "1: session alpha: renamed “Alpha” -> “Gamma”, kept its id because speaker and time are "
        "the same",
    },
    {
        "renamed and moved, by the same speaker",
        {"14 10:00 talk ada: Alpha"},
        {"15 14:00 talk ada: Gamma / Delta"},
        "alpha",
        "1: session alpha: renamed “Alpha” -> “Gamma / Delta”, kept its id because the speaker is "
        "the same",
    },
    {
        "a title was decided on",
        {"14 10:00 talk ada:"},
        {"14 14:00 talk ada: Alpha"},
        "ada",
        "",
    },
    {
        "another speaker",
        {"14 10:00 talk ada: Alpha"},
        {"14 14:00 talk bob,cid: Alpha"},
        "alpha",
        "1: session alpha: by bob, cid instead of ada, kept its id because the title is the same",
    },
    {
        "two of one title change speakers: the time tells them apart",
        {"14 10:00 talk ada: News", "14 11:00 talk bob: News"},
        {"14 10:00 talk cid: News", "14 11:00 talk dan: News"},
        "news news-2",
        "1: session news: by cid instead of ada, kept its id because title and time are the same\n"
        "2: session news-2: by dan instead of bob, kept its id because title and time are the same",
    },
    {
        "another talk in the same hour is another talk",
        {"14 10:00 talk ada: Alpha"},
        {"14 10:00 talk bob: Beta"},
        "beta",
        "",
    },
    {
        "a new id is none that ever was",
        {"14 10:00 talk ada: Alpha", "14 11:00 talk bob: Beta #gamma"},
        {"14 10:00 talk ada: Alpha", "14 11:00 talk cid: Gamma"},
        "alpha gamma-2",
        "",
    },
    {
        "a given id decides",
        {"14 10:00 talk ada: Alpha", "14 11:00 talk bob: Beta"},
        {"14 10:00 talk ada: Alpha #beta", "14 11:00 talk bob: Beta #alpha"},
        "beta alpha",
        "",
    },
    {
        "the id is no longer given",
        {"14 10:00 talk ada: Alpha #tcp"},
        {"14 10:00 talk ada: Alpha"},
        "tcp",
        "",
    },
    {
        "meals are taken for one another without asking",
        {"14 12:00 meal: Lunch", "14 18:00 meal: Dinner", "15 12:00 break: Coffee"},
        {"14 12:00 meal: Sandwiches", "14 19:00 meal: Grill", "15 12:30 break: Tea"},
        "lunch dinner coffee",
        "1: session lunch: renamed “Lunch” -> “Sandwiches”, kept its id because it is at the same "
        "time\n"
        "2: session dinner: renamed “Dinner” -> “Grill”, kept its id because it is the only one of "
        "that day\n"
        "3: session coffee: renamed “Coffee” -> “Tea”, kept its id because it is the only one of "
        "that day",
    },
    {
        "a break has become a meal",
        {"14 12:00 break: Lunch"},
        {"14 12:30 meal: Lunch"},
        "lunch",
        "",
    },
    {
        "breaks that cannot be told apart are new",
        {"14 10:00 break: Coffee", "14 15:00 break: Tea"},
        {"14 10:30 break: Pause", "14 15:30 break: Rest"},
        "pause rest",
        "",
    },
    {
        "one of a speaker's two talks is gone, and one has a new name: which?",
        {"14 10:00 talk ada: Alpha", "14 11:00 talk ada: Beta"},
        {"15 10:00 talk ada: Gamma"},
        NULL,
        "1: cannot tell whether “Gamma” is new, or session alpha “Alpha” or beta “Beta” changed"
        " (give it `id: alpha` or `id: beta` if it is the same, `id: gamma` if it is new)",
    },
    {
        "new title, and a second speaker",
        {"14 10:00 talk ada: Alpha"},
        {"14 10:00 talk ada,bob: Gamma"},
        NULL,
        "1: cannot tell whether “Gamma” is new, or session alpha “Alpha” changed"
        " (give it `id: alpha` if it is the same, `id: gamma` if it is new)",
    },
    {
        "the same, answered: it is the old one",
        {"14 10:00 talk ada: Alpha"},
        {"14 10:00 talk ada,bob: Gamma #alpha"},
        "alpha",
        "",
    },
    {
        "the same, answered: it is new",
        {"14 10:00 talk ada: Alpha"},
        {"14 10:00 talk ada,bob: Gamma #gamma"},
        "gamma",
        "",
    },
    {
        "one of two titles stays, the speaker does not",
        {"14 10:00 talk ada: Alpha / Beta"},
        {"14 10:00 talk bob: Alpha"},
        NULL,
        "1: cannot tell whether “Alpha” is new, or session alpha “Alpha / Beta” changed"
        " (give it `id: alpha` if it is the same, `id: alpha-2` if it is new)",
    },
    {
        "a discussion of something else at the same time",
        {"14 15:00 discussion: Releases"},
        {"14 15:00 discussion: Money"},
        NULL,
        "1: cannot tell whether “Money” is new, or session releases “Releases” changed"
        " (give it `id: releases` if it is the same, `id: money` if it is new)",
    },
    {
        "one without a title, and a second speaker",
        {"14 10:00 talk ada:"},
        {"14 10:00 talk ada,bob:"},
        NULL,
        "1: cannot tell whether this session is new, or session ada (untitled) changed"
        " (give it `id: ada` if it is the same, `id: ada-bob` if it is new)",
    },
    {
        "an id put in by hand must be the one it has",
        {"14 10:00 talk ada: Alpha"},
        {"14 10:00 talk ada: Alpha #first-talk"},
        NULL,
        "1: the id of “Alpha” has been `alpha` so far, and ids do not change"
        " (write `id: alpha`, or leave the id out)",
    },
};

static void
test_adopt(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(adoptions); i++) {
        const Adopt *row = &adoptions[i];
        g_test_message("%s", row->about);
        g_autoptr(Meeting) before = meeting_of(row->before);
        g_autoptr(Meeting) next = meeting_of(row->next);
        g_autoptr(GPtrArray) first = NULL;
        g_autoptr(GPtrArray) remarks = NULL;
        g_assert_true(meeting_adopt_ids(before, NULL, NULL, &first));
        g_assert_cmpint(first->len, ==, 0);

        g_autofree char *untouched = ids_of(next);
        bool sure = meeting_adopt_ids(next, before, NULL, &remarks);
        g_autofree char *ids = ids_of(next);
        g_autofree char *text = text_of(remarks);
        g_assert_cmpstr(text, ==, row->remarks);
        g_assert_cmpstr(ids, ==, row->ids ? row->ids : untouched);
        g_assert_cmpint(sure, ==, row->ids != NULL);
    }
}

static GPtrArray *
used_ids(void)
{
    GPtrArray *used = g_ptr_array_new_with_free_func((GDestroyNotify)identity_free);
    g_ptr_array_add(used, identity_new(IDENTITY_SESSION, "alpha", "Alpha"));
    g_ptr_array_add(used, identity_new(IDENTITY_SESSION, "beta", "Beta"));
    g_ptr_array_add(used, identity_new(IDENTITY_GUEST, "bob", "Bob Adams"));
    g_ptr_array_add(used, identity_new(IDENTITY_TOPIC, "dma", "Remote DMA"));
    g_ptr_array_add(used, identity_new(IDENTITY_QUESTION, "dinner", "Will you join the dinner?"));
    return used;
}

/* An id given up comes back for what it stood for, and for nothing else. */
static void
test_used_up(void)
{
    static const struct {
        const char *session, *guest, *topic, *question;
        const char *want; /* questions */
    } table[] = {
        {"14 10:00 talk ada: Alpha #alpha", "Bob Adams", "remote DMA.", "Will you join the diner?",
         ""},
        {"14 10:00 talk ada: Gamma #alpha", NULL, NULL, NULL,
         "1: the id `alpha` stood for the session “Alpha”; ids are not used again"
         " (give “Gamma” an id of its own)"},
        {"14 10:00 talk ada: Alpha", "Bob Smith", NULL, NULL,
         "100: the id `bob` stood for the guest “Bob Adams”; ids are not used again"
         " (give “Bob Smith” an id of its own)"},
        {"14 10:00 talk ada: Alpha", NULL, "Local DMA", NULL,
         "30: the id `dma` stood for the topic “Remote DMA”; ids are not used again"
         " (give “Local DMA” an id of its own)"},
        {"14 10:00 talk ada: Alpha", NULL, NULL, "Do you eat meat?",
         "20: the id `dinner` stood for the question “Will you join the dinner?”; ids are not used "
         "again"
         " (give “Do you eat meat?” an id of its own)"},
    };
    g_autoptr(GPtrArray) used = used_ids();
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(Meeting) before =
            meeting_of((const char *[MEETINGS_LINES]){"14 9:00 meal: Breakfast #x"});
        g_autoptr(Meeting) next = meeting_of((const char *[MEETINGS_LINES]){table[i].session});
        g_autoptr(GPtrArray) remarks = NULL;
        if (table[i].guest)
            add_guest(next, "bob", table[i].guest, "new@x.example");
        if (table[i].topic)
            add_topic(next, "dma", table[i].topic)->line = 30;
        if (table[i].question)
            add_question(next, "dinner", table[i].question)->line = 20;
        bool sure = meeting_adopt_ids(next, before, used, &remarks);
        g_autofree char *text = text_of(remarks);
        g_assert_cmpstr(text, ==, table[i].want);
        g_assert_cmpint(sure, ==, !*table[i].want);
    }
}

/* What was given up long ago is not derived again either. */
static void
test_never_derived_again(void)
{
    g_autoptr(GPtrArray) used = used_ids();
    g_autoptr(GPtrArray) remarks = NULL;
    g_autoptr(Meeting) next = meeting_of((const char *[MEETINGS_LINES]){
        "14 10:00 talk ada: Alpha", "14 11:00 talk ada: Alpha and more", "14 12:00 talk ada: Alpha",
        "14 13:00 talk bob: Other #alpha-3"});
    g_assert_true(meeting_adopt_ids(next, NULL, used, &remarks));
    g_autofree char *ids = ids_of(next);
    g_assert_cmpstr(ids, ==, "alpha-2 alpha-and-more alpha-4 alpha-3");
}

/* A guest keeps the id through a new name or a new address, but not both at once. */
static void
test_guests(void)
{
    static const struct {
        const char *name, *address;
        bool sure;
    } table[] = {
        {"Ada Byron", "ada@x.example", true},
        {"Ada Lovelace", "ada@x.example", true},
        {"ada byron", "countess@y.example", true},
        {"Bob Adams", "bob@y.example", false},
    };
    g_autoptr(Meeting) before = meeting_new();
    add_guest(before, "ada", "Ada Byron", "ada@x.example");
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(Meeting) next = meeting_new();
        g_autoptr(GPtrArray) remarks = NULL;
        add_guest(next, "ada", table[i].name, table[i].address);
        g_assert_cmpint(meeting_adopt_ids(next, before, NULL, &remarks), ==, table[i].sure);
        g_autofree char *text = text_of(remarks);
        g_assert_cmpstr(text, ==,
                        table[i].sure
                            ? ""
                            : "100: guest `ada` was “Ada Byron”; name and address are both new"
                              " (give “Bob Adams” an id of their own; if it is the same person,"
                              " keep the old address beside the new one this time)");
    }
}

/* Another id for the same address is another guest, and asked about while the first one goes. */
static void
test_guest_renamed(void)
{
    g_autoptr(Meeting) before = meeting_new();
    g_autoptr(Meeting) next = meeting_new();
    g_autoptr(Meeting) both = meeting_new();
    g_autoptr(GPtrArray) remarks = NULL, none = NULL;
    add_guest(before, "ada", "Ada Byron", "ada@x.example");
    add_guest(next, "countess", "Ada Lovelace", "Ada@X.example");
    add_guest(both, "ada", "Ada Byron", "ada@x.example");
    add_guest(both, "bob", "Bob Adams", "ada@x.example");
    g_assert_false(meeting_adopt_ids(next, before, NULL, &remarks));
    g_autofree char *text = text_of(remarks);
    g_assert_cmpstr(
        text, ==,
        "100: “Ada Lovelace” has the address of guest `ada`, who is taken out; ids do not "
        "change (keep the id `ada`; if it is somebody else, take `ada` out first, and apply "
        "that by itself)");
    g_assert_true(meeting_adopt_ids(both, before, NULL, &none));
}

static void
test_identities(void)
{
    g_autoptr(Meeting) meeting = meeting_of((const char *[MEETINGS_LINES]){
        "14 10:00 talk ada: Alpha / Beta #a", "14 12:00 meal: Lunch #l", "14 13:00 talk ada: #u"});
    add_guest(meeting, "ada", "Ada Byron", "ada@x.example");
    add_topic(meeting, "dma", "Remote DMA");
    add_question(meeting, "diet", "Do you eat meat?");
    g_autoptr(GPtrArray) all = meeting_identities(meeting);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < all->len; i++) {
        const Identity *identity = g_ptr_array_index(all, i);
        IdentityKind kind = IDENTITY_GUEST;
        g_assert_true(identity_kind_parse(identity_kind_name(identity->kind), &kind));
        g_assert_cmpint(kind, ==, identity->kind);
        g_string_append_printf(text, "%s %s %s\n", identity_kind_name(kind), identity->id,
                               identity->name);
    }
    g_assert_cmpstr(text->str, ==,
                    "guest ada Ada Byron\ntopic dma Remote DMA\nquestion diet Do you eat meat?\n"
                    "session a Alpha / Beta\nsession l Lunch\nsession u talk\n");
    IdentityKind kind = IDENTITY_TOPIC;
    g_assert_false(identity_kind_parse("person", &kind));
    g_assert_cmpint(kind, ==, IDENTITY_TOPIC);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ids/derive", test_derive);
    g_test_add_func("/ids/adopt", test_adopt);
    g_test_add_func("/ids/used-up", test_used_up);
    g_test_add_func("/ids/never-derived-again", test_never_derived_again);
    g_test_add_func("/ids/guests", test_guests);
    g_test_add_func("/ids/guest-renamed", test_guest_renamed);
    g_test_add_func("/ids/identities", test_identities);
    return g_test_run();
}
