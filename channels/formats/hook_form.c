#include "channels/formats/hook_form.h"

#include "channels/formats/hook_json.h"
#include "channels/formats/phone.h"

#include <string.h>

/* -- forms -----------------------------------------------------------------------------------------------------------
 */

/* '+' is a blank and %XX a byte; a '%' that stands for nothing stays what it is, as browsers have it. */
static GByteArray *unescape(const char *text, gsize length) {
  GByteArray *out = g_byte_array_sized_new((guint)length + 1);
  for (gsize i = 0; i < length; i++) {
    guint8 byte = text[i] == '+' ? ' ' : (guint8)text[i];
    if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit(text[i + 1]) && g_ascii_isxdigit(text[i + 2])) {
      byte = (guint8)(g_ascii_xdigit_value(text[i + 1]) * 16 + g_ascii_xdigit_value(text[i + 2]));
      i += 2;
    }
    g_byte_array_append(out, &byte, 1);
  }
  return out;
}

/* A NUL would end the text for everybody after us. */
static char *without_nul(char *text, gsize size) {
  g_autofree char *own = text;
  return own ? g_utf8_make_valid(own, (gssize)size) : NULL;
}

/* Two bytes of a character; `low` is where the lower one stands. 0 = past the end. */
static gunichar unit_at(const guint8 *bytes, gsize length, gsize i, gsize low) {
  return i + 1 < length ? (gunichar)(bytes[i + 1 - low] << 8 | bytes[i + low]) : 0;
}

/* By hand, for half of an emoji is common there (a long text is cut between any two units) and iconv refuses it. */
static char *decode_units(const guint8 *bytes, gsize length, gsize low) {
  GString *out = g_string_new(NULL);
  for (gsize i = 0; i + 1 < length; i += 2) {
    gunichar c = unit_at(bytes, length, i, low), next = unit_at(bytes, length, i + 2, low);
    if (c >= 0xd800 && c <= 0xdbff && next >= 0xdc00 && next <= 0xdfff)
      c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00), i += 2;
    else if (c == 0 || (c >= 0xd800 && c <= 0xdfff))
      c = 0xfffd;
    g_string_append_unichar(out, c);
  }
  return g_string_free(out, FALSE);
}

static char *decode_wide(const guint8 *bytes, gsize length, gsize low) {
  if (length % 2) return NULL;
  if (unit_at(bytes, length, 0, 1) == 0xfeff) return decode_units(bytes + 2, length - 2, 1);
  if (unit_at(bytes, length, 0, 0) == 0xfeff) return decode_units(bytes + 2, length - 2, 0);
  return decode_units(bytes, length, low);
}

/* Only alphabets that gateways use: iconv knows others with a state of their own. Without more, UCS-2 and UTF-16 are
 * big-endian (RFC 2781, and what Kannel hands on); what is called Latin-1 is Windows-1252, as browsers have it. */
enum shape { SHAPE_UTF8, SHAPE_ICONV, SHAPE_BIG, SHAPE_LITTLE };
static const struct alphabet {
  const char *name, *iconv;
  enum shape shape;
} alphabets[] = {
    {"UTF-8", NULL, SHAPE_UTF8},
    {"UTF8", NULL, SHAPE_UTF8},
    {"US-ASCII", NULL, SHAPE_UTF8},
    {"ASCII", NULL, SHAPE_UTF8},
    {"ISO-8859-1", "WINDOWS-1252", SHAPE_ICONV},
    {"ISO8859-1", "WINDOWS-1252", SHAPE_ICONV},
    {"LATIN1", "WINDOWS-1252", SHAPE_ICONV},
    {"LATIN-1", "WINDOWS-1252", SHAPE_ICONV},
    {"WINDOWS-1252", "WINDOWS-1252", SHAPE_ICONV},
    {"CP1252", "WINDOWS-1252", SHAPE_ICONV},
    {"ISO-8859-15", "ISO-8859-15", SHAPE_ICONV},
    {"UTF-16", NULL, SHAPE_BIG},
    {"UTF-16BE", NULL, SHAPE_BIG},
    {"UTF16-BE", NULL, SHAPE_BIG}, /* Kannel of old */
    {"UCS-2", NULL, SHAPE_BIG},
    {"UCS2", NULL, SHAPE_BIG},
    {"UCS-2BE", NULL, SHAPE_BIG},
    {"ISO-10646-UCS-2", NULL, SHAPE_BIG},
    {"UTF-16LE", NULL, SHAPE_LITTLE},
    {"UCS-2LE", NULL, SHAPE_LITTLE},
};

