#include "channels/foreign/foreign_codec.h"

#include "channels/transport/reason.h"

#include <string.h>

enum { NAME_MAX_CHARACTERS = 64, REFERENCE_MAX = 200, OPTIONS_MAX = 32, WAIT_MAX = 7 * 86400 };

static const struct {
  const char *name;
  guint ability;
} kinds[] = {{"sms", CHANNEL_CAN_TEXT},
             {"email", CHANNEL_CAN_MAIL},
             {"calendar", CHANNEL_CAN_INVITE},
             {"letter", CHANNEL_CAN_PRINT}},
  returns[] = {{"receipt", CHANNEL_CAN_RECEIPT}, {"hear", CHANNEL_CAN_HEAR}};

/* -- writing -------------------------------------------------------------------------------------------------------
 */

char *foreign_codec_id(const char *verb, const char *key) {
  return *key ? g_strconcat(verb, "-", key, NULL) : g_strdup(verb);
}

/* Takes the object. The order of the fields is that of their making, so the bytes are the same each time. */
static char *line_of(json_t *object) {
  char *own = json_dumps(object, JSON_COMPACT);
  char *line = g_strdup(own);
  free(own);
  json_decref(object);
  return line;
}

static json_t *request(const char *verb, const char *key) {
  g_autofree char *id = foreign_codec_id(verb, key);
  return json_pack("{s:s, s:s}", "id", id, "verb", verb);
}

char *foreign_codec_plain(const char *verb) {
  json_t *object = request(verb, "");
  if (g_str_equal(verb, "hello")) json_object_set_new(object, "protocol", json_integer(FOREIGN_PROTOCOL));
  return line_of(object);
}

char *foreign_codec_open(const struct foreign_hello *hello, GHashTable *values) {
  json_t *object = request("open", ""), *options = json_object();
  const struct channel_option *all = (const struct channel_option *)(const void *)hello->options->data;
  for (const struct channel_option *o = all; o->name; o++) {
    const char *value = g_hash_table_lookup(values, o->name);
    json_object_set_new(options, o->name, json_string(value ? value : o->fallback));
  }
  json_object_set_new(object, "options", options);
  return line_of(object);
}

char *foreign_codec_ask(const char *key) {
  json_t *object = request("ask", key);
  json_object_set_new(object, "key", json_string(key));
  return line_of(object);
}

char *foreign_codec_kept(const GPtrArray *marks) {
  json_t *object = request("kept", ""), *list = json_array();
  for (guint i = 0; i < marks->len; i++) json_array_append_new(list, json_string(marks->pdata[i]));
  json_object_set_new(object, "marks", list);
  return line_of(object);
}

static gboolean is_left_out(const struct foreign_field *field, const void *at) {
  const char *text = g_str_equal(field->type, "text") && !field->required ? *(const char *const *)at : "x";
  return !text || !*text;
}

/* The texts and moments of a struct, as the table has them. FALSE when one is not UTF-8. */
static gboolean add_fields(json_t *object, const char *name, const void *from) {
  for (const struct foreign_field *f = foreign_fields; f->object; f++) {
    if (!g_str_equal(f->object, name) || f->at == FOREIGN_NOWHERE) continue;
    const void *at = (const char *)from + f->at;
    json_t *value = NULL;
    if (is_left_out(f, at)) continue;
    if (g_str_equal(f->type, "text")) value = json_string(*(const char *const *)at);
    if (g_str_equal(f->type, "number")) value = json_integer(*(const gint64 *)at);
    if (value && json_object_set_new(object, f->name, value) != 0) return FALSE;
    if (!value && g_str_equal(f->type, "text")) return FALSE; /* jansson takes valid UTF-8 only */
  }
  return TRUE;
}

static json_t *invitation_json(const struct channel_invitation *invitation) {
  json_t *object = json_object();
  const char *method = invitation->method == CHANNEL_CANCEL ? "CANCEL" : "REQUEST";
  if (!add_fields(object, "invitation", invitation)) {
    json_decref(object);
    return NULL;
  }
  json_object_set_new(object, "method", json_string(method));
  json_object_set_new(object, "sequence", json_integer(invitation->sequence));
  return object;
}

