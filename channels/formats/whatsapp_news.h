/* What the WhatsApp Cloud API posts to a web hook: messages of people and the state of ours ("Webhooks payload
 * examples"). One post may hold many. Pure.
 *
 * A status gives our key back as biz_opaque_callback_data. `read` is delivered: whether somebody has read a message is
 * nobody's business here. What is no text (a picture, a voice message, a place) comes without text and with the reason,
 * so that a person looks. */
#ifndef CHANNELS_FORMATS_WHATSAPP_NEWS_H
#define CHANNELS_FORMATS_WHATSAPP_NEWS_H

#include "channels/channel.h"

/* As `hear` of the contract. */
GPtrArray *whatsapp_news_read(const void *bytes, gsize length, GError **error);

#endif
