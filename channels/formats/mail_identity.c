#include "channels/formats/mail_identity.h"

#include <string.h>

/* What servers on the way write, or each box anew; a name that ends in - begins a family. Everything else counts: two
 * mails that differ in one header that tells a person from a machine are two. */
static const char *const traces[] = {"Received",
                                     "Delivered-To",
                                     "X-Original-To",
                                     "Envelope-To",
                                     "X-Envelope-To",
                                     "X-Envelope-From",
                                     "Return-Path",
                                     "Authentication-Results",
                                     "ARC-",
                                     "Received-SPF",
                                     "DKIM-Signature",
                                     "X-Received",
                                     "X-Spam-",
                                     "X-Virus-",
                                     "X-Google-Smtp-Source",
                                     "X-Gm-",
                                     "X-Forefront-",
                                     "X-Microsoft-Antispam",
                                     "X-MS-Exchange-Organization-",
                                     "X-MS-Exchange-Transport-",
                                     "X-MS-Exchange-CrossTenant-",
                                     "X-UID",
                                     "Status",
                                     "X-Status",
                                     "X-Keywords",
                                     "Lines",
                                     "Content-Length"};

struct line {
  const char *from;
  gsize length; /* without the line end */
};

/* The next line; FALSE at the end. */
static gboolean next_line(const char **at, const char *end, struct line *line) {
  if (*at >= end) return FALSE;
  const char *stop = memchr(*at, '\n', (gsize)(end - *at));
  line->from = *at;
  line->length = (gsize)((stop ? stop : end) - *at);
  *at = stop ? stop + 1 : end;
  if (line->length && line->from[line->length - 1] == '\r') line->length--;
  return TRUE;
}

static gboolean is_blank(const struct line *line) {
  return line->length == 0;
}

static gboolean begins(const struct line *line, const char *text) {
  gsize length = strlen(text);
  return line->length >= length && g_ascii_strncasecmp(line->from, text, length) == 0;
}

static gboolean is_trace(const struct line *line) {
  for (gsize i = 0; i < G_N_ELEMENTS(traces); i++) {
    gsize length = strlen(traces[i]);
    gboolean family = traces[i][length - 1] == '-';
    if (begins(line, traces[i]) && (family || (line->length > length && line->from[length] == ':'))) return TRUE;
  }
  return FALSE;
}

/* The empty return path says that nobody answers it: that is the mail's own word. */
static gboolean is_null_path(const struct line *line) {
  static const char name[] = "Return-Path:";
  g_autofree char *value =
      begins(line, name) ? g_strndup(line->from + strlen(name), line->length - strlen(name)) : NULL;
  return value && strcmp(g_strstrip(value), "<>") == 0;
}

static void add(GChecksum *sum, const struct line *line) {
  g_checksum_update(sum, (const guchar *)line->from, (gssize)line->length);
  g_checksum_update(sum, (const guchar *)"\n", 1);
}

/* In the order in which they stand, which no server changes either. TRUE when there was a Message-ID. */
static gboolean add_head(GChecksum *sum, const char **at, const char *end) {
  gboolean named = FALSE, counts = FALSE, bounced = FALSE;
  for (struct line line; next_line(at, end, &line) && !is_blank(&line);) {
    gboolean goes_on = *line.from == ' ' || *line.from == '\t';
    if (!goes_on) counts = !is_trace(&line);
    named = named || begins(&line, "Message-ID:");
    bounced = bounced || is_null_path(&line);
    if (counts) add(sum, &line);
  }
  if (bounced) add(sum, &(struct line){"<>", 2});
  return named;
}

/* Blank lines at the end come and go on the way. */
static void add_body(GChecksum *sum, const char *at, const char *end) {
  guint blanks = 0;
  for (struct line line; next_line(&at, end, &line);) {
    if (is_blank(&line)) {
      blanks++;
      continue;
    }
    for (; blanks; blanks--) add(sum, &(struct line){"", 0});
    add(sum, &line);
  }
}

char *mail_identity(const void *bytes, gsize length) {
  const char *at = bytes, *end = at + length;
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  if (!length || !add_head(sum, &at, end)) return NULL;
  g_checksum_update(sum, (const guchar *)"\n", 1);
  add_body(sum, at, end);
  return g_strdup(g_checksum_get_string(sum));
}
