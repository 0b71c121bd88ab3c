/* The weekly cap over all of one person's enrolments (S9). Only texts count: a person's act is never held back. What
 * is moved past its width needs no treatment here: on its new day plan_compute finds it late and follows its rule. */
#include "rules/plan/plan.h"

enum { CANDIDATES_MAX = 256, WEEK = 7 };

struct candidate {
  struct plan_step *step;
  guint request;
  date_t day; /* on which it would go out */
  guint8 rank;
};

struct pile {
  const struct plan_request *requests;
  struct plan_step **steps;
  struct plan_result *results;
  guint n;
  struct candidate candidates[CANDIDATES_MAX];
  guint n_candidates;
  guint cap;
};

static date_t monday(date_t day) {
  return day - (date_weekday(day) - DATE_MONDAY);
}

/* Answers are tasks and come first of themselves; then appointment, duty, question. */
static guint8 rank(const struct plan_step *step) {
  if (step->act == PLAN_ANNOUNCE || step->kind == POLICY_INVITATION) return 0;
  return step->kind == POLICY_QUESTION ? 2 : 1;
}

static gboolean is_text(const struct plan_step *step) {
  gboolean sends = step->act == PLAN_SEND || step->act == PLAN_ANNOUNCE;
  return sends && step->verdict != PLAN_SKIP && step->reason != PLAN_REASON_WAITING &&
         (step->hangs_on == PLAN_IF_NOTHING || step->hangs_on == PLAN_IF_NOT_USED);
}

static void collect(struct pile *pile) {
  for (guint i = 0; i < pile->n; i++)
    for (guint k = 0; k < pile->results[i].n_steps && pile->n_candidates < CANDIDATES_MAX; k++) {
      struct plan_step *step = &pile->steps[i][k];
      if (!is_text(step)) continue;
      pile->candidates[pile->n_candidates++] =
          (struct candidate){step, i, MAX(step->due, pile->requests[i].now), rank(step)};
    }
}

static guint smallest_cap(const struct plan_request *requests, guint n) {
  guint cap = 0;
  for (guint i = 0; i < n; i++) {
    guint own = requests[i].policy->cap_per_week;
    if (own && (cap == 0 || own < cap)) cap = own;
  }
  return cap;
}

static guint queued(const struct pile *pile, date_t week) {
  guint count = 0;
  for (guint i = 0; i < pile->n; i++)
    if (pile->requests[i].progress->week == week) count += pile->requests[i].progress->messages;
  return count;
}

static gboolean yields(const struct candidate *a, const struct candidate *b) {
  if (a->rank != b->rank) return a->rank > b->rank;
  if (a->day != b->day) return a->day > b->day;
  return a->request != b->request ? a->request > b->request : a->step->rule > b->step->rule;
}

/* Who has to give way in that week; NULL when there is room for all. */
static struct candidate *loser(struct pile *pile, date_t week) {
  guint count = queued(pile, week);
  struct candidate *last = NULL;
  for (guint i = 0; i < pile->n_candidates; i++) {
    struct candidate *candidate = &pile->candidates[i];
    if (monday(candidate->day) != week) continue;
    count++;
    if (!last || yields(candidate, last)) last = candidate;
  }
  return count > pile->cap ? last : NULL;
}

static struct plan_step *call_of(const struct pile *pile, const struct candidate *candidate) {
  for (guint k = 0; k < pile->results[candidate->request].n_steps; k++) {
    struct plan_step *step = &pile->steps[candidate->request][k];
    if (step->act == PLAN_TASK && step->rule == candidate->step->rule && step->year == candidate->step->year &&
        step->attempt == candidate->step->attempt)
      return step;
  }
  return NULL;
}

/* A text that moves takes the call with it that it promises. */
static void move_call(const struct pile *pile, const struct candidate *candidate) {
  const struct calendar *calendar = pile->requests[candidate->request].calendar;
  date_t day = calendar_next_owner(calendar, calendar_add_working(calendar, candidate->day, 1));
  struct plan_step *call = call_of(pile, candidate);
  if (day == DATE_NONE || !call) return;
  candidate->step->call_day = call->due = call->from = day;
  call->to = day + 1;
}

static void move(struct pile *pile, struct candidate *candidate) {
  const struct plan_request *request = &pile->requests[candidate->request];
  struct plan_result *result = &pile->results[candidate->request];
  /* Past the calendar's last year its nearest end lies back in the same week, and nothing would ever have moved. */
  date_t week = monday(candidate->day) + WEEK;
  candidate->day = MAX(calendar_next_working(request->calendar, week), week);
  candidate->step->due = candidate->day;
  candidate->step->verdict = PLAN_PLANNED;
  candidate->step->reason = PLAN_REASON_CAP;
  if (candidate->step->act == PLAN_ANNOUNCE) move_call(pile, candidate);
  if (candidate->day > request->now && (result->wake == DATE_NONE || candidate->day < result->wake))
    result->wake = candidate->day;
}

static gboolean before(const struct plan_step *a, const struct plan_step *b) {
  if (a->due != b->due) return a->due < b->due;
  if (a->rule != b->rule) return a->rule < b->rule;
  return a->attempt != b->attempt ? a->attempt < b->attempt : a->act < b->act;
}

static void sort(struct plan_step *steps, guint n) {
  for (guint i = 1; i < n; i++) {
    struct plan_step step = steps[i];
    guint at = i;
    for (; at > 0 && before(&step, &steps[at - 1]); at--) steps[at] = steps[at - 1];
    steps[at] = step;
  }
}

static date_t next_week(const struct pile *pile, date_t after) {
  date_t next = DATE_NONE;
  for (guint i = 0; i < pile->n_candidates; i++) {
    date_t week = monday(pile->candidates[i].day);
    if ((after == DATE_NONE || week > after) && (next == DATE_NONE || week < next)) next = week;
  }
  return next;
}

void plan_cap(const struct plan_request *requests, struct plan_step **steps, struct plan_result *results, guint n) {
  struct pile pile = {
      .requests = requests, .steps = steps, .results = results, .n = n, .cap = smallest_cap(requests, n)};
  if (pile.cap == 0) return;
  collect(&pile);
  for (date_t week = next_week(&pile, DATE_NONE); week != DATE_NONE; week = next_week(&pile, week))
    for (struct candidate *out = loser(&pile, week); out; out = loser(&pile, week)) move(&pile, out);
  for (guint i = 0; i < n; i++) sort(steps[i], results[i].n_steps);
}
