#include "channels/formats/reply_text.h"

#include "channels/formats/letters.h"
#include "channels/formats/mail_words_nl.h"
#include "channels/formats/opt_out.h"
#include "channels/formats/reply_signature.h"

#include <string.h>

/* Own words are at the top or between quotations; nobody writes this much by hand. It also bounds the work. */
enum {
  BYTES_MOST = 1024 * 1024,
  LINES_MOST = 4000,
  JOINED_LINES = 4,
  ATTRIBUTION_MOST = 400,
  LIST_MOST = 8,
  QUOTED_MOST = 12
};

/* A text in lines. They are folded only when somebody asks: most mails are decided by their first signs. */
struct lines {
  char *text, *low;                 /* what the lines are pieces of; folded lines of plain letters, each at its place */
  GPtrArray *raw, *folded, *others; /* others: folded lines that need not fit their place */
};

static gboolean starts_with(const char *text, const char *word) {
  return text[0] == word[0] && strncmp(text, word, strlen(word)) == 0;
}

static gboolean is_quoted(const char *line) {
  while (*line == ' ' || *line == '\t') line++;
  return *line == '>' || *line == '|' || starts_with(line, "\xef\xbc\x9e") || starts_with(line, "&gt;");
}

static gboolean is_blank(const char *raw) {
  if ((guchar)*raw >= 0x80) {
    for (; *raw; raw = g_utf8_next_char(raw)) {
      gunichar c = g_utf8_get_char(raw);
      if (!g_unichar_isspace(c) && !g_unichar_iszerowidth(c)) return FALSE;
    }
    return TRUE;
  }
  return raw[strspn(raw, " \t\r")] == '\0';
}

static gboolean is_ascii(const char *text) {
  return letters_are_ascii(text, strlen(text));
}

/* Asterisks are how clients write bold. */
static char *fold_ascii(const char *raw, char *out) {
  char *to = out;
  for (const char *p = raw; *p; p++) {
    gboolean capital = *p >= 'A' && *p <= 'Z';
    if (*p != '*') *to++ = g_ascii_isspace(*p) ? ' ' : (char)(*p + (capital ? 'a' - 'A' : 0));
  }
  *to = '\0';
  return g_strstrip(out);
}

/* Spaces of all kinds at both ends, bold, and the marks that turn the writing around are left out. */
static char *folded_line(const char *raw) {
  if (is_ascii(raw)) return fold_ascii(raw, g_malloc(strlen(raw) + 1));
  g_autofree char *folded = letters_folded(raw);
  GString *out = g_string_sized_new(strlen(folded));
  for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '*' || c == 0x200b || c == 0xfeff || (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
        (c >= 0x2066 && c <= 0x2069))
      continue;
    if (c < 0x80)
      g_string_append_c(out, g_ascii_isspace(*p) ? ' ' : *p);
    else
      g_string_append_unichar(out, g_unichar_isspace(c) ? ' ' : c);
  }
  return g_strstrip(g_string_free(out, FALSE));
}

/* Of a long quotation the beginning is enough: who answers below it must not be lost behind the bounds. */
static struct lines lines_of(const char *text) {
  struct lines lines = {.text = letters_valid(text, BYTES_MOST),
                        .raw = g_ptr_array_new(),
                        .folded = g_ptr_array_new(),
                        .others = g_ptr_array_new_with_free_func(g_free)};
  lines.low = g_malloc(strlen(lines.text) + 1);
  int quoted = 0;
  for (char *line = lines.text; line && lines.raw->len < LINES_MOST;) {
    char *end = strchr(line, '\n');
    if (end) *end = '\0';
    quoted = is_quoted(line) ? quoted + 1 : 0;
    if (quoted <= QUOTED_MOST) g_ptr_array_add(lines.raw, g_strchomp(line));
    line = end ? end + 1 : NULL;
  }
  g_ptr_array_set_size(lines.folded, (int)lines.raw->len);
  return lines;
}

static void lines_free(struct lines *lines) {
  g_ptr_array_unref(lines->raw);
  g_ptr_array_unref(lines->folded);
  g_ptr_array_unref(lines->others);
  g_free(lines->low);
  g_free(lines->text);
}

