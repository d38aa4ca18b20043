/* Errors of syntax: said in our words, and got past. A YAML parser stops at the first; the
 * damaged item (its line and the deeper indented ones below) is blanked then, and the parser
 * starts again. */
#include "event/read-syntax.h"
#include <string.h>

#define TRIES_MAX 20
#define EFFORT_MAX                                                                                 \
    ((gsize)16 * 1024 * 1024) /* bytes parsed in all, so that large files get fewer tries */

/* What the parser says, what we say, and the remedy. The first piece that its words hold counts. */
static const struct {
    const char *piece;
    const char *message;
    const char *remedy;
} words[] = {
    {"nested block mapping on the same line", "a second \":\" in one line",
     "put the text in quotes: \"one: two\""},
    {"invalid mapping in plain multiline", "a second \":\" in one text",
     "put the text in quotes: \"one: two\""},
    {"used tabs", "a tab cannot indent", "indent with spaces"},
    {"tab ", "a tab cannot indent", "indent with spaces"},
    {"cannot start with blank", "a tab cannot indent", "indent with spaces"},
    {"cannot start with", "a text cannot start with this", "put the text in quotes"},
    {"without closing quote", "this quote is never closed", "end the text with the same quote"},
    {"wrongly indented double-quoted", "this quote is never closed", "end the text with a \""},
    {"wrongly indented single-quoted", "this quote is never closed", "end the text with a '"},
    {"after single-quoted", "something follows the closing quote",
     "an apostrophe in '...' is written twice; or use double quotes"},
    {"after double-quoted", "something follows the closing quote",
     "a quote in \"...\" is written \\\"; or use single quotes"},
    {"escape", "this is no escape", "a backslash in \"...\" is written \\\\"},
    {"extra closing", "nothing is open that this could close", "delete it"},
    {"mismatched flow", "this closes another kind of bracket than is open",
     "[ ends with ], and { with }"},
    {"missing comma", "a comma is missing before this",
     "a text with a comma or bracket needs quotes"},
    {"without a closing", "a bracket is never closed", "[ ends with ], and { with }"},
    {"expected ':'", "a colon is missing", "a line is \"key: value\" or starts with \"- \""},
    {"multiline plain key", "the line below does not belong to this text",
     "keys of one level start in the same column"},
    {"invalid value after mapping", "this is neither a key nor part of the text above",
     "a key ends with a colon; lines of a text are indented deeper than its key"},
    {"block sequence on the same line", "a list starts on the line below its key",
     "write \"- \" on a line of its own, or [a, b]"},
    {"end of block sequence", "this does not belong to the list above",
     "items of one list start with \"- \" in the same column"},
    {"expected '-'", "this does not belong to the list above",
     "items of one list start with \"- \" in the same column"},
    {"inden", "the indentation fits none of the lines above",
     "keys of one level start in the same column"},
    {"content after document end", "the file goes on after its end", "delete the line \"...\""},
};

static void
report(EventSource *source, const SyntaxError *error)
{
    if (error->opened != G_MAXSIZE) {
        event_source_error(
            source, error->opened, error->opened + 1,
            g_strdup("this bracket is never closed, or a comma is missing behind it"),
            g_strdup("[ ends with ], and { with }"));
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(error->words, words[i].piece)) {
            event_source_error(source, error->offset, error->offset, g_strdup(words[i].message),
                               g_strdup(words[i].remedy));
            return;
        }
    g_autofree char *quoted = problem_quote(error->words);
    event_source_error(source, error->offset, error->offset,
                       g_strdup_printf("this is no YAML; its parser says %s", quoted), NULL);
}

/* How deep the line that TEXT starts with is indented; -1 where it is blank. */
static int
indentation(const char *text)
{
    gsize spaces = strspn(text, " \t");
    return text[spaces] && !strchr("\r\n", text[spaces]) ? (int)spaces : -1;
}

/* Where the line that holds OFFSET starts. */
static gsize
line_start(const char *text, gsize offset)
{
    while (offset > 0 && text[offset - 1] != '\n')
        offset--;
    return offset;
}

/* Blanks the item at OFFSET: its line, or the last one before with something on it, and all lines
 * below that are indented deeper. Returns where it starts; G_MAXSIZE when all is blank. */
static gsize
blank_item(char *text, gsize length, gsize offset)
{
    gsize start = line_start(text, offset);
    while (indentation(text + start) < 0) {
        if (start == 0)
            return G_MAXSIZE;
        start = line_start(text, start - 1);
    }
    int depth = indentation(text + start);
    for (gsize i = start; i < length;) {
        gsize size = strcspn(text + i, "\r\n");
        int inner = indentation(text + i);
        if (i > start && inner >= 0 && inner <= depth)
            break;
        memset(text + i, ' ', size);
        i += size;
        i += strspn(text + i, "\r\n");
    }
    return start;
}

Node *
syntax_read(EventSource *source, GArray *ret_damage)
{
    g_autofree char *text = g_strndup(source->text, source->length);
    gsize effort = 0;
    for (int try = 0; try < TRIES_MAX && (try == 0 || effort + source->length <= EFFORT_MAX);
         try++) {
        guint told = source->problems->len, errors = source->errors;
        SyntaxError error;
        Node *root = node_parse(source, text, &error);
        if (root || !error.words)
            return root;
        /* What was found on the way is found again, unless it goes with the damaged item. */
        event_source_forget(source, told, errors);
        report(source, &error);
        g_free(error.words);
        effort += source->length;
        gsize damage = blank_item(text, source->length,
                                  error.opened != G_MAXSIZE ? error.opened : error.offset);
        if (damage == G_MAXSIZE)
            return NULL;
        g_array_append_val(ret_damage, damage);
    }
    return NULL;
}
