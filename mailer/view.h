/* View: the facts of a letter as a template sees them: everything in words of the reader's language,
 * nothing left to decide but what to say. The names are those of view-contract.h. */
#ifndef CONVOKE_MAILER_VIEW_H
#define CONVOKE_MAILER_VIEW_H

#include "mailer/letter.h"
#include "templates/value.h"
#include "templates/words.h"

/* Texts that each reader has of their own, where the rest of two views is alike: their marks (value.h). */
typedef enum {
    VIEW_NAME = 1,
    VIEW_AFFILIATION,
    VIEW_ROLE,
    VIEW_REPLY,
    VIEW_UNSUBSCRIBE,
    VIEW_HELP,
    VIEW_MARKS
} ViewMark;

/* These texts of a view, by mark; borrowed from it. */
void view_own_words(const TemplateValue *view, const char *words[VIEW_MARKS]);

/* All names of the letter's kind; LANGUAGE is that of the templates. */
TemplateValue *view_new(const LetterContext *context, const Words *words, const char *language);

/* "meeting": the same for every reader of a language. Days of the agenda that have ended by SINCE in ZONE (both of
 * NEVER and NULL: none has) are left out. */
TemplateValue *view_meeting(const Meeting *meeting, GTimeZone *zone, gint64 since,
                            const Words *words);

/* A UTC second as the venue's clock shows it, as UTC has it, and by the reader's clock (LOCAL may be
 * NULL). */
TemplateValue *view_moment(gint64 when, GTimeZone *zone, const char *zone_name, GTimeZone *local,
                           const char *local_name, const Words *words);

/* The same names of a DAY without a time: no clock shows anything, and the ZONE is that of WHEN, a second of it. */
TemplateValue *view_whole_day(Day day, gint64 when, GTimeZone *zone, const char *zone_name,
                              const Words *words);

/* A list of the moments of MEETING's agenda from which on the clocks of ZONE, or of LOCAL (may be NULL), show another
 * time than they did before: of the first session behind each change of either. */
TemplateValue *view_shifts(const Meeting *meeting, GTimeZone *zone, GTimeZone *local,
                           const char *local_name, const Words *words);

/* What GUEST has to say in the agenda, and begins after SINCE: a list, empty for NULL; or only what has no title yet. */
TemplateValue *view_own(const LetterContext *context, bool untitled, gint64 since,
                        const Words *words);

/* "answer" and "questions". */
TemplateValue *view_answer(const LetterContext *context, const Words *words);
TemplateValue *view_questions(const LetterContext *context, const Words *words);

/* Sets what was said beside an answer; DETAILS may be NULL. */
void view_set_details(TemplateValue *map, const Details *details);

/* Sets the names of a digest. */
void view_set_digest(TemplateValue *root, const LetterContext *context, const Words *words);

/* Sets those of what is new in the agenda: of a change and of an announcement. */
void view_set_changes(TemplateValue *root, const LetterContext *context, const Words *words);

/* Sets those of decided. */
void view_set_decided(TemplateValue *root, const LetterContext *context, const Words *words);

/* Helpers of the view's files, and of the page's. */
/* Sets LIST, and the flag that tells whether it has items. */
void view_set_list(TemplateValue *root, const char *flag, const char *name, TemplateValue *list);
char *view_date(Day day, const Words *words); /* "Wednesday, 14 July 2004" */
/* DAYS (Day) in their order, and where some follow each other the first to the last: "14-15 July and 3 August 2004" */
char *view_dates(const GArray *days, const Words *words);
/* The answers to choose from, joined; may be empty or NULL where there are none. */
char *view_choices(const Question *question, const Words *words);
/* Names of the speakers, without that of the guest BUT (an id, NULL), joined; may be empty or NULL where there are
 * none. */
char *view_speakers(const Meeting *meeting, const Session *session, const char *but,
                    const Words *words);
TemplateValue *view_text(const char *text);                     /* foreign words, as one line */
TemplateValue *view_paragraphs(const char *text);               /* ... as a list of paragraphs */
TemplateValue *view_lines(const char *text);                    /* ... as one text of lines */
const char *view_status(Partstat partstat, const Words *words); /* "coming"; "" for NONE */

#endif
