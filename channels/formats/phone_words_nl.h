/* Words that people put before a telephone number and that say nothing but that it is one: "tel.", "Mobiel:", "GSM",
 * and the schemes of links (RFC 3966 tel:, RFC 5724 sms:). Whose number it is ("moeder", a name) is no such word: a
 * number with that belongs in another column. */
#ifndef CHANNELS_FORMATS_PHONE_WORDS_NL_H
#define CHANNELS_FORMATS_PHONE_WORDS_NL_H

#include <glib.h>

/* How many bytes of `text` are such a word, with the dot or colon that ends it; 0 = none. */
gsize phone_words_nl_label(const char *text);

#endif
