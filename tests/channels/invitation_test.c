#include "channels/formats/invitation.h"

#include <string.h>

static struct channel_invitation example(void) {
  return (struct channel_invitation){
      .method = CHANNEL_REQUEST,
      .uid = "abcdefghijklmnopqrstuvwxyz@praktijk.example",
      .sequence = 2,
      .start = 1787040000, /* 2026-08-18T08:00:00Z */
      .end = 1787042700,
      .stamp = 1786953600,
      .summary = "Gesprek over je werk; en, wat nu?",
      .location = "Kamer 1.12, Coöplaan 5",
      .description = "Hoi Zoë,\r\nKun je komen?",
      .organizer_name = "Vries, \"Jan\" de: x",
      .organizer_address = "jan@praktijk.example",
      .attendee_name = "Zoë",
      .attendee_address = "zoe@thuis.example",
  };
}

static char *unfolded(const char *text) {
  g_auto(GStrv) parts = g_strsplit(text, "\r\n ", -1);
  return g_strjoinv("", parts);
}

static void assert_line(const char *text, const char *line) {
  g_autofree char *whole = g_strconcat("\r\n", line, "\r\n", NULL);
  if (!strstr(text, whole)) g_test_message("missing: %s in\n%s", line, text);
  g_assert_true(strstr(text, whole) != NULL);
}

static void test_request(void) {
  struct channel_invitation in = example();
  g_autofree char *folded = invitation_write(&in, NULL);
  g_autofree char *text = unfolded(folded);
  static const char *const lines[] = {
      "VERSION:2.0",
      "METHOD:REQUEST",
      "UID:abcdefghijklmnopqrstuvwxyz@praktijk.example",
      "SEQUENCE:2",
      "DTSTAMP:20260817T080000Z",
      "DTSTART;TZID=Europe/Amsterdam:20260818T100000",
      "DTEND;TZID=Europe/Amsterdam:20260818T104500",
      "TZID:Europe/Amsterdam",
      "SUMMARY:Gesprek over je werk\\; en\\, wat nu?",
      "LOCATION:Kamer 1.12\\, Coöplaan 5",
      "DESCRIPTION:Hoi Zoë\\,\\nKun je komen?",
      "ORGANIZER;CN=\"Vries, 'Jan' de: x\":mailto:jan@praktijk.example",
      "ATTENDEE;CN=Zoë;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:zoe@thuis.example",
      "STATUS:CONFIRMED",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) assert_line(text, lines[i]);
  g_assert_true(g_str_has_prefix(text, "BEGIN:VCALENDAR\r\n"));
  g_assert_true(g_str_has_suffix(text, "END:VCALENDAR\r\n"));
  g_assert_null(strstr(text, "freeassociation"));
  g_assert_cmpuint(strlen(text), <, 2500); /* the whole VTIMEZONE would be 4 KB */
  g_autofree char *again = invitation_write(&in, NULL);
  g_assert_cmpstr(folded, ==, again);
}

/* Answers go to the organizer, though the mail comes from another address. */
static void test_sent_by(void) {
  struct channel_invitation in = example();
  in.organizer_name = "Jan";
  in.sent_by = "loopbaan@praktijk.example";
  g_autofree char *folded = invitation_write(&in, NULL);
  g_autofree char *text = unfolded(folded);
  assert_line(text, "ORGANIZER;CN=Jan;SENT-BY=\"mailto:loopbaan@praktijk.example\":mailto:jan@praktijk.example");
  in.sent_by = "a\r\nX:y";
  g_assert_null(invitation_write(&in, NULL));
}

static void test_cancel(void) {
  struct channel_invitation in = example();
  in.method = CHANNEL_CANCEL;
  in.sequence = 3;
  in.location = in.description = in.organizer_name = in.attendee_name = "";
  g_autofree char *folded = invitation_write(&in, NULL);
  g_autofree char *text = unfolded(folded);
  assert_line(text, "METHOD:CANCEL");
  assert_line(text, "STATUS:CANCELLED");
  assert_line(text, "SEQUENCE:3");
  assert_line(text, "ORGANIZER:mailto:jan@praktijk.example");
  g_assert_null(strstr(text, "RSVP"));
  g_assert_null(strstr(text, "\r\nLOCATION"));
}

