#!/bin/sh
# What we wrote ourselves is known where a client marks no quotation: what stands between our lines is the answer.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T12:00:00Z
letter() { # the invitation of a guest: their own words, each in its place
    sqlite3 -ascii "$W/convoke.sqlite" "SELECT coalesce(w.text, char(31)), '/', l.text FROM letter l
        JOIN outbox o ON o.id = l.outbox LEFT JOIN wording w ON w.id = l.wording
        WHERE person = '$1' AND kind = 'invitation'" |
        perl -0777 -ne 's/\036$//; my ($text, $own) = split m{\037/\037};
            my @own = split /\037/, $own; $text =~ s/\037/shift @own/ge; print $text'
}
# between PERSON WORDS: their invitation, with WORDS in a line of their own below the one that asks whether they come.
between() { letter "$1" | sed -E "s/^(Please let me know by|Bitte lass mich bis|Bitte lassen Sie mich bis) .*/&\\n\\n$2/"; }

reply ann@able.example "$(between ann 'Yes, I will come.')" >"$T/yes"
has 'by itself it is not sure' '"sure":false' "$(convoke explain --json <"$T/yes")"
c receive -q <"$T/yes"
is 'beside our letter it is' ACCEPTED "$(partstat ann)"
is 'by their words alone' 'I will come' "$(sqlite3 "$W/convoke.sqlite" "SELECT words FROM answer WHERE guest = 'ann'")"
reply ben@bold.example "$(between ben 'No, sorry.')" >"$T/no"
c receive -q <"$T/no"
is 'a no is one' DECLINED "$(partstat ben)"
reply cem@celik.example "$(letter cem)" >"$T/nothing"
c receive -q <"$T/nothing"
is 'our letter alone says nothing' NEEDS-ACTION "$(partstat cem)"
# Among others, in their order.
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
reply ann@able.example 'No, I cannot come after all.' >"$T/md/new/1"
reply ann@able.example "$(between ann 'Yes, I will come, now it is sure.')" >"$T/md/new/2"
reply cem@celik.example 'No, I cannot come.' >"$T/md/new/3"
reply dot@dash.example "$(between dot 'Yes, I will come.')" >"$T/md/new/4"
reply cem@celik.example "$(between cem 'Yes, I will come after all.')" >"$T/md/new/5"
status 'a Maildir' 0 c receive -q --maildir "$T/md"
is 'the last word of each counts' 'ACCEPTED ACCEPTED ACCEPTED' "$(partstat ann) $(partstat cem) $(partstat dot)"
is 'all is taken' 0 "$(ls "$T/md/new" | wc -l)"

status 'read anew' 0 c rebuild --reread
has 'it means the same' 'all is as it was' "$(cat "$T/out")"
finish
