#include "scheduler/command/cmd_setup.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "channels/formats/address.h"
#include "channels/formats/phone.h"
#include "scheduler/cohorts/person_name.h"
#include "scheduler/command/chance.h"
#include "scheduler/command/halfdays.h"
#include "scheduler/command/house.h"
#include "scheduler/command/shipped.h"
#include "scheduler/command/texts.h"
#include "scheduler/store/store_organisations.h"

/* -- init -------------------------------------------------------------------------------------------------------- */

static gboolean write_file(const char *data, const char *folder, const char *name, const char *text, GError **error) {
  g_autofree char *path = g_build_filename(data, folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  if (g_mkdir_with_parents(parent, 0700) != 0) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "%s can't be made", parent);
    return FALSE;
  }
  return g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                  error);
}

static gboolean write_texts(const char *data, GError **error) {
  for (const struct shipped_file *f = shipped_files; f->folder; f++)
    if (!write_file(data, f->folder, f->name, f->text, error)) return FALSE;
  return TRUE;
}

/* The store comes last: an interrupted init leaves a folder that a second init may finish. */
static gboolean make_store(const char *data, gboolean demo, GError **error) {
  g_autofree char *path = g_build_filename(data, "waakvlam.db", NULL);
  if (!store_create(path, error)) return FALSE;
  g_autoptr(Store) store = store_open(path, error);
  char key[53];
  chance_text(key, 52); /* 260 bits: the installation key (S2) */
  if (!store || !store_begin(store, error)) return FALSE;
  return store_meta_set(store, "installation", key, error) &&
         store_meta_set(store, "demo", demo ? "yes" : "no", error) && store_commit(store, error);
}

