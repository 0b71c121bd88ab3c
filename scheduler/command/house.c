#include "scheduler/command/house.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "scheduler/command/chance.h"
#include "scheduler/command/clock.h"
#include "scheduler/store/store_events.h"

G_DEFINE_QUARK(house_error, house_error)

static const char *setting(void *user, const char *organisation, const char *name) {
  return config_get(((struct house *)user)->config, organisation, name);
}

static void chance(void *user, char *out, gsize n) {
  (void)user;
  chance_text(out, n);
}

static gboolean moment_of(const struct command_call *call, const struct zone *zone, gint64 *now, GError **error) {
  *now = clock_now();
  if (!call->now || zone_parse(zone, call->now, now)) return TRUE;
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "--now %s is no time: write 2026-08-21T10:00+02:00, or a date",
              call->now);
  return FALSE;
}

/* Tests end the process at the n-th commit, to see that nothing is lost or done twice. */
static void end_at_commit(void *user, guint64 commits) {
  if (commits == *(guint64 *)user) _Exit(COMMAND_INTERRUPTED);
}

static void watch_commits(struct house *house) {
  const char *at = g_getenv("WAAKVLAM_TEST_EXIT_AT_COMMIT");
  if (!at || !g_ascii_string_to_unsigned(at, 10, 1, G_MAXUINT32, &house->exit_at, NULL)) return;
  store_on_commit(house->store, end_at_commit, &house->exit_at);
}

static gboolean check_writable(struct house *house, gboolean hears, GError **error) {
  if (store_is_fenced(house->store)) {
    g_set_error(error, STORE_ERROR, STORE_ERROR_FENCED,
                "%s is a copy or a restored backup: check that the original does not run, then waakvlam fence release",
                house->data);
    return FALSE;
  }
  gint64 newest = store_events_newest(house->store);
  if (hears) house->now = MAX(house->now, newest);
  if (house->now >= newest) return TRUE;
  g_autofree char *then = zone_format(house->zone, newest);
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "that moment lies before the newest event (%s)", then);
  return FALSE;
}

static gboolean open_store(struct house *house, GError **error) {
  g_autofree char *path = g_build_filename(house->data, "waakvlam.db", NULL);
  house->store = store_open(path, error);
  if (!house->store) return FALSE;
  watch_commits(house);
  g_autofree char *key = store_meta_get(house->store, "installation");
  g_autofree char *demo = store_meta_get(house->store, "demo");
  if (!key) {
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED, "%s has no installation key", path);
    return FALSE;
  }
  house->demo = demo && strcmp(demo, "yes") == 0;
  house->world = (struct flow_world){setting, chance, house, g_bytes_new(key, strlen(key))};
  house->cases = cases_new(house->store, house->zone);
  house->flow = flow_new(house->cases, &house->world);
  return TRUE;
}

struct house *house_open(const struct command_call *call, enum house_use use, GError **error) {
  g_autoptr(House) house = g_new0(struct house, 1);
  house->data = g_strdup(call->data);
  house->actor = "operator";
  g_autofree char *settings = g_build_filename(house->data, "waakvlam.conf", NULL);
  if (!g_file_test(settings, G_FILE_TEST_EXISTS)) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP,
                "there is no installation in %s; make one with waakvlam --data %s init", house->data, house->data);
    return NULL;
  }
  house->config = config_read(settings, error);
  if (!house->config) return NULL;
  house->zone = zone_load("Europe/Amsterdam", error);
  if (!house->zone || !moment_of(call, house->zone, &house->now, error) || !open_store(house, error)) return NULL;
  if (use != HOUSE_READS && !check_writable(house, use == HOUSE_HEARS && !call->now, error)) return NULL;
  return g_steal_pointer(&house);
}

void house_free(struct house *house) {
  if (!house) return;
  flow_free(house->flow);
  cases_free(house->cases);
  store_close(house->store);
  zone_free(house->zone);
  config_free(house->config);
  g_clear_pointer(&house->world.key, g_bytes_unref);
  g_free(house->data);
  g_free(house);
}

date_t house_today(const struct house *house) {
  return zone_to_local(house->zone, house->now).day;
}

gboolean house_date(const struct house *house, const struct command_call *call, const char *option, date_t *date,
                    GError **error) {
  const char *text = command_get(call, option);
  gint64 moment = 0;
  *date = DATE_NONE;
  if (!text || date_parse_iso(text, date)) return TRUE;
  if (house && zone_parse(house->zone, text, &moment)) {
    *date = zone_to_local(house->zone, moment).day;
    return TRUE;
  }
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "--%s %s is no date: write 2026-08-21", option, text);
  return FALSE;
}

struct flow_act house_act(const struct house *house) {
  return (struct flow_act){house->now, house->actor};
}

gboolean house_act_as(const struct house *house, const char *email, struct flow_act *act, char **actor,
                      GError **error) {
  *act = house_act(house);
  if (!email) return TRUE;
  g_autoptr(GError) inner = NULL;
  struct store_staff *staff = store_staff_by_email(house->store, email, &inner);
  if (!staff) {
    if (inner)
      g_propagate_error(error, g_steal_pointer(&inner));
    else
      g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "there is no user %s", email);
    return FALSE;
  }
  *actor = g_strdup_printf("staff:%" G_GINT64_FORMAT, staff->id);
  act->actor = *actor;
  store_staff_free(staff);
  return TRUE;
}

