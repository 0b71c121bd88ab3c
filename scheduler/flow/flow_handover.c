/* Nobody is handed over by a timer: a person decides, on a ground, within what the law leaves open (S22, S23). */
#include "scheduler/flow/flow_room.h"

#include "scheduler/flow/flow_words_nl.h"

#include <string.h>

#define FLOW_NO_CONTACT_ON "geen_contact_bevestigd_op" /* facts of S20 */
#define FLOW_NO_CONTACT_BY "geen_contact_bevestigd_door"
#define FLOW_CONFIRMED     "bevestigd" /* the import's word, scheduler/cohorts */

enum {
  ANSWER_WEEKS = 4,
  ADULT = 18,
  CONFIRMED_DAYS = 28
}; /* N-62: a question of the Doorstroompunt is answered within four weeks */

static gboolean fail(GError **error, enum flow_error code, const char *message) {
  g_set_error_literal(error, FLOW_ERROR, (gint)code, message);
  return FALSE;
}

static gboolean is_one_of(const char *word, const char *const *words) {
  return word && g_strv_contains(words, word);
}

struct decision {
  gboolean approve, no_contact;
  const char *kind, *ground, *reason;
};

/* -- what goes before any hand-over -----------------------------------------------------------------------------------
 */

static gboolean check_repaired(struct flow *flow, const struct cases_file *file, GError **error) {
  if (!flow_address_unrepaired(flow, file)) return TRUE;
  return fail(error, FLOW_ERROR_REFUSED,
              "every number and address of this person failed, and nobody looked for another: close the task of kind "
              "repair, or correct the address, first");
}

static gboolean confirm_inside(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error) {
  char day[11];
  date_t today = flow_day(flow, act->now);
  date_format_iso(today, day);
  g_autofree char *body = g_strdup_printf(FLOW_NO_CONTACT_ON "=%s\n" FLOW_NO_CONTACT_BY "=%s\n", day, act->actor);
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  return file && flow_correct(flow, act, enrolment, today, act->actor, body, error) &&
         flow_record(flow, act, file->enrolment->organisation, "no contact", enrolment, "", error);
}

gboolean flow_no_contact(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error) {
  static const char *const machines[] = {"system", "import", NULL};
  if (is_one_of(act->actor, machines)) return fail(error, FLOW_ERROR_REFUSED, "only a person can confirm it");
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, confirm_inside(flow, act, enrolment, error), error);
}

/* -- proposing by hand -----------------------------------------------------------------------------------------------
 */

static char *decide_words(const struct flow_proposal *proposal, date_t clock) {
  if (proposal->asked) return flow_words_asked(proposal->reason, clock);
  return flow_words_decide(proposal->reason, strcmp(proposal->receiver, "doorstroompunt") == 0);
}

static gboolean propose_inside(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                               const struct flow_proposal *proposal, gint64 *id, GError **error) {
  date_t clock = proposal->asked ? proposal->asked + ANSWER_WEEKS * 7 : DATE_NONE;
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  if (file->progress.deceased != DATE_NONE)
    return fail(error, FLOW_ERROR_REFUSED, "nothing more is done for this person");
  if (!proposal->asked && !check_repaired(flow, file, error)) return FALSE;
  if (proposal->no_contact && !confirm_inside(flow, act, enrolment, error)) return FALSE;
  struct store_handover handover = {.enrolment = enrolment,
                                    .receiver = (char *)proposal->receiver,
                                    .gemeente = (char *)cases_text(file, "gemeentecode"),
                                    .kind = "",
                                    .ground = "",
                                    .state = "proposed",
                                    .proposed_by = (char *)act->actor,
                                    .decided_by = "",
                                    .reason = (char *)proposal->reason,
                                    .made_at = act->now,
                                    .changed_at = act->now,
                                    .clock = clock};
  g_autofree char *what = g_strdup_printf("handover-%s-%" G_GINT64_FORMAT, proposal->receiver, act->now);
  g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT "/by-hand/%s", enrolment, what);
  char key[FLOW_KEY_SIZE];
  flow_key(flow, name, key);
  handover.key = key;
  gboolean added = FALSE;
  if (!store_handovers_add(flow->store, &handover, &added, error)) return FALSE;
  if (!added) return fail(error, FLOW_ERROR_CALL, "that was proposed already");
  *id = handover.id;
  g_autofree char *why = decide_words(proposal, clock);
  struct progress_event event = {
      .kind = PROGRESS_EVENT_HANDOVER, .rule = -1, .reply = -1, .day = flow_day(flow, act->now), .until = DATE_NONE};
  return flow_errand(flow, act, file, &(struct flow_errand){.kind = "decide", .name = what, .why = why}, error) &&
         flow_tell(flow, act, file, event, proposal->reason, error) && flow_wake(flow, act, enrolment, error) &&
         flow_record(flow, act, file->enrolment->organisation, "handover propose", enrolment, proposal->reason, error);
}

