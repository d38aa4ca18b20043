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
status "an address that is none" 64 convoke init --address nonsense "$T/v"

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
separator=/' 'convoke.conf:2: `separator` is `/`; it must be + or -'
conf '[send]
echo=yes' 'convoke.conf:2: `echo` is `yes`; it must be true or false'
conf '[receive]
max-size=many' 'it must be a whole number'
conf 'address=meet@host.example' 'convoke.conf: '

rm -rf "$W"
workspace
status "two meetings: one must be named" 0 sh -c "sed 's/^meeting: oslo/meeting: rome/' '$W/events/oslo.yaml' > '$T/rome.yaml' && convoke -C '$W' apply '$T/rome.yaml'"
status "status does not guess" 64 c status
has "it lists them" "oslo, rome" "$(cat "$T/err")"
status "named" 0 c status rome
status "no such meeting" 66 c status paris
status "no such command" 64 convoke nonsense
status "no such option" 64 convoke --nonsense status
status "too many words" 64 c status a b
has "the usage is shown" "usage: convoke status" "$(cat "$T/err")"
status "--version" 0 convoke --version
finish
