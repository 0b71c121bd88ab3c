#include "rules/calendar/zone.h"

#include <string.h>

enum {
  DAY = 86400,
  FIRST_DAY = 10957, /* 2000-01-01 */
  LAST_DAY = 33238,  /* 2061-01-01, excluded */
  SHIFTS_MAX = 250,  /* two a year in Europe; Morocco has four */
  BUCKET_BITS = 22,  /* 48 days: hardly ever two shifts in one bucket, so a look-up takes one step or two */
  BUCKETS = (int)(((gint64)(LAST_DAY - FIRST_DAY) * DAY >> BUCKET_BITS) + 1)
};
/* Moments outside these mean nothing here. The borders keep every sum far from overflow and lie a day inside the years
 * that a date_t can be written in, so that a local day stays within them, too. */
#define UTC_MIN (-(gint64)DAY * 25566) /* 1900-01-02 */
#define UTC_MAX ((gint64)DAY * 84006)  /* 2199-12-31, excluded */

/* A sorted list of moments with, for every bucket of time, how many of them lie before the bucket. */
struct index {
  int n;
  gint64 at[SHIFTS_MAX];
  guint8 before[BUCKETS];
};

struct zone {
  int offset[SHIFTS_MAX + 1]; /* offset[k] holds after k shifts */
  struct index utc;           /* the shifts themselves */
  struct index wall;          /* the same as local seconds, from which the new offset is the one to use */
};

static int offset_at(GTimeZone *tz, gint64 utc) {
  return g_time_zone_get_offset(tz, g_time_zone_find_interval(tz, G_TIME_TYPE_UNIVERSAL, utc));
}

/* The first second in (low, high] that has another offset than low. */
static gint64 find_shift(GTimeZone *tz, gint64 low, gint64 high) {
  int old = offset_at(tz, low);
  while (high - low > 1) {
    gint64 middle = low + (high - low) / 2;
    if (offset_at(tz, middle) == old)
      low = middle;
    else
      high = middle;
  }
  return high;
}

static void index_add(struct index *index, gint64 at) {
  index->at[index->n++] = at;
}

static void index_close(struct index *index) {
  int k = 0;
  for (gint64 b = 0; b < BUCKETS; b++) {
    gint64 start = (gint64)FIRST_DAY * DAY + (b << BUCKET_BITS);
    while (k < index->n && index->at[k] <= start) k++;
    index->before[b] = (guint8)k;
  }
}

/* How many moments of the list have passed at t. */
static inline int index_count(const struct index *index, gint64 t) {
  if (t < (gint64)FIRST_DAY * DAY) return 0;
  gint64 bucket = MIN((t - (gint64)FIRST_DAY * DAY) >> BUCKET_BITS, BUCKETS - 1);
  int k = index->before[bucket];
  while (k < index->n && index->at[k] <= t) k++;
  return k;
}

/* GLib answers from its own tables and locks while it does, so it is asked day by day now and never again. */
static void zone_fill(struct zone *zone, GTimeZone *tz) {
  int old = zone->offset[0] = offset_at(tz, (gint64)FIRST_DAY * DAY);
  for (gint64 day = FIRST_DAY; day < LAST_DAY && zone->utc.n < SHIFTS_MAX; day++) {
    int new = offset_at(tz, (day + 1) * DAY);
    if (new == old) continue;
    gint64 at = find_shift(tz, day * DAY, (day + 1) * DAY);
    index_add(&zone->utc, at);
    /* In the gap and in the overlap alike the offset before the shift is the one to use (RFC 5545 section 3.3.5). */
    index_add(&zone->wall, at + MAX(old, new));
    old = zone->offset[zone->utc.n] = new;
  }
  index_close(&zone->utc);
  index_close(&zone->wall);
}

struct zone *zone_load(const char *name, GError **error) {
  GTimeZone *tz = g_time_zone_new_identifier(name);
  if (!tz) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "time zone %s is not in the system's tzdata", name);
    return NULL;
  }
  struct zone *zone = g_new0(struct zone, 1);
  zone_fill(zone, tz);
  g_time_zone_unref(tz);
  return zone;
}

