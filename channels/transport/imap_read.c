#include "channels/transport/imap_read.h"

#include <string.h>

struct imap_read {
  GByteArray *waiting; /* fed and not yet read */
  gsize at;            /* how far in it */
  struct imap_response response;
  gboolean whole;      /* the response was given out: the next call begins another */
  GByteArray *filling; /* the literal that is being read, or NULL */
  gsize left;          /* of it */
  gsize literals;      /* bytes of all literals of this response */
  const char *problem; /* NULL = none */
};

static void literal_free(gpointer data) {
  g_byte_array_unref(data);
}

struct imap_read *imap_read_new(void) {
  struct imap_read *reader = g_new0(struct imap_read, 1);
  reader->waiting = g_byte_array_new();
  reader->response = (struct imap_response){.text = g_string_new(NULL),
                                            .places = g_array_new(FALSE, FALSE, sizeof(gsize)),
                                            .literals = g_ptr_array_new_with_free_func(literal_free)};
  return reader;
}

void imap_read_free(struct imap_read *reader) {
  if (!reader) return;
  g_byte_array_unref(reader->waiting);
  g_string_free(reader->response.text, TRUE);
  g_array_unref(reader->response.places);
  g_ptr_array_unref(reader->response.literals);
  g_free(reader);
}

void imap_read_feed(struct imap_read *reader, const void *bytes, gsize length) {
  g_byte_array_remove_range(reader->waiting, 0, (guint)reader->at);
  reader->at = 0;
  g_byte_array_append(reader->waiting, bytes, (guint)length);
}

const char *imap_read_problem(const struct imap_read *reader) {
  return reader->problem ? reader->problem : "";
}

static enum imap_read_state broken(struct imap_read *reader, const char *problem) {
  reader->problem = problem;
  return IMAP_READ_BROKEN;
}

static void begin(struct imap_read *reader) {
  g_string_truncate(reader->response.text, 0);
  g_array_set_size(reader->response.places, 0);
  g_ptr_array_set_size(reader->response.literals, 0);
  reader->literals = 0;
  reader->whole = FALSE;
}

/* The words of a person may end in anything, also in "{12}": these responses have no literals. */
static gboolean has_words(const char *text) {
  static const char *const words[] = {"* OK ", "* NO ", "* BAD ", "* BYE ", "* PREAUTH "};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_ascii_strncasecmp(text, words[i], strlen(words[i])) == 0) return TRUE;
  return !g_str_has_prefix(text, "* ");
}

/* "… {12}" or "… {12+}": a literal of that many bytes follows. */
static gboolean announces(const GString *text, guint64 *length) {
  if (!text->len || text->str[text->len - 1] != '}' || has_words(text->str)) return FALSE;
  const char *open = strrchr(text->str, '{');
  if (!open) return FALSE;
  g_autofree char *number = g_strndup(open + 1, (gsize)(text->str + text->len - open) - 2);
  gsize digits = strlen(number);
  if (digits && number[digits - 1] == '+') number[digits - 1] = '\0';
  return g_ascii_string_to_unsigned(number, 10, 0, G_MAXUINT64, length, NULL);
}

static enum imap_read_state begin_literal(struct imap_read *reader, guint64 length) {
  struct imap_response *r = &reader->response;
  if (length > IMAP_READ_LITERAL_MOST - reader->literals) return broken(reader, "a literal is too long");
  if (r->literals->len >= IMAP_READ_LITERALS_MOST) return broken(reader, "too many literals in one response");
  reader->literals += (gsize)length;
  reader->left = (gsize)length;
  reader->filling = g_byte_array_new(); /* grows as bytes come: what is announced need not come */
  g_ptr_array_add(r->literals, reader->filling);
  g_array_append_val(r->places, r->text->len);
  return IMAP_READ_MORE;
}

static enum imap_read_state end_line(struct imap_read *reader) {
  GString *text = reader->response.text;
  guint64 length = 0;
  gsize length_of_line = text->len;
  if (length_of_line && text->str[length_of_line - 1] == '\r') g_string_truncate(text, length_of_line - 1);
  if (announces(text, &length)) return begin_literal(reader, length);
  reader->whole = TRUE;
  return IMAP_READ_WHOLE;
}

static void fill_literal(struct imap_read *reader) {
  gsize part = MIN(reader->left, reader->waiting->len - reader->at);
  g_byte_array_append(reader->filling, reader->waiting->data + reader->at, (guint)part);
  reader->at += part;
  reader->left -= part;
  if (!reader->left) reader->filling = NULL;
}

static enum imap_read_state read_line(struct imap_read *reader) {
  const char *from = (const char *)reader->waiting->data + reader->at;
  gsize have = reader->waiting->len - reader->at;
  const char *end = memchr(from, '\n', have);
  gsize part = end ? (gsize)(end - from) : have;
  if (memchr(from, '\0', part)) return broken(reader, "a line holds a NUL");
  if (reader->response.text->len + part > IMAP_READ_LINE_MOST) return broken(reader, "a line is too long");
  g_string_append_len(reader->response.text, from, (gssize)part);
  reader->at += part + (end ? 1 : 0);
  return end ? end_line(reader) : IMAP_READ_MORE;
}

enum imap_read_state imap_read_next(struct imap_read *reader, const struct imap_response **response) {
  enum imap_read_state state = reader->problem ? IMAP_READ_BROKEN : IMAP_READ_MORE;
  if (reader->whole) begin(reader);
  while (state == IMAP_READ_MORE && reader->at < reader->waiting->len) {
    if (reader->filling && reader->left)
      fill_literal(reader);
    else
      reader->filling = NULL, state = read_line(reader);
  }
  *response = state == IMAP_READ_WHOLE ? &reader->response : NULL;
  return state;
}
