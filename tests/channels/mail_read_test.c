#include "channels/formats/mail_read.h"

#include <string.h>

static struct mail_read *read_mail(const char *name) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *file = g_strconcat(name, ".eml", NULL);
  g_autofree char *path = g_build_filename(root ? root : ".", "tests", "channels", "mails", file, NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;
  g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
  g_test_message("%s", name);
  return mail_read(bytes, size, "2026-08-17");
}

struct report {
  const char *name;
  enum mail_read_kind kind;
  const char *address, *status;
  gboolean permanent;
  enum mail_read_cause cause;
};
static const struct report reports[] = {
    {"postfix_unknown", MAIL_BOUNCE, "zoe@thuis.example", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"postfix_two", MAIL_BOUNCE, "zoe@thuis.example", "5.2.2", TRUE, MAIL_CAUSE_FULL},
    {"postfix_two", MAIL_BOUNCE, "Ali@werk.example", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"postfix_delay", MAIL_DELAY, "zoe@thuis.example", "4.4.1", FALSE, MAIL_CAUSE_TEMPORARY},
    {"postfix_expired", MAIL_BOUNCE, "zoe@thuis.example", "4.4.1", FALSE, MAIL_CAUSE_TEMPORARY},
    {"postfix_alias", MAIL_BOUNCE, "zoe@thuis.example", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"postfix_no_domain", MAIL_BOUNCE, "zoe@thuiss.example", "5.4.4", TRUE, MAIL_CAUSE_ADDRESS},
    {"exchange_not_found", MAIL_BOUNCE, "zoe@thuis.example", "5.1.10", TRUE, MAIL_CAUSE_ADDRESS},
    {"exchange_dbeb", MAIL_BOUNCE, "zoe@thuis.example", "5.4.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"exchange_policy", MAIL_BOUNCE, "zoe@thuis.example", "5.7.1", TRUE, MAIL_CAUSE_REPUTATION},
    {"gmail_full", MAIL_BOUNCE, "zoe@gmail.example", "5.2.2", TRUE, MAIL_CAUSE_FULL},
    {"gmail_dmarc", MAIL_BOUNCE, "zoe@gmail.example", "5.7.26", TRUE, MAIL_CAUSE_REPUTATION},
    {"user_unknown_571", MAIL_BOUNCE, "zoe@thuis.example", "5.7.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"too_large", MAIL_BOUNCE, "zoe@thuis.example", "5.3.4", TRUE, MAIL_CAUSE_MESSAGE},
    {"hotmail_550", MAIL_BOUNCE, "zoe@thuis.example", "5.5.0", TRUE, MAIL_CAUSE_ADDRESS},
    {"no_status", MAIL_BOUNCE, "zoe@thuis.example", "", TRUE, MAIL_CAUSE_ADDRESS},
    {"utf8_recipient", MAIL_BOUNCE, "zoe@thuis.example", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"exim_failed", MAIL_BOUNCE, "zoe@thuis.example", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"exim_quota", MAIL_BOUNCE, "zoe@thuis.example", "", FALSE, MAIL_CAUSE_FULL},
    {"exim_delay", MAIL_DELAY, "zoe@thuis.example", "", FALSE, MAIL_CAUSE_TEMPORARY},
    {"qmail", MAIL_BOUNCE, "zoe@thuis.example", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"qmail", MAIL_BOUNCE, "ali@werk.example", "5.2.2", TRUE, MAIL_CAUSE_FULL},
    {"postfix_text", MAIL_BOUNCE, "zoe@thuis.example", "5.7.1", TRUE, MAIL_CAUSE_REPUTATION},
    {"sendmail_old", MAIL_BOUNCE, "zoe@thuis.example", "5.1.2", TRUE, MAIL_CAUSE_ADDRESS},
    {"exchange_text_nl", MAIL_BOUNCE, "zoe@thuis.example", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
};

static const struct mail_read_recipient *recipient_of(const struct mail_read *mail, const char *address) {
  for (guint i = 0; i < mail->recipients->len; i++) {
    const struct mail_read_recipient *recipient = mail->recipients->pdata[i];
    g_test_message("  %s %s", recipient->address, recipient->status);
    if (g_str_equal(recipient->address, address)) return recipient;
  }
  return NULL;
}

static void test_reports(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(reports); i++) {
    const struct report *want = &reports[i];
    g_autoptr(MailRead) mail = read_mail(want->name);
    g_assert_cmpstr(mail_read_kind_names[mail->kind], ==, mail_read_kind_names[want->kind]);
    const struct mail_read_recipient *got = recipient_of(mail, want->address);
    g_assert_nonnull(got);
    g_assert_cmpstr(got->status, ==, want->status);
    g_assert_cmpint(got->permanent, ==, want->permanent);
    g_assert_cmpstr(mail_read_cause_names[got->cause], ==, mail_read_cause_names[want->cause]);
    gboolean two = g_str_equal(want->name, "postfix_two") || g_str_equal(want->name, "qmail");
    g_assert_cmpuint(mail->recipients->len, ==, two ? 2 : 1);
  }
}

static void test_original(void) {
  static const char *const names[] = {"postfix_unknown", "postfix_two", "postfix_delay", "exim_failed",
                                      "exim_quota",      "qmail",       "gmail_full"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(MailRead) mail = read_mail(names[i]);
    g_assert_cmpstr(mail->original_id, ==, "abcdefghijklmnopqrstuvwxyz@praktijk.example");
    g_assert_cmpstr(mail->to->pdata[0], ==, "bounce+x@praktijk.example");
  }
  g_autoptr(MailRead) delivered = read_mail("delivered");
  g_assert_cmpint(delivered->kind, ==, MAIL_RECEIPT);
  g_assert_cmpuint(delivered->recipients->len, ==, 0);
}

struct words {
  const char *name;
  enum mail_read_kind kind;
  const char *text, *until; /* text NULL = not looked at */
};
static const struct words words[] = {
    {"ooo_exchange", MAIL_AUTO_REPLY, NULL, "2026-08-17"},
    {"ooo_until", MAIL_AUTO_REPLY, NULL, "2026-08-28"},
    {"ooo_gmail", MAIL_AUTO_REPLY, NULL, "2026-08-24"},
    {"ooo_no_headers", MAIL_AUTO_REPLY, NULL, "2026-08-24"},
    {"ooo_null_path", MAIL_AUTO_REPLY, "STOP", ""},
    {"ticket", MAIL_AUTO_REPLY, NULL, ""},
    {"absent_person", MAIL_REPLY, "Hoi, ik kan morgen niet komen want ik ben ziek.", ""},
    {"reply_gmail", MAIL_REPLY, "Het gaat goed, ik werk bij de bakker.", ""},
    {"reply_latin1", MAIL_REPLY, "Oké, één vraag: wat kost dat? € 5?", ""},
    {"reply_no_charset", MAIL_REPLY, "Ik ben financiële hulp aan het zoeken", ""},
    {"reply_wrong_charset", MAIL_REPLY, "Ik heb één vraag", ""},
    {"reply_suppress", MAIL_REPLY, "Prima!", ""},
    {"reply_through_group", MAIL_REPLY, "Prima!", ""},
    {"reply_html", MAIL_REPLY, "Ik bel morgen & heb één vraag.", ""},
    {"reply_html_gmail", MAIL_REPLY, "Ja leuk!", ""},
    {"stop", MAIL_OPT_OUT, "Stop aub", ""},
    {"stop_subject", MAIL_OPT_OUT, "", ""},
    {"stop_quoted", MAIL_REPLY, "nee hoor, ga maar door", ""},
    {"list", MAIL_OTHER, NULL, ""},
    {"read_receipt", MAIL_OTHER, NULL, ""},
    {"calendar_theirs", MAIL_OTHER, NULL, ""},
    {"bad_mime", MAIL_REPLY, NULL, ""},
    {"garbage", MAIL_UNREADABLE, NULL, ""},
    {"mbox_line", MAIL_REPLY, "Ja", ""},
};

static void test_words(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    g_autoptr(MailRead) mail = read_mail(words[i].name);
    g_assert_cmpstr(mail_read_kind_names[mail->kind], ==, mail_read_kind_names[words[i].kind]);
    if (words[i].text) g_assert_cmpstr(mail->text, ==, words[i].text);
    g_assert_cmpstr(mail->until, ==, words[i].until);
    g_assert_cmpint(mail->stop, ==, words[i].kind == MAIL_OPT_OUT);
    g_assert_cmpint(*mail->problem != '\0', ==, words[i].kind == MAIL_UNREADABLE);
  }
}

static void test_envelope(void) {
  g_autoptr(MailRead) mail = read_mail("reply_gmail");
  g_assert_cmpstr(mail->from, ==, "zoe@thuis.example");
  g_assert_cmpstr(mail->from_name, ==, "Zoë Çelik");
  g_assert_cmpstr(mail->subject, ==, "Re: Hoe gaat het?");
  g_assert_cmpuint(mail->to->len, ==, 1);
  g_assert_cmpstr(mail->to->pdata[0], ==, "antwoord+x@praktijk.example");
  g_assert_cmpuint(mail->references->len, ==, 2);
  g_assert_cmpstr(mail->references->pdata[0], ==, "abcdefghijklmnopqrstuvwxyz@praktijk.example");
  g_assert_cmpstr(mail->references->pdata[1], ==, "eerder@praktijk.example");
}

struct calendar {
  const char *name;
  enum mail_read_kind kind;
  const char *partstat, *comment;
};
static const struct calendar calendars[] = {
    {"calendar_gmail", MAIL_CALENDAR_REPLY, "ACCEPTED", ""},
    {"calendar_outlook", MAIL_CALENDAR_REPLY, "DECLINED", "Ik moet werken."},
    {"calendar_counter", MAIL_CALENDAR_QUESTION, "TENTATIVE", "Liever vrijdag"},
};

static void test_calendars(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(calendars); i++) {
    g_autoptr(MailRead) mail = read_mail(calendars[i].name);
    g_assert_cmpstr(mail_read_kind_names[mail->kind], ==, mail_read_kind_names[calendars[i].kind]);
    g_assert_cmpstr(mail->uid, ==, "abcdefghijklmnopqrstuvwxyz@praktijk.example");
    g_assert_cmpstr(mail->attendee, ==, "zoe@thuis.example");
    g_assert_cmpstr(mail->partstat, ==, calendars[i].partstat);
    g_assert_cmpstr(mail->comment, ==, calendars[i].comment);
    g_assert_cmpint(mail->sequence, ==, 1);
    g_assert_cmpint(mail->stamp, ==, 1786953600);
  }
}

