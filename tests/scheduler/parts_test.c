/* Reports of the parts of a long text, in every order and doubled: what becomes of the text is the same. */
#include "scheduler/intake/intake_parts.h"

#include <string.h>

struct report {
  int part;
  const char *state;
};

static void swap(struct report *reports, guint a, guint b) {
  struct report kept = reports[a];
  reports[a] = reports[b];
  reports[b] = kept;
}

static char *fold(const struct report *reports, guint n) {
  char *parts = g_strdup("");
  for (guint i = 0; i < n; i++) {
    char *next = intake_parts_note(parts, reports[i].part, reports[i].state);
    g_free(parts);
    parts = next;
  }
  return parts;
}

/* Heap's permutations, each with every report also a second time at the end. */
static void each_order(struct report *reports, guint k, guint n, int total, const char *want) {
  if (k > 1) {
    for (guint i = 0; i < k; i++) {
      each_order(reports, k - 1, n, total, want);
      swap(reports, k % 2 ? 0 : i, k - 1);
    }
    return;
  }
  struct report twice[16];
  memcpy(twice, reports, n * sizeof *reports);
  memcpy(twice + n, reports, n * sizeof *reports);
  g_autofree char *once = fold(reports, n), *doubled = fold(twice, 2 * n);
  g_assert_cmpstr(intake_parts_state(once, total), ==, want);
  g_assert_cmpstr(once, ==, doubled);
}

static void any_order_is_the_same(void) {
  static const struct {
    struct report reports[7];
    int total;
    const char *want;
  } cases[] = {
      {{{1, "delivered"}, {2, "delivered"}, {3, "delivered"}}, 3, "delivered"},
      {{{1, "delivered"}, {2, "delivered"}, {3, "delivered"}, {1, "sent"}, {2, "sent"}, {3, "sent"}}, 3, "delivered"},
      {{{1, "delivered"}, {2, "sent"}, {3, "delivered"}}, 3, "sent"},
      {{{1, "delivered"}, {3, "delivered"}}, 3, "sent"},
      {{{1, "delivered"}, {2, "failed"}, {3, "delivered"}, {3, "sent"}}, 3, "failed"},
      {{{1, "failed"}, {2, "failed"}}, 4, "failed"},
      {{{1, "delivered"}, {2, "delivered"}}, 1, "delivered"}, /* a provider that cut it otherwise */
      {{{2, "delivered"}}, 1, "sent"},
      {{{1, "sent"}}, 1, "sent"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct report reports[7];
    guint n = 0;
    while (n < 7 && cases[i].reports[n].part) reports[n] = cases[i].reports[n], n++;
    each_order(reports, n, n, cases[i].total, cases[i].want);
  }
}

static void what_is_no_part(void) {
  static const int none[] = {0, -1, 256, G_MAXINT};
  for (gsize i = 0; i < G_N_ELEMENTS(none); i++) {
    g_autofree char *parts = intake_parts_note("d", none[i], "failed");
    g_assert_cmpstr(parts, ==, "d");
  }
  g_assert_cmpstr(intake_parts_state("", 0), ==, "sent");
  g_assert_cmpstr(intake_parts_state("", 1), ==, "sent");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/parts/any-order", any_order_is_the_same);
  g_test_add_func("/parts/none", what_is_no_part);
  return g_test_run();
}
