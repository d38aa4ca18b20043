/* packer: what the archive keeps of messages comes in their order, and once for all to whom one goes. */
#include "inbox/packer.h"
#include <string.h>

static const char first[] = "From: ann@guests.example\n\nYes.\n";
static const char second[] = "From: ben@guests.example\n\nNo.\n";

static void
test_order(gconstpointer one)
{
    Packer *packer = packer_new(one != NULL, NULL);
    packer_submit(packer, first, strlen(first), NULL);
    packer_submit_again(packer);
    packer_submit(packer, second, strlen(second), "known");
    Parcel parcels[3];
    for (int i = 0; i < 3; i++)
        packer_collect(packer, &parcels[i]);
    g_assert_true(parcels[0].packed == parcels[1].packed);
    g_assert_cmpstr(parcels[0].digest, ==, parcels[1].digest);
    g_assert_true(parcels[1].packed != parcels[2].packed);
    g_assert_cmpstr(parcels[2].digest, ==, "known");
    for (int i = 0; i < 3; i++)
        parcel_clear(&parcels[i]);
    packer_submit(packer, first, strlen(first), NULL);
    packer_submit_again(packer);
    packer_forget(packer);
    packer_free(packer);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/packer/order", NULL, test_order);
    g_test_add_data_func("/packer/order-of-one", "one", test_order);
    return g_test_run();
}
