#!/bin/sh
# Word of the waiting list is not sent beside a withdrawal that frees a seat: whoever is next would read that all seats
# are taken, and minutes later that one is theirs.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
kinds() { sed -n 's/^X-Convoke: oslo \([a-z]*\).*/\1/p' $(grep -l "^Delivered-To: $1" "$W"/outbox/*.eml) | sort | tr '\n' ' '; }
plan() { c plan | tr -s ' \n' ' '; }

# Two seats that Ben and Cem have; Ann waits, and behind her Dot, since the organizer wrote their yes down.
full() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    sed -i "s/^seats: 10/seats: 2/; s/^reminders:.*//" "$E"
    c apply "$E" >/dev/null
    c send >/dev/null
    at 2004-06-02T09:00:00Z
    for guest in ben cem ann; do c answer "$guest" yes --because phone >/dev/null; done
}
without_cem() {
    sed -i "/^  cem:/d; s/, cem\b//; s/\bcem, //" "$E"
    c apply "$E" >/dev/null
}

# --- it waits ---
full
c answer dot yes --because phone >/dev/null
has "whoever waits is told so" "waiting Ann Able they said yes when all seats were taken" "$(plan)"
without_cem
plan=$(plan)
has "once somebody is out, their withdrawal is owed" "withdrawal Cem Çelik" "$plan"
lacks "and no word to whom their seat will be" "waiting Ann" "$plan"
has "but to whoever is behind" "waiting Dot Dash" "$plan"
has "show says why" "no waiting would go to \`ann\` now: a seat is about to be theirs" "$(c show ann waiting 2>&1)"
dry=$(c send -n)
lacks "a dry run says the same" "waiting      Ann" "$dry"
c send >/dev/null
is "so does sending" "invitation " "$(kinds ann@able.example)"
is "the one behind is told at once" "invitation waiting " "$(kinds dot@dash.example)"
at 2004-06-02T09:05:00Z
c daily
is "then the seat is theirs, and that alone is said" "invitation promoted " "$(kinds ann@able.example)"

# --- one that was queued before does not leave beside it, either ---
full
c hold ann >/dev/null
c send >/dev/null
without_cem
c release ann >/dev/null
has "plan knows" "will be dropped, for it is owed no longer (a seat is about to be theirs)" "$(plan)"
has "show, too" "a seat is about to be theirs" "$(c show ann waiting 2>&1)"
c send >/dev/null
at 2004-06-02T09:05:00Z
c daily
is "it is dropped, and the seat comes" "invitation promoted " "$(kinds ann@able.example)"

# --- nobody waits for what does not come ---
full
c hold cem >/dev/null
without_cem
c send >/dev/null
c send >/dev/null
is "a withdrawal that the organizer holds frees no seat yet" "invitation waiting " "$(kinds ann@able.example)"
c release cem >/dev/null
c send >/dev/null
c send >/dev/null
is "but when it is let go" "invitation promoted waiting " "$(kinds ann@able.example)"

full
without_cem
at 2004-06-03T12:00:00Z
c daily
is "cron does not withdraw, and a day is no long time" "invitation " "$(kinds ann@able.example)"
at 2004-06-04T12:00:00Z
has "after two days plan waits no longer" "waiting Ann Able" "$(plan)"
c daily
is "nor does cron" "invitation waiting " "$(kinds ann@able.example)"
finish
