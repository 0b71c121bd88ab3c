/* Dutch that flow writes: sentences on work lists, and the one message that no school can forget to publish.
 *
 * B1 for staff, A2 for young people. Callers free what is a char *. */
#ifndef SCHEDULER_FLOW_FLOW_WORDS_NL_H
#define SCHEDULER_FLOW_FLOW_WORDS_NL_H

#include "rules/policy/policy.h"

/* Why a task is there: what the rule calls it, and what brought it about. */
char *flow_words_task(const char *title, const char *reason, gboolean late);
char *flow_words_reply(enum policy_intent intent);
char *flow_words_decide(const char *title, gboolean doorstroompunt);
char *flow_words_asked(const char *question, date_t before); /* by the Doorstroompunt */
char *flow_words_no_message(const char *title, const char *missing);
const char *flow_words_no_template(void);

const char *flow_words_never(void);
const char *flow_words_urgent(void);
const char *flow_words_urgent_again(void);
const char *flow_words_perhaps_deceased(void);
const char *flow_words_alert_failed(void);
const char *flow_words_help_failed(void);
const char *flow_words_no_voicemail(void);
const char *flow_words_weekday(int day);         /* 0 = Monday: "ma" */
char *flow_words_language(const char *language); /* "Pools" */

/* To whoever is on duty, without content; `address` of the pages. To the young person: help lines, the same for all. */
const char *flow_words_alert_subject(void);
char *flow_words_alert(const char *address);
const char *flow_words_help_subject(void);
const char *flow_words_help(void);
const char *flow_words_missed_call(void);
const char *flow_words_not_understood(void);
const char *flow_words_wrong_person(void);
const char *flow_words_moved(void);
/* Which failed and why: enum health_state of the number and the e-mail address; HEALTH_UNKNOWN = not of interest. */
char *flow_words_unreachable(int mobile, int mail);
const char *flow_words_number_wrong(void);
/* Appointments. `when` is flow_words_moment's. */
char *flow_words_moment(date_t day, int minute); /* "donderdag 10 september om 14.00 uur" */
char *flow_words_talk(const char *when);
char *flow_words_tell_cancel(const char *when);
char *flow_words_tell_move(const char *when);
char *flow_words_appointment_stopped(const char *when);
char *flow_words_appointment_deceased(const char *when);

char *flow_words_failed(const char *channel);
char *flow_words_unknown(const char *channel);

/* To a young person, when an appointment changes, where the school has published no text of its own under these names.
 * `phone` may be "". */
const char *flow_words_cancel_template(void);
const char *flow_words_move_template(void);
const char *flow_words_when(void); /* what those texts call the moment */
struct flow_words_change {
  const char *name, *when, *counsellor, *phone, *school;
};
char *flow_words_cancel_subject(const struct flow_words_change *change);
char *flow_words_cancel(const struct flow_words_change *change);
char *flow_words_move_subject(const struct flow_words_change *change);
char *flow_words_move(const struct flow_words_change *change);

/* Letters: the general one's name, what stands for a street, and the tasks. */
const char *flow_words_letter_template(void);
const char *flow_words_house_number(void);
const char *flow_words_letter(void);
const char *flow_words_no_postal_address(void);

/* To a young person, after STOP. `phone` may be "". */
const char *flow_words_own_choice(void);    /* what the ground of a rule begins with that no law asks for */
const char *flow_words_stop_template(void); /* the name under which a school may publish its own */
const char *flow_words_stop_subject(void);
char *flow_words_stop(const char *school, const char *counsellor, const char *phone);

/* In the own calendar of who sees the young person. `when` is "dinsdag 1 september om 14.00 uur". */
char *flow_words_agenda_title(const char *first_name);
const char *flow_words_agenda_description(void);
char *flow_words_agenda_changed(const char *when);
char *flow_words_agenda_removed(const char *when);
char *flow_words_agenda_failed(const char *when);

#endif
