/* Who is handed the mails of a box, and the talk with a mail server up to the box: for the tests of the member "imap".
 */
#ifndef TESTS_CHANNELS_MAILBOX_OWNER_H
#define TESTS_CHANNELS_MAILBOX_OWNER_H

#include "channels/registry.h"
#include "tests/channels/sample.h"
#include "tests/servers/stub.h"

#define NOW SAMPLE_QUEUED

/* Who is handed the mails. */
struct owner {
  GPtrArray *kept; /* char * */
  char *noted;
  GString *told;
  guint refuse_from; /* keeps none from that one on; 0 = keeps all */
};

static inline gboolean keep(void *user, const char *name, const void *bytes, gsize length) {
  struct owner *owner = user;
  g_assert_cmpstr(name, ==, "email");
  if (owner->refuse_from && owner->kept->len + 1 >= owner->refuse_from) return FALSE;
  g_ptr_array_add(owner->kept, g_strndup(bytes, length));
  return TRUE;
}

static inline char *recall(void *user) {
  return g_strdup(((struct owner *)user)->noted);
}

static inline gboolean note(void *user, const char *text) {
  struct owner *owner = user;
  g_free(owner->noted);
  owner->noted = g_strdup(text);
  return TRUE;
}

static inline void tell(void *user, const char *text) {
  g_string_append_printf(((struct owner *)user)->told, "%s\n", text);
}

static inline struct owner owner_new(void) {
  return (struct owner){.kept = g_ptr_array_new_with_free_func(g_free), .told = g_string_new(NULL)};
}

static inline void owner_clear(struct owner *owner) {
  g_ptr_array_unref(owner->kept);
  g_free(owner->noted);
  g_string_free(owner->told, TRUE);
}

static inline gboolean collect_until(void *state, struct owner *owner, int stop, GError **error) {
  const struct channel_collecting with = {NOW, stop, keep, recall, note, tell, owner};
  return channel_mailbox.collect(state, &with, error);
}

static inline void *open_at(int port, const char *after, const char *since, const char *timeout) {
  g_autofree char *number = g_strdup_printf("%d", port);
  const char *pairs[] = {"host",        "127.0.0.1", "port",  number,  "tls", "none",  "user", "antwoord", "password",
                         "zeer-geheim", "timeout",   timeout, "after", after, "since", since,  NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(&channel_mailbox, pairs, &error);
  g_assert_no_error(error);
  return state;
}

/* libcurl's part of the talk, and ours up to the box. */
#define SIGNED_IN(abilities)                                                                                           \
  {"", "* OK stub\r\n"}, {"CAPABILITY\r\n", "* CAPABILITY IMAP4rev1\r\nA001 OK\r\n"},                                  \
      {"LOGIN antwoord zeer-geheim\r\n", "A002 OK\r\n"}, {                                                             \
    "W1 CAPABILITY\r\n", "* CAPABILITY IMAP4rev1 " abilities "\r\nW1 OK\r\n"                                           \
  }
#define BOX(next)                                                                                                      \
  { "W2 SELECT \"INBOX\"\r\n", "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT " next "] x\r\nW2 OK in\r\n" }
#define END                                                                                                            \
  { NULL, NULL }

#endif
