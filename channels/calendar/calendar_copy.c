#include "channels/calendar/calendar_copy.h"

#include "channels/transport/reason.h"

#include <string.h>

static void clear(struct calendar_copy_event *event) {
  g_free(event->id);
  g_free(event->etag);
  g_free(event->whole);
  *event = (struct calendar_copy_event){0};
}

/* -- the reference: what we wrote last, kept by the caller between two messages -------------------------------------
 */

static char *reference_of(const struct channel_message *message, const struct calendar_copy_event *event) {
  g_autofree char *etag = g_uri_escape_string(event->etag ? event->etag : "", NULL, FALSE);
  g_autofree char *id = g_uri_escape_string(event->id ? event->id : "", NULL, FALSE);
  return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s", message->invitation->start,
                         message->invitation->end, etag, id);
}

static char *unescaped(const char *text) {
  char *plain = *text ? g_uri_unescape_string(text, NULL) : NULL;
  return plain && g_utf8_validate(plain, -1, NULL) && !strpbrk(plain, "\r\n") ? plain : (g_free(plain), NULL);
}

static gboolean read_reference(const char *reference, struct calendar_copy_event *event) {
  g_auto(GStrv) parts = g_strsplit(reference ? reference : "", " ", 4);
  *event = (struct calendar_copy_event){0};
  if (g_strv_length(parts) != 4 || !g_ascii_string_to_signed(parts[0], 10, 1, G_MAXINT64, &event->start, NULL) ||
      !g_ascii_string_to_signed(parts[1], 10, 1, G_MAXINT64, &event->end, NULL))
    return FALSE;
  event->etag = unescaped(parts[2]);
  event->id = unescaped(parts[3]);
  return TRUE;
}

/* -- deciding -------------------------------------------------------------------------------------------------------
 */

struct work {
  const struct calendar_copy_ways *ways;
  void *state;
  const struct channel_message *message;
  struct channel_result *result;
  gboolean known;                      /* what we wrote last */
  struct calendar_copy_event previous; /* if known */
  struct calendar_copy_event event;    /* as it stands there, or as we know it */
};

static void settle(struct work *work, const char *what) {
  channel_result_set(work->result, CHANNEL_SENT, "%s", what);
  g_free(work->result->reference);
  work->result->reference = reference_of(work->message, &work->event);
}

static void refuse(struct work *work, const char *why) {
  channel_result_set(work->result, CHANNEL_NEVER, "%s; nothing was overwritten", why);
}

static gboolean stands_at(const struct calendar_copy_event *event, gint64 start, gint64 end) {
  return !event->cancelled && event->start == start && event->end == end;
}

static gboolean is_as_wanted(const struct work *work) {
  return stands_at(&work->event, work->message->invitation->start, work->message->invitation->end);
}

/* As we left it: what we know of, or, for what we know nothing of, where this message says that it is. */
static gboolean is_as_left(const struct work *work) {
  if (work->known) return stands_at(&work->event, work->previous.start, work->previous.end);
  return is_as_wanted(work);
}

static enum calendar_copy_word look(struct work *work) {
  clear(&work->event);
  if (work->known) work->event.id = g_strdup(work->previous.id);
  return work->ways->read(work->state, work->message, &work->event, work->result);
}

static void again(struct work *work) {
  channel_result_set(work->result, CHANNEL_LATER, "it changed while we looked");
}

static void move_seen(struct work *work) {
  switch (work->ways->update(work->state, work->message, &work->event, work->result)) {
  case CALENDAR_COPY_DONE:
    settle(work, "moved");
    break;
  case CALENDAR_COPY_GONE:
    refuse(work, CALENDAR_COPY_REMOVED);
    break;
  case CALENDAR_COPY_FAILED:
    break;
  default:
    again(work);
  }
}

/* It was there when we wanted to make it, or isn't as we left it: look, and overwrite nothing of theirs. */
static void judge(struct work *work) {
  enum calendar_copy_word word = look(work);
  if (word == CALENDAR_COPY_FAILED) return;
  if (word == CALENDAR_COPY_GONE && !work->known)
    again(work);
  else if (work->event.cancelled && !work->known && work->ways->keeps_deleted)
    move_seen(work); /* we had taken it away ourselves, and the talk is on again */
  else if (word == CALENDAR_COPY_GONE || work->event.cancelled)
    refuse(work, CALENDAR_COPY_REMOVED);
  else if (is_as_wanted(work))
    settle(work, "it was there already");
  else if (work->known && is_as_left(work))
    move_seen(work);
  else
    refuse(work, CALENDAR_COPY_CHANGED);
}

static void create(struct work *work) {
  enum calendar_copy_word word = work->ways->create(work->state, work->message, &work->event, work->result);
  if (word == CALENDAR_COPY_DONE)
    settle(work, "written");
  else if (word != CALENDAR_COPY_FAILED)
    judge(work);
}

static void move(struct work *work) {
  if (!work->previous.etag) { /* some servers don't say: then only a look tells whether it is still ours */
    judge(work);
    return;
  }
  work->event = (struct calendar_copy_event){.start = work->previous.start,
                                             .end = work->previous.end,
                                             .id = g_strdup(work->previous.id),
                                             .etag = g_strdup(work->previous.etag)};
  enum calendar_copy_word word = work->ways->update(work->state, work->message, &work->event, work->result);
  if (word == CALENDAR_COPY_DONE)
    settle(work, "moved");
  else if (word != CALENDAR_COPY_FAILED)
    judge(work);
}

