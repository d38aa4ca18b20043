/* The tables of the contract. Meanings are half sentences, as convoke-templates(5) prints them. */
#include "mailer/view-contract.h"

#define TEXT(name, meaning)                                                                        \
    {                                                                                              \
        name, TEMPLATE_TEXT, meaning, NULL, false                                                  \
    }
#define FLAG(name, meaning)                                                                        \
    {                                                                                              \
        name, TEMPLATE_FLAG, meaning, NULL, false                                                  \
    }
#define TEXTS(name, meaning)                                                                       \
    {                                                                                              \
        name, TEMPLATE_LIST, meaning, NULL, false                                                  \
    }
#define LIST(name, names, meaning)                                                                 \
    {                                                                                              \
        name, TEMPLATE_LIST, meaning, names, false                                                 \
    }
#define MAP(name, names, meaning)                                                                  \
    {                                                                                              \
        name, TEMPLATE_MAP, meaning, names, false                                                  \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, TEMPLATE_TEXT, NULL, NULL, false                                                     \
    }

static const TemplateName moment_names[] = {
    TEXT("day", "its day at the venue, with weekday"),
    TEXT("zone", "the venue's time zone, as in Europe/Brussels"),
    TEXT("offset", "how far that is from UTC, as in UTC+2; empty in UTC itself"),
    TEXT("clock", "its time at the venue; empty, as are those below, for a meeting of whole days"),
    TEXT("elsewhere", "the same in UTC and by the reader's clock, in words; empty where the "
                      "reader's is known and shows the venue's, or both are the venue's"),
    TEXT("utc", "the time in UTC; empty where it is the venue's"),
    TEXT("utc_day", "the weekday in UTC; empty where it is the venue's"),
    TEXT("local", "the time by the reader's clock; empty where that is not known or shows the "
                  "venue's"),
    TEXT("local_day", "the weekday where the reader is; empty where it is the venue's"),
    TEXT("local_city", "the city that the reader's time zone is named after"),
    END};

static const TemplateName session_names[] = {
    TEXT("id", "its id, for links to it; may be empty"),
    TEXT("time", "when it starts, or from when to when"),
    TEXT("iso", "when it starts, as in 2004-07-14T15:00"),
    TEXT("next_day",
         "the weekday of its start where that is after midnight of its day; else empty"),
    TEXT("column", "the time, filled with blanks to the longest of the agenda; for plain text"),
    TEXT("margin", "as many blanks"),
    TEXT("heading", "who speaks, or what it is called"),
    TEXT("speakers", "who speaks; may be empty"),
    TEXT("what", "what it is called, where it is no talk"),
    TEXTS("titles", "what it is about, beyond the heading; empty where that is undecided"),
    FLAG("undecided", "a talk without a title yet"),
    TEXT("note", "a remark; may be empty"),
    TEXT("room", "the room; may be empty"),
    FLAG("pause", "a break or a meal"),
    END};

static const TemplateName own_names[] = {
    MAP("starts", moment_names, "when it starts"),
    TEXT("id", "its id"),
    TEXT("what", "what it is called, where it is no talk; may be empty"),
    TEXTS("titles", "its titles; empty where they are undecided"),
    TEXT("title", "these, joined"),
    TEXT("speakers", "all who speak"),
    FLAG("shared", "others speak, too"),
    TEXT("room", "the room; may be empty"),
    END};

static const TemplateName day_names[] = {
    TEXT("date", "the day, with weekday"), TEXT("iso", "the day, as in 2004-07-14"),
    FLAG("has_sessions", "something happens"),
    LIST("sessions", session_names, "what happens, in order; may be empty"), END};

static const TemplateName topic_names[] = {TEXT("id", "its id, for links to it"),
                                           TEXT("number", "its number"),
                                           TEXT("title", "its title"),
                                           TEXTS("body", "its paragraphs; may be empty"),
                                           TEXT("proposed", "who proposed it; may be empty"),
                                           END};

