/* The one veto: asked for every message at the moment of sending, with the state of now. */
#include "scheduler/flow/flow_agenda.h"
#include "scheduler/flow/flow_appointment.h"
#include "scheduler/flow/flow_urgent.h"

#include <string.h>

enum { WEEK_DAYS = 7, HOLD_SECONDS = 3600, CLOSED_SECONDS = 86400 };

struct veto {
  struct flow *flow;
  gint64 now;
  const struct store_message *message;
  const struct cases_file *file;
  gboolean confirmation; /* of STOP */
  gboolean owed;         /* that an appointment changed is due to who has it in a calendar, ended or not */
  gint64 until;
  const char *reason;
};

typedef enum flow_veto (*veto_check)(struct veto *veto);

static enum flow_veto never(struct veto *veto, const char *reason) {
  veto->reason = reason;
  return FLOW_NEVER;
}

static enum flow_veto wait_until(struct veto *veto, gint64 until, const char *reason) {
  veto->reason = reason;
  veto->until = until;
  return FLOW_WAIT;
}

/* What can't be told now sends nothing, and takes nothing away. */
static enum flow_veto doubt(struct veto *veto) {
  return wait_until(veto, veto->now + HOLD_SECONDS, "can't be judged now");
}

static enum flow_veto check_state(struct veto *veto) {
  const char *state = veto->message->state;
  if (strcmp(state, "queued") != 0 && strcmp(state, "sending") != 0) return never(veto, "not queued");
  if (veto->now >= veto->message->expires) return never(veto, "expired");
  return FLOW_MAY_SEND;
}

static enum flow_veto check_person(struct veto *veto) {
  if (!veto->file) return never(veto, "nobody is there any more");
  if (veto->file->progress.deceased != DATE_NONE) return never(veto, "deceased");
  if (!veto->message->address || !*veto->message->address) return never(veto, "no address");
  return FLOW_MAY_SEND;
}

static gboolean is_sms(const struct veto *veto) {
  return strcmp(veto->message->channel, "sms") == 0;
}

/* The way under which an address is known; an invitation travels by mail. */
static const char *way_of(const struct veto *veto) {
  if (is_sms(veto)) return "sms";
  return strcmp(veto->message->channel, "whatsapp") == 0 ? "whatsapp" : "email";
}

static gboolean is_letter(const struct veto *veto) {
  return strcmp(veto->message->channel, "letter") == 0;
}

/* What is known of the address now, not when the message was queued. */
static enum flow_veto check_address(struct veto *veto) {
  if (is_letter(veto)) return FLOW_MAY_SEND;
  const char *address = veto->message->address;
  const char *known = cases_text(veto->file, strcmp(way_of(veto), "email") == 0 ? "email" : "mobiel");
  struct health health;
  if (!cases_health(veto->flow->cases, veto->file->enrolment->person, way_of(veto), address, &health, NULL))
    return doubt(veto);
  if (health.state == HEALTH_BOUNCED) return never(veto, "the address failed before");
  if (health.state == HEALTH_WRONG) return never(veto, "the address is someone else's");
  if (health.stopped && !veto->confirmation) return never(veto, "stopped");
  if (g_ascii_strcasecmp(known, address) != 0 && !veto->confirmation && !veto->owed)
    return never(veto, "the address is not this person's any more");
  return FLOW_MAY_SEND;
}

/* Only who asked for nothing at all gets no letter; and nothing goes to a house that must not be known. */
static enum flow_veto check_letter(struct veto *veto) {
  const guint8 all = PROGRESS_STOP_SMS | PROGRESS_STOP_EMAIL;
  if ((veto->file->progress.stops & all) == all) return never(veto, "stopped");
  if (strcmp(cases_text(veto->file, "adres_geheim"), "ja") == 0) return never(veto, "the address is secret");
  return cases_is_safe(veto->file, "letter") ? FLOW_MAY_SEND : never(veto, "this channel is not safe");
}

