/* The plain form in which gateways tell their news, Kannel first: what most providers can be told to call.
 *
 *   a text          from, text, to?, charset?, and one of at, time, timestamp, message_id, id?
 *   a report        id (our key), status, part?, reply?; status is Kannel's bit (User Guide, "Delivery reports") or one
 *                   of sent, delivered, failed
 *   a missed call   event=missed_call, from, to?, at?
 *
 * As a form, a query string or a flat JSON object. Pure. */
#ifndef CHANNELS_FORMATS_HOOK_NEWS_H
#define CHANNELS_FORMATS_HOOK_NEWS_H

#include "channels/channel.h"

/* As `hear` of the contract: one struct channel_news, or NULL and CHANNEL_ERROR_CONTENT. */
GPtrArray *hook_news_read(const void *bytes, gsize length, GError **error);

#endif
