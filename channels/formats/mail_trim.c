#include "channels/formats/mail_trim.h"

#include "channels/formats/mail_cut.h"

#include <string.h>

/* A mail may be larger; what a person or a machine says in it stands in front. */
enum {
  BYTES_MOST = 10 * 1024 * 1024,
  OPENERS_MOST = 400,
  BOUNDARIES_MOST = 20000,
  HEADER_LINES_MOST = 10000,
  DATE_SIZE = 64
};

/* Does the field at `line` say that something is inside it? Its value may stand in the next line. */
static gboolean is_opener(const char *line, const char *end) {
  static const char name[] = "content-type";
  if ((*line != 'c' && *line != 'C') || end - line < 20 || g_ascii_strncasecmp(line, name, sizeof name - 1) != 0)
    return FALSE;
  const char *value = line + sizeof name - 1;
  while (value < end && (*value == ':' || g_ascii_isspace(*value))) value++;
  gsize left = (gsize)(end - value);
  return (left > 10 && g_ascii_strncasecmp(value, "multipart/", 10) == 0) ||
         (left > 8 && g_ascii_strncasecmp(value, "message/", 8) == 0);
}

static gboolean is_boundary(const char *line, const char *end) {
  return end - line > 3 && line[0] == '-' && line[1] == '-' && line[2] != '-' && !g_ascii_isspace(line[2]);
}

/* One look at the beginning of each line. Small mails can't have so much. */
static gboolean is_too_deep(const char *bytes, gsize length) {
  const char *end = bytes + length;
  int openers = 0, boundaries = 0;
  if (length < OPENERS_MOST * sizeof "Content-Type: message/x") return FALSE;
  for (const char *line = bytes; line && line < end && openers <= OPENERS_MOST && boundaries <= BOUNDARIES_MOST;) {
    openers += is_opener(line, end);
    boundaries += is_boundary(line, end);
    line = memchr(line, '\n', (gsize)(end - line));
    if (line) line++;
  }
  return openers > OPENERS_MOST || boundaries > BOUNDARIES_MOST;
}

/* What providers write on the way, and nobody here reads: half of most headers, and each field is several objects to
 * GMime. Left out before it parses. Beginnings of names, in lower case. */
static const char *const unread[] = {"date:",
                                     "importance:",
                                     "message-id:",
                                     "mime-version:",
                                     "user-agent:",
                                     "x-mailer:",
                                     "x-priority:",
                                     "received:",
                                     "received-spf:",
                                     "x-received:",
                                     "arc-",
                                     "authentication-results",
                                     "dkim-",
                                     "domainkey-",
                                     "x-google-",
                                     "x-gm-",
                                     "x-ms-exchange-antispam",
                                     "x-ms-exchange-crosstenant",
                                     "x-ms-exchange-messagesent",
                                     "x-ms-exchange-senderad",
                                     "x-ms-exchange-transport",
                                     "x-ms-has-attach",
                                     "x-ms-office365-",
                                     "x-ms-publictraffictype",
                                     "x-ms-tnef-",
                                     "x-ms-traffictype",
                                     "x-microsoft-antispam",
                                     "x-forefront-",
                                     "x-spam-",
                                     "x-virus-",
                                     "thread-index:",
                                     "thread-topic:",
                                     "accept-language:",
                                     "content-language:"};

static gboolean is_unread(const char *line, gsize left) {
  char first = g_ascii_tolower(*line);
  if (!strchr("adimrtux", first)) return FALSE;
  for (size_t i = 0; i < G_N_ELEMENTS(unread); i++)
    if (unread[i][0] == first && left > 2 && unread[i][2] == g_ascii_tolower(line[2]) && left > strlen(unread[i]) &&
        g_ascii_strncasecmp(line, unread[i], strlen(unread[i])) == 0)
      return TRUE;
  return FALSE;
}

/* The message without those fields (*some: there were such); NULL when its header has no end. A field goes on in lines
 * that begin with a blank.
 */
