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
anew() { # anew ENDING [MEANWHILE]: of the first try for ann, while which her address is corrected
    rm -rf "$W" "$T/state" "$T/taken" "$T/meanwhile"
    at 2004-06-01T09:00:00Z
    workspace
    sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
    printf '%s\n' "${2-$correct}" "$1" >"$T/meanwhile"
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
anew 'exit 75' ''
is "it waits for its next try" "queued ann@able.example" "$(state)"
sed -i 's/ann@able/ann@newer/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
is "which is made at the newer address, at once" "ann@newer.example" "$(taken)"

# The organizer is another one: what the guests say is theirs to read.
anew 'exit 0' ''
printf 'From: ben@bold.example\nTo: meet@host.example\nSubject: Re: Oslo\nMessage-ID: <b@client.example>\nIn-Reply-To: %s\nDate: %s\n\nYes, I will come.\n' \
    "$(sqlite3 "$W/convoke.sqlite" "SELECT message_id FROM outbox WHERE person = 'ben'")" "$(stamp)" | c receive -q
at 2004-06-01T21:30:00Z
c daily >/dev/null
is "the digest waits for the morning" "queued olga@host.example" \
    "$(sqlite3 "$W/convoke.sqlite" "SELECT state || ' ' || recipient FROM outbox WHERE kind = 'digest'")"
sed -i 's/Olga Owner <olga@/Otto Other <otto@/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
at 2004-06-02T08:00:00Z
c daily >/dev/null
is "it goes to who is the organizer now" "otto@host.example" "$(grep -E '^(olga|otto)@' "$T/taken")"

# A mail that was put off and is not owed any more: what the relay said is not why it was dropped.
anew 'exit 75' ''
sqlite3 "$W/convoke.sqlite" "UPDATE outbox SET code = 450, words = 'greylisted' WHERE person = 'ann'" # as by SMTP
c revoke ann >/dev/null
at 2004-06-03T09:00:00Z
c send >/dev/null
has "dropped, and why" "“a newer invitation is theirs”" "$(c why ann)"

# It had failed for good: they never had it, and are invited anew.
rm -rf "$W" "$T/state" "$T/taken"
at 2004-06-01T09:00:00Z
workspace
sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
printf 'echo 550 no such user >&2; exit 67\n' >"$T/meanwhile"
c send >/dev/null 2>&1
is "it has failed" "failed ann@able.example" "$(state)"
c apply -q "$W/events/oslo.yaml" >/dev/null
sed -i 's/Ann Able/Ann A. Able/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
at 2004-06-02T09:00:00Z
c send >/dev/null
is "whatever else changes, it stays failed" "failed ann@able.example" "$(state)"
sh -c "$correct"
c send >/dev/null
c send >/dev/null
is "with another address they are invited anew, once" "ann@new.example" "$(taken)"
is "and what has failed stays so" "failed ann@able.example,sent ann@new.example" "$(state)"

# A mail system further on may say so, and may say it again later.
rm -rf "$W"
at 2004-06-01T09:00:00Z
workspace
c send >/dev/null
path=$(sed -n '1s/^Return-Path: <\(.*\)>.*/\1/p' "$(mail_to ann@able.example)")
report() {
    printf 'From: MAILER-DAEMON@mx.example\nTo: %s\nSubject: failure notice\nMessage-ID: <%s@mx.example>\nReturn-Path: <>\n\nHi. This is the qmail-send program at mx.example.\nI am afraid I was not able to deliver your message to the following addresses.\nThis is a permanent error; I have given up. Sorry it did not work out.\n\n<ann@able.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n' \
        "$path" "$(serial)" | c receive -q -r "$path"
}
report
has "she is not reached" "Mail does not get through" "$(c status)"
old=$(header "$(invitation ann@able.example)" Reply-To)
sh -c "$correct"
c send >/dev/null
is "with another address she is invited anew" 1 "$(count_to ann@new.example)"
lacks "by another token" "$old" "$(header "$(invitation ann@new.example)" Reply-To)"
report
lacks "what is said of the old address once more says nothing of the new one" "Mail does not get through" "$(c status)"
reply ann@new.example "Yes, I will be there." | c receive -q
is "and her answer counts" ACCEPTED "$(partstat ann)"
sed -i 's/ann@new/ann@newest/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
c send >/dev/null
is "who had it and answered is not invited again by an address" 0 "$(count_to ann@newest.example)"
finish
