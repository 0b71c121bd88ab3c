/* From the store to a plan: what the plan function needs to know about one enrolment, read and folded.
 *
 * A room of its own, since flow (which changes things) and views (which only ask) must see the very same case. Keeps
 * compiled policies, templates and calendars by their id; published texts never change, so nothing here goes stale
 * but calendars, which cases_forget drops when staff or leave change. */
#ifndef SCHEDULER_CASES_CASES_H
#define SCHEDULER_CASES_CASES_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "rules/calendar/zone.h"
#include "rules/contact/health.h"
#include "rules/plan/plan.h"
#include "rules/policy/policy.h"
#include "rules/template/template.h"
#include "scheduler/store/store.h"
#include "scheduler/store/store_people.h"

struct cases;
typedef struct cases Cases; /* the name that g_autoptr wants */

#define CASES_ERROR cases_error_quark()
GQuark cases_error_quark(void);
enum cases_error { CASES_ERROR_NO_POLICY, CASES_ERROR_TEXT };

/* Both are borrowed and must outlive it. */
struct cases *cases_new(struct store *store, const struct zone *zone);
void cases_free(struct cases *cases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cases, cases_free)
void cases_forget(struct cases *cases);

struct store *cases_store(const struct cases *cases);
const struct zone *cases_zone(const struct cases *cases);

/* One enrolment as of a moment. policy and calendar are borrowed from `cases`; the rest is owned. */
struct cases_file {
  struct store_enrolment *enrolment;
  struct store_cohort *cohort;
  GHashTable *texts;  /* all facts by name, normal forms (char* → char*) */
  struct facts facts; /* what rules look at */
  struct progress progress;
  struct health mobile, mail, whatsapp; /* what is known of the number, of the e-mail address, of the number there */
  const struct policy *policy; /* pinned; before the start the newest published for its onderwijs; NULL = none */
  const struct calendar *calendar;
};
/* NULL and no error: there is no such enrolment. `as_of` G_MAXINT64 = all that is known. */
struct cases_file *cases_load(struct cases *cases, gint64 enrolment, gint64 as_of, GError **error);
/* The same for a row that was read already: takes it over. NULL is an error. */
struct cases_file *cases_load_row(struct cases *cases, struct store_enrolment *row, gint64 as_of, GError **error);
void cases_file_free(struct cases_file *file);
typedef struct cases_file CasesFile; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CasesFile, cases_file_free)

/* "" when it is not known. */
const char *cases_text(const struct cases_file *file, const char *name);
/* May "sms" or "email" be used, by veilig_contact: "geen-sms", "alleen-bellen", "alleen-sms", … with blanks, capitals
 * or _ as people write them. "alleen" and anything but a time or a way that we know rules out all; "geen-ouder" rules
 * out a number or address that is kept as a contact's, too. Other remarks are for a person to mind and rule nothing
 * out. */
gboolean cases_is_safe(const struct cases_file *file, const char *channel);
/* What is known of any address of a person, by "sms" or "email". FALSE with an error: it can't be told, and counts as
 * stopped for who asks no further. */
gboolean cases_health(struct cases *cases, gint64 person, const char *channel, const char *address,
                      struct health *health, GError **error);
/* Does veilig_contact name this remark ("geen-voicemail")? */
gboolean cases_is_remarked(const struct cases_file *file, const char *remark);
/* Is this the number or address that is kept for a contact or representative? */
gboolean cases_is_contacts(const struct cases_file *file, const char *address);
/* Facts from normal-form texts: also used by the import before anything is stored. */
void cases_facts(GHashTable *texts, struct facts *facts);

/* The name under which events and tasks keep a rule of a step: the rule's own, or "reply/INTENT/N" for the Nth reply
 * rule (from 1), or "" for the guidance itself. Caller frees. */
char *cases_rule_name(const struct policy *policy, int rule);
/* The way back: index in policy->rules, PLAN_RULE_REPLY + index in policy->replies, or -1. */
int cases_rule(const struct policy *policy, const char *name);

/* The newest policy published under the name of that kind of education ("mbo", "pro", "vso"), by the organisation
 * itself or else for all (organisation ""); 0 = none. */
gint64 cases_newest_policy(struct cases *cases, const char *organisation, const char *education, gint64 as_of,
                           GError **error);
/* Borrowed; NULL and an error when the publication is not there or does not read. */
const struct policy *cases_policy(struct cases *cases, gint64 publication, GError **error);
/* The newest template NAME.CHANNEL ("aankondiging.sms") as published by the organisation, or else for all; *hash is
 * its version. Its partials are publications of kind "partial". */
const struct template_message *cases_template(struct cases *cases, const char *organisation, const char *name,
                                              const char *channel, const char **hash, GError **error);

/* Plans one enrolment: request (borrowing from `file`), steps and result. `steps` has room for PLAN_STEPS_MAX. */
void cases_plan(const struct cases_file *file, date_t since, date_t now, guint assume, struct plan_request *request,
                struct plan_step *steps, struct plan_result *result);
/* The same as people are told it: texts beyond the weekly cap stand on the day on which they will go (S9). What other
 * enrolments of the same person add to a week only a tick knows, which has them all. */
void cases_foresee(const struct cases_file *file, date_t now, guint assume, struct plan_request *request,
                   struct plan_step *steps, struct plan_result *result);

#endif
