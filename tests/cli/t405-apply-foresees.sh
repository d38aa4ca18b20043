#!/bin/sh
# What apply says people will be told is what they will be told, and what a dry run says is what apply says.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
edit() { sed -i "$1" "$E" && c apply "$E" | tr -s ' \n' ' '; }
of() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null | wc -l | tr -d ' '; }
anew() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
}
come() { # NAME of the address
    reply "$1" "Yes, I am coming." | c receive -q
    c daily
}

# --- changes ---
anew
lacks "where nobody was invited, nobody is told" "will be told" "$(edit 's/10:00am, who: ann/9:00am, who: ann/')"
c send >/dev/null
come ann@able.example
at 2004-06-02T10:00:00Z
sed 's/12:00pm, what: Lunch/12:30pm, what: Lunch/' "$E" >"$T/lunch.yaml"
has "a dry run counts those whom it concerns" "1 guest will be told by convoke daily, from 2004-06-02 13:00 on" "$(c apply -n "$T/lunch.yaml" | tr -s ' \n' ' ')"
is "and stores nothing" 2 "$(sqlite3 "$W/convoke.sqlite" 'SELECT max(number) FROM revision')"
has "apply says the same" "1 guest will be told by convoke daily, from 2004-06-02 13:00 on" "$(c apply "$T/lunch.yaml" | tr -s ' \n' ' ')"
at 2004-06-02T10:10:00Z
has "what is taken back is told to nobody, and apply says so" "No mail follows from it" "$(c apply "$E" | tr -s ' \n' ' ')"
at 2004-06-02T12:00:00Z
c daily
is "and so it is" 0 "$(of change)"
has "what moves the meeting concerns all who are invited" "4 guests will be told" "$(edit 's/location: Oslo, Norway/location: Bergen, Norway/')"
at 2004-06-02T14:00:00Z
c daily
is "so they are" 4 "$(of change)"

# --- over by then ---
anew
c send >/dev/null
come ann@able.example
at 2004-07-15T21:50:00Z
has "on its last evening nothing is promised" "No mail follows from it" "$(edit 's/location: Oslo, Norway/location: Bergen, Norway/')"
c daily
at 2004-07-15T23:00:00Z
c daily
is "for nobody hears of it" 0 "$(of change)"

# --- close to the end, but told before it ---
anew
c send >/dev/null
come ann@able.example
at 2004-07-15T06:50:00Z
has "a change to what begins within the hours left rests for half of them" "2 guests will be told by convoke daily, from 2004-07-15 09:25 on" \
    "$(edit 's/10:00am, who: ben, titles: undecided/11:00am, who: ben, titles: undecided/')"

# --- a guest is taken out ---
anew
lacks "who was not invited is not told that they are out" "convoke send tells" "$(edit '/^  dot:/d')"
c send >/dev/null
reply cem@celik.example "Nein, leider nicht." | c receive -q
c daily
lacks "nor is who declined" "convoke send tells" "$(edit '/^  cem:/d')"
has "who was invited is" "The next convoke send tells 1 guest who was invited that they are taken out" "$(edit '/who: ben/d; /^  ben:/d')"
c send >/dev/null
is "so it is" 1 "$(of withdrawal)"

# --- cancelled ---
anew
lacks "nobody hears of a cancellation who was not invited" "tells" "$(edit '1s/^/status: cancelled\n/')"
lacks "nor of its end" "invites" "$(edit '/^status: cancelled/d')"
c send >/dev/null
reply dot@dash.example "I can't come." | c receive -q
has "those who count on it do" "The next convoke send or daily tells 3 guests that it is cancelled" "$(edit '1s/^/status: cancelled\n/')"
c send >/dev/null
is "so it is" 3 "$(of cancellation)"
has "and they are invited anew" "The next convoke send invites 3 guests anew who were told that it is cancelled" "$(edit '/^status: cancelled/d')"
at 2004-07-16T09:00:00Z
lacks "once it is over, nobody is told" "tells" "$(edit '1s/^/status: cancelled\n/')"
finish
