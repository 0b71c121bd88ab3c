/* What a young person may turn off with one click, and the link for it. */
#include "scheduler/flow/flow_room.h"

#include <sodium.h>
#include <string.h>

#include "scheduler/flow/flow_words_nl.h"

/* By the ground of the rule it came from: an article of law is an offer that is owed; what a school chose to ask or to
 * say is not. A rule that is no longer there was surely no duty. Answers, the word that a STOP was heard, and a change
 * of an appointment are owed to who they go to. */
gboolean flow_is_owed(struct flow *flow, const struct store_message *message) {
  gboolean planned =
      strcmp(message->act, plan_act_names[PLAN_ANNOUNCE]) == 0 || strcmp(message->act, plan_act_names[PLAN_SEND]) == 0;
  if (!planned) return TRUE;
  g_autoptr(CasesFile) file = cases_load(flow->cases, message->enrolment, G_MAXINT64, NULL);
  int rule = file && file->policy ? cases_rule(file->policy, message->rule) : -1;
  if (rule >= PLAN_RULE_REPLY) return TRUE;
  return rule >= 0 && !g_str_has_prefix(file->policy->rules[rule].ground, flow_words_own_choice());
}

static void token_of(const struct flow *flow, const char *key, char out[FLOW_KEY_SIZE]) {
  g_autofree char *name = g_strconcat("unsubscribe/", key, NULL);
  flow_key(flow, name, out);
}

char *flow_unsubscribe_link(const struct flow *flow, const struct store_message *message) {
  char token[FLOW_KEY_SIZE];
  token_of(flow, message->key, token);
  return g_strconcat(message->key, "-", token, NULL);
}

struct store_message *flow_unsubscribe_message(struct flow *flow, const char *link, GError **error) {
  enum { LETTERS = FLOW_KEY_SIZE - 1 };
  char token[FLOW_KEY_SIZE];
  if (strlen(link) != 2 * LETTERS + 1 || link[LETTERS] != '-') return NULL;
  g_autofree char *key = g_strndup(link, LETTERS);
  token_of(flow, key, token);
  if (sodium_memcmp(token, link + LETTERS + 1, LETTERS) != 0) return NULL;
  return store_outbox_by_key(flow->store, key, error);
}
