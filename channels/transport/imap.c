#include "channels/transport/imap.h"

#include "channels/channel.h"
#include "channels/transport/imap_talk.h"

#include <string.h>

enum {
  IDLE_CUT = 300,   /* seconds over which one IDLE is told to be alive by beginning another */
  DRIP = 16 * 1024, /* bytes a second that a mail may be expected at least */
  NAME_MOST = 200
};

struct imap {
  struct imap_talk *talk;
  int timeout;
  gboolean idle, move, uidplus; /* what the server can */
  guint listed;                 /* how often the box had grown when the newest mails were listed */
};

struct imap *imap_new(const struct imap_settings *settings, GError **error) {
  struct imap_talk *talk = imap_talk_new(settings, error);
  if (!talk) return NULL;
  struct imap *imap = g_new0(struct imap, 1);
  imap->talk = talk;
  imap->timeout = settings->timeout_seconds;
  return imap;
}

void imap_free(struct imap *imap) {
  imap_talk_free(imap->talk);
  g_free(imap);
}

void imap_heed(struct imap *imap, int stop) {
  imap_talk_heed(imap->talk, stop);
}

gboolean imap_is_open(const struct imap *imap) {
  return imap_talk_is_open(imap->talk);
}

void imap_close(struct imap *imap) {
  imap_talk_close(imap->talk);
}

gboolean imap_can_idle(const struct imap *imap) {
  return imap->idle;
}

/* One command in the time that most get. */
static gboolean ask(struct imap *imap, const char *command, imap_talk_hear hear, void *user, GError **error) {
  return imap_talk_ask(imap->talk, command, imap->timeout, hear, user, error);
}

static void hear_ability(void *user, const struct imap_response *response) {
  struct imap *imap = user;
  const char *text = imap_parse_untagged(response, "CAPABILITY");
  if (!text) return;
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  for (char **word = words; *word; word++) {
    imap->idle |= g_ascii_strcasecmp(*word, "IDLE") == 0;
    imap->move |= g_ascii_strcasecmp(*word, "MOVE") == 0;
    imap->uidplus |= g_ascii_strcasecmp(*word, "UIDPLUS") == 0;
  }
}

/* Asked after signing in: some offer more then. */
gboolean imap_open(struct imap *imap, GError **error) {
  if (imap_is_open(imap)) return TRUE;
  imap->idle = imap->move = imap->uidplus = FALSE;
  return imap_talk_open(imap->talk, error) && ask(imap, "CAPABILITY", hear_ability, imap, error);
}

/* -- the box ----------------------------------------------------------------------------------------------------------
 */

static void hear_box(void *user, const struct imap_response *response) {
  struct imap_box *box = user;
  imap_parse_counted(response, "EXISTS", &box->mails);
  imap_parse_code(response, "UIDVALIDITY", &box->validity);
  imap_parse_code(response, "UIDNEXT", &box->next);
}

static void hear_last(void *user, const struct imap_response *response) {
  guint32 *last = user;
  struct imap_fetched fetched;
  if (imap_parse_fetched(response, &fetched) && fetched.uid > *last) *last = fetched.uid;
}

/* A server need not say UIDNEXT (it should): then it is one more than the last. */
static gboolean find_next(struct imap *imap, struct imap_box *box, GError **error) {
  guint32 last = 0;
  if (box->next) return TRUE;
  if (box->mails && !ask(imap, "UID FETCH * (UID)", hear_last, &last, error)) return FALSE;
  box->next = last + 1;
  return TRUE;
}

gboolean imap_select(struct imap *imap, const char *box, gboolean look, struct imap_box *out, GError **error) {
  g_autofree char *command = g_strdup_printf("%s \"%.*s\"", look ? "EXAMINE" : "SELECT", NAME_MOST, box);
  *out = (struct imap_box){0};
  if (!ask(imap, command, hear_box, out, error) || !find_next(imap, out, error)) return FALSE;
  if (out->validity) return TRUE;
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "%s: the server gives it no UIDVALIDITY", box);
  return FALSE;
}

/* -- what is in it ----------------------------------------------------------------------------------------------------
 */

struct list {
  GArray *mails;
  guint32 from, to;
  guint most;
};

static int by_uid(gconstpointer a, gconstpointer b) {
  guint32 x = ((const struct imap_mail *)a)->uid, y = ((const struct imap_mail *)b)->uid;
  return x < y ? -1 : x > y;
}

/* "12:*" always has the last mail in it, however low: so it says RFC 3501. Others may be told of unasked. */
static void hear_mail(void *user, const struct imap_response *response) {
  struct list *list = user;
  struct imap_fetched fetched;
  if (!imap_parse_fetched(response, &fetched) || fetched.uid < list->from || (list->to && fetched.uid > list->to))
    return;
  struct imap_mail mail = {fetched.uid, fetched.size};
  if (list->mails->len < 2 * list->most) {
    g_array_append_val(list->mails, mail);
    return;
  }
  g_array_sort(list->mails, by_uid);
  g_array_set_size(list->mails, list->most); /* the lowest: the others have their turn later */
  g_array_append_val(list->mails, mail);
}

static void drop_doubles(GArray *mails) {
  guint kept = 0;
  for (guint i = 0; i < mails->len; i++) {
    struct imap_mail mail = g_array_index(mails, struct imap_mail, i);
    if (kept && g_array_index(mails, struct imap_mail, kept - 1).uid == mail.uid) continue;
    g_array_index(mails, struct imap_mail, kept++) = mail;
  }
  g_array_set_size(mails, kept);
}

