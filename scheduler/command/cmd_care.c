#include "scheduler/command/cmd_care.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "scheduler/command/answerable.h"
#include "scheduler/command/clock.h"
#include "scheduler/command/cmd_channel.h"
#include "scheduler/command/cmd_erase.h"
#include "scheduler/command/collect.h"
#include "scheduler/command/free_hours.h"
#include "scheduler/command/house.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_record.h"

/* -- audit --------------------------------------------------------------------------------------------------------- */

int cmd_care_audit(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct store_record_check check = {0};
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house || !store_record_verify(house->store, &check, &error)) return command_fail_error(&error);
  gboolean intact = check.intact;
  command_say(call, "%" G_GINT64_FORMAT " entries, %s%s", check.entries, intact ? "whole and unaltered" : "BROKEN at ",
              check.first_bad);
  command_answer(call, json_pack("{s:I, s:b, s:s?}", "entries", (json_int_t)check.entries, "intact", intact,
                                 "first_bad", *check.first_bad ? check.first_bad : NULL));
  g_free(check.first_bad);
  return intact ? COMMAND_DONE : COMMAND_NO;
}

/* -- backup -------------------------------------------------------------------------------------------------------- */

int cmd_care_backup(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *path = command_argument(call, 0);
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house || !store_backup(house->store, path, &error)) return command_fail_error(&error);
  command_say(call, "%s is whole; wherever it is opened it may not send until `fence release`", path);
  command_answer(call, json_pack("{s:s}", "file", path));
  return COMMAND_DONE;
}

/* -- doctor ----------------------------------------------------------------------------------------------------------
 */

static gboolean check_clock(struct house *house, GString *message) {
  gint64 newest = store_events_newest(house->store);
  g_string_assign(message, "the clock is later than the newest event");
  if (clock_now() >= newest) return TRUE;
  g_string_assign(message, "the clock is behind the newest event: nothing can be changed until it has caught up");
  return FALSE;
}

static gboolean check_store(struct house *house, GString *message) {
  g_autoptr(GError) error = NULL;
  gboolean fenced = store_is_fenced(house->store), sound = store_is_sound(house->store, &error);
  g_string_assign(message,
                  fenced ? "a copy or a restored backup: it may not send (fence release)" : "opened, schema is ours");
  if (!sound) g_string_printf(message, "damaged, restore a backup: %s", error->message);
  return sound && !fenced;
}

static gboolean check_disk(struct house *house, GString *message) {
  struct statvfs disk;
  if (statvfs(house->data, &disk) != 0) return FALSE;
  double free_mb = (double)disk.f_bavail * (double)disk.f_frsize / 1e6;
  g_string_printf(message, "%.0f MB free", free_mb);
  return free_mb >= 500;
}

static gboolean check_record(struct house *house, GString *message) {
  struct store_record_check check = {0};
  if (!store_record_verify(house->store, &check, NULL)) return FALSE;
  g_string_printf(message, "%" G_GINT64_FORMAT " entries%s%s", check.entries, check.intact ? "" : ", broken at ",
                  check.first_bad);
  g_free(check.first_bad);
  return check.intact;
}

/* The holidays must be known for the year ahead (S7). */
static gboolean check_holidays(struct house *house, GString *message) {
  g_autoptr(Calendar) calendar = calendar_new(CALENDAR_MIDDLE, 0, NULL, 0);
  char until[11];
  date_format_iso(calendar_published_until(calendar), until);
  g_string_printf(message, "school holidays are known until %s", until);
  return calendar_published_until(calendar) >= house_today(house) + 365;
}

struct look {
  struct house *house;
  GString *message;
  GHashTable *seen; /* "email smtp": looked at once, however many schools use it */
  gboolean ok;
};

static void look_at(struct look *look, const char *kind, const char *name) {
  g_autoptr(GError) error = NULL;
  if (!g_hash_table_add(look->seen, g_strdup_printf("%s %s", kind, name))) return;
  gboolean works = cmd_channel_works(look->house, name, &error);
  g_string_append_printf(look->message, "%s%s by %s%s%s", look->message->len ? "; " : "", kind, name,
                         works ? "" : " does not work: ", works ? "" : error->message);
  look->ok = look->ok && works;
}

/* Those of every organisation: one may have its own. */
static void look_at_all(struct look *look, const char *organisation) {
  static const char *const kinds[] = {"email", "sms", "calendar"};
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_auto(GStrv) names = answerable_carriers(look->house, organisation, kinds[i]);
    for (char **name = names; *name; name++) look_at(look, kinds[i], *name);
  }
}

