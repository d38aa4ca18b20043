/* The function of sha256.so. */
#ifndef CONVOKE_CLI_SHA256_H
#define CONVOKE_CLI_SHA256_H

#include "inbox/fingerprint.h"

/* sha256_openssl (inbox/sha256.h), of the module that is loaded now; NULL where it cannot be had, which only costs
 * time. */
Sha256 sha256_load(void);

#endif
