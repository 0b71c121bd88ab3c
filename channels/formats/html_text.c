#include "channels/formats/html_text.h"

#include "channels/formats/letters.h"

#include <glib.h>
#include <string.h>

enum {
  OUTPUT_MOST = 1 << 20,
  WORDS_MOST = 256,
  REGIONS_MOST = 32,
  TAG_MOST = 16,
  QUOTED_REACH = 1024,
  UNCLOSED_MOST = 1000
};

/* A piece that is left out or quoted, until the tag that opened it closes; `open` counts tags of that name within. */
struct region {
  char tag[TAG_MOST];
  int open;
  gboolean quoted; /* else left out */
};

struct writer {
  GString *out;
  int breaks; /* line ends owed before the next word: 1 a new line, 2 a blank one */
  gboolean space;
  struct region regions[REGIONS_MOST];
  int depth;
  gboolean ended; /* all from here on is quoted */
  int pre;        /* inside so many <pre>, where a line's end is one */
  int unclosed;   /* tags whose quotation marks didn't close within reach */
};

static const char *const left_out[] = {"script",   "style", "head",   "title", "template",
                                       "noscript", "svg",   "object", NULL};
static const char *const one_break[] = {
    "br", "div",     "tr",      "li",     "h1",     "h2",  "h3",     "h4",      "h5", "h6", "table",  "ul",   "ol",
    "hr", "section", "article", "header", "footer", "pre", "center", "address", "dd", "dt", "option", "body", NULL};
static const char *const two_breaks[] = {"p", "blockquote", NULL};

/* What fences a quotation or a signature, as it is found among the attributes of any element. */
static const char *const quote_marks[] = {
    "yahoo_quoted",   "protonmail_quote", "gmail_attr",  "moz-cite-prefix", "ydpquote",
    "tutanota_quote", "zmail_extra_hr",   "zmail_extra", "type=\"cite\"",   NULL};
/* Before it the writer, behind it the message that is answered: Outlook on the web and on telephones, Outlook on a
 * desk, Windows' own, AOL. Nothing closes these. */
static const char *const end_marks[] = {"id=\"divrplyfwdmsg",
                                        "id=divrplyfwdmsg",
                                        "id=\"x_divrplyfwdmsg",
                                        "id=\"appendonsend",
                                        "id=appendonsend",
                                        "id=\"x_appendonsend",
                                        "mail-editor-reference-message-container",
                                        "id=\"olk_src_body_section",
                                        "class=\"outlookmessageheader",
                                        "id=\"aolmsg_part",
                                        "border-top:solid #e1e1e1 1.0pt",
                                        "border-top:solid #b5c4df 1.0pt",
                                        "id=\"replysplit",
                                        "ms-outlook-mobile-reference-message",
                                        NULL};
/* What nobody sees: preheaders of what programs send. */
static const char *const hidden_marks[] = {"display:none", "display: none", NULL};
static const char *const signature_marks[] = {"id=\"signature\"",     "id=signature",
                                              "gmail_signature",      "moz-signature",
                                              "id=\"x_signature\"",   "ms-outlook-mobile-signature",
                                              "protonmail_signature", NULL};

struct entity {
  const char *name;
  gunichar c;
};
static const struct entity entities[] = {
    {"nbsp", ' '},      {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"euro", 0x20ac},   {"eacute", 0xe9},  {"egrave", 0xe8},  {"ecirc", 0xea},   {"euml", 0xeb},    {"iuml", 0xef},
    {"icirc", 0xee},    {"iacute", 0xed},  {"ouml", 0xf6},    {"oacute", 0xf3},  {"ocirc", 0xf4},   {"uuml", 0xfc},
    {"uacute", 0xfa},   {"ucirc", 0xfb},   {"aacute", 0xe1},  {"agrave", 0xe0},  {"acirc", 0xe2},   {"auml", 0xe4},
    {"aring", 0xe5},    {"ccedil", 0xe7},  {"ntilde", 0xf1},  {"oslash", 0xf8},  {"Eacute", 0xc9},  {"Euml", 0xcb},
    {"Iuml", 0xcf},     {"Ouml", 0xd6},    {"Uuml", 0xdc},    {"Auml", 0xc4},    {"Ccedil", 0xc7},  {"szlig", 0xdf},
    {"hellip", 0x2026}, {"rsquo", 0x2019}, {"lsquo", 0x2018}, {"rdquo", 0x201d}, {"ldquo", 0x201c}, {"ndash", 0x2013},
    {"mdash", 0x2014},  {"bull", 0x2022},  {"middot", 0xb7},  {"copy", 0xa9},    {"reg", 0xae},     {"zwnj", 0x200b},
    {"zwj", 0x200b},    {"shy", 0x200b},   {"laquo", 0xab},   {"raquo", 0xbb},   {"deg", 0xb0},     {"iexcl", 0xa1},
    {"iquest", 0xbf},   {"ograve", 0xf2},
};

