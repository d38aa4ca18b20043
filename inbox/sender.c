/* Names that programs use, and the null reverse-path. */
#include "inbox/sender.h"

#include <string.h>

static bool
contains_any(const char *text, const char *const *pieces)
{
    for (; *pieces; pieces++)
        if (strstr(text, *pieces))
            return true;
    return false;
}

/* Return-Path as the last system wrote it; some write MAILER-DAEMON for the null path. */
static bool
is_null_path(const Mail *mail)
{
    static const char *const names[] = {"Return-Path", "Envelope-From", "X-Envelope-From"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = mail_header(mail, names[i]);
        g_autofree char *lower = value ? g_ascii_strdown(value, -1) : NULL;
        if (lower &&
            (g_str_equal(g_strstrip(lower), "<>") || !*lower || strstr(lower, "mailer-daemon")))
            return true;
    }
    return false;
}

static bool
is_mailer(const char *local, const char *name)
{
    static const char *const locals[] = {
        "daemon",        "postmaster",    "post_master", "post.master",
        "mail_service",  "mail.delivery", "mailer",      "mail-delivery",
        "mail_delivery", "mailadmin",     NULL};
    static const char *const names[] = {"mail deliver",         "mailer-daemon",
                                        "mailer daemon",        "delivery subsystem",
                                        "postmaster",           "mail administrator",
                                        "system administrator", "mail service",
                                        "mail system",          "delivery system",
                                        "delivery service",     "delivery notification",
                                        "mail error",           NULL};
    return contains_any(local, locals) || contains_any(name, names);
}

static bool
is_no_reply(const char *local)
{
    static const char *const locals[] = {
        "no-reply",   "noreply",         "no_reply",        "no.reply",
        "donotreply", "do-not-reply",    "do_not_reply",    "do.not.reply",
        "dontreply",  "nicht-antworten", "ne-pas-repondre", "nepasrepondre",
        NULL};
    return contains_any(local, locals);
}

static bool
is_unattended(const char *local)
{
    static const char *const whole[] = {
        "admin",        "administrator", "sysadmin",      "root",    "system",
        "nobody",       "robot",         "listserv",      "mailman", "majordomo",
        "notification", "notifications", "notify",        "alert",   "alerts",
        "autoreply",    "auto-reply",    "autoresponder", "staff",   "complaints"};
    static const char *const ends[] = {"-admin",   "-owner",  "-request",
                                       "-bounces", "-bounce", "-errors"};
    for (size_t i = 0; i < G_N_ELEMENTS(whole); i++)
        if (g_str_equal(local, whole[i]))
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(local, ends[i]))
            return true;
    return g_str_has_prefix(local, "bounce");
}

guint
sender_signs_of(const char *address, const char *name)
{
    g_autofree char *whole = g_ascii_strdown(address, -1);
    g_autofree char *local = g_strndup(whole, strcspn(whole, "@"));
    g_autofree char *shown = g_ascii_strdown(name ? name : "", -1);
    guint signs = is_mailer(local, shown) ? SENDER_MAILER : 0;
    if (is_no_reply(local))
        signs |= SENDER_NO_REPLY | SENDER_UNATTENDED;
    return is_unattended(local) ? signs | SENDER_UNATTENDED : signs;
}

guint
sender_signs(const Mail *mail)
{
    guint signs = is_null_path(mail) ? SENDER_NULL_PATH : 0;
    const MailAddress *from = mail->from->len ? mail->from->pdata[0] : NULL;
    const char *raw = mail_header(mail, "From");
    if (raw && (!from || !from->address || !strchr(from->address, '@'))) {
        g_autofree char *lower = g_ascii_strdown(raw, -1);
        return is_mailer(lower, lower) || strstr(lower, "<>") ? signs | SENDER_MAILER : signs;
    }
    if (!from || !from->address)
        return signs;
    return signs | sender_signs_of(from->address, from->name);
}

char *
sender_property(const Mail *mail, guint signs)
{
    const char *path = mail_header(mail, "Return-Path");
    const char *from = mail_header(mail, "From");
    if ((signs & SENDER_NULL_PATH) && path)
        return g_strdup_printf("Return-Path: %s", path);
    return g_strdup_printf("From: %s", from ? from : "");
}
