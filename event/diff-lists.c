/* What changed in the lists that the organizer keys: guests, topics, questions. */
#include <string.h>
#include "event/diff-list.h"
#include "event/wording.h"

static char *
join(const GPtrArray *strings)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < strings->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? " " : "",
                               (const char *)g_ptr_array_index(strings, i));
    return g_string_free(joined, FALSE);
}

static Change *
add_guest_change(DiffList *list, ChangeKind kind, const Guest *guest, const char *what)
{
    g_autofree char *name = diff_quote(guest->name);
    Change *change =
        diff_add(list, kind, g_strdup_printf("guest %s %s: %s", guest->id, name, what));
    change->guest = g_strdup(guest->id);
    change->title = g_strdup(guest->name);
    return change;
}

static void
note_detail(GString *what, const char *label, bool same)
{
    if (!same)
        g_string_append_printf(what, "%s%s", what->len > 0 ? ", " : "", label);
}

static void
diff_guest(DiffList *list, const Guest *old, const Guest *new)
{
    if (strcmp(old->name, new->name) != 0) {
        g_autofree char *was = diff_quote(old->name);
        g_autofree char *what = g_strdup_printf("was called %s", was);
        Change *change = add_guest_change(list, CHANGE_GUEST_NAME, new, what);
        change->old_text = g_strdup(old->name);
        change->new_text = g_strdup(new->name);
    }
    if (!diff_same_strings(old->addresses, new->addresses)) {
        g_autofree char *was = join(old->addresses);
        g_autofree char *is = join(new->addresses);
        g_autofree char *what = g_strdup_printf("address %s -> %s", was, is);
        Change *change = add_guest_change(list, CHANGE_GUEST_ADDRESS, new, what);
        change->old_text = g_steal_pointer(&was);
        change->new_text = g_steal_pointer(&is);
    }
    g_autoptr(GString) what = g_string_new(NULL);
    note_detail(what, "role", g_strcmp0(old->role, new->role) == 0);
    note_detail(what, "affiliation", g_strcmp0(old->affiliation, new->affiliation) == 0);
    note_detail(what, "language", g_strcmp0(old->language, new->language) == 0);
    note_detail(what, "zone", g_strcmp0(old->zone, new->zone) == 0);
    note_detail(what, "groups", diff_same_strings(old->groups, new->groups));
    note_detail(what, "wave", old->wave == new->wave);
    if (what->len > 0) {
        g_string_append(what, " changed");
        add_guest_change(list, CHANGE_GUEST_DETAILS, new, what->str);
    }
}

void
diff_guests(DiffList *list, const Meeting *before, const Meeting *after)
{
    g_autoptr(GHashTable) olds = meeting_index(before->guests);
    g_autoptr(GHashTable) news = meeting_index(after->guests);
    bool same_order = before->guests->len == after->guests->len;
    bool same_people = same_order;
    for (guint i = 0; i < after->guests->len; i++) {
        const Guest *new = g_ptr_array_index(after->guests, i);
        const Guest *old = g_hash_table_lookup(olds, new->id);
        if (old)
            diff_guest(list, old, new);
        else
            add_guest_change(list, CHANGE_GUEST_ADDED, new, "added");
        same_people = same_people && old;
        same_order = same_order && old == g_ptr_array_index(before->guests, i);
    }
    for (guint i = 0; i < before->guests->len; i++) {
        const Guest *old = g_ptr_array_index(before->guests, i);
        if (!g_hash_table_contains(news, old->id))
            add_guest_change(list, CHANGE_GUEST_REMOVED, old, "no longer invited");
    }
    if (same_people && !same_order)
        diff_add(list, CHANGE_WORDING, g_strdup("guests: in another order"));
}

