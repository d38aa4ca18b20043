/* Gathers what one mail is about, then calls the pure half: letter, calendar, compose. */
#include "mailer/prepare.h"
#include "db/store-announcement.h"
#include "db/store-answer.h"
#include "db/store-meeting.h"
#include "db/store-received.h"
#include "db/store-ruling.h"
#include "event/address.h"
#include "event/error.h"
#include "event/seats.h"
#include "mailer/compose.h"
#include "mailer/digest.h"
#include "mailer/encode.h"
#include "mailer/letter.h"
#include "mailer/schedule.h"
#include "mailer/told.h"
#include <string.h>

/* One guest, as one batch of mails needs them. */
typedef struct {
    Standing *standing;
    Guest *guest;
    GTimeZone *zone; /* NULL = not known */
} Person;

/* One meeting, as every mail about it needs it. */
typedef struct {
    Meeting *meeting;
    Revision revision;
    GTimeZone *zone;
    GHashTable *people; /* guest id, borrowed -> Person * */
    LetterMemo *letters;
    GHashTable *mails; /* "LANGUAGE KIND" -> ComposeMemo * */
    CalendarFrame calendar;
} Loaded;

struct Preparer {
    const Mailroom *room;
    GHashTable *loaded; /* meeting id -> Loaded * */
};

/* Everything gathered for one mail. */
typedef struct {
    Loaded *loaded;
    const OutboxItem *item;
    gint64 now;
    const Person *person;     /* NULL = the organizer */
    const Standing *standing; /* ... and so are these two */
    const Guest *guest;
    char *reply_to, *help, *unsubscribe;
    char *words;     /* question: what was not understood */
    char *answering; /* Message-ID of the message that this one answers; NULL */
    Announcement announcement;
    Told told;
    const char *moot; /* what this mail was to tell is no longer news; NULL = it is */
    Digest *digest;
    GPtrArray *rulings; /* Ruling * */
} Gathered;

static void
person_free(Person *person)
{
    standing_free(person->standing);
    guest_free(person->guest);
    g_clear_pointer(&person->zone, g_time_zone_unref);
    g_free(person);
}

static void
loaded_free(Loaded *loaded)
{
    meeting_free(loaded->meeting);
    revision_clear(&loaded->revision);
    g_clear_pointer(&loaded->zone, g_time_zone_unref);
    g_clear_pointer(&loaded->people, g_hash_table_unref);
    g_clear_pointer(&loaded->mails, g_hash_table_unref);
    letter_memo_free(loaded->letters);
    calendar_frame_clear(&loaded->calendar);
    g_free(loaded);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Loaded, loaded_free)

static void
gathered_clear(Gathered *gathered)
{
    g_free(gathered->reply_to);
    g_free(gathered->help);
    g_free(gathered->unsubscribe);
    g_free(gathered->words);
    g_free(gathered->answering);
    announcement_clear(&gathered->announcement);
    told_clear(&gathered->told);
    digest_free(gathered->digest);
    g_clear_pointer(&gathered->rulings, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Gathered, gathered_clear)

void
prepared_clear(Prepared *prepared)
{
    g_clear_pointer(&prepared->bytes, g_bytes_unref);
    g_free(prepared->envelope_from);
    g_free(prepared->recipient);
    g_free(prepared->subject);
    g_free(prepared->text);
    g_free(prepared->digest);
    *prepared = (Prepared){0};
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

static Loaded *
load(Preparer *preparer, const char *meeting, GError **error)
{
    Loaded *known = g_hash_table_lookup(preparer->loaded, meeting);
    if (known)
        return known;
    g_autoptr(Loaded) loaded = g_new0(Loaded, 1);
    Store *store = preparer->room->store;
    loaded->meeting = store_meeting_load(store, meeting, STORE_GUESTS_NAMED, error);
    if (!loaded->meeting || !store_meeting_revision(store, meeting, &loaded->revision, error))
        return NULL;
    loaded->zone = zone_open(loaded->meeting->zone);
    if (!loaded->zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                    "the system has no zone %s; install tzdata", loaded->meeting->zone);
        return NULL;
    }
    loaded->people =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)person_free);
    loaded->letters = letter_memo_new();
    loaded->mails =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)compose_memo_free);
    known = g_steal_pointer(&loaded);
    g_hash_table_insert(preparer->loaded, g_strdup(meeting), known);
    return known;
}

static Person *
person_of(Loaded *loaded, Guest *guest)
{
    Person *person = g_new0(Person, 1);
    person->guest = guest;
    person->zone = guest->zone ? zone_open(guest->zone) : NULL;
    g_hash_table_insert(loaded->people, guest->id, person);
    return person;
}

