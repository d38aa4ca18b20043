#!/bin/sh
# News asks for an answer, but not those who said when they will know, nor those who wrote what nobody has read yet.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
words() { sed 's/\r$//; s/=20$/ /; s/=$//' "$1" | sed -n '/^Content-Type: text\/plain/,/^--/p' | tr '\n' ' ' | tr -s ' '; }
none='I do not have your answer yet.'
asks='Please let me know by Wednesday, 30 June 2004'
workspace
sed -i 's/, language: de, zone: Europe\/Berlin//' "$E"
c apply "$E" >/dev/null
c send >/dev/null
at 2004-06-02T09:00:00Z
reply ann@able.example 'I will let you know on 5 July.' | c receive -q
reply ben@bold.example 'Well, well.' | c receive -q
c send >/dev/null
at 2004-06-04T09:00:00Z
sed -i 's/^location: .*/location: Bergen, Norway/' "$E"
c apply "$E" >/dev/null
at 2004-06-05T09:00:00Z
c daily
mail=$(words "$(mail_to ann@able.example)")
has "a change" "Bergen" "$mail"
has "names the day that was promised" "You said that you would know by Monday, 5 July 2004. I will not ask before" "$mail"
lacks "and asks for nothing by another" "Please let me know" "$mail"
lacks "nor says that nothing came" "$none" "$mail"
mail=$(words "$(mail_to ben@bold.example)")
has "a mail that waits for the organizer is there" "What you wrote is with me" "$mail"
lacks "and is no silence" "$none" "$mail"
mail=$(words "$(mail_to cem@celik.example)")
has "who said nothing is told so" "$none" "$mail"
has "and asked" "$asks" "$mail"

at 2004-06-06T09:00:00Z
c announce pending >/dev/null
c daily
mail=$(words "$(mail_to ann@able.example)")
has "an announcement" "Here is the agenda" "$mail"
has "honours the promise, too" "You said that you would know by Monday, 5 July 2004. I will not ask" "$mail"
has "and the mail that nobody has read" "What you wrote is with me" "$(words "$(mail_to ben@bold.example)")"
at 2004-07-05T09:00:00Z
c daily
at 2004-07-06T09:00:00Z
c announce --again pending >/dev/null
c daily
mail=$(words "$(mail_to ann@able.example)")
has "once the day has come" "You said that you would know by Monday, 5 July 2004. Do you know more by now?" "$mail"
has "it is asked" "Please let me know" "$mail"
finish