static const char *raw_at(const struct lines *lines, guint i) {
  return lines->raw->pdata[i];
}
static const char *folded_at(const struct lines *lines, guint i) {
  const char *raw = raw_at(lines, i);
  char *folded = lines->folded->pdata[i];
  if (folded) return folded;
  if (is_ascii(raw)) {
    folded = fold_ascii(raw, lines->low + (raw - lines->text));
  } else {
    folded = folded_line(raw);
    g_ptr_array_add(lines->others, folded);
  }
  lines->folded->pdata[i] = folded;
  return folded;
}
static guint count(const struct lines *lines) {
  return lines->raw->len;
}

/* --- attribution: "Op ma 17 aug 2026 om 10:00 schreef Jan <jan@…>:", wrapped over up to four lines --- */

enum mark { MARK_ADDRESS = 1, MARK_YEAR = 2, MARK_TIME = 4 };

/* A time of day, a year, an address: a sentence that happens to end in a colon has none. */
static int marks_of(const char *joined) {
  int marks = strchr(joined, '@') ? MARK_ADDRESS : 0, digits = 0;
  for (const char *p = joined; *p || digits; p++) {
    if (g_ascii_isdigit(*p)) {
      digits++;
      continue;
    }
    if (digits == 4) marks |= MARK_YEAR;
    if (digits >= 1 && digits <= 2 && *p && strchr(":.h", *p) && g_ascii_isdigit(p[1]) && g_ascii_isdigit(p[2]))
      marks |= MARK_TIME;
    digits = 0;
    if (!*p) break;
  }
  return marks;
}

static gboolean names_writer(const char *joined) {
  for (const struct mail_words_nl_attribution *a = mail_words_nl_attributions; a->opener; a++)
    if ((!*a->opener || starts_with(joined, a->opener)) && strstr(joined, a->verb)) return TRUE;
  return FALSE;
}

/* Marks that turn the direction of writing (U+200E to U+202E) may stand behind the colon. */
static gboolean ends_in_colon(const char *line) {
  gsize size = strlen(line);
  while (size >= 3 && (guchar)line[size - 3] == 0xe2 && (guchar)line[size - 2] == 0x80) size -= 3;
  return size && (line[size - 1] == ':' || (size >= 3 && strncmp(line + size - 3, "：", 3) == 0));
}

static guint next_filled(const struct lines *lines, guint i) {
  while (i < count(lines) && is_blank(raw_at(lines, i))) i++;
  return i;
}

/* An address and when it was written, up to a colon: in no language anything but an attribution. */
static gboolean is_telling(int marks) {
  return (marks & MARK_ADDRESS) && (marks & (MARK_YEAR | MARK_TIME));
}

/* The lines from `first` to `last` as one, or NULL when they are too many words, or one of them is none of it. */
static char *joined_lines(const struct lines *lines, guint first, guint last) {
  g_autoptr(GString) joined = g_string_new(NULL);
  for (guint n = first; n <= last; n++) {
    const char *line = folded_at(lines, n);
    if (!*line || is_quoted(raw_at(lines, n)) || joined->len + strlen(line) > ATTRIBUTION_MOST) return NULL;
    if (n > first) g_string_append_c(joined, ' ');
    g_string_append(joined, line);
  }
  return g_strdup(joined->str);
}

static gboolean has_opener(const char *line) {
  for (const struct mail_words_nl_attribution *a = mail_words_nl_attributions; a->opener; a++)
    if (*a->opener && starts_with(line, a->opener)) return TRUE;
  return FALSE;
}

/* "Ja, graag" directly above "Op 17 aug. 2026 schreef …:" is no part of it: the date comes first there, in a line that
 * needs none before it. */
static gboolean starts_below(const struct lines *lines, guint i, guint last) {
  gboolean opened = has_opener(folded_at(lines, i)) || strpbrk(folded_at(lines, i), "0123456789");
  for (guint n = i + 1; n <= last; n++) {
    g_autofree char *rest = joined_lines(lines, n, last);
    if (!rest || (opened && !has_opener(rest))) continue;
    int marks = marks_of(rest);
    const char *digit = strpbrk(rest, "0123456789@");
    if ((marks & (MARK_YEAR | MARK_TIME)) && digit && *digit != '@' && (is_telling(marks) || names_writer(rest)))
      return TRUE;
  }
  return FALSE;
}

