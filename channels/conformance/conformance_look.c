#include "channels/conformance/conformance_room.h"

#include <string.h>

#include "channels/transport/stopwatch.h"

enum { MOST_MILLISECONDS = 12000, MOST_MEGABYTES = 32, MOST_WAIT = 31 * 86400 };

void conformance_tell_one(struct kit *kit, gboolean ok, const char *name, const char *detail) {
  kit->ok = kit->ok && ok;
  kit->tell(kit->user, ok, name, detail);
}

/* -- the channel and its message -----------------------------------------------------------------------------------
 */

static char *filled_in(const struct kit *kit, const char *value) {
  g_autoptr(GString) text = g_string_new(value);
  g_autofree char *port = g_strdup_printf("%d", kit->port);
  g_string_replace(text, "{port}", port, 0);
  g_string_replace(text, "{folder}", kit->folder, 0);
  g_string_replace(text, "{program}", kit->program ? kit->program : "", 0);
  return g_strdup(text->str);
}

static const char *setting(void *user, const char *option) {
  const struct kit *kit = user;
  for (const char *const *s = kit->row->settings; *s; s += 2) {
    if (!g_str_equal(*s, option)) continue;
    g_autofree char *value = filled_in(kit, s[1]);
    return g_intern_string(value);
  }
  for (const struct channel_option *o = kit->member->options; o->name; o++)
    if (g_str_equal(o->name, option)) return o->fallback;
  return NULL;
}

gboolean conformance_open(struct kit *kit) {
  g_autoptr(GError) error = NULL;
  kit->state = kit->member->open(setting, kit, &error);
  if (!kit->state) conformance_tell_one(kit, FALSE, "opens", error ? error->message : "without a reason");
  return kit->state != NULL;
}

void conformance_close(struct kit *kit) {
  if (kit->state) kit->member->close(kit->state);
  kit->state = NULL;
}

const struct channel_invitation conformance_invitation = {
    .method = CHANNEL_REQUEST,
    .uid = CONFORMANCE_KEY "@linde.example",
    .start = KIT_QUEUED + 6 * 86400 + 3600,
    .end = KIT_QUEUED + 6 * 86400 + 5400,
    .stamp = KIT_QUEUED,
    .summary = "A talk",
    .location = "De Linde",
    .description = "About work.",
    .organizer_name = "Marjolein",
    .organizer_address = "loopbaan@linde.example",
    .attendee_name = "Noor",
    .attendee_address = "noor@leerling.example",
};

struct channel_message conformance_message(const char *kind) {
  gboolean number = g_str_equal(kind, "sms") || g_str_equal(kind, "whatsapp");
  gboolean calendar = g_str_equal(kind, "calendar") || g_str_equal(kind, "agenda");
  return (struct channel_message){
      .key = CONFORMANCE_KEY,
      .channel = kind,
      .to = number                        ? "+31612345678"
            : g_str_equal(kind, "letter") ? "Noor\nKade 1\n1234 AB Almere"
                                          : "noor@leerling.example",
      .to_name = "Noor",
      .from = number ? "+3197010000000" : "loopbaan@linde.example",
      .from_name = "Marjolein",
      .reply_to = number ? "" : "loopbaan@linde.example",
      .copy_to = "",
      .return_path = "",
      .subject = number ? "" : "A talk",
      .text = "Hi Noor, how are you?",
      .invitation = calendar ? &conformance_invitation : NULL,
      .queued = KIT_QUEUED,
      .previous = "",
  };
}

/* -- looking at what came ------------------------------------------------------------------------------------------
 */

/* Its secrets as they are, and as they look in a header. */
void conformance_forbid(struct kit *kit) {
  const char *user = setting(kit, "user");
  kit->forbidden = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(kit->forbidden, g_strdup(CONFORMANCE_MARK));
  for (const struct channel_option *o = kit->member->options; o->name; o++) {
    const char *value = o->secret ? setting(kit, o->name) : NULL;
    if (!value || !*value) continue;
    g_autofree char *basic = g_strdup_printf("%s:%s", user ? user : "", value);
    g_ptr_array_add(kit->forbidden, g_strdup(value));
    g_ptr_array_add(kit->forbidden, g_base64_encode((const guchar *)basic, strlen(basic)));
  }
}

