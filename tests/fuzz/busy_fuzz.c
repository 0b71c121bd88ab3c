/* Any bytes as somebody's calendar, by itself and as an answer of a WebDAV server: no crash, no hang, and what is busy
 * lies within what was asked. */
#include "channels/formats/busy.h"
#include "channels/formats/dav.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FROM = 1772323200, TO = 1777593600 }; /* March and April 2026 */

static void read_calendar(const char *text, size_t size) {
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  busy_read(text, size, "jette@dekruin.example", FROM, TO, busy);
  if (busy->len > BUSY_MOST) abort();
  for (guint i = 0; i < busy->len; i++) {
    const struct channel_busy *one = &g_array_index(busy, struct channel_busy, i);
    if (one->from < FROM || one->to > TO || one->from >= one->to) abort();
  }
  struct busy_event event;
  const struct busy_move move = {"a@b", "Gesprek", FROM, FROM + 1800, FROM, 1};
  gboolean there = busy_find(text, size, move.uid, &event);
  g_autofree char *moved = busy_moved(text, size, &move);
  if (there && !moved) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autofree char *text = g_strndup((const char *)data, size);
  read_calendar(text, size);
  g_autoptr(GPtrArray) all = dav_read(text, size, NULL);
  for (guint i = 0; all && i < all->len; i++) {
    const struct dav_resource *resource = all->pdata[i];
    if (!g_utf8_validate(resource->data, -1, NULL) || !g_utf8_validate(resource->href, -1, NULL)) abort();
    read_calendar(resource->data, strlen(resource->data));
  }
  return 0;
}