/* How many lines from `i` on are an attribution; 0 = none. `i` is filled and not quoted. */
static guint attribution_length(const struct lines *lines, guint i) {
  guint last = i;
  while (last < count(lines) && last < i + JOINED_LINES && !ends_in_colon(raw_at(lines, last))) last++;
  if (last >= count(lines) || last >= i + JOINED_LINES) return 0;
  g_autofree char *joined = joined_lines(lines, i, last);
  if (!joined) return 0;
  guint next = next_filled(lines, last + 1);
  gboolean quoted = next < count(lines) && is_quoted(raw_at(lines, next));
  int marks = marks_of(joined);
  if (is_telling(marks) || (quoted && marks && g_str_has_suffix(joined, ">:")) ||
      ((quoted || marks) && names_writer(joined)))
    return starts_below(lines, i, last) ? 0 : last - i + 1;
  return 0;
}

/* "---- On Mon, 17 Aug 2026 Jan <jan@…> wrote ----", "-----Jan <jan@…> wrote: -----" */
static gboolean is_dashed_attribution(const char *line) {
  const char *start = line + strspn(line, "- ");
  if (start - line < 3 || !g_str_has_suffix(line, "--")) return FALSE;
  return is_telling(marks_of(start)) || names_writer(start);
}

/* ">>> Jan <jan@…> 17-8-2026 10:00 >>>" of GroupWise, and below it our mail without marks. */
static gboolean is_pointed_attribution(const struct lines *lines, guint i) {
  const char *raw = raw_at(lines, i);
  guint next = next_filled(lines, i + 1);
  if (!starts_with(raw, ">>>") || (next < count(lines) && is_quoted(raw_at(lines, next)))) return FALSE;
  return is_telling(marks_of(raw)) && (g_str_has_suffix(raw, ">>>") || ends_in_colon(raw));
}

/* Yahoo's telephone program goes on in the same line: "Op ma, aug. 17, 2026 om 10:00, Jan<jan@…> schreef:   Hoi Zoë".
 */
static gboolean is_attribution_and_more(const char *line) {
  const char *at = strchr(line, '@'), *colon = at ? strchr(at, ':') : NULL;
  if (!colon || colon - line > ATTRIBUTION_MOST || colon[1] != ' ' || colon[2] != ' ') return FALSE;
  g_autofree char *head = g_strndup(line, (gsize)(colon + 1 - line));
  return is_telling(marks_of(head)) && names_writer(head);
}

/* --- header blocks: "Van: … / Verzonden: … / Aan: … / Onderwerp: …" --- */

/* The end of the label that the line begins with, or NULL. */
static const char *after_label(const char *line, const char *const *labels) {
  for (const char *const *label = labels; *label; label++) {
    if (!starts_with(line, *label)) continue;
    const char *after = line + strlen(*label);
    while (*after == ' ' || starts_with(after, "\xc2\xa0")) after += *after == ' ' ? 1 : 2;
    if (*after == ':') return after + 1;
    if (starts_with(after, "：")) return after + 3;
  }
  return NULL;
}

static gboolean has_colon(const char *raw) {
  return strchr(raw, ':') || strstr(raw, "：");
}

/* "Van: Jan Verzonden: maandag Aan: Zoë Onderwerp: Hoi", as some programs make of HTML. */
static gboolean is_block_in_line(const char *line) {
  int others = 0;
  for (const char *p = strchr(line, ' '); p && p - line < ATTRIBUTION_MOST; p = strchr(p + 1, ' '))
    if (after_label(p + 1, mail_words_nl_header)) others++;
  return others >= 2;
}

/* A sender's label and two others in eight lines; some programs put the date or the receiver first. */
static gboolean is_header_block(const struct lines *lines, guint i) {
  if (!has_colon(raw_at(lines, i))) return FALSE;
  gboolean from = after_label(folded_at(lines, i), mail_words_nl_from) != NULL;
  int others = 0, filled = 0;
  if (!from && !after_label(folded_at(lines, i), mail_words_nl_header)) return FALSE;
  if (from && is_block_in_line(folded_at(lines, i))) return TRUE;
  if (!from) others++;
  for (guint n = i + 1; n <= i + 7 && n < count(lines) && filled < 2; n++) {
    if (!has_colon(raw_at(lines, n))) {
      filled += !is_blank(raw_at(lines, n)); /* a long list of receivers goes on in the next line */
      continue;
    }
    if (after_label(folded_at(lines, n), mail_words_nl_header))
      others++;
    else if (after_label(folded_at(lines, n), mail_words_nl_from))
      from = TRUE;
  }
  return from && others >= 2;
}

