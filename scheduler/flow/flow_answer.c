/* What a young person wrote: the policy's reply rules in order, and what each meaning brings about. */
#include "scheduler/flow/flow_room.h"

#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_staff.h"
#include "scheduler/store/store_tasks.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

enum { TEXT_MAX = 4000, MATCH_LIMIT = 100000, HEAP_LIMIT_KIB = 2048 };

struct answer {
  struct flow *flow;
  const struct flow_act *act;
  struct cases_file *file;
  const char *channel;
  gint64 inbound;
  int reply; /* index, -1 = no rule understands it */
};

/* -- patterns --------------------------------------------------------------------------------------------------------
 */

/* The checker compiled it before it was published, so a pattern that does not compile here matches nothing. */
static pcre2_code *compiled(struct flow *flow, const char *pattern) {
  pcre2_code *code = g_hash_table_lookup(flow->patterns, pattern);
  if (code) return code;
  int number = 0;
  PCRE2_SIZE offset = 0;
  code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                       PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C, &number, &offset, NULL);
  if (code) g_hash_table_insert(flow->patterns, g_strdup(pattern), code);
  return code;
}

static int first_match(struct flow *flow, const struct policy *policy, const char *text, gsize length) {
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  pcre2_set_match_limit(context, MATCH_LIMIT);
  pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
  int found = -1;
  for (guint i = 0; i < policy->n_replies && found < 0; i++) {
    pcre2_code *code = compiled(flow, policy->replies[i].pattern);
    if (!code) continue;
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    if (pcre2_match(code, (PCRE2_SPTR)text, length, 0, 0, data, context) >= 0) found = (int)i;
    pcre2_match_data_free(data);
  }
  pcre2_match_context_free(context);
  return found;
}

static int understand(struct flow *flow, const struct policy *policy, const char *text) {
  if (!policy) return -1;
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  gsize length = strlen(valid);
  if (length > TEXT_MAX) length = (gsize)(g_utf8_find_prev_char(valid, valid + TEXT_MAX + 1) - valid);
  return first_match(flow, policy, valid, length);
}

/* -- what an answer brings about -------------------------------------------------------------------------------------
 */

static gboolean errand(struct answer *answer, const char *kind, const char *what, const char *why, gint64 owner,
                       GError **error) {
  g_autofree char *name = answer->inbound ? g_strdup_printf("inbound-%" G_GINT64_FORMAT "/%s", answer->inbound, what)
                                          : g_strdup_printf("%" G_GINT64_FORMAT "/%s", answer->act->now, what);
  struct flow_errand task = {.kind = kind, .name = name, .why = why, .owner = owner, .inbound = answer->inbound};
  return flow_errand(answer->flow, answer->act, answer->file, &task, error);
}

/* It is an answer, so it stops what waits; wrong persons are the one exception, for they are not the person. */
static gboolean tell_reaction(struct answer *answer, GError **error) {
  struct progress_event event = {.kind = PROGRESS_EVENT_REACTION,
                                 .rule = (gint8)(answer->reply < 0 ? -1 : PLAN_RULE_REPLY + answer->reply),
                                 .reply = (gint8)answer->reply,
                                 .day = flow_day(answer->flow, answer->act->now),
                                 .until = DATE_NONE};
  return flow_tell(answer->flow, answer->act, answer->file, event, answer->channel, error);
}

static gboolean not_understood(struct answer *answer, GError **error) {
  return errand(answer, "judge", "judge", flow_words_not_understood(), 0, error);
}

static gboolean is_never(struct answer *answer, GError **error) {
  return errand(answer, "judge", "never", flow_words_never(), 0, error);
}

static gboolean is_moved(struct answer *answer, GError **error) {
  return errand(answer, "repair", "moved", flow_words_moved(), 0, error);
}

static gboolean is_stop(struct answer *answer, GError **error) {
  return flow_stop(answer->flow, answer->act, answer->file->enrolment->person, answer->channel, answer->inbound, error);
}

