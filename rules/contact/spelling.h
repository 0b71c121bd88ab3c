/* One spelling for what people type in many: small letters without accents, in every script. Pure. */
#ifndef RULES_CONTACT_SPELLING_H
#define RULES_CONTACT_SPELLING_H

#include <glib.h>

/* Compatibility forms are taken apart (full-width and mathematical letters become plain), capitals become small, marks
 * go (é, й, أ lose theirs), letters that Unicode does not take apart get their plain look-alike (ł, ı, ø, ة). What is
 * not UTF-8 is replaced. Signs and blanks stay. Caller frees. */
char *spelling_fold(const char *text);

#endif
