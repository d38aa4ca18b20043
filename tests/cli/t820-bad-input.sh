#!/bin/sh
# What comes in is broken, or what is needed is not there: a clear word, the right exit status, and nothing
# lost, so that the same again works once it is mended.
. "$(dirname "$0")/../workspace.sh"
# A mount namespace of its own for disks that are full or read-only; what is mounted goes with it.
if [ "$(id -u)" = 0 ] && [ -z "${IN_NAMESPACE:-}" ] && unshare -m mount -t tmpfs none "$T" 2>/dev/null; then
    rm -rf "$T"
    exec unshare -m env IN_NAMESPACE=1 sh "$0"
fi
workspace
c send >/dev/null
at 2004-06-02T12:00:00Z
DB=$W/convoke.sqlite
received() { sqlite3 "$1/convoke.sqlite" 'SELECT count(*) FROM received'; }
takes() { convoke -C "$1" receive ${3:-} <"$2"; } # takes WORKSPACE FILE
# copy NAME: a workspace as it was after the invitations.
cp -r "$W" "$T/clean"
copy() {
    rm -rf "$T/$1"
    cp -r "$T/clean" "$T/$1"
    V=$T/$1
}

# --- messages that are none ---

: >"$T/empty"
head -c 200000 /dev/urandom >"$T/noise"
head -c 200000 /dev/zero >"$T/zeros"
for what in empty noise zeros; do
    status "$what is taken" 0 takes "$W" "$T/$what"
    is "and shown to the organizer" 'review   somebody: cannot be read' "$(cat "$T/out")"
done
is 'byte for byte' "$(sha256sum <"$T/noise")" \
    "$(sqlite3 "$DB" "SELECT writefile('$T/kept', raw) FROM received WHERE id = 2" >/dev/null; sha256sum <"$T/kept")"
is 'nothing of it reaches a terminal that could steer it' '' "$(c review | tr -d '\n' | grep -aP '\p{Cc}')"

# 50 MB: kept up to the limit, its sender's words left to the organizer.
{
    reply ann@able.example 'Yes, I will be there.'
    yes 'and then there is this to say, which I shall say at length' | head -c 52428800
} >"$T/big"
status '50 MB are taken' 0 takes "$W" "$T/big"
is 'and left to the organizer' 'review   Ann Able: cannot be read (yes)' "$(cat "$T/out")"
is 'no answer is made of it' NEEDS-ACTION "$(partstat ann)"
is 'it is kept up to max-size' 26214400 "$(sqlite3 "$DB" 'SELECT max(size) FROM received')"
status 'again' 0 takes "$W" "$T/big"
has 'it is known' 'received before' "$(cat "$T/out")"

# A mail that breaks off inside an attachment: the words before it count.
cut_off() {
    reply ben@bold.example 'No, I cannot come.' | sed 's|^Content-Type:.*|MIME-Version: 1.0\
Content-Type: multipart/mixed; boundary=cut\
\
--cut\
Content-Type: text/plain|'
    printf -- '--cut\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBOR'
}
cut_off >"$T/cut"
status 'truncated MIME is taken' 0 takes "$W" "$T/cut"
is 'its words count' DECLINED "$(partstat ben)"
has 'that it is broken is noted' '"defects":[' "$(sqlite3 "$DB" 'SELECT meaning FROM received ORDER BY id DESC LIMIT 1')"

press cem@celik.example ACCEPTED | sed 's/REPLY/FROBNICATE/' >"$T/method"
status 'a calendar method that is none is taken' 0 takes "$W" "$T/method"
is 'and is no answer' NEEDS-ACTION "$(partstat cem)"
press cem@celik.example ACCEPTED | sed '/^DTSTAMP/,$d' >"$T/half"
status 'so is half a calendar object' 0 takes "$W" "$T/half"
is 'which is no answer' NEEDS-ACTION "$(partstat cem)"

# A Maildir with something in it that is no mail: the rest is taken, together, and everybody hears back.
mkdir -p "$T/mixed/new/2.folder" "$T/mixed/cur" "$T/mixed/tmp"
for who in ann@able.example cem@celik.example; do reply $who 'Yes, I am coming.' >"$T/mixed/new/1.$who"; done
printf 'no mail' >"$T/mixed/new/3.words"
status 'a folder among the mails' 75 c receive --maildir "$T/mixed"
has 'is told' '2.folder: not a regular file' "$(cat "$T/err")"
has 'the others are taken' "3 taken from $T/mixed" "$(cat "$T/out")"
is 'and only it stays' 2.folder "$(ls "$T/mixed/new")"
is 'one says yes' ACCEPTED "$(partstat ann)"
is 'the other, too' ACCEPTED "$(partstat cem)"
is 'each hears back' 2 "$(find "$W/outbox" -name '*.eml' -newer "$T/mixed/tmp" | xargs grep -l '^X-Convoke: oslo echo' | wc -l)"

