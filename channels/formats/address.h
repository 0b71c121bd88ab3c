/* E-mail addresses (RFC 5321 section 4.1.2, addr-spec only): checked, domain in lower-case ASCII (IDNA2008 by libidn2).
 *
 * Nothing with CR, LF or another control character passes, so that no address can smuggle an SMTP command. */
#ifndef CHANNELS_FORMATS_ADDRESS_H
#define CHANNELS_FORMATS_ADDRESS_H

#include <glib.h>

enum address_problem {
  ADDRESS_OK,
  ADDRESS_EMPTY,
  ADDRESS_NO_AT,
  ADDRESS_TWO,
  ADDRESS_BAD_LOCAL,
  ADDRESS_BAD_DOMAIN,
  ADDRESS_TOO_LONG
};

enum { ADDRESS_SIZE = 256 };

/* Takes "a@b.nl", " A@B.NL ", "<a@b.nl>" and "mailto:a@b.nl". The common case allocates nothing. */
enum address_problem address_normalise(const char *text, char out[ADDRESS_SIZE]);

#endif
