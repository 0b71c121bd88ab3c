#include "scheduler/command/chance.h"

#include <sodium.h>

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

void chance_text(char *out, gsize n) {
  if (sodium_init() < 0) g_error("no source of randomness");
  for (gsize i = 0; i < n; i++) out[i] = alphabet[randombytes_uniform(32)];
  out[n] = '\0';
}
