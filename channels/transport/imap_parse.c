#include "channels/transport/imap_parse.h"

#include <string.h>

enum { DEPTH_MOST = 32 };

/* "NAME …" with that name, in any case: what follows the name and its blank; NULL else. */
static const char *after_word(const char *text, const char *word) {
  gsize length = strlen(word);
  if (g_ascii_strncasecmp(text, word, length) != 0 || (text[length] && text[length] != ' ')) return NULL;
  return text[length] ? text + length + 1 : text + length;
}

/* Digits, at most what fits; NULL when there are none. */
static const char *number_at(const char *text, guint64 *number) {
  char *end = NULL;
  if (!g_ascii_isdigit(*text)) return NULL;
  *number = g_ascii_strtoull(text, &end, 10);
  return end;
}

static gboolean small(guint64 number, guint32 *out) {
  if (number > G_MAXUINT32) return FALSE;
  *out = (guint32)number;
  return TRUE;
}

enum imap_status imap_parse_status(const struct imap_response *response, const char *tag, const char **text) {
  static const struct {
    const char *word;
    enum imap_status status;
  } words[] = {{"OK", IMAP_STATUS_OK}, {"NO", IMAP_STATUS_NO}, {"BAD", IMAP_STATUS_BAD}};
  const char *line = response->text->str;
  gsize length = strlen(tag);
  if (strncmp(line, tag, length) != 0 || line[length] != ' ') return IMAP_STATUS_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
    *text = after_word(line + length + 1, words[i].word);
    if (*text) return words[i].status;
  }
  *text = line + length + 1;
  return IMAP_STATUS_BAD; /* our tag with no word that we know: surely no yes */
}

const char *imap_parse_untagged(const struct imap_response *response, const char *word) {
  const char *line = response->text->str;
  return g_str_has_prefix(line, "* ") ? after_word(line + 2, word) : NULL;
}

/* What follows "* N WORD", and N. */
static const char *counted(const struct imap_response *response, const char *word, guint32 *number) {
  const char *line = response->text->str;
  guint64 long_number = 0;
  const char *end = g_str_has_prefix(line, "* ") ? number_at(line + 2, &long_number) : NULL;
  return end && *end == ' ' && small(long_number, number) ? after_word(end + 1, word) : NULL;
}

gboolean imap_parse_counted(const struct imap_response *response, const char *word, guint32 *number) {
  return counted(response, word, number) != NULL;
}

gboolean imap_parse_code(const struct imap_response *response, const char *code, guint32 *number) {
  const char *text = imap_parse_untagged(response, "OK");
  guint64 long_number = 0;
  const char *rest = text && *text == '[' ? after_word(text + 1, code) : NULL;
  return rest && number_at(rest, &long_number) && small(long_number, number);
}

guint32 imap_parse_lowest(const struct imap_response *response) {
  const char *text = imap_parse_untagged(response, "SEARCH");
  guint32 lowest = 0, one = 0;
  guint64 number = 0;
  while (text && (text = number_at(text, &number))) {
    if (small(number, &one) && one && (!lowest || one < lowest)) lowest = one;
    while (*text == ' ') text++;
  }
  return lowest;
}

/* -- FETCH -----------------------------------------------------------------------------------------------------------
 */

/* Walks over the line; at the end of an announcement the literal is what is meant. */
struct cursor {
  const struct imap_response *response;
  const char *at;
};

static void skip_blanks(struct cursor *c) {
  while (*c->at == ' ') c->at++;
}

/* "{12}" with the literal that stands there. */
static gboolean read_literal(struct cursor *c, const GByteArray **body) {
  const struct imap_response *r = c->response;
  for (guint i = 0; i < r->places->len; i++) {
    const char *end = r->text->str + g_array_index(r->places, gsize, i);
    const char *close = strchr(c->at, '}');
    if (!close || close + 1 != end) continue;
    *body = r->literals->pdata[i];
    c->at = end;
    return TRUE;
  }
  return FALSE;
}

static gboolean skip_quoted(struct cursor *c) {
  for (c->at++; *c->at && *c->at != '"'; c->at++)
    if (*c->at == '\\' && c->at[1]) c->at++;
  return *c->at++ == '"';
}

static gboolean skip_value(struct cursor *c, int depth);

static gboolean skip_list(struct cursor *c, int depth) {
  if (depth > DEPTH_MOST) return FALSE;
  for (c->at++; *c->at && *c->at != ')'; skip_blanks(c))
    if (!skip_value(c, depth + 1)) return FALSE;
  if (*c->at != ')') return FALSE;
  c->at++;
  return TRUE;
}

static gboolean skip_value(struct cursor *c, int depth) {
  const GByteArray *body;
  if (*c->at == '(') return skip_list(c, depth);
  if (*c->at == '"') return skip_quoted(c);
  if (*c->at == '{') return read_literal(c, &body);
  gsize length = strcspn(c->at, " ()\"{");
  c->at += length;
  return length > 0;
}

/* "BODY[HEADER.FIELDS (FROM)]<0>": blanks and brackets within [] belong to the name. */
static const char *item_end(const char *at) {
  const char *end = at + strcspn(at, " [()");
  if (*end != '[') return end;
  end = strchr(end, ']');
  return end ? end + strcspn(end, " ") : NULL;
}

static gboolean is_item(const char *from, const char *end, const char *name) {
  return (gsize)(end - from) == strlen(name) && g_ascii_strncasecmp(from, name, strlen(name)) == 0;
}

static gboolean read_number(struct cursor *c, guint64 *number) {
  const char *end = number_at(c->at, number);
  if (end) c->at = end;
  return end != NULL;
}

static gboolean read_item(struct cursor *c, struct imap_fetched *out) {
  const char *name = c->at, *end = item_end(name);
  guint64 number = 0;
  if (!end || end == name || *end != ' ') return FALSE;
  c->at = end + 1;
  if (is_item(name, end, "UID")) return read_number(c, &number) && small(number, &out->uid);
  if (is_item(name, end, "RFC822.SIZE")) return read_number(c, &out->size);
  gboolean body = g_ascii_strncasecmp(name, "BODY[]", strlen("BODY[]")) == 0;
  if (body && *c->at == '{') return read_literal(c, &out->body);
  return skip_value(c, 0);
}

gboolean imap_parse_fetched(const struct imap_response *response, struct imap_fetched *out) {
  guint32 sequence = 0;
  *out = (struct imap_fetched){0};
  struct cursor c = {response, counted(response, "FETCH", &sequence)};
  if (!c.at || *c.at != '(') return FALSE;
  for (c.at++; *c.at && *c.at != ')'; skip_blanks(&c))
    if (!read_item(&c, out)) return FALSE;
  return *c.at == ')';
}
