#include "channels/formats/written_date.h"

#include "channels/formats/return_date_words_nl.h"

#include <string.h>

enum { PAST_DAYS = 60 };

static gboolean is_word_byte(char c) {
  return g_ascii_isalnum(c) || (signed char)c < 0;
}

/* --- pieces --- */

static gboolean starts_with(const char *text, const char *word) {
  return strncmp(text, word, strlen(word)) == 0;
}

/* `word` at `p`, and no more letters behind it: what is behind, or NULL. */
static const char *after_word(const char *p, const char *word) {
  const char *end = p + strlen(word);
  return starts_with(p, word) && !is_word_byte(*end) ? end : NULL;
}

static int number_at(const char **p, int digits_most) {
  int value = 0, digits = 0;
  while (g_ascii_isdigit(**p) && digits < digits_most) value = value * 10 + (*(*p)++ - '0'), digits++;
  return digits && !g_ascii_isdigit(**p) ? value : -1;
}

static gboolean word_at(const char **p, const struct return_date_words_nl_number *table, int *number) {
  for (; table->word; table++) {
    const char *end = **p == *table->word && (*p)[1] == table->word[1] ? after_word(*p, table->word) : NULL;
    if (!end) continue;
    *p = end;
    *number = table->number;
    return TRUE;
  }
  return FALSE;
}

static const char *after_any(const char *p, const char *const *table) {
  for (; *table; table++) {
    const char *end = *p == **table ? after_word(p, *table) : NULL;
    if (end) return end;
  }
  return NULL;
}

static void skip(const char **p, const char *signs) {
  *p += strspn(*p, signs);
}

