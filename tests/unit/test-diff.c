/* What is said of changes in a meeting, its questions, guests and topics. */
#include "tests/unit/diffs.h"

CHANGE(change_nothing)
{
    (void)m;
}

CHANGE(change_name)
{
    set(&m->name, "Meet 2005");
}

CHANGE(change_name_case)
{
    set(&m->name, "MEET 2004!");
}

CHANGE(change_location)
{
    set(&m->location, "Salem, Oregon");
}

CHANGE(change_no_location)
{
    set(&m->location, NULL);
}

CHANGE(change_location_typo)
{
    set(&m->location, "Protland, Oregon");
}

CHANGE(change_zone)
{
    set(&m->zone, "Europe/Rome");
}

CHANGE(change_zone_name)
{
    set(&m->zone, "US/Pacific");
}

CHANGE(change_zone_alike)
{
    set(&m->zone, "America/Denver");
}

CHANGE(change_dates)
{
    add_day(m, "2004-07-16");
}

CHANGE(change_answer_by)
{
    m->answer_by += 3;
}

CHANGE(change_no_answer_by)
{
    m->answer_by = DAY_NONE;
}

CHANGE(change_seats)
{
    m->seats = 20;
}

CHANGE(change_seats_min)
{
    m->seats_min = 0;
}

CHANGE(change_offer_days)
{
    m->offer_days = 1;
}

CHANGE(change_quotas)
{
    ((Quota *)m->quotas->pdata[1])->most = 5;
}

CHANGE(change_reminders)
{
    g_array_index(m->reminders.days_before, int, 1) = 3;
}

CHANGE(change_reminder_stop)
{
    m->reminders.stop = DAY_NONE;
}

CHANGE(change_reminder_maybes)
{
    m->reminders.maybes = false;
}

CHANGE(change_reminder_maybe_days)
{
    int days = 3;
    g_array_append_val(m->reminders.maybe_days, days);
}

CHANGE(change_reminder_late)
{
    m->reminders.late = LATE_SKIP;
}

CHANGE(change_logistics)
{
    g_array_set_size(m->notices.logistics.days, 0);
}

CHANGE(change_nudge)
{
    m->notices.nudge.late = LATE_ASK;
}

CHANGE(change_thanks)
{
    int days = 1;
    g_array_append_val(m->notices.thanks.days, days);
}

CHANGE(change_quiet)
{
    m->notices.quiet_to = 9 * 60;
}

CHANGE(change_status)
{
    m->cancelled = true;
}

CHANGE(change_status_note)
{
    set(&m->status_note, "The hall has burnt down.");
}

CHANGE(change_organizer)
{
    set(&m->organizer.name, "Otto Nizer");
}

CHANGE(change_organizer_address)
{
    set(&m->organizer.address, "o@x.example");
}

CHANGE(change_language)
{
    set(&m->language, "de");
}

CHANGE(change_series)
{
    set(&m->series, NULL);
}

CHANGE(change_edition)
{
    set(&m->edition, "third");
}

CHANGE(change_about)
{
    set(&m->about, "All new.");
}

CHANGE(change_by_invitation)
{
    set(&m->by_invitation, "Everybody.");
}

CHANGE(change_sponsors)
{
    set_first(m->sponsors, "Pens");
}

CHANGE(change_slides)
{
    add_material(m->slides, "More", NULL, NULL);
}

CHANGE(change_photos)
{
    set(&((Material *)m->photos->pdata[0])->url, "b.jpg");
}

CHANGE(change_references)
{
    set(&((Material *)m->references->pdata[0])->from, "bob");
}

CHANGE(change_material_title)
{
    set(&((Material *)m->slides->pdata[0])->title, "Linkers");
}

CHANGE(change_question_added)
{
    add_question(m, "bus", "Do you take the bus?");
}

CHANGE(change_question_removed)
{
    g_ptr_array_remove_index(m->questions, 1);
}

CHANGE(change_question_reworded)
{
    set(&((Question *)m->questions->pdata[0])->ask, "Dinner?");
}

