/* Any JSON as the answer of a calendar in the cloud: no crash, and what is busy lies within what was asked. */
#include "channels/calendar/calendar_web.h"
#include "channels/calendar/cloud_busy.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FROM = 1790812800, TO = 1794441600 }; /* six weeks from 2026-10-01 */

static void check(gboolean (*read)(const json_t *, gint64, gint64, GArray *), const json_t *answer) {
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  read(answer, FROM, TO, busy);
  if (busy->len > CLOUD_BUSY_MOST) abort();
  for (guint i = 0; i < busy->len; i++) {
    const struct channel_busy *one = &g_array_index(busy, struct channel_busy, i);
    if (one->from < FROM || one->to > TO || one->from >= one->to) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  json_t *answer = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
  if (!answer) return 0;
  check(cloud_busy_graph, answer);
  check(cloud_busy_google, answer);
  if (calendar_web_moment(answer) < 0) abort();
  json_decref(answer);
  return 0;
}
