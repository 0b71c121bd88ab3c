#include "channels/formats/bounce_cause.h"

#include "channels/formats/bounce_words_nl.h"
#include "channels/formats/wording.h"

#include <string.h>

enum { PLACES_MOST = 8 }; /* of one word that are looked at */

/* RFC 3463 with IANA's registry; "x" stands for any detail. The first row that fits decides. */
struct code {
  int subject, detail;
  enum mail_read_cause cause;
};
static const struct code codes[] = {
    {1, 7, MAIL_CAUSE_REPUTATION},  {1, 8, MAIL_CAUSE_REPUTATION},  {1, 9, MAIL_CAUSE_MESSAGE},
    {1, -1, MAIL_CAUSE_ADDRESS},    {2, 1, MAIL_CAUSE_ADDRESS},     {2, 2, MAIL_CAUSE_FULL},
    {2, 3, MAIL_CAUSE_MESSAGE},     {3, 1, MAIL_CAUSE_TEMPORARY},   {3, 2, MAIL_CAUSE_TEMPORARY},
    {3, 4, MAIL_CAUSE_MESSAGE},     {4, 1, MAIL_CAUSE_TEMPORARY},   {4, 2, MAIL_CAUSE_TEMPORARY},
    {4, 3, MAIL_CAUSE_TEMPORARY},   {4, 4, MAIL_CAUSE_ADDRESS},     {4, 5, MAIL_CAUSE_TEMPORARY},
    {4, 7, MAIL_CAUSE_TEMPORARY},   {4, 300, MAIL_CAUSE_TEMPORARY}, {4, 310, MAIL_CAUSE_ADDRESS},
    {4, 312, MAIL_CAUSE_TEMPORARY}, {4, 316, MAIL_CAUSE_TEMPORARY}, {6, -1, MAIL_CAUSE_MESSAGE},
    {7, 5, MAIL_CAUSE_OTHER},       {7, -1, MAIL_CAUSE_REPUTATION},
};

/* Abbreviations ("rbl", "spf") must stand by themselves: they are inside host names too. */
static gboolean stands(const struct wording *words, const char *word) {
  gsize size = strlen(word);
  for (const char *p = wording_find(words, word); p; p = strstr(p + 1, word)) {
    gboolean alone = (p == words->text || !g_ascii_isalnum(p[-1])) && !g_ascii_isalnum(p[size]);
    if (size > 4 || alone) return TRUE;
  }
  return FALSE;
}

static gboolean says(const struct wording *words, const char *const *table) {
  for (; *table; table++)
    if (stands(words, *table)) return TRUE;
  return FALSE;
}

/* --- nobody lives there --- */

/* How far from a mailbox may stand what is said of it: behind it, and before it. */
struct reach {
  const char *const *table;
  gsize behind, before;
};

static gboolean stands_alone(const char *text, const char *p, gsize size) {
  return size > 5 || ((p == text || !g_ascii_isalnum(p[-1])) && !g_ascii_isalnum(p[size]));
}

/* "sender address", "your IP address": not the one that we wrote to. */
static gboolean is_theirs(const char *text, const char *whom) {
  const char *end = whom;
  while (end > text && strchr(" '\"<-", end[-1])) end--;
  const char *start = end;
  while (start > text && start[-1] != ' ') start--;
  for (const char *const *word = bounce_words_nl_not_theirs; *word; word++)
    if (strlen(*word) == (gsize)(end - start) && strncmp(start, *word, (gsize)(end - start)) == 0) return FALSE;
  return TRUE;
}

/* Is anybody's mailbox named between the two? */
static gboolean names_whom(const struct wording *words, const char *from, const char *to) {
  for (const char *const *whom = bounce_words_nl_whom; *whom; whom++) {
    if (!wording_find(words, *whom)) continue;
    for (const char *p = from; (p = g_strstr_len(p, to - p, *whom)); p++)
      if (is_theirs(words->text, p)) return TRUE;
  }
  return FALSE;
}

