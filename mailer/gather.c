/* Meetings are kept from mail to mail, guests from batch to batch. */
#include "mailer/gather.h"
#include "db/store-answer.h"
#include "db/store-identity.h"
#include "db/store-received.h"
#include "db/store-ruling.h"
#include "db/store-seat.h"
#include "db/store-standing.h"
#include "event/address.h"
#include "event/error.h"
#include "mailer/entry.h"
#include "mailer/schedule.h"
#include <string.h>

static void
person_free(Person *person)
{
    standing_free(person->standing);
    guest_free(person->guest);
    g_clear_pointer(&person->zone, g_time_zone_unref);
    g_free(person);
}

static void
description_free(Description *description)
{
    calendar_frame_clear(&description->frame);
    g_free(description->text);
    g_free(description);
}

static void
loaded_free(Loaded *loaded)
{
    meeting_free(loaded->meeting);
    revision_clear(&loaded->revision);
    g_clear_pointer(&loaded->zone, g_time_zone_unref);
    g_clear_pointer(&loaded->people, g_hash_table_unref);
    g_clear_pointer(&loaded->seats, g_hash_table_unref);
    letter_memo_free(loaded->letters);
    compose_memo_free(loaded->fields);
    g_clear_pointer(&loaded->descriptions, g_hash_table_unref);
    g_clear_pointer(&loaded->former, g_hash_table_unref);
    g_free(loaded);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Loaded, loaded_free)

void
gathered_clear(Gathered *gathered)
{
    g_free(gathered->reply_to);
    g_free(gathered->help);
    g_free(gathered->unsubscribe);
    g_free(gathered->tag);
    g_free(gathered->words);
    g_free(gathered->stranger);
    g_free(gathered->answering);
    announcement_clear(&gathered->announcement);
    told_clear(&gathered->told);
    digest_free(gathered->digest);
    g_clear_pointer(&gathered->rulings, g_ptr_array_unref);
    g_clear_pointer(&gathered->answers, g_ptr_array_unref);
}
Preparer *
preparer_new(const Mailroom *room)
{
    Preparer *preparer = g_new0(Preparer, 1);
    preparer->room = room;
    preparer->loaded =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)loaded_free);
    return preparer;
}

void
preparer_free(Preparer *preparer)
{
    if (!preparer)
        return;
    g_hash_table_unref(preparer->loaded);
    g_free(preparer);
}

/* Takes MEETING. */
static Loaded *
loaded_new(Meeting *meeting, GError **error)
{
    g_autoptr(Loaded) loaded = g_new0(Loaded, 1);
    loaded->meeting = meeting;
    loaded->zone = zone_open(meeting->zone);
    if (!loaded->zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                    "the system has no zone %s; install tzdata", meeting->zone);
        return NULL;
    }
    loaded->letters = letter_memo_new();
    loaded->fields = compose_memo_new();
    loaded->descriptions =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)description_free);
    return g_steal_pointer(&loaded);
}

Loaded *
gather_meeting(Preparer *preparer, const char *meeting, GError **error)
{
    Loaded *known = g_hash_table_lookup(preparer->loaded, meeting);
    if (known)
        return known;
    Store *store = preparer->room->store;
    Meeting *read = store_meeting_load(store, meeting, STORE_GUESTS_NAMED, error);
    g_autoptr(Loaded) loaded = read ? loaded_new(read, error) : NULL;
    if (!loaded || !store_meeting_revision(store, meeting, &loaded->revision, error))
        return NULL;
    loaded->people =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)person_free);
    loaded->former = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)loaded_free);
    known = g_steal_pointer(&loaded);
    g_hash_table_insert(preparer->loaded, g_strdup(meeting), known);
    return known;
}

Description *
gather_description(const Mailroom *room, const Loaded *loaded, const char *language, GError **error)
{
    Description *known = g_hash_table_lookup(loaded->descriptions, language);
    const Words *words = known ? NULL : template_library_words(room->library, language, error);
    if (!words)
        return known;
    known = g_new0(Description, 1);
    known->text = entry_description(loaded->meeting, loaded->zone, words);
    g_hash_table_insert(loaded->descriptions, g_strdup(language), known);
    return known;
}