static gboolean message_json(json_t *object, const struct channel_message *message) {
  if (!add_fields(object, "message", message)) return FALSE;
  return !message->invitation || json_object_set_new(object, "invitation", invitation_json(message->invitation)) == 0;
}

/* Who reads our JSON may put it into a header of their own: an address with a line end in it never leaves. */
static gboolean addresses_hold(const struct channel_message *message) {
  const char *const addresses[] = {g_str_equal(message->channel, "letter") ? "" : message->to,
                                   message->from,
                                   message->reply_to,
                                   message->copy_to,
                                   message->return_path,
                                   message->unsubscribe_url ? message->unsubscribe_url : "",
                                   message->unsubscribe_mail ? message->unsubscribe_mail : ""};
  for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++)
    for (const char *p = addresses[i]; *p; p++)
      if (g_ascii_iscntrl(*p)) return FALSE;
  return TRUE;
}

char *foreign_codec_send(const struct channel_message *message, gboolean dry, GError **error) {
  if (!addresses_hold(message)) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "an address of the message has a line end in it");
    return NULL;
  }
  json_t *object = request("send", message->key), *body = json_object();
  gboolean ok = object && message_json(body, message);
  if (!ok || json_object_set(object, "message", body) != 0) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "a text of the message is not UTF-8");
    json_decref(object);
    json_decref(body);
    return NULL;
  }
  json_decref(body);
  if (dry) json_object_set_new(object, "dry", json_true());
  return line_of(object);
}

/* -- reading -------------------------------------------------------------------------------------------------------
 */

/* "" when it is not there or no text. */
static const char *text_at(const json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text ? text : "";
}

json_t *foreign_codec_read(const char *bytes, gsize length, char **detail) {
  json_error_t where;
  json_t *object = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &where);
  if (json_is_object(object)) return object;
  *detail = object ? g_strdup("JSON, but no object") : reason_line(where.text, strlen(where.text), NULL);
  json_decref(object);
  return NULL;
}

void foreign_codec_hello_free(struct foreign_hello *hello) {
  if (!hello) return;
  g_free(hello->name);
  g_free(hello->version);
  g_free(hello->kinds);
  g_strfreev(hello->verbs);
  g_array_unref(hello->options);
  g_ptr_array_unref(hello->strings);
  g_free(hello);
}

gboolean foreign_codec_can(const struct foreign_hello *hello, const char *verb) {
  return g_strv_contains((const char *const *)hello->verbs, verb);
}

static char *label(const json_t *answer, const char *name) {
  const char *text = text_at(answer, name);
  g_autofree char *line = *text ? reason_line(text, strlen(text), NULL) : g_strdup("");
  return g_utf8_substring(line, 0, MIN(g_utf8_strlen(line, -1), NAME_MAX_CHARACTERS));
}

static gboolean read_kinds(const json_t *answer, struct foreign_hello *hello) {
  g_autoptr(GString) list = g_string_new(NULL);
  const json_t *words = json_object_get(answer, "kinds");
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    for (gsize n = 0; n < json_array_size(words); n++) {
      if (g_strcmp0(json_string_value(json_array_get(words, n)), kinds[i].name) != 0) continue;
      if (!(hello->abilities & kinds[i].ability))
        g_string_append_printf(list, "%s%s", list->len ? " " : "", kinds[i].name);
      hello->abilities |= kinds[i].ability;
    }
  hello->kinds = g_strdup(list->str);
  return list->len > 0;
}

