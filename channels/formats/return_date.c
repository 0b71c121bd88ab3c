#include "channels/formats/return_date.h"

#include "channels/formats/letters.h"
#include "channels/formats/return_date_words_nl.h"
#include "channels/formats/written_date.h"

#include <glib.h>
#include <string.h>

enum { TEXT_MOST = 8 * 1024, BEFORE_REACH = 60, AFTER_REACH = 80, PAST_DAYS = 60, FUTURE_DAYS = 400, ABBREVIATION = 4 };

/* What a date is in the text, the less certain first. Of several returns the first counts, of several ends the last. */
enum rank { RANK_NONE, RANK_DAY, RANK_END, RANK_AWAY_END, RANK_RETURN };

/* --- the text, made plain --- */

static const char SENTENCE_END = '\x1f';

static gboolean is_word_byte(char c) {
  return g_ascii_isalnum(c) || (signed char)c < 0;
}

/* Is the point at `p` a sentence's end? Not behind "1." or "sept." when the text goes on in small letters. */
static gboolean ends_sentence(const char *text, const char *p) {
  const char *next = p + 1 + strspn(p + 1, " \t\r\n"), *word = p;
  if (next == p + 1) return *next == '\0';
  while (word > text && is_word_byte(word[-1])) word--;
  if (g_ascii_isdigit(p > text ? p[-1] : ' ')) return p - word > 2;
  return !g_unichar_islower(g_utf8_get_char(next)) || p - word > ABBREVIATION;
}

static gunichar plain_sign(gunichar c) {
  if (c == 0x2019 || c == 0x2018 || c == '`') return '\'';
  if (c >= 0x2010 && c <= 0x2015) return '-';
  if (c > 0x7f && g_unichar_isdigit(c)) return (gunichar)('0' + g_unichar_digit_value(c));
  return g_unichar_isspace(c) ? ' ' : c;
}

/* Letters, digits and blanks stay as they are. */
static gsize plain_run(const char *p) {
  gsize size = 0;
  while (g_ascii_isalnum(p[size]) || p[size] == ' ') size++;
  return size;
}

/* Small letters, one sign of a kind, and ends of sentences that can be told from points. Caller frees. */
static char *plain(const char *text) {
  g_autofree char *valid = letters_valid(text, TEXT_MOST);
  GString *marked = g_string_sized_new(strlen(valid));
  for (const char *p = valid;; p = g_utf8_next_char(p)) {
    gsize size = plain_run(p);
    g_string_append_len(marked, p, (gssize)size);
    p += size;
    if (!*p) break;
    gunichar c = g_utf8_get_char(p);
    gboolean blank_line = *p == '\n' && (p[1] == '\n' || (p[1] == '\r' && p[2] == '\n'));
    if (strchr("!?;", *p) || blank_line || (*p == '.' && ends_sentence(valid, p)))
      g_string_append_c(marked, SENTENCE_END);
    else if (c < 0x200b || c > 0x200f)
      g_string_append_unichar(marked, plain_sign(c));
  }
  char *folded = letters_folded(marked->str);
  g_string_free(marked, TRUE);
  return folded;
}

static gboolean starts_with(const char *text, const char *word) {
  return *text == *word && strncmp(text, word, strlen(word)) == 0;
}

/* --- what is said of it --- */

static gboolean contains_any(const char *text, const char *const *table) {
  for (; *table; table++)
    if (strstr(text, *table)) return TRUE;
  return FALSE;
}

/* "er weer" has "weer", "meer weer" too, "verweer" hasn't: the beginning of a word. */
static gboolean begins_word(const char *text, const char *const *table) {
  for (; *table; table++)
    for (const char *p = strstr(text, *table); p; p = strstr(p + 1, *table))
      if (p == text || !is_word_byte(p[-1])) return TRUE;
  return FALSE;
}

