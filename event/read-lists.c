/* Topics, questions and materials. */
#include "event/read-lists.h"
#include <string.h>

#define CHOICES_MAX 50

static const Field topic_fields[] = {
    {"title", NULL, read_line, offsetof(Topic, title), "a title on one line", true},
    {"body", NULL, read_paragraphs, offsetof(Topic, body), "some sentences", false},
    {"from", NULL, read_guest, offsetof(Topic, proposed), "the id of a guest", false},
};

static void
read_topic(Reader *reader, const Field *field, const Node *node, void *place)
{
    Meeting *meeting = place;
    Topic *topic = topic_new();
    topic->id = g_strdup(node->key->text);
    topic->line = reader_line(reader, node);
    g_ptr_array_add(meeting->topics, topic);
    topic->number = (int)meeting->topics->len;
    if (node->kind == NODE_TEXT && !node->empty)
        read_line(reader, field, node, &topic->title);
    else
        fields_read(reader, "a topic", topic_fields, G_N_ELEMENTS(topic_fields), node, topic);
}

void
read_topics(Reader *reader, const Field *field, const Node *node, void *place)
{
    node_each_entry(reader, field, node, read_topic, place);
}

static const Field question_fields[] = {
    {"ask", NULL, read_line, offsetof(Question, ask), "the question, on one line", true},
    {"choices", NULL, read_lines, offsetof(Question, choices), "[yes, no]", false},
};

static void
read_question(Reader *reader, const Field *field, const Node *node, void *place)
{
    Meeting *meeting = place;
    Question *question = question_new();
    question->id = g_strdup(node->key->text);
    question->line = reader_line(reader, node);
    g_ptr_array_add(meeting->questions, question);
    if (node->kind == NODE_TEXT && !node->empty)
        read_line(reader, field, node, &question->ask);
    else
        fields_read(reader, "a question", question_fields, G_N_ELEMENTS(question_fields), node,
                    question);
    if (question->choices->len == 1 || question->choices->len > CHOICES_MAX)
        reader_error(reader, node_get(node, "choices"),
                     g_strdup("a choice is between 2 and 50 things"),
                     g_strdup("leave \"choices\" out to let people answer in their own words"));
}

void
read_questions(Reader *reader, const Field *field, const Node *node, void *place)
{
    node_each_entry(reader, field, node, read_question, place);
}

static const Field material_fields[] = {
    {"title", NULL, read_line, offsetof(Material, title), "a title on one line", true},
    {"from", NULL, read_guest, offsetof(Material, from), "the id of a guest", false},
    {"url", NULL, read_url, offsetof(Material, url), "https://..., or slides/a.pdf", false},
};

/* A title alone, a link alone, or a map. */
static void
add_material(Reader *reader, const Field *field, const Node *node, void *place)
{
    GPtrArray *materials = *(GPtrArray **)place;
    if (node->kind == NODE_BROKEN || (node->empty && reader_damaged(reader, node)))
        return;
    Material *material = material_new();
    material->line = reader_line(reader, node);
    g_ptr_array_add(materials, material);
    if (node->kind != NODE_TEXT) {
        fields_read(reader, "an item", material_fields, G_N_ELEMENTS(material_fields), node,
                    material);
        return;
    }
    read_line(reader, field, node, &material->title);
    if (material->title && strstr(material->title, "://"))
        read_url(reader, field, node, &material->url);
}

void
read_materials(Reader *reader, const Field *field, const Node *node, void *place)
{
    if (node->kind == NODE_LIST)
        node_each(reader, field, node, add_material, place);
    else
        reader_error(
            reader, node, g_strdup_printf("%s are a list", field->key),
            g_strdup("start each with \"- \": - {title: Welcome, url: slides/welcome.pdf}"));
}
