/* What comes back, read as `waakvlam inbound` does: three collections in tests/channels (replies.txt, absences.txt,
 * stops.txt), each with what a person reads in it. */
#include "scheduler/intake/intake.h"

#include "tests/scheduler/flow_world.h"

#include <jansson.h>

enum { LINE_MOST = 76 };

/* Our mail, which they answer. It has the words that must not be taken for theirs. */
static const char *const original[] = {"Hoi Zoë,",
                                       "",
                                       "Hoe gaat het met je? Heb je al werk of school?",
                                       "Wil je geen berichten meer? Antwoord dan met STOP.",
                                       "",
                                       "Groet, Marjolein"};
static const char original_html[] =
    "<p>Hoi Zoë,</p><p>Hoe gaat het met je? Heb je al werk of school?<br>Wil je geen berichten meer? Antwoord dan met "
    "STOP.</p><p>Groet, Marjolein</p>\r\n";

/* --- a mail, or a text message, out of its lines --- */

struct letter {
  GPtrArray *names, *values; /* the header */
  GString *parts[2];         /* the body; for "both" its plain part first */
  int part;
  char *type, *charset, *encoding;
  gboolean sms, raw;
};

static void set_field(struct letter *letter, const char *name, const char *value) {
  for (guint i = 0; i < letter->names->len; i++)
    if (g_str_equal(letter->names->pdata[i], name)) {
      g_free(letter->values->pdata[i]);
      letter->values->pdata[i] = g_strdup(value);
      return;
    }
  g_ptr_array_add(letter->names, g_strdup(name));
  g_ptr_array_add(letter->values, g_strdup(value));
}

static void begin_letter(struct letter *letter, const char *name) {
  static const char *const usual[][2] = {{"From", "Zoe Bakker <zoe@thuis.example>"},
                                         {"To", "M. de Wit <m@linde.example>"},
                                         {"Date", "Mon, 17 Aug 2026 11:00:00 +0200"},
                                         {"MIME-Version", "1.0"}};
  g_autofree char *id = g_strdup_printf("<%s@thuis.example>", name);
  *letter = (struct letter){.names = g_ptr_array_new_with_free_func(g_free),
                            .values = g_ptr_array_new_with_free_func(g_free),
                            .parts = {g_string_new(NULL), g_string_new(NULL)},
                            .type = g_strdup("plain"),
                            .charset = g_strdup("utf-8"),
                            .encoding = g_strdup("8bit")};
  for (size_t i = 0; i < G_N_ELEMENTS(usual); i++) set_field(letter, usual[i][0], usual[i][1]);
  set_field(letter, "Message-ID", id);
}

static void end_letter(struct letter *letter) {
  g_ptr_array_unref(letter->names);
  g_ptr_array_unref(letter->values);
  for (int i = 0; i < 2; i++) g_string_free(letter->parts[i], TRUE);
  g_free(letter->type);
  g_free(letter->charset);
  g_free(letter->encoding);
}

static void set_string(char **field, const char *value) {
  g_free(*field);
  *field = g_strdup(value);
}

static const char *after(const char *line, const char *word) {
  return g_str_has_prefix(line, word) ? line + strlen(word) : NULL;
}

static void set_subject(struct letter *letter, const char *subject, gboolean answers, gboolean machine) {
  set_field(letter, "Subject", *subject ? subject + 1 : "Re: Hoe gaat het met je?");
  if (answers) set_field(letter, "In-Reply-To", "<x1@linde.example>");
  if (machine) set_field(letter, "Auto-Submitted", "auto-replied");
  if (machine) set_field(letter, "X-Auto-Response-Suppress", "All");
}

static void add_original(GString *body, const char *mark) {
  for (size_t i = 0; i < G_N_ELEMENTS(original); i++)
    g_string_append_printf(body, "%s%s%s\r\n", mark, *mark && *original[i] && mark[1] ? " " : "", original[i]);
}

static gboolean take_setting(struct letter *letter, const char *line) {
  const char *value;
  if ((value = after(line, "@re")))
    set_subject(letter, value, TRUE, FALSE);
  else if ((value = after(line, "@new")))
    set_subject(letter, value, FALSE, FALSE);
  else if ((value = after(line, "@auto")))
    set_subject(letter, value, TRUE, TRUE);
  else if ((value = after(line, "@type ")))
    set_string(&letter->type, value);
  else if ((value = after(line, "@charset ")))
    set_string(&letter->charset, value);
  else if ((value = after(line, "@as ")))
    set_string(&letter->encoding, value);
  else if (g_str_equal(line, "@sms"))
    letter->sms = TRUE;
  else if (g_str_equal(line, "@raw"))
    letter->raw = TRUE;
  else
    return FALSE;
  return TRUE;
}

