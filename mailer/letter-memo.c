/* Two tables. A letter that is like no other costs only its view, since a model is cut when a second reader comes. */
#include "mailer/letter-memo.h"

/* Kept at a time; in a run most readers have one of a few languages and zones. */
enum { MODELS_MOST = 32 };

struct LetterMemo {
    GHashTable *values; /* const Words * -> table of name -> TemplateValue * */
    GPtrArray *models;  /* LetterModel *, the oldest first */
};

static void
model_free(LetterModel *model)
{
    template_value_free(model->view);
    stencil_free(model->text);
    stencil_free(model->html);
    g_free(model->subject);
    g_free(model);
}

LetterMemo *
letter_memo_new(void)
{
    LetterMemo *memo = g_new0(LetterMemo, 1);
    memo->values = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    memo->models = g_ptr_array_new_with_free_func((GDestroyNotify)model_free);
    return memo;
}

void
letter_memo_free(LetterMemo *memo)
{
    if (!memo)
        return;
    g_ptr_array_unref(memo->models);
    g_hash_table_unref(memo->values);
    g_free(memo);
}

TemplateValue *
letter_memo_value(const LetterMemo *memo, const Words *words, const char *name)
{
    GHashTable *values = g_hash_table_lookup(memo->values, words);
    return values ? g_hash_table_lookup(values, name) : NULL;
}

void
letter_memo_keep(LetterMemo *memo, const Words *words, const char *name, TemplateValue *value)
{
    GHashTable *values = g_hash_table_lookup(memo->values, words);
    if (!values) {
        values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify)template_value_free);
        g_hash_table_insert(memo->values, (gpointer)words, values);
    }
    g_hash_table_insert(values, g_strdup(name), value);
}

LetterModel *
letter_memo_find(const LetterMemo *memo, NoticeKind kind, const Words *words,
                 const TemplateValue *view)
{
    for (guint i = memo->models->len; i > 0; i--) {
        LetterModel *model = g_ptr_array_index(memo->models, i - 1);
        if (model->kind == kind && model->words == words && template_value_alike(model->view, view))
            return model;
    }
    return NULL;
}

void
letter_memo_add(LetterMemo *memo, NoticeKind kind, const Words *words, TemplateValue *view)
{
    LetterModel *model = g_new0(LetterModel, 1);
    *model = (LetterModel){.kind = kind, .words = words, .view = view};
    if (memo->models->len == MODELS_MOST)
        g_ptr_array_remove_index(memo->models, 0);
    g_ptr_array_add(memo->models, model);
}
