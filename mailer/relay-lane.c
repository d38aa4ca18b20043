/* One letter is in hand, and while its end is said there is one ahead. What decides a letter's fate is the first
 * refusal among the replies to its envelope, else the reply to its final dot. */
#include "mailer/relay-lane.h"
#include "mailer/relay-envelope.h"
#include "mailer/relay-wire.h"
#include <string.h>

#define ANSWER_SECONDS 300   /* RFC 5321 4.5.3.2.2 and .3 */
#define TRANSFER_SECONDS 180 /* RFC 5321 4.5.3.2.5, for each piece */
#define DOT_SECONDS 600      /* RFC 5321 4.5.3.2.6 */
#define PART_MOST                                                                                  \
    (64 << 10) /* bytes of a message that are said at once, the last of them with its final dot */

typedef struct {
    RelayLine *line;
    RelayFeed *feed;
    RelayWire wire;
    guint left; /* letters that may still be given to the connection */
    RelayRest rest;
    bool over;        /* the server has said 421 to a letter that has its outcome */
    char heard[2048]; /* what is not looked at yet: FROM to TO */
    gsize from, to;
} Lane;

typedef enum { ENVELOPE_TAKEN, ENVELOPE_REFUSED, ENVELOPE_BROKEN } Envelope;

static guint
limit(const Lane *lane, guint seconds)
{
    guint all = lane->line->config->seconds;
    return all ? all : seconds;
}

/* The connection cannot go on: by the last reply (OUT), or because none came that could be believed. */
static void
give_up(Lane *lane, bool out)
{
    RelayLine *line = lane->line;
    const RelayDialogue *dialogue = &line->dialogue;
    const char *host = line->config->host;
    bool closed = !line->cut && relay_line_closed(line);
    lane->rest.code = out ? dialogue->code : 0;
    lane->rest.why = out ? relay_dialogue_reply(host, dialogue->code, dialogue->words)
                         : relay_dialogue_refusal(dialogue, host, closed);
    relay_line_cut(line);
}

/* Hears one reply, which is dialogue->code and words then. FALSE: given up. */
static bool
hear(Lane *lane, guint seconds)
{
    RelayDialogue *dialogue = &lane->line->dialogue;
    bool whole = false;
    while (!whole && !dialogue->problem) {
        gsize n;
        if (lane->from == lane->to) {
            lane->from = 0;
            lane->to =
                relay_wire_hear(&lane->wire, lane->heard, sizeof lane->heard, limit(lane, seconds));
        }
        if (lane->to == 0)
            break;
        whole = relay_dialogue_hear_reply(dialogue, lane->heard + lane->from, lane->to - lane->from,
                                          &n);
        lane->from += n;
    }
    if (whole && dialogue->code >= 100)
        return true;
    give_up(lane, false);
    return false;
}

/* --- the envelope --- */

/* FALSE: given up. */
static bool
say(Lane *lane, const char *commands, gsize length)
{
    if (relay_dialogue_say(&lane->line->dialogue, commands, length) &&
        relay_wire_say(&lane->wire, commands, length, limit(lane, ANSWER_SECONDS)))
        return true;
    give_up(lane, false);
    return false;
}

/* Begins the transaction of the letter in hand; after one that was refused, from a clean slate. */
static bool
say_envelope(Lane *lane, bool anew)
{
    if (lane->from < lane->to) { /* nothing was asked */
        if (hear(lane, ANSWER_SECONDS))
            give_up(lane, true);
        return false;
    }
    g_autoptr(GString) commands = g_string_new(anew ? "RSET\r\n" : NULL);
    relay_envelope_append(commands, &lane->line->dialogue, lane->rest.letter);
    return say(lane, commands->str, commands->len) && (!anew || hear(lane, ANSWER_SECONDS));
}

/* DATA may be answered with 354 though there is nobody to send to: then nothing is sent (RFC 2920 3.1). */
static bool
say_nothing(Lane *lane)
{
    static const char dot[] = ".\r\n";
    return say(lane, dot, strlen(dot)) && hear(lane, DOT_SECONDS);
}

/* The replies to MAIL, RCPT and DATA. OUTCOME is set where one refuses the letter. */
static Envelope
hear_envelope(Lane *lane, Outcome *outcome)
{
    static const DialogueStep abouts[] = {DIALOGUE_SENDER, DIALOGUE_RECIPIENT, DIALOGUE_MESSAGE};
    const RelayDialogue *dialogue = &lane->line->dialogue;
    enum { MAIL, RCPT, DATA } step;
    bool refused = false;
    for (step = MAIL; step <= DATA; step++) {
        if (!hear(lane, ANSWER_SECONDS))
            return refused ? ENVELOPE_REFUSED : ENVELOPE_BROKEN;
        int code = dialogue->code;
        bool taken = step == DATA ? code == 354 : code / 100 == 2;
        lane->over = lane->over || (refused && code == 421);
        if (refused || taken)
            continue;
        if (code / 100 < 4 || code / 100 > 5 ||
            relay_dialogue_shuts_out(dialogue, abouts[step], code, dialogue->words)) {
            give_up(lane, true);
            return ENVELOPE_BROKEN;
        }
        refused = true;
        outcome_set(outcome, code / 100 == 4 ? OUTCOME_LATER : OUTCOME_FAILED, code,
                    dialogue->words);
    }
    if (refused && dialogue->code == 354)
        say_nothing(lane);
    return refused ? ENVELOPE_REFUSED : ENVELOPE_TAKEN;
}

/* --- the message --- */

