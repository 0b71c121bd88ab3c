/* Conditions: a small stack machine over true, false and unknown (S11). */
#include "rules/plan/plan_internal.h"

enum { DEPTH = 32 };

static const guint8 tri_not[] = {TRI_TRUE, TRI_FALSE, TRI_UNKNOWN};
static const guint8 tri_and[3][3] = {
    {TRI_FALSE, TRI_FALSE, TRI_FALSE}, {TRI_FALSE, TRI_TRUE, TRI_UNKNOWN}, {TRI_FALSE, TRI_UNKNOWN, TRI_UNKNOWN}};
static const guint8 tri_or[3][3] = {
    {TRI_FALSE, TRI_TRUE, TRI_UNKNOWN}, {TRI_TRUE, TRI_TRUE, TRI_TRUE}, {TRI_UNKNOWN, TRI_TRUE, TRI_UNKNOWN}};

static guint8 known(gint32 value, gboolean truth) {
  if (value == FACT_UNKNOWN) return TRI_UNKNOWN;
  return truth ? TRI_TRUE : TRI_FALSE;
}

/* An offer before the anchor counts as the offer of year 1. A *use* before it does not: N-22 and N-33 ask whether
 * "in het eerste jaar na het verlaten" use was made, so use before leaving never takes the new offer away. */
static gboolean offered(const struct progress *progress, gint32 year) {
  if (year < 1 || year >= PROGRESS_YEARS) return FALSE;
  return progress->offer_made[year] != DATE_NONE || (year == 1 && progress->offer_made[0] != DATE_NONE);
}

static gboolean used(const struct progress *progress, gint32 year) {
  return year >= 1 && year < PROGRESS_YEARS && progress->offer_used[year] != DATE_NONE;
}

static gboolean silent(const struct progress *progress, const struct policy_code *code) {
  if (progress->silent < code->value) return FALSE;
  if (code->months == 0) return TRUE;
  date_t apart = date_add_months(progress->silent_from, code->months, NULL);
  return apart != DATE_NONE && progress->silent_to >= apart;
}

static guint8 age_less(const struct facts *facts, gint32 years, date_t day) {
  date_t birthday = date_birthday(facts->value[FACT_BIRTH_DATE], years);
  return known(birthday, day < birthday);
}

static guint8 season(const struct facts *facts, const struct policy_code *code) {
  date_t unused = G_MAXINT32;
  return (guint8)policy_season_holds(code->value, plan_dates_fact(facts, code->fact, &unused));
}

static guint8 leaf(const struct plan_request *request, const struct policy_code *code, date_t day, gboolean assume) {
  gint32 value = request->facts->value[code->fact];
  switch ((enum policy_op)code->op) {
  case POLICY_OP_EQUAL:
    return known(value, value == code->value);
  case POLICY_OP_LESS:
    return known(value, value < code->value);
  case POLICY_OP_AT_MOST:
    return known(value, value <= code->value);
  case POLICY_OP_IS_UNKNOWN:
    return value == FACT_UNKNOWN ? TRI_TRUE : TRI_FALSE;
  case POLICY_OP_AGE_LESS:
    return age_less(request->facts, code->value, day);
  case POLICY_OP_OFFER_USED:
    return used(request->progress, code->value) ? TRI_TRUE : TRI_FALSE;
  case POLICY_OP_OFFER_MADE:
    return offered(request->progress, code->value) ? TRI_TRUE : TRI_FALSE;
  case POLICY_OP_SILENT:
    return assume || silent(request->progress, code) ? TRI_TRUE : TRI_FALSE;
  case POLICY_OP_SEASON:
    return season(request->facts, code);
  default:
    return TRI_TRUE;
  }
}

/* A span that no checker would let through (a stack that runs out) is unknown rather than a crash. */
enum tri plan_condition_assuming(const struct plan_request *request, struct policy_span span, date_t day,
                                 gboolean assume) {
  guint8 stack[DEPTH];
  guint depth = 0;
  const struct policy_code *code = request->policy->code + span.start, *end = code + span.length;
  if (span.length == 0) return TRI_TRUE;
  for (; code < end; code++) {
    guint wants = code->op == POLICY_OP_NOT ? 1 : code->op == POLICY_OP_AND || code->op == POLICY_OP_OR ? 2 : 0;
    if (depth < wants || depth - wants >= DEPTH) return TRI_UNKNOWN;
    depth -= wants;
    if (wants == 0)
      stack[depth] = leaf(request, code, day, assume);
    else if (wants == 1)
      stack[depth] = tri_not[stack[depth]];
    else
      stack[depth] =
          code->op == POLICY_OP_AND ? tri_and[stack[depth]][stack[depth + 1]] : tri_or[stack[depth]][stack[depth + 1]];
    depth++;
  }
  return depth == 1 ? (enum tri)stack[0] : TRI_UNKNOWN;
}

enum tri plan_condition(const struct plan_request *request, struct policy_span span, date_t day) {
  return plan_condition_assuming(request, span, day, FALSE);
}

const struct policy_code *plan_condition_find(const struct policy *policy, struct policy_span span, enum policy_op op) {
  for (guint i = 0; i < span.length; i++)
    if (policy->code[span.start + i].op == op) return &policy->code[span.start + i];
  return NULL;
}

void plan_condition_wake(struct plan_run *run, struct policy_span span) {
  for (guint i = 0; i < span.length; i++) {
    const struct policy_code *code = &run->policy->code[span.start + i];
    if (code->op == POLICY_OP_AGE_LESS)
      plan_steps_wake(run, date_birthday(run->facts->value[FACT_BIRTH_DATE], code->value));
  }
}