/* For everyone who can act today: the counsellor may be on leave. */
static gboolean is_urgent(struct answer *answer, GError **error) {
  if (!errand(answer, "call", "urgent", flow_words_urgent(), 0, error)) return FALSE;
  g_autoptr(GPtrArray) all = store_staff_all(answer->flow->store, answer->file->enrolment->organisation, error);
  if (!all) return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const struct store_staff *staff = all->pdata[i];
    if (strcmp(staff->role, "coordinator") != 0 || staff->id == answer->file->enrolment->counsellor) continue;
    g_autofree char *what = g_strdup_printf("urgent/%" G_GINT64_FORMAT, staff->id);
    if (!errand(answer, "call", what, flow_words_urgent(), staff->id, error)) return FALSE;
  }
  return TRUE;
}

static gboolean is_wrong_person(struct answer *answer, GError **error) {
  const char *name = strcmp(answer->channel, "sms") == 0 ? "mobiel" : "email";
  const char *channel = strcmp(answer->channel, "sms") == 0 ? "sms" : "email";
  const char *address = cases_text(answer->file, name);
  if (*address && !store_addresses_mark(answer->flow->store, answer->file->enrolment->person, channel, address, "wrong",
                                        answer->act->now, error))
    return FALSE;
  return errand(answer, "repair", "wrong-person", flow_words_wrong_person(), 0, error);
}

/* The other meanings are the plan's affair: a reply rule may ask for a call, and the tick makes the task. */
static gboolean (*const meanings[POLICY_INTENTS])(struct answer *answer, GError **error) = {
    [POLICY_INTENT_NEVER] = is_never,   [POLICY_INTENT_WRONG_PERSON] = is_wrong_person,
    [POLICY_INTENT_MOVED] = is_moved,   [POLICY_INTENT_STOP] = is_stop,
    [POLICY_INTENT_URGENT] = is_urgent,
};

static gboolean carry_out(struct answer *answer, int intent, GError **error) {
  if (intent != POLICY_INTENT_WRONG_PERSON && !tell_reaction(answer, error)) return FALSE;
  if (intent < 0) return not_understood(answer, error);
  return !meanings[intent] || meanings[intent](answer, error);
}

gboolean flow_answer(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                     const char *text, gint64 inbound, int *intent, GError **error) {
  *intent = -1;
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  struct answer answer = {flow, act, file, channel, inbound, understand(flow, file->policy, text)};
  if (answer.reply >= 0) *intent = file->policy->replies[answer.reply].intent;
  if (!carry_out(&answer, *intent, error) || !flow_reconcile_now(flow, act, file, error)) return FALSE;
  g_autofree char *content =
      g_strdup_printf("%s: %s: %s", channel, *intent < 0 ? "?" : policy_intent_names[*intent], text);
  return flow_wake(flow, act, enrolment, error) &&
         flow_record(flow, act, file->enrolment->organisation, "answer", enrolment, content, error);
}

/* -- a missed call ---------------------------------------------------------------------------------------------------
 */

/* Who rings three times in a row is called back once. A call that a rule had planned is another: this one was asked
 * for.
 */
static gboolean has_call_asked(struct answer *answer, gboolean *asked, GError **error) {
  *asked = FALSE;
  g_autoptr(GPtrArray) all = store_tasks_of(answer->flow->store, answer->file->enrolment->id, error);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_task *task = all->pdata[i];
    *asked = *asked || (strcmp(task->state, "open") == 0 && strcmp(task->kind, "call") == 0 && task->inbound);
  }
  return all != NULL;
}

/* No rule of the policy understood it, for there are no words: as a reaction it closes what waits. */
static gboolean call_back(struct answer *answer, gboolean *fresh, GError **error) {
  gboolean asked;
  if (!tell_reaction(answer, error) || !flow_reconcile_now(answer->flow, answer->act, answer->file, error) ||
      !has_call_asked(answer, &asked, error))
    return FALSE;
  *fresh = !asked;
  return asked || errand(answer, "call", "missed-call", flow_words_missed_call(), 0, error);
}

gboolean flow_called(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                     gint64 inbound, gboolean *fresh, GError **error) {
  *fresh = FALSE;
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  struct answer answer = {flow, act, file, channel, inbound, -1};
  if (!call_back(&answer, fresh, error)) return FALSE;
  g_autofree char *content = g_strdup_printf("%s: missed call", channel);
  return flow_wake(flow, act, enrolment, error) &&
         flow_record(flow, act, file->enrolment->organisation, "answer", enrolment, content, error);
}
