/* JSON as it is printed. */
#ifndef CONVOKE_CLI_JSON_TEXT_H
#define CONVOKE_CLI_JSON_TEXT_H

#include <jansson.h>

/* Lines indented by INDENT, with a line end behind the last, safe on a terminal; takes VALUE. New. */
char *json_text(json_t *value, size_t indent);

#endif
