#include "channels/formats/bounce_wild.h"

#include "channels/formats/bounce.h"
#include "channels/formats/bounce_address.h"
#include "channels/formats/bounce_daemon.h"
#include "channels/formats/bounce_words_nl.h"
#include "channels/formats/mail_parts.h"
#include "channels/formats/wording.h"

#include <string.h>

enum {
  TEXT_MOST = 64 * 1024,
  PLACES_MOST = 2000, /* addresses that are weighed */
  WORDS_MOST = 1500,  /* of a reason */
  WHO_FAILED = 4,     /* the weight that an address needs */
  FOR_WHOM = 2,       /* of an address that the mail was at least for */
  SURE = 6,           /* and one that nobody sent the returned message to */
  LINE_MOST = 400,
  FORWARDED_MOST = 300,
  END_AT_LEAST = 60 /* a report says something before it returns a message */
};

/* --- words --- */

static gboolean contains_any(const char *low, const char *const *table) {
  struct wording text;
  wording_note(&text, low);
  return wording_any(&text, table);
}

static gboolean begins_with_any(const char *low, const char *const *table) {
  for (; *table; table++)
    if (*low == **table && strncmp(low, *table, strlen(*table)) == 0) return TRUE;
  return FALSE;
}

/* A field of the returned message's header begins its line; set in, it is the server's summary of it. */
static gboolean is_end(const char *raw) {
  const char *line = raw + strspn(raw, " \t>-*=+|");
  char first = g_ascii_tolower(*line);
  for (const char *const *mark = bounce_words_nl_ends; *mark; mark++) {
    if (first != **mark) continue;
    gsize size = strlen(*mark);
    if (g_ascii_strncasecmp(line, *mark, size) != 0) continue;
    if ((*mark)[size - 1] != ':' || *raw != ' ') return TRUE;
  }
  return FALSE;
}

/* Where it begins in the text, or the text's end. A mark at the very start ends nothing. */
static gsize report_size(const char *text) {
  const char *line = text;
  while (line && line - text < TEXT_MOST && (line - text < END_AT_LEAST || !is_end(line))) {
    line = strchr(line, '\n');
    if (line) line++;
  }
  return MIN(line ? (gsize)(line - text) : strlen(text), (gsize)TEXT_MOST);
}

/* --- the returned message --- */

char *bounce_wild_report(const char *text) {
  g_autofree char *bounded = g_strndup(text, report_size(text));
  return g_utf8_make_valid(bounded, -1);
}

char *bounce_wild_pasted(const char *text, const char *name) {
  gsize size = strlen(name);
  for (const char *line = text; line && *line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    const char *p = line + strspn(line, " \t>|");
    if (g_ascii_strncasecmp(p, name, size) != 0 || p[size] != ':') continue;
    const char *end = p;
    while (*end && end - p < LINE_MOST && (*end != '\n' || end[1] == ' ' || end[1] == '\t')) end++;
    g_autofree char *value = g_strndup(p + size + 1, (gsize)(end - p) > size ? (gsize)(end - p) - size - 1 : 0);
    return g_utf8_make_valid(value, -1);
  }
  return g_strdup("");
}

/* --- addresses --- */

static gboolean is_address_byte(char c) {
  return g_ascii_isalnum(c) || (c != '\0' && strchr(".!#$%&'*+-/=?^_`{|}~", c));
}

/* An address in the text: where it stands. */
struct place {
  const char *from, *to;
  char *address;
  int weight;
};

static void place_clear(void *data) {
  g_free(((struct place *)data)->address);
}

/* "to=zoe@…", "rfc822=…": the sign of equality is a name's own byte, seldom used. */
static const char *after_label(const char *from, const char *at) {
  static const char *const labels[] = {"to=", "rcpt=", "recipient=", "email=", "address=", "user=", "orcpt=", NULL};
  for (const char *const *label = labels; *label; label++)
    if (g_ascii_strncasecmp(from, *label, strlen(*label)) == 0 && from + strlen(*label) < at)
      return from + strlen(*label);
  return from;
}

