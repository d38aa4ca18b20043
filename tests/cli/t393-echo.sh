#!/bin/sh
# Words that only agree or disagree with what we wrote down are no answer of their own.
. "$(dirname "$0")/../workspace.sh"
start() { # start ANSWER: which ann gives to her invitation; $ECHO is our mail about it
    rm -rf "$W"
    at 2004-06-01T09:00:00Z
    workspace
    c send >/dev/null
    TO=$(header "$(invitation ann@able.example)" Reply-To)
    at 2004-06-02T08:00:00Z
    reply ann@able.example "$1" | c receive -q
    ECHO=$(header "$(mail_to ann@able.example)" Message-ID)
    at 2004-06-02T12:00:00Z
}
mail() { # mail TEXT [ID]: to ann's address, in answer to our mail of that Message-ID
    printf 'From: ann@able.example\nTo: %s\nSubject: Re: Oslo\nMessage-ID: <%s@client.example>\nIn-Reply-To: %s\nDate: %s\nContent-Type: text/plain; charset=utf-8\n\n%s\n' \
        "$TO" "$(serial)" "${2:-$ECHO}" "$(stamp)" "$1"
}
says() { mail "$@" | c receive -n; } # what would become of it
becomes() {                         # becomes WANT TEXT...: of each
    want=$1
    shift
    for text; do has "“$text”" "$want" "$(says "$text")"; done
}

start 'No, I cannot come.'
is "she does not come" DECLINED "$(partstat ann)"
becomes "review" "Yes, that is correct." "Correct." "Yes, unfortunately." "Confirmed." "I confirm." "Yes." \
    "Oui, c'est exact." "Sí, es correcto." "Ja, das stimmt." "Ja, leider." "Ja" "Да, верно." "はい" "Perhaps."
becomes "review" "That is wrong." "Not right." "No, that is not right." "Wrong!"
becomes "recorded" "Yes, I will come after all." "Doch, ich komme!" "Make it a yes."
mail 'Yes, that is correct.' | c receive -q
is "nor is it one once it is taken" DECLINED "$(partstat ann)"
has "the organizer sees it, with the guess" "perhaps: yes" "$(c review)"
is "she is not asked about what stands" 2 "$(count_to ann@able.example)"
mail 'Yes, I will come after all.' | c receive -q
is "what says what she does is an answer" ACCEPTED "$(partstat ann)"

start 'Yes, I will be there on the first day only.'
kept() { sqlite3 "$W/convoke.sqlite" 'SELECT partstat, details FROM answer ORDER BY id DESC LIMIT 1'; }
before=$(kept)
has "what stands has details" partial "$before"
becomes "noted" "Yes, that is right." "Yes." "Correct, thanks." "Confirmed." "Ja, das stimmt."
becomes "review" "No." "That is wrong." "Not right." "Nein, das ist falsch." "Perhaps."
becomes "recorded" "No, I cannot come after all." "Sorry, I have to cancel." "I am ill and cannot come."
mail 'Yes, that is right.' | c receive -q
is "to agree changes nothing of it" "$before" "$(kept)"
has "and it is kept" "reply, noted" "$(c why ann)"
has "the same words about the invitation are an answer" "recorded" \
    "$(says 'No.' "$(header "$(invitation ann@able.example)" Message-ID)")"

# "Yes" to a maybe may agree with it, or be the word that was missing.
start 'Maybe, I do not know yet.'
is "she may come" TENTATIVE "$(partstat ann)"
becomes "review" "Yes." "Correct." "Yes, that is right." "No." "Wrong." "Ja." "Nein."
m=$("$ROOT/tests/helper/read-mail" --text "$(mail_to ann@able.example)" | tr '\n' ' ')
has "our mail asks for no such word" "When you know more, “I will come” or “I cannot come” is enough." "$m"
becomes "recorded" "I will come" "I cannot come" "Ich komme" "Ich kann nicht kommen"
mail 'Yes.' | c receive -q
is "it changes nothing" TENTATIVE "$(partstat ann)"
c daily
m=$(mail_to ann@able.example)
has "she is asked what she means" "oslo question" "$(header "$m" X-Convoke)"
mail 'Yes.' "$(header "$m" Message-ID)" | c receive -q
is "and the same word answers that" ACCEPTED "$(partstat ann)"

# The echo of a message that said nothing about coming.
start 'My talk needs a projector.'
at 2004-06-02T12:30:00Z
has "a word in answer to a question of ours is one" "recorded" "$(says 'Yes.')"
finish
