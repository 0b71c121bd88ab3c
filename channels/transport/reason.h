/* What a far side said, made fit for a log and a page: one line of valid UTF-8, short, without our passwords.
 *
 * A gateway may echo the address that it was asked, and the password in it; nothing of a far side is trusted here. */
#ifndef CHANNELS_TRANSPORT_REASON_H
#define CHANNELS_TRANSPORT_REASON_H

#include <glib.h>

enum { REASON_CHARACTERS = 200 };

/* `secrets` ends with NULL, may itself be NULL, and empty ones are skipped; each is taken out as it is and as it looks
 * in a URL, a form, a page, JSON and base64. Never empty. Caller frees. */
char *reason_line(const char *text, gsize length, const char *const *secrets);
/* `secrets` (may end early with NULL, never NULL itself) and what stands behind the ? of an address, as a whole and
 * value by value: some have a key there. Ends with NULL; free with g_strfreev. */
char **reason_secrets(const char *const *secrets, const char *address);

#endif
