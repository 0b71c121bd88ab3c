/* Calendar answers as calendars really write them: tests/channels/answers, against what a person reads in them. */
#include "channels/formats/calendar_zone.h"
#include "channels/formats/mail_read.h"

#include <string.h>

enum { NAME, KIND, UID, ATTENDEE, PARTSTAT, SEQUENCE, COMMENT, PROPOSED, COLUMNS };

static char *read_file(const char *name, gsize *size) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename(root ? root : ".", "tests/channels/answers", name, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;
  g_file_get_contents(path, &text, size, &error);
  g_assert_no_error(error);
  return text;
}

static char *moment(gint64 at) {
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(at);
  return g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
}

static char *proposed(const struct mail_read *mail) {
  if (!mail->proposed_start) return g_strdup("-");
  g_autofree char *start = moment(mail->proposed_start), *end = moment(mail->proposed_end);
  return g_strconcat(start, "/", end, NULL);
}

static void assert_cell(char **row, int column, const char *got) {
  if (strcmp(row[column], "?") == 0 || strcmp(row[column], got) == 0) return;
  g_test_message("%s, column %d: got \"%s\", want \"%s\"", row[NAME], column, got, row[column]);
  g_test_fail();
}

/* What happens to a mail on its way and changes nothing of what it says. */
static GByteArray *as_it_is(const char *bytes, gsize size) {
  return g_byte_array_append(g_byte_array_new(), (const guint8 *)bytes, (guint)size);
}

static GByteArray *with_line_feeds(const char *bytes, gsize size) {
  GByteArray *out = g_byte_array_new();
  for (gsize i = 0; i < size; i++)
    if (bytes[i] != '\r' || i + 1 == size || bytes[i + 1] != '\n')
      g_byte_array_append(out, (const guint8 *)bytes + i, 1);
  return out;
}

/* Of what a relay and a calendar's server put in front; the last two would make an automatic answer of words. */
static GByteArray *with_headers(const char *bytes, gsize size) {
  static const char headers[] = "From noor@post.example Mon Sep  7 12:15:00 2026\r\n"
                                "Received: from a by b; Mon, 7 Sep 2026 12:15:01 +0200\r\n"
                                "Precedence: bulk\r\nAuto-Submitted: auto-replied\r\n";
  GByteArray *out = as_it_is(headers, sizeof headers - 1);
  return g_byte_array_append(out, (const guint8 *)bytes, (guint)size);
}

static GByteArray *with_capitals(const char *bytes, gsize size) {
  static const char type[] = "text/calendar";
  GByteArray *out = as_it_is(bytes, size);
  for (gsize i = 0; i + sizeof type - 1 <= size; i++)
    for (gsize k = 0; memcmp(bytes + i, type, sizeof type - 1) == 0 && k < sizeof type - 1; k++)
      out->data[i + k] = (guint8)g_ascii_toupper(type[k]);
  return out;
}

typedef GByteArray *(*on_the_way)(const char *bytes, gsize size);

static void assert_row(char **row, on_the_way change) {
  gsize size = 0;
  g_autofree char *file = g_strconcat(row[NAME], ".eml", NULL);
  g_autofree char *bytes = read_file(file, &size);
  g_autoptr(GByteArray) changed = change(bytes, size);
  g_autoptr(MailRead) mail = mail_read(changed->data, changed->len, "2026-09-07");
  g_autofree char *sequence = mail->sequence < 0 ? g_strdup("-") : g_strdup_printf("%d", mail->sequence);
  g_autofree char *times = proposed(mail);
  const char *const got[COLUMNS] = {
      row[NAME], mail_read_kind_names[mail->kind], mail->uid, mail->attendee, mail->partstat, sequence, mail->comment,
      times};
  for (int column = KIND; column < COLUMNS; column++) assert_cell(row, column, got[column]);
}

static void test_answers(gconstpointer data) {
  on_the_way change = *(const on_the_way *)data;
  g_autofree char *text = read_file("want.tsv", NULL);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  guint count = 0;
  for (char **line = lines; *line; line++) {
    if (!**line || **line == '#') continue;
    g_auto(GStrv) row = g_strsplit(*line, "\t", -1);
    g_assert_cmpuint(g_strv_length(row), ==, COLUMNS);
    if (change != with_headers || g_str_has_prefix(row[KIND], "calendar")) assert_row(row, change);
    count++;
  }
  g_assert_cmpuint(count, >=, 50);
}

/* Cut anywhere, an answer is never read as another one: it says the same, or is put to a person, or is no answer. */
static void test_cut(void) {
  static const char *const names[] = {"gmail_declined_note.eml", "outlook_tentative.eml", "thunderbird.eml"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    gsize size = 0;
    g_autofree char *bytes = read_file(names[i], &size);
    g_autoptr(MailRead) whole = mail_read(bytes, size, "2026-09-07");
    for (gsize cut = 0; cut < size; cut += 23) {
      g_autoptr(MailRead) part = mail_read(bytes, cut, "2026-09-07");
      if (part->kind != MAIL_CALENDAR_REPLY) continue;
      g_assert_cmpstr(part->partstat, ==, whole->partstat);
      g_assert_cmpstr(part->uid, ==, whole->uid);
    }
  }
}

static void test_zones(void) {
  static const char *const known[] = {"W. Europe Standard Time",
                                      "romance standard time",
                                      "Europe/Amsterdam",
                                      "/mozilla.org/20070129_1/Europe/Berlin",
                                      "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
                                      "UTC"};
  static const char *const unknown[] = {"",  "Customized Time Zone", "tzone://Microsoft/Custom", "../../etc/passwd",
                                        "/", "Mars/Olympus"};
  for (guint i = 0; i < G_N_ELEMENTS(known); i++) g_assert_nonnull(calendar_zone_find(known[i]));
  for (guint i = 0; i < G_N_ELEMENTS(unknown); i++) g_assert_null(calendar_zone_find(unknown[i]));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  static const on_the_way ways[] = {as_it_is, with_line_feeds, with_headers, with_capitals};
  g_test_add_data_func("/mail_calendar/answers", &ways[0], test_answers);
  g_test_add_data_func("/mail_calendar/answers/line-feeds", &ways[1], test_answers);
  g_test_add_data_func("/mail_calendar/answers/headers", &ways[2], test_answers);
  g_test_add_data_func("/mail_calendar/answers/capitals", &ways[3], test_answers);
  g_test_add_func("/mail_calendar/cut", test_cut);
  g_test_add_func("/mail_calendar/zones", test_zones);
  return g_test_run();
}
