/* Relay dialogue: follows what is said between us and an SMTP server by the bytes that pass, because
 * libESMTP keeps neither the words of a greeting, STARTTLS or AUTH answer nor notices when answers and
 * commands are out of step. Pure; the lines feed it (relay-line.h, relay-curl.h). Nothing that we say is kept: a
 * password passes. */
#ifndef CONVOKE_MAILER_RELAY_DIALOGUE_H
#define CONVOKE_MAILER_RELAY_DIALOGUE_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    DIALOGUE_GREETING,
    DIALOGUE_EHLO,
    DIALOGUE_STARTTLS,
    DIALOGUE_AUTH,
    DIALOGUE_MAIL, /* transactions have begun */
} DialogueStage;

/* Why a session must end at once. */
typedef enum {
    DIALOGUE_FINE,
    DIALOGUE_LOGIN, /* mail would go without the login that was asked for */
    DIALOGUE_TURN,  /* the server spoke out of turn */
    DIALOGUE_FLOOD, /* the server talks without end */
} DialogueProblem;

typedef struct {
    bool login_required; /* set by the caller: MAIL may not be said before AUTH has succeeded */
    bool tls_required;   /* set by the caller */
    bool token;          /* set by the caller: what logs in is a token */
    bool secure;         /* set by the caller once TLS stands */
    DialogueStage stage;
    bool quit;             /* said: what follows is not looked at */
    bool starttls_offered; /* in the last answer to EHLO */
    bool auth_offered;
    bool oauthbearer_offered, xoauth2_offered;
    bool pipelining_offered, dsn_offered, size_offered;
    bool smtputf8_offered, eightbit_offered;
    bool logged_in;
    bool carried;    /* set by the caller: a message was taken */
    int awaited;     /* answers that the server owes */
    gsize unasked;   /* bytes heard since we last spoke */
    int code;        /* of the answer to the last command; 0 = none yet */
    char words[512]; /* its text */
    char line[1024]; /* the line being heard */
    gsize n_line;
    bool continued; /* the line before was not the last of its answer */
    DialogueProblem problem;
} RelayDialogue;

#define DIALOGUE_NONSENSE (-1)

void relay_dialogue_init(RelayDialogue *dialogue);

/* We are about to say BYTES (commands, or AUTH's answers; never the message itself). FALSE: they must
 * not be said, and the session must end. */
bool relay_dialogue_say(RelayDialogue *dialogue, const char *bytes, gsize length);

/* The server has said BYTES. FALSE: they must not be believed, and the session must end: something was
 * said out of turn (injected before TLS, RFC 3207 5, or answers shifted by one), or too much.
 * The word CHUNKING in an answer to EHLO is spoilt in place: libESMTP would use BDAT without a way to
 * tell it otherwise, and then takes the last chunk's 250 for the whole message whatever happened to
 * the chunks before. Bytes of 8 bits are spoilt there too. */
bool relay_dialogue_hear(RelayDialogue *dialogue, char *bytes, gsize length);

/* The same up to the end of the first whole reply, which `code` and `words` are then; TRUE when one has ended.
 * *ret_heard of the bytes have been heard: all of them where none has. */
bool relay_dialogue_hear_reply(RelayDialogue *dialogue, char *bytes, gsize length,
                               gsize *ret_heard);

/* What a reply to a message is about. */
typedef enum { DIALOGUE_SENDER, DIALOGUE_RECIPIENT, DIALOGUE_MESSAGE } DialogueStep;

/* The reply CODE WORDS to STEP says nothing about a message but closes the session for all of them: 421, what only
 * says that we have not been let in or are out of step, and, before anything was taken, that the relay passes
 * nothing on to others. */
bool relay_dialogue_shuts_out(const RelayDialogue *dialogue, DialogueStep step, int code,
                              const char *words);

/* Why it cannot go on, by one reply, which closes the relay for all messages, or has no place where it came. */
GError *relay_dialogue_reply(const char *host, int code, const char *words);

/* Why this session cannot go on, as far as was said; the error is CONVOKE_ERROR_CONFIG or _TEMPORARY.
 * HOST begins the sentence. CLOSED: the server has closed the connection (else it was silent). */
GError *relay_dialogue_refusal(const RelayDialogue *dialogue, const char *host, bool closed);

#endif
