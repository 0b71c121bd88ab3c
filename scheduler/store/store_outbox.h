/* The outbox: acts keyed by the step (S2). Intent is committed here before a byte leaves. */
#ifndef SCHEDULER_STORE_STORE_OUTBOX_H
#define SCHEDULER_STORE_STORE_OUTBOX_H

#include <glib.h>

#include "scheduler/store/store.h"

struct store_message {
  gint64 id, enrolment;
  char *key, *channel, *rule, *act, *state, *reason, *reference;
  char *via;   /* the channel of waakvlam.conf that carried it last; "" = none yet */
  char *parts; /* what is reported of each part of a long text, in the words of who writes it (intake) */
  int year, attempt, attempts, asks;
  gint64 due, queued_at, changed_at, expires;
  /* text; filled by store_outbox_message, NULL in lists that do not ask for it */
  char *address, *to_name, *sender, *sender_name, *reply_to, *copy_to, *subject, *body, *template, *invitation;
};
void store_outbox_message_free(struct store_message *message);

/* Adds in state queued (or held). FALSE with *added FALSE and no error when the key is there already: never twice. */
gboolean store_outbox_add(struct store *store, struct store_message *message, gboolean *added, GError **error);
struct store_message *store_outbox_message(struct store *store, gint64 id, GError **error);
struct store_message *store_outbox_by_key(struct store *store, const char *key, GError **error);
struct store_message *store_outbox_by_reference(struct store *store, const char *reference, GError **error);
/* The newest messages of an enrolment first; with text. */
GPtrArray *store_outbox_of(struct store *store, gint64 enrolment, GError **error);
/* Only those that are queued or held: a few, whatever the history. */
GPtrArray *store_outbox_waiting(struct store *store, gint64 enrolment, GError **error);
/* For `messages`: person 0 = all, state NULL = all. Text is filled. */
GPtrArray *store_outbox_list(struct store *store, gint64 person, const char *state, guint max, GError **error);

/* A page of a list to look through: the newest first, with text. counsellor 0 = all of the organisation; `before` is
 * the last ID of the page before it, 0 = from the newest. */
GPtrArray *store_outbox_page(struct store *store, const char *organisation, gint64 counsellor, gint64 before, guint max,
                             GError **error);

/* The newest message that is due and can't wait (acts alert and help), 0 = none. */
gboolean store_outbox_urgent(struct store *store, gint64 now, gint64 *newest, GError **error);
/* Due and queued, at most `max`: gint64 ids. What can't wait comes first and may stand twice, then the oldest. Reads
 * only. */
GArray *store_outbox_due(struct store *store, gint64 now, guint max, GError **error);
/* queued → sending, attempts + 1; *claimed FALSE when someone else was first. */
gboolean store_outbox_claim(struct store *store, gint64 id, gint64 now, gboolean *claimed, GError **error);
/* Any state change but to `sending`; *changed FALSE = it may not follow (store_outbox.c has the table): a final state
 * (delivered, failed, withdrawn) is never overwritten, and of who was erased meanwhile there is no message. `due`
 * matters for queued only. `reason` NULL and `reference` NULL or "" keep what is there. */
gboolean store_outbox_set(struct store *store, gint64 id, const char *state, const char *reason, const char *reference,
                          gint64 due, gint64 now, gboolean *changed, GError **error);
/* Which channel carries it, before its first byte leaves. */
gboolean store_outbox_carry(struct store *store, gint64 id, const char *via, GError **error);
/* Its fate is unknown, and the provider is to be asked at `at`, once more; 0 = no more. */
gboolean store_outbox_ask_at(struct store *store, gint64 id, gint64 at, GError **error);
/* Those of which that moment has come, at most `max`: gint64 ids. */
GArray *store_outbox_to_ask(struct store *store, gint64 now, guint max, GError **error);
gboolean store_outbox_set_parts(struct store *store, gint64 id, const char *parts, GError **error);
/* Rows left in `sending` by a process that died: gint64 ids, claimed before `before`. */
GArray *store_outbox_stale(struct store *store, gint64 before, GError **error);
/* Takes back what is queued or held for an enrolment; `rule` NULL = all but what goes to a colleague's calendar
 * ("agenda"), which follows the appointment. Returns how many, -1 on error. */
int store_outbox_withdraw(struct store *store, gint64 enrolment, const char *rule, int year, const char *reason,
                          gint64 now, GError **error);
/* What waits for an enrolment at the address `from` goes to `to` instead; `way` "sms", "email" (with invitations), … */
gboolean store_outbox_readdress(struct store *store, gint64 enrolment, const char *way, const char *from,
                                const char *to, int *changed, GError **error);
/* A message of nobody (enrolment 0) that waits or is being sent, with the reference that its last one got: what is
 * still to be taken out of a calendar after its young person was erased. */
gboolean store_outbox_add_nobodys(struct store *store, const struct store_message *message, GError **error);
gboolean store_outbox_has_nobodys(struct store *store, const char *channel);
/* Takes away those of that kind: what is done with, and what failed or is in doubt since before `before`. */
gboolean store_outbox_forget_nobodys(struct store *store, const char *channel, gint64 before, GError **error);

/* Messages queued for a person (all enrolments) in [from, to) seconds that were not withdrawn; "agenda" is not for
 * them. */
int store_outbox_count(struct store *store, gint64 person, gint64 from, gint64 to);

#endif
