#include "scheduler/intake/intake_parts.h"

#include <string.h>

static char letter_of(const char *state) {
  if (strcmp(state, "delivered") == 0) return 'd';
  return strcmp(state, "failed") == 0 ? 'f' : 's';
}

char *intake_parts_note(const char *parts, int part, const char *state) {
  GString *out = g_string_new(parts);
  if (part < 1 || part > INTAKE_PARTS_MOST) return g_string_free(out, FALSE);
  while (out->len < (gsize)part) g_string_append_c(out, '.');
  char *place = &out->str[part - 1];
  if (*place != 'd' && *place != 'f') *place = letter_of(state);
  return g_string_free(out, FALSE);
}

const char *intake_parts_state(const char *parts, int total) {
  gsize all = MAX((gsize)MAX(total, 1), strlen(parts));
  if (strchr(parts, 'f')) return "failed";
  return strspn(parts, "d") == all ? "delivered" : "sent";
}
