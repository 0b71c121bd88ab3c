#include "channels/formats/opt_out.h"

#include "channels/formats/letters.h"
#include "channels/formats/opt_out_asks.h"
#include "channels/formats/opt_out_words_nl.h"

#include <stdlib.h>
#include <string.h>

enum {
  TEXT_MOST = 2000,
  WORDS_MOST = 24,
  WORD_ROOM = 64,
  TAIL_LINES = 8,
  TAIL_WORDS = 6,
  GREETING_MOST = 40,
  PIECES_MOST = 60,
  SHORT_TEXT = 120,
  LAST_WORDS = 4,
};

static gboolean is_one_of(const char *text, const char *const *table) {
  for (; *table; table++)
    if (text[0] == (*table)[0] && strcmp(text, *table) == 0) return TRUE;
  return FALSE;
}

static char *lower(const char *text, gsize size) {
  return letters_are_ascii(text, size) ? g_ascii_strdown(text, (gssize)size) : g_utf8_strdown(text, (gssize)size);
}

/* What was said, word by word; how many words of each sort. */
struct said {
  GString *words; /* joined with one blank */
  int count, triggers, doubtful, denials, more, sending, all, self, want, none, certain, command, sender, unknown;
};

static int by_word(const void *key, const void *row) {
  return strcmp(key, ((const struct opt_out_words_nl_word *)row)->word);
}

/* Could these words be the beginning of a phrase? If one of them means nothing here, all else is settled. */
static gboolean may_go_on(const char *words) {
  gsize size = strlen(words);
  for (const char *const *phrase = opt_out_words_nl_phrases; *phrase; phrase++)
    if (**phrase == *words && strncmp(*phrase, words, size) == 0) return TRUE;
  return FALSE;
}

static int sorts_of(const char *word) {
  const struct opt_out_words_nl_word *row =
      bsearch(word, opt_out_words_nl_words, opt_out_words_nl_count, sizeof *row, by_word);
  return row ? row->sorts : 0;
}

/* Are they one word but for two letters that changed places, or one that is missing, too many or another? */
static gboolean is_near(const char *a, const char *b) {
  gsize same = 0, size_a = strlen(a), size_b = strlen(b);
  while (a[same] && a[same] == b[same]) same++;
  a += same, b += same, size_a -= same, size_b -= same;
  if (size_a == size_b + 1) return strcmp(a + 1, b) == 0;
  if (size_b == size_a + 1) return strcmp(a, b + 1) == 0;
  if (size_a != size_b || !size_a) return FALSE;
  return strcmp(a + 1, b + 1) == 0 || (size_a > 1 && a[0] == b[1] && a[1] == b[0] && strcmp(a + 2, b + 2) == 0);
}

/* "Stooop", "stoppp". */
static gboolean is_drawn_out(const char *word, const char *right) {
  for (; *right; right++) {
    if (*word != *right) return FALSE;
    while (*word == *right) word++;
  }
  return !*word;
}

/* A slip of the finger. Of "stop" only letters that changed places or one too many: most other words of four letters
 * that look like it are words, "stap" and "spot" too. */
static int slip_of(const char *word) {
  static const char stop[] = "stop";
  gsize size = strlen(word);
  if (is_drawn_out(word, stop)) return OPT_OUT_STOP;
  if (size >= sizeof stop - 1 && size <= sizeof stop && is_near(word, stop) &&
      !is_one_of(word, opt_out_words_nl_not_slips)) {
    gboolean swapped = size == sizeof stop - 1 && strspn(word, stop) == size;
    return swapped || size == sizeof stop ? OPT_OUT_STOP : 0;
  }
  for (const char *const *right = opt_out_words_nl_slips; *right; right++)
    if (*word == **right && is_near(word, *right)) return OPT_OUT_STOP;
  return 0;
}

