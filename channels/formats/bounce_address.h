/* Addresses as mail servers write them in their reports: encapsulated, escaped, or with more before the name than we
 * wrote to. */
#ifndef CHANNELS_FORMATS_BOUNCE_ADDRESS_H
#define CHANNELS_FORMATS_BOUNCE_ADDRESS_H

/* The address in its plain form with the domain in lower case, or NULL. Taken too:
 *   odder local parts than address.h takes ("a..b@", "a.@", which Japanese telephones have): they are somebody's still;
 *   "zo\x{EB}@…" (RFC 6533 section 3);
 *   "IMCEASMTP-zoe+40thuis+2Eexample@…", Exchange's wrapping of a foreign address; a wrapped name without "@" is none;
 *   "thuis.example-zoe@thuis.example", qmail's name for a mailbox of a virtual domain.
 * Caller frees. */
char *bounce_address_of(const char *text);
/* An ORCPT's xtext (RFC 3461 section 4: "+2B" for "+") undone, or NULL when there is nothing to undo. Caller frees. */
char *bounce_address_unescaped(const char *text);

#endif