static void
add_person(Loaded *loaded, Guest *guest, Standing *standing)
{
    Person *person = g_new0(Person, 1);
    person->guest = guest;
    person->standing = standing;
    person->zone = guest->zone ? zone_open(guest->zone) : NULL;
    g_hash_table_replace(loaded->people, guest->id, person); /* the key is its own */
}

/* Reads the guests IDS (char *) of LOADED, and how they stand. */
static gboolean
load_people(Store *store, Loaded *loaded, const GPtrArray *ids, GError **error)
{
    g_autoptr(GPtrArray) guests = g_ptr_array_new_with_free_func((GDestroyNotify)guest_free);
    g_autoptr(GPtrArray) standings =
        store_standing_some(store, loaded->meeting->id, ids, guests, error);
    if (!standings)
        return FALSE;
    for (guint i = 0; i < guests->len; i++)
        add_person(loaded, g_steal_pointer(&g_ptr_array_index(guests, i)),
                   g_steal_pointer(&g_ptr_array_index(standings, i)));
    return TRUE;
}

/* A meeting that was applied anew since it was read is read again. */
static gboolean
forget_old(Preparer *preparer, GError **error)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, preparer->loaded);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Loaded *loaded = value;
        g_auto(Revision) revision = {0};
        if (!store_meeting_revision(preparer->room->store, loaded->meeting->id, &revision, error))
            return FALSE;
        if (revision.number != loaded->revision.number) {
            g_hash_table_iter_remove(&iter);
            continue;
        }
        g_hash_table_remove_all(loaded->people);
        g_clear_pointer(&loaded->seats, g_hash_table_unref);
    }
    return TRUE;
}

gboolean
preparer_expect(Preparer *preparer, const GPtrArray *items, GError **error)
{
    g_autoptr(GHashTable) by_meeting =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    GHashTableIter iter;
    gpointer meeting, ids;
    for (guint i = 0; i < items->len; i++) {
        const Notice *notice = ((const OutboxItem *)g_ptr_array_index(items, i))->notice;
        if (!(ids = g_hash_table_lookup(by_meeting, notice->meeting)))
            g_hash_table_insert(by_meeting, notice->meeting, ids = g_ptr_array_new());
        g_ptr_array_add(ids, notice->person);
    }
    if (!forget_old(preparer, error))
        return FALSE;
    g_hash_table_iter_init(&iter, by_meeting);
    while (g_hash_table_iter_next(&iter, &meeting, &ids)) {
        /* One that cannot be read fails with each of its mails, and holds up no other. */
        Loaded *loaded = gather_meeting(preparer, meeting, NULL);
        if (loaded && !load_people(preparer->room->store, loaded, ids, error))
            return FALSE;
    }
    return TRUE;
}

/* Whoever gets a second mail in the same batch stands otherwise by then: the first one may have told it. */
static gboolean
gather_guest(Store *store, Gathered *gathered, GError **error)
{
    char *id = gathered->item->notice->person;
    Person *person = g_hash_table_lookup(gathered->loaded->people, id);
    if (person && person->older) {
        g_autoptr(GPtrArray) ids = g_ptr_array_new();
        g_ptr_array_add(ids, id);
        if (!load_people(store, gathered->loaded, ids, error))
            return FALSE;
        person = g_hash_table_lookup(gathered->loaded->people, id);
    }
    if (!person || !person->standing) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "there is no guest `%s`", id);
        return FALSE;
    }
    person->older = true;
    gathered->person = person;
    gathered->standing = person->standing;
    gathered->guest = person->guest;
    return TRUE;
}

