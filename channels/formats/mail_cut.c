#include "channels/formats/mail_cut.h"

#include <string.h>

enum { TYPE_MOST = 400, BOUNDARY_MOST = 70, DEPTH_MOST = 8, LOOKED_AT = 4096, DECODED_MOST = 60 };

enum kind { OTHER, PLAIN, HTML, MULTIPART, ALTERNATIVE, MESSAGE };
enum coding { AS_IT_IS, QUOTED, BASE64, STRANGE };

struct head { /* of a part */
  enum kind kind;
  enum coding coding;
  int types, codings;                         /* fields that say so: of two nobody knows which is meant */
  gboolean named;                             /* a file, or it could be */
  char boundary[BOUNDARY_MOST + sizeof "--"]; /* with the dashes in front; "" = none, or not written plainly */
  gsize boundary_size;
};

/* Lower case is 0x20 more, and what else that makes equal is told apart by the comparison. */
static gboolean begins_with(const char *text, const char *end, const char *word) {
  if (text == end || (*text | 0x20) != *word) return FALSE;
  gsize size = strlen(word);
  return (gsize)(end - text) >= size && g_ascii_strncasecmp(text, word, size) == 0;
}

static const char *next_line(const char *line, const char *end) {
  const char *stop = memchr(line, '\n', (gsize)(end - line));
  return stop ? stop + 1 : end;
}

/* --- a part's header --- */

/* The end of the field at `line`, with its folded lines; NULL when that is no field. */
static const char *field_end(const char *line, const char *end) {
  const char *p = line;
  while (p<end && * p> ' ' && *p < 0x7f && *p != ':') p++;
  if (p == line || p == end || *p != ':') return NULL;
  do line = next_line(line, end);
  while (line < end && (*line == ' ' || *line == '\t'));
  return line;
}

/* One of a Content-Type's parameters. */
struct param {
  const char *name, *value;
  gsize name_size, value_size;
};

static gsize token_size(const char *p) {
  gsize size = 0;
  while (g_ascii_isalnum(p[size]) || (p[size] && strchr("'+_-.", p[size]))) size++;
  return size;
}

/* The parameter in front of which `p` stands, and behind it; NULL when it isn't written as most are. */
static const char *read_param(const char *p, struct param *param) {
  while (*p == ' ') p++;
  if (*p++ != ';') return NULL;
  while (*p == ' ') p++;
  param->name = p;
  param->name_size = token_size(p);
  p += param->name_size;
  if (!param->name_size || *p != '=') return NULL;
  gboolean quoted = *++p == '"';
  param->value = p + quoted;
  param->value_size = quoted ? strcspn(param->value, "\"\\") : token_size(p);
  p = param->value + param->value_size;
  if (quoted && *p++ != '"') return NULL;
  return param->value_size && strchr("; ", *p) ? p : NULL;
}

static gboolean is_param(const struct param *param, const char *name) {
  return param->name_size == strlen(name) && g_ascii_strncasecmp(param->name, name, param->name_size) == 0;
}

/* In which a letter of ASCII is that letter. */
static gboolean is_plain_charset(const char *charset) {
  static const char *const known[] = {"utf-8", "us-ascii", "iso-8859-", "windows-125"};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    if (g_ascii_strncasecmp(charset, known[i], strlen(known[i])) == 0) return TRUE;
  return FALSE;
}

/* FALSE when that which is in `head` can't be relied upon. */
static gboolean read_params(struct head *head, const char *p) {
  while (*p) {
    struct param param;
    p = read_param(p, &param);
    if (!p) return FALSE;
    gboolean boundary = is_param(&param, "boundary");
    head->named |= is_param(&param, "name") || is_param(&param, "filename");
    if (is_param(&param, "charset") && !is_plain_charset(param.value)) return FALSE;
    if (boundary && (*head->boundary || param.value_size > BOUNDARY_MOST || memchr(param.value, ' ', param.value_size)))
      return FALSE;
    if (boundary)
      head->boundary_size =
          (gsize)g_snprintf(head->boundary, sizeof head->boundary, "--%.*s", (int)param.value_size, param.value);
  }
  return TRUE;
}

static enum kind kind_of(const char *type, const char *end) {
  static const struct {
    const char *name;
    enum kind kind;
  } kinds[] = {{"text/plain", PLAIN},     {"text/html", HTML},         {"multipart/alternative", ALTERNATIVE},
               {"multipart/", MULTIPART}, {"message/rfc822", MESSAGE}, {"message/global", MESSAGE}};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    gsize size = strlen(kinds[i].name);
    if (begins_with(type, end, kinds[i].name) && (kinds[i].name[size - 1] == '/' || strchr("; ", type[size])))
      return kinds[i].kind;
  }
  return OTHER;
}

static void read_type(struct head *head, const char *value, gsize size) {
  char type[TYPE_MOST];
  if (head->types++ || size >= sizeof type || memchr(value, '\0', size)) return;
  for (gsize i = 0; i < size; i++) type[i] = g_ascii_isspace(value[i]) ? ' ' : value[i];
  type[size] = '\0';
  g_strstrip(type);
  head->kind = kind_of(type, type + strlen(type));
  gboolean multipart = head->kind == MULTIPART || head->kind == ALTERNATIVE;
  gboolean plain = read_params(head, type + strcspn(type, "; "));
  if (!plain) head->kind = OTHER;
  if (!plain || !multipart) *head->boundary = '\0';
}