void zone_free(struct zone *zone) {
  g_free(zone);
}

int zone_offset(const struct zone *zone, gint64 utc) {
  return zone->offset[index_count(&zone->utc, utc)];
}

gint64 zone_to_utc(const struct zone *zone, struct zone_local local) {
  if (local.day == DATE_NONE) return ZONE_NEVER;
  gint64 wall = (gint64)local.day * DAY + local.minute * 60;
  return wall - zone->offset[index_count(&zone->wall, wall)];
}

struct zone_local zone_to_local(const struct zone *zone, gint64 utc) {
  if (utc == ZONE_NEVER) return (struct zone_local){DATE_NONE, 0};
  utc = CLAMP(utc, UTC_MIN, UTC_MAX - 1);
  gint64 wall = utc + zone_offset(zone, utc);
  gint64 second = (wall % DAY + DAY) % DAY;
  return (struct zone_local){(date_t)((wall - second) / DAY), (int)(second / 60)};
}

/* Two digits up to max; -1 when they are not. Stops at the NUL. */
static int two_digits(const char *text, int max) {
  if (!g_ascii_isdigit(text[0]) || !g_ascii_isdigit(text[1])) return -1;
  int value = g_ascii_digit_value(text[0]) * 10 + g_ascii_digit_value(text[1]);
  return value <= max ? value : -1;
}

/* "hh:mm" as minutes; -1 when it is not that. */
static int read_clock(const char *text) {
  int hour = two_digits(text, 23);
  if (hour < 0 || text[2] != ':') return -1;
  int minute = two_digits(text + 3, 59);
  return minute < 0 ? -1 : hour * 60 + minute;
}

/* "Z" or "+hh:mm" and then the end. */
static gboolean read_offset(const char *text, int *seconds) {
  *seconds = 0;
  if (text[0] == 'Z') return text[1] == '\0';
  if (text[0] != '+' && text[0] != '-') return FALSE;
  int minutes = read_clock(text + 1);
  if (minutes < 0 || text[6] != '\0') return FALSE;
  *seconds = (text[0] == '-' ? -60 : 60) * minutes;
  return TRUE;
}

static gboolean read_time(const char *text, gint64 *seconds) {
  int minute = read_clock(text), second = 0, offset;
  if (minute < 0) return FALSE;
  text += 5;
  if (text[0] == ':') {
    second = two_digits(text + 1, 59);
    if (second < 0) return FALSE;
    text += 3;
  }
  if (!read_offset(text, &offset)) return FALSE;
  *seconds = (gint64)minute * 60 + second - offset;
  return TRUE;
}

gboolean zone_parse(const struct zone *zone, const char *text, gint64 *utc) {
  if (!text || strlen(text) < 10) return FALSE;
  char iso[11];
  g_strlcpy(iso, text, sizeof iso);
  date_t day;
  if (!date_parse_iso(iso, &day)) return FALSE;
  if (text[10] == '\0') {
    *utc = zone_to_utc(zone, (struct zone_local){day, 0});
    return TRUE;
  }
  gint64 seconds;
  if (text[10] != 'T' || !read_time(text + 11, &seconds)) return FALSE;
  *utc = (gint64)day * DAY + seconds;
  return TRUE;
}

char *zone_format(const struct zone *zone, gint64 utc) {
  if (utc == ZONE_NEVER) return g_strdup("");
  utc = CLAMP(utc, UTC_MIN, UTC_MAX - 1);
  struct zone_local local = zone_to_local(zone, utc);
  int offset = zone_offset(zone, utc), minutes = ABS(offset) / 60;
  char day[11];
  date_format_iso(local.day, day);
  return g_strdup_printf("%sT%02d:%02d:%02d%c%02d:%02d", day, local.minute / 60, local.minute % 60,
                         (int)(((utc + offset) % 60 + 60) % 60), offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}