static enum flow_veto check_stop(struct veto *veto) {
  if (is_letter(veto)) return check_letter(veto);
  if (veto->confirmation) return FLOW_MAY_SEND;
  const char *way = way_of(veto);
  gboolean nudge = strcmp(way, "whatsapp") == 0;
  guint8 bit = is_sms(veto) ? PROGRESS_STOP_SMS : nudge ? PROGRESS_STOP_WHATSAPP : PROGRESS_STOP_EMAIL;
  if (veto->file->progress.stops & bit) return never(veto, "stopped");
  if (nudge && veto->file->facts.value[FACT_WHATSAPP] != FACT_YES) return never(veto, "no agreement on WhatsApp");
  if (!nudge && veto->file->facts.value[is_sms(veto) ? FACT_NO_SMS : FACT_NO_EMAIL] == FACT_YES)
    return never(veto, "this channel is not wanted");
  if (!cases_is_safe(veto->file, way)) return never(veto, "this channel is not safe");
  return FLOW_MAY_SEND;
}

/* A person decides first (flow_urgent.c). What an appointment changed goes all the same: it is no follow-up. */
static enum flow_veto check_urgent(struct veto *veto) {
  if (veto->confirmation || veto->owed) return FLOW_MAY_SEND;
  if (!flow_urgent_is_open(veto->flow, veto->file->enrolment->person)) return FLOW_MAY_SEND;
  return wait_until(veto, veto->now + HOLD_SECONDS, "a person decides first");
}

static enum flow_veto check_guidance(struct veto *veto) {
  if (veto->confirmation) return FLOW_MAY_SEND;
  const struct progress *progress = &veto->file->progress;
  const char *cohort = veto->file->cohort ? veto->file->cohort->state : "draft";
  gboolean held = strcmp(cohort, "held") == 0;
  if (veto->owed && !held) return FLOW_MAY_SEND;
  if (!veto->owed && progress->declined != DATE_NONE) return never(veto, "declined");
  if (!veto->owed && progress->abroad != DATE_NONE) return never(veto, "abroad");
  if (!veto->owed && progress->ended) return never(veto, "the guidance has ended");
  if (held) return wait_until(veto, veto->now + HOLD_SECONDS, "the cohort is held");
  if (strcmp(cohort, "started") != 0) return never(veto, "the cohort is not started");
  return FLOW_MAY_SEND;
}

/* Quiet hours hold for a confirmation, too: it was asked for, not at night. */
static enum flow_veto check_window(struct veto *veto) {
  gint64 next = 0;
  if (!veto->file->policy) return veto->confirmation || veto->owed ? FLOW_MAY_SEND : never(veto, "no policy");
  if (flow_window_now(veto->flow, veto->file->policy, veto->file->calendar, veto->now, &next)) return FLOW_MAY_SEND;
  return wait_until(veto, next ? next : veto->now + CLOSED_SECONDS, "quiet hours");
}

static gboolean has_left(const struct store_message *message) {
  static const char *const left[] = {"sending", "sent", "delivered", "unknown", NULL};
  return g_strv_contains(left, message->state) && strcmp(message->act, FLOW_ACT_STOPPED) != 0 &&
         strcmp(message->act, FLOW_ACT_HELP) != 0 && strcmp(message->act, FLOW_ACT_ALERT) != 0 &&
         !flow_appointment_is_change(message) && !flow_agenda_is_copy(message);
}

/* A doubt counts as too many. */
static int left_between(struct veto *veto, gint64 from, gint64 to) {
  int count = 0;
  g_autoptr(GPtrArray) enrolments = store_people_enrolments(veto->flow->store, veto->file->enrolment->person, NULL);
  if (!enrolments) return G_MAXINT;
  for (guint i = 0; i < enrolments->len; i++) {
    const struct store_enrolment *enrolment = enrolments->pdata[i];
    g_autoptr(GPtrArray) messages = store_outbox_of(veto->flow->store, enrolment->id, NULL);
    if (!messages) return G_MAXINT;
    for (guint m = 0; m < messages->len; m++) {
      const struct store_message *message = messages->pdata[m];
      if (message->id != veto->message->id && has_left(message) && message->changed_at >= from &&
          message->changed_at < to)
        count++;
    }
  }
  return count;
}