/* The address around the "@" at `at`; FALSE when there is none. */
static gboolean place_at(const char *start, const char *at, struct place *place) {
  const char *from = at, *to = at + 1;
  while (from > start && at - from < 128 && is_address_byte(from[-1])) from--;
  while (to - at < 254 && (g_ascii_isalnum(*to) || *to == '.' || *to == '-')) to++;
  while (to > at + 1 && (to[-1] == '.' || to[-1] == '-')) to--;
  while (from < at && strchr("'/=.`*#", *from)) from++;
  from = after_label(from, at);
  g_autofree char *text = g_strndup(from, (gsize)(to - from));
  *place = (struct place){.from = from, .to = to, .address = bounce_address_of(text)};
  return place->address != NULL;
}

char *bounce_wild_first(const char *list) {
  for (const char *at = strchr(list, '@'); at; at = strchr(at + 1, '@')) {
    struct place place;
    if (place_at(list, at, &place)) return place.address;
  }
  return NULL;
}

struct scene {
  const struct mail_read *mail;
  const char *text;    /* what the server says */
  const char *low;     /* the same in lower case, byte for byte */
  const char *sent_to; /* the To of the returned message, lower case */
  gboolean asked;
  struct bounce_cause general; /* see general_of */
};

/* What the whole of the text says, or else the subject; looked for once, and only when an address's own words say too
 * little. */
static const struct bounce_cause *general_of(struct scene *scene) {
  if (scene->asked) return &scene->general;
  scene->asked = TRUE;
  scene->general = bounce_cause_of("", scene->text);
  if (scene->general.coded || scene->general.cause != MAIL_CAUSE_OTHER) return &scene->general;
  struct bounce_cause titled = bounce_cause_of("", scene->mail->subject);
  if (titled.cause != MAIL_CAUSE_OTHER) scene->general = titled;
  return &scene->general;
}

static gboolean is_ours(const struct mail_read *mail, const char *address) {
  static const char *const machines[] = {"mailer-daemon@", "postmaster@", NULL};
  g_autofree char *low = g_ascii_strdown(address, -1);
  if (begins_with_any(low, machines) || g_ascii_strcasecmp(address, mail->from) == 0) return TRUE;
  for (guint i = 0; i < mail->to->len; i++)
    if (g_ascii_strcasecmp(address, mail->to->pdata[i]) == 0) return TRUE;
  return FALSE;
}

/* --- weighing --- */

/* As far back as a line has sense. */
static const char *line_start(const char *text, const char *at) {
  const char *least = at - text > LINE_MOST ? at - LINE_MOST : text;
  while (at > least && at[-1] != '\n') at--;
  return at;
}

/* "1)", "2." */
static gboolean is_list_number(const char *start, const char *end) {
  gsize digits = strspn(start, "0123456789");
  return digits > 0 && digits < 4 && (gsize)(end - start) <= digits + 1 && strchr(").:", start[digits]);
}

/* The words before the address in its line; those of the filled line above it when it begins its own. */
static char *words_before(const char *text, const char *from, gboolean *begins) {
  const char *start = line_start(text, from), *end = from;
  while (end > start && strchr(" \t<'\"([{:;*-=>,.", end[-1])) end--;
  if (end - start == 6 && strncmp(start, "mailto", 6) == 0) end = start;
  if (is_list_number(start, end)) end = start;
  *begins = end == start;
  while (end == start && start > text) {
    end = start - 1;
    start = line_start(text, end);
    while (end > start && strchr(" \t\r<'\"([{:;*-=>,.", end[-1])) end--;
  }
  if (end - start > LINE_MOST) start = end - LINE_MOST;
  return g_strndup(start, (gsize)(end - start));
}

static int weight_before(const char *words) {
  gsize length = strlen(words);
  int best = 0;
  for (const struct bounce_words_nl_before *row = bounce_words_nl_before; row->words; row++) {
    gsize size = strlen(row->words);
    if (row->weight <= best || size > length || words[length - 1] != row->words[size - 1]) continue;
    if (strcmp(words + length - size, row->words) != 0) continue;
    if (length == size || !g_ascii_isalnum(words[length - size - 1]) || (guchar)row->words[0] >= 0x80)
      best = row->weight;
  }
  return best;
}

static gboolean fails_after(const char *to) {
  return begins_with_any(to + strspn(to, " \t>'\")]:,;\r\n"), bounce_words_nl_after);
}

