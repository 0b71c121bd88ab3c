#include "scheduler/flow/flow_agenda.h"

#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_agenda.h"
#include "scheduler/store/store_staff.h"

#include <jansson.h>
#include <string.h>

enum {
  FRESH_SECONDS = 24 * 60 * 60,
  DAY_SECONDS = 24 * 60 * 60,
  LEAST_SECONDS = 4 * 60 * 60,
  ERASE_SECONDS = 7 * DAY_SECONDS,
  LONGEST_SECONDS = 8 * 60 * 60
};

gboolean flow_agenda_is_copy(const struct store_message *message) {
  return strcmp(message->channel, FLOW_AGENDA) == 0;
}

/* -- what others may ask ---------------------------------------------------------------------------------------------
 */

char *flow_agenda_title(struct flow *flow, gint64 enrolment) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, NULL);
  return flow_words_agenda_title(file ? cases_text(file, "roepnaam") : "");
}

const char *flow_agenda_description(void) {
  return flow_words_agenda_description();
}

void flow_agenda_token(const struct flow *flow, gint64 staff, int serial, char out[FLOW_KEY_SIZE]) {
  g_autofree char *name = g_strdup_printf("agenda-feed/%" G_GINT64_FORMAT "/%d", staff, serial);
  flow_key(flow, name, out);
}

char *flow_agenda_channel(struct flow *flow, gint64 staff) {
  const struct store_staff *one = flow_staff(flow, staff);
  g_autoptr(StoreAgenda) agenda = one ? store_agenda_get(flow->store, staff, NULL) : NULL;
  if (!agenda) return g_strdup("");
  const char *name = *agenda->channel ? agenda->channel : flow_setting(flow, one->organisation, FLOW_AGENDA);
  return g_strdup(strcmp(name, "none") == 0 ? "" : name);
}

/* -- what stands there
 * -------------------------------------------------------------------------------------------------- */

struct copy {
  struct flow *flow;
  const struct flow_act *act;
  const struct cases_file *file;
  const struct store_appointment *appointment;
  GPtrArray *rows;  /* of this enrolment, the newest first */
  gboolean erasing; /* its owner can't be asked any more, so a calendar that is down is waited for longer */
};

struct carried { /* what a row said */
  gboolean cancels;
  int sequence;
};

/* FALSE: not a copy of this appointment. */
static gboolean carries(const struct copy *copy, const struct store_message *row, struct carried *carried) {
  if (!flow_agenda_is_copy(row)) return FALSE;
  json_t *json = json_loads(row->invitation, 0, NULL);
  const char *uid = json_string_value(json_object_get(json, "uid"));
  const char *method = json_string_value(json_object_get(json, "method"));
  gboolean ours = uid && g_ascii_strcasecmp(uid, copy->appointment->uid) == 0;
  carried->cancels = g_strcmp0(method, "cancel") == 0;
  carried->sequence = (int)json_integer_value(json_object_get(json, "sequence"));
  json_decref(json);
  return ours;
}

/* The newest that was said or will be, to that address; NULL = none. */
static const struct store_message *newest(const struct copy *copy, const char *address, struct carried *carried) {
  for (guint i = 0; i < copy->rows->len; i++) {
    const struct store_message *row = copy->rows->pdata[i];
    if (strcmp(row->state, "withdrawn") != 0 && carries(copy, row, carried) && strcmp(row->address, address) == 0)
      return row;
  }
  return NULL;
}

/* What still waits would come after what is newer. *left: one of them may be there. */
static gboolean supersede(struct copy *copy, const char *address, gboolean *left, GError **error) {
  static const char *const gone[] = {"sending", "sent", "delivered", "unknown", NULL};
  static const char *const waiting[] = {"queued", "held", NULL};
  struct carried carried;
  *left = FALSE;
  for (guint i = 0; i < copy->rows->len; i++) {
    const struct store_message *row = copy->rows->pdata[i];
    gboolean changed = FALSE;
    if (!carries(copy, row, &carried) || strcmp(row->address, address) != 0) continue;
    *left |= g_strv_contains(gone, row->state);
    if (g_strv_contains(waiting, row->state) && !store_outbox_set(copy->flow->store, row->id, "withdrawn", "superseded",
                                                                  "", 0, copy->act->now, &changed, error))
      return FALSE;
  }
  return TRUE;
}

/* -- what must be said there
 * -------------------------------------------------------------------------------------------- */

