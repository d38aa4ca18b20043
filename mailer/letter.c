/* A letter from its context: find the templates, make the view, render each part. */
#include "mailer/letter.h"
#include <string.h>
#include "mailer/letter-text.h"
#include "mailer/view.h"

LetterMemo *
letter_memo_new(void)
{
    return (LetterMemo *)g_hash_table_new_full(NULL, NULL, NULL,
                                               (GDestroyNotify)template_value_free);
}

void
letter_memo_free(LetterMemo *memo)
{
    if (memo)
        g_hash_table_unref((GHashTable *)memo);
}

void
letter_free(Letter *letter)
{
    if (!letter)
        return;
    g_free(letter->subject);
    g_free(letter->text);
    g_free(letter->html);
    g_free(letter->language);
    g_free(letter);
}

static const char *
wanted_language(const LetterContext *context)
{
    const Guest *guest = context->guest;
    return guest && guest->language ? guest->language : context->meeting->language;
}

static char *
write_subject(TemplateLibrary *library, const TemplateSet *set, const TemplateValue *view,
              GError **error)
{
    g_autofree char *rendered = template_library_render(library, set->language, set->subject, view,
                                                        TEMPLATE_ESCAPE_NONE, error);
    return rendered ? text_line(rendered, LETTER_SUBJECT_MAX) : NULL;
}

static char *
write_text(TemplateLibrary *library, const TemplateSet *set, const TemplateValue *view,
           GError **error)
{
    g_autofree char *rendered = template_library_render(library, set->language, set->text, view,
                                                        TEMPLATE_ESCAPE_NONE, error);
    return rendered ? text_lay_out(rendered, LETTER_COLUMNS) : NULL;
}

/* The HTML part within the layout; names of the letter's own are known in both. */
static char *
write_html(TemplateLibrary *library, const TemplateSet *set, TemplateValue *view,
           const char *subject, GError **error)
{
    char *body = template_library_render(library, set->language, set->html, view,
                                         TEMPLATE_ESCAPE_HTML, error);
    if (!body)
        return NULL;
    template_set(view, "subject", template_text(subject));
    template_set(view, "body", template_text_take(body));
    return template_library_render(library, set->language, set->layout, view, TEMPLATE_ESCAPE_HTML,
                                   error);
}

Letter *
letter_write(const LetterContext *context, TemplateLibrary *library, GError **error)
{
    TemplateSet set;
    const char *kind = notice_kind_name(context->kind);
    if (!template_library_find(library, wanted_language(context), kind, &set, error))
        return NULL;
    g_autoptr(Letter) letter = g_new0(Letter, 1);
    g_autoptr(TemplateValue) view = view_new(context, set.words, set.language);
    letter->language = g_strdup(set.language);
    letter->subject = write_subject(library, &set, view, error);
    letter->text = letter->subject ? write_text(library, &set, view, error) : NULL;
    if (!letter->text)
        return NULL;
    if (set.html && !(letter->html = write_html(library, &set, view, letter->subject, error)))
        return NULL;
    return g_steal_pointer(&letter);
}
