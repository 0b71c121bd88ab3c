/* The const list of channels; an unknown name is an error, never a program to start. */
#ifndef CHANNELS_REGISTRY_H
#define CHANNELS_REGISTRY_H

#include "channels/channel.h"

/* The one symbol of each channel's folder. */
extern const struct channel channel_postbox;  /* files in a folder */
extern const struct channel channel_email;    /* "smtp": mail by submission */
extern const struct channel channel_calendar; /* "imip": invitations by the same */
extern const struct channel channel_kannel;   /* SMS by a Kannel gateway */
extern const struct channel channel_mailbox;  /* "imap": mail in, from a box */
extern const struct channel channel_graph;    /* the same at Microsoft 365 */
extern const struct channel channel_google;   /* the same at Google */
extern const struct channel channel_caldav;   /* the counsellor's own calendar on a CalDAV server */
extern const struct channel channel_notify;   /* SMS and mail by GOV.UK Notify or NotifyNL */
extern const struct channel channel_cm;       /* SMS by CM.com */
extern const struct channel channel_spryng;   /* SMS by Spryng */
extern const struct channel channel_bird;     /* SMS by Bird, once MessageBird */
extern const struct channel channel_letter;   /* PDF for the post room */
extern const struct channel channel_whatsapp; /* "please call or answer" by the Cloud API; off by default */
extern const struct channel channel_program;  /* one that others wrote: a program that speaks JSON lines */
extern const struct channel channel_http;     /* likewise: a web address that takes the same JSON */

/* NULL-terminated. */
const struct channel *const *registry_all(void);
/* NULL when there is none of that name. */
const struct channel *registry_find(const char *name);

#endif
