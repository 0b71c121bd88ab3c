#include <string.h>

#include "rules/language/language.h"
#include "scheduler/views/views.h"
#include "scheduler/views/views_room.h"
#include "scheduler/views/views_words_nl.h"

static const struct policy_rule *rule_of(const struct policy *policy, int rule) {
  return rule >= 0 && (guint)rule < policy->n_rules ? &policy->rules[rule] : NULL;
}

/* A call's announcement is a message to the young person; the call itself is the task. */
static const char *kind_of(const struct plan_step *step) {
  if (step->act == PLAN_END) return policy_kind_names[POLICY_CLOSE];
  return policy_kind_names[step->kind];
}

static const char *title_of(const struct policy *policy, const struct plan_step *step) {
  const struct policy_rule *rule = rule_of(policy, step->rule);
  return rule ? rule->title : language_kind((enum policy_kind)step->kind);
}

static json_t *channels_of(const struct plan_step *step) {
  json_t *list = json_array();
  if (step->channel != POLICY_CHANNEL_NONE)
    json_array_append_new(list, json_string(policy_channel_names[step->channel]));
  return list;
}

static const char *ground_of(const struct policy *policy, const struct plan_step *step) {
  const struct policy_rule *rule = rule_of(policy, step->rule);
  return rule ? rule->ground : policy->ground;
}

static const char *template_of(const struct policy *policy, const struct plan_step *step) {
  const struct policy_rule *rule = rule_of(policy, step->rule);
  gboolean sends = step->act == PLAN_ANNOUNCE || step->act == PLAN_SEND;
  return rule && rule->announce && sends ? rule->announce : "";
}

static char *reason_of(const struct policy *policy, const struct plan_step *step) {
  const struct policy_rule *rule = rule_of(policy, step->rule);
  g_autofree char *when = rule ? language_when(policy, &rule->when) : g_strdup("");
  return views_words_because(language_reason(step->reason), when, "");
}

json_t *views_room_step(struct cases *cases, GHashTable *cache, const struct cases_file *file,
                        const struct plan_step *step) {
  const struct policy *policy = file->policy;
  g_autofree char *leaver = store_people_person_id(file->enrolment->person);
  g_autofree char *name = cases_rule_name(policy, step->rule);
  g_autofree char *reason = reason_of(policy, step);
  g_autofree char *title = views_words_step(title_of(policy, step), step->attempt);
  json_t *out =
      json_pack("{s:s, s:s, s:s, s:i, s:o, s:{s:o, s:o}, s:o, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:s}", "leaver",
                leaver, "step", *name ? name : policy->guidance, "kind", kind_of(step), "cycle",
                views_room_cycle(step->year), "due", views_room_date(step->due), "window", "from",
                views_room_date(step->from), "to", views_room_date(step->to), "channels", channels_of(step), "template",
                template_of(policy, step), "owner", views_room_owner(cases, cache, file->enrolment->counsellor), "rule",
                *name ? name : policy->guidance, "ground", ground_of(policy, step), "reason", reason, "title", title,
                "attempt", step->attempt, "act", plan_act_names[step->act]);
  if (step->hangs_on != PLAN_IF_NOTHING)
    json_object_set_new(out, "if", json_string(views_words_if((enum plan_if)step->hangs_on)));
  if (step->verdict == PLAN_LATE) json_object_set_new(out, "late", json_true());
  const struct policy_rule *rule = rule_of(policy, step->rule);
  g_autofree char *moment = rule ? language_when(policy, &rule->when) : NULL;
  if (moment) json_object_set_new(out, "moment", views_room_text(moment));
  return out;
}

/* A message that has gone out stays in the plan, or it would be taken back; it is no longer something to come. */
static gboolean is_behind(const struct plan_step *step) {
  return step->reason == PLAN_REASON_WAITING && (step->act == PLAN_ANNOUNCE || step->act == PLAN_SEND);
}

static gboolean wanted(const struct plan_step *step, date_t from, date_t to) {
  if (step->verdict == PLAN_SKIP || step->act == PLAN_NOTE || is_behind(step)) return FALSE;
  return (from == DATE_NONE || step->due >= from) && (to == DATE_NONE || step->due <= to);
}

struct listing {
  struct cases *cases;
  GHashTable *cache;
  json_t *steps;
  gint64 now;
  date_t today, from, to;
  guint assume;
};

