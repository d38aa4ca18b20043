/* What a guest's mail says of how they stand, and what it takes to be called off, and to be asked anew. */
#include "event/standing-mail.h"
#include <string.h>

/* It may not have been said, and they may be called off all the same. */
static void
note_call(Standing *standing, const StandingMail *mail)
{
    bool takes_back = mail->kind != NOTICE_ECHO; /* an echo takes nothing out of their calendar */
    if (takes_back)
        standing->call = MAX(standing->call, (int)g_ascii_strtoll(mail->occasion, NULL, 10));
    if (mail->left_at == NEVER)
        return;
    standing->calls++;
    standing->called_at = mail->left_at;
    standing->called_had = standing->had->len;
    standing->called_alone = mail->kind == NOTICE_WITHDRAWAL;
    /* An invitation that was on its way may have come after it. */
    if (takes_back)
        standing->called_off = standing->last_invited_at <= mail->left_at;
}

/* An invitation with a token that was taken back has put the entry into their calendar all the same. */
static void
note_issue(Standing *standing, int issue, gint64 left_at)
{
    standing->reissued |= left_at != NEVER && issue < standing->issue;
    standing->last_invited_at = MAX(standing->last_invited_at, left_at);
}

void
standing_note_mail(Standing *standing, const StandingMail *mail)
{
    const NoticeKind kind = mail->kind;
    const bool left = mail->left_at != NEVER;
    const int issue = (int)g_ascii_strtoll(mail->occasion, NULL, 10);
    if (kind == NOTICE_INVITATION)
        note_issue(standing, issue, mail->left_at);
    if (kind == NOTICE_INVITATION && !strchr(mail->occasion, '.'))
        return;
    HadNotice *had = standing_add_had(standing, kind, mail->occasion, mail->queued_at, mail->state);
    had->left_at = mail->left_at;
    if (left && (kind == NOTICE_REMINDER || kind == NOTICE_NUDGE || kind == NOTICE_LOGISTICS))
        standing->named = MAX(standing->named, mail->revision);
    if (kind == NOTICE_REMINDER || kind == NOTICE_NUDGE)
        standing->reminded_at = MAX(standing->reminded_at, mail->due_at);
    if (kind == NOTICE_INVITATION && issue == standing->issue) {
        standing->invitation = mail->state;
        standing->invited_at = mail->left_at;
    }
    if (left && (kind == NOTICE_INVITATION || kind == NOTICE_SEAT)) {
        standing->last_invited_at = MAX(standing->last_invited_at, mail->left_at);
        standing->called_off = false;
    }
    if (kind == NOTICE_CANCELLATION || kind == NOTICE_WITHDRAWAL || kind == NOTICE_ECHO)
        note_call(standing, mail);
}

/* When the newest mail left that called them off before this time that the meeting takes place with them, or did until
 * it was called off or they were taken out; NEVER = none did. In one second the order of the outbox tells. */
static gint64
last_life_ended(const Standing *standing, const Course *course)
{
    const gint64 off_since = course->cancelled ? course->since : G_MAXINT64;
    const gint64 out_since = standing->removed ? standing->removed_at : G_MAXINT64;
    gint64 ended = NEVER;
    bool invited = false;
    for (guint i = standing->had->len; i-- > 0;) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        bool calls = had->kind == NOTICE_CANCELLATION || had->kind == NOTICE_WITHDRAWAL ||
                     had->kind == NOTICE_ECHO;
        invited |= had->kind == NOTICE_INVITATION;
        if (calls && (invited || had->left_at < MIN(off_since, out_since)))
            ended = MAX(ended, had->left_at);
    }
    return ended;
}

/* What they said AT belongs to this time, not to the last, which ENDED: it may be that the meeting is off now. */
static bool
counts_this_time(const Course *course, gint64 ended, gint64 at)
{
    return course_counts(course, ended, at) || (course->cancelled && at >= course->since);
}

/* Since when they say what they say now, of a time that last ENDED then. */
static gint64
says_since(const Course *course, gint64 ended, const GArray *said)
{
    for (guint i = 0; i < said->len; i++) {
        const gint64 at = g_array_index(said, gint64, i);
        if (counts_this_time(course, ended, at))
            return at;
    }
    return NEVER;
}

