#include "scheduler/command/config.h"

#include <string.h>

#include "channels/registry.h"

G_DEFINE_QUARK(config_error, config_error)

#define CHANNEL_SECTION "channel "

struct config {
  GKeyFile *file;
  GHashTable *values; /* "section\nkey" → value, so that what is handed out lives as long as this */
};

/* Every setting of [waakvlam], which a section [organisation ID] may give again. */
static const struct setting {
  const char *name;
  const char *fallback; /* what it is when left out */
  const char *help;
} settings[] = {
    {"host", "waakvlam.example", "right-hand side of Message-IDs and calendar UIDs"},
    {"listen", "127.0.0.1:8080",
     "address and port of the pages; a loopback address: TLS is the work of a proxy in front"},
    {"base_url", "http://127.0.0.1:8080", "address of the pages as people see it"},
    {"tick_seconds", "60", "how often `run` looks for what is due"},
    {"email", "postbox", "channel for e-mail: postbox, smtp, or the NAME of a section [channel NAME]"},
    {"sms", "postbox",
     "channel for SMS: postbox, kannel, notify, cm, spryng, bird, or the NAME of a section [channel NAME]; several "
     "with weights: kannel 3, cm 1"},
    {"calendar", "postbox", "channel for invitations: postbox, imip, or the NAME of a section [channel NAME]"},
    {"letter", "postbox", "channel for letters: postbox, letter"},
    {"agenda", "",
     "channel to the counsellors' own calendars: off when empty; imip, caldav, graph, google, or the NAME of a section "
     "[channel NAME]"},
    {"whatsapp", "",
     "channel for \"please call or answer\" by WhatsApp: off when empty; whatsapp, and an agreement on record"},
    {"mailbox", "",
     "channels that bring mail in: imap, or the NAME of a section [channel NAME]; several with blanks between"},
    {"sender_email", "loopbaan@waakvlam.example", "the service's own address that mail comes from"},
    {"reply_to", "antwoord@waakvlam.example", "the service's own address that answers go to"},
    {"sms_number", "+31970000000", "the service's own number that texts come from and go to"},
    {"phone", "", "telephone number of the school, for texts"},
    {"school_domains", "", "mail domains of the school that stop working when someone leaves"},
    {"four_eyes", "yes", "a second person confirms the start of a cohort"},
    {"delay", "0", "without four_eyes: days between the confirmation and the first message"},
    {"stop_confirmation", "no", "yes: one last message that says that STOP was heard"},
    {"duty", "",
     "who is on duty for urgent answers: e-mail addresses of users (empty = the coordinators, else the managers)"},
    {"duty_sms", "", "a number that is warned besides, when an urgent answer came in"},
    {"duty_email", "", "an e-mail address that is warned besides"},
    {"duty_hours", "", "when somebody on duty is at work: ma-vr 8:30-17:00, za 10-12 (empty = never)"},
    {"duty_text", "outside", "the text with 112 and 113 in answer to words of danger: outside those hours, or always"},
    {"hook_secret", "", "word that a web hook of the SMS gateway must carry"},
};

static const struct setting *setting_find(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
    if (strcmp(settings[i].name, name) == 0) return &settings[i];
  return NULL;
}

static const char *channel_name(const char *section) {
  return g_str_has_prefix(section, CHANNEL_SECTION) ? section + strlen(CHANNEL_SECTION) : NULL;
}

/* The length of PREFIX. when `name` is "PREFIX.*" and the option begins so; else 0. */
static gsize prefix_of(const char *name, const char *option) {
  gsize n = strlen(name);
  if (n < 3 || strcmp(name + n - 2, ".*") != 0) return 0;
  return strncmp(name, option, n - 1) == 0 && option[n - 1] ? n - 1 : 0;
}

/* What every channel has: `type` is read here, `rate` (messages a minute) is kept by dispatch. */
static const char *const own_options[] = {"type", "rate", NULL};

static gboolean channel_option_exists(const struct channel *member, const char *option) {
  if (g_strv_contains(own_options, option)) return TRUE;
  for (const struct channel_option *o = member->options; o && o->name; o++)
    if (strcmp(o->name, option) == 0 || prefix_of(o->name, option)) return TRUE;
  return FALSE;
}

static gboolean key_known(const struct config *config, const char *section, const char *key) {
  const char *channel = channel_name(section);
  if (channel) return channel_option_exists(config_member(config, channel), key);
  if (strcmp(section, "waakvlam") != 0 && !g_str_has_prefix(section, "organisation ")) return FALSE;
  return setting_find(key) != NULL;
}

/* It becomes part of an address, /hook/NAME, and of log lines. */
static gboolean name_is_plain(const char *name) {
  gsize n = strlen(name);
  if (n == 0 || n > 32 || !g_ascii_isalnum(*name)) return FALSE;
  for (const char *p = name; *p; p++)
    if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && *p != '-' && *p != '_') return FALSE;
  return TRUE;
}

static gboolean channel_error(GError **error, const char *section, const char *what, const char *detail) {
  g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_UNKNOWN, "waakvlam.conf: [%s] %s%s", section, what, detail);
  return FALSE;
}

/* Read before the other keys, for the member says which there are. */
static gboolean type_read(struct config *config, const char *section, GError **error) {
  const char *name = channel_name(section);
  g_autofree char *type = g_key_file_get_value(config->file, section, "type", NULL);
  if (!name_is_plain(name)) return channel_error(error, section, "may be named with a-z, 0-9, - and _ only", "");
  if (!type && !registry_find(name))
    return channel_error(error, section, "needs a type; waakvlam channel list shows them", "");
  if (!type) return TRUE;
  g_strstrip(type);
  if (!registry_find(type)) return channel_error(error, section, "has a type that there is not: ", type);
  if (registry_find(name) && strcmp(name, type) != 0)
    return channel_error(error, section, "has the name of one type and says that it is another: ", type);
  g_hash_table_insert(config->values, g_strdup_printf("%s\ntype", section), g_steal_pointer(&type));
  return TRUE;
}

