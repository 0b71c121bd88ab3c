/* A small world for tests of flow and dispatch: one pro school, two members of staff, fixed key, seeded chance. */
#ifndef TESTS_SCHEDULER_FLOW_WORLD_H
#define TESTS_SCHEDULER_FLOW_WORLD_H

#include "rules/language/language.h"
#include "scheduler/dispatch/dispatch.h"
#include "scheduler/flow/flow.h"
#include "scheduler/store/store_addresses.h"
#include "scheduler/store/store_cohorts.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_facts.h"
#include "scheduler/store/store_inbound.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_people.h"
#include "scheduler/store/store_record.h"
#include "scheduler/store/store_staff.h"
#include "scheduler/store/store_texts.h"

#include <string.h>

struct world {
  struct zone *zone;
  struct store *store;
  struct cases *cases;
  struct flow_world outside;
  struct flow *flow;
  gint64 counsellor, coordinator, cohort;
  GRand *chance;
  GHashTable *settings; /* name → value */
};

static inline const char *world_setting(void *user, const char *organisation, const char *name) {
  (void)organisation;
  return g_hash_table_lookup(((struct world *)user)->settings, name);
}

static inline void world_chance(void *user, char *out, gsize n) {
  for (gsize i = 0; i < n; i++) out[i] = (char)('a' + g_rand_int_range(((struct world *)user)->chance, 0, 26));
}

static inline gint64 world_at(const struct world *world, const char *text) {
  gint64 at = 0;
  g_assert_true(zone_parse(world->zone, text, &at));
  return at;
}

/* Ten o'clock on that day. */
static inline gint64 world_ten(const struct world *world, const char *day) {
  date_t date = DATE_NONE;
  g_assert_true(date_parse_iso(day, &date));
  return zone_to_utc(world->zone, (struct zone_local){date, 600});
}

static inline char *world_read(const char *path) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *full = g_build_filename(root ? root : ".", path, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;
  g_file_get_contents(full, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

static inline void world_publish(struct world *world, const char *kind, const char *name, const char *body) {
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, body, -1);
  struct store_text text = {.organisation = "school",
                            .kind = (char *)kind,
                            .name = (char *)name,
                            .body = (char *)body,
                            .mode = "keep",
                            .hash = hash};
  g_assert_true(store_texts_publish(world->store, &text, world_at(world, "2026-01-01"), &error));
  g_assert_no_error(error);
}

static inline void world_template(struct world *world, const char *name, const char *channel) {
  g_autofree char *full = g_strdup_printf("%s.%s", name, channel);
  const char *subject = strcmp(channel, "sms") == 0 ? "" : "onderwerp: Ik bel je {{dag}}\n";
  g_autofree char *body =
      g_strdup_printf("naam: %s\nkanaal: %s\n%svelden: roepnaam begeleider dag begeleider_telefoon school\n---\n"
                      "Hoi {{roepnaam}}, {{begeleider}} van {{school}} belt je {{dag}} ({{begeleider_telefoon}}).\n",
                      name, channel, subject);
  world_publish(world, "template", full, body);
}

static inline void world_policy(struct world *world, const char *name, const char *text) {
  g_autoptr(GPtrArray) findings = language_findings_new();
  g_autoptr(Policy) policy = language_read(name, text, strlen(text), NULL, findings);
  for (guint i = 0; !policy && i < findings->len; i++) {
    g_autofree char *finding = language_finding_format(findings->pdata[i]);
    g_test_message("%s", finding);
  }
  g_assert_nonnull(policy);
  world_publish(world, "policy", name, text);
  for (guint i = 0; i < policy->n_rules; i++) {
    if (!policy->rules[i].announce) continue;
    world_template(world, policy->rules[i].announce, "sms");
    world_template(world, policy->rules[i].announce, "email");
    world_template(world, policy->rules[i].announce, "calendar");
  }
}

static inline gint64 world_staff(struct world *world, const char *role, const char *email, const char *name,
                                 const char *phone) {
  g_autoptr(GError) error = NULL;
  struct store_staff staff = {.organisation = "school",
                              .role = (char *)role,
                              .email = (char *)email,
                              .name = (char *)name,
                              .phone = (char *)phone,
                              .password = ""};
  g_assert_true(store_staff_add(world->store, &staff, world_at(world, "2026-01-01"), &error));
  g_assert_no_error(error);
  return staff.id;
}

/* `path` is opened as it is; world_fill puts school, staff, policy and cohort in. */
static inline void world_open(struct world *world, const char *path) {
  static const guint8 key[32] = "0123456789abcdef0123456789abcde";
  static const char *const settings[][2] = {{"sms_number", "+3197010000000"},
                                            {"stop_confirmation", "yes"},
                                            {"sender_email", "school@waakvlam.example"},
                                            {"reply_to", "antwoord@waakvlam.example"}};
  g_autoptr(GError) error = NULL;
  *world = (struct world){.chance = g_rand_new_with_seed(7)};
  world->settings = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS(settings); i++)
    g_hash_table_insert(world->settings, (gpointer)settings[i][0], (gpointer)settings[i][1]);
  world->zone = zone_load("Europe/Amsterdam", &error);
  g_assert_no_error(error);
  world->store = store_open(path, &error);
  g_assert_no_error(error);
  world->cases = cases_new(world->store, world->zone);
  world->outside = (struct flow_world){world_setting, world_chance, world, g_bytes_new_static(key, sizeof key)};
  world->flow = flow_new(world->cases, &world->outside);
}

