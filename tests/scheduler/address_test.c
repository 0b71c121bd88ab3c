/* What is known of numbers and addresses, what is asked of people when they fail, and what that keeps from leaving. */
#include "scheduler/intake/intake.h"

#include "scheduler/views/views.h"
#include "tests/scheduler/flow_world.h"

#define NUMBER "+31612345678"
#define MAIL   "noor@home.example"

static enum health_state state_of(struct base *base, gboolean sms) {
  g_autoptr(CasesFile) file = base_file(base);
  return (enum health_state)(sms ? file->mobile.state : file->mail.state);
}

static void settled(struct base *base, const char *channel, const char *state, const char *reason, const char *day) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, day, "system");
  struct store_message message = {.id = 999,
                                  .enrolment = base->noor,
                                  .channel = (char *)channel,
                                  .rule = (char *)"",
                                  .act = (char *)"send",
                                  .key = (char *)"k",
                                  .address = (char *)(strcmp(channel, "sms") == 0 ? NUMBER : MAIL)};
  g_assert_true(store_begin(base->world.store, &error));
  flow_settled(base->world.flow, &act, &message, state, reason, &error);
  g_assert_no_error(error);
  g_assert_true(store_commit(base->world.store, &error));
}

static void correct(struct base *base, const char *body, const char *day) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, day, "staff:1");
  g_assert_true(store_begin(base->world.store, &error));
  flow_correct(base->world.flow, &act, base->noor, date_from_civil(2026, 8, 1), act.actor, body, &error);
  g_assert_no_error(error);
  g_assert_true(store_commit(base->world.store, &error));
}

static void done(struct base *base, const char *kind, enum progress_outcome outcome, const char *day) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, day, "staff:1");
  struct flow_outcome said = {.outcome = outcome, .until = DATE_NONE};
  struct store_task *task = world_open_task(&base->world, base->noor, kind);
  g_assert_nonnull(task);
  flow_task_done(base->world.flow, &act, task->id, &said, &error);
  g_assert_no_error(error);
  store_tasks_free(task);
}

/* -- what is known --------------------------------------------------------------------------------------------------
 */

static void test_known(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  g_assert_cmpint(state_of(&base, TRUE), ==, HEALTH_UNKNOWN);
  settled(&base, "sms", "delivered", "delivered", "2026-08-28");
  g_assert_cmpint(state_of(&base, TRUE), ==, HEALTH_DELIVERED);
  struct flow_act act = base_act(&base, "2026-08-28", "person");
  g_assert_true(store_begin(base.world.store, NULL));
  g_assert_true(flow_address_heard(base.world.flow, &act, base.noor, "sms", NUMBER, NULL));
  g_assert_true(flow_address_heard(base.world.flow, &act, base.noor, "calendar", "NOOR@home.example", NULL));
  g_assert_true(store_commit(base.world.store, NULL));
  g_assert_cmpint(state_of(&base, TRUE), ==, HEALTH_PROVED);
  g_assert_cmpint(state_of(&base, FALSE), ==, HEALTH_PROVED); /* an invitation travels by mail; capitals don't matter */
  settled(&base, "email", "bounced", "came back: address (5.1.1)", "2026-08-29");
  g_assert_cmpint(state_of(&base, FALSE), ==, HEALTH_BOUNCED);
  world_close(&base.world);
}

/* Our own bad name, a full box, a server that was down: the address is what it was. */
static void test_not_to_blame(void) {
  static const char *const reasons[] = {"came back: reputation (5.7.1)", "came back: full (5.2.2)",
                                        "expired after 9 attempts: 450 4.2.1", "came back: message (5.3.4)"};
  for (guint i = 0; i < G_N_ELEMENTS(reasons); i++) {
    struct base base;
    base_open(&base, PRO, "2026-08-28");
    settled(&base, "email", "failed", reasons[i], "2026-08-28");
    g_assert_cmpint(state_of(&base, FALSE), ==, HEALTH_UNKNOWN);
    world_close(&base.world);
  }
}

/* A bounce does not hide a STOP, nor the other way round. */
static void test_stop_and_bounce(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  base_stop(&base, "email", "email", "2026-08-28");
  settled(&base, "email", "bounced", "5.1.1", "2026-08-29");
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_true(file->mail.stopped);
  g_assert_cmpint(file->mail.state, ==, HEALTH_BOUNCED);
  world_close(&base.world);
}

