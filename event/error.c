/* The error domain's quark. */
#include "event/error.h"

/* The first argument is a name with hyphens, no subtraction. */
/* clang-format off */
G_DEFINE_QUARK(convoke-error-quark, convoke_error)
/* clang-format on */
