/* Syntax: a source to a tree, past every error of syntax. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_SYNTAX_H
#define CONVOKE_EVENT_READ_SYNTAX_H

#include "event/read-node.h"

/* The tree of SOURCE. Each error of syntax is reported, the item it stands in is left out, and the
 * rest is read as if it had never been there, so that all errors show at once; *ret_damage gets the
 * offsets of what is left out (gsize). NULL where nothing can be made of it, which is reported. */
Node *syntax_read(EventSource *source, GArray *ret_damage);

#endif
