/* lint-mail: a message of ours taken apart just far enough to judge it. Deliberately no mail or
 * calendar library: the linter must not share the mistakes of what it checks. */
#ifndef CONVOKE_MAILER_LINT_MAIL_H
#define CONVOKE_MAILER_LINT_MAIL_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name;
    char *value; /* unfolded, not decoded */
} LintField;

typedef struct {
    char *content_type; /* the field's value; "" where there is none */
    char *type;         /* lower case, "text/plain" */
    char *content;      /* transfer encoding undone; ends at the first NUL */
} LintPart;

/* A line of the calendar: NAME;PARAM=VALUE:VALUE. */
typedef struct {
    char *name;            /* upper case */
    GPtrArray *parameters; /* LintField *, quotes undone */
    char *value;
    const char *component; /* the innermost BEGIN around it ("VEVENT"); borrowed */
} LintProperty;

typedef struct {
    char *bytes; /* the whole message */
    gsize length;
    gsize header_length;   /* with the empty line behind it */
    GPtrArray *fields;     /* LintField * */
    GPtrArray *parts;      /* LintPart *, the leaves of one multipart, or the message itself */
    bool closed;           /* not a multipart without its closing delimiter */
    LintPart *calendar;    /* the first text/calendar; borrowed; NULL */
    GPtrArray *properties; /* LintProperty * of it */
    char *malformed;       /* the first line of it that is none; NULL */
} LintMail;

LintMail *lint_mail_new(const char *bytes, gsize length);
void lint_mail_free(LintMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LintMail, lint_mail_free)

/* How often a field stands there, and the first one's value (borrowed; NULL). */
guint lint_field_count(const LintMail *mail, const char *name);
const char *lint_field(const LintMail *mail, const char *name);

/* The bare address in the first field of that name: "ada@x.example"; NULL. */
char *lint_field_address(const LintMail *mail, const char *name);

/* A parameter of a Content-Type value; NULL. */
char *lint_parameter(const char *value, const char *name);

/* How often a property stands in COMPONENT (NULL = anywhere), and the first of that name (NULL). */
guint lint_property_count(const LintMail *mail, const char *component, const char *name);
const LintProperty *lint_property(const LintMail *mail, const char *component, const char *name);
const char *lint_property_value(const LintMail *mail, const char *component, const char *name);
const char *lint_property_parameter(const LintProperty *property, const char *name);

#endif
