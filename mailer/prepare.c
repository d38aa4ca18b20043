/* Calls the pure half with what was gathered for one mail: letter, calendar, compose. */
#include "mailer/prepare.h"
#include "db/store-control.h"
#include "db/store-ruling.h"
#include "event/address.h"
#include "event/seats.h"
#include "event/token.h"
#include "mailer/apart.h"
#include "mailer/encode.h"
#include "mailer/gather.h"
#include "mailer/schedule.h"
#include <string.h>

void
prepared_clear(Prepared *prepared)
{
    g_clear_pointer(&prepared->bytes, g_bytes_unref);
    g_free(prepared->envelope_from);
    g_free(prepared->recipient);
    g_free(prepared->subject);
    part_free(prepared->text);
    g_free(prepared->language);
    g_free(prepared->reason);
    *prepared = (Prepared){0};
}

/* Borrowed from the rows. */
static GPtrArray *
letter_rulings(const GPtrArray *rows)
{
    GPtrArray *rulings = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; rows && i < rows->len; i++) {
        const Ruling *row = g_ptr_array_index(rows, i);
        LetterRuling *ruling = g_new0(LetterRuling, 1);
        *ruling = (LetterRuling){.number = row->number,
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
    *ret_last =
        seat_offer_last(gathered->loaded->meeting, gathered->loaded->zone, standing->seat.days,
                        standing->offered_at != NEVER ? standing->offered_at : gathered->now);
    return true;
}

/* The day by which they said that they would know, which has come, or until when nobody asks them. */
static bool
promised_by(const Gathered *gathered, Day *ret_day)
{
    const Standing *standing = gathered->standing;
    Minute minute;
    if (!standing || !standing->promised || standing->wait_until == NEVER)
        return false;
    if (!schedule_would_know(standing, gathered->now) &&
        schedule_waits_until(gathered->loaded->meeting, standing) != standing->wait_until)
        return false;
    when_local(standing->wait_until, gathered->loaded->zone, ret_day, &minute);
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

/* Word of a seat that came free speaks of it even while it is held, as shown to the organizer. */
static bool
waits(const Standing *standing, NoticeKind kind)
{
    return standing_waits(standing) &&
           !(kind == NOTICE_PROMOTED && standing->seat.state == SEAT_TAKEN);
}

static SeatState
seat_shown(const Standing *standing, NoticeKind kind)
{
    if (!standing)
        return SEAT_NONE;
    return waits(standing, kind) ? SEAT_WAITING : standing->seat.state;
}

static Letter *
make_letter(const Mailroom *room, const Gathered *gathered, GError **error)
{
    const Meeting *meeting = gathered->loaded->meeting;
    const Standing *standing = gathered->standing;
    const Notice *notice = gathered->item->notice;
    const bool question = notice->kind == NOTICE_QUESTION, foreign = gathered->foreign;
    Day last, promised;
    LetterContext context = {
        .kind = notice->kind,
        .meeting = gathered->named->meeting,
        .zone = gathered->named->zone,
        .guest = gathered->guest,
        .guest_zone = gathered->person ? gathered->person->zone : NULL,
        .now = gathered->now,
        .reply_address = gathered->reply_to,
        .unsubscribe_address = gathered->tag ? NULL : gathered->unsubscribe,
        .help_address = gathered->tag ? NULL : gathered->help,
        .partstat = standing ? standing->partstat : PARTSTAT_NONE,
        .details = standing && !foreign ? &standing->details : NULL,
        .previous = standing && standing->changed_at == standing->answered_at ? standing->previous
                                                                              : PARTSTAT_NONE,
        .words = question               ? gathered->words
                 : standing && !foreign ? standing->words
                                        : NULL,
        .stranger = gathered->stranger,
        .late = gathered->reason == REASON_LATE,
        .redated = gathered->reason == REASON_REDATED,
        .seat = seat_shown(standing, notice->kind),
        .seat_why = standing ? standing->seat.why : SEAT_NEXT,
        .seat_gone = standing && schedule_seat_gone(meeting, standing),
        .offered_until = offered_until(gathered, &last) ? &last : NULL,
        .place = standing && meeting->quotas->len == 0 ? standing->place : 0,
        .number = gathered->announcement.number,
        .note = letter_note(gathered),
        .changes = gathered->told.changes,
        .calendar_updated = gathered->told.moved,
        .unread = standing && standing_in_review(standing),
        .answers = foreign ? NULL : gathered->answers,
        .digest = gathered->digest ? digest_facts(gathered->digest) : NULL,
        .memo = gathered->named->letters,
    };
    g_autoptr(GPtrArray) rulings = letter_rulings(gathered->rulings);
    context.rulings = rulings;
    context.replaces = notice->kind == NOTICE_INVITATION && standing && standing->reissued;
    if (standing && standing->calls > 0) {
        context.after_all = !standing->called_alone;
        context.again = standing->called_alone;
    }
    if (promised_by(gathered, &promised)) {
        context.promised = &promised;
        context.patient = !schedule_would_know(standing, gathered->now);
    }
    if (notice->kind == NOTICE_REMINDER) {
        context.heard = gathered->heard;
        context.step =
            schedule_step_number(&meeting->reminders, standing, notice->occasion, &context.steps);
    }
    return letter_write(&context, room->library, error);
}

static bool
invites(NoticeKind kind)
{
    return kind == NOTICE_INVITATION || kind == NOTICE_REMINDER || kind == NOTICE_SEAT ||
           kind == NOTICE_PROMOTED;
}

static CalendarMethod
method_of(NoticeKind kind)
{
    return kind == NOTICE_CANCELLATION ? CALENDAR_CANCEL
           : kind == NOTICE_WITHDRAWAL ? CALENDAR_REMOVE
                                       : CALENDAR_REQUEST;
}

/* Each time somebody is called off and invited again, SEQUENCE goes up for them (RFC 5546 2.1.4), and never down,
 * whatever became of the mail that carried the last one, and under which id they are a guest. */
static int
lead_of(const Standing *standing, bool cancels)
{
    int lead = MAX(standing->lead, 2 * standing->calls);
    return cancels ? lead | 1 : lead + (lead & 1);
}

/* Who waits for a seat does not come yet. */
static Partstat
shown_partstat(const Standing *standing, NoticeKind kind)
{
    return waits(standing, kind) ? PARTSTAT_TENTATIVE : standing->partstat;
}

/* The calendar object rides in what invites, in news where it shows another time or
 * place, and in what takes an invitation back. */
static gboolean
make_calendar(const Mailroom *room, const Gathered *gathered, const char *language,
              Part **ret_calendar, int *ret_lead, GError **error)
{
    const CalendarMethod method = method_of(gathered->item->notice->kind);
    const bool cancels = method != CALENDAR_REQUEST;
    *ret_calendar = NULL;
    if (!cancels && !invites(gathered->item->notice->kind) && !gathered->told.moved)
        return TRUE;
    Loaded *loaded = gathered->loaded;
    const Meeting *meeting = gathered->entry->meeting;
    g_assert(gathered->standing && gathered->guest);
    *ret_lead = lead_of(gathered->standing, cancels);
    Description *description = gather_description(room, gathered->entry, language, error);
    if (!description)
        return FALSE;
    const CalendarObject object = {
        .method = method,
        .meeting = meeting,
        .uid = loaded->revision.uid,
        .sequence = MAX(loaded->revision.sequence, loaded->revision.lifted) + *ret_lead,
        .dtstamp = gathered->now,
        .organizer = gathered->reply_to,
        .organizer_name = room->name ? room->name : meeting->name,
        .guest = gathered->item->recipient,
        .guest_name = gathered->guest->name,
        .partstat = shown_partstat(gathered->standing, gathered->item->notice->kind),
        .description = description->text,
        .frame = *ret_lead > 0 ? NULL : &description->frame,
    };
    *ret_calendar = room->calendar(&object, error);
    return *ret_calendar != NULL;
}

/* Everything after the invitation is threaded under it, if it was sent; NULL = it was not. */
static gboolean
find_root(const Mailroom *room, const Gathered *gathered, char **ret_root, GError **error)
{
    const Standing *standing = gathered->standing;
    const Notice *notice = gathered->item->notice;
    *ret_root = NULL;
    if (!standing || notice->kind == NOTICE_INVITATION || notice->kind == NOTICE_SEAT ||
        standing->invited_at == NEVER)
        return TRUE;
    bool so = standing->invited_so;
    g_autofree char *occasion = g_strdup_printf("%d", so ? standing->offer : standing->issue);
    g_autoptr(Notice) first = notice_new(notice->meeting, notice->person,
                                         so ? NOTICE_SEAT : NOTICE_INVITATION, occasion, "");
    g_autofree char *key = notice_key(first);
    return store_outbox_message_id(room->store, key, ret_root, error);
}

static GBytes *
make_message(const Mailroom *room, const Gathered *gathered, const Letter *letter,
             const Part *calendar, GError **error)
{
    const Meeting *meeting = gathered->named->meeting;
    const OutboxItem *item = gathered->item;
    g_autofree char *root = NULL;
    if (!find_root(room, gathered, &root, error))
        return NULL;
    const char *references[] = {root, NULL};
    const MailFrame frame = {
        .meeting = meeting->id,
        .kind = item->notice->kind,
        .message_id = item->message_id,
        .in_reply_to = gathered->answering ? gathered->answering : root,
        .references = root ? references : NULL,
        .date = gathered->now,
        .zone = gathered->named->zone,
        .from = {.name = room->name ? room->name : meeting->name, .address = room->address},
        .to = {.name = gathered->guest ? gathered->guest->name : meeting->organizer.name,
               .address = item->recipient},
        .reply_to = gathered->reply_to,
        .help = gathered->help,
        .unsubscribe = gathered->unsubscribe,
        .tag = gathered->tag,
        .owner = meeting->organizer.address,
        .language = letter->language,
        .memo = gathered->named->fields,
    };
    const MailContent content = {
        .subject = letter->subject,
        .text = letter->text,
        .html = letter->html,
        .calendar = calendar,
        .method = method_of(item->notice->kind),
    };
    return compose_message(&frame, &content, error);
}

static gboolean
make_envelope(const Mailroom *room, const OutboxItem *item, Prepared *prepared, GError **error)
{
    g_autofree char *detail = g_strconcat(TOKEN_BOUNCE, item->envelope_id, NULL);
    g_autofree char *bounces = address_with_detail(room->address, room->separator, detail);
    prepared->recipient = encode_recipient(item->recipient, error);
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
    g_autoptr(Part) calendar = NULL;
    g_autoptr(Letter) letter = make_letter(room, gathered, error);
    if (!letter ||
        !make_calendar(room, gathered, letter->language, &calendar, &prepared->lead, error))
        return FALSE;
    prepared->bytes = make_message(room, gathered, letter, calendar, error);
    if (!prepared->bytes)
        return FALSE;
    if (!make_envelope(room, item, prepared, error))
        return FALSE;
    prepared->subject = g_steal_pointer(&letter->subject);
    prepared->text = g_steal_pointer(&letter->text);
    prepared->language = g_steal_pointer(&letter->language);
    prepared->own = letter->own;
    prepared->revision = gathered->loaded->revision.number;
    return TRUE;
}

/* What is late goes by the policy; what the organizer let go, or holds and may, does not. */
static gboolean
look_at_clock(const Mailroom *room, const Gathered *gathered, Prepared *prepared, GError **error)
{
    const OutboxItem *item = gathered->item;
    gboolean released;
    Late late =
        schedule_late(gathered->loaded->meeting, item->notice->kind, item->next_at, gathered->now);
    if (late == LATE_SEND || item->state == DELIVERY_HELD)
        return TRUE;
    if (!store_released(room->store, item->id, &released, error))
        return FALSE;
    if (!released && late == LATE_SKIP)
        prepared->moot = SCHEDULE_LATE_SKIPPED;
    else if (!released)
        prepared->held = SCHEDULE_LATE_HELD;
    return TRUE;
}

/* When it is to leave. */
static gboolean
find_time(const Mailroom *room, const Gathered *gathered, Prepared *prepared, GError **error)
{
    const Meeting *meeting = gathered->loaded->meeting;
    const Standing *standing = gathered->standing;
    const OutboxItem *item = gathered->item;
    gint64 apart = gathered->now;
    prepared->not_before =
        item->notice->kind == NOTICE_CHANGE
            ? schedule_change_not_before(meeting, standing, gathered->told.begins_at,
                                         item->queued_at, gathered->now)
            : schedule_not_before(meeting, standing, item->notice->kind, item->queued_at,
                                  gathered->now);
    if (standing && !apart_leave(room->store, meeting, standing, item, gathered->now, &apart,
                                 &prepared->reason, error))
        return FALSE;
    prepared->not_before = MAX(prepared->not_before, apart);
    return TRUE;
}

/* All but the mail itself. */
static gboolean
look(Preparer *preparer, Gathered *gathered, Prepared *prepared, GError **error)
{
    const OutboxItem *item = gathered->item;
    gathered->loaded = gather_meeting(preparer, item->notice->meeting, error);
    if (!gathered->loaded || !gather(preparer->room, gathered, error))
        return FALSE;
    if (gathered->standing)
        prepared->moot = schedule_moot(gathered->loaded->meeting, gathered->standing, item->notice,
                                       item->queued_at, gathered->now);
    if (!prepared->moot)
        prepared->moot = gathered->moot;
    if (!prepared->moot && !look_at_clock(preparer->room, gathered, prepared, error))
        return FALSE;
    return prepared->moot || find_time(preparer->room, gathered, prepared, error);
}

gboolean
prepare_look(Preparer *preparer, const OutboxItem *item, gint64 now, Prepared *ret_prepared,
             GError **error)
{
    g_auto(Gathered) gathered = {.item = item, .now = now};
    g_auto(Prepared) prepared = {0};
    if (!look(preparer, &gathered, &prepared, error))
        return FALSE;
    *ret_prepared = prepared;
    prepared = (Prepared){0};
    return TRUE;
}

gboolean
prepare_message(Preparer *preparer, const OutboxItem *item, gint64 now, Prepared *ret_prepared,
                GError **error)
{
    g_auto(Gathered) gathered = {.item = item, .now = now};
    g_auto(Prepared) prepared = {0};
    if (!look(preparer, &gathered, &prepared, error) ||
        (!prepared.moot && !make(preparer->room, &gathered, &prepared, error)))
        return FALSE;
    *ret_prepared = prepared;
    prepared = (Prepared){0};
    return TRUE;
}
