#!/bin/sh
# convoke check and convoke new: mistakes with place and remedy, and a file to start from.
. "$(dirname "$0")/../lib.sh"
cd "$T" || exit 1

# The example, and what a good file prints.
status 'the example is good' 0 convoke check "$ROOT/examples/netconf-2004.yaml"
is 'one line says what is in it' \
    "$ROOT/examples/netconf-2004.yaml: good: 8 guests, 2 days, 12 sessions, 8 topics, 3 questions" \
    "$(cat out)"
is 'nothing on standard error' '' "$(cat err)"

# A mistake: place, line, caret, remedy.
cat >bad.yaml <<'EOF'
meeting: m
name: M
zone: Europe/Berlim
dates: [2004-07-14]
organizer: Ann Example <ann@meet.example>
agenda:
  2004-07-14:
    - {at: 11:00am, what: Talks}
    - {at: 12:00am, what: Lunch!}
EOF
status 'a file with errors is EX_DATAERR' 65 convoke check bad.yaml
is 'all errors at once, as a compiler prints them' 'bad.yaml:3:7: error: there is no time zone "Europe/Berlim"
    3 | zone: Europe/Berlim
      |       ^~~~~~~~~~~~~
help: did you mean "Europe/Berlin"?
bad.yaml:9:12: error: this starts before "Talks" above it (11:00, line 8)
    9 |     - {at: 12:00am, what: Lunch!}
      |            ^~~~~~~
help: 12:00am is midnight; for noon write 12:00pm
bad.yaml: 2 errors' "$(cat out)"

# Several files, standard input, files that are not there.
convoke new Netconf >good.yaml
status 'one bad file of several decides' 65 convoke check good.yaml bad.yaml missing.yaml
has 'the good one is told' 'good.yaml: good: ' "$(cat out)"
is 'the missing one is told' 'convoke: missing.yaml: No such file or directory' "$(cat err)"
status 'a missing file alone is EX_NOINPUT' 66 convoke check missing.yaml good.yaml
status 'a folder is no file' 66 convoke check .
status 'without a file it is EX_USAGE' 64 convoke check
ok 'standard input' sh -c 'convoke check - <good.yaml'
has 'standard input has a name in messages' 'standard input:3:7: error' "$(convoke check - <bad.yaml)"

# What is no event file at all.
: >empty.yaml
status 'empty' 65 convoke check empty.yaml
has 'empty says so' 'error: the file is empty' "$(cat out)"
head -c 5000 "$B/convoke" >binary.yaml
status 'binary' 65 convoke check binary.yaml
has 'binary says so' 'error: this is not a text file' "$(cat out)"
head -c 17000000 /dev/zero | tr '\0' 'x' >large.yaml
status 'too large' 65 convoke check large.yaml
has 'too large says so' 'error: the file is larger than 16 MiB' "$(cat out)"
status 'endless' 65 sh -c 'yes "a: b" | convoke check -'

# convoke new: a file that is good, and never in the place of another.
status 'new writes to standard output' 0 convoke new
is 'new is good' 'standard: good' "$(convoke new | convoke check - | sed 's/^-:/standard:/; s/good:.*/good/')"
has 'new has comments' '# its id' "$(cat out)"
lacks 'new has no date of its own example' '2030-' "$(cat out)"
has 'new lies three months ahead' 'dates: [2004-08-24, 2004-08-25]' "$(cat out)"
has 'the name and its id' 'meeting: netconf-2005 ' "$(convoke new 'Netconf 2005')"
status 'new writes a file' 0 convoke new 'Netconf 2005' n.yaml
ok 'which is good' convoke check n.yaml
echo mine >n.yaml
status 'an existing file is EX_CANTCREAT' 73 convoke new 'Netconf 2005' n.yaml
is 'and left as it is' mine "$(cat n.yaml)"
ln -s nowhere link.yaml
status 'a link is not followed' 73 convoke new 'Netconf 2005' link.yaml
status 'a file alone is written, too' 0 convoke new packet-summit.yaml
has 'its meeting is called after it' 'name: "Packet Summit"' "$(cat packet-summit.yaml)"
status 'a name behind its file is EX_USAGE' 64 convoke new other.yaml 'Netconf 2005'
ok 'and nothing is written' test ! -e other.yaml -a ! -e 'Netconf 2005'
status 'a name without letters is EX_USAGE' 64 convoke new '!'
status 'a name of two lines is EX_USAGE' 64 convoke new 'a
b'
if [ -w /dev/full ]; then
    status 'a full disk is noticed' 74 sh -c 'convoke new >/dev/full'
    status 'also by who asks for help' 74 sh -c 'convoke --help >/dev/full'
    for help in 'check --help' 'check -h' 'help check'; do
        status "or for a command's: $help" 74 sh -c "convoke $help >/dev/full"
        has 'in the same words' 'convoke: standard output: No space left on device' "$(cat err)"
    done
fi

# The manual: its examples, put together, are a good file; every key is in it.
page=$ROOT/man/convoke-event.5
sed -n '/^\.Bd -literal -offset indent/,/^\.Ed/{/^\./!p;}' "$page" >manual.yaml
status 'the examples of the manual are good' 0 convoke check manual.yaml
has 'the manual has guests, sessions and topics' '2 guests, 2 days, 5 sessions, 2 topics' "$(cat out)"
cat >keys.yaml <<'EOF'
x1: x
guests: {a: {x2: x}}
topics: {a: {x3: x}}
questions: {a: {x4: x}}
slides: [{x5: x}]
reminders: {x6: x}
organizer: {x7: x}
dates: 2004-07-14
agenda: {2004-07-14: [{x8: x}]}
EOF
convoke check keys.yaml | sed -n 's/^help: the keys of .* are: //p' | tr -d ' ' | tr ',' '\n' | sort -u >keys
is 'every kind of map lists its keys' 8 "$(convoke check keys.yaml | grep -c '^help: the keys of .* are: ')"
sed -n 's/^\.\(It \)\{0,1\}Cm //p' "$page" | tr -s ' ,)' '\n' | sort -u >documented
is 'every key is in the manual' '' "$(comm -23 keys documented)"
finish