static int weigh(const struct scene *scene, const struct place *place) {
  const char *from = scene->low + (place->from - scene->text), *to = scene->low + (place->to - scene->text);
  gboolean begins = FALSE;
  g_autofree char *before = words_before(scene->low, from, &begins);
  g_autofree char *address = g_ascii_strdown(place->address, -1);
  int named = weight_before(before), weight = begins ? WHO_FAILED + MIN(named, 2) : named;
  if (fails_after(to)) weight += 3;
  if (begins && strchr(":\n", to[strspn(to, " \t>'\")]")])) weight += 2;
  if (!begins && named < 10 && contains_any(before, bounce_words_nl_others)) weight -= 8;
  if (strstr(scene->sent_to, address)) weight += WHO_FAILED;
  return weight;
}

/* "(generated from …)" behind an address to which ours was forwarded, before any other: ours, or NULL. */
static char *forwarded_from(const struct scene *scene, const struct place *place) {
  g_autofree char *own = g_ascii_strdown(place->address, -1);
  if (strstr(scene->sent_to, own)) return NULL;
  gsize reach = strnlen(place->to, FORWARDED_MOST);
  g_autofree char *low = g_ascii_strdown(scene->low + (place->to - scene->text), (gssize)reach);
  for (const char *at = strchr(low, '@'); at; at = strchr(at + 1, '@')) {
    struct place other;
    if (!place_at(low, at, &other)) continue;
    g_autofree char *address = g_steal_pointer(&other.address);
    if (g_ascii_strcasecmp(address, own) == 0) continue;
    const char *start = other.from - MIN(other.from - low, 24);
    g_autofree char *before = g_strndup(start, (gsize)(other.from - start));
    return contains_any(before, bounce_words_nl_forwards) ? bounce_wild_first(place->to + (other.from - low)) : NULL;
  }
  return NULL;
}

/* The places that count, in the order of the text. */
static GArray *weighed(const struct scene *scene) {
  GArray *places = g_array_new(FALSE, FALSE, sizeof(struct place));
  g_array_set_clear_func(places, place_clear);
  for (const char *at = strchr(scene->text, '@'); at && places->len < PLACES_MOST; at = strchr(at + 1, '@')) {
    struct place place;
    if (!place_at(scene->text, at, &place)) continue;
    g_autofree char *low = g_ascii_strdown(place.address, -1);
    if (is_ours(scene->mail, place.address) && !strstr(scene->sent_to, low)) {
      g_free(place.address);
      continue;
    }
    place.weight = weigh(scene, &place);
    g_array_append_val(places, place);
  }
  return places;
}

static const struct place *place_in(const GArray *places, guint i) {
  return &g_array_index(places, struct place, i);
}

/* What an address must weigh: when one is there to which we wrote, others must be surer; when none is, the best is
 * taken for it. */
static int threshold(const struct scene *scene, const GArray *places) {
  int best = -100;
  gboolean sent = FALSE;
  for (guint i = 0; i < places->len; i++) {
    const struct place *place = place_in(places, i);
    g_autofree char *address = g_ascii_strdown(place->address, -1);
    best = MAX(best, place->weight);
    sent |= place->weight >= WHO_FAILED && strstr(scene->sent_to, address);
  }
  if (best < WHO_FAILED) return best;
  return sent ? SURE : WHO_FAILED;
}

/* --- reasons --- */

/* From the beginning of the address's line to the line of the next that failed, at most three paragraphs. */
static struct bounce_cause reason_at(const struct scene *scene, const GArray *places, guint i, int least) {
  const char *start = line_start(scene->text, place_in(places, i)->from), *end = start, *stop = NULL;
  for (guint next = i + 1; next < places->len && !stop; next++) {
    const struct place *other = place_in(places, next);
    const char *line = line_start(scene->text, other->from);
    if (other->weight >= least && line > start && g_ascii_strcasecmp(other->address, place_in(places, i)->address) != 0)
      stop = line;
  }
  for (int blanks = 0; *end && end != stop && end - start < WORDS_MOST; end++)
    if (end[0] == '\n' && end[1] == '\n' && ++blanks == 3) break;
  g_autofree char *piece = g_strndup(start, (gsize)(end - start));
  g_autofree char *words = g_utf8_make_valid(piece, -1);
  return bounce_cause_of("", words);
}

/* An address stands in several places of a transcript; the first that gives a code, else a cause, else the whole text
 * decides. */