static const struct alphabet *alphabet_of(const char *charset) {
  for (gsize i = 0; i < G_N_ELEMENTS(alphabets); i++)
    if (g_ascii_strcasecmp(alphabets[i].name, charset) == 0) return &alphabets[i];
  return NULL;
}

static char *converted(const GByteArray *bytes, const char *charset) {
  gsize size = 0;
  const char *data = (const char *)bytes->data;
  char *text = g_convert(data, (gssize)bytes->len, "UTF-8", charset, NULL, &size, NULL);
  if (!text) text = g_convert(data, (gssize)bytes->len, "UTF-8", "ISO-8859-1", NULL, &size, NULL); /* knows all bytes */
  return without_nul(text, size);
}

static gboolean is_utf8(const GByteArray *bytes) {
  for (guint i = 0; i < bytes->len;) {
    gsize run = strnlen((const char *)bytes->data + i, bytes->len - i);
    if (!g_utf8_validate((const char *)bytes->data + i, (gssize)run, NULL)) return FALSE;
    i += (guint)run + 1;
  }
  return TRUE;
}

/* NULL when the bytes are no text in that alphabet. What is UTF-8 in spite of a name that nobody knows, is that; what
 * isn't in spite of its name or without one, is read as Windows-1252, in which nearly all bytes are something. */
static char *decoded(const GByteArray *bytes, const char *charset) {
  const struct alphabet *alphabet = alphabet_of(*charset ? charset : "UTF-8");
  enum shape shape = alphabet ? alphabet->shape : SHAPE_UTF8;
  if (shape == SHAPE_BIG || shape == SHAPE_LITTLE) return decode_wide(bytes->data, bytes->len, shape == SHAPE_BIG);
  if (shape == SHAPE_ICONV) return converted(bytes, alphabet->iconv);
  if (is_utf8(bytes)) return g_utf8_make_valid((const char *)bytes->data, (gssize)bytes->len);
  return alphabet ? converted(bytes, "WINDOWS-1252") : NULL;
}

struct form_field {
  char *name;
  GByteArray *value;
};

static void form_field_free(void *data) {
  struct form_field *field = data;
  g_free(field->name);
  g_byte_array_unref(field->value);
  g_free(field);
}

static void add_form_field(GPtrArray *all, const char *part, gsize length) {
  const char *equals = memchr(part, '=', length);
  if (!equals || equals == part || all->len >= HOOK_FORM_FIELDS_MAX) return;
  g_autoptr(GByteArray) name = unescape(part, (gsize)(equals - part));
  struct form_field *field = g_new0(struct form_field, 1);
  g_autofree char *text = g_strndup((const char *)name->data, name->len);
  field->name = g_ascii_strdown(text, -1);
  field->value = unescape(equals + 1, length - (gsize)(equals + 1 - part));
  g_ptr_array_add(all, field);
}

static GPtrArray *form_fields(const char *text, gsize length) {
  GPtrArray *all = g_ptr_array_new_with_free_func(form_field_free);
  const char *end = text + length;
  for (const char *part = text; part < end;) {
    const char *stop = memchr(part, '&', (gsize)(end - part));
    if (!stop) stop = end;
    add_form_field(all, part, (gsize)(stop - part));
    part = stop + 1;
  }
  return all;
}

static const char *form_charset(const GPtrArray *all, char out[32]) {
  out[0] = '\0';
  for (guint i = 0; i < all->len; i++) {
    const struct form_field *field = all->pdata[i];
    if (strcmp(field->name, "charset") != 0 || field->value->len >= 32) continue;
    memcpy(out, field->value->data, field->value->len);
    out[field->value->len] = '\0';
  }
  return out;
}