gboolean flow_handover_propose(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                               const struct flow_proposal *proposal, gint64 *handover, GError **error) {
  static const char *const receivers[] = {"municipality", "doorstroompunt", NULL};
  *handover = 0;
  if (!is_one_of(proposal->receiver, receivers))
    return fail(error, FLOW_ERROR_CALL, "the receiver is municipality or doorstroompunt");
  if (!proposal->reason || !*proposal->reason) return fail(error, FLOW_ERROR_CALL, "a reason is needed");
  if (proposal->asked && strcmp(proposal->receiver, "doorstroompunt") != 0)
    return fail(error, FLOW_ERROR_CALL, "only a question of the Doorstroompunt is answered");
  if (proposal->asked > flow_day(flow, act->now))
    return fail(error, FLOW_ERROR_CALL, "the day of the question has not come yet");
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, propose_inside(flow, act, enrolment, proposal, handover, error), error);
}

/* -- what the law leaves open ----------------------------------------------------------------------------------------
 */

/* pro and vso: an adult who may decide agrees in person, else the parents do; mbo names the person alone (N-51). */
static gboolean agrees_in_person(const struct cases_file *file, date_t today) {
  if (file->facts.value[FACT_EDUCATION] == FACT_EDUCATION_MBO) return TRUE;
  gint32 born = file->facts.value[FACT_BIRTH_DATE];
  return born != FACT_UNKNOWN && date_age(born, today) >= ADULT && file->facts.value[FACT_LEGALLY_COMPETENT] != FACT_NO;
}

static gboolean has_agreement(const struct cases_file *file, date_t today) {
  date_t on = DATE_NONE;
  if (!date_parse_iso(cases_text(file, "instemming_overdracht_op"), &on) || on > today) return FALSE;
  const char *by = cases_text(file, "instemming_overdracht_door");
  return strcmp(by, agrees_in_person(file, today) ? "jongere" : "vertegenwoordiger") == 0;
}

/* "vertegenwoordiger" as choice means: ask my parent; then the parent's agreement is what counts. */
static gboolean has_choice(const struct cases_file *file) {
  return file->facts.value[FACT_IF_UNREACHABLE] == FACT_UNREACHABLE_PASS_ON;
}

static gboolean check_kind(const struct cases_file *file, const struct store_handover *handover, const char *kind,
                           date_t today, GError **error) {
  gboolean answer = strcmp(kind, "answer") == 0;
  if (answer && strcmp(handover->receiver, "doorstroompunt") != 0)
    return fail(error, FLOW_ERROR_CALL, "only a question of the Doorstroompunt is answered");
  if (answer) return TRUE; /* they asked, on their own ground (WEB 9.2.3, 9.2.5 lid 5) */
  if (strcmp(kind, "continue") == 0 && !has_agreement(file, today))
    return fail(error, FLOW_ERROR_REFUSED, "continue needs the recorded agreement of who must agree (N-51)");
  if (!has_choice(file) && !has_agreement(file, today))
    return fail(error, FLOW_ERROR_REFUSED, "no choice and no agreement are recorded: nothing leaves the school");
  return TRUE;
}

/* The gemeente of the fact, not of the proposal: it may have been confirmed since. Whatever is not said to be confirmed
 * is presumed. */
static gboolean check_receiver(const struct cases_file *file, const struct store_handover *handover, GError **error) {
  gboolean confirmed =
      *cases_text(file, "gemeentecode") && strcmp(cases_text(file, "gemeente_bron"), FLOW_CONFIRMED) == 0;
  if (strcmp(handover->receiver, "municipality") != 0 || confirmed) return TRUE;
  return fail(error, FLOW_ERROR_REFUSED, "the gemeente is only presumed: a person must confirm it first");
}

