/* Mail: what channels/formats made of it, told to whom it concerns. */
#include "scheduler/intake/intake_room.h"

#include "channels/formats/reply_text.h"
#include "rules/calendar/zone.h"
#include "scheduler/intake/intake_words_nl.h"

#include <string.h>

/* A date further away is a slip of the pen or of our reading, and would silence a young person for years. */
enum { AWAY_DAYS_MAX = 120 };

static gboolean take_reply(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  return intake_reply_take(reading, "email", mail->text, error);
}

static gboolean take_opt_out(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  gboolean all = FALSE;
  gboolean in_text = reply_text_is_stop(mail->text, &all);
  const char *words = in_text ? mail->text : mail->subject;
  if (!in_text) reply_text_is_stop(words, &all);
  return intake_reply_stop(reading, "email", words, all, error);
}

/* -- away ------------------------------------------------------------------------------------------------------------
 */

static gboolean is_own(const struct intake_reading *reading) {
  return reading->whose == INTAKE_ONES && !reading->stranger;
}

static gboolean away(struct intake_reading *reading, date_t until, GError **error) {
  date_t today = zone_to_local(cases_zone(reading->intake->cases), reading->act.now).day;
  if (until <= today || until > today + AWAY_DAYS_MAX) {
    intake_answer_say(reading, FALSE, "an automatic answer; its date is no use");
    return TRUE;
  }
  if (!flow_away_until(reading->intake->flow, &reading->act, reading->enrolment, until, error)) return FALSE;
  intake_answer_say(reading, TRUE, "an automatic answer: no attempts before its date; it counts as no answer");
  return TRUE;
}

static gboolean take_auto_reply(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  date_t until = DATE_NONE;
  gboolean named = date_parse_iso(mail->until, &until);
  intake_answer_add(reading, "until", named ? json_string(mail->until) : json_null());
  if (named && is_own(reading)) return away(reading, until, error);
  intake_answer_say(reading, FALSE, "an automatic answer: it counts as no answer");
  return TRUE;
}

/* -- what asks nothing -----------------------------------------------------------------------------------------------
 */

static gboolean take_other(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  if (mail->foreign) return intake_invite_foreign(reading, error);
  intake_answer_say(reading, FALSE, "concerns nobody's follow-up; kept");
  return TRUE;
}

static gboolean take_unreadable(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  g_autofree char *what = g_strdup_printf("can't be read (%s)", mail->problem);
  return intake_reply_judge(reading, intake_words_nl_unreadable(), what, error);
}

static gboolean (*const takers[])(struct intake_reading *reading, const struct mail_read *mail, GError **error) = {
    [MAIL_BOUNCE] = intake_bounce_take,
    [MAIL_DELAY] = intake_bounce_take,
    [MAIL_RECEIPT] = intake_bounce_take,
    [MAIL_CALENDAR_REPLY] = intake_invite_take,
    [MAIL_CALENDAR_QUESTION] = intake_invite_take,
    [MAIL_AUTO_REPLY] = take_auto_reply,
    [MAIL_OPT_OUT] = take_opt_out,
    [MAIL_REPLY] = take_reply,
    [MAIL_OTHER] = take_other,
    [MAIL_UNREADABLE] = take_unreadable,
};

/* A machine's report quotes us and is not looked at; of a reply the own words are read by their taker. Newsletters and
 * the like come from strangers: of those only what a known person sent is looked at. */
static gboolean look_for_danger(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  static const gboolean is_report[] = {
      [MAIL_BOUNCE] = TRUE, [MAIL_DELAY] = TRUE, [MAIL_RECEIPT] = TRUE, [MAIL_UNREADABLE] = FALSE};
  gboolean reply = mail->kind == MAIL_REPLY;
  if (is_report[mail->kind] || (reading->whose == INTAKE_NOBODYS && !reply)) return TRUE;
  g_autofree char *words =
      g_strjoin("\n", mail->subject, reply ? "" : mail->text, mail->comment ? mail->comment : "", NULL);
  return intake_reply_alarm(reading, "email", words, error);
}

gboolean intake_mail_take(struct intake_reading *reading, GBytes *raw, GError **error) {
  char today[11];
  gsize size = 0;
  const void *bytes = g_bytes_get_data(raw, &size);
  date_format_iso(zone_to_local(cases_zone(reading->intake->cases), reading->act.now).day, today);
  g_autoptr(MailRead) mail = mail_read(bytes ? bytes : "", size, today);
  reading->kind = mail_read_kind_names[mail->kind];
  g_free(reading->from);
  reading->from = g_strdup(mail->from);
  if (!intake_match_mail(reading, mail, error)) return FALSE;
  for (guint i = 0; i < mail->to->len; i++) intake_match_school(reading, mail->to->pdata[i]);
  return look_for_danger(reading, mail, error) && takers[mail->kind](reading, mail, error);
}
