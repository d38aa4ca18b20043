#!/bin/sh
# What was refused for good at an address is owed again once the guest has another, as far as it still holds: whoever
# comes is told that it is cancelled, whoever waited that a seat is theirs.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
cat >"$T/relay" <<EOF
#!/bin/sh
[ ! -e "$T/refuses" ] || case \$1 in \$(cat "$T/refuses")@*) echo '554 5.7.0 not here' >&2 && exit 69 ;; esac
sed -n 's/^X-Convoke: oslo //p' | tr -d '\r' | sed "s/^/\$1 /" >>"$T/taken"
EOF
chmod +x "$T/relay"
anew() {
    rm -rf "$W" "$T/state" "$T/taken" "$T/refuses"
    at 2004-06-01T09:00:00Z
    workspace
    sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
}
refuses() { echo "$1" >"$T/refuses"; }
edit() { # edit SED-SCRIPT
    sed -i "$1" "$E"
    c apply "$E" >"$T/applied"
}
sends() { c send >/dev/null 2>&1; }
got() { grep "^$1@" "$T/taken" | sed 's/^[^ ]* //' | paste -sd' ' -; }
gets() { grep "^$1@new" "$T/taken" | sed 's/.* //' | paste -sd' ' -; }

anew
sends
c answer -b phone ann yes >/dev/null
refuses ann
edit 's/^name:/status: cancelled\n&/'
sends
is "the cancellation is refused" "invitation" "$(got ann)"
edit 's/Ann Able/Ann A. Able/'
sends
is "and not tried again at the same address" 1 "$(c why ann | grep -c 'failed cancellation')"
rm "$T/refuses"
edit 's/ann@able/ann@new/'
has "with another address it is owed again, as apply says" "tells 1 guest that it is cancelled" "$(cat "$T/applied")"
has "and the plan" "cancellation    Ann" "$(c plan)"
sends
sends
is "it goes there, once" "cancellation" "$(gets ann)"
has "the history has both" "it had failed at ann@able.example: 554 not here" "$(c why ann | tr -s '\n ' ' ')"

# --- nothing that no longer holds ---

anew
sends
refuses ann
edit 's/^name:/status: cancelled\n&/'
sends
edit '/^status/d; s/ann@able/ann@new/'
lacks "where the meeting takes place after all, nobody is told otherwise" "Ann" "$(c plan)"
sends
is "really nobody" "invitation" "$(got ann)"

# --- word of a seat ---

anew
edit 's/^seats:.*/seats: 1/'
sends
c answer -b phone ann yes >/dev/null
c answer -b phone ben yes >/dev/null
sends
c answer -b phone ann no >/dev/null
refuses ben
sends
is "word of the seat is refused" "invitation waiting" "$(got ben)"
rm "$T/refuses"
edit 's/ben@bold/ben@new/'
sends
is "and goes to the new address" "promoted" "$(gets ben)"

# --- what is new, and a reminder ---

anew
sends
c answer -b phone ann yes >/dev/null
sends
refuses ann
edit 's/title: Queues/title: Paging/'
at 2004-06-03T09:00:00Z
c daily >/dev/null 2>&1
is "what is new is refused" "1" "$(c why ann | grep -c 'failed change')"
rm "$T/refuses"
edit 's/ann@able/ann@new/'
c daily >/dev/null 2>&1
is "and goes to the new address at once" "change" "$(gets ann)"
refuses '[bd]*'
at 2004-06-16T09:00:00Z
c daily >/dev/null 2>&1
is "so is a reminder" "invitation" "$(got dot)"
rm "$T/refuses"
edit 's/dot@dash/dot@new/'
c daily >/dev/null 2>&1
is "which is owed while its days last" "reminder" "$(gets dot)"
at 2004-06-24T09:00:00Z
edit 's/ben@bold/ben@new/'
c daily >/dev/null 2>&1
is "and the next one alone after that" "reminder" "$(gets ben)"
finish
