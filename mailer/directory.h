/* Directory: a transport that leaves each message in a file of its own, for trying things out, for
 * tests, and for whoever takes mail on from there. Nothing leaves the machine. */
#ifndef CONVOKE_MAILER_DIRECTORY_H
#define CONVOKE_MAILER_DIRECTORY_H

#include "mailer/transport.h"

/* So many messages are made durable together; that many are held at a time. */
#define DIRECTORY_BATCH 32

/* PATH is made where it is missing (mode 0700). CONVOKE_ERROR_CONFIG when it cannot be used.
 *
 * A message becomes PATH/NAME.eml: two lines of its envelope, "Return-Path: <SENDER>" and
 * "Delivered-To: RECIPIENT", then its bytes as they are. NAME is the envelope id (of a message without
 * one, a digest of envelope and bytes), so the same notice has the same file, and one that is there
 * already is SENT and left alone. Files appear whole, and SENT is told only when file and directory
 * are on the disk; a full or failing disk is LATER for the whole session. */
Transport *directory_open(const char *path, GError **error);

#endif
