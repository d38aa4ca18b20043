/* usage: gmime-parse FILE... - reads each file at once, parses it with GMime and forgets it: what reading
 * mail costs at least. */
#include <gmime/gmime.h>
#include <stdio.h>

static gboolean
parse(const char *path)
{
    char *bytes;
    gsize length;
    if (!g_file_get_contents(path, &bytes, &length, NULL))
        return FALSE;
    GMimeStream *stream = g_mime_stream_mem_new();
    GByteArray *array = g_byte_array_new_take((guint8 *)bytes, length);
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), array);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    gboolean good = message != NULL;
    g_clear_object(&message);
    g_object_unref(parser);
    g_object_unref(stream);
    g_byte_array_unref(array);
    return good;
}

int
main(int argc, char **argv)
{
    int count = 0;
    g_mime_init();
    for (int i = 1; i < argc; i++)
        count += parse(argv[i]);
    printf("%d\n", count);
    return count == argc - 1 ? 0 : 1;
}