/* The plan kept to the cap when it was made; this is for what waited, and so came into another week. Only who has more
 * queued lately than one week may hold is looked at closely. */
static enum flow_veto check_cap(struct veto *veto) {
  int cap = veto->file->policy ? veto->file->policy->cap_per_week : 0;
  if (!cap || veto->confirmation || veto->owed) return FLOW_MAY_SEND;
  date_t today = flow_day(veto->flow, veto->now);
  date_t monday = today - (date_weekday(today) - DATE_MONDAY);
  gint64 person = veto->file->enrolment->person;
  if (store_outbox_count(veto->flow->store, person, 0, G_MAXINT64) <= cap) return FLOW_MAY_SEND;
  gint64 from = flow_midnight(veto->flow, monday), to = flow_midnight(veto->flow, monday + WEEK_DAYS);
  if (left_between(veto, from, to) < cap) return FLOW_MAY_SEND;
  return wait_until(veto, to, "enough messages this week");
}

/* The text with help lines answers words of danger that just came from that very address: neither STOP, also in the
 * same words, nor the hour, the cap or the end of the guidance holds it. What the school knows to be unsafe does, and a
 * death. Of words that belong to nobody there is no file. */
static enum flow_veto check_help(struct veto *veto) {
  if (!veto->message->address || !*veto->message->address) return never(veto, "no address");
  if (!veto->message->enrolment) return FLOW_MAY_SEND;
  if (!veto->file) return never(veto, "nobody is there any more");
  if (veto->file->progress.deceased != DATE_NONE) return never(veto, "deceased");
  return cases_is_safe(veto->file, veto->message->channel) ? FLOW_MAY_SEND : never(veto, "this channel is not safe");
}

enum { CHECKS_MAX = 8 };

/* By act; the last is for all that is planned. A warning to whoever is on duty is for staff: only its state counts. */
static const struct {
  const char *act;
  veto_check checks[CHECKS_MAX + 1];
} chains[] = {
    {FLOW_ACT_ALERT, {check_state}},
    {FLOW_ACT_HELP, {check_state, check_help}},
    {NULL,
     {check_state, check_person, check_address, check_stop, check_urgent, check_guidance, check_window, check_cap}},
};

static const veto_check *chain_of(const struct store_message *message) {
  guint i = 0;
  while (chains[i].act && strcmp(chains[i].act, message->act) != 0) i++;
  return chains[i].checks;
}

enum flow_veto flow_may_send(struct flow *flow, gint64 now, const struct store_message *message, gint64 *until,
                             char **reason) {
  g_autoptr(GError) fault = NULL;
  const veto_check *checks = chain_of(message);
  g_autoptr(CasesFile) file = cases_load(flow->cases, message->enrolment, G_MAXINT64, &fault);
  struct veto veto = {.flow = flow, .now = now, .message = message, .file = file, .reason = "may be sent"};
  veto.confirmation = strcmp(message->act, FLOW_ACT_STOPPED) == 0;
  veto.owed = flow_appointment_is_change(message);
  enum flow_veto answer = FLOW_MAY_SEND;
  if (flow_agenda_is_copy(message)) { /* to a colleague: nothing that the young person wants or not */
    answer = check_state(&veto);
    *reason = g_strdup(veto.reason);
    return answer;
  }
  if (fault) { /* a doubt sends nothing */
    *until = now + HOLD_SECONDS;
    *reason = g_strdup_printf("can't be judged now: %s", fault->message);
    return FLOW_WAIT;
  }
  for (guint i = 0; checks[i] && answer == FLOW_MAY_SEND; i++) answer = checks[i](&veto);
  *until = veto.until;
  *reason = g_strdup(veto.reason);
  return answer;
}