static struct bounce_cause reason_of(struct scene *scene, const GArray *places, guint i, int least) {
  const char *address = place_in(places, i)->address;
  struct bounce_cause best = {.cause = MAIL_CAUSE_OTHER};
  for (guint n = i; n < places->len && n < i + 50; n++) {
    if (g_ascii_strcasecmp(place_in(places, n)->address, address) != 0) continue;
    struct bounce_cause cause = reason_at(scene, places, n, least);
    if (cause.coded) return cause;
    if (best.cause == MAIL_CAUSE_OTHER) best = cause;
  }
  return best.cause == MAIL_CAUSE_OTHER || general_of(scene)->coded ? *general_of(scene) : best;
}

/* --- who failed --- */

/* When no address weighs enough the best is taken, if the sender may be trusted to mean one. */
static void add_places(struct mail_read *mail, struct scene *scene, enum bounce_daemon sender) {
  static const int trusted[] = {
      [BOUNCE_DAEMON_PERHAPS] = WHO_FAILED, [BOUNCE_DAEMON_LIKELY] = FOR_WHOM, [BOUNCE_DAEMON_SURE] = -100};
  g_autoptr(GArray) places = weighed(scene);
  int least = threshold(scene, places);
  gboolean one = least < WHO_FAILED;
  if (least < trusted[sender]) return;
  for (guint i = 0; i < places->len && !(one && mail->recipients->len); i++) {
    const struct place *place = place_in(places, i);
    if (place->weight < least || bounce_has(mail, place->address)) continue;
    g_autofree char *ours = forwarded_from(scene, place);
    struct bounce_cause cause = reason_of(scene, places, i, least);
    bounce_add(mail, ours ? ours : place->address, &cause, cause.permanent);
  }
}

/* Exim and Google name them in a header; the reason stands at their places in the text. */
static void add_failed_header(GMimeMessage *message, struct mail_read *mail, struct scene *scene) {
  g_autofree char *header = mail_parts_header(message, "X-Failed-Recipients");
  if (!header) return;
  g_autoptr(GArray) places = weighed(scene);
  for (const char *at = strchr(header, '@'); at; at = strchr(at + 1, '@')) {
    struct place failed;
    if (!place_at(header, at, &failed)) continue;
    guint i = 0;
    while (i < places->len && g_ascii_strcasecmp(place_in(places, i)->address, failed.address) != 0) i++;
    struct bounce_cause cause = i < places->len ? reason_of(scene, places, i, WHO_FAILED) : *general_of(scene);
    g_autofree char *ours = i < places->len ? forwarded_from(scene, place_in(places, i)) : NULL;
    bounce_add(mail, ours ? ours : failed.address, &cause, cause.permanent);
    g_free(failed.address);
  }
}

static void add_sent_to(struct mail_read *mail, struct scene *scene) {
  for (const char *at = strchr(scene->sent_to, '@'); at; at = strchr(at + 1, '@')) {
    struct place place;
    if (!place_at(scene->sent_to, at, &place)) continue;
    bounce_add(mail, place.address, general_of(scene), general_of(scene)->permanent);
    g_free(place.address);
  }
}

static gboolean is_delay(const struct mail_read *mail, const char *low) {
  g_autofree char *subject = g_ascii_strdown(mail->subject, -1);
  if (contains_any(low, bounce_words_nl_warnings)) return TRUE;
  if (contains_any(low, bounce_words_nl_final_bodies)) return FALSE;
  return contains_any(subject, bounce_words_nl_delay_subjects) || contains_any(low, bounce_words_nl_delay_bodies);
}

static void make_delay(struct mail_read *mail) {
  mail->kind = MAIL_DELAY;
  for (guint i = 0; i < mail->recipients->len; i++) {
    struct mail_read_recipient *recipient = mail->recipients->pdata[i];
    recipient->permanent = FALSE;
    if (recipient->cause != MAIL_CAUSE_FULL && recipient->cause != MAIL_CAUSE_REPUTATION)
      recipient->cause = MAIL_CAUSE_TEMPORARY;
  }
}

/* Our receiver, from the returned message: its part, or its header pasted behind what the server says. */
static char *returned_to(GMimeMessage *message, const struct mail_read *mail, gsize report) {
  static const char *const names[] = {"to", "x-original-to", "delivered-to", "envelope-to", "apparently-to", "cc"};
  g_autofree char *to = mail_parts_attached_to(message);
  const char *pasted = mail->full_text + MIN(report, strlen(mail->full_text));
  for (size_t i = 0; i < G_N_ELEMENTS(names) && !strchr(to, '@'); i++) {
    g_free(to);
    to = bounce_wild_pasted(pasted, names[i]);
  }
  return g_ascii_strdown(to, -1);
}

