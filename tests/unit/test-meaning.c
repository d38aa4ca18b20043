/* Meaning: names of kinds; its JSON says what convoke-explain(1) documents and reads back equal; what
 * is not as documented is refused. */
#include <glib.h>
#include <string.h>
#include "event/error.h"
#include "inbox/meaning-json.h"

static void
test_kind_names(void)
{
    for (MeaningKind kind = MEANING_REPLY; kind <= MEANING_UNREADABLE; kind++) {
        MeaningKind parsed = MEANING_UNREADABLE;
        g_assert_true(meaning_kind_parse(meaning_kind_name(kind), &parsed));
        g_assert_cmpint(parsed, ==, kind);
    }
    MeaningKind untouched = MEANING_LOOP;
    g_assert_false(meaning_kind_parse("Reply", &untouched));
    g_assert_false(meaning_kind_parse(NULL, &untouched));
    g_assert_cmpint(untouched, ==, MEANING_LOOP);
}

static void
itip_fill(Meaning *meaning)
{
    meaning->itip = itip_new();
    meaning->itip->method = g_strdup("REPLY");
    meaning->itip->component = g_strdup("VEVENT");
    meaning->itip->uid = g_strdup("netconf@meet.example");
    meaning->itip->sequence = 2;
    meaning->itip->dtstamp = g_strdup("20040701T100000Z");
    meaning->itip->organizer = g_strdup("meet@meet.example");
    meaning->itip->comment = g_strdup("only \"Wednesday\"");
    meaning->itip->guests = 1;
    ItipAttendee *attendee = itip_attendee_new();
    attendee->address = g_strdup("bob@guest.example");
    attendee->partstat = PARTSTAT_DELEGATED;
    attendee->recurrence_id = g_strdup("20040714T100000Z");
    attendee->delegated_to = g_strdup("carol@guest.example");
    attendee->delegated_from = g_strdup("dave@guest.example");
    g_ptr_array_add(meaning->itip->attendees, attendee);
}

static Meaning *
full_meaning(void)
{
    Meaning *meaning = meaning_new();
    meaning->kind = MEANING_BOUNCE;
    meaning->partstat = PARTSTAT_TENTATIVE;
    meaning->sure = true;
    meaning->why = g_strdup("“perhaps” (hedge)");
    meaning->words = g_strdup("perhaps");
    meaning->rule = g_strdup("hedge");
    meaning->subject = g_strdup("Re: Netconf — naïve");
    meaning->from = g_strdup("Bob <bob@guest.example>");
    meaning->text = g_strdup("perhaps\n> \"quoted\" \\ \ttab\x01\x7f \r€");
    meaning->reply = g_strdup("");
    meaning->message_id = g_strdup("1@guest.example");
    meaning->until = g_strdup("2004-07-12");
    meaning->date = 1088676000;
    meaning->details.partial = g_strdup("only the first day");
    meaning->details.departure = g_strdup("Thursday noon");
    meaning->details.guests = 2;
    meaning->details.remote = true;
    g_ptr_array_add(meaning->answer_keys, g_strdup("dinner"));
    g_ptr_array_add(meaning->answer_values, g_strdup("yes, vegetarian"));
    meaning->bounce = bounce_new();
    meaning->bounce->permanent = true;
    meaning->bounce->gave_up = true;
    meaning->bounce->cause = BOUNCE_ADDRESS;
    meaning->bounce->status = g_strdup("5.1.1");
    meaning->bounce->reason = g_strdup("550 no such user");
    meaning->bounce->message_id = g_strdup("abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example");
    meaning->bounce->envelope_id = g_strdup("abcdefgh234567xy");
    g_ptr_array_add(meaning->bounce->recipients, g_strdup("bob@guest.example"));
    itip_fill(meaning);
    meaning->token = g_strdup("k7q2m5xw3n4dprt6");
    meaning->token_from = g_strdup("address");
    meaning->reference = g_strdup("k7q2m5xw3n4dprt6.zzzzyyyyxxxxwwww@meet.example");
    meaning->purpose = g_strdup("help");
    meaning->attachments = g_ptr_array_new_with_free_func((GDestroyNotify)attachment_free);
    Attachment *attachment = attachment_new();
    attachment->name = g_strdup("slides.pdf");
    attachment->type = g_strdup("application/pdf");
    attachment->size = 30000;
    g_ptr_array_add(meaning->attachments, attachment);
    g_ptr_array_add(meaning->defects, g_strdup("no date"));
    return meaning;
}

