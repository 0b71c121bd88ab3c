/* Whoever is due is planned, and what the plan says is written down: in lots, one transaction each. */
#include "scheduler/flow/flow_urgent.h"

#include <string.h>

enum {
  LOT = 500,  /* people per transaction */
  ROUNDS = 12 /* an act may make the next one due at once; more than this is a fault, and tomorrow is soon enough */
};

/* All enrolments of one person, planned together (S9). */
struct party {
  GPtrArray *files; /* struct cases_file* */
  struct plan_request *requests;
  struct plan_step **steps;
  struct plan_result *results;
};

struct lot {
  struct flow *flow;
  const struct flow_act *act;
  date_t today;
  struct flow_counts counts;
  GHashTable *days; /* organisation → messages, for the median day (S16) */
};

static void file_free(gpointer file) {
  cases_file_free(file);
}

static void party_clear(struct party *party) {
  for (guint i = 0; i < party->files->len; i++) g_free(party->steps[i]);
  g_free(party->steps);
  g_free(party->requests);
  g_free(party->results);
  g_ptr_array_unref(party->files);
}

/* A held cohort takes no part; it sleeps until it is let go again. */
static gboolean takes_part(const struct cases_file *file) {
  return file->policy && file->cohort && strcmp(file->cohort->state, "started") == 0;
}

/* While words of danger wait for a person nothing is planned for that young person; looked at again tomorrow. */
static gboolean put_off(struct lot *lot, const GPtrArray *enrolments, GError **error) {
  gint64 tomorrow = flow_midnight(lot->flow, lot->today + 1);
  for (guint i = 0; i < enrolments->len; i++) {
    const struct store_enrolment *row = enrolments->pdata[i];
    if (row->wake && !store_people_set_wake(lot->flow->store, row->id, tomorrow, error)) return FALSE;
  }
  return TRUE;
}

static gboolean load_files(struct lot *lot, gint64 person, GPtrArray *files, GError **error) {
  g_autoptr(GPtrArray) enrolments = store_people_enrolments(lot->flow->store, person, error);
  if (!enrolments) return FALSE;
  gboolean urgent = FALSE;
  if (!flow_urgent_among(lot->flow, enrolments, &urgent, error)) return FALSE;
  if (urgent) return put_off(lot, enrolments, error);
  while (enrolments->len > 0) {
    struct store_enrolment *row = g_ptr_array_steal_index(enrolments, 0);
    gint64 id = row->id;
    struct cases_file *file = cases_load_row(lot->flow->cases, row, G_MAXINT64, error);
    if (!file) return FALSE;
    if (takes_part(file)) {
      g_ptr_array_add(files, file);
      continue;
    }
    cases_file_free(file);
    if (!store_people_set_wake(lot->flow->store, id, 0, error)) return FALSE;
  }
  return TRUE;
}

static gboolean gather(struct lot *lot, gint64 person, struct party *party, GError **error) {
  party->files = g_ptr_array_new_with_free_func(file_free);
  gboolean ok = load_files(lot, person, party->files, error);
  guint n = party->files->len;
  party->requests = g_new0(struct plan_request, n + 1);
  party->results = g_new0(struct plan_result, n + 1);
  party->steps = g_new0(struct plan_step *, n + 1);
  for (guint i = 0; i < n; i++) party->steps[i] = g_new(struct plan_step, PLAN_STEPS_MAX);
  return ok;
}

/* Always from the first day on: what became of a moment is in the progress, so that a corrected date is noticed, and
 * a tick that died half-way leaves nothing out. */
static void plan_party(const struct lot *lot, struct party *party) {
  guint n = party->files->len;
  for (guint i = 0; i < n; i++)
    cases_plan(party->files->pdata[i], DATE_NONE, lot->today, 0, &party->requests[i], party->steps[i],
               &party->results[i]);
  if (n > 0) plan_cap(party->requests, party->steps, party->results, n);
}

static gboolean is_act(const struct plan_step *step) {
  return step->verdict != PLAN_PLANNED;
}

/* A typing error is nobody's silence: no proposal before somebody has looked for a number that works. The plan goes on
 * listing it, and who closes that task, or corrects the address, wakes it. */
static gboolean is_kept_back(struct lot *lot, const struct cases_file *file, const struct plan_step *step) {
  return step->act == PLAN_PROPOSE && step->verdict != PLAN_SKIP && flow_address_unrepaired(lot->flow, file);
}

static gboolean act_on_step(struct lot *lot, struct party *party, guint i, const struct plan_step *step, GString *said,
                            GError **error) {
  struct cases_file *file = party->files->pdata[i];
  const struct policy *policy = file->policy;
  g_autofree char *name = cases_rule_name(policy, step->rule == PLAN_RULE_GUIDANCE ? -1 : step->rule);
  struct flow_deed deed = {.flow = lot->flow,
                           .act = lot->act,
                           .file = file,
                           .request = &party->requests[i],
                           .result = &party->results[i],
                           .step = step,
                           .rule = step->rule < policy->n_rules ? &policy->rules[step->rule] : NULL,
                           .name = name,
                           .today = lot->today,
                           .counts = &lot->counts,
                           .days = lot->days,
                           .said = said};
  return flow_acts_do(&deed, error);
}

