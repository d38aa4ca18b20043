/* For tests of readers: a message with a calendar object that a reader of their own reads, and what comes back. */
#ifndef CONVOKE_TESTS_FIXTURE_READER_H
#define CONVOKE_TESTS_FIXTURE_READER_H

#include "inbox/reader.h"

/* What it found out comes back as the comment of a calendar object. */
static inline Itip *
tell(const char *text)
{
    Itip *itip = itip_new();
    itip->method = g_strdup("REPLY");
    itip->component = g_strdup("VEVENT");
    itip->comment = g_strdup(text);
    return itip;
}

static inline char *
comment_of(const Reading *reading)
{
    return reading->meaning->itip ? reading->meaning->itip->comment : NULL;
}

static inline char *
message_with(const char *calendar)
{
    return g_strdup_printf("From: Ann <ann@guests.example>\n"
                           "Subject: An answer\n"
                           "Content-Type: text/calendar; method=REPLY\n"
                           "\n"
                           "%s\n",
                           calendar);
}

static inline Reader *
open_reader_with(ItipReader itip_read, ReaderOptions options)
{
    g_autoptr(GError) error = NULL;
    options.itip_read = itip_read;
    Reader *reader = reader_open(&options, &error);
    g_assert_no_error(error);
    return reader;
}

static inline const char *const *
nothing_readable(void)
{
    return NULL;
}

/* The next reader for one message finds its process waiting. */
static inline void
start_ahead(ItipReader itip_read)
{
    const ReaderAhead ahead = {itip_read, nothing_readable};
    reader_ahead(&ahead);
}

static inline Reading
collect(Reader *reader)
{
    g_autoptr(GError) error = NULL;
    Reading reading = {0};
    reader_collect(reader, &reading, &error);
    g_assert_no_error(error);
    return reading;
}

static const ReadContext nothing;

#endif
