#include "channels/formats/bounce_cause.h"

#include <string.h>

/* Folded; Dutch words of Exchange and the Dutch providers are data like the English ones and stand in mail_words_nl only
 * where a person would read them. */
static const char *const says_full[] = {
    "mailbox full", "mailbox is full", "mailbox was full", "mailbox size", "over quota", "overquota", "quota exceeded", "exceeded quota", "exceeded storage", "exceeds quota", "quota",
    "insufficient storage", "storage allocation", "out of storage", "inbox is full", "inbox full", "mailfolder is full", "mailbox has exceeded", "disk full for user",
    "not enough storage space", "postvak is vol", "postvak van de ontvanger is vol", "postbus is vol", "mailbox vol", NULL};
static const char *const says_no_such[] = {
    "user unknown", "unknown user", "no such user", "no such recipient", "no such mailbox", "no such person", "no such address", "no such account", "does not exist", "doesn't exist",
    "unknown recipient", "recipient unknown", "invalid recipient", "invalid mailbox", "recipient not found", "user not found", "mailbox not found", "account not found",
    "address not found", "no mailbox here", "no mailbox by that name", "not a valid mailbox", "not a valid user", "unrouteable address", "unroutable address", "unknown address", "address unknown",
    "host or domain name not found", "domain not found", "no such domain", "unknown host", "host unknown", "host not found", "nxdomain", "unknown local part", "unknown local-part",
    "unknown mailbox", "mailbox unknown", "bad destination mailbox", "recipientnotfound", "resolver.adr", "not listed in", "couldn't be found", "could not be found", "wasn't found",
    "is not found", "account that you tried to reach", "account has been disabled", "account is disabled", "account disabled", "mailbox disabled", "mailbox is disabled",
    "mailbox is inactive", "inactive user", "user inactive", "account is inactive", "account inactive", "account expired", "account closed", "has been deactivated", "account has been suspended",
    "no longer on server", "no longer available", "no longer valid", "no longer in use", "no longer works", "user doesn't have", "this user doesn't", "doesn't have a", "not our customer", "undeliverable address",
    "recipient address rejected: access denied", "recipient address rejected: undeliverable", "mailbox unavailable", "recipient rejected", "illegal alias", "name not found", "bestaat niet", "niet gevonden", "onbekende gebruiker",
    "onbekend adres", "adres onbekend", "ongeldig adres", "invalid address", "address invalid", "null mx", "does not accept mail", "no mx record", "no valid recipient", "is unknown", "not known here",
    "unknown or illegal", "user is unknown", "bad address", "unable to find recipient", "relay recipient table", "virtual alias table", "virtual mailbox table", "local recipient table", NULL};
static const char *const says_reputation[] = {
    "spam", "blacklist", "black list", "blocklist", "block list", "blocked using", "is blocked", "been blocked", "was blocked", "banned", "dnsbl", "rbl", "spamhaus", "spamcop", "barracuda", "sorbs", "poor reputation", "bad reputation",
    "low reputation", "reputation", "unsolicited", "dmarc", "spf", "dkim", "unauthenticated", "not authenticated", "authentication required", "not authorized", "not authorised", "sender address rejected", "sender rejected",
    "sender denied", "policy", "junk mail", "bulk mail", "rate limit", "too many messages", "throttl", "suspicious", "phish", "ptr record", "reverse dns", "access denied", "relay access denied", "relaying denied", "not permitted to relay", "client host rejected",
    "greylist", "content rejected", "complaints", NULL};
static const char *const says_message[] = {
    "too large", "too big", "size limit", "exceeds size", "exceeds the maximum", "maximum size", "message size exceeds", "message length", "exceeds fixed limit", "larger than the", "virus", "malware", "attachment", "malformed", "not rfc", "rfc 2822", "rfc 5322",
    "header line", "line too long", "mime ", "8bit", "bare lf", "te groot", NULL};
static const char *const says_later[] = {
    "try again", "temporarily", "temporary", "timed out", "time out", "timeout", "connection refused", "could not connect", "unable to connect", "deferred", "expired", "retry", "lookup failure", "too busy", "unreachable", "too long in queue",
    "has been in the queue", "retention time", "connection lost", "lost connection", "no route to host", "delivery time expired", "retry time not reached", "not yet been delivered", "network error", "name server", NULL};

