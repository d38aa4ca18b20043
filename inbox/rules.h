/* Rules: the name of everything that this program understands messages by, code and word files: the version
 * and a digest. A message keeps it with what it was understood to mean, so that `convoke rebuild` can tell what
 * other rules make of it. Made by the Makefile. */
#ifndef CONVOKE_INBOX_RULES_H
#define CONVOKE_INBOX_RULES_H

extern const char rules_version[];

#endif
