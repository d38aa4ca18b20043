# What messages mean: tests/mail/read-NAME.want holds what `convoke explain` prints for read-NAME.eml.
# REGEN=1 sh tests/cli/t111-mail.sh writes the answers anew; read the difference before you keep it.
. "$(dirname "$0")/../lib.sh"
for message in "$ROOT"/tests/mail/read-*.eml; do
    want=${message%.eml}.want
    got=$(convoke explain "$message")
    [ -z "${REGEN:-}" ] || printf '%s\n' "$got" >"$want"
    is "$(basename "$message")" "$(cat "$want")" "$got"
done

# Whatever we compose is known for ours when it comes back.
for message in "$ROOT"/tests/mail/compose-*.eml; do
    has "$(basename "$message") is ours" '"kind":"loop"' "$(convoke explain --json "$message")"
done
finish
