/* Mail: what one message says, as plain C values; made by parse.h, read by everything else in this
 * room. All strings are valid UTF-8 without NUL, whatever the message declared. Limits (see
 * parse.h) have been applied: what was cut stands in defects. */
#ifndef CONVOKE_INBOX_MAIL_H
#define CONVOKE_INBOX_MAIL_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name;  /* as written */
    char *value; /* unfolded, RFC 2047 decoded */
    char *raw; /* unfolded, not decoded, made valid UTF-8; VALUE itself where nothing is encoded */
} MailHeader;

typedef struct {
    char *name;    /* NULL = none */
    char *address; /* as written, without brackets; may be no valid address */
} MailAddress;

/* A leaf of the MIME tree, or the header of an embedded message (type message/rfc822, whose own
 * leaves follow with a greater depth). In the order of the message. */
typedef struct {
    char *type;        /* lower case, "text/plain"; of the nearest guess where it is malformed */
    char *charset;     /* as declared; NULL */
    char *name;        /* file name, RFC 2231 and 2047 decoded; NULL. Never a path to write to */
    char *method;      /* the method parameter of text/calendar, upper case; NULL */
    char *report_type; /* of the multipart/report that holds it directly; NULL */
    /* all of text and message: decoded to UTF-8, LF line ends (delivery-status too); else NULL */
    char *text;
    GBytes *content; /* decoded bytes; of text only where it is an attachment, else NULL */
    bool attachment; /* Content-Disposition says so */
    gsize cut;       /* bytes that it had before the limits cut it; 0 = it is whole */
    bool flowed;     /* format=flowed was declared (text is unflowed already) */
    /* stands in a multipart/alternative beside another rendering that was preferred */
    bool alternative;
    int depth; /* number of embedded messages around it; 0 = the message's own */
} MailPart;

typedef struct {
    GPtrArray *headers;    /* MailHeader *, of the outer message */
    char *subject;         /* "" where there is none */
    GPtrArray *from;       /* MailAddress *; more than one only in broken or hostile mail */
    GPtrArray *to;         /* MailAddress *, To then Cc */
    char *message_id;      /* without brackets; NULL */
    GPtrArray *references; /* char *, without brackets: References, then In-Reply-To */
    gint64 date;           /* UTC seconds; G_MININT64 where there is none */
    int date_offset;       /* the sender's offset from UTC in minutes */
    GPtrArray *parts;      /* MailPart * */
    char *text;    /* the whole readable body: the best text rendering, HTML rendered to text */
    char *html;    /* source of the HTML body, beside text or as its source; NULL */
    char *written; /* HTML alone: text with a line ">" for what its marks say is quoted, and without
                            * signatures; NULL = as text */
    char *quoted;  /* HTML alone: what its marks say is quoted or a signature; NULL = none */
    char *message_class; /* of a winmail.dat: "IPM.Schedule.Meeting.Resp.Pos"; NULL */
    GPtrArray *defects;  /* char *, one short line each */
    bool cut;        /* a limit cut off what people may have read, and that was not only quoted */
    bool header_cut; /* or of the header: whatever it asks may be missing */
    bool unreadable; /* nothing in it could be taken for a message */
} Mail;

Mail *mail_new(void);
void mail_free(Mail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)

void mail_header_free(MailHeader *header);
void mail_address_free(MailAddress *address);
MailPart *mail_part_new(void);
void mail_part_free(MailPart *part);

/* In any case. The first letter tells most names apart. */
static inline bool
mail_name_is(const char *name, const char *wanted)
{
    return ((*name ^ *wanted) & ~0x20) == 0 && g_ascii_strcasecmp(name, wanted) == 0;
}

/* Decoded value of the first header of that name in any case; borrowed; NULL. */
const char *mail_header(const Mail *mail, const char *name);

/* The first part of that type ("text/calendar") at depth 0, from index START on; -1 = none. */
int mail_find_part(const Mail *mail, const char *type, guint start);

#endif
