/* The part of the kit for a channel of somebody else, as it is set up: everything dry, nothing sent. What it makes of
 * faults on the way is our side's work and tried in conformance.c; here it is what the stranger answers. */
#include "channels/conformance/conformance_room.h"

#include <string.h>

static const char *const texts[] = {
    "Hi Noor, how are you?",
    "\"Hoi\" \\ 'Noor' %s {{naam}} <b>&amp;</b>",
    "Zo\xc3\xab \xe2\x82\xac 5 \xf0\x9f\x91\x8b\xf0\x9f\x8f\xbd \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7",
    "een\r\ntwee\n\ndrie\t.\n.\n",
};

/* The same message twice gives the same answer, for the kit's key never changes. */
static void send_twice(struct kit *kit, const char *name, const struct channel_message *message) {
  g_autofree char *first = NULL;
  for (int round = 0; round < 2; round++) {
    struct channel_result result = {.verdict = CHANNEL_UNKNOWN};
    struct look look = conformance_look_begin();
    kit->member->send(kit->state, message, &result);
    g_autofree char *answer = g_strdup_printf("%s %s", channel_verdict_names[result.verdict], result.reference);
    if (round == 0) conformance_judge(kit, name, S | L | N, &look, &result);
    gboolean same = !first || g_str_equal(first, answer);
    if (!same) conformance_tell_one(kit, FALSE, name, "the same message got another answer the second time");
    if (!first) first = g_steal_pointer(&answer);
    channel_result_clear(&result);
  }
}

static void try_kind(struct kit *kit, const char *kind) {
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    struct channel_message message = conformance_message(kind);
    g_autofree char *name = g_strdup_printf("%s, dry, text %zu", kind, i + 1);
    message.text = texts[i];
    send_twice(kit, name, &message);
  }
  struct channel_message wrong = conformance_message(kind);
  g_autofree char *name = g_strdup_printf("%s, dry, to nobody", kind);
  wrong.to = "x";
  conformance_try(kit, name, S | L | N, &wrong, 0);
}

static void ask(struct kit *kit) {
  struct channel_result result = {0};
  struct channel_message message = conformance_message("sms");
  message.key = "zzzzzzzzzzzzzzzzzzzzzzzzzz";
  struct look look = conformance_look_begin();
  kit->member->ask(kit->state, &message, &result);
  conformance_judge(kit, "asked after a message that never was", L | N | U, &look, &result);
  channel_result_clear(&result);
}

static gboolean look_dry(struct kit *kit) {
  g_autoptr(GError) error = NULL;
  struct look look = conformance_look_begin();
  gboolean ok = kit->member->check(kit->state, &error);
  const char *fault = conformance_look_end(&look);
  conformance_tell_one(kit, ok && !fault, "a dry look", fault ? fault : ok ? "" : error->message);
  return ok;
}

gboolean conformance_run_dry(const struct channel *member, void *state, conformance_tell say, void *user) {
  struct kit kit = {.member = member, .state = state, .tell = say, .user = user, .ok = TRUE};
  g_autoptr(GError) error = NULL;
  const struct channel_profile *profile = member->profile ? member->profile(state, &error) : NULL;
  kit.forbidden = g_ptr_array_new_with_free_func(g_free);
  conformance_tell_one(&kit, profile != NULL, "introduces itself",
                       profile ? profile->name
                       : error ? error->message
                               : "");
  g_auto(GStrv) kinds = g_strsplit(profile ? profile->kinds : "", " ", -1);
  gboolean works = profile && look_dry(&kit);
  for (char **kind = kinds; works && *kind; kind++) try_kind(&kit, *kind);
  if (works && member->ask) ask(&kit);
  g_ptr_array_unref(kit.forbidden);
  return kit.ok;
}
