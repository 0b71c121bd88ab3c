/* What gateways and providers post to our hooks, read by the channel that hears it: tests/channels/hooks.txt, a form a
 * line. And the reader of their JSON, which loses no message over one character. */
#include "channels/formats/hook_form.h"
#include "channels/formats/hook_json.h"
#include "channels/formats/hook_news.h"
#include "channels/registry.h"

#include <string.h>
#include "tests/channels/sample.h"

static GPtrArray *heard(const char *name, const char *raw) {
  const struct channel *channel = registry_find(name);
  return channel ? channel->hear(raw, strlen(raw), NULL) : hook_news_read(raw, strlen(raw), NULL);
}

/* "receipt STATE CAUSE PART", "text FROM WORDS", "call FROM"; "-" where there is nothing. */
static char *outline(const struct channel_news *news) {
  g_autofree char *from = hook_form_number(news->from);
  const char *state = *news->state ? news->state : "-", *cause = *news->cause ? news->cause : "-";
  if (news->kind == CHANNEL_NEWS_CALL) return g_strdup_printf("call %s", from);
  if (news->kind == CHANNEL_NEWS_TEXT) return g_strdup_printf("text %s %s", from, news->text ? news->text : "-");
  return g_strdup_printf("receipt %s %s %d", state, cause, news->part);
}

static char *outlines(const char *name, const char *raw) {
  g_autoptr(GPtrArray) all = heard(name, raw);
  g_autoptr(GString) text = g_string_new(all ? "" : "unreadable");
  for (guint i = 0; all && i < all->len; i++) {
    g_autofree char *one = outline(all->pdata[i]);
    g_string_append_printf(text, "%s%s", i ? " + " : "", one);
  }
  return g_strdup(text->str);
}

static void test_collection(void) {
  g_auto(GStrv) lines = sample_lines("hooks.txt");
  int count = 0;
  for (char **line = lines; *line; line++) {
    g_auto(GStrv) cells = g_strsplit(*line, " | ", 3);
    if (**line == '#' || g_strv_length(cells) != 3) continue;
    g_autofree char *raw = g_strcompress(cells[2]), *want = g_strcompress(cells[1]);
    g_autofree char *got = outlines(cells[0], raw);
    if (strcmp(got, want) != 0) g_error("line %d: got %s, want %s", (int)(line - lines) + 1, got, want);
    count++;
  }
  g_assert_cmpint(count, >, 100);
}

/* -- JSON ------------------------------------------------------------------------------------------------------------
 */

static const struct {
  const char *json, *want; /* of "a"; NULL = refused */
} mends[] = {
    {"{\"a\":\"x\"}", "x"},
    {"{\"a\":\"\\ud83d\\udc4b\"}", "\U0001f44b"},
    {"{\"a\":\"x\\ud83d\"}", "x\ufffd"},
    {"{\"a\":\"\\udc4bx\"}", "\ufffdx"},
    {"{\"a\":\"\\ud83d\\ud83d\\udc4b\"}", "\ufffd\U0001f44b"},
    {"{\"a\":\"\\udc4b\\ud83d\"}", "\ufffd\ufffd"},
    {"{\"a\":\"x\\u0000y\"}", "x\ufffdy"},
    {"{\"a\":\"x\\\\u0000y\\u0000\"}", "x\\u0000y\ufffd"},
    {"{\"a\":\"x\\\\\\u0000\"}", "x\\\ufffd"},
    {"{\"a\":\"\\\"\\u0000\\\"\"}", "\"\ufffd\""},
    {"{\"a\":\"x\ny\tz\"}", "x\ny\tz"},
    {"{\"a\":\"caf\xe9\"}", "caf\ufffd"},
    {"\xef\xbb\xbf{\"a\":\"x\"}", "x"},
    {"{\"\\u0000\":\"y\",\"a\":\"x\"}", "x"},
    {"{\"a\":\"x\",\"a\":\"y\"}", NULL},
    {"{\"a\":\"x\\u00\"}", NULL},
    {"{\"a\":\"x\\ud83d", NULL},
    {"{\"a\":\"x\\", NULL},
    {"{\"a\":\"x\\u", NULL},
    {"", NULL},
    {"\\u0000", NULL},
};

static void test_mends(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(mends); i++) {
    json_t *json = hook_json_read(mends[i].json, strlen(mends[i].json));
    g_test_message("%s", mends[i].json);
    g_assert_cmpstr(json_string_value(json_object_get(json, "a")), ==, mends[i].want);
    g_assert_true((json != NULL) == (mends[i].want != NULL));
    json_decref(json);
  }
  static const char with_nul[] = "{\"a\":\"x\0y\"}";
  json_t *json = hook_json_read(with_nul, sizeof with_nul - 1);
  g_assert_cmpstr(json_string_value(json_object_get(json, "a")), ==, "x\ufffdy");
  json_decref(json);
}

/* Whatever the bytes: nothing is read twice as long, and what was JSON reads the same. */
static void test_any_bytes(void) {
  static const char signs[] = "{}\"\\u0d8c:,[]a\n";
  guint32 seed = g_test_rand_int_range(1, G_MAXINT32) & 0x7fffffff;
  g_test_message("seed %u", seed);
  g_autoptr(GRand) chance = g_rand_new_with_seed(seed);
  for (int i = 0; i < 20000; i++) {
    char text[48];
    int length = g_rand_int_range(chance, 0, sizeof text);
    for (int j = 0; j < length; j++) text[j] = signs[g_rand_int_range(chance, 0, sizeof signs)];
    json_t *strict = json_loadb(text, (gsize)length, JSON_REJECT_DUPLICATES, NULL);
    json_t *ours = hook_json_read(text, (gsize)length);
    if (strict) g_assert_true(json_equal(strict, ours));
    json_decref(strict);
    json_decref(ours);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/hooks/collection", test_collection);
  g_test_add_func("/hooks/json", test_mends);
  g_test_add_func("/hooks/any-bytes", test_any_bytes);
  return g_test_run();
}
