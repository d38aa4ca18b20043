#!/bin/sh
# Exim hands mail over by LMTP and by a pipe, set up as convoke-intake(7) says: both come to the same, by the token of
# the envelope; what comes while nobody listens, or while the workspace is away, waits in Exim's queue.
. "$(dirname "$0")/../mta.sh"
mta exim4-daemon-light Debian-exim
router() { recipe 'Exim, LMTP' "$1" | sed '/^$/,$d'; }
{
    cat <<END
spool_directory = $T/exim
log_file_path = $T/exim/log-%s
pid_file_path = $T/exim/pid
primary_hostname = localhost
daemon_smtp_ports = $port
local_interfaces = 127.0.0.1
keep_environment =
host_lookup =
acl_smtp_rcpt = anybody
begin acl
anybody:
  accept domains = meet.example
begin routers
END
    router lmtp
    router pipe | sed 's/^convoke:/piped:/; s/convoke_lmtp/convoke_pipe/'
    echo 'begin transports'
    recipe 'Exim, LMTP' lmtp | sed '1,/^$/d'
    recipe 'Exim, pipe' pipe
    printf 'begin retry\n* * F,1h,1s\n'
} >"$T/exim.conf"
install -d -o 990 -g 990 "$T/exim"
server sh -c 'install -D -m 644 "$0" /etc/exim4/exim4.conf && exec exim4 -bdf -q1s' "$T/exim.conf"

mv "$T/pipe/convoke.conf" "$T/pipe/away"
ok 'mail is handed in while nobody listens' submit 0 4
tried() { grep -q 'T=convoke_lmtp defer' "$T/exim/log-main" && grep -q 'T=convoke_pipe defer' "$T/exim/log-main"; }
wait_for tried
ok 'it was tried, and waits' tried
is 'nothing came back' '' "$(grep -E ' \*\* |Frozen' "$T/exim/log-main")"
serve
mv "$T/pipe/away" "$T/pipe/convoke.conf"
ok 'more is handed in' submit 4 12
compare 12
finish
