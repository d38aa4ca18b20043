#!/bin/sh
# What is sent after a backup was restored and has taken over is nothing that the lost copy may have sent: no calendar takes
# it for older than what it has, and no mail server for what it has delivered already.
. "$(dirname "$0")/../workspace.sh"
workspace
DB=$W/convoke.sqlite
mkdir "$T/mail"
# sent KIND ADDRESS FIELD: that field of each mail of this kind that went there, in turn.
printf '#!/bin/sh\nn=$(ls %s | wc -l)\n{ echo "Delivered-To: $1"; cat; } | tr -d "\\r" >%s/$(printf %%03d $n)\n' "$T/mail" "$T/mail" >"$T/take"
chmod +x "$T/take"
sed -i "s|^#*relay=.*|relay=sendmail:$T/take %t|" "$W/convoke.conf"
sent() {
    grep -l "^X-Convoke: oslo $1" $(grep -l "^Delivered-To: $2" "$T"/mail/*) | while read -r f; do
        if [ "$3" = Message-ID ]; then header "$f" "$3"; else "$ROOT/tests/helper/read-mail" --parts "$f" | sed -n "s/^ *$3:\([0-9A-Z]*\).*/\1/p" | head -n 1; fi
    done
}
newest() { sent "$@" | tail -n 1; }
lose() {
    rm -f "$DB-wal" "$DB-shm"
    cp "$T/backup" "$DB"
}
moved() {
    sed -i "s/^location: .*/location: $1/" "$W/events/oslo.yaml"
    c apply -q "$W/events/oslo.yaml" >/dev/null
}
rises() { # rises NAME FROM TO
    ok "$1 ($2 to $3)" test "$3" -gt "$2"
}

c send >/dev/null
root=$(newest invitation ann@able.example Message-ID)
c answer ann yes -b 'she rang' >/dev/null
sqlite3 "$DB" ".backup $T/backup"

# --- the lost copy: two other places, an announcement, called off and on again ---

at 2004-06-02T09:00:00Z
moved Bergen
c announce accepted -m 'Bring your laptops.' >/dev/null
at 2004-06-03T09:00:00Z
moved Trondheim
c announce all -m 'It is Trondheim.' >/dev/null
c send >/dev/null
lost=$(newest announcement ann@able.example SEQUENCE)
is 'its places raise SEQUENCE' 2 "$lost"
for word in cancelled confirmed; do
    echo "status: $word" >>"$W/events/oslo.yaml"
    c apply -q "$W/events/oslo.yaml" >/dev/null
    c send >/dev/null
    sed -i '/^status:/d' "$W/events/oslo.yaml"
done
c apply -q "$W/events/oslo.yaml" >/dev/null
called=$(newest cancellation ann@able.example SEQUENCE)
rises 'and so does its end' "$lost" "$called"

# --- restored ---

lose
at 2004-06-05T09:00:00Z
moved Oslo
status 'it takes over' 0 c takeover
moved Stavanger
c announce all -m 'The hotel has burnt down.' >/dev/null
after=$(newest announcement ann@able.example SEQUENCE)
rises 'a new place is newer than all that she may have' "$called" "$after"
is 'no announcement has the Message-ID of another' '' "$(sent announcement ann@able.example Message-ID | sort | uniq -d)"
f=$(grep -l 'burnt down' $(grep -l '^Delivered-To: ann' "$T"/mail/*))
is 'it is threaded below the invitation all the same' "$root" "$(header "$f" References)"

# --- who answers mail from before, or from after ---

FROM=ben@bold.example
before=$(newest invitation ben@bold.example Message-ID)
printf 'From: ben@bold.example\nTo: meet@host.example\nSubject: Re: Oslo\nMessage-ID: <b1@client.example>\nIn-Reply-To: %s\nDate: %s\n\nYes, I will come.\n' \
    "$before" "$(stamp)" | c receive -q
is 'an answer to mail from before finds its guest' ACCEPTED "$(partstat ben)"
at 2004-06-06T09:00:00Z
printf 'From: ben@bold.example\nTo: meet@host.example\nSubject: Re: Oslo\nMessage-ID: <b2@client.example>\nIn-Reply-To: %s\nDate: %s\n\nSorry, I cannot come.\n' \
    "$(newest announcement ben@bold.example Message-ID)" "$(stamp)" | c receive -q
is 'and so does one to mail from after' DECLINED "$(partstat ben)"

# --- whose calendar answers, and of which dates ---

invitation() { grep -l "^X-Convoke: oslo invitation" $(grep -l "^Delivered-To: $1" "$T"/mail/*) | head -n 1; }
at 2004-06-07T09:00:00Z
sed -i 's/2004-07-1\([45]\)/2004-07-2\1/g' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
c announce all -m 'Ten days later.' >/dev/null
dates=$(newest announcement dot@dash.example SEQUENCE)
rises 'new dates are newer than the new place' "$after" "$dates"
press dot@dash.example ACCEPTED 20040607T100000Z | sed "s/SEQUENCE:0/SEQUENCE:$after/" | c receive -q
is 'a yes to the dates of before is none to these' '' "$(partstat dot | grep ACCEPTED)"
press dot@dash.example ACCEPTED 20040607T110000Z | sed "s/SEQUENCE:0/SEQUENCE:$dates/" | c receive -q
is 'a yes to these counts' ACCEPTED "$(partstat dot)"
after=$dates

# --- called off in earnest ---

echo 'status: cancelled' >>"$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
end=$(newest cancellation ann@able.example SEQUENCE)
rises 'the cancellation is newer than what it takes back' "$after" "$end"
is 'and no mail server has seen it' '' "$(sent cancellation ann@able.example Message-ID | sort | uniq -d)"

# --- nothing else changes ---

lose
at 2004-06-08T09:00:00Z
sed -i '/^status:/d; s/2004-07-2/2004-07-1/g' "$W/events/oslo.yaml"
status 'where nothing was sent elsewhere' 0 c takeover --nothing-sent
moved Bergen
c announce accepted -m 'Bring your laptops.' >/dev/null
is 'SEQUENCE goes on from what it was' 1 "$(newest announcement ann@able.example SEQUENCE)"
is 'and so do the Message-IDs' "$(sent announcement ann@able.example Message-ID | head -n 1)" "$(newest announcement ann@able.example Message-ID)"
finish
