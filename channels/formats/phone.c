#include "channels/formats/phone.h"

#include "channels/formats/phone_words_nl.h"
#include "channels/formats/plain_signs.h"

#include <string.h>

/* More digits than any two numbers in one cell have; what comes after is only counted. */
enum { DIGITS_KEPT = 40, E164_DIGITS = 15, NUMBER_AT_LEAST = 9, SECOND_AT_LEAST = 6 };

/* What the characters of a cell come to, before anyone asks whether such a number exists. */
struct scan {
  char digits[DIGITS_KEPT];
  int count;          /* of all digits, kept or not */
  int run, first_run; /* digits since the last sign that can divide two numbers; the longest such run before */
  gboolean plus, letters, two;
  gboolean apart; /* some sign stands between or around the digits */
};

/* Shortest and longest national number by country code (ITU-T E.164 list of assigned codes; lengths from the national
 * plans, on the wide side: a wrong refusal costs a person's follow-up, a wrong acceptance one failed SMS). Codes of
 * satellites and of shared international services are left out: they are nobody's own telephone. */
struct country {
  guint8 least, most;
};
static const struct country countries[1000] = {
    [1] = {10, 10},  [7] = {10, 10},  [20] = {8, 10},  [27] = {9, 9},   [30] = {10, 10}, [31] = {5, 11},
    [32] = {8, 9},   [33] = {9, 9},   [34] = {9, 9},   [36] = {8, 9},   [39] = {6, 12},  [40] = {9, 9},
    [41] = {9, 9},   [43] = {7, 13},  [44] = {9, 10},  [45] = {8, 8},   [46] = {7, 10},  [47] = {8, 8},
    [48] = {9, 9},   [49] = {6, 13},  [51] = {8, 9},   [52] = {10, 10}, [53] = {8, 8},   [54] = {10, 11},
    [55] = {10, 11}, [56] = {9, 9},   [57] = {8, 10},  [58] = {10, 10}, [60] = {8, 10},  [61] = {9, 9},
    [62] = {7, 12},  [63] = {8, 10},  [64] = {8, 10},  [65] = {8, 8},   [66] = {8, 9},   [81] = {9, 10},
    [82] = {8, 11},  [84] = {9, 10},  [86] = {10, 11}, [90] = {10, 10}, [91] = {10, 10}, [92] = {9, 10},
    [93] = {9, 9},   [94] = {9, 9},   [95] = {7, 10},  [98] = {10, 10}, [211] = {9, 9},  [212] = {9, 9},
    [213] = {8, 9},  [216] = {8, 8},  [218] = {8, 9},  [220] = {7, 7},  [221] = {9, 9},  [222] = {8, 8},
    [223] = {8, 8},  [224] = {8, 9},  [225] = {8, 10}, [226] = {8, 8},  [227] = {8, 8},  [228] = {8, 8},
    [229] = {8, 10}, [230] = {7, 8},  [231] = {7, 9},  [232] = {8, 8},  [233] = {9, 9},  [234] = {8, 10},
    [235] = {8, 8},  [236] = {8, 8},  [237] = {8, 9},  [238] = {7, 7},  [239] = {7, 7},  [240] = {9, 9},
    [241] = {7, 8},  [242] = {9, 9},  [243] = {9, 9},  [244] = {9, 9},  [245] = {7, 9},  [246] = {7, 7},
    [248] = {7, 7},  [249] = {9, 9},  [250] = {9, 9},  [251] = {9, 9},  [252] = {7, 9},  [253] = {8, 8},
    [254] = {9, 9},  [255] = {9, 9},  [256] = {9, 9},  [257] = {8, 8},  [258] = {8, 9},  [260] = {9, 9},
    [261] = {9, 9},  [262] = {9, 9},  [263] = {9, 10}, [264] = {8, 9},  [265] = {7, 9},  [266] = {8, 8},
    [267] = {7, 8},  [268] = {8, 8},  [269] = {7, 7},  [290] = {4, 5},  [291] = {7, 7},  [297] = {7, 7},
    [298] = {6, 6},  [299] = {6, 6},  [350] = {8, 8},  [351] = {9, 9},  [352] = {6, 11}, [353] = {7, 9},
    [354] = {7, 9},  [355] = {8, 9},  [356] = {8, 8},  [357] = {8, 8},  [358] = {6, 12}, [359] = {7, 9},
    [370] = {8, 8},  [371] = {8, 8},  [372] = {7, 8},  [373] = {8, 8},  [374] = {8, 8},  [375] = {9, 9},
    [376] = {6, 9},  [377] = {8, 9},  [378] = {6, 10}, [380] = {9, 9},  [381] = {7, 9},  [382] = {8, 9},
    [383] = {8, 9},  [385] = {8, 9},  [386] = {8, 8},  [387] = {8, 9},  [389] = {8, 8},  [420] = {9, 9},
    [421] = {9, 9},  [423] = {7, 9},  [500] = {5, 5},  [501] = {7, 7},  [502] = {8, 8},  [503] = {8, 8},
    [504] = {8, 8},  [505] = {8, 8},  [506] = {8, 8},  [507] = {7, 8},  [508] = {6, 9},  [509] = {8, 8},
    [590] = {9, 9},  [591] = {8, 8},  [592] = {7, 7},  [593] = {8, 9},  [594] = {9, 9},  [595] = {9, 9},
    [596] = {9, 9},  [597] = {6, 7},  [598] = {8, 8},  [599] = {7, 8},  [670] = {7, 8},  [672] = {6, 6},
    [673] = {7, 7},  [674] = {7, 7},  [675] = {7, 8},  [676] = {5, 7},  [677] = {5, 7},  [678] = {5, 7},
    [679] = {7, 7},  [680] = {7, 7},  [681] = {6, 6},  [682] = {5, 5},  [683] = {4, 7},  [685] = {5, 7},
    [686] = {5, 8},  [687] = {6, 6},  [688] = {5, 7},  [689] = {6, 8},  [690] = {4, 7},  [691] = {7, 7},
    [692] = {7, 7},  [850] = {8, 10}, [852] = {8, 8},  [853] = {8, 8},  [855] = {8, 9},  [856] = {8, 10},
    [880] = {8, 10}, [886] = {8, 9},  [960] = {7, 7},  [961] = {7, 8},  [962] = {8, 9},  [963] = {8, 9},
    [964] = {8, 10}, [965] = {8, 8},  [966] = {9, 9},  [967] = {7, 9},  [968] = {8, 8},  [970] = {8, 9},
    [971] = {8, 9},  [972] = {8, 9},  [973] = {8, 8},  [974] = {8, 8},  [975] = {7, 8},  [976] = {8, 8},
    [977] = {8, 10}, [992] = {9, 9},  [993] = {8, 8},  [994] = {9, 9},  [995] = {9, 9},  [996] = {9, 9},
    [998] = {9, 9},
};