static void
test_round_trip(void)
{
    g_autoptr(Meaning) full = full_meaning();
    g_autoptr(Meaning) empty = meaning_new();
    Meaning *const meanings[] = {full, empty};
    for (size_t i = 0; i < G_N_ELEMENTS(meanings); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *json = meaning_to_json(meanings[i], NULL);
        g_assert_null(strchr(json, '\n'));
        g_autoptr(Meaning) back = meaning_from_json(json, strlen(json), &error);
        g_assert_no_error(error);
        g_autofree char *again = meaning_to_json(back, NULL);
        g_assert_cmpstr(again, ==, json);
    }
}

/* A year of three digits is written with four, or it would not be read again. */
static void
test_early_date(void)
{
    static const char early[] = "{\"kind\":\"reply\",\"date\":\"0158-07-01T10:00:00Z\"}";
    g_autoptr(Meaning) meaning = meaning_from_json(early, strlen(early), NULL);
    g_autofree char *json = meaning_to_json(meaning, NULL);
    g_assert_nonnull(strstr(json, "\"0158-07-01T10:00:00Z\""));
}

static void
test_members_come_back(void)
{
    g_autoptr(Meaning) full = full_meaning();
    g_autofree char *json = meaning_to_json(full, NULL);
    g_autoptr(Meaning) back = meaning_from_json(json, strlen(json), NULL);
    g_assert_cmpint(back->kind, ==, MEANING_BOUNCE);
    g_assert_cmpstr(back->text, ==, full->text);
    g_assert_cmpint(back->date, ==, 1088676000);
    g_assert_cmpstr(back->details.partial, ==, "only the first day");
    g_assert_cmpint(back->details.guests, ==, 2);
    g_assert_true(back->details.remote);
    g_assert_true(back->bounce->permanent);
    g_assert_true(back->bounce->gave_up);
    g_assert_cmpint(back->bounce->cause, ==, BOUNCE_ADDRESS);
    g_assert_cmpstr(back->bounce->recipients->pdata[0], ==, "bob@guest.example");
    const ItipAttendee *attendee = back->itip->attendees->pdata[0];
    g_assert_cmpint(attendee->partstat, ==, PARTSTAT_DELEGATED);
    g_assert_cmpstr(attendee->delegated_to, ==, "carol@guest.example");
    g_assert_cmpstr(attendee->delegated_from, ==, "dave@guest.example");
    g_assert_cmpstr(back->answer_values->pdata[0], ==, "yes, vegetarian");
}

/* Keys that scripts rely on, as convoke-explain(1) names them. */
static void
test_documented_form(void)
{
    static const char *const pieces[] = {
        "\"file\":\"new/1\"",
        "\"kind\":\"bounce\"",
        "\"partstat\":\"TENTATIVE\"",
        "\"sure\":true",
        "\"date\":\"2004-07-01T10:00:00Z\"",
        "\"details\":{\"partial\":\"only the first day\",\"departure\":\"Thursday "
        "noon\",\"guests\":2,"
        "\"remote\":true}",
        "\"answers\":{\"dinner\":\"yes, vegetarian\"}",
        "\"bounce\":{\"class\":\"permanent\",\"gave_up\":true,\"cause\":\"address\",\"recipients\":"
        "[\"bob@guest."
        "example\"]",
        "\"defects\":[\"no date\"]",
    };
    g_autoptr(Meaning) full = full_meaning();
    g_autofree char *json = meaning_to_json(full, "new/1");
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++)
        if (!strstr(json, pieces[i]))
            g_error("no %s in %s", pieces[i], json);
    g_autofree char *odd = meaning_to_json(full, "caf\xe9"); /* a path need not be UTF-8 */
    g_assert_true(g_utf8_validate(odd, -1, NULL));
}

