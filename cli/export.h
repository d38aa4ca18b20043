/* Export: a meeting and how its guests stand, for other programs. The two forms that are text of our
 * own making; the calendar is mailer/itip-publish.h. Pure. convoke-export(1) documents every column
 * and key; they keep their meaning. */
#ifndef CONVOKE_CLI_EXPORT_H
#define CONVOKE_CLI_EXPORT_H

#include "event/meeting.h"
#include "event/standing.h"

typedef struct {
    const Meeting *meeting;     /* with all guests */
    GTimeZone *zone;            /* the meeting's */
    const GPtrArray *standings; /* Standing *, one a guest, in the order of the file */
    int revision;
    gint64 applied_at;
    const GPtrArray *answers; /* QuestionAnswer *, newest first */
} Export;

/* One row a guest behind a row of names (RFC 4180), each one line: what people wrote is on one line,
 * and a cell that a spreadsheet would run as a formula begins with "'". */
char *export_csv(const Export *source);

/* One object, indented, with a line feed behind it. */
char *export_json(const Export *source);

/* What is said of a guest, in both forms alike: a column each in one, a key each in the other. */
typedef enum {
    EXPORT_OF_GUEST,    /* the offset is one in Guest */
    EXPORT_OF_STANDING, /* in Standing */
    EXPORT_OF_DETAILS, /* in Standing, beside the answer; within "details" in JSON, where it was said */
} ExportOf;

typedef enum {
    EXPORT_TEXT,     /* char * */
    EXPORT_NAMES,    /* GPtrArray * of char * without blanks */
    EXPORT_NUMBER,   /* int; 0 = not said */
    EXPORT_FLAG,     /* bool */
    EXPORT_INSTANT,  /* gint64, UTC seconds or NEVER */
    EXPORT_PARTSTAT, /* Partstat */
    EXPORT_DELIVERY, /* Delivery */
    EXPORT_SEAT,     /* SeatState; nothing is said of SEAT_NONE */
} ExportType;

typedef struct {
    const char *name;
    ExportOf of;
    ExportType type;
    size_t offset;
} ExportField;

/* In their order; ends with a NULL name. */
extern const ExportField export_fields[];

/* Where the value of FIELD is, which has the type that FIELD says; NULL for what GUEST would say where
 * there is none. */
const void *export_value(const ExportField *field, const Guest *guest, const Standing *standing);

/* "2004-06-01T09:00:00Z", or with the offset of ZONE where one is given; NULL for NEVER. */
char *export_instant(gint64 when, GTimeZone *zone);

/* Guests by id; the table borrows from MEETING. */
GHashTable *export_guests(const Meeting *meeting);

#endif
