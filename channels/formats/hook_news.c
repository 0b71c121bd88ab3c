#include "channels/formats/hook_news.h"

#include "channels/formats/hook_form.h"

#include <string.h>

enum { PARTS_MOST = 255 }; /* TS 23.040: one byte */

static const char *first_of(const struct hook_form *form, const char *const *names) {
  const char *value = "";
  for (; *names && !*value; names++) value = hook_form_field(form, *names);
  return value;
}

static struct channel_news *begin(enum channel_news_kind kind, const struct hook_form *form) {
  static const char *const times[] = {"at", "time", "timestamp", NULL};
  struct channel_news *news = channel_news_new(kind);
  channel_news_set(&news->from, hook_form_field(form, "from"));
  channel_news_set(&news->to, hook_form_field(form, "to"));
  channel_news_set(&news->at, first_of(form, times));
  return news;
}

/* -- reports ---------------------------------------------------------------------------------------------------------
 */

/* Kannel sets one bit. What is on its way was taken: that also ends a doubt whether it ever left. */
static const struct report {
  const char *code, *state, *meaning;
} reports[] = {
    {"1", "delivered", "delivered"},
    {"2", "failed", "not delivered"},
    {"4", "sent", "waiting at the operator"},
    {"8", "sent", "taken by the operator"},
    {"16", "failed", "refused by the operator"},
    {"32", "sent", "on its way"},
    {"sent", "sent", "taken by the operator"},
    {"delivered", "delivered", "delivered"},
    {"failed", "failed", "not delivered"},
};

static const struct report *report_of(const char *code) {
  for (gsize i = 0; i < G_N_ELEMENTS(reports); i++)
    if (strcmp(reports[i].code, code) == 0) return &reports[i];
  return NULL;
}

/* Gateways answer "ACK/" or "NACK/…/Invalid Destination Address": kept with the message, in one line. */
static char *told(const struct report *report, const struct hook_form *form) {
  g_autofree char *reply = g_strdelimit(g_strdup(hook_form_field(form, "reply")), "\r\n\t", ' ');
  if (g_utf8_strlen(reply, -1) > 200) *g_utf8_offset_to_pointer(reply, 200) = '\0';
  return *reply ? g_strdup_printf("%s: %s", report->meaning, reply) : g_strdup(report->meaning);
}

static int part_of(const struct hook_form *form) {
  gint64 part = 0;
  return g_ascii_string_to_signed(hook_form_field(form, "part"), 10, 1, PARTS_MOST, &part, NULL) ? (int)part : 0;
}

static struct channel_news *read_report(const struct hook_form *form) {
  const struct report *report = report_of(hook_form_field(form, "status")), unknown = {"", "", "a status unknown here"};
  if (!report && !*hook_form_field(form, "id") && !*hook_form_field(form, "reference")) return NULL;
  if (!report) report = &unknown;
  struct channel_news *news = begin(CHANNEL_NEWS_RECEIPT, form);
  g_autofree char *reason = told(report, form);
  channel_news_set(&news->key, hook_form_field(form, "id"));
  channel_news_set(&news->reference, hook_form_field(form, "reference"));
  channel_news_set(&news->reason, reason);
  news->state = report->state;
  news->cause = strcmp(report->state, "failed") == 0 ? "other" : "";
  news->part = part_of(form);
  return news;
}

/* -- words and calls -------------------------------------------------------------------------------------------------
 */

static struct channel_news *read_text(const struct hook_form *form) {
  static const char *const names[] = {"message_id", "id", NULL};
  if (!*form->from) return NULL;
  struct channel_news *news = begin(CHANNEL_NEWS_TEXT, form);
  channel_news_set(&news->reference, first_of(form, names));
  g_clear_pointer(&news->text, g_free);
  news->text = g_strdup(form->text);
  channel_news_set(&news->reason, form->problem);
  return news;
}

static struct channel_news *read_call(const struct hook_form *form) {
  return *form->from ? begin(CHANNEL_NEWS_CALL, form) : NULL;
}

static struct channel_news *read_any(const struct hook_form *form, const char **missing) {
  const char *event = hook_form_field(form, "event");
  gboolean called = strcmp(event, "missed_call") == 0 || strcmp(event, "missed-call") == 0;
  gboolean reports_back = *hook_form_field(form, "status") && (!form->text || !*form->text);
  *missing = !called && reports_back ? "no status of a delivery report in it" : "it doesn't say who sent it";
  if (called) return read_call(form);
  return reports_back ? read_report(form) : read_text(form);
}

GPtrArray *hook_news_read(const void *bytes, gsize length, GError **error) {
  struct hook_form form;
  const char *missing;
  hook_form_read(bytes, length, &form);
  struct channel_news *news = read_any(&form, &missing);
  GPtrArray *all = news ? g_ptr_array_new_with_free_func(channel_news_free) : NULL;
  if (news)
    g_ptr_array_add(all, news);
  else
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, *form.problem ? form.problem : missing);
  hook_form_clear(&form);
  return all;
}
