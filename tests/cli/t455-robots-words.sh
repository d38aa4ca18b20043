#!/bin/sh
# People who answer say, too, what robots write: such words alone make no robot of who has our invitation.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
at 2004-06-02T08:00:00Z
# says WORDS [SED]: what would become of them.
says() { reply ann@able.example "$1" | sed "${2:-}" | c receive -n; }

for words in "Yes, I will come! My new email address is ann@new.example, please use it." \
    "Yes, I will come. My colleague Bob has left the company, by the way." \
    "Ja, ich komme, bin aber nicht mehr für die Firma tätig." \
    "Yes, I'll come.

Ann
Please note that this inbox is not monitored on Fridays."; do
    has "a clear yes counts: $words" "recorded Ann Able: answered in words (yes)" "$(says "$words")"
done
has "and a clear no" "(no)" "$(says "No, I cannot come: I no longer work at Able.")"
has "a signature's disclaimer leaves it to people" "review" "$(says "Yes, I'll come.

Ann
This message was sent automatically to the archive.")"
has "so does an answer that is not clear" "review" "$(says "My new email address is ann@new.example. Perhaps.")"
has "a question" "review" "$(says "Where is the hotel? I no longer work at Able.")"
has "and a new address alone" "review" "$(says "My new email address is ann@new.example.")"
has "a program that tells of itself and answers nothing is one" "written by a robot" \
    "$(says "This is an automated response. We read all mail within a day.")"
for mark in "Auto-Submitted: auto-replied" "Precedence: bulk" "Return-Path: <>" "X-Autoreply: yes"; do
    has "so is one with a mark: $mark" "written by a robot" \
        "$(says "Yes, I will come. I no longer work at Able." "1i $mark")"
done
has "or with its subject" "written by a robot" \
    "$(says "I no longer work at Able." "s/^Subject: .*/Subject: Automatic reply: Oslo 2004/")"

before=$(count_to ann@able.example)
reply ann@able.example "Yes, I'll come. This reply was sent automatically, ha ha." | c receive -q
has "it waits" "Yes, I'll come. This reply was sent automatically" "$(c review)"
is "and nobody is asked, since a robot may have written it" "$before" "$(count_to ann@able.example)"
reply ann@able.example "Yes, I will come! My new email address is ann@new.example." | c receive -q
is "what is clear is echoed" "$((before + 1))" "$(count_to ann@able.example)"
finish
