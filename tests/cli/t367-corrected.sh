#!/bin/sh
# A guest's address is corrected while mail to the old one is on its way: what has not left goes to the new one, what has
# left goes nowhere else, and what may have left goes nowhere by itself.
. "$(dirname "$0")/../workspace.sh"
state() { sqlite3 "$W/convoke.sqlite" "SELECT group_concat(state || ' ' || recipient) FROM outbox WHERE person = 'ann'"; }

# The relay: takes mail, and does what $T/meanwhile says, once, while it has the mail for ann in hand.
cat >"$T/relay" <<EOF
#!/bin/sh
case \$1 in ann@*) [ ! -e "$T/meanwhile" ] || { mv "$T/meanwhile" "$T/now" && . "$T/now"; } ;; esac
echo "\$1" >>"$T/taken"
EOF
chmod +x "$T/relay"
taken() { grep '^ann@' "$T/taken" | paste -sd' ' -; }
correct="sed -i 's/ann@[a-z]*/ann@new/' '$W/events/oslo.yaml' && convoke -C '$W' apply -q '$W/events/oslo.yaml' >'$T/apply.out' 2>&1"
anew() { # anew ENDING: of the first try for ann, while which her address is corrected
    rm -rf "$W" "$T/state" "$T/taken" "$T/meanwhile"
    at 2004-06-01T09:00:00Z
    workspace
    sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
    printf '%s\n' "$correct" "$1" >"$T/meanwhile"
    c send >/dev/null 2>&1
}

anew 'echo 450 greylisted >&2; exit 75'
at 2004-06-01T09:00:01Z
c send >/dev/null
is "put off at the old address: it goes to the new one, at once" "ann@new.example" "$(taken)"
is "and is sent" "sent ann@new.example" "$(state)"
at 2004-06-03T09:00:00Z
c send >/dev/null
is "once" "ann@new.example" "$(taken)"

anew 'echo 550 no such user >&2; exit 67'
at 2004-06-01T09:00:01Z
c send >/dev/null
is "refused at the old address: it goes to the new one" "ann@new.example" "$(taken)"
lacks "where nothing was refused" "Mail does not get through" "$(c status)"

anew 'echo "$1" >>"'"$T"'/taken"; exit 0'
at 2004-06-01T09:00:01Z
c send >/dev/null
is "taken at the old address: it does not go to the new one, too" "ann@able.example" "$(taken)"

anew 'kill -9 $$'
at 2004-06-01T09:00:01Z
c send >/dev/null
is "in doubt at the old address: it goes nowhere" "unknown ann@able.example" "$(state)"
c settle ann again >/dev/null
c send >/dev/null
is "until you say so, and then to the new one" "ann@new.example" "$(taken)"

# Put off first, and corrected then.
anew 'exit 75'
rm -rf "$T/taken"
at 2004-06-01T09:00:01Z
printf 'exit 75\n' >"$T/meanwhile"
c send >/dev/null 2>&1
is "it waits for its next try" "queued ann@new.example" "$(state)"
sed -i 's/ann@new/ann@newer/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
is "which is made at the newer address, at once" "ann@newer.example" "$(taken)"
finish