gint64 house_person(const struct house *house, const char *id, GError **error) {
  g_autoptr(GError) own = NULL;
  gint64 person = id ? store_people_find_person(house->store, id, &own) : 0;
  if (own)
    g_propagate_error(error, g_steal_pointer(&own));
  else if (!person)
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "there is no leaver %s (an ID, or ORGANISATION/leerlingnummer)",
                id ? id : "");
  return person;
}

/* -- what dispatch is handed ------------------------------------------------------------------------------------- */

static int veto(void *user, gint64 now, const struct store_message *message, gint64 *until, char **reason) {
  return (int)flow_may_send(((struct house *)user)->flow, now, message, until, reason);
}

/* To whom it goes says which calendar. The string lives as long as the process (interned). */
static const char *route_agenda(struct house *house, const struct store_message *message) {
  struct store_staff *staff = store_staff_by_email(house->store, message->address, NULL);
  g_autofree char *channel = staff ? flow_agenda_channel(house->flow, staff->id) : NULL;
  store_staff_free(staff);
  return channel && *channel ? g_intern_string(channel) : NULL;
}

static const char *route(void *user, const struct store_message *message) {
  struct house *house = user;
  if (strcmp(message->channel, "agenda") == 0) return route_agenda(house, message);
  struct store_enrolment *enrolment = store_people_enrolment(house->store, message->enrolment, NULL);
  const char *channel = config_get(house->config, enrolment ? enrolment->organisation : NULL, message->channel);
  store_people_enrolment_free(enrolment);
  return channel;
}

/* A folder in the settings is meant from DIR on; the string lives as long as the process (interned). */
const char *house_channel_setting(void *user, const char *channel, const char *option) {
  struct house *house = user;
  const char *value = config_channel(house->config, channel, option);
  if (strcmp(option, "folder") != 0) return value;
  if (!value) value = channel;
  if (g_path_is_absolute(value)) return value;
  g_autofree char *path = g_build_filename(house->data, value, NULL);
  return g_intern_string(path);
}

const struct channel *house_member(void *user, const char *name) {
  return config_member(((const struct house *)user)->config, name);
}

struct setting_of {
  struct house *house;
  const char *name;
  const struct channel *member;
};

static const char *setting_or_fallback(void *user, const char *option) {
  const struct setting_of *of = user;
  const char *value = house_channel_setting(of->house, of->name, option);
  for (const struct channel_option *o = of->member->options; !value && o->name; o++)
    if (strcmp(o->name, option) == 0) value = o->fallback;
  return value;
}

void *house_open_channel(struct house *house, const char *name, const struct channel **member, GError **error) {
  *member = house_member(house, name);
  struct setting_of of = {house, name, *member};
  if (*member) return (*member)->open(setting_or_fallback, &of, error);
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "there is no channel %s; see waakvlam channel list", name);
  return NULL;
}

const struct channel *house_hearer(struct house *house, const char *name) {
  const struct channel *member = house_member(house, name);
  return member && member->hear ? member : NULL;
}

gboolean house_knock(struct house *house, const char *name, const struct channel_post *post,
                     enum channel_knock *verdict, char **answer, GError **error) {
  const struct channel *member = house_member(house, name);
  if (house->demo && !(member->abilities & CHANNEL_IS_LOCAL)) {
    *verdict = CHANNEL_KNOCK_REFUSED; /* S28 */
    return TRUE;
  }
  void *state = house_open_channel(house, name, &member, error);
  if (!state) return FALSE;
  *verdict = member->knock(state, post, answer);
  member->close(state);
  return TRUE;
}

static gboolean settled(void *user, gint64 now, const struct store_message *message, const char *state,
                        const char *reason, GError **error) {
  struct flow_act act = {now, "system"};
  return flow_settled(((struct house *)user)->flow, &act, message, state, reason, error);
}

static gboolean enough(void *user) {
  const struct house *house = user;
  return house->enough && house->enough(house->enough_user);
}

/* An invitation is no such mail, though it travels by mail: it is about one appointment. One click needs https (RFC
 * 8058, section 3.1); without it the address for STOP remains. */
static char *unsubscribe(void *user, const struct store_message *message) {
  struct house *house = user;
  const char *base = config_get(house->config, NULL, "base_url");
  if (strcmp(message->channel, "email") != 0 || flow_is_owed(house->flow, message)) return NULL;
  if (!g_str_has_prefix(base, "https://")) return g_strdup("");
  g_autofree char *link = flow_unsubscribe_link(house->flow, message);
  return g_strconcat(base, g_str_has_suffix(base, "/") ? "" : "/", "afmelden/", link, NULL);
}

struct dispatch *house_dispatch(struct house *house) {
  struct dispatch_world world = {.veto = veto,
                                 .route = route,
                                 .setting = house_channel_setting,
                                 .settled = settled,
                                 .user = house,
                                 .local_only = house->demo,
                                 .enough = enough,
                                 .member = house_member,
                                 .unsubscribe = unsubscribe};
  return dispatch_new(house->store, &world);
}

gboolean house_take_turn(const struct house *house, int *turn, GError **error) {
  g_autofree char *path = g_build_filename(house->data, "turn", NULL);
  *turn = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (*turn >= 0 && flock(*turn, LOCK_EX | LOCK_NB) == 0) return TRUE;
  gboolean taken = *turn >= 0 && errno == EWOULDBLOCK;
  int code = errno;
  house_end_turn(*turn);
  *turn = -1;
  if (!taken) g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "%s: %s", path, g_strerror(code));
  return taken;
}

void house_end_turn(int turn) {
  if (turn >= 0) close(turn);
}
