/* The ASCII signs that others stand for, in cells and forms where only digits, letters and separators count: telephone
 * numbers, postcodes, dates. Keyboards, contact lists, web pages and word processors bring digits of other scripts
 * (Unicode category Nd), full-width forms, a dozen sorts of hyphen and blank, typographic apostrophes, and marks that
 * nobody sees (direction, soft hyphen, zero width). */
#ifndef CHANNELS_FORMATS_PLAIN_SIGNS_H
#define CHANNELS_FORMATS_PLAIN_SIGNS_H

#include <glib.h>

/* The sign; '\0' for what is invisible and means nothing; -1 for what stands for no ASCII sign. */
int plain_signs_of(gunichar c);
/* `text` with each character as its sign, without blanks at either end. FALSE when there is one that has none, when it
 * is no UTF-8, or when `size` is too small. Allocates nothing. */
gboolean plain_signs_fold(const char *text, char *out, gsize size);

#endif
