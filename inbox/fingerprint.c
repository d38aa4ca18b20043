/* Line by line: fields are collected until the header ends, what follows goes through. */
#include "inbox/fingerprint.h"

#include <stdbool.h>
#include <string.h>

/* A header of more bytes is none that anybody's program writes: what is beyond counts as body. */
#define HEADER_MAX (256 << 10)

static const char *const fields[] = {
    "from",        "to",           "cc",
    "date",        "message-id",   "subject",
    "in-reply-to", "content-type", "content-transfer-encoding",
};

struct Fingerprint {
    GChecksum *sum;   /* of what was taken so far; NULL = that is kept … */
    GByteArray *text; /* … here */
    GString *header;  /* so far, lines end with LF; NULL = it is over */
    gsize line;       /* offset in it of the line that is coming */
    gsize empty; /* line ends of the body that are held back, since the message may end with them */
    bool cr;     /* the last byte was one, and is held back */
};

/* Of what is in memory anyway, a digest in one go is cheaper. */
static Fingerprint *
start(GChecksum *sum, GByteArray *text)
{
    enum { USUAL = 2000 }; /* bytes of a header */
    Fingerprint *fingerprint = g_new0(Fingerprint, 1);
    fingerprint->sum = sum;
    fingerprint->text = text;
    fingerprint->header = g_string_sized_new(USUAL);
    return fingerprint;
}

Fingerprint *
fingerprint_new(void)
{
    return start(g_checksum_new(G_CHECKSUM_SHA256), NULL);
}

void
fingerprint_free(Fingerprint *fingerprint)
{
    if (!fingerprint)
        return;
    if (fingerprint->sum)
        g_checksum_free(fingerprint->sum);
    if (fingerprint->header)
        g_string_free(fingerprint->header, TRUE);
    g_free(fingerprint);
}

static void
add(Fingerprint *fingerprint, const char *bytes, gsize length)
{
    if (fingerprint->sum)
        g_checksum_update(fingerprint->sum, (const guchar *)bytes, (gssize)length);
    else
        g_byte_array_append(fingerprint->text, (const guint8 *)bytes, (guint)length);
}

/* LENGTH bytes of a value, folds and all. */
static void
add_value(Fingerprint *fingerprint, const char *value, gsize length)
{
    const char *end = value + length;
    while (value < end) {
        gsize space = 0, word = 0;
        while (value + space < end && strchr(" \t\n", value[space]))
            space++;
        value += space;
        while (value + word < end && !strchr(" \t\n", value[word]))
            word++;
        if (word > 0)
            add(fingerprint, " ", 1);
        add(fingerprint, value, word);
        value += word;
    }
    add(fingerprint, "\n", 1);
}

/* Where the field at FIELD ends: before a line that does not continue it. */
static const char *
field_end(const char *field)
{
    const char *newline = strchr(field, '\n');
    while (newline && (newline[1] == ' ' || newline[1] == '\t'))
        newline = strchr(newline + 1, '\n');
    return newline ? newline + 1 : field + strlen(field);
}

typedef struct {
    gsize name; /* in the table above */
    const char *value;
    gsize length;
} Found;

static void
find(GArray *all, const char *field, const char *end)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        gsize length = strlen(fields[i]);
        if (g_ascii_strncasecmp(field, fields[i], length) != 0)
            continue;
        const char *colon = field + length + strspn(field + length, " \t");
        const Found found = {i, colon + 1, (gsize)(end - colon) - 1};
        if (*colon == ':')
            g_array_append_val(all, found);
    }
}

/* Whether it has a name, as all have that programs on the way put there, or is a line that an mbox begins with.
 * What is neither is the message itself, which has no header, or lost the end of it. */
static bool
is_field(const char *field)
{
    const char *name = field;
    while (*name > ' ' && *name < 0x7f && *name != ':')
        name++;
    return (name > field && name[strspn(name, " \t")] == ':') ||
           g_str_has_prefix(field + (*field == '>'), "From ");
}

/* In the order of the table, whatever the one that they came in. */
static void
add_fields(Fingerprint *fingerprint)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Found));
    for (const char *field = fingerprint->header->str; *field;) {
        const char *end = field_end(field);
        if (is_field(field))
            find(all, field, end);
        else
            add(fingerprint, field, (gsize)(end - field));
        field = end;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        for (guint j = 0; j < all->len; j++) {
            const Found *found = &g_array_index(all, Found, j);
            if (found->name != i)
                continue;
            add(fingerprint, fields[i], strlen(fields[i]));
            add_value(fingerprint, found->value, found->length);
        }
}

