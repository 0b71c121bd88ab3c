#include "channels/formats/reply_text.h"

#include "channels/formats/mail_words_nl.h"

#include <string.h>

/* Own words are at the top or between quotations; nobody writes this much by hand. It also bounds the work. */
enum {
  BYTES_MOST = 256 * 1024,
  LINES_MOST = 4000,
  JOINED_LINES = 4,
  ATTRIBUTION_MOST = 400,
  TAIL_LINES = 8,
  TAIL_LINE_MOST = 80
};

/* A text in lines, each also case-folded and without the signs that clients put around words. */
struct lines {
  GPtrArray *raw, *folded;
};

static gboolean starts_with(const char *text, const char *word) {
  return strncmp(text, word, strlen(word)) == 0;
}

static gboolean is_quoted(const char *line) {
  while (*line == ' ' || *line == '\t') line++;
  return *line == '>';
}

static gboolean is_blank(const char *folded) {
  return *folded == '\0';
}

/* Spaces of all kinds at both ends, and the asterisks by which clients write bold. */
static char *folded_line(const char *raw) {
  g_autofree char *folded = g_utf8_casefold(raw, -1);
  GString *out = g_string_new(NULL);
  for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '*' || c == 0x200b || c == 0xfeff || (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e))
      continue;
    g_string_append_unichar(out, g_unichar_isspace(c) ? ' ' : c);
  }
  return g_strstrip(g_string_free(out, FALSE));
}

static struct lines lines_of(const char *text) {
  struct lines lines = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free)};
  g_autofree char *bounded = g_strndup(text, BYTES_MOST);
  g_autofree char *valid = g_utf8_make_valid(bounded, -1);
  g_auto(GStrv) all = g_strsplit(valid, "\n", LINES_MOST + 1);
  for (guint i = 0; all[i] && i < LINES_MOST; i++) {
    g_strchomp(all[i]);
    g_ptr_array_add(lines.raw, g_strdup(all[i]));
    g_ptr_array_add(lines.folded, folded_line(all[i]));
  }
  return lines;
}

static void lines_free(struct lines *lines) {
  g_ptr_array_unref(lines->raw);
  g_ptr_array_unref(lines->folded);
}

static const char *raw_at(const struct lines *lines, guint i) {
  return lines->raw->pdata[i];
}
static const char *folded_at(const struct lines *lines, guint i) {
  return lines->folded->pdata[i];
}
static guint count(const struct lines *lines) {
  return lines->raw->len;
}

/* --- attribution: "Op ma 17 aug 2026 om 10:00 schreef Jan <jan@…>:", wrapped over up to four lines --- */

/* A time of day, a year or an address: a sentence that happens to end in a colon has none. */
static gboolean has_mark(const char *joined) {
  if (strchr(joined, '@')) return TRUE;
  int digits = 0;
  for (const char *p = joined;; p++) {
    if (g_ascii_isdigit(*p))
      digits++;
    else {
      if (digits == 4) return TRUE;
      if (digits >= 1 && digits <= 2 && (*p == ':' || *p == '.' || *p == 'h') && g_ascii_isdigit(p[1]) &&
          g_ascii_isdigit(p[2]))
        return TRUE;
      digits = 0;
    }
    if (!*p) return FALSE;
  }
}

static gboolean names_writer(const char *joined) {
  for (const struct mail_words_nl_attribution *a = mail_words_nl_attributions; a->opener; a++)
    if (starts_with(joined, a->opener) && strstr(joined, a->verb)) return TRUE;
  return FALSE;
}

static gboolean ends_in_colon(const char *line) {
  return g_str_has_suffix(line, ":") || g_str_has_suffix(line, "：");
}

static guint next_filled(const struct lines *lines, guint i) {
  while (i < count(lines) && is_blank(folded_at(lines, i))) i++;
  return i;
}

/* How many lines from `i` on are an attribution; 0 = none. `i` is filled and not quoted. */
static guint attribution_length(const struct lines *lines, guint i) {
  g_autoptr(GString) joined = g_string_new(NULL);
  for (guint n = 0; n < JOINED_LINES && i + n < count(lines); n++) {
    const char *line = folded_at(lines, i + n);
    if (is_blank(line) || is_quoted(raw_at(lines, i + n)) || joined->len + strlen(line) > ATTRIBUTION_MOST) return 0;
    if (n) g_string_append_c(joined, ' ');
    g_string_append(joined, line);
    if (!ends_in_colon(line)) continue;
    guint next = next_filled(lines, i + n + 1);
    gboolean quoted = next < count(lines) && is_quoted(raw_at(lines, next));
    if (quoted && g_str_has_suffix(line, ">:") && has_mark(joined->str))
      return n + 1; /* Gmail has verbs in some languages only */
    return names_writer(joined->str) && (quoted || has_mark(joined->str)) ? n + 1 : 0;
  }
  return 0;
}