CHANGE(change_question_choices)
{
    set_first(((Question *)m->questions->pdata[0])->choices, "sure");
}

CHANGE(change_questions_order)
{
    swap_first_two(m->questions);
}

CHANGE(change_guest_added)
{
    add_guest(m, "cid", "Cid Cole", "cid@x.example");
}

CHANGE(change_guest_removed)
{
    g_ptr_array_remove_index(m->guests, 1);
}

CHANGE(change_guest_name)
{
    set(&guest(m, "ada")->name, "Ada Lovelace");
}

CHANGE(change_guest_address)
{
    set_first(guest(m, "bob")->addresses, "b@z.example");
}

CHANGE(change_guest_details)
{
    set(&guest(m, "ada")->role, NULL);
    set(&guest(m, "ada")->affiliation, "Engines");
    set(&guest(m, "ada")->language, NULL);
    set(&guest(m, "ada")->zone, "UTC");
    swap_first_two(guest(m, "ada")->groups);
    ((Guest *)guest(m, "ada"))->wave = 3;
}

CHANGE(change_guests_order)
{
    swap_first_two(m->guests);
}

CHANGE(change_topic_added)
{
    add_topic(m, "ipv6", "Next");
}

CHANGE(change_topic_removed)
{
    g_ptr_array_remove_index(m->topics, 0);
}

CHANGE(change_topic_title)
{
    set(&((Topic *)m->topics->pdata[1])->title, "WiFi");
}

CHANGE(change_topic_typo)
{
    set(&((Topic *)m->topics->pdata[1])->title, "Wirelss");
}

CHANGE(change_topic_body)
{
    set(&((Topic *)m->topics->pdata[0])->body, NULL);
}

CHANGE(change_topic_proposed)
{
    set(&((Topic *)m->topics->pdata[0])->proposed, "ada");
}

CHANGE(change_topics_order)
{
    swap_first_two(m->topics);
}

CHANGE(change_in_order)
{
    set(&m->about, "New.");
    add_guest(m, "cid", "Cid Cole", "cid@x.example");
    session(m, "compilers")->start += 5;
    set(&m->location, "Salem");
}

