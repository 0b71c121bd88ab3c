/* Words for one person: the values that a message may name, and the message with its addresses. */
#include "scheduler/flow/flow_room.h"

#include "rules/calendar/date_nl.h"
#include "rules/contact/telephone.h"
#include "rules/template/template.h"
#include "scheduler/flow/flow_agenda.h"
#include "scheduler/flow/flow_appointment.h"
#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_staff.h"

#include <string.h>

/* For people to read and dial: nationally, in groups. */
static void set_phone(struct template_values *values, const char *name, const char *number) {
  g_autofree char *shown = telephone_display(number);
  template_values_set(values, name, shown);
}

static void set(struct template_values *values, const char *name, const char *text) {
  if (text && *text) template_values_set(values, name, text);
}

/* Nobody has to have a telephone: an empty one is a value too, and a text leaves its line out. */
static const char *phone_of_school(struct flow *flow, const char *organisation) {
  const char *phone = flow_setting(flow, organisation, "phone");
  return phone ? phone : "";
}

struct template_values *flow_render_values(struct flow *flow, const struct cases_file *file) {
  const char *organisation = file->enrolment->organisation;
  const struct store_staff *counsellor = flow_staff(flow, file->enrolment->counsellor);
  struct template_values *values = template_values_new();
  set(values, "roepnaam", cases_text(file, "roepnaam"));
  set(values, "achternaam", cases_text(file, "achternaam"));
  set(values, "opleiding", cases_text(file, "opleiding"));
  set(values, "school", flow_organisation_name(flow, organisation));
  const char *own = flow_setting(flow, organisation, "sms_number");
  if (own && *own) set_phone(values, "antwoordnummer", own);
  set(values, "antwoordadres", flow_setting(flow, organisation, "reply_to"));
  set(values, "website", flow_setting(flow, organisation, "base_url"));
  if (!counsellor) return values;
  set(values, "begeleider", counsellor->name);
  set_phone(values, "begeleider_telefoon",
            *counsellor->phone ? counsellor->phone : phone_of_school(flow, organisation));
  set(values, "begeleider_email", counsellor->email);
  return values;
}

/* The day that a text promises: the call's when it announces one, else the day it is about. */
static void set_days(struct template_values *values, const struct flow_deed *deed) {
  const struct plan_step *step = deed->step;
  date_t promised = step->call_day != DATE_NONE ? step->call_day : step->due;
  g_autofree char *half = date_nl_half(promised, step->half);
  g_autofree char *date = date_nl_long(promised);
  set(values, "dag", half);
  set(values, "datum", date);
  g_autofree char *today = date_nl_long(deed->today);
  set(values, "vandaag", today);
}

static gboolean is_text_fault(const GError *error) {
  return error->domain == TEMPLATE_ERROR || g_error_matches(error, CASES_ERROR, CASES_ERROR_TEXT);
}

/* A fault in a text is for a person; anything else is for the caller. Always FALSE. */
static gboolean text_failed(GError *fault, char **missing, GError **error) {
  if (is_text_fault(fault))
    *missing = g_strdup(fault->message);
  else
    g_propagate_error(error, g_error_copy(fault));
  return FALSE;
}

/* The subject may be missing: a text has none. */
static gboolean fill(const struct template_message *template, const struct template_values *values, const char *hash,
                     struct store_message *message, GError **fault) {
  g_autoptr(GString) subject = g_string_new(NULL);
  g_autoptr(GString) body = g_string_new(NULL);
  if ((template->subject && !template_render(template->subject, values, subject, fault)) ||
      !template_render(template->body, values, body, fault))
    return FALSE;
  message->subject = g_strdup(subject->str);
  message->body = g_strdup(body->str);
  message->template = g_strdup(hash);
  return TRUE;
}

gboolean flow_render_own(struct flow *flow, const struct cases_file *file, const char *name, const char *channel,
                         struct template_values *values, struct store_message *message) {
  g_autoptr(TemplateValues) taken = values;
  const char *hash = "";
  const struct template_message *template =
      cases_template(flow->cases, file->enrolment->organisation, name, channel, &hash, NULL);
  return template && fill(template, taken, hash, message, NULL);
}

