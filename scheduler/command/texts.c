#include "scheduler/command/texts.h"

#include <string.h>

#include "channels/formats/sms_text.h"
#include "rules/template/template.h"
#include "scheduler/command/shipped.h"
#include "scheduler/store/store_texts.h"

struct texts_world {
  char *data;
  struct calendar *calendars[CALENDAR_REGIONS];
  struct language_world language;
};

static const char *shipped_text(const char *folder, const char *name) {
  for (const struct shipped_file *f = shipped_files; f->folder; f++)
    if (strcmp(f->folder, folder) == 0 && strcmp(f->name, name) == 0) return f->text;
  return NULL;
}

char *texts_template(const char *data, const char *name) {
  g_autofree char *file = g_strconcat(name, ".bericht", NULL);
  g_autofree char *path = g_build_filename(data, "templates", file, NULL);
  char *text = NULL;
  if (g_file_get_contents(path, &text, NULL, NULL)) return text;
  return g_strdup(shipped_text("templates", file));
}

static char *template_of(const struct texts_world *world, const char *name, enum policy_channel channel) {
  g_autofree char *full = g_strdup_printf("%s.%s", name, policy_channel_names[channel]);
  return texts_template(world->data, full);
}

static gboolean has_template(void *user, const char *name, enum policy_channel channel) {
  g_autofree char *text = template_of(user, channel == POLICY_CHANNEL_WHATSAPP ? POLICY_NUDGE : name, channel);
  return text != NULL;
}

/* The longest likely values, so that the parts shown are what a school may have to pay. */
static const char *const likely[][2] = {{"roepnaam", "Alexander"},
                                        {"begeleider", "Marjolein van den Berg"},
                                        {"begeleider_telefoon", "06 12345678"},
                                        {"school", "Praktijkschool De Linde"},
                                        {"dag", "donderdagmiddag 24 september"},
                                        {"antwoordnummer", "0970 12345678"},
                                        {NULL, NULL}};

static struct template_values *likely_values(const struct template_message *message) {
  struct template_values *values = template_values_new();
  for (char **field = message->fields; *field; field++) template_values_set(values, *field, "voorbeeldtekst");
  for (guint i = 0; likely[i][0]; i++) template_values_set(values, likely[i][0], likely[i][1]);
  return values;
}

static int sms_parts(void *user, const char *name, const char **encoding, char **culprits) {
  g_autofree char *text = template_of(user, name, POLICY_CHANNEL_SMS);
  g_autoptr(TemplateMessage) message = text ? template_message_read(text, NULL, NULL, NULL) : NULL;
  if (!message) return 0;
  g_autoptr(TemplateValues) values = likely_values(message);
  g_autoptr(GString) out = g_string_new(NULL);
  if (!template_render(message->body, values, out, NULL)) return 0;
  struct sms_text_measure measure = sms_text_measure(out->str);
  *encoding = sms_text_encoding_name(measure.encoding);
  *culprits = sms_text_culprits(out->str);
  return measure.parts;
}

struct texts_world *texts_world_new(const char *data) {
  struct texts_world *world = g_new0(struct texts_world, 1);
  world->data = g_strdup(data);
  world->language = (struct language_world){.has_template = has_template, .sms_parts = sms_parts, .user = world};
  for (int region = 0; region < CALENDAR_REGIONS; region++) {
    world->calendars[region] = calendar_new((enum calendar_region)region, 0, NULL, 0);
    world->language.calendars[region] = world->calendars[region];
  }
  return world;
}

void texts_world_free(struct texts_world *world) {
  if (!world) return;
  for (int region = 0; region < CALENDAR_REGIONS; region++) calendar_free(world->calendars[region]);
  g_free(world->data);
  g_free(world);
}

struct policy *texts_read_policy(const char *path, const struct texts_world *world, GPtrArray *findings, char **text,
                                 GError **error) {
  g_autofree char *body = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &body, &length, error)) return NULL;
  struct policy *policy = language_read(path, body, length, &world->language, findings);
  if (text) *text = g_steal_pointer(&body);
  return policy;
}

/* The file's stem without the ending: "pro", "aankondiging.sms". Caller frees. */
static char *name_of(const char *path) {
  char *name = g_path_get_basename(path);
  char *dot = strrchr(name, '.');
  if (dot) *dot = '\0';
  return name;
}

static gboolean check_text(const struct texts_world *world, const char *kind, const char *path, char **body,
                           GError **error) {
  if (strcmp(kind, "template") == 0) {
    if (!g_file_get_contents(path, body, NULL, error)) return FALSE;
    g_autoptr(TemplateMessage) message = template_message_read(*body, NULL, NULL, error);
    if (message) return TRUE;
    g_prefix_error(error, "%s: ", path);
    return FALSE;
  }
  g_autoptr(GPtrArray) findings = language_findings_new();
  g_autoptr(Policy) policy = texts_read_policy(path, world, findings, body, error);
  if (policy) return TRUE;
  if (error && *error) return FALSE;
  g_autofree char *first = findings->len ? language_finding_format(g_ptr_array_index(findings, 0)) : g_strdup(path);
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "%s", first);
  return FALSE;
}

gboolean texts_publish(struct house *house, const struct texts_world *world, const char *kind, const char *path,
                       const char *organisation, const char *mode, GError **error) {
  g_autofree char *body = NULL;
  if (!check_text(world, kind, path, &body, error)) return FALSE;
  g_autofree char *name = name_of(path);
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, body, -1);
  struct store_text text = {.organisation = (char *)organisation,
                            .kind = (char *)kind,
                            .name = name,
                            .hash = hash,
                            .body = body,
                            .mode = (char *)mode};
  if (!store_texts_publish(house->store, &text, house->now, error)) return FALSE;
  struct flow_act act = house_act(house);
  guint changed = 0;
  gboolean takes_along = strcmp(kind, "policy") == 0 && strcmp(mode, "recompute") == 0;
  if (takes_along && !flow_recompute(house->flow, &act, organisation, name, text.id, &changed, error)) return FALSE;
  g_autofree char *content = g_strdup_printf("%s %s %s %s", kind, name, hash, mode);
  return flow_record(house->flow, &act, organisation, "publish", 0, content, error);
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean publish_folder(struct house *house, const struct texts_world *world, const char *kind,
                               const char *folder, const char *ending, const char *organisation, GError **error) {
  g_autofree char *path = g_build_filename(house->data, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open(path, 0, error);
  if (!dir) return FALSE;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
    if (g_str_has_suffix(name, ending)) g_ptr_array_add(names, g_build_filename(path, name, NULL));
  g_ptr_array_sort(names, by_name);
  for (guint i = 0; i < names->len; i++)
    if (!texts_publish(house, world, kind, g_ptr_array_index(names, i), organisation, "keep", error)) return FALSE;
  return TRUE;
}

gboolean texts_publish_all(struct house *house, const char *organisation, GError **error) {
  g_autoptr(TextsWorld) world = texts_world_new(house->data);
  return publish_folder(house, world, "policy", "policies", ".beleid", organisation, error) &&
         publish_folder(house, world, "template", "templates", ".bericht", organisation, error);
}
