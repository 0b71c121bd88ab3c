/* THE contract of a channel: one const table, one exported symbol.
 *
 * A channel gets finished text, ids and the time; it renders no template, decides nothing, keeps no state beyond its
 * connection and asks no clock. The same message gives the same bytes, so that a retry can be recognised by the far
 * side. A verb that is NULL means: cannot. registry.c lists the members. */
#ifndef CHANNELS_CHANNEL_H
#define CHANNELS_CHANNEL_H

#include <glib.h>

/* What became of one attempt (channels/README.md, Verdicts). `unknown` is never retried by a program. */
enum channel_verdict {
  CHANNEL_SENT,   /* the far side took it */
  CHANNEL_LATER,  /* not taken, try again: 4xx, 429, no connection, nothing left the house */
  CHANNEL_NEVER,  /* refused for good */
  CHANNEL_UNKNOWN /* the body left and no answer came: a person's business (or ask the provider by our reference) */
};
extern const char *const channel_verdict_names[]; /* "sent", "later", "never", "unknown" */

enum channel_ability {
  CHANNEL_CAN_TEXT = 1,     /* plain text messages */
  CHANNEL_CAN_MAIL = 2,     /* subject and mail text */
  CHANNEL_CAN_INVITE = 4,   /* iTIP */
  CHANNEL_CAN_RECEIPT = 8,  /* reports delivery */
  CHANNEL_CAN_HEAR = 16,    /* answers come back */
  CHANNEL_CAN_NUDGE = 128,  /* "please call or answer", in the provider's own words */
  CHANNEL_CAN_PRINT = 64,   /* letters */
  CHANNEL_CAN_AGENDA = 256, /* appointments in the own calendar of who sees the young person */
  CHANNEL_CAN_REPEAT = 512, /* the same message again changes nothing: after a doubt it may simply go again */
  CHANNEL_IS_LOCAL = 32     /* nothing leaves this machine: all that a demo store may open (S28) */
};
/* The abilities as words, "text", "mail", …, in the order of their bits; ends with NULL. */
extern const char *const channel_ability_names[];

enum channel_calendar_method { CHANNEL_REQUEST, CHANNEL_CANCEL };

/* An invitation; times are seconds UTC. */
struct channel_invitation {
  enum channel_calendar_method method;
  const char *uid; /* made from the step's name: key@host */
  int sequence;
  gint64 start, end;
  gint64 stamp; /* DTSTAMP: when it was queued */
  const char *summary, *location, *description;
  const char *organizer_name, *organizer_address, *attendee_name, *attendee_address;
  const char *sent_by; /* the mail's sender, when it is another address than the organizer's; NULL or "" = the same */
};

struct channel_message {
  const char *key;              /* 26 characters base32: provider reference, Message-ID (S2) */
  const char *channel;          /* "sms", "email", "calendar", "letter", "whatsapp": what kind of message it is */
  const char *to, *to_name;     /* letter: the postal address in lines */
  const char *from, *from_name; /* the service's address or number; the counsellor's name */
  const char *reply_to;         /* e-mail: the service's own, so that an answer is heard */
  const char *copy_to;          /* e-mail: the counsellor; "" = none */
  const char *return_path;      /* e-mail: bounce+KEY@… (VERP); "" = from */
  const char *unsubscribe_url;  /* e-mail: one click there stops such mail (RFC 8058), https; "" = none */
  const char *unsubscribe_mail; /* e-mail: address where STOP is heard; "" = none, or it is owed */
  const char *subject;          /* "" for sms */
  const char *text;             /* UTF-8; like all strings here never NULL, "" = none */
  const struct channel_invitation *invitation; /* calendar only, else NULL */
  gint64 queued;                               /* seconds UTC: Date header; the same at every try */
  const char *previous; /* agenda: the reference that its last message about this UID got; NULL or "" = none */
};