/* Also kept as a line of "PREFIX.*", which is how a channel asks for options whose names it can't know. */
static gboolean keep_prefixed(struct config *config, const char *section, const char *option, const char *value,
                              GError **error) {
  const struct channel *member = channel_name(section) ? config_member(config, channel_name(section)) : NULL;
  for (const struct channel_option *o = member ? member->options : NULL; o && o->name; o++) {
    gsize n = prefix_of(o->name, option);
    if (!n) continue;
    if (strchr(value, '\n')) return channel_error(error, section, "has a line end in the value of ", option);
    char *key = g_strdup_printf("%s\n%s", section, o->name);
    const char *before = g_hash_table_lookup(config->values, key);
    char *lines = g_strdup_printf("%s%s%s=%s", before ? before : "", before ? "\n" : "", option + n, value);
    g_hash_table_insert(config->values, key, lines);
  }
  return TRUE;
}

static gboolean section_read(struct config *config, const char *section, GError **error) {
  g_auto(GStrv) keys = g_key_file_get_keys(config->file, section, NULL, NULL);
  if (channel_name(section) && !type_read(config, section, error)) return FALSE;
  for (char **key = keys; key && *key; key++) {
    if (!key_known(config, section, *key)) {
      g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_UNKNOWN, "waakvlam.conf: [%s] has no setting \"%s\"", section,
                  *key);
      return FALSE;
    }
    /* As it stands: g_key_file_get_string would make one sign of the \t in a password. */
    char *value = g_key_file_get_value(config->file, section, *key, NULL);
    if (!value || !g_utf8_validate(value, -1, NULL)) {
      g_free(value);
      g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_READ, "waakvlam.conf: [%s] %s is not UTF-8", section, *key);
      return FALSE;
    }
    g_hash_table_insert(config->values, g_strdup_printf("%s\n%s", section, *key), g_strstrip(value));
    if (!keep_prefixed(config, section, *key, value, error)) return FALSE;
  }
  return TRUE;
}

/* The line that is none, by its number: what stands there may be a password, so it is not shown. */
static gboolean read_failed(const char *path, const GError *why, GError **error) {
  g_autofree char *text = NULL;
  guint number = 0;
  if (why->domain == G_KEY_FILE_ERROR) g_file_get_contents(path, &text, NULL, NULL);
  g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);
  for (guint i = 0; lines[i] && !number; i++) {
    const char *line = g_strstrip(lines[i]);
    if (*line && *line != '#' && *line != '[' && !strchr(line, '=')) number = i + 1;
  }
  if (number)
    g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_READ, "%s: line %u is no setting: write name = value", path, number);
  else
    g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_READ, "%s: %s", path,
                why->domain == G_KEY_FILE_ERROR ? "it does not read as settings" : why->message);
  return FALSE;
}

struct config *config_read(const char *path, GError **error) {
  g_autoptr(Config) config = g_new0(struct config, 1);
  config->file = g_key_file_new();
  config->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GError) inner = NULL;
  if (!g_key_file_load_from_file(config->file, path, G_KEY_FILE_NONE, &inner)) {
    read_failed(path, inner, error);
    return NULL;
  }
  g_auto(GStrv) sections = g_key_file_get_groups(config->file, NULL);
  for (char **section = sections; *section; section++)
    if (!section_read(config, *section, error)) return NULL;
  return g_steal_pointer(&config);
}

void config_free(struct config *config) {
  if (!config) return;
  g_key_file_free(config->file);
  g_hash_table_unref(config->values);
  g_free(config);
}

static const char *value_of(const struct config *config, const char *section, const char *name) {
  g_autofree char *key = g_strdup_printf("%s\n%s", section, name);
  return g_hash_table_lookup(config->values, key);
}

const char *config_get(const struct config *config, const char *organisation, const char *name) {
  if (organisation) {
    g_autofree char *section = g_strdup_printf("organisation %s", organisation);
    const char *own = value_of(config, section, name);
    if (own) return own;
  }
  const char *general = value_of(config, "waakvlam", name);
  if (general) return general;
  const struct setting *setting = setting_find(name);
  return setting ? setting->fallback : NULL;
}

const char *config_channel(const struct config *config, const char *channel, const char *option) {
  g_autofree char *section = g_strconcat(CHANNEL_SECTION, channel, NULL);
  return value_of(config, section, option);
}

const struct channel *config_member(const struct config *config, const char *channel) {
  const char *type = config_channel(config, channel, "type");
  return registry_find(type ? type : channel);
}

char **config_channels(const struct config *config) {
  g_auto(GStrv) sections = g_key_file_get_groups(config->file, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (char **section = sections; *section; section++)
    if (channel_name(*section)) g_ptr_array_add(names, g_strdup(channel_name(*section)));
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

char *config_default(void) {
  GString *out = g_string_new(
      "# Waakvlam: settings of this installation. Every setting is listed here with what it is when left out.\n"
      "# A section [organisation ID] may give a school its own value of any of them;\n"
      "# [channel NAME] has the options that `waakvlam channel list` shows.\n\n[waakvlam]\n");
  for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
    g_string_append_printf(out, "# %s\n#%s = %s\n", settings[i].help, settings[i].name, settings[i].fallback);
  g_string_append(out, "\n[channel postbox]\nfolder = postbox\n");
  return g_string_free(out, FALSE);
}