static gboolean ends_with(const char *text, gsize length, const char *word) {
  gsize size = strlen(word);
  return length >= size && text[length - size] == *word && memcmp(text + length - size, word, size) == 0 &&
         (length == size || !is_word_byte(text[length - size - 1]) || !is_word_byte(*word));
}

static gboolean ends_with_any(const char *text, gsize length, const char *const *table) {
  for (; *table; table++)
    if (ends_with(text, length, *table)) return TRUE;
  return FALSE;
}

static int cue_at_end(const char *text, gsize length, const char *sentence) {
  int sort = 0;
  for (const struct return_date_words_nl_cue *cue = return_date_words_nl_until; cue->word; cue++)
    if (ends_with(text, length, cue->word) && strstr(sentence, cue->with) && (!sort || strchr(cue->word, ' ')))
      sort = cue->sort;
  return sort;
}

static gboolean is_filler(const char *text, gsize length) {
  if (ends_with_any(text, length, return_date_words_nl_fillers)) return TRUE;
  for (const struct return_date_words_nl_number *day = return_date_words_nl_weekdays; day->word; day++)
    if (ends_with(text, length, day->word)) return TRUE;
  return FALSE;
}

static gsize without_word(const char *text, gsize length) {
  while (length > 0 && !strchr(" ,:(", text[length - 1])) length--;
  return length;
}

static gsize without_signs(const char *text, gsize length) {
  while (length > 0 && strchr(" ,.:(", text[length - 1])) length--;
  return length;
}

/* The cue that the text before a date ends with, whatever small words stand between: "t/m maandag de". */
static int cue_before(const char *before, const char *sentence) {
  gsize length = without_signs(before, strlen(before));
  for (;;) {
    int sort = cue_at_end(before, length, sentence);
    if (sort || !length || !is_filler(before, length)) return sort;
    length = without_signs(before, without_word(before, length));
  }
}

/* "van 3 augustus t/m …", "since 3 August": a beginning. */
static gboolean is_beginning(const char *before, const char *after, const char *sentence) {
  gsize length = without_signs(before, strlen(before));
  while (length && !ends_with_any(before, length, return_date_words_nl_since) && is_filler(before, length))
    length = without_signs(before, without_word(before, length));
  if (ends_with_any(before, length, return_date_words_nl_since)) return TRUE;
  after += strspn(after, " ,.)");
  for (const struct return_date_words_nl_cue *cue = return_date_words_nl_until; cue->word; cue++)
    if (starts_with(after, cue->word) && !is_word_byte(after[strlen(cue->word)]) && strstr(sentence, cue->with))
      return TRUE;
  return FALSE;
}

struct surroundings {
  const char *sentence;
  char *before, *after; /* up to the next date, in the same sentence */
  int cue;              /* see cue_before */
};

static enum rank rank_of(const struct surroundings *s, const struct written_date *f) {
  int cue = s->cue;
  const char *after = s->after + strspn(s->after, " ");
  for (const char *const *word = return_date_words_nl_until_after; *word; word++)
    if (starts_with(after, *word)) return RANK_AWAY_END;
  gboolean back = begins_word(s->before, return_date_words_nl_back) || begins_word(s->after, return_date_words_nl_back);
  gboolean there =
      begins_word(s->after, return_date_words_nl_there) && !contains_any(s->after, return_date_words_nl_not);
  gboolean away = contains_any(s->sentence, return_date_words_nl_away);
  if (f->form == WRITTEN_RANGE) return away ? RANK_AWAY_END : RANK_END;
  if (cue == RETURN_DATE_LAST || cue == RETURN_DATE_NOT_IN) return away ? RANK_AWAY_END : RANK_END;
  if (f->form == WRITTEN_PART && !back) return cue ? RANK_END : RANK_NONE;
  if (back || there) return RANK_RETURN;
  if (cue) return away ? RANK_AWAY_END : RANK_END;
  if (is_beginning(s->before, s->after, s->sentence) || f->form == WRITTEN_WEEKDAY || f->form == WRITTEN_SHORT)
    return RANK_NONE;
  return away ? RANK_DAY : RANK_NONE;
}

