/* usage: parse DIRECTORY - parses every file in it with GMime and does nothing else: what reading mail
 * costs at least. */
#include <fcntl.h>
#include <gmime/gmime.h>
#include <stdio.h>

static gboolean
parse(const char *path)
{
    GMimeStream *stream = g_mime_stream_fs_new(open(path, O_RDONLY));
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    gboolean good = message != NULL;
    g_clear_object(&message);
    g_object_unref(parser);
    g_object_unref(stream);
    return good;
}

int
main(int argc, char **argv)
{
    GDir *directory = argc == 2 ? g_dir_open(argv[1], 0, NULL) : NULL;
    const char *name;
    int count = 0;
    if (!directory)
        return 64;
    g_mime_init();
    while ((name = g_dir_read_name(directory))) {
        char *path = g_build_filename(argv[1], name, NULL);
        count += parse(path);
        g_free(path);
    }
    printf("%d\n", count);
    g_dir_close(directory);
    return 0;
}
