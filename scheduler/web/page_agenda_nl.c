/* The feed of a counsellor's appointments, /agenda/TOKEN.ics: to subscribe to from any calendar program.
 *
 * No sign-in, for such programs have none: who has the address may read it, so it says no more than a first name and a
 * time, and a new address ends the old one. */
#include <string.h>

#include "channels/formats/appointment.h"
#include "scheduler/store/store_agenda.h"
#include "scheduler/store/store_appointments.h"
#include "scheduler/store/store_staff.h"
#include "scheduler/web/web_room.h"

enum { PAST_SECONDS = 31 * 24 * 60 * 60, SHOWN_MOST = 2000 };

static struct store_staff *owner_of(const struct web_request *request, struct store *store) {
  static const char ending[] = ".ics";
  if (!g_str_has_suffix(request->tail, ending)) return NULL;
  g_autofree char *token = g_strndup(request->tail, strlen(request->tail) - strlen(ending));
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, token, -1);
  gint64 staff = store_agenda_of_token(store, hash);
  return staff ? store_staff_get(store, staff, NULL) : NULL;
}

static struct appointment shown(const struct store_appointment *one, const char *title) {
  return (struct appointment){.uid = one->uid,
                              .sequence = one->sequence,
                              .start = one->start,
                              .end = one->end,
                              .stamp = one->changed_at,
                              .summary = title,
                              .location = "",
                              .description = flow_agenda_description(),
                              .cancelled = strcmp(one->state, "open") != 0};
}

static char *feed_of(const struct web_request *request, struct store *store, const struct store_staff *owner) {
  g_autoptr(GPtrArray) rows = store_appointments_of_staff(store, owner->id, request->now - PAST_SECONDS, NULL);
  if (!rows) return NULL;
  guint n = MIN(rows->len, (guint)SHOWN_MOST);
  g_autofree struct appointment *all = g_new0(struct appointment, n + 1);
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < n; i++) {
    const struct store_appointment *one = rows->pdata[i];
    g_ptr_array_add(titles, flow_agenda_title(request->web->world.flow, one->enrolment));
    all[i] = shown(one, titles->pdata[i]);
  }
  return appointment_feed("Gesprekken loopbaanbegeleiding", owner->email, all, n);
}

static gboolean is_known(const struct web_request *request, const char *tag) {
  const char *known = MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "If-None-Match");
  return known && (strstr(known, tag) || strcmp(known, "*") == 0);
}

void page_agenda(struct web_request *request, struct web_answer *answer) {
  struct store *store = cases_store(request->web->world.cases);
  struct store_staff *owner = owner_of(request, store);
  g_autofree char *feed = owner ? feed_of(request, store, owner) : NULL;
  gboolean found = owner != NULL;
  store_staff_free(owner);
  if (!found) {
    page_frame_not_found(answer, NULL);
    return;
  }
  if (!feed) {
    page_frame_failed(answer, NULL);
    return;
  }
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, feed, -1);
  answer->tag = g_strdup_printf("\"%.32s\"", hash);
  answer->type = "text/calendar; charset=utf-8";
  if (is_known(request, answer->tag))
    answer->status = MHD_HTTP_NOT_MODIFIED;
  else
    g_string_append(answer->body, feed);
}