static void
test_refused(void)
{
    static const char *const wrong[] = {
        "",
        "[]",
        "{",
        "{}",
        "{\"kind\":\"nonsense\"}",
        "{\"kind\":7}",
        "{\"kind\":\"reply\"} trailing",
        "{\"kind\":\"reply\",\"kind\":\"loop\"}",
        "{\"kind\":\"reply\",\"partstat\":\"PERHAPS\"}",
        "{\"kind\":\"reply\",\"partstat\":1}",
        "{\"kind\":\"reply\",\"sure\":\"yes\"}",
        "{\"kind\":\"reply\",\"text\":[]}",
        "{\"kind\":\"reply\",\"date\":\"yesterday\"}",
        "{\"kind\":\"reply\",\"date\":0}",
        "{\"kind\":\"reply\",\"details\":[]}",
        "{\"kind\":\"reply\",\"details\":{\"guests\":99999999999}}",
        "{\"kind\":\"reply\",\"details\":{\"remote\":1}}",
        "{\"kind\":\"reply\",\"answers\":{\"1\":true}}",
        "{\"kind\":\"bounce\",\"bounce\":{\"class\":\"fatal\",\"recipients\":[]}}",
        "{\"kind\":\"bounce\",\"bounce\":{\"class\":\"permanent\",\"cause\":\"address\","
        "\"recipients\":[1]}}",
        "{\"kind\":\"calendar\",\"itip\":{\"attendees\":[\"bob\"]}}",
        "{\"kind\":\"calendar\",\"itip\":{\"sequence\":\"1\"}}",
        "{\"kind\":\"reply\",\"defects\":\"none\"}",
        "{\"kind\":\"reply\",\"text\":\"a\\u0000b\"}",
        "{\"kind\":\"reply\",\"text\":\"\\ud800\"}",
        "{\"kind\":\"reply\",\"text\":\"\\udc00\"}",
        "{\"kind\":\"reply\",\"text\":\"\\ud800\\u0041\"}",
        "{\"kind\":\"reply\",\"text\":\"\\u12\"}",
        "{\"kind\":\"reply\",\"text\":\"\\x\"}",
        "{\"kind\":\"reply\",\"text\":\"a\nb\"}",
        "{\"kind\":\"reply\",\"text\":\"\xff\"}",
        "{\"kind\":\"reply\",\"text\":\"endless",
        "{\"kind\":\"reply\",\"text\":\"endless\\",
        "{\"kind\":\"reply\",\"colour\":\"red\"}",
        "{\"kind\":\"reply\",\"a key that is longer than any of ours\":\"\"}",
        "{\"kind\":\"reply\",}",
        "{\"kind\":\"reply\" }",
        "{\"sure\":true,\"kind\":\"reply\"}",
        "{\"kind\":\"reply\",\"details\":{\"guests\":01}}",
        "{\"kind\":\"reply\",\"details\":{\"guests\":1e3}}",
        "{\"kind\":\"reply\",\"details\":{\"guests\":-}}",
        "{\"kind\":\"reply\",\"defects\":[null]}",
        "{\"kind\":\"reply\",\"attachments\":null}",
        "{\"kind\":\"reply\",\"attachments\":[{\"name\":\"a\",\"size\":1}]}",
        "{\"kind\":\"reply\",\"attachments\":[{\"type\":\"a/b\",\"size\":1}]}",
        "{\"kind\":\"reply\",\"attachments\":[{\"name\":\"a\",\"type\":\"a/b\",\"size\":-1}]}",
        "{\"kind\":\"reply\",\"attachments\":[{\"name\":\"a\",\"type\":null,\"size\":1}]}",
        "{\"kind\":\"reply\",\"itip\":{\"attendees\":[{},{}]",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Meaning) meaning = meaning_from_json(wrong[i], strlen(wrong[i]), &error);
        if (meaning)
            g_error("taken: %s", wrong[i]);
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
    }
}

