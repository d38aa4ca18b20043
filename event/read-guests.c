/* People: "Name <address>" or a map with what is known of them. */
#include "event/read-guests.h"
#include <string.h>
#include "event/address.h"

#define GROUPS_MAX 100 /* of one guest */
#define WAVES_MAX 1000

static char *
address_remedy(const char *text)
{
    if (strchr(text, '@') && strpbrk(text, "<, "))
        return g_strdup(
            "write only the address; several go into a list: [a@x.example, b@y.example]");
    return g_strdup("an address is written name@domain");
}

/* The address that TEXT is, in its normal form. NULL where it is none; that is reported at NODE. */
static char *
take_address(Reader *reader, const Node *node, const char *text)
{
    char *address = address_parse(text);
    if (!address) {
        g_autofree char *quoted = problem_quote(text);
        reader_error(reader, node, g_strdup_printf("%s is no mail address", quoted),
                     address_remedy(text));
    }
    return address;
}

/* "Ann Example <ann@meet.example>" to both sides; the name is NULL where there is none. */
static void
split_mailbox(const char *text, char **ret_name, char **ret_address)
{
    const char *open = strrchr(text, '<');
    *ret_name = NULL;
    if (!open || !g_str_has_suffix(text, ">")) {
        *ret_address = g_strdup(text);
        return;
    }
    g_autofree char *name = g_strstrip(g_strndup(text, (gsize)(open - text)));
    size_t length = strlen(name);
    if (length >= 2 && name[0] == '"' && name[length - 1] == '"')
        *ret_name = g_strstrip(g_strndup(name + 1, length - 2));
    else if (length > 0)
        *ret_name = g_steal_pointer(&name);
    *ret_address = g_strndup(open + 1, strlen(open + 1) - 1);
}

/* An address belongs to one guest: it is how an answer by calendar is known. */
static void
give_address(Reader *reader, const Node *node, Guest *guest, char *address)
{
    g_autofree char *key = address_key(address);
    const Guest *owner = g_hash_table_lookup(reader->addresses, key);
    if (!owner) {
        g_hash_table_insert(reader->addresses, g_steal_pointer(&key), guest);
        g_ptr_array_add(guest->addresses, address);
        return;
    }
    g_autofree char *whose = problem_quote(owner->id);
    reader_error(reader, node,
                 owner == guest ? g_strdup_printf("%s is here twice", address)
                                : g_strdup_printf("%s is the address of %s, too", address, whose),
                 owner == guest
                     ? g_strdup("delete one")
                     : g_strdup_printf("line %d has it; it can be of one guest only", owner->line));
    g_free(address);
}

static void
add_address(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    char *address = text ? take_address(reader, node, text) : NULL;
    if (address)
        give_address(reader, node, place, address);
}

static void
read_addresses(Reader *reader, const Field *field, const Node *node, void *place)
{
    node_each(reader, field, node, add_address, place);
}

/* Groups are words on the command line, beside those that convoke makes itself. */
static void
add_group(Reader *reader, const Field *field, const Node *node, void *place)
{
    static const char *const made[] = {"all",       "accepted", "declined", "maybe",
                                       "tentative", "pending",  "speakers", "organizer"};
    GPtrArray *groups = *(GPtrArray **)place;
    g_autofree char *id = NULL;
    read_id(reader, field, node, &id);
    for (gsize i = 0; id && i < G_N_ELEMENTS(made); i++)
        if (strcmp(id, made[i]) == 0) {
            reader_error(reader, node, g_strdup_printf("the group \"%s\" is made by convoke", id),
                         g_strdup("choose another name"));
            return;
        }
    if (!id || g_ptr_array_find_with_equal_func(groups, id, g_str_equal, NULL))
        return;
    if (groups->len == GROUPS_MAX)
        reader_error(reader, node, g_strdup("more than 100 groups"), g_strdup("use fewer"));
    else
        g_ptr_array_add(groups, g_steal_pointer(&id));
}