gboolean flow_render_text(struct flow_deed *deed, const char *name, const char *channel, struct store_message *message,
                          char **missing, GError **error) {
  const char *hash = "";
  g_autoptr(GError) fault = NULL;
  const struct template_message *template =
      cases_template(deed->flow->cases, deed->file->enrolment->organisation, name, channel, &hash, &fault);
  if (!template) return text_failed(fault, missing, error);
  g_autoptr(TemplateValues) values = flow_render_values(deed->flow, deed->file);
  set_days(values, deed);
  return fill(template, values, hash, message, &fault) || text_failed(fault, missing, error);
}

static const char *full_name(const struct cases_file *file) {
  return cases_text(file, "roepnaam");
}

static void address_sms(struct flow_deed *deed, struct store_message *message) {
  const char *organisation = deed->file->enrolment->organisation;
  message->address = g_strdup(cases_text(deed->file, "mobiel"));
  message->sender = g_strdup(flow_setting(deed->flow, organisation, "sms_number"));
  message->reply_to = g_strdup("");
  message->copy_to = g_strdup("");
}

/* The answer goes to the service, or nobody would hear it in time; the counsellor reads along. */
static void address_mail(struct flow_deed *deed, struct store_message *message) {
  const char *organisation = deed->file->enrolment->organisation;
  const struct store_staff *counsellor = flow_staff(deed->flow, deed->file->enrolment->counsellor);
  message->address = g_strdup(cases_text(deed->file, "email"));
  message->sender = g_strdup(flow_setting(deed->flow, organisation, "sender_email"));
  message->reply_to = g_strdup(flow_setting(deed->flow, organisation, "reply_to"));
  message->copy_to = g_strdup(counsellor ? counsellor->email : "");
}

enum {
  MORNING_AT = 10 * 60,
  AFTERNOON_AT = 14 * 60,
  TALK_SECONDS = 30 * 60,
  NOTICE_DAYS = 3,
  LOOK_DAYS = 28, /* so far ahead is a free hour looked for */
};

/* The usual time of a half-day comes first, then those around it; nobody is asked to come at half past twelve. */
static const struct times {
  int half;
  int minutes[8]; /* ends with 0 */
} times[] = {{CALENDAR_AFTERNOON, {AFTERNOON_AT, 870, 900, 930, 810, 960, 780, 0}},
             {CALENDAR_MORNING, {MORNING_AT, 630, 660, 570, 540, 690, 0}}};

/* A time on that day at which the counsellor works and is free. FALSE = there is none. */
static gboolean find_hour(struct flow_deed *deed, date_t day, const GArray *taken, struct plan_step *step) {
  int halves = calendar_owner_halves(deed->file->calendar, day);
  for (guint t = 0; t < G_N_ELEMENTS(times); t++)
    for (const int *minute = times[t].minutes; (halves & times[t].half) && *minute; minute++) {
      gint64 start = zone_to_utc(cases_zone(deed->flow->cases), (struct zone_local){.day = day, .minute = *minute});
      if (!flow_agenda_is_free(taken, start, start + TALK_SECONDS)) continue;
      step->call_day = day;
      step->half = (guint8)times[t].half;
      deed->talk_minute = *minute;
      return TRUE;
    }
  return FALSE;
}

/* What an invitation proposes when its rule announces no call: the counsellor's first free hour after three working
 * days, so that there is time to answer. Nothing free for weeks: then the half-day alone, as for who has no calendar
 * that tells. */
