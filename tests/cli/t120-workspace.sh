#!/bin/sh
# Workspaces and their configuration: made once, found by -C, CONVOKE_DIR or the folder, and every
# mistake in convoke.conf told with its line.
. "$(dirname "$0")/../workspace.sh"

status "no workspace" 66 convoke -C "$T" status
has "it says how to make one" "convoke init" "$(cat "$T/err")"
status "init" 0 convoke init --address meet@host.example "$W"
has "it says that nothing leaves the machine" "nothing leaves this" "$(cat "$T/out")"
status "init again leaves it alone" 73 convoke init "$W"
is "convoke.conf is the owner's alone" 600 "$(stat -c %a "$W/convoke.conf")"
is "so is the database" 600 "$(stat -c %a "$W/convoke.sqlite")"
status "an address that is none" 64 convoke init --address nonsense "$T/v"
status "nor one that nobody reads" 64 convoke init --address no-reply@host.example "$T/v"
has "it says why" "answers have to come to this address, and nobody reads \`no-reply@host.example\`" "$(cat "$T/err")"
ok "and nothing is made" test ! -e "$T/v"

status "no meeting yet" 66 c status
has "it says what brings one in" "convoke apply" "$(cat "$T/err")"
status "CONVOKE_DIR names it" 66 env CONVOKE_DIR="$W" convoke status
has "the same answer" "convoke apply" "$(cat "$T/err")"

# conf LINES WANT: a configuration, and what is said of it.
conf() {
    printf '%s\n' "$1" >"$W/convoke.conf"
    status "refused: $2" 78 c status
    has "says: $2" "$2" "$(cat "$T/err")"
}
conf '[mail]
adress=meet@host.example' 'convoke.conf:2: unknown key `adress`; did you mean `address`?'
conf '[mail]
address=meet@host.example

[sent]
relay=dir:x' 'convoke.conf:4: unknown group `sent`; did you mean `send`?'
conf '[mail]
address=nobody' 'convoke.conf:2: `address` is `nobody`; it must be an address'
conf '[mail]
address=noreply@host.example' 'convoke.conf:2: `address` is `noreply@host.example`; it must be an address that answers may come to'
conf '[mail]
separator=/' 'convoke.conf:2: `separator` is `/`; it must be +, -, catch-all or none'
conf '[send]
echo=yes' 'convoke.conf:2: `echo` is `yes`; it must be true or false'
conf '[receive]
max-size=many' 'it must be a whole number'
conf '[limits]
processes=99' 'convoke.conf:2: `processes` is `99`; it must be a whole number from 1 to 8'
conf '[limits]
calendar-bytes=9999999' 'convoke.conf:2: `calendar-bytes` is `9999999`; it must be a whole number from 1 to 262144'
conf '[send]
relay=smpt://mail.example' 'convoke.conf:2: relay: "smpt:" is no way to send mail: there are smtp://, smtps://, sendmail: and dir:'
conf '[send]
relay=smtp://mail.example?starttls=never' 'convoke.conf:2: relay: "starttls=never" is no setting of a relay that we can use: it is required, optional or off'
conf '[receive]

imap=https://mail.example/' 'convoke.conf:3: imap: that is no address of an account; give imaps://USER@HOST/FOLDER, or imap:// for STARTTLS'
conf '[send]
password-command=get-password MEET\user' 'convoke.conf:2: `password-command` must have a \ between quotes, as in'
conf '[receive]
imap-token-command=echo "unclosed' 'convoke.conf:2: `imap-token-command` must be a command as a shell takes it, with both quotes of a pair'
conf '[send]
rate=2\x' 'convoke.conf:2: `rate` is `2\x`; it must be a whole number above 0'
conf 'address=meet@host.example' 'convoke.conf:1: this is no [group]'
conf '# hello

[mail]
address=meet@host.example
[send
relay=dir:x' 'convoke.conf:5: this is no [group]'
conf '[send]
relay' 'convoke.conf:2: this is no [group], no key=value below one, and no # comment'

rm -rf "$W"
workspace
status "two meetings: one must be named" 0 sh -c "sed 's/^meeting: oslo/meeting: rome/' '$W/events/oslo.yaml' > '$T/rome.yaml' && convoke -C '$W' apply '$T/rome.yaml'"
status "the outbox does not guess" 64 c outbox
has "it lists them" "oslo, rome" "$(cat "$T/err")"
status "named" 0 c status rome
is "no line ends with blanks" "" "$(grep ' $' "$T/out")"
sed -i 's/Ben Bold/山田 恵美/' "$T/rome.yaml"
c apply "$T/rome.yaml" >/dev/null
is "wide letters take two columns" "  invitation      山田 恵美$(printf '%15s' '')  is a guest and was not invited yet" "$(c plan rome | grep 山田)"
for words in 'status paris' 'plan paris' 'why paris ann' 'export paris csv'; do
    status "no such meeting: $words" 66 c $words
    is "in the same words" "convoke: there is no meeting \`paris\` here; \`convoke apply FILE\` brings one in" "$(cat "$T/err")"
done
status "no such command" 64 convoke nonsense
has "nothing is near" "no command \`nonsense\`; see convoke --help" "$(cat "$T/err")"
status "a command with a slip" 64 convoke aply
has "what was meant" "did you mean \`apply\`?" "$(cat "$T/err")"
status "-C without a folder" 64 convoke -C
has "says what it wants" "-C wants a folder" "$(cat "$T/err")"
is "who has read enough closes the pipe, and hears nothing" "" "$({ c show oslo ann invitation | true; } 2>&1)"
status "no such option" 64 convoke --nonsense status
status "too many words" 64 c status a b
has "the usage is shown" "usage: convoke status" "$(cat "$T/err")"
status "a slip in a guest's id" 66 c why oslo bne
has "the id that is near" 'there is no guest `bne`; did you mean `ben`?' "$(cat "$T/err")"
status "a piece of several names" 66 c why oslo b
has "they are named" 'several guests are called `b`: ann, ben; give' "$(cat "$T/err")"
status "a seat's mail to who has none" 73 c show oslo ann promoted
has "says so" "no promoted would go to \`ann\` now: nothing of the kind" "$(cat "$T/err")"
status "a reminder before its time" 73 c show oslo ann reminder
has "is not due" "no reminder would go to \`ann\` now: " "$(cat "$T/err")"
status "the digest goes to no guest" 66 c show oslo ann digest
has "but to the organizer" "convoke show organizer digest" "$(cat "$T/err")"
status "whom no guest's mail goes to" 66 c show oslo organizer reminder
has "as is said" "a guest gets the reminder, not the organizer" "$(cat "$T/err")"
status "--version" 0 convoke --version
finish
