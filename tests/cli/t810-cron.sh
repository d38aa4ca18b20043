#!/bin/sh
# Debian's cron runs the one line of examples/crontab: in a mount namespace, so that it sees our crontab and
# no other, and with the minute changed, so that a minute is enough.
. "$(dirname "$0")/../lib.sh"

missing() {
    [ "$(id -u)" = 0 ] || { echo 'a mount namespace wants root'; return; }
    for tool in cron unshare; do command -v $tool >/dev/null || echo "no $tool"; done
    [ -x /usr/sbin/sendmail ] || echo 'no sendmail for cron to mail with'
    unshare -m mount -t tmpfs none /run 2>/dev/null || echo 'no mount namespaces here'
}
why=$(missing | paste -sd, -)
if [ -n "$why" ]; then
    skip 'cron reminds' "$why"
    finish
    exit
fi
W=$T/workspace
ok 'a workspace' convoke init --address netconf@meet.example "$W"
ok 'a meeting' convoke -C "$W" apply "$ROOT/examples/netconf-2004.yaml"
ok 'the invitations are out' convoke -C "$W" send
ok 'one guest has answered' convoke -C "$W" answer davem yes --because 'told me so'

# What cron runs is our program, its exit status noted; what cron mails goes into a file.
mkdir "$T/bin" "$T/crontabs" "$T/empty"
cat >"$T/bin/convoke" <<EOF
#!/bin/sh
"$B/convoke" "\$@"
status=\$?
echo "\$CONVOKE_DIR \$status" >>"$T/ran"
exit \$status
EOF
cat >"$T/sendmail" <<EOF
#!/bin/sh
cat >>"$T/mailed"
EOF
echo 'auth required pam_permit.so
account required pam_permit.so
session required pam_permit.so' >"$T/pam"
chmod +x "$T/bin/convoke" "$T/sendmail"

# The line stands there twice, so two of it start at the same moment; and once more for a workspace that
# is none.
{
    echo CONVOKE_NOW=2004-06-16T17:00:00Z
    sed "s|^PATH=.*|PATH=$T/bin:/usr/bin:/bin|; s|^CONVOKE_DIR=.*|CONVOKE_DIR=$W|; s|^17 |* |" "$ROOT/examples/crontab"
    grep '^17 ' "$ROOT/examples/crontab" | sed 's|^17 |* |'
    echo "CONVOKE_DIR=$T/nowhere"
    grep '^17 ' "$ROOT/examples/crontab" | sed 's|^17 |* |'
} >"$T/crontabs/root"
chmod 600 "$T/crontabs/root"
is 'the example has one line for cron' 1 "$(grep -c '^17 \* \* \* \* convoke daily$' "$ROOT/examples/crontab")"

: >"$T/ran"
: >"$T/mailed"
unshare -m sh -c '
    mount --bind "$1/crontabs" /var/spool/cron/crontabs &&
    mount --bind "$1/empty" /etc/cron.d && mount --bind /dev/null /etc/crontab &&
    mount --bind "$1/pam" /etc/pam.d/cron && mount --bind "$1/sendmail" "$(readlink -f /usr/sbin/sendmail)" &&
    mount -t tmpfs none /run && exec cron -f' sh "$T" 2>"$T/cron" &
cron=$!
trap 'kill $cron 2>/dev/null; rm -rf "$T"' EXIT
for _ in $(seq 400); do
    [ "$(wc -l <"$T/ran")" -lt 3 ] || break
    sleep 0.5
done
sleep 2 # cron mails after the job has ended
kill $cron
wait $cron 2>/dev/null

is 'both ran well, and the third said what is wrong' "$T/nowhere 66
$W 0
$W 0" "$(sort "$T/ran")"
reminded() { grep -l '^X-Convoke: netconf-2004 reminder' "$W"/outbox/*.eml; }
is 'everybody who owes an answer is reminded, but for who sleeps in Tokyo' 6 "$(reminded | wc -l)"
is 'no one twice' '' "$(reminded | xargs sed -n 's/^To: //p' | sort | uniq -d)"
lacks 'who has answered is not' 'davem@redhat.example' "$(reminded | xargs sed -n 's/^To: //p')"
is 'cron mails trouble, and only that' "convoke: $T/nowhere is no workspace" \
    "$(sed -n '/^$/,$p' "$T/mailed" | sed '/^$/d; s/ (.*//')"
ok 'when it is morning there' env CONVOKE_NOW=2004-06-16T22:00:00Z convoke -C "$W" daily
is 'they are, and nobody else again' 7 "$(reminded | wc -l)"
finish
