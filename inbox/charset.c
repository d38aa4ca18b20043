/* Declared charset, then guesses that cannot be wrong, then windows-1252. The single-byte charset of
 * the West is converted here, since it is the last resort and must not depend on a converter. */
#include "inbox/charset.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "inbox/ascii.h"

#define REPLACEMENT "\xef\xbf\xbd"
#define BOM "\xef\xbb\xbf"

/* What the C1 area 0x80..0x9f means in windows-1252; 0 = nothing. */
static const gunichar windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* Names that senders use -> what iconv knows, and the superset that the same senders really mean.
 * Keys are lower case without punctuation, in their order. */
typedef struct {
    const char *key, *name, *superset;
} Alias;

static const Alias aliases[] = {
    {"ansix341968", "", NULL},
    {"ascii", "", NULL},
    {"big5", "BIG5", "BIG5-HKSCS"},
    {"eucjp", "EUC-JP", "EUC-JP-MS"},
    {"euckr", "EUC-KR", "CP949"},
    {"gb2312", "GB2312", "GB18030"},
    {"gb231280", "GB2312", "GB18030"},
    {"gbk", "GBK", "GB18030"},
    {"iso2022jp", "ISO-2022-JP", "ISO-2022-JP-3"},
    {"iso88591", "WINDOWS-1252", NULL},
    {"iso88598e", "ISO-8859-8", NULL},
    {"iso88598i", "ISO-8859-8", NULL},
    {"ksc5601", "EUC-KR", "CP949"},
    {"ksc56011987", "EUC-KR", "CP949"},
    {"latin1", "WINDOWS-1252", NULL},
    {"macintosh", "MACINTOSH", NULL},
    {"shiftjis", "CP932", NULL},
    {"sjis", "CP932", NULL},
    {"tis620", "CP874", NULL},
    {"unicode11utf7", "UTF-7", NULL},
    {"usascii", "", NULL},
    {"utf16", "UTF-16", NULL},
    {"utf7", "UTF-7", NULL},
    {"utf8", "UTF-8", NULL},
    {"windows1252", "WINDOWS-1252", NULL},
    {"xgbk", "GBK", "GB18030"},
    {"xmaccyrillic", "MAC-CYRILLIC", NULL},
    {"xmacroman", "MACINTOSH", NULL},
    {"xsjis", "CP932", NULL},
};

typedef struct {
    char name[40];        /* for iconv; "" = none that says anything */
    const char *superset; /* NULL */
} Charset;

static int
by_key(const void *key, const void *alias)
{
    return strcmp(key, ((const Alias *)alias)->key);
}

static Charset
charset_resolve(const char *declared)
{
    Charset charset = {{0}, NULL};
    char key[40];
    gsize n = 0, length = declared ? strlen(declared) : 0;

    /* Slashes are iconv's flags and asterisks RFC 2231 languages: neither is part of a name. */
    for (const char *p = declared; p && *p && *p != '/' && *p != '*' && n + 1 < sizeof key; p++)
        if (g_ascii_isalnum(*p))
            key[n++] = g_ascii_tolower(*p);
    key[n] = '\0';
    const Alias *alias =
        n ? bsearch(key, aliases, G_N_ELEMENTS(aliases), sizeof *aliases, by_key) : NULL;
    if (alias) {
        g_strlcpy(charset.name, alias->name, sizeof charset.name);
        charset.superset = alias->superset;
        return charset;
    }
    if (n == 0 || length + 1 >= sizeof charset.name)
        return charset;
    n = 0;
    for (const char *p = declared; *p && *p != '/' && *p != '*'; p++)
        if (g_ascii_isalnum(*p) || strchr("-_.:", *p))
            charset.name[n++] = *p;
    return charset;
}

/* UTF-8 without NUL? */
static bool
is_valid(const char *bytes, gsize length)
{
    while (length) {
        gsize n = ascii_length(bytes, length);
        if (n < length) {
            gunichar c = g_utf8_get_char_validated(bytes + n, (gssize)(length - n));
            if (c & 0x80000000)
                return false;
            n += (gsize)g_unichar_to_utf8(c, NULL);
        }
        bytes += n;
        length -= n;
    }
    return true;
}

char *
charset_make_valid(const char *bytes, gsize length)
{
    GString *text;

    if (is_valid(bytes, length))
        return g_strndup(bytes, length);
    text = g_string_sized_new(length);

    while (length) {
        const char *end;
        gboolean valid = g_utf8_validate_len(bytes, length, &end);
        g_string_append_len(text, bytes, end - bytes);
        if (valid)
            break;
        if (*end)
            g_string_append(text, REPLACEMENT);
        length -= (gsize)(end - bytes) + 1;
        bytes = end + 1;
    }
    return g_string_free(text, FALSE);
}

static char *
from_windows_1252(const char *bytes, gsize length)
{
    GString *text = g_string_sized_new(length + length / 8);

    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)bytes[i];
        if (c >= 0x80) {
            gunichar u = c < 0xa0 ? windows_1252[c - 0x80] : c;
            g_string_append_unichar(text, u ? u : 0xfffd);
        } else if (c) {
            g_string_append_c(text, (char)c);
        }
    }
    return g_string_free(text, FALSE);
}

/* One run of the converter. Bytes that are invalid there become U+FFFD and are counted; NULL when
 * iconv does not know NAME. */
