/* A mail box as the way in: fetches what came, hands it on to be kept, and only then moves it or deletes it.
 *
 * How far it came is noted as UIDVALIDITY, the highest UID of before the start (`floor`: what is at or below it is not
 * ours to touch) and the last UID that was kept; never by \Seen, which belongs to the people who look into the box.
 * What lies between floor and last has been kept, and so may go: also after a crash in between. */
#include "channels/email/sign_in.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/transport/imap.h"
#include "channels/transport/stopwatch.h"

#include <poll.h>
#include <string.h>

enum {
  LIST_MOST = 5000, /* mails that are listed at once */
  LOT = 20,         /* mails between two notes */
  SET_MOST = 100,   /* mails that are moved by one command */
  ROUND_SECONDS = 600,
  TRIES_MOST = 5 /* rounds in which a mail would not be read */
};

enum after { AFTER_MOVE, AFTER_KEEP, AFTER_DELETE };
static const char *const after_words[] = {"move", "keep", "delete", NULL};

static const struct channel_option mailbox_options[] = {
    {"host", NULL, FALSE, "the mail server that has the box"},
    {"port", "993", FALSE, "993 for tls, 143 for starttls"},
    {"tls", "tls", FALSE, "tls, starttls, or none to this machine itself"},
    SIGN_IN_OPTIONS,
    {"ca_file", "", FALSE, "certificates to trust, in PEM; empty: those of the system"},
    {"box", "INBOX", FALSE, "what is read"},
    {"after", "move", FALSE, "what becomes of a mail that was kept: move, keep (it stays where it is) or delete"},
    {"done", "Verwerkt", FALSE, "where to with after = move; made when it isn't there"},
    {"since", "start", FALSE,
     "which mails count at the very first look: start (none that are there already), all, or those from a day on, as "
     "2026-08-31"},
    {"poll", "60", FALSE, "seconds between two looks where the server can't tell by itself (IDLE), 1 to 3600"},
    {"timeout", "30", FALSE, "seconds for one command, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

struct mailbox {
  struct imap *imap;
  struct oauth *oauth;              /* NULL = with a password */
  char *box, *done, *since, *whose; /* whose: names this box among all, for the note */
  enum after after;
  int poll;
  gboolean told; /* that mails can't be taken out: once, until they can */
};

/* What is noted: "WHOSE UIDVALIDITY FLOOR LAST DAY", and how often the mail after LAST would not be read, if it was. */
struct place {
  guint32 validity, floor, last, tries;
  char day[11]; /* of the first look: where to begin again when the UIDs mean something else */
};

/* -- settings ---------------------------------------------------------------------------------------------------------
 */

/* It stands between quotes, in ASCII: a name with other letters would need a writing of its own (RFC 3501, 5.1.3). */
static gboolean is_box(const char *text) {
  for (const char *c = text; *c; c++)
    if (*c < ' ' || *c >= 0x7f || strchr("\"\\*%&", *c)) return FALSE;
  return *text != '\0' && strlen(text) <= 100;
}

static gboolean is_day(const char *text) {
  static const char shape[] = "0000-00-00";
  for (int i = 0; i < 10; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i]) return FALSE;
  return text[10] == '\0' && g_date_valid_dmy((GDateDay)g_ascii_strtoull(text + 8, NULL, 10),
                                              (GDateMonth)g_ascii_strtoull(text + 5, NULL, 10),
                                              (GDateYear)g_ascii_strtoull(text, NULL, 10));
}

static gboolean boxes_hold(channel_setting setting, void *user, GError **error) {
  const char *since = options_text(setting, user, "since"), *problem = NULL;
  if (!is_box(options_text(setting, user, "box"))) problem = "box: must be a name in ASCII";
  if (!is_box(options_text(setting, user, "done"))) problem = "done: must be a name in ASCII";
  if (g_str_equal(options_text(setting, user, "box"), options_text(setting, user, "done")))
    problem = "done: is the box itself";
  if (!g_str_equal(since, "start") && !g_str_equal(since, "all") && !is_day(since))
    problem = "since: must be start, all or a day";
  if (problem) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, problem);
  return !problem && options_one_of(setting, user, "after", after_words, error);
}

static gboolean settings_read(channel_setting setting, void *user, struct imap_settings *out, GError **error) {
  static const char *const tls[] = {"tls", "starttls", "none", NULL};
  struct sign_in sign_in;
  *out = (struct imap_settings){.host = options_required(setting, user, "host", error),
                                .tls = options_text(setting, user, "tls"),
                                .ca_file = options_text(setting, user, "ca_file")};
  if (!out->host || !options_one_of(setting, user, "tls", tls, error)) return FALSE;
  if ((out->port = options_number(setting, user, "port", 1, 65535, error)) < 0) return FALSE;
  if ((out->timeout_seconds = options_number(setting, user, "timeout", 1, 600, error)) < 0) return FALSE;
  if (!boxes_hold(setting, user, error) || !sign_in_read(setting, user, &sign_in, error)) return FALSE;
  out->user = sign_in.user;
  out->password = sign_in.password;
  out->oauth = sign_in.oauth;
  return TRUE;
}

