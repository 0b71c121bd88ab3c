/* The rule language on any bytes: a policy or an error, never both, and what is read is written and read again. */
#include <stdint.h>
#include <string.h>

#include "rules/language/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fail_unless(gboolean holds) {
  if (!holds) abort();
}

static void try_again(const struct policy *policy) {
  g_autoptr(GPtrArray) findings = language_findings_new();
  g_autofree char *text = language_write(policy), *told = language_explain(policy);
  g_autoptr(Policy) again = language_read("again", text, strlen(text), NULL, findings);
  fail_unless(again != NULL && told != NULL);
  g_autofree char *twice = language_write(again);
  fail_unless(strcmp(text, twice) == 0);
}

static void format_all(const GPtrArray *findings) {
  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *text = language_finding_format(findings->pdata[i]);
    fail_unless(g_utf8_validate(text, -1, NULL));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autoptr(GPtrArray) findings = language_findings_new();
  g_autoptr(Policy) policy = language_read("fuzz", (const char *)data, size, NULL, findings);
  fail_unless((policy == NULL) == (language_has_error(findings) != FALSE));
  format_all(findings);
  if (policy) try_again(policy);
  return 0;
}
