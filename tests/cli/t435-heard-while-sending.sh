#!/bin/sh
# What is heard of a mail while its sender has not written down yet what became of it: a report or an answer may be
# faster, and after a crash it may come long before the next run.
. "$(dirname "$0")/../workspace.sh"
workspace
DB=$W/convoke.sqlite

# A sender that takes a mail, and does not come to its end while "wait" is there.
cat >"$T/take" <<'EOF'
#!/bin/sh
cd "$(dirname "$0")" || exit 75
{ printf 'Return-Path: <%s>\n' "$2"; cat; } >"mail.$1"
echo "$1" >>arrived
while [ -e wait ]; do sleep 0.05; done
EOF
chmod +x "$T/take"
sed -i "s|^#*relay=.*|relay=sendmail:$T/take %t %f|" "$W/convoke.conf"
sends() { # ADDRESS: a run that has the mail to it in hand
    : >"$T/arrived"
    touch "$T/wait"
    env convoke -C "$W" send --only "$1" >"$T/sent" 2>&1 &
    wait_for test -s "$T/arrived"
}
goes_on() {
    rm -f "$T/wait"
    wait $! 2>/dev/null
}
path_of() { sed -n 's/^Return-Path: <\(.*\)>\r*$/\1/p' "$1"; }
bounce() { # ADDRESS
    printf 'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: %s\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <report-%s@mx.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user here\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: %s\nSubject: Oslo\n\n--b--\n' \
        "$(path_of "$T/mail.$1")" "$(serial)" "$1" "$(header "$T/mail.$1" Message-ID)" |
        c receive -q -r "$(path_of "$T/mail.$1")"
}
answer() { # ADDRESS TEXT
    m=$T/mail.$1
    printf 'From: %s\nTo: %s\nSubject: Re: %s\nMessage-ID: <%s@client.example>\nIn-Reply-To: %s\n\n%s\n' \
        "$1" "$(header "$m" Reply-To)" "$(header "$m" Subject)" "$(serial)" "$(header "$m" Message-ID)" "$2" | c receive -q
}
state() { sqlite3 "$DB" "SELECT state || ' ' || attempts FROM outbox WHERE person = '$1' AND kind = 'invitation'"; }

# --- a report that is faster ---

sends ann
bounce ann@able.example
goes_on
is 'it came back before it was written down as sent' 'failed 1' "$(state ann)"
has 'why says so' '5.1.1' "$(c why ann)"
sed -i 's/ann@able.example/ann@able2.example/' "$W/events/oslo.yaml"
c apply "$W/events/oslo.yaml" >/dev/null
c send --only ann >/dev/null
is 'so it goes to the right address once that is known' ann@able2.example "$(tail -n 1 "$T/arrived")"

# --- and after a crash ---

crashes() { # ADDRESS
    sends "$1"
    kill -9 $!
    goes_on
}
crashes cem
bounce cem@celik.example
crashes ben
answer ben@bold.example 'Yes, I will come.'
status 'the next run, when both were heard of' 0 c send --only dot
is 'what came back has failed' 'failed 1' "$(state cem)"
is 'what was answered has arrived' 'sent 1' "$(state ben)"
is 'so nothing is in doubt, or claimed' 0 \
    "$(sqlite3 "$DB" "SELECT count(*) FROM outbox WHERE state IN ('unknown', 'claimed')")"
finish