static gboolean in_use(const char *data) {
  g_autofree char *path = g_build_filename(data, "waakvlam.db", NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

int cmd_setup_init(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  if (in_use(call->data))
    return command_fail(COMMAND_SETUP, "%s is in use already; choose another --data DIR", call->data);
  g_autofree char *settings = config_default();
  g_autofree char *postbox = g_build_filename(call->data, "postbox", NULL);
  if (!write_file(call->data, ".", "waakvlam.conf", settings, &error) || !write_texts(call->data, &error))
    return command_fail_error(&error);
  if (g_mkdir_with_parents(postbox, 0700) != 0) return command_fail(COMMAND_SETUP, "%s can't be made", postbox);
  if (!make_store(call->data, command_has(call, "demo"), &error)) return command_fail_error(&error);
  command_say(call, "made %s: waakvlam.conf, policies/, templates/, postbox/, waakvlam.db", call->data);
  command_answer(call, json_pack("{s:s, s:s}", "data", call->data, "version", "0.1.0"));
  return COMMAND_DONE;
}

/* -- organisation ------------------------------------------------------------------------------------------------ */

static const char *const kinds[][2] = {
    {"mbo", "mbo"}, {"pro", "pro"}, {"vso", "vso"}, {"gemeente", "municipality"}, {"doorstroompunt", "doorstroompunt"},
    {NULL, NULL}};
static const char *const regions[] = {"noord", "midden", "zuid", NULL};

static int index_of(const char *const *names, const char *name) {
  for (int i = 0; names[i]; i++)
    if (g_ascii_strcasecmp(names[i], name) == 0) return i;
  return -1;
}

static const char *kind_of(const char *typed) {
  for (guint i = 0; kinds[i][0]; i++)
    if (strcmp(kinds[i][0], typed) == 0) return kinds[i][1];
  return NULL;
}

static gboolean is_school(const char *kind) {
  return strcmp(kind, "mbo") == 0 || strcmp(kind, "pro") == 0 || strcmp(kind, "vso") == 0;
}

static gboolean id_is_plain(const char *id) {
  gsize n = strlen(id);
  return n > 0 && n <= 64 && strspn(id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.") == n;
}

static gboolean add_organisation(struct house *house, struct store_organisation *organisation, GError **error) {
  struct flow_act act = house_act(house);
  if (!store_begin(house->store, error)) return FALSE;
  gboolean ok = store_organisations_add(house->store, organisation, house->now, error) &&
                flow_record(house->flow, &act, organisation->id, "organisation add", 0, organisation->name, error) &&
                (!is_school(organisation->kind) || texts_publish_all(house, organisation->id, error)) &&
                store_commit(house->store, error);
  if (!ok) store_rollback(house->store);
  return ok;
}

int cmd_setup_organisation_add(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *id = command_get(call, "id"), *region = command_get(call, "region");
  const char *kind = kind_of(command_get(call, "kind"));
  int where = region ? index_of(regions, region) : CALENDAR_MIDDLE;
  if (!kind) return command_fail(COMMAND_WRONG, "--kind is mbo, pro, vso, gemeente or doorstroompunt");
  if (where < 0) return command_fail(COMMAND_WRONG, "--region is noord, midden or zuid");
  if (!id_is_plain(id))
    return command_fail(COMMAND_WRONG, "--id is made of a-z, A-Z, 0-9, - _ . and has at most 64 of them");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  struct store_organisation organisation = {(char *)id, (char *)kind, (char *)command_get(call, "name"),
                                            (enum calendar_region)where};
  if (!add_organisation(house, &organisation, &error)) {
    if (g_error_matches(error, STORE_ERROR, STORE_ERROR_REFUSED))
      return command_fail(COMMAND_WRONG, "there is an organisation %s already", id);
    return command_fail_error(&error);
  }
  command_say(call, "added %s (%s)", id, organisation.name);
  command_answer(call, json_pack("{s:s}", "id", id));
  return COMMAND_DONE;
}

static gboolean is_known(struct house *house, const char *id, GError **error) {
  g_autoptr(GPtrArray) all = store_organisations_all(house->store, error);
  for (guint i = 0; all && i < all->len; i++)
    if (strcmp(((const struct store_organisation *)all->pdata[i])->id, id) == 0) return TRUE;
  if (all) g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "there is no organisation %s", id);
  return FALSE;
}

int cmd_setup_organisation_agree(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *kind = command_argument(call, 0), *id = command_get(call, "organisation");
  gboolean stands = command_get(call, "end") == NULL;
  struct flow_act act;
  g_autofree char *actor = NULL;
  if (strcmp(kind, "whatsapp") != 0) return command_fail(COMMAND_WRONG, "%s needs no agreement; whatsapp does", kind);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house || !is_known(house, id, &error) || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !flow_agreement(house->flow, &act, id, kind, stands, command_get(call, "note"), &error))
    return command_fail_error(&error);
  command_say(call, "%s: the agreement on %s %s", id, kind, stands ? "is on record" : "ended");
  command_answer(call, json_pack("{s:s, s:s, s:b}", "organisation", id, "agreement", kind, "stands", stands));
  return COMMAND_DONE;
}

/* -- users ------------------------------------------------------------------------------------------------------- */

static const char *const roles[] = {"counsellor", "coordinator",  "manager",        "privacy",
                                    "postroom",   "municipality", "doorstroompunt", NULL};

/* argon2id, 64 MiB: 78 ms on a small server. The password comes on standard input, so that no process list shows it. */
static char *hash_of(const char *password) {
  char out[crypto_pwhash_STRBYTES];
  if (sodium_init() < 0 || crypto_pwhash_str(out, password, strlen(password), 2, 64U << 20) != 0) return NULL;
  return g_strdup(out);
}

static char *read_password(void) {
  char line[256];
  if (!fgets(line, sizeof line, stdin)) return NULL;
  g_strchomp(line);
  return strlen(line) >= 8 ? hash_of(line) : NULL;
}

static int check_staff(const struct command_call *call, struct store_staff *staff, char address[ADDRESS_SIZE],
                       char phone[PHONE_SIZE]) {
  const char *role = command_get(call, "role"), *typed = command_get(call, "phone"), *days = command_get(call, "days");
  enum phone_kind kind;
  if (index_of(roles, role) < 0)
    return command_fail(
        COMMAND_WRONG, "--role is counsellor, coordinator, manager, privacy, postroom, municipality or doorstroompunt");
  if (address_normalise(command_get(call, "email"), address) != ADDRESS_OK)
    return command_fail(COMMAND_WRONG, "--email %s is no e-mail address", command_get(call, "email"));
  if (typed && phone_normalise(typed, phone, &kind) != PHONE_OK)
    return command_fail(COMMAND_WRONG, "--phone %s is no telephone number", typed);
  staff->halfdays = CALENDAR_FULL_WEEK;
  if (days && !halfdays_parse(days, &staff->halfdays))
    return command_fail(COMMAND_WRONG, "--days %s: write half-days as \"di-middag do-ochtend\" or \"ma di\"", days);
  return COMMAND_DONE;
}

static char *name_of(const struct command_call *call, const char *address) {
  const char *name = command_get(call, "name");
  return name ? g_strdup(name) : person_name_of_address(address);
}

/* An import makes a user of each counsellor that it meets, without sign-in: `user add` then says who that is. */
static gboolean complete(struct house *house, struct store_staff *staff, GError **error) {
  struct store_staff *known = store_staff_by_email(house->store, staff->email, error);
  if (!known) return FALSE;
  gboolean bare = !*known->password && strcmp(known->organisation, staff->organisation) == 0;
  staff->id = known->id;
  store_staff_free(known);
  if (!bare) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "there is a user %s already", staff->email);
    return FALSE;
  }
  return store_staff_set(house->store, staff, error) &&
         (!*staff->password || store_staff_set_password(house->store, staff->id, staff->password, error));
}