/* Said within four weeks, and nothing was heard since: the day itself is in doubt, and then somebody had contact. */
static gboolean is_confirmed(const struct cases_file *file, date_t today) {
  date_t on = DATE_NONE;
  if (!date_parse_iso(cases_text(file, FLOW_NO_CONTACT_ON), &on) || on > today || on + CONFIRMED_DAYS < today)
    return FALSE;
  return file->progress.last_reaction == DATE_NONE || file->progress.last_reaction < on;
}

static gboolean check_contact(const struct cases_file *file, const struct decision *decision, date_t today,
                              GError **error) {
  if (strcmp(decision->kind, "answer") == 0 || has_agreement(file, today)) return TRUE;
  if (decision->no_contact || is_confirmed(file, today)) return TRUE;
  return fail(error, FLOW_ERROR_REFUSED,
              "first ask whether nobody at school had contact, and confirm it: --no-contact, or leaver record ID "
              "--no-contact (S20)");
}

static gboolean check_approval(struct flow *flow, const struct cases_file *file, const struct store_handover *handover,
                               const struct decision *decision, date_t today, GError **error) {
  const char *kind = decision->kind, *ground = decision->ground;
  static const char *const kinds[] = {"involve", "continue", "answer", NULL};
  if (!is_one_of(kind, kinds)) return fail(error, FLOW_ERROR_CALL, "the kind is involve, continue or answer");
  if (!ground || !*ground) return fail(error, FLOW_ERROR_REFUSED, "a ground is needed");
  if (file->progress.deceased != DATE_NONE)
    return fail(error, FLOW_ERROR_REFUSED, "nothing more is done for this person");
  if (strcmp(kind, "answer") != 0 && !check_repaired(flow, file, error)) return FALSE;
  return check_kind(file, handover, kind, today, error) && check_receiver(file, handover, error) &&
         check_contact(file, decision, today, error);
}

/* -- deciding
 * ---------------------------------------------------------------------------------------------------------- */

static void put(char **field, const char *text) {
  g_free(*field);
  *field = g_strdup(text ? text : "");
}

static gboolean tell_closed(struct flow *flow, const struct flow_act *act, struct cases_file *file, const char *reason,
                            GError **error) {
  struct progress_event event = {.kind = PROGRESS_EVENT_HANDOVER_CLOSED,
                                 .rule = -1,
                                 .reply = -1,
                                 .day = flow_day(flow, act->now),
                                 .until = DATE_NONE};
  return flow_tell(flow, act, file, event, reason, error);
}

/* The task that asked for the decision was made with the proposal, at the same moment. */
static gboolean close_decisions(struct flow *flow, const struct flow_act *act, const struct store_handover *handover,
                                const char *outcome, GError **error) {
  g_autoptr(GPtrArray) tasks = store_tasks_of(flow->store, handover->enrolment, error);
  if (!tasks) return FALSE;
  for (guint i = 0; i < tasks->len; i++) {
    struct store_task *task = tasks->pdata[i];
    if (strcmp(task->kind, "decide") != 0 || strcmp(task->state, "open") != 0 || task->made_at != handover->made_at)
      continue;
    if (!flow_close_task(flow, act, task, "done", outcome, error)) return FALSE;
  }
  return TRUE;
}

static gboolean decide(struct flow *flow, const struct flow_act *act, struct store_handover *handover,
                       const struct decision *decision, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, handover->enrolment, error);
  date_t today = flow_day(flow, act->now);
  if (!file) return FALSE;
  if (strcmp(handover->state, "proposed") != 0) return fail(error, FLOW_ERROR_CALL, "that was decided before");
  if (decision->approve && !check_approval(flow, file, handover, decision, today, error)) return FALSE;
  if (decision->approve && decision->no_contact && !confirm_inside(flow, act, handover->enrolment, error)) return FALSE;
  const char *state = decision->approve ? "approved" : "refused";
  put(&handover->state, state);
  put(&handover->decided_by, act->actor);
  put(&handover->reason, decision->reason);
  put(&handover->gemeente, cases_text(file, "gemeentecode"));
  if (decision->approve) {
    put(&handover->kind, decision->kind);
    put(&handover->ground, decision->ground);
    if (strcmp(decision->kind, "answer") == 0 && handover->clock == DATE_NONE)
      handover->clock = today + ANSWER_WEEKS * 7;
  }
  handover->changed_at = act->now;
  g_autofree char *content =
      g_strdup_printf("%s %s; ground %s; %s", handover->receiver, handover->kind, handover->ground, decision->reason);
  return store_handovers_set(flow->store, handover, error) && close_decisions(flow, act, handover, state, error) &&
         (decision->approve || tell_closed(flow, act, file, decision->reason, error)) &&
         flow_wake(flow, act, handover->enrolment, error) &&
         flow_record(flow, act, file->enrolment->organisation,
                     decision->approve ? "handover approve" : "handover refuse", handover->enrolment, content, error);
}

