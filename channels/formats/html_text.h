/* The text of an HTML mail, as a reader of mail needs it: lines, entities, and quotation marked with "> ".
 *
 * No tree and no look-up of anything outside: one pass over the bytes, bounded output. Quotations (blockquote, Yahoo's
 * and Proton's boxes) get their marks, signatures that a client fenced in are left out, scripts and styles too. */
#ifndef CHANNELS_FORMATS_HTML_TEXT_H
#define CHANNELS_FORMATS_HTML_TEXT_H

char *html_text_plain(const char *html); /* UTF-8 in and out; caller frees */

#endif
