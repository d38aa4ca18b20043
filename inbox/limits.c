/* The limits where nobody names others. */
#include "inbox/limits.h"

const ParseLimits parse_limits_default = PARSE_LIMITS_DEFAULT;