static void
read_groups(Reader *reader, const Field *field, const Node *node, void *place)
{
    node_each(reader, field, node, add_group, place);
}

static void
read_wave(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    int wave = text ? number_parse(text, WAVES_MAX) : 1;
    if (wave >= 1) {
        *(int *)place = wave;
        return;
    }
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no number of a wave", quoted),
                 g_strdup("write 1 for who is offered a seat first, then 2, 3, and so on"));
}

static const Field guest_fields[] = {
    {"name", NULL, read_line, offsetof(Guest, name), "the full name", true},
    {"address", "addresses", read_addresses, 0, "name@domain, or a list of such", true},
    {"role", NULL, read_line, offsetof(Guest, role), "a word or two, such as maintainer", false},
    {"affiliation", NULL, read_line, offsetof(Guest, affiliation), "a company, or a project",
     false},
    {"language", NULL, read_language, offsetof(Guest, language), "a code: en, de, pt-BR", false},
    {"zone", NULL, read_zone, offsetof(Guest, zone), "a time zone, such as Europe/Berlin", false},
    {"groups", "group", read_groups, offsetof(Guest, groups), "a word, or a list of words", false},
    {"wave", NULL, read_wave, offsetof(Guest, wave), "1, or 2 for who is offered a seat later",
     false},
};

/* "Name <address>" in place of a map. */
static void
read_guest_line(Reader *reader, const Node *node, Guest *guest)
{
    g_autofree char *text = node_take_line(reader, "Name <name@domain>", node);
    g_autofree char *address = NULL;
    if (!text)
        return;
    split_mailbox(text, &guest->name, &address);
    if (!guest->name) {
        g_autofree char *quoted = problem_quote(text);
        reader_error(reader, node, g_strdup_printf("%s is no name with an address", quoted),
                     g_strdup("write Name <name@domain>, or {name: ..., address: ...}"));
        return;
    }
    char *good = take_address(reader, node, address);
    if (good)
        give_address(reader, node, guest, good);
}

static void
read_guest_entry(Reader *reader, const Field *field, const Node *node, void *place)
{
    (void)field;
    Meeting *meeting = place;
    Guest *guest = guest_new();
    guest->id = g_strdup(node->key->text);
    guest->line = reader_line(reader, node);
    g_ptr_array_add(meeting->guests, guest);
    if (strcmp(guest->id, "organizer") == 0)
        reader_error(reader, node->key, g_strdup("no guest can have the id \"organizer\""),
                     g_strdup("choose another one; convoke means you by it"));
    if (node->kind == NODE_TEXT && !node->empty)
        read_guest_line(reader, node, guest);
    else
        fields_read(reader, "a guest", guest_fields, G_N_ELEMENTS(guest_fields), node, guest);
    if (reader->guests)
        g_hash_table_insert(reader->guests, guest->id, guest);
}

void
read_guest_list(Reader *reader, const Field *field, const Node *node, void *place)
{
    if (node->kind != NODE_MAP) /* then nobody is known, and every name would be wrong */
        g_clear_pointer(&reader->guests, g_hash_table_unref);
    node_each_entry(reader, field, node, read_guest_entry, place);
}

static void
read_organizer_address(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (text)
        *(char **)place = take_address(reader, node, text);
}

static const Field organizer_fields[] = {
    {"name", NULL, read_line, offsetof(Organizer, name), "your full name", false},
    {"address", NULL, read_organizer_address, offsetof(Organizer, address), "name@domain", true},
};

void
read_organizer(Reader *reader, const Field *field, const Node *node, void *place)
{
    Organizer *organizer = place;
    if (node->kind == NODE_MAP) {
        fields_read(reader, "the organizer", organizer_fields, G_N_ELEMENTS(organizer_fields), node,
                    organizer);
        return;
    }
    g_autofree char *text = node_take_line(reader, field->want, node);
    g_autofree char *address = NULL;
    if (!text)
        return;
    split_mailbox(text, &organizer->name, &address);
    organizer->address = take_address(reader, node, address);
}