static void take_line(struct letter *letter, const char *line) {
  GString *body = letter->parts[letter->part];
  const char *value = after(line, "@head ");
  if (value) {
    g_auto(GStrv) pair = g_strsplit(value, ": ", 2);
    set_field(letter, pair[0], pair[1] ? pair[1] : "");
  } else if (letter->raw || *line != '@' || !take_setting(letter, line)) {
    if (g_str_equal(line, "@quoted"))
      add_original(body, "> ");
    else if (g_str_equal(line, "@tight"))
      add_original(body, ">");
    else if (g_str_equal(line, "@original"))
      add_original(body, "");
    else if (g_str_equal(line, "@original_html"))
      g_string_append(body, original_html);
    else if (g_str_equal(line, "@html"))
      letter->part = 1;
    else
      g_string_append_printf(body, "%s\r\n", line);
  }
}

/* --- how it travels --- */

static void add_quoted(GString *out, const char *bytes, gsize size) {
  int column = 0;
  for (gsize i = 0; i < size; i++) {
    guchar c = (guchar)bytes[i];
    if (column > LINE_MOST - 4 && c != '\r' && c != '\n') g_string_append(out, "=\r\n"), column = 0;
    if (c == '=' || c >= 0x7f || (c == ' ' && bytes[i + 1] == '\r'))
      g_string_append_printf(out, "=%02X", c), column += 3;
    else
      g_string_append_c(out, (char)c), column = c == '\n' ? 0 : column + 1;
  }
}

static void add_base64(GString *out, const char *bytes, gsize size) {
  g_autofree char *text = g_base64_encode((const guchar *)bytes, size);
  for (gsize i = 0, length = strlen(text); i < length; i += LINE_MOST)
    g_string_append_len(out, text + i, (gssize)MIN(length - i, (gsize)LINE_MOST)), g_string_append(out, "\r\n");
}

static void add_part(GString *out, const struct letter *letter, int part, const char *type) {
  const GString *body = letter->parts[part];
  gsize size = 0;
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = g_convert(body->str, (gssize)body->len, letter->charset, "utf-8", NULL, &size, &error);
  g_assert_no_error(error);
  if (type) g_string_append_printf(out, "Content-Type: text/%s; charset=%s\r\n", type, letter->charset);
  g_string_append_printf(out, "Content-Transfer-Encoding: %s\r\n\r\n", letter->encoding);
  if (g_str_equal(letter->encoding, "base64"))
    add_base64(out, bytes, size);
  else if (g_str_equal(letter->encoding, "quoted-printable"))
    add_quoted(out, bytes, size);
  else
    g_string_append_len(out, bytes, (gssize)size);
}

static void add_header(GString *out, const struct letter *letter) {
  for (guint i = 0; i < letter->names->len; i++) {
    const char *name = letter->names->pdata[i], *value = letter->values->pdata[i];
    g_autofree char *word = g_base64_encode((const guchar *)value, strlen(value));
    if (g_str_is_ascii(value))
      g_string_append_printf(out, "%s: %s\r\n", name, value);
    else
      g_string_append_printf(out, "%s: =?utf-8?B?%s?=\r\n", name, word);
  }
}

static GString *mail_of(const struct letter *letter) {
  GString *out = g_string_new(NULL);
  add_header(out, letter);
  if (letter->raw) {
    g_string_append_printf(out, "\r\n%s", letter->parts[0]->str);
  } else if (g_str_equal(letter->type, "both")) {
    g_string_append(out, "Content-Type: multipart/alternative; boundary=b0\r\n\r\n--b0\r\n");
    add_part(out, letter, 0, "plain");
    g_string_append(out, "\r\n--b0\r\n");
    add_part(out, letter, 1, "html");
    g_string_append(out, "\r\n--b0--\r\n");
  } else {
    gboolean typed = g_ptr_array_find_with_equal_func(letter->names, "Content-Type", g_str_equal, NULL);
    add_part(out, letter, 0, typed ? NULL : letter->type);
  }
  return out;
}

