#include "channels/formats/tnef.h"

#include <string.h>

enum { UID_MOST = 500, PROPERTIES_MOST = 4096 };

/* --- what is left to read --- */

struct slice {
  const guint8 *at;
  gsize left;
};

static gboolean skip(struct slice *in, gsize count, const guint8 **bytes) {
  if (in->left < count) return FALSE;
  if (bytes) *bytes = in->at;
  in->at += count, in->left -= count;
  return TRUE;
}

static guint64 number_at(const guint8 *bytes, int size) {
  guint64 value = 0;
  while (size--) value = value << 8 | bytes[size];
  return value;
}

static gboolean take_number(struct slice *in, int size, guint32 *value) {
  const guint8 *bytes;
  if (!skip(in, (gsize)size, &bytes)) return FALSE;
  *value = (guint32)number_at(bytes, size);
  return TRUE;
}

/* To a multiple of four; at the very end some leave it out. */
static void skip_padding(struct slice *in, gsize size) {
  skip(in, MIN((4 - size % 4) % 4, in->left), NULL);
}

/* --- which meeting --- */

/* [MS-OXOCAL] section 2.2.1.27: 16 bytes that say what it is, 4 of a date, 8 of a time, 8 of zeros, the size of the
 * rest. A meeting that began elsewhere has there "vCal-Uid", a 1, and the UID it has there. */
static char *inner_uid(const guint8 *bytes, gsize size) {
  static const guint8 kind[] = {0x04, 0, 0, 0, 0x82, 0, 0xe0, 0, 0x74, 0xc5, 0xb7, 0x10, 0x1a, 0x82, 0xe0, 0x08};
  static const char mark[] = "vCal-Uid\x01\0\0";
  struct slice in = {bytes, size};
  const guint8 *found;
  guint32 rest;
  if (!skip(&in, sizeof kind, &found) || memcmp(found, kind, sizeof kind) != 0) return g_strdup("");
  if (!skip(&in, 4 + 8 + 8, NULL) || !take_number(&in, 4, &rest) || rest > in.left) return g_strdup("");
  in.left = rest;
  if (!skip(&in, sizeof mark, &found) || memcmp(found, mark, sizeof mark) != 0 || in.left > UID_MOST)
    return g_strdup("");
  gsize length = 0;
  while (length < in.left && g_ascii_isprint((char)in.at[length])) length++;
  return g_strndup((const char *)in.at, length);
}

static char *hexadecimal(const guint8 *bytes, gsize size) {
  GString *out = g_string_sized_new(2 * size);
  for (gsize i = 0; i < size; i++) g_string_append_printf(out, "%02X", bytes[i]);
  return g_string_free(out, FALSE);
}

static char *uid_of(const guint8 *bytes, gsize size) {
  if (size > UID_MOST) return g_strdup("");
  g_autofree char *inner = inner_uid(bytes, size);
  return *inner ? g_steal_pointer(&inner) : hexadecimal(bytes, size);
}

char *tnef_uid_within(const char *uid) {
  guint8 bytes[UID_MOST];
  gsize size = strlen(uid) / 2;
  if (strlen(uid) % 2 || size > sizeof bytes || !g_str_has_prefix(uid, "04")) return g_strdup("");
  for (gsize i = 0; i < size; i++) {
    int high = g_ascii_xdigit_value(uid[2 * i]), low = g_ascii_xdigit_value(uid[2 * i + 1]);
    if (high < 0 || low < 0) return g_strdup("");
    bytes[i] = (guint8)(high << 4 | low);
  }
  return inner_uid(bytes, size);
}

/* --- properties ([MS-OXTNEF] section 2.1.3.4) --- */

enum { INTEGER = 0x0003, FLAG = 0x000b, TEXT8 = 0x001e, TEXT = 0x001f, MOMENT = 0x0040, BINARY = 0x0102 };

struct property {
  guint32 type, id, name; /* id 0: it has a name in one of the two sets of meetings */
  gboolean meeting;       /* PSETID_Meeting, else PSETID_Appointment */
  const guint8 *bytes;
  gsize size;
};

static gint64 moment_of(const struct property *property) {
  static const guint64 unix_start = 11644473600;
  guint64 seconds = property->size == 8 ? number_at(property->bytes, 8) / 10000000 : 0;
  return seconds > unix_start && seconds < unix_start + 7258118400 ? (gint64)(seconds - unix_start) : 0;
}

static char *text_of(const struct property *property) {
  gsize size = MIN(property->size, 2 * (gsize)UID_MOST);
  char *wide = property->type == TEXT ? g_convert((const char *)property->bytes, (gssize)(size & ~(gsize)1), "UTF-8",
                                                  "UTF-16LE", NULL, NULL, NULL)
                                      : g_strndup((const char *)property->bytes, size);
  g_autofree char *text = g_utf8_make_valid(wide ? wide : "", -1);
  g_free(wide);
  return g_strdup(text);
}