static void take_word(struct said *said, const char *word, int sorts) {
  if (!sorts && !said->unknown) sorts = slip_of(word);
  said->unknown += !sorts;
  said->triggers += (sorts & OPT_OUT_STOP) != 0;
  said->doubtful += (sorts & OPT_OUT_DOUBTFUL) != 0;
  said->denials += (sorts & OPT_OUT_NO) != 0;
  said->more += (sorts & OPT_OUT_MORE) != 0;
  said->sending += (sorts & OPT_OUT_SENDING) != 0;
  said->all += (sorts & OPT_OUT_ALL) != 0;
  said->self += (sorts & OPT_OUT_SELF) != 0;
  said->want += (sorts & OPT_OUT_WANT) != 0;
  said->none += (sorts & OPT_OUT_NONE) != 0;
  said->certain += (sorts & OPT_OUT_CERTAIN) != 0;
  said->command += (sorts & OPT_OUT_COMMAND) != 0;
  said->sender += (sorts & OPT_OUT_SENDER) != 0;
  said->count++;
  if (said->words->len) g_string_append_c(said->words, ' ');
  g_string_append(said->words, word);
}

/* Letters, digits and what joins them; everything else, emoji too, parts words. */
static gboolean is_inside(const char *p, gunichar c, gsize before) {
  if (c < 0x80 && g_ascii_isalnum((char)c)) return TRUE;
  if (c >= 0x80 && (g_unichar_isalnum(c) || g_unichar_ismark(c))) return TRUE;
  return (c == '.' || c == '\'' || c == '-') && before && g_unichar_isalnum(g_utf8_get_char(g_utf8_next_char(p)));
}

/* "S T O P" and "s.t.o.p" are one word. */
static void take_spelled(struct said *said, GString *spelled) {
  if (spelled->len) take_word(said, spelled->str, sorts_of(spelled->str));
  g_string_truncate(spelled, 0);
}

static char *without_points(const char *word) {
  g_auto(GStrv) pieces = g_strsplit(word, ".", -1);
  for (char **piece = pieces; *piece; piece++)
    if (g_utf8_strlen(*piece, -1) != 1) return g_strdup(word);
  return g_strjoinv("", pieces);
}

static void end_word(struct said *said, GString *word, GString *spelled) {
  if (!word->len) return;
  if (g_utf8_next_char(word->str) == word->str + word->len) {
    g_string_append(spelled, word->str);
  } else {
    int sorts = sorts_of(word->str);
    g_autofree char *plain = sorts || !strchr(word->str, '.') ? NULL : without_points(word->str);
    take_spelled(said, spelled);
    take_word(said, plain ? plain : word->str, plain ? sorts_of(plain) : sorts);
  }
  g_string_truncate(word, 0);
}

static void take_text(struct said *said, const char *text) {
  g_autoptr(GString) word = g_string_sized_new(WORD_ROOM);
  g_autoptr(GString) spelled = g_string_sized_new(WORD_ROOM);
  for (const char *p = text;; p = g_utf8_next_char(p)) {
    for (; g_ascii_isalnum(*p); p++) g_string_append_c(word, g_ascii_tolower(*p));
    gunichar c = (guchar)*p < 0x80 ? (gunichar)g_ascii_tolower(*p) : g_unichar_tolower(g_utf8_get_char(p));
    if (c == 0x2019 || c == 0x2018 || c == '`') c = '\'';
    if (c && is_inside(p, c, word->len)) {
      g_string_append_unichar(word, c);
      continue;
    }
    end_word(said, word, spelled);
    if (!c || said->count > WORDS_MOST || (said->unknown && !may_go_on(said->words->str))) break;
  }
  take_spelled(said, spelled);
}

/* "geen berichten meer", "wil geen mail"; of the writer only as a wish: "ik krijg geen mail meer" is a complaint. */
static gboolean denies(const struct said *said) {
  if (said->self) return said->want && (said->more || said->none);
  return said->more || (said->none && (said->command || said->want));
}

/* "Stoppen graag": nothing but courtesy beside the word. */
static gboolean is_bare(const struct said *said) {
  g_auto(GStrv) words = g_strsplit(said->words->str, " ", -1);
  int others = 0;
  for (char **word = words; *word; word++) others += !is_one_of(*word, opt_out_words_nl_polite);
  return others == 1;
}

static gboolean means_stop(const struct said *said) {
  if (said->count == 0 || said->count > WORDS_MOST) return FALSE;
  if (is_one_of(said->words->str, opt_out_words_nl_phrases)) return TRUE;
  if (said->unknown || (said->sender && !said->sending)) return FALSE;
  if (said->denials) return !said->triggers && !said->doubtful && said->sending && denies(said);
  if (said->triggers && said->self) return (said->sending && said->want) || !strstr(said->words->str, "stop");
  if (said->triggers) return TRUE;
  return said->doubtful && (said->sending || said->all || is_bare(said));
}

