/* Every member keeps the shape of the contract; an unknown name is nobody. */
#include "channels/registry.h"
#include "tests/channels/sample.h"

static void names_are_found_and_unique(void) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (const struct channel *const *c = registry_all(); *c; c++) {
    g_assert_true(g_hash_table_add(seen, (char *)(*c)->name));
    g_assert_true(registry_find((*c)->name) == *c);
  }
  g_assert_cmpuint(g_hash_table_size(seen), >, 0);
}

static void unknown_name_is_nobody(void) {
  const char *const names[] = {"", "sendmail", "/bin/sh", "POSTBOX", "postbox ", "postbox/../smtp"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) g_assert_null(registry_find(names[i]));
}

/* An ability without its kind, or the other way round, would make the planner choose a channel that refuses. */
static void abilities_agree_with_kinds(const struct channel *c) {
  const struct {
    const char *kind;
    enum channel_ability ability;
  } pairs[] = {{"sms", CHANNEL_CAN_TEXT},     {"email", CHANNEL_CAN_MAIL},     {"calendar", CHANNEL_CAN_INVITE},
               {"letter", CHANNEL_CAN_PRINT}, {"whatsapp", CHANNEL_CAN_NUDGE}, {"agenda", CHANNEL_CAN_AGENDA}};
  g_auto(GStrv) kinds = g_strsplit(c->kinds, " ", -1);
  for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
    g_assert_cmpint(g_strv_contains((const char *const *)kinds, pairs[i].kind), ==,
                    (c->abilities & pairs[i].ability) != 0);
}

static gboolean is_secret(const char *option) {
  static const char *const ends[] = {"password", "receipt_url", "token", "secret", "key", "option.*"};
  for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
    if (g_str_has_suffix(option, ends[i])) return TRUE;
  return FALSE;
}

static void every_member_is_whole(void) {
  for (const struct channel *const *c = registry_all(); *c; c++) {
    g_assert_cmpint((*c)->version, >=, 1);
    g_assert_true((*c)->open && (*c)->send && (*c)->check && (*c)->close);
    abilities_agree_with_kinds(*c);
    for (const struct channel_option *o = (*c)->options; o->name; o++) {
      g_assert_cmpstr(o->help, !=, "");
      g_assert_cmpint(o->secret, ==, is_secret(o->name));
    }
  }
}

/* S28: only the post box stays on this machine. */
static void only_the_postbox_is_local(void) {
  for (const struct channel *const *c = registry_all(); *c; c++)
    g_assert_cmpint(((*c)->abilities & CHANNEL_IS_LOCAL) != 0, ==, g_str_equal((*c)->name, "postbox"));
}

/* Each required option, when it is left out, is named in the error. */
static void what_is_missing_is_named(void) {
  for (const struct channel *const *c = registry_all(); *c; c++)
    for (const struct channel_option *o = (*c)->options; o->name; o++) {
      if (o->fallback) continue;
      g_autoptr(GPtrArray) pairs = g_ptr_array_new();
      for (const struct channel_option *other = (*c)->options; other->name; other++)
        if (!other->fallback && other != o) {
          g_ptr_array_add(pairs, (char *)other->name);
          g_ptr_array_add(pairs, (char *)(g_str_equal(other->name, "url") ? "http://127.0.0.1:1/" : "waarde"));
        }
      g_ptr_array_add(pairs, NULL);
      g_autoptr(GError) error = NULL;
      g_assert_null(sample_open(*c, (const char *const *)pairs->pdata, &error));
      g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
      g_assert_nonnull(strstr(error->message, o->name));
    }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/registry/names", names_are_found_and_unique);
  g_test_add_func("/registry/unknown", unknown_name_is_nobody);
  g_test_add_func("/registry/whole", every_member_is_whole);
  g_test_add_func("/registry/local", only_the_postbox_is_local);
  g_test_add_func("/registry/missing", what_is_missing_is_named);
  return g_test_run();
}
