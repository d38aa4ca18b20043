/* Addresses and tokens: a normal form is its own normal form and holds nothing that injects; a token put into
 * one is found there; whatever is found is a token. */
#include "tests/fuzz/fuzz.h"
#include "event/address.h"
#include "event/token.h"

#define TOKEN "abcdefgh234567xy"

static void
check_address(char *address)
{
    if (!address)
        return;
    g_autofree char *again = address_parse(address);
    g_assert_cmpstr(again, ==, address);
    g_assert_cmpuint(strlen(address), <=, ADDRESS_MAX);
    g_assert_null(strpbrk(address, " \t\r\n<>,;\"\\"));
    g_autofree char *key = address_key(address);
    g_assert_true(address_equal(address, key));
    for (const char *separator = "+-"; *separator; separator++) {
        g_autofree char *with = address_with_detail(address, *separator, TOKEN);
        g_autofree char *detail = address_detail(with, address, *separator);
        g_autofree char *token = token_of_address(with);
        g_assert_cmpstr(detail, ==, TOKEN);
        g_assert_cmpstr(token, ==, TOKEN);
    }
    g_free(address);
}

static void
check_token(char *token)
{
    g_assert_true(!token || token_valid(token));
    for (const char *p = token; p && *p; p++)
        g_assert_false(g_ascii_isupper(*p));
    g_free(token);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    check_address(address_parse(text));
    check_address(address_of_mailbox(text));
    check_token(token_of_address(text));
    check_token(token_of_message_id(text));
    check_token(token_of_subject(text));
    token_purpose(text);
    if (size < TOKEN_BYTES)
        return 0;
    char *token = token_from_bytes(data);
    g_assert_true(token_valid(token));
    check_token(token);
    return 0;
}
