/* What the tests of the rule language share: reading files of the tree, and two policies that say the same. */
#ifndef TESTS_RULES_LANGUAGE_SUPPORT_H
#define TESTS_RULES_LANGUAGE_SUPPORT_H

#include <string.h>

#include "rules/language/language.h"

static const struct language_world nothing = {.user = NULL};

static const char *const shipped[] = {"mbo", "mbo-breed", "pro", "vso"};

static inline char *in_tree(const char *path) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  return g_build_filename(root ? root : ".", path, NULL);
}

static inline char *read_file(const char *path) {
  g_autofree char *name = in_tree(path);
  char *text;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(name, &text, NULL, &error)) g_error("%s", error->message);
  return text;
}

static inline void known_open(struct language_world *known) {
  *known = (struct language_world){0};
  for (guint region = 0; region < CALENDAR_REGIONS; region++)
    known->calendars[region] = calendar_new((enum calendar_region)region, 0, NULL, 0);
}

static inline void known_close(struct language_world *known) {
  for (guint region = 0; region < CALENDAR_REGIONS; region++)
    calendar_free((struct calendar *)known->calendars[region]);
}

static inline char *findings_text(const GPtrArray *findings) {
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *text = language_finding_format(findings->pdata[i]);
    g_string_append(all, text);
  }
  return g_string_free(all, FALSE);
}

static inline Policy *read_good(const char *name, const char *text, const struct language_world *world) {
  g_autoptr(GPtrArray) findings = language_findings_new();
  Policy *policy = language_read(name, text, strlen(text), world, findings);
  g_autofree char *said = findings_text(findings);
  if (!policy) g_error("%s", said);
  g_assert_false(language_has_error(findings));
  return policy;
}

static inline gboolean same_span(const Policy *a, struct policy_span x, const Policy *b, struct policy_span y) {
  if (x.length != y.length) return FALSE;
  for (guint i = 0; i < x.length; i++) {
    struct policy_code p = a->code[x.start + i], q = b->code[y.start + i];
    if (p.op != q.op || p.fact != q.fact || p.months != q.months || p.value != q.value) return FALSE;
  }
  return TRUE;
}

static inline gboolean same_when(struct policy_when a, struct policy_when b) {
  return a.base == b.base && a.fact == b.fact && a.day == b.day && a.month == b.month && a.months == b.months &&
         a.days == b.days && a.working == b.working;
}

static inline gboolean same_exceptions(const Policy *a, const struct policy_rule *x, const Policy *b,
                                       const struct policy_rule *y) {
  if (x->n_exceptions != y->n_exceptions) return FALSE;
  for (guint i = 0; i < x->n_exceptions; i++) {
    const struct policy_exception *p = &x->exceptions[i], *q = &y->exceptions[i];
    if (p->action != q->action || !same_when(p->when, q->when) || !same_span(a, p->condition, b, q->condition))
      return FALSE;
  }
  return TRUE;
}

static inline gboolean same_numbers(const struct policy_rule *x, const struct policy_rule *y) {
  return x->kind == y->kind && x->year == y->year && x->personal == y->personal && x->width.unit == y->width.unit &&
         x->width.holiday == y->width.holiday && x->width.amount == y->width.amount &&
         x->call_within == y->call_within && x->attempts == y->attempts && x->spacing == y->spacing &&
         x->no_reaction == y->no_reaction && x->other_channel == y->other_channel && x->other_half == y->other_half &&
         x->late.within == y->late.within && x->late.otherwise == y->late.otherwise &&
         memcmp(x->channels, y->channels, sizeof x->channels) == 0;
}

static inline gboolean same_rule(const Policy *a, const struct policy_rule *x, const Policy *b,
                                 const struct policy_rule *y) {
  return g_strcmp0(x->name, y->name) == 0 && g_strcmp0(x->formerly, y->formerly) == 0 &&
         g_strcmp0(x->ground, y->ground) == 0 && g_strcmp0(x->title, y->title) == 0 &&
         g_strcmp0(x->announce, y->announce) == 0 && g_strcmp0(x->otherwise_note, y->otherwise_note) == 0 &&
         same_numbers(x, y) && same_when(x->when, y->when) && same_span(a, x->condition, b, y->condition) &&
         same_span(a, x->doorstroompunt, b, y->doorstroompunt) && same_exceptions(a, x, b, y);
}

static inline gboolean same_reply(const struct policy_reply *x, const struct policy_reply *y) {
  return strcmp(x->pattern, y->pattern) == 0 && x->intent == y->intent && x->call_within == y->call_within;
}

static inline gboolean same_policy(const Policy *a, const Policy *b) {
  if (a->n_rules != b->n_rules || a->n_replies != b->n_replies || a->cap_per_week != b->cap_per_week) return FALSE;
  if (g_strcmp0(a->name, b->name) != 0 || g_strcmp0(a->version, b->version) != 0) return FALSE;
  if (g_strcmp0(a->guidance, b->guidance) != 0 || g_strcmp0(a->ground, b->ground) != 0) return FALSE;
  if (a->valid_from != b->valid_from || memcmp(a->windows, b->windows, sizeof a->windows) != 0) return FALSE;
  if (!same_when(a->from, b->from) || !same_when(a->to, b->to) || !same_span(a, a->condition, b, b->condition))
    return FALSE;
  for (guint i = 0; i < a->n_rules; i++)
    if (!same_rule(a, &a->rules[i], b, &b->rules[i])) return FALSE;
  for (guint i = 0; i < a->n_replies; i++)
    if (!same_reply(&a->replies[i], &b->replies[i])) return FALSE;
  return TRUE;
}

static inline void assert_round_trip(const Policy *policy) {
  g_autofree char *text = language_write(policy);
  g_autoptr(Policy) again = read_good("again", text, &nothing);
  g_autofree char *twice = language_write(again);
  g_assert_cmpstr(text, ==, twice);
  g_assert_true(same_policy(policy, again));
}

#endif
