"""receive: a Maildir of answers, fully understood and durably recorded. The peers read the same files: GMime
parses them and forgets, Python puts text into SQLite, notmuch indexes; mlmmj takes one mail a process, as
we do from a pipe, and files it away."""
import os, shutil, sqlite3, subprocess, sys

import corpus, send
from common import CLOCK, CONVOKE, HERE, Directory, Figure, compile, needs, run, timed, workspace

UNIT = "mails/s"
PIPED = 500  # mails that come one by one


class Bench(Directory):
    def __init__(self):
        super().__init__()
        self.count = max(10, int(os.environ.get("N", "6000")))
        corpus.write_event(self.join("event.yaml"), self.count)
        workspace(self.join("ready"), self.join("event.yaml"), relay="dir:outbox", echo="false")
        run(CONVOKE, "-C", self.join("ready"), "send")
        shutil.rmtree(self.join("ready", "outbox"))
        self.size = corpus.write_replies(self.join("replies"), self.join("ready", "convoke.sqlite"))
        self.new = self.join("replies", "new")
        self.piped = sorted(os.listdir(self.new))[:PIPED]


def checked(bench, home, count):
    """Every mail must be there, and understood well enough that most are recorded."""
    db = sqlite3.connect(os.path.join(home, "convoke.sqlite"))
    (received,) = db.execute("SELECT count(*) FROM received").fetchone()
    (answers,) = db.execute("SELECT count(*) FROM answer").fetchone()
    db.close()
    if received != count or answers < 0.8 * count:
        sys.exit("run: of %d mails %d are received and %d recorded as answers" % (count, received, answers))


def ours(bench):
    home = bench.fresh(bench.join("ready"), "workspace")
    seconds = timed(CONVOKE, "-C", home, "receive", "-q", "--maildir", bench.fresh(bench.join("replies"), "maildir"))
    checked(bench, home, bench.count)
    return bench.count / seconds


def gmime(bench):
    program = compile("parse.c", bench.join("parse"), "gmime-3.0")
    return bench.count / timed(program, bench.new)


def python(bench):
    database = bench.join("python.sqlite")
    for name in (database, database + "-wal", database + "-shm"):
        if os.path.exists(name):
            os.remove(name)
    return bench.count / timed(sys.executable, os.path.join(HERE, "peers", "ingest.py"),
                               bench.fresh(bench.join("replies"), "maildir"), database)


def notmuch(bench):
    maildir = bench.fresh(bench.join("replies"), "maildir")
    with open(bench.join("notmuch-config"), "w") as file:
        file.write("[database]\npath=%s\n[user]\nname=Ann\nprimary_email=ann@convoke.example\n" % maildir)
    return bench.count / timed("notmuch", "new", "--quiet", env=dict(CLOCK, NOTMUCH_CONFIG=bench.join("notmuch-config")))


def piped(bench, command):
    """Mails a second when a process is started for each, by a shell that does little else."""
    script = 'for mail; do %s <"$mail" || exit; done' % command
    return len(bench.piped) / timed("sh", "-c", script, "sh", *(os.path.join(bench.new, m) for m in bench.piped))


def ours_piped(bench):
    home = bench.fresh(bench.join("ready"), "workspace")
    rate = piped(bench, "%s -C %s receive -q" % (CONVOKE, home))
    checked(bench, home, len(bench.piped))
    return rate


def mlmmj(bench):
    """mlmmj-receive, then mlmmj-process, which files the mail away: the shortest way that it has."""
    shutil.rmtree(bench.join("list"), ignore_errors=True)
    home = send.make_list(bench.join("list"), 0, 1)
    with open(os.path.join(home, "control", "access"), "w") as file:
        file.write("discard\n")
    os.sync()
    rate = piped(bench, "%s -F -L %s" % (shutil.which("mlmmj-receive"), home))
    filed = len(os.listdir(os.path.join(home, "queue", "discarded")))
    if filed != len(bench.piped):
        sys.exit("run: mlmmj has filed %d of %d mails" % (filed, len(bench.piped)))
    return rate


FIGURES = {
    "gmime": Figure(ours, gmime, needs("cc", "pkg-config")),
    "python": Figure(ours, python, lambda bench: None),
    "notmuch": Figure(ours, notmuch, needs("notmuch")),
    "mlmmj": Figure(ours_piped, mlmmj, needs("mlmmj-receive")),
}
