/* Failures by their enhanced status code, in the order in which the rules are tried. */
#include "inbox/failure.h"

#include <glib.h>

static const struct {
    const char *status; /* a prefix where it ends in a dot */
    Failure failure;
} rules[] = {
    {"4.", FAILURE_COUNTED},    /* given up, but for a cause that may pass */
    {"5.1.7", FAILURE_CONTENT}, /* these two are about the sender's address, which is ours */
    {"5.1.8", FAILURE_CONTENT}, {"5.1.", FAILURE_ADDRESS}, {"5.2.1", FAILURE_ADDRESS},
    {"5.6.", FAILURE_CONTENT},  {"5.7.", FAILURE_CONTENT},
};

static bool
matches(const char *status, const char *rule)
{
    return g_str_has_suffix(rule, ".") ? g_str_has_prefix(status, rule) : g_str_equal(status, rule);
}

bool
bounce_is_final(const Bounce *bounce)
{
    return bounce->permanent || bounce->gave_up;
}

Failure
failure_of(const Bounce *bounce)
{
    if (!bounce_is_final(bounce))
        return FAILURE_NONE;
    if (bounce->cause == BOUNCE_CONTENT)
        return FAILURE_CONTENT;
    for (size_t i = 0; bounce->status && i < G_N_ELEMENTS(rules); i++)
        if (matches(bounce->status, rules[i].status))
            return rules[i].failure;
    return FAILURE_COUNTED;
}

const char *
failure_name(Failure failure)
{
    static const char *const names[] = {
        [FAILURE_NONE] = "",
        [FAILURE_ADDRESS] = "address",
        [FAILURE_COUNTED] = "counted",
        [FAILURE_CONTENT] = "content",
    };
    return names[failure];
}
