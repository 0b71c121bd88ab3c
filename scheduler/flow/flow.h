/* The verbs that change anything. One verb is one transaction, one actor, one line in the record.
 *
 * Verbs open and commit their own transaction unless the header says "inside": then the caller (import, intake) has
 * one open. What a verb changes sets the wake-up of exactly whom it touches to now (S14). Nothing here sends: flow
 * fills the outbox with rendered, addressed texts; dispatch carries them out and asks flow_may_send before each. */
#ifndef SCHEDULER_FLOW_FLOW_H
#define SCHEDULER_FLOW_FLOW_H

#include <glib.h>

#include "rules/contact/safety.h"
#include "rules/policy/progress.h"
#include "scheduler/cases/cases.h"
#include "scheduler/store/store_handovers.h"
#include "scheduler/store/store_outbox.h"
#include "scheduler/store/store_tasks.h"

/* What flow must know of the house, handed in as data. */
struct flow_world {
  /* A setting of an organisation (section [organisation ID]) or a general one (organisation NULL, section
   * [waakvlam]); NULL when not set. Names: sender_email, reply_to, sms_number, school_domains, four_eyes, delay,
   * stop_confirmation, duty, duty_sms, duty_email, duty_hours, duty_text, host (right-hand side of UIDs and
   * Message-IDs), base_url. */
  const char *(*setting)(void *user, const char *organisation, const char *name);
  /* n random characters (base32); the one door of chance. */
  void (*chance)(void *user, char *out, gsize n);
  void *user;
  GBytes *key; /* the installation key (S2) */
};

struct flow;
typedef struct flow Flow; /* the name that g_autoptr wants */

struct flow *flow_new(struct cases *cases, const struct flow_world *world); /* both borrowed */
void flow_free(struct flow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, flow_free)

#define FLOW_ERROR flow_error_quark()
GQuark flow_error_quark(void);
enum flow_error {
  FLOW_ERROR_ABSENT,  /* no such person, task, cohort … (exit 2) */
  FLOW_ERROR_CALL,    /* the call makes no sense: outcome not for this task, second user missing … (exit 2) */
  FLOW_ERROR_REFUSED, /* a rule of the house says no: no ground, no agreement … (exit 1) */
  FLOW_ERROR_PAST     /* TIME lies before the newest event (S17, exit 2) */
};

/* Who does it and when. `actor` is "system", "person", "import" or "staff:ID". */
struct flow_act {
  gint64 now;
  const char *actor;
};

/* base32 of HMAC-SHA256(key, name), 26 characters and a NUL (S2). */
enum { FLOW_KEY_SIZE = 27 };
void flow_key(const struct flow *flow, const char *name, char out[FLOW_KEY_SIZE]);
/* "enrolment/year/rule/attempt/act": the name of an act. */
void flow_act_key(const struct flow *flow, gint64 enrolment, int year, const char *rule, int attempt, const char *act,
                  char out[FLOW_KEY_SIZE]);

/* What erase leaves behind, and what an import looks for (S24): the hash of a person, and of an address that was
 * stopped. */
void flow_tombstone_person(const struct flow *flow, const char *organisation, const char *number,
                           char out[FLOW_KEY_SIZE]);
void flow_tombstone_address(const struct flow *flow, const char *address, char out[FLOW_KEY_SIZE]);

/* -- people and facts (inside a transaction of the import) ------------------------------------------------------- */
/* Records changed facts (name=value lines) and wakes the enrolment; earlier work is events with source import. Messages
 * that wait for a number or address that is corrected go to the new one. */
gboolean flow_correct(struct flow *flow, const struct flow_act *act, gint64 enrolment, date_t valid_from,
                      const char *source, const char *body, GError **error);
/* The same by a person's hand, in a transaction of its own, from today on; an answer can come from each of `owned`
 * (numbers and addresses, char *) now. */