GArray *imap_list(struct imap *imap, guint32 from, guint32 to, guint most, GError **error) {
  g_autofree char *end = to ? g_strdup_printf("%u", to) : g_strdup("*");
  g_autofree char *command = g_strdup_printf("UID FETCH %u:%s (UID RFC822.SIZE)", from, end);
  if (!to) imap->listed = imap_talk_grown(imap->talk);
  struct list list = {g_array_new(FALSE, FALSE, sizeof(struct imap_mail)), from, to, most};
  if (!ask(imap, command, hear_mail, &list, error)) {
    g_array_unref(list.mails);
    return NULL;
  }
  g_array_sort(list.mails, by_uid);
  drop_doubles(list.mails);
  if (list.mails->len > most) g_array_set_size(list.mails, most);
  return list.mails;
}

static void hear_lowest(void *user, const struct imap_response *response) {
  guint32 *lowest = user, found = imap_parse_lowest(response);
  if (found && (!*lowest || found < *lowest)) *lowest = found;
}

gboolean imap_since(struct imap *imap, const char *day, guint32 *lowest, GError **error) {
  static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  guint64 month = 0;
  g_autofree char *number = strlen(day) == 10 ? g_strndup(day + 5, 2) : g_strdup("");
  *lowest = 0;
  if (!g_ascii_string_to_unsigned(number, 10, 1, 12, &month, NULL)) {
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "%s is no day", day);
    return FALSE;
  }
  g_autofree char *command = g_strdup_printf("UID SEARCH SINCE %.2s-%s-%.4s", day + 8, months[month - 1], day);
  return ask(imap, command, hear_lowest, lowest, error);
}

struct fetch {
  guint32 uid;
  GByteArray *body; /* NULL = not come */
};

static void hear_body(void *user, const struct imap_response *response) {
  struct fetch *fetch = user;
  struct imap_fetched fetched;
  if (!imap_parse_fetched(response, &fetched) || fetched.uid != fetch->uid || !fetched.body) return;
  if (fetch->body) g_byte_array_unref(fetch->body);
  fetch->body = g_byte_array_ref((GByteArray *)fetched.body); /* the reader lets go of it at the next response */
}

GBytes *imap_fetch(struct imap *imap, const struct imap_mail *mail, GError **error) {
  g_autofree char *command = g_strdup_printf("UID FETCH %u (UID BODY.PEEK[]<0.%d>)", mail->uid, IMAP_MAIL_MOST);
  struct fetch fetch = {mail->uid, NULL};
  int seconds = imap->timeout + (int)(MIN(mail->size, IMAP_MAIL_MOST) / DRIP);
  gboolean fine = imap_talk_ask(imap->talk, command, seconds, hear_body, &fetch, error);
  if (fine && fetch.body) return g_byte_array_free_to_bytes(fetch.body);
  if (fetch.body) g_byte_array_unref(fetch.body);
  return NULL;
}

/* -- out of it
 * ---------------------------------------------------------------------------------------------------------
 */

static char *set_of(const GArray *mails) {
  GString *set = g_string_new(NULL);
  for (guint i = 0; i < mails->len; i++)
    g_string_append_printf(set, "%s%u", i ? "," : "", g_array_index(mails, struct imap_mail, i).uid);
  return g_string_free(set, FALSE);
}

static gboolean remove_all(struct imap *imap, const char *set, GError **error) {
  g_autofree char *mark = g_strdup_printf("UID STORE %s +FLAGS.SILENT (\\Deleted)", set);
  g_autofree char *expunge = g_strdup_printf("UID EXPUNGE %s", set);
  return ask(imap, mark, NULL, NULL, error) && (!imap->uidplus || ask(imap, expunge, NULL, NULL, error));
}

static gboolean put_into(struct imap *imap, const char *set, const char *into, GError **error) {
  g_autofree char *command = g_strdup_printf("UID %s %s \"%.*s\"", imap->move ? "MOVE" : "COPY", set, NAME_MOST, into);
  return ask(imap, command, NULL, NULL, error) && (imap->move || remove_all(imap, set, error));
}

gboolean imap_take_out(struct imap *imap, const GArray *mails, const char *into, GError **error) {
  g_autofree char *set = set_of(mails);
  /* lint: sql because this CREATE is IMAP's */
  g_autofree char *create = into ? g_strdup_printf("CREATE \"%.*s\"", NAME_MOST, into) : NULL;
  g_autoptr(GError) refused = NULL;
  if (mails->len == 0) return TRUE;
  if (!into) return remove_all(imap, set, error);
  if (put_into(imap, set, into, &refused)) return TRUE;
  gboolean made = imap_is_open(imap) && ask(imap, create, NULL, NULL, NULL);
  if (made) return put_into(imap, set, into, error);
  g_propagate_error(error, g_steal_pointer(&refused)); /* what it said first tells more than that it can't be made */
  return FALSE;
}

/* -- waiting ----------------------------------------------------------------------------------------------------------
 */

static gboolean hear_growth(void *user, const struct imap_response *response) {
  guint32 number = 0;
  (void)user;
  return imap_parse_counted(response, "EXISTS", &number) || imap_parse_counted(response, "RECENT", &number);
}

/* A mail that came while we were busy moving others was told of then, and isn't again. */
gboolean imap_idle(struct imap *imap, int seconds, GError **error) {
  if (imap_is_open(imap) && imap_talk_grown(imap->talk) != imap->listed) return TRUE;
  return imap_talk_idle(imap->talk, MIN(seconds, IDLE_CUT), imap->timeout, hear_growth, NULL, error);
}
