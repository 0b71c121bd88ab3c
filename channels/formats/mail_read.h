/* Incoming mail: what kind of message is it, and what does it say? Pure: bytes in, a struct out.
 *
 * Order of reading matters (issue traps): a delivery report first (RFC 3464), then a calendar answer (RFC 5546 by RFC
 * 6047; a Gmail answer carries Auto-Submitted and still is an answer), then auto-replies (RFC 3834, vendors' headers,
 * Dutch and English subjects), then lists and read receipts, then a person's reply. Nothing here knows who anyone is.
 */
#ifndef CHANNELS_FORMATS_MAIL_READ_H
#define CHANNELS_FORMATS_MAIL_READ_H

#include <glib.h>

/* The names are the contract's `kind` (mail_read_kind_names). */
enum mail_read_kind {
  MAIL_BOUNCE,
  MAIL_DELAY,
  MAIL_RECEIPT,
  MAIL_CALENDAR_REPLY,
  MAIL_CALENDAR_QUESTION,
  MAIL_AUTO_REPLY,
  MAIL_OPT_OUT,
  MAIL_REPLY,
  MAIL_OTHER,
  MAIL_UNREADABLE
};
extern const char *const mail_read_kind_names[];

enum mail_read_cause {
  MAIL_CAUSE_ADDRESS,
  MAIL_CAUSE_FULL,
  MAIL_CAUSE_TEMPORARY,
  MAIL_CAUSE_REPUTATION,
  MAIL_CAUSE_MESSAGE,
  MAIL_CAUSE_OTHER
};
extern const char *const mail_read_cause_names[];

struct mail_read_recipient { /* of a bounce or delay */
  char *address;
  char *status;       /* "5.1.1" or "" */
  gboolean permanent; /* status class 5 (or words to that effect) and not merely delayed; `cause` says what it means */
  enum mail_read_cause cause;
};

struct mail_read {
  enum mail_read_kind kind;
  char *from, *from_name, *subject; /* normal-form address, decoded; "" when absent */
  char *reply_to;                   /* the first address of Reply-To; "" when absent */
  GPtrArray *to;         /* char*: every To, Cc, Delivered-To, X-Original-To, Envelope-To address, in that order */
  GPtrArray *references; /* char*: Message-IDs of In-Reply-To and References, newest first, without <> */
  GPtrArray *recipients; /* struct mail_read_recipient*, for bounces and delays */
  char *original_id;     /* Message-ID of the mail that a bounce is about; "" when unknown */
  char *text;            /* the person's own words, without quotation and signature; UTF-8; "" of a report */
  char *full_text;       /* the whole text part, UTF-8 */
  char until[11];        /* auto-reply: the return date it names, ISO; "" when it names none */
  gboolean stop;         /* the own words, or the subject of an otherwise empty mail, are a stop word */
  /* calendar answers */
  char *method; /* "REPLY", "COUNTER", "REFRESH" or "" */
  char *uid, *attendee, *partstat, *comment;
  char *words;      /* what was typed beside it, which is the comment where it has no other; "" = nothing */
  gboolean partial; /* it answers for one moment of a series, or for a to-do: for nothing that we invite to */
  int sequence;     /* -1 = none */
  gint64 stamp;     /* DTSTAMP, seconds UTC; 0 = none */
  gint64 proposed_start, proposed_end; /* of a COUNTER; 0 = not said */
  gboolean foreign;                    /* MAIL_OTHER: it is somebody's own invitation or calendar file */
  char *problem;                       /* MAIL_UNREADABLE: why, English; else "" */
};

/* Never NULL. `received` (ISO date) is the day from which "tot maandag" is read, unless its Date
 * says that it was written before. Free with mail_read_free. */
struct mail_read *mail_read(const void *bytes, gsize length, const char *received);
void mail_read_free(struct mail_read *mail);
typedef struct mail_read MailRead; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailRead, mail_read_free)

#endif