static void
end_header(Fingerprint *fingerprint)
{
    add_fields(fingerprint);
    add(fingerprint, "\n", 1);
    g_string_free(fingerprint->header, TRUE);
    fingerprint->header = NULL;
}

/* A NUL is none of what a field is made of, and would hide what is behind it. */
static void
add_header(Fingerprint *fingerprint, const char *bytes, gsize length)
{
    GString *header = fingerprint->header;
    gsize start = header->len;
    g_string_append_len(header, bytes, (gssize)length);
    for (char *nul; (nul = memchr(header->str + start, '\0', header->len - start));)
        *nul = ' ';
    if (header->len > HEADER_MAX)
        end_header(fingerprint);
}

static void
add_body(Fingerprint *fingerprint, const char *bytes, gsize length)
{
    for (; length > 0 && fingerprint->empty > 0; fingerprint->empty--)
        add(fingerprint, "\n", 1);
    add(fingerprint, bytes, length);
}

static void
add_text(Fingerprint *fingerprint, const char *bytes, gsize length)
{
    if (fingerprint->header)
        add_header(fingerprint, bytes, length);
    else
        add_body(fingerprint, bytes, length);
}

static void
add_newline(Fingerprint *fingerprint)
{
    GString *header = fingerprint->header;
    if (!header) {
        fingerprint->empty++;
    } else if (header->len == fingerprint->line) {
        end_header(fingerprint);
    } else {
        add_header(fingerprint, "\n", 1);
        fingerprint->line = header->len;
    }
}

/* What stands between two ends of lines. A CR at its end waits for what comes. */
static void
add_piece(Fingerprint *fingerprint, const char *bytes, gsize length)
{
    if (length == 0)
        return;
    if (fingerprint->cr)
        add_text(fingerprint, "\r", 1);
    fingerprint->cr = bytes[length - 1] == '\r';
    add_text(fingerprint, bytes, length - fingerprint->cr);
}

void
fingerprint_feed(Fingerprint *fingerprint, const void *bytes, gsize length)
{
    if (length == 0) /* what is empty may have no place */
        return;
    const char *at = bytes, *end = at + length;
    while (at < end) {
        const char *newline = memchr(at, '\n', (gsize)(end - at));
        add_piece(fingerprint, at, (gsize)((newline ? newline : end) - at));
        if (newline) {
            fingerprint->cr = false;
            add_newline(fingerprint);
        }
        at = newline ? newline + 1 : end;
    }
}

static void
finish(Fingerprint *fingerprint)
{
    if (fingerprint->header)
        end_header(fingerprint);
}

char *
fingerprint_end(Fingerprint *fingerprint)
{
    finish(fingerprint);
    char *digest = g_strdup(g_checksum_get_string(fingerprint->sum));
    fingerprint_free(fingerprint);
    return digest;
}

char *
fingerprint_of(const void *bytes, gsize length, Sha256 sha256)
{
    enum { ADDED = 256 }; /* at most about so much is put between what is taken */
    if (!sha256) {
        Fingerprint *fingerprint = fingerprint_new();
        fingerprint_feed(fingerprint, bytes, length);
        return fingerprint_end(fingerprint);
    }
    g_autoptr(GByteArray) text = g_byte_array_sized_new((guint)length + ADDED);
    g_autoptr(Fingerprint) fingerprint = start(NULL, text);
    fingerprint_feed(fingerprint, bytes, length);
    finish(fingerprint);
    return sha256(text->data, text->len);
}

void
fingerprint_keep(GByteArray *kept, gsize limit, Fingerprint **whole, const void *piece,
                 gsize length)
{
    gsize room = limit + 1 - MIN(limit + 1, kept->len);
    if (!*whole && length > 0 && kept->len + length > limit) {
        *whole = fingerprint_new();
        fingerprint_feed(*whole, kept->data, kept->len);
    }
    if (*whole)
        fingerprint_feed(*whole, piece, length);
    g_byte_array_append(kept, piece, (guint)MIN(length, room));
}