/* "bounce-zoe=thuis.example@lijst.example": the receiver in the return path, as some senders write it. */
static char *in_return_path(const struct mail_read *mail) {
  for (guint i = 0; i < mail->to->len; i++) {
    const char *address = mail->to->pdata[i], *sign = strchr(address, '='), *at = strrchr(address, '@');
    if (!sign || !at || sign > at) continue;
    const char *start = sign;
    while (start > address && !strchr("+-", start[-1])) start--;
    g_autofree char *text = g_strdup_printf("%.*s@%.*s", (int)(sign - start), start, (int)(at - sign - 1), sign + 1);
    char *found = bounce_address_of(text);
    if (found) return found;
  }
  return NULL;
}

/* A name is all that is shown of a link; the address is in it. The first that isn't ours: those of help come last. */
static void add_linked(GMimeMessage *message, struct mail_read *mail, struct scene *scene) {
  g_autofree char *html = mail_parts_find(message, "text", "html", NULL);
  const char *link = html;
  while (link && mail->recipients->len == 0 && (link = strstr(link, "mailto:"))) {
    link += strlen("mailto:");
    g_autofree char *target = g_strndup(link, MIN(strcspn(link, "\"'?> \t\r\n"), (gsize)LINE_MOST));
    g_autofree char *address = bounce_address_of(target);
    if (address && !is_ours(mail, address)) bounce_add(mail, address, general_of(scene), general_of(scene)->permanent);
  }
}

/* When neither the report nor the returned message names anybody: the subject, the return path, or the sender, where a
 * mailbox answers for itself. */
static void add_last(struct mail_read *mail, struct scene *scene) {
  g_autofree char *address = bounce_wild_first(mail->subject);
  if (!address) address = in_return_path(mail);
  if (!address && *mail->from && !bounce_daemon_is(mail->from)) address = bounce_address_of(mail->from);
  if (address) bounce_add(mail, address, general_of(scene), general_of(scene)->permanent);
}

/* A mailbox that answers for itself has its owner's name, says which it is and what is the matter. */
static gboolean names_itself(struct scene *scene) {
  g_autofree char *from = g_ascii_strdown(scene->mail->from, -1);
  return *from && strstr(scene->low, from) && general_of(scene)->cause != MAIL_CAUSE_OTHER;
}

/* FALSE when nobody is named who failed, and the sender is not sure to be one who says so. */
static gboolean add_all(GMimeMessage *message, struct mail_read *mail, struct scene *scene, enum bounce_daemon sender) {
  gboolean sure = sender == BOUNCE_DAEMON_SURE;
  add_failed_header(message, mail, scene);
  if (mail->recipients->len == 0) add_places(mail, scene, sender);
  if (mail->recipients->len == 0) add_sent_to(mail, scene);
  if (mail->recipients->len == 0 && sure) add_linked(message, mail, scene);
  if (mail->recipients->len == 0 && (sure || names_itself(scene))) add_last(mail, scene);
  return sure || mail->recipients->len > 0;
}

/* A report that all went well, and nothing that didn't. */
static gboolean is_done(struct scene *scene) {
  if (!contains_any(scene->low, bounce_words_nl_done)) return FALSE;
  const struct bounce_cause *general = general_of(scene);
  return !general->coded && general->cause == MAIL_CAUSE_OTHER;
}

gboolean bounce_wild_read(GMimeMessage *message, struct mail_read *mail, enum bounce_daemon sender) {
  g_autofree char *text = bounce_wild_report(mail->full_text);
  g_autofree char *low = g_ascii_strdown(text, -1);
  g_autofree char *sent_to = returned_to(message, mail, strlen(text));
  struct scene scene = {.mail = mail, .text = text, .low = low, .sent_to = sent_to};
  if (is_done(&scene)) {
    mail->kind = MAIL_RECEIPT;
    return TRUE;
  }
  if (!add_all(message, mail, &scene, sender)) return FALSE;
  mail->kind = MAIL_BOUNCE;
  if (is_delay(mail, low)) make_delay(mail);
  return TRUE;
}