/* Who was called off stands as if never asked once the meeting takes place with them, and stays so when it is called
 * off once more: what they said before does not count, and a new invitation is owed unless they have been INVITED
 * since. For whoever was taken out the COURSE ends there: it did not take place with them after that. */
static void
begin_anew(Standing *standing, const Course *course, const GArray *said, bool invited)
{
    const gint64 ended = last_life_ended(standing, course);
    if (ended == NEVER)
        return;
    if (!counts_this_time(course, ended, standing->answered_at)) {
        standing->counted = standing->partstat == PARTSTAT_ACCEPTED;
        standing->partstat = PARTSTAT_NEEDS_ACTION;
        standing->answered_at = standing->changed_at = NEVER;
        details_clear(&standing->details);
        standing->details = (Details){0};
        g_clear_pointer(&standing->words, g_free);
        g_clear_pointer(&standing->channel, g_free);
    } else
        standing->changed_at = says_since(course, ended, said);
    if (!counts_this_time(course, ended, standing->previous_at))
        standing->previous = PARTSTAT_NONE;
    if (!invited && ended >= standing->called_at) {
        standing->invitation = DELIVERY_NONE;
        standing->invited_at = NEVER;
    }
}

/* Finds the number of the invitation that is theirs since they were called off. False: it is not in the outbox, and
 * none that was has that number. */
static bool
number_invitation(Standing *standing)
{
    int most = 0;
    standing->again = 0;
    for (guint i = 0; i < standing->had->len; i++) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        const char *dot = had->kind == NOTICE_INVITATION ? strchr(had->occasion, '.') : NULL;
        if (!dot)
            continue;
        int number = (int)g_ascii_strtoll(dot + 1, NULL, 10);
        most = MAX(most, number);
        if (had->at > standing->called_at ||
            (had->at == standing->called_at && i >= standing->called_had))
            standing->again = number;
    }
    if (standing->again > 0)
        return true;
    standing->again = MAX(standing->calls, most + 1);
    return false;
}

/* They said that they come, or may come, when it took place, though no new invitation had reached them. */
static bool
counts_on_it_anew(const Standing *standing, const Course *course)
{
    return (standing->partstat == PARTSTAT_ACCEPTED || standing->partstat == PARTSTAT_TENTATIVE) &&
           course_counts(course, standing->called_at, standing->answered_at);
}

/* Word of KIND waits, or came to nothing SINCE. */
static bool
is_calling(const Standing *standing, NoticeKind kind, gint64 since)
{
    for (guint i = 0; i < standing->had->len; i++) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        bool left = had->state == DELIVERY_SENT || had->state == DELIVERY_UNKNOWN;
        bool ended = had->state == DELIVERY_FAILED || had->state == DELIVERY_DROPPED;
        if (had->kind == kind && !left && (!ended || had->at >= since))
            return true;
    }
    return false;
}

static void
note_calling(Standing *standing, const Course *course)
{
    const gint64 off_since = course->cancelled ? course->since : G_MAXINT64;
    const gint64 out_since = standing->removed ? standing->removed_at : G_MAXINT64;
    if (is_calling(standing, NOTICE_CANCELLATION, off_since))
        standing->calling |= 1u << NOTICE_CANCELLATION;
    if (is_calling(standing, NOTICE_WITHDRAWAL, out_since))
        standing->calling |= 1u << NOTICE_WITHDRAWAL;
}

/* What they wrote while it was off, or before the invitation that asks them anew was made, that invitation settles. */
static void
note_anew(Standing *standing, const Course *course)
{
    standing->anew_at = standing->called_at;
    if (!course->cancelled && course->since > 0)
        standing->anew_at = MAX(standing->anew_at, course->since);
    for (guint i = standing->called_had; i < standing->had->len; i++) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        if (had->kind == NOTICE_INVITATION || had->kind == NOTICE_SEAT) {
            standing->anew_at = MAX(standing->anew_at, had->at);
            return;
        }
    }
}

void
standing_settle(Standing *standing, const Course *course, const GArray *said)
{
    note_calling(standing, course);
    if (standing->calls == 0)
        return;
    note_anew(standing, course);
    if (counts_on_it_anew(standing, course))
        standing->called_off = false;
    g_auto(Course) theirs =
        course_before(course, standing->removed ? standing->removed_at : G_MAXINT64);
    begin_anew(standing, &theirs, said, number_invitation(standing));
}