/* Nobody is told that they wait who is about to be told otherwise. */
static gboolean
gather_seat(Store *store, Gathered *gathered, GError **error)
{
    Loaded *loaded = gathered->loaded;
    if (!loaded->seats && !(loaded->seats = store_seat_foreseen(store, loaded->meeting->id, false,
                                                                gathered->now, error)))
        return FALSE;
    const SeatClaim *claim = g_hash_table_lookup(loaded->seats, gathered->person->standing->guest);
    gathered->person->standing->seat_near =
        claim && (claim->near || claim->seat.state == SEAT_TAKEN);
    return TRUE;
}

/* Whether what stands was said from an address of theirs, which may be newer than the message that is answered. */
static gboolean
check_source(const Mailroom *room, const Notice *notice, bool *ret_theirs, GError **error)
{
    g_autofree char *address = NULL;
    gint64 source;
    if (!store_answer_source(room->store, notice->meeting, notice->person, &source, error))
        return FALSE;
    return source == 0 || store_identity_sender(room->store, notice->meeting, notice->person,
                                                source, ret_theirs, &address, error);
}

/* A guest reads words of theirs; those of somebody else, who has their invitation, are not passed on to them. */
static gboolean
gather_author(const Mailroom *room, Gathered *gathered, GError **error)
{
    const OutboxItem *item = gathered->item;
    const Notice *notice = item->notice;
    bool theirs;
    if (!store_identity_sender(room->store, notice->meeting, notice->person, item->received,
                               &theirs, &gathered->stranger, error))
        return FALSE;
    bool said = theirs;
    if (theirs && notice->kind == NOTICE_ECHO && !check_source(room, notice, &said, error))
        return FALSE;
    gathered->foreign = !said;
    g_clear_pointer(theirs ? &gathered->stranger : &gathered->words, g_free);
    return TRUE;
}

/* What the message said that this mail answers. */
static gboolean
gather_message(const Mailroom *room, Gathered *gathered, GError **error)
{
    const OutboxItem *item = gathered->item;
    const NoticeKind kind = item->notice->kind;
    if (item->received == G_MININT64)
        return TRUE;
    return store_received_words(room->store, item->received, &gathered->answering, &gathered->words,
                                error) &&
           ((kind != NOTICE_QUESTION && kind != NOTICE_ECHO) ||
            gather_author(room, gathered, error)) &&
           (kind != NOTICE_QUESTION ||
            store_review_reason(room->store, item->received, &gathered->reason, error));
}

static gboolean
gather_announcement(const Mailroom *room, Gathered *gathered, GError **error)
{
    const Notice *notice = gathered->item->notice;
    int number = (int)g_ascii_strtoll(notice->occasion, NULL, 10);
    const Announcement *announcement = &gathered->announcement;
    if (!store_announcement_load(room->store, notice->meeting, number, &gathered->announcement,
                                 error))
        return FALSE;
    if (gathered->standing && announcement->audience)
        gathered->moot = schedule_announcement_moot(gathered->loaded->meeting, gathered->standing,
                                                    gathered->guest, announcement->audience,
                                                    gathered->item->queued_at, gathered->now);
    return TRUE;
}

/* Of several answers the newest alone is confirmed. */
static gboolean
gather_echo(const Mailroom *room, Gathered *gathered, GError **error)
{
    const Notice *notice = gathered->item->notice;
    bool overtaken;
    if (!store_outbox_overtaken(room->store, gathered->item, &overtaken, error))
        return FALSE;
    if (overtaken)
        gathered->moot = "a newer answer of theirs is confirmed";
    gathered->answers = store_question_answers(room->store, notice->meeting, notice->person, error);
    return gathered->answers != NULL;
}

/* What is new since they last heard of the agenda. */
static gboolean
gather_told(const Mailroom *room, Gathered *gathered, GError **error)
{
    const Notice *notice = gathered->item->notice;
    const gboolean change = notice->kind == NOTICE_CHANGE;
    if ((!change && notice->kind != NOTICE_ANNOUNCEMENT) || !gathered->standing)
        return TRUE;
    if (!told_load(room, gathered->loaded->meeting, &gathered->loaded->revision, gathered->standing,
                   change, gathered->now, &gathered->told, error))
        return FALSE;
    if (change && g_strcmp0(gathered->told.occasion, notice->occasion) != 0)
        gathered->moot = "what is new for them is something else by now";
    return TRUE;
}