static const Row rows[] = {
    {change_nothing, "", NULL},
    {change_name, "name: “Meet 2004” -> “Meet 2005”\n", "M--"},
    {change_name_case, "name: “Meet 2004” -> “MEET 2004!”\n", "---"},
    {change_location, "location: “Portland, Oregon” -> “Salem, Oregon”\n", "M--"},
    {change_no_location, "location: “Portland, Oregon” -> none\n", "M--"},
    {change_location_typo, "location: “Portland, Oregon” -> “Protland, Oregon”\n", "---"},
    {change_zone, "zone: “America/Los_Angeles” -> “Europe/Rome”\n", "M--"},
    {change_zone_name, "zone: “America/Los_Angeles” -> “US/Pacific”\n", "---"},
    {change_zone_alike, "zone: “America/Los_Angeles” -> “America/Denver”\n", "M--"},
    {change_dates,
     "dates: “2004-07-14 2004-07-15” -> “2004-07-14 2004-07-15 2004-07-16”\n"
     "hours: from 2004-07-14 10:00 -> whole days\n",
     "M--"},
    {change_answer_by, "answer by: 2004-06-30 -> 2004-07-03\n", "M--"},
    {change_no_answer_by, "answer by: 2004-06-30 -> not asked for\n", "M--"},
    {change_seats, "seats: “10-15” -> “10-20”\n", "---"},
    {change_seats_min, "seats: “10-15” -> “15”\n", "---"},
    {change_offer_days, "days for an offer of a seat: “7” -> “1”\n", "---"},
    {change_quotas,
     "quotas: “3 of each affiliation, 4 of group core” -> “3 of each affiliation, 5 of group "
     "core”\n",
     "---"},
    {change_reminders,
     "reminders: “14, 2 days before, until 2004-07-10, maybes too” -> “14, 3 days before, until "
     "2004-07-10, maybes too”\n",
     "---"},
    {change_reminder_stop,
     "reminders: “14, 2 days before, until 2004-07-10, maybes too” -> “14, 2 days before, maybes "
     "too”\n",
     "---"},
    {change_reminder_maybes,
     "reminders: “14, 2 days before, until 2004-07-10, maybes too” -> “14, 2 days before, until "
     "2004-07-10”\n",
     "---"},
    {change_reminder_maybe_days,
     "reminders: “14, 2 days before, until 2004-07-10, maybes too” -> “14, 2 days before, until "
     "2004-07-10, maybes 3 days ahead”\n",
     "---"},
    {change_reminder_late,
     "reminders: “14, 2 days before, until 2004-07-10, maybes too” -> “14, 2 days before, until "
     "2004-07-10, maybes too, late: skip”\n",
     "---"},
    {change_logistics, "logistics: “1” -> “none”\n", "---"},
    {change_nudge, "nudge: “14, 5” -> “14, 5, late: ask”\n", "---"},
    {change_thanks, "thanks: “none” -> “1”\n", "---"},
    {change_quiet, "quiet hours: “22:00-07:00” -> “22:00-09:00”\n", "---"},
    {change_status, "status: “confirmed” -> “cancelled”\n", "---"},
    {change_status_note, "status note: added\n", "---"},
    {change_organizer, "organizer: “Olga Nizer” -> “Otto Nizer”\n", "---"},
    {change_organizer_address, "organizer's address: “olga@x.example” -> “o@x.example”\n", "---"},
    {change_language, "language: “en” -> “de”\n", "---"},
    {change_series, "series: removed\n", "---"},
    {change_edition, "edition: reworded\n", "---"},
    {change_about, "about: reworded\n", "---"},
    {change_by_invitation, "by invitation: reworded\n", "---"},
    {change_sponsors, "sponsors: changed\n", "---"},
    {change_slides, "slides: changed\n", "---"},
    {change_photos, "photos: changed\n", "---"},
    {change_references, "references: changed\n", "---"},
    {change_material_title, "slides: changed\n", "---"},
    {change_question_added, "question bus “Do you take the bus?”: added\n", "M--"},
    {change_question_removed, "question diet “What do you not eat?”: removed\n", "---"},
    {change_question_reworded, "question dinner “Dinner?”: reworded\n", "---"},
    {change_question_choices, "question dinner “Will you join the dinner?”: reworded\n", "---"},
    {change_questions_order, "questions: in another order\n", "---"},
    {change_guest_added, "guest cid “Cid Cole”: added\n", "---"},
    {change_guest_removed, "guest bob “Bob Adams”: no longer invited\n", "--b"},
    {change_guest_name, "guest ada “Ada Lovelace”: was called “Ada Byron”\n", "-a-"},
    {change_guest_address, "guest bob “Bob Adams”: address bob@x.example -> b@z.example\n", "--b"},
    {change_guest_details,
     "guest ada “Ada Byron”: role, affiliation, language, zone, groups, wave changed\n", "-a-"},
    {change_guests_order, "guests: in another order\n", "---"},
    {change_topic_added, "topic ipv6 “Next”: added\n", "---"},
    {change_topic_removed, "topic dma “Remote DMA”: removed\n", "---"},
    {change_topic_title, "topic wifi “WiFi”: was “Wireless”\n", "---"},
    {change_topic_typo, "topic wifi “Wirelss”: was “Wireless”\n", "---"},
    {change_topic_body, "topic dma “Remote DMA”: reworded\n", "---"},
    {change_topic_proposed, "topic dma “Remote DMA”: proposed by somebody else\n", "---"},
    {change_topics_order, "topics: in another order\n", "---"},
    {change_in_order,
     "location: “Portland, Oregon” -> “Salem”\n"
     "session compilers “Compilers”: moved from 10:00 to 10:05 on 2004-07-14\n"
     "guest cid “Cid Cole”: added\n"
     "about: reworded\n",
     "M--"},
};

static void
test_rows(void)
{
    check_rows(rows, G_N_ELEMENTS(rows));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diff/rows", test_rows);
    return g_test_run();
}
