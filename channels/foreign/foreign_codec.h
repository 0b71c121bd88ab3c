/* The JSON that channels of others speak, program or web address alike: every message is one object.
 *
 * foreign_fields is the whole of it: what is written, read, and told in channels/FOREIGN.md (a test holds those two
 * together) is one table. A request has `id` and `verb`; the answer echoes the id. Ids are made of the verb and the
 * message's key, so that the same step is the same bytes at every try (S2). */
#ifndef CHANNELS_FOREIGN_FOREIGN_CODEC_H
#define CHANNELS_FOREIGN_FOREIGN_CODEC_H

#include <glib.h>
#include <jansson.h>

#include "channels/channel.h"

#define FOREIGN_PROTOCOL 1
enum {
  FOREIGN_LINE_MAX = 1024 * 1024, /* bytes of one answer */
  FOREIGN_NEWS_MAX = 1000         /* news in one answer */
};

struct foreign_field {
  const char *object; /* "request", "message", "invitation", "hello", "option", "verdict", "done", "news", … */
  const char *name;
  const char *type; /* "text", "number", "yes-no", "texts", "object", or the name of an object or of a list of them */
  gboolean required;
  const char *help;
  gsize at; /* where it stands in the struct that it is written from: a char * or a gint64; or FOREIGN_NOWHERE */
};
#define FOREIGN_NOWHERE G_MAXSIZE
extern const struct foreign_field foreign_fields[]; /* ends with object NULL; the fields of an object stand together */

struct foreign_verb {
  const char *name;
  const char *carries; /* the object that goes along, by its name in foreign_fields; "" = none */
  const char *answer;  /* the object that comes back */
  gboolean listed;     /* only asked of who lists it in hello's `verbs` */
  const char *help;
};
extern const struct foreign_verb foreign_verbs[]; /* ends with name NULL */

/* What can go wrong on the way to an answer. */
enum foreign_fault {
  FOREIGN_FINE,
  FOREIGN_NOT_STARTED,
  FOREIGN_WAITING,
  FOREIGN_ENDED,
  FOREIGN_SILENT,
  FOREIGN_NO_JSON,
  FOREIGN_TOO_LONG,
  FOREIGN_OTHER_ID,
  FOREIGN_BAD_HELLO,
  FOREIGN_REFUSED,
  FOREIGN_BAD_ANSWER,
  FOREIGN_FAULTS
};
struct foreign_failure {
  const char *text; /* how it begins in a reason */
  const char *help; /* what its author should look at */
};
extern const struct foreign_failure foreign_failures[FOREIGN_FAULTS];

/* What it says of itself. */
struct foreign_hello {
  char *name, *version, *kinds;
  guint abilities;
  char **verbs;
  gboolean dry;
  GArray *options; /* struct channel_option; the strings are in `strings`; ends with name NULL */
  GPtrArray *strings;
};
void foreign_codec_hello_free(struct foreign_hello *hello);
gboolean foreign_codec_can(const struct foreign_hello *hello, const char *verb);

/* -- writing: one line of JSON without its end; caller frees ------------------------------------------------------- */

/* "hello", "check", "collect" and "close". */
char *foreign_codec_plain(const char *verb);
/* `values`: name → value of every option that hello declared. */
char *foreign_codec_open(const struct foreign_hello *hello, GHashTable *values);
/* NULL and CHANNEL_ERROR_CONTENT when a text is not UTF-8. */
char *foreign_codec_send(const struct channel_message *message, gboolean dry, GError **error);
char *foreign_codec_ask(const char *key);
/* The marks of news that were kept. */
char *foreign_codec_kept(const GPtrArray *marks);
/* The id that the answer must have. Caller frees. */
char *foreign_codec_id(const char *verb, const char *key);

/* -- reading; secrets (NULL-terminated) are taken out of whatever is shown ----------------------------------------- */

/* NULL when it is no JSON object; *detail says why, caller frees. */
json_t *foreign_codec_read(const char *bytes, gsize length, char **detail);
struct foreign_hello *foreign_codec_read_hello(const json_t *answer, char **detail);
/* FALSE and *result UNKNOWN when there is no verdict in it. */
gboolean foreign_codec_read_verdict(const json_t *answer, const char *const *secrets, struct channel_result *result);
/* Of open, check and kept: TRUE = ok; else *reason, caller frees. */
gboolean foreign_codec_read_done(const json_t *answer, const char *const *secrets, char **reason);
/* Each of the answer's news as raw bytes that foreign_codec_hear reads, its `reason` cleaned: char *, in `raw`; their
 * marks, "" for none, in `marks`. FALSE when there is no list of news in it. */
gboolean foreign_codec_read_news(const json_t *answer, const char *const *secrets, GPtrArray *raw, GPtrArray *marks);
/* The `hear` of both members. */
GPtrArray *foreign_codec_hear(const void *bytes, gsize length, GError **error);

#endif
