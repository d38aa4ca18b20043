#!/bin/sh
# The process is killed that forks those that read mail: nothing is read any more, nothing is lost, and what goes on for long
# ends, so that it begins anew.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
children() { pgrep -P "$1"; }
nursery() { # nursery PROCESS: the child of it that has children, once a message was read
    for child in $(children "$1"); do ! children "$child" >/dev/null || echo "$child"; done
}
if ! command -v pgrep >/dev/null; then
    skip 'the process that forks readers is killed' 'no pgrep'
    finish
    exit
fi

printf '[receive]\nlmtp=unix:lmtp\n' >>"$W/convoke.conf"
convoke -C "$W" serve lmtp 2>"$T/log" &
serve=$!
trap 'kill $serve 2>/dev/null; rm -rf "$T"' EXIT
lmtp() { "$ROOT/tests/helper/lmtp" "$W/lmtp" meet@host.example "$1"; }
reply ann@able.example "Yes, I will come." >"$T/yes"
ok "it takes mail" wait_for lmtp "$T/yes"
part=$(children $serve)
kill -KILL "$(nursery "$part")"
reply ben@bold.example "No, I can't come." >"$T/no"
status "what cannot be read" 1 lmtp "$T/no"
has "is to come again" "451 4.3.0" "$(cat "$T/out")"
ok "and is taken then" wait_for lmtp "$T/no"
is "as an answer" DECLINED "$(partstat ben)"
has "by another process" "lmtp ended with status 75" "$(cat "$T/log")"
kill $serve
wait $serve
is "which ends when told to" 0 $?

mkdir -p "$T/md/tmp" "$T/md/new" "$T/md/cur"
gone() { [ ! -e "$T/md/new/$1" ]; }
deliver() { cp "$1" "$T/md/tmp/$2" && mv "$T/md/tmp/$2" "$T/md/new/$2"; }
convoke -C "$W" receive -q --watch --maildir "$T/md" 2>"$T/err" &
serve=$!
deliver "$T/yes" 1
wait_for gone 1
kill -KILL "$(nursery $serve)"
reply cem@celik.example "Ja, ich komme." >"$T/ja"
deliver "$T/ja" 2
wait $serve
is "who watches a Maildir ends, and may be started again" 75 $?
has "after it has said why" "starting a process that reads messages" "$(cat "$T/err")"
is "the message stays" 2 "$(ls "$T/md/new")"
status "for the next one" 0 c receive -q --maildir "$T/md"
is "who takes it" ACCEPTED "$(partstat cem)"
finish