static void read_coding(struct head *head, const char *value, gsize size) {
  static const struct {
    const char *name;
    enum coding coding;
  } codings[] = {
      {"7bit", AS_IT_IS}, {"8bit", AS_IT_IS}, {"binary", AS_IT_IS}, {"quoted-printable", QUOTED}, {"base64", BASE64}};
  while (size && g_ascii_isspace(*value)) value++, size--;
  while (size && g_ascii_isspace(value[size - 1])) size--;
  gboolean again = head->codings++ > 0;
  head->coding = STRANGE;
  for (size_t i = 0; i < G_N_ELEMENTS(codings) && !again; i++)
    if (size == strlen(codings[i].name) && begins_with(value, value + size, codings[i].name))
      head->coding = codings[i].coding;
}

static void read_field(struct head *head, const char *field, const char *end) {
  if ((*field | 0x20) != 'c') return;
  static const char type[] = "content-type:", coding[] = "content-transfer-encoding:", shown[] = "content-disposition:";
  if (begins_with(field, end, type))
    read_type(head, field + sizeof type - 1, (gsize)(end - field) - sizeof type + 1);
  else if (begins_with(field, end, coding))
    read_coding(head, field + sizeof coding - 1, (gsize)(end - field) - sizeof coding + 1);
  else
    head->named |= begins_with(field, end, shown);
}

static gboolean ends_header(const char *line, const char *end) {
  return line == end || *line == '\n' || (*line == '\r' && end - line > 1 && line[1] == '\n');
}

/* What stands behind the header at `text`, its blank line included; NULL when it isn't one as the standard has it. */
static const char *read_head(struct head *head, const char *text, const char *end) {
  *head = (struct head){0};
  while (text && !ends_header(text, end)) {
    const char *field = text;
    text = field_end(field, end);
    if (text) read_field(head, field, text);
  }
  return !text || head->types > 1 ? NULL : next_line(text, end);
}

/* --- parts --- */

/* Does something inside say that it has the same one? Then GMime knows what ends what. */
static gboolean is_used_inside(const struct head *head, const char *text, const char *end) {
  const char *name = head->boundary + 2;
  gsize size = head->boundary_size - 2;
  for (const char *p = text; (p = memmem(p, (gsize)(end - p), name, size)); p += size)
    if (p > text && strchr("=\"", p[-1])) return TRUE;
  return FALSE;
}

/* The next line that is the boundary; *last: it is the one that ends them all. */
static const char *find_boundary(const struct head *head, const char *text, const char *end, gboolean *last) {
  const char *start = text;
  while ((text = memmem(text, (gsize)(end - text), head->boundary, head->boundary_size))) {
    const char *rest = text + head->boundary_size;
    gboolean begins = text == start || text[-1] == '\n';
    text = rest;
    *last = end - rest >= 2 && rest[0] == '-' && rest[1] == '-';
    if (*last) rest += 2;
    while (rest < end && (*rest == ' ' || *rest == '\t' || *rest == '\r')) rest++;
    if (begins && (rest == end || *rest == '\n')) return text - head->boundary_size;
  }
  return NULL;
}

static gboolean has_letter(const char *text, gsize size, gboolean quoted) {
  for (gsize i = 0; i < size; i++) {
    if (quoted && text[i] == '=')
      i += 2;
    else if (g_ascii_isalnum(text[i]))
      return TRUE;
  }
  return FALSE;
}

/* Surely; it may be without this. */
static gboolean says_something(const struct head *head, const char *text, const char *end) {
  guchar decoded[DECODED_MOST];
  gsize size = MIN((gsize)(end - text), (gsize)LOOKED_AT);
  if (head->kind != PLAIN || head->named || head->coding == STRANGE) return FALSE;
  if (head->coding != BASE64) return has_letter(text, size, head->coding == QUOTED);
  int state = 0;
  guint save = 0;
  size = g_base64_decode_step(text, MIN(size, (gsize)DECODED_MOST), decoded, &state, &save);
  return has_letter((const char *)decoded, size, FALSE);
}

static void append(GByteArray *out, const char *from, const char *to) {
  g_byte_array_append(out, (const guint8 *)from, (guint)(to - from));
}

/* The header at `text` as far as somebody asks for it. */
static void append_message(GByteArray *out, const char *text, const char *end) {
  while (!ends_header(text, end)) {
    const char *field = text;
    text = field_end(field, end);
    if (!text) {
      append(out, field, end);
      return;
    }
    if (begins_with(field, text, "to:") || begins_with(field, text, "message-id:")) append(out, field, text);
  }
  append(out, text, next_line(text, end));
}

static void append_parts(GByteArray *out, const struct head *head, const char *text, const char *end, int depth) {
  gboolean last = FALSE, said = FALSE;
  const char *line = *head->boundary && depth < DEPTH_MOST ? find_boundary(head, text, end, &last) : NULL;
  while (line && !last) {
    struct head part;
    const char *start = next_line(line, end), *next = find_boundary(head, start, end, &last);
    if (!next || is_used_inside(head, start, next)) break;
    const char *inside = read_head(&part, start, next);
    if (inside && part.kind == HTML && said && !part.named) {
      append(out, text, line);
      text = next;
    } else if (inside && ((part.kind == MESSAGE && part.coding == AS_IT_IS) || *part.boundary)) {
      append(out, text, inside);
      if (part.kind == MESSAGE)
        append_message(out, inside, next);
      else
        append_parts(out, &part, inside, next, depth + 1);
      text = next;
    }
    said |= inside && head->kind == ALTERNATIVE && says_something(&part, inside, next);
    line = next;
  }
  append(out, text, end);
}

void mail_cut_append(GByteArray *out, const char *body, const char *end) {
  struct head head;
  const char *header = (const char *)out->data;
  if (out->len && read_head(&head, header, header + out->len))
    append_parts(out, &head, body, end, 0);
  else
    append(out, body, end);
}
