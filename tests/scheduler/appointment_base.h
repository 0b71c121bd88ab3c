/* A young person who was invited, and what the tests of appointments ask about that. */
#ifndef TESTS_SCHEDULER_APPOINTMENT_BASE_H
#define TESTS_SCHEDULER_APPOINTMENT_BASE_H

#include <jansson.h>

#include "scheduler/store/store_appointments.h"
#include "tests/scheduler/flow_world.h"

#define DAY "2026-09-04" /* on which the invitation is queued */

static const char rule[] = WORLD_INVITATION("15", "2");

static const char facts[] = "uitstroomdatum=2026-07-10\nemail=noor@home.example\n";

/* The invitation stands in the outbox, in this state. */
static inline void open_with(struct base *base, const char *state) {
  g_autofree char *pro = world_read("rules/policies/pro.beleid");
  g_autofree char *policy = g_strconcat(pro, rule, NULL);
  world_open(&base->world, ":memory:");
  world_fill_with(&base->world, policy);
  base->noor = world_person(&base->world, "100", facts);
  world_start(&base->world, "2026-05-01");
  world_days(&base->world, "2026-05-01", DAY);
  g_autoptr(GPtrArray) all = store_outbox_of(base->world.store, base->noor, NULL);
  struct store_message *found = NULL;
  for (guint i = 0; i < all->len; i++)
    if (*((struct store_message *)all->pdata[i])->invitation) found = all->pdata[i];
  g_assert_nonnull(found);
  if (strcmp(state, "queued") == 0) return;
  gboolean changed = FALSE;
  gint64 now = world_ten(&base->world, DAY);
  g_assert_true(store_begin(base->world.store, NULL));
  g_assert_true(store_outbox_claim(base->world.store, found->id, now, &changed, NULL) && changed);
  if (strcmp(state, "sending") != 0)
    g_assert_true(store_outbox_set(base->world.store, found->id, state, "", "", 0, now, &changed, NULL) && changed);
  g_assert_true(store_commit(base->world.store, NULL));
}

static inline struct store_appointment *appointment_of(struct base *base) {
  struct store_appointment *one = store_appointments_get(base->world.store, 1, NULL);
  g_assert_nonnull(one);
  return one;
}

/* The newest message of that act, or NULL; caller frees. */
static inline struct store_message *of_act(struct base *base, const char *act) {
  g_autoptr(GPtrArray) all = store_outbox_of(base->world.store, base->noor, NULL);
  for (guint i = 0; i < all->len; i++) {
    const struct store_message *message = all->pdata[i];
    if (strcmp(message->act, act) == 0) return store_outbox_message(base->world.store, message->id, NULL);
  }
  return NULL;
}

static inline void assert_mail(struct base *base, const char *act, const char *method, int sequence) {
  struct store_message *message = of_act(base, act);
  g_assert_nonnull(message);
  g_autoptr(StoreAppointment) one = appointment_of(base);
  json_t *json = json_loads(message->invitation, 0, NULL);
  g_assert_cmpstr(json_string_value(json_object_get(json, "method")), ==, method);
  g_assert_cmpstr(json_string_value(json_object_get(json, "uid")), ==, one->uid);
  g_assert_cmpint(json_integer_value(json_object_get(json, "sequence")), ==, sequence);
  g_assert_cmpint(json_integer_value(json_object_get(json, "start")), ==, one->start);
  g_assert_cmpint(one->sequence, ==, sequence);
  g_assert_cmpstr(message->address, ==, "noor@home.example");
  g_assert_cmpstr(message->sender, ==, "school@waakvlam.example");
  g_assert_cmpstr(message->channel, ==, "calendar");
  json_decref(json);
  store_outbox_message_free(message);
}

static inline void assert_no_mail(struct base *base, const char *act) {
  struct store_message *message = of_act(base, act);
  g_assert_null(message);
}

static inline void assert_state(struct base *base, const char *state) {
  g_autoptr(StoreAppointment) one = appointment_of(base);
  g_assert_cmpstr(one->state, ==, state);
}

static inline guint tasks_with(struct base *base, const char *words) {
  guint count = 0;
  g_autoptr(GPtrArray) tasks = store_tasks_of(base->world.store, base->noor, NULL);
  for (guint i = 0; i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    count += strcmp(task->state, "open") == 0 && strstr(task->why, words) != NULL;
  }
  return count;
}

static inline void tick(struct base *base, const char *day) {
  world_tick(&base->world, world_ten(&base->world, day));
}

static inline void by_counsellor(struct base *base) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, "2026-09-07", "staff:1");
  gboolean told = FALSE;
  flow_appointment_cancel(base->world.flow, &act, 1, "ziek", &told, &error);
  g_assert_no_error(error);
  tick(base, "2026-09-07");
}

#endif