static Change *
add_topic_change(DiffList *list, ChangeKind kind, const Topic *topic, const char *what)
{
    g_autofree char *title = diff_quote(topic->title);
    Change *change =
        diff_add(list, kind, g_strdup_printf("topic %s %s: %s", topic->id, title, what));
    change->topic = g_strdup(topic->id);
    change->title = g_strdup(topic->title);
    return change;
}

static void
diff_topic(DiffList *list, const Topic *old, const Topic *new)
{
    if (strcmp(old->title, new->title) != 0) {
        g_autofree char *was = diff_quote(old->title);
        g_autofree char *what = g_strdup_printf("was %s", was);
        bool mended = wording_mended(old->title, new->title);
        Change *change =
            add_topic_change(list, mended ? CHANGE_WORDING : CHANGE_TOPIC_TITLE, new, what);
        change->old_text = g_strdup(old->title);
        change->new_text = g_strdup(new->title);
    }
    if (g_strcmp0(old->body, new->body) != 0)
        add_topic_change(list, CHANGE_WORDING, new, "reworded");
    if (g_strcmp0(old->proposed, new->proposed) != 0)
        add_topic_change(list, CHANGE_WORDING, new, "proposed by somebody else");
}

void
diff_topics(DiffList *list, const Meeting *before, const Meeting *after)
{
    g_autoptr(GHashTable) olds = meeting_index(before->topics);
    g_autoptr(GHashTable) news = meeting_index(after->topics);
    bool same_order = before->topics->len == after->topics->len;
    bool same_topics = same_order;
    for (guint i = 0; i < after->topics->len; i++) {
        const Topic *new = g_ptr_array_index(after->topics, i);
        const Topic *old = g_hash_table_lookup(olds, new->id);
        if (old)
            diff_topic(list, old, new);
        else
            add_topic_change(list, CHANGE_TOPIC_ADDED, new, "added");
        same_topics = same_topics && old;
        same_order = same_order && old == g_ptr_array_index(before->topics, i);
    }
    for (guint i = 0; i < before->topics->len; i++) {
        const Topic *old = g_ptr_array_index(before->topics, i);
        if (!g_hash_table_contains(news, old->id))
            add_topic_change(list, CHANGE_TOPIC_REMOVED, old, "removed");
    }
    if (same_topics && !same_order)
        diff_add(list, CHANGE_WORDING, g_strdup("topics: in another order"));
}

static void
add_question_change(DiffList *list, ChangeKind kind, const Question *question, const char *what)
{
    g_autofree char *ask = diff_quote(question->ask);
    Change *change =
        diff_add(list, kind, g_strdup_printf("question %s %s: %s", question->id, ask, what));
    change->question = g_strdup(question->id);
    change->title = g_strdup(question->ask);
}

void
diff_questions(DiffList *list, const Meeting *before, const Meeting *after)
{
    g_autoptr(GHashTable) olds = meeting_index(before->questions);
    g_autoptr(GHashTable) news = meeting_index(after->questions);
    bool same_order = before->questions->len == after->questions->len;
    bool same_questions = same_order;
    for (guint i = 0; i < after->questions->len; i++) {
        const Question *new = g_ptr_array_index(after->questions, i);
        const Question *old = g_hash_table_lookup(olds, new->id);
        if (!old)
            add_question_change(list, CHANGE_QUESTION_ADDED, new, "added");
        else if (strcmp(old->ask, new->ask) != 0 || !diff_same_strings(old->choices, new->choices))
            add_question_change(list, CHANGE_QUESTION, new, "reworded");
        same_questions = same_questions && old;
        same_order = same_order && old == g_ptr_array_index(before->questions, i);
    }
    for (guint i = 0; i < before->questions->len; i++) {
        const Question *old = g_ptr_array_index(before->questions, i);
        if (!g_hash_table_contains(news, old->id))
            add_question_change(list, CHANGE_QUESTION_REMOVED, old, "removed");
    }
    if (same_questions && !same_order)
        diff_add(list, CHANGE_WORDING, g_strdup("questions: in another order"));
}
