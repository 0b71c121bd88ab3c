#include "channels/formats/hook_form.h"

#include "channels/formats/phone.h"

#include <jansson.h>
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

/* NULL when the bytes are no text in that alphabet, or hold a NUL. Only alphabets that gateways use: iconv knows others
 * with a state of their own. */
static char *decoded(const GByteArray *bytes, const char *charset) {
  static const char *const known[] = {"UTF-8",  "US-ASCII", "ASCII",    "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252",
                                      "CP1252", "UTF-16BE", "UTF-16LE", "UCS-2BE",    NULL};
  g_autofree char *name = g_ascii_strup(*charset ? charset : "UTF-8", -1);
  if (!g_strv_contains(known, name)) return NULL;
  gsize size = 0;
  g_autofree char *text = g_convert((const char *)bytes->data, (gssize)bytes->len, "UTF-8", name, NULL, &size, NULL);
  if (!text && !*charset)
    text = g_convert((const char *)bytes->data, (gssize)bytes->len, "UTF-8", "WINDOWS-1252", NULL, &size, NULL);
  if (!text || strlen(text) != size || !g_utf8_validate(text, -1, NULL)) return NULL;
  return g_steal_pointer(&text);
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
  json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
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