/* Where fixed and mobile numbers differ in length, what the mobile ones have: a mobile number with a digit too few is
 * often as long as a fixed one. The first prefix that fits decides; national plans as filed with the ITU. */
static const struct {
  int country;
  const char *prefix;
  guint8 least, most;
} mobile_lengths[] = {
    {20, "1", 10, 10},  {32, "4", 9, 9},    {36, "2", 9, 9},    {36, "30", 9, 9},    {36, "31", 9, 9},
    {36, "50", 9, 9},   {36, "70", 9, 9},   {39, "3", 9, 10},   {44, "7", 10, 10},   {49, "15", 11, 11},
    {49, "16", 10, 11}, {49, "17", 10, 11}, {54, "9", 11, 11},  {62, "8", 9, 12},    {63, "9", 10, 10},
    {66, "6", 9, 9},    {66, "8", 9, 9},    {66, "9", 9, 9},    {86, "1", 10, 11},   {84, "9", 9, 9},
    {92, "3", 10, 10},  {213, "5", 9, 9},   {213, "6", 9, 9},   {213, "7", 9, 9},    {218, "9", 9, 9},
    {224, "6", 9, 9},   {234, "7", 10, 10}, {234, "8", 10, 10}, {234, "9", 10, 10},  {237, "6", 9, 9},
    {252, "6", 8, 9},   {252, "7", 8, 9},   {258, "8", 9, 9},   {351, "9", 9, 9},    {353, "8", 9, 9},
    {355, "6", 9, 9},   {359, "87", 9, 9},  {359, "88", 9, 9},  {359, "89", 9, 9},   {381, "6", 8, 9},
    {383, "4", 8, 8},   {385, "9", 8, 9},   {387, "6", 8, 9},   {593, "9", 9, 9},    {597, "6", 7, 7},
    {597, "7", 7, 7},   {597, "8", 7, 7},   {855, "1", 8, 9},   {856, "20", 10, 10}, {886, "9", 9, 9},
    {961, "3", 7, 7},   {961, "7", 8, 8},   {961, "81", 8, 8},  {962, "7", 9, 9},    {963, "9", 9, 9},
    {964, "7", 10, 10}, {967, "7", 9, 9},   {970, "5", 9, 9},   {971, "5", 9, 9},    {972, "5", 9, 9},
    {977, "9", 10, 10},
};

