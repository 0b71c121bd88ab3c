#include <string.h>

#include "rules/template/template_ops.h"
#include "rules/template/template_scan.h"

enum head_key { HEAD_NAME, HEAD_CHANNEL, HEAD_SUBJECT, HEAD_FIELDS, HEAD_KEYS };

/* The words are those that a template's writer types. */
static const char *const key_names[HEAD_KEYS] = {"naam", "kanaal", "onderwerp", "velden"};

static const struct {
  const char *word, *channel;
} channels[] = {{"sms", "sms"},           {"email", "email"},  {"e-mail", "email"},     {"agenda", "calendar"},
                {"calendar", "calendar"}, {"brief", "letter"}, {"whatsapp", "whatsapp"}};

/* Has no subject, and no blanks at its end. */
static gboolean is_short(const char *channel) {
  return g_str_equal(channel, "sms") || g_str_equal(channel, "whatsapp");
}

struct head {
  char *values[HEAD_KEYS]; /* NULL = not there */
  struct template_place places[HEAD_KEYS];
  const char *body;
  int lines; /* of the head, with its --- */
};

static gboolean fail(GError **error, const struct template_place *place, enum template_nl_text text,
                     const char *about) {
  template_nl_error(error, TEMPLATE_ERROR_SYNTAX, place, text, about, NULL);
  return FALSE;
}

static gboolean read_head_line(struct head *head, const char *line, GError **error) {
  struct template_place place = {NULL, head->lines, 1};
  const char *colon = strchr(line, ':');
  if (!colon) return fail(error, &place, TEMPLATE_NL_HEAD_LINE, NULL);
  g_autofree char *key = g_strstrip(g_strndup(line, (gsize)(colon - line)));
  int k = 0;
  while (k < HEAD_KEYS && !g_str_equal(key, key_names[k])) k++;
  if (k == HEAD_KEYS) return fail(error, &place, TEMPLATE_NL_HEAD_KEY, key);
  if (head->values[k]) return fail(error, &place, TEMPLATE_NL_HEAD_TWICE, key);
  const char *value = colon + 1;
  while (g_ascii_isspace(*value)) value++;
  place.column = (int)g_utf8_strlen(line, value - line) + 1;
  head->values[k] = g_strchomp(g_strdup(value));
  head->places[k] = place;
  if (*value == '\0' && k != HEAD_FIELDS) return fail(error, &place, TEMPLATE_NL_HEAD_EMPTY, key);
  return TRUE;
}

/* Up to the line --- ; lines with nothing on them are passed over. */
static gboolean read_head(struct head *head, const char *text, GError **error) {
  for (const char *at = text; *at;) {
    const char *end = strchr(at, '\n');
    g_autofree char *line = g_strchomp(end ? g_strndup(at, (gsize)(end - at)) : g_strdup(at));
    at = head->body = end ? end + 1 : at + strlen(at);
    head->lines++;
    if (g_str_equal(line, "---")) return TRUE;
    if (*line && !read_head_line(head, line, error)) return FALSE;
  }
  struct template_place place = {NULL, head->lines + 1, 1};
  return fail(error, &place, TEMPLATE_NL_HEAD_END, NULL);
}

static gboolean is_complete(const struct head *head, gboolean has_subject, GError **error) {
  struct template_place start = {NULL, 1, 1};
  for (int k = 0; k < HEAD_KEYS; k++) {
    if (head->values[k] || (k == HEAD_SUBJECT && !has_subject)) continue;
    return fail(error, &start, TEMPLATE_NL_HEAD_LACKS, key_names[k]);
  }
  if (head->values[HEAD_SUBJECT] && !has_subject)
    return fail(error, &head->places[HEAD_SUBJECT], TEMPLATE_NL_SUBJECT_SMS, NULL);
  return TRUE;
}

static gboolean read_name(struct template_message *message, const struct head *head, GError **error) {
  const char *name = head->values[HEAD_NAME];
  enum template_nl_text fault = template_scan_name(name, strlen(name));
  if (fault) return fail(error, &head->places[HEAD_NAME], fault, name);
  message->name = g_strdup(name);
  return TRUE;
}

static gboolean read_channel(struct template_message *message, const struct head *head, GError **error) {
  const char *word = head->values[HEAD_CHANNEL];
  for (gsize i = 0; i < G_N_ELEMENTS(channels); i++)
    if (g_str_equal(word, channels[i].word)) message->channel = g_strdup(channels[i].channel);
  return message->channel || fail(error, &head->places[HEAD_CHANNEL], TEMPLATE_NL_CHANNEL, word);
}

