/* SMS alphabets and parts: 3GPP TS 23.038 (GSM 7-bit and its extension table) and TS 23.040 (concatenation).
 *
 * One part: 160 septets or 70 UCS-2 units; each of several: 153 or 67. A character of the extension table counts two
 * and is not split over parts; a surrogate pair is not split either. */
#ifndef CHANNELS_FORMATS_SMS_TEXT_H
#define CHANNELS_FORMATS_SMS_TEXT_H

#include <glib.h>

enum sms_text_encoding { SMS_TEXT_GSM7, SMS_TEXT_UCS2 };

struct sms_text_measure {
  enum sms_text_encoding encoding;
  int characters; /* as a person counts: Unicode characters */
  int units;      /* septets, or 16-bit units */
  int parts;      /* 0 for the empty text */
};

/* `text` must be valid UTF-8. */
struct sms_text_measure sms_text_measure(const char *text);
/* The characters that push it out of GSM-7, each once, in order; "" when it fits. Caller frees. */
char *sms_text_culprits(const char *text);
const char *sms_text_encoding_name(enum sms_text_encoding encoding); /* "GSM-7", "UCS-2" */

#endif