/* Every way of writing a character; and each beginning of a good text is refused. */
static void
test_characters(void)
{
    static const char json[] =
        "{\"kind\":\"reply\",\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}";
    g_autoptr(Meaning) meaning = meaning_from_json(json, strlen(json), NULL);
    g_assert_nonnull(meaning);
    g_assert_cmpstr(meaning->text, ==, "\"\\/\b\f\n\r\té😀");
    for (gsize n = 0; n < strlen(json); n++)
        g_assert_null(meaning_from_json(json, n, NULL));
}

static void
test_attachments_bounded(void)
{
    for (int n = ATTACHMENTS_MAX; n <= ATTACHMENTS_MAX + 1; n++) {
        g_autoptr(GString) json = g_string_new("{\"kind\":\"reply\",\"attachments\":[");
        for (int i = 0; i < n; i++)
            g_string_append_printf(json, "%s{\"name\":\"x\",\"type\":\"a/b\",\"size\":%d}",
                                   i ? "," : "", G_MAXINT);
        g_string_append(json, "]}");
        g_autoptr(Meaning) meaning = meaning_from_json(json->str, json->len, NULL);
        g_assert_cmpint(meaning != NULL, ==, n <= ATTACHMENTS_MAX);
        if (!meaning)
            continue;
        g_assert_cmpuint(attachments_size(meaning->attachments), ==,
                         (gsize)ATTACHMENTS_MAX * G_MAXINT);
        g_assert_false(attachments_fill(meaning->attachments, "x", 1));
    }
}

/* What would steer a terminal leaves as escapes, and comes back as it was. */
static void
test_steering(void)
{
    static const char *const steering[] = {"\x7f",         "\xc2\x80",     "\xc2\x9b",
                                           "\xc2\x9f",     "\xd8\x9c",     "\xe2\x80\x8e",
                                           "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xae",
                                           "\xe2\x81\xa6", "\xe2\x81\xa9"};
    static const char *const plain[] = {"\xc2\xa0",     "\xd8\x9b",     "\xe2\x80\x8d",
                                        "\xe2\x80\xaf", "\xe2\x81\xaa", "\xe2\x82\xac"};
    for (gsize i = 0; i < G_N_ELEMENTS(steering) + G_N_ELEMENTS(plain); i++) {
        bool steers = i < G_N_ELEMENTS(steering);
        const char *one = steers ? steering[i] : plain[i - G_N_ELEMENTS(steering)];
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->text = g_strdup_printf("a%sb", one);
        g_autofree char *json = meaning_to_json(meaning, NULL);
        g_autofree char *want = steers ? g_strdup_printf("\"a\\u%04xb\"", g_utf8_get_char(one))
                                       : g_strdup(meaning->text);
        g_assert_nonnull(strstr(json, want));
        g_autoptr(Meaning) back = meaning_from_json(json, strlen(json), NULL);
        g_assert_cmpstr(back->text, ==, meaning->text);
    }
}

static void
test_list_bounded(void)
{
    g_autoptr(GString) json = g_string_new("{\"kind\":\"reply\",\"defects\":[\"\"");
    for (int i = 0; i < 200000; i++)
        g_string_append(json, ",\"\"");
    g_string_append(json, "]}");
    g_assert_null(meaning_from_json(json->str, json->len, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/meaning/kind-names", test_kind_names);
    g_test_add_func("/meaning/json/round-trip", test_round_trip);
    g_test_add_func("/meaning/early-date", test_early_date);
    g_test_add_func("/meaning/json/members-come-back", test_members_come_back);
    g_test_add_func("/meaning/json/documented-form", test_documented_form);
    g_test_add_func("/meaning/json/refused", test_refused);
    g_test_add_func("/meaning/json/characters", test_characters);
    g_test_add_func("/meaning/json/list-bounded", test_list_bounded);
    g_test_add_func("/meaning/json/steering", test_steering);
    g_test_add_func("/meaning/json/attachments-bounded", test_attachments_bounded);
    return g_test_run();
}
