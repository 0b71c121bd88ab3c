/* What a young person wrote: the policy's reply rules in order, and what each meaning brings about. */
#include "scheduler/flow/flow_room.h"

#include "scheduler/flow/flow_words_nl.h"
#include "rules/contact/tongue.h"
#include "scheduler/store/store_tasks.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

enum { TEXT_MAX = 4000, MATCH_LIMIT = 100000, HEAP_LIMIT_KIB = 2048 };

struct answer {
  struct flow *flow;
  const struct flow_act *act;
  struct cases_file *file;
  const char *channel, *from; /* from: the address that it came from, "" = not known */
  gint64 inbound;
  int reply;                   /* index, -1 = no rule understands it */
  const struct tongue *tongue; /* another language than Dutch, NULL = none that is known */
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

enum which { ANY_MEANING, ONLY_URGENT, ONLY_STOP, NOT_URGENT };

static gboolean is_looked_for(int intent, enum which which) {
  static const int only[] = {[ONLY_URGENT] = POLICY_INTENT_URGENT, [ONLY_STOP] = POLICY_INTENT_STOP};
  if (which == ANY_MEANING) return TRUE;
  return which == NOT_URGENT ? intent != POLICY_INTENT_URGENT : intent == only[which];
}

static int first_match(struct flow *flow, const struct policy *policy, enum which which, const char *text,
                       gsize length) {
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  pcre2_set_match_limit(context, MATCH_LIMIT);
  pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
  int found = -1;
  for (guint i = 0; i < policy->n_replies && found < 0; i++) {
    pcre2_code *code =
        is_looked_for(policy->replies[i].intent, which) ? compiled(flow, policy->replies[i].pattern) : NULL;
    if (!code) continue;
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    if (pcre2_match(code, (PCRE2_SPTR)text, length, 0, 0, data, context) >= 0) found = (int)i;
    pcre2_match_data_free(data);
  }
  pcre2_match_context_free(context);
  return found;
}

static int understand(struct flow *flow, const struct policy *policy, enum which which, const char *text) {
  if (!policy) return -1;
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  gsize length = strlen(valid);
  if (length > TEXT_MAX) length = (gsize)(g_utf8_find_prev_char(valid, valid + TEXT_MAX + 1) - valid);
  return first_match(flow, policy, which, valid, length);
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
  g_autofree char *why =
      answer->tongue ? flow_words_language(answer->tongue->name) : g_strdup(flow_words_not_understood());
  return errand(answer, "judge", "judge", why, 0, error);
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

static gboolean is_wrong_person(struct answer *answer, GError **error) {
  const char *name = strcmp(answer->channel, "sms") == 0 ? "mobiel" : "email";
  const char *channel = strcmp(answer->channel, "sms") == 0 ? "sms" : "email";
  const char *address = *answer->from ? answer->from : cases_text(answer->file, name);
  if (!flow_address_wrong(answer->flow, answer->act, answer->file->enrolment->id, channel, address, error))
    return FALSE;
  return errand(answer, "repair", "wrong-person", flow_words_wrong_person(), 0, error);
}

/* The other meanings are the plan's affair: a reply rule may ask for a call, and the tick makes the task. */
static gboolean (*const meanings[POLICY_INTENTS])(struct answer *answer, GError **error) = {
    [POLICY_INTENT_NEVER] = is_never,
    [POLICY_INTENT_WRONG_PERSON] = is_wrong_person,
    [POLICY_INTENT_MOVED] = is_moved,
    [POLICY_INTENT_STOP] = is_stop,
};

static gboolean carry_out(struct answer *answer, int intent, GError **error) {
  if (intent != POLICY_INTENT_WRONG_PERSON && !tell_reaction(answer, error)) return FALSE;
  if (intent < 0) return not_understood(answer, error);
  return !meanings[intent] || meanings[intent](answer, error);
}

/* -- urgent ----------------------------------------------------------------------------------------------------------
 */

/* The school's own patterns come beside the floor, whatever their order. */
static enum safety_kind danger_of(struct answer *answer, const char *text) {
  enum safety_kind kind = flow_danger(answer->flow, text);
  if (kind == SAFETY_SELF || kind == SAFETY_OTHERS) return kind;
  return understand(answer->flow, answer->file->policy, ONLY_URGENT, text) >= 0 ? SAFETY_OTHERS : kind;
}

/* No reaction is told: it answers no moment. A STOP in the same words is honoured beside it; the text with help lines
 * goes all the same, as the answer to what was just written. */
static gboolean take_urgent(struct answer *answer, enum safety_kind kind, const char *text, GError **error) {
  gboolean mail = strcmp(flow_reach_channel(answer->channel), "email") == 0;
  const char *from = *answer->from ? answer->from : cases_text(answer->file, mail ? "email" : "mobiel");
  struct flow_cry cry = {kind, answer->channel, from, answer->inbound};
  if (!flow_urgent(answer->flow, answer->act, answer->file->enrolment->id, &cry, error)) return FALSE;
  return understand(answer->flow, answer->file->policy, ONLY_STOP, text) < 0 || is_stop(answer, error);
}

/* -- the verb ---------------------------------------------------------------------------------------------------------
 */

static gboolean note(struct answer *answer, int intent, const char *text, GError **error) {
  const struct store_enrolment *row = answer->file->enrolment;
  g_autofree char *start = g_utf8_make_valid(text, -1);
  if (g_utf8_strlen(start, -1) > TEXT_MAX) *g_utf8_offset_to_pointer(start, TEXT_MAX) = '\0';
  g_autofree char *content =
      g_strdup_printf("%s: %s: %s", answer->channel, intent < 0 ? "?" : policy_intent_names[intent], start);
  return flow_wake(answer->flow, answer->act, row->id, error) &&
         flow_record(answer->flow, answer->act, row->organisation, "answer", row->id, content, error);
}

static gboolean take_calm(struct answer *answer, const char *text, int *intent, GError **error) {
  struct flow *flow = answer->flow;
  const struct policy *policy = answer->file->policy;
  answer->reply = understand(flow, policy, NOT_URGENT, text);
  *intent = answer->reply < 0 ? -1 : (int)policy->replies[answer->reply].intent;
  /* Patterns are Dutch: what they find in another language is an accident, but for a wish to be left alone. */
  gboolean foreign = tongue_is_foreign(text, &answer->tongue);
  if (foreign && *intent != POLICY_INTENT_STOP) answer->reply = *intent = -1;
  if (!foreign) answer->tongue = NULL;
  return carry_out(answer, *intent, error) && flow_reconcile_now(flow, answer->act, answer->file, error) &&
         note(answer, *intent, text, error);
}

gboolean flow_answer_calm(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                          const char *text, gint64 inbound, int *intent, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  struct answer answer = {.flow = flow, .act = act, .file = file, .channel = channel, .from = "", .inbound = inbound};
  return take_calm(&answer, text, intent, error);
}

gboolean flow_answer_from(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                          const char *from, const char *text, gint64 inbound, int *intent, GError **error) {
  *intent = -1;
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  struct answer answer = {.flow = flow, .act = act, .file = file, .channel = channel, .from = from, .inbound = inbound};
  enum safety_kind kind = danger_of(&answer, text);
  if (kind == SAFETY_NONE) return take_calm(&answer, text, intent, error);
  *intent = POLICY_INTENT_URGENT;
  return take_urgent(&answer, kind, text, error) && note(&answer, *intent, text, error);
}

gboolean flow_answer(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                     const char *text, gint64 inbound, int *intent, GError **error) {
  return flow_answer_from(flow, act, enrolment, channel, "", text, inbound, intent, error);
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
  struct answer answer = {
      .flow = flow, .act = act, .file = file, .channel = channel, .from = "", .inbound = inbound, .reply = -1};
  if (!call_back(&answer, fresh, error)) return FALSE;
  g_autofree char *content = g_strdup_printf("%s: missed call", channel);
  return flow_wake(flow, act, enrolment, error) &&
         flow_record(flow, act, file->enrolment->organisation, "answer", enrolment, content, error);
}
