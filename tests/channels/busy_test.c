/* When somebody is busy: series, exceptions, clock changes, zones, and what takes no time. */
#include "channels/formats/busy.h"
#include "tests/channels/sample.h"

#define EVENT(lines)                                                                                                   \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@b\r\n" lines "END:VEVENT\r\nEND:VCALENDAR\r\n"
#define AMS ";TZID=Europe/Amsterdam:"

/* Moments are written in UTC; the window is 2026-03-01 to 2026-04-30 unless the case has its own. */
static const struct busy_case {
  const char *name, *text, *want; /* "" = nothing, "?" = not known */
  const char *from, *to;
} busy_cases[] = {
    {"utc", EVENT("DTSTART:20260312T100000Z\r\nDTEND:20260312T110000Z\r\n"), "12T10:00-12T11:00", 0, 0},
    {"amsterdam-winter", EVENT("DTSTART" AMS "20260312T100000\r\nDTEND" AMS "20260312T110000\r\n"), "12T09:00-12T10:00",
     0, 0},
    {"floating-is-amsterdam", EVENT("DTSTART:20260312T100000\r\nDTEND:20260312T110000\r\n"), "12T09:00-12T10:00", 0, 0},
    {"windows-zone", EVENT("DTSTART;TZID=\"GMT Standard Time\":20260312T100000\r\nDURATION:PT30M\r\n"),
     "12T10:00-12T10:30", 0, 0},
    {"long-tzid",
     EVENT("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20260312T100000\r\nDURATION:PT30M\r\n"),
     "12T10:00-12T10:30", 0, 0},
    {"path-as-zone", EVENT("DTSTART;TZID=../../etc/passwd:20260312T100000\r\nDURATION:PT30M\r\n"), "12T09:00-12T09:30",
     0, 0},
    {"all-day", EVENT("DTSTART;VALUE=DATE:20260312\r\n"), "11T23:00-12T23:00", 0, 0},
    {"all-day-23-hours", EVENT("DTSTART;VALUE=DATE:20260329\r\nDTEND;VALUE=DATE:20260330\r\n"), "28T23:00-29T22:00", 0,
     0},
    {"no-length", EVENT("DTSTART:20260312T100000Z\r\n"), "", 0, 0},
    {"transparent", EVENT("DTSTART:20260312T100000Z\r\nDURATION:PT1H\r\nTRANSP:TRANSPARENT\r\n"), "", 0, 0},
    {"cancelled", EVENT("DTSTART:20260312T100000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED\r\n"), "", 0, 0},
    {"tentative-is-busy", EVENT("DTSTART:20260312T100000Z\r\nDURATION:PT1H\r\nSTATUS:TENTATIVE\r\n"),
     "12T10:00-12T11:00", 0, 0},
    {"outlook-free", EVENT("DTSTART:20260312T100000Z\r\nDURATION:PT1H\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"), "", 0,
     0},
    {"declined",
     EVENT("DTSTART:20260312T100000Z\r\nDURATION:PT1H\r\nATTENDEE;PARTSTAT=DECLINED:mailto:Jette@Dekruin.example\r\n"),
     "", 0, 0},
    {"somebody-else-declined",
     EVENT("DTSTART:20260312T100000Z\r\nDURATION:PT1H\r\nATTENDEE;PARTSTAT=DECLINED:mailto:x@y.example\r\n"),
     "12T10:00-12T11:00", 0, 0},
    {"daily-through-the-gap", EVENT("DTSTART" AMS "20260328T023000\r\nDURATION:PT30M\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"),
     "28T01:30-28T02:00 29T01:30-29T02:00 30T00:30-30T01:00", 0, 0},
    {"weekly-over-the-change",
     EVENT("DTSTART" AMS "20260324T140000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;UNTIL=20260331T120000Z\r\n"),
     "24T13:00-24T14:00 31T12:00-31T13:00", 0, 0},
    {"until-excludes-later",
     EVENT("DTSTART" AMS "20260324T140000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;UNTIL=20260331T115959Z\r\n"),
     "24T13:00-24T14:00", 0, 0},
    {"twice-in-october", EVENT("DTSTART" AMS "20261025T023000\r\nDURATION:PT10M\r\n"), "25T00:30-25T00:40",
     "2026-10-01", "2026-11-01"},
    {"exdate",
     EVENT("DTSTART" AMS "20260303T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE" AMS
           "20260310T090000\r\n"),
     "03T08:00-03T09:00 17T08:00-17T09:00", 0, 0},
    {"exdate-in-utc",
     EVENT("DTSTART" AMS
           "20260303T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEXDATE:20260310T080000Z\r\n"),
     "03T08:00-03T09:00", 0, 0},
    {"exdate-as-day",
     EVENT("DTSTART" AMS
           "20260303T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEXDATE;VALUE=DATE:20260310\r\n"),
     "03T08:00-03T09:00", 0, 0},
    {"rdate", EVENT("DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRDATE:20260305T090000Z\r\n"),
     "03T09:00-03T10:00 05T09:00-05T10:00", 0, 0},
    {"moved-once",
     "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:s\r\nDTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:"
     "FREQ=DAILY;COUNT=2\r\n"
     "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID:20260304T090000Z\r\nDTSTART:20260304T150000Z\r\nDURATION:"
     "PT1H\r\n"
     "END:VEVENT\r\nEND:VCALENDAR\r\n",
     "03T09:00-03T10:00 04T15:00-04T16:00", 0, 0},
    {"one-of-a-series-cancelled",
     "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:s\r\nDTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:"
     "FREQ=DAILY;COUNT=2\r\n"
     "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID:20260304T090000Z\r\nDTSTART:20260304T090000Z\r\nDURATION:"
     "PT1H\r\n"
     "STATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
     "03T09:00-03T10:00", 0, 0},
    {"old-and-daily", EVENT("DTSTART:19900101T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\n"), "12T10:00-12T11:00",
     "2026-03-12", "2026-03-13"},
    {"cut-to-the-window", EVENT("DTSTART:20260311T220000Z\r\nDURATION:PT4H\r\n"), "12T00:00-12T02:00", "2026-03-12",
     "2026-03-13"},
    /* Rules that libical does not come back from, or not soon: the first time is all that is certain. */
    {"every-second-of-a-day-that-never-comes",
     EVENT("DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n"),
     "03T09:00-03T10:00", 0, 0},
    {"every-minute-of-a-day-that-never-comes",
     EVENT("DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=31;BYHOUR=3\r\n"),
     "03T09:00-03T10:00", 0, 0},
    {"a-year-without-that-day",
     EVENT("DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"), "*", 0, 0},
    {"a-day-without-that-day",
     EVENT("DTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n"), "*", 0, 0},
    {"unreadable-time", EVENT("DTSTART:morgen\r\nDURATION:PT1H\r\n"), "?", 0, 0},
    {"no-calendar", "hallo", "?", 0, 0},
    {"deep", "BEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\n", "?",
     0, 0},
};

