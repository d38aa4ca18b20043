/* Lists of standings and reviews, sorted out for the organizer's letter. */
#include "mailer/digest.h"
#include "db/store-attachment.h"
#include "db/store-follow.h"
#include "db/store-identity.h"
#include "db/store-outbox.h"
#include "db/store-reach.h"
#include "db/store-received.h"
#include "db/store-standing.h"

struct Digest {
    GPtrArray *standings; /* Standing *: all of them; the lists below borrow */
    GPtrArray *rows;      /* Review * */
    GPtrArray *texts;     /* char *: words of reviews, and where they are from */
    GPtrArray *questions; /* Proposal * */
    GPtrArray *proposals; /* Proposal *: topics and titles */
    GPtrArray *lost;      /* OutboxItem *: what has failed */
    GPtrArray *sent;      /* StoredMaterial * */
    GPtrArray *said;      /* QuestionAnswer * */
    GHashTable *replies;  /* the same by guest */
    GHashTable *news;     /* guest -> ReachNews */
    GHashTable *changed;  /* guests whose answer is another one; borrowed */
    Reach since;
    GPtrArray *answers, *absent, *owing, *waiting, *seats, *unreached, *passed_over, *failed,
        *reviews, *asked, *proposed, *materials, *silent;
    LetterDigest facts;
};

void
digest_free(Digest *digest)
{
    if (!digest)
        return;
    g_ptr_array_unref(digest->answers);
    g_ptr_array_unref(digest->absent);
    g_ptr_array_unref(digest->owing);
    g_ptr_array_unref(digest->waiting);
    g_ptr_array_unref(digest->seats);
    g_ptr_array_unref(digest->unreached);
    g_ptr_array_unref(digest->passed_over);
    g_ptr_array_unref(digest->failed);
    g_ptr_array_unref(digest->reviews);
    g_ptr_array_unref(digest->asked);
    g_ptr_array_unref(digest->proposed);
    g_ptr_array_unref(digest->materials);
    g_ptr_array_unref(digest->silent);
    g_ptr_array_unref(digest->texts);
    g_clear_pointer(&digest->rows, g_ptr_array_unref);
    g_clear_pointer(&digest->questions, g_ptr_array_unref);
    g_clear_pointer(&digest->proposals, g_ptr_array_unref);
    g_clear_pointer(&digest->replies, g_hash_table_unref);
    g_clear_pointer(&digest->changed, g_hash_table_unref);
    g_clear_pointer(&digest->news, g_hash_table_unref);
    g_clear_pointer(&digest->said, g_ptr_array_unref);
    g_clear_pointer(&digest->lost, g_ptr_array_unref);
    g_clear_pointer(&digest->sent, g_ptr_array_unref);
    g_clear_pointer(&digest->standings, g_ptr_array_unref);
    g_free(digest);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digest, digest_free)

const LetterDigest *
digest_facts(const Digest *digest)
{
    return &digest->facts;
}

gint64
digest_trouble(const Digest *digest)
{
    return digest->since.trouble;
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const Standing *const *one = a, *const *other = b;
    return (*one)->place - (*other)->place;
}

static void
sort_standings(Digest *digest)
{
    for (guint i = 0; i < digest->standings->len; i++) {
        Standing *standing = g_ptr_array_index(digest->standings, i);
        guint news = GPOINTER_TO_UINT(g_hash_table_lookup(digest->news, standing->guest));
        if (news & REACH_ANSWERED)
            g_ptr_array_add(digest->answers, standing);
        if (news & REACH_CHANGED)
            g_hash_table_add(digest->changed, standing->guest);
        if (news & REACH_SILENT)
            g_ptr_array_add(digest->silent, standing);
        if (news & REACH_SEAT)
            g_ptr_array_add(digest->seats, standing);
        if (standing->partstat == PARTSTAT_DECLINED || standing->partstat == PARTSTAT_DELEGATED)
            g_ptr_array_add(digest->absent, standing);
        if (standing->place > 0)
            g_ptr_array_add(digest->waiting, standing);
        if (standing->passed_over)
            g_ptr_array_add(digest->passed_over, standing);
        if (standing->dead_why || standing->invitation == DELIVERY_FAILED ||
            standing_unaware(standing))
            g_ptr_array_add(digest->unreached, standing);
        else if (standing_owes(standing) && !standing->review)
            g_ptr_array_add(digest->owing, standing);
    }
    g_ptr_array_sort(digest->waiting, by_place);
}

static void
list_questions(Digest *digest)
{
    for (guint i = 0; i < digest->questions->len; i++) {
        const Proposal *question = g_ptr_array_index(digest->questions, i);
        LetterAsked *asked = g_new0(LetterAsked, 1);
        *asked =
            (LetterAsked){.number = question->id, .name = question->name, .words = question->words};
        g_ptr_array_add(digest->asked, asked);
    }
}

static void
list_proposals(Digest *digest)
{
    for (guint i = 0; i < digest->proposals->len; i++) {
        const Proposal *row = g_ptr_array_index(digest->proposals, i);
        LetterProposal *proposed = g_new0(LetterProposal, 1);
        *proposed = (LetterProposal){.number = row->id,
                                     .guest = row->guest,
                                     .name = row->name,
                                     .words = row->words,
                                     .title = g_strcmp0(row->kind, "title") == 0};
        g_ptr_array_add(digest->proposed, proposed);
    }
}

static void
list_materials(Digest *digest)
{
    for (guint i = 0; i < digest->sent->len; i++) {
        const StoredMaterial *row = g_ptr_array_index(digest->sent, i);
        LetterMaterial *material = g_new0(LetterMaterial, 1);
        *material = (LetterMaterial){
            .guest = row->guest, .name = row->name, .files = row->files, .words = row->words};
        g_ptr_array_add(digest->materials, material);
    }
}