/* The next line behind PIECE that begins with a dot, else END. (memmem() goes byte by byte.) */
static const char *
next_dot(const char *piece, const char *end)
{
    const char *dot = piece;
    while (++dot < end && (dot = memchr(dot, '.', (gsize)(end - dot))))
        if (dot[-1] == '\n')
            return dot;
    return end;
}

/* What is said next of a message, in at most so many pieces. */
typedef struct {
    struct iovec pieces[16];
    guint count;
    gsize length;
} Speech;

static void
add(Speech *speech, const char *bytes, gsize length)
{
    speech->pieces[speech->count++] = (struct iovec){.iov_base = (char *)bytes, .iov_len = length};
    speech->length += length;
}

static bool
say_part(Lane *lane, Speech *speech)
{
    bool good = relay_wire_say_all(&lane->wire, speech->pieces, speech->count, true,
                                   limit(lane, TRANSFER_SECONDS), NULL);
    *speech = (Speech){0};
    if (!good)
        give_up(lane, false);
    return good;
}

/* A dot at the head of a line is doubled (RFC 5321 4.5.2): one piece ends with it, and the next one begins with it.
 * What is left of the message for its end is in SPEECH, with room for one piece more. */
static bool
say_message(Lane *lane, Speech *speech)
{
    const Outgoing *letter = lane->rest.letter;
    const char *piece = letter->bytes, *end = letter->bytes + letter->length;
    if (*piece == '.')
        add(speech, piece, 1);
    while (piece < end) {
        const char *dot = next_dot(piece, end);
        const char *stop = MIN(dot + 1, end);
        if (dot - piece > PART_MOST)
            dot = stop = piece + PART_MOST;
        if ((speech->count + 1 == G_N_ELEMENTS(speech->pieces) ||
             speech->length + (gsize)(stop - piece) > PART_MOST) &&
            !say_part(lane, speech))
            return false;
        add(speech, piece, (gsize)(stop - piece));
        piece = dot;
    }
    return true;
}

/* The rest of the message, the final dot, and with it the envelope of the letter ahead. What can be known is found out
 * before it, while "not sent" is still certain. */
static bool
say_end(Lane *lane, Speech *speech)
{
    RelayRest *rest = &lane->rest;
    RelayDialogue *dialogue = &lane->line->dialogue;
    const gsize before = speech->length;
    gsize taken = 0;
    g_autoptr(GString) commands = g_string_new(".\r\n");
    if (relay_line_closed(lane->line)) {
        give_up(lane, false);
        return false;
    }
    if (rest->ahead)
        relay_envelope_append(commands, dialogue, rest->ahead);
    add(speech, commands->str, commands->len);
    outgoing_leaving(rest->letter, true);
    bool said = relay_dialogue_say(dialogue, commands->str, commands->len) &&
                relay_wire_say_all(&lane->wire, speech->pieces, speech->count, false,
                                   limit(lane, TRANSFER_SECONDS), &taken);
    rest->phase = taken > before ? RELAY_DOT : RELAY_DATA;
    if (!said)
        give_up(lane, false);
    return said;
}

static bool
hear_end(Lane *lane, Outcome *outcome)
{
    static const OutcomeKind kinds[] = {
        [2] = OUTCOME_SENT, [4] = OUTCOME_LATER, [5] = OUTCOME_FAILED};
    RelayDialogue *dialogue = &lane->line->dialogue;
    if (!hear(lane, DOT_SECONDS))
        return false;
    int kind = dialogue->code / 100;
    if ((kind != 2 && kind != 4 && kind != 5) ||
        relay_dialogue_shuts_out(dialogue, DIALOGUE_MESSAGE, dialogue->code, dialogue->words)) {
        give_up(lane, true);
        return false;
    }
    outcome_set(outcome, kinds[kind], dialogue->code, dialogue->words);
    dialogue->carried = dialogue->carried || kind == 2;
    return true;
}

/* --- one letter after the other --- */

static const Outgoing *
take(Lane *lane, bool wait)
{
    const Outgoing *letter = lane->left > 0 ? relay_feed_next(lane->feed, wait) : NULL;
    lane->left -= letter != NULL;
    return letter;
}

/* The letter in hand has come to OUTCOME; the one ahead is in hand from now on. */
static void
settle(Lane *lane, Outcome *outcome)
{
    RelayRest *rest = &lane->rest;
    const Outgoing *letter = rest->letter;
    rest->letter = rest->ahead;
    rest->ahead = NULL;
    rest->phase = RELAY_ENVELOPE;
    relay_feed_tell(lane->feed, letter, outcome);
    outcome_clear(outcome);
}

static bool
transfer(Lane *lane, Outcome *outcome)
{
    Speech speech = {0};
    lane->rest.phase = RELAY_DATA;
    lane->rest.ahead = take(lane, false);
    return say_message(lane, &speech) && say_end(lane, &speech) && hear_end(lane, outcome);
}

void
relay_lane_run(RelayLine *line, RelayFeed *feed, guint most, RelayRest *ret_rest)
{
    Lane lane = {
        .line = line, .feed = feed, .wire = {.fd = line->fd, .ssl = line->ssl}, .left = most};
    RelayRest *rest = &lane.rest;
    bool anew = false;
    while (!rest->why && !lane.over) {
        Outcome outcome = {0};
        if (!rest->letter && (!(rest->letter = take(&lane, true)) || !say_envelope(&lane, anew)))
            break;
        Envelope envelope = hear_envelope(&lane, &outcome);
        anew = envelope == ENVELOPE_REFUSED;
        if (anew || (envelope == ENVELOPE_TAKEN && transfer(&lane, &outcome)))
            settle(&lane, &outcome);
    }
    if (lane.over && !rest->why)
        give_up(&lane, true);
    *ret_rest = *rest;
}
