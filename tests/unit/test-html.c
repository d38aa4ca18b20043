/* HTML as people read it, and what its markup says about quoting. */
#include "inbox/html.h"

#include <string.h>
#include "inbox/html-guard.h"
#include "inbox/quote.h"

static void
test_text(void)
{
    static const struct {
        const char *source, *text;
    } cases[] = {
        {"<p>Yes.</p><p>Both days.</p>", "Yes.\n\nBoth days."},
        {"<div>Yes.</div><div><br></div><div>Ada</div>", "Yes.\n\nAda"},
        {"one<br>two<br><br>three", "one\ntwo\n\nthree"},
        {"<html><head><title>no</title><style>p { "
         "}</style></head><body><script>no()</script>Yes</body></html>",
         "Yes"},
        {"Yes<div style=\"display: none\">no</div><div style='DISPLAY:NONE;'>no</div><p "
         "hidden>no</p>",
         "Yes"},
        {"Yes<i style=\"font-size:0\">no</i><i style=\"opacity: 0.5; "
         "max-height:0px;overflow:hidden\">no</i>"
         "<i style=\"opacity: 0.5\">!</i>",
         "Yes!"},
        {"Yes<span style=\"font-size:0px\">no</span><!-- no --><!--[if mso]>no<![endif]-->", "Yes"},
        {"  a \n  b&nbsp;&nbsp;c  ", "a b c"},
        {"<pre>a  b\n c</pre>", "a  b\n c"},
        {"<ol><li>yes</li><li>no</li></ol><ul><li>vegan</li></ul>", "1. yes\n2. no\nvegan"},
        {"<table><tr><td>Coming</td><td>yes</td></tr><tr><td>Diet</td><td>none</td></tr></table>",
         "Coming yes\nDiet none"},
        {"Yes <img src=x alt=\"👍\"><img src=logo alt=\"No Problem Ltd.\">", "Yes 👍"},
        {"Yes<blockquote type=cite>Can you?<br>Bye</blockquote>Ada",
         "Yes\n\n> Can you?\n> Bye\n\nAda"},
        {"1 &lt; 2 &amp; fr&uuml;h &#x1F44D;", "1 < 2 & früh 👍"},
        {"Yes <b>I <i>come</b> gladly</i>", "Yes I come gladly"},
        {"", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        HtmlText html;
        html_read(cases[i].source, strlen(cases[i].source), &html);
        g_assert_cmpstr(html.text, ==, cases[i].text);
        html_text_clear(&html);
    }
}

/* Letters in the color of what is behind them, or of no size, are no words. */
static void
test_painted(void)
{
    static const struct {
        const char *source, *text;
    } cases[] = {
        {"Yes<i style='color:#FFF'>no</i><i style='color: rgb(255,255,255)'>no</i>", "Yes"},
        {"Yes<font color=white>no</font><font color='#fefefe'>no</font>", "Yes"},
        {"Yes<i style='color:transparent'>no</i><i style='color:rgba(0,0,0,0)'>no</i>", "Yes"},
        {"<p style='color:white'>no<i style='color:red'>Yes</i></p>", "Yes"},
        {"<table bgcolor=black><tr><td style='color:white'>Yes</td></tr></table>", "Yes"},
        {"<table bgcolor=black><tr><td style='color:#000'>no</td><td "
         "bgcolor=white>Yes</td></tr></table>",
         "Yes"},
        {"<div style='background:url(x) #fff'><b style='color:white'>Yes</b></div>", "Yes"},
        {"<div style='background: #123456 none'><b style='color:#123456'>no</b>Yes</div>", "Yes"},
        {"<b style='color:white;background:navy'>Yes</b>", "Yes"},
        {"<b style='color:#fff;background-color:transparent'>no</b>Yes", "Yes"},
        {"<b style='color:windowtext'>Yes</b> <b style='color:inherit'>I</b> <b "
         "style='color:#dddddd'>come</b>",
         "Yes I come"},
        {"<b style='color:var(--x)'>Yes</b>", "Yes"},
        {"<b style='color:white' data-ogsc='black'>Yes</b>", "Yes"},
        {"<div style='font-size:0px'>no<div style='font-size:13px'>Yes</div></div>", "Yes"},
        {"<body text=white>no<b style='color:black'>Yes</b></body>", "Yes"},
        {"<body text=white bgcolor='#000000'>Yes</body>", "Yes"},
        {"<p style='background:#000'><b style='color:#000;background-color:#fff;"
         "background-image:none'>Yes</b></p>",
         "Yes"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        HtmlText html;
        html_read(cases[i].source, strlen(cases[i].source), &html);
        g_test_message("%s", cases[i].source);
        g_assert_cmpstr(html.text, ==, cases[i].text);
        html_text_clear(&html);
    }
}

/* Each mail program's way of quoting "Can you?" below the answer "Yes". */
static void
test_marks(void)
{
    static const char *const sources[] = {
        "<div dir=ltr>Yes</div><br><div class=\"gmail_quote\"><div class=gmail_attr>On x "
        "wrote:</div>"
        "<blockquote class=gmail_quote>Can you?</blockquote></div>",
        "Yes<div class=\"x_gmail_quote\">Can you?</div>",
        "Yes<div class=\"moz-cite-prefix\">On x wrote:</div><blockquote type=\"cite\">Can "
        "you?</blockquote>",
        "Yes<div><br><blockquote type=\"cite\"><div>On x wrote:</div><div>Can "
        "you?</div></blockquote></div>",
        "<p>Yes</p><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">From: "
        "x</div><div>Can you?</div>",
        "<p>Yes</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in "
        "0in\">"
        "<p><b>From:</b> x</p></div><p>Can you?</p>",
        "<p>Yes</p><div style='border:none;border-top:solid #B5C4DF 1.0pt'><p>Von: "
        "x</p></div><p>Can you?</p>",
        "Yes<hr id=\"stopSpelling\">From: x<br>Can you?",
        "Yes<div class=\"OutlookMessageHeader\">From: x</div>Can you?",
        "Yes<div id=\"OLK_SRC_BODY_SECTION\">Can you?</div>",
        "Yes<div class=\"yahoo_quoted\">Can you?</div>",
        "Yes<div id=\"ydp123yahoo_quoted_456\">Can you?</div>",
        "Yes<div class=\"protonmail_quote\">Can you?</div>",
        "Yes<blockquote class=\"tutanota_quote\">Can you?</blockquote>",
        "Yes<div name=\"messageReplySection\">Can you?</div>",
        "Yes<div id=\"mail-editor-reference-message-container\">Can you?</div>",
        "Yes<div data-marker=\"__QUOTED_TEXT__\">Can you?</div>",
        "Yes<div class=\"our-own-quoted-text\">Can you?</div>",
        "Yes<blockquote style=\"border-left: 2px solid\">Can you?</blockquote>",
        "Yes<div class=\"gmail_signature\">Ada<br>No Problem Ltd.</div>",
        "Yes<pre class=\"moz-signature\">-- \nAda</pre>",
        "Yes<div id=\"Signature\">Ada</div>",
        "Yes<div class=\"protonmail_signature_block\">Sent with Proton</div>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(sources); i++) {
        HtmlText html;
        g_test_message("%s", sources[i]);
        html_read(sources[i], strlen(sources[i]), &html);
        g_assert_nonnull(html.written);
        g_autoptr(Mail) mail = mail_new();
        mail->written = g_strdup(html.written);
        g_autofree char *reply = quote_strip(mail, NULL);
        g_assert_cmpstr(reply, ==, "Yes");
        g_assert_true(strstr(html.quoted, "Can you?") || strstr(html.quoted, "Ada") ||
                      strstr(html.quoted, "Proton"));
        html_text_clear(&html);
    }
}

/* Marks that are none, and answers among what is marked. */
static void
test_kept(void)
{
    static const struct {
        const char *source, *reply;
    } cases[] = {
        {"Yes<blockquote style=\"margin: 0 0 0 40px; border: none; padding: 0px;\">both "
         "days</blockquote>",
         "Yes\n\nboth days"},
        {"<div class=gmail_quote>On 2027-04-06 10:12 Ines &lt;i@meet.example&gt; wrote:<br>"
         "<blockquote class=gmail_quote>Can you?</blockquote><div>Yes.</div>"
         "<blockquote class=gmail_quote>Dinner?</blockquote><div>No.</div></div>",
         "Yes.\n\nNo."},
        {"<div style=\"border: 1px solid\">Yes</div>", "Yes"},
        {"<div>On Tuesday Ines wrote:</div><blockquote type=cite>Can "
         "you?</blockquote><div>Yes</div>",
         "Yes"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        HtmlText html;
        html_read(cases[i].source, strlen(cases[i].source), &html);
        g_autoptr(Mail) mail = mail_new();
        g_free(mail->text);
        mail->text = g_strdup(html.text);
        mail->written = g_strdup(html.written);
        g_autofree char *reply = quote_strip(mail, NULL);
        g_assert_cmpstr(reply, ==, cases[i].reply);
        html_text_clear(&html);
    }
}

/* A style sheet that a broken conversion left over is no answer. */
static void
test_leaked_style(void)
{
    HtmlText html;
    const char *source = "<html><body><style>blockquote, div.yahoo_quoted { margin-left: 0 "
                         "}</style>Yes</body></html>";

    html_read(source, strlen(source), &html);
    g_assert_cmpstr(html.text, ==, "Yes");
    html_text_clear(&html);
}

/* What a style sheet hides or strikes through is not said; where that is not plain, it is. */
static void
test_sheet(void)
{
    static const struct {
        const char *style, *body, *text;
    } cases[] = {
        {".x{display:none}", "<p>Yes</p><p class=\"a x b\">no</p>", "Yes"},
        {" .s , #t { text-decoration : underline line-through }",
         "Yes<i class=s>no</i><i id=t>no</i><i id=s class=t>!</i>", "Yes!"},
        {"del{color:red} u { VISIBILITY: Hidden }", "Yes<u>no</u>", "Yes"},
        {"<!-- /* a } b */ span.x { opacity:0 } -->", "Yes<span class=x>no</span><p class=x>!</p>",
         "Yes\n!"},
        {".x{display:none} .x{display:inline}", "Yes<i class=x>!</i>", "Yes!"},
        {".x{display:none !important} .x{display:inline}", "Yes<i class=x>no</i>", "Yes"},
        {"#y{display:inline} .x{display:none}", "Yes<i class=x id=y>!</i><i class=x>no</i>",
         "Yes!"},
        {".x{display:none}", "Yes<i class=x style=\"display:inline\">!</i>", "Yes!"},
        {".x{display:none!important}", "Yes<i class=x style=\"display:inline\">no</i>", "Yes"},
        {".x{display:none}", "Yes<i class=X>!</i><i class=xx>!</i><i id=x>!</i>", "Yes!!!"},
        {"@media (max-width: 9em) { .x { display: none } } .y{display:none}",
         "Yes<i class=x>!</i><i class=y>no</i>", "Yes!"},
        {"@import url(x); @font-face { src: 'a}b' } .y{display:none}", "Yes<i class=y>no</i>",
         "Yes"},
        {".a .x, .x.y, .x:hover, *, [class=x], body { display: none }", "Yes<i class=x>!</i>",
         "Yes!"},
        {".x{display:none} .a .x{display:block}", "Yes<i class=x>!</i>", "Yes!"},
        {".x{content:'}.y{display:none}'} .z{display:none}", "Yes<i class=y>!</i><i class=z>no</i>",
         "Yes!"},
        {".x{font-size:0}", "Yes<i class=x>no<b style='font-size:1em'>no</b></i>", "Yes"},
        {".x{font-size:0}", "<p class=x>no<b style='font-size:12px'>Yes</b>no</p>", "Yes"},
        {".x{color:white}", "Yes<i class=x>no<b>no</b></i>", "Yes"},
        {"p{color:#fff} .x{color:#000}", "<p>no</p><p class=x>Yes</p>", "Yes"},
        {"body{background:#000;color:#fff;display:none}", "<p>Yes</p><i style='color:black'>no</i>",
         "Yes"},
        {".x{background-color:navy}", "<p class=x><i style='color:#fff'>Yes</i></p>", "Yes"},
        {".a .x{background:black} .x{color:white}", "<i class=x>Yes</i>", "Yes"},
        {".x{color:white!important}", "Yes<i class=x style='color:black'>no</i>", "Yes"},
        {".x{display:none", "Yes<i class=x>!</i>", "Yes!"},
        {"}{;:,.#@{", "Yes", "Yes"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *source = g_strdup_printf("<html><head><style type=x>%s</style></head>%s",
                                                  cases[i].style, cases[i].body);
        HtmlText html;
        html_read(source, strlen(source), &html);
        g_assert_cmpstr(html.text, ==, cases[i].text);
        html_text_clear(&html);
    }
}

/* Of a sheet that is not read to its end none knows what it paints at last. */
static void
test_sheet_crowded(void)
{
    g_autoptr(GString) source = g_string_new("<style>");
    HtmlText html;

    for (guint i = 0; i < 400; i++)
        g_string_append_printf(source, ".c%u{color:white}", i);
    g_string_append(source, ".y{display:none} .c0{color:black}</style>"
                            "<i class=c0>Yes</i><i class=y>no</i>");
    html_read(source->str, source->len, &html);
    g_assert_cmpstr(html.text, ==, "Yes");
    html_text_clear(&html);
}

static void
test_sheet_media(void)
{
    const char *source = "<style media=print>.x{display:none}</style><!--<style>.x{display:none}"
                         "</style>--><STYLE media=\"screen, print\">.y{display:none}</STYLE>"
                         "Yes<i class=x>!</i><i class=y>no</i>";
    HtmlText html;

    html_read(source, strlen(source), &html);
    g_assert_cmpstr(html.text, ==, "Yes!");
    html_text_clear(&html);
}

static void
test_guard(void)
{
    static const char wild[] =
        "<p class=x>Yes<br>both<script>no</script> &lt;days&gt;<!-- no --></p>";
    g_autoptr(GString) deep = g_string_new(NULL), flat = g_string_new(NULL);
    g_autofree char *stripped = html_strip_tags(wild, strlen(wild));

    for (int i = 0; i < 1000; i++) {
        g_string_append(deep, "<div>");
        g_string_append(flat, "<p><b>x</b><li><table><tr><td>x</table>");
    }
    g_assert_false(html_is_tame(deep->str, deep->len));
    g_assert_true(html_is_tame(flat->str, flat->len));
    g_assert_cmpstr(stripped, ==, "\nYes\nboth <days>\n");
}

static void
test_sniff(void)
{
    static const char meta[] = "<html><meta http-equiv=x content=\"text/html; charset=koi8-r\">";
    static const char modern[] = "<meta charset='utf-8'>";
    g_autofree char *old = html_charset(meta, strlen(meta));
    g_autofree char *now = html_charset(modern, strlen(modern));

    g_assert_cmpstr(old, ==, "koi8-r");
    g_assert_cmpstr(now, ==, "utf-8");
    g_assert_null(html_charset("<p>charset", 10));
    g_assert_true(html_is_disguised("\n <!DOCTYPE html><p>x"));
    g_assert_true(html_is_disguised("<p class=x>Yes</p>"));
    g_assert_false(html_is_disguised("<ada@guest.example> wrote </p>"));
    g_assert_false(html_is_disguised("<p> is what I wrote"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/html/painted", test_painted);
    g_test_add_func("/html/sheet-crowded", test_sheet_crowded);
    g_test_add_func("/html/text", test_text);
    g_test_add_func("/html/marks", test_marks);
    g_test_add_func("/html/kept", test_kept);
    g_test_add_func("/html/leaked-style", test_leaked_style);
    g_test_add_func("/html/sheet", test_sheet);
    g_test_add_func("/html/sheet-media", test_sheet_media);
    g_test_add_func("/html/guard", test_guard);
    g_test_add_func("/html/sniff", test_sniff);
    return g_test_run();
}
