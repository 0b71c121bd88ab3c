#include "channels/formats/bounce_cause.h"

#include "channels/formats/mail_words_nl.h"

#include <string.h>

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
    {7, -1, MAIL_CAUSE_REPUTATION},
};

/* Abbreviations ("rbl", "spf") must stand by themselves: they are inside host names too. */
static gboolean stands(const char *words, const char *word) {
  gsize size = strlen(word);
  for (const char *p = strstr(words, word); p; p = strstr(p + 1, word)) {
    gboolean alone = (p == words || !g_ascii_isalnum(p[-1])) && !g_ascii_isalnum(p[size]);
    if (size > 4 || alone) return TRUE;
  }
  return FALSE;
}

static gboolean says(const char *words, const char *const *table) {
  for (; *table; table++)
    if (stands(words, *table)) return TRUE;
  return FALSE;
}

/* "5.1.1" at `p`: class 2, 4 or 5 and two numbers of at most three digits, standing by itself. */
static gsize code_size(const char *p) {
  if ((*p != '4' && *p != '5' && *p != '2') || p[1] != '.') return 0;
  gsize subject = strspn(p + 2, "0123456789");
  if (subject < 1 || subject > 3 || p[2 + subject] != '.') return 0;
  gsize detail = strspn(p + 3 + subject, "0123456789");
  const char after = p[3 + subject + detail];
  if (detail < 1 || detail > 3 || (after == '.' && g_ascii_isdigit(p[4 + subject + detail])) || g_ascii_isalnum(after))
    return 0;
  return 3 + subject + detail;
}

/* The first enhanced code; addresses of machines (10.5.1.1) have a digit or dot before what looks like one. */
static void find_code(const char *text, char out[12]) {
  out[0] = '\0';
  for (const char *p = text; *p; p++) {
    if (p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '.')) continue;
    gsize size = code_size(p);
    if (size == 0) continue;
    g_strlcpy(out, p, MIN(size + 1, 12));
    return;
  }
}

/* The first digit of an SMTP reply code, "550 ", "550-", "(550)"; 0 = none. Words like "port 587" are no such code. */
static int reply_code(const char *text) {
  for (const char *p = text; *p; p++) {
    if ((*p != '4' && *p != '5') || !g_ascii_isdigit(p[1]) || !g_ascii_isdigit(p[2]) || p[1] > '5') continue;
    if (p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '.' || p[-1] == '-' || p[-1] == '+')) continue;
    if (p[3] == '\0' || strchr(" -)#:,;\n", p[3])) return (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
  }
  return 0;
}

static gboolean is_vague(const char *status) {
  return !*status || g_str_has_suffix(status, ".0.0");
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

static enum mail_read_cause permanent_cause(const char *status, const char *words) {
  enum mail_read_cause cause = MAIL_CAUSE_OTHER;
  gboolean coded = by_code(status, &cause);
  gboolean nobody = says(words, mail_words_nl_says_no_such), refused = says(words, mail_words_nl_says_reputation);
  if (coded && cause != MAIL_CAUSE_REPUTATION && cause != MAIL_CAUSE_TEMPORARY) return cause;
  if (coded && cause == MAIL_CAUSE_REPUTATION)
    return nobody && !says(words,
                           (const char *const[]){"spam", "blacklist", "blocked", "reputation", "dmarc", "spf", NULL})
               ? MAIL_CAUSE_ADDRESS
               : cause;
  if (says(words, (const char *const[]){"recipient address rejected: access denied", NULL})) return MAIL_CAUSE_ADDRESS;
  if (says(words, mail_words_nl_says_full)) return MAIL_CAUSE_FULL;
  if (nobody) return MAIL_CAUSE_ADDRESS;
  if (refused) return MAIL_CAUSE_REPUTATION;
  if (says(words, mail_words_nl_says_message)) return MAIL_CAUSE_MESSAGE;
  if (coded) return cause;
  return says(words, mail_words_nl_says_later) ? MAIL_CAUSE_TEMPORARY : MAIL_CAUSE_OTHER;
}

static enum mail_read_cause temporary_cause(const char *status, const char *words) {
  enum mail_read_cause cause = MAIL_CAUSE_TEMPORARY;
  if (by_code(status, &cause) && (cause == MAIL_CAUSE_FULL || cause == MAIL_CAUSE_REPUTATION)) return cause;
  if (says(words, mail_words_nl_says_full)) return MAIL_CAUSE_FULL;
  return MAIL_CAUSE_TEMPORARY;
}

struct bounce_cause bounce_cause_of(const char *status, const char *words) {
  struct bounce_cause result = {.status = ""};
  g_autofree char *folded = g_utf8_casefold(words, -1);
  g_strdelimit(folded, "\r\n\t", ' ');
  char spoken[12];
  find_code(status, result.status);
  find_code(folded, spoken);
  if (is_vague(result.status) && *spoken && !is_vague(spoken)) g_strlcpy(result.status, spoken, sizeof result.status);
  int reply = reply_code(folded);
  gboolean later =
      !*result.status && !reply && says(folded, mail_words_nl_says_later) && !says(folded, mail_words_nl_says_no_such);
  result.permanent = *result.status ? result.status[0] == '5' : reply ? reply >= 500 : !later;
  if (*result.status == '2') result.permanent = FALSE;
  result.cause = result.permanent ? permanent_cause(result.status, folded) : temporary_cause(result.status, folded);
  return result;
}
