/* meaning-json: Meaning <-> JSON, the serialisation that convoke-explain(1) documents and the only form
 * in which a Meaning leaves the process that read foreign bytes. What one direction writes the other
 * reads back equal. */
#ifndef CONVOKE_INBOX_MEANING_JSON_H
#define CONVOKE_INBOX_MEANING_JSON_H

#include "inbox/meaning.h"

/* One line without its newline. FILE is the value of the key "file"; NULL leaves the key out. */
char *meaning_to_json(const Meaning *meaning, const char *file);

/* Strict, since the other side of the pipe has read hostile bytes: CONVOKE_ERROR_DATA for anything but
 * one object as meaning_to_json writes it without FILE, a member less or in another order apart. */
Meaning *meaning_from_json(const char *json, gsize length, GError **error);

#endif
