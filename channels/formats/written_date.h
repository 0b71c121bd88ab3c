/* A day as people write it, in Dutch and the languages of return_date_words_nl.h: "17 augustus 2026", "August 14th",
 * "17-8", "2026-08-17", "maandag", "morgen", "eind augustus", "week 34", "volgende week". The text is case-folded. */
#ifndef CHANNELS_FORMATS_WRITTEN_DATE_H
#define CHANNELS_FORMATS_WRITTEN_DATE_H

#include <glib.h>

/* How it was written decides what it needs beside it: "12-11" may be a telephone number, "week 31 t/m 35" needs
 * nothing. */
enum written_date_form { WRITTEN_WHOLE, WRITTEN_SHORT, WRITTEN_WEEKDAY, WRITTEN_PART, WRITTEN_RANGE };

struct written_date {
  GDate date, last; /* the same, but for a week and a part of a month */
  enum written_date_form form;
  const char *start, *end; /* in the text */
};

/* With what sort of words a day can begin, by their first three letters, noted once: for most words there is no need to
 * ask, and for the others only some ways of writing one come into question. */
enum { WRITTEN_DATE_SLOTS = 4096 };
struct written_date_hints {
  guint8 sorts[WRITTEN_DATE_SLOTS];
};
void written_date_hint(struct written_date_hints *hints);
/* 0 = none does. */
guint written_date_sorts(const struct written_date_hints *hints, const char *p);
/* Does a day begin at `p`, which is the beginning of a word of these sorts? One without a year is the next one, or has
 * only just gone by; one without a month is the next after `today`. */
gboolean written_date_at(const char *p, guint sorts, const GDate *today, struct written_date *out);
/* "2026-08-17" and its like, and nothing else. */
gboolean written_date_digits(const char *p, GDate *date);

#endif
