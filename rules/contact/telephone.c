#include "rules/contact/telephone.h"

#include <glib.h>
#include <string.h>

enum { E164_MOST = 15, E164_LEAST = 5, DUTCH_DIGITS = 9 };

/* Nummerplan telefoon- en ISDN-diensten: areas of two digits after the 0; all others have three. 8x has no area and is
 * spoken the same way. */
static const char *const short_areas[] = {"10", "13", "15", "20", "23", "24", "26", "30", "33", "35", "36", "38",
                                          "40", "43", "45", "46", "50", "53", "55", "58", "70", "71", "72", "73",
                                          "74", "75", "76", "77", "78", "79", "82", "84", "85", "87", "88", NULL};

/* What is dialled in one breath before the number proper. */
static const char *const services[] = {"800", "900", "906", "909", "970", NULL};

/* ITU-T E.164 list of assigned codes: those of one digit and of two; the others have three. */
static const char *const short_codes[] = {"1",  "7",  "20", "27", "30", "31", "32", "33", "34", "36", "39", "40",
                                          "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54",
                                          "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
                                          "82", "84", "86", "90", "91", "92", "93", "94", "95", "98", NULL};

static gsize prefix_of(const char *digits, const char *const *prefixes) {
  for (; *prefixes; prefixes++)
    if (g_str_has_prefix(digits, *prefixes)) return strlen(*prefixes);
  return 0;
}

/* In pairs; what is odd begins with three. */
static void add_pairs(GString *out, const char *digits) {
  gsize first = strlen(digits) % 2 ? 3 : 2;
  for (gsize size = first; *digits; digits += size, size = 2) {
    size = MIN(size, strlen(digits));
    g_string_append_c(out, ' ');
    g_string_append_len(out, digits, (gssize)size);
  }
}

static char *dutch(const char *digits) {
  gsize length = strlen(digits), area = prefix_of(digits, short_areas), service = prefix_of(digits, services);
  if (service) return g_strdup_printf("0%.*s %s", (int)service, digits, digits + service);
  if (g_str_has_prefix(digits, "14") && length < DUTCH_DIGITS) return g_strdup_printf("14 %s", digits + 2);
  if (length != DUTCH_DIGITS) return g_strconcat("0", digits, NULL);
  if (*digits == '6') return g_strconcat("06 ", digits + 1, NULL);
  gsize size = area ? area : 3;
  GString *out = g_string_new("0");
  g_string_append_len(out, digits, (gssize)size);
  add_pairs(out, digits + size);
  return g_string_free(out, FALSE);
}

static char *foreign(const char *digits) {
  gsize code = prefix_of(digits, short_codes);
  if (!code) code = 3;
  GString *out = g_string_new("+");
  g_string_append_len(out, digits, (gssize)code);
  const char *rest = digits + code;
  if (strlen(rest) <= 4) {
    g_string_append_printf(out, " %s", rest);
    return g_string_free(out, FALSE);
  }
  g_string_append_printf(out, " %.3s", rest);
  add_pairs(out, rest + 3);
  return g_string_free(out, FALSE);
}

char *telephone_display(const char *normal) {
  gsize length = strlen(normal), digits = *normal == '+' ? strspn(normal + 1, "0123456789") : 0;
  if (digits + 1 != length || digits < E164_LEAST || digits > E164_MOST) return g_strdup(normal);
  return g_str_has_prefix(normal, "+31") ? dutch(normal + 3) : foreign(normal + 1);
}
