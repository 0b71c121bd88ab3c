#include "rules/contact/health.h"

#include <string.h>

const char *const health_event_names[HEALTH_EVENTS] = {"delivered", "proved",  "bounced", "wrong",
                                                       "stopped",   "resumed", "checked"};
const char *const health_state_names[HEALTH_STATES] = {"unknown", "delivered", "proved", "bounced", "wrong"};

enum health_event health_event_find(const char *name) {
  enum health_event event = 0;
  while (event < HEALTH_EVENTS && strcmp(health_event_names[event], name) != 0) event++;
  return event;
}

#define FROM(state) (1u << (state))
#define ANY         (FROM(HEALTH_STATES) - 1)

/* What makes which state, and over which it may go. What was proved needs no receipt, and stays proved since the last
 * answer. */
static const struct {
  guint8 state;
  guint over;
} makes[HEALTH_EVENTS] = {
    [HEALTH_EVENT_DELIVERED] = {HEALTH_DELIVERED, ANY & ~FROM(HEALTH_PROVED) & ~FROM(HEALTH_WRONG)},
    [HEALTH_EVENT_PROVED] = {HEALTH_PROVED, ANY & ~FROM(HEALTH_WRONG)},
    [HEALTH_EVENT_BOUNCED] = {HEALTH_BOUNCED, ANY & ~FROM(HEALTH_WRONG)},
    [HEALTH_EVENT_WRONG] = {HEALTH_WRONG, ANY},
    [HEALTH_EVENT_CHECKED] = {HEALTH_UNKNOWN, ANY},
};

void health_fold(struct health *health, enum health_event event, gint64 at) {
  if (event >= HEALTH_EVENTS) return;
  if (event == HEALTH_EVENT_STOPPED || event == HEALTH_EVENT_RESUMED) {
    health->stopped = event == HEALTH_EVENT_STOPPED;
    health->stopped_at = health->stopped ? at : 0;
    return;
  }
  if (!(makes[event].over & FROM(health->state))) return;
  health->state = makes[event].state;
  health->since = at;
}

gboolean health_is_usable(const struct health *health) {
  return health->state != HEALTH_BOUNCED && health->state != HEALTH_WRONG;
}