/* Summer, winter, and both sides of the changes of 2026-03-29 and 2026-10-25. */
static void test_zone(void) {
  static const struct {
    gint64 at;
    const char *local;
  } rows[] = {
      {1774745999, "20260329T015959"}, {1774746000, "20260329T030000"}, {1783080000, "20260703T140000"},
      {1792889999, "20261025T025959"}, {1792890000, "20261025T020000"}, {1796126400, "20261201T130000"},
      {2556100800, "20501231T130000"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct channel_invitation in = example();
    in.start = rows[i].at, in.end = rows[i].at + 60;
    g_autofree char *text = invitation_write(&in, NULL);
    g_autofree char *line = g_strconcat("DTSTART;TZID=Europe/Amsterdam:", rows[i].local, NULL);
    assert_line(text, line);
  }
}

static void test_fold(void) {
  GString *long_text = g_string_new("x");
  for (int i = 0; i < 400; i++) g_string_append(long_text, i % 3 ? "é" : "😀");
  for (int shift = 0; shift < 8; shift++) {
    struct channel_invitation in = example();
    in.description = long_text->str;
    g_autofree char *text = invitation_write(&in, NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    for (char **line = lines; *line; line++) {
      g_assert_cmpuint(strlen(*line), <=, 75);
      g_assert_true(g_utf8_validate(*line, -1, NULL));
      g_assert_null(strpbrk(*line, "\r\n"));
    }
    g_autofree char *whole = unfolded(text);
    g_assert_true(strstr(whole, long_text->str) != NULL);
    g_string_prepend_c(long_text, 'y');
  }
  g_string_free(long_text, TRUE);
}

static void test_refused(void) {
  const char *const bad[] = {"a\r\nATTENDEE:mailto:x@y.example", "a\x01", "\xff", "\x7f"};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    struct channel_invitation in = example();
    g_autoptr(GError) error = NULL;
    in.attendee_name = bad[i];
    g_assert_null(invitation_write(&in, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
    g_assert_true(strstr(error->message, "attendee's name") != NULL);
  }
}

#define REPLY(attendee)                                                                                                \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//"                                                                 \
  "EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u1@praktijk.example\r\n"                                                  \
  "SEQUENCE:3\r\nDTSTAMP:20260817T080000Z\r\n" attendee "END:VEVENT\r\nEND:VCALENDAR\r\n"
#define CALENDAR(method, event)                                                                                        \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" method "\r\nBEGIN:VEVENT\r\n" event "END:VEVENT\r\nEND:VCALENDAR\r\n"

struct row {
  const char *name, *text;
  enum invitation_answer answer;
  const char *uid, *attendee, *partstat, *comment;
  int sequence;
  gint64 stamp;
};
static const struct row table[] = {
    {"accepted", REPLY("ATTENDEE;CN=Zoe;PARTSTAT=ACCEPTED:mailto:zoe@thuis.example\r\n"), INVITATION_REPLY,
     "u1@praktijk.example", "zoe@thuis.example", "ACCEPTED", "", 3, 1786953600},
    {"declined with comment",
     REPLY("ATTENDEE;PARTSTAT=DECLINED:mailto:zoe@thuis.example\r\nCOMMENT:Ik moet werken\\, sorry\r\n"),
     INVITATION_REPLY, "u1@praktijk.example", "zoe@thuis.example", "DECLINED", "Ik moet werken, sorry", 3, 1786953600},
    {"upper case MAILTO", REPLY("ATTENDEE;PARTSTAT=TENTATIVE:MAILTO:Zoe@Thuis.Example\r\n"), INVITATION_REPLY,
     "u1@praktijk.example", "Zoe@thuis.example", "TENTATIVE", "", 3, 1786953600},
    {"lower case everything",
     "begin:vcalendar\r\nmethod:reply\r\nbegin:vevent\r\nuid:u2\r\nsequence:0\r\ndtstamp:20260817T080000Z\r\n"
     "attendee;partstat=accepted:mailto:zoe@thuis.example\r\nend:vevent\r\nend:vcalendar\r\n",
     INVITATION_REPLY, "u2", "zoe@thuis.example", "ACCEPTED", "", 0, 1786953600},
    {"quoted parameters", REPLY("ATTENDEE;CN=\"Vries; Zoe: de, x\";PARTSTAT=\"ACCEPTED\":mailto:zoe@thuis.example\r\n"),
     INVITATION_REPLY, "u1@praktijk.example", "zoe@thuis.example", "ACCEPTED", "", 3, 1786953600},
    {"folded",
     REPLY("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEP\r\n TED;CN=z;X-NUM-GUESTS=0:mailto:zoe@\r\n "
           "thuis.example\r\n"),
     INVITATION_REPLY, "u1@praktijk.example", "zoe@thuis.example", "ACCEPTED", "", 3, 1786953600},
    {"line feeds only",
     "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:u3\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@thuis.example\nEND:"
     "VEVENT\nEND:VCALENDAR\n",
     INVITATION_REPLY, "u3", "zoe@thuis.example", "ACCEPTED", "", -1, 0},
    {"byte order mark",
     "\xef\xbb\xbf"
     "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:u3\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@thuis.example\nEND:"
     "VEVENT\nEND:VCALENDAR\n",
     INVITATION_REPLY, "u3", "zoe@thuis.example", "ACCEPTED", "", -1, 0},
    {"Exchange",
     REPLY("ATTENDEE;PARTSTAT=ACCEPTED;CN=Zoe:mailto:zoe@thuis.example\r\nDTSTART;TZID=W. Europe Standard "
           "Time:20260818T100000\r\n"
           "DTEND;TZID=W. Europe Standard "
           "Time:20260818T104500\r\nCOMMENT;LANGUAGE=nl-NL:\\n\r\nX-MICROSOFT-CDO-APPT-SEQUENCE:0\r\n"),
     INVITATION_REPLY, "u1@praktijk.example", "zoe@thuis.example", "ACCEPTED", "", 3, 1786953600},
    {"Google's comment",
     REPLY("ATTENDEE;PARTSTAT=DECLINED;X-RESPONSE-COMMENT=\"kan niet\":mailto:zoe@thuis.example\r\n"), INVITATION_REPLY,
     "u1@praktijk.example", "zoe@thuis.example", "DECLINED", "kan niet", 3, 1786953600},
    {"EMAIL beside a urn", REPLY("ATTENDEE;EMAIL=zoe@thuis.example;PARTSTAT=ACCEPTED:urn:uuid:1234\r\n"),
     INVITATION_REPLY, "u1@praktijk.example", "zoe@thuis.example", "ACCEPTED", "", 3, 1786953600},
    {"whole list came back",
     REPLY("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:jan@praktijk.example\r\nATTENDEE;PARTSTAT=DECLINED:mailto:zoe@thuis."
           "example\r\n"),
     INVITATION_REPLY, "u1@praktijk.example", "zoe@thuis.example", "DECLINED", "", 3, 1786953600},
    {"percent signs", REPLY("ATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe%40thuis.example\r\n"), INVITATION_REPLY,
     "u1@praktijk.example", "zoe@thuis.example", "ACCEPTED", "", 3, 1786953600},
    {"indented", "  BEGIN:VCALENDAR\n  METHOD:REPLY\n  END:VCALENDAR\n", INVITATION_QUESTION, "", "", "", "", -1, 0},
    {"two who answer",
     REPLY("ATTENDEE;PARTSTAT=ACCEPTED:mailto:jan@praktijk.example\r\nATTENDEE;PARTSTAT=DECLINED:mailto:zoe@thuis."
           "example\r\n"),
     INVITATION_QUESTION, "u1@praktijk.example", "", "", "", 3, 1786953600},
    {"delegated", REPLY("ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:x@y.example\":mailto:zoe@thuis.example\r\n"),
     INVITATION_QUESTION, "u1@praktijk.example", "zoe@thuis.example", "DELEGATED", "", 3, 1786953600},
    {"own invention", REPLY("ATTENDEE;PARTSTAT=X-LATER:mailto:zoe@thuis.example\r\n"), INVITATION_QUESTION,
     "u1@praktijk.example", "zoe@thuis.example", "X-LATER", "", 3, 1786953600},
    {"counter",
     CALENDAR("METHOD:COUNTER",
              "UID:u4\r\nATTENDEE;PARTSTAT=TENTATIVE:mailto:zoe@thuis.example\r\nCOMMENT:liever vrijdag\r\n"),
     INVITATION_QUESTION, "u4", "zoe@thuis.example", "TENTATIVE", "liever vrijdag", -1, 0},
    {"refresh", CALENDAR("METHOD:REFRESH", "UID:u4\r\nATTENDEE:mailto:zoe@thuis.example\r\n"), INVITATION_QUESTION,
     "u4", "zoe@thuis.example", "NEEDS-ACTION", "", -1, 0},
    {"no uid", CALENDAR("METHOD:REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@thuis.example\r\n"), INVITATION_QUESTION,
     "", "zoe@thuis.example", "ACCEPTED", "", -1, 0},
    {"no attendee", CALENDAR("METHOD:REPLY", "UID:u5\r\n"), INVITATION_QUESTION, "u5", "", "", "", -1, 0},
    {"two moments, two answers",
     "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:u\nATTENDEE;PARTSTAT=ACCEPTED:mailto:z@t.example\nEND:VEVENT\n"
     "BEGIN:VEVENT\nUID:u\nATTENDEE;PARTSTAT=DECLINED:mailto:z@t.example\nEND:VEVENT\nEND:VCALENDAR\n",
     INVITATION_QUESTION, "u", "z@t.example", "ACCEPTED", "", -1, 0},
    {"somebody's invitation",
     CALENDAR("METHOD:REQUEST", "UID:u6\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@thuis.example\r\n"),
     INVITATION_FOREIGN, "", "", "", "", -1, 0},
    {"published", CALENDAR("METHOD:PUBLISH", "UID:u6\r\n"), INVITATION_FOREIGN, "", "", "", "", -1, 0},
    {"cancelled", CALENDAR("METHOD:CANCEL", "UID:u6\r\n"), INVITATION_FOREIGN, "", "", "", "", -1, 0},
    {"no method", CALENDAR("CALSCALE:GREGORIAN", "UID:u6\r\n"), INVITATION_FOREIGN, "", "", "", "", -1, 0},
    {"free-busy", "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VFREEBUSY\nUID:f\nEND:VFREEBUSY\nEND:VCALENDAR\n",
     INVITATION_FOREIGN, "", "", "", "", -1, 0},
    {"empty", "", INVITATION_NONE, "", "", "", "", -1, 0},
    {"prose", "Ik kom graag.", INVITATION_NONE, "", "", "", "", -1, 0},
    {"endless rule",
     REPLY("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@thuis.example\r\n"),
     INVITATION_REPLY, "u1@praktijk.example", "zoe@thuis.example", "ACCEPTED", "", 3, 1786953600},
    {"bad stamp",
     CALENDAR("METHOD:REPLY", "UID:u7\r\nDTSTAMP:99999999T999999Z\r\nSEQUENCE:veel\r\nATTENDEE;PARTSTAT=ACCEPTED:"
                              "mailto:zoe@thuis.example\r\n"),
     INVITATION_REPLY, "u7", "zoe@thuis.example", "ACCEPTED", "", 0, 0},
    {"bytes that are no UTF-8",
     CALENDAR("METHOD:REPLY", "UID:u8\r\nCOMMENT:caf\xe9\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@thuis.example\r\n"),
     INVITATION_REPLY, "u8", "zoe@thuis.example", "ACCEPTED", "caf\xef\xbf\xbd", -1, 0},
};

static void test_read(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    struct invitation_reply reply;
    invitation_read(table[i].text, strlen(table[i].text), NULL, &reply);
    g_test_message("%s", table[i].name);
    g_assert_cmpint(reply.answer, ==, table[i].answer);
    g_assert_cmpstr(reply.uid, ==, table[i].uid);
    g_assert_cmpstr(reply.attendee, ==, table[i].attendee);
    g_assert_cmpstr(reply.partstat, ==, table[i].partstat);
    g_assert_cmpstr(reply.comment, ==, table[i].comment);
    g_assert_cmpint(reply.sequence, ==, table[i].sequence);
    g_assert_cmpint(reply.stamp, ==, table[i].stamp);
    invitation_reply_clear(&reply);
  }
}

/* Cut anywhere and with any byte changed: no crash, never a false "accepted" by another than who is named. */
static void test_damaged(void) {
  const char *text = table[0].text;
  gsize size = strlen(text);
  for (gsize cut = 0; cut < size; cut++) {
    struct invitation_reply reply;
    invitation_read(text, cut, NULL, &reply);
    if (reply.answer == INVITATION_REPLY) g_assert_cmpstr(reply.uid, ==, "u1@praktijk.example");
    invitation_reply_clear(&reply);
    g_autofree char *copy = g_strdup(text);
    copy[cut] = (char)(copy[cut] ^ 0x55);
    invitation_read(copy, size, NULL, &reply);
    invitation_reply_clear(&reply);
  }
  g_autoptr(GString) deep = g_string_new(NULL);
  for (int i = 0; i < 60000; i++) g_string_append(deep, "BEGIN:VEVENT\n");
  struct invitation_reply reply;
  invitation_read(deep->str, deep->len, NULL, &reply);
  g_assert_cmpint(reply.answer, ==, INVITATION_NONE);
  invitation_reply_clear(&reply);
}

/* What we wrote, answered. */
static void test_round_trip(void) {
  struct channel_invitation in = example();
  g_autofree char *request = invitation_write(&in, NULL);
  g_auto(GStrv) a = g_strsplit(request, "METHOD:REQUEST", -1);
  g_autofree char *reply_text = g_strjoinv("METHOD:REPLY", a);
  g_auto(GStrv) b = g_strsplit(reply_text, "PARTSTAT=NEEDS-ACTION", -1);
  g_autofree char *accepted = g_strjoinv("PARTSTAT=ACCEPTED", b);
  struct invitation_reply reply;
  invitation_read(accepted, strlen(accepted), NULL, &reply);
  g_assert_cmpint(reply.answer, ==, INVITATION_REPLY);
  g_assert_cmpstr(reply.uid, ==, in.uid);
  g_assert_cmpstr(reply.attendee, ==, in.attendee_address);
  g_assert_cmpint(reply.sequence, ==, in.sequence);
  g_assert_cmpint(reply.stamp, ==, in.stamp);
  invitation_reply_clear(&reply);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/invitation/request", test_request);
  g_test_add_func("/invitation/sent-by", test_sent_by);
  g_test_add_func("/invitation/cancel", test_cancel);
  g_test_add_func("/invitation/zone", test_zone);
  g_test_add_func("/invitation/fold", test_fold);
  g_test_add_func("/invitation/refused", test_refused);
  g_test_add_func("/invitation/read", test_read);
  g_test_add_func("/invitation/damaged", test_damaged);
  g_test_add_func("/invitation/round-trip", test_round_trip);
  return g_test_run();
}
