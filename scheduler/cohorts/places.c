#include "scheduler/cohorts/places.h"

#include <string.h>

enum { KEY_SIZE = 48 }; /* the longest name has 32 letters */

static const struct places_gemeente *present(int code) {
  gsize low = 0, high = gemeenten_table_size;
  while (low < high) {
    gsize middle = (low + high) / 2;
    if (gemeenten_table[middle].code < code)
      low = middle + 1;
    else
      high = middle;
  }
  gboolean found = low < gemeenten_table_size && gemeenten_table[low].code == code;
  return found ? &gemeenten_table[low] : NULL;
}

static const struct places_abolished *abolished(int code) {
  gsize low = 0, high = opgeheven_table_size;
  while (low < high) {
    gsize middle = (low + high) / 2;
    if (opgeheven_table[middle].code < code)
      low = middle + 1;
    else
      high = middle;
  }
  gboolean found = low < opgeheven_table_size && opgeheven_table[low].code == code;
  return found ? &opgeheven_table[low] : NULL;
}

static int by_postcode(const char *postcode) {
  if (strlen(postcode) < 4) return 0;
  int digits = 0;
  for (int i = 0; i < 4; i++) {
    if (!g_ascii_isdigit(postcode[i])) return 0;
    digits = digits * 10 + (postcode[i] - '0');
  }
  gsize low = 0, high = pc4_table_size;
  while (low < high) {
    gsize middle = (low + high) / 2;
    if (pc4_table[middle].to < digits)
      low = middle + 1;
    else
      high = middle;
  }
  return low < pc4_table_size && pc4_table[low].from <= digits ? pc4_table[low].gemeente : 0;
}

/* Small letters and digits of a name without its accents; "" when it is too long to be one. */
static void make_key(const char *name, char key[KEY_SIZE]) {
  g_autofree char *plain = g_str_is_ascii(name) ? NULL : g_utf8_normalize(name, -1, G_NORMALIZE_DEFAULT);
  gsize n = 0;
  for (const char *p = plain ? plain : name; *p; p++) {
    if (!g_ascii_isalnum(*p)) continue;
    if (n == KEY_SIZE - 1) {
      n = 0;
      break;
    }
    key[n++] = g_ascii_tolower(*p);
  }
  key[n] = '\0';
}

/* The rows of a name: *count of them from the one that comes back. */
static const struct places_woonplaats *named(const char *key, gsize *count) {
  gsize low = 0, high = woonplaatsen_table_size;
  while (low < high) {
    gsize middle = (low + high) / 2;
    if (strcmp(woonplaatsen_table[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  *count = 0;
  while (low + *count < woonplaatsen_table_size && strcmp(woonplaatsen_table[low + *count].key, key) == 0) (*count)++;
  return &woonplaatsen_table[low];
}

static enum places_how answer(int gemeente, enum places_how how, char code[PLACES_CODE_SIZE]) {
  g_snprintf(code, PLACES_CODE_SIZE, "GM%04d", gemeente % 10000);
  return how;
}

static enum places_how by_code(int number, char code[PLACES_CODE_SIZE]) {
  if (present(number)) return answer(number, PLACES_GIVEN, code);
  const struct places_abolished *old = abolished(number);
  if (!old) return PLACES_UNKNOWN;
  return answer(old->now, old->split ? PLACES_PRESUMED : PLACES_GIVEN, code);
}

int places_code(const char *text) {
  if (g_ascii_strncasecmp(text, "GM", 2) == 0) text += 2;
  gsize length = strlen(text);
  if (length < 1 || length > 4) return 0;
  int number = 0;
  for (; *text; text++) {
    if (!g_ascii_isdigit(*text)) return 0;
    number = number * 10 + (*text - '0');
  }
  return present(number) || abolished(number) ? number : 0;
}

enum places_how places_find(const char *gemeentecode, const char *woonplaats, const char *postcode,
                            char code[PLACES_CODE_SIZE]) {
  code[0] = '\0';
  int number = *gemeentecode ? places_code(gemeentecode) : 0;
  if (number) return by_code(number, code);
  int area = by_postcode(postcode);
  char key[KEY_SIZE];
  make_key(woonplaats, key);
  gsize count = 0;
  const struct places_woonplaats *rows = key[0] ? named(key, &count) : NULL;
  if (count == 0) return area ? answer(area, PLACES_PRESUMED, code) : PLACES_UNKNOWN;
  /* One gemeente has that name, but the postcode lies elsewhere: one of both is wrong, so a person looks. */
  if (count == 1)
    return answer(rows[0].gemeente, area == 0 || area == rows[0].gemeente ? PLACES_WOONPLAATS : PLACES_PRESUMED, code);
  for (gsize i = 0; i < count; i++)
    if (area && rows[i].gemeente == area) return answer(area, PLACES_PRESUMED, code);
  return PLACES_AMBIGUOUS;
}

const struct places_gemeente *places_gemeente(const char *code) {
  int number = places_code(code);
  return number ? present(number) : NULL;
}

const char *places_region_name(int region) {
  for (gsize i = 0; i < gemeenten_table_regions_size; i++)
    if (gemeenten_table_regions[i].code == region) return gemeenten_table_regions[i].name;
  return NULL;
}
