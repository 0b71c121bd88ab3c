/* A letter as PDF, ready to print on A4 and to fold twice into a window envelope. Pure: the same letter and style give
 * the same bytes (the PDF's own date is that of the message).
 *
 * Pango shapes the text (names in any script, fonts that stand in); cairo marks title and paragraphs for who has it
 * read aloud (as far as cairo 1.16 goes: it names no language and writes no PDF/UA). The address stands where Dutch
 * window envelopes (DL and C5) have their window, left or right. */
#ifndef CHANNELS_FORMATS_LETTER_PDF_H
#define CHANNELS_FORMATS_LETTER_PDF_H

#include "channels/channel.h"

struct letter_style {
  const char *sender; /* lines of the school's own head, divided by '|'; "" = none */
  const char *footer; /* one line at the foot of each page; "" = none */
  const char *logo;   /* path of a PNG; "" = none */
  const char *font;   /* family: "Liberation Sans" */
  const char *colour; /* "#154273": the sender's name and the subject */
  gboolean window_right;
};

/* `to` of the message is the address in lines, `text` has paragraphs divided by an empty line. CHANNEL_ERROR_CONTENT
 * when a text is not UTF-8 or the letter is longer than LETTER_PAGES_MAX pages; CHANNEL_ERROR_SETTING when the colour
 * isn't one or the logo is no PNG. */
enum { LETTER_PAGES_MAX = 4, LETTER_ADDRESS_LINES_MAX = 6 };
GBytes *letter_pdf_write(const struct channel_message *message, const struct letter_style *style, GError **error);

#endif