static enum phone_problem by_length(int length, int least, int most) {
  if (length < least) return PHONE_TOO_SHORT;
  return length > most ? PHONE_TOO_LONG : PHONE_OK;
}

static enum phone_problem foreign_length(int country, const char *rest, int length) {
  for (size_t i = 0; i < G_N_ELEMENTS(mobile_lengths); i++) {
    size_t size = strlen(mobile_lengths[i].prefix);
    if (mobile_lengths[i].country == country && (size_t)length >= size &&
        strncmp(rest, mobile_lengths[i].prefix, size) == 0)
      return by_length(length, mobile_lengths[i].least, mobile_lengths[i].most);
  }
  return by_length(length, countries[country].least, countries[country].most);
}

/* Here a national number can begin with 0, which elsewhere is only the trunk prefix and is dropped. */
static const int keeps_zero[] = {39, 225, 226, 229, 241, 242, 378};

/* Nummerplan telefoon- en ISDN-diensten: area codes by their first two digits after the 0; the string lists the third
 * digits that exist, "*" is a two-digit area code. */
static const char *const areas[100] = {
    [10] = "*",        [11] = "134578",    [13] = "*",        [15] = "*",         [16] = "1245678", [17] = "24",
    [18] = "0123467",  [20] = "*",         [22] = "2346789",  [23] = "*",         [24] = "*",       [25] = "125",
    [26] = "*",        [29] = "479",       [30] = "*",        [31] = "345678",    [32] = "01",      [33] = "*",
    [34] = "12345678", [35] = "*",         [36] = "*",        [38] = "*",         [40] = "*",       [41] = "12368",
    [43] = "*",        [45] = "*",         [46] = "*",        [47] = "58",        [48] = "15678",   [49] = "23579",
    [50] = "*",        [51] = "123456789", [52] = "12345789", [53] = "*",         [54] = "1345678", [55] = "*",
    [56] = "126",      [57] = "0123578",   [58] = "*",        [59] = "123456789", [70] = "*",       [71] = "*",
    [72] = "*",        [73] = "*",         [74] = "*",        [75] = "*",         [76] = "*",       [77] = "*",
    [78] = "*",        [79] = "*",
};

/* The same plan, what has no area: the first prefix that fits decides. */
struct series {
  const char *prefix;
  guint8 least, most; /* digits after the 0 */
  enum phone_kind kind;
};
static const struct series dutch_series[] = {
    {"61", 9, 9, PHONE_MOBILE},     {"62", 9, 9, PHONE_MOBILE},    {"63", 9, 9, PHONE_MOBILE},
    {"64", 9, 9, PHONE_MOBILE},     {"65", 9, 9, PHONE_MOBILE},    {"68", 9, 9, PHONE_MOBILE},
    {"66", 9, 9, PHONE_SERVICE},    {"67", 9, 9, PHONE_SERVICE},   {"800", 7, 10, PHONE_SERVICE},
    {"82", 9, 9, PHONE_OTHER},      {"84", 9, 9, PHONE_OTHER},     {"85", 9, 9, PHONE_OTHER},
    {"87", 9, 9, PHONE_OTHER},      {"88", 9, 9, PHONE_OTHER},     {"900", 7, 10, PHONE_SERVICE},
    {"906", 7, 10, PHONE_SERVICE},  {"909", 7, 10, PHONE_SERVICE}, {"91", 9, 9, PHONE_SERVICE},
    {"970", 11, 11, PHONE_SERVICE},
};

/* Reads one character, moves on; an invalid byte is a letter. */
static char next_sign(const char **p) {
  unsigned char byte = (unsigned char)**p;
  if (byte < 0x80) return *(*p)++;
  gunichar c = g_utf8_get_char_validated(*p, -1);
  if (c == (gunichar)-1 || c == (gunichar)-2) return (*p)++, 'x';
  *p = g_utf8_next_char(*p);
  int sign = plain_signs_of(c);
  return sign < 0 ? 'x' : sign ? (char)sign : ' ';
}

static void scan_divider(struct scan *scan) {
  if (scan->run >= SECOND_AT_LEAST && scan->first_run >= NUMBER_AT_LEAST) scan->two = TRUE;
  scan->first_run = MAX(scan->first_run, scan->run);
  scan->run = 0;
}

