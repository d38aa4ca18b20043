#!/bin/sh
# A relay that passes no mail of ours on is our own trouble, and costs no guest their invitation. What has failed for
# good all the same can be sent again, when the organizer says so; what was delivered never is.
. "$(dirname "$0")/../workspace.sh"
workspace
DB=$W/convoke.sqlite
relay() { # RULE...
    rm -f "$T/stop" "$T/port"
    mkfifo "$T/stop"
    "$ROOT/tests/helper/smtpd" --log "$T/log" "$@" <"$T/stop" >"$T/port" &
    exec 3>"$T/stop"
    until [ -s "$T/port" ]; do sleep 0.05; done
    sed -i "s|^#*relay=.*|relay=smtp://127.0.0.1:$(cat "$T/port")?starttls=off|" "$W/convoke.conf"
}
states() { sqlite3 "$DB" "SELECT group_concat(state, ' ') FROM (SELECT state FROM outbox WHERE kind <> 'digest' ORDER BY id)"; }

# --- refused, all of them ---

relay 'rcpt=554 5.7.1 <x@y.example>: Relay access denied'
status 'a relay for others' 78 c send
has 'and what to do' 'set relay in [send] of convoke.conf' "$(cat "$T/err")"
is 'everybody waits' 'queued queued queued queued' "$(states)"
lacks 'nobody is given up' 'does not get through' "$(c status)"
exec 3>&-
relay
at 2004-06-01T09:01:00Z
status 'once it is mended' 0 c send
is 'all are invited at once' 'sent sent sent sent' "$(states)"
exec 3>&-

# --- refused, one by one, and for good ---

W=$T/second
workspace
DB=$W/convoke.sqlite
mkdir "$T/kept"
relay --keep "$T/kept" 'rcpt:1=550 5.7.1 we do not know you' 'rcpt:2=550 5.1.1 no such user' 'rcpt:3=550 5.7.1 nor you'
status 'three are refused' 0 c send
is 'for good' 'failed failed failed sent' "$(states)"
has 'the outbox says what can be done' 'Failed (convoke settle NUMBER again)' "$(c outbox)"
has 'so does the status' 'Mail does not get through (mend the address, or convoke settle NAME again)' "$(c status)"
has 'and what stands below it' '3 failed' "$(c status)"
status 'nothing is sent again by itself' 0 c send
is 'really nothing' 'failed failed failed sent' "$(states)"
status 'one of them' 0 c settle ann again -b 'the relay knows us now'
is 'waits' 'queued failed failed sent' "$(states)"
status 'all that failed' 0 c settle all again
is 'and nothing that has left' 'queued queued queued sent' "$(states)"
status 'they are sent' 0 c send
is 'an address that was given up as well' 'sent sent sent sent' "$(states)"
lacks 'nobody stands there any more' 'does not get through' "$(c status)"
is 'each once' 4 "$(ls "$T/kept" | wc -l)"
has 'the history has it' 'the relay knows us now; it had failed: 550 we do not know you' "$(c why ann | tr -s '\n ' ' ')"
status 'what was delivered is not sent again' 66 c settle all again
has 'which is said' 'nothing of that has failed' "$(cat "$T/err")"
exec 3>&-

# --- put off, dropped since it was no longer owed, and owed again ---

W=$T/third
workspace
relay 'rcpt=450 4.2.0 greylisted'
c send >/dev/null
exec 3>&-
relay
cp "$W/events/oslo.yaml" "$T/whole.yaml"
sed -i '/^  dot:/d' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
at 2004-06-01T12:00:00Z
c send >/dev/null
c apply "$T/whole.yaml" >/dev/null
at 2004-06-02T12:00:00Z
c send >/dev/null
why=$(c why dot | tr -s '\n ' ' ')
has 'the history has what came to nothing' 'again invitation “it had been dropped after 1 try: is no longer a guest”' "$why"
has 'and what did not' 'mail sent invitation' "$why"
exec 3>&-

# --- another mail than the invitation: the organizer hears whose, once ---

W=$T/fourth
workspace
c send >/dev/null
at 2004-06-16T08:00:00Z
relay 'data:1=554 5.7.1 not in these words'
c settle all sent >/dev/null
c daily >/dev/null
exec 3>&-
sed -i 's|^relay=.*|relay=dir:outbox|' "$W/convoke.conf"
digest() { "$ROOT/tests/helper/read-mail" --text "$(mail_to olga@host.example)" | tr -s ' \n' ' '; }
at 2004-06-17T08:00:00Z
c daily >/dev/null
has 'it is named' 'These mails failed, and are not sent again by themselves. “convoke outbox” lists them, “convoke settle NUMBER again” sends one again: - Ann Able, ann@able.example: 554 not in these words' "$(digest)"
lacks 'as one who is reached' 'does not get through' "$(digest)"
at 2004-06-18T08:00:00Z
reply ben@bold.example 'Yes, I am coming.' | c receive -q
c daily >/dev/null
has 'and not every day' 'Ben Bold: coming' "$(digest)"
lacks 'again' 'These mails failed' "$(digest)"
finish
