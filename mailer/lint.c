/* Running the rules, and the rules about two mails in a row. */
#include "mailer/lint.h"
#include <string.h>
#include "mailer/lint-rules.h"

void
lint_finding_free(LintFinding *finding)
{
    g_free(finding->what);
    g_free(finding);
}

static void
add_finding(GPtrArray *findings, const char *rule, char *what)
{
    if (!what)
        return;
    LintFinding *finding = g_new0(LintFinding, 1);
    finding->rule = rule;
    finding->what = what;
    g_ptr_array_add(findings, finding);
}

GPtrArray *
lint_message(const char *bytes, gsize length)
{
    GPtrArray *findings = g_ptr_array_new_with_free_func((GDestroyNotify)lint_finding_free);
    g_autoptr(LintMail) mail = lint_mail_new(bytes, length);
    for (gsize i = 0; i < LINT_MESSAGE_CHECKS; i++)
        add_finding(findings, lint_message_checks[i].rule, lint_message_checks[i].check(mail));
    for (gsize i = 0; i < LINT_CALENDAR_CHECKS && mail->calendar; i++)
        add_finding(findings, lint_calendar_checks[i].rule, lint_calendar_checks[i].check(mail));
    return findings;
}

static const char *
event_value(const LintMail *mail, const char *name)
{
    const char *value = lint_property_value(mail, "VEVENT", name);
    return value ? value : "";
}

static bool
event_differs(const LintMail *a, const LintMail *b, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(event_value(a, *names), event_value(b, *names)) != 0)
            return true;
    return false;
}

/* What clients ask anew about when SEQUENCE rises, and miss when it does not. */
static const char *const weighty[] = {"DTSTART", "DTEND", "LOCATION", "STATUS", NULL};
/* Of the whole meeting, or of one guest. */
static bool
cancels(const LintMail *mail)
{
    return g_strcmp0(lint_property_value(mail, "VCALENDAR", "METHOD"), "CANCEL") == 0 ||
           strcmp(event_value(mail, "STATUS"), "CANCELLED") == 0;
}

static const char *const any[] = {"DTSTART", "DTEND",       "LOCATION", "STATUS",
                                  "SUMMARY", "DESCRIPTION", "SEQUENCE", NULL};

static char *
check_uid_kept(const LintMail *earlier, const LintMail *later)
{
    static const char *const uid[] = {"UID", NULL};
    return event_differs(earlier, later, uid) ? g_strdup("the UID changed") : NULL;
}

static char *
check_sequence_raised(const LintMail *earlier, const LintMail *later)
{
    gint64 before = g_ascii_strtoll(event_value(earlier, "SEQUENCE"), NULL, 10);
    gint64 now = g_ascii_strtoll(event_value(later, "SEQUENCE"), NULL, 10);
    if (event_differs(earlier, later, weighty) && now <= before)
        return g_strdup_printf("something changed, SEQUENCE stays %" G_GINT64_FORMAT, now);
    return now < before ? g_strdup("SEQUENCE went down") : NULL;
}

/* The mail that began the thread of MAIL: the first in References (RFC 5322 3.6.4), else itself; NULL. */
static char *
thread_of(const LintMail *mail)
{
    const char *references = lint_field(mail, "References");
    const char *id = lint_field(mail, references ? "References" : "Message-ID");
    return id ? g_strndup(id, strcspn(id, " \t\r\n")) : NULL;
}

static char *
check_nothing_new(const LintMail *earlier, const LintMail *later)
{
    gint64 before = g_ascii_strtoll(event_value(earlier, "SEQUENCE"), NULL, 10);
    gint64 now = g_ascii_strtoll(event_value(later, "SEQUENCE"), NULL, 10);
    if (now > before && !event_differs(earlier, later, weighty))
        return g_strdup("SEQUENCE went up, nothing that matters changed");
    g_autofree char *first = thread_of(earlier), *second = thread_of(later);
    if (!event_differs(earlier, later, any) && g_strcmp0(first, second) != 0)
        return g_strdup("the same invitation again, outside the first one's thread");
    return NULL;
}

static char *
check_one_address(const LintMail *earlier, const LintMail *later)
{
    g_autofree char *first = lint_field_address(earlier, "Reply-To");
    g_autofree char *second = lint_field_address(later, "Reply-To");
    g_autofree char *one = lint_field_address(earlier, "To");
    g_autofree char *other = lint_field_address(later, "To");
    if (g_strcmp0(first, second) == 0 && one && other && g_ascii_strcasecmp(one, other) != 0)
        return g_strdup_printf("one invitation went to %s and to %s", one, other);
    return NULL;
}

static char *
check_cancelled_once(const LintMail *earlier, const LintMail *later)
{
    return cancels(earlier) && cancels(later) ? g_strdup("cancelled a second time") : NULL;
}

static const struct {
    const char *rule;
    const char *harm;
    char *(*check)(const LintMail *earlier, const LintMail *later);
} sequel_checks[] = {
    {"uid-kept", "an update makes a second entry", check_uid_kept},
    {"sequence-raised", "clients keep the old time", check_sequence_raised},
    {"nothing-new", "everybody is asked again for nothing", check_nothing_new},
    {"one-address", "a person with two addresses is invited without end", check_one_address},
    {"cancelled-once", "the same bad news twice", check_cancelled_once},
};

/* One mail sent twice (the same Message-ID) is the transport's affair and no sequel. */
GPtrArray *
lint_sequel(const char *earlier, gsize earlier_length, const char *later, gsize later_length)
{
    GPtrArray *findings = g_ptr_array_new_with_free_func((GDestroyNotify)lint_finding_free);
    g_autoptr(LintMail) a = lint_mail_new(earlier, earlier_length);
    g_autoptr(LintMail) b = lint_mail_new(later, later_length);
    if (!a->calendar || !b->calendar ||
        g_strcmp0(lint_field(a, "Message-ID"), lint_field(b, "Message-ID")) == 0)
        return findings;
    for (gsize i = 0; i < G_N_ELEMENTS(sequel_checks); i++)
        add_finding(findings, sequel_checks[i].rule, sequel_checks[i].check(a, b));
    return findings;
}

guint
lint_rule_count(void)
{
    return LINT_MESSAGE_CHECKS + LINT_CALENDAR_CHECKS + G_N_ELEMENTS(sequel_checks);
}

LintRule
lint_rule(guint index)
{
    g_assert(index < lint_rule_count());
    if (index < LINT_MESSAGE_CHECKS)
        return (LintRule){lint_message_checks[index].rule, lint_message_checks[index].harm};
    index -= LINT_MESSAGE_CHECKS;
    if (index < LINT_CALENDAR_CHECKS)
        return (LintRule){lint_calendar_checks[index].rule, lint_calendar_checks[index].harm};
    index -= LINT_CALENDAR_CHECKS;
    return (LintRule){sequel_checks[index].rule, sequel_checks[index].harm};
}

const char *
lint_harm(const char *rule)
{
    for (guint i = 0; i < lint_rule_count(); i++)
        if (strcmp(lint_rule(i).rule, rule) == 0)
            return lint_rule(i).harm;
    g_assert_not_reached();
}