static void scan_digit(struct scan *scan, char digit) {
  if (scan->count < DIGITS_KEPT) scan->digits[scan->count] = digit;
  scan->count++, scan->run++;
}

/* ="0612345678" and '0612345678 are how spreadsheets keep a zero. */
static void scan_sign(struct scan *scan, char sign) {
  if (g_ascii_isdigit(sign)) {
    scan_digit(scan, sign);
    return;
  }
  scan->apart = TRUE;
  if (strchr(" \t-.()[]_'\"=", sign)) return;
  if (sign == '+' && scan->count == 0) {
    scan->plus = TRUE;
    return;
  }
  scan_divider(scan);
  if (!strchr("/\\,;|&\n\r", sign)) scan->letters = TRUE;
}

static void scan_text(const char *text, struct scan *scan) {
  *scan = (struct scan){0};
  while (g_ascii_isspace(*text)) text++;
  if (g_ascii_isalpha(*text)) text += phone_words_nl_label(text);
  for (const char *p = text; *p;) scan_sign(scan, next_sign(&p));
  scan_divider(scan);
}

/* 612345678.0: a program read the column as numbers and wrote them back. Certain only without a leading zero and when
 * all else is digits, for then the last digit can't be the number's own. */
static void drop_decimals(const char *text, struct scan *scan) {
  size_t whole = strspn(text, "0123456789");
  if (whole < NUMBER_AT_LEAST || text[0] == '0' || (text[whole] != '.' && text[whole] != ',')) return;
  size_t zeros = strspn(text + whole + 1, "0");
  if (zeros < 1 || zeros > 2 || text[whole + 1 + zeros]) return;
  scan->count -= (int)zeros;
}

/* 6.12345678E8: a program printed a number that it took for a measure. With as many decimals as the exponent says all
 * digits are there; with fewer some are lost, or were zeros: nobody can tell. FALSE when it is no such thing. */
static gboolean read_exponent(const char *text, struct scan *scan, enum phone_problem *problem) {
  const char *p = text;
  char digits[DIGITS_KEPT];
  int count = 0, exponent = 0;
  if (g_ascii_isdigit(*p)) digits[count++] = *p++;
  if (*p == '.' || *p == ',') p++;
  while (g_ascii_isdigit(*p) && count < DIGITS_KEPT) digits[count++] = *p++;
  if (!count || (*p != 'E' && *p != 'e')) return FALSE;
  p += p[1] == '+' ? 2 : 1;
  if (!g_ascii_isdigit(*p)) return FALSE;
  while (g_ascii_isdigit(*p) && exponent < DIGITS_KEPT) exponent = exponent * 10 + (*p++ - '0');
  if (*p) return FALSE;
  *problem = count == exponent + 1 ? PHONE_OK : PHONE_ROUNDED;
  *scan = (struct scan){.count = count};
  memcpy(scan->digits, digits, (size_t)count);
  return TRUE;
}

static enum phone_problem finish(char out[PHONE_SIZE], const char *country, size_t country_size, const char *rest,
                                 int length) {
  if (country_size + (size_t)length > E164_DIGITS) return PHONE_TOO_LONG;
  out[0] = '+';
  memcpy(out + 1, country, country_size);
  memcpy(out + 1 + country_size, rest, (size_t)length);
  out[1 + country_size + (size_t)length] = '\0';
  return PHONE_OK;
}

static gboolean is_area(const char *digits) {
  const char *thirds = areas[(digits[0] - '0') * 10 + (digits[1] - '0')];
  return thirds && (thirds[0] == '*' || strchr(thirds, digits[2]));
}

/* 14 and the area code of a municipality, "14020" or "140113": dialled without a zero. */
static gboolean is_municipal(const char *digits, int length) {
  if ((length != 5 && length != 6) || strncmp(digits, "140", 3) != 0) return FALSE;
  char area[4] = {digits[3], digits[4], length == 6 ? digits[5] : '2', '\0'};
  const char *thirds = areas[(area[0] - '0') * 10 + (area[1] - '0')];
  return is_area(area) && (thirds[0] == '*') == (length == 5);
}

static const struct series *find_series(const char *digits, int length) {
  for (size_t i = 0; i < G_N_ELEMENTS(dutch_series); i++) {
    size_t size = strlen(dutch_series[i].prefix);
    if ((size_t)length >= size && strncmp(digits, dutch_series[i].prefix, size) == 0) return &dutch_series[i];
  }
  return NULL;
}