/* --- header blocks: "Van: … / Verzonden: … / Aan: … / Onderwerp: …" --- */

static gboolean has_label(const char *line, const char *const *labels) {
  for (const char *const *label = labels; *label; label++) {
    if (!starts_with(line, *label)) continue;
    const char *after = line + strlen(*label);
    while (*after == ' ') after++;
    if (*after == ':' || starts_with(after, "：")) return TRUE;
  }
  return FALSE;
}

static gboolean is_header_block(const struct lines *lines, guint i) {
  if (!has_label(folded_at(lines, i), mail_words_nl_from)) return FALSE;
  int others = 0;
  for (guint n = 1; n <= 7 && i + n < count(lines); n++)
    if (has_label(folded_at(lines, i + n), mail_words_nl_header)) others++;
  return others >= 2;
}

/* "-----Oorspronkelijk bericht-----", with nothing but dashes about it; "begin … bericht:" too. */
static gboolean is_separator(const char *line) {
  const char *start = line + strspn(line, "-_=~+<>[]# ");
  for (const char *const *word = mail_words_nl_separators; *word; word++)
    if (starts_with(start, *word)) {
      const char *rest = start + strlen(*word);
      if (rest[strspn(rest, "-_=~+<>[]#: ")] == '\0' && (start > line || g_str_has_suffix(line, ":"))) return TRUE;
    }
  return FALSE;
}

static gboolean is_rule(const char *line) {
  return strlen(line) >= 3 && line[strspn(line, "-_=~* ")] == '\0';
}

/* --- signature --- */

static gboolean is_delimiter(const char *raw) {
  return g_str_equal(raw, "--") || g_str_equal(raw, "-- ") || g_str_equal(raw, "\xe2\x80\x94");
}

static gboolean is_advert(const char *line) {
  if (strlen(line) > 120) return FALSE;
  const char *start = line + strspn(line, "-_<[( ");
  for (const char *const *word = mail_words_nl_adverts; *word; word++)
    if (starts_with(start, *word)) return TRUE;
  return FALSE;
}

/* "Met vriendelijke groet, Zoë": the phrase and at most three words more. */
static gboolean is_closing(const char *line) {
  if (strlen(line) > TAIL_LINE_MOST) return FALSE;
  for (const char *const *word = mail_words_nl_closings; *word; word++) {
    if (!starts_with(line, *word)) continue;
    const char *rest = line + strlen(*word);
    if (*rest && !strchr(" ,.!", *rest)) continue;
    int words = 0;
    for (const char *p = rest; *p; p++)
      if (*p == ' ' && p[1] && p[1] != ' ') words++;
    if (words <= 3) return TRUE;
  }
  return FALSE;
}

/* Nothing but a name and its particulars may follow a closing; a P.S. or a question is the writer speaking. */
static gboolean is_tail(GPtrArray *own, guint from) {
  guint filled = 0;
  for (guint i = from; i < own->len; i++) {
    const char *line = own->pdata[i];
    if (!*line) continue;
    if (++filled > TAIL_LINES || strlen(line) > TAIL_LINE_MOST || strchr(line, '?')) return FALSE;
    if (g_ascii_strncasecmp(line, "ps", 2) == 0 || g_ascii_strncasecmp(line, "p.s", 3) == 0) return FALSE;
  }
  return TRUE;
}

static gboolean has_words(GPtrArray *own, guint until) {
  for (guint i = 0; i < until; i++)
    if (*(const char *)own->pdata[i]) return TRUE;
  return FALSE;
}

/* Only what leaves something standing is cut: "Groetjes!" alone is a message. */
static void drop_closing(GPtrArray *own) {
  for (guint i = 0; i < own->len; i++) {
    g_autofree char *folded = folded_line(own->pdata[i]);
    if (!is_closing(folded) || !has_words(own, i) || !is_tail(own, i + 1)) continue;
    g_ptr_array_set_size(own, (gint)i);
    return;
  }
}

/* --- all together --- */

static gboolean ends_passage(const struct lines *lines, guint i) {
  return i >= count(lines) || is_blank(folded_at(lines, i)) || is_quoted(raw_at(lines, i)) ||
         is_rule(folded_at(lines, i));
}

/* The lines that are neither quoted nor below a line after which all is. A quotation marked with > ends where the marks
 * end, so answers under and between it are kept; one without marks (Outlook) goes on to the end. */
static GPtrArray *own_lines(const struct lines *lines) {
  GPtrArray *own = g_ptr_array_new();
  for (guint i = 0; i < count(lines); i++) {
    const char *raw = raw_at(lines, i), *line = folded_at(lines, i);
    if (is_quoted(raw) || (is_advert(line) && ends_passage(lines, i + 1))) continue;
    if (is_delimiter(raw) || is_separator(line) || is_header_block(lines, i)) break;
    guint length = is_blank(line) ? 0 : attribution_length(lines, i);
    if (length) {
      guint next = next_filled(lines, i + length);
      if (next >= count(lines) || !is_quoted(raw_at(lines, next))) break;
      i += length - 1;
      continue;
    }
    g_ptr_array_add(own, (gpointer)raw);
  }
  return own;
}

