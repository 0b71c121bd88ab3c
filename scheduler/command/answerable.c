#include "scheduler/command/answerable.h"

#include <string.h>

#include "scheduler/dispatch/dispatch_carriers.h"
#include "scheduler/store/store_texts.h"

char **answerable_carriers(const struct house *house, const char *organisation, const char *kind) {
  g_autoptr(GPtrArray) all = dispatch_carriers_read(config_get(house->config, organisation, kind));
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; all && i < all->len; i++)
    g_ptr_array_add(names, g_strdup(((struct dispatch_carrier *)all->pdata[i])->name));
  if (!all) g_ptr_array_add(names, g_strdup(config_get(house->config, organisation, kind)));
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

/* A number, or a short one of a few digits. Letters are a name: up to eleven, and one way. */
static gboolean is_number(const char *sender) {
  const char *digits = *sender == '+' ? sender + 1 : sender;
  return *digits && strspn(digits, "0123456789 ") == strlen(digits);
}

/* The name of a text of the school that wants an answer, or NULL. Caller frees. */
static char *text_that_asks(struct house *house, const char *organisation) {
  g_autoptr(GPtrArray) all = store_texts_all(house->store, organisation, "template", NULL);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_text *text = all->pdata[i];
    if (g_str_has_suffix(text->name, ".sms") && (strstr(text->body, "STOP") || strchr(text->body, '?')))
      return g_strdup(text->name);
  }
  return NULL;
}

/* What comes in by a hook gets in by our word, or by the key with which the far side signs. NULL = nothing is missing.
 */
static const char *missing_key(struct house *house, const struct channel *member, const char *channel) {
  gboolean hook = member->hear && !member->collect;
  if (hook && !member->knock && !*config_get(house->config, NULL, "hook_secret")) return "hook_secret";
  for (const struct channel_option *o = member->options; member->knock && o->name; o++) {
    const char *value = house_channel_setting(house, channel, o->name);
    if (strcmp(o->name, "signing_key") == 0 && (!value || !*value)) return o->name;
  }
  return NULL;
}

/* NULL = nothing. Caller frees. */
static char *obstacle(struct house *house, const char *organisation, const char *channel) {
  const struct channel *member = house_member(house, channel);
  const char *sender = config_get(house->config, organisation, "sms_number");
  if (!member || (member->abilities & CHANNEL_IS_LOCAL)) return NULL; /* doctor's other check tells */
  if (!(member->abilities & CHANNEL_CAN_HEAR))
    return g_strdup_printf("channel %s hears nothing, so no text can be answered", channel);
  const char *key = missing_key(house, member, channel);
  if (key) return g_strdup_printf("%s is not set, so what comes in for channel %s is refused", key, channel);
  return is_number(sender) ? NULL : g_strdup_printf("sms_number = %s is a name, and a name can't be answered", sender);
}

static void look_at(struct house *house, const char *organisation, const char *only, GPtrArray *found) {
  g_autofree char *text = text_that_asks(house, organisation);
  g_auto(GStrv) names = answerable_carriers(house, organisation, "sms");
  for (char **name = names; text && *name; name++) {
    g_autofree char *why = !only || strcmp(only, *name) == 0 ? obstacle(house, organisation, *name) : NULL;
    if (why) g_ptr_array_add(found, g_strdup_printf("%s: %s, while %s asks for it", organisation, why, text));
  }
}

GPtrArray *answerable_warnings(struct house *house, const char *channel) {
  GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) all = store_organisations_all(house->store, NULL);
  for (guint i = 0; all && i < all->len; i++)
    look_at(house, ((struct store_organisation *)all->pdata[i])->id, channel, found);
  return found;
}

gboolean answerable_look(struct house *house, GString *message) {
  g_autoptr(GPtrArray) found = answerable_warnings(house, NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf(message, "%s%s", i ? "; " : "", (const char *)found->pdata[i]);
  if (!found->len) g_string_append(message, "texts that ask for an answer can be answered");
  return !found->len;
}
