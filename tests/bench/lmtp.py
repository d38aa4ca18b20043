"""lmtp: the same answers, handed to `convoke serve` over so many sessions at a time; each is acknowledged only once it
is durable. The peer parses the same files with GMime and forgets them."""
import os, subprocess, sys, time

import receive
from common import CLOCK, CONVOKE, Figure, compile, needs, run

UNIT = "mails/s"


class Bench(receive.Bench):
    def serve(self, sessions):
        home = self.fresh(self.join("ready"), "workspace")
        place = os.path.join(home, "lmtp")
        program = compile("lmtp-load.c", self.join("lmtp-load"), "glib-2.0")
        with open(os.path.join(home, "convoke.conf"), "a") as file:
            file.write("[receive]\nlmtp=unix:lmtp\n")
        server = subprocess.Popen([CONVOKE, "-C", home, "serve", "lmtp"], env=CLOCK)
        while not os.path.exists(place):
            time.sleep(0.01)
        # One alone, so that the server is ready when the clock starts.
        first = self.join("first")
        os.makedirs(first, exist_ok=True)
        os.replace(os.path.join(self.new, self.piped[0]), os.path.join(first, self.piped[0]))
        run(program, place, "1", first)
        os.replace(os.path.join(first, self.piped[0]), os.path.join(self.new, self.piped[0]))
        acknowledged, seconds = run(program, place, str(sessions), self.new).split()
        server.terminate()
        server.wait()
        receive.checked(self, home, self.count)
        if int(acknowledged) != self.count:
            sys.exit("run: of %d mails %s were acknowledged" % (self.count, acknowledged))
        return (self.count - 1) / float(seconds)


def ours_1(bench):
    return bench.serve(1)


def ours_64(bench):
    return bench.serve(64)


FIGURES = {
    "gmime-1": Figure(ours_1, receive.gmime, needs("cc", "pkg-config")),
    "gmime-64": Figure(ours_64, receive.gmime, needs("cc", "pkg-config")),
}
