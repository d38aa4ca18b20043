/* When notices go out, and whether the meeting takes place. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_POLICY_H
#define CONVOKE_EVENT_READ_POLICY_H

#include "event/read-fields.h"

FieldRead read_reminders; /* ReminderPolicy */
FieldRead read_notices;   /* NoticePolicies */
FieldRead read_status;    /* bool: cancelled */

/* Reports what cannot go together. */
void check_reminders(Reader *reader, const Node *root);
void check_status(Reader *reader, const Node *root);

#endif
