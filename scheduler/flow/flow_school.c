/* To which school somebody wrote: by its own number or address. */
#include "scheduler/flow/flow_room.h"

#include <string.h>

#include "scheduler/store/store_organisations.h"

/* "antwoord+KEY@host" as "antwoord@host"; a number without the sign that some gateways leave out. */
static char *plain(const char *address) {
  const char *at = strrchr(address, '@');
  gsize local = at ? strcspn(address, "+@") : 0;
  if (at) return g_strdup_printf("%.*s%s", (int)local, address, at);
  return g_strdup(*address == '+' ? address + 1 : address);
}

static gboolean has_address(struct flow *flow, const char *school, const char *address) {
  static const char *const settings[] = {"sms_number", "reply_to"};
  for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
    g_autofree char *own = plain(flow_setting(flow, school, settings[i]));
    if (*own && g_ascii_strcasecmp(own, address) == 0) return TRUE;
  }
  return FALSE;
}

char *flow_school_at(struct flow *flow, const char *address) {
  g_autoptr(GPtrArray) all = store_organisations_all(flow->store, NULL);
  g_autofree char *wanted = plain(address);
  const char *only = NULL, *found = NULL;
  guint schools = 0, fit = 0;
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_organisation *one = all->pdata[i];
    if (!store_organisations_is_school(one)) continue;
    schools++, only = one->id;
    if (*wanted && has_address(flow, one->id, wanted)) fit++, found = one->id;
  }
  if (schools == 1) return g_strdup(only);
  return fit == 1 ? g_strdup(found) : NULL;
}
