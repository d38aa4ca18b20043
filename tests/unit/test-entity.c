/* Plain MIME read without the library: what counts as plain, and that both roads lead to the same. */
#include "inbox/entity.h"

#include <string.h>
#include "inbox/parse.h"
#include "inbox/quoted-printable.h"

/* "text/plain[body]", of a multipart its parts in brackets. */
static void
show(const Entity *entity, GString *out)
{
    g_string_append(out, entity->type);
    g_string_append_c(out, '[');
    if (!entity->parts)
        g_string_append_len(out, entity->body, (gssize)entity->length);
    for (guint i = 0; entity->parts && i < entity->parts->len; i++)
        show(entity->parts->pdata[i], out);
    g_string_append_c(out, ']');
}

#define MIXED "Content-Type: multipart/mixed; boundary=\"b\"\n\n"
#define LEAF "--b\nContent-Type: text/html\n\nx\n"

static void
test_structure(void)
{
    static const struct {
        const char *source, *want; /* NULL = for the library */
    } table[] = {
        {"Subject: x\n\nyes\n", "text/plain[yes\n]"},
        {"Content-Type: Text/HTML; charset=utf-8;\n\n", "text/html[]"},
        {"Content-Type: text/plain;\r\n\tcharset=\"utf-8\"\r\n\r\nyes\r\n", "text/plain[yes\r\n]"},
        {MIXED "before\n--b\n\none\n\n" LEAF "--b--\nafter\n",
         "multipart/mixed[text/plain[one\n]text/html[x]]"},
        {MIXED "--b \t\r\n\r\none\r\n--b--", "multipart/mixed[text/plain[one]]"},
        {MIXED
         "--b\nContent-Type: multipart/alternative; boundary=\"c\"\n\n--c\n\n1\n--c--\n--b--\n",
         "multipart/mixed[multipart/alternative[text/plain[1]]]"},
        {MIXED LEAF, NULL},           /* the end is lost */
        {MIXED "none of it\n", NULL}, /* no part */
        {MIXED "--b\n--b--\n", NULL}, /* an empty part */
        {MIXED LEAF "--bc\n--b--\n", NULL},
        {MIXED LEAF "x --b\n--b--\n", NULL},
        {"Content-Type: multipart/mixed\n\nx\n", NULL},
        {"Content-Type: multipart/report; boundary=b\n\n" LEAF "--b--\n", NULL},
        {"Content-Type: message/rfc822\n\nSubject: x\n\nx\n", NULL},
        {"Content-Type: text/plain (plain)\n\nx\n", NULL},
        {"Content-Type: text/plain; charset*=utf-8''x\n\nx\n", NULL},
        {"Content-Type: text/plain; name=\"=?utf-8?q?x?=\"\n\nx\n", NULL},
        {"Content-Type: text/plain; name=\"a\\\"b\"\n\nx\n", NULL},
        {"Content-Type: text/plain; charset=a; charset=b\n\nx\n", NULL},
        {"Content-Type: text\n\nx\n", NULL},
        {"Content-Transfer-Encoding: x-uuencode\n\nx\n", NULL},
        {"no field\n\nx\n", NULL},
        {"Subject: no blank line\n", NULL},
        {"", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(Entity) entity = entity_read(table[i].source, strlen(table[i].source));
        g_autoptr(GString) got = g_string_new(NULL);
        if (entity)
            show(entity, got);
        g_assert_cmpstr(entity ? got->str : NULL, ==, table[i].want);
    }
}

/* Also where a sender or a list has damaged it. */
static void
test_quoted_printable(void)
{
    static const struct {
        const char *encoded, *want;
    } table[] = {
        {"", ""},           {"plain", "plain"},   {"Gr=FC=c3=9F", "Gr\xfc\xc3\x9f"},
        {"a=\nb", "ab"},    {"a=\r\nb=\n", "ab"}, {"1=2 =", "1=2 "},
        {"=zz=3D", "=zz="}, {"==3D", "==3D"},     {"x=4", "x"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_byte_array_append(bytes, (const guint8 *)table[i].encoded,
                            (guint)strlen(table[i].encoded));
        quoted_printable_decode(bytes);
        g_assert_cmpmem(bytes->data, bytes->len, table[i].want, strlen(table[i].want));
    }
}

/* Whoever nests or repeats parts gets the library, not our stack. */
static void
test_bounds(void)
{
    g_autoptr(GString) many = g_string_new(MIXED), deep = g_string_new("\nx\n");

    for (int i = 0; i < 100; i++) {
        g_autofree char *head =
            g_strdup_printf("Content-Type: multipart/mixed; boundary=\"%d.\"\n\n--%d.\n", i, i);
        g_string_append(many, LEAF);
        g_string_prepend(deep, head);
        g_string_append_printf(deep, "\n--%d.--\n", i);
    }
    g_string_append(many, "--b--\n");
    g_assert_null(entity_read(many->str, many->len));
    g_assert_null(entity_read(deep->str, deep->len));
}

static void
assert_same(const Mail *a, const Mail *b)
{
    g_assert_cmpstr(a->text, ==, b->text);
    g_assert_cmpstr(a->html, ==, b->html);
    g_assert_cmpuint(a->parts->len, ==, b->parts->len);
    for (guint i = 0; i < a->parts->len; i++) {
        const MailPart *x = a->parts->pdata[i], *y = b->parts->pdata[i];
        g_assert_cmpstr(x->type, ==, y->type);
        g_assert_cmpstr(x->charset, ==, y->charset);
        g_assert_cmpstr(x->name, ==, y->name);
        g_assert_cmpstr(x->method, ==, y->method);
        g_assert_cmpstr(x->text, ==, y->text);
        g_assert_cmpint(x->attachment, ==, y->attachment);
        g_assert_cmpint(x->flowed, ==, y->flowed);
        g_assert_cmpint(x->alternative, ==, y->alternative);
        g_assert_cmpint(!x->content, ==, !y->content);
        g_assert_true(!x->content || g_bytes_equal(x->content, y->content));
    }
}

/* A parameter of RFC 2231 makes no difference, but sends the mail to the library. */
static void
test_same_as_library(void)
{
    static const char *const mails[] = {
        "Content-Type: text/plain; charset=iso-8859-1%s\nContent-Transfer-Encoding: "
        "quoted-printable\n\n"
        "Gr=FC=DFe, ich =\nkomme.\n",
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes%s\n\nI will \nbe "
        "there.\n",
        "Content-Type: text/plain; charset=utf-8%s\nContent-Transfer-Encoding: "
        "base64\n\neWVzCg==\n",
        "Content-Type: multipart/mixed; boundary=\"b\"%s\n\n--b\n"
        "Content-Type: multipart/alternative; boundary=\"c\"\n\n--c\n\nyes\n\n--c\n"
        "Content-Type: text/html; charset=utf-8\n\n<p>yes\n\n--c--\n--b\n"
        "Content-Type: text/calendar; method=reply; name=\"in vite.ics\"\n\nBEGIN:VCALENDAR\n--b\n"
        "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"a "
        "b\"\n"
        "Content-Transfer-Encoding: base64\n\nAAEC\n--b--\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(mails); i++)
        for (int crlf = 0; crlf < 2; crlf++) {
            g_auto(GStrv) halves = g_strsplit(mails[i], "%s", 2);
            g_autofree char *plain = g_strconcat("From: a@x.example\n", halves[0], halves[1], NULL);
            g_autofree char *odd =
                g_strconcat("From: a@x.example\n", halves[0], "; x*=utf-8''so", halves[1], NULL);
            g_autoptr(GString) one = g_string_new(plain), two = g_string_new(odd);
            if (crlf) {
                g_string_replace(one, "\n", "\r\n", 0);
                g_string_replace(two, "\n", "\r\n", 0);
            }
            g_autoptr(Entity) entity = entity_read(one->str, one->len);
            g_autoptr(Entity) none = entity_read(two->str, two->len);
            g_assert_nonnull(entity);
            g_assert_null(none);
            g_autoptr(Mail) a = mail_parse(one->str, one->len, NULL);
            g_autoptr(Mail) b = mail_parse(two->str, two->len, NULL);
            assert_same(a, b);
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/entity/structure", test_structure);
    g_test_add_func("/entity/quoted-printable", test_quoted_printable);
    g_test_add_func("/entity/bounds", test_bounds);
    g_test_add_func("/entity/same-as-library", test_same_as_library);
    return g_test_run();
}
