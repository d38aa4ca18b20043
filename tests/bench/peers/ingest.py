"""usage: ingest.py MAILDIR DATABASE - what one would write in an afternoon: Python's email package reads each
new message, its text goes into SQLite, a hundred to a commit, and the file moves on to cur."""
import email, os, sqlite3, sys


def text_of(message):
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            return part.get_payload(decode=True).decode(part.get_content_charset() or "utf-8", "replace")
    return ""


maildir = sys.argv[1]
db = sqlite3.connect(sys.argv[2])
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("CREATE TABLE mail (id TEXT PRIMARY KEY, sender TEXT, reference TEXT, text TEXT, raw BLOB)")
taken = []


def commit():
    db.commit()
    for name in taken:
        os.rename(os.path.join(maildir, "new", name), os.path.join(maildir, "cur", name + ":2,S"))
    taken.clear()


for name in sorted(os.listdir(os.path.join(maildir, "new"))):
    with open(os.path.join(maildir, "new", name), "rb") as file:
        raw = file.read()
    message = email.message_from_bytes(raw)
    db.execute("INSERT INTO mail VALUES (?, ?, ?, ?, ?)",
               (message["Message-ID"], message["From"], message["In-Reply-To"], text_of(message), raw))
    taken.append(name)
    if len(taken) == 100:
        commit()
commit()
print(db.execute("SELECT count(*) FROM mail").fetchone()[0])