static char *invitation_of(const struct copy *copy, const char *method, const char *title) {
  const struct store_appointment *one = copy->appointment;
  json_t *json =
      json_pack("{s:s, s:s, s:i, s:I, s:I, s:s}", "method", method, "uid", one->uid, "sequence", one->sequence, "start",
                (json_int_t)one->start, "end", (json_int_t)one->end, "summary", title);
  char *dump = json ? json_dumps(json, JSON_COMPACT) : NULL;
  json_decref(json);
  char *text = g_strdup(dump ? dump : "");
  free(dump);
  return text;
}

/* Each is an act of its own, also when the work comes back to who had it before. */
static char *act_name(const struct copy *copy, const char *address) {
  const struct store_appointment *one = copy->appointment;
  struct carried carried;
  guint before = 0;
  for (guint i = 0; i < copy->rows->len; i++) {
    const struct store_message *row = copy->rows->pdata[i];
    before += carries(copy, row, &carried) && strcmp(row->address, address) == 0;
  }
  g_autofree char *act = g_strdup_printf(FLOW_AGENDA "/%s/%u", address, before + 1);
  return flow_act_name(one->enrolment, one->year, one->rule, one->attempt, act);
}

/* A day before the talk its owner must know what stands in their calendar and what doesn't: who could not be reached by
 * then is asked to do it themselves. */
static gint64 last_call(const struct copy *copy) {
  gint64 day_before = copy->appointment->start - DAY_SECONDS, now = copy->act->now;
  return MAX(day_before, now + (copy->erasing ? (gint64)ERASE_SECONDS : LEAST_SECONDS));
}

/* No rule, year or attempt on the row: it is no message of a moment, and nothing of a moment may take it back. */
static gboolean put(struct copy *copy, const char *address, const char *to_name, gboolean cancels, GError **error) {
  const struct store_appointment *one = copy->appointment;
  const char *organisation = copy->file->enrolment->organisation;
  g_autofree char *title = flow_words_agenda_title(cases_text(copy->file, "roepnaam"));
  g_autofree char *invitation = invitation_of(copy, cancels ? "cancel" : "request", title);
  struct store_message message = {.enrolment = one->enrolment,
                                  .channel = FLOW_AGENDA,
                                  .rule = "",
                                  .act = cancels ? FLOW_AGENDA "-cancel" : FLOW_AGENDA,
                                  .state = "queued",
                                  .reason = "",
                                  .reference = "",
                                  .queued_at = copy->act->now,
                                  .changed_at = copy->act->now,
                                  .due = copy->act->now,
                                  .expires = last_call(copy),
                                  .address = (char *)address,
                                  .to_name = (char *)to_name,
                                  .sender = (char *)flow_setting(copy->flow, organisation, "sender_email"),
                                  .sender_name = (char *)flow_organisation_name(copy->flow, organisation),
                                  .reply_to = (char *)flow_setting(copy->flow, organisation, "reply_to"),
                                  .copy_to = "",
                                  .subject = title,
                                  .body = (char *)flow_words_agenda_description(),
                                  .template = "",
                                  .invitation = invitation};
  g_autofree char *name = act_name(copy, address);
  gboolean added = FALSE;
  return flow_put_message(copy->flow, name, &message, &added, error);
}

/* A copy that failed is not tried again by itself: its owner was asked about it, and the next change is another. */
static gboolean bring(struct copy *copy, const struct store_staff *owner, GError **error) {
  struct carried carried = {FALSE, 0};
  gboolean left = FALSE;
  const struct store_message *last = newest(copy, owner->email, &carried);
  if (last && !carried.cancels && carried.sequence == copy->appointment->sequence) return TRUE;
  return supersede(copy, owner->email, &left, error) && put(copy, owner->email, owner->name, FALSE, error);
}

static gboolean take_away(struct copy *copy, const char *address, GError **error) {
  struct carried carried = {FALSE, 0};
  gboolean left = FALSE;
  const struct store_message *last = newest(copy, address, &carried);
  if (!last || carried.cancels) return TRUE;
  return supersede(copy, address, &left, error) && (!left || put(copy, address, "", TRUE, error));
}

/* Whoever had it before it was another's to do. */
static gboolean take_from_others(struct copy *copy, const char *owner, GError **error) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  struct carried carried;
  for (guint i = 0; i < copy->rows->len; i++) {
    const struct store_message *row = copy->rows->pdata[i];
    if (!carries(copy, row, &carried) || g_strcmp0(row->address, owner) == 0) continue;
    if (g_hash_table_add(seen, row->address) && !take_away(copy, row->address, error)) return FALSE;
  }
  return TRUE;
}