gboolean flow_correct_by_hand(struct flow *flow, const struct flow_act *act, const struct store_enrolment *row,
                              const char *body, const GPtrArray *owned, GError **error);
gboolean flow_event(struct flow *flow, const struct flow_act *act, gint64 enrolment, struct progress_event event,
                    const char *rule, const char *reason, GError **error);
gboolean flow_wake(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error);
/* One line in the record, inside. enrolment 0 = nobody in particular. */
gboolean flow_record(struct flow *flow, const struct flow_act *act, const char *organisation, const char *verb,
                     gint64 enrolment, const char *content, GError **error);

/* A school's agreement to use something (`kind`: "whatsapp"; channels/README.md), or that it ended; `note` says which
 * and of when. Whoever it touches is planned anew. */
gboolean flow_agreement(struct flow *flow, const struct flow_act *act, const char *organisation, const char *kind,
                        gboolean stands, const char *note, GError **error);

/* Overleden (S19), inside: every enrolment of this person at the organisation ends, with its tasks, its messages on all
 * channels and its hand-overs, in this transaction. Nothing is sent to say so. */
gboolean flow_deceased(struct flow *flow, const struct flow_act *act, gint64 enrolment, date_t day, const char *reason,
                       GError **error);

/* -- starting (S21) ---------------------------------------------------------------------------------------------- */
struct flow_start {
  guint leavers;
  guint before_start; /* moments that lie before the day, listed for a person */
  char *policy;       /* "Loopbaanbegeleiding pro 2026.1" */
};
gboolean flow_start_cohort(struct flow *flow, const struct flow_act *act, const char *cohort, date_t from,
                           const char *as, const char *confirmed_by, struct flow_start *result, GError **error);
/* After a publication with mode "recompute", inside its transaction (S10): whoever is pinned to another policy of that
 * kind of education ("mbo", "pro", "vso") at the organisation goes over to this one and is planned anew. */
gboolean flow_recompute(struct flow *flow, const struct flow_act *act, const char *organisation, const char *education,
                        gint64 publication, guint *changed, GError **error);
gboolean flow_hold_cohort(struct flow *flow, const struct flow_act *act, const char *cohort, gboolean hold,
                          GError **error);
/* Gives places anew for the lowest peak (S8); *moved counts. */
gboolean flow_rebalance(struct flow *flow, const struct flow_act *act, const char *cohort, guint *moved,
                        GError **error);

/* -- what is due ------------------------------------------------------------------------------------------------- */
struct flow_counts { /* of the contract's `tick`, the part that flow knows */
  guint due, done, skipped, late, queued;
};
/* Plans whoever is due at act->now, in bounded lots, one transaction a lot; steps become tasks, messages, proposals,
 * events and the next wake-up. Can be repeated and interrupted at any commit. */
gboolean flow_due(struct flow *flow, const struct flow_act *act, struct flow_counts *counts, GError **error);

/* Late messages that a tick held (S16): outbox rows in state held, reason "catch_up". Approving one is an event; it is
 * queued, or, when its day has passed meanwhile, planned anew. A held act passes the veto like any other. */
gboolean flow_catchup_approve(struct flow *flow, const struct flow_act *act, gint64 message, GError **error);
/* Takes one away for good: its moment is skipped. */
gboolean flow_catchup_drop(struct flow *flow, const struct flow_act *act, gint64 message, GError **error);

/* -- what people did --------------------------------------------------------------------------------------------- */
struct flow_outcome {
  enum progress_outcome outcome;
  const char *with_whom, *note; /* "" = not said */
  int minutes;
  date_t until; /* "later": not before; DATE_NONE = a default of four weeks */
};
gboolean flow_task_done(struct flow *flow, const struct flow_act *act, gint64 task, const struct flow_outcome *outcome,
                        GError **error);
/* A contact that was no task (S20). */
gboolean flow_contact(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                      const struct flow_outcome *outcome, GError **error);

