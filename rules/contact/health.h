/* What is known of one number or address: a fold of what happened to it, never a flag that somebody forgot to lower.
 *
 * An answer proves it, until it bounces for good or turns out to be somebody else's; what a person then corrects or
 * confirms starts anew. Temporary refusals, a full box and our own bad name are no events here: they say nothing about
 * the address. STOP stands beside it: an address can be good and silent. */
#ifndef RULES_CONTACT_HEALTH_H
#define RULES_CONTACT_HEALTH_H

#include <glib.h>

enum health_event {
  HEALTH_EVENT_DELIVERED, /* a receipt said so */
  HEALTH_EVENT_PROVED,    /* the young person answered from it */
  HEALTH_EVENT_BOUNCED,   /* it does not exist, for good */
  HEALTH_EVENT_WRONG,     /* somebody else's: said in an answer or by who called */
  HEALTH_EVENT_STOPPED,
  HEALTH_EVENT_RESUMED, /* a person lifted STOP */
  HEALTH_EVENT_CHECKED, /* a person entered or confirmed it: what was known before no longer counts, but STOP does */
  HEALTH_EVENTS
};
extern const char *const health_event_names[HEALTH_EVENTS]; /* "delivered", "proved", … as the store keeps them */
/* HEALTH_EVENTS when it is no such word. */
enum health_event health_event_find(const char *name);

enum health_state { HEALTH_UNKNOWN, HEALTH_DELIVERED, HEALTH_PROVED, HEALTH_BOUNCED, HEALTH_WRONG, HEALTH_STATES };
extern const char *const health_state_names[HEALTH_STATES]; /* "unknown", "delivered", "proved", "bounced", "wrong" */

struct health {
  gint64 since; /* moment of the event that made the state, seconds UTC; 0 = none */
  gint64 stopped_at;
  guint8 state; /* enum health_state */
  guint8 stopped;
};

/* A cleared struct knows nothing. Events in the order in which they were recorded. Total.
 * Wrong outlives a bounce, a delivery and an answer: they are those of the wrong person. */
void health_fold(struct health *health, enum health_event event, gint64 at);
/* May something be sent there, STOP aside? */
gboolean health_is_usable(const struct health *health);

#endif
