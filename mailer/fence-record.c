/* Lines of KEY=VALUE. */
#include "mailer/fence-record.h"
#include <string.h>

#define HEAD "convoke fence 1"

void
fence_record_clear(FenceRecord *record)
{
    g_free(record->workspace);
    g_free(record->machine);
    g_free(record->path);
    *record = (FenceRecord){0};
}

char *
fence_record_format(const FenceRecord *record)
{
    return g_strdup_printf(HEAD "\nclaims=%020" G_GINT64_FORMAT "\nworkspace=%s\nmachine=%s\n"
                                "inode=%" G_GUINT64_FORMAT "\nborn=%" G_GINT64_FORMAT "\npath=%s\n",
                           record->claims, record->workspace, record->machine, record->inode,
                           record->born, record->path);
}

/* The rest of the line after KEY=; NULL where the line is another one. */
static const char *
value_of(const char *line, const char *key)
{
    gsize n = strlen(key);
    return line && g_str_has_prefix(line, key) && line[n] == '=' ? line + n + 1 : NULL;
}

static bool
number_of(const char *line, const char *key, gint64 *ret_number)
{
    const char *text = value_of(line, key);
    return text && g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, ret_number, NULL);
}

bool
fence_record_parse(const char *text, FenceRecord *ret_record)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    *ret_record = (FenceRecord){0};
    if (g_strv_length(lines) != 8 || !g_str_equal(lines[0], HEAD))
        return false;
    const char *workspace = value_of(lines[2], "workspace");
    const char *machine = value_of(lines[3], "machine"), *inode = value_of(lines[4], "inode");
    const char *path = value_of(lines[6], "path");
    if (!number_of(lines[1], "claims", &ret_record->claims) || !workspace || !machine || !inode ||
        !g_ascii_string_to_unsigned(inode, 10, 0, G_MAXUINT64, &ret_record->inode, NULL) ||
        !number_of(lines[5], "born", &ret_record->born) || !path) {
        *ret_record = (FenceRecord){0};
        return false;
    }
    ret_record->workspace = g_strdup(workspace);
    ret_record->machine = g_strdup(machine);
    ret_record->path = g_strdup(path);
    return true;
}

static bool
same_file(const FenceRecord *record, const FenceRecord *self)
{
    return record->inode == self->inode && record->born == self->born;
}

FenceVerdict
fence_judge(const FenceRecord *record, const FenceRecord *self)
{
    if (!g_str_equal(record->machine, self->machine))
        return FENCE_MACHINE;
    if (!same_file(record, self) && !g_str_equal(record->path, self->path))
        return FENCE_COPY;
    return record->claims > self->claims ? FENCE_OLDER : FENCE_OURS;
}

FenceVerdict
fence_judge_brought(const FenceRecord *record, const FenceRecord *self)
{
    const FenceVerdict verdict = fence_judge(record, self);
    bool nameless = g_str_equal(self->machine, MACHINE_NONE);
    return verdict == FENCE_OURS && nameless && !same_file(record, self) ? FENCE_MISSING : verdict;
}

char *
fence_refusal(FenceVerdict verdict, const FenceRecord *record, const char *database)
{
    static const char *const why[] = {
        [FENCE_OURS] = "",
        [FENCE_OLDER] = "mail has been sent that this database does not know of, so it must have "
                        "been restored from an older copy",
        [FENCE_COPY] = "this is a copy of a database that sends from another place",
        [FENCE_MACHINE] = "this database was last sent from on another machine",
        [FENCE_MISSING] = "this database has sent mail from another machine or account, and what "
                          "that has sent since cannot be known here",
        [FENCE_BROKEN] = "the record of what was sent cannot be read",
    };
    bool named = verdict == FENCE_COPY && record && *record->path;
    return g_strdup_printf("%s: %s%s%s%s; nothing is sent, so that nobody gets mail twice. If this "
                           "one is to send from now on: convoke takeover",
                           database, why[verdict], named ? " (" : "", named ? record->path : "",
                           named ? ")" : "");
}