gboolean flow_agenda_follow(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                            const struct store_appointment *appointment, GError **error) {
  const struct store_staff *owner = flow_staff(flow, file->enrolment->counsellor);
  g_autofree char *channel = owner ? flow_agenda_channel(flow, owner->id) : g_strdup("");
  if (appointment->end <= act->now) return TRUE;
  g_autoptr(GPtrArray) rows = store_outbox_of(flow->store, appointment->enrolment, error);
  if (!rows) return FALSE;
  struct copy copy = {flow, act, file, appointment, rows, FALSE};
  gboolean stands = strcmp(appointment->state, "open") == 0;
  if (!take_from_others(&copy, owner ? owner->email : "", error)) return FALSE;
  if (!*channel) return TRUE; /* no way leads there: what is there can't be taken away either */
  return stands ? bring(&copy, owner, error) : take_away(&copy, owner->email, error);
}

/* -- when the young person is erased ---------------------------------------------------------------------------------
 */

gboolean flow_agenda_take_out(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                              const struct store_appointment *appointment, GError **error) {
  g_autoptr(GPtrArray) rows = store_outbox_of(flow->store, appointment->enrolment, error);
  struct copy copy = {flow, act, file, appointment, rows, TRUE};
  return rows && take_from_others(&copy, NULL, error);
}

/* What the copy there was told: a calendar takes away only what stands as we wrote it. */
static const char *reference_before(const GPtrArray *rows, guint at, const char *uid) {
  static const char *const taken[] = {"sent", "delivered", NULL};
  const struct store_message *cancel = rows->pdata[at];
  for (guint i = at + 1; i < rows->len; i++) {
    const struct store_message *row = rows->pdata[i];
    if (flow_agenda_is_copy(row) && strcmp(row->address, cancel->address) == 0 && strstr(row->invitation, uid) &&
        g_strv_contains(taken, row->state))
      return row->reference;
  }
  return "";
}

/* The UID of the step says nothing to who has no key (S2). */
static struct store_message *nobodys(const GPtrArray *rows, guint at, json_t *invitation) {
  const struct store_message *row = rows->pdata[at];
  g_autofree char *title = flow_words_agenda_title("");
  json_object_set_new(invitation, "summary", json_string(title));
  char *dump = json_dumps(invitation, JSON_COMPACT);
  struct store_message *message = g_new(struct store_message, 1);
  *message = (struct store_message){.due = row->due,
                                    .queued_at = row->queued_at,
                                    .changed_at = row->changed_at,
                                    .expires = row->expires,
                                    .key = g_strdup(row->key),
                                    .channel = g_strdup(row->channel),
                                    .rule = g_strdup(""),
                                    .act = g_strdup(row->act),
                                    .state = g_strdup(row->state),
                                    .via = g_strdup(row->via),
                                    .reason = g_strdup(""), /* a server may have said a name */
                                    .address = g_strdup(row->address),
                                    .to_name = g_strdup(""),
                                    .sender = g_strdup(row->sender),
                                    .sender_name = g_strdup(row->sender_name),
                                    .reply_to = g_strdup(row->reply_to),
                                    .copy_to = g_strdup(""),
                                    .subject = g_strdup(title),
                                    .body = g_strdup(row->body),
                                    .template = g_strdup(""),
                                    .invitation = g_strdup(dump)};
  message->reference = g_strdup(reference_before(rows, at, json_string_value(json_object_get(invitation, "uid"))));
  free(dump);
  return message;
}

/* What another process was sending goes on as that: what becomes of it is dispatch's to judge, as ever. */
static void sort_out(const GPtrArray *rows, guint at, json_t *invitation, GPtrArray *unfinished, GPtrArray *left) {
  static const char *const done[] = {"sent", "delivered", "withdrawn", NULL}, *const open[] = {"queued", "sending",
                                                                                               NULL};
  const struct store_message *row = rows->pdata[at];
  gboolean cancels = g_strcmp0(json_string_value(json_object_get(invitation, "method")), "cancel") == 0;
  gboolean waits = cancels && g_strv_contains(open, row->state);
  if (cancels ? g_strv_contains(done, row->state) : strcmp(row->state, "queued") == 0) return;
  flow_left_add(left, row->address, json_integer_value(json_object_get(invitation, "start")), waits,
                *row->reason ? row->reason : row->state);
  if (waits) g_ptr_array_add(unfinished, nobodys(rows, at, invitation));
}