/* Base64 hides a word, and from nobody. Whoever cut it in front may have begun within a group of four. */
static gboolean hides_mark(const char *text) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";
  for (const char *run = text + strcspn(text, letters); *run; run += strcspn(run, letters)) {
    gsize length = strspn(run, letters);
    for (gsize from = 0; from < 4 && from + 8 <= length; from++) {
      g_autofree char *part = g_strndup(run + from, (length - from) / 4 * 4);
      gsize n = 0;
      g_strdelimit(g_strdelimit(part, "-", '+'), "_", '/');
      g_autofree guchar *bytes = g_base64_decode(part, &n);
      if (memmem(bytes, n, CONFORMANCE_MARK, strlen(CONFORMANCE_MARK))) return TRUE;
    }
    run += length;
  }
  return FALSE;
}

static gboolean shows_secret(const struct kit *kit, const char *text) {
  if (hides_mark(text)) return TRUE;
  for (guint i = 0; i < kit->forbidden->len; i++)
    if (strstr(text, kit->forbidden->pdata[i])) return TRUE;
  return FALSE;
}

/* NULL = all is well with it. */
const char *conformance_words(const struct kit *kit, const char *text) {
  if (!text || !*text) return "it says nothing";
  if (!g_utf8_validate(text, -1, NULL)) return "what it says is not UTF-8";
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_iscntrl(g_utf8_get_char(p))) return "what it says is more than a line";
  if (strlen(text) > 2000) return "what it says is too long";
  return shows_secret(kit, text) ? "it shows a secret" : NULL;
}

static gsize megabytes(void) {
  g_autofree char *text = NULL;
  if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL)) return 0;
  const char *resident = strchr(text, ' ');
  return resident ? (gsize)g_ascii_strtoull(resident, NULL, 10) * 4 / 1024 : 0;
}

struct look conformance_look_begin(void) {
  return (struct look){stopwatch_read(), megabytes()};
}

const char *conformance_look_end(const struct look *look) {
  if (stopwatch_read() - look->began > MOST_MILLISECONDS) return "it took too long";
  return megabytes() > look->memory + MOST_MEGABYTES ? "it took too much memory" : NULL;
}

void conformance_judge(struct kit *kit, const char *name, int allowed, const struct look *look,
                       const struct channel_result *result) {
  const char *fault = conformance_look_end(look);
  if (!fault) fault = conformance_words(kit, result->reason);
  if (!fault && (!result->reference || (*result->reference && conformance_words(kit, result->reference))))
    fault = "its reference is no plain word";
  if (!fault && (result->retry_after < 0 || result->retry_after > MOST_WAIT)) fault = "it would wait for ever";
  if (!fault && !(allowed & (1 << result->verdict))) fault = "another verdict was due";
  gboolean secret = shows_secret(kit, result->reason ? result->reason : "");
  g_autofree char *detail = g_strdup_printf("%s%s%s: %s", fault ? fault : "", fault ? ": " : "",
                                            channel_verdict_names[result->verdict], secret ? "***" : result->reason);
  conformance_tell_one(kit, fault == NULL, name, detail);
}

void conformance_try(struct kit *kit, const char *name, int allowed, const struct channel_message *message,
                     int least_wait) {
  struct channel_result result = {.verdict = CHANNEL_UNKNOWN};
  struct look look = conformance_look_begin();
  kit->member->send(kit->state, message, &result);
  conformance_judge(kit, name, allowed, &look, &result);
  if (result.retry_after < least_wait) conformance_tell_one(kit, FALSE, name, "it forgot how long it was to wait");
  channel_result_clear(&result);
}

void conformance_send(struct kit *kit, const char *name, int allowed, int least_wait) {
  struct channel_message message = conformance_message(kit->row->kind);
  conformance_try(kit, name, allowed, &message, least_wait);
}
