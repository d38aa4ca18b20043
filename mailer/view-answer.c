/* What a guest has answered, and what guests are asked. */
#include "mailer/letter-text.h"
#include "mailer/view.h"
#include <string.h>

void
view_set_details(TemplateValue *map, const Details *details)
{
    static const Details none = {0};
    if (!details)
        details = &none;
    template_set(map, "has_details", template_flag(!details_empty(details)));
    template_set(map, "partial", view_text(details->partial));
    template_set(map, "delegate", view_text(details->delegate));
    template_set(map, "promise", view_text(details->promise));
    template_set(map, "condition", view_text(details->condition));
    template_set(map, "topic", view_text(details->topic));
    template_set(map, "title", view_text(details->title));
    template_set(map, "diet", view_text(details->diet));
    template_set(map, "arrival", view_text(details->arrival));
    bool once = g_strcmp0(details->arrival, details->departure) == 0;
    template_set(map, "departure", view_text(once ? NULL : details->departure));
    template_set(map, "guests", details->guests > 0 ? template_number(details->guests) : NULL);
    template_set(map, "remote", template_flag(details->remote));
    template_set(map, "question", template_flag(details->question));
}

static bool
is_answer(Partstat partstat)
{
    return partstat != PARTSTAT_NONE && partstat != PARTSTAT_NEEDS_ACTION;
}

TemplateValue *
view_answer(const LetterContext *context, const Words *words)
{
    TemplateValue *map = template_map();
    Partstat now = context->partstat, before = context->previous;
    bool changed = is_answer(before) && before != now;
    template_set(map, "given", template_flag(is_answer(now)));
    template_set(map, "accepted", template_flag(now == PARTSTAT_ACCEPTED));
    template_set(map, "declined", template_flag(now == PARTSTAT_DECLINED));
    template_set(map, "tentative", template_flag(now == PARTSTAT_TENTATIVE));
    template_set(map, "delegated", template_flag(now == PARTSTAT_DELEGATED));
    template_set(map, "status", template_text(view_status(now, words)));
    template_set(map, "previous", template_text(changed ? view_status(before, words) : NULL));
    template_set(map, "words", view_text(context->words));
    view_set_details(map, context->details);
    return map;
}

char *
view_choices(const Question *question, const Words *words)
{
    g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < question->choices->len; i++)
        g_ptr_array_add(choices, text_line(g_ptr_array_index(question->choices, i), TEXT_LINE_MAX));
    return words_or(words, choices);
}

TemplateValue *
view_questions(const LetterContext *context, const Words *words)
{
    TemplateValue *list = template_list();
    const GPtrArray *questions = context->meeting->questions;
    for (guint i = 0; i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        TemplateValue *map = template_map();
        template_set(map, "number", template_number(i + 1));
        template_set(map, "ask", view_text(question->ask));
        template_set(map, "choices", template_text_take(view_choices(question, words)));
        template_set(map, "answer",
                     view_text(question_answer_find(context->answers, NULL, question->id, i + 1)));
        template_add(list, map);
    }
    return list;
}