static void propose(struct flow_deed *deed, struct plan_step *step) {
  const struct calendar *calendar = deed->file->calendar;
  date_t from = calendar_add_working(calendar, deed->today, NOTICE_DAYS), day = calendar_next_owner(calendar, from);
  step->call_day = day != DATE_NONE ? day : from;
  int halves = calendar_owner_halves(calendar, step->call_day);
  step->half = halves & CALENDAR_AFTERNOON ? CALENDAR_AFTERNOON : CALENDAR_MORNING;
  g_autoptr(GArray) taken =
      flow_agenda_taken(deed->flow, deed->act->now, deed->file->enrolment->counsellor, flow_midnight(deed->flow, from),
                        flow_midnight(deed->flow, from + LOOK_DAYS + 1));
  while (day != DATE_NONE && day <= from + LOOK_DAYS && !find_hour(deed, day, taken, step))
    day = calendar_next_owner(calendar, day + 1);
}

static int minute_of(const struct flow_deed *deed) {
  if (deed->talk_minute) return deed->talk_minute;
  return deed->step->half == CALENDAR_AFTERNOON ? AFTERNOON_AT : MORNING_AT;
}

/* Keyed by the step, not by the act: a moved or cancelled invitation is the same one (S2). */
static gboolean invite(struct flow_deed *deed, struct store_message *message, GError **error) {
  const struct flow *flow = deed->flow;
  const struct plan_step *step = deed->step;
  char key[FLOW_KEY_SIZE];
  flow_act_key(flow, deed->file->enrolment->id, step->year, deed->name, step->attempt, "invitation", key);
  g_autofree char *host = g_ascii_strdown(flow_setting(flow, deed->file->enrolment->organisation, "host"), -1);
  g_autofree char *uid = g_strdup_printf("%s@%s", key, *host ? host : "waakvlam.invalid");
  struct zone_local at = {.day = step->call_day != DATE_NONE ? step->call_day : step->due, .minute = minute_of(deed)};
  gint64 start = zone_to_utc(cases_zone(flow->cases), at);
  struct store_appointment appointment = {
      .uid = uid, .start = start, .end = start + TALK_SECONDS, .summary = message->subject};
  if (!flow_appointment_sequence(deed->flow, uid, &appointment.sequence, error)) return FALSE;
  message->invitation = flow_appointment_json("request", &appointment);
  return TRUE;
}

/* A mail program puts an invitation that passes by in the calendar, too: next to the copy that is there already. */
static void keep_from_mailbox(struct flow_deed *deed, struct store_message *message) {
  g_autofree char *channel = flow_agenda_channel(deed->flow, deed->file->enrolment->counsellor);
  if (!*channel) return;
  g_free(message->copy_to);
  message->copy_to = g_strdup("");
}

static gboolean render_all(struct flow_deed *deed, struct store_message *message, char **missing, GError **error) {
  const char *channel = policy_channel_names[deed->step->channel];
  gboolean nudge = deed->step->channel == POLICY_CHANNEL_WHATSAPP;
  if (!flow_render_text(deed, nudge ? POLICY_NUDGE : deed->rule->announce, channel, message, missing, error))
    return FALSE;
  const struct store_staff *counsellor = flow_staff(deed->flow, deed->file->enrolment->counsellor);
  message->to_name = g_strdup(full_name(deed->file));
  message->sender_name = g_strdup(counsellor ? counsellor->name : "");
  if (deed->step->channel == POLICY_CHANNEL_SMS || nudge)
    address_sms(deed, message);
  else
    address_mail(deed, message);
  if (deed->step->channel == POLICY_CHANNEL_CALENDAR) {
    keep_from_mailbox(deed, message);
    return invite(deed, message, error);
  }
  message->invitation = g_strdup("");
  return TRUE;
}

gboolean flow_render(struct flow_deed *deed, struct store_message *message, char **missing, GError **error) {
  if (!deed->rule->announce) {
    *missing = g_strdup(flow_words_no_template());
    return FALSE;
  }
  struct plan_step step = *deed->step;
  struct flow_deed dated = *deed;
  dated.step = &step;
  if (step.channel == POLICY_CHANNEL_CALENDAR && step.call_day == DATE_NONE) propose(&dated, &step);
  return render_all(&dated, message, missing, error);
}