/* A Dutch number without its 0. */
static enum phone_problem dutch(const char *digits, int length, char out[PHONE_SIZE], enum phone_kind *kind) {
  const struct series *series = find_series(digits, length);
  enum phone_problem problem;
  enum phone_kind found = PHONE_LANDLINE;
  if (series) {
    problem = by_length(length, series->least, series->most);
    found = series->kind;
  } else {
    problem = by_length(length, 9, 9);
    if (!problem && !is_area(digits)) problem = PHONE_NO_SUCH;
  }
  if (!problem) problem = finish(out, "31", 2, digits, length);
  if (!problem) *kind = found;
  return problem;
}

/* How many digits of `digits` are the country code; 0 = no such country. */
static int country_length(const char *digits, int length) {
  int code = 0;
  for (int i = 0; i < 3 && i < length; i++) {
    code = code * 10 + (digits[i] - '0');
    if (code == 0) return 0;
    if (countries[code].most) return i + 1;
  }
  return 0;
}

static gboolean zero_stays(int code) {
  for (size_t i = 0; i < G_N_ELEMENTS(keeps_zero); i++)
    if (keeps_zero[i] == code) return TRUE;
  return FALSE;
}

/* Digits that begin with a country code. */
static enum phone_problem international(const char *digits, int length, char out[PHONE_SIZE], enum phone_kind *kind) {
  int size = country_length(digits, length);
  if (size == 0) return length < 3 ? PHONE_TOO_SHORT : PHONE_NO_SUCH;
  int code = 0;
  for (int i = 0; i < size; i++) code = code * 10 + (digits[i] - '0');
  const char *rest = digits + size;
  int left = length - size;
  if (left > 0 && rest[0] == '0' && !zero_stays(code)) rest++, left--;
  if (code == 31 && is_municipal(rest, left)) return *kind = PHONE_SERVICE, finish(out, "31", 2, rest, left);
  if (code == 31) return dutch(rest, left, out, kind);
  enum phone_problem problem = foreign_length(code, rest, left);
  if (!problem && rest[0] == '0' && !zero_stays(code)) problem = PHONE_NO_SUCH;
  if (!problem) problem = finish(out, digits, (size_t)size, rest, left);
  if (!problem) *kind = PHONE_FOREIGN;
  return problem;
}

/* Without + or 00 only a Dutch reading is certain: 0…, 31…, 14…, and of lost zeros that of a mobile number. Nine digits
 * that begin otherwise may as well be Warsaw or Madrid as Groningen. */
static enum phone_problem national(const char *digits, int length, char out[PHONE_SIZE], enum phone_kind *kind) {
  if (digits[0] == '0') return dutch(digits + 1, length - 1, out, kind);
  if (is_municipal(digits, length)) return *kind = PHONE_SERVICE, finish(out, "31", 2, digits, length);
  if (strncmp(digits, "31", 2) == 0 && length >= 11) return international(digits, length, out, kind);
  if (length < NUMBER_AT_LEAST) return PHONE_TOO_SHORT;
  if (length > NUMBER_AT_LEAST || digits[0] != '6') return length > E164_DIGITS ? PHONE_TOO_LONG : PHONE_NO_PREFIX;
  return dutch(digits, length, out, kind);
}

static enum phone_problem refusal(const struct scan *scan) {
  if (scan->count == 0) return scan->letters ? PHONE_LETTERS : PHONE_EMPTY;
  if (scan->two || (scan->count >= 2 * NUMBER_AT_LEAST && scan->apart && !scan->letters)) return PHONE_TWO_NUMBERS;
  if (scan->letters) return scan->count >= NUMBER_AT_LEAST ? PHONE_WORDS : PHONE_LETTERS;
  return scan->count > E164_DIGITS + 3 ? PHONE_TOO_LONG : PHONE_OK; /* room for 00 and a trunk zero */
}

enum phone_problem phone_normalise(const char *text, char out[PHONE_SIZE], enum phone_kind *kind) {
  struct scan scan;
  scan_text(text, &scan);
  drop_decimals(text, &scan);
  enum phone_problem problem = PHONE_OK;
  if (!scan.letters || !read_exponent(text, &scan, &problem)) problem = refusal(&scan);
  if (problem) return problem;
  char digits[DIGITS_KEPT + 1] = "";
  memcpy(digits, scan.digits, (size_t)scan.count);
  int skip = 0;
  if (digits[0] == '0' && digits[1] == '0') skip = 2; /* also after a plus: "+0031" has one reading */
  if (scan.plus || skip) return international(digits + skip, scan.count - skip, out, kind);
  return national(digits, scan.count, out, kind);
}
