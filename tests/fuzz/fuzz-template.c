/* A template: an error that names its place, or a text of bounded size that is the same each time; where
 * there is no tag, the template itself. */
#include "tests/fuzz/fuzz.h"
#include "event/error.h"
#include "templates/render.h"

/* Every name of a partial is the template itself. */
static const Template *
itself(const char *name, gpointer parsed)
{
    (void)name;
    return parsed;
}

static TemplateValue *
data_new(void)
{
    TemplateValue *data = template_map(), *guest = template_map(), *list = template_list();
    template_set(guest, "name", template_text("Ada <&\"'> B."));
    template_set(data, "guest", guest);
    template_add(list, template_text("one\ntwo"));
    template_add(list, template_number(2));
    template_set(data, "list", list);
    template_set(data, "flag", template_flag(true));
    template_set(data, "empty", NULL);
    return data;
}

static char *
render(Template *parsed, TemplateEscape escape)
{
    g_autoptr(TemplateValue) data = data_new();
    g_autoptr(GError) error = NULL;
    char *text = template_render(parsed, data, escape, itself, parsed, NULL, &error);
    check_text(text);
    g_assert_cmpint(text == NULL, ==, g_error_matches(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG));
    g_assert_true(!text || strlen(text) <= TEMPLATE_OUTPUT_MAX);
    return text;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(Template) parsed = template_parse("fuzz", 1, text, &error);
    if (!parsed) {
        check_text(error->message);
        g_assert_true(g_str_has_prefix(error->message, "fuzz:"));
        return 0;
    }
    g_autofree char *plain = render(parsed, TEMPLATE_ESCAPE_NONE);
    g_autofree char *again = render(parsed, TEMPLATE_ESCAPE_NONE);
    g_autofree char *html = render(parsed, TEMPLATE_ESCAPE_HTML);
    g_assert_cmpstr(plain, ==, again);
    if (!strstr(text, "{{") && size <= TEMPLATE_OUTPUT_MAX)
        g_assert_true(g_str_equal(plain, text) && g_str_equal(html, text));
    return 0;
}