static void take_clean_uid(struct tnef_answer *answer, const struct property *property) {
  g_free(answer->uid);
  answer->uid = uid_of(property->bytes, property->size);
}
static void take_uid(struct tnef_answer *answer, const struct property *property) {
  if (!*answer->uid) take_clean_uid(answer, property);
}
static void take_sequence(struct tnef_answer *answer, const struct property *property) {
  answer->sequence = (int)MIN(number_at(property->bytes, 4), (guint64)G_MAXINT);
}
static void take_stamp(struct tnef_answer *answer, const struct property *property) {
  answer->stamp = moment_of(property);
}
static void take_partial(struct tnef_answer *answer, const struct property *property) {
  answer->partial = property->bytes[0] != 0;
}
static void take_counter(struct tnef_answer *answer, const struct property *property) {
  answer->counter = property->bytes[0] != 0;
}
static void take_start(struct tnef_answer *answer, const struct property *property) {
  answer->start = moment_of(property);
}
static void take_end(struct tnef_answer *answer, const struct property *property) {
  answer->end = moment_of(property);
}
static void take_attendee(struct tnef_answer *answer, const struct property *property) {
  g_free(answer->attendee);
  answer->attendee = text_of(property);
}

/* The clean id is what iCalendar has for a UID: the other names the day of one moment of a series. */
static const struct known {
  guint32 id, name;
  gboolean meeting;
  guint32 type;
  void (*take)(struct tnef_answer *answer, const struct property *property);
} knowns[] = {
    {0, 0x0003, TRUE, BINARY, take_uid},        /* PidLidGlobalObjectId */
    {0, 0x0023, TRUE, BINARY, take_clean_uid},  /* PidLidCleanGlobalObjectId */
    {0, 0x0001, TRUE, MOMENT, take_stamp},      /* PidLidAttendeeCriticalChange */
    {0, 0x000a, TRUE, FLAG, take_partial},      /* PidLidIsException */
    {0, 0x8201, FALSE, INTEGER, take_sequence}, /* PidLidAppointmentSequence */
    {0, 0x8257, FALSE, FLAG, take_counter},     /* PidLidAppointmentCounterProposal */
    {0, 0x8250, FALSE, MOMENT, take_start},     /* PidLidAppointmentProposedStartWhole */
    {0, 0x8251, FALSE, MOMENT, take_end},       /* PidLidAppointmentProposedEndWhole */
    {0x5d02, 0, FALSE, TEXT, take_attendee},    /* PidTagSentRepresentingSmtpAddress */
    {0x5d02, 0, FALSE, TEXT8, take_attendee},
};

static void take_property(struct tnef_answer *answer, const struct property *property) {
  for (gsize i = 0; i < G_N_ELEMENTS(knowns); i++) {
    const struct known *known = &knowns[i];
    gboolean same = known->id == property->id && known->name == property->name && known->type == property->type;
    if (same && (known->id || known->meeting == property->meeting)) known->take(answer, property);
  }
}

/* A property of 0x8000 and up has its name with it: a set, then a number or a text. */
static gboolean read_name(struct slice *in, struct property *property) {
  static const guint8 meeting[] = {0x90, 0xda, 0xd8, 0x6e, 0x0b, 0x45, 0x1b, 0x10,
                                   0x98, 0xda, 0x00, 0xaa, 0x00, 0x3f, 0x13, 0x05};
  static const guint8 appointment[] = {0x02, 0x20, 0x06, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};
  const guint8 *set;
  guint32 kind, value;
  if (property->id < 0x8000) return TRUE;
  if (!skip(in, 16, &set) || !take_number(in, 4, &kind) || !take_number(in, 4, &value)) return FALSE;
  if (kind == 1) {
    if (!skip(in, value, NULL)) return FALSE;
    skip_padding(in, value);
    return TRUE;
  }
  property->meeting = memcmp(set, meeting, sizeof meeting) == 0;
  if (!property->meeting && memcmp(set, appointment, sizeof appointment) != 0) return kind == 0;
  property->id = 0;
  property->name = value;
  return kind == 0;
}

/* How many bytes a value has, with what fills it up to four; 0 = each says its own. */
static int width_of(guint32 type) {
  static const struct {
    guint32 type;
    int width;
  } widths[] = {{0x0002, 4}, {INTEGER, 4}, {0x0004, 4}, {0x0005, 8}, {0x0006, 8}, {0x0007, 8},
                {0x000a, 4}, {FLAG, 4},    {0x0014, 8}, {MOMENT, 8}, {0x0048, 16}};
  for (gsize i = 0; i < G_N_ELEMENTS(widths); i++)
    if (widths[i].type == type) return widths[i].width;
  return 0;
}