static char *
from_iconv(const char *bytes, gsize length, const char *name, gsize *ret_errors)
{
    GIConv converter = g_iconv_open("UTF-8", name);
    g_autoptr(GString) text = NULL;
    char *in = (char *)bytes, buffer[4096];
    gsize left = length;
    bool flushed = false;

    *ret_errors = 0;
    if (converter == (GIConv)-1)
        return NULL;
    text = g_string_sized_new(length + length / 4);
    while (!flushed) {
        char *out = buffer;
        gsize room = sizeof buffer;
        bool last = left == 0;
        gsize done = g_iconv(converter, last ? NULL : &in, last ? NULL : &left, &out, &room);
        int error = done == (gsize)-1 ? errno : 0;
        g_string_append_len(text, buffer, (gssize)(out - buffer));
        flushed = last && error != E2BIG;
        if (error && error != E2BIG && left) {
            ++*ret_errors;
            g_string_append(text, REPLACEMENT);
            in++, left--;
        }
    }
    g_iconv_close(converter);
    return charset_make_valid(text->str, text->len); /* drops NUL */
}

static gsize
count_high(const char *bytes, gsize length)
{
    gsize n = 0;

    for (gsize i = 0; i < length; i++)
        n += (guchar)bytes[i] >> 7;
    return n;
}

/* UTF-16 without a declaration: a byte order mark, or every other byte of a long start is NUL. */
static const char *
utf16_name(const char *bytes, gsize length)
{
    gsize even = 0, odd = 0, n = MIN(length & ~(gsize)1, 64);

    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return "UTF-16";
    for (gsize i = 0; i < n; i += 2) {
        even += !bytes[i];
        odd += !bytes[i + 1];
    }
    if (n < 8)
        return NULL;
    return odd * 3 >= n && even == 0 ? "UTF-16LE" : even * 3 >= n && odd == 0 ? "UTF-16BE" : NULL;
}

static bool
has_iso2022_escape(const char *bytes, gsize length)
{
    for (const char *p = bytes, *end = bytes + length;
         (p = memchr(p, '\x1b', (gsize)(end - p))) && end - p >= 3; p++)
        if ((p[1] == '$' && strchr("@B(", p[2])) || (p[1] == '(' && strchr("JI", p[2])))
            return true;
    return false;
}

static char *
decode_named(const char *bytes, gsize length, const Charset *charset, gsize *ret_errors)
{
    *ret_errors = 0;
    if (strcmp(charset->name, "WINDOWS-1252") == 0)
        return from_windows_1252(bytes, length);
    if (strcmp(charset->name, "UTF-8") == 0 && is_valid(bytes, length))
        return g_strndup(bytes, length);
    return from_iconv(bytes, length, charset->name, ret_errors);
}

/* Nothing declared, or a name that says nothing. */
static char *
decode_undeclared(const char *bytes, gsize length, const char *hint)
{
    const char *utf16 = utf16_name(bytes, length);
    Charset hinted;
    gsize errors = 0;

    if (utf16)
        return from_iconv(bytes, length, utf16, &errors);
    if (has_iso2022_escape(bytes, length)) {
        g_autofree char *text = from_iconv(bytes, length, "ISO-2022-JP", &errors);
        if (text && errors == 0)
            return g_steal_pointer(&text);
    }
    if (is_valid(bytes, length))
        return g_strndup(bytes, length);
    if (count_high(bytes, length) == 0)
        return charset_make_valid(bytes, length);
    hinted = charset_resolve(hint);
    if (hinted.name[0]) {
        g_autofree char *text = decode_named(bytes, length, &hinted, &errors);
        if (text && errors == 0)
            return g_steal_pointer(&text);
    }
    /* A few broken places do not make UTF-8 something else. */
    g_autofree char *text = from_iconv(bytes, length, "UTF-8", &errors);
    if (text && errors * 5 <= count_high(bytes, length))
        return g_steal_pointer(&text);
    return from_windows_1252(bytes, length);
}

static char *
decode(const char *bytes, gsize length, const char *declared, const char *hint, bool *ret_wrong)
{
    Charset charset = charset_resolve(declared);
    gsize errors = 0, wider_errors = 0;
    g_autofree char *text = NULL, *wider = NULL;

    if (charset.name[0] == '\0')
        return decode_undeclared(bytes, length, hint);
    text = decode_named(bytes, length, &charset, &errors);
    if (text && errors == 0)
        return g_steal_pointer(&text);
    *ret_wrong = true;
    if (text && errors == 1 && strcmp(charset.name, "UTF-8") == 0 && bytes[length - 1] == '\xf0')
        return g_steal_pointer(
            &text); /* cut in an emoji, far likelier than an Icelandic last letter */
    if (!text || is_valid(bytes, length))
        return decode_undeclared(bytes, length, hint);
    if (charset.superset) {
        wider = from_iconv(bytes, length, charset.superset, &wider_errors);
        if (wider && wider_errors == 0) {
            *ret_wrong = false;
            return g_steal_pointer(&wider);
        }
    }
    if (errors * 5 <= count_high(bytes, length) || count_high(bytes, length) == 0)
        return g_steal_pointer(&text);
    return decode_undeclared(bytes, length, hint);
}

char *
charset_decode(const char *bytes, gsize length, const char *declared, const char *hint,
               bool *ret_wrong)
{
    bool wrong = false;
    char *text = length ? decode(bytes, length, declared, hint, &wrong) : g_strdup("");

    if (ret_wrong)
        *ret_wrong = wrong;
    if (g_str_has_prefix(text, BOM))
        memmove(text, text + strlen(BOM), strlen(text + strlen(BOM)) + 1);
    return text;
}
