#!/bin/sh
# A seat that comes free goes to nobody who cannot be told: they wait on, the next one in line gets it, and the organizer
# sees why. Who was spoken to may have it all the same.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
cat >"$T/relay" <<END
#!/bin/sh
[ ! -e "$T/refuses" ] || case \$1 in ben@bold*) echo '554 5.7.0 not here' >&2 && exit 69 ;; esac
sed -n 's/^X-Convoke: oslo //p' | tr -d '\r' | sed "s/^/\$1 /" >>"$T/taken"
END
chmod +x "$T/relay"
anew() {
    rm -rf "$W" "$T/state" "$T/taken" "$T/refuses"
    at 2004-06-01T09:00:00Z
    workspace
    sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
    sed -i 's/^seats:.*/seats: 1/' "$E"
    c apply "$E" >/dev/null
    c send >/dev/null
    for who in ann ben cem; do
        c answer -b phone $who yes >/dev/null
        c send >/dev/null
    done
}
sends() { c send >/dev/null 2>&1; }
got() { grep "^$1@" "$T/taken" | sed 's/^[^ ]* //' | paste -sd' ' -; }
group() { c status | awk -v head="$1" '/^$/ { on = 0 } on { print $1 } $0 == head { on = 1 }' | paste -sd' ' -; }

anew
touch "$T/refuses"
at 2004-06-02T09:00:00Z
c answer -b phone ann no >/dev/null
sends
is "word of the seat is refused" "invitation waiting" "$(got ben)"
sends
is "so the next one has it" "invitation waiting promoted" "$(got cem)"
is "who comes" "Cem" "$(group Coming)"
is "and the other waits on" "Ben" "$(group 'On the waiting list')"
has "the history says why" "mail to them does not get through" "$(c why ben)"
sends
is "nobody is told twice" "invitation waiting promoted" "$(got cem)"
at 2004-06-03T09:00:00Z
c answer -b phone cem no >/dev/null
sends
is "who is not reached is not given it again" "" "$(group Coming)"
rm "$T/refuses"
sed -i 's/ben@bold/ben@new/' "$E"
c apply "$E" >/dev/null
sends
is "until they are, at another address" "invitation waiting promoted" "$(got ben)"
is "and come" "Ben" "$(group Coming)"

anew
touch "$T/refuses"
at 2004-06-02T09:00:00Z
c answer -b phone ann no >/dev/null
sends
sends
c answer -b phone cem no >/dev/null
c answer -b 'phone, told her' ben yes >/dev/null
is "or were spoken to" "Ben" "$(group Coming)"
finish
