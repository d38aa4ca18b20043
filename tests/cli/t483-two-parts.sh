#!/bin/sh
# Several texts in one message: what is a file beside the words, and what the same words mean in HTML.
. "$(dirname "$0")/../lib.sh"
message() { # TYPE, and the parts on standard input, each behind "--b"
    printf 'From: Ann Able <ann@able.example>\nTo: meet+k2jtvybzsf27jp3m@host.example\nSubject: Re: Invitation: Oslo\nMessage-ID: <1@able.example>\nIn-Reply-To: <k2jtvybzsf27jp3m.o2ktu3k5mjrt3qtj@host.example>\nMIME-Version: 1.0\nContent-Type: multipart/%s; boundary=b\n\n' "$1"
    cat
    echo '--b--'
}
says() { convoke explain --json - | python3 -c '
import json, sys
m = json.load(sys.stdin)
print(m["partstat"] if m["sure"] else "?", m["why"])'; }
part() { printf -- '--b\nContent-Type: %s; charset=utf-8\n%s\n\n%s\n' "$1" "$2" "$3"; }

both() {
    part text/plain '' "$1"
    part text/html '' "$2"
}
has 'the same in HTML is the same' ACCEPTED "$(both 'Yes, I will come.' '<p>Yes, <b>I will come</b>.</p>' | message alternative | says)"
has 'what HTML says otherwise is not sure' '? (HTML says otherwise)' "$(both 'Yes, I will come.' '<p>No, I cannot come.</p>' | message alternative | says)"
has 'whatever it quotes' '? (HTML says otherwise)' "$(both 'No' '<p>Yes, I will come.</p><p>You wrote: No one is left out.</p>' | message alternative | says)"
has 'and in however many tags' ACCEPTED "$(both 'Yes, I will come. See you!' '<p>Yes, <b>I</b> will
come. </p><p>See you!</p>' | message alternative | says)"
has 'HTML that says nothing contradicts nothing' DECLINED "$(both 'No, I cannot come.' '<p></p>' | message alternative | says)"

with() { # DISPOSITION of the second text
    part text/plain '' 'See the notes.'
    part text/plain "Content-Disposition: $1" 'Yes, I will come.'
}
has 'a text with a name is a file' '?' "$(with 'inline; filename=notes.txt' | message mixed | says)"
has 'as one that says so' '?' "$(with 'attachment; filename=notes.txt' | message mixed | says)"
has 'one without is more of the words' ACCEPTED "$(with inline | message mixed | says)"
has 'where there are no others, its words are those' ACCEPTED "$(part text/plain 'Content-Disposition: inline; filename=body.txt' 'Yes, I will come.' | message mixed | says)"
finish