/* Reads the guests IDS (char *) of LOADED, and how they stand. */
static gboolean
load_people(Store *store, Loaded *loaded, const GPtrArray *ids, GError **error)
{
    g_autoptr(GPtrArray) guests = store_guest_some(store, loaded->meeting->id, ids, error);
    g_autoptr(GPtrArray) standings =
        guests ? store_standing_some(store, loaded->meeting->id, ids, error) : NULL;
    if (!standings)
        return FALSE;
    for (guint i = 0; i < guests->len; i++)
        person_of(loaded, g_steal_pointer(&g_ptr_array_index(guests, i)));
    for (guint i = 0; i < standings->len; i++) {
        Standing *standing = g_ptr_array_index(standings, i);
        Person *person = g_hash_table_lookup(loaded->people, standing->guest);
        if (person)
            person->standing = g_steal_pointer(&g_ptr_array_index(standings, i));
    }
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
        if (revision.number != loaded->revision.number)
            g_hash_table_iter_remove(&iter);
        else
            g_hash_table_remove_all(loaded->people);
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
        Loaded *loaded = load(preparer, meeting, NULL);
        if (loaded && !load_people(preparer->room->store, loaded, ids, error))
            return FALSE;
    }
    return TRUE;
}

/* --- gathering --- */

static gboolean
gather_guest(Gathered *gathered, GError **error)
{
    const char *id = gathered->item->notice->person;
    const Person *person = g_hash_table_lookup(gathered->loaded->people, id);
    if (!person || !person->standing) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "there is no guest `%s`", id);
        return FALSE;
    }
    gathered->person = person;
    gathered->standing = person->standing;
    gathered->guest = person->guest;
    return TRUE;
}

/* What the message said that this mail answers. */
static gboolean
gather_message(const Mailroom *room, Gathered *gathered, GError **error)
{
    if (gathered->item->received == G_MININT64)
        return TRUE;
    return store_received_words(room->store, gathered->item->received, &gathered->answering,
                                &gathered->words, error);
}

static gboolean
gather_announcement(const Mailroom *room, Gathered *gathered, GError **error)
{
    const Notice *notice = gathered->item->notice;
    int number = (int)g_ascii_strtoll(notice->occasion, NULL, 10);
    return store_announcement_load(room->store, notice->meeting, number, &gathered->announcement,
                                   error);
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

static gboolean
gather(const Mailroom *room, Gathered *gathered, GError **error)
{
    const Notice *notice = gathered->item->notice;
    bool organizer = g_str_equal(notice->person, "organizer");
    if (!organizer && !gather_guest(gathered, error))
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
    if (notice->kind == NOTICE_ANNOUNCEMENT && !gather_announcement(room, gathered, error))
        return FALSE;
    if (!gather_told(room, gathered, error) || !gather_message(room, gathered, error))
        return FALSE;
    if (notice->kind == NOTICE_DECIDED) {
        gathered->rulings = store_ruling_list(room->store, gathered->item->received, error);
        if (!gathered->rulings)
            return FALSE;
    }
    if (organizer) {
        gathered->digest = digest_load(room->store, gathered->loaded->meeting->id,
                                       gathered->item->queued_at, error);
        return gathered->digest != NULL;
    }
    return TRUE;
}

/* --- making --- */

/* Borrowed from the rows. */
static GPtrArray *
letter_rulings(const GPtrArray *rows)
{
    GPtrArray *rulings = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; rows && i < rows->len; i++) {
        const Ruling *row = g_ptr_array_index(rows, i);
        LetterRuling *ruling = g_new0(LetterRuling, 1);
        *ruling = (LetterRuling){.number = (int)row->number,
                                 .name = row->name,
                                 .partstat = row->partstat,
                                 .refused = row->refused};
        g_ptr_array_add(rulings, ruling);
    }
    return rulings;
}

/* The last day of the offer that stands; it counts from when it left, or from now where it has not. */
static bool
offered_until(const Gathered *gathered, Day *ret_last)
{
    const Standing *standing = gathered->standing;
    if (!standing || standing->seat.state != SEAT_OFFERED)
        return false;
    seat_offer_ends(gathered->loaded->meeting, gathered->loaded->zone, standing->seat.days,
                    standing->offered_at != NEVER ? standing->offered_at : gathered->now, ret_last);
    return true;
}