static GByteArray *trimmed(const char *bytes, gsize length, gboolean *some) {
  GByteArray *out = g_byte_array_sized_new((guint)length + 1);
  const char *end = bytes + length, *kept = bytes, *line = bytes;
  gboolean skipping = FALSE;
  int lines = 0;
  while (line < end && *line != '\n' && *line != '\r' && ++lines <= HEADER_LINES_MOST) {
    gboolean folded = *line == ' ' || *line == '\t', skip = folded ? skipping : is_unread(line, (gsize)(end - line));
    if (skip && !skipping) g_byte_array_append(out, (const guint8 *)kept, (guint)(line - kept));
    if (!skip && skipping) kept = line;
    *some |= skip;
    skipping = skip;
    line = memchr(line, '\n', (gsize)(end - line));
    line = line ? line + 1 : end;
  }
  if (skipping) kept = line;
  if (lines > HEADER_LINES_MOST) {
    g_byte_array_unref(out);
    return NULL;
  }
  g_byte_array_append(out, (const guint8 *)kept, (guint)(line - kept));
  mail_cut_append(out, line, end);
  return out;
}

/* An mbox line and blank lines before the header are left by some delivery agents. */
static gsize leading(const char *bytes, gsize length) {
  gsize start = 0;
  while (start < length && (bytes[start] == '\n' || bytes[start] == '\r')) start++;
  if (length - start > 5 && (memcmp(bytes + start, "From ", 5) == 0 || memcmp(bytes + start, ">From ", 6) == 0)) {
    const char *end = memchr(bytes + start, '\n', length - start);
    if (end) start = (gsize)(end - bytes) + 1;
  }
  return start;
}

GByteArray *mail_trim(const void *bytes, gsize length, gboolean *some, const char **problem) {
  gsize start = leading(bytes, length), size = MIN(length - start, (gsize)BYTES_MOST);
  const char *text = (const char *)bytes + start;
  *some = FALSE;
  *problem = "it is empty";
  if (size == 0) return NULL;
  *problem = "it has too many parts";
  if (is_too_deep(text, size)) return NULL;
  *problem = "its header has no end";
  return trimmed(text, size, some);
}

/* What stands behind "Date:", "" when nothing does. */
static void date_field(const char *line, const char *end, char field[DATE_SIZE]) {
  static const char name[] = "date:";
  gsize skipped = sizeof name - 1;
  field[0] = '\0';
  for (int lines = 0; line < end && *line != '\n' && *line != '\r' && lines < HEADER_LINES_MOST; lines++) {
    const char *next = memchr(line, '\n', (gsize)(end - line));
    if (!next) return;
    gsize size = (gsize)(next - line);
    if ((*line == 'D' || *line == 'd') && size > skipped && g_ascii_strncasecmp(line, name, skipped) == 0) {
      size = MIN(size - skipped, (gsize)DATE_SIZE - 1);
      memcpy(field, line + skipped, size);
      field[size] = '\0';
      return;
    }
    line = next + 1;
  }
}

static int number_at(const char **p, int digits_most) {
  int value = 0;
  for (int i = 0; i < digits_most && g_ascii_isdigit(**p); i++) value = value * 10 + (*(*p)++ - '0');
  return value;
}

/* "Mon, 17 Aug 2026 10:00:00 +0200" (RFC 5322): only its day is asked for, as it was where it was written. */
void mail_trim_day(const void *bytes, gsize length, char day[11]) {
  static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  char field[DATE_SIZE];
  const char *text = bytes, *p = field;
  date_field(text + leading(text, length), text + length, field);
  day[0] = '\0';
  p += strspn(p, " \t");
  p += strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,");
  p += strspn(p, " \t");
  int date = number_at(&p, 2);
  p += strspn(p, " \t-");
  g_autofree char *name = g_ascii_strdown(p, 3);
  const char *month = strlen(name) == 3 ? strstr(months, name) : NULL;
  if (!month || (month - months) % 3 || date < 1 || date > 31) return;
  p += 3 + strspn(p + 3, " \t-");
  int year = number_at(&p, 4);
  if (year >= 1970 && year < 10000) g_snprintf(day, 11, "%04d-%02d-%02d", year, (int)(month - months) / 3 + 1, date);
}