static gboolean put_staff(struct house *house, struct store_staff *staff, GError **error) {
  g_autoptr(GError) refused = NULL;
  if (store_staff_add(house->store, staff, house->now, &refused)) return TRUE;
  if (g_error_matches(refused, STORE_ERROR, STORE_ERROR_REFUSED) && complete(house, staff, error)) return TRUE;
  if (error && !*error) g_propagate_error(error, g_steal_pointer(&refused));
  return FALSE;
}

static gboolean add_staff(struct house *house, struct store_staff *staff, GError **error) {
  struct flow_act act = house_act(house);
  g_autofree char *content = g_strdup_printf("%s %s", staff->role, staff->email);
  if (!store_begin(house->store, error)) return FALSE;
  gboolean ok = put_staff(house, staff, error) &&
                flow_record(house->flow, &act, staff->organisation, "user add", 0, content, error) &&
                store_commit(house->store, error);
  if (!ok) store_rollback(house->store);
  return ok;
}

int cmd_setup_user_add(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  char address[ADDRESS_SIZE] = "", phone[PHONE_SIZE] = "";
  struct store_staff staff = {0};
  int status = check_staff(call, &staff, address, phone);
  if (status != COMMAND_DONE) return status;
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  g_autofree char *name = name_of(call, address);
  g_autofree char *password = command_has(call, "password") ? read_password() : g_strdup("");
  if (!password) return command_fail(COMMAND_WRONG, "the password on standard input needs at least 8 characters");
  staff.organisation = (char *)command_get(call, "organisation");
  staff.role = (char *)command_get(call, "role");
  staff.email = address, staff.name = name, staff.phone = phone, staff.password = password;
  if (!add_staff(house, &staff, &error)) {
    if (g_error_matches(error, STORE_ERROR, STORE_ERROR_REFUSED))
      return command_fail(COMMAND_WRONG, "there is no organisation %s", staff.organisation);
    return command_fail_error(&error);
  }
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, staff.id);
  command_say(call, "added %s <%s> as %s of %s", name, address, staff.role, staff.organisation);
  command_answer(call, json_pack("{s:s}", "id", id));
  return COMMAND_DONE;
}

int cmd_setup_user_password(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  struct store_staff *staff = store_staff_by_email(house->store, command_argument(call, 0), &error);
  if (!staff)
    return error ? command_fail_error(&error)
                 : command_fail(COMMAND_WRONG, "there is no user %s", command_argument(call, 0));
  gint64 id = staff->id;
  store_staff_free(staff);
  g_autofree char *password = read_password();
  if (!password) return command_fail(COMMAND_WRONG, "the password on standard input needs at least 8 characters");
  if (!store_begin(house->store, &error) || !store_staff_set_password(house->store, id, password, &error) ||
      !store_commit(house->store, &error))
    return command_fail_error(&error);
  command_say(call, "password set");
  command_answer(call, json_pack("{s:I}", "id", (json_int_t)id));
  return COMMAND_DONE;
}

int cmd_setup_fence_release(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house || !store_release_fence(house->store, &error)) return command_fail_error(&error);
  command_say(call, "released: this store may send again");
  command_answer(call, json_pack("{s:b}", "released", 1));
  return COMMAND_DONE;
}