static gint64 moment(const char *day) {
  g_autofree char *text = g_strconcat(day, "T00:00:00Z", NULL);
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601(text, NULL);
  return g_date_time_to_unix(at);
}

static char *shown(const GArray *busy) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < busy->len; i++) {
    const struct channel_busy *one = &g_array_index(busy, struct channel_busy, i);
    g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc(one->from);
    g_autoptr(GDateTime) to = g_date_time_new_from_unix_utc(one->to);
    g_autofree char *first = g_date_time_format(from, "%dT%H:%M");
    g_autofree char *last = g_date_time_format(to, "%dT%H:%M");
    g_string_append_printf(out, "%s%s-%s", out->len ? " " : "", first, last);
  }
  return g_string_free(out, FALSE);
}

static void time_is_read(gconstpointer data) {
  const struct busy_case *c = data;
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  gboolean known = busy_read(c->text, strlen(c->text), "jette@dekruin.example",
                             moment(c->from ? c->from : "2026-03-01"), moment(c->to ? c->to : "2026-04-30"), busy);
  g_autofree char *got = shown(busy);
  g_assert_cmpint(known, ==, !g_str_equal(c->want, "?"));
  if (known && !g_str_equal(c->want, "*")) g_assert_cmpstr(got, ==, c->want);
}

static void too_many_is_not_known(void) {
  GString *text = g_string_new("BEGIN:VCALENDAR\r\n");
  for (int i = 0; i < BUSY_MOST + 1; i++)
    g_string_append(text, "BEGIN:VEVENT\r\nDTSTART:20260303T090000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n");
  g_string_append(text, "END:VCALENDAR\r\n");
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  g_assert_false(busy_read(text->str, text->len, "", moment("2026-03-01"), moment("2026-04-01"), busy));
  g_string_free(text, TRUE);
}

/* A move keeps what the owner added: the alarm, the note, the category. */
static void move_keeps_what_is_theirs(void) {
  static const char theirs[] =
      EVENT("DTSTART" AMS "20260312T100000\r\nDTEND" AMS "20260312T103000\r\nSUMMARY:Gesprek\r\n"
            "CATEGORIES:Rood\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n");
  const struct busy_move move = {
      "a@b", "Gesprek met Noor", moment("2026-03-13") + 36000, moment("2026-03-13") + 37800, moment("2026-03-01"), 3};
  g_autofree char *moved = busy_moved(theirs, strlen(theirs), &move);
  struct busy_event event;
  g_assert_nonnull(moved);
  g_assert_true(busy_find(moved, strlen(moved), "A@B", &event));
  g_assert_cmpint(event.start, ==, move.start);
  g_assert_cmpint(event.end, ==, move.end);
  const char *const words[] = {"CATEGORIES:Rood", "BEGIN:VALARM", "SEQUENCE:3", "SUMMARY:Gesprek met Noor"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++) g_assert_nonnull(strstr(moved, words[i]));
  g_assert_null(busy_moved("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 32, &move));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  sample_table("/busy/", busy_cases, sizeof *busy_cases, G_N_ELEMENTS(busy_cases), time_is_read);
  g_test_add_func("/busy/too many is not known", too_many_is_not_known);
  g_test_add_func("/busy/move keeps what is theirs", move_keeps_what_is_theirs);
  return g_test_run();
}