static void read_words(const json_t *answer, struct foreign_hello *hello) {
  const json_t *able = json_object_get(answer, "abilities"), *verbs = json_object_get(answer, "verbs");
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (gsize n = 0; n < json_array_size(able); n++)
    for (gsize i = 0; i < G_N_ELEMENTS(returns); i++)
      if (g_strcmp0(json_string_value(json_array_get(able, n)), returns[i].name) == 0)
        hello->abilities |= returns[i].ability;
  for (const struct foreign_verb *v = foreign_verbs; v->name; v++)
    for (gsize n = 0; v->listed && n < json_array_size(verbs); n++)
      if (g_strcmp0(json_string_value(json_array_get(verbs, n)), v->name) == 0)
        g_ptr_array_add(names, g_strdup(v->name));
  g_ptr_array_add(names, NULL);
  hello->verbs = (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

static gboolean is_plain_name(const char *name) {
  gsize n = strlen(name);
  return n > 0 && n <= 32 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == n;
}

/* FALSE when its name is no name, or is there already. */
static gboolean add_option(struct foreign_hello *hello, const json_t *option) {
  const char *name = text_at(option, "name"), *fallback = json_string_value(json_object_get(option, "default"));
  if (!is_plain_name(name)) return FALSE;
  for (guint i = 0; i < hello->options->len; i++)
    if (g_str_equal(g_array_index(hello->options, struct channel_option, i).name, name)) return FALSE;
  char *strings[] = {g_strdup(name), label(option, "help"), g_strdup(fallback)};
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) g_ptr_array_add(hello->strings, strings[i]);
  struct channel_option row = {strings[0], strings[2], json_is_true(json_object_get(option, "secret")), strings[1]};
  g_array_append_val(hello->options, row);
  return TRUE;
}

static gboolean read_options(const json_t *answer, struct foreign_hello *hello) {
  const json_t *options = json_object_get(answer, "options");
  if (json_array_size(options) > OPTIONS_MAX) return FALSE;
  for (gsize n = 0; n < json_array_size(options); n++)
    if (!add_option(hello, json_array_get(options, n))) return FALSE;
  return TRUE;
}

struct foreign_hello *foreign_codec_read_hello(const json_t *answer, char **detail) {
  struct foreign_hello *hello = g_new0(struct foreign_hello, 1);
  hello->options = g_array_new(TRUE, TRUE, sizeof(struct channel_option));
  hello->strings = g_ptr_array_new_with_free_func(g_free);
  hello->name = label(answer, "name");
  hello->version = label(answer, "version");
  hello->dry = json_is_true(json_object_get(answer, "dry"));
  read_words(answer, hello);
  const char *wrong = NULL;
  if (json_integer_value(json_object_get(answer, "protocol")) != FOREIGN_PROTOCOL)
    wrong = "protocol: is not 1";
  else if (!*hello->name || !*hello->version)
    wrong = "name, version: must both be there";
  else if (!read_kinds(answer, hello))
    wrong = "kinds: none that there is";
  else if (!read_options(answer, hello))
    wrong = "options: a name that is not plain, or is there twice";
  if (!wrong) return hello;
  *detail = g_strdup(wrong);
  foreign_codec_hello_free(hello);
  return NULL;
}

/* -- answers -------------------------------------------------------------------------------------------------------
 */

static char *reason_of(const json_t *answer, const char *const *secrets) {
  const char *text = text_at(answer, "reason");
  return *text ? reason_line(text, strlen(text), secrets) : g_strdup("");
}

/* Compared with what a receipt says later, so it is taken as it is or not at all. */
static const char *reference_of(const json_t *object) {
  const char *text = text_at(object, "reference");
  if (g_utf8_strlen(text, -1) > REFERENCE_MAX) return "";
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (!g_unichar_isprint(g_utf8_get_char(p))) return "";
  return text;
}

gboolean foreign_codec_read_verdict(const json_t *answer, const char *const *secrets, struct channel_result *result) {
  static const enum channel_verdict all[] = {CHANNEL_SENT, CHANNEL_LATER, CHANNEL_NEVER, CHANNEL_UNKNOWN};
  g_autofree char *reason = reason_of(answer, secrets);
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
    if (!g_str_equal(text_at(answer, "verdict"), channel_verdict_names[all[i]])) continue;
    channel_result_set(result, all[i], "%s", reason);
    g_free(result->reference);
    result->reference = g_strdup(reference_of(answer));
    result->retry_after = (int)CLAMP(json_integer_value(json_object_get(answer, "retry_after")), 0, WAIT_MAX);
    return TRUE;
  }
  channel_result_set(result, CHANNEL_UNKNOWN, "%s: verdict", foreign_failures[FOREIGN_BAD_ANSWER].text);
  return FALSE;
}

gboolean foreign_codec_read_done(const json_t *answer, const char *const *secrets, char **reason) {
  const json_t *ok = json_object_get(answer, "ok");
  *reason = NULL;
  if (json_is_true(ok)) return TRUE;
  *reason = reason_of(answer, secrets);
  if (!**reason || !ok) {
    g_free(*reason);
    *reason = g_strdup_printf("%s: %s", foreign_failures[FOREIGN_BAD_ANSWER].text, ok ? "reason" : "ok");
  }
  return FALSE;
}

