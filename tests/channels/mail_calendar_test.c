/* Calendar answers as calendars really write them: tests/channels/answers, against what a person reads in them. */
#include "channels/formats/answer_words.h"
#include "channels/formats/calendar_zone.h"
#include "channels/formats/mail_read.h"
#include "channels/formats/tnef.h"

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

/* winmail.dat, cut or with a bit turned anywhere: never read past its end (ASan), and cut never another answer. */
static void test_winmail(void) {
  g_autofree char *mail = read_file("outlook_winmail.eml", NULL);
  const char *start = strstr(mail, "base64");
  g_assert_nonnull(start);
  g_autofree char *code = g_strndup(start + strlen("base64"), strcspn(start + strlen("base64"), "-"));
  gsize size = 0;
  g_autofree guchar *bytes = g_base64_decode(code, &size);
  for (gsize cut = 0; cut <= size; cut++) {
    g_autofree guchar *copy = g_memdup2(bytes, cut); /* of its own size, so that ASan sees one byte more */
    struct tnef_answer answer;
    if (tnef_read(copy, cut, &answer) && *answer.partstat) {
      g_assert_cmpstr(answer.partstat, ==, "ACCEPTED");
      g_assert_true(cut == size || !*answer.uid);
    }
    tnef_clear(&answer);
  }
  for (gsize bit = 0; bit < 8 * size; bit++) {
    struct tnef_answer answer;
    bytes[bit / 8] ^= (guchar)(1 << bit % 8);
    tnef_read(bytes, size, &answer);
    tnef_clear(&answer);
    bytes[bit / 8] ^= (guchar)(1 << bit % 8);
  }
}

