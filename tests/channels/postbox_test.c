/* The post box: whole files, the same ones at a second try, and nothing outside its folder. */
#include "channels/registry.h"
#include "tests/channels/sample.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <unistd.h>

struct box {
  char *folder; /* does not exist yet when the channel is opened */
  char *parent;
  void *state;
};

static struct box box_open(void) {
  struct box box = {0};
  box.parent = g_dir_make_tmp("postbox-XXXXXX", NULL);
  g_assert_nonnull(box.parent);
  box.folder = g_build_filename(box.parent, "een", "post bus", NULL);
  const char *pairs[] = {"folder", box.folder, NULL};
  g_autoptr(GError) error = NULL;
  box.state = sample_open(&channel_postbox, pairs, &error);
  g_assert_no_error(error);
  return box;
}

static void remove_all(const char *path) {
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    g_autofree char *below = g_build_filename(path, name, NULL);
    remove_all(below);
  }
  g_remove(path);
}

static void box_close(struct box *box) {
  channel_postbox.close(box->state);
  remove_all(box->parent);
  g_free(box->folder);
  g_free(box->parent);
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of the folder, sorted; ends with NULL. */
static GStrv listing(const struct box *box) {
  g_autoptr(GDir) dir = g_dir_open(box->folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_name);
  g_ptr_array_add(names, NULL);
  return (GStrv)g_ptr_array_steal(names, NULL);
}

static char *contents(const struct box *box, const char *name) {
  g_autofree char *path = g_build_filename(box->folder, name, NULL);
  char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  return text;
}

/* Which files each kind makes. */
static const struct kind_case {
  const char *kind, *files;
} kind_cases[] = {
    {"sms", SAMPLE_KEY ".sms.json"},
    {"email", SAMPLE_KEY ".eml"},
    {"calendar", SAMPLE_KEY ".eml " SAMPLE_KEY ".ics"},
    {"agenda", SAMPLE_KEY ".eml " SAMPLE_KEY ".ics"},
};

static void kind_makes_its_files_once(gconstpointer data) {
  const struct kind_case *c = data;
  struct box box = box_open();
  struct channel_message message = sample_message(c->kind);
  g_autofree char *first = NULL;
  for (int i = 0; i < 2; i++) {
    g_assert_cmpint(sample_send(&channel_postbox, box.state, &message, NULL), ==, CHANNEL_SENT);
    g_auto(GStrv) names = listing(&box);
    g_autofree char *joined = g_strjoinv(" ", names);
    g_assert_cmpstr(joined, ==, c->files);
    g_autofree char *bytes = contents(&box, names[0]);
    if (first)
      g_assert_cmpstr(bytes, ==, first);
    else
      first = g_steal_pointer(&bytes);
  }
  box_close(&box);
}

static void sms_says_how_it_would_go(void) {
  struct box box = box_open();
  struct channel_message message = sample_message("sms");
  message.text = "Tot morgen! \xf0\x9f\x98\x80 \xe2\x82\xac 5";
  g_assert_cmpint(sample_send(&channel_postbox, box.state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *text = contents(&box, SAMPLE_KEY ".sms.json");
  json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
  g_assert_nonnull(json);
  g_assert_cmpuint(json_object_size(json), ==, 7);
  const char *const want[][2] = {{"key", SAMPLE_KEY},    {"to", "+31612345678"}, {"from", "Loopbaan"},
                                 {"text", message.text}, {"encoding", "UCS-2"},  {"queued", "2026-09-25T08:00:00Z"}};
  for (gsize i = 0; i < G_N_ELEMENTS(want); i++)
    g_assert_cmpstr(json_string_value(json_object_get(json, want[i][0])), ==, want[i][1]);
  g_assert_cmpint(json_integer_value(json_object_get(json, "parts")), ==, 1);
  json_decref(json);
  box_close(&box);
}

static void key_stays_inside_the_folder(void) {
  const char *const keys[] = {
      "",    "../boven", "a/b",      ".",
      "a.b", "a b",      "\xc3\xa9", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
  struct box box = box_open();
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    struct channel_message message = sample_message("sms");
    message.key = keys[i];
    g_assert_cmpint(sample_send(&channel_postbox, box.state, &message, NULL), ==, CHANNEL_NEVER);
  }
  g_auto(GStrv) names = listing(&box);
  g_assert_null(names[0]);
  box_close(&box);
}

static void what_it_cant_carry_is_never(void) {
  struct box box = box_open();
  struct channel_message whatsapp = sample_message("sms"), bad = sample_message("sms"), bare = sample_message("email");
  whatsapp.channel = "zaak";
  bad.text = "geen \xff UTF-8";
  bare.channel = "calendar";
  g_assert_cmpint(sample_send(&channel_postbox, box.state, &whatsapp, NULL), ==, CHANNEL_NEVER);
  g_assert_cmpint(sample_send(&channel_postbox, box.state, &bad, NULL), ==, CHANNEL_NEVER);
  g_assert_cmpint(sample_send(&channel_postbox, box.state, &bare, NULL), ==, CHANNEL_NEVER);
  box_close(&box);
}

/* A file where the folder should be: nobody, not even root, can write there. */
static void blocked_folder_is_later(void) {
  struct box box = box_open();
  g_autofree char *blocked = g_build_filename(box.parent, "een", NULL);
  g_assert_true(g_file_set_contents(blocked, "", 0, NULL));
  struct channel_message message = sample_message("sms");
  g_assert_cmpint(sample_send(&channel_postbox, box.state, &message, NULL), ==, CHANNEL_LATER);
  g_autoptr(GError) error = NULL;
  g_assert_false(channel_postbox.check(box.state, &error));
  g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE);
  g_remove(blocked);
  g_assert_true(channel_postbox.check(box.state, NULL));
  box_close(&box);
}

/* Names and numbers of young people are in there. */
static void others_can_t_read_it(void) {
  struct box box = box_open();
  struct channel_message message = sample_message("sms");
  g_assert_cmpint(sample_send(&channel_postbox, box.state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *path = g_build_filename(box.folder, SAMPLE_KEY ".sms.json", NULL);
  GStatBuf file, folder;
  g_assert_cmpint(g_stat(path, &file), ==, 0);
  g_assert_cmpint(g_stat(box.folder, &folder), ==, 0);
  g_assert_cmpuint(file.st_mode & 077, ==, 0);
  g_assert_cmpuint(folder.st_mode & 077, ==, 0);
  box_close(&box);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(kind_cases); i++) {
    g_autofree char *path = g_strconcat("/postbox/kind/", kind_cases[i].kind, NULL);
    g_test_add_data_func(path, &kind_cases[i], kind_makes_its_files_once);
  }
  g_test_add_func("/postbox/sms", sms_says_how_it_would_go);
  g_test_add_func("/postbox/key", key_stays_inside_the_folder);
  g_test_add_func("/postbox/never", what_it_cant_carry_is_never);
  g_test_add_func("/postbox/blocked", blocked_folder_is_later);
  g_test_add_func("/postbox/private", others_can_t_read_it);
  return g_test_run();
}
