/* What the members of this room share: the settings of an account, what can't go as SMS, numbers as providers write
 * them, and what their error numbers blame. Nobody outside includes it. */
#ifndef CHANNELS_SMS_SMS_ROOM_H
#define CHANNELS_SMS_SMS_ROOM_H

#include "channels/formats/sms_text.h"
#include "channels/transport/rest.h"

struct sms_room {
  struct http *http;
  char *url, *key, *sender;
  int timeout, max_parts;
};

/* Options that every account has; `address` is the provider's public one. */
#define SMS_ROOM_OPTIONS(address, whose_key)                                                                           \
  {"url", address, FALSE, "address of the interface, without a path behind it"}, {"key", NULL, TRUE, whose_key},       \
      {"sender", "", FALSE, "who it comes from, where a message doesn't say"},                                         \
      {"max_parts", "4", FALSE, "longer texts are refused; 1 to 10"}, {                                                \
    "timeout", "30", FALSE, "seconds for one question, 1 to 600"                                                       \
  }
/* Reads them; FALSE and an error that names the option. Clear in either case. */
gboolean sms_room_open(struct sms_room *room, channel_setting setting, void *user, GError **error);
void sms_room_clear(struct sms_room *room);
/* An http or https address without user, query or fragment: what a secret in it would end up in is a log. */
gboolean sms_room_is_address(const char *url, GError **error);

/* NULL when it can go as SMS in at most so many parts, and *measure is filled; else why it never will. */
const char *sms_room_obstacle(const struct channel_message *message, int max_parts, struct sms_text_measure *measure);
/* The same, told: FALSE and `result` is set. */
gboolean sms_room_can(const struct sms_room *room, const struct channel_message *message,
                      struct sms_text_measure *measure, struct channel_result *result);

/* Who it comes from: the message's, else the account's; "" = the provider's own choice. */
const char *sms_room_sender(const struct sms_room *room, const struct channel_message *message);
/* "+31612345678" as providers write it: the prefix ("", "00") instead of the plus. What is no number stays as it is. */
char *sms_room_digits(const char *number, const char *prefix);

/* One question at `path` behind the account's url, with a header line that carries the key (freed here). */
void sms_room_ask(const struct sms_room *room, const char *path, const json_t *body, char *header,
                  struct rest_reply *reply);

/* 500 may come after a message was taken, just as before. Where the provider can be asked by our key that is what is
 * done; elsewhere it stays "later", for a person would have to judge every message of a bad day. */
void sms_room_doubt(struct rest_reply *reply);

/* What a network's error number blames (3GPP TS 29.002 section 17.6.6, as most providers hand it on): a cause of
 * struct channel_news. */
const char *sms_room_cause(const char *number);
/* The news of a report; `state` and `cause` are constants. */
struct channel_news *sms_room_receipt(const char *key, const char *state, const char *cause, const char *reason);
/* A report with a status that isn't in its reference: it changes nothing, and says so. NULL for one about nothing. */
struct channel_news *sms_room_unknown(const char *key, const char *status);
/* The one piece of news in an array; NULL gives NULL and CHANNEL_ERROR_CONTENT. */
GPtrArray *sms_room_news(struct channel_news *news, const char *why_not, GError **error);

#endif