/* Another box has other UIDs: what was noted of one must not be taken for another's. */
static char *name_of(const struct imap_settings *s, const char *box) {
  g_autofree char *text = g_strdup_printf("%s\n%s\n%s", s->host, s->user, box);
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
  return g_strndup(hash, 16);
}

static void *mailbox_open(channel_setting setting, void *user, GError **error) {
  struct imap_settings settings;
  int poll = options_number(setting, user, "poll", 1, 3600, error);
  if (poll < 0 || !settings_read(setting, user, &settings, error)) return NULL;
  struct imap *imap = imap_new(&settings, error);
  if (!imap) {
    oauth_free(settings.oauth);
    return NULL;
  }
  struct mailbox *mailbox = g_new0(struct mailbox, 1);
  mailbox->imap = imap;
  mailbox->oauth = settings.oauth;
  mailbox->box = g_strdup(options_text(setting, user, "box"));
  mailbox->done = g_strdup(options_text(setting, user, "done"));
  mailbox->since = g_strdup(options_text(setting, user, "since"));
  mailbox->whose = name_of(&settings, mailbox->box);
  while (!g_str_equal(after_words[mailbox->after], options_text(setting, user, "after"))) mailbox->after++;
  mailbox->poll = poll;
  return mailbox;
}

static void mailbox_close(void *state) {
  struct mailbox *mailbox = state;
  imap_free(mailbox->imap);
  oauth_free(mailbox->oauth);
  char *const strings[] = {mailbox->box, mailbox->done, mailbox->since, mailbox->whose};
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  g_free(mailbox);
}

/* Reads nothing and marks nothing. */
static gboolean mailbox_check(void *state, GError **error) {
  struct mailbox *mailbox = state;
  struct imap_box box;
  return imap_open(mailbox->imap, error) && imap_select(mailbox->imap, mailbox->box, TRUE, &box, error);
}

static void mailbox_send(void *state, const struct channel_message *message, struct channel_result *result) {
  (void)state, (void)message;
  channel_result_set(result, CHANNEL_NEVER, "a mail box brings messages in and carries none out");
}

/* -- the place --------------------------------------------------------------------------------------------------------
 */

struct round {
  struct mailbox *mailbox;
  const struct channel_collecting *with;
  struct place place;
  gint64 end; /* of the stopwatch */
};

static gboolean read_number(const char *text, guint32 *out) {
  guint64 number = 0;
  gboolean fine = text && g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT32, &number, NULL);
  *out = (guint32)number;
  return fine;
}

/* FALSE: nothing was noted, or of another box. */
static gboolean recall(const struct round *round, struct place *place) {
  g_autofree char *note = round->with->recall(round->with->user);
  g_auto(GStrv) words = g_strsplit(note ? note : "", " ", 7);
  guint n = g_strv_length(words);
  *place = (struct place){0};
  if (n < 5 || n > 6 || (n == 6 && !read_number(words[5], &place->tries)) ||
      !g_str_equal(words[0], round->mailbox->whose) || !is_day(words[4]))
    return FALSE;
  g_strlcpy(place->day, words[4], sizeof place->day);
  return read_number(words[1], &place->validity) && read_number(words[2], &place->floor) &&
         read_number(words[3], &place->last) && place->validity && place->floor <= place->last;
}

static gboolean refuse_note(GError **error) {
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "how far the box was read could not be kept");
  return FALSE;
}

static gboolean note(const struct round *round, GError **error) {
  const struct place *p = &round->place;
  g_autofree char *tries = p->tries ? g_strdup_printf(" %u", p->tries) : g_strdup("");
  g_autofree char *text =
      g_strdup_printf("%s %u %u %u %s%s", round->mailbox->whose, p->validity, p->floor, p->last, p->day, tries);
  return round->with->note(round->with->user, text) || refuse_note(error);
}

static void today(gint64 now, char out[11]) {
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(now);
  g_snprintf(out, 11, "%04d-%02d-%02d", at ? g_date_time_get_year(at) : 1970, at ? g_date_time_get_month(at) : 1,
             at ? g_date_time_get_day_of_month(at) : 1);
}