/* The newest of each calendar tells how it stands there. */
GPtrArray *flow_agenda_unfinished(const GPtrArray *rows, GPtrArray *left) {
  GPtrArray *unfinished = g_ptr_array_new_with_free_func((GDestroyNotify)store_outbox_message_free);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < rows->len; i++) {
    const struct store_message *row = rows->pdata[i];
    if (!flow_agenda_is_copy(row) || strcmp(row->state, "withdrawn") == 0) continue;
    json_t *invitation = json_loads(row->invitation, 0, NULL);
    const char *uid = json_string_value(json_object_get(invitation, "uid"));
    if (uid && g_hash_table_add(seen, g_strconcat(uid, " ", row->address, NULL)))
      sort_out(rows, i, invitation, unfinished, left);
    json_decref(invitation);
  }
  return unfinished;
}

/* -- what became of it
 * --------------------------------------------------------------------------------------------------- */

static const struct outcome {
  const char *sign; /* what the reason begins with */
  char *(*why)(const char *when);
} outcomes[] = {{"changed by its owner", flow_words_agenda_changed},
                {"removed by its owner", flow_words_agenda_removed},
                {"", flow_words_agenda_failed}};

static char *when(const struct flow *flow, const struct store_message *message) {
  json_t *json = json_loads(message->invitation, 0, NULL);
  gint64 start = json_integer_value(json_object_get(json, "start"));
  json_decref(json);
  struct zone_local at = zone_to_local(cases_zone(flow->cases), start);
  return flow_words_moment(at.day, at.minute);
}

gboolean flow_agenda_settled(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                             const char *state, const char *reason, GError **error) {
  gboolean expired = strcmp(reason, "expired") == 0; /* the veto's word: no try came in time */
  if ((strcmp(state, "withdrawn") == 0 && !expired) || !message->enrolment) return TRUE; /* of who was erased: doctor */
  g_autoptr(CasesFile) file = flow_file(flow, message->enrolment, error);
  if (!file) return FALSE;
  const struct outcome *outcome = outcomes;
  while (!g_str_has_prefix(reason, outcome->sign)) outcome++;
  g_autofree char *moment = when(flow, message), *why = outcome->why(moment);
  g_autofree char *name = g_strconcat("agenda-", message->key, NULL);
  return flow_errand(flow, act, file, &(struct flow_errand){.kind = "judge", .name = name, .why = why}, error);
}

struct store_message *flow_agenda_copy_of(struct flow *flow, gint64 enrolment, const char *uid, const char *address) {
  g_autoptr(GPtrArray) rows = store_outbox_of(flow->store, enrolment, NULL);
  struct store_appointment one = {.uid = (char *)uid};
  struct copy copy = {.flow = flow, .appointment = &one, .rows = rows};
  struct carried carried = {FALSE, 0};
  const struct store_message *last = rows ? newest(&copy, address, &carried) : NULL;
  gboolean there = last && !carried.cancels && strcmp(last->state, "sent") == 0;
  return there ? store_outbox_message(flow->store, last->id, NULL) : NULL;
}

gboolean flow_agenda_noticed(struct flow *flow, const struct flow_act *act, const struct store_message *copy,
                             const char *reason, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, flow_agenda_settled(flow, act, copy, "failed", reason, error), error);
}

/* -- hours
 * -------------------------------------------------------------------------------------------------------------- */

static void add_told(struct flow *flow, gint64 now, gint64 staff, gint64 from, gint64 to, GArray *taken) {
  g_autoptr(StoreAgenda) agenda = store_agenda_get(flow->store, staff, NULL);
  if (!agenda || !agenda->told_at || now - agenda->told_at > FRESH_SECONDS) return;
  g_autoptr(GArray) told = store_agenda_busy(flow->store, staff, from, to, NULL);
  if (told && told->len) g_array_append_vals(taken, told->data, told->len);
}

GArray *flow_agenda_taken(struct flow *flow, gint64 now, gint64 staff, gint64 from, gint64 to) {
  GArray *taken = g_array_new(FALSE, FALSE, sizeof(struct store_span));
  add_told(flow, now, staff, from, to, taken);
  g_autoptr(GPtrArray) own = store_appointments_of_staff(flow->store, staff, from - LONGEST_SECONDS, NULL);
  for (guint i = 0; own && i < own->len; i++) {
    const struct store_appointment *one = own->pdata[i];
    struct store_span span = {one->start, one->end};
    if (strcmp(one->state, "open") == 0 && one->start < to) g_array_append_val(taken, span);
  }
  return taken;
}

gboolean flow_agenda_is_free(const GArray *taken, gint64 from, gint64 to) {
  for (guint i = 0; i < taken->len; i++) {
    const struct store_span *span = &g_array_index(taken, struct store_span, i);
    if (span->from < to && span->to > from) return FALSE;
  }
  return TRUE;
}
