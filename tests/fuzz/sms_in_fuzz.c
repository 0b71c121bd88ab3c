/* What gateways send, whatever they send: every value that comes out is text, and a number is one. */
#include "channels/formats/hook_form.h"

#include "channels/formats/phone.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text) {
  if (!g_utf8_validate(text, -1, NULL)) abort();
}

/* E.164 once is E.164 again. */
static void check_number(const char *from) {
  char out[PHONE_SIZE];
  enum phone_kind kind;
  if (*from == '+' && phone_normalise(from, out, &kind) == PHONE_OK && strlen(out) >= PHONE_SIZE) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct hook_form sms;
  gboolean fine = hook_form_read(data, size, &sms);
  GHashTableIter all;
  gpointer name, value;
  if (g_hash_table_size(sms.fields) > HOOK_FORM_FIELDS_MAX && size && !memchr(data, '{', size)) abort();
  for (g_hash_table_iter_init(&all, sms.fields); g_hash_table_iter_next(&all, &name, &value);) check_text(value);
  check_number(sms.from);
  if (sms.text) check_text(sms.text);
  if (!fine && !*sms.problem) abort();
  hook_form_clear(&sms);
  return 0;
}
