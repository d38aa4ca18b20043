"""usage: smtp.py PORT COUNT CONNECTIONS FILE - sends COUNT copies of the mail in FILE with smtplib, each to an
address of its own, over that many connections at a time, each in a thread."""
import smtplib, sys, threading

port, count, connections = map(int, sys.argv[1:4])
with open(sys.argv[4], "rb") as file:
    mail = file.read()


def send(first):
    with smtplib.SMTP("127.0.0.1", port) as server:
        for i in range(first, count, connections):
            server.sendmail("meet+b.%d@convoke.example" % i, ["g%d@guests.example" % i], mail)


threads = [threading.Thread(target=send, args=(n,)) for n in range(connections)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