static gboolean is_in(const char *tag, const char *const *table) {
  for (; *table; table++)
    if (**table == *tag && strcmp(tag, *table) == 0) return TRUE;
  return FALSE;
}

static gboolean is_hidden(const struct writer *w) {
  for (int i = 0; i < w->depth; i++)
    if (!w->regions[i].quoted) return TRUE;
  return FALSE;
}

static void owe(struct writer *w, int breaks) {
  if (w->breaks < breaks) w->breaks = breaks;
  w->space = FALSE;
}

static void begin_line(struct writer *w) {
  if (w->ended) g_string_append(w->out, "> ");
  for (int i = 0; i < w->depth; i++)
    if (w->regions[i].quoted) g_string_append(w->out, "> ");
}

static void pay(struct writer *w) {
  gboolean first = w->out->len == 0;
  for (; w->breaks > 0 && !first; w->breaks--) {
    g_string_append_c(w->out, '\n');
    if (w->breaks > 1) begin_line(w);
  }
  if (first || w->out->str[w->out->len - 1] == '\n')
    begin_line(w);
  else if (w->space)
    g_string_append_c(w->out, ' ');
  w->breaks = 0;
  w->space = FALSE;
}

static void put(struct writer *w, gunichar c) {
  if (is_hidden(w) || w->out->len > OUTPUT_MOST) return;
  if (c == '\n' && w->pre) {
    owe(w, MIN(w->breaks + 1, 2));
    return;
  }
  if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0xa0) {
    w->space = w->out->len > 0 && w->breaks == 0;
    return;
  }
  if (c == 0x200b || c == 0xfeff || c == 0xad) return;
  if (w->breaks || w->space || w->out->len == 0) pay(w);
  g_string_append_unichar(w->out, c);
}

/* "&eacute;", "&#233;", "&#xe9;"; anything else is an ampersand. Returns how far to go on. */
static const char *put_entity(struct writer *w, const char *p) {
  const char *end = p + 1;
  while (*end == '#' || g_ascii_isalnum(*end)) end++;
  gsize size = (gsize)(end - p - 1);
  gunichar c = 0;
  if (size >= 2 && size <= 8 && p[1] == '#') {
    gboolean hex = p[2] == 'x' || p[2] == 'X';
    guint64 number = g_ascii_strtoull(p + (hex ? 3 : 2), NULL, hex ? 16 : 10);
    if (number <= 0x10ffff && number >= ' ' && g_unichar_validate((gunichar)number)) c = (gunichar)number;
  }
  for (size_t i = 0; !c && i < G_N_ELEMENTS(entities); i++)
    if (strlen(entities[i].name) == size && strncmp(entities[i].name, p + 1, size) == 0) c = entities[i].c;
  if (!c) return put(w, '&'), p + 1;
  put(w, c);
  return *end == ';' ? end + 1 : end;
}

static gboolean is_letter_or_mark(char c) {
  return c > ' ' && c < 0x7f && c != '<' && c != '&';
}

/* Words with one blank between them, all at once. Returns how far to go on. */
static const char *put_words(struct writer *w, const char *p) {
  const char *end = p;
  while (is_letter_or_mark(*end) || (*end == ' ' && end > p && is_letter_or_mark(end[1]))) {
    if (++end - p == WORDS_MOST) break;
  }
  if (end == p) return put(w, g_utf8_get_char(p)), g_utf8_next_char(p);
  if (w->breaks || w->space || w->out->len == 0) pay(w);
  g_string_append_len(w->out, p, end - p);
  return end;
}

static void open_region(struct writer *w, const char *tag, gboolean quoted) {
  if (w->depth == REGIONS_MOST) return;
  struct region *region = &w->regions[w->depth++];
  *region = (struct region){.open = 1, .quoted = quoted};
  g_strlcpy(region->tag, tag, TAG_MOST);
}

static gboolean mentions(const char *attributes, const char *const *marks) {
  for (; *attributes && *marks; marks++)
    if (strstr(attributes, *marks)) return TRUE;
  return FALSE;
}