/* "meld me af", "schrijf mij uit", "haal me van jullie lijst": the two ends of a verb. */
static gboolean has_parted_verb(const struct said *said) {
  static const struct {
    const char *first, *last;
    gboolean what; /* needs what is to be stopped */
  } verbs[] = {{"meld", "af", FALSE},   {"schrijf", "uit", FALSE}, {"hou", "op", FALSE},  {"houd", "op", FALSE},
               {"laat", "rust", FALSE}, {"leave", "alone", FALSE}, {"haal", "van", TRUE}, {"haal", "uit", TRUE},
               {"schrap", "van", TRUE}, {"gooi", "uit", TRUE},     {"take", "off", TRUE}};
  if (said->unknown || said->denials || strstr(said->words->str, "op de")) return FALSE; /* "hou mij op de lijst" */
  g_auto(GStrv) words = g_strsplit(said->words->str, " ", -1);
  for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++)
    if (g_strv_contains((const char *const *)words, verbs[i].first) &&
        g_strv_contains((const char *const *)words, verbs[i].last) && (!verbs[i].what || said->sending))
      return TRUE;
  return FALSE;
}

static gboolean is_once(const char *text, gboolean *all) {
  struct said said = {.words = g_string_sized_new(WORD_ROOM)};
  take_text(&said, text);
  gboolean stop = means_stop(&said) || has_parted_verb(&said);
  *all = stop && said.all > 0;
  g_string_free(said.words, TRUE);
  return stop;
}

/* "Stop stuur niet meer": twice, with no mark between; "stop niet" isn't. */
static gboolean is_phrase(const char *text, gboolean *all) {
  if (is_once(text, all)) return TRUE;
  const char *start = text + strspn(text, " \r\n\t"), *end = start + strcspn(start, " \n");
  if (!*end) return FALSE;
  g_autofree char *first = lower(start, (gsize)(end - start));
  return (sorts_of(first) & OPT_OUT_STOP) && is_once(end, all);
}

/* --- below the word: a signature that nobody announced --- */

/* "Zoë Çelik", "J. van der Berg", "06-12345678", "www.bakker.example": a few words, none with a small letter in front
 * but a name's own prefix. */
static gboolean is_particular(char *line) {
  static const char *const prefixes[] = {"van", "de", "der", "den", "ten", "ter", "het", "el", "te", "en", "bij", NULL};
  g_strdelimit(line, "\r\t,|", ' ');
  if (strchr(line, '?') || strchr(line, '!')) return FALSE;
  if (strchr(line, '@') || g_str_has_prefix(line, "www.") || g_str_has_prefix(line, "http")) return TRUE;
  g_auto(GStrv) words = g_strsplit(g_strstrip(line), " ", -1);
  int filled = 0;
  for (char **word = words; *word; word++) {
    if (!**word) continue;
    if (++filled > TAIL_WORDS) return FALSE;
    gunichar first = g_utf8_get_char(*word);
    if (g_unichar_islower(first) && !is_one_of(*word, prefixes)) return FALSE;
  }
  return TRUE;
}

static gboolean is_tail(const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", TAIL_LINES + 1);
  gboolean all = FALSE;
  for (guint i = 0; lines[i]; i++) {
    if (i == TAIL_LINES) return FALSE;
    g_autofree char *copy = g_strdup(lines[i]);
    if (!is_particular(lines[i]) && !is_phrase(copy, &all)) {
      struct said said = {.words = g_string_sized_new(WORD_ROOM)};
      take_text(&said, copy);
      gboolean polite = !said.unknown && !said.denials;
      g_string_free(said.words, TRUE);
      if (!polite) return FALSE;
    }
  }
  return TRUE;
}

/* "Stop Zoë Bakker", "STOP J. de Wit": a word, and who says it. */
static gboolean is_stop_and_name(const char *text) {
  const char *start = text + strspn(text, " \r\n\t"), *end = start + strcspn(start, " ");
  g_autofree char *first = lower(start, (gsize)(end - start)), *rest = g_strdup(*end ? end + 1 : "");
  if (!*rest || strpbrk(rest, "?!\n") || !(sorts_of(first) & OPT_OUT_STOP)) return FALSE;
  return strcmp(rest, "STOP") != 0 && g_unichar_isupper(g_utf8_get_char(rest)) && is_particular(rest);
}