const TemplateName view_meeting_names[] = {
    TEXT("name", "its name"),
    TEXT("series", "the series that it belongs to; may be empty"),
    TEXT("edition", "which one of the series; may be empty"),
    TEXTS("about", "what it is, in paragraphs; may be empty"),
    TEXT("by_invitation", "the note on who is invited; may be empty"),
    TEXT("location", "where it is; may be empty"),
    TEXT("seats", "how many can come; may be empty"),
    FLAG("few_seats", "these are fewer than guests, and go to those who say yes first"),
    TEXT("dates", "its days, without weekdays; where there are gaps between them, a list"),
    FLAG("one_day", "it has only one day"),
    FLAG("gaps", "its days do not all follow each other"),
    FLAG("cancelled", "it does not take place"),
    TEXTS("status_note", "why, in paragraphs; may be empty"),
    FLAG("has_agenda", "some of these days has a session"),
    LIST("days", day_names,
         "the agenda, day by day; in a letter but an announcement without days that are over"),
    FLAG("has_topics", "there are topics"),
    LIST("topics", topic_names, "the tentative topics"),
    TEXT("sponsors", "the sponsors, joined; may be empty"),
    END};

static const TemplateName organizer_names[] = {TEXT("name", "the name"),
                                               TEXT("address", "the mail address"), END};

static const TemplateName guest_names[] = {
    TEXT("name", "the name; in a digest, the organizer's"),
    TEXT("affiliation", "where the guest belongs; may be empty"),
    TEXT("role", "the guest's role; may be empty"),
    FLAG("speaks", "the guest has a slot of the agenda"), END};

static const TemplateName deadline_names[] = {
    TEXT("date", "the day, with weekday"),
    FLAG("today", "it is today, for the meeting and for the reader"),
    FLAG("tomorrow", "it is tomorrow, for both"), FLAG("passed", "it is over, for both"), END};

static const TemplateName question_names[] = {
    TEXT("number", "its number"), TEXT("ask", "the question"),
    TEXT("choices", "the answers to choose from, joined; empty where any words will do"),
    TEXT("answer", "what the guest answered; may be empty"), END};

/* What was said beside an answer. */
#define DETAILS                                                                                    \
    FLAG("has_details", "something was said beside it: one of the names that follow is set"),      \
        TEXT("partial", "which part the guest takes part in"),                                     \
        TEXT("delegate", "who comes instead"), TEXT("promise", "when the guest will know"),        \
        TEXT("condition", "what it depends on"), TEXT("topic", "what the guest wants discussed"),  \
        TEXT("title", "the title of the guest's talk"), TEXT("diet", "what the guest eats"),       \
        TEXT("arrival", "when the guest arrives, in their words"),                                 \
        TEXT("departure", "when the guest leaves, where other words than those say it"),           \
        TEXT("guests", "how many people the guest brings; empty for none"),                        \
        FLAG("remote", "the guest takes part from afar"),                                          \
        FLAG("question", "the guest asks something, which the organizer sees")

static const TemplateName answer_names[] = {
    FLAG("given", "there is an answer about coming"),
    FLAG("accepted", "the guest comes"),
    FLAG("declined", "the guest does not come"),
    FLAG("tentative", "the guest may come"),
    FLAG("delegated", "the guest sends somebody else"),
    TEXT("status", "the answer in words, as in coming"),
    TEXT("previous", "the answer before it, in words; empty where there was none or the same"),
    TEXT("words", "the words that decided; may be empty"),
    DETAILS,
    END};

static const TemplateName seat_names[] = {
    FLAG("taken", "the guest has a seat"),
    FLAG("waiting", "the guest said yes, and waits for a seat, and the meeting is neither over nor "
                    "cancelled"),
    FLAG("offered", "a seat is kept for the guest until the answer-by date"),
    FLAG("gone", "the guest had a seat, or the offer of one, and none is kept any more, nor is it "
                 "over or cancelled"),
    FLAG("quota", "there are seats, but none that their affiliation or group can have"),
    TEXT("place", "the place on the waiting list, as in 2; empty where it cannot be told"),
    END};

const TemplateName view_names[] = {
    TEXT("language", "the language of the template, as in en"),
    TEXT("direction", "ltr, or rtl for a language written from right to left"),
    MAP("meeting", view_meeting_names, "the meeting"),
    MAP("organizer", organizer_names, "who invites"),
    MAP("guest", guest_names, "who reads this"),
    MAP("starts", moment_names, "when the meeting starts"),
    MAP("ends", moment_names, "when it ends; without a time where the agenda does not say"),
    LIST("shifts", moment_names,
         "the first session after each time that the venue's or the reader's clock is put forward "
         "or back while the meeting lasts; mostly empty"),
    FLAG("has_own", "the guest has slots that are to come"),
    LIST("own", own_names, "the guest's own slots that are to come"),
    MAP("answer_by", deadline_names,
        "until when an answer is asked for; false where it is not, and in an invitation that comes "
        "after it"),
    FLAG("has_questions", "there are questions"),
    LIST("questions", question_names, "the questions that guests are asked"),
    MAP("answer", answer_names, "what the guest has answered"),
    MAP("seat", seat_names, "what became of a seat for the guest, where they are limited"),
    TEXT("reply", "the address that answers go to"),
    TEXT("unsubscribe", "the address for those who want no more mail; may be empty"),
    TEXT("help", "the address that sends help; may be empty"),
    END};