/* The organizer's own words. */
static const char *
letter_note(const Gathered *gathered)
{
    const char *note = gathered->announcement.note;
    if (gathered->item->notice->kind == NOTICE_CANCELLATION)
        return gathered->loaded->meeting->status_note;
    return note && *note ? note : NULL;
}

static Letter *
make_letter(const Mailroom *room, const Gathered *gathered, GError **error)
{
    const Meeting *meeting = gathered->loaded->meeting;
    const Standing *standing = gathered->standing;
    const Notice *notice = gathered->item->notice;
    const bool question = notice->kind == NOTICE_QUESTION;
    Day last;
    LetterContext context = {
        .kind = notice->kind,
        .meeting = meeting,
        .zone = gathered->loaded->zone,
        .guest = gathered->guest,
        .guest_zone = gathered->person ? gathered->person->zone : NULL,
        .now = gathered->now,
        .reply_address = gathered->reply_to,
        .unsubscribe_address = gathered->unsubscribe,
        .help_address = gathered->help,
        .partstat = standing ? standing->partstat : PARTSTAT_NONE,
        .details = standing ? &standing->details : NULL,
        .previous = standing && standing->changed_at == standing->answered_at ? standing->previous
                                                                              : PARTSTAT_NONE,
        .words = question   ? gathered->words
                 : standing ? standing->words
                            : NULL,
        .seat = standing ? standing->seat.state : SEAT_NONE,
        .offered_until = offered_until(gathered, &last) ? &last : NULL,
        .place = standing && meeting->quotas->len == 0 ? standing->place : 0,
        .number = gathered->announcement.number,
        .note = letter_note(gathered),
        .changes = gathered->told.changes,
        .calendar_updated = gathered->told.moved,
        .digest = gathered->digest ? digest_facts(gathered->digest) : NULL,
        .memo = gathered->loaded->letters,
    };
    g_autoptr(GPtrArray) rulings = letter_rulings(gathered->rulings);
    context.rulings = rulings;
    if (notice->kind == NOTICE_REMINDER)
        context.step = schedule_step_number(&meeting->reminders, notice->occasion, &context.steps);
    return letter_write(&context, room->library, error);
}

static bool
invites(NoticeKind kind)
{
    return kind == NOTICE_INVITATION || kind == NOTICE_REMINDER || kind == NOTICE_SEAT ||
           kind == NOTICE_PROMOTED;
}

static bool
calls_off(NoticeKind kind)
{
    return kind == NOTICE_CANCELLATION || kind == NOTICE_WITHDRAWAL;
}

/* The calendar object rides in what invites, in news where it shows another time or
 * place, and in what takes an invitation back. Each time somebody is called off
 * and invited again, SEQUENCE goes up for them (RFC 5546 2.1.4). */
static gboolean
make_calendar(const Mailroom *room, const Gathered *gathered, char **ret_calendar, GError **error)
{
    const bool cancels = calls_off(gathered->item->notice->kind);
    *ret_calendar = NULL;
    if (!cancels && !invites(gathered->item->notice->kind) && !gathered->told.moved)
        return TRUE;
    Loaded *loaded = gathered->loaded;
    g_assert(gathered->standing && gathered->guest);
    const CalendarObject object = {
        .method = cancels ? CALENDAR_CANCEL : CALENDAR_REQUEST,
        .meeting = loaded->meeting,
        .uid = loaded->revision.uid,
        .sequence = loaded->revision.sequence + 2 * gathered->standing->calls + cancels,
        .dtstamp = gathered->now,
        .organizer = gathered->reply_to,
        .organizer_name = room->name ? room->name : loaded->meeting->name,
        .guest = gathered->item->recipient,
        .guest_name = gathered->guest->name,
        .partstat = gathered->standing->partstat,
        .description = loaded->meeting->about,
        .frame = gathered->standing->calls > 0 || cancels ? NULL : &loaded->calendar,
    };
    *ret_calendar = room->calendar(&object, error);
    return *ret_calendar != NULL;
}

/* Everything after the invitation is threaded under it, if it was sent. */
static char *
thread_root(const Mailroom *room, const Gathered *gathered)
{
    const Standing *standing = gathered->standing;
    const Notice *notice = gathered->item->notice;
    if (!standing || notice->kind == NOTICE_INVITATION || notice->kind == NOTICE_SEAT ||
        standing->invited_at == NEVER)
        return NULL;
    bool so = standing->invited_so;
    g_autofree char *occasion = g_strdup_printf("%d", so ? standing->offer : standing->issue);
    g_autoptr(Notice) first = notice_new(notice->meeting, notice->person,
                                         so ? NOTICE_SEAT : NOTICE_INVITATION, occasion, "");
    g_autofree char *key = notice_key(first);
    return notice_message_id(key, standing->token, address_domain(room->address));
}