static gboolean read_fields(struct template_message *message, const struct head *head, GError **error) {
  g_auto(GStrv) words = g_strsplit_set(head->values[HEAD_FIELDS], " \t", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  for (char **word = words; *word; word++) {
    if (**word == '\0') continue;
    enum template_nl_text fault = template_scan_name(*word, strlen(*word));
    if (fault) return fail(error, &head->places[HEAD_FIELDS], fault, *word);
    g_strv_builder_add(builder, *word);
  }
  message->fields = g_strv_builder_end(builder);
  return TRUE;
}

/* Letters to change, add or leave out to make one of the other (Levenshtein). */
static int distance(const char *a, const char *b) {
  int row[TEMPLATE_SCAN_NAME_MAX + 1], n = (int)strlen(b);
  for (int j = 0; j <= n; j++) row[j] = j;
  for (int i = 1; a[i - 1]; i++) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= n; j++) {
      int changed = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
    }
  }
  return row[n];
}

/* A field of which less than half differs; NULL when none looks like it. */
static const char *nearest(char **fields, const char *name) {
  const char *best = NULL;
  int least = G_MAXINT;
  for (char **field = fields; *field; field++) {
    int apart = distance(name, *field);
    if (apart >= least || apart * 2 > (int)MAX(strlen(name), strlen(*field))) continue;
    least = apart;
    best = *field;
  }
  return best;
}

static gboolean is_declared(const struct template *template, char **fields, GError **error) {
  for (guint i = 0; i < template->n_names; i++) {
    const struct template_name *used = &template->names[i];
    if (g_strv_contains((const char *const *)fields, used->name)) continue;
    const char *near = nearest(fields, used->name);
    template_nl_error(error, TEMPLATE_ERROR_UNDECLARED, &used->place,
                      near ? TEMPLATE_NL_UNDECLARED_NEAR : TEMPLATE_NL_UNDECLARED, used->name, near);
    return FALSE;
  }
  return TRUE;
}

/* An sms pays for every character, and an editor's last line end is none that the writer meant. */
static char *body_text(const struct template_message *message, const char *body) {
  char *text = g_strdup(body);
  return is_short(message->channel) ? g_strchomp(text) : text;
}

static gboolean read_texts(struct template_message *message, const struct head *head, template_partial partial,
                           void *user, GError **error) {
  const char *subject = head->values[HEAD_SUBJECT];
  const struct template_place *place = &head->places[HEAD_SUBJECT];
  if (subject) {
    message->subject = template_build(subject, TEMPLATE_PLAIN, partial, user, place->line, place->column, error);
    if (!message->subject || !is_declared(message->subject, message->fields, error)) return FALSE;
  }
  g_autofree char *body = body_text(message, head->body);
  message->body = template_build(body, TEMPLATE_PLAIN, partial, user, head->lines + 1, 1, error);
  return message->body && is_declared(message->body, message->fields, error);
}

static gboolean read_message(struct template_message *message, struct head *head, const char *text,
                             template_partial partial, void *user, GError **error) {
  if (!read_head(head, text, error)) return FALSE;
  gboolean has_subject = !head->values[HEAD_CHANNEL] || !is_short(head->values[HEAD_CHANNEL]);
  return is_complete(head, has_subject, error) && read_name(message, head, error) &&
         read_channel(message, head, error) && read_fields(message, head, error) &&
         read_texts(message, head, partial, user, error);
}

/* Before anything is read, so that errors never quote broken characters. */
static gboolean is_text(const char *text, GError **error) {
  const char *bad;
  if (g_utf8_validate(text, -1, &bad)) return TRUE;
  struct template_place place = {0};
  g_autofree char *before = g_strndup(text, (gsize)(bad - text));
  template_scan_place(before, before + (bad - text), &place.line, &place.column);
  return fail(error, &place, TEMPLATE_NL_NOT_UTF8, NULL);
}

struct template_message *template_message_read(const char *text, template_partial partial, void *user, GError **error) {
  if (!is_text(text, error)) return NULL;
  g_autoptr(TemplateMessage) message = g_new0(struct template_message, 1);
  struct head head = {0};
  gboolean read = read_message(message, &head, text, partial, user, error);
  for (int k = 0; k < HEAD_KEYS; k++) g_free(head.values[k]);
  return read ? g_steal_pointer(&message) : NULL;
}

void template_message_free(struct template_message *message) {
  if (!message) return;
  g_free(message->name);
  g_free(message->channel);
  g_strfreev(message->fields);
  template_free(message->subject);
  template_free(message->body);
  g_free(message);
}
