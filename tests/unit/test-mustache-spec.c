/* The official Mustache specification, where a copy of it lies on this machine: MUSTACHE_SPEC names
 * its folder of *.json files. Optional parts (files that start with "~") are not ours. Without the
 * variable nothing is tried; test-template.c covers the same ground in our own words. */
#include <jansson.h>
#include <string.h>
#include "templates/render.h"

static TemplateValue *
value_of(const json_t *json)
{
    const char *name;
    json_t *item;
    gsize i;
    switch (json_typeof(json)) {
    case JSON_OBJECT: {
        TemplateValue *map = template_map();
        json_object_foreach((json_t *)json, name, item) template_set(map, name, value_of(item));
        return map;
    }
    case JSON_ARRAY: {
        TemplateValue *list = template_list();
        json_array_foreach(json, i, item) template_add(list, value_of(item));
        return list;
    }
    case JSON_STRING:
        return template_text(json_string_value(json));
    case JSON_INTEGER:
        return template_number(json_integer_value(json));
    case JSON_REAL:
        return template_text_take(g_strdup_printf("%g", json_real_value(json)));
    default:
        return json_is_null(json) ? NULL : template_flag(json_is_true(json));
    }
}

static const Template *
find_partial(const char *name, gpointer partials)
{
    return g_hash_table_lookup(partials, name);
}

static void
run_case(gconstpointer user_data)
{
    const json_t *test = user_data;
    g_autoptr(GHashTable) partials =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);
    g_autoptr(GError) error = NULL;
    const char *name;
    json_t *text;
    json_object_foreach(json_object_get(test, "partials"), name, text)
    {
        Template *partial = template_parse(name, 1, json_string_value(text), &error);
        g_assert_no_error(error);
        g_hash_table_insert(partials, g_strdup(name), partial);
    }
    const char *source = json_string_value(json_object_get(test, "template"));
    g_autoptr(Template) parsed = template_parse("spec", 1, source, &error);
    g_assert_no_error(error);
    g_autoptr(TemplateValue) data = value_of(json_object_get(test, "data"));
    g_autofree char *got =
        template_render(parsed, data, TEMPLATE_ESCAPE_HTML, find_partial, partials, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(got, ==, json_string_value(json_object_get(test, "expected")));
}

static void
add_file(const char *folder, const char *file, GPtrArray *loaded)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);
    json_t *spec = json_load_file(path, 0, NULL);
    g_assert_nonnull(spec);
    g_ptr_array_add(loaded, spec);
    gsize i;
    json_t *test;
    json_array_foreach(json_object_get(spec, "tests"), i, test)
    {
        g_autofree char *name = g_strdup_printf("/mustache/%s/%s", file,
                                                json_string_value(json_object_get(test, "name")));
        g_test_add_data_func(name, test, run_case);
    }
}

static void
skip_all(void)
{
    g_test_skip("MUSTACHE_SPEC names no folder");
}

static void
add_folder(const char *folder, GPtrArray *loaded)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    for (const char *file; (file = g_dir_read_name(dir));) {
        if (g_str_has_suffix(file, ".json") && file[0] != '~')
            add_file(folder, file, loaded);
    }
    g_dir_close(dir);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GPtrArray) loaded = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    const char *folder = g_getenv("MUSTACHE_SPEC");
    if (folder)
        add_folder(folder, loaded);
    else
        g_test_add_func("/mustache/spec", skip_all);
    return g_test_run();
}
