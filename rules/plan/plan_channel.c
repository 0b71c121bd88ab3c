/* By which channel a text may go. */
#include "rules/plan/plan_internal.h"

/* What a channel needs, what rules it out, and the stop that silences it. An unknown wish is no refusal, but WhatsApp
 * is only for who said yes. */
static const struct line {
  enum fact needs, wanted, unwanted; /* FACT_COUNT = nothing */
  guint8 stop;
} lines[POLICY_CHANNELS] = {
    [POLICY_CHANNEL_SMS] = {FACT_HAS_MOBILE, FACT_COUNT, FACT_NO_SMS, PROGRESS_STOP_SMS},
    [POLICY_CHANNEL_EMAIL] = {FACT_HAS_EMAIL, FACT_COUNT, FACT_NO_EMAIL, PROGRESS_STOP_EMAIL},
    [POLICY_CHANNEL_CALENDAR] = {FACT_HAS_EMAIL, FACT_COUNT, FACT_NO_EMAIL, PROGRESS_STOP_EMAIL},
    [POLICY_CHANNEL_WHATSAPP] = {FACT_HAS_MOBILE, FACT_WHATSAPP, FACT_COUNT, PROGRESS_STOP_WHATSAPP},
};

static gboolean is_yes(const struct facts *facts, enum fact fact) {
  return fact < FACT_COUNT && facts->value[fact] == FACT_YES;
}

static gboolean reachable(const struct facts *facts, enum policy_channel channel) {
  const struct line *line = &lines[channel];
  if (line->wanted < FACT_COUNT && !is_yes(facts, line->wanted)) return FALSE;
  return is_yes(facts, line->needs) && !is_yes(facts, line->unwanted);
}

static gboolean stopped(const struct progress *progress, enum policy_channel channel) {
  return progress->stops & lines[channel].stop;
}

void plan_channel_prepare(struct plan_run *run) {
  run->reachable = run->silenced = 0;
  for (guint channel = POLICY_CHANNEL_SMS; channel < POLICY_CHANNELS; channel++) {
    if (reachable(run->facts, channel)) run->reachable |= (guint8)(1u << channel);
    if (stopped(run->progress, channel)) run->silenced |= (guint8)(1u << channel);
  }
}

/* Only what the rule already allows moves to the front: a preference opens no channel. */
static void prefer(const struct facts *facts, guint8 *usable, int n) {
  static const guint8 channels[] = {
      [FACT_PREFERS_SMS] = POLICY_CHANNEL_SMS, [FACT_PREFERS_EMAIL] = POLICY_CHANNEL_EMAIL};
  gint32 wish = facts->value[FACT_PREFERRED_CHANNEL];
  if (wish != FACT_PREFERS_SMS && wish != FACT_PREFERS_EMAIL) return;
  for (int i = 1; i < n; i++) {
    if (usable[i] != channels[wish]) continue;
    for (int j = i; j > 0; j--) usable[j] = usable[j - 1];
    usable[0] = channels[wish];
    return;
  }
}

enum policy_channel plan_channel_choose(const struct plan_run *run, const struct policy_rule *rule, int attempt,
                                        guint8 *reason) {
  guint8 usable[POLICY_CHANNELS_MAX];
  int n = 0;
  *reason = PLAN_REASON_NO_CHANNEL;
  for (int i = 0; i < POLICY_CHANNELS_MAX && rule->channels[i] != POLICY_CHANNEL_NONE; i++) {
    guint channel = 1u << rule->channels[i];
    if (!(run->reachable & channel)) continue;
    if (run->silenced & channel)
      *reason = PLAN_REASON_STOPPED;
    else
      usable[n++] = rule->channels[i];
  }
  if (n == 0) return POLICY_CHANNEL_NONE;
  prefer(run->facts, usable, n);
  return usable[rule->other_channel ? (attempt - 1) % n : 0];
}
