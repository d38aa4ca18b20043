/* The keys of an event file, in the order in which they are read, and what must hold between
 * them. */
#include "event/read.h"
#include "event/read-agenda.h"
#include "event/read-guests.h"
#include "event/read-lists.h"
#include "event/read-policy.h"
#include "event/read-seats.h"
#include "event/read-syntax.h"
#include "event/read-trust.h"

#define COMPARISONS_MAX                                                                            \
    500000 /* to find what was meant; keeps a file of mistakes from taking minutes */

/* Dates come before the agenda, guests before whoever refers to them. */
static const Field meeting_fields[] = {
    {"meeting", NULL, read_id, offsetof(Meeting, id), "an id, such as netconf-2004", true},
    {"name", NULL, read_line, offsetof(Meeting, name), "a name, such as Netconf 2004", true},
    {"status", NULL, read_status, offsetof(Meeting, cancelled), "confirmed or cancelled", false},
    {"status-note", NULL, read_paragraphs, offsetof(Meeting, status_note),
     "some sentences on why it is cancelled", false},
    {"series", NULL, read_line, offsetof(Meeting, series), "a text on one line", false},
    {"edition", NULL, read_line, offsetof(Meeting, edition), "a text on one line", false},
    {"about", NULL, read_paragraphs, offsetof(Meeting, about), "some sentences", false},
    {"by-invitation", NULL, read_paragraphs, offsetof(Meeting, by_invitation),
     "a sentence on who is invited", false},
    {"seats", NULL, read_seats, 0, "15, or 10-15, or {count: 15, offer-days: 7}", false},
    {"location", NULL, read_line, offsetof(Meeting, location), "a place: Portland, OR", false},
    {"zone", NULL, read_zone, offsetof(Meeting, zone), "a time zone, such as Europe/Berlin", true},
    {"language", NULL, read_language, offsetof(Meeting, language), "a code: en, de, pt-BR", false},
    {"organizer", NULL, read_organizer, offsetof(Meeting, organizer), "Name <name@domain>", true},
    {"dates", "date", read_dates, 0, "[2004-07-14, 2004-07-15], or 2004-07-14..2004-07-15", true},
    {"answer-by", NULL, read_day, offsetof(Meeting, answer_by), "a date: 2004-06-30", false},
    {"reminders", NULL, read_reminders, offsetof(Meeting, reminders),
     "[14, 7, 2], the days before answer-by", false},
    {"notices", NULL, read_notices, offsetof(Meeting, notices), "{logistics: 1, nudge: [14, 5]}",
     false},
    {"trust", NULL, read_trust, offsetof(Meeting, trust), "token, from or authenticated", false},
    {"questions", NULL, read_questions, 0, "{dinner: Will you join us for dinner?}", false},
    {"guests", NULL, read_guest_list, 0, "{davem: David S. Miller <davem@redhat.example>}", false},
    {"agenda", NULL, read_agenda, 0, "{2004-07-14: [{at: 10:00am, who: davem}]}", false},
    {"topics", NULL, read_topics, 0, "{wifi: Wireless stacks}", false},
    {"sponsors", NULL, read_lines, offsetof(Meeting, sponsors), "a name, or a list of names",
     false},
    {"slides", NULL, read_materials, offsetof(Meeting, slides), "a title or a link", false},
    {"photos", NULL, read_materials, offsetof(Meeting, photos), "a title or a link", false},
    {"references", NULL, read_materials, offsetof(Meeting, references), "a title or a link", false},
};

static void
check_answer_by(Reader *reader, const Node *root)
{
    const Meeting *meeting = reader->meeting;
    if (meeting->answer_by == DAY_NONE || meeting->days->len == 0 || !reader->days_sound ||
        meeting->answer_by <= meeting_first_day(meeting))
        return;
    g_autofree char *date = day_format(meeting_first_day(meeting));
    reader_error(reader, node_get(root, "answer-by"),
                 g_strdup("this is after the meeting has started"),
                 g_strdup_printf("choose %s or an earlier day", date));
}

static void
reader_init(Reader *reader, EventSource *source, const Node *root, bool stored)
{
    const Node *guests = node_get(root, "guests");
    reader->source = source;
    reader->root = root;
    reader->stored = stored;
    reader->meeting = meeting_new();
    reader->listed = g_hash_table_new(NULL, NULL);
    reader->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->zones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->sessions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->comparisons = COMPARISONS_MAX;
    bool damaged = reader->damage->len > 0 && (!guests || reader_damaged(reader, guests));
    if (!stored && !damaged)
        reader->guests = g_hash_table_new(g_str_hash, g_str_equal);
}

static void
reader_clear(Reader *reader)
{
    meeting_free(reader->meeting);
    g_array_unref(reader->damage);
    g_hash_table_unref(reader->addresses);
    g_hash_table_unref(reader->zones);
    g_hash_table_unref(reader->listed);
    g_hash_table_unref(reader->sessions);
    g_clear_pointer(&reader->guests, g_hash_table_unref);
}

/* ROOT to a meeting; NULL where something is wrong with it. */
static Meeting *
read_root(EventSource *source, const Node *root, GArray *damage, bool stored)
{
    Reader reader = {.damage = g_array_ref(damage)};
    reader_init(&reader, source, root, stored);
    fields_read(&reader, "an event file", meeting_fields, G_N_ELEMENTS(meeting_fields), root,
                reader.meeting);
    check_answer_by(&reader, root);
    check_reminders(&reader, root);
    check_status(&reader, root);
    check_seats(&reader, node_get(root, "seats"));
    if (!reader.meeting->language)
        reader.meeting->language = g_strdup("en");
    Meeting *meeting = source->errors == 0 ? g_steal_pointer(&reader.meeting) : NULL;
    reader_clear(&reader);
    return meeting;
}

static Meeting *
read_text(const char *text, gsize length, const char *file_name, bool stored, GPtrArray *problems)
{
    g_autoptr(EventSource) source = event_source_open(text, length, file_name, problems);
    if (!source)
        return NULL;
    g_autoptr(GArray) damage = g_array_new(FALSE, FALSE, sizeof(gsize));
    g_autoptr(Node) root = syntax_read(source, damage);
    return root ? read_root(source, root, damage, stored) : NULL;
}

static Meeting *
read_sorted(const char *text, gsize length, const char *file_name, bool stored, GPtrArray *problems)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    Meeting *meeting = read_text(text, length, file_name, stored, found);
    g_ptr_array_sort(found, problem_compare);
    g_ptr_array_extend_and_steal(problems, g_steal_pointer(&found));
    return meeting;
}

Meeting *
meeting_read(const char *text, gsize length, const char *file_name, GPtrArray *problems)
{
    return read_sorted(text, length, file_name, false, problems);
}

Meeting *
meeting_read_stored(const char *text, gsize length, const char *file_name, GPtrArray *problems)
{
    return read_sorted(text, length, file_name, true, problems);
}