/* --- all together --- */

struct search {
  GDate today;
  enum rank best;
  GDate found;
};

static void weigh(struct search *search, const struct surroundings *s, const struct written_date *f) {
  enum rank rank = rank_of(s, f);
  gboolean first_day = rank == RANK_RETURN || s->cue == RETURN_DATE_NOT_IN;
  const GDate *date = first_day ? &f->date : &f->last;
  int days = g_date_days_between(&search->today, date);
  if (rank == RANK_NONE || days < -PAST_DAYS || days > FUTURE_DAYS || rank < search->best) return;
  gboolean later = g_date_valid(&search->found) && g_date_compare(date, &search->found) > 0;
  if (rank == search->best && !(later && (rank == RANK_AWAY_END || rank == RANK_DAY))) return;
  search->best = rank;
  search->found = *date;
}

/* 0: no day begins here. */
static guint sorts_at(const char *sentence, const char *p, const struct written_date_hints *hints) {
  if (p > sentence && is_word_byte(p[-1])) return 0;
  if (p > sentence && g_ascii_isdigit(*p) && strchr("/.:+", p[-1])) return 0;
  return written_date_sorts(hints, p);
}

static const char *next_date(const char *sentence, const char *p, const struct search *search,
                             const struct written_date_hints *hints, struct written_date *f) {
  for (; *p; p++) {
    guint sorts = sorts_at(sentence, p, hints);
    if (sorts && written_date_at(p, sorts, &search->today, f)) return p;
  }
  return NULL;
}

/* At most `most` bytes, from or up to a whole character. */
static char *piece(const char *from, const char *to, gsize most, gboolean last) {
  if ((gsize)(to - from) > most && last) from = to - most;
  if ((gsize)(to - from) > most) to = from + most;
  while (from < to && ((guchar)*from & 0xc0) == 0x80) from++;
  return g_strndup(from, (gsize)(to - from));
}

/* Where what is said of a date ends when there is another: "14 augustus afwezig en weer terug op 17 augustus". */
static const char *clause_end(const char *from, const char *to) {
  static const char *const joints[] = {", ", " en ", " and ", " und ", " et ", " maar ", " but ", NULL};
  for (const char *const *joint = joints; *joint; joint++) {
    const char *at = g_strstr_len(from, to - from, *joint);
    if (at) to = at;
  }
  return to;
}

static void search_sentence(struct search *search, const char *sentence, const struct written_date_hints *hints) {
  struct written_date f, next;
  const char *behind = sentence, *at = next_date(sentence, sentence, search, hints, &f);
  while (at) {
    const char *following = next_date(sentence, f.end, search, hints, &next);
    const char *end = following ? clause_end(f.end, following) : sentence + strlen(sentence);
    struct surroundings s = {sentence, piece(behind, at, BEFORE_REACH, TRUE), piece(f.end, end, AFTER_REACH, FALSE), 0};
    s.cue = cue_before(s.before, sentence);
    weigh(search, &s, &f);
    g_free(s.before);
    g_free(s.after);
    behind = f.end;
    at = following;
    f = next;
  }
}

void return_date_find(const char *text, const char *written, char until[11]) {
  until[0] = '\0';
  struct search search = {.best = RANK_NONE};
  struct written_date_hints hints;
  g_date_clear(&search.today, 1);
  g_date_clear(&search.found, 1);
  if (!written_date_digits(written, &search.today)) return;
  written_date_hint(&hints);
  g_autofree char *whole = plain(text);
  const char separators[] = {SENTENCE_END, '\0'};
  g_auto(GStrv) sentences = g_strsplit(whole, separators, -1);
  for (char **sentence = sentences; *sentence; sentence++) search_sentence(&search, *sentence, &hints);
  if (g_date_valid(&search.found))
    g_snprintf(until, 11, "%04d-%02d-%02d", g_date_get_year(&search.found), g_date_get_month(&search.found),
               g_date_get_day(&search.found));
}
