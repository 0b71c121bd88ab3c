/* What an SMS gateway sends, decoded: a form or query string (RFC 1866 section 8.2.1, as Kannel writes it) or one flat
 * JSON object. Pure: bytes in, text out; nobody is looked up here.
 *
 * A gateway names the alphabet of its text in `charset`; without it UTF-8 is meant, and what isn't UTF-8 then is read
 * as Windows-1252, in which all bytes of Latin-1 mean the same. */
#ifndef SCHEDULER_INTAKE_INTAKE_SMS_H
#define SCHEDULER_INTAKE_INTAKE_SMS_H

#include <glib.h>

enum { INTAKE_SMS_BYTES_MAX = 65536, INTAKE_SMS_FIELDS_MAX = 64 };

struct intake_sms {
  GHashTable *fields;  /* name → value; UTF-8 without NUL; names in lower case; the first of a name counts */
  char *from;          /* E.164, or as it was written when it is no number ("Albert Heijn"); "" when absent */
  char *text;          /* NULL when it can't be read */
  const char *problem; /* English; "" when all could be read */
  gboolean stamped;    /* it has a time or number of its own, so that the same words later are other bytes */
};

/* FALSE when nothing at all could be read: not even who sent it. Clear in any case. */
gboolean intake_sms_read(const void *bytes, gsize length, struct intake_sms *sms);
void intake_sms_clear(struct intake_sms *sms);
/* The value of a field, "" when absent. */
const char *intake_sms_field(const struct intake_sms *sms, const char *name);

#endif