static gboolean list_one(struct listing *listing, gint64 enrolment, GError **error) {
  g_autoptr(GError) inner = NULL;
  g_autoptr(CasesFile) file = cases_load(listing->cases, enrolment, listing->now, &inner);
  if (inner) {
    g_propagate_error(error, g_steal_pointer(&inner));
    return FALSE;
  }
  if (!file || !file->policy) return TRUE;
  struct plan_request request;
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  cases_foresee(file, listing->today, listing->assume, &request, steps, &result);
  for (guint i = 0; i < result.n_steps; i++)
    if (wanted(&steps[i], listing->from, listing->to))
      json_array_append_new(listing->steps, views_room_step(listing->cases, listing->cache, file, &steps[i]));
  return TRUE;
}

json_t *views_plan(struct cases *cases, const GArray *enrolments, gint64 now, date_t from, date_t to, guint assume,
                   GError **error) {
  g_autoptr(GArray) all = enrolments ? NULL : store_people_enrolments_of(cases_store(cases), NULL, error);
  const GArray *ids = enrolments ? enrolments : all;
  if (!ids) return NULL;
  g_autoptr(GHashTable) cache = views_room_cache();
  struct listing listing = {cases, cache, json_array(), now, zone_to_local(cases_zone(cases), now).day,
                            from,  to,    assume};
  for (guint i = 0; i < ids->len; i++) {
    if (list_one(&listing, g_array_index(ids, gint64, i), error)) continue;
    json_decref(listing.steps);
    return NULL;
  }
  return json_pack("{s:o}", "steps", listing.steps);
}

/* -- why ----------------------------------------------------------------------------------------------------------- */

static json_t *because_of(const struct cases_file *file, const struct plan_decision *decision) {
  const struct policy *policy = file->policy;
  const struct policy_rule *rule = rule_of(policy, decision->rule);
  json_t *list = json_array();
  json_array_append_new(list, json_string(language_reason(decision->acted ? PLAN_REASON_DUE : decision->reason)));
  if (!rule) return list;
  g_autofree char *when = language_when(policy, &rule->when);
  json_array_append_new(list, views_room_text(when));
  if (rule->condition.length > 0) {
    g_autofree char *condition = language_condition(policy, rule->condition, &file->facts);
    json_array_append_new(list, views_room_text(condition));
  }
  return list;
}

static json_t *decision_json(const struct cases_file *file, const struct plan_decision *decision) {
  g_autofree char *name = cases_rule_name(file->policy, decision->rule);
  const char *outcome = decision->acted ? "acted" : plan_reason_names[decision->reason];
  return json_pack("{s:s, s:s, s:i, s:s, s:s, s:o, s:s, s:o}", "rule", *name ? name : file->policy->guidance, "version",
                   file->policy->version, "cycle", views_room_cycle(decision->year), "outcome", outcome, "reason",
                   plan_reason_names[decision->reason], "due", views_room_date(decision->due), "ground",
                   rule_of(file->policy, decision->rule) ? rule_of(file->policy, decision->rule)->ground : "",
                   "because", because_of(file, decision));
}

static void why_one(const struct cases_file *file, date_t on, json_t *list) {
  struct plan_request request = {file->policy, &file->facts, &file->progress, file->calendar, on - 1, on, 0};
  struct plan_decision decisions[POLICY_RULES_MAX * PROGRESS_YEARS];
  guint n = plan_why(&request, decisions);
  for (guint i = 0; i < n; i++) json_array_append_new(list, decision_json(file, &decisions[i]));
}

json_t *views_why(struct cases *cases, gint64 person, date_t on, gint64 as_of, GError **error) {
  g_autoptr(GPtrArray) rows = store_people_enrolments(cases_store(cases), person, error);
  if (!rows) return NULL;
  json_t *list = json_array();
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr(GError) inner = NULL;
    g_autoptr(CasesFile) file =
        cases_load(cases, ((struct store_enrolment *)g_ptr_array_index(rows, i))->id, as_of, &inner);
    if (file && file->policy) why_one(file, on, list);
    if (!inner) continue;
    g_propagate_error(error, g_steal_pointer(&inner));
    json_decref(list);
    return NULL;
  }
  return json_pack("{s:o}", "decisions", list);
}
