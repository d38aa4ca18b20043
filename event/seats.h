/* Seats: who has one where there are not enough for all, who waits, and who is offered the next. Pure:
 * what happens now follows from the order in which answers came, from what people were told before, and
 * from the time.
 *
 * What somebody was told about a seat stands in a ledger (db/store-seat.h), an entry each time. The newest
 * entry of a guest is how they stand, and no later one takes a seat away but for their own no, because word of
 * it never got to them, or because they were told that they are no longer a guest: when the event file says
 * fewer seats, nobody loses theirs. A seat that is offered counts as given until the offer ends, so all who
 * accept in time find theirs.
 *
 * Where seats are not limited, nobody waits, and offers from when they were are none any more: whoever got one is
 * invited like anybody else. Without offer_days everybody is invited at once, and the seats go to the first who
 * accept; an offer from before stands for as long as was said. */
#ifndef CONVOKE_EVENT_SEATS_H
#define CONVOKE_EVENT_SEATS_H

#include "event/meeting.h"
#include "event/standing.h"

/* What is known of a guest, as far as it matters for seats. */
typedef struct {
    char *id;
    const Guest *guest; /* as the event file has them, borrowed; NULL = no longer there */
    /* As it had them, where they have not been told yet and will be: what they have is kept until then. NULL elsewhere. */
    Guest *former;
    gint64 left_at; /* then, when they were taken out; NEVER where word of it is held */
    bool dead;      /* mail to the address fails for good */
    bool silent;    /* they asked for no more mail */
    bool review;    /* a message of theirs waits for the organizer */
    /* When the organizer last decided about one, of who is offered a seat; NEVER, 0. */
    gint64 heard_at;
    bool invited;      /* by a mail that offered no seat in particular */
    bool asked;        /* so, or by an offer, since the meeting was last called off */
    bool past;         /* what the ledger has of them is from before they were called off */
    bool by_organizer; /* who wrote the answer in force down */
    Partstat partstat;
    gint64 answer;     /* number of the answer in force, in order of arrival; 0 = none */
    gint64 refusal;    /* of the newest that said no, in force or not; 0 = none */
    gint64 arrived_at; /* when the answer in force came in */
    Delivery offer;    /* how far the mail with the newest offer got; none that failed elsewhere */
    gint64 offered_at; /* when it left; NEVER */
    Delivery
        word; /* how far the newest mail got that said that one came free; none that failed elsewhere */
    gint64 entry; /* number of the newest entry in the ledger, in order of time; 0 = none */
    Seat seat;    /* that entry */
    bool near;    /* they wait, and a seat is about to be theirs; seats_settle() finds it */
} SeatClaim;

void seat_claim_free(SeatClaim *claim);

/* A new entry of the ledger. */
typedef struct {
    guint claim; /* index */
    Seat seat;
} SeatStep;

/* The entries that are due at NOW, in their order (SeatStep), with which CLAIMS (SeatClaim *, in the order of
 * the file) are brought up to date. Once they are written nothing more is due: doing this twice is the same
 * as once. Seats that come free go to those who wait, in the order in which they said yes, then to those
 * who just said yes, then, in waves, to those who were not invited yet, by wave and place in the file; who
 * may not have one because of a quota is passed over, and so is who waits and cannot be told, unless the
 * organizer spoke to them meanwhile; where word of a seat that came free came to nothing they wait once more.
 * A seat is near that will be theirs once those have been told so who leave: for two days, counted from when the
 * later of the two began to wait or was taken out, since what is owed need not ever be sent.
 * Nothing is due while the meeting is cancelled; who was told
 * so is offered a seat anew once it takes place. An offer ends unanswered with its last day, but
 * neither before its mail has left nor while a message of theirs waits for the organizer, and where its last day went
 * by meanwhile, one whole day after the organizer has decided. Nothing is due
 * after the last day of the meeting, and nothing is offered from its first day on, nor before the organizer
 * begins to invite: OPENING says that they do so now. */
GArray *seats_settle(const Meeting *meeting, const GPtrArray *claims, bool opening, gint64 now);

/* The last day on which an offer of DAYS that left at OFFERED_AT can be taken: that many days later, in ZONE, the
 * meeting's, or the one before its first day, whichever is first. */
Day seat_offer_last(const Meeting *meeting, GTimeZone *zone, int days, gint64 offered_at);

/* The first instant at which it no longer stands: that day is over there, and for a reader in the zone of that name
 * (NULL = the meeting's), too. */
gint64 seat_offer_ends(const Meeting *meeting, GTimeZone *zone, const char *reader, int days,
                       gint64 offered_at);

/* How the seats of a meeting are used. */
typedef struct {
    int taken, offered, waiting;
    int leaving; /* of those taken and offered: of guests who are no longer there and will be told so */
    int free; /* neither taken nor offered; 0 also where more are than there are seats */
} SeatCount;

/* CLAIMS is a list of SeatClaim *. */
SeatCount seats_count(const Meeting *meeting, const GPtrArray *claims);

/* How much of one quota is used; several of each kind where it goes for each affiliation or group. */
typedef struct {
    QuotaKind kind;
    char *name; /* of the affiliation or group, as first met */
    int most;
    int used; /* taken or offered */
} QuotaUse;

void quota_use_free(QuotaUse *use);

/* Of every quota that somebody falls under, in the order of the guests. QuotaUse *. */
GPtrArray *seats_quotas(const Meeting *meeting, const GPtrArray *claims);

#endif