static const TemplateName invitation_names[] = {
    FLAG("after_all", "the meeting was called off, and the guest is invited again"),
    FLAG("again", "the invitation was taken back, and the guest is invited again"),
    FLAG("replaces", "an earlier invitation counts no more, and this one takes its place"), END};

#define PROMISED                                                                                   \
    TEXT("promised", "the day by which the guest said they would know, with weekday; may be "      \
                     "empty")

static const TemplateName reminder_names[] = {
    TEXT("step", "which reminder this is, from 1"),
    TEXT("steps", "how many there are"),
    TEXT("ordinal", "the step in words, as in second"),
    FLAG("last", "no other follows"),
    PROMISED,
    FLAG("heard", "the guest wrote since, but gave no clear answer"),
    END};

static const TemplateName change_item_names[] = {
    FLAG("moved", "a session has another time"),
    FLAG("added", "a session is new"),
    FLAG("cancelled", "a session is cancelled"),
    FLAG("room_changed", "a session has another room"),
    FLAG("renamed", "a session has another title"),
    FLAG("joined", "somebody speaks, too"),
    FLAG("left", "somebody no longer speaks"),
    FLAG("replaced", "somebody speaks instead of somebody else"),
    FLAG("meeting_renamed", "the meeting has another name"),
    FLAG("elsewhere", "the meeting is at another place"),
    FLAG("zone_changed", "the meeting is in another time zone"),
    FLAG("dates_changed", "the meeting has other dates"),
    FLAG("hours_changed", "the meeting begins at a time and was of whole days, or the other way"),
    FLAG("deadline", "answers are asked for until another day"),
    FLAG("asked", "a question is new"),
    TEXT("what", "the session, or the question"),
    FLAG("untitled", "the session has no title, and goes by who speaks"),
    FLAG("yours", "the session has no title, and is the reader's talk, or was"),
    TEXT("who", "who speaks, or no longer does; may be empty"),
    FLAG("you", "that is the reader"),
    TEXT("former", "whom they replace; may be empty"),
    FLAG("former_you", "that is the reader"),
    TEXT("old", "how it was: time, room, title, place, dates; may be empty"),
    TEXT("new", "how it is; of a question, the answers to choose from; may be empty"),
    END};

#define CHANGES                                                                                    \
    FLAG("has_own_changes", "something that the reader has a part in is new"),                     \
        LIST("own_changes", change_item_names, "what that is; one of its flags is set"),           \
        FLAG("only_asked", "nothing is new but questions"),                                        \
        FLAG("meeting_moved", "the meeting has other dates, or another place than it had"),        \
        FLAG("new_dates", "it has other dates"), FLAG("new_place", "it has another place"),        \
        FLAG("new_zone", "its times are by another clock"),                                        \
        FLAG("has_changes", "something else is new"),                                              \
        LIST("changes", change_item_names, "what that is"),                                        \
        FLAG("calendar_updated",                                                                   \
             "the mail brings an entry for the calendar, with another time or place")

/* Why there may be no answer about coming. */
#define NO_ANSWER                                                                                  \
    PROMISED, FLAG("patient", "that day has not come: they are not asked before"),                 \
        FLAG("unread", "something that the guest wrote waits for the organizer")

static const TemplateName change_names[] = {CHANGES, NO_ANSWER, END};

static const TemplateName announcement_names[] = {
    TEXT("number", "the number of the announcement, from 1"),
    FLAG("again", "it is not the first"),
    TEXTS("note", "what the organizer adds, in paragraphs; may be empty"),
    FLAG("owes_answer", "there is no answer about coming, and the meeting is not over"),
    CHANGES,
    NO_ANSWER,
    END};

static const TemplateName logistics_names[] = {
    FLAG("today", "the meeting begins today, or has begun"), FLAG("tomorrow", "it begins tomorrow"),
    TEXT("days", "in how many days it begins; empty for today and tomorrow"),
    FLAG("soon", "it begins soon, but not in as many days by the reader's clock as by its own; "
                 "then none of the others is set"),
    END};

