/* Policy: which notices of a meeting's life go out by themselves, so many days before or after what, and
 * what becomes of one that is late. Part of a Meeting. */
#ifndef CONVOKE_EVENT_POLICY_H
#define CONVOKE_EVENT_POLICY_H

#include <glib.h>
#include <stdbool.h>
#include "event/when.h"

/* What becomes of a notice that did not go out within a day of becoming due, because nothing ran. */
typedef enum {
    LATE_SEND, /* it goes out all the same, as long as it makes sense */
    LATE_SKIP,
    LATE_ASK, /* it is held until the organizer releases or drops it */
} Late;

const char *late_name(Late late); /* "send" "skip" "ask" */
bool late_parse(const char *name, Late *ret_late);

/* When the silent are reminded. */
typedef struct {
    GArray *days_before; /* int, descending: days before answer-by (14, 7, 2) */
    Day stop;            /* no reminder after this day; DAY_NONE = the first day of the meeting */
    bool maybes;        /* those who answered "maybe" are reminded, too: at the last step, or ... */
    GArray *maybe_days; /* ... where this is not empty, so many days before the first day */
    Late late;
} ReminderPolicy;

/* When any other notice goes out. */
typedef struct {
    GArray *days; /* int, descending; empty = never */
    Late late;
} NoticePolicy;

typedef struct {
    NoticePolicy logistics; /* days before the first day: to those who come */
    NoticePolicy nudge;     /* likewise: to speakers who come and have no title yet */
    NoticePolicy thanks;    /* days after the last day: to those who came */
    int settle; /* minutes that a changed agenda rests before people are told; SETTLE_NONE */
    Minute quiet_from,
        quiet_to; /* by the recipient's clock: no notice that can wait; equal = never */
} NoticePolicies;

#define SETTLE_NONE (-1) /* nobody is told by itself */

/* The defaults. */
void reminder_policy_init(ReminderPolicy *policy);
void notice_policies_init(NoticePolicies *policies);
void reminder_policy_clear(ReminderPolicy *policy);
void notice_policies_clear(NoticePolicies *policies);

/* "14, 2", "none" */
char *policy_days(const GArray *days);
bool notice_policy_same(const NoticePolicy *a, const NoticePolicy *b);

/* "22:00-7:00", "none" */
char *policy_quiet(const NoticePolicies *policies);

/* "30min", "1h", "2d", "0", "none" -> minutes or SETTLE_NONE; false for anything else, and for more
 * than thirty days. */
bool settle_parse(const char *text, int *ret_minutes);
char *settle_format(int minutes); /* so that it reads back the same */

/* Each policy in words, for whoever compares. */
char *reminder_policy_text(const ReminderPolicy *policy);
char *notice_policy_text(const NoticePolicy *policy);

#endif
