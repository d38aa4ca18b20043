/* Reading: the processes that read foreign bytes, as convoke.conf has them. */
#ifndef CONVOKE_CLI_READING_H
#define CONVOKE_CLI_READING_H

#include "cli/config.h"
#include "inbox/reader.h"

/* As reader_ahead (inbox/reader.h). */
void reading_ahead(void);

/* As reader_open (inbox/reader.h), to be called before the database is opened. ONE: a single message
 * will come. */
Reader *reading_open(const Config *config, bool one, GError **error);

#endif
