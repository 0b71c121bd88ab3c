#include "rules/plan/plan.h"

enum { ENTREE = 1 };

date_t plan_consultation_end(const struct facts *facts) {
  const gint32 *value = facts->value;
  if (value[FACT_EDUCATION] == FACT_EDUCATION_PRO || value[FACT_EDUCATION] == FACT_EDUCATION_VSO)
    return date_window_end(value[FACT_SCHOOL_DIPLOMA_DATE], 24);
  gboolean entree = value[FACT_EDUCATION] == FACT_EDUCATION_MBO && value[FACT_LEVEL] == ENTREE;
  return entree && value[FACT_DIPLOMA] != FACT_NO ? date_window_end(value[FACT_GRADUATION_DATE], 12) : DATE_NONE;
}
