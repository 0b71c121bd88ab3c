/* What the files of this room share; nobody outside includes it. */
#ifndef SCHEDULER_FLOW_FLOW_ROOM_H
#define SCHEDULER_FLOW_FLOW_ROOM_H

#include "scheduler/flow/flow.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_people.h"

struct flow {
  struct cases *cases;
  struct store *store;
  const struct flow_world *world;
  struct safety *safety;     /* made when it is first needed */
  GHashTable *patterns;      /* pattern → compiled pattern */
  GHashTable *staff;         /* id → struct store_staff; dropped whenever a verb begins */
  GHashTable *organisations; /* id → name; likewise */
};

/* Begins the transaction of a verb: refuses a TIME before the newest event (S17). */
gboolean flow_begin(struct flow *flow, const struct flow_act *act, GError **error);
/* Commits when `ok`, else rolls back; gives `ok` and the commit's success together. */
gboolean flow_finish(struct flow *flow, gboolean ok, GError **error);
gboolean flow_refuse_past(struct flow *flow, const struct flow_act *act, GError **error);

date_t flow_day(const struct flow *flow, gint64 now);
gint64 flow_midnight(const struct flow *flow, date_t day); /* 0 for DATE_NONE */
gint64 flow_actor_staff(const char *actor);                /* 7 of "staff:7"; 0 for anyone else */
/* "" when not set: first what the organisation sets, then what holds for all. */
const char *flow_setting(const struct flow *flow, const char *organisation, const char *name);
/* Borrowed until the next verb; NULL when there is no such person. */
const struct store_staff *flow_staff(struct flow *flow, gint64 id);
const char *flow_organisation_name(struct flow *flow, const char *id); /* "" when not there */

/* The file of an enrolment, or FLOW_ERROR_ABSENT. */
struct cases_file *flow_file(struct flow *flow, gint64 enrolment, GError **error);
/* Writes an event and folds it into `file`, so that file->progress is what a fresh reading would give. */
gboolean flow_tell(struct flow *flow, const struct flow_act *act, struct cases_file *file, struct progress_event event,
                   const char *reason, GError **error);

/* A task that no rule planned, keyed (enrolment, by-hand, NAME). `why` is Dutch. */
struct flow_errand {
  const char *kind, *name, *why, *rule; /* rule: "" = none */
  gint64 owner, inbound;                /* owner 0 = the counsellor */
  gboolean urgent;
  date_t due; /* 0 = today */
};
gboolean flow_errand(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                     const struct flow_errand *errand, GError **error);

/* Adds a task or a message under the act's name; after one that was withdrawn or failed, under the next free name
 * ("NAME~2"): what was taken back or refused was not done, and what was done is never done twice (S2). */
gboolean flow_put_task(struct flow *flow, const char *name, struct store_task *task, gboolean *added, GError **error);
gboolean flow_put_message(struct flow *flow, const char *name, struct store_message *message, gboolean *added,
                          GError **error);
char *flow_act_name(gint64 enrolment, int year, const char *rule, int attempt, const char *act); /* caller frees */

/* The act of the one message that may follow a STOP: its confirmation, an answer to what just came in. */
#define FLOW_ACT_STOPPED "stopped"
/* "email" for an invitation, which travels by mail; NULL stays NULL. */
const char *flow_reach_channel(const char *channel);
/* Every number and address that is known has failed, and nobody has tried since to find another (flow_address.c). That
 * is a fault in a file, no silence of a person: TRUE keeps any hand-over back. */
gboolean flow_address_unrepaired(struct flow *flow, const struct cases_file *file);
/* The task that asks for it, once a day at most. */
gboolean flow_address_ask(struct flow *flow, const struct flow_act *act, const struct cases_file *file, GError **error);
gboolean flow_address_delivered(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                                GError **error);
/* Before changed facts are written: what waits takes the new address, and the new one starts unjudged. */
gboolean flow_address_corrected(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *body,
                                GError **error);
/* The text with help lines after words of danger, and the warning to whoever is on duty: neither can wait. */
#define FLOW_ACT_HELP  "help"
#define FLOW_ACT_ALERT "alert"
/* flow_answer for words that a person judged to be no emergency. */
gboolean flow_answer_calm(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                          const char *text, gint64 inbound, int *intent, GError **error);

