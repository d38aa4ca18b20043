/* The error domain's quark. */
#include "event/error.h"

G_DEFINE_QUARK(convoke-error-quark, convoke_error)
