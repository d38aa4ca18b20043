/* convoke explain: what messages mean, without any database. */
#include "cli/calendar.h"
#include "cli/command.h"
#include "cli/meaning-text.h"
#include "event/error.h"
#include "inbox/limits.h"
#include "inbox/meaning-json.h"
#include "inbox/read.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

/* One byte more than is ever read tells the reader that there was more. */
static GByteArray *
file_read(const char *name, GError **error)
{
    int file = g_str_equal(name, "-") ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint8 block[65536];
    ssize_t n = file < 0 ? -1 : 0;
    while (file >= 0 && bytes->len <= parse_limits_default.size &&
           ((n = read(file, block, sizeof block)) > 0 || (n < 0 && errno == EINTR)))
        if (n > 0)
            g_byte_array_append(bytes, block, (guint)n);
    if (n < 0)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND, "%s: %s", name,
                    g_strerror(errno));
    if (file > STDIN_FILENO)
        close(file);
    return n < 0 ? NULL : g_steal_pointer(&bytes);
}

static void
print_meaning(const Meaning *meaning, const char *name, bool json, bool several, int width)
{
    g_autofree char *text = json ? meaning_to_json(meaning, name) : meaning_text(meaning, width);
    if (json) {
        puts(text);
        return;
    }
    if (several)
        printf("%s\n", name);
    fputs(text, stdout);
    if (several)
        putchar('\n');
}

static bool
explain_file(const char *name, bool json, bool several, int width, GError **error)
{
    const ReadContext context = {.itip_read = calendar_read};
    g_autoptr(GByteArray) bytes = file_read(name, error);
    if (!bytes)
        return false;
    g_autoptr(Meaning) meaning = message_read((const char *)bytes->data, bytes->len, &context);
    print_meaning(meaning, name, json, several, width);
    return true;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean json = FALSE;
    const GOptionEntry options[] = {
        {"json", 'j', 0, G_OPTION_ARG_NONE, &json, "One JSON object a line", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, -1, &args, error))
        return EX_USAGE;
    char *standard_input[] = {"-", NULL};
    char **names = args[0] ? args : standard_input;
    if (json) /* written together with many others */
        setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    /* A file that cannot be read does not keep the others from being explained. */
    for (char **name = names; *name; name++) {
        g_autoptr(GError) wrong = NULL;
        if (!explain_file(*name, json, names[1] != NULL, shell->width, &wrong) && !*error)
            g_propagate_error(error, g_steal_pointer(&wrong));
    }
    return EX_OK;
}

const Command command_explain = {
    .name = "explain",
    .arguments = "[FILE…]",
    .summary = "say what messages mean, and why",
    .details =
        "Reads each FILE, a message as it came (\"-\" or no FILE: standard input), and says who\n"
        "or what wrote it, what it says about coming, and which words or property decided.\n"
        "Nothing is recorded, no workspace is needed.",
    .run = run,
};