/* RFC 3463 with IANA's registry; "x" stands for any detail. The first row that fits decides. */
struct code {
  int subject, detail;
  enum mail_read_cause cause;
};
static const struct code codes[] = {
    {1, 7, MAIL_CAUSE_REPUTATION}, {1, 8, MAIL_CAUSE_REPUTATION}, {1, 9, MAIL_CAUSE_MESSAGE}, {1, -1, MAIL_CAUSE_ADDRESS},
    {2, 1, MAIL_CAUSE_ADDRESS},    {2, 2, MAIL_CAUSE_FULL},       {2, 3, MAIL_CAUSE_MESSAGE}, {3, 1, MAIL_CAUSE_TEMPORARY},
    {3, 2, MAIL_CAUSE_TEMPORARY},  {3, 4, MAIL_CAUSE_MESSAGE},    {4, 1, MAIL_CAUSE_TEMPORARY}, {4, 2, MAIL_CAUSE_TEMPORARY},
    {4, 3, MAIL_CAUSE_TEMPORARY},  {4, 4, MAIL_CAUSE_ADDRESS},    {4, 5, MAIL_CAUSE_TEMPORARY}, {4, 7, MAIL_CAUSE_TEMPORARY},
    {4, 300, MAIL_CAUSE_TEMPORARY}, {4, 310, MAIL_CAUSE_ADDRESS}, {4, 312, MAIL_CAUSE_TEMPORARY}, {4, 316, MAIL_CAUSE_TEMPORARY},
    {6, -1, MAIL_CAUSE_MESSAGE},   {7, -1, MAIL_CAUSE_REPUTATION},
};

static gboolean says(const char *words, const char *const *table) {
  for (; *table; table++)
    if (strstr(words, *table)) return TRUE;
  return FALSE;
}

/* "5.1.1" at `p`: class 2, 4 or 5 and two numbers of at most three digits, standing by itself. */
static gsize code_size(const char *p) {
  if ((*p != '4' && *p != '5' && *p != '2') || p[1] != '.') return 0;
  gsize subject = strspn(p + 2, "0123456789");
  if (subject < 1 || subject > 3 || p[2 + subject] != '.') return 0;
  gsize detail = strspn(p + 3 + subject, "0123456789");
  const char after = p[3 + subject + detail];
  if (detail < 1 || detail > 3 || (after == '.' && g_ascii_isdigit(p[4 + subject + detail])) || g_ascii_isalnum(after)) return 0;
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
    if (codes[i].subject == subject && (codes[i].detail == -1 || codes[i].detail == detail)) return *cause = codes[i].cause, TRUE;
  return FALSE;
}

static enum mail_read_cause permanent_cause(const char *status, const char *words) {
  enum mail_read_cause cause = MAIL_CAUSE_OTHER;
  gboolean coded = by_code(status, &cause);
  gboolean nobody = says(words, says_no_such), refused = says(words, says_reputation);
  if (coded && cause != MAIL_CAUSE_REPUTATION && cause != MAIL_CAUSE_TEMPORARY) return cause;
  if (coded && cause == MAIL_CAUSE_REPUTATION) return nobody && !says(words, (const char *const[]){"spam", "blacklist", "blocked", "reputation", "dmarc", "spf", NULL}) ? MAIL_CAUSE_ADDRESS : cause;
  if (says(words, (const char *const[]){"recipient address rejected: access denied", NULL})) return MAIL_CAUSE_ADDRESS;
  if (says(words, says_full)) return MAIL_CAUSE_FULL;
  if (nobody) return MAIL_CAUSE_ADDRESS;
  if (refused) return MAIL_CAUSE_REPUTATION;
  if (says(words, says_message)) return MAIL_CAUSE_MESSAGE;
  if (coded) return cause;
  return says(words, says_later) ? MAIL_CAUSE_TEMPORARY : MAIL_CAUSE_OTHER;
}

static enum mail_read_cause temporary_cause(const char *status, const char *words) {
  enum mail_read_cause cause = MAIL_CAUSE_TEMPORARY;
  if (by_code(status, &cause) && (cause == MAIL_CAUSE_FULL || cause == MAIL_CAUSE_REPUTATION)) return cause;
  if (says(words, says_full)) return MAIL_CAUSE_FULL;
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
  gboolean later = !*result.status && !reply && says(folded, says_later) && !says(folded, says_no_such);
  result.permanent = *result.status ? result.status[0] == '5' : reply ? reply >= 500 : !later;
  if (*result.status == '2') result.permanent = FALSE;
  result.cause = result.permanent ? permanent_cause(result.status, folded) : temporary_cause(result.status, folded);
  return result;
}
