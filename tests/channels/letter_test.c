/* Letters: what is printed, that the same letter is the same file, and what is refused. */
#include <glib/gstdio.h>
#include <string.h>

#include "channels/registry.h"
#include "tests/channels/sample.h"

static struct channel_message letter(void) {
  struct channel_message message = sample_message("letter");
  message.to = "Zoë van den Ærø\nDorpsstraat 12\n1234 AB  Ede";
  message.from_name = "Anke Bos";
  message.subject = "Hoe gaat het met je?";
  message.text = "Hoi Zoë,\n\nIk wil graag weten hoe het met je gaat.\n\nGroetjes,\nAnke Bos";
  return message;
}

struct folder {
  char *path;
  void *state;
};

static void set_up(struct folder *folder, gconstpointer pairs) {
  folder->path = g_dir_make_tmp("letter-XXXXXX", NULL);
  const char *const *extra = pairs;
  const char *all[] = {"folder", folder->path, extra ? extra[0] : NULL, extra ? extra[1] : NULL, NULL};
  g_autoptr(GError) error = NULL;
  folder->state = sample_open(&channel_letter, all, &error);
  g_assert_no_error(error);
}

static char *file_of(const struct folder *folder) {
  return g_build_filename(folder->path, SAMPLE_KEY ".pdf", NULL);
}

static void tear_down(struct folder *folder, gconstpointer pairs) {
  (void)pairs;
  channel_letter.close(folder->state);
  g_autofree char *path = file_of(folder);
  g_unlink(path);
  g_rmdir(folder->path);
  g_free(folder->path);
}

/* What poppler reads in it; NULL when poppler isn't there. */
static char *words_of(const char *path) {
  g_autofree char *tool = g_find_program_in_path("pdftotext");
  if (!tool) return NULL;
  const char *arguments[] = {tool, "-layout", path, "-", NULL};
  char *out = NULL;
  int status = 1;
  g_assert_true(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, NULL));
  g_assert_cmpint(status, ==, 0);
  return out;
}

static void letter_says_it_all(struct folder *folder, gconstpointer pairs) {
  (void)pairs;
  struct channel_message message = letter();
  g_assert_cmpint(sample_send(&channel_letter, folder->state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *path = file_of(folder);
  g_autofree char *words = words_of(path);
  if (!words) {
    g_test_skip("no pdftotext (poppler-utils)");
    return;
  }
  const char *const wanted[] = {"Zoë van den Ærø", "Dorpsstraat 12", "1234 AB", "Hoe gaat het met je?", "Anke Bos"};
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (!strstr(words, wanted[i])) g_error("not in the letter: %s\n%s", wanted[i], words);
}

static void same_letter_is_same_bytes(struct folder *folder, gconstpointer pairs) {
  (void)pairs;
  struct channel_message message = letter();
  g_autofree char *path = file_of(folder), *first = NULL, *second = NULL;
  gsize n = 0, m = 0;
  g_assert_cmpint(sample_send(&channel_letter, folder->state, &message, NULL), ==, CHANNEL_SENT);
  g_assert_true(g_file_get_contents(path, &first, &n, NULL));
  g_usleep(1100000); /* a date of the clock would show */
  g_assert_cmpint(sample_send(&channel_letter, folder->state, &message, NULL), ==, CHANNEL_SENT);
  g_assert_true(g_file_get_contents(path, &second, &m, NULL));
  g_assert_cmpuint(n, ==, m);
  g_assert_true(memcmp(first, second, n) == 0);
}

static void long_letter_takes_more_pages(struct folder *folder, gconstpointer pairs) {
  (void)pairs;
  struct channel_message message = letter();
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 30; i++) g_string_append_printf(text, "Alinea %d met een paar woorden.\n\n", i);
  message.text = text->str;
  g_assert_cmpint(sample_send(&channel_letter, folder->state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *path = file_of(folder), *words = words_of(path);
  g_assert_true(!words || (strchr(words, '\f') && strstr(words, "Alinea 29")));
}

static void what_is_no_letter_is_refused(struct folder *folder, gconstpointer pairs) {
  (void)pairs;
  g_autofree char *much = g_strnfill(20000, 'x');
  const struct {
    const char *channel, *key, *to, *text;
  } table[] = {{"sms", SAMPLE_KEY, "A", "B"},        {"letter", "../../etc/x", "A", "B"},
               {"letter", SAMPLE_KEY, "", "B"},      {"letter", SAMPLE_KEY, "A", ""},
               {"letter", SAMPLE_KEY, "A\xff", "B"}, {"letter", SAMPLE_KEY, "A", much}};
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    struct channel_message message = letter();
    message.channel = table[i].channel;
    message.key = table[i].key;
    message.to = table[i].to;
    message.text = table[i].text;
    g_autofree char *reason = NULL;
    g_assert_cmpint(sample_send(&channel_letter, folder->state, &message, &reason), ==, CHANNEL_NEVER);
    g_assert_cmpstr(reason, !=, "");
  }
}

/* The letter waits until the setting is mended. */
static void bad_style_waits(struct folder *folder, gconstpointer pairs) {
  (void)pairs;
  struct channel_message message = letter();
  g_autoptr(GError) error = NULL;
  g_assert_cmpint(sample_send(&channel_letter, folder->state, &message, NULL), ==, CHANNEL_LATER);
  g_assert_false(channel_letter.check(folder->state, &error));
  g_assert_nonnull(strstr(error->message, ((const char *const *)pairs)[0]));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  static const char *const colour[] = {"colour", "bluish-ish"}, *const logo[] = {"logo", "/nowhere/logo.png"};
#define ADD(name, data, run) g_test_add("/letter/" name, struct folder, data, set_up, run, tear_down)
  ADD("says it all", NULL, letter_says_it_all);
  ADD("same bytes", NULL, same_letter_is_same_bytes);
  ADD("more pages", NULL, long_letter_takes_more_pages);
  ADD("refused", NULL, what_is_no_letter_is_refused);
  ADD("bad colour", colour, bad_style_waits);
  ADD("bad logo", logo, bad_style_waits);
  return g_test_run();
}
