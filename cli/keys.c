/* The terminal, one letter at a time. */
#include "cli/keys.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

bool
keys_possible(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static int
read_byte(void)
{
    unsigned char byte;
    ssize_t n;
    do
        n = read(STDIN_FILENO, &byte, 1);
    while (n < 0 && errno == EINTR);
    return n == 1 ? byte : -1;
}

char
keys_read(const char *wanted)
{
    struct termios before, raw;
    int key;
    fflush(stdout);
    bool changed = tcgetattr(STDIN_FILENO, &before) == 0;
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    if (changed)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    do {
        key = read_byte();
        key = key < 0 || key == 3 || key == 4 ? 'q' : tolower(key); /* Ctrl-C, Ctrl-D */
    } while (key != 'q' && !strchr(wanted, key));
    if (changed)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    return (char)key;
}
