/* JSON as far sides post it (RFC 8259), read without losing a message over one character of it.
 *
 * A telephone cuts a text between the halves of an emoji, a gateway escapes what it can't write as \u0000, another puts
 * a line end into a string as it is. A strict reader refuses the whole document for that, and with it somebody's STOP.
 * Such characters become U+FFFD (or what was meant, for line ends), and nothing else is mended. */
#ifndef CHANNELS_FORMATS_HOOK_JSON_H
#define CHANNELS_FORMATS_HOOK_JSON_H

#include <glib.h>
#include <jansson.h>

/* NULL when it is no JSON object or array even so, or names something twice. Caller drops the reference. */
json_t *hook_json_read(const void *bytes, gsize length);

#endif