static void tell(const struct round *round, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void tell(const struct round *round, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  round->with->tell(round->with->user, text);
}

/* From that day on: all below the first of them is not ours. */
static gboolean begin_at_day(struct round *round, const struct imap_box *box, const char *day, GError **error) {
  guint32 lowest = 0;
  if (!imap_since(round->mailbox->imap, day, &lowest, error)) return FALSE;
  round->place.floor = lowest ? lowest - 1 : box->next - 1;
  return TRUE;
}

static gboolean begin_first(struct round *round, const struct imap_box *box, GError **error) {
  const char *since = round->mailbox->since;
  today(round->with->now, round->place.day);
  if (g_str_equal(since, "start")) {
    round->place.floor = box->next - 1;
    if (box->mails)
      tell(round, "%u mails that were in %s already are left alone (since = start)", box->mails, round->mailbox->box);
    return TRUE;
  }
  if (!g_str_equal(since, "all")) g_strlcpy(round->place.day, since, sizeof round->place.day);
  if (g_str_equal(since, "all")) g_strlcpy(round->place.day, "1970-01-01", sizeof round->place.day);
  return g_str_equal(since, "all") || begin_at_day(round, box, since, error);
}

/* The server numbers the box anew (it was restored, or moved): everything since the first look is looked at once more.
 * What was kept already is known by its bytes. */
static gboolean begin_again(struct round *round, const struct imap_box *box, const struct place *old, GError **error) {
  g_strlcpy(round->place.day, old->day, sizeof round->place.day);
  tell(round, "the server has numbered %s anew (UIDVALIDITY %u, was %u): what came since %s is read again",
       round->mailbox->box, box->validity, old->validity, old->day);
  return begin_at_day(round, box, old->day, error);
}

static gboolean find_place(struct round *round, const struct imap_box *box, GError **error) {
  struct place old;
  gboolean noted = recall(round, &old);
  if (noted && old.validity == box->validity) {
    round->place = old;
    return TRUE;
  }
  round->place = (struct place){.validity = box->validity};
  if (!(noted ? begin_again(round, box, &old, error) : begin_first(round, box, error))) return FALSE;
  round->place.last = round->place.floor;
  return note(round, error);
}

/* -- a round ----------------------------------------------------------------------------------------------------------
 */

static gboolean has_enough(const struct round *round) {
  struct pollfd stop = {.fd = round->with->stop, .events = POLLIN};
  return stopwatch_read() > round->end || (round->with->stop >= 0 && poll(&stop, 1, 0) > 0);
}

static gboolean refuse_keep(GError **error) {
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "a mail could not be kept; it stays in the box");
  return FALSE;
}

/* Is it there still? What is gone is no fault; what is there and has nothing in it can't be read. */
static gboolean is_listed(struct round *round, const struct imap_mail *mail, GError **error) {
  g_autoptr(GArray) found = imap_list(round->mailbox->imap, mail->uid, mail->uid, 1, error);
  if (!found || found->len == 0 || mail->size == 0) return FALSE;
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "mail %u is there and has nothing in it", mail->uid);
  return TRUE;
}

/* A mail that will not be read must not keep those behind it from being heard for ever. After some rounds it is passed
 * by, with the floor above it: it stays in the box for a person, neither moved nor deleted. */
static gboolean pass_by(struct round *round, const struct imap_mail *mail, GError *why, GError **error) {
  struct place *p = &round->place;
  if (has_enough(round) || ++p->tries < TRIES_MOST) {
    g_propagate_error(error, why);
    return FALSE;
  }
  tell(round, "mail %u in %s can't be read and stays there: %s", mail->uid, round->mailbox->box, why->message);
  p->floor = p->last = mail->uid;
  p->tries = 0;
  if (imap_is_open(round->mailbox->imap)) {
    g_error_free(why);
    return TRUE;
  }
  g_propagate_error(error, why);
  return FALSE;
}

static gboolean keep_one(struct round *round, const struct imap_mail *mail, GError **error) {
  GError *own = NULL;
  g_autoptr(GBytes) bytes = imap_fetch(round->mailbox->imap, mail, &own);
  gsize length = 0;
  const void *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  if (!own && !length) is_listed(round, mail, &own);
  if (own) return pass_by(round, mail, own, error);
  if (mail->size > IMAP_MAIL_MOST)
    tell(round, "mail %u is larger than %d MB: its beginning is read", mail->uid, IMAP_MAIL_MOST >> 20);
  if (data && length && !round->with->keep(round->with->user, "email", data, length)) return refuse_keep(error);
  round->place.last = mail->uid; /* one that is gone meanwhile, too */
  round->place.tries = 0;
  return TRUE;
}

/* Whatever ends the lot, what was kept of it is noted. */
static gboolean keep_lot(struct round *round, const GArray *mails, GError **error) {
  gboolean fine = TRUE;
  for (guint i = 0; fine && i < mails->len && !has_enough(round); i++) {
    fine = keep_one(round, &g_array_index(mails, struct imap_mail, i), error);
    if (fine && (i + 1) % LOT == 0) fine = note(round, error);
  }
  gboolean noted = note(round, fine ? error : NULL);
  return fine && noted;
}

