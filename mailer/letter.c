/* A letter from its context: find the templates, make the view, render each part; or fill what was rendered for
 * another reader to whom the same is said. */
#include "mailer/letter.h"
#include <string.h>
#include "mailer/letter-memo.h"
#include "mailer/letter-text.h"
#include "mailer/view.h"

/* Beside the view's own. */
enum { MARK_BODY = VIEW_MARKS };

/* A letter while it is rendered, before its parts are laid out. */
typedef struct {
    char *subject, *text, *html;
    GArray *in_subject, *in_text, *in_html; /* TemplateMark */
    bool uneven;                            /* words stand where no stencil has holes */
} Draft;

static void
draft_clear(Draft *draft)
{
    g_free(draft->subject);
    g_free(draft->text);
    g_free(draft->html);
    g_clear_pointer(&draft->in_subject, g_array_unref);
    g_clear_pointer(&draft->in_text, g_array_unref);
    g_clear_pointer(&draft->in_html, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Draft, draft_clear)

void
letter_free(Letter *letter)
{
    if (!letter)
        return;
    g_free(letter->subject);
    part_free(letter->text);
    part_free(letter->html);
    g_free(letter->language);
    g_free(letter);
}

static const char *
wanted_language(const LetterContext *context)
{
    const Guest *guest = context->guest;
    return guest && guest->language ? guest->language : context->meeting->language;
}

static GArray *
marks_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(TemplateMark));
}

static gboolean
render_subject(TemplateLibrary *library, const TemplateSet *set, const TemplateValue *view,
               Draft *draft, GError **error)
{
    g_autofree char *rendered = template_library_render(
        library, set->language, set->subject, view, TEMPLATE_ESCAPE_NONE, draft->in_subject, error);
    draft->subject = rendered ? text_line(rendered, LETTER_SUBJECT_MAX) : NULL;
    draft->uneven = draft->in_subject->len > 0;
    return rendered != NULL;
}

/* Puts the marks of the body where the layout has it. */
static void
join_marks(Draft *draft, const GArray *layout, const GArray *body)
{
    for (guint i = 0; i < layout->len; i++) {
        TemplateMark mark = g_array_index(layout, TemplateMark, i);
        const gsize start = mark.at;
        if (mark.mark != MARK_BODY) {
            g_array_append_val(draft->in_html, mark);
            continue;
        }
        draft->uneven = draft->uneven || mark.escape != TEMPLATE_ESCAPE_NONE;
        for (guint j = 0; j < body->len; j++) {
            mark = g_array_index(body, TemplateMark, j);
            mark.at += start;
            g_array_append_val(draft->in_html, mark);
        }
    }
}

/* The HTML part within the layout; names of the letter's own are known in both. */
static gboolean
render_html(TemplateLibrary *library, const TemplateSet *set, TemplateValue *view, Draft *draft,
            GError **error)
{
    g_autoptr(GArray) in_body = marks_new();
    g_autoptr(GArray) in_layout = marks_new();
    char *body = template_library_render(library, set->language, set->html, view,
                                         TEMPLATE_ESCAPE_HTML, in_body, error);
    if (!body)
        return FALSE;
    template_set(view, "subject", template_text(draft->subject));
    template_set(view, "body", template_text_marked(body, MARK_BODY));
    draft->html = template_library_render(library, set->language, set->layout, view,
                                          TEMPLATE_ESCAPE_HTML, in_layout, error);
    template_unset(view, "subject");
    template_unset(view, "body");
    join_marks(draft, in_layout, in_body);
    return draft->html != NULL;
}

static gboolean
render(TemplateLibrary *library, const TemplateSet *set, TemplateValue *view, Draft *draft,
       GError **error)
{
    draft->in_subject = marks_new();
    draft->in_text = marks_new();
    draft->in_html = marks_new();
    if (!render_subject(library, set, view, draft, error))
        return FALSE;
    draft->text = template_library_render(library, set->language, set->text, view,
                                          TEMPLATE_ESCAPE_NONE, draft->in_text, error);
    return draft->text && (!set->html || render_html(library, set, view, draft, error));
}

static Letter *
lay_out(const Draft *draft)
{
    Letter *letter = g_new0(Letter, 1);
    g_autofree char *text = text_lay_out(draft->text, LETTER_COLUMNS);
    letter->subject = g_strdup(draft->subject);
    letter->text = part_of(text, true);
    letter->html = draft->html ? part_of(draft->html, false) : NULL;
    return letter;
}

static void
cut(LetterModel *model, const Draft *draft)
{
    model->uneven = draft->uneven;
    if (draft->uneven)
        return;
    model->subject = g_strdup(draft->subject);
    model->text = stencil_new(draft->text, draft->in_text, true);
    model->html = draft->html ? stencil_new(draft->html, draft->in_html, false) : NULL;
}

static Letter *
fill(const LetterModel *model, const TemplateValue *view)
{
    const char *words[VIEW_MARKS] = {0};
    Letter *letter = g_new0(Letter, 1);
    view_own_words(view, words);
    letter->subject = g_strdup(model->subject);
    letter->text = stencil_fill(model->text, words);
    letter->html = model->html ? stencil_fill(model->html, words) : NULL;
    return letter;
}

/* Takes VIEW. */
static Letter *
write_with(LetterMemo *memo, NoticeKind kind, const TemplateSet *set, TemplateValue *view_to_take,
           TemplateLibrary *library, GError **error)
{
    g_autoptr(TemplateValue) view = view_to_take;
    g_auto(Draft) draft = {0};
    LetterModel *model = memo ? letter_memo_find(memo, kind, set->words, view) : NULL;
    if (model && model->subject)
        return fill(model, view);
    if (!render(library, set, view, &draft, error))
        return NULL;
    if (model && !model->uneven)
        cut(model, &draft);
    else if (memo && !model)
        letter_memo_add(memo, kind, set->words, g_steal_pointer(&view));
    return lay_out(&draft);
}

Letter *
letter_write(const LetterContext *context, TemplateLibrary *library, GError **error)
{
    TemplateSet set;
    const char *kind = notice_kind_name(context->kind);
    if (!template_library_find(library, wanted_language(context), kind, &set, error))
        return NULL;
    TemplateValue *view = view_new(context, set.words, set.language);
    Letter *letter = write_with(context->memo, context->kind, &set, view, library, error);
    if (letter) {
        letter->language = g_strdup(set.language);
        letter->own = set.own;
    }
    return letter;
}