static void test_uid_within(void) {
  static const struct {
    const char *uid, *want;
  } rows[] = {
      {"040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000170000007643616C2D55696401000000"
       "61624063642E6E6C",
       ""}, /* says more than there is */
      {"040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000140000007643616C2D55696401000000"
       "61624063642E6E6C00",
       "ab@cd.nl"},
      {"040000008200E00074C5B7101A82E00800000000A048DAF17405D9010000000000000000100000003C10A5564C9D36459E7780C78BAFCB"
       "77",
       ""}, /* Outlook's own */
      {"ab@cd.nl", ""},
      {"04", ""},
      {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *got = tnef_uid_within(rows[i].uid);
    g_assert_cmpstr(got, ==, rows[i].want);
  }
}

static const char invitation_text[] =
    "Gesprek met Marjolein\nHoi Noor, we praten donderdag over hoe het met je gaat. Geen uitnodigingen meer? "
    "Antwoord met STOP.\nMet groet,\nM.";

static void test_words(void) {
  static const struct {
    const char *text, *want;
  } rows[] = {
      {"kan ook om 3 uur?", "kan ook om 3 uur?"},
      {"Noor Bakker heeft deze uitnodiging geaccepteerd.\n\nGesprek met Marjolein\nAntwoord met STOP.", ""},
      {"liever vrijdag\n\nNoor Bakker has accepted your invitation\nhttps://x.example", "liever vrijdag"},
      {"Bedankt voor de uitnodiging, maar ik kan dan niet", "Bedankt voor de uitnodiging, maar ik kan dan niet"},
      {"Noor Bakker kan dan niet, ze werkt. Groet, haar moeder",
       "Noor Bakker kan dan niet, ze werkt. Groet, haar moeder"},
      {"Noor Bakker \xd0\xbf\xd1\x80\xd0\xb8\xd0\xbd\xd1\x8f\xd0\xbb\nGesprek met Marjolein", ""},
      {"Yes, I will attend.\n\n-----Original Appointment-----", ""},
      {"Ik kom\n-----Original Appointment-----\nx", "Ik kom"},
      {"STOP\nHoi Noor, we praten donderdag over hoe\n> het met je gaat. Geen uitnodigingen meer? Antwoord met\n> "
       "STOP.",
       "STOP"},
      {"Hoi Noor, we praten\ndonderdag", "Hoi Noor, we praten\ndonderdag"}, /* too little to be sure of */
      {"dag!\nGesprek met Marjolein", "dag!"},
      {"Tot dan!\nMet groet,", "Tot dan!"}, /* a whole line of ours */
      {"", ""},
  };
  const struct answer_words_known known = {"Noor Bakker", "", "noor@post.example", "Gesprek met Marjolein"};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *own = answer_words_own(rows[i].text, &known);
    g_autofree char *theirs = answer_words_without(own, invitation_text);
    g_assert_cmpstr(theirs, ==, rows[i].want);
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

/* What is left of an answer when all but its subject was lost, and what only looks like it. */
static void test_subjects(void) {
  static const struct {
    const char *subject, *text;
    enum mail_read_kind want;
  } rows[] = {
      {"Geaccepteerd: Gesprek", "", MAIL_CALENDAR_QUESTION},
      {"[EXTERN] Declined: Gesprek", "", MAIL_CALENDAR_QUESTION},
      {"Zaakceptowane: Gesprek", "", MAIL_CALENDAR_QUESTION},
      {"=?utf-8?B?2YXZgtio2YjZhDogR2VzcHJlaw==?=", "", MAIL_CALENDAR_QUESTION},
      {"Geaccepteerd: Gesprek", "Wanneer: donderdag 14:00\nWaar:\n\n*~*~*~*~*~*~*~*~*~*\n", MAIL_CALENDAR_QUESTION},
      {"Geaccepteerd: Gesprek", "Noor heeft deze uitnodiging geaccepteerd.\n", MAIL_CALENDAR_QUESTION},
      {"Geweigerd: Gesprek", "Wanneer: donderdag 14:00\n*~*~*~*~*~*~*~*~*~*\nIk ben dan op vakantie\n", MAIL_REPLY},
      {"Geweigerd: Gesprek", "Sorry, ik moet werken\n", MAIL_REPLY},
      {"Acceptabel: Gesprek", "", MAIL_REPLY},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *text =
        g_strconcat("From: Noor <n@post.example>\nSubject: ", rows[i].subject, "\n\n", rows[i].text, NULL);
    g_autoptr(MailRead) mail = mail_read(text, strlen(text), "2026-09-07");
    g_test_message("%s", rows[i].subject);
    g_assert_cmpint(mail->kind, ==, rows[i].want);
  }
}

/* Handed over without the mail around it: an answer still, of whom nobody knows the sender. */
static void test_bare(void) {
  static const char *const rows[] = {
      "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1@x\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:n@post."
      "example\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n",
      "\xef\xbb\xbf"
      "begin:vcalendar\nmethod:REPLY\nbegin:vevent\nuid:1@x\nattendee;partstat=ACCEPTED:mailto:n@post.example\n"
      "end:vevent\nend:vcalendar\n"};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(MailRead) mail = mail_read(rows[i], strlen(rows[i]), "2026-09-07");
    g_assert_cmpint(mail->kind, ==, MAIL_CALENDAR_REPLY);
    g_assert_cmpstr(mail->uid, ==, "1@x");
    g_assert_cmpstr(mail->partstat, ==, "ACCEPTED");
    g_assert_cmpstr(mail->from, ==, "");
  }
}

/* A zone of the sender's own is reckoned out only when it is one: once a year, from 1601 on. What repeats by the second
 * would keep us for days; then the name says what it says, here nothing. */
static void test_own_zones(void) {
  static const struct {
    const char *rule, *times;
  } rows[] = {
      {"DTSTART:16010101T000000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n", "2026-09-11T10:00:00Z"},
      {"DTSTART:20000101T000000\r\n", "2026-09-11T10:00:00Z"},
      {"DTSTART:16010101T000000\r\nRRULE:FREQ=SECONDLY\r\n", ""},
      {"DTSTART:16010101T000000\r\nRRULE:FREQ=YEARLY\r\nRRULE:FREQ=SECONDLY\r\n", ""},
      {"DTSTART:16010101T000000\r\nRRULE:FREQ=YEARLY;BYHOUR=1,2,3;BYSECOND=1,2,3\r\n", ""},
      {"DTSTART:00010101T000000\r\nRRULE:FREQ=YEARLY\r\n", ""},
      {"RRULE:FREQ=YEARLY\r\n", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *text =
        g_strconcat("From: n@post.example\r\nContent-Type: text/calendar; method=COUNTER\r\n\r\nBEGIN:VCALENDAR\r\n"
                    "METHOD:COUNTER\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0500\r\n"
                    "TZOFFSETTO:+0500\r\n",
                    rows[i].rule,
                    "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=Own:20260911T150000\r\n"
                    "ATTENDEE;PARTSTAT=DECLINED:mailto:n@post.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                    NULL);
    g_autoptr(MailRead) mail = mail_read(text, strlen(text), "2026-09-07");
    g_autofree char *start = mail->proposed_start ? moment(mail->proposed_start) : g_strdup("");
    g_assert_cmpint(mail->kind, ==, MAIL_CALENDAR_QUESTION);
    g_assert_cmpstr(start, ==, rows[i].times);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  static const on_the_way ways[] = {as_it_is, with_line_feeds, with_headers, with_capitals};
  g_test_add_data_func("/mail_calendar/answers", &ways[0], test_answers);
  g_test_add_data_func("/mail_calendar/answers/line-feeds", &ways[1], test_answers);
  g_test_add_data_func("/mail_calendar/answers/headers", &ways[2], test_answers);
  g_test_add_data_func("/mail_calendar/answers/capitals", &ways[3], test_answers);
  g_test_add_func("/mail_calendar/cut", test_cut);
  g_test_add_func("/mail_calendar/winmail", test_winmail);
  g_test_add_func("/mail_calendar/uid-within", test_uid_within);
  g_test_add_func("/mail_calendar/words", test_words);
  g_test_add_func("/mail_calendar/zones", test_zones);
  g_test_add_func("/mail_calendar/subjects", test_subjects);
  g_test_add_func("/mail_calendar/bare", test_bare);
  g_test_add_func("/mail_calendar/own-zones", test_own_zones);
  return g_test_run();
}