static const TemplateName nudge_names[] = {
    LIST("untitled", own_names, "the guest's own slots that have no title yet"), END};

static const TemplateName cancellation_names[] = {TEXTS("note", "why, in paragraphs; may be empty"),
                                                  END};

static const TemplateName quote_names[] = {
    FLAG("has_quote", "there were words"),
    TEXTS("quote", "what was not understood, line by line; may be empty"),
    TEXT("stranger", "the address that it came from, where that is not known to be the guest's"),
    TEXT("late",
         "what they said later, by the dates of the two; empty where it is about something else"),
    FLAG("redated", "they answered mail with dates that have moved since"),
    END};

static const TemplateName counts_names[] = {
    TEXT("guests", "how many are invited"),
    TEXT("accepted", "how many come"),
    TEXT("declined", "how many do not"),
    TEXT("tentative", "how many may come"),
    TEXT("delegated", "how many send somebody else; empty where none"),
    TEXT("owing", "how many were invited and have not answered, nor wrote what waits"),
    TEXT("reviewing", "how many wrote something that waits for a decision; empty where none"),
    TEXT("waiting", "how many said yes and wait for a seat; empty where none"),
    TEXT("uninvited", "how many were not invited yet; empty where none"),
    TEXT("unreached", "how many cannot be reached by mail; empty where none"),
    TEXT("seats", "how many seats there are; empty where they are not limited"),
    END};

static const TemplateName person_names[] = {
    TEXT("name", "who it is"),
    TEXT("address", "where we write to"),
    TEXT("status", "the answer in words"),
    TEXT("previous", "what it was at the last digest, in words; empty where it is the same"),
    FLAG("late", "it changed after the answer-by date"),
    TEXT("words", "the guest's words; may be empty"),
    FLAG("button", "the guest pressed a button of their calendar, and wrote nothing"),
    TEXT("reason", "why mail does not get through; may be empty"),
    FLAG("waiting", "there is no seat for them yet"),
    FLAG("unkept", "it is a maybe, and no seat is kept for them any more"),
    DETAILS,
    LIST("questions", question_names, "the meeting's questions, where they answered one"),
    END};

static const TemplateName review_names[] = {
    TEXT("number", "the number that decides it"),
    TEXT("name", "whose answer it may be; else who wrote; may be empty"),
    TEXT("from", "where it is from, unless that is known as theirs; may be empty"),
    TEXT("words", "what was written"),
    TEXT("proposal", "the time that a calendar proposes instead; may be empty"),
    TEXT("guess", "what it most likely means; may be empty"),
    TEXT("why", "why that is not sure"),
    FLAG("answerable", "it can be decided as an answer; else it can only be dismissed"),
    END};

/* What waits for the organizer. */
#define REVIEWS(has, what)                                                                         \
    FLAG("has_reviews", has), LIST("reviews", review_names, what),                                 \
        FLAG("answerable", "one of these can be decided as an answer"),                            \
        TEXT("example", "the number of the first such one; else of the first")

static const TemplateName asked_names[] = {TEXT("number", "the number that takes it off the list"),
                                           TEXT("name", "who asks"), TEXT("words", "what"), END};

static const TemplateName missing_names[] = {TEXT("name", "who it is"),
                                             LIST("sessions", own_names, "those of theirs"), END};

static const TemplateName proposed_names[] = {
    TEXT("number", "the number that takes it up"),
    TEXT("name", "who proposes it"),
    TEXT("words", "it"),
    FLAG("title", "it is the title of a talk, and else a topic"),
    FLAG("several", "more than one session waits for a title of theirs"),
    LIST("sessions", own_names, "those of theirs that have no title yet; may be empty"),
    END};

static const TemplateName material_names[] = {
    TEXT("name", "who sent them"), TEXT("files", "their names, joined"),
    TEXT("words", "what was written beside; may be empty"),
    LIST("sessions", own_names, "those of theirs"), END};

static const TemplateName failed_names[] = {TEXT("name", "who it is"),
                                            TEXT("address", "where it went to"),
                                            TEXT("reason", "what their mail server says"), END};

static const TemplateName passed_over_names[] = {
    TEXT("name", "who it is"), TEXT("address", "their first address"),
    TEXT("reason", "why mail to it fails; may be empty"),
    TEXT("instead", "where mail to them goes"), END};

#define OVER FLAG("over", "the last day of the meeting has passed")

static const TemplateName over_names[] = {OVER, END};