static inline void world_fill_with(struct world *world, const char *policy) {
  g_autoptr(GError) error = NULL;
  struct store_organisation school = {"school", "pro", "De Brug", CALENDAR_MIDDLE};
  g_assert_true(store_begin(world->store, &error));
  g_assert_true(store_organisations_add(world->store, &school, world_at(world, "2026-01-01"), &error));
  world->counsellor = world_staff(world, "counsellor", "sanne@school.example", "Sanne de Wit", "+31612300001");
  world->coordinator = world_staff(world, "coordinator", "omar@school.example", "Omar Bakker", "+31612300002");
  world_policy(world, "pro", policy);
  world->cohort = store_cohorts_for(world->store, "school", "2026", &error);
  g_assert_no_error(error);
  g_assert_true(store_commit(world->store, &error));
}

static inline void world_fill(struct world *world) {
  g_autofree char *policy = world_read("rules/policies/pro.beleid");
  world_fill_with(world, policy);
}

static inline void world_close(struct world *world) {
  flow_free(world->flow);
  cases_free(world->cases);
  store_close(world->store);
  zone_free(world->zone);
  g_bytes_unref(world->outside.key);
  g_hash_table_unref(world->settings);
  g_rand_free(world->chance);
}

/* The enrolment. `facts` are name=value lines besides the usual ones. */
static inline gint64 world_person(struct world *world, const char *number, const char *facts) {
  g_autoptr(GError) error = NULL;
  gint64 enrolment = 0;
  gboolean is_new = FALSE;
  g_autofree char *body = g_strdup_printf("roepnaam=Noor\nachternaam=Berg\nonderwijs=pro\ngeboortedatum=2009-03-04\n"
                                          "aansluitende_inschrijving=nee\nstartkwalificatie=nee\n%s",
                                          facts);
  g_assert_true(store_begin(world->store, &error));
  g_assert_true(store_people_enter(world->store, "school", number, world->cohort, world->counsellor, &enrolment,
                                   &is_new, &error));
  g_assert_true(store_facts_add(world->store, enrolment, world_at(world, "2026-01-02"), date_from_civil(2026, 1, 2),
                                "import", body, &error));
  g_assert_no_error(error);
  g_assert_true(store_commit(world->store, &error));
  return enrolment;
}

static inline void world_start(struct world *world, const char *day) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = {world_ten(world, day), "staff:2"};
  struct flow_start start;
  date_t from = DATE_NONE;
  g_assert_true(date_parse_iso(day, &from));
  flow_start_cohort(world->flow, &act, "2026", from, "omar@school.example", "sanne@school.example", &start, &error);
  g_assert_no_error(error);
  g_free(start.policy);
}

static inline struct flow_counts world_tick(struct world *world, gint64 now) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = {now, "system"};
  struct flow_counts counts;
  flow_due(world->flow, &act, &counts, &error);
  g_assert_no_error(error);
  return counts;
}