/* Every mail of the collection cut short and with bytes changed: anything but a crash or a wait. */
static void test_damaged(void) {
  static const char *const names[] = {"postfix_two", "calendar_gmail", "reply_html", "qmail", "ooo_exchange"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *file = g_strconcat(names[i], ".eml", NULL), *bytes = NULL;
    const char *root = g_getenv("G_TEST_SRCDIR");
    g_autofree char *path = g_build_filename(root ? root : ".", "tests", "channels", "mails", file, NULL);
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    for (gsize cut = 0; cut < size; cut += 7) {
      mail_read_free(mail_read(bytes, cut, "2026-08-17"));
      bytes[cut] = (char)(bytes[cut] ^ 0x41);
      mail_read_free(mail_read(bytes, size, "geen datum"));
    }
  }
}

/* A mail whose lines end in CR alone says the same. */
static void test_old_line_ends(void) {
  char text[] = "From: a@b.nl\rSubject: hoe gaat het\r\rJa graag\rtot dan\r";
  g_autoptr(MailRead) mail = mail_read(text, strlen(text), "2026-08-17");
  g_assert_cmpint(mail->kind, ==, MAIL_REPLY);
  g_assert_cmpstr(mail->text, ==, "Ja graag\ntot dan");
}

static void test_flowed(void) {
  static const char mail[] =
      "From: a@b.nl\nSubject: Re: x\nContent-Type: text/plain; format=flowed; delsp=%s\n\n"
      "Ik heb nu een baan gevonden bij de gemeente en ik ben daar heel \nblij mee.\n"
      "kort\n"
      "Van: M. de Wit <m@linde.example> \nVerzonden: maandag 17 augustus 2026 10:00 \nAan: Zoë \nOnderwerp: x\n\nHoi\n";
  static const char *const wants[][2] = {
      {"no", "Ik heb nu een baan gevonden bij de gemeente en ik ben daar heel blij mee.\nkort"},
      {"yes", "Ik heb nu een baan gevonden bij de gemeente en ik ben daar heelblij mee.\nkort"}};
  for (size_t i = 0; i < G_N_ELEMENTS(wants); i++) {
    g_auto(GStrv) pieces = g_strsplit(mail, "%s", 2);
    g_autofree char *bytes = g_strjoinv(wants[i][0], pieces);
    g_autoptr(MailRead) read = mail_read(bytes, strlen(bytes), "2026-08-17");
    g_assert_cmpstr(read->text, ==, wants[i][1]);
  }
}