static void start_tag(struct writer *w, const char *tag, const char *rest, gsize size) {
  static const char *const has_no_end[] = {"br",  "hr",  "img",  "meta", "link", "input",
                                           "col", "wbr", "area", "base", NULL};
  if (is_in(tag, has_no_end)) return;
  g_autofree char *low = size ? g_ascii_strdown(rest, (gssize)size) : NULL;
  const char *attributes = low ? low : "";
  struct region *top = w->depth ? &w->regions[w->depth - 1] : NULL;
  w->pre += g_str_equal(tag, "pre");
  if (mentions(attributes, end_marks) && !w->ended) {
    owe(w, 1);
    w->ended = TRUE;
  }
  if (is_in(tag, left_out) || mentions(attributes, signature_marks) || mentions(attributes, hidden_marks))
    open_region(w, tag, FALSE);
  else if (g_str_equal(tag, "blockquote") || mentions(attributes, quote_marks))
    open_region(w, tag, TRUE);
  else if (top && g_str_equal(top->tag, tag))
    top->open++;
}

static void end_tag(struct writer *w, const char *tag) {
  if (w->pre && g_str_equal(tag, "pre")) w->pre--;
  struct region *top = w->depth ? &w->regions[w->depth - 1] : NULL;
  if (top && g_str_equal(top->tag, tag) && --top->open == 0) w->depth--;
}

/* A tag from its "<" to its ">"; quoted attribute values may hold one, which is looked at for a short way only: an
 * image in a data: address is long but has none, and a quotation mark that nobody closed must not cost a look at the
 * whole text, nor many of them. */
static const char *tag_end(struct writer *w, const char *start) {
  char quote = '\0';
  for (const char *p = start + 1; *p && p - start < QUOTED_REACH && w->unclosed < UNCLOSED_MOST; p++) {
    if (quote)
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '>')
      return p;
  }
  w->unclosed++;
  const char *end = strpbrk(start + 1, "<>");
  return end && *end == '>' ? end : NULL;
}

static void read_tag(struct writer *w, const char *start, const char *end) {
  gboolean closing = start[1] == '/';
  const char *name = start + 1 + closing;
  gsize size = 0;
  while (g_ascii_isalnum(name[size])) size++;
  if (size >= TAG_MOST) return;
  char tag[TAG_MOST] = "";
  for (gsize i = 0; i < size; i++) tag[i] = g_ascii_tolower(name[i]);
  int breaks = is_in(tag, two_breaks) ? 2 : is_in(tag, one_break);
  if (breaks && !is_hidden(w)) owe(w, g_str_equal(tag, "br") ? w->breaks + 1 : breaks);
  if (w->breaks > 2) w->breaks = 2;
  if (closing)
    end_tag(w, tag);
  else
    start_tag(w, tag, name + size, (gsize)(end - name) - size);
  if (!closing && g_str_equal(tag, "li")) put(w, '-'), put(w, ' ');
  if (g_str_equal(tag, "td") || g_str_equal(tag, "th")) put(w, ' ');
}

/* What is inside <script> and <style> is no HTML: only its own end tag counts. */
static const char *after_raw(const char *p, const char *tag) {
  for (const char *q = strstr(p, "</"); q; q = strstr(q + 2, "</"))
    if (g_ascii_strncasecmp(q + 2, tag, strlen(tag)) == 0) return q;
  return p + strlen(p);
}

static const char *put_markup(struct writer *w, const char *p) {
  if (strncmp(p, "<!--", 4) == 0) {
    const char *end = strstr(p + 4, "-->");
    return end ? end + 3 : p + strlen(p);
  }
  if (!g_ascii_isalpha(p[1]) && p[1] != '/' && p[1] != '!' && p[1] != '?') return put(w, '<'), p + 1;
  const char *end = tag_end(w, p);
  if (!end) return put(w, '<'), p + 1;
  read_tag(w, p, end);
  if (g_ascii_strncasecmp(p, "<script", 7) == 0) return after_raw(end + 1, "script");
  if (g_ascii_strncasecmp(p, "<style", 6) == 0) return after_raw(end + 1, "style");
  return end + 1;
}

char *html_text_plain(const char *html) {
  g_autofree char *valid = letters_valid(html, G_MAXSIZE);
  struct writer w = {.out = g_string_new(NULL)};
  for (const char *p = valid; *p && w.out->len < OUTPUT_MOST;) {
    if (*p == '<')
      p = put_markup(&w, p);
    else if (is_hidden(&w))
      p = strchrnul(p, '<');
    else if (*p == '&')
      p = put_entity(&w, p);
    else
      p = put_words(&w, p);
  }
  return g_strstrip(g_string_free(w.out, FALSE));
}