static gboolean keep_all(struct round *round, GError **error) {
  while (!has_enough(round)) {
    if (round->place.last == G_MAXUINT32) return TRUE;
    g_autoptr(GArray) mails = imap_list(round->mailbox->imap, round->place.last + 1, 0, LIST_MOST, error);
    if (!mails) return FALSE;
    if (mails->len == 0) return TRUE;
    if (!keep_lot(round, mails, error)) return FALSE;
  }
  return TRUE;
}

/* Of one that is too large only the beginning was kept: it may be moved, but not deleted. */
static GArray *set_from(const GArray *mails, guint from, enum after after) {
  GArray *set = g_array_new(FALSE, FALSE, sizeof(struct imap_mail));
  for (guint i = from; i < mails->len && i < from + SET_MOST; i++) {
    const struct imap_mail *mail = &g_array_index(mails, struct imap_mail, i);
    if (after == AFTER_MOVE || mail->size <= IMAP_MAIL_MOST) g_array_append_vals(set, mail, 1);
  }
  return set;
}

static gboolean take_out(struct round *round, GError **error) {
  const struct mailbox *mailbox = round->mailbox;
  const struct place *p = &round->place;
  if (mailbox->after == AFTER_KEEP || p->last == p->floor) return TRUE;
  g_autoptr(GArray) mails = imap_list(mailbox->imap, p->floor + 1, p->last, LIST_MOST, error);
  for (guint i = 0; mails && i < mails->len && !has_enough(round); i += SET_MOST) {
    g_autoptr(GArray) set = set_from(mails, i, mailbox->after);
    if (!imap_take_out(mailbox->imap, set, mailbox->after == AFTER_MOVE ? mailbox->done : NULL, error)) return FALSE;
  }
  return mails != NULL;
}

/* A connection that was kept and is dead by now shows itself at the first command: once more, on a new one. */
static gboolean select_box(struct mailbox *mailbox, struct imap_box *box, GError **error) {
  gboolean kept = imap_is_open(mailbox->imap);
  if (!imap_open(mailbox->imap, error)) return FALSE;
  if (!kept) return imap_select(mailbox->imap, mailbox->box, FALSE, box, error);
  if (imap_select(mailbox->imap, mailbox->box, FALSE, box, NULL)) return TRUE;
  imap_close(mailbox->imap);
  return imap_open(mailbox->imap, error) && imap_select(mailbox->imap, mailbox->box, FALSE, box, error);
}

/* A folder that takes nothing must not keep anybody from being heard: the mails stay in the box, and it is said. */
static gboolean clear(struct round *round, GError **error) {
  struct mailbox *mailbox = round->mailbox;
  g_autoptr(GError) own = NULL;
  gboolean fine = take_out(round, &own);
  if (!fine && !imap_is_open(mailbox->imap)) {
    g_propagate_error(error, g_steal_pointer(&own));
    return FALSE;
  }
  if (!fine && !mailbox->told) tell(round, "mails that were read stay in %s: %s", mailbox->box, own->message);
  mailbox->told = !fine;
  return TRUE;
}

static gboolean mailbox_collect(void *state, const struct channel_collecting *with, GError **error) {
  struct mailbox *mailbox = state;
  struct round round = {.mailbox = mailbox, .with = with, .end = stopwatch_read() + ROUND_SECONDS * 1000};
  struct imap_box box;
  imap_heed(mailbox->imap, with->stop);
  if (!select_box(mailbox, &box, error) || !find_place(&round, &box, error)) return FALSE;
  if (round.place.tries && !clear(&round, error)) return FALSE; /* what the last rounds kept and did not come to */
  return keep_all(&round, error) && clear(&round, error);
}

static gboolean mailbox_wait(void *state, int seconds, int stop, GError **error) {
  struct mailbox *mailbox = state;
  struct pollfd fd = {.fd = stop, .events = POLLIN};
  imap_heed(mailbox->imap, stop);
  if (imap_can_idle(mailbox->imap)) return imap_idle(mailbox->imap, seconds, error);
  poll(&fd, stop >= 0 ? 1 : 0, MIN(seconds, mailbox->poll) * 1000);
  return TRUE;
}

const struct channel channel_mailbox = {
    .name = "imap",
    .version = 1,
    .abilities = CHANNEL_CAN_HEAR,
    .kinds = "",
    .options = mailbox_options,
    .open = mailbox_open,
    .send = mailbox_send,
    .check = mailbox_check,
    .close = mailbox_close,
    .collect = mailbox_collect,
    .wait = mailbox_wait,
};
