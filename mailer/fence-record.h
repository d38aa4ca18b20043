/* Fence record: what is written down beside a database about how far it has come in sending, and what
 * follows when the two do not agree. Pure. */
#ifndef CONVOKE_MAILER_FENCE_RECORD_H
#define CONVOKE_MAILER_FENCE_RECORD_H

#include <glib.h>
#include <stdbool.h>

#define MACHINE_NONE "-"

/* The same of a record and of the database that stands here now. */
typedef struct {
    char *workspace; /* random id that copies share */
    gint64 claims;   /* batches claimed, ever */
    char *machine;   /* digest of the machine's id; or MACHINE_NONE */
    guint64 inode;   /* of the database's file … */
    gint64 born;     /* … and when it was made, in nanoseconds; 0 = not known */
    char *path;      /* of the database's file, absolute; "" = not bound to one */
} FenceRecord;

void fence_record_clear(FenceRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FenceRecord, fence_record_clear)

/* As text, a line each. The same record with more claims is as long. */
char *fence_record_format(const FenceRecord *record);

/* False, and all zero, where TEXT is none. */
bool fence_record_parse(const char *text, FenceRecord *ret_record);

typedef enum {
    FENCE_OURS,    /* it is about this file, which knows all that was sent */
    FENCE_OLDER,   /* mail was sent that this database does not know of */
    FENCE_COPY,    /* it is about another file: this one is a copy of it */
    FENCE_MACHINE, /* it was made on another machine */
    FENCE_MISSING, /* there should be one, and is not */
    FENCE_BROKEN,  /* it cannot be read */
} FenceVerdict;

/* What RECORD says about SELF. A file that was moved keeps its inode, one that was restored keeps its path:
 * a copy has neither. SELF may be ahead: a crash comes between the database and the record. */
FenceVerdict fence_judge(const FenceRecord *record, const FenceRecord *self);

/* The same for a record that comes along where the folder of the database is copied as a whole: where machines have no
 * id, as in containers, the path says nothing about which of them this is, and only the very file is known again. */
FenceVerdict fence_judge_brought(const FenceRecord *record, const FenceRecord *self);

/* Why nothing is sent, with the remedy, for a verdict other than FENCE_OURS. New. */
char *fence_refusal(FenceVerdict verdict, const FenceRecord *record, const char *database);

#endif
