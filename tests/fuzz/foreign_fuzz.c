/* Whatever a program or a web address of somebody else answers: read as every answer there is, it is well-formed text
 * in one line, a verdict, an option with a plain name, news that can be read again, or an error. */
#include "channels/foreign/foreign_codec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const secrets[] = {"geheim", NULL};

static void check_line(const char *text) {
  if (!text || !g_utf8_validate(text, -1, NULL) || strpbrk(text, "\r\n") || strstr(text, secrets[0])) abort();
}

static void check_hello(const json_t *answer) {
  g_autofree char *detail = NULL;
  struct foreign_hello *hello = foreign_codec_read_hello(answer, &detail);
  if (!hello == !detail) abort();
  if (!hello) return;
  if (!*hello->name || !*hello->version || !*hello->kinds || hello->abilities & CHANNEL_IS_LOCAL) abort();
  for (guint i = 0; i < hello->options->len; i++) {
    const struct channel_option *o = &g_array_index(hello->options, struct channel_option, i);
    if (!*o->name || strspn(o->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(o->name)) abort();
  }
  foreign_codec_hello_free(hello);
}

static void check_verdict(const json_t *answer) {
  struct channel_result result = {0};
  if (!foreign_codec_read_verdict(answer, secrets, &result) && result.verdict != CHANNEL_UNKNOWN) abort();
  check_line(result.reason);
  if (!*result.reason || strpbrk(result.reference, "\r\n") || result.retry_after < 0) abort();
  channel_result_clear(&result);
}

static void check_news(const json_t *answer) {
  g_autoptr(GPtrArray) raw = g_ptr_array_new_with_free_func(g_free), marks = g_ptr_array_new_with_free_func(g_free);
  foreign_codec_read_news(answer, secrets, raw, marks);
  if (raw->len != marks->len || raw->len > FOREIGN_NEWS_MAX) abort();
  for (guint i = 0; i < raw->len; i++) {
    GError *error = NULL;
    const char *bytes = raw->pdata[i];
    GPtrArray *news = foreign_codec_hear(bytes, strlen(bytes), &error);
    if (!news == !error || (news && news->len > 1) || strchr(bytes, '\n')) abort();
    g_clear_error(&error);
    g_clear_pointer(&news, g_ptr_array_unref);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autofree char *detail = NULL, *reason = NULL;
  json_t *answer = foreign_codec_read((const char *)data, size, &detail);
  if (!answer == !detail) abort();
  if (!answer) return 0;
  check_hello(answer);
  check_verdict(answer);
  check_news(answer);
  if (!foreign_codec_read_done(answer, secrets, &reason)) check_line(reason);
  json_decref(answer);
  return 0;
}
