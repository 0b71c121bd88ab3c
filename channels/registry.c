#include "channels/registry.h"

/* Adding a channel is adding a folder and a line here; nothing is looked for on disk, and no name starts a program. */
static const struct channel *const channels[] = {&channel_postbox,
                                                 &channel_email,
                                                 &channel_calendar,
                                                 &channel_kannel,
                                                 &channel_notify,
                                                 &channel_cm,
                                                 &channel_spryng,
                                                 &channel_bird,
                                                 &channel_letter,
                                                 &channel_whatsapp,
                                                 &channel_program,
                                                 &channel_http,
                                                 &channel_caldav,
                                                 &channel_graph,
                                                 &channel_google,
                                                 &channel_mailbox,
                                                 NULL};

const struct channel *const *registry_all(void) {
  return channels;
}

const struct channel *registry_find(const char *name) {
  for (const struct channel *const *c = channels; *c; c++)
    if (g_str_equal((*c)->name, name)) return *c;
  return NULL;
}
