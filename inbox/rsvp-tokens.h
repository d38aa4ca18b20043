/* Tokens: a person's words cut into words, numbers, signs and breaks, in the one way that both the
 * readers of mail and the compiler of the word files (words/compile.c) use. Knows scripts, not
 * languages: a Han, Kana or Hangul character is a token of its own, so that a file of Japanese or
 * Korean phrases needs no dictionary. Pure, linear in the text. */
#ifndef CONVOKE_INBOX_RSVP_TOKENS_H
#define CONVOKE_INBOX_RSVP_TOKENS_H

#include <glib.h>
#include <stdbool.h>

/* Longest text that is read; the rest says nothing. A person's answer has a few hundred bytes. */
#define TOKENS_TEXT_MAX 32768

typedef enum {
    TOKEN_WORD,
    TOKEN_NUMBER, /* starts with a digit: "13", "14:20", "50/50", "13th" */
    TOKEN_SIGN,   /* an emoji, ":)", "+1", "%", "/" */
    TOKEN_OTHER,  /* an address of mail or web */
    TOKEN_COMMA,  /* a pause inside the sentence: , : ( ) dash, ellipsis, quotation mark */
    TOKEN_STOP,   /* the end of a sentence: . ! ; a new paragraph, a new line after a short one */
    TOKEN_ASK,    /* the same with a question mark in it */
} TokenKind;

typedef struct {
    guint32 start, end; /* bytes in Tokens.text */
    guint32 key;        /* lower case form in Tokens.keys */
    guint8 kind;        /* TokenKind */
    bool capital : 1;   /* begins with a capital letter */
    bool quoted : 1;    /* stands between quotation marks */
    bool glyph : 1;     /* Han, Kana, Hangul */
    bool line : 1;      /* the first of its line */
    bool paragraph : 1; /* the first of its paragraph */
} Token;

typedef struct {
    char *text;    /* what was cut: valid UTF-8, NFKC where the original needed it */
    GArray *list;  /* Token */
    GString *keys; /* NUL-terminated lower case forms */
} Tokens;

/* TEXT as it is read: its first 32 KiB, letters in one form (NFKC) where it has several. */
char *tokens_compose(const char *text);

/* TEXT is valid UTF-8. */
Tokens *tokens_new(const char *text);
void tokens_free(Tokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tokens, tokens_free)

static inline const Token *
tokens_at(const Tokens *tokens, guint index)
{
    return &g_array_index(tokens->list, Token, index);
}

static inline const char *
tokens_key(const Tokens *tokens, guint index)
{
    return tokens->keys->str + tokens_at(tokens, index)->key;
}

/* True for the three kinds that end a pause or sentence. */
static inline bool
token_is_break(const Token *token)
{
    return token->kind >= TOKEN_COMMA;
}

/* KEY without its diacritics ("přijdu" -> "prijdu"); NULL where it has none. */
char *token_key_plain(const char *key);

#endif
