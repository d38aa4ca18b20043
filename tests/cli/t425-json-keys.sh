#!/bin/sh
# The man pages of status and outbox have every key of their JSON and no other, with its types.
. "$(dirname "$0")/../workspace.sh"
if ! command -v jq >/dev/null; then
    skip 'keys of JSON' 'no jq'
    finish
    exit
fi
paths='def paths_of($path): . as $value
    | if $path == "" or $path == ".[]" then empty else "\($path) \(type)" end,
      (if $path == ".guests[].answers" then empty # its keys are those of the questions
       elif type == "object" then to_entries[] | .key as $key | .value | paths_of("\($path).\($key)")
       elif type == "array" then .[] | paths_of("\($path | if . == "" then "." else . end)[]")
       else empty end);
    paths_of("")'
# keys FILE...: each key of what FILES hold, with all types that it has, null last.
keys() {
    jq -r "$paths" "$@" | grep -v '\[\] object$' | sed 's/ null$/ ~null/' | sort -u |
        awk '$1 == key { types = types " or " $2; next }
             key { print key, types }
             { key = $1; types = $2 }
             END { print key, types }' | tr -d '~' | sort
}
# paged PAGE: the same of that man page.
paged() { sed -n '/begin keys/,/end keys/s/^\.It //p' "$ROOT/man/$1" | sed 's/ Pq / /; s/"//g' | sort; }

# One has answered, of one nothing is known, mail to one fails, and to one's first address; of their mail one is put off, one refused and one held.
printf '#!/bin/sh\ncase $1 in ben@*) echo 550 no such user >&2; exit 67 ;; cem@*) exit 75 ;; esac\n' >"$T/relay"
chmod +x "$T/relay"
at 2004-06-01T09:00:00Z
workspace
sed -i 's/^seats: .*/seats: {count: 10, quotas: {group: {core: 5}}}/' "$W/events/oslo.yaml"
c apply -q "$W/events/oslo.yaml" >/dev/null
sed -i "s|^#*relay=.*|relay=sendmail:$T/relay %t|" "$W/convoke.conf"
c hold dot >/dev/null
c send >/dev/null 2>&1
printf 'From: ann@able.example\nTo: meet+%s@host.example\nSubject: Oslo\nMessage-ID: <yes@client.example>\nDate: %s\n\nYes, I will come, and bring my wife.\n' \
    "$(sqlite3 "$W/convoke.sqlite" "SELECT token FROM invitation WHERE guest = 'ann'")" "$(stamp)" | c receive -q
sqlite3 "$W/convoke.sqlite" "UPDATE address SET dead_at = 1, dead_why = 'no such user' WHERE guest = 'cem' OR address = 'dot@dash.example'"
c status --json >"$T/limited"
sed 's/^meeting: oslo/meeting: rome/; s/^name: .*/name: Rome 2004/; /^seats:/d' "$W/events/oslo.yaml" >"$T/rome.yaml"
c apply "$T/rome.yaml" >/dev/null
c status --json rome >"$T/free"
is "convoke-status.1 has the keys of status --json" "$(keys "$T/limited" "$T/free")" "$(paged convoke-status.1)"
c outbox --json oslo >"$T/outbox"
is "convoke-outbox.1 has those of outbox --json" "$(keys "$T/outbox")" "$(paged convoke-outbox.1)"
finish
