/* What a stranger wrote: danger, language, stop. No crash, no hang, and the same words twice say the same. */
#include "rules/contact/safety.h"
#include "rules/contact/tongue.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  static struct safety *safety; /* lint: state because compiling the signs anew would be all that is fuzzed */
  if (!safety) safety = safety_new();
  g_autofree char *text = g_strndup((const char *)data, size);
  const struct tongue *tongue = NULL;
  if (safety_read(safety, text) != safety_read(safety, text)) __builtin_trap();
  if (tongue_is_foreign(text, &tongue) && tongue != tongue_guess(text)) __builtin_trap();
  tongue_is_stop(text);
  return 0;
}
