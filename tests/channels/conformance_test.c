/* The conformance kit over every member; that one without a row is missed, and that the kit sees what is wrong. */
#include <glib/gstdio.h>
#include <string.h>

#include "channels/conformance/conformance.h"
#include "channels/registry.h"

static void hear(void *user, gboolean ok, const char *name, const char *detail) {
  const char *channel = user;
  g_assert_null(strstr(detail, CONFORMANCE_MARK));
  if (ok) return;
  g_printerr("# %s: %s: %s\n", channel, name, detail);
  g_test_fail();
}

static void hear_log(const char *domain, GLogLevelFlags level, const char *text, gpointer user) {
  (void)domain;
  (void)level;
  (void)user;
  g_assert_null(strstr(text, CONFORMANCE_MARK));
}

static void take_away(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

static void test_member(gconstpointer data) {
  const struct channel *member = data;
  g_autofree char *folder = g_dir_make_tmp("conformance-XXXXXX", NULL);
  guint log = g_log_set_handler("waakvlam", G_LOG_LEVEL_MESSAGE, hear_log, NULL);
  conformance_run(member, folder, hear, (void *)member->name);
  g_log_remove_handler("waakvlam", log);
  take_away(folder);
}

/* -- what the kit must see -----------------------------------------------------------------------------------------
 */

static const struct channel *const honest = &channel_cm;

static void *pass_open(channel_setting setting, void *user, GError **error) {
  return honest->open(setting, user, error);
}

/* Says what nobody said, with the secret in it, and writes something else at every try. */
static void lie(void *state, const struct channel_message *message, struct channel_result *result) {
  static int tries;
  struct channel_message other = *message;
  g_autofree char *key = g_strdup_printf("abcdefghijklmnopqrstuvwx%02d", tries++ % 100);
  other.key = key;
  honest->send(state, &other, result);
  channel_result_clear(result);
  channel_result_set(result, CHANNEL_SENT, "sent with %s", CONFORMANCE_MARK "-woord");
}

static void count(void *user, gboolean ok, const char *name, const char *detail) {
  GString *seen = user;
  g_assert_null(strstr(detail, CONFORMANCE_MARK)); /* the kit itself shows nothing either */
  if (!ok) g_string_append_printf(seen, "%s;", name);
}

static void test_sees(void) {
  struct channel liar = *honest, mute = *honest;
  g_autoptr(GString) seen = g_string_new(NULL);
  liar.open = pass_open;
  liar.send = lie;
  g_assert_false(conformance_run(&liar, "", count, seen));
  static const char *const missed[] = {"429, wait 7 seconds;", "400 that shows",           "silence after it was told;",
                                       "nobody is there;",     "line ends in an address;", "takes it;",
                                       "the same step"};
  for (gsize i = 0; i < G_N_ELEMENTS(missed); i++) g_assert_nonnull(strstr(seen->str, missed[i]));
  mute.name = "mute";
  g_assert_false(conformance_run(&mute, "", count, seen));
  g_assert_nonnull(strstr(seen->str, "has a row;"));
}

static void test_rows(void) {
  for (const struct channel *const *c = registry_all(); *c; c++)
    if (!conformance_row_of((*c)->name)) g_error("%s has no row in conformance_table.c", (*c)->name);
  for (const struct conformance_row *row = conformance_rows; row->channel; row++)
    g_assert_nonnull(registry_find(row->channel));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/conformance/rows", test_rows);
  g_test_add_func("/conformance/sees", test_sees);
  for (const struct channel *const *c = registry_all(); *c; c++) {
    g_autofree char *path = g_strconcat("/conformance/member/", (*c)->name, NULL);
    g_test_add_data_func(path, *c, test_member);
  }
  return g_test_run();
}
