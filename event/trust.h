/* Trust: how sure it must be who wrote before what they wrote counts. */
#ifndef CONVOKE_EVENT_TRUST_H
#define CONVOKE_EVENT_TRUST_H

#include <stdbool.h>

/* Each asks for all before it, too. */
typedef enum {
    TRUST_TOKEN,         /* the invitation's token */
    TRUST_FROM,          /* From is an address of theirs */
    TRUST_AUTHENTICATED, /* our mail server found that the domain of From stands behind the message */
} Trust;

/* What a meeting asks for. */
typedef struct {
    Trust answer;  /* of a first answer */
    Trust change;  /* of another answer than the one that stands */
    Trust command; /* of the organizer's decisions by mail; never less than TRUST_FROM */
} TrustPolicy;

#define TRUST_POLICY_DEFAULT ((TrustPolicy){TRUST_FROM, TRUST_FROM, TRUST_FROM})

const char *trust_name(Trust trust); /* "token" "from" "authenticated" */
bool trust_parse(const char *name, Trust *ret_trust);

#endif
