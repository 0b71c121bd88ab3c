#include "channels/formats/address.h"

#include "channels/formats/plain_signs.h"

#include <idn2.h>
#include <string.h>

/* RFC 5321 section 4.5.3.1 and RFC 1035 section 2.3.4, in octets. */
enum { LOCAL_MOST = 64, DOMAIN_MOST = 253, LABEL_MOST = 63, ADDRESS_MOST = 254 };

struct slice {
  const char *start;
  size_t size;
};

static gboolean is_blank(gunichar c) {
  return g_unichar_isspace(c) || plain_signs_of(c) == '\0';
}

static gboolean is_ink(char c) {
  return c > ' ' && c <= '~';
}

/* Blanks of every sort that copying from a web page or a contact list leaves at either end. Nearly always there are
 * none, and an import asks a hundred thousand times. */
static struct slice trimmed(const char *text) {
  const char *start = text, *end = text + strlen(text);
  if (start < end && is_ink(start[0]) && is_ink(end[-1])) return (struct slice){start, (size_t)(end - start)};
  if (!g_utf8_validate(text, -1, NULL)) return (struct slice){start, (size_t)(end - start)};
  while (start < end && is_blank(g_utf8_get_char(start))) start = g_utf8_next_char(start);
  for (const char *last = g_utf8_find_prev_char(start, end); last && is_blank(g_utf8_get_char(last));
       last = g_utf8_find_prev_char(start, end))
    end = last;
  return (struct slice){start, (size_t)(end - start)};
}

static gboolean starts_mailto(struct slice s) {
  return s.size > 7 && g_ascii_strncasecmp(s.start, "mailto:", 7) == 0;
}

/* "<a@b.nl>", "mailto:a@b.nl?subject=…" (RFC 6068) and both together. */
static struct slice unwrapped(const char *text) {
  struct slice s = trimmed(text);
  if (s.size > 2 && s.start[0] == '<' && s.start[s.size - 1] == '>') s.start++, s.size -= 2;
  if (!starts_mailto(s)) return s;
  s.start += 7, s.size -= 7;
  const char *query = memchr(s.start, '?', s.size);
  const char *at = memchr(s.start, '@', s.size);
  if (query && at && query > at) s.size = (size_t)(query - s.start);
  return s;
}

static gboolean is_atext(char c) {
  return g_ascii_isalnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

/* dot-atom. Mailboxes with a dot at an end or two together exist in the world, but no Dutch provider gives them out and
 * as a typing error they are common. */
static gboolean is_dot_atom(struct slice s) {
  gboolean dot = TRUE;
  for (size_t i = 0; i < s.size; i++) {
    if (s.start[i] == '.' ? dot : !is_atext(s.start[i])) return FALSE;
    dot = s.start[i] == '.';
  }
  return !dot;
}

static gboolean is_quoted(struct slice s) {
  if (s.size < 3 || s.start[0] != '"' || s.start[s.size - 1] != '"') return FALSE;
  for (size_t i = 1; i < s.size - 1; i++) {
    if (s.start[i] == '\\' && ++i >= s.size - 1)
      return FALSE;
    else if (s.start[i] == '"' && s.start[i - 1] != '\\')
      return FALSE;
    if (s.start[i] < ' ' || s.start[i] > '~') return FALSE;
  }
  return TRUE;
}

static enum address_problem check_local(struct slice s) {
  if (s.size == 0) return ADDRESS_BAD_LOCAL;
  if (s.start[0] == '"') return !is_quoted(s) ? ADDRESS_BAD_LOCAL : s.size > LOCAL_MOST ? ADDRESS_TOO_LONG : ADDRESS_OK;
  if (memchr(s.start, '@', s.size)) return ADDRESS_TWO;
  if (!is_dot_atom(s)) return ADDRESS_BAD_LOCAL;
  return s.size > LOCAL_MOST ? ADDRESS_TOO_LONG : ADDRESS_OK;
}

static gboolean is_label(const char *label, size_t size) {
  if (size == 0 || size > LABEL_MOST || label[0] == '-' || label[size - 1] == '-') return FALSE;
  for (size_t i = 0; i < size; i++)
    if (!g_ascii_isalnum(label[i]) && label[i] != '-') return FALSE;
  return TRUE;
}

/* Letters, digits, hyphens; at least two labels; the last has two characters and is no number (RFC 3696 section 2). */
static gboolean is_domain(const char *domain, size_t size) {
  size_t labels = 0, start = 0;
  if (size > DOMAIN_MOST) return FALSE;
  for (size_t i = 0; i <= size; i++) {
    if (i < size && domain[i] != '.') continue;
    if (!is_label(domain + start, i - start)) return FALSE;
    labels++;
    if (i < size) start = i + 1;
  }
  return labels >= 2 && size - start >= 2 && strspn(domain + start, "0123456789") < size - start;
}

static gboolean has_other_letters(const char *domain, size_t size) {
  for (size_t i = 0; i < size; i++)
    if ((signed char)domain[i] < 0) return TRUE;
  return FALSE;
}

/* IDNA2008 with the mapping of UTS 46, non-transitional: "ß" stays itself. */
static gboolean idna_domain(const char *domain, size_t size, char out[ADDRESS_SIZE]) {
  g_autofree char *text = g_strndup(domain, size);
  char *ascii = NULL;
  if (!g_utf8_validate(text, -1, NULL)) return FALSE;
  if (idn2_to_ascii_8z(text, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK) return FALSE;
  gboolean fits = strlen(ascii) < ADDRESS_SIZE && is_domain(ascii, strlen(ascii));
  if (fits) g_strlcpy(out, ascii, ADDRESS_SIZE);
  idn2_free(ascii);
  return fits;
}

static enum address_problem check_domain(struct slice s, char out[ADDRESS_SIZE]) {
  if (s.size > ADDRESS_MOST) return ADDRESS_TOO_LONG;
  if (has_other_letters(s.start, s.size)) return idna_domain(s.start, s.size, out) ? ADDRESS_OK : ADDRESS_BAD_DOMAIN;
  for (size_t i = 0; i < s.size; i++) out[i] = g_ascii_isupper(s.start[i]) ? (char)(s.start[i] | 0x20) : s.start[i];
  out[s.size] = '\0';
  if (strstr(out, "xn--")) return idna_domain(s.start, s.size, out) ? ADDRESS_OK : ADDRESS_BAD_DOMAIN;
  return is_domain(out, s.size) ? ADDRESS_OK : ADDRESS_BAD_DOMAIN;
}

static const char *last_at(struct slice s) {
  for (size_t i = s.size; i > 0; i--)
    if (s.start[i - 1] == '@') return s.start + i - 1;
  return NULL;
}

enum address_problem address_normalise(const char *text, char out[ADDRESS_SIZE]) {
  struct slice whole = unwrapped(text);
  if (whole.size == 0) return ADDRESS_EMPTY;
  const char *at = last_at(whole);
  if (!at) return ADDRESS_NO_AT;
  struct slice local = {whole.start, (size_t)(at - whole.start)};
  struct slice domain = {at + 1, whole.size - local.size - 1};
  enum address_problem problem = check_local(local);
  if (problem) return problem;
  char ascii[ADDRESS_SIZE];
  problem = check_domain(domain, ascii);
  if (problem) return problem;
  size_t size = strlen(ascii);
  if (local.size + 1 + size > ADDRESS_MOST) return ADDRESS_TOO_LONG;
  memcpy(out, local.start, local.size);
  out[local.size] = '@';
  memcpy(out + local.size + 1, ascii, size + 1);
  return ADDRESS_OK;
}
