/* "15", "10-15", or a map with these as count. Quotas are sorted by kind, as they are written. */
#include "event/read-seats.h"
#include <string.h>

#define SEATS_MAX 1000000
#define OFFER_DAYS_MAX 365
#define QUOTAS_MAX 200

static void
read_count(Reader *reader, const Field *field, const Node *node, void *place)
{
    Meeting *meeting = place;
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    char *hyphen = strchr(text, '-');
    if (hyphen)
        *hyphen = '\0';
    int least = hyphen ? number_parse(g_strchomp(text), SEATS_MAX) : 0;
    int most = number_parse(hyphen ? g_strchug(hyphen + 1) : text, SEATS_MAX);
    if (least < 0 || most < 1 || least > most) {
        g_autofree char *quoted = problem_quote(node->text);
        reader_error(reader, node, g_strdup_printf("%s is no number of seats", quoted),
                     g_strdup("write 15, or 10-15"));
        return;
    }
    meeting->seats = most;
    meeting->seats_min = least;
}

/* A number from 1 on; 0 where it is none, which is reported. */
static int
take_number(Reader *reader, const Field *field, const Node *node, const char *of, int most)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    int number = text ? number_parse(text, most) : -1;
    if (!text || number >= 1)
        return MAX(number, 0);
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no number of %s", quoted, of),
                 g_strdup_printf("write a number from 1 to %d", most));
    return 0;
}

static void
read_offer_days(Reader *reader, const Field *field, const Node *node, void *place)
{
    Meeting *meeting = place;
    meeting->offer_days = take_number(reader, field, node, "days", OFFER_DAYS_MAX);
}

static bool
has_quota(const Meeting *meeting, QuotaKind kind, const char *name)
{
    g_autofree char *key = g_utf8_casefold(name, -1);
    for (guint i = 0; i < meeting->quotas->len; i++) {
        const Quota *quota = g_ptr_array_index(meeting->quotas, i);
        g_autofree char *other = quota->name ? g_utf8_casefold(quota->name, -1) : NULL;
        if (quota->kind == kind && g_strcmp0(other, key) == 0)
            return true;
    }
    return false;
}

static void
add_quota(Reader *reader, const Field *field, const Node *node, QuotaKind kind)
{
    Meeting *meeting = reader->meeting;
    g_autofree char *name = node_take_line(reader, field->want, node->key);
    if (!name || has_quota(meeting, kind, name)) {
        if (name)
            reader_error(reader, node->key, g_strdup_printf("%s is here twice", name),
                         g_strdup("delete one"));
        return;
    }
    int most = take_number(reader, field, node, "seats", SEATS_MAX);
    if (meeting->quotas->len == QUOTAS_MAX)
        reader_error(reader, node, g_strdup("more than 200 quotas"), g_strdup("use fewer"));
    else if (most > 0)
        g_ptr_array_add(meeting->quotas, quota_new(kind, name, most));
}

/* "3" for each, or a number by name. */
static void
read_quota(Reader *reader, const Field *field, const Node *node, QuotaKind kind)
{
    if (node->kind == NODE_MAP) {
        for (guint i = 0; i < node->items->len; i++)
            add_quota(reader, field, g_ptr_array_index(node->items, i), kind);
        return;
    }
    int most = take_number(reader, field, node, "seats", SEATS_MAX);
    if (most > 0)
        g_ptr_array_add(reader->meeting->quotas, quota_new(kind, NULL, most));
}

static void
read_affiliations(Reader *reader, const Field *field, const Node *node, void *place)
{
    (void)place;
    read_quota(reader, field, node, QUOTA_AFFILIATION);
}

static void
read_groups(Reader *reader, const Field *field, const Node *node, void *place)
{
    (void)place;
    read_quota(reader, field, node, QUOTA_GROUP);
}

static const Field quota_fields[] = {
    {"affiliation", NULL, read_affiliations, 0, "3 for each, or {Example Ltd.: 3}", false},
    {"group", "groups", read_groups, 0, "3 for each, or {students: 3}", false},
};

static void
read_quotas(Reader *reader, const Field *field, const Node *node, void *place)
{
    (void)field;
    fields_read(reader, "quotas", quota_fields, G_N_ELEMENTS(quota_fields), node, place);
}

static const Field seats_fields[] = {
    {"count", NULL, read_count, 0, "15, or 10-15", true},
    {"offer-days", NULL, read_offer_days, 0,
     "7, the days that each has to answer when seats are offered in waves", false},
    {"quotas", "quota", read_quotas, 0, "{affiliation: 3}, or {group: {students: 3}}", false},
};

void
read_seats(Reader *reader, const Field *field, const Node *node, void *place)
{
    if (node->kind == NODE_MAP)
        fields_read(reader, "seats", seats_fields, G_N_ELEMENTS(seats_fields), node, place);
    else
        read_count(reader, field, node, place);
}

static bool
is_anybodys(const Meeting *meeting, const Quota *quota)
{
    for (guint i = 0; i < meeting->guests->len; i++)
        if (quota_counts(quota, g_ptr_array_index(meeting->guests, i)))
            return true;
    return false;
}

/* A quota that nobody falls under is a slip of the pen. */
static void
check_quota_names(Reader *reader, const Node *quotas)
{
    const Meeting *meeting = reader->meeting;
    for (guint i = 0; quotas && i < meeting->quotas->len; i++) {
        const Quota *quota = g_ptr_array_index(meeting->quotas, i);
        const Node *names = node_get(quotas, quota_kind_name(quota->kind));
        const Node *value = quota->name && names ? node_get(names, quota->name) : NULL;
        if (value && !is_anybodys(meeting, quota))
            reader_warn(reader, value->key,
                        g_strdup_printf("no guest has the %s \"%s\"", quota_kind_name(quota->kind),
                                        quota->name),
                        g_strdup("this quota has no effect; is it spelled otherwise there?"));
    }
}

void
check_seats(Reader *reader, const Node *seats)
{
    const Meeting *meeting = reader->meeting;
    const Node *guests = node_get(reader->root, "guests");
    const Node *quotas = seats && seats->kind == NODE_MAP ? node_get(seats, "quotas") : NULL;
    if (reader->guests && quotas && quotas->kind == NODE_MAP)
        check_quota_names(reader, quotas);
    bool waves = seats && node_get(seats, "offer-days");
    for (guint i = 0; guests && !waves && i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        const Node *node = guest->wave != 1 ? node_get(guests, guest->id) : NULL;
        const Node *wave = node ? node_get(node, "wave") : NULL;
        if (wave && reader->damage->len == 0) {
            reader_warn(reader, wave->key, g_strdup("a wave means nothing here"),
                        g_strdup("seats are offered in waves where it says so: "
                                 "seats: {count: 15, offer-days: 7}"));
            return;
        }
    }
}
