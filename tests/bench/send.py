"""send: personalised invitations with all three parts, composed, recorded and sent to smtp-sink. The peers
send the same number of mails of the same size, ready made, and record nothing but mlmmj its queue."""
import os, shutil, sqlite3, subprocess, sys, time

import corpus
from common import CONVOKE, HERE, Directory, Figure, compile, free_port, needs, run, timed, workspace

UNIT = "mails/s"
SINK = shutil.which("smtp-sink", path="/usr/sbin:/usr/bin")
SOURCE = shutil.which("smtp-source", path="/usr/sbin:/usr/bin")
SHIPPED = 200  # mails of mlmmj as shipped: enough to see the stall, and over in seconds
HEADERS = 140  # bytes that smtp-source puts before the payload of the given length


class Bench(Directory):
    def __init__(self):
        super().__init__()
        if not SINK:
            sys.exit("run: smtp-sink is needed (Debian's package postfix)")
        self.count = max(10, int(os.environ.get("N", "20000")))
        self.port = free_port()
        user = ["-u", "nobody"] if os.getuid() == 0 else []
        self.sink = subprocess.Popen([SINK, *user, "127.0.0.1:%d" % self.port, "1000"], stderr=subprocess.DEVNULL)
        corpus.write_event(self.join("event.yaml"), self.count)
        workspace(self.join("ready"), self.join("event.yaml"),
                  relay="smtp://127.0.0.1:%d?starttls=off" % self.port)
        self.sample = self.join("sample.eml")
        with open(self.sample, "w", newline="") as file:
            file.write(run(CONVOKE, "-C", self.join("ready"), "show", "g0", "invitation"))

    def __exit__(self, *what):
        self.sink.terminate()
        self.sink.wait()
        super().__exit__(*what)


def ours(bench):
    home = bench.fresh(bench.join("ready"), "workspace")
    seconds = timed(CONVOKE, "-C", home, "send")
    db = sqlite3.connect(os.path.join(home, "convoke.sqlite"))
    (sent,) = db.execute("SELECT count(*) FROM outbox WHERE state = 'sent'").fetchone()
    db.close()
    if sent != bench.count:
        sys.exit("run: only %d of %d were sent" % (sent, bench.count))
    return bench.count / seconds


def source(connections):
    def rate(bench):
        length = os.path.getsize(bench.sample) - HEADERS
        return bench.count / timed(SOURCE, "-d", "-s", str(connections), "-m", str(bench.count), "-l", str(length),
                                   "-f", "meet@convoke.example", "-t", "guest@guests.example",
                                   "127.0.0.1:%d" % bench.port)
    return rate


def smtplib(connections):
    def rate(bench):
        return bench.count / timed(sys.executable, os.path.join(HERE, "peers", "smtp.py"), str(bench.port),
                                   str(bench.count), str(connections), bench.sample)
    return rate


def make_list(path, subscribers, port):
    """A list as mlmmj-make-ml makes it, that sends through our port."""
    for name in ("incoming queue queue/discarded archive text subconf unsubconf bounce control moderation"
                 " subscribers.d digesters.d nomailsubs.d requeue").split():
        os.makedirs(os.path.join(path, name))
    for name, text in {"index": "0", "control/listaddress": "list@convoke.example", "control/relayhost": "127.0.0.1",
                       "control/owner": "ann@convoke.example", "control/smtpport": str(port),
                       "subscribers.d/g": "\n".join("g%d@guests.example" % i for i in range(subscribers))}.items():
        with open(os.path.join(path, name), "w") as file:
            file.write(text + "\n")
    return path


def mlmmj(count, preload):
    def rate(bench):
        n = min(count or bench.count, bench.count)
        shutil.rmtree(bench.join("list"), ignore_errors=True)
        home = make_list(bench.join("list"), n, bench.port)
        with open(bench.sample, "rb") as sample, open(os.path.join(home, "queue", "mail"), "wb") as mail:
            mail.write(sample.read().replace(b"\r\n", b"\n"))
        env = dict(os.environ)
        if preload:
            env["LD_PRELOAD"] = compile("nodelay.c", bench.join("nodelay.so"))
        os.sync()
        return n / timed(shutil.which("mlmmj-send"), "-L", home, "-m", os.path.join(home, "queue", "mail"), env=env)
    return rate


FIGURES = {
    "smtp-source-1": Figure(ours, source(1), lambda bench: None if SOURCE else "no smtp-source"),
    "smtplib-1": Figure(ours, smtplib(1), lambda bench: None),
    "mlmmj": Figure(ours, mlmmj(None, True), needs("mlmmj-send")),
    "mlmmj-as-shipped": Figure(ours, mlmmj(SHIPPED, False), needs("mlmmj-send")),
}