static gboolean is_stop_above_tail(const char *text, gboolean *all) {
  const char *line = text + strspn(text, " \r\n\t");
  const char *end = strchr(line, '\n');
  if (!end) return FALSE;
  g_autofree char *first = g_strndup(line, (gsize)(end - line));
  return is_phrase(first, all) && is_tail(end);
}

/* "Hoi Jan,", "Beste mevrouw van den Berg": what comes behind it, or the text itself. */
static const char *after_greeting(const char *text) {
  const char *start = text + strspn(text, " \r\n\t");
  for (const char *const *word = opt_out_words_nl_greetings; *word; word++) {
    if (g_ascii_tolower(*start) != **word) continue;
    gsize size = strlen(*word);
    if (g_ascii_strncasecmp(start, *word, size) != 0 || g_ascii_isalnum(start[size])) continue;
    gsize reach = strcspn(start, ",!\n");
    if (start[reach] && reach <= GREETING_MOST) return start + reach + 1;
  }
  return text;
}

/* --- a stop among other words --- */

/* "Stop met mailen", "uitschrijven graag": what says what is to be stopped, or can't mean anything else. A bare "stop"
 * or "afmelden" among other words may be about a job or an appointment. */
static gboolean is_plain_stop(const char *piece, gboolean *all) {
  struct said said = {.words = g_string_sized_new(WORD_ROOM)};
  take_text(&said, piece);
  gboolean plain = !said.unknown && (means_stop(&said) || has_parted_verb(&said)) && (said.sending || said.certain);
  *all = plain && said.all;
  g_string_free(said.words, TRUE);
  return plain;
}

/* "Wil je geen berichten meer?" is what we ask, and nobody's wish. */
static gboolean is_our_question(const char *piece, gsize size) {
  if (piece[size] != '?') return FALSE;
  g_autofree char *low = g_ascii_strdown(piece, (gssize)size);
  g_strstrip(low);
  return g_str_has_prefix(low, "wil je") || g_str_has_prefix(low, "wilt u");
}

/* Points inside of a word are none that end a clause. Caller frees. */
static char *without_pleas(const char *text) {
  if (!strstr(text, ".u.b.") && !strstr(text, ".v.p.")) return g_strdup(text);
  GString *plain = g_string_new(text);
  g_string_replace(plain, "a.u.b.", "aub", 0);
  g_string_replace(plain, "s.v.p.", "svp", 0);
  return g_string_free(plain, FALSE);
}

static gboolean asks_to_stop(const char *piece, gsize size) {
  g_autofree char *clause = g_strndup(piece, size), *low = letters_folded(clause);
  return opt_out_asks_clause(low, piece[size] == '?');
}

static gboolean has_plain_stop(const char *text, gboolean *all) {
  int pieces = 0;
  g_autofree char *plain = without_pleas(text), *low = letters_folded(plain);
  gboolean may_ask = opt_out_asks_maybe(low); /* most don't */
  for (const char *piece = plain; *piece && pieces < PIECES_MOST; pieces++) {
    gsize size = strcspn(piece, ".!?,;:\n");
    g_autofree char *copy = g_strndup(piece, size);
    if (size && !is_our_question(piece, size) && (is_plain_stop(copy, all) || (may_ask && asks_to_stop(piece, size))))
      return TRUE;
    piece += size + (piece[size] != '\0');
  }
  return FALSE;
}

/* Where the first thing that was said ends: at a mark, or at the words that close a letter ("stop mvg Noor") or begin
 * another clause ("stop ik heb al werk"). */
static gsize first_clause(const char *text) {
  gsize end = strcspn(text, ".!?,;(\n");
  const char *dash = strstr(text, " - ");
  if (dash) end = MIN(end, (gsize)(dash - text));
  for (gsize i = 0; i < end; i++) {
    if (text[i] != ' ') continue;
    g_autofree char *word = g_ascii_strdown(text + i + 1, (gssize)strcspn(text + i + 1, " ,.!\n"));
    if (is_one_of(word, opt_out_words_nl_closings) || is_one_of(word, opt_out_words_nl_subjects)) return i;
  }
  return end;
}

