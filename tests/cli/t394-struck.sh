#!/bin/sh
# What somebody struck through they do not say.
. "$(dirname "$0")/../workspace.sh"
html() { # html FROM TOKEN HTML
    printf 'From: %s\nTo: meet+%s@host.example\nSubject: Re: Oslo\nMessage-ID: <%s@client.example>\nDate: %s\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n%s\n' \
        "$1" "$2" "$(serial)" "$(stamp)" "$3"
}
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
TOKEN=$(sql "SELECT token FROM invitation WHERE guest = 'ann'")
says() { html ann@able.example "$TOKEN" "$1" | c receive -n; }
for yes in '<s>Yes, I will come.</s>' '<strike>Yes, I will come.</strike>' '<del>Yes, I will come.</del>' \
    '<span style="text-decoration: line-through">Yes, I will come.</span>' \
    '<span style="color: red; text-decoration-line:underline line-through">Yes, I will come.</span>'; do
    lacks "$yes" "recorded" "$(says "<p>$yes</p><p>My flight was cancelled.</p>")"
done
for style in 'display:none' 'visibility: hidden' 'text-decoration: line-through'; do
    lacks "$style by a class" "recorded" "$(says "<style>.x { $style }</style><p class=x>Yes, I will come.</p><p>My flight was cancelled.</p>")"
done
has "without a no that is struck through" "(yes)" "$(says '<p>I will <del>not</del> come.</p>')"
has "a line under words is none through them" "(yes)" "$(says '<p style="text-decoration: underline">I will come.</p>')"
FROM=else@bold.example reply ann@able.example 'Yes, I will come.' | c receive -q
html olga@host.example "$(sql 'SELECT organizer_token FROM meeting')" '<p><s>1 no</s></p><p>Not yet.</p>' | c receive -q
is "nor is an order carried out" "" "$(sql 'SELECT partstat FROM answer')"
finish
