/* What an event file lists beside people and agenda. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_LISTS_H
#define CONVOKE_EVENT_READ_LISTS_H

#include "event/read-fields.h"

FieldRead read_topics;    /* Meeting */
FieldRead read_questions; /* Meeting */
FieldRead read_materials; /* GPtrArray * of Material *: slides, photos, references */

#endif
