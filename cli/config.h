/* Config: convoke.conf of a workspace, a GKeyFile. One table (config.c) holds every group, key,
 * default and meaning; convoke.conf(5) and the starter are checked against it. */
#ifndef CONVOKE_CLI_CONFIG_H
#define CONVOKE_CLI_CONFIG_H

#include <glib.h>
#include <stdbool.h>

typedef struct Config Config;

/* Reads TEXT; FILE_NAME is for messages. An unknown group or key, or a value of the wrong form, is
 * CONVOKE_ERROR_CONFIG with the file and the line, and the nearest known key. */
Config *config_parse(const char *text, const char *file_name, GError **error);
void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* The value of a key of the table, or its default; borrowed, NULL where both are absent. Asking for a
 * key that is not in the table is a mistake in the program. */
const char *config_get(const Config *config, const char *group, const char *key);
bool config_get_bool(const Config *config, const char *group, const char *key);
char config_get_separator(const Config *config); /* as address_with_detail() takes it */
int config_get_int(const Config *config, const char *group, const char *key); /* absent: 0 */

/* A commented file with every key, for `convoke init`. ADDRESS is the one that we read. */
char *config_starter(const char *address);

#endif
