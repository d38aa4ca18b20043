/* One state for each place where a byte means something else. */
#include "inbox/lmtp-data.h"
#include <string.h>

void
lmtp_data_begin(LmtpData *data, gsize limit, LmtpRoom *room)
{
    enum { USUAL = 8 << 10 }; /* bytes that most messages fit into */
    *data = (LmtpData){.bytes = g_byte_array_sized_new(USUAL),
                       .limit = limit,
                       .room = room,
                       .place = LMTP_AT_START};
}

void
lmtp_data_clear(LmtpData *data)
{
    if (!data->bytes)
        return;
    data->room->taken -= data->bytes->len;
    g_clear_pointer(&data->bytes, g_byte_array_unref);
}

/* Who finds no room gives back what they have, so that of those who are there together some get to their end. */
void
lmtp_data_keep(LmtpData *data, const char *bytes, gsize length)
{
    gsize kept = MIN(length, data->limit + 1 - MIN(data->limit + 1, data->bytes->len));
    if (data->room->taken + kept > data->room->most && !data->crowded) {
        lmtp_data_clear(data);
        data->bytes = g_byte_array_new();
        data->crowded = true;
    }
    if (data->crowded)
        return;
    g_byte_array_append(data->bytes, (const guint8 *)bytes, (guint)kept);
    data->room->taken += kept;
}

/* What goes on inside a line, its CR included. */
static gsize
take_line(LmtpData *data, const char *bytes, gsize length)
{
    const char *cr = memchr(bytes, '\r', length);
    gsize used = cr ? (gsize)(cr - bytes) + 1 : length;
    lmtp_data_keep(data, bytes, used);
    data->place = cr ? LMTP_AFTER_CR : LMTP_IN_LINE;
    return used;
}

gsize
lmtp_data_feed(LmtpData *data, const char *bytes, gsize length, bool *ret_end)
{
    gsize i = 0;
    *ret_end = false;
    while (i < length && !*ret_end) {
        char c = bytes[i];
        switch (data->place) {
        case LMTP_AT_START:
            data->place = c == '.' ? LMTP_AFTER_DOT : LMTP_IN_LINE;
            i += c == '.';
            break;
        case LMTP_IN_LINE:
            i += take_line(data, bytes + i, length - i);
            break;
        case LMTP_AFTER_CR:
            data->place = c == '\n' ? LMTP_AT_START : LMTP_IN_LINE;
            lmtp_data_keep(data, bytes + i, c == '\n');
            i += c == '\n';
            break;
        case LMTP_AFTER_DOT: /* it was stuffed, unless CRLF follows */
            data->place = c == '\r' ? LMTP_AFTER_DOT_CR : LMTP_IN_LINE;
            i += c == '\r';
            break;
        case LMTP_AFTER_DOT_CR:
            *ret_end = c == '\n';
            if (c != '\n')
                lmtp_data_keep(data, "\r", 1);
            data->place = LMTP_IN_LINE;
            i += c == '\n';
            break;
        }
    }
    return i;
}
