#include "scheduler/cohorts/csv_decode.h"

#include <string.h>

/* 0x80 to 0x9F of Windows-1252 (Unicode's bestfit1252 without its guesses); 0 = undefined. */
static const guint16 high_controls[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static gboolean starts(const guint8 *bytes, gsize count, const char *mark, gsize length) {
  return count >= length && memcmp(bytes, mark, length) == 0;
}

/* ASCII text in UTF-16 has a NUL in every second byte: where most stand tells the order. */
static enum csv_encoding by_nuls(const guint8 *bytes, gsize count) {
  gsize even = 0, odd = 0, seen = MIN(count, 4096);
  for (gsize i = 0; i < seen; i++) {
    if (bytes[i]) continue;
    if (i % 2)
      odd++;
    else
      even++;
  }
  if (odd > seen / 4 && even < odd / 4) return CSV_UTF16LE;
  if (even > seen / 4 && odd < even / 4) return CSV_UTF16BE;
  return CSV_UTF8;
}

/* Fills decode->encoding; gives how many bytes the mark takes. */
static gsize detect(struct csv_decode *decode, const guint8 *bytes, gsize count) {
  static const struct {
    const char *mark;
    gsize length;
    enum csv_encoding encoding;
  } marks[] = {{"\xEF\xBB\xBF", 3, CSV_UTF8}, {"\xFF\xFE", 2, CSV_UTF16LE}, {"\xFE\xFF", 2, CSV_UTF16BE}};
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
    if (!starts(bytes, count, marks[i].mark, marks[i].length)) continue;
    decode->encoding = marks[i].encoding;
    decode->seen_utf8 = marks[i].encoding == CSV_UTF8;
    return marks[i].length;
  }
  decode->encoding = by_nuls(bytes, count);
  return 0;
}

static void append_1252(const guint8 *bytes, gsize count, GString *out) {
  for (gsize i = 0; i < count; i++) {
    gunichar c = bytes[i];
    if (c >= 0x80 && c < 0xA0) c = high_controls[c - 0x80] ? high_controls[c - 0x80] : 0xFFFD;
    if (c < 0x80)
      g_string_append_c(out, (char)c);
    else
      g_string_append_unichar(out, c);
  }
}

static enum csv_decode_result decode_1252(const guint8 *bytes, gsize count, GString *out) {
  const guint8 *nul = memchr(bytes, 0, count);
  append_1252(bytes, nul ? (gsize)(nul - bytes) : count, out);
  return nul ? CSV_DECODE_NUL : CSV_DECODE_OK;
}

/* Eight bytes at a time: cohort files are nearly all ASCII. */
static gsize ascii_run(const guint8 *bytes, gsize count) {
  gsize i = 0;
  for (; i + 8 <= count; i += 8) {
    guint64 word;
    memcpy(&word, bytes + i, 8);
    guint64 zero = (word - 0x0101010101010101u) & ~word; /* a byte that is 0 borrows from its high bit */
    if ((word | zero) & 0x8080808080808080u) break;
  }
  while (i < count && bytes[i] && bytes[i] < 0x80) i++;
  return i;
}

/* How many bytes of valid UTF-8 there are; *cut tells that what follows may be the beginning of a character. */
static gsize valid_run(struct csv_decode *decode, const guint8 *bytes, gsize count, gboolean *cut) {
  gsize at = 0;
  *cut = FALSE;
  while (at < count) {
    at += ascii_run(bytes + at, count - at);
    if (at == count || bytes[at] == 0) return at;
    gunichar c = g_utf8_get_char_validated((const char *)bytes + at, (gssize)MIN(count - at, 6));
    if (c == (gunichar)-2 && count - at < 4) *cut = TRUE;
    if (c == (gunichar)-1 || c == (gunichar)-2) return at;
    decode->seen_utf8 = TRUE;
    at += (gsize)g_unichar_to_utf8(c, NULL);
  }
  return at;
}

static enum csv_decode_result decode_utf8(struct csv_decode *decode, const guint8 *bytes, gsize count, gboolean last,
                                          GString *out) {
  gboolean cut = FALSE;
  gsize good = valid_run(decode, bytes, count, &cut);
  g_string_append_len(out, (const char *)bytes, (gssize)good);
  if (good == count) return CSV_DECODE_OK;
  if (bytes[good] == 0) return CSV_DECODE_NUL;
  if (cut && !last) {
    decode->rest_count = (guint)(count - good);
    memcpy(decode->rest, bytes + good, decode->rest_count);
    return CSV_DECODE_OK;
  }
  if (decode->seen_utf8) return CSV_DECODE_MIXED;
  decode->encoding = CSV_WINDOWS_1252;
  return decode_1252(bytes + good, count - good, out);
}

static gunichar unit(const guint8 *bytes, enum csv_encoding encoding) {
  return encoding == CSV_UTF16LE ? (gunichar)(bytes[0] | bytes[1] << 8) : (gunichar)(bytes[1] | bytes[0] << 8);
}

static enum csv_decode_result decode_utf16(struct csv_decode *decode, const guint8 *bytes, gsize count, gboolean last,
                                           GString *out) {
  gsize i = 0;
  while (i + 2 <= count) {
    gunichar c = unit(bytes + i, decode->encoding);
    gsize taken = 2;
    if (c >= 0xD800 && c < 0xDC00) {
      if (i + 4 > count && !last) break;
      gunichar low = i + 4 <= count ? unit(bytes + i + 2, decode->encoding) : 0;
      gboolean pair = low >= 0xDC00 && low < 0xE000;
      c = pair ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
      taken = pair ? 4 : 2;
    } else if (c >= 0xDC00 && c < 0xE000) {
      c = 0xFFFD;
    }
    if (c == 0) return CSV_DECODE_NUL;
    g_string_append_unichar(out, c);
    i += taken;
  }
  decode->rest_count = (guint)(count - i);
  memcpy(decode->rest, bytes + i, decode->rest_count);
  if (last && decode->rest_count) g_string_append_unichar(out, 0xFFFD);
  return CSV_DECODE_OK;
}

static enum csv_decode_result decode_by(struct csv_decode *decode, const guint8 *bytes, gsize count, gboolean last,
                                        GString *out) {
  if (decode->encoding == CSV_UTF8) return decode_utf8(decode, bytes, count, last, out);
  if (decode->encoding == CSV_WINDOWS_1252) return decode_1252(bytes, count, out);
  return decode_utf16(decode, bytes, count, last, out);
}

enum csv_decode_result csv_decode_block(struct csv_decode *decode, const guint8 *bytes, gsize count, gboolean last,
                                        GString *out) {
  if (decode->encoding == CSV_UNDECIDED) {
    /* ZIP (xlsx, ods) and OLE (xls): saved as a workbook, not as text. */
    if (starts(bytes, count, "PK\x03\x04", 4) || starts(bytes, count, "\xD0\xCF\x11\xE0", 4))
      return CSV_DECODE_WORKBOOK;
    gsize mark = detect(decode, bytes, count);
    bytes += mark;
    count -= mark;
  }
  if (decode->rest_count == 0) return decode_by(decode, bytes, count, last, out);
  g_autofree guint8 *joined = g_malloc(count + decode->rest_count);
  memcpy(joined, decode->rest, decode->rest_count);
  if (count) memcpy(joined + decode->rest_count, bytes, count);
  count += decode->rest_count;
  decode->rest_count = 0;
  return decode_by(decode, joined, count, last, out);
}

const char *csv_decode_name(enum csv_encoding encoding) {
  static const char *const names[] = {"?", "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"};
  return names[encoding];
}
