/* What the tests of the channels share: settings from pairs of words, and one message of every kind.
 *
 * Everything here is made up; nobody has these addresses (RFC 2606, and numbers that ACM keeps free). */
#ifndef TESTS_CHANNELS_SAMPLE_H
#define TESTS_CHANNELS_SAMPLE_H

#include "channels/channel.h"

#include <string.h>

#define SAMPLE_KEY    "abcdefghijklmnopqrstuvwxyz"
#define SAMPLE_QUEUED G_GINT64_CONSTANT(1790323200) /* 2026-09-25 08:00 UTC */

struct sample_settings {
  const struct channel *channel;
  const char *const *pairs; /* name, value, …, NULL; wins over the channel's own fallback */
};

/* A channel_setting. */
static inline const char *sample_setting(void *user, const char *option) {
  const struct sample_settings *settings = user;
  for (const char *const *p = settings->pairs; p && *p; p += 2)
    if (g_str_equal(*p, option)) return p[1];
  for (const struct channel_option *o = settings->channel->options; o->name; o++)
    if (g_str_equal(o->name, option)) return o->fallback;
  g_error("%s asks for an option that it doesn't list: %s", settings->channel->name, option);
  return NULL;
}

/* The lines of a collection in tests/channels. Caller frees. */
static inline char **sample_lines(const char *file) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename(root ? root : ".", "tests", "channels", file, NULL), *all = NULL;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &all, NULL, &error);
  g_assert_no_error(error);
  return g_strsplit(all, "\n", -1);
}

static inline void *sample_open(const struct channel *channel, const char *const *pairs, GError **error) {
  struct sample_settings settings = {channel, pairs};
  return channel->open(sample_setting, &settings, error);
}

static inline const struct channel_invitation *sample_invitation(void) {
  static const struct channel_invitation invitation = {
      .method = CHANNEL_REQUEST,
      .uid = SAMPLE_KEY "@dekruin.example",
      .sequence = 0,
      .start = SAMPLE_QUEUED + 6 * 86400 + 3600,
      .end = SAMPLE_QUEUED + 6 * 86400 + 5400,
      .stamp = SAMPLE_QUEUED,
      .summary = "Gesprek over werk en opleiding",
      .location = "De Kruin, lokaal 12",
      .description = "We praten over hoe het gaat.",
      .organizer_name = "Jette de Vries",
      .organizer_address = "loopbaan@dekruin.example",
      .attendee_name = "Sem Jansen",
      .attendee_address = "sem@leerling.example",
  };
  return &invitation;
}

static inline struct channel_message sample_message(const char *kind) {
  gboolean sms = g_str_equal(kind, "sms");
  return (struct channel_message){
      .key = SAMPLE_KEY,
      .channel = kind,
      .to = sms ? "+31612345678" : "sem@leerling.example",
      .to_name = "Sem Jansen",
      .from = sms ? "Loopbaan" : "loopbaan@dekruin.example",
      .from_name = "Jette de Vries",
      .reply_to = sms ? "" : "loopbaan@dekruin.example",
      .copy_to = "",
      .return_path = sms ? "" : "bounce+" SAMPLE_KEY "@dekruin.example",
      .subject = sms ? "" : "Hoe gaat het met je?",
      .text = "Hoi Sem, hoe gaat het?\n.\nGroet, Jette",
      .invitation = g_str_equal(kind, "calendar") || g_str_equal(kind, "agenda") ? sample_invitation() : NULL,
      .queued = SAMPLE_QUEUED,
  };
}

/* Sends, checks what every result must have, and gives the verdict; *reason (if asked for) is the caller's. */
static inline enum channel_verdict sample_send(const struct channel *channel, void *state,
                                               const struct channel_message *message, char **reason) {
  struct channel_result result = {.verdict = CHANNEL_UNKNOWN};
  channel->send(state, message, &result);
  g_assert_nonnull(result.reason);
  g_assert_cmpstr(result.reason, !=, "");
  g_assert_nonnull(result.reference);
  g_assert_cmpint(result.retry_after, >=, 0);
  g_test_message("%s: %s: %s", channel->name, channel_verdict_names[result.verdict], result.reason);
  enum channel_verdict verdict = result.verdict;
  if (reason) *reason = g_strdup(result.reason);
  channel_result_clear(&result);
  return verdict;
}

/* One test for every row of a table; a row begins with its name. */
static inline void sample_table(const char *prefix, gconstpointer table, gsize size, gsize count,
                                GTestDataFunc function) {
  for (gsize i = 0; i < count; i++) {
    gconstpointer row = (const char *)table + i * size;
    g_autofree char *path = g_strconcat(prefix, *(const char *const *)row, NULL);
    g_test_add_data_func(path, row, function);
  }
}

#endif
