/* letter-memo: what letters about one meeting share (letter.h), for letter.c and view.c. */
#ifndef CONVOKE_MAILER_LETTER_MEMO_H
#define CONVOKE_MAILER_LETTER_MEMO_H

#include "mailer/letter.h"
#include "mailer/stencil.h"
#include "templates/value.h"

/* A part of a view by NAME and the words that it was made with, shared (value.h); NULL where none is kept. */
TemplateValue *letter_memo_value(const LetterMemo *memo, const Words *words, const char *name);
void letter_memo_keep(LetterMemo *memo, const Words *words, const char *name, TemplateValue *value);

/* A letter as it was written to the first of some readers: to all whose views are alike it is the same but for
 * their own words. */
typedef struct {
    NoticeKind kind;
    const Words *words;
    TemplateValue *view;
    char *subject; /* NULL = not yet cut */
    Stencil *text;
    Stencil *html; /* NULL = no HTML part */
    bool uneven;   /* cannot be cut */
} LetterModel;

/* The model that fits; NULL where there is none. */
LetterModel *letter_memo_find(const LetterMemo *memo, NoticeKind kind, const Words *words,
                              const TemplateValue *view);

/* Makes one, not yet cut, in the place of the oldest where there are many. Takes VIEW. */
void letter_memo_add(LetterMemo *memo, NoticeKind kind, const Words *words, TemplateValue *view);

#endif
