/* What must be known of a sender, in words. */
#include "event/read-trust.h"
#include "event/trust.h"

static void
read_level(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text || trust_parse(text, place))
        return;
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no way to be sure who wrote", quoted),
                 g_strdup("write token, from or authenticated"));
}

/* Orders decide for others: the token alone, which rides in every copy of a digest, is not enough. */
static void
read_command(Reader *reader, const Field *field, const Node *node, void *place)
{
    Trust *command = place;
    read_level(reader, field, node, command);
    if (*command != TRUST_TOKEN)
        return;
    *command = TRUST_FROM;
    reader_error(reader, node, g_strdup("the token alone does not make the organizer"),
                 g_strdup("write from or authenticated"));
}

#define WANT "token, from or authenticated"

static const Field trust_fields[] = {
    {"answer", NULL, read_level, offsetof(TrustPolicy, answer), WANT, false},
    {"change", NULL, read_level, offsetof(TrustPolicy, change), WANT, false},
    {"command", NULL, read_command, offsetof(TrustPolicy, command), "from or authenticated", false},
};

void
read_trust(Reader *reader, const Field *field, const Node *node, void *place)
{
    TrustPolicy *policy = place;
    if (node->kind == NODE_MAP) {
        fields_read(reader, "trust", trust_fields, G_N_ELEMENTS(trust_fields), node, policy);
        return;
    }
    read_level(reader, field, node, &policy->answer);
    policy->change = policy->answer;
    policy->command = MAX(policy->answer, TRUST_FROM);
}