/* Nothing there is what was wanted, also when they had removed it themselves. */
static void cancel(struct work *work) {
  enum calendar_copy_word word = look(work);
  if (word == CALENDAR_COPY_DONE && !work->event.cancelled) {
    if (!is_as_left(work)) {
      refuse(work, CALENDAR_COPY_CHANGED);
      return;
    }
    word = work->ways->drop(work->state, work->message, &work->event, work->result);
  }
  if (word == CALENDAR_COPY_FAILED) return;
  if (word == CALENDAR_COPY_OTHER || word == CALENDAR_COPY_THERE)
    again(work);
  else
    channel_result_set(work->result, CHANNEL_SENT, "it is not there any more");
}

/* FALSE: there is nothing in it for a calendar. */
static gboolean begin(struct work *work) {
  g_autofree char *key = calendar_copy_key(work->message);
  if (!g_str_equal(work->message->channel, "agenda") || !key || !*work->message->to) {
    channel_result_set(work->result, CHANNEL_NEVER,
                       "it carries appointments alone, and there is none of ours in this message");
    return FALSE;
  }
  work->known = read_reference(work->message->previous, &work->previous);
  return TRUE;
}

void calendar_copy_look(const struct calendar_copy_ways *ways, void *state, const struct channel_message *message,
                        struct channel_result *result) {
  struct work work = {.ways = ways, .state = state, .message = message, .result = result};
  if (!begin(&work)) return;
  enum calendar_copy_word word = look(&work);
  if (word == CALENDAR_COPY_GONE || (word == CALENDAR_COPY_DONE && work.event.cancelled))
    channel_result_set(result, CHANNEL_NEVER, CALENDAR_COPY_REMOVED);
  else if (word == CALENDAR_COPY_DONE && is_as_left(&work))
    channel_result_set(result, CHANNEL_SENT, "it stands there");
  else if (word != CALENDAR_COPY_FAILED)
    channel_result_set(result, CHANNEL_NEVER, CALENDAR_COPY_CHANGED);
  clear(&work.previous);
  clear(&work.event);
}

void calendar_copy_send(const struct calendar_copy_ways *ways, void *state, const struct channel_message *message,
                        struct channel_result *result) {
  struct work work = {.ways = ways, .state = state, .message = message, .result = result};
  if (!begin(&work)) return;
  if (message->invitation->method == CHANNEL_CANCEL)
    cancel(&work);
  else if (work.known)
    move(&work);
  else
    create(&work);
  clear(&work.previous);
  clear(&work.event);
}

/* -- what they share ------------------------------------------------------------------------------------------------
 */

char *calendar_copy_key(const struct channel_message *message) {
  const char *uid = message->invitation ? message->invitation->uid : "";
  const char *at = strchr(uid, '@');
  gsize n = at ? (gsize)(at - uid) : 0;
  if (n < 5 || n > 64 || strspn(uid, G_CSET_a_2_z "234567") < n) return NULL;
  return g_strndup(uid, n);
}

char *calendar_copy_said(const struct http_answer *answer, const char *const *secrets) {
  if (answer->status == 0) return reason_line(answer->problem, strlen(answer->problem), secrets);
  g_autofree char *body = reason_line(answer->body->str, answer->body->len, secrets);
  return g_strdup_printf("%ld %s", answer->status, body);
}

/* 400 and its like are about this appointment; what is about how we are set up, or about their moment, is for later:
 * an appointment that came late is better than none. */
static const struct meaning {
  long low, high;
  enum channel_verdict verdict;
  const char *text;
} meanings[] = {
    {400, 400, CHANNEL_NEVER, "refused"},
    {401, 401, CHANNEL_LATER, "signing in refused"},
    {403, 403, CHANNEL_LATER, "not allowed in this calendar, or too often"},
    {413, 415, CHANNEL_NEVER, "refused"},
    {422, 422, CHANNEL_NEVER, "refused"},
    {429, 429, CHANNEL_LATER, "too fast"},
    {300, 499, CHANNEL_LATER, "not taken; see the address"},
    {500, 599, CHANNEL_LATER, "out of order"},
};

static struct meaning meaning_of(const struct http_answer *answer) {
  for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
    if (answer->status >= meanings[i].low && answer->status <= meanings[i].high) return meanings[i];
  return (struct meaning){0, 0, CHANNEL_LATER, answer->sent ? "no answer after the request had left" : "not reached"};
}

enum calendar_copy_word calendar_copy_meaning(const struct http_answer *answer, enum calendar_copy_word there,
                                              const char *const *secrets, struct channel_result *result) {
  if (answer->status >= 200 && answer->status <= 299) return CALENDAR_COPY_DONE;
  if (answer->status == 404 || answer->status == 410) return CALENDAR_COPY_GONE;
  if (answer->status == 412) return CALENDAR_COPY_OTHER;
  if (answer->status == 409 && there != CALENDAR_COPY_FAILED) return there;
  struct meaning meaning = meaning_of(answer);
  g_autofree char *said = calendar_copy_said(answer, secrets);
  channel_result_set(result, meaning.verdict, "%s: %s", meaning.text, said);
  result->retry_after = answer->retry_after;
  return CALENDAR_COPY_FAILED;
}