struct channel_result {
  enum channel_verdict verdict;
  char *reason;    /* never NULL, never empty, no secrets; English */
  char *reference; /* of the provider, or "" */
  int retry_after; /* seconds the far side asked for; 0 = it did not say */
  int took;        /* milliseconds until the far side had answered; 0 = not measured */
};
void channel_result_clear(struct channel_result *result); /* frees the strings */
/* Sets all; takes printf arguments for the reason. */
void channel_result_set(struct channel_result *result, enum channel_verdict verdict, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

struct channel_option {
  const char *name;     /* key in waakvlam.conf, section [channel NAME] */
  const char *fallback; /* NULL = required */
  gboolean secret;      /* never printed */
  const char *help;
};

/* What one channel says of itself, where its table can only say what all of its kind may have. */
struct channel_profile {
  const char *name, *version;
  guint abilities;
  const char *kinds;
  const struct channel_option *options; /* ends with name NULL */
};

/* Reads one option; returns the fallback when it is not set. Borrowed. An option named "PREFIX.*" stands for all that
 * begin so: its value is a line "NAME=VALUE" for each that is set. */
typedef const char *(*channel_setting)(void *user, const char *option);

/* When somebody can't be seen: seconds UTC, `to` excluded. */
struct channel_busy {
  gint64 from, to;
};

/* -- what a far side tells us by itself -----------------------------------------------------------------------------
 */

/* A request at our web hook, /hook/NAME. */
struct channel_post {
  const char *method;                              /* "GET", "POST" */
  const char *query;                               /* as it came, without '?'; "" = none */
  const void *body;                                /* never NULL */
  gsize length;                                    /* of the body */
  const char *(*header)(void *user, const char *); /* by name in any case; NULL = not there */
  void *user;
};
enum channel_knock {
  CHANNEL_KNOCK_REFUSED,  /* not who it says: 403, nothing is kept */
  CHANNEL_KNOCK_TAKEN,    /* keep it and let `hear` read it */
  CHANNEL_KNOCK_ANSWERED, /* a greeting that only wants *answer back: nothing to keep */
};

enum channel_news_kind {
  CHANNEL_NEWS_RECEIPT, /* what became of a message of ours */
  CHANNEL_NEWS_TEXT,    /* somebody's words */
  CHANNEL_NEWS_CALL,    /* somebody rang the number and wasn't picked up */
};
struct channel_news {
  enum channel_news_kind kind;
  char *key;         /* our key, given back; "" = not in it. Like all of these never NULL, but for text */
  char *reference;   /* the provider's own name of the message; "" */
  const char *state; /* receipt: "sent", "delivered", "failed", or "" for a status that means nothing to us; else "" */
  const char
      *cause;      /* receipt that failed: "address", "full", "temporary", "reputation", "message", "other"; else "" */
  int part;        /* receipt of one part of a long message, from 1; 0 = of the whole */
  char *from, *to; /* as they were written */
  char *text;      /* NULL when it can't be read: reason says why */
  char *at;        /* when, as it was written; "" */
  char *reason;    /* English, no secrets; "" */
};
struct channel_news *channel_news_new(enum channel_news_kind kind); /* all strings "", also text */
void channel_news_free(void *news);
/* *field = a copy of `text`, or "" for NULL; frees what was there. */
void channel_news_set(char **field, const char *text);

/* Keeps one raw message as `inbound NAME` would read it: "email", or the `name` of a member that hears (its type, not
 * what waakvlam.conf calls it: whatever was kept must be readable when the settings have changed). TRUE = kept. */
typedef gboolean (*channel_keep)(void *user, const char *name, const void *bytes, gsize length);

/* What a channel that collects is handed; `user` goes to each of the functions. */
struct channel_collecting {
  gint64 now; /* seconds UTC */
  int stop;   /* a file descriptor: readable means, end as soon as may be; -1 = never */
  channel_keep keep;
  char *(*recall)(void *user);                    /* what was noted last; NULL = nothing. Caller frees */
  gboolean (*note)(void *user, const char *text); /* how far it came, to go on there next time. TRUE = kept */
  void (*tell)(void *user, const char *text);     /* what a system manager should know: English, no secrets */
  void *user;
};

struct channel {
  const char *name; /* "postbox", "smtp", "kannel", … */
  int version;
  guint abilities;                      /* enum channel_ability */
  const char *kinds;                    /* the message kinds it can carry: "email calendar" */
  const struct channel_option *options; /* ends with name NULL */
  /* Checks settings; connects lazily. NULL and an error that names the option. */
  void *(*open)(channel_setting setting, void *user, GError **error);
  /* One message; always fills `result`. Blocking, with bounded time-outs. */
  void (*send)(void *state, const struct channel_message *message, struct channel_result *result);
  /* A dry look: can it work? TRUE, or an error that a system manager can act on. Sends nothing. */
  gboolean (*check)(void *state, GError **error);
  void (*close)(void *state);
  /* What became of a message of which we don't know whether it arrived, by its key (`to` and `queued` are set, too, for
   * who must look it up in a list; nothing else needs to be): SENT = they have it, LATER = they surely don't, so it may
   * go (again), NEVER = they refused it, UNKNOWN = they can't say. Sends nothing. */
  void (*ask)(void *state, const struct channel_message *message, struct channel_result *result);
  /* Is a request at the hook really theirs? *answer: text to give back, or NULL; caller frees. A channel that hears
   * and has no `knock` of its own is guarded by the setting hook_secret. */
  enum channel_knock (*knock)(void *state, const struct channel_post *post, char **answer);
  /* Reads what a hook brought and was kept: the body, or the query string of a GET. Pure, with no state, for it is
   * read again after a crash. struct channel_news, in the order of the bytes; empty = nothing for us. NULL and
   * CHANNEL_ERROR_CONTENT when it can't be read. */
  GPtrArray *(*hear)(const void *bytes, gsize length, GError **error);
  /* Fetches what waits at the far side and hands it to `keep`, one by one; what was not kept stays there. Bounded in
   * time. FALSE and an error when the far side fails; what was kept before stays kept. */
  gboolean (*collect)(void *state, const struct channel_collecting *with, GError **error);
  /* After collect: returns as soon as there may be something to collect, at most `seconds` later, or when `stop`
   * becomes readable. FALSE and an error when the far side fails. NULL: nothing tells, ask from time to time. */
  gboolean (*wait)(void *state, int seconds, int stop, GError **error);
  /* NULL: all there is to say is in this table. NULL and an error when it does not come to speak. Borrowed until the
   * next verb. */
  const struct channel_profile *(*profile)(void *state, GError **error);
  /* Does the appointment that this message brought still stand in the calendar as it brought it? `previous` is the
   * reference that it got. SENT = yes, NEVER = its owner changed or removed it, and the reason says which, LATER = it
   * can't be seen now. Changes nothing. */
  void (*look)(void *state, const struct channel_message *message, struct channel_result *result);
  /* Adds when `owner` (an e-mail address) is not free in [from, to) to `busy` (struct channel_busy), in any order;
   * what they declined or hold as free is left out. FALSE and an error when it can't be known. */
  gboolean (*busy)(void *state, const char *owner, gint64 from, gint64 to, GArray *busy, GError **error);
};

#define CHANNEL_ERROR channel_error_quark()
GQuark channel_error_quark(void);
enum channel_error {
  CHANNEL_ERROR_SETTING,
  CHANNEL_ERROR_UNREACHABLE,
  CHANNEL_ERROR_CONTENT /* can't be written in the format */
};

#endif