static gboolean check_channels(struct house *house, GString *message) {
  struct look look = {house, message, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), TRUE};
  g_autoptr(GPtrArray) all = store_organisations_all(house->store, NULL);
  for (guint i = 0; all && i < all->len; i++) look_at_all(&look, ((struct store_organisation *)all->pdata[i])->id);
  if (!all || all->len == 0) look_at_all(&look, NULL);
  g_autoptr(GPtrArray) boxes = collect_names(house, NULL);
  for (guint i = 0; boxes && i < boxes->len; i++) look_at(&look, "mail in", boxes->pdata[i]);
  g_hash_table_unref(look.seen);
  return all && look.ok;
}

/* A gateway that reports and hears, and can't be known by itself, needs the word that opens our hooks: without it every
 * report gets 403. */
static gboolean needs_hook(struct house *house, const char *organisation) {
  gboolean needed = FALSE;
  g_auto(GStrv) names = answerable_carriers(house, organisation, "sms");
  for (char **name = names; *name; name++) {
    const struct channel *member = house_member(house, *name);
    needed = needed || (member && (member->abilities & (CHANNEL_CAN_RECEIPT | CHANNEL_CAN_HEAR)) && !member->knock);
  }
  return needed;
}

static gboolean check_hooks(struct house *house, GString *message) {
  gboolean needed = needs_hook(house, NULL), set = *config_get(house->config, NULL, "hook_secret") != '\0';
  g_autoptr(GPtrArray) all = store_organisations_all(house->store, NULL);
  for (guint i = 0; all && i < all->len; i++)
    needed = needed || needs_hook(house, ((struct store_organisation *)all->pdata[i])->id);
  g_string_assign(message, set      ? "hook_secret is set"
                           : needed ? "hook_secret is empty: reports and answers of the gateway are refused"
                                    : "no gateway needs a hook");
  return set || !needed;
}

/* Of one school: named users must be there, and hours must read, or the help lines go out all day. */
static gboolean check_duty_of(struct house *house, const char *organisation, GString *message) {
  gboolean within = FALSE, ok = TRUE;
  g_auto(GStrv) named = g_strsplit_set(config_get(house->config, organisation, "duty"), ",; ", -1);
  for (char **address = named; *address; address++) {
    struct store_staff *staff = **address ? store_staff_by_email(house->store, *address, NULL) : NULL;
    if (**address && !staff) g_string_append_printf(message, "; duty: there is no user %s", *address), ok = FALSE;
    store_staff_free(staff);
  }
  const char *hours = config_get(house->config, organisation, "duty_hours");
  if (flow_duty_within(hours, 0, 0, &within)) return ok;
  g_string_append_printf(message, "; duty_hours = %s: write ma-vr 8:30-17:00, za 10-12", hours);
  return FALSE;
}

static gboolean check_duty(struct house *house, GString *message) {
  gboolean named = *config_get(house->config, NULL, "duty") != '\0', ok = TRUE;
  g_string_assign(message, named ? "urgent answers go to who is named" : "urgent answers go to the coordinators");
  g_autoptr(GPtrArray) all = store_organisations_all(house->store, NULL);
  for (guint i = 0; all && i < all->len; i++)
    ok = check_duty_of(house, ((struct store_organisation *)all->pdata[i])->id, message) && ok;
  return all && ok;
}

static const struct {
  const char *name;
  gboolean (*check)(struct house *house, GString *message);
} checks[] = {{"store", check_store},       {"clock", check_clock},       {"disk", check_disk},
              {"record", check_record},     {"holidays", check_holidays}, {"channels", check_channels},
              {"hooks", check_hooks},       {"duty", check_duty},         {"calendars", free_hours_look},
              {"answers", answerable_look}, {"erased", cmd_erase_look}};

int cmd_care_doctor(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house) return command_fail_error(&error);
  json_t *list = json_array();
  gboolean all = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(checks); i++) {
    g_autoptr(GString) message = g_string_new(NULL);
    gboolean ok = checks[i].check(house, message);
    all = all && ok;
    command_say(call, "%-4s %-10s %s", ok ? "ok" : "NO", checks[i].name, message->str);
    json_array_append_new(list,
                          json_pack("{s:s, s:b, s:s}", "name", checks[i].name, "ok", ok, "message", message->str));
  }
  command_answer(call, json_pack("{s:o}", "checks", list));
  return all ? COMMAND_DONE : COMMAND_NO;
}
