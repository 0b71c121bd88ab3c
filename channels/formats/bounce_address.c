#include "channels/formats/bounce_address.h"

#include "channels/formats/address.h"

#include <string.h>

enum { LOCAL_MOST = 128 };

static gboolean is_odd_local(const char *text, gsize size) {
  for (gsize i = 0; i < size; i++)
    if ((guchar)text[i] <= ' ' || text[i] == 0x7f || strchr("<>()[],;:\"", text[i])) return FALSE;
  return size > 0 && size <= LOCAL_MOST;
}

/* The domain alone decides whether a server's odd name may be one. */
static char *checked(const char *text) {
  char out[ADDRESS_SIZE], domain[ADDRESS_SIZE];
  if (address_normalise(text, out) == ADDRESS_OK) return g_strdup(out);
  const char *at = strrchr(text, '@');
  if (!at || !is_odd_local(text, (gsize)(at - text)) || !g_utf8_validate(text, -1, NULL)) return NULL;
  g_autofree char *plain = g_strconcat("x", at, NULL);
  if (address_normalise(plain, domain) != ADDRESS_OK) return NULL;
  return g_strdup_printf("%.*s%s", (int)(at - text), text, domain + 1);
}

char *bounce_address_unescaped(const char *text) {
  const char *plus = strchr(text, '+');
  if (!plus) return NULL;
  GString *out = g_string_new_len(text, plus - text);
  for (const char *p = plus; *p; p++) {
    int value = *p == '+' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])
                    ? g_ascii_xdigit_value(p[1]) * 16 + g_ascii_xdigit_value(p[2])
                    : 0;
    g_string_append_c(out, value > ' ' && value < 0x7f ? (char)value : *p);
    if (value > ' ' && value < 0x7f) p += 2;
  }
  return g_string_free(out, FALSE);
}

/* Of "\x{EB}": how many bytes it takes; 0 = it is none. */
static gsize code_point(const char *p, gunichar *c) {
  if (strncmp(p, "\\x{", 3) != 0) return 0;
  gsize digits = 0;
  for (*c = 0; digits < 6 && g_ascii_isxdigit(p[3 + digits]); digits++)
    *c = *c * 16 + (gunichar)g_ascii_xdigit_value(p[3 + digits]);
  return digits && p[3 + digits] == '}' && *c > ' ' && g_unichar_validate(*c) ? digits + 4 : 0;
}

static char *without_code_points(const char *text) {
  GString *out = g_string_new(NULL);
  while (*text) {
    gunichar c = 0;
    gsize size = code_point(text, &c);
    if (size)
      g_string_append_unichar(out, c);
    else
      g_string_append_c(out, *text);
    text += size ? size : 1;
  }
  return g_string_free(out, FALSE);
}

/* "IMCEA", the kind of address, "-", the address with "+XX" for what is no letter or digit, "@", who wrapped it. */
static char *unwrapped(const char *text) {
  const char *dash = strchr(text, '-'), *at = strrchr(text, '@');
  if (!dash || !at || dash > at) return NULL;
  g_autofree char *local = g_strndup(dash + 1, (gsize)(at - dash) - 1);
  g_autofree char *plain = bounce_address_unescaped(local);
  return plain ? checked(plain) : NULL;
}

/* What stands before the name of the mailbox when it is the domain itself. */
static const char *after_own_domain(const char *text) {
  const char *at = strrchr(text, '@');
  if (!at) return text;
  gsize size = strlen(at + 1);
  for (const char *dash = strchr(text, '-'); dash && dash < at; dash = strchr(dash + 1, '-'))
    if ((gsize)(dash - text) >= size && size > 0 && g_ascii_strncasecmp(dash - size, at + 1, size) == 0)
      return dash + 1;
  return text;
}

char *bounce_address_of(const char *text) {
  if (g_ascii_strncasecmp(text, "imcea", 5) == 0) return unwrapped(text);
  if (strstr(text, "\\x{")) {
    g_autofree char *plain = without_code_points(text);
    return checked(plain);
  }
  return checked(after_own_domain(text));
}
