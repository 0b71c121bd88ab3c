#include "channels/formats/mail_read.h"

#include <stdlib.h>
#include <string.h>

/* Two collections of delivery reports (bounces.txt, bounces_whole.txt): kind, recipients, permanence, status and cause
 * of each, whatever the line ends; and reports that are too much of something. */

static const char returned[] = "Received: from app.praktijk.example by mx.praktijk.example; Mon, 17 Aug 2026 10:00:00 "
                               "+0200\nMessage-ID: <abcdefghijklmnopqrstuvwxyz@praktijk.example>\nFrom: Loopbaan "
                               "<loopbaan@praktijk.example>\nTo: %s\nSubject: Hoe gaat het?\n\nHoi, hoe gaat het? Mail "
                               "naar info@praktijk.example\n";

static void add_returned(GString *out, const char *address) {
  const char *place = strstr(returned, "%s");
  g_string_append_len(out, returned, place - returned);
  g_string_append(out, address);
  g_string_append(out, place + 2);
}

static void add_header(GString *out, const char *line) {
  g_auto(GStrv) parts = g_strsplit(line, " | ", 2);
  g_string_append_printf(out, "From: %s\nTo: bounce+x@praktijk.example\nSubject: %s\nMIME-Version: 1.0\n", parts[0],
                         parts[1]);
}

static void add_line(GString *out, const char *line) {
  if (g_str_has_prefix(line, "@from "))
    add_header(out, line + 6);
  else if (g_str_has_prefix(line, "@returned "))
    add_returned(out, line + 10);
  else if (g_str_equal(line, "@dsn"))
    g_string_append(out,
                    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: "
                    "text/plain; charset=utf-8\n\n");
  else if (g_str_equal(line, "@status"))
    g_string_append(out, "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.praktijk.example\n\n");
  else if (g_str_has_prefix(line, "@message ")) {
    g_string_append(out, "\n--b\nContent-Type: message/rfc822\n\n");
    add_returned(out, line + 9);
    g_string_append(out, "\n--b--\n");
  } else
    g_string_append_printf(out, "%s\n", line);
}

static char *told(const struct mail_read *mail) {
  GString *out = g_string_new(mail_read_kind_names[mail->kind]);
  for (guint i = 0; i < mail->recipients->len; i++) {
    const struct mail_read_recipient *one = mail->recipients->pdata[i];
    g_autofree char *address = g_ascii_strdown(one->address, -1);
    g_string_append_printf(out, " | %s %s %s %s", address, one->permanent ? "permanent" : "temporary",
                           *one->status ? one->status : "-", mail_read_cause_names[one->cause]);
  }
  return g_string_free(out, FALSE);
}

static void keep(const char *name, const GString *bytes) {
  const char *save = g_getenv("WAAKVLAM_BOUNCES"); /* a folder to look at them in */
  if (!save) return;
  g_autofree char *path = g_strdup_printf("%s/%s.eml", save, name);
  g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL);
}

static gboolean reads(const char *name, const GString *bytes, const char *want) {
  g_autoptr(MailRead) mail = mail_read(bytes->str, bytes->len, "2026-08-17");
  g_autofree char *got = told(mail);
  if (g_str_equal(got, want)) return TRUE;
  g_test_message("%s\n  got  %s\n  want %s", name, got, want);
  return FALSE;
}

/* "name | kind | …" and the lines of the mail, with both line ends. */
static gboolean check(char **lines, int count) {
  char *name = lines[0] + 4, *want = strstr(name, " | ");
  g_assert_nonnull(want);
  *want = '\0', want += 3;
  g_autoptr(GString) bytes = g_string_new(NULL);
  for (int i = g_str_has_prefix(lines[1], "# ") ? 2 : 1; i < count; i++) add_line(bytes, lines[i]);
  keep(name, bytes);
  gboolean right = reads(name, bytes, want);
  g_string_replace(bytes, "\n", "\r\n", 0);
  return reads(name, bytes, want) && right;
}

static void test_collection(const void *file) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename(root ? root : ".", "tests", "channels", file, NULL), *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  int count = (int)g_strv_length(lines), right = 0, all = 0, first = 0;
  while (first < count && !g_str_has_prefix(lines[first], "=== ")) first++;
  while (first < count) {
    int next = first + 1;
    while (next < count && !g_str_has_prefix(lines[next], "=== ")) next++;
    right += check(lines + first, next - first);
    all++;
    first = next;
  }
  g_test_message("%d of %d", right, all);
  g_assert_cmpint(all, >=, 120);
  g_assert_cmpint(right, ==, all);
}

/* --- too much of something --- */

static const char head[] =
    "From: MAILER-DAEMON@mx.example\nTo: bounce+x@praktijk.example\nSubject: Undeliverable mail\n";

/* Not how fast, but that it ends, and how. */
static void test_large(void) {
  g_autoptr(GString) bytes = g_string_new(head);
  g_string_append(bytes, "\nYour mail could not be delivered:\n<zoe@thuis.example>: 550 5.1.1 user unknown\n\n");
  while (bytes->len < 10 << 20) g_string_append(bytes, "user, mailbox, address, by one@of.many.example ");
  g_assert_true(reads("10 MB without line ends", bytes, "bounce | zoe@thuis.example permanent 5.1.1 address"));
}

static void test_nested(void) {
  g_autoptr(GString) bytes = g_string_new(head);
  g_string_append(bytes,
                  "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: "
                  "message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; "
                  "zoe@thuis.example\nAction: failed\nStatus: 5.1.1\n\n--b\n");
  for (int i = 0; i < 50; i++) g_string_append(bytes, "Content-Type: message/rfc822\n\nFrom: a@b.example\n");
  g_string_append(bytes, "\nhoi\n--b--\n");
  g_assert_true(reads("50 deep", bytes, "bounce | zoe@thuis.example permanent 5.1.1 address"));
}

static void test_one_line(void) {
  g_autoptr(GString) bytes =
      g_string_new("From: MAILER-DAEMON@mx.example To: a@b.example 550 5.1.1 <zoe@thuis.example>");
  g_autoptr(MailRead) mail = mail_read(bytes->str, bytes->len, "2026-08-17");
  g_assert_nonnull(mail);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/bounce/collection", "bounces.txt", test_collection);
  g_test_add_data_func("/bounce/whole", "bounces_whole.txt", test_collection);
  g_test_add_func("/bounce/large", test_large);
  g_test_add_func("/bounce/nested", test_nested);
  g_test_add_func("/bounce/one_line", test_one_line);
  return g_test_run();
}