static gboolean set_date(GDate *date, int day, int month, int year) {
  if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1970 || year > 2200) return FALSE;
  if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) return FALSE;
  g_date_set_dmy(date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

/* A date without its year is the next one, or one that has only just gone by. */
static gboolean complete(GDate *date, int day, int month, int year, const GDate *today) {
  if (year >= 0 && year < 100) year += 2000;
  if (year >= 0) return set_date(date, day, month, year);
  int this_year = g_date_get_year(today);
  if (!set_date(date, day, month, this_year)) return set_date(date, day, month, this_year + 1);
  return g_date_days_between(date, today) <= PAST_DAYS || set_date(date, day, month, this_year + 1);
}

/* " 2026", " de 2026", ", 2026", or nothing. */
static int year_after(const char **p) {
  const char *q = *p;
  skip(&q, " ,.'");
  if (starts_with(q, "de ")) q += 3;
  int year = number_at(&q, 4);
  if (year < 2000 || year > 2199) return -1;
  *p = q;
  return year;
}

/* --- the ways of writing a day --- */

/* "1st", "1er", "1e", "1.", "1 de", "1st of", "1º" */
static void skip_ordinal(const char **p) {
  static const char *const endings[] = {"ste", "de", "er", "st", "nd", "rd", "th", "e", "º", "°", NULL};
  for (const char *const *ending = endings; *ending; ending++) {
    const char *end = after_word(*p, *ending);
    if (!end) continue;
    *p = end;
    break;
  }
  skip(p, " .-");
  if (starts_with(*p, "of ") || starts_with(*p, "de ")) *p += 3;
}

static const struct return_date_words_nl_number firsts[] = {{"één", 1}, {"eerste", 1}, {"first", 1}, {NULL, 0}};

/* "17 augustus 2026", "17 aug.", "17th of August", "één september" */
static gboolean day_month(const char *p, const GDate *today, struct written_date *f) {
  int day = 0, month = 0;
  if (!word_at(&p, firsts, &day)) day = number_at(&p, 2);
  if (day < 1) return FALSE;
  skip_ordinal(&p);
  if (!word_at(&p, return_date_words_nl_months, &month)) return FALSE;
  f->end = p;
  int year = year_after(&p);
  if (year > 0) f->end = p;
  return complete(&f->date, day, month, year, today);
}

/* "August 14, 2026", "Aug 14th" */
static gboolean month_day(const char *p, const GDate *today, struct written_date *f) {
  int month = 0;
  if (!word_at(&p, return_date_words_nl_months, &month)) return FALSE;
  skip(&p, " .");
  int day = number_at(&p, 2);
  if (day < 1) return FALSE;
  for (int i = 0; i < 2 && g_ascii_isalpha(*p); i++) p++; /* 1st, 2nd */
  f->end = p;
  int year = year_after(&p);
  if (year > 0) f->end = p;
  return complete(&f->date, day, month, year, today);
}

/* "eind augustus", "september": the first, the middle or the last of it. */
static gboolean part_of_month(const char *p, const GDate *today, struct written_date *f) {
  int day = 0, month = 0;
  if (word_at(&p, return_date_words_nl_parts, &day)) skip(&p, " -");
  if (!word_at(&p, return_date_words_nl_months, &month)) return FALSE;
  f->form = WRITTEN_PART;
  f->end = p;
  if (!complete(&f->date, MAX(day % 31, 1), month, year_after(&p), today)) return FALSE;
  f->last = f->date;
  g_date_set_day(&f->last, g_date_get_days_in_month(g_date_get_month(&f->date), g_date_get_year(&f->date)));
  if (day == 31) f->date = f->last;
  if (day && day != 31) f->last = f->date;
  return TRUE;
}

/* "2026-08-17", "17-08-2026", "17/8", "17.8.26", "17.8."; a month above 12 was written the American way. "24/7" is no
 * date, "10.30" a time. */
static gboolean digits_only(const char *p, const GDate *today, struct written_date *f) {
  int a = number_at(&p, 4), c = -1;
  char sign = *p;
  if (a < 1 || !sign || !strchr("-/.", sign) || !g_ascii_isdigit(p[1])) return FALSE;
  p++;
  int b = number_at(&p, 2);
  if (b < 1) return FALSE;
  f->end = p;
  f->form = WRITTEN_SHORT;
  if (*p == sign && g_ascii_isdigit(p[1])) {
    p++;
    c = number_at(&p, 4);
    f->end = p;
    f->form = WRITTEN_WHOLE;
    if (c < 0) return FALSE;
  } else if ((sign == '.' && *p != sign) || (a == 24 && b == 7)) {
    return FALSE;
  }
  if (a > 31) return c > 0 && set_date(&f->date, c, b, a);
  return b > 12 ? complete(&f->date, b, a, c, today) : complete(&f->date, a, b, c, today);
}

/* The next such day: somebody who writes "tot maandag" on a Monday means the next. */
static gboolean weekday(const char *p, const GDate *today, struct written_date *f) {
  int day = 0;
  if (!word_at(&p, return_date_words_nl_weekdays, &day)) return FALSE;
  f->end = p;
  f->form = WRITTEN_WEEKDAY;
  f->date = *today;
  int days = (day - (int)g_date_get_weekday(today) + 7) % 7;
  g_date_add_days(&f->date, days ? (guint)days : 7);
  skip(&p, " ,.(");
  int month = 0;
  return !g_ascii_isdigit(*p) &&
         !word_at(&p, return_date_words_nl_months, &month); /* "maandag 17 augustus" is its date */
}

/* "de 24e", "the 24th": the next such day. */
static gboolean ordinal_day(const char *p, const GDate *today, struct written_date *f) {
  static const char *const endings[] = {"e", "ste", "de", "th", "st", "nd", "rd", NULL};
  int day = number_at(&p, 2);
  if (day < 1 || day > 31) return FALSE;
  f->end = after_any(p, endings);
  f->form = WRITTEN_SHORT;
  f->date = *today;
  if (!f->end) return FALSE;
  if (day <= g_date_get_day(today)) g_date_add_months(&f->date, 1);
  return set_date(&f->date, day, (int)g_date_get_month(&f->date), g_date_get_year(&f->date));
}

static gboolean named_day(const char *p, const GDate *today, struct written_date *f) {
  int days = 0;
  if (!word_at(&p, return_date_words_nl_days, &days)) return FALSE;
  f->end = p;
  f->date = *today;
  g_date_add_days(&f->date, (guint)days);
  return TRUE;
}

/* --- weeks --- */

static void set_week(struct written_date *f, const GDate *monday, int weeks) {
  f->date = f->last = *monday;
  g_date_add_days(&f->last, (guint)(7 * weeks + 6));
}

/* Monday of ISO week `week`: the week of 4 January is the first. */
static GDate monday_of(int week, int year) {
  GDate day;
  g_date_clear(&day, 1);
  g_date_set_dmy(&day, 4, G_DATE_JANUARY, (GDateYear)year);
  g_date_subtract_days(&day, (guint)g_date_get_weekday(&day) - 1);
  g_date_add_days(&day, (guint)(7 * (week - 1)));
  return day;
}

/* " t/m week 35", " en 36": where the number of it ends, else NULL. */
static const char *another_week(const char *p, int *week) {
  static const char *const joints[] = {"tot en met", "t/m", "tot", "en", "-", "to", "until", "bis", "und", "and", NULL};
  skip(&p, " ,");
  const char *end = after_any(p, joints);
  if (!end) return NULL;
  skip(&end, " ");
  const char *number = after_any(end, return_date_words_nl_weeks);
  if (number) end = number;
  skip(&end, " .");
  *week = number_at(&end, 2);
  return *week >= 1 && *week <= 53 && *end != '-' && *end != '/' ? end : NULL;
}

/* "week 34", "week 31 t/m week 35" */
static gboolean numbered_week(const char *p, const GDate *today, struct written_date *f) {
  p = after_any(p, return_date_words_nl_weeks);
  if (!p) return FALSE;
  skip(&p, " .");
  int first = number_at(&p, 2), last = first, next = 0;
  if (first < 1 || first > 53) return FALSE;
  for (const char *end = p; end; end = another_week(p, &next))
    if (end != p) p = end, last = next;
  int year = g_date_get_year(today);
  GDate monday = monday_of(first, year);
  if (g_date_days_between(&monday, today) > PAST_DAYS) monday = monday_of(first, year + 1);
  set_week(f, &monday, MAX(last - first, 0));
  f->end = p;
  if (last > first) f->form = WRITTEN_RANGE;
  return TRUE;
}

/* "volgende week", "volgende week donderdag" */
static gboolean next_week(const char *p, const GDate *today, struct written_date *f) {
  int day = 0;
  p = after_any(p, return_date_words_nl_next);
  if (!p) return FALSE;
  GDate monday = *today;
  g_date_add_days(&monday, (guint)(8 - (int)g_date_get_weekday(today)));
  set_week(f, &monday, 0);
  f->end = p;
  skip(&p, " ,(");
  if (g_ascii_isdigit(*p) || !word_at(&p, return_date_words_nl_weekdays, &day)) return TRUE;
  skip(&p, " ,(");
  if (g_ascii_isdigit(*p)) return FALSE;
  g_date_add_days(&f->date, (guint)day - 1);
  f->last = f->date;
  f->end = p;
  return TRUE;
}

/* What a way of writing a day begins with. */
enum sort { DIGIT = 1, FIRST = 2, MONTH = 4, WEEKDAY = 8, NAMED = 16, PART = 32, WEEK = 64, NEXT = 128 };

gboolean written_date_at(const char *p, guint sorts, const GDate *today, struct written_date *f) {
  static const struct {
    gboolean (*read)(const char *, const GDate *, struct written_date *);
    guint begins;
  } ways[] = {{day_month, DIGIT | FIRST}, {digits_only, DIGIT}, {ordinal_day, DIGIT},
              {month_day, MONTH},         {next_week, NEXT},    {numbered_week, WEEK},
              {weekday, WEEKDAY},         {named_day, NAMED},   {part_of_month, PART | MONTH}};
  for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
    if (!(ways[i].begins & sorts)) continue;
    *f = (struct written_date){.start = p};
    g_date_clear(&f->date, 1);
    g_date_clear(&f->last, 1);
    if (!ways[i].read(p, today, f)) continue;
    if (!g_date_valid(&f->last)) f->last = f->date;
    return TRUE;
  }
  return FALSE;
}

