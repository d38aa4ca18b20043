#!/bin/sh
# OpenSMTPD hands mail over by LMTP and by a pipe, set up as convoke-intake(7) says: both come to the same, by the
# token of the envelope; what comes while nobody listens waits in its queue.
. "$(dirname "$0")/../mta.sh"
mta opensmtpd 'opensmtpd opensmtpq'
{
    echo "listen on 127.0.0.1 port $port hostname meet.example"
    recipe 'OpenSMTPD, LMTP' lmtp
    recipe 'OpenSMTPD, pipe' pipe | sed 's/convoke {/piped {/; s/action convoke/action piped/; s/<convoke>/<piped>/'
} >"$T/smtpd.conf"
server sh -c 'chmod 711 /var/lib/opensmtpd/empty && exec smtpd -d -f "$0"' "$T/smtpd.conf"

mv "$T/pipe/convoke.conf" "$T/pipe/away"
ok 'mail is handed in while nobody listens' submit 0 2
tried() { [ "$(grep -c 'result=TempFail' "$T/server.out")" -ge 4 ]; }
wait_for tried
ok 'it was tried, and waits' tried
serve
mv "$T/pipe/away" "$T/pipe/convoke.conf"
ok 'more is handed in' submit 2 10
compare 10
finish
