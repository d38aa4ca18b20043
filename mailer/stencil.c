/* The text falls into pieces: of HTML each line is one, of plain text each stanza, since words that become longer
 * reach no further there. Those with holes are made anew for each reader. */
#include "mailer/stencil.h"
#include "mailer/letter-text.h"
#include "mailer/letter.h"
#include "templates/render.h"
#include <string.h>

typedef struct {
    Passage *fixed; /* NULL = it has holes */
    GString *text;  /* else the rendered words ... */
    GArray *marks;  /* ... and what of them is replaced: TemplateMark, from its beginning */
} Piece;

struct Stencil {
    bool plain;
    GPtrArray *pieces; /* Piece * */
};

static void
piece_free(Piece *piece)
{
    passage_unref(piece->fixed);
    if (piece->text)
        g_string_free(piece->text, TRUE);
    g_clear_pointer(&piece->marks, g_array_unref);
    g_free(piece);
}

void
stencil_free(Stencil *stencil)
{
    if (!stencil)
        return;
    g_ptr_array_unref(stencil->pieces);
    g_free(stencil);
}

/* LAST: no piece comes behind it. */
static Passage *
lay_out(const char *rendered, gsize length, bool plain, bool last)
{
    if (!plain)
        return passage_new(rendered, length, false);
    g_autofree char *own = g_strndup(rendered, length);
    g_autofree char *laid = text_lay_out(own, LETTER_COLUMNS);
    g_autofree char *whole = last ? NULL : g_strconcat(laid, "\n", NULL);
    return passage_new(whole ? whole : laid, strlen(whole ? whole : laid), true);
}

/* TEXT (LENGTH bytes) begins at START of the whole; MARKS are those in it. */
static Piece *
piece_with_holes(const char *text, gsize length, gsize start, const TemplateMark *marks,
                 guint count)
{
    Piece *piece = g_new0(Piece, 1);
    piece->text = g_string_new_len(text, (gssize)length);
    piece->marks = g_array_new(FALSE, FALSE, sizeof(TemplateMark));
    g_array_append_vals(piece->marks, marks, count);
    for (guint i = 0; i < count; i++)
        g_array_index(piece->marks, TemplateMark, i).at -= start;
    return piece;
}

static bool
mark_before(const GArray *marks, guint next, gsize end)
{
    return next < marks->len && g_array_index(marks, TemplateMark, next).at < end;
}

static gsize
line_or_stanza(const char *text, bool plain)
{
    gsize line = strcspn(text, "\n");
    return plain ? text_stanza(text) : line + (text[line] == '\n');
}

/* Cuts off the piece that begins at *AT, as long as all its lines or stanzas have holes or none has; *NEXT is the
 * first of MARKS in it. */
static Piece *
cut_piece(const char *rendered, const GArray *marks, bool plain, gsize *at, guint *next)
{
    const gsize start = *at;
    const guint first = *next;
    gsize end = start + line_or_stanza(rendered + start, plain);
    const bool holes = mark_before(marks, first, end);
    do {
        *at = end;
        while (mark_before(marks, *next, end))
            ++*next;
        end += line_or_stanza(rendered + end, plain);
    } while (rendered[*at] && mark_before(marks, *next, end) == holes);
    if (holes)
        return piece_with_holes(rendered + start, *at - start, start,
                                &g_array_index(marks, TemplateMark, first), *next - first);
    Piece *piece = g_new0(Piece, 1);
    piece->fixed = lay_out(rendered + start, *at - start, plain, !rendered[*at]);
    return piece;
}

Stencil *
stencil_new(const char *rendered, const GArray *marks, bool plain)
{
    Stencil *stencil = g_new0(Stencil, 1);
    gsize at = 0;
    guint next = 0;
    stencil->plain = plain;
    stencil->pieces = g_ptr_array_new_with_free_func((GDestroyNotify)piece_free);
    while (rendered[at])
        g_ptr_array_add(stencil->pieces, cut_piece(rendered, marks, plain, &at, &next));
    return stencil;
}

static Passage *
fill_piece(const Piece *piece, bool plain, bool last, const char *const *words)
{
    g_autoptr(GString) filled = g_string_sized_new(piece->text->len + 128);
    gsize at = 0;
    for (guint i = 0; i < piece->marks->len; i++) {
        const TemplateMark *mark = &g_array_index(piece->marks, TemplateMark, i);
        g_string_append_len(filled, piece->text->str + at, (gssize)(mark->at - at));
        template_escape(filled, words[mark->mark], mark->escape);
        at = mark->at + mark->length;
    }
    g_string_append_len(filled, piece->text->str + at, (gssize)(piece->text->len - at));
    return lay_out(filled->str, filled->len, plain, last);
}

Part *
stencil_fill(const Stencil *stencil, const char *const *words)
{
    Part *part = part_new();
    for (guint i = 0; i < stencil->pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(stencil->pieces, i);
        bool last = i + 1 == stencil->pieces->len;
        g_ptr_array_add(part, piece->fixed ? passage_ref(piece->fixed)
                                           : fill_piece(piece, stencil->plain, last, words));
    }
    return part;
}