/* As revision NUMBER had it; 0 = the newest. */
static gboolean
gather_former(const Mailroom *room, Loaded *loaded, int number, const Loaded **ret, GError **error)
{
    gpointer key = GINT_TO_POINTER(number);
    if (number == 0 || number == loaded->revision.number) {
        *ret = loaded;
        return TRUE;
    }
    *ret = g_hash_table_lookup(loaded->former, key);
    if (*ret)
        return TRUE;
    Meeting *meeting = told_meeting(room, loaded->meeting->id, number, error);
    Loaded *former = meeting ? loaded_new(meeting, error) : NULL;
    if (!former)
        return FALSE;
    g_hash_table_insert(loaded->former, key, former);
    *ret = former;
    return TRUE;
}

/* What is off need not be what the file last made of it, of which nobody may have heard. */
static gboolean
gather_known(const Mailroom *room, Gathered *gathered, GError **error)
{
    Loaded *loaded = gathered->loaded;
    const Standing *standing = gathered->standing;
    const NoticeKind kind = gathered->item->notice->kind;
    const bool off = standing && (kind == NOTICE_CANCELLATION || kind == NOTICE_WITHDRAWAL ||
                                  (kind == NOTICE_ECHO && loaded->meeting->cancelled));
    return gather_former(room, loaded, off ? standing->named : 0, &gathered->named, error) &&
           gather_former(room, loaded, off ? standing->calendar : 0, &gathered->entry, error);
}

/* How all stands, and what came of the organizer's decisions. */
static gboolean
gather_overview(const Mailroom *room, Gathered *gathered, GError **error)
{
    const OutboxItem *item = gathered->item;
    const char *meeting = gathered->loaded->meeting->id;
    gathered->digest = digest_load(room->store, meeting, item->id, error);
    if (!gathered->digest)
        return FALSE;
    gathered->rulings = item->notice->kind == NOTICE_DECIDED
                            ? store_ruling_list(room->store, item->received, error)
                            : store_ruling_list_folded(room->store, meeting,
                                                       digest_trouble(gathered->digest), error);
    return gathered->rulings != NULL;
}

gboolean
gather(const Mailroom *room, Gathered *gathered, GError **error)
{
    const Notice *notice = gathered->item->notice;
    bool organizer = g_str_equal(notice->person, "organizer");
    if (!organizer && !gather_guest(room->store, gathered, error))
        return FALSE;
    if (notice->kind == NOTICE_WAITING && !gather_seat(room->store, gathered, error))
        return FALSE;
    const char *token =
        organizer ? gathered->loaded->revision.organizer_token : gathered->standing->token;
    if (!token) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "%s has no invitation",
                    notice->person);
        return FALSE;
    }
    g_autofree char *help = g_strconcat(token, "-help", NULL);
    g_autofree char *unsubscribe = g_strconcat(token, "-unsubscribe", NULL);
    gathered->reply_to = address_with_detail(room->address, room->separator, token);
    gathered->help = address_with_detail(room->address, room->separator, help);
    gathered->unsubscribe = address_with_detail(room->address, room->separator, unsubscribe);
    gathered->tag = room->separator == ADDRESS_ALONE ? g_strdup(token) : NULL;
    if (notice->kind == NOTICE_ANNOUNCEMENT && !gather_announcement(room, gathered, error))
        return FALSE;
    if (!gather_known(room, gathered, error) || !gather_told(room, gathered, error) ||
        !gather_message(room, gathered, error))
        return FALSE;
    if (notice->kind == NOTICE_ECHO && !gather_echo(room, gathered, error))
        return FALSE;
    if (notice->kind == NOTICE_REMINDER &&
        !store_received_unclear(room->store, notice->meeting, notice->person,
                                gathered->standing->anew_at, &gathered->heard, error))
        return FALSE;
    return !organizer || gather_overview(room, gathered, error);
}
