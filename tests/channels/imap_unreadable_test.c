/* A mail that the server will not give: those behind it are heard all the same, and it is never put away unread. */
#include "tests/channels/mailbox_owner.h"

/* A mail that will not be read, in each way: NO, nothing in it, the line cut within it. It is tried again, then left
 * where it is, never moved, and those behind it are heard; what was kept before it is moved meanwhile. */
#define BAD_ROUND(answer)                                                                                              \
  SIGNED_IN("MOVE"), BOX("9"), {"W3 UID FETCH 1:3 ", "W3 OK\r\n"},                                                     \
      {"W4 UID FETCH 4:* ", "* 2 FETCH (UID 5 RFC822.SIZE 12)\r\n* 3 FETCH (UID 8 RFC822.SIZE 10)\r\nW4 OK\r\n"}, {    \
    "W5 UID FETCH 5 ", answer                                                                                          \
  }
#define REST                                                                                                           \
  {"W6 UID FETCH 8 ", "* 3 FETCH (UID 8 BODY[]<0> {10}\r\nSubject: c)\r\nW6 OK\r\n"},                                  \
      {"W7 UID FETCH 9:* ", "W7 OK\r\n"}, {"W8 UID FETCH 6:8 ", "* 3 FETCH (UID 8 RFC822.SIZE 10)\r\nW8 OK\r\n"},      \
      {"W9 UID MOVE 8 ", "W9 OK\r\n"}, END

static void unreadable_is_passed_by(void) {
  static const struct stub_step first[] = {
      SIGNED_IN("MOVE"),
      BOX("9"),
      {"W3 UID FETCH 1:* ", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\n* 2 FETCH (UID 5 RFC822.SIZE 12)\r\nW3 OK\r\n"},
      {"W4 UID FETCH 3 ", "* 1 FETCH (UID 3 BODY[]<0> {10}\r\nSubject: a)\r\nW4 OK\r\n"},
      {"W5 UID FETCH 5 ", "W5 NO [SERVERBUG] cache is corrupt\r\n"},
      END};
  static const struct stub_step second[] = {
      SIGNED_IN("MOVE"),
      BOX("9"),
      {"W3 UID FETCH 1:3 ", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\nW3 OK\r\n"},
      {"W4 UID MOVE 3 ", "W4 OK\r\n"},
      {"W5 UID FETCH 4:* ", "* 2 FETCH (UID 5 RFC822.SIZE 12)\r\n* 3 FETCH (UID 8 RFC822.SIZE 10)\r\nW5 OK\r\n"},
      {"W6 UID FETCH 5 ", "* 2 FETCH (UID 5 BODY[]<0> {12}\r\nSubj"},
      {"", STUB_HANG_UP},
      END};
  static const struct stub_step third[] = {BAD_ROUND("* 2 FETCH (UID 5 BODY[]<0> NIL)\r\nW5 OK\r\n"),
                                           {"W6 UID FETCH 5:5 ", "* 2 FETCH (UID 5 RFC822.SIZE 12)\r\nW6 OK\r\n"},
                                           END};
  static const struct stub_step fourth[] = {BAD_ROUND("W5 NO no\r\n"), END};
  static const struct stub_step fifth[] = {BAD_ROUND("W5 NO no\r\n"), REST};
  static const struct stub_step *const rounds[] = {first, second, third, fourth, fifth};
  struct owner owner = owner_new();
  for (gsize i = 0; i < G_N_ELEMENTS(rounds); i++) {
    struct stub *stub = stub_start(rounds[i]);
    void *state = open_at(stub->port, "move", "all", "2");
    g_autoptr(GError) error = NULL;
    gboolean fine = collect_until(state, &owner, -1, &error);
    g_test_message("%s: %s", owner.noted, error ? error->message : "");
    g_assert_cmpint(fine, ==, i + 1 == G_N_ELEMENTS(rounds));
    channel_mailbox.close(state);
    g_autofree char *heard = stub_heard(stub);
    g_assert_null(strstr(heard, "MOVE 5"));
    g_assert_null(strstr(heard, "MOVE 3,5"));
    if (i == 1) g_assert_nonnull(strstr(heard, "MOVE 3 "));
    stub_stop(stub);
  }
  g_assert_cmpuint(owner.kept->len, ==, 2);
  g_assert_cmpstr(owner.kept->pdata[1], ==, "Subject: c");
  g_assert_true(g_str_has_suffix(owner.noted, " 7 5 8 1970-01-01"));
  g_assert_nonnull(strstr(owner.told->str, "mail 5 in INBOX can't be read and stays there"));
  owner_clear(&owner);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/imap/unreadable-is-passed-by", unreadable_is_passed_by);
  return g_test_run();
}