/* Who answers below a quotation without end is heard. */
static void test_below(void) {
  g_autoptr(GString) text = g_string_new("From: a@b.nl\nSubject: Re: x\n\nOp 17-08-2026 om 10:00 schreef M:\n");
  for (int i = 0; i < 100000; i++) g_string_append(text, "> STOP\n");
  g_string_append(text, "\nJa graag\n");
  g_autoptr(MailRead) mail = mail_read(text->str, text->len, "2026-08-17");
  g_assert_cmpstr(mail->text, ==, "Ja graag");
  g_assert_cmpint(mail->kind, ==, MAIL_REPLY);
}

static void bomb(const char *head, const char *piece, gsize size) {
  g_autoptr(GString) text = g_string_new(head);
  while (text->len < size) g_string_append(text, piece);
  gint64 before = g_get_monotonic_time();
  mail_read_free(mail_read(text->str, text->len, "2026-08-17"));
  double seconds = (double)(g_get_monotonic_time() - before) / G_USEC_PER_SEC;
  g_test_message("%.20s…: %.2f s", piece, seconds);
  g_assert_cmpfloat(seconds, <, 20); /* sanitized, on a busy machine; far less without */
}

static void test_bombs(void) {
  enum { LARGE = 12 * 1024 * 1024 };
  bomb("From: a@b.nl\nSubject: x\n\n", "Op van: 12:00 schreef @\n", LARGE);
  bomb("From: a@b.nl\nContent-Type: text/html\n\n", "<div><blockquote>", LARGE);
  bomb("From: a@b.nl\nContent-Type: text/html\n\n", "<a \"", LARGE);
  bomb("From: MAILER-DAEMON@b.nl\nSubject: failure notice\n\n", "x@y.nl\n", LARGE);
  bomb("From: MAILER-DAEMON@b.nl\nSubject: failure notice\n\n", "x", LARGE);
  bomb("", "Content-Type: multipart/mixed; boundary=a\n\n--a\n", LARGE);
  bomb("From: a@b.nl\nContent-Type: multipart/mixed; boundary=a\n\n", "--a\n\nx\n", LARGE);
  bomb("From: MAILER-DAEMON@b.nl\nSubject: failure notice\n\n", "<x@y.nl>: <z@y.nl> ", LARGE);
  bomb("", "Content-Type: message/rfc822\n\n", LARGE);
  bomb("From: a@b.nl\nTo: ", "a@b.nl, ", 1024 * 1024);
  bomb("From: a@b.nl\nReferences: ", "<a@b.nl> ", 1024 * 1024);
  bomb("From: a@b.nl\n", "X: y\n", LARGE);
  bomb("From: a@b.nl\nAuto-Submitted: auto-replied\n\n", "t/m 14 augustus tot maandag ", LARGE);
  bomb("From: a@b.nl\nAuto-Submitted: auto-replied\n\nafwezig week 1", " en 1-1", LARGE);
  bomb("From: a@b.nl\nContent-Type: text/html\n\n", "<a href=\"", LARGE);
  bomb("From: a@b.nl\n\nja\n", "Groetjes\n", LARGE);
  bomb("From: a@b.nl\n\n", "stop. ", LARGE);
  bomb("From: a@b.nl\n\n", "Wat ik wil:\n> een baan\n> rust\nja\n", LARGE);
  bomb("From: a@b.nl\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: "
       "message/delivery-status\n\n",
       "\nFinal-Recipient: rfc822;a@b.nl\nStatus: 5.1.1\n",
       LARGE / 32); /* quadratic under ASan only: its strstr measures the rest */
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mail_read/reports", test_reports);
  g_test_add_func("/mail_read/original", test_original);
  g_test_add_func("/mail_read/words", test_words);
  g_test_add_func("/mail_read/envelope", test_envelope);
  g_test_add_func("/mail_read/calendars", test_calendars);
  g_test_add_func("/mail_read/damaged", test_damaged);
  g_test_add_func("/mail_read/flowed", test_flowed);
  g_test_add_func("/mail_read/below", test_below);
  g_test_add_func("/mail_read/old-line-ends", test_old_line_ends);
  g_test_add_func("/mail_read/bombs", test_bombs);
  return g_test_run();
}