static gboolean is_sized(guint32 type) {
  return type == 0x000d || type == TEXT8 || type == TEXT || type == BINARY;
}

static gboolean read_sized(struct slice *in, struct property *property) {
  guint32 size;
  if (!take_number(in, 4, &size) || !skip(in, size, &property->bytes)) return FALSE;
  property->size = size;
  skip_padding(in, size);
  return TRUE;
}

/* Of several values the last is kept: none that is looked for has several. */
static gboolean read_values(struct slice *in, struct property *property) {
  guint32 base = property->type & ~(guint32)0x1000, count = 1;
  int width = width_of(base);
  if (!width && !is_sized(base)) return FALSE;
  if ((property->type & 0x1000 || !width) && !take_number(in, 4, &count)) return FALSE;
  for (; count; count--) {
    if (!(width ? skip(in, (gsize)width, &property->bytes) : read_sized(in, property))) return FALSE;
    if (width) property->size = (gsize)width;
  }
  return TRUE;
}

static gboolean read_properties(struct slice in, struct tnef_answer *answer) {
  guint32 count;
  if (!take_number(&in, 4, &count) || count > PROPERTIES_MOST) return FALSE;
  for (; count; count--) {
    guint32 tag;
    if (!take_number(&in, 4, &tag)) return FALSE;
    struct property property = {.type = tag & 0xffff, .id = tag >> 16};
    if (!read_name(&in, &property) || !read_values(&in, &property)) return FALSE;
    if (property.bytes) take_property(answer, &property);
  }
  return TRUE;
}

/* --- attributes (section 2.1.1) --- */

/* Message classes of meeting responses, in the two names that TNEF has for them (section 2.1.3.2). */
static const char *partstat_of(const guint8 *bytes, gsize size) {
  static const struct {
    const char *name, *partstat;
  } classes[] = {{"IPM.Microsoft Schedule.MtgRespP", "ACCEPTED"},  {"IPM.Schedule.Meeting.Resp.Pos", "ACCEPTED"},
                 {"IPM.Microsoft Schedule.MtgRespN", "DECLINED"},  {"IPM.Schedule.Meeting.Resp.Neg", "DECLINED"},
                 {"IPM.Microsoft Schedule.MtgRespA", "TENTATIVE"}, {"IPM.Schedule.Meeting.Resp.Tent", "TENTATIVE"}};
  g_autofree char *name = g_strndup((const char *)bytes, MIN(size, (gsize)UID_MOST));
  for (gsize i = 0; i < G_N_ELEMENTS(classes); i++)
    if (g_ascii_strcasecmp(classes[i].name, name) == 0) return classes[i].partstat;
  return "";
}

static gboolean take_attribute(struct tnef_answer *answer, guint32 tag, struct slice value) {
  enum { MESSAGE_CLASS = 0x00078008, MESSAGE_PROPERTIES = 0x00069003 };
  if (tag == MESSAGE_CLASS) answer->partstat = partstat_of(value.at, value.left);
  return tag != MESSAGE_PROPERTIES || read_properties(value, answer);
}

/* Those of the message come first; at the first of an attachment the rest is none of ours. The sums are not looked at:
 * some writers leave them zero, and a mail has been checked by then. */
static gboolean read_attributes(struct slice *in, struct tnef_answer *answer) {
  while (in->left) {
    guint32 level, tag, size;
    struct slice value = {NULL, 0};
    if (!take_number(in, 1, &level) || !take_number(in, 4, &tag) || !take_number(in, 4, &size)) return FALSE;
    if (level != 1) return level == 2;
    value.left = size;
    if (!skip(in, size, &value.at) || !skip(in, 2, NULL) || !take_attribute(answer, tag, value)) return FALSE;
  }
  return TRUE;
}

static struct tnef_answer nothing(void) {
  return (struct tnef_answer){.partstat = "", .sequence = -1, .uid = g_strdup(""), .attendee = g_strdup("")};
}

gboolean tnef_read(const void *bytes, gsize size, struct tnef_answer *answer) {
  struct slice in = {bytes, size};
  guint32 signature;
  *answer = nothing();
  if (take_number(&in, 4, &signature) && signature == 0x223e9f78 && skip(&in, 2, NULL) && read_attributes(&in, answer))
    return TRUE;
  tnef_clear(answer);
  *answer = nothing();
  return FALSE;
}

void tnef_clear(struct tnef_answer *answer) {
  g_clear_pointer(&answer->uid, g_free);
  g_clear_pointer(&answer->attendee, g_free);
}
