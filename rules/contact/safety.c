#include "rules/contact/safety.h"

#include "rules/contact/spelling.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

enum { MATCH_LIMIT = 200000, HEAP_LIMIT_KIB = 4096, STRETCH = 3, PART = 65536 };

const char *const safety_kind_names[] = {"none", "self", "others", "death"};

struct safety {
  GPtrArray *codes; /* of safety_signs, in that order */
  pcre2_match_context *context;
};

static void code_free(gpointer code) {
  pcre2_code_free(code);
}

/* A sign that does not compile would be a hole in the floor: the test compiles them all. */
static pcre2_code *compile(const char *pattern) {
  int number = 0;
  PCRE2_SIZE offset = 0;
  g_autofree char *folded = spelling_fold(pattern);
  pcre2_code *code =
      pcre2_compile((PCRE2_SPTR)folded, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP, &number, &offset, NULL);
  if (!code) g_error("safety: \"%s\" is no pattern (error %d at %d)", pattern, number, (int)offset);
  return code;
}

struct safety *safety_new(void) {
  struct safety *safety = g_new0(struct safety, 1);
  safety->codes = g_ptr_array_new_with_free_func(code_free);
  for (const struct safety_sign *sign = safety_signs; sign->pattern; sign++)
    g_ptr_array_add(safety->codes, compile(sign->pattern));
  safety->context = pcre2_match_context_create(NULL);
  pcre2_set_match_limit(safety->context, MATCH_LIMIT);
  pcre2_set_heap_limit(safety->context, HEAP_LIMIT_KIB);
  return safety;
}

void safety_free(struct safety *safety) {
  if (!safety) return;
  g_ptr_array_unref(safety->codes);
  pcre2_match_context_free(safety->context);
  g_free(safety);
}

/* -- texting --------------------------------------------------------------------------------------------------------
 */

/* A digit between letters stands for the letter it looks like; "113" and "10 uur" stay what they are. */
static gunichar unmasked(gunichar c) {
  static const char digits[] = "013457@$", letters[] = "oieastas";
  const char *at = c && c < 128 ? strchr(digits, (int)c) : NULL;
  return at ? (gunichar)letters[at - digits] : c;
}

static gboolean is_letter_at(const gunichar *text, glong n, glong i) {
  return i >= 0 && i < n && g_unichar_isalpha(text[i]);
}

static gunichar as_letter(const gunichar *text, glong n, glong i) {
  gboolean masked = is_letter_at(text, n, i - 1) || (is_letter_at(text, n, i + 1) && i > 0 && text[i - 1] != ' ');
  return masked ? unmasked(text[i]) : text[i];
}

/* Words with one blank between them: apostrophes go ("'k", "don't"), all other signs become the blank. */
static void add_plain(GString *out, gunichar c) {
  if (c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0x00b4) return;
  if (g_unichar_isalnum(c))
    g_string_append_unichar(out, c);
  else if (out->len && out->str[out->len - 1] != ' ')
    g_string_append_c(out, ' ');
}

/* `keep`: how many of a stretched letter stay. "dooood" needs two, "wiiil" one: both are tried. */
static char *plain(const gunichar *text, glong n, int keep) {
  GString *out = g_string_sized_new((gsize)n + 1);
  for (glong i = 0; i < n;) {
    glong run = 1;
    while (i + run < n && text[i + run] == text[i]) run++;
    glong times = run >= STRETCH && g_unichar_isalpha(text[i]) ? keep : run;
    for (glong k = 0; k < times; k++) add_plain(out, run == 1 ? as_letter(text, n, i) : text[i]);
    i += run;
  }
  return g_string_free(out, FALSE);
}

/* -- matching -------------------------------------------------------------------------------------------------------
 */

/* PCRE2_ERROR_NOMATCH is the only answer that says no. */
static gboolean matches(const struct safety *safety, guint index, const char *text) {
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  int found = pcre2_match(safety->codes->pdata[index], (PCRE2_SPTR)text, strlen(text), 0, 0, data, safety->context);
  pcre2_match_data_free(data);
  return found != PCRE2_ERROR_NOMATCH;
}

static gboolean is_found(const struct safety *safety, char *const *texts, enum safety_kind kind, gboolean weak) {
  for (guint i = 0; i < safety->codes->len; i++) {
    if (safety_signs[i].kind != kind || safety_signs[i].weak != weak) continue;
    for (char *const *text = texts; *text; text++)
      if (matches(safety, i, *text)) return TRUE;
  }
  return FALSE;
}

/* Of what no person writes by hand the beginning and the end are read: ten megabytes would take twenty seconds. */
static char *bounded(const char *text) {
  gsize length = strlen(text);
  if (length <= 2 * PART) return spelling_fold(text);
  g_autofree char *head = g_strndup(text, PART);
  g_autofree char *both = g_strconcat(head, "\n", text + length - PART, NULL);
  return spelling_fold(both);
}

enum safety_kind safety_read(const struct safety *safety, const char *text) {
  static const struct {
    enum safety_kind kind;
    gboolean weak;
  } order[] = {{SAFETY_SELF, FALSE}, {SAFETY_OTHERS, FALSE}, {SAFETY_DEATH, FALSE}, {SAFETY_SELF, TRUE}};
  g_autofree char *folded = bounded(text);
  glong n = 0;
  g_autofree gunichar *wide = g_utf8_to_ucs4_fast(folded, -1, &n);
  g_autofree char *two = plain(wide, n, 2);
  g_autofree char *one = plain(wide, n, 1);
  char *texts[] = {two, strcmp(one, two) == 0 ? NULL : one, NULL};
  for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
    if (is_found(safety, texts, order[i].kind, order[i].weak)) return order[i].kind;
  return SAFETY_NONE;
}
