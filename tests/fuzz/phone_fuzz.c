/* Any text as a telephone number and as an address: what is accepted is its own normal form. */
#include "channels/formats/address.h"
#include "channels/formats/phone.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_phone(const char *text) {
  char once[PHONE_SIZE], twice[PHONE_SIZE];
  enum phone_kind kind, again;
  if (phone_normalise(text, once, &kind) != PHONE_OK) return;
  if (once[0] != '+' || strspn(once + 1, "0123456789") != strlen(once) - 1) abort();
  if (phone_normalise(once, twice, &again) != PHONE_OK || strcmp(once, twice) != 0 || kind != again) abort();
}

static void check_address(const char *text) {
  char once[ADDRESS_SIZE], twice[ADDRESS_SIZE];
  if (address_normalise(text, once) != ADDRESS_OK) return;
  if (strpbrk(once, "\r\n") || !g_str_is_ascii(once)) abort();
  if (address_normalise(once, twice) != ADDRESS_OK || strcmp(once, twice) != 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autofree char *text = g_strndup((const char *)data, size);
  check_phone(text);
  check_address(text);
  return 0;
}