static struct store_handover *find(struct flow *flow, gint64 id, GError **error) {
  GError *own = NULL;
  struct store_handover *handover = store_handovers_get(flow->store, id, &own);
  if (own)
    g_propagate_error(error, own);
  else if (!handover)
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT, "there is no hand-over %" G_GINT64_FORMAT, id);
  return handover;
}

gboolean flow_handover_decide(struct flow *flow, const struct flow_act *act, gint64 handover, gboolean approve,
                              const char *kind, const char *ground, const char *reason, gboolean no_contact,
                              GError **error) {
  static const char *const machines[] = {"system", "import", NULL};
  if (!reason || !*reason) return fail(error, FLOW_ERROR_CALL, "a reason is needed");
  if (is_one_of(act->actor, machines)) return fail(error, FLOW_ERROR_REFUSED, "only a person decides");
  if (!flow_begin(flow, act, error)) return FALSE;
  struct store_handover *found = find(flow, handover, error);
  struct decision decision = {approve, no_contact, kind, ground, reason};
  gboolean ok = flow_finish(flow, found && decide(flow, act, found, &decision, error), error);
  if (found) store_handovers_free(found);
  return ok;
}

/* -- what became of it
 * --------------------------------------------------------------------------------------------------- */

struct move {
  const char *state;
  const char *from[4]; /* states it may follow */
  gboolean ends;
};

static const struct move moves[] = {
    {"accepted", {"approved", NULL}, FALSE},
    {"rejected", {"approved", "accepted", NULL}, TRUE},
    {"withdrawn", {"proposed", "approved", NULL}, TRUE},
    {"closed", {"approved", "accepted", "rejected", NULL}, TRUE},
    {"talk", {"proposed", "approved", "accepted", NULL}, FALSE},
};

static const struct move *find_move(const char *state) {
  for (guint i = 0; state && i < G_N_ELEMENTS(moves); i++)
    if (strcmp(moves[i].state, state) == 0) return &moves[i];
  return NULL;
}

static gboolean carry_on(struct flow *flow, const struct flow_act *act, struct store_handover *handover,
                         const struct move *move, const char *said, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, handover->enrolment, error);
  if (!file) return FALSE;
  if (!g_strv_contains(move->from, handover->state)) {
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_CALL, "a hand-over that is %s can't become %s", handover->state,
                move->state);
    return FALSE;
  }
  if (strcmp(move->state, "talk") != 0) put(&handover->state, move->state);
  if (move->ends && !close_decisions(flow, act, handover, move->state, error)) return FALSE;
  handover->changed_at = act->now;
  g_autofree char *verb = g_strconcat("handover ", move->state, NULL);
  return store_handovers_set(flow->store, handover, error) &&
         (!move->ends || tell_closed(flow, act, file, said, error)) &&
         flow_wake(flow, act, handover->enrolment, error) &&
         flow_record(flow, act, file->enrolment->organisation, verb, handover->enrolment, said, error);
}

gboolean flow_handover_move(struct flow *flow, const struct flow_act *act, gint64 handover, const char *state,
                            const char *said, GError **error) {
  const struct move *move = find_move(state);
  if (!move) return fail(error, FLOW_ERROR_CALL, "the state is accepted, rejected, withdrawn, closed or talk");
  if (!flow_begin(flow, act, error)) return FALSE;
  struct store_handover *found = find(flow, handover, error);
  gboolean ok = flow_finish(flow, found && carry_on(flow, act, found, move, said ? said : "", error), error);
  if (found) store_handovers_free(found);
  return ok;
}
