#!/bin/sh
# A question that comes into the event file when invitations are on their way, or have arrived: nobody is invited
# again for it, and everybody is asked it once, with the next mail that asks something of them.
. "$(dirname "$0")/../workspace.sh"
E=$W/events/oslo.yaml
edit() { sed -i "$1" "$E" && c apply "$E"; }
text() { "$ROOT/tests/helper/read-mail" --text "$1" | tr '\n' ' ' | tr -s ' '; }
of() { grep -l "^X-Convoke: oslo $1" "$W"/outbox/*.eml 2>/dev/null; }
to() { of "$1" | while read -r f; do sed -n '1,2s/^Delivered-To: //p' "$f" | tr -d '\r'; done | sort | tr '\n' ' ' | sed 's/ $//'; }
swept() { rm -f "$W"/outbox/*.eml; }
ask() {
    printf 'questions:\n  dinner: {ask: Will you join the dinner?, choices: [gladly, sorry]}\n' >>"$E"
    c apply "$E"
}
anew() {
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
}

# --- in the outbox ---
anew
c hold invitation >/dev/null
c send >/dev/null
ask >/dev/null
c release all >/dev/null
c send >/dev/null
is "who was not invited yet is invited once" "ann@able.example ben@bold.example cem@celik.example dot@dash.example" "$(to invitation)"
has "and asked with that" "1. Will you join the dinner? (gladly or sorry)" "$(text "$(mail_to ann@able.example)")"
reply ann@able.example "Yes, I am coming." | c receive -q
at 2004-06-02T09:00:00Z
c daily
is "who was asked is not asked again" "" "$(to change)"

# --- arrived ---
anew
c send >/dev/null
ann=$(invitation ann@able.example)
cp "$ann" "$T/ann.eml"
reply ann@able.example "Yes, I am coming." | c receive -q
reply dot@dash.example "Sorry, I can't." | c receive -q
c daily
swept
has "of the question hears who comes" "1 guest will be told" "$(ask)"
at 2004-06-01T10:10:00Z
c daily
c send >/dev/null
is "by a mail of its own" "ann@able.example" "$(to change)"
is "nobody is invited again" "" "$(to invitation)"
m=$(mail_to ann@able.example)
has "which is about that" "A question to you" "$(header "$m" Subject)"
has "and asks it, with what there is to choose from" "Will you join the dinner? (gladly or sorry)" "$(text "$m")"
lacks "and does not claim that the agenda has changed" "The agenda of" "$(text "$m")"
swept
at 2004-06-16T08:00:00Z
c daily
is "who is silent is asked with the next reminder" "ben@bold.example cem@celik.example" "$(to reminder)"
has "there it is" "1. Will you join the dinner? (gladly or sorry)" "$(text "$(mail_to ben@bold.example)")"
cp "$T/ann.eml" "$W/outbox"
swept

# --- other words for the same question ---
edit 's/Will you join the dinner?/Will you join us for dinner?/' >"$T/out"
lacks "are no question anew" "will be told" "$(cat "$T/out")"
at 2004-06-17T08:00:00Z
c daily
is "and nobody is written to" "" "$(to change)"
at 2004-06-23T08:00:00Z
c daily
has "the next reminder has them" "1. Will you join us for dinner?" "$(text "$(mail_to ben@bold.example)")"
swept
edit 's/^  dinner: {/  supper: {/' >"$T/out"
at 2004-06-23T10:00:00Z
c daily
is "under another id it is another question" "ann@able.example" "$(to change)"
finish
