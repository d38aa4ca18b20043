#!/bin/sh
# However much has come from a guest, the room that their mail takes is known, and the oldest goes.
. "$(dirname "$0")/../workspace.sh"
workspace
c send >/dev/null
sql() { sqlite3 "$W/convoke.sqlite" "$1"; }
at 2004-06-02T08:00:00Z
sed -i 's/^#guest-mail-megabytes=.*/guest-mail-megabytes=1/' "$W/convoke.conf"
mkdir -p "$T/md/new" "$T/md/cur" "$T/md/tmp"
reply ben@bold.example "$(printf 'Yes, I will come.\n\n'; yes '> And there was more to say of queues and their ends.' | head -n 300)" >"$T/ben.eml"
flood() { # flood FROM TO
    for i in $(seq "$1" "$2"); do sed "s/^Message-I[dD]:.*/Message-ID: <flood-$i@bold.example>/" "$T/ben.eml" >"$T/md/new/$((1000 + i))"; done
    c receive -q --maildir "$T/md"
}
agrees() { sql "SELECT count(*) || ' ' || sum(bytes = (SELECT sum(size) FROM received r WHERE r.guest = room.guest AND r.raw IS NOT NULL AND r.id <= counted)) FROM room"; }
held() { sql "SELECT sum(size) BETWEEN 900000 AND (1 << 20) + 64 * max(size) FROM received WHERE guest = 'ben' AND raw IS NOT NULL"; }

flood 1 40
reply cem@celik.example "Ja, ich komme." | c receive -q
flood 41 120
is "what is kept is within the room, but for what came since it was looked at" 1 "$(held)"
is "what is counted is what is kept" "1 1" "$(agrees)"
flood 121 200
is "more of it changes nothing about that" 1 "$(held)"
is "nor about the count" "1 1" "$(agrees)"

# Nobody gets round the count by what comes between.
reply cem@celik.example "Ja, ich komme." >"$T/cem.eml"
between() { # between FROM TO: of Ben, but for each 64th row
    for i in $(seq "$1" "$2"); do
        mail=ben
        [ $((($(sql 'SELECT max(id) FROM received') + i - $1 + 1) % 64)) != 0 ] || mail=cem
        sed "s/^Message-I[dD]:.*/Message-ID: <flood-$i@bold.example>/" "$T/$mail.eml" >"$T/md/new/$((1000 + i))"
    done
    c receive -q --maildir "$T/md"
}
between 331 530
is "who sends much is held to their room" 1 "$(held)"
is "and so it is for one message at a time" 1 "$(for i in $(seq 540 600); do
    sed "s/^Message-I[dD]:.*/Message-ID: <flood-$i@bold.example>/" "$T/ben.eml" | c receive -q
done && sql "SELECT sum(size) <= 1 << 20 FROM received WHERE guest = 'ben' AND raw IS NOT NULL")"
is "the newest are kept" 1 "$(sql "SELECT min(id) > (SELECT max(id) FROM received WHERE guest = 'ben' AND raw IS NULL) FROM received WHERE guest = 'ben' AND raw IS NOT NULL")"
is "somebody else's stays" 4 "$(sql "SELECT count(raw) FROM received WHERE guest = 'cem'")"
is "each answer is in the ledger" "458 4" "$(sql "SELECT group_concat(n, ' ') FROM (SELECT count(*) AS n FROM answer GROUP BY guest ORDER BY guest)")"

# What ends otherwise is counted, too.
at 2007-06-02T08:00:00Z
c daily >/dev/null
is "of what is too old nothing is counted" "0 0" "$(sql "SELECT count(raw) || ' ' || sum(bytes) FROM received, room")"
at 2007-06-03T08:00:00Z
flood 201 330
is "what comes then is held to the same room" 1 "$(held)"
is "and counted" 1 "$(sql "SELECT bytes = (SELECT sum(size) FROM received r WHERE r.guest = 'ben' AND r.raw IS NOT NULL AND r.id <= counted) FROM room WHERE guest = 'ben'")"

# Of a flood one goes for each that comes, and whatever may refer to it is asked.
is "that is found without looking through it all, but where only the organizer adds to it" "journal learned" \
    "$(sql "SELECT group_concat(name, ' ') FROM (SELECT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
        WHERE f.\"table\" = 'received' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c
            WHERE c.seqno = 0 AND c.name = f.\"from\")
        AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) t WHERE t.pk = 1 AND t.name = f.\"from\")
        ORDER BY m.name)")"
finish
