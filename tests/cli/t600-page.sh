#!/bin/sh
# convoke page: the whole page word for word, valid HTML, and what must never stand on it.
# The pages are tests/page/*.html; REGEN=1 writes them anew.
. "$(dirname "$0")/../lib.sh"
cd "$T" || exit 1
pages=$ROOT/tests/page

golden() { # golden FILE: it equals the one in tests/page
    [ -z "${REGEN:-}" ] || cp "$1" "$pages/$1"
    ok "$1 is as it should be" diff "$pages/$1" "$1"
}
valid() { # valid FILE: HTML without a fault
    if command -v tidy >/dev/null; then
        is "$1 is valid HTML" '' "$(tidy -errors -quiet --show-warnings yes "$1" 2>&1)"
    else
        skip "$1 is valid HTML" 'no tidy'
    fi
}

convoke init w >/dev/null
export CONVOKE_DIR=w
convoke apply "$ROOT/examples/netconf-2004.yaml" >/dev/null

# The model meeting.
convoke page >netconf-2004.html
golden netconf-2004.html
valid netconf-2004.html
lacks 'no address by default' '@' "$(grep -v '^@' netconf-2004.html)"
is 'no scripts' 0 "$(grep -ci '<script\|javascript:' netconf-2004.html)"
is 'the same again' "$(cat netconf-2004.html)" "$(CONVOKE_NOW=2004-06-09T09:00:00Z convoke page)"

# Attendees: those who said no are left out, or only those who said yes are in.
people() { convoke page "$@" | sed -n 's/.*<span class="name">\([^<]*\).*/\1/p'; }
convoke answer rusty yes --because 'told me' >/dev/null
convoke answer davem no --because 'told me' >/dev/null
convoke answer acme maybe --because 'told me' >/dev/null
is 'all but those who said no' 7 "$(people | wc -l | tr -d ' ')"
lacks 'who said no is not listed' 'Miller' "$(people)"
is 'only who said yes' 'Rusty Russell' "$(people --attendees=accepted)"
is 'nobody' '' "$(people --attendees=none)"

# Who waits for a seat is no attendee as yet.
convoke init seats >/dev/null
sed 's/^seats: .*/seats: 1/' "$ROOT/examples/netconf-2004.yaml" >seats/one.yaml
convoke -C seats apply seats/one.yaml >/dev/null
convoke -C seats send >/dev/null
for who in rusty davem; do convoke -C seats answer $who yes --because 'told me' >/dev/null; done
is 'only who has a seat' 'Rusty Russell' "$(CONVOKE_DIR=seats; people --attendees=accepted)"
lacks 'nor is who waits listed among all' 'Miller' "$(CONVOKE_DIR=seats; people)"
lacks 'and no empty section' 'id="attendees"' "$(convoke page --attendees none)"

# Addresses, when asked for, in words.
spelled=$(convoke page --addresses)
has 'an address in words' 'rusty at rustcorp dot example' "$spelled"
has 'the organizer'"'"'s, too' 'ann at meet dot example' "$spelled"
lacks 'nothing that a program would collect' 'rusty@' "$spelled"

# German, and what people write breaks out of nothing.
cat >hostile.yaml <<'END'
meeting: hostile
name: "</title><script>alert(1)</script>"
series: "\"onmouseover=\"x"
edition: "{{zone}} {{{language}}}"
about: "<!-- & --> ]]> ask ann@meet.example"
by-invitation: "<b>"
location: "</style><style>*{display:none}"
zone: Europe/Berlin
language: de
organizer: Ann <ann@meet.example>
dates: [2031-09-30, 2031-10-01]
agenda:
  2031-09-30:
    - {at: 9:00-10:30, who: mira, titles: ["<i>", "&amp;"], room: "'\"", note: "</li>"}
    - {at: 11:00+, what: "<talk>"}
sponsors: ["<img src=x onerror=alert(1)>"]
guests:
  mira: {name: "<mira>", address: mira@meet.example, affiliation: "A & B", role: "</span>"}
  nobody: {name: nobody@meet.example, address: nobody@meet.example}
topics:
  first: {title: "</h3>", body: "one\n\n<p>two"}
slides:
  - {title: "<a>", from: mira, url: "https://meet.example/?a=1&b='c'&at=a@b.example"}
END
convoke apply hostile.yaml >/dev/null
convoke page hostile >hostile.html
golden hostile.html
valid hostile.html
has 'in its language' '<html lang="de" dir="ltr">' "$(cat hostile.html)"
is 'none of it is a tag' 0 "$(grep -c '<script\|<img\|<i>\|<talk>\|<mira>' hostile.html)"
lacks 'a name that is an address is veiled' '@meet' "$(cat hostile.html)"

# One that is cancelled says so before all else.
lacks 'one that takes place is not cancelled' 'cancelled"' "$(convoke page netconf-2004)"
sed 's/^name: .*/&\nstatus: cancelled\nstatus-note: "The hall <flooded>.\\n\\nNext year."/' "$ROOT/examples/netconf-2004.yaml" >off.yaml
convoke apply off.yaml >/dev/null
convoke page netconf-2004 >off.html
valid off.html
is 'it is cancelled, and why' \
    'This meeting is cancelled|The hall &lt;flooded&gt;.|Next year.|' \
    "$(sed -n '/class="cancelled"/,/<.section>/s/ *<[hp][^>]*>\(.*\)<.*/\1/p' off.html | tr '\n' '|')"
sed -i '/^status/d' off.yaml
convoke apply off.yaml >/dev/null

# Into a file, whole or not at all.
status 'into a file' 0 convoke page netconf-2004 --output page.html
is 'nothing is printed' '' "$(cat out)"
is 'it holds the page' "$(convoke page netconf-2004)" "$(cat page.html)"
mkdir -p w/templates/en
printf '{{meeting.nmae}} {{guest.name}}\n' >w/templates/en/page.html
status 'a broken template is EX_CONFIG' 78 convoke page netconf-2004 --output page.html
has 'its fault is named' 'en/page.html:1:1: ' "$(cat err)"
has 'names of letters are none of the page' 'en/page.html:1:18: ' "$(cat err)"
ok 'and the old page stays' grep -q '<h1>Netconf 2004</h1>' page.html
printf '<p>{{meeting.name}}\n' >w/templates/en/page.html
is 'an own template' '<p>Netconf 2004' "$(convoke page netconf-2004)"
rm w/templates/en/page.html

# Mistakes.
status 'several meetings are open' 64 convoke page
status 'no such meeting' 66 convoke page nowhere
status 'no such choice' 64 convoke page --attendees some
status 'a folder that is not there' 73 convoke page netconf-2004 -o none/page.html
status 'a full disk' 74 sh -c 'convoke page netconf-2004 >/dev/full'

finish