/* The text without blank and ruled lines at its ends, and without more than one blank line together. */
static char *joined(GPtrArray *own) {
  g_autoptr(GString) out = g_string_new(NULL);
  guint end = own->len;
  while (end > 0 && (!*(const char *)own->pdata[end - 1] || is_rule(own->pdata[end - 1]))) end--;
  gboolean blank = FALSE;
  for (guint i = 0; i < end; i++) {
    const char *line = own->pdata[i];
    if (!*line) {
      blank = TRUE;
      continue;
    }
    if (out->len) g_string_append(out, blank ? "\n\n" : "\n");
    g_string_append(out, line);
    blank = FALSE;
  }
  return g_strdup(g_strstrip(out->str));
}

char *reply_text_own(const char *text) {
  struct lines lines = lines_of(text);
  GPtrArray *own = own_lines(&lines);
  drop_closing(own);
  char *result = joined(own);
  g_ptr_array_unref(own);
  lines_free(&lines);
  return result;
}

/* --- stop words --- */

static gboolean is_one_of(const char *text, const char *const *table) {
  for (; *table; table++)
    if (g_str_equal(text, *table)) return TRUE;
  return FALSE;
}

/* Letters, digits and what joins them; everything else, emoji too, parts words. */
static char *words_only(const char *text) {
  g_autofree char *folded = g_utf8_casefold(text, -1);
  GString *out = g_string_new(NULL);
  for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == 0x2019) c = '\'';
    gboolean inside =
        (c == '.' || c == '\'' || c == '-') && out->len && g_unichar_isalnum(g_utf8_get_char(g_utf8_next_char(p)));
    if (g_unichar_isalnum(c) || inside)
      g_string_append_unichar(out, c);
    else
      g_string_append_c(out, ' ');
  }
  return g_string_free(out, FALSE);
}

/* "S T O P" is one word, a doubled word one, and politeness none. */
static char *essence(const char *text) {
  g_autofree char *words = words_only(text);
  g_auto(GStrv) all = g_strsplit(words, " ", -1);
  GString *out = g_string_new(NULL);
  const char *last = "";
  gboolean spelled = FALSE;
  for (char **word = all; *word; word++) {
    gboolean letter = g_utf8_strlen(*word, -1) == 1;
    if (!**word || is_one_of(*word, mail_words_nl_polite) || (!letter && g_str_equal(*word, last))) continue;
    if (out->len && !(letter && spelled)) g_string_append_c(out, ' ');
    g_string_append(out, *word);
    spelled = letter;
    last = *word;
  }
  return g_string_free(out, FALSE);
}

/* "Zoë Çelik", "J. van der Berg": every line a few words, none a small-letter word but a name's own prefix. */
static gboolean is_name(const char *text) {
  static const char *const prefixes[] = {"van", "de", "der", "den", "ten", "ter", "het", "el", "te", NULL};
  g_autofree char *spaced = g_strdelimit(g_strdup(text), "\r\n\t,", ' ');
  g_auto(GStrv) words = g_strsplit(g_strstrip(spaced), " ", -1);
  int filled = 0;
  for (char **word = words; *word; word++) {
    if (!**word) continue;
    if (++filled > 5) return FALSE;
    if (!g_unichar_isupper(g_utf8_get_char(*word)) && !is_one_of(*word, prefixes)) return FALSE;
  }
  return filled > 0;
}

static gboolean is_stop_phrase(const char *text, gboolean *all) {
  g_autofree char *said = essence(text);
  *all = is_one_of(said, mail_words_nl_stop_all);
  return *all || is_one_of(said, mail_words_nl_stops);
}

/* A name below the word is a signature without its closing. Anything else below it makes a message for a person. */
gboolean reply_text_is_stop(const char *text, gboolean *all) {
  *all = FALSE;
  if (strlen(text) > ATTRIBUTION_MOST || !g_utf8_validate(text, -1, NULL)) return FALSE;
  if (is_stop_phrase(text, all)) return TRUE;
  const char *line = text + strspn(text, " \r\n\t");
  const char *end = strchr(line, '\n');
  if (!end || !is_name(end)) return FALSE;
  g_autofree char *first = g_strndup(line, (gsize)(end - line));
  return is_stop_phrase(first, all);
}

gboolean reply_text_names_channel(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  g_autofree char *low = g_utf8_casefold(valid, -1);
  for (const char *const *way = mail_words_nl_ways; *way; way++)
    if (strstr(low, *way)) return TRUE;
  return FALSE;
}