/* "Stop, wacht even" wants something else; "Cancel, ik kan morgen niet" is about an appointment. */
static gboolean is_other(const char *text, const char *first) {
  g_autofree char *low = letters_folded(text);
  for (const char *const *sign = opt_out_words_nl_asking; *sign; sign++)
    if (strstr(low, *sign)) return TRUE;
  return strchr(first, ' ') == NULL && !(sorts_of(first) & OPT_OUT_STOP);
}

/* "Stop. Groetjes Noor", "Stop, ik heb al werk": who begins a short message with it means it, whatever comes behind;
 * a person sees that. */
static gboolean begins_with_stop(const char *text, gboolean *all) {
  if (strlen(text) > SHORT_TEXT) return FALSE;
  const char *start = text + strspn(text, " \r\n\t");
  gsize size = first_clause(start);
  if (!start[size] || strchr("?\n", start[size])) return FALSE;
  g_autofree char *first = g_strndup(start, size);
  g_autofree char *low = g_utf8_strdown(g_strstrip(first), -1);
  return !is_other(start, low) && is_phrase(first, all);
}

/* "Verkeerd nummer, stop": the word alone, behind a mark, is the last that is said. */
static gboolean ends_with_stop(const char *text, gboolean *all) {
  g_autofree char *whole = g_strchomp(g_strdup(text));
  gsize length = strlen(whole);
  while (length && strchr(".! ", whole[length - 1])) whole[--length] = '\0';
  char *last = length ? whole + length : whole;
  while (last > whole && !strchr(".!;,\n", last[-1])) last--;
  if (last == whole || length > SHORT_TEXT) return FALSE;
  struct said said = {.words = g_string_sized_new(WORD_ROOM)};
  take_text(&said, last);
  gboolean stop = said.count <= LAST_WORDS && said.triggers && !said.self && means_stop(&said);
  stop = stop && !is_other(whole, "stop");
  *all = stop && said.all;
  g_string_free(said.words, TRUE);
  return stop;
}

static gboolean is_readable(const char *text) {
  return strlen(text) <= TEXT_MOST && letters_are_valid(text, strlen(text));
}

static gboolean is_whole(const char *text, gboolean *all) {
  const char *said = after_greeting(text);
  return is_phrase(said, all) || is_stop_above_tail(said, all) || is_stop_and_name(said);
}

gboolean opt_out_says(const char *text, gboolean *all) {
  *all = FALSE;
  if (!is_readable(text)) return FALSE;
  if (is_whole(text, all) || begins_with_stop(after_greeting(text), all) || has_plain_stop(text, all) ||
      ends_with_stop(text, all))
    return TRUE;
  *all = FALSE;
  return FALSE;
}

gboolean opt_out_says_more(const char *text) {
  gboolean all = FALSE;
  return opt_out_says(text, &all) && !is_whole(text, &all);
}

/* Where the stop itself stands: "Geen mail meer, sms mag wel" names one way, not two. */
static char *stopping_words(const char *text) {
  gboolean all = FALSE;
  for (const char *piece = text; *piece; piece += strspn(piece, ".!?,;:\n")) {
    gsize size = strcspn(piece, ".!?,;:\n");
    g_autofree char *copy = g_strndup(piece, size);
    if (is_readable(copy) && is_phrase(copy, &all)) return g_steal_pointer(&copy);
    piece += size;
  }
  return g_strdup(text);
}

const char *opt_out_way(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, MIN((gssize)strlen(text), TEXT_MOST));
  g_autofree char *words = stopping_words(valid), *low = g_utf8_casefold(words, -1);
  const char *channel = NULL;
  for (const struct opt_out_words_nl_way *way = opt_out_words_nl_ways; way->word; way++)
    for (const char *p = strstr(low, way->word); p; p = strstr(p + 1, way->word)) {
      if (p > low && (g_ascii_isalnum(p[-1]) || (signed char)p[-1] < 0)) continue; /* no "app" in "kappen" */
      if (channel && strcmp(channel, way->channel) != 0) return NULL;
      channel = way->channel;
    }
  return channel;
}