static const TemplateName decided_item_names[] = {
    TEXT("number", "the number that was decided"),
    TEXT("name", "whose answer it is; may be empty"),
    TEXT("status", "the decision in words; empty where it was dismissed"),
    FLAG("dismissed", "nothing is to be recorded"),
    FLAG("missing", "nothing waits under that number"),
    FLAG("nobody", "whose answer it is is not known, or it is none"),
    FLAG("twice", "two things were said about it"),
    END};

static const TemplateName became_names[] = {
    TEXT("name", "who it is"),
    TEXT("until", "they have the offer of one, and this is its last day; else empty"),
    FLAG("withheld", "they have it, and its mail waits for the organizer's word"),
    FLAG("unsaid", "the offer ended without an answer"),
    FLAG("undecided", "the offer ended, and they had said maybe"),
    FLAG("came", "they waited for one, and have one"),
    FLAG("lost", "they cannot be reached, and have lost it"),
    END};

static const TemplateName digest_names[] = {
    OVER,
    TEXT("date", "the day of the digest, with weekday"),
    MAP("counts", counts_names, "how the guests stand"),
    FLAG("has_answers", "there are new answers"),
    LIST("answers", person_names, "guests who have answered since the last digest"),
    FLAG("has_seats", "something became of seats"),
    LIST("seats", became_names, "what, for whom, since the last digest"),
    FLAG("has_decided", "decisions by mail were recorded that no mail of their own confirms"),
    LIST("decided", decided_item_names, "what these are"),
    FLAG("has_refused", "some could not be done, and no mail of their own says so"),
    LIST("refused", decided_item_names, "what could not be done, and why"),
    REVIEWS("something waits for a decision", "messages that wait for a decision"),
    FLAG("has_missing", "somebody does not come who has a slot of the agenda"),
    LIST("missing", missing_names, "who that is"),
    FLAG("has_unreached", "somebody cannot be reached"),
    LIST("unreached", person_names, "guests whose mail does not get through"),
    FLAG("has_passed_over", "mail to the first address of somebody who has another fails"),
    LIST("passed_over", passed_over_names, "whose that is"),
    FLAG("has_failed", "mail to somebody who else is reached has failed"),
    LIST("failed", failed_names, "each such mail since the last digest"),
    FLAG("has_asked", "somebody asks something"),
    LIST("asked", asked_names, "what guests ask"),
    FLAG("has_proposed", "somebody proposes a title or a topic"),
    LIST("proposed", proposed_names, "titles and topics that guests propose"),
    FLAG("has_materials", "somebody who comes sent files along"),
    LIST("materials", material_names, "files for sessions, since the last digest"),
    FLAG("has_silent", "somebody wants no more mail"),
    LIST("silent", person_names, "guests who asked for no more mail since the last digest"),
    TEXT("doubts", "how many mails may or may not have arrived; empty where none"),
    TEXT("held", "how many mails wait for the organizer's word; empty where none"),
    TEXT("owing", "who has not answered, joined; may be empty"),
    TEXT("lapsed", "who of these has no seat kept any more, joined; may be empty"),
    TEXT("waiting", "who waits for a seat, in their order, joined; may be empty"),
    END};

static const TemplateName decided_names[] = {
    FLAG("has_decided", "something was decided"),
    LIST("decided", decided_item_names, "what was recorded"),
    FLAG("has_refused", "something could not be done"),
    LIST("refused", decided_item_names, "what could not be done, and why"),
    REVIEWS("something still waits", "messages that still wait for a decision"),
    END};

static const TemplateName layout_names[] = {
    TEXT("subject", "the subject of the letter"),
    {"body", TEMPLATE_TEXT, "the HTML part that the layout completes", NULL, true},
    END};

const TemplateKind view_kinds[] = {
    {"invitation", true, invitation_names, false},
    {"reminder", true, reminder_names, false},
    {"announcement", true, announcement_names, false},
    {"change", true, change_names, false},
    {"echo", true, over_names, false},
    {"question", true, quote_names, false},
    {"unsubscribed", true, NULL, false},
    {"help", true, over_names, false},
    {"logistics", true, logistics_names, false},
    {"nudge", true, nudge_names, false},
    {"thanks", true, NULL, false},
    {"cancellation", true, cancellation_names, false},
    {"withdrawal", true, NULL, false},
    {"digest", true, digest_names, false},
    {"decided", true, decided_names, false},
    {"seat", true, invitation_names, false},
    {"waiting", true, NULL, false},
    {"promoted", true, NULL, false},
    {"layout", false, layout_names, false},
    {NULL, false, NULL, false},
};
