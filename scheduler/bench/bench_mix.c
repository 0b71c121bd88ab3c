#include "scheduler/bench/bench_mix.h"

/* splitmix64: the same people at every run and on every machine. */
static guint64 mix(guint64 x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

struct bench_mix_person bench_mix_person(gint64 id) {
  guint64 r = mix((guint64)id), q = mix(r);
  struct bench_mix_person person = {.id = id};
  int tenth = (int)(r % 10);
  person.track = tenth < 4 ? 0 : tenth < 7 ? 1 : 2;
  person.leaving = date_from_civil(2025, 1, 1) + (date_t)((r >> 8) % 365);
  person.used = (r >> 20) % 3 == 0;
  person.stopped = (r >> 24) % 20 == 0;
  person.mobile = (r >> 30) % 10 < 7;
  person.email = !person.mobile || (r >> 36) % 10 < 6; /* everybody can be reached: the plan drops who can't */
  person.minute = (int)(q % 1440);
  person.birth = person.leaving - 5479 - (date_t)((q >> 16) % 1826);
  return person;
}

date_t *bench_mix_working(const struct calendar *calendar, date_t first, date_t last) {
  date_t *working = g_new(date_t, (gsize)(last - first + 1));
  for (date_t day = first; day <= last; day++) working[day - first] = calendar_next_working(calendar, day);
  return working;
}

static const struct {
  gint8 months, days, kind;
} offsets[] = {{0, 42, 0}, {0, 49, 1}, {0, 56, 1}, {0, 63, 2}, {3, 0, 0},  {6, 0, 0},  {9, 0, 0},
               {12, 0, 0}, {15, 0, 0}, {18, 0, 0}, {21, 0, 0}, {24, 0, 0}, {12, 14, 3}};

int bench_mix_by_hand(const struct bench_mix_person *person, const date_t *working, date_t first,
                      struct bench_mix_step *steps) {
  if (person->stopped) return 0;
  int minute = person->minute >= 1200 || person->minute < 540 ? 540 : person->minute;
  int channel = person->mobile ? POLICY_CHANNEL_SMS : POLICY_CHANNEL_EMAIL;
  int recipient = person->leaving - person->birth < 18 * 365;
  int n = person->track == 0 ? 8 : person->used ? 12 : 13;
  for (int i = 0; i < n; i++) {
    date_t day = (offsets[i].months ? date_add_months(person->leaving, offsets[i].months, NULL) : person->leaving) +
                 offsets[i].days;
    steps[i] = (struct bench_mix_step){working[day - first], minute, channel, recipient, offsets[i].kind};
  }
  return n;
}
