/* Scopes are loaded when they are first asked about, and written when they have changed. Within a run time is the
 * monotonic clock, which a fixed or corrected clock does not stop. */
#include "mailer/pacer.h"
#include "db/store-pace.h"
#include "event/address.h"
#include "mailer/pace.h"

#define RELAY "relay"
#define TOGETHER ((gint64)60 * 1000)

struct Pacer {
    Store *store;
    PacerLimits limits;
    GHashTable *paces; /* scope -> Pace * */
    gint64 begun;      /* second */
    gint64 monotonic;  /* then, microseconds */
    char *cut_domain;  /* scope that was cut last, and when */
    gint64 cut_at;
};

Pacer *
pacer_new(Store *store, const PacerLimits *limits, gint64 now)
{
    Pacer *pacer = g_new0(Pacer, 1);
    pacer->store = store;
    pacer->limits = *limits;
    pacer->paces = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    pacer->begun = now;
    pacer->monotonic = g_get_monotonic_time();
    return pacer;
}

void
pacer_free(Pacer *pacer)
{
    if (!pacer)
        return;
    g_hash_table_unref(pacer->paces);
    g_free(pacer->cut_domain);
    g_free(pacer);
}

static gint64
now_of(const Pacer *pacer)
{
    return pacer->begun * 1000 + (g_get_monotonic_time() - pacer->monotonic) / 1000;
}

gint64
pacer_now(const Pacer *pacer)
{
    return now_of(pacer) / 1000;
}

static Pace *
pace_of(Pacer *pacer, const char *scope, GError **error)
{
    StoredPace stored;
    Pace *pace = g_hash_table_lookup(pacer->paces, scope);
    if (pace || !store_pace_load(pacer->store, scope, &stored, error))
        return pace;
    pace = g_new0(Pace, 1);
    pace->rate = (double)stored.per_hour / 3600;
    pace->until = stored.until * 1000;
    pace->changed_at = stored.changed_at * 1000;
    g_hash_table_insert(pacer->paces, g_strdup(scope), pace);
    return pace;
}

static gboolean
save(Pacer *pacer, const char *scope, const Pace *pace, GError **error)
{
    const StoredPace stored = {.per_hour = (gint64)(pace->rate * 3600 + 0.5),
                               .until = pace->until / 1000,
                               .changed_at = pace->changed_at / 1000};
    return store_pace_save(pacer->store, scope, &stored, error);
}

static char *
scope_of(const char *recipient)
{
    return g_strconcat("@", address_domain(recipient), NULL);
}

static double
most_of(const Pacer *pacer, const char *scope)
{
    return (*scope == '@' ? pacer->limits.domain : pacer->limits.relay) / 60.0;
}

/* The domain first: a mail that waits for its domain is no mail that the relay has seen. */
gboolean
pacer_ask(Pacer *pacer, const char *recipient, gint64 *ret_wait, bool *ret_all, GError **error)
{
    g_autofree char *scope = scope_of(recipient);
    Pace *relay = pace_of(pacer, RELAY, error);
    Pace *domain = relay ? pace_of(pacer, scope, error) : NULL;
    gint64 now = now_of(pacer);
    if (!domain)
        return FALSE;
    Pace before = *domain;
    *ret_all = false;
    *ret_wait = pace_ask(domain, most_of(pacer, scope), now);
    if (*ret_wait > 0)
        return TRUE;
    *ret_wait = pace_ask(relay, most_of(pacer, RELAY), now);
    *ret_all = *ret_wait > 0;
    if (*ret_all)
        *domain = before;
    return TRUE;
}

static gboolean
slow_down(Pacer *pacer, const char *scope, gint64 now, GError **error)
{
    Pace *pace = pace_of(pacer, scope, error);
    if (!pace)
        return FALSE;
    pace_cut(pace, most_of(pacer, scope), now);
    return save(pacer, scope, pace, error);
}

static gboolean
recover(Pacer *pacer, const char *scope, gint64 now, GError **error)
{
    Pace *pace = pace_of(pacer, scope, error);
    double before = pace ? pace->rate : 0;
    if (!pace)
        return FALSE;
    pace_raise(pace, now);
    return pace->rate == before || save(pacer, scope, pace, error);
}

gboolean
pacer_tell(Pacer *pacer, const char *recipient, const Outcome *outcome, GError **error)
{
    g_autofree char *scope = scope_of(recipient);
    gint64 now = now_of(pacer);
    if (outcome->kind == OUTCOME_SENT)
        return recover(pacer, RELAY, now, error) && recover(pacer, scope, now, error);
    if (outcome->kind != OUTCOME_LATER ||
        !pace_too_fast(outcome->code, outcome->status, outcome->text))
        return TRUE;
    bool another = pacer->cut_domain && !g_str_equal(pacer->cut_domain, scope) &&
                   now - pacer->cut_at < TOGETHER;
    g_free(pacer->cut_domain);
    pacer->cut_domain = g_strdup(scope);
    pacer->cut_at = now;
    return ((!outcome->session && !another) || slow_down(pacer, RELAY, now, error)) &&
           (outcome->session || slow_down(pacer, scope, now, error));
}
