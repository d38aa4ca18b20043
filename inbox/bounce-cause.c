/* The phrases of inbox/robots/servers, then RFC 3463 and what servers make of it. */
#include "inbox/bounce-cause.h"

#include <string.h>
#include "inbox/robot-words.h"

static bool
has(const char *folded, RobotKey key)
{
    RobotWords words;
    return robot_words_find(folded, 0, 1u << key, &words);
}

/* By subject and detail (RFC 3463 3); classes 4 and 5 mean the same here. */
static BounceCause
cause_of_status(const char *status)
{
    static const struct {
        const char *code; /* behind the class; a whole subject ends in "." */
        BounceCause cause;
    } rows[] = {
        {"1.7", BOUNCE_CONTENT}, {"1.8", BOUNCE_CONTENT}, /* about the sender's address */
        {"1.", BOUNCE_ADDRESS},  {"2.2", BOUNCE_FULL},     {"2.3", BOUNCE_CONTENT},
        {"2.1", BOUNCE_ADDRESS}, {"3.4", BOUNCE_CONTENT},  {"4.4", BOUNCE_ADDRESS},
        {"6.", BOUNCE_CONTENT},  {"7.13", BOUNCE_ADDRESS}, {"7.", BOUNCE_CONTENT},
    };
    const char *code = status && status[0] && status[1] == '.' ? status + 2 : "";
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (g_str_has_suffix(rows[i].code, ".") ? g_str_has_prefix(code, rows[i].code)
                                                : g_str_equal(code, rows[i].code))
            return rows[i].cause;
    return BOUNCE_OTHER;
}

BounceCause
bounce_cause_find(const char *status, const char *words)
{
    g_autofree char *folded = robot_fold(words ? words : "", -1);
    BounceCause cause = cause_of_status(status);
    if (has(folded, ROBOT_FULL))
        return BOUNCE_FULL;
    if (has(folded, ROBOT_CONTENT))
        return cause == BOUNCE_ADDRESS && has(folded, ROBOT_ADDRESS) ? BOUNCE_ADDRESS
                                                                     : BOUNCE_CONTENT;
    if (has(folded, ROBOT_ADDRESS))
        return BOUNCE_ADDRESS;
    return has(folded, ROBOT_NETWORK) ? BOUNCE_OTHER : cause;
}
