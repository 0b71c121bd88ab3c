/* What the files of this room share: one message being read, from its bytes to its answer. Nobody outside includes it.
 */
#ifndef SCHEDULER_INTAKE_INTAKE_ROOM_H
#define SCHEDULER_INTAKE_INTAKE_ROOM_H

#include "channels/channel.h"
#include "channels/formats/mail_read.h"
#include "scheduler/intake/intake.h"
#include "scheduler/store/store_people.h"

#include <jansson.h>

struct intake {
  struct flow *flow;
  struct cases *cases;
  struct store *store;
};

enum intake_whose {
  INTAKE_NOBODYS,
  INTAKE_ONES,     /* one young person is meant; enrolment is set, message too if it is known */
  INTAKE_SEVERALS, /* an address that is shared: only a person can tell whose words these are */
};

struct intake_reading {
  struct intake *intake;
  struct flow_act act;
  gint64 inbound, kept_at;
  const char *channel; /* "email", "sms", "receipt", or the name of a channel that hears */
  const char *way;     /* of such: by what kind of message people answer there: "sms", … */
  const char *kind;    /* of the contract */
  char *from;          /* the sender's address in normal form; "" = unknown */
  /* whose it is (intake_match.c) */
  enum intake_whose whose;
  gboolean stranger; /* the message is known, or the address is, but these may be another one's words */
  char *school;      /* to which school it was written, when it is nobody's; NULL = it can't be told */
  GArray *owners;    /* gint64 persons who have the sender's address; NULL = not looked for */
  gint64 person, enrolment;
  struct store_message *message;
  gboolean urgent; /* words of danger were found, and people told */
  gboolean early;  /* to be read again: it is about something that we don't know yet */
  gboolean split;  /* it was several messages, which are kept apart now */
  /* what is answered */
  json_t *more; /* what the contract has beside this kind */
  gboolean applied;
  char *reason;
};

/* -- intake_match.c: each gives FALSE only when the store failed ------------------------------------------------------
 */
/* It is this one's: sets person and enrolment. */
gboolean intake_match_enrolment(struct intake_reading *reading, gint64 enrolment, GError **error);
/* The message of a key; TRUE and reading->message NULL when there is none. */
gboolean intake_match_key(struct intake_reading *reading, const char *key, GError **error);
/* Likewise by what the provider calls it. */
gboolean intake_match_reference(struct intake_reading *reading, const char *reference, GError **error);
/* Recipient addresses (bounce+KEY@, antwoord+KEY@), Message-IDs, the UID of an invitation, else the sender. */
gboolean intake_match_mail(struct intake_reading *reading, const struct mail_read *mail, GError **error);
/* What it was written to; only the first that a school has counts, and only as long as it is nobody's. "" asks whether
 * there is but one school. */
void intake_match_school(struct intake_reading *reading, const char *address);
/* `channel` "sms" or "email": the owners of an address, and which message of theirs is the newest. */
gboolean intake_match_sender(struct intake_reading *reading, const char *channel, const char *address, GError **error);
/* The address is kept as that of a contact or representative of this young person, and isn't the person's own. */
gboolean intake_match_is_contact(struct intake_reading *reading, gint64 enrolment, const char *address,
                                 gboolean *contact, GError **error);
/* A person's newest enrolment; 0 = none. */
gboolean intake_match_newest(struct intake_reading *reading, gint64 person, gint64 *enrolment, GError **error);

/* -- intake_answer.c --------------------------------------------------------------------------------------------------
 */
/* Sets what became of it; the last word counts for the reason, and what was applied stays applied. */
void intake_answer_say(struct intake_reading *reading, gboolean applied, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A text of others as JSON: valid UTF-8, bounded. */
json_t *intake_answer_string(const char *text);
void intake_answer_add(struct intake_reading *reading, const char *name, json_t *value); /* takes the value */
/* The JSON of the whole; caller frees. */
char *intake_answer_text(const struct intake_reading *reading);
void intake_answer_clear(struct intake_reading *reading);

/* -- intake_reply.c: what a person said -------------------------------------------------------------------------------
 */
gboolean intake_reply_take(struct intake_reading *reading, const char *channel, const char *text, GError **error);
gboolean intake_reply_stop(struct intake_reading *reading, const char *channel, const char *text, gboolean all,
                           GError **error);
/* Words of danger or of a death, by whoever wrote them, go to people at once; sets reading->urgent. */
gboolean intake_reply_alarm(struct intake_reading *reading, const char *channel, const char *text, GError **error);
/* A task to judge for everyone it may be of. `why` is Dutch; `what` (English) goes into the reason. */
gboolean intake_reply_judge(struct intake_reading *reading, const char *why, const char *what, GError **error);

/* -- the kinds --------------------------------------------------------------------------------------------------------
 */
gboolean intake_mail_take(struct intake_reading *reading, GBytes *raw, GError **error);
gboolean intake_bounce_take(struct intake_reading *reading, const struct mail_read *mail, GError **error);
gboolean intake_invite_take(struct intake_reading *reading, const struct mail_read *mail, GError **error);
gboolean intake_unsubscribe_take(struct intake_reading *reading, GBytes *raw, GError **error);
gboolean intake_invite_foreign(struct intake_reading *reading, GError **error);
/* Of one piece of news; reading->way is set. */
gboolean intake_news_take(struct intake_reading *reading, const struct channel_news *news, GError **error);

/* -- intake_batch.c: channels that hear -------------------------------------------------------------------------------
 */
/* Does somebody here read what came by a channel of that name? */
gboolean intake_batch_reads(const char *name);
/* How the same message is known when it comes again. */
struct intake_name {
  char
      *identity; /* SHA-256 in hex of what its provider calls it, of its sender and its words; NULL = its bytes alone */
  gboolean bare; /* words or a call in it say neither when nor which: the same bytes later may be said anew */
};
void intake_batch_name(const char *name, GBytes *raw, struct intake_name *out); /* free `identity` */
/* Was it kept before as a piece of several? *id 0 = no. */
gboolean intake_batch_find(struct intake *intake, const char *name, const char *identity, gint64 now, gint64 *id,
                           GError **error);
/* For how long a provider may send again what it calls the same: CM.com tries for a month, the others for days. After
 * that it is a gateway that gives all its messages one number. */
enum { INTAKE_SAME_NAME_SECONDS = 35 * 24 * 3600 };
gboolean intake_batch_take(struct intake_reading *reading, GBytes *raw, GError **error);
/* One document of the answers (char *) to all the pieces. Caller frees. */
char *intake_batch_answer(GPtrArray *answers);

#endif
