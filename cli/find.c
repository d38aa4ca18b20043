/* Guests by what people type. */
#include "cli/find.h"
#include "db/store-guest.h"
#include "event/error.h"
#include "event/nearest.h"

/* Most ids that are named where several are meant. */
#define NAMED_MAX 8

static void
set_several(const GPtrArray *found, const char *who, GError **error)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; i < found->len && i < NAMED_MAX; i++) {
        const Guest *guest = g_ptr_array_index(found, i);
        g_string_append_printf(ids, "%s%s", i ? ", " : "", guest->id);
    }
    if (found->len > NAMED_MAX)
        g_string_append(ids, ", …");
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                "several guests are called `%s`: %s; give the id or the address", who, ids->str);
}

static void
set_none(const Meeting *meeting, const char *who, GError **error)
{
    Nearest nearest = nearest_to(who);
    for (guint i = 0; i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        nearest_offer(&nearest, guest->id);
    }
    g_autofree char *near = nearest.best ? g_strdup_printf("did you mean `%s`?", nearest.best)
                                         : g_strdup("give the id, the address or the name");
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND, "there is no guest `%s`; %s", who,
                near);
}

const Guest *
guest_find(const Meeting *meeting, const char *who, GError **error)
{
    g_autoptr(GPtrArray) found = meeting_find_guests(meeting, who);
    if (found->len == 1)
        return g_ptr_array_index(found, 0);
    if (found->len > 1)
        set_several(found, who, error);
    else
        set_none(meeting, who, error);
    return NULL;
}

char *
guest_find_ever(Store *store, const Meeting *meeting, const char *who, GError **error)
{
    g_autoptr(GError) unknown = NULL;
    const Guest *guest = guest_find(meeting, who, &unknown);
    if (guest)
        return g_strdup(guest->id);
    Guest *former = NULL;
    if (!store_guest_load(store, meeting->id, who, &former, error))
        return NULL;
    if (!former) {
        g_propagate_error(error, g_steal_pointer(&unknown));
        return NULL;
    }
    guest_free(former);
    return g_strdup(who);
}

char *
person_find_ever(Store *store, const Meeting *meeting, const char *who, GError **error)
{
    return g_str_equal(who, "organizer") ? g_strdup(who)
                                         : guest_find_ever(store, meeting, who, error);
}

char *
person_name(Store *store, const Meeting *meeting, const char *person)
{
    const Guest *guest = meeting_guest(meeting, person);
    Guest *former = NULL;
    if (!guest)
        store_guest_load(store, meeting->id, person, &former, NULL);
    char *name = g_strdup(guest ? guest->name : former ? former->name : person);
    guest_free(former);
    return name;
}

gboolean
kind_find(const char *what, NoticeKind *ret_kind, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    if (notice_kind_parse(what, ret_kind))
        return TRUE;
    for (int kind = 0; kind < NOTICE_KINDS; kind++)
        g_string_append_printf(names, "%s%s", kind ? ", " : "", notice_kind_name((NoticeKind)kind));
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                "there is no mail of the kind `%s`; there are %s", what, names->str);
    return FALSE;
}