/* -- appointments ------------------------------------------------------------------------------------------------
 * In the young person's calendar, by iTIP (RFC 5546): each has the UID of its step and a SEQUENCE that rises. Those of
 * others in flow_appointment.h. *told FALSE: no mail may say it (STOP, a bad address, too late), so the counsellor has
 * a task to. */
/* To a new moment: earlier answers are void. It lasts as long as it did. */
gboolean flow_appointment_move(struct flow *flow, const struct flow_act *act, gint64 appointment, gint64 start,
                               gboolean *told, GError **error);
/* Off, by a person's decision; its moment waits for no answer any more. `reason` goes into the record, not to them. */
gboolean flow_appointment_cancel(struct flow *flow, const struct flow_act *act, gint64 appointment, const char *reason,
                                 gboolean *told, GError **error);
/* Inside a transaction of intake: what the invited one answered (RFC 5545 names), with the answer's DTSTAMP (0 = none).
 * Accepted: the talk stands on the counsellor's list. The reaction itself is flow_answer's or flow_event's affair. */
gboolean flow_appointment_answered(struct flow *flow, const struct flow_act *act, gint64 appointment,
                                   const char *partstat, gint64 stamp, GError **error);

/* -- what came back (inside a transaction of intake) ----------------------------------------------------------------
 */
/* An answer by a young person: closes what waits (also queued messages of open moments), wakes. `text` is their own
 * words; `channel` "sms", "email", "calendar". *intent is enum policy_intent or -1; understood nothing = a judge task
 * for the counsellor. Words of danger go the way of flow_urgent, with the address that is kept of the person. */
gboolean flow_answer(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                     const char *text, gint64 inbound, int *intent, GError **error);
/* They rang the number and nobody picks that up: an answer that means "call me". A call task for the counsellor, today,
 * whatever the policy says; *fresh FALSE: one that was asked for is open already. */
gboolean flow_called(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                     gint64 inbound, gboolean *fresh, GError **error);
/* The same, and it is known from which address it came: that one is answered after words of danger. */
gboolean flow_answer_from(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                          const char *from, const char *text, gint64 inbound, int *intent, GError **error);
/* What a text says of danger or death, by the floor that no school can take away. */
enum safety_kind flow_danger(struct flow *flow, const char *text);
/* Words of danger came in. Urgent tasks for the counsellor and whoever is on duty (`duty`, else the coordinators, else
 * the managers), a warning without content to whoever is on duty, and, outside `duty_hours` or with `duty_text =
 * always`, one text a day with 112 and 113 to the address that it came from. That text passes STOP, quiet hours, cap
 * and the end of the guidance, for it answers what the person just wrote; not what veilig_contact rules out, nor a
 * death. It is no answer to any moment; what the system would send waits until a person closed the task. Words of a
 * death: the tasks only. enrolment 0 = it is not known whose they are: warnings and text only. */
struct flow_cry {
  enum safety_kind kind;
  const char *channel, *from; /* how and from where it came; from "" = not known */
  gint64 inbound;
};
gboolean flow_urgent(struct flow *flow, const struct flow_act *act, gint64 enrolment, const struct flow_cry *cry,
                     GError **error);
/* Which school is written to at that number or address (`sms_number`, `reply_to`): the only one that has it, or the
 * only one there is; NULL = it can't be told. Caller frees. */
char *flow_school_at(struct flow *flow, const char *address);
/* Is it told at once of words of danger at that organisation? FALSE in doubt. */
gboolean flow_on_duty(struct flow *flow, const char *organisation, gint64 staff);
/* `duty_hours`: "ma-vr 8:30-17:00, za 10-12". FALSE when they don't read; weekday from 0 = Monday. */
gboolean flow_duty_within(const char *hours, int weekday, int minute, gboolean *within);
/* STOP (S19): channel NULL = all. Withdraws what is queued and queues one confirmation where that is fitting. */
gboolean flow_stop(struct flow *flow, const struct flow_act *act, gint64 person, const char *channel, gint64 inbound,
                   GError **error);
