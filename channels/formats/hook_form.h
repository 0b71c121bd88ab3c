/* What an SMS gateway sends, decoded: a form or query string (RFC 1866 section 8.2.1, as Kannel writes it) or one flat
 * JSON object. Pure: bytes in, text out; nobody is looked up here.
 *
 * A gateway names the alphabet of its text (text, body, message, content) in `charset`; without it UTF-8 is meant, and
 * what isn't UTF-8 then is read as Windows-1252, in which all bytes of Latin-1 mean the same. NUL and half a surrogate
 * pair become U+FFFD: one bad character is no reason to lose a message. */
#ifndef CHANNELS_FORMATS_HOOK_FORM_H
#define CHANNELS_FORMATS_HOOK_FORM_H

#include <glib.h>

enum { HOOK_FORM_BYTES_MAX = 65536, HOOK_FORM_FIELDS_MAX = 64 };

struct hook_form {
  GHashTable *fields;  /* name → value; UTF-8 without NUL; names in lower case; the first of a name counts */
  char *from;          /* E.164, or as it was written when it is no number ("Albert Heijn"); "" when absent */
  char *text;          /* the field "text"; NULL when it can't be read */
  const char *problem; /* English; "" when all could be read */
};

/* FALSE when nothing at all could be read: not even who sent it. Clear in any case. */
gboolean hook_form_read(const void *bytes, gsize length, struct hook_form *form);
void hook_form_clear(struct hook_form *form);
/* The value of a field, "" when absent. */
const char *hook_form_field(const struct hook_form *form, const char *name);

/* A number as gateways write it ("31612345678", " 31612345678") in E.164, else as it is without blanks around it.
 * Caller frees. */
char *hook_form_number(const char *written);

#endif