/* One step that is to be carried out now (flow_acts.c). */
struct flow_deed {
  struct flow *flow;
  const struct flow_act *act;
  struct cases_file *file;
  const struct plan_request *request;
  const struct plan_result *result;
  const struct plan_step *step;
  const struct policy_rule *rule; /* NULL for a reply rule and for the guidance itself */
  const char *name;               /* of the rule, as it is stored */
  date_t today;
  int talk_minute; /* of the day: the time that an invitation proposes; 0 = the usual one of its half-day */
  gboolean late;   /* message rows are held until it is known how many are late (S16) */
  struct flow_counts *counts;
  GHashTable *days; /* organisation → messages of this tick (flow_late.c) */
  GString *said;    /* for the record */
};
gboolean flow_acts_do(struct flow_deed *deed, GError **error);
/* A day's message falls in the first open minute of its policy's window, plus a spread by key (S17). */
gint64 flow_window_open(const struct flow *flow, const struct policy *policy, const struct calendar *calendar,
                        date_t day, const char *key);
/* Is that moment inside a window? Else *next is the first moment that is (0 = never within two weeks). */
gboolean flow_window_now(const struct flow *flow, const struct policy *policy, const struct calendar *calendar,
                         gint64 now, gint64 *next);

/* Late messages are held until the whole tick is known (S16): first "late", then queued or "catch_up". */
#define FLOW_LATE_FRESH "late"
#define FLOW_LATE_HELD  "catch_up"
gboolean flow_late_mark(struct flow *flow, GError **error); /* inside: this transaction makes late acts */
void flow_late_count(GHashTable *days, const char *organisation);
/* The end of a tick: lets go the late messages of who has few, leaves those of who has many to a person. */
gboolean flow_late_settle(struct flow *flow, const struct flow_act *act, GHashTable *days, GError **error);

/* Fills address, sender, subject, body … of `message`. FALSE with *missing (Dutch, caller frees) when the text can't
 * be made: no message then, and a person is told; FALSE with an error when the store failed. */
gboolean flow_render(struct flow_deed *deed, struct store_message *message, char **missing, GError **error);
/* The text alone of template NAME.CHANNEL: subject, body and template of `message`; else the same. */
gboolean flow_render_text(struct flow_deed *deed, const char *name, const char *channel, struct store_message *message,
                          char **missing, GError **error);
/* Likewise for what no rule names: the school's own text NAME.CHANNEL, when it published one that can be filled. Takes
 * `values`. FALSE = there is none, and nothing is filled. */
gboolean flow_render_own(struct flow *flow, const struct cases_file *file, const char *name, const char *channel,
                         struct template_values *values, struct store_message *message);
/* Queues a letter for the post room (flow_letter.c). *written FALSE: there is no postal address that may be used, or no
 * text for it; then it was nothing. */
gboolean flow_letter_write(struct flow_deed *deed, gboolean *written, GError **error);
/* There is a number or an address that works and may be used. */
gboolean flow_can_reach(const struct cases_file *file);
/* The post room has put the letter of that task in the post. */
gboolean flow_letter_posted(struct flow *flow, const struct flow_act *act, const struct store_task *task,
                            GError **error);
/* The values that every message may name (flow_render.c). */
struct template_values *flow_render_values(struct flow *flow, const struct cases_file *file);

/* Withdraws tasks and queued messages whose act is no longer planned (S15). */
gboolean flow_reconcile(struct flow *flow, const struct flow_act *act, struct cases_file *file,
                        const struct plan_request *request, const struct plan_step *steps,
                        const struct plan_result *result, GString *said, GError **error);
/* The same with a plan of its own: for verbs outside the tick, so that nobody sees on a list what is void by now. */
gboolean flow_reconcile_now(struct flow *flow, const struct flow_act *act, struct cases_file *file, GError **error);
/* Everything open of an enrolment, tasks and messages; for what ends a guidance. `tasks` FALSE = messages only. */
gboolean flow_withdraw_all(struct flow *flow, const struct flow_act *act, gint64 enrolment, gboolean tasks,
                           const char *reason, GError **error);
gboolean flow_close_task(struct flow *flow, const struct flow_act *act, struct store_task *task, const char *state,
                         const char *outcome, GError **error);

#endif
