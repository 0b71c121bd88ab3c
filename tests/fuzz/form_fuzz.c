/* A form's body as a browser, or anybody, sends it: a field is valid UTF-8 or absent, whatever the bytes. */
#include <stdint.h>
#include <stdlib.h>

#include "scheduler/web/web_room.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autoptr(GString) body = g_string_new_len((const char *)data, (gssize)size);
  struct web_request request = {.body = body};
  static const char *const names[] = {"email", "wachtwoord", ""};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *value = web_room_field(&request, names[i]);
    if (value && !g_utf8_validate(value, -1, NULL)) abort();
  }
  return 0;
}