gboolean written_date_digits(const char *p, GDate *date) {
  struct written_date day = {0};
  g_date_clear(&day.date, 1);
  if (!digits_only(p, &day.date, &day) || day.form != WRITTEN_WHOLE) return FALSE;
  *date = day.date;
  return TRUE;
}

/* Of the first three letters; behind a shorter word none follows. */
static guint slot_of(const char *p) {
  guint slot = 0;
  for (int i = 0; i < 3 && is_word_byte(p[i]); i++) slot = slot * 31u + (guchar)p[i];
  return slot % WRITTEN_DATE_SLOTS;
}

void written_date_hint(struct written_date_hints *hints) {
  static const struct {
    const struct return_date_words_nl_number *rows;
    guint8 sort;
  } tables[] = {{return_date_words_nl_months, MONTH},
                {return_date_words_nl_weekdays, WEEKDAY},
                {return_date_words_nl_days, NAMED},
                {return_date_words_nl_parts, PART},
                {firsts, FIRST}};
  memset(hints, 0, sizeof *hints);
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    for (const struct return_date_words_nl_number *row = tables[i].rows; row->word; row++)
      hints->sorts[slot_of(row->word)] |= tables[i].sort;
  for (const char *const *word = return_date_words_nl_weeks; *word; word++) hints->sorts[slot_of(*word)] |= WEEK;
  for (const char *const *word = return_date_words_nl_next; *word; word++) hints->sorts[slot_of(*word)] |= NEXT;
}

guint written_date_sorts(const struct written_date_hints *hints, const char *p) {
  return g_ascii_isdigit(*p) ? DIGIT : hints->sorts[slot_of(p)];
}
