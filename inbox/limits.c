/* The limits of everyday use: ten times what any reply needs. */
#include "inbox/limits.h"

const ParseLimits parse_limits_default = {
    .size = 16 << 20,
    .header_bytes = 64 << 10,
    .header_fields = 1000,
    .content_header = 8 << 10,
    .parameters = 100,
    .boundary_lines = 1000,
    .depth = 50,
    .parts = 500,
    .decoded = 16 << 20,
    .html = 1 << 20,
    .addresses = 200,
};