/* What their mail server refused is told of once; who is not reached at all is listed as long as that is so. */
static void
list_failed(Digest *digest)
{
    g_autoptr(GHashTable) standings = standings_by_guest(digest->standings);
    for (guint i = 0; i < digest->lost->len; i++) {
        const OutboxItem *item = g_ptr_array_index(digest->lost, i);
        const Standing *standing = g_hash_table_lookup(standings, item->notice->person);
        if (!standing || item->trouble <= digest->since.trouble ||
            g_ptr_array_find(digest->unreached, standing, NULL))
            continue;
        LetterFailed *failed = g_new0(LetterFailed, 1);
        char *reason =
            item->code ? g_strdup_printf("%d %s", item->code, item->words) : g_strdup(item->words);
        g_ptr_array_add(digest->texts, reason);
        *failed =
            (LetterFailed){.name = standing->name, .address = item->recipient, .reason = reason};
        g_ptr_array_add(digest->failed, failed);
    }
}

/* Where a message that has a guest's token is from, if that is not known as the guest's; NULL = it is theirs, or has
 * none. */
static gboolean
find_stranger(Store *store, const Review *row, char **ret_from, GError **error)
{
    g_autofree char *address = NULL;
    bool theirs = true;
    if (row->guest && !row->report && row->from &&
        !store_identity_sender(store, row->meeting, row->guest, row->received, &theirs, &address,
                               error))
        return FALSE;
    *ret_from = theirs ? NULL : address ? g_steal_pointer(&address) : g_strdup(row->from);
    return TRUE;
}

static gboolean
list_reviews(Store *store, Digest *digest, GError **error)
{
    for (guint i = 0; i < digest->rows->len; i++) {
        const Review *row = g_ptr_array_index(digest->rows, i);
        LetterReview *review = g_new0(LetterReview, 1);
        char *words = NULL, *from = NULL;
        *review = (LetterReview){.number = row->id,
                                 .name = row->name,
                                 .proposal = row->proposal,
                                 .why = row->why,
                                 .guess = row->guess,
                                 .answer = review_is_answer(row)};
        g_ptr_array_add(digest->reviews, review);
        if (!store_received_words(store, row->received, NULL, &words, error))
            return FALSE;
        review->words = words;
        g_ptr_array_add(digest->texts, words);
        if (!find_stranger(store, row, &from, error))
            return FALSE;
        review->from = from;
        g_ptr_array_add(digest->texts, from);
    }
    return TRUE;
}

Digest *
digest_load(Store *store, const char *meeting, gint64 outbox, GError **error)
{
    g_autoptr(Digest) digest = g_new0(Digest, 1);
    digest->answers = g_ptr_array_new();
    digest->absent = g_ptr_array_new();
    digest->owing = g_ptr_array_new();
    digest->waiting = g_ptr_array_new();
    digest->seats = g_ptr_array_new();
    digest->unreached = g_ptr_array_new();
    digest->silent = g_ptr_array_new();
    digest->passed_over = g_ptr_array_new();
    digest->failed = g_ptr_array_new_with_free_func(g_free);
    digest->reviews = g_ptr_array_new_with_free_func(g_free);
    digest->asked = g_ptr_array_new_with_free_func(g_free);
    digest->proposed = g_ptr_array_new_with_free_func(g_free);
    digest->materials = g_ptr_array_new_with_free_func(g_free);
    digest->texts = g_ptr_array_new_with_free_func(g_free);
    if (!store_reach_told(store, meeting, outbox, &digest->since, error) ||
        !(digest->news = store_reach_guests(store, meeting, &digest->since, error)) ||
        !(digest->standings = store_standing_list(store, meeting, NULL, error)) ||
        !(digest->rows = store_review_list(store, meeting, error)) ||
        !(digest->questions = store_proposal_list(store, meeting, TRUE, error)) ||
        !(digest->proposals = store_proposal_list(store, meeting, FALSE, error)) ||
        !(digest->lost = store_outbox_list(store, meeting, NULL, DELIVERY_FAILED, error)) ||
        !(digest->sent = store_material_list(store, meeting, digest->since.received, error)) ||
        !(digest->said = store_question_answers(store, meeting, NULL, error)))
        return NULL;
    digest->replies = question_answers_by_guest(digest->said);
    digest->changed = g_hash_table_new(g_str_hash, g_str_equal);
    int doubts, held;
    if (!store_outbox_count(store, meeting, DELIVERY_UNKNOWN, &doubts, error) ||
        !store_outbox_count(store, meeting, DELIVERY_HELD, &held, error))
        return NULL;
    list_questions(digest);
    list_proposals(digest);
    list_materials(digest);
    sort_standings(digest);
    list_failed(digest);
    if (!list_reviews(store, digest, error))
        return NULL;
    digest->facts = (LetterDigest){
        .tally = tally_of(digest->standings),
        .answers = digest->answers,
        .changed = digest->changed,
        .replies = digest->replies,
        .absent = digest->absent,
        .owing = digest->owing,
        .waiting = digest->waiting,
        .seats = digest->seats,
        .unreached = digest->unreached,
        .passed_over = digest->passed_over,
        .failed = digest->failed,
        .reviews = digest->reviews,
        .asked = digest->asked,
        .proposed = digest->proposed,
        .materials = digest->materials,
        .silent = digest->silent,
        .doubts = doubts,
        .held = held,
    };
    return g_steal_pointer(&digest);
}
