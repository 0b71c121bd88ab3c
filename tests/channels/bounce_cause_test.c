#include "channels/formats/bounce_cause.h"

#include <string.h>
#include "tests/channels/sample.h"

static const struct {
  const char *status, *words, *want;
  gboolean permanent;
  enum mail_read_cause cause;
} table[] = {
    {"5.1.1", "", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"5.1.10", "smtp;550 5.1.10 RecipientNotFound", "5.1.10", TRUE, MAIL_CAUSE_ADDRESS},
    {"5.1.8", "smtp; 550 5.1.8 sender address rejected", "5.1.8", TRUE, MAIL_CAUSE_REPUTATION},
    {"4.2.2", "smtp; 452 4.2.2 over quota", "4.2.2", FALSE, MAIL_CAUSE_FULL},
    {"5.2.1", "smtp; 550 5.2.1 account disabled", "5.2.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"5.0.0", "smtp; 552 5.2.2 mailbox full", "5.2.2", TRUE, MAIL_CAUSE_FULL},
    {"5.0.0", "smtp; 550 unknown user", "5.0.0", TRUE, MAIL_CAUSE_ADDRESS},
    {"", "550 unknown user zoe at spamfilter.marbles.example", "", TRUE, MAIL_CAUSE_ADDRESS},
    {"", "554 rejected by marbles.example", "", TRUE, MAIL_CAUSE_OTHER},
    {"", "554 listed at RBL", "", TRUE, MAIL_CAUSE_REPUTATION},
    {"", "421 try again later", "", FALSE, MAIL_CAUSE_TEMPORARY},
    {"", "connect to mx[10.5.1.1]:25: Connection timed out", "", FALSE, MAIL_CAUSE_TEMPORARY},
    {"", "mailbox is full", "", FALSE, MAIL_CAUSE_FULL},
    {"", "this is a permanent error: mailbox is full", "", TRUE, MAIL_CAUSE_FULL},
    {"", "550 mailbox is full", "", TRUE, MAIL_CAUSE_FULL},
    {"5.0.0", "smtp; 452 mailbox is full", "5.0.0", FALSE, MAIL_CAUSE_FULL},
    {"", "Exim 4.94.2: 550 no such\n    user", "", TRUE, MAIL_CAUSE_ADDRESS},
    {"", "smtp; 250 2.0.0 ok; 550 5.1.1 unknown", "5.1.1", TRUE, MAIL_CAUSE_ADDRESS},
    {"4.7.0", "smtp; 421 4.7.0 IP throttled", "4.7.0", FALSE, MAIL_CAUSE_REPUTATION},
    {"4.4.7", "smtp; 550 4.4.7 QUEUE.Expired; message expired", "4.4.7", FALSE, MAIL_CAUSE_TEMPORARY},
    {"5.4.14", "smtp;554 5.4.14 Hop count exceeded", "5.4.14", TRUE, MAIL_CAUSE_OTHER},
    {"5.6.0", "smtp;554 5.6.0 corrupt content", "5.6.0", TRUE, MAIL_CAUSE_MESSAGE},
    {"5.7.1", "smtp;550 5.7.1 blocked, see spamhaus; user unknown", "5.7.1", TRUE, MAIL_CAUSE_REPUTATION},
    {"", "550 the account (zoe) has been permanently deleted", "", TRUE, MAIL_CAUSE_ADDRESS},
    {"", "550 there is no registered recipient zoe", "", TRUE, MAIL_CAUSE_ADDRESS},
    {"", "550 your account is suspended", "", TRUE, MAIL_CAUSE_OTHER},
    {"", "550 invalid HELO for ip address 192.0.2.1", "", TRUE, MAIL_CAUSE_REPUTATION},
    {"", "mailbox temporarily unavailable, try again", "", FALSE, MAIL_CAUSE_TEMPORARY},
    {"5.1.1", "550 5.1.1 your network is on our blocklist", "5.1.1", TRUE, MAIL_CAUSE_REPUTATION},
    {"5.7.0", "maildrop: maildir over quota", "5.7.0", TRUE, MAIL_CAUSE_FULL},
    {"5.7.1", "550 5.7.1 daily sending quota exceeded", "5.7.1", TRUE, MAIL_CAUSE_REPUTATION},
    {"", "553 5.1.8 <a@b.example>... Domain of sender address does not exist", "5.1.8", TRUE, MAIL_CAUSE_REPUTATION},
    {"", "501 5.5.4 invalid domain name in HELO", "5.5.4", TRUE, MAIL_CAUSE_REPUTATION},
    {"", "500 5.5.1 command unrecognized", "5.5.1", TRUE, MAIL_CAUSE_OTHER},
    {"", "552 mailbox for zoe@thuis.example is full", "", TRUE, MAIL_CAUSE_FULL},
    {"", "Host not found, try again", "", FALSE, MAIL_CAUSE_TEMPORARY},
    {"5.4.7", "554 5.4.7 Delivery expired (message too old)", "5.4.7", TRUE, MAIL_CAUSE_TEMPORARY},
    {"5.9999.1", "", "", TRUE, MAIL_CAUSE_OTHER},
    {"x", "", "", TRUE, MAIL_CAUSE_OTHER},
};

static void test_table(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    struct bounce_cause got = bounce_cause_of(table[i].status, table[i].words);
    g_test_message("%s %s -> %s %d %s", table[i].status, table[i].words, got.status, got.permanent,
                   mail_read_cause_names[got.cause]);
    g_assert_cmpstr(got.status, ==, table[i].want);
    g_assert_cmpint(got.permanent, ==, table[i].permanent);
    g_assert_cmpstr(mail_read_cause_names[got.cause], ==, mail_read_cause_names[table[i].cause]);
  }
}

/* "status | words | permanent | cause" */
static gboolean check(const char *line) {
  g_auto(GStrv) field = g_strsplit(line, " | ", 4);
  g_assert_cmpuint(g_strv_length(field), ==, 4);
  struct bounce_cause got = bounce_cause_of(field[0], field[1]);
  gboolean right = g_str_equal(got.permanent ? "permanent" : "temporary", field[2]) &&
                   g_str_equal(mail_read_cause_names[got.cause], field[3]);
  if (!right) g_test_message("%s: got %d %s", line, got.permanent, mail_read_cause_names[got.cause]);
  return right;
}

static void test_refusals(void) {
  g_auto(GStrv) lines = sample_lines("refusals.txt");
  int all = 0, right = 0;
  for (char **line = lines; *line; line++) {
    if (!strstr(*line, " | ")) continue;
    right += check(*line);
    all++;
  }
  g_assert_cmpint(all, >=, 130);
  g_assert_cmpint(right, ==, all);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bounce_cause/table", test_table);
  g_test_add_func("/bounce_cause/refusals", test_refusals);
  return g_test_run();
}