static GString *sms_of(const struct letter *letter) {
  g_autofree char *text = g_strndup(letter->parts[0]->str, letter->parts[0]->len - 2);
  json_t *json = json_pack("{s:s, s:s, s:s}", "from", "+31612345678", "text", text, "at", "2026-08-17T11:00+02:00");
  char *dump = json_dumps(json, JSON_COMPACT);
  GString *out = g_string_new(dump);
  free(dump);
  json_decref(json);
  return out;
}

/* --- what is read in it --- */

struct reader {
  struct world world;
  struct intake *intake;
  gint64 now;
};

static json_t *answer_to(struct reader *reader, const struct letter *letter) {
  g_autoptr(GError) error = NULL;
  GString *text = letter->sms ? sms_of(letter) : mail_of(letter);
  g_autoptr(GBytes) raw = g_string_free_to_bytes(text);
  g_autofree char *answer = intake_message(reader->intake, letter->sms ? "sms" : "email", raw, reader->now, &error);
  g_assert_no_error(error);
  json_t *json = json_loads(answer, 0, NULL);
  g_assert_nonnull(json);
  return json;
}

static const char *string_of(json_t *json, const char *name) {
  const char *value = json_string_value(json_object_get(json, name));
  return value ? value : "-";
}

/* How lines were folded is no matter. */
static gboolean same_words(const char *a, const char *b) {
  for (;; a++, b++) {
    while (g_ascii_isspace(*a)) a++;
    while (g_ascii_isspace(*b)) b++;
    if (*a != *b) return FALSE;
    if (!*a) return TRUE;
  }
}

/* `wants`: the name, the kind, then what else. */
static gboolean is_right(json_t *got, char **wants, const char *words) {
  const char *kind = wants[1], *more = wants[2] ? wants[2] : "";
  if (!g_str_equal(string_of(got, "kind"), kind)) return FALSE;
  if (g_str_equal(kind, "auto_reply")) return g_str_equal(string_of(got, "until"), more);
  if (g_str_equal(kind, "opt_out")) return g_str_equal(more, "-") || g_str_equal(string_of(got, "scope"), more);
  if (words && !same_words(string_of(got, "text"), words)) return FALSE;
  return json_is_true(json_object_get(got, "urgent")) == g_str_equal(more, "urgent");
}

static gboolean check(struct reader *reader, char **lines, int count) {
  g_auto(GStrv) wants = g_strsplit(lines[0] + strlen("=== "), " | ", -1);
  g_autoptr(GString) words = g_string_new(NULL);
  struct letter letter;
  gboolean wanted = FALSE;
  begin_letter(&letter, wants[0]);
  for (int i = 1; i < count; i++) {
    if (g_str_equal(lines[i], "@want"))
      wanted = TRUE;
    else if (wanted)
      g_string_append_printf(words, "%s\n", lines[i]);
    else
      take_line(&letter, lines[i]);
  }
  json_t *got = answer_to(reader, &letter);
  gboolean right = is_right(got, wants, wanted ? words->str : NULL);
  if (!right) {
    char *dump = json_dumps(got, JSON_COMPACT);
    g_test_message("%s\n  got  %s\n  want %s", lines[0], dump, words->str);
    free(dump);
  }
  json_decref(got);
  end_letter(&letter);
  return right;
}

static void test_collection(gconstpointer name) {
  g_autofree char *path = g_strdup_printf("tests/channels/%s.txt", (const char *)name), *text = world_read(path);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
  int count = (int)g_strv_length(lines), right = 0, all = 0, first = 0;
  struct reader reader;
  world_open(&reader.world, ":memory:");
  world_fill(&reader.world);
  reader.intake = intake_new(reader.world.flow, reader.world.cases);
  reader.now = world_at(&reader.world, "2026-11-22T12:00+01:00");
  while (first < count && !g_str_has_prefix(lines[first], "=== ")) first++;
  while (first < count) {
    int next = first + 1;
    while (next < count && !g_str_has_prefix(lines[next], "=== ")) next++;
    right += check(&reader, lines + first, next - first);
    all++;
    first = next;
  }
  intake_free(reader.intake);
  world_close(&reader.world);
  g_test_message("%d of %d", right, all);
  g_assert_cmpint(all, >=, 80);
  g_assert_cmpint(right, ==, all);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/answers/replies", "replies", test_collection);
  g_test_add_data_func("/answers/absences", "absences", test_collection);
  g_test_add_data_func("/answers/stops", "stops", test_collection);
  return g_test_run();
}