/* What several gateways call the words of a message: `charset` is about these. */
static const char *const texts[] = {"text", "body", "message", "content", NULL};

/* A bare "?" or a whole address in front is taken along by some gateways. */
static void read_form(const char *text, gsize length, struct hook_form *form) {
  const char *mark = memchr(text, '?', length), *equals = memchr(text, '=', length);
  if (mark && (!equals || mark < equals)) {
    length -= (gsize)(mark + 1 - text);
    text = mark + 1;
  }
  g_autoptr(GPtrArray) all = form_fields(text, length);
  char charset[32];
  form_charset(all, charset);
  for (guint i = 0; i < all->len; i++) {
    struct form_field *field = all->pdata[i];
    gboolean is_text = g_strv_contains(texts, field->name);
    char *value = decoded(field->value, is_text ? charset : "");
    if (!value && is_text) form->problem = "the text can't be read in its alphabet";
    if (!value || g_hash_table_contains(form->fields, field->name))
      g_free(value);
    else
      g_hash_table_insert(form->fields, g_strdup(field->name), value);
  }
}

/* -- JSON ------------------------------------------------------------------------------------------------------------
 */

static char *json_text(const json_t *value) {
  if (json_is_string(value)) return g_strdup(json_string_value(value));
  if (json_is_integer(value)) return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
  return NULL;
}

static gboolean read_json(const char *text, gsize length, struct hook_form *form) {
  json_t *object = hook_json_read(text, length);
  const char *name;
  json_t *value;
  json_object_foreach(object, name, value) {
    char *plain = json_text(value);
    if (!plain && g_strv_contains(texts, name)) form->problem = "the text is no string";
    if (plain) g_hash_table_insert(form->fields, g_ascii_strdown(name, -1), plain);
  }
  gboolean fine = json_is_object(object);
  json_decref(object);
  return fine;
}

/* -- what it says ----------------------------------------------------------------------------------------------------
 */

/* Gateways leave the plus out, and a plus that wasn't escaped arrives as a blank. */
char *hook_form_number(const char *written) {
  static const char *const prefixes[] = {"+", ""};
  g_autofree char *bare = g_strstrip(g_strdup(written));
  for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
    if (!i && (*bare == '0' || !g_ascii_isdigit(*bare))) continue;
    g_autofree char *full = g_strconcat(prefixes[i], bare, NULL);
    char out[PHONE_SIZE];
    enum phone_kind kind;
    if (phone_normalise(full, out, &kind) == PHONE_OK) return g_strdup(out);
  }
  return g_steal_pointer(&bare);
}

const char *hook_form_field(const struct hook_form *form, const char *name) {
  const char *value = g_hash_table_lookup(form->fields, name);
  return value ? value : "";
}

static gboolean read_fields(const char *text, gsize length, struct hook_form *form) {
  if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) text += 3, length -= 3;
  while (length && g_ascii_isspace(*text)) text++, length--;
  while (length && g_ascii_isspace(text[length - 1])) length--;
  if (!length) return FALSE;
  if (*text == '{') return read_json(text, length, form);
  read_form(text, length, form);
  return g_hash_table_size(form->fields) > 0;
}

gboolean hook_form_read(const void *bytes, gsize length, struct hook_form *form) {
  *form = (struct hook_form){.fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free), .problem = ""};
  gboolean fine = length <= HOOK_FORM_BYTES_MAX && read_fields(bytes, length, form);
  form->from = hook_form_number(hook_form_field(form, "from"));
  if (!*form->problem) form->text = g_strdup(hook_form_field(form, "text"));
  if (length > HOOK_FORM_BYTES_MAX)
    form->problem = "too long for a message of a gateway";
  else if (!fine)
    form->problem = "neither a form nor a JSON object";
  return fine;
}

void hook_form_clear(struct hook_form *form) {
  g_hash_table_unref(form->fields);
  g_free(form->from);
  g_free(form->text);
  *form = (struct hook_form){0};
}