# Nobody writes to this FIFO; whoever waits for that reads no mail any more.
rmdir "$T/mixed/new/2.folder"
mkfifo "$T/mixed/new/2.fifo"
reply ben@bold.example 'Yes, I am coming.' >"$T/mixed/new/4.ben"
status 'a FIFO among the mails' 75 timeout 120 convoke -C "$W" receive --maildir "$T/mixed"
has 'is told, too' '2.fifo: not a regular file, so no message; remove it' "$(cat "$T/err")"
is 'and holds up nothing' 2.fifo "$(ls "$T/mixed/new")"
is 'the mail behind it counts' ACCEPTED "$(partstat ben)"

# --- the database is not to be had ---

# Each from a pipe and from a Maildir; and what was refused is taken as soon as it can be.
reply dot@dash.example 'Yes, I am coming.' >"$T/plain"
press cem@celik.example TENTATIVE >"$T/pressed"
maildir() {
    rm -rf "$T/maildir"
    mkdir -p "$T/maildir/new" "$T/maildir/cur" "$T/maildir/tmp"
    cp "$T/pressed" "$T/maildir/new/1.pressed"
}
refuses() { # refuses WHY WORDS STATUS-OF-MAILDIR
    status "$1: the pipe is told to try later" 75 takes "$V" "$T/plain"
    has "$1: in so many words" "$2" "$(cat "$T/err")"
    maildir
    status "$1: so is who reads a Maildir" "$3" convoke -C "$V" receive --maildir "$T/maildir"
    is "$1: the mail stays new" 1.pressed "$(ls "$T/maildir/new")"
}
retries() { # retries WHY
    status "$1 no more: the pipe" 0 takes "$V" "$T/plain"
    status "$1 no more: the Maildir" 0 convoke -C "$V" receive --maildir "$T/maildir"
    is "$1 no more: both are in" 2 "$(received "$V")"
    is "$1 no more: the Maildir is read" 1.pressed:2,S "$(ls "$T/maildir/cur")"
}

copy locked
mkfifo "$T/hold"
sqlite3 "$V/convoke.sqlite" <"$T/hold" >/dev/null &
exec 3>"$T/hold"
echo 'BEGIN EXCLUSIVE;' >&3
sleep 2
(convoke -C "$V" remind 2>"$T/remind" >&2; echo $? >>"$T/remind") & # waits beside, ten seconds as well
remind=$!
refuses 'another program holds the database' 'database is locked' 75
wait $remind
is 'so is who sends' "convoke: $V/convoke.sqlite: database is locked
75" "$(cat "$T/remind")"
exec 3>&-
retries 'another program holds the database'

copy newer
sqlite3 "$V/convoke.sqlite" 'PRAGMA user_version = 99'
refuses 'the database is newer' 'written by a newer convoke (schema 99' 78
status 'the database is newer: status' 78 convoke -C "$V" status
has 'with the remedy' 'upgrade convoke' "$(cat "$T/err")"
sqlite3 "$V/convoke.sqlite" "PRAGMA user_version = $(sqlite3 "$DB" 'PRAGMA user_version')"
retries 'the database is newer'

copy foreign
mv "$V/convoke.sqlite" "$T/ours"
sqlite3 "$V/convoke.sqlite" 'CREATE TABLE stamps (id)'
refuses 'the database is of another program' 'is a database of another program' 78
head -c 8192 /dev/urandom >"$V/convoke.sqlite"
refuses 'the database is noise' 'file is not a database' 65
: >"$V/convoke.sqlite" # as a copy to there leaves it that finds the disk full
refuses 'the database is empty' 'is empty; put what `convoke backup` has made in its place' 75
status 'the database is empty: status' 75 convoke -C "$V" status
is 'it stays empty' 0 "$(stat -c %s "$V/convoke.sqlite")"
rm "$V/convoke.sqlite"
refuses 'the database is gone' 'No such file or directory' 66
mv "$T/ours" "$V/convoke.sqlite"
retries 'the database is gone'

copy misconfigured
echo 'relai=dir:outbox' >>"$V/convoke.conf"
refuses 'convoke.conf is wrong' 'unknown key' 78
sed -i '$d' "$V/convoke.conf"
retries 'convoke.conf is wrong'

copy foreign
if [ "$(id -u)" = 0 ] && id nobody >/dev/null 2>&1 && command -v setpriv >/dev/null; then
    chmod 755 "$T"
    chmod -R a+rX "$V"
    status 'the database is somebody else'"'"'s' 75 setpriv --reuid nobody --clear-groups convoke -C "$V" status
    has 'it says whose account is wanted' 'run convoke as the account that it belongs to' "$(cat "$T/err")"
else
    skip "somebody else's database" 'root, nobody and setpriv are wanted'
fi