gboolean foreign_codec_read_news(const json_t *answer, const char *const *secrets, GPtrArray *raw, GPtrArray *marks) {
  const json_t *news = json_object_get(answer, "news");
  if (!json_is_array(news)) return FALSE;
  for (gsize i = 0; i < json_array_size(news) && i < FOREIGN_NEWS_MAX; i++) {
    const json_t *item = json_array_get(news, i);
    if (!json_is_object(item)) continue;
    json_t *copy = json_copy((json_t *)item);
    g_autofree char *reason = reason_of(item, secrets);
    json_object_set_new(copy, "reason", json_string(reason));
    json_object_del(copy, "mark"); /* given anew at each try it would make the same news look different */
    g_ptr_array_add(raw, line_of(json_pack("{s:[o]}", "news", copy)));
    g_ptr_array_add(marks, g_strdup(text_at(item, "mark")));
  }
  return TRUE;
}

/* -- hearing -------------------------------------------------------------------------------------------------------
 */

/* One of `words`, as a literal that lives for ever; "" when it is none. */
static const char *word_of(const json_t *item, const char *name, const char *const *words) {
  for (; *words; words++)
    if (g_str_equal(text_at(item, name), *words)) return *words;
  return "";
}

static void read_texts(const json_t *item, struct channel_news *news) {
  const struct {
    const char *name;
    char **field;
  } texts[] = {{"key", &news->key}, {"from", &news->from}, {"to", &news->to}, {"text", &news->text}, {"at", &news->at}};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) channel_news_set(texts[i].field, text_at(item, texts[i].name));
  g_autofree char *reason = reason_of(item, NULL);
  channel_news_set(&news->reason, reason);
  channel_news_set(&news->reference, reference_of(item));
}

/* NULL: of a kind that there is not, or a receipt without a state; of a later protocol, perhaps. */
static struct channel_news *read_item(const json_t *item) {
  static const char *const news_kinds[] = {"receipt", "text", "call", NULL};
  static const char *const states[] = {"sent", "delivered", "failed", NULL};
  static const char *const causes[] = {"address", "full", "temporary", "reputation", "message", "other", NULL};
  const char *kind = word_of(item, "kind", news_kinds), *state = word_of(item, "state", states);
  if (!*kind || (g_str_equal(kind, "receipt") && !*state)) return NULL;
  struct channel_news *news = channel_news_new(g_str_equal(kind, "receipt") ? CHANNEL_NEWS_RECEIPT
                                               : g_str_equal(kind, "text")  ? CHANNEL_NEWS_TEXT
                                                                            : CHANNEL_NEWS_CALL);
  read_texts(item, news);
  if (news->kind != CHANNEL_NEWS_RECEIPT) return news;
  news->state = state;
  news->cause = g_str_equal(state, "failed") ? word_of(item, "cause", causes) : "";
  if (g_str_equal(state, "failed") && !*news->cause) news->cause = "other";
  news->part = (int)CLAMP(json_integer_value(json_object_get(item, "part")), 0, 255);
  return news;
}

GPtrArray *foreign_codec_hear(const void *bytes, gsize length, GError **error) {
  g_autofree char *detail = NULL;
  json_t *object = foreign_codec_read(bytes, length, &detail);
  const json_t *list = json_object_get(object, "news");
  if (!json_is_array(list) || json_array_size(list) > FOREIGN_NEWS_MAX) {
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "%s", detail ? detail : "there is no list of news in it");
    json_decref(object);
    return NULL;
  }
  GPtrArray *all = g_ptr_array_new_with_free_func(channel_news_free);
  gboolean whole = TRUE;
  for (gsize i = 0; i < json_array_size(list); i++) {
    struct channel_news *news = read_item(json_array_get(list, i));
    if (news) g_ptr_array_add(all, news);
    whole = whole && (!news || news->kind == CHANNEL_NEWS_RECEIPT || *news->from);
  }
  json_decref(object);
  if (whole) return all;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "words or a call without `from`");
  g_ptr_array_unref(all);
  return NULL;
}
