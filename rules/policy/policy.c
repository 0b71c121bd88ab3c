#include "rules/policy/policy.h"

#include <string.h>

const char *const policy_kind_names[POLICY_KINDS] = {
    [POLICY_OFFER] = "offer",       [POLICY_MESSAGE] = "message",   [POLICY_CALL] = "call",
    [POLICY_VISIT] = "visit",       [POLICY_QUESTION] = "question", [POLICY_INVITATION] = "invitation",
    [POLICY_LETTER] = "letter",     [POLICY_DOCUMENT] = "document", [POLICY_CHECK] = "check",
    [POLICY_HANDOVER] = "handover", [POLICY_CLOSE] = "close",
};

const char *const policy_channel_names[POLICY_CHANNELS] = {
    [POLICY_CHANNEL_NONE] = "none",         [POLICY_CHANNEL_SMS] = "sms",           [POLICY_CHANNEL_EMAIL] = "email",
    [POLICY_CHANNEL_CALENDAR] = "calendar", [POLICY_CHANNEL_WHATSAPP] = "whatsapp",
};

const char *const policy_intent_names[POLICY_INTENTS] = {
    [POLICY_INTENT_HELP] = "wil-hulp",
    [POLICY_INTENT_CALL_ME] = "bel-mij",
    [POLICY_INTENT_WORK] = "heeft-werk",
    [POLICY_INTENT_EDUCATION] = "volgt-onderwijs",
    [POLICY_INTENT_NOT_NOW] = "nu-geen-hulp",
    [POLICY_INTENT_NEVER] = "nooit-meer",
    [POLICY_INTENT_WRONG_PERSON] = "verkeerde-persoon",
    [POLICY_INTENT_MOVED] = "verhuisd",
    [POLICY_INTENT_STOP] = "stop",
    [POLICY_INTENT_URGENT] = "spoed",
    [POLICY_INTENT_SEARCHING] = "zoekt-werk",
    [POLICY_INTENT_OTHER] = "iets-anders",
};

struct policy *policy_new(void) {
  struct policy *policy = g_new0(struct policy, 1);
  policy->strings = g_string_chunk_new(1024);
  policy->valid_from = DATE_NONE;
  return policy;
}

void policy_free(struct policy *policy) {
  if (!policy) return;
  g_free(policy->rules);
  g_free(policy->replies);
  g_free(policy->code);
  g_string_chunk_free(policy->strings);
  g_free(policy);
}

/* A present name wins over a former one: a rule may take over the name that another has put off. */
int policy_rule_index(const struct policy *policy, const char *name) {
  for (guint i = 0; i < policy->n_rules; i++)
    if (strcmp(policy->rules[i].name, name) == 0) return (int)i;
  for (guint i = 0; i < policy->n_rules; i++)
    if (g_strcmp0(policy->rules[i].formerly, name) == 0) return (int)i;
  return -1;
}

gboolean policy_kind_is_task(enum policy_kind kind) {
  static const gboolean task[POLICY_KINDS] = {
      [POLICY_OFFER] = TRUE,    [POLICY_CALL] = TRUE,  [POLICY_VISIT] = TRUE, [POLICY_LETTER] = TRUE,
      [POLICY_DOCUMENT] = TRUE, [POLICY_CHECK] = TRUE, [POLICY_CLOSE] = TRUE,
  };
  return task[kind];
}

enum { SEASON_DAY_BITS = 5, SEASON_SIDE_BITS = 16 };

static gint32 season_side(int month, int day) {
  return (gint32)(month << SEASON_DAY_BITS | day);
}

gint32 policy_season(int from_month, int from_day, int to_month, int to_day) {
  return season_side(from_month, from_day) << SEASON_SIDE_BITS | season_side(to_month, to_day);
}

void policy_season_sides(gint32 value, int sides[4]) {
  for (guint i = 0; i < 2; i++) {
    int side = (value >> (i == 0 ? SEASON_SIDE_BITS : 0)) & 0xffff;
    sides[2 * i] = side >> SEASON_DAY_BITS;
    sides[2 * i + 1] = side & ((1 << SEASON_DAY_BITS) - 1);
  }
}

enum tri policy_season_holds(gint32 value, date_t date) {
  if (date == DATE_NONE) return TRI_UNKNOWN;
  int year, month, day;
  date_to_civil(date, &year, &month, &day);
  gint32 at = season_side(month, day), from = value >> SEASON_SIDE_BITS, to = value & 0xffff;
  gboolean holds = from <= to ? at >= from && at <= to : at >= from || at <= to;
  return holds ? TRI_TRUE : TRI_FALSE;
}
