/* The const list of channels; an unknown name is an error, never a program to start. */
#ifndef CHANNELS_REGISTRY_H
#define CHANNELS_REGISTRY_H

#include "channels/channel.h"

/* NULL-terminated. */
const struct channel *const *registry_all(void);
/* NULL when there is none of that name. */
const struct channel *registry_find(const char *name);

#endif