/* Who answered by mail is written to by mail, unless they said what they prefer. */
static void test_proved_first(void) {
  static const struct {
    const char *facts;
    gint32 prefers;
  } cases[] = {{PRO, FACT_PREFERS_EMAIL}, {PRO "voorkeurskanaal=sms\n", FACT_PREFERS_SMS}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct base base;
    base_open(&base, cases[i].facts, NULL);
    struct flow_act act = base_act(&base, "2026-05-02", "person");
    g_assert_true(store_begin(base.world.store, NULL));
    g_assert_true(flow_address_heard(base.world.flow, &act, base.noor, "email", MAIL, NULL));
    g_assert_true(store_commit(base.world.store, NULL));
    g_autoptr(CasesFile) file = base_file(&base);
    g_assert_cmpint(file->facts.value[FACT_PREFERRED_CHANNEL], ==, cases[i].prefers);
    world_days(&base.world, "2026-05-03", "2026-08-28");
    g_autoptr(GPtrArray) messages = store_outbox_of(base.world.store, base.noor, NULL);
    g_assert_cmpuint(messages->len, ==, 1);
    g_assert_cmpstr(((struct store_message *)messages->pdata[0])->channel, ==, i == 0 ? "email" : "sms");
    world_close(&base.world);
  }
}

/* What a colleague sees: for each address what is known, and with whom it is shared. */
static void test_shown(void) {
  struct base base;
  base_open(&base, PRO "contactpersoon_mobiel=" NUMBER "\n", "2026-08-28");
  settled(&base, "email", "bounced", "5.1.1", "2026-08-29");
  g_autoptr(CasesFile) file = base_file(&base);
  json_t *person = views_person(base.world.cases, file->enrolment->person, world_ten(&base.world, "2026-08-30"), NULL);
  json_t *list = json_object_get(json_array_get(json_object_get(person, "enrolments"), 0), "addresses");
  const json_t *mobile = json_array_get(list, 0), *mail = json_array_get(list, 1);
  g_assert_cmpstr(json_string_value(json_object_get(mobile, "state")), ==, "never_tried");
  g_assert_true(json_is_true(json_object_get(mobile, "shared_with_contact")));
  g_assert_cmpstr(json_string_value(json_object_get(mail, "state")), ==, "bounced");
  g_assert_nonnull(strstr(json_string_value(json_object_get(mail, "text")), "29 augustus 2026"));
  json_decref(person);
  world_close(&base.world);
}

/* -- repair ---------------------------------------------------------------------------------------------------------
 */

static void test_repair_at_the_last(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  settled(&base, "email", "bounced", "5.1.1", "2026-08-29");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 0); /* the number is left */
  settled(&base, "sms", "bounced", "no such number", "2026-08-29");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 1);
  settled(&base, "sms", "bounced", "no such number", "2026-08-29");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 1);
  world_close(&base.world);
}

static gboolean proposes(struct base *base, const char *day) {
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  struct flow_act act = base_act(base, day, "staff:1");
  gboolean ok = flow_handover_propose(base->world.flow, &act, base->noor,
                                      &(struct flow_proposal){"municipality", "niet bereikt", 0, FALSE}, &id, &error);
  if (!ok) g_assert_error(error, FLOW_ERROR, FLOW_ERROR_REFUSED);
  return ok;
}

/* A typing error is never handed over as a person who does not answer. */
static void test_no_handover_of_typos(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  settled(&base, "email", "bounced", "5.1.1", "2026-08-29");
  settled(&base, "sms", "bounced", "no such number", "2026-08-29");
  g_assert_false(proposes(&base, "2026-08-30"));
  struct flow_act act = base_act(&base, "2026-08-30", "staff:1");
  gint64 id = 0;
  g_assert_true(flow_handover_propose(
      base.world.flow, &act, base.noor,
      &(struct flow_proposal){"doorstroompunt", "zij vragen ernaar", date_from_civil(2026, 8, 30), FALSE}, &id,
      NULL));                                              /* a question is answered whatever we know */
  done(&base, "repair", PROGRESS_NO_ANSWER, "2026-08-31"); /* somebody looked, and found nothing */
  g_assert_true(proposes(&base, "2026-09-01"));
  world_close(&base.world);
}

static void test_corrected_address_resets(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  settled(&base, "email", "bounced", "5.1.1", "2026-08-29");
  settled(&base, "sms", "bounced", "no such number", "2026-08-29");
  correct(&base, "mobiel=+31611111111\n", "2026-08-30");
  g_assert_cmpint(state_of(&base, TRUE), ==, HEALTH_UNKNOWN);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->facts.value[FACT_HAS_MOBILE], ==, FACT_YES);
  g_assert_true(proposes(&base, "2026-08-31"));
  correct(&base, "email=" MAIL "\n", "2026-09-01"); /* said to be right after all */
  g_assert_cmpint(state_of(&base, FALSE), ==, HEALTH_UNKNOWN);
  world_close(&base.world);
}