static gboolean is_passing(const char *from, const char *to) {
  for (const char *const *word = bounce_words_nl_passing; *word; word++)
    if (g_strstr_len(from, to - from, *word)) return TRUE;
  return FALSE;
}

static gboolean is_said_of_whom(const struct wording *words, const struct reach *reach) {
  for (const char *const *word = reach->table; *word; word++) {
    gsize size = strlen(*word);
    int looked = 0;
    for (const char *p = wording_find(words, *word); p && looked < PLACES_MOST; p = strstr(p + 1, *word)) {
      if (!stands_alone(words->text, p, size)) continue;
      const char *from = p - MIN((gsize)(p - words->text), reach->behind);
      const char *to = p + size + strnlen(p + size, reach->before);
      if (names_whom(words, from, to) && !is_passing(from, to)) return TRUE;
      looked++;
    }
  }
  return FALSE;
}

static gboolean says_no_such(const struct wording *words) {
  static const struct reach reaches[] = {
      {bounce_words_nl_gone, 70, 24}, {bounce_words_nl_none, 0, 24}, {bounce_words_nl_denied, 11, 0}};
  if (says(words, bounce_words_nl_no_such)) return TRUE;
  for (size_t i = 0; i < G_N_ELEMENTS(reaches); i++)
    if (is_said_of_whom(words, &reaches[i])) return TRUE;
  return FALSE;
}

/* --- the sender isn't wanted --- */

/* "accepts no mail from you", "mail from this host is refused"; the command of that name has a colon. */
static gboolean is_refused(const struct wording *words, const char *mail, gsize size) {
  enum { BEHIND = 28, BEFORE = 44 };
  if (mail[size] == ':') return FALSE;
  const char *from = mail - MIN((gsize)(mail - words->text), (gsize)BEHIND);
  gssize reach = (mail - from) + (gssize)size + (gssize)strnlen(mail + size, BEFORE);
  for (const char *const *word = bounce_words_nl_refused; *word; word++)
    if (wording_find(words, *word) && g_strstr_len(from, reach, *word)) return TRUE;
  return FALSE;
}

static gboolean refuses_mail(const struct wording *words) {
  for (const char *const *mail = bounce_words_nl_mail; *mail; mail++) {
    int looked = 0;
    for (const char *p = wording_find(words, *mail); p && looked < PLACES_MOST; p = strstr(p + 1, *mail), looked++)
      if (is_refused(words, p, strlen(*mail))) return TRUE;
  }
  return FALSE;
}

/* --- codes --- */

/* "5.1.1" at `p`: class 2, 4 or 5, one of the eight subjects that there are (RFC 3463 section 3; "4.16.52" is some
 * provider's own numbering), and a number of at most three digits, standing by itself. */
static gsize code_size(const char *p) {
  if ((*p != '4' && *p != '5' && *p != '2') || p[1] != '.') return 0;
  gsize subject = strspn(p + 2, "0123456789");
  if (subject != 1 || p[2] > '7' || p[2 + subject] != '.') return 0;
  gsize detail = strspn(p + 3 + subject, "0123456789");
  const char after = p[3 + subject + detail];
  if (detail < 1 || detail > 3 || (after == '.' && g_ascii_isdigit(p[4 + subject + detail])) || g_ascii_isalnum(after))
    return 0;
  return 3 + subject + detail;
}

/* "Exim 4.94.2", "version 5.0.1": the number of a program. */
static gboolean is_version(const char *text, const char *p) {
  static const char *const programs[] = {"exim",   "postfix", "version", "ver",     "v",     "sendmail", "smtpd",
                                         "mailer", "mdaemon", "server",  "release", "build", "mta",      "qmail"};
  const char *end = p;
  while (end > text && end[-1] == ' ') end--;
  const char *start = end;
  while (start > text && g_ascii_isalpha(start[-1])) start--;
  for (size_t i = 0; i < G_N_ELEMENTS(programs); i++)
    if (strlen(programs[i]) == (gsize)(end - start) && strncmp(start, programs[i], (gsize)(end - start)) == 0)
      return TRUE;
  return FALSE;
}

