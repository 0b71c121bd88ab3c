/* The messages that ship: each reads, is named after its channel, and can be sent to somebody with every name it needs.
 */
#include "rules/template/template.h"
#include "tests/rules/language_support.h"

static const struct {
  const char *name, *value;
} values[] = {{"roepnaam", "Noor-Annabel"},
              {"begeleider", "Marieke van den Berg"},
              {"begeleider_telefoon", "+31612345678"},
              {"school", "Praktijkschool De Horizon"},
              {"dag", "woensdagmiddag 26 augustus"},
              {"begeleider_email", "m.vandenberg@horizon.example"},
              {"wanneer", "donderdag 10 september om 14.00 uur"},
              {"vandaag", "20 augustus 2026"},
              {"antwoordnummer", "+3197012345678"}};

static void check_message(const char *path) {
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_file(path);
  g_autoptr(TemplateMessage) message = template_message_read(text, NULL, NULL, &error);
  g_test_message("%s: %s", path, error ? error->message : "read");
  g_assert_no_error(error);
  g_autofree char *want = g_strdup_printf("%s.%s.bericht", message->name, message->channel),
                  *base = g_path_get_basename(path);
  g_assert_cmpstr(base, ==, want);
  g_autoptr(TemplateValues) given = template_values_new();
  for (guint i = 0; i < G_N_ELEMENTS(values); i++) template_values_set(given, values[i].name, values[i].value);
  g_autoptr(GString) out = g_string_new(NULL);
  g_assert_true(template_render(message->body, given, out, &error));
  g_assert_nonnull(strstr(out->str, "Noor-Annabel"));
  g_assert_nonnull(strstr(out->str, "Marieke van den Berg"));
  if (strcmp(message->channel, "sms") == 0) {
    g_assert_cmpuint(out->len, <=, 306);     /* two parts of GSM-7 */
    g_assert_true(g_str_is_ascii(out->str)); /* no letter that turns the text into UCS-2 */
    g_assert_nonnull(strstr(out->str, "De Horizon"));
  }
  static const char *const last_words[] = {"stop-bevestiging", "afspraak-afgezegd", NULL};
  gboolean is_answered = strcmp(message->channel, "letter") != 0 && !g_strv_contains(last_words, message->name);
  if (is_answered) g_assert_nonnull(strstr(out->str, "STOP"));
}

static void test_messages(void) {
  g_autofree char *folder = in_tree("rules/messages");
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  guint count = 0;
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
    if (!g_str_has_suffix(name, ".bericht")) continue;
    g_autofree char *path = g_strdup_printf("rules/messages/%s", name);
    check_message(path);
    count++;
  }
  g_assert_cmpuint(count, >=, 14);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/language/messages", test_messages);
  return g_test_run();
}
