#include "channels/formats/phone_words_nl.h"

#include <string.h>

/* Longer before shorter. */
static const char *const labels[] = {
    "mobiel telefoonnummer",
    "mobiel nummer",
    "mobiele nummer",
    "mobiele telefoon",
    "telefoonnummer",
    "telefoonnr",
    "mobielnummer",
    "telefoon",
    "gsm-nummer",
    "mobielnr",
    "mobiel",
    "mobile",
    "whatsapp",
    "phone",
    "callto",
    "cell",
    "mob",
    "gsm",
    "tel",
    "app",
    "sms",
    "t",
    "m",
};

gsize phone_words_nl_label(const char *text) {
  for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
    gsize size = strlen(labels[i]);
    if (g_ascii_strncasecmp(text, labels[i], size) != 0 || g_ascii_isalnum(text[size])) continue;
    return size + strspn(text + size, ".: ");
  }
  return 0;
}