/* The first enhanced code; addresses of machines (10.5.1.1) have a digit or dot before what looks like one. In words
 * only those of failure count. */
static void find_code(const char *text, gboolean in_words, char out[12]) {
  out[0] = '\0';
  for (const char *p = text; (p = strpbrk(p, "245")); p++) {
    if (p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '.')) continue;
    gsize size = in_words && *p == '2' ? 0 : code_size(p);
    if (size == 0 || (in_words && is_version(text, p))) continue;
    g_strlcpy(out, p, MIN(size + 1, 12));
    return;
  }
}

/* Reply codes that mail servers give (RFC 5321, its extensions, Microsoft's and Tencent's own): by their second digit,
 * which last digits there are. */
static gboolean is_reply_code(int code) {
  static const char *const last[] = {"012345", "01234567", "1235", "01234578", "1267", "0123456789", "", "1", "", ""};
  return (code / 100 == 4 || code / 100 == 5) && strchr(last[code / 10 % 10], '0' + code % 10);
}

/* "550 ", "550-", "(550)", "550#5.1.1"; 0 = none. "500 characters" and "port 587" are no such code. */
static int reply_code(const char *text) {
  for (const char *p = text; (p = strpbrk(p, "45")); p++) {
    if (!g_ascii_isdigit(p[1]) || !g_ascii_isdigit(p[2])) continue;
    if (p > text && (g_ascii_isalnum(p[-1]) || strchr(".-+,@/_", p[-1]))) continue;
    int code = (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
    if (is_reply_code(code) && (p[3] == '\0' || strchr(" -)#:,;]<_'\"", p[3]))) return code;
  }
  return 0;
}

static gboolean is_vague(const char *status) {
  return !*status || g_str_has_suffix(status, ".0.0") || g_str_equal(status, "5.5.0") || g_str_equal(status, "5.3.0");
}

static gboolean by_code(const char *status, enum mail_read_cause *cause) {
  if (!*status) return FALSE;
  char *end = NULL;
  int subject = (int)g_ascii_strtoll(status + 2, &end, 10);
  int detail = *end == '.' ? (int)g_ascii_strtoll(end + 1, NULL, 10) : 0;
  for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
    if (codes[i].subject == subject && (codes[i].detail == -1 || codes[i].detail == detail))
      return *cause = codes[i].cause, TRUE;
  return FALSE;
}

static const char *const access_denied[] = {"recipient address rejected: access denied", NULL};
static const char *const try_again[] = {"not found, try again", NULL}; /* a name server, not the name */
static const char *const refuses_sender[] = {"sender rejected", "sender address rejected", "sender denied", "of sender",
                                             NULL};
static const char *const says_final[] = {"permanent error", "permanent failure", "permanent fatal", "fatal error",
                                         NULL};
static const char *const per_time[] = {"hour", "daily", "per day", "rate", "sending", NULL}; /* a quota of the sender */
static const char *const about_sender[] = {"spam",
                                           "blacklist",
                                           "black list",
                                           "blocklist",
                                           "spamhaus",
                                           "blocked",
                                           "reputation",
                                           "dmarc",
                                           "spf",
                                           "helo",
                                           "ehlo",
                                           "unsolicited",
                                           "sender address rejected",
                                           "sender verify",
                                           "authenticat",
                                           NULL};

/* A code of the class "address" is believed, unless the words are all about the sender; one of the class "policy" is
 * not when the words say that nobody lives there, or that there is no room. */
static enum mail_read_cause coded_cause(enum mail_read_cause cause, const char *status, const struct wording *words) {
  if (cause == MAIL_CAUSE_ADDRESS && status[2] == '1')
    return (says(words, refuses_sender) || says(words, about_sender)) && !says_no_such(words) ? MAIL_CAUSE_REPUTATION
                                                                                              : cause;
  if (cause != MAIL_CAUSE_REPUTATION || status[2] == '1' || says(words, about_sender)) return cause;
  if (says_no_such(words)) return MAIL_CAUSE_ADDRESS;
  return says(words, bounce_words_nl_full) && !says(words, per_time) ? MAIL_CAUSE_FULL : cause;
}

static enum mail_read_cause permanent_cause(const char *status, const struct wording *words) {
  enum mail_read_cause cause = MAIL_CAUSE_OTHER;
  gboolean coded = !is_vague(status) && by_code(status, &cause);
  if (coded && cause != MAIL_CAUSE_TEMPORARY) return coded_cause(cause, status, words);
  if (says(words, access_denied)) return MAIL_CAUSE_ADDRESS;
  if (says(words, bounce_words_nl_full)) return MAIL_CAUSE_FULL;
  if (says(words, about_sender)) return MAIL_CAUSE_REPUTATION;
  if (says_no_such(words)) return MAIL_CAUSE_ADDRESS;
  if (says(words, bounce_words_nl_message)) return MAIL_CAUSE_MESSAGE;
  if (says(words, bounce_words_nl_reputation) || refuses_mail(words)) return MAIL_CAUSE_REPUTATION;
  if (coded) return cause;
  return says(words, bounce_words_nl_later) ? MAIL_CAUSE_TEMPORARY : MAIL_CAUSE_OTHER;
}

static enum mail_read_cause temporary_cause(const char *status, const struct wording *words) {
  enum mail_read_cause cause = MAIL_CAUSE_TEMPORARY;
  if (by_code(status, &cause) && (cause == MAIL_CAUSE_FULL || cause == MAIL_CAUSE_REPUTATION)) return cause;
  if (says(words, bounce_words_nl_full)) return MAIL_CAUSE_FULL;
  if (is_vague(status) && says(words, bounce_words_nl_no_domain) && !says(words, about_sender) &&
      !says(words, refuses_sender))
    return MAIL_CAUSE_ADDRESS;
  return MAIL_CAUSE_TEMPORARY;
}

/* Without a code: what may be otherwise tomorrow. A program's general "this is a permanent error" decides about a
 * mailbox that is full, but not about a host that was silent. */
static gboolean may_pass(const struct wording *words) {
  if (says(words, try_again)) return TRUE;
  if (says(words, bounce_words_nl_full)) return !says(words, says_final);
  return says(words, bounce_words_nl_later) && !says_no_such(words);
}

/* In lower case, with one blank wherever lines were folded. */
static char *one_line(const char *words) {
  char *out = g_ascii_strdown(words, -1), *to = out;
  for (const char *p = out; *p; p++) {
    gboolean blank = g_ascii_isspace(*p);
    if (!blank || (to > out && to[-1] != ' ')) *to++ = blank ? ' ' : *p;
  }
  *to = '\0';
  return out;
}

struct bounce_cause bounce_cause_of(const char *status, const char *words) {
  struct bounce_cause result = {.status = ""};
  g_autofree char *folded = one_line(words);
  char spoken[12];
  find_code(status, FALSE, result.status);
  find_code(folded, TRUE, spoken);
  if (!*result.status || (g_str_has_suffix(result.status, ".0.0") && *spoken && !g_str_has_suffix(spoken, ".0.0")))
    g_strlcpy(result.status, spoken, sizeof result.status);
  struct wording said;
  wording_note(&said, folded);
  int reply = reply_code(folded);
  gboolean says_nothing = !*result.status || g_str_has_suffix(result.status, ".0.0");
  result.coded = *result.status || reply;
  if (says_nothing && reply)
    result.permanent = reply >= 500;
  else
    result.permanent = *result.status ? result.status[0] == '5' : !may_pass(&said);
  result.cause = result.permanent ? permanent_cause(result.status, &said) : temporary_cause(result.status, &said);
  return result;
}