/* Two years of silence with addresses that all fail, and "doorgeven" chosen: the rule proposes nothing until somebody
 * has looked; then it does. */
static void test_rule_waits(void) {
  struct base base;
  base_open(&base, PRO "bij_onbereikbaar=doorgeven\n", "2026-08-28");
  for (int day = 0; day < 500; day++) {
    date_t date = date_from_civil(2026, 8, 29) + day;
    char text[11];
    date_format_iso(date, text);
    world_tick(&base.world, world_ten(&base.world, text));
    struct store_task *call = world_open_task(&base.world, base.noor, "call");
    if (call) {
      store_tasks_free(call);
      done(&base, "call", PROGRESS_NO_ANSWER, text);
    }
    if (day == 150) {
      settled(&base, "email", "bounced", "5.1.1", text);
      settled(&base, "sms", "bounced", "no such number", text);
    }
  }
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.silent, >=, 2);
  g_autoptr(GPtrArray) none = store_handovers_list(base.world.store, base.noor, NULL);
  g_assert_cmpuint(none->len, ==, 0);
  struct store_task *repair = world_open_task(&base.world, base.noor, "repair");
  g_assert_nonnull(repair);
  while (repair) {
    store_tasks_free(repair);
    done(&base, "repair", PROGRESS_NO_ANSWER, "2028-01-12");
    repair = world_open_task(&base.world, base.noor, "repair");
  }
  world_days(&base.world, "2028-01-13", "2028-01-20");
  g_autoptr(GPtrArray) one = store_handovers_list(base.world.store, base.noor, NULL);
  g_assert_cmpuint(one->len, ==, 1);
  world_close(&base.world);
}

/* -- what waits -----------------------------------------------------------------------------------------------------
 */

static struct store_message *waiting(struct base *base) {
  g_autoptr(GPtrArray) all = store_outbox_waiting(base->world.store, base->noor, NULL);
  g_assert_cmpuint(all->len, ==, 1);
  return store_outbox_message(base->world.store, ((struct store_message *)all->pdata[0])->id, NULL);
}

static enum flow_veto may_send(struct base *base, const char *at) {
  gint64 until = 0;
  g_autofree char *why = NULL;
  struct store_message *message = waiting(base);
  enum flow_veto answer = flow_may_send(base->world.flow, world_at(&base->world, at), message, &until, &why);
  g_test_message("%s", why);
  store_outbox_message_free(message);
  return answer;
}

static void test_queued_takes_the_new_one(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  struct store_message *before = waiting(&base);
  g_assert_cmpstr(before->address, ==, NUMBER);
  correct(&base, "mobiel=+31611111111\n", "2026-08-28");
  struct store_message *after = waiting(&base);
  g_assert_cmpstr(after->address, ==, "+31611111111");
  g_assert_cmpstr(after->key, ==, before->key); /* the same act, never said twice */
  g_assert_cmpint(may_send(&base, "2026-08-28T11:00+02:00"), ==, FLOW_MAY_SEND);
  correct(&base, "mobiel=\n", "2026-08-28"); /* taken back: nothing goes to it any more */
  g_assert_cmpint(may_send(&base, "2026-08-28T11:00+02:00"), ==, FLOW_NEVER);
  store_outbox_message_free(before);
  store_outbox_message_free(after);
  world_close(&base.world);
}

/* -- S20, and STOP lifted -------------------------------------------------------------------------------------------
 */

static gint64 proposal(struct base *base, const char *facts) {
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  g_autofree char *all =
      g_strconcat(PRO "bij_onbereikbaar=doorgeven\ngemeentecode=GM0363\ngemeente_bron=bevestigd\n", facts, NULL);
  base_open(base, all, "2026-08-28");
  struct flow_act act = base_act(base, "2026-08-28", "staff:1");
  flow_handover_propose(base->world.flow, &act, base->noor,
                        &(struct flow_proposal){"municipality", "niet bereikt", 0, FALSE}, &id, &error);
  g_assert_no_error(error);
  return id;
}

static gboolean approves(struct base *base, gint64 id, gboolean no_contact, const char *day) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, day, "staff:1");
  gboolean ok =
      flow_handover_decide(base->world.flow, &act, id, TRUE, "involve", "afspraak", "besproken", no_contact, &error);
  if (!ok) g_assert_error(error, FLOW_ERROR, FLOW_ERROR_REFUSED);
  return ok;
}

