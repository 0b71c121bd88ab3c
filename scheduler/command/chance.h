/* The one door for randomness. */
#ifndef SCHEDULER_COMMAND_CHANCE_H
#define SCHEDULER_COMMAND_CHANCE_H

#include <glib.h>

/* n characters of RFC 4648 base32 in lower case, and a NUL: `out` has room for n + 1. Cryptographically random. */
void chance_text(char *out, gsize n);

#endif