/* Ticks at ten o'clock on each day from `from` up to and including `to`. */
static inline void world_days(struct world *world, const char *from, const char *to) {
  date_t day = DATE_NONE, last = DATE_NONE;
  g_assert_true(date_parse_iso(from, &day) && date_parse_iso(to, &last));
  for (; day <= last; day++) world_tick(world, zone_to_utc(world->zone, (struct zone_local){day, 600}));
}

static inline struct store_task *world_open_task(struct world *world, gint64 enrolment, const char *kind) {
  g_autoptr(GPtrArray) tasks = store_tasks_of(world->store, enrolment, NULL);
  g_assert_nonnull(tasks);
  for (guint i = 0; i < tasks->len; i++) {
    struct store_task *task = tasks->pdata[i];
    if (strcmp(task->state, "open") == 0 && strcmp(task->kind, kind) == 0)
      return store_tasks_get(world->store, task->id, NULL);
  }
  return NULL;
}

static inline guint world_count_tasks(struct world *world, gint64 enrolment, const char *kind, const char *state) {
  guint count = 0;
  g_autoptr(GPtrArray) tasks = store_tasks_of(world->store, enrolment, NULL);
  g_assert_nonnull(tasks);
  for (guint i = 0; i < tasks->len; i++) {
    struct store_task *task = tasks->pdata[i];
    if ((!kind || strcmp(task->kind, kind) == 0) && (!state || strcmp(task->state, state) == 0)) count++;
  }
  return count;
}

static inline guint world_count_messages(struct world *world, gint64 enrolment, const char *state) {
  guint count = 0;
  g_autoptr(GPtrArray) messages = store_outbox_of(world->store, enrolment, NULL);
  g_assert_nonnull(messages);
  for (guint i = 0; i < messages->len; i++)
    if (!state || strcmp(((struct store_message *)messages->pdata[i])->state, state) == 0) count++;
  return count;
}

/* A rule that invites eight weeks after leaving, again after so many working days of silence, so often at most. */
#define WORLD_INVITATION(days, times)                                                                                  \
  "\nuitnodiging kennismaking\n"                                                                                       \
  "  grondslag \"beleidskeuze: een afspraak in de agenda\"\n"                                                          \
  "  omschrijving \"Nodig uit voor een gesprek\"\n"                                                                    \
  "  door begeleider, persoonlijk\n"                                                                                   \
  "  als geen startkwalificatie\n"                                                                                     \
  "  op uitstroomdatum + 8 weken, speling 3 weken\n"                                                                   \
  "  stuur agenda \"uitnodiging\"\n"                                                                                   \
  "  bij geen reactie na " days " werkdagen opnieuw, ten hoogste " times " keer\n"                                     \
  "  te laat: overslaan\n"

#define PRO "uitstroomdatum=2026-07-10\nmobiel=+31612345678\nemail=noor@home.example\n"

struct base {
  struct world world;
  gint64 noor;
};

/* Noor, pro, leaves on 10 July; her announcement for the call of six weeks stands queued on 28 August. */
static inline void base_open(struct base *base, const char *facts, const char *until) {
  world_open(&base->world, ":memory:");
  world_fill(&base->world);
  base->noor = world_person(&base->world, "100", facts);
  world_start(&base->world, "2026-05-01");
  if (until) world_days(&base->world, "2026-05-01", until);
}

static inline struct flow_act base_act(const struct base *base, const char *day, const char *actor) {
  return (struct flow_act){world_ten(&base->world, day), actor};
}

static inline struct cases_file *base_file(struct base *base) {
  g_autoptr(GError) error = NULL;
  struct cases_file *file = cases_load(base->world.cases, base->noor, G_MAXINT64, &error);
  g_assert_no_error(error);
  return file;
}

static inline gint64 base_stop(struct base *base, const char *channel, const char *scope, const char *day) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) raw = g_bytes_new_static("STOP", 4);
  gboolean is_new = FALSE;
  gint64 inbound = 0;
  struct flow_act act = base_act(base, day, "person");
  g_autoptr(CasesFile) file = base_file(base);
  g_assert_true(store_begin(base->world.store, &error));
  g_assert_true(store_inbound_keep(base->world.store, channel, raw, act.now, &inbound, &is_new, &error));
  flow_stop(base->world.flow, &act, file->enrolment->person, scope, inbound, &error);
  g_assert_no_error(error);
  g_assert_true(store_commit(base->world.store, &error));
  return inbound;
}

#endif