/* A person lifts STOP, with a reason (S19): channel NULL = all. Messages are planned again; what was declined for good
 * stays declined, and geen_sms and geen_email stay what they are. FLOW_ERROR_CALL when nothing was stopped. */
gboolean flow_resume(struct flow *flow, const struct flow_act *act, gint64 person, const char *channel,
                     const char *reason, GError **error);
/* The address failed for good: marked; when it was the last one a repair task is made. */
gboolean flow_address_failed(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                             const char *address, const char *reason, GError **error);
/* The young person's own words came from that address: it is proved. */
gboolean flow_address_heard(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                            const char *address, GError **error);
/* Somebody else's, said in an answer or by who called; "" = nothing is known of which. */
gboolean flow_address_wrong(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                            const char *address, GError **error);
/* Inside: it is known now whose the message is, or that it is nobody's: the tasks that asked are taken back. */
gboolean flow_assigned(struct flow *flow, const struct flow_act *act, gint64 inbound, GError **error);
/* Something only a person can judge: a task of kind judge for the counsellor. `why` is Dutch. */
gboolean flow_judge(struct flow *flow, const struct flow_act *act, gint64 enrolment, gint64 inbound, const char *why,
                    GError **error);
/* A return date in an auto-reply: no attempt before it. */
gboolean flow_away_until(struct flow *flow, const struct flow_act *act, gint64 enrolment, date_t until, GError **error);

/* -- mail that may be turned off (RFC 8058) ---------------------------------------------------------------------------
 */
/* FALSE: it rests on the school's own choice alone ("beleidskeuze"), and whoever gets it may turn such mail off. */
gboolean flow_is_owed(struct flow *flow, const struct store_message *message);
/* "KEY-TOKEN": what only who got that message can know; nothing of a person is in it. Caller frees. */
char *flow_unsubscribe_link(const struct flow *flow, const struct store_message *message);
/* The message of a link; NULL when the token is wrong, or without the message any more (or with an error). */
struct store_message *flow_unsubscribe_message(struct flow *flow, const char *link, GError **error);

/* -- the veto ---------------------------------------------------------------------------------------------------- */
enum flow_veto { FLOW_MAY_SEND, FLOW_WAIT, FLOW_NEVER };
/* Asked by dispatch for every message at the moment of sending, with the state of now: stop, deceased, ended, held
 * cohort, quiet hours and windows, cap, bad address, expired. FLOW_WAIT fills *until; *reason is never empty. */
enum flow_veto flow_may_send(struct flow *flow, gint64 now, const struct store_message *message, gint64 *until,
                             char **reason);

/* What became of a message and flow must know, inside dispatch's transaction, or when a receipt or bounce comes late.
 * "failed": refused for good. When the reason blames the address (5.1.1 …) that is marked and the attempt is made again
 *   by what is left; else the counsellor judges, and the moment of a text is closed.
 * "bounced": failed, and the caller knows that the address is to blame.
 * "unknown": did it arrive? A person decides (S2).
 * "withdrawn": the veto took it away; it was never said, so it is no silence either. */
gboolean flow_settled(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                      const char *state, const char *reason, GError **error);

/* -- hand-over (S22, S23) ------------------------------------------------------------------------------------------ */
struct flow_proposal {
  const char *receiver, *reason; /* municipality or doorstroompunt; why, or what was asked */
  date_t asked;        /* when the Doorstroompunt asked: answered within four weeks of it (N-62); 0 = it did not */
  gboolean no_contact; /* confirmed as by flow_no_contact */
};
/* Refused while every number and address has failed and nobody looked for another, unless they asked. */
gboolean flow_handover_propose(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                               const struct flow_proposal *proposal, gint64 *handover, GError **error);
/* Somebody asked around and nobody at school had contact (S20): the facts `geen_contact_bevestigd_op` and `_door`. It
 * holds for four weeks, or until the young person is heard. Only a person can say it. */