if [ -n "${IN_NAMESPACE:-}" ]; then
    mkdir "$T/disk"
    mount -t tmpfs -o size=4m none "$T/disk"
    trap 'umount "$T/disk"; rm -rf "$T"' EXIT
    V=$T/disk/workspace
    cp -r "$T/clean" "$V"
    dd if=/dev/zero of="$T/disk/filler" bs=4k 2>/dev/null
    refuses 'the disk is full' 'No space left on device' 75
    status 'the disk is full: nobody is reminded' 75 env CONVOKE_NOW=2004-06-16T12:00:00Z convoke -C "$V" remind
    rm "$T/disk/filler"
    retries 'the disk is full'
    at 2004-06-16T12:00:00Z
    status 'the disk is full no more: who owes an answer is reminded' 0 convoke -C "$V" remind
    is 'two of them' '2 sent.' "$(cat "$T/out")"
    is 'once' 2 "$(grep -l '^X-Convoke: oslo reminder' "$V"/outbox/*.eml | wc -l)"
    at 2004-06-02T12:00:00Z

    rm -rf "$V"
    cp -r "$T/clean" "$V"
    mount -o remount,ro "$T/disk"
    refuses 'the disk is read-only' 'Read-only file system' 75
    mount -o remount,rw "$T/disk"
    retries 'the disk is read-only'
else
    skip 'a full disk' 'wants root and mount namespaces'
    skip 'a read-only disk' 'wants root and mount namespaces'
fi

# --- sending ---

sent() { ls "$V"/outbox 2>/dev/null | wc -l; }
copy astray
at 2004-06-16T12:00:00Z
sed -i 's|^#*relay=.*|relay=smtp://127.0.0.1:1?starttls=off|' "$V/convoke.conf"
convoke -C "$V" settle all sent >/dev/null
status 'the relay is not there' 75 convoke -C "$V" remind
has 'it says where it looked' '127.0.0.1 port 1: Connection refused' "$(cat "$T/err")"
sed -i 's|^relay=.*|relay=dir:outbox|' "$V/convoke.conf"
at 2004-06-16T12:00:01Z
status 'a relay is there' 0 convoke -C "$V" remind
is 'nothing was lost, nothing is sent twice' '4 sent.' "$(cat "$T/out")"

copy template
mkdir -p "$V/templates/en"
printf 'Subject: Please answer\n\nHello {{guest.nome}}\n' >"$V/templates/en/reminder.txt"
status 'a broken template' 78 convoke -C "$V" remind
has 'file, line and fault' 'en/reminder.txt:3:' "$(cat "$T/err")"
has 'nothing is sent' 'so nothing is sent' "$(cat "$T/err")"
is 'and nothing is' 4 "$(sent)"
status 'answers are taken all the same' 0 takes "$V" "$T/plain"
is 'and recorded' 1 "$(sqlite3 "$V/convoke.sqlite" 'SELECT count(*) FROM answer')"
has 'the echo comes later' 'its echo will go out later' "$(cat "$T/err")"
rm "$V/templates/en/reminder.txt"
status 'mended' 0 convoke -C "$V" daily
is 'an echo, three reminders and the digest go out' 9 "$(sent)"

# --- a part of the program is missing ---

copy parted
make -s -C "$ROOT" B="${B#"$ROOT"/}" DESTDIR="$T/root" PREFIX=/usr install >/dev/null 2>&1
PATH=$T/root/usr/bin:$PATH
hash -r
is 'an installed convoke runs' "$(convoke --version)" "$("$T/root/usr/bin/convoke" --version)"
mv "$T/root/usr/lib/convoke" "$T/away"
mkdir "$T/root/usr/lib/convoke"
cp "$T/away/yaml.so" "$T/root/usr/lib/convoke/" # without event files there is nothing to do
reply dot@dash.example 'Yes, I am coming.' >"$T/plain"
sed 's/^UID:/COMMENT:If I may\\, yes\n&/' "$T/pressed" >"$T/escaped"
case $B in
*asan*)
    takes "$V" "$T/escaped" >"$T/out" 2>"$T/err"
    skip 'calendar.so is missing: a calendar answer has to wait' 'a sanitizer ends the shut-in process in its own way'
    ;;
*) status 'calendar.so is missing: a calendar answer has to wait' 75 takes "$V" "$T/escaped" ;;
esac
has 'which part is missing' 'lib/convoke/calendar.so' "$(cat "$T/err")"
status 'plain words are understood' 0 takes "$V" "$T/plain"
at 2004-06-16T12:00:00Z
status 'reminders wait' 75 convoke -C "$V" remind
rm -r "$T/root/usr/lib/convoke"
mv "$T/away" "$T/root/usr/lib/convoke"
status 'with it, the calendar answer is taken' 0 takes "$V" "$T/escaped"
at 2004-06-16T12:00:01Z
status 'and the reminders go out' 0 convoke -C "$V" remind
finish