/* *acted counts the steps of this round. */
static gboolean act_round(struct lot *lot, struct party *party, GString **said, guint *acted, GError **error) {
  *acted = 0;
  for (guint i = 0; i < party->files->len; i++)
    for (guint s = 0; s < party->results[i].n_steps; s++) {
      const struct plan_step *step = &party->steps[i][s];
      if (!is_act(step)) continue;
      if (is_kept_back(lot, party->files->pdata[i], step)) {
        if (!flow_address_ask(lot->flow, lot->act, party->files->pdata[i], error)) return FALSE;
        continue;
      }
      if (!act_on_step(lot, party, i, step, said[i], error)) return FALSE;
      (*acted)++;
    }
  return TRUE;
}

static gint64 wake_of(const struct lot *lot, const struct plan_result *result, gboolean settled) {
  date_t day = settled ? result->wake : lot->today + 1;
  if (day == DATE_NONE) return 0;
  return flow_midnight(lot->flow, MAX(day, lot->today + 1));
}

static gboolean close_file(struct lot *lot, struct party *party, guint i, GString *said, gboolean settled,
                           GError **error) {
  struct cases_file *file = party->files->pdata[i];
  const struct store_enrolment *row = file->enrolment;
  const struct plan_result *result = &party->results[i];
  struct store *store = lot->flow->store;
  if (!flow_reconcile(lot->flow, lot->act, file, &party->requests[i], party->steps[i], result, said, error))
    return FALSE;
  if (row->state != result->state && !store_people_set_enrolment(store, row->id, row->policy, result->state, error))
    return FALSE;
  if (!store_people_set_wake(store, row->id, wake_of(lot, result, settled), error)) return FALSE;
  return !said->len || flow_record(lot->flow, lot->act, row->organisation, "due", row->id, said->str, error);
}

static gboolean act_on_party(struct lot *lot, struct party *party, GString **said, GError **error) {
  guint acted = 1;
  for (int round = 0; round < ROUNDS && acted; round++) {
    plan_party(lot, party);
    if (!act_round(lot, party, said, &acted, error)) return FALSE;
  }
  for (guint i = 0; i < party->files->len; i++)
    if (!close_file(lot, party, i, said[i], acted == 0, error)) return FALSE;
  return TRUE;
}

static gboolean do_person(struct lot *lot, gint64 person, GError **error) {
  struct party party;
  gboolean ok = gather(lot, person, &party, error);
  guint n = party.files->len;
  g_autofree GString **said = g_new0(GString *, n + 1);
  for (guint i = 0; i < n; i++) said[i] = g_string_new(NULL);
  ok = ok && act_on_party(lot, &party, said, error);
  for (guint i = 0; i < n; i++) g_string_free(said[i], TRUE);
  party_clear(&party);
  return ok;
}

/* Looked at again inside the transaction: a sibling enrolment, or another process, may have been here. */
static gboolean do_enrolment(struct lot *lot, gint64 enrolment, GError **error) {
  GError *own = NULL;
  struct store_enrolment *row = store_people_enrolment(lot->flow->store, enrolment, &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  gboolean due = row && row->wake != 0 && row->wake <= lot->act->now;
  gint64 person = row ? row->person : 0;
  if (row) store_people_enrolment_free(row);
  return !due || do_person(lot, person, error);
}

static gboolean do_lot(struct flow *flow, const struct flow_act *act, const GArray *ids, struct flow_counts *counts,
                       GHashTable *days, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  struct lot lot = {.flow = flow, .act = act, .today = flow_day(flow, act->now), .counts = *counts, .days = days};
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < ids->len; i++) ok = do_enrolment(&lot, g_array_index(ids, gint64, i), error);
  if (ok && lot.counts.late > counts->late) ok = flow_late_mark(flow, error);
  if (!flow_finish(flow, ok, error)) return FALSE;
  *counts = lot.counts;
  return TRUE;
}

/* Every lot moves its people out of the queue; one who stays would make this go on for ever. */
static gboolean has_moved(const GArray *ids, gint64 *before, GError **error) {
  gint64 first = g_array_index(ids, gint64, 0);
  gboolean moved = first != *before;
  *before = first;
  if (!moved)
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_REFUSED, "enrolment %" G_GINT64_FORMAT " stays due: the queue is damaged",
                first);
  return moved;
}

static gboolean do_all(struct flow *flow, const struct flow_act *act, struct flow_counts *counts, GHashTable *days,
                       GError **error) {
  for (gint64 before = 0;;) {
    g_autoptr(GArray) ids = store_people_due(flow->store, act->now, LOT, error);
    if (!ids) return FALSE;
    if (ids->len == 0) return TRUE;
    if (!has_moved(ids, &before, error) || !do_lot(flow, act, ids, counts, days, error)) return FALSE;
  }
}

gboolean flow_due(struct flow *flow, const struct flow_act *act, struct flow_counts *counts, GError **error) {
  *counts = (struct flow_counts){0};
  if (!flow_refuse_past(flow, act, error)) return FALSE;
  g_autoptr(GHashTable) days = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return do_all(flow, act, counts, days, error) && flow_late_settle(flow, act, days, error);
}