gboolean flow_no_contact(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error);
/* approve: ground and kind ("involve", "continue", "answer") are needed, a reason always. FLOW_ERROR_REFUSED names what
 * is missing: the gemeente is only presumed (`gemeente_bron` is not "bevestigd", S23); no choice (`bij_onbereikbaar`)
 * and no recorded agreement; `continue` without agreement. Agreement is the fact `instemming_overdracht_op` (a date)
 * with `instemming_overdracht_door` = jongere or vertegenwoordiger: who must agree is law (N-51). Also refused: who has
 * no number or address that works while nobody looked for one, and, without agreement, who has no confirmation that
 * nobody had contact (flow_no_contact, or `no_contact` with the decision). An answer to the Doorstroompunt needs
 * neither. */
gboolean flow_handover_decide(struct flow *flow, const struct flow_act *act, gint64 handover, gboolean approve,
                              const char *kind, const char *ground, const char *reason, gboolean no_contact,
                              GError **error);

/* What became of it: state accepted, rejected, withdrawn or closed. `said` is what was said in the talk or the answer.
 * "talk" as state keeps the state and only records. */
gboolean flow_handover_move(struct flow *flow, const struct flow_act *act, gint64 handover, const char *state,
                            const char *said, GError **error);

/* -- the own calendar of who sees the young person (flow_agenda.c) --------------------------------------------------
 */
/* What an appointment is called there: the first name and no more. Caller frees. */
char *flow_agenda_title(struct flow *flow, gint64 enrolment);
const char *flow_agenda_description(void);
/* The secret end of the address of a feed; each number has its own. */
void flow_agenda_token(const struct flow *flow, gint64 staff, int serial, char out[FLOW_KEY_SIZE]);
/* The newest copy of an appointment that is in the calendar at that address, as far as we know; NULL = none. */
struct store_message *flow_agenda_copy_of(struct flow *flow, gint64 enrolment, const char *uid, const char *address);
/* It does not stand there any more as that copy says; `reason` is the channel's. Its owner is asked about it, once. */
gboolean flow_agenda_noticed(struct flow *flow, const struct flow_act *act, const struct store_message *copy,
                             const char *reason, GError **error);
/* The channel that leads to the calendar of a member of staff: their own, else what their school set; "" = none. Caller
 * frees. */
char *flow_agenda_channel(struct flow *flow, gint64 staff);

/* -- leaving no trace (S24) ------------------------------------------------------------------------------------------
 */
/* First what stands outside: calls off every appointment that lies ahead, and queues what takes it out of calendars.
 * `queued` gets the ids of these messages: who is to be erased hears of it now or from who erases. Asked again it
 * changes nothing. */
gboolean flow_erase_outside(struct flow *flow, const struct flow_act *act, gint64 person, GArray *queued,
                            GError **error);
/* Then everything here, in one transaction. What is not out of a calendar by then goes on as a message of nobody that
 * has an hour, the address of a colleague and a key, and is forgotten when it is done. `left` gets what stands outside
 * still (struct flow_left; NULL = nobody wants to know). */
gboolean flow_erase(struct flow *flow, const struct flow_act *act, gint64 person, GPtrArray *left, GError **error);
struct flow_left {
  char *calendar; /* whose: the address of a member of staff; "" = the young person's own, they were not told */
  gint64 start;
  gboolean waits; /* will be tried again by itself; else a person must do it */
  char *reason;   /* English */
};
GPtrArray *flow_left_new(void);
void flow_left_add(GPtrArray *left, const char *calendar, gint64 start, gboolean waits, const char *reason);
/* After a tick that sent: what was done of it is forgotten. */
gboolean flow_erase_tidy(struct flow *flow, const struct flow_act *act, GError **error);

/* The letter that a task of the post room is about; NULL without an error when it has none. Free with
 * store_outbox_message_free. */
struct store_message *flow_letter_of(struct flow *flow, const struct store_task *task, GError **error);

#endif