/* "-----Oorspronkelijk bericht-----", with nothing but dashes about it; "begin … bericht:" too. */
static gboolean is_separator(const char *line) {
  const char *start = line + strspn(line, "-_=~+<>[]# ");
  if (start == line && !ends_in_colon(line)) return FALSE;
  for (const char *const *word = mail_words_nl_separators; *word; word++)
    if (starts_with(start, *word)) {
      const char *rest = start + strlen(*word);
      if (rest[strspn(rest, "-_=~+<>[]#: ")] == '\0') return TRUE;
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
  for (const char *const *word = mail_words_nl_advert_ends; *word; word++)
    if (g_str_has_suffix(start, *word)) return TRUE;
  return FALSE;
}

/* --- all together --- */

/* The address of what is advertised belongs to the advertisement. */
static gboolean is_link(const char *raw) {
  return (starts_with(raw, "http") || starts_with(raw, "<http")) && !strchr(raw, ' ');
}

static gboolean ends_passage(const struct lines *lines, guint i) {
  if (i < count(lines) && is_link(raw_at(lines, i))) i++;
  return i >= count(lines) || is_blank(raw_at(lines, i)) || is_quoted(raw_at(lines, i)) || is_rule(raw_at(lines, i)) ||
         attribution_length(lines, i) > 0;
}

/* "De informatie in dit bericht is vertrouwelijk …", and banners that a mail server puts above. */
static gboolean is_disclaimer(const char *line) {
  const char *start = line + strspn(line, "-_<[(! ");
  for (const char *const *word = mail_words_nl_disclaimers; *word; word++)
    if (starts_with(start, *word)) return TRUE;
  return FALSE;
}

static gboolean has_words(GPtrArray *own) {
  for (guint i = 0; i < own->len; i++)
    if (*(const char *)own->pdata[i]) return TRUE;
  return FALSE;
}

/* Nothing below such a line is the writer's own. */
static gboolean ends_own(const struct lines *lines, guint i) {
  const char *line = folded_at(lines, i);
  return is_delimiter(raw_at(lines, i)) || is_separator(line) || is_header_block(lines, i) ||
         is_attribution_and_more(line) || is_dashed_attribution(line);
}

/* A list that somebody made with it: below a line that announces it, above one that goes on, without our questions, in
 * a mail that quotes nothing before. */
static gboolean is_own_list(const struct lines *lines, guint i, gboolean quoted_before) {
  guint last = i;
  if (quoted_before || i == 0 || !ends_in_colon(raw_at(lines, i - 1))) return FALSE;
  for (; last < count(lines) && is_quoted(raw_at(lines, last)); last++)
    if (strchr(raw_at(lines, last), '?')) return FALSE;
  return last - i >= 2 && last - i <= LIST_MOST && last < count(lines) && !is_blank(raw_at(lines, last));
}

/* The lines that are neither quoted nor below a line after which all is. A quotation marked with > ends where the marks
 * end, so answers under and between it are kept; one without marks (Outlook) goes on to the end. */
static GPtrArray *own_lines(const struct lines *lines) {
  GPtrArray *own = g_ptr_array_new();
  gboolean quoted = FALSE, listing = FALSE;
  for (guint i = 0; i < count(lines); i++) {
    const char *raw = raw_at(lines, i);
    if (is_quoted(raw)) {
      if (is_pointed_attribution(lines, i)) break;
      listing = listing || is_own_list(lines, i, quoted);
      if (listing) g_ptr_array_add(own, (gpointer)raw);
      quoted = quoted || !listing;
      continue;
    }
    listing = FALSE;
    if (is_blank(raw)) {
      g_ptr_array_add(own, (gpointer) "");
      continue;
    }
    const char *line = folded_at(lines, i);
    if (is_advert(line) && ends_passage(lines, i + 1)) {
      if (i + 1 < count(lines) && is_link(raw_at(lines, i + 1))) i++;
      continue;
    }
    if (ends_own(lines, i)) break;
    if (is_disclaimer(line)) {
      if (has_words(own)) break;
      continue;
    }
    guint length = attribution_length(lines, i);
    if (length) {
      guint next = next_filled(lines, i + length);
      if (next >= count(lines) || !is_quoted(raw_at(lines, next))) break;
      i += length - 1;
      quoted = TRUE;
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
  reply_signature_drop(own);
  char *result = joined(own);
  g_ptr_array_unref(own);
  lines_free(&lines);
  return result;
}

gboolean reply_text_is_stop(const char *text, gboolean *all) {
  return opt_out_says(text, all);
}
