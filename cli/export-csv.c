/* Guests as comma-separated values. */
#include "cli/export.h"
#include "mailer/letter-text.h"
#include <string.h>

/* Spreadsheets run a cell that begins with one of these as a formula, wherever it came from; the wide
 * ones, too. */
static bool
is_formula(const char *text)
{
    static const char *const starts[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(text, starts[i]))
            return true;
    return false;
}

/* Quoted wherever some program could see more than one cell in it: some read ";" as a comma. */
static void
append_text(GString *out, const char *text)
{
    g_autofree char *line = text_line(text, TEXT_LINE_MAX);
    const char *guard = is_formula(line) ? "'" : "";
    if (!*guard && !strpbrk(line, "\",;|'")) {
        g_string_append(out, line);
        return;
    }
    g_auto(GStrv) pieces = g_strsplit(line, "\"", -1);
    g_autofree char *doubled = g_strjoinv("\"\"", pieces);
    g_string_append_printf(out, "\"%s%s\"", guard, doubled);
}

static void
append_names(GString *out, const GPtrArray *names)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(joined, "%s%s", i ? " " : "", (char *)g_ptr_array_index(names, i));
    append_text(out, joined->str);
}

static void
append_number(GString *out, int number)
{
    if (number != 0)
        g_string_append_printf(out, "%d", number);
}

static void
append_instant(GString *out, gint64 when)
{
    g_autofree char *instant = export_instant(when, NULL);
    g_string_append(out, instant ? instant : "");
}

static void
append_cell(GString *out, const ExportField *field, const void *value)
{
    if (!value)
        return;
    switch (field->type) {
    case EXPORT_TEXT:
        append_text(out, *(char *const *)value);
        break;
    case EXPORT_NAMES:
        append_names(out, *(GPtrArray *const *)value);
        break;
    case EXPORT_NUMBER:
        append_number(out, *(const int *)value);
        break;
    case EXPORT_FLAG:
        g_string_append(out, *(const bool *)value ? "true" : "false");
        break;
    case EXPORT_INSTANT:
        append_instant(out, *(const gint64 *)value);
        break;
    case EXPORT_PARTSTAT:
        g_string_append(out, partstat_name(*(const Partstat *)value));
        break;
    case EXPORT_DELIVERY:
        g_string_append(out, delivery_name(*(const Delivery *)value));
        break;
    case EXPORT_SEAT:
        if (*(const SeatState *)value != SEAT_NONE)
            g_string_append(out, seat_state_name(*(const SeatState *)value));
        break;
    }
}

/* Behind the fixed columns: one a question. */
static void
append_answers(GString *out, const GPtrArray *questions, const GPtrArray *answers)
{
    for (guint i = 0; i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        const char *words = question_answer_find(answers, NULL, question->id, i + 1);
        g_string_append_c(out, ',');
        if (words)
            append_text(out, words);
    }
}

char *
export_csv(const Export *source)
{
    const GPtrArray *questions = source->meeting->questions;
    GString *out = g_string_new(NULL);
    g_autoptr(GHashTable) guests = export_guests(source->meeting);
    for (const ExportField *field = export_fields; field->name; field++)
        g_string_append_printf(out, "%s%s", field == export_fields ? "" : ",", field->name);
    for (guint i = 0; i < questions->len; i++)
        g_string_append_printf(out, ",answer:%s",
                               ((const Question *)g_ptr_array_index(questions, i))->id);
    g_string_append(out, "\r\n");
    g_autoptr(GHashTable) answers = question_answers_by_guest(source->answers);
    for (guint i = 0; i < source->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(source->standings, i);
        const Guest *guest = g_hash_table_lookup(guests, standing->guest);
        for (const ExportField *field = export_fields; field->name; field++) {
            g_string_append(out, field == export_fields ? "" : ",");
            append_cell(out, field, export_value(field, guest, standing));
        }
        append_answers(out, questions, g_hash_table_lookup(answers, standing->guest));
        g_string_append(out, "\r\n");
    }
    return g_string_free(out, FALSE);
}