static void no_contact(struct base *base, const char *day) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, day, "staff:1");
  flow_no_contact(base->world.flow, &act, base->noor, &error);
  g_assert_no_error(error);
}

static void test_no_contact_first(void) {
  struct base base;
  gint64 id = proposal(&base, "");
  g_assert_false(approves(&base, id, FALSE, "2026-08-29"));
  g_assert_true(approves(&base, id, TRUE, "2026-08-29"));
  world_close(&base.world);

  id = proposal(&base, "");
  no_contact(&base, "2026-08-29");
  g_assert_false(approves(&base, id, FALSE, "2026-09-30")); /* more than four weeks ago */
  no_contact(&base, "2026-09-30");
  g_assert_true(approves(&base, id, FALSE, "2026-10-01"));
  world_close(&base.world);

  id = proposal(&base, "");
  no_contact(&base, "2026-08-29");
  struct flow_act act = base_act(&base, "2026-08-30", "staff:1");
  struct flow_outcome spoke = {.outcome = PROGRESS_SPOKE, .until = DATE_NONE};
  g_assert_true(flow_contact(base.world.flow, &act, base.noor, &spoke, NULL));
  g_assert_false(approves(&base, id, FALSE, "2026-08-31")); /* somebody had contact after all */
  world_close(&base.world);

  id = proposal(&base, "instemming_overdracht_op=2026-08-20\ninstemming_overdracht_door=vertegenwoordiger\n");
  g_assert_true(approves(&base, id, FALSE, "2026-08-29")); /* agreed upon: there was contact, and it was wanted */
  world_close(&base.world);
}

static void test_machines_confirm_nothing(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  struct flow_act act = base_act(&base, "2026-08-28", "system");
  g_assert_false(flow_no_contact(base.world.flow, &act, base.noor, NULL));
  g_assert_false(flow_resume(base.world.flow, &act, 1, NULL, "zomaar", NULL));
  world_close(&base.world);
}

static void test_resume(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  base_open(&base, PRO, "2026-08-28");
  g_autoptr(CasesFile) file = base_file(&base);
  struct flow_act act = base_act(&base, "2026-08-28", "staff:1");
  g_assert_false(flow_resume(base.world.flow, &act, file->enrolment->person, NULL, "belde zelf", &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_CALL); /* nothing was stopped */
  g_clear_error(&error);
  base_stop(&base, "sms", NULL, "2026-08-28");
  act = base_act(&base, "2026-08-30", "staff:1");
  g_assert_false(
      flow_resume(base.world.flow, &act, file->enrolment->person, NULL, "", NULL)); /* not without a reason */
  flow_resume(base.world.flow, &act, file->enrolment->person, "email", "belde zelf: mail mag weer", &error);
  g_assert_no_error(error);
  g_autoptr(CasesFile) half = base_file(&base);
  g_assert_cmpint(half->progress.stops & PROGRESS_STOP_EMAIL, ==, 0);
  g_assert_cmpint(half->progress.stops & PROGRESS_STOP_SMS, !=, 0);
  world_days(&base.world, "2026-08-31", "2026-12-31");
  g_autoptr(GPtrArray) messages = store_outbox_of(base.world.store, base.noor, NULL);
  guint mails = 0;
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    mails += strcmp(message->channel, "email") == 0;
  }
  g_assert_cmpuint(mails, >, 0); /* planned again, by mail alone */
  world_close(&base.world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/address/known", test_known);
  g_test_add_func("/address/not_to_blame", test_not_to_blame);
  g_test_add_func("/address/stop_and_bounce", test_stop_and_bounce);
  g_test_add_func("/address/proved_first", test_proved_first);
  g_test_add_func("/address/shown", test_shown);
  g_test_add_func("/address/repair_at_the_last", test_repair_at_the_last);
  g_test_add_func("/address/no_handover_of_typos", test_no_handover_of_typos);
  g_test_add_func("/address/corrected_address_resets", test_corrected_address_resets);
  g_test_add_func("/address/rule_waits", test_rule_waits);
  g_test_add_func("/address/queued_takes_the_new_one", test_queued_takes_the_new_one);
  g_test_add_func("/address/no_contact_first", test_no_contact_first);
  g_test_add_func("/address/machines_confirm_nothing", test_machines_confirm_nothing);
  g_test_add_func("/address/resume", test_resume);
  return g_test_run();
}