static ComposeMemo *
memo_of(Loaded *loaded, const char *language, NoticeKind kind)
{
    g_autofree char *key = g_strconcat(language, " ", notice_kind_name(kind), NULL);
    ComposeMemo *memo = g_hash_table_lookup(loaded->mails, key);
    if (!memo)
        g_hash_table_insert(loaded->mails, g_steal_pointer(&key), memo = compose_memo_new());
    return memo;
}

static GBytes *
make_message(const Mailroom *room, const Gathered *gathered, const Letter *letter,
             const char *calendar, GError **error)
{
    const Meeting *meeting = gathered->loaded->meeting;
    const OutboxItem *item = gathered->item;
    g_autofree char *root = thread_root(room, gathered);
    const char *references[] = {root, NULL};
    const MailFrame frame = {
        .meeting = meeting->id,
        .kind = item->notice->kind,
        .message_id = item->message_id,
        .in_reply_to = gathered->answering ? gathered->answering : root,
        .references = root ? references : NULL,
        .date = gathered->now,
        .zone = gathered->loaded->zone,
        .from = {.name = room->name ? room->name : meeting->name, .address = room->address},
        .to = {.name = gathered->guest ? gathered->guest->name : meeting->organizer.name,
               .address = item->recipient},
        .reply_to = gathered->reply_to,
        .help = gathered->help,
        .unsubscribe = gathered->unsubscribe,
        .owner = meeting->organizer.address,
        .language = letter->language,
    };
    const MailContent content = {
        .subject = letter->subject,
        .text = letter->text,
        .html = letter->html,
        .calendar = calendar,
        .method = calls_off(item->notice->kind) ? CALENDAR_CANCEL : CALENDAR_REQUEST,
    };
    ComposeMemo *memo = memo_of(gathered->loaded, letter->language, item->notice->kind);
    return compose_message(&frame, &content, memo, error);
}

static gboolean
make_envelope(const Mailroom *room, const OutboxItem *item, Prepared *prepared, GError **error)
{
    g_autofree char *detail = g_strconcat("b.", item->envelope_id, NULL);
    g_autofree char *bounces = address_with_detail(room->address, room->separator, detail);
    prepared->recipient = encode_address(item->recipient, error);
    if (!prepared->recipient)
        return FALSE;
    prepared->envelope_from =
        notice_kind_answers(item->notice->kind) ? g_strdup("") : encode_address(bounces, error);
    return prepared->envelope_from != NULL;
}

static gboolean
make(const Mailroom *room, const Gathered *gathered, Prepared *prepared, GError **error)
{
    const OutboxItem *item = gathered->item;
    g_autofree char *calendar = NULL;
    g_autoptr(Letter) letter = make_letter(room, gathered, error);
    if (!letter || !make_calendar(room, gathered, &calendar, error))
        return FALSE;
    prepared->bytes = make_message(room, gathered, letter, calendar, error);
    if (!prepared->bytes)
        return FALSE;
    if (!make_envelope(room, item, prepared, error))
        return FALSE;
    prepared->subject = g_steal_pointer(&letter->subject);
    prepared->text = g_steal_pointer(&letter->text);
    gsize length;
    const void *bytes = g_bytes_get_data(prepared->bytes, &length);
    prepared->digest = room->digest(bytes, length);
    prepared->revision = gathered->loaded->revision.number;
    return TRUE;
}

gboolean
prepare_message(Preparer *preparer, const OutboxItem *item, gint64 now, Prepared *ret_prepared,
                GError **error)
{
    g_auto(Gathered) gathered = {.item = item, .now = now};
    g_auto(Prepared) prepared = {0};
    gathered.loaded = load(preparer, item->notice->meeting, error);
    if (!gathered.loaded || !gather(preparer->room, &gathered, error))
        return FALSE;
    if (gathered.standing)
        prepared.moot =
            schedule_moot(gathered.loaded->meeting, gathered.standing, item->notice, now);
    if (!prepared.moot)
        prepared.moot = gathered.moot;
    prepared.not_before = schedule_not_before(gathered.loaded->meeting,
                                              gathered.standing ? gathered.standing->zone : NULL,
                                              item->notice->kind, item->queued_at, now);
    if (!prepared.moot && !make(preparer->room, &gathered, &prepared, error))
        return FALSE;
    *ret_prepared = prepared;
    prepared = (Prepared){0};
    return TRUE;
}
