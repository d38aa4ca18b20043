#!/bin/sh
# Man pages and --help agree: a page a command, the same arguments and options in both; every page is
# clean mdoc; convoke.1 lists all commands, in the same words.
. "$(dirname "$0")/../lib.sh"
cd "$ROOT" || exit 1

commands=$(convoke --help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
ok "there are commands" test -n "$commands"
for command in $commands; do
    page=man/convoke-$command.1
    if [ ! -f "$page" ]; then
        report 1 "$command has a page" "$page is missing"
        continue
    fi
    convoke "$command" --help >"$T/help"
    is "$command: --help has room in 80 columns" "" "$(grep -E '.{81}' "$T/help")"
    usage=$(sed -n "s/^  convoke $command *\(\[OPTION…\]\)\{0,1\} *//p" "$T/help")
    # The arguments, as words; options are compared by name.
    words=$(printf '%s\n' "$usage" | sed 's/--[a-z-]*//g' | tr -c 'A-Za-z\n' '\n' | grep -v '^$' | sort -u)
    text=$(sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$page")
    # In mdoc a lone .Ar means "file ...".
    printf '%s\n' "$text" | grep -qxE '\.(Op )?Ar' && words=$(printf '%s\n' "$words" | grep -vx FILE)
    missing=
    for word in $words; do
        printf '%s\n' "$text" | grep -qw -- "$word" || missing="$missing $word"
    done
    is "$command: the SYNOPSIS has the arguments of --help" "" "$missing"
    options=$(grep -oE '^ .*--[a-z][a-z-]*' "$T/help" | grep -oE -- '--[a-z][a-z-]*$' | grep -v -- '--help$' | sort -u)
    paged=$(grep '^\.It Fl' "$page" | grep -oE ' -[a-z][a-z-]+' | sed 's/^ -/--/' | grep -v -- '--help$' | sort -u)
    is "$command: page and --help have the same options" "$options" "$paged"
    summary=$(convoke --help | sed -n "s/^  $command  *//p")
    is "$command: --help, its page and convoke.1 say the same of it" "$summary
$summary" "$(sed -n 's/^\.Nd //p' "$page"
        sed -n "/^\.It Xr convoke-$command 1\$/{n;p;}" man/convoke.1)"
done
for page in man/*.[157]; do
    name=$(basename "${page%.*}")
    case $name in
    convoke-event | convoke-intake | convoke-templates | convoke-understanding | convoke | convoke.conf) ;;
    *) case " $(echo $commands) " in *" ${name#convoke-} "*) ;; *) report 1 "$page is about a command" "there is no such command" ;; esac ;;
    esac
done
if command -v mandoc >/dev/null; then
    is "every page is clean mdoc" "" "$(mandoc -Tlint -Wwarning man/*.[157] 2>&1)"
else
    skip "every page is clean mdoc" "mandoc is not installed"
fi
# What each command says to a convoke.conf that is wrong stands in its page: 78, and 75 where mail would bounce.
convoke init "$T/wrong" >/dev/null
echo '[bogus]' >>"$T/wrong/convoke.conf"
while read -r command words; do
    convoke -C "$T/wrong" "$command" $words <man/convoke.1 >"$T/out" 2>&1
    got=$?
    is "$command: its page has the status of a wrong convoke.conf" "$([ "$command" = receive ] && echo 75 || echo 78)" \
        "$(sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EXAMPLES/s/^\.It //p' "man/convoke-$command.1" | grep -x "$got")"
done <<'EOF'
announce all
answer ann yes --because me
apply examples/netconf-2004.yaml
attachments
backup copy
close oslo
daily
drop all --because me
export csv
forget ann
hold all
outbox
page
plan
questions
rebuild
receive
rehearse
release all
remind
review
revoke ann
send
serve
settle all sent
show ann invitation
status
takeover
topics
why ann
EOF
is "convoke.conf.5 has every key of the starter" "" "$(
    convoke init "$T/w" >/dev/null
    sed -n 's/^#\{0,1\}\([a-z-]*\)=.*/\1/p' "$T/w/convoke.conf" | while read -r key; do
        grep -q "^\.It.* $key" man/convoke.conf.5 || echo "$key"
    done
)"
is "convoke-explain.1 has every key of its JSON" "" "$(
    sed -n 's/^    {"\([a-z_]*\)", .*/\1/p' inbox/meaning-json.c | sort -u | while read -r key; do
        grep -qw -- "$key" man/convoke-explain.1 || echo "$key"
    done
)"
finish
