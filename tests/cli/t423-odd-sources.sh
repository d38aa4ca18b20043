#!/bin/sh
# What stands where mail should be and is none, or cannot be read: no hang, an error that says what it is, and whatever else
# is there is taken.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
reply ann@able.example "Yes, I will come." >"$T/yes"
reply ben@bold.example "No, I can't come." >"$T/no"
count() { sqlite3 "$W/convoke.sqlite" "SELECT count(*) FROM received"; }
in_time() { timeout 60 convoke -C "$W" receive -q "$@"; }

# A Maildir.
mkdir -p "$T/md/tmp" "$T/md/new" "$T/md/cur"
for thing in link fifo folder dangling; do
    case $thing in
    link) ln -s "$T/no" "$T/md/new/link" ;;
    fifo) mkfifo "$T/md/new/fifo" ;;
    folder) mkdir "$T/md/new/folder" ;;
    dangling) ln -s "$T/nowhere" "$T/md/new/dangling" ;;
    esac
    sed "s/^Message-ID: </&$thing/" "$T/yes" >"$T/md/new/yes"
    touch -d 2004-06-01 "$T/md/new/yes"
    status "$thing: no message" 75 in_time --maildir "$T/md"
    has "$thing: it is said" "$T/md/new/$thing: not a regular file, so no message; remove it" "$(cat "$T/err")"
    is "$thing: it alone stays" "$thing" "$(ls "$T/md/new")"
    rm -rf "$T/md/new/$thing"
done
is "what stood beside them is taken" "4 ACCEPTED" "$(count) $(partstat ann)"
status "a file" 66 in_time --maildir "$T/yes"
has "is no Maildir" "$T/yes/new: no such folder" "$(cat "$T/err")"

# An mbox.
mkfifo "$T/fifo"
status "an mbox that is a FIFO" 65 in_time --mbox "$T/fifo"
has "is none" "$T/fifo: is no mbox" "$(cat "$T/err")"
status "nor is a folder" 65 in_time --mbox "$T/md"
status "nor a device" 65 in_time --mbox /dev/zero
is "nothing is left beside them" "" "$(ls "$T"/*.lock 2>/dev/null)"

# Standard input, and what a careless caller leaves closed.
status "a closed one" 75 sh -c "convoke -C '$W' receive -q <&-"
has "is said" "reading a message: Bad file descriptor" "$(cat "$T/err")"
status "a folder" 75 sh -c "convoke -C '$W' receive -q <'$T'"
is "nothing is taken from these" 4 "$(count)"
status "without output and errors" 0 sh -c "convoke -C '$W' receive <'$T/no' >&- 2>&-"
is "a message is taken all the same" "5 DECLINED" "$(count) $(partstat ben)"
is "and nothing was written into the database" ok "$(sqlite3 "$W/convoke.sqlite" 'PRAGMA integrity_check')"

# A folder that we may not read.
if [ "$(id -u)" = 0 ] && id nobody >/dev/null 2>&1 && command -v setpriv >/dev/null; then
    chmod 755 "$T"
    chown -R nobody "$W"
    chmod 000 "$T/md/new"
    status "a Maildir of somebody else" 75 setpriv --reuid nobody --clear-groups timeout 60 convoke -C "$W" receive --maildir "$T/md"
    has "is not taken for none" "$T/md/new: Permission denied" "$(cat "$T/err")"
else
    skip "a Maildir of somebody else" "root, nobody and setpriv are wanted"
fi
finish
