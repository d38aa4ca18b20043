/* Tokens: their letters, and the places in which they come back. */
#include "event/token.h"

#define T "abcdefgh234567xy"
#define D "zzzzyyyyxxxxwwww"

/* The vectors of RFC 4648 (section 10) for "foobar" hold for the first nine letters. */
static void
test_letters(void)
{
    static const struct {
        guint8 bytes[TOKEN_BYTES];
        const char *want;
    } table[] = {
        {{0}, "aaaaaaaaaaaaaaaa"},
        {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, "7777777777777777"},
        {{'f', 'o', 'o', 'b', 'a', 'f', 'o', 'o', 'b', 'a'}, "mzxw6ytbmzxw6ytb"},
        {{0, 0, 0, 0, 1, 0x80, 0, 0, 0, 0}, "aaaaaaabqaaaaaaa"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *got = token_from_bytes(table[i].bytes);
        g_assert_cmpstr(got, ==, table[i].want);
        g_assert_true(token_valid(got));
    }
}

static void
test_valid(void)
{
    g_assert_true(token_valid(T));
    g_assert_true(token_valid("ABCDEFGH234567XY"));
    g_assert_false(token_valid(NULL));
    g_assert_false(token_valid(""));
    g_assert_false(token_valid("abcdefgh234567x"));
    g_assert_false(token_valid(T "a"));
    g_assert_false(token_valid("abcdefgh234567x1")); /* 0, 1, 8 and 9 are no letters of base32 */
    g_assert_false(token_valid("abcdefgh23456\xc3\xbc"
                               "x"));
}

typedef char *(*Finder)(const char *);
typedef struct {
    const char *text;
    const char *want;
} Row;

static void
check(Finder find, const Row *table, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        g_autofree char *got = find(table[i].text);
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

static void
test_address(void)
{
    static const Row table[] = {
        {"meet+" T "@x.example", T},
        {"meet-" T "@x.example", T},
        {"our-meet+ABCDEFGH234567XY@x.example", T},
        {"meet+" T "-bounce@x.example", T},
        {"meet+" D "+" T "@x.example", T}, /* the last one counts */
        {T "@x.example", NULL},            /* a whole local part is somebody's name */
        {"meet+" T "a@x.example", NULL},
        {"meet@" T "-" T ".example", NULL},
        {"meet+" T, NULL},
        {"@", NULL},
        {"+@x.example", NULL},
        {NULL, NULL},
    };
    check(token_of_address, table, G_N_ELEMENTS(table));
}

static void
test_message_id(void)
{
    static const Row table[] = {
        {"<" T "." D "@x.example>", T},
        {T "." D "@x.example", T},
        {"<ABCDEFGH234567XY." D "@x.example>", T},
        {"<" T "@x.example>", NULL},
        {"<" T ".abc@x.example>", NULL},
        {"<" T "." D ">", NULL},
        {"<" T "." D "@", NULL},
        {"<x" T "." D "@x.example>", NULL},
        {"<20040601.1234@" T "." D ">", NULL},
        {"", NULL},
        {NULL, NULL},
    };
    check(token_of_message_id, table, G_N_ELEMENTS(table));
}

static void
test_subject(void)
{
    static const Row table[] = {
        {"Re: [netconf " T "] see you there", T},
        {"[" T "]", T},
        {"[list] Fwd: [Netconf 2004 ABCDEFGH234567XY] yes", T},
        {"[[" T "]", T},
        {"Re: [netconf " T, NULL},
        {"Re: netconf " T "]", NULL},
        {"Re: [netconf " T " ]", NULL},
        {"Re: [netconf x" T "]", NULL},
        {"[netconf] " T "]", NULL},
        {"", NULL},
        {NULL, NULL},
    };
    check(token_of_subject, table, G_N_ELEMENTS(table));
}

static void
test_purpose(void)
{
    static const Row table[] = {
        {"meet+" T "-help@x.example", "help"},
        {"meet-" T "-Unsubscribe@x.example", "unsubscribe"},
        {"meet+" T "@x.example", NULL},
        {"meet+" T "-please@x.example", NULL},
        {"meet+abc-help@x.example", NULL}, /* nobody's token */
        {"help@x.example", NULL},
        {"-help@x.example", NULL},
        {"meet+" T "-help", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        g_assert_cmpstr(token_purpose(table[i].text), ==, table[i].want);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/token/letters", test_letters);
    g_test_add_func("/token/valid", test_valid);
    g_test_add_func("/token/address", test_address);
    g_test_add_func("/token/message-id", test_message_id);
    g_test_add_func("/token/subject", test_subject);
    g_test_add_func("/token/purpose", test_purpose);
    return g_test_run();
}
