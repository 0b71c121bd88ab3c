#include "scheduler/dispatch/dispatch_carriers.h"

#include <math.h>
#include <string.h>

enum { WEIGHT_MOST = 1000, HALF_LIFE = 3600, SLOW_MS = 5000, VERY_SLOW_MS = 15000, NAME_MOST = 32 };

/* How much one verdict counts: after ten bad ones a tenth is left. */
static const double part_of_newest = 0.2;

/* -- the setting -----------------------------------------------------------------------------------------------------
 */

static void carrier_free(void *data) {
  struct dispatch_carrier *carrier = data;
  g_free(carrier->name);
  g_free(carrier);
}

static gboolean is_known(const GPtrArray *all, const char *name) {
  for (guint i = 0; i < all->len; i++)
    if (strcmp(((struct dispatch_carrier *)all->pdata[i])->name, name) == 0) return TRUE;
  return FALSE;
}

/* "kannel 3" or "kannel". */
static gboolean add_carrier(GPtrArray *all, const char *text) {
  g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
  const char *found[2] = {NULL, NULL};
  guint n = 0;
  for (char **word = words; *word; word++) {
    if (!**word) continue;
    if (n == G_N_ELEMENTS(found)) return FALSE;
    found[n++] = *word;
  }
  gint64 weight = 1;
  if (!found[0] || strlen(found[0]) > NAME_MOST || is_known(all, found[0])) return FALSE;
  if (found[1] && !g_ascii_string_to_signed(found[1], 10, 1, WEIGHT_MOST, &weight, NULL)) return FALSE;
  struct dispatch_carrier *carrier = g_new(struct dispatch_carrier, 1);
  *carrier = (struct dispatch_carrier){g_strdup(found[0]), (int)weight};
  g_ptr_array_add(all, carrier);
  return TRUE;
}

GPtrArray *dispatch_carriers_read(const char *setting) {
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(carrier_free);
  g_auto(GStrv) parts = g_strsplit(setting ? setting : "", ",", -1);
  for (char **part = parts; *part; part++)
    if (!add_carrier(all, *part)) return NULL;
  return all->len ? g_steal_pointer(&all) : NULL;
}

/* -- the choice ------------------------------------------------------------------------------------------------------
 */

/* Above 0 and below 1: the first 52 bits of a hash, and a half. */
static double draw(const char *key, const char *name) {
  g_autofree char *text = g_strconcat(key, "/", name, NULL);
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 bits = 0;
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)text, -1);
  g_checksum_get_digest(sum, digest, &size);
  g_checksum_free(sum);
  for (int i = 0; i < 8; i++) bits = bits << 8 | digest[i];
  return ((double)(bits >> 12) + 0.5) / 4503599627370496.0;
}

int dispatch_carriers_choose(const char *key, const char *const *names, const double *weights, guint n) {
  int best = -1;
  double least = INFINITY;
  for (guint i = 0; i < n; i++) {
    if (weights[i] <= 0) continue;
    double score = -log(draw(key, names[i])) / weights[i];
    if (best >= 0 && score >= least) continue;
    best = (int)i;
    least = score;
  }
  return best;
}

/* -- health ----------------------------------------------------------------------------------------------------------
 */

static double recovered(const struct dispatch_health *health, gint64 now) {
  double hours = (double)MAX(now - health->at, 0) / HALF_LIFE;
  return 1 - (1 - CLAMP(health->share, 0, 1)) * pow(0.5, hours);
}

double dispatch_carriers_share(const struct dispatch_health *health, gint64 now) {
  return MAX(recovered(health, now), DISPATCH_CARRIERS_LEAST);
}

static double mark_of(enum channel_verdict verdict, int milliseconds) {
  if (verdict == CHANNEL_LATER || verdict == CHANNEL_UNKNOWN) return 0;
  if (milliseconds >= VERY_SLOW_MS) return 0.2;
  return milliseconds >= SLOW_MS ? 0.5 : 1;
}

void dispatch_carriers_learn(struct dispatch_health *health, gint64 now, enum channel_verdict verdict,
                             int milliseconds) {
  double before = recovered(health, now);
  health->share = before + (mark_of(verdict, milliseconds) - before) * part_of_newest;
  health->at = now;
}

char *dispatch_carriers_write(const struct dispatch_health *health) {
  return g_strdup_printf("%d %" G_GINT64_FORMAT, (int)lround(health->share * 1e6), health->at);
}

struct dispatch_health dispatch_carriers_recall(const char *text, gint64 now) {
  g_auto(GStrv) words = g_strsplit(text ? text : "", " ", 2);
  gint64 share = 0, at = 0;
  gboolean reads = words[0] && words[1] && g_ascii_string_to_signed(words[0], 10, 0, 1000000, &share, NULL) &&
                   g_ascii_string_to_signed(words[1], 10, 0, G_MAXINT64, &at, NULL);
  return reads ? (struct dispatch_health){(double)share / 1e6, at} : (struct dispatch_health){1, now};
}
