#include "scheduler/cohorts/cohort_work.h"

#include <string.h>

/* Any of these that differs makes the group new. */
static gboolean changed(const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE], const enum cohort_id *ids,
                        gsize count) {
  for (gsize i = 0; i < count; i++)
    if (*row->value[ids[i]] && strcmp(row->value[ids[i]], known[ids[i]]) != 0) return TRUE;
  return FALSE;
}

static struct progress_event blank(enum progress_event_kind kind, date_t day, enum progress_outcome outcome) {
  return (struct progress_event){
      .kind = (guint8)kind, .rule = -1, .reply = -1, .outcome = (guint8)outcome, .day = day, .until = DATE_NONE};
}

/* Used is what decides on the second year's offer (N-22); without a word about it the offer was made, no more. */
static gboolean enter_offer(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                            const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE], GError **error) {
  static const enum cohort_id ids[] = {COHORT_OFFER_ON, COHORT_OFFER_PERSONAL, COHORT_OFFER_USED};
  date_t day;
  if (!date_parse_iso(row->value[COHORT_OFFER_ON], &day) || strcmp(row->value[COHORT_OFFER_PERSONAL], "nee") == 0)
    return TRUE;
  if (!changed(row, known, ids, G_N_ELEMENTS(ids))) return TRUE;
  gboolean used = strcmp(row->value[COHORT_OFFER_USED], "ja") == 0;
  return flow_event(flow, act, enrolment,
                    blank(PROGRESS_EVENT_IMPORTED_OFFER, day, used ? PROGRESS_USED : PROGRESS_SPOKE), "",
                    row->value[COHORT_OFFER_BY], error);
}

enum { DAY_SECONDS = 86400 };

static enum progress_outcome outcome_of(const char *name) {
  for (int i = 0; i < PROGRESS_OUTCOMES; i++)
    if (progress_outcome_names[i] && strcmp(progress_outcome_names[i], name) == 0) return (enum progress_outcome)i;
  return PROGRESS_NONE;
}

/* A contact without an outcome says only that there was one, which no plan can use: it stays a fact. */
static gboolean enter_contact(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                              const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE], GError **error) {
  static const enum cohort_id ids[] = {COHORT_CONTACT_ON, COHORT_CONTACT_OUTCOME};
  date_t day = DATE_NONE;
  enum progress_outcome outcome = outcome_of(row->value[COHORT_CONTACT_OUTCOME]);
  if (outcome == PROGRESS_NONE || !changed(row, known, ids, G_N_ELEMENTS(ids))) return TRUE;
  gboolean dated = date_parse_iso(row->value[COHORT_CONTACT_ON], &day);
  /* A death needs no date to end everything: then it is known since today. */
  if (outcome == PROGRESS_DECEASED)
    return flow_deceased(flow, act, enrolment, dated ? day : (date_t)(act->now / DAY_SECONDS), "import", error);
  if (!dated) return TRUE;
  return flow_event(flow, act, enrolment, blank(PROGRESS_EVENT_CONTACT, day, outcome), "", "import", error);
}

gboolean cohort_work_enter(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                           const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE], GError **error) {
  return enter_offer(flow, act, enrolment, row, known, error) && enter_contact(flow, act, enrolment, row, known, error);
}
