#include "scheduler/cases/cases.h"

#include "rules/language/language.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_texts.h"

#include <string.h>

struct cases {
  struct store *store;
  const struct zone *zone;
  GHashTable *policies;  /* publication (gint64) → struct policy */
  GHashTable *templates; /* publication (gint64) → struct message */
  GHashTable *regions;   /* organisation → GINT_TO_POINTER(region + 1) */
  GHashTable *calendars; /* "region/staff" → struct calendar */
};

/* A rule's name has no slash, so that this never clashes with one. */
#define REPLY_PREFIX "reply/"

/* A template as it was published, with the hash that stands beside each message made from it. */
struct message {
  struct template_message *template;
  char *hash;
};

G_DEFINE_QUARK(cases_error, cases_error)

static void message_free(gpointer data) {
  struct message *message = data;
  template_message_free(message->template);
  g_free(message->hash);
  g_free(message);
}

static void policy_destroy(gpointer policy) {
  policy_free(policy);
}

static void calendar_destroy(gpointer calendar) {
  calendar_free(calendar);
}

struct cases *cases_new(struct store *store, const struct zone *zone) {
  struct cases *cases = g_new0(struct cases, 1);
  cases->store = store;
  cases->zone = zone;
  cases->policies = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, policy_destroy);
  cases->templates = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, message_free);
  cases->regions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  cases->calendars = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, calendar_destroy);
  return cases;
}

void cases_free(struct cases *cases) {
  if (!cases) return;
  g_hash_table_unref(cases->policies);
  g_hash_table_unref(cases->templates);
  g_hash_table_unref(cases->regions);
  g_hash_table_unref(cases->calendars);
  g_free(cases);
}

void cases_forget(struct cases *cases) {
  g_hash_table_remove_all(cases->regions);
  g_hash_table_remove_all(cases->calendars);
}

struct store *cases_store(const struct cases *cases) {
  return cases->store;
}

const struct zone *cases_zone(const struct cases *cases) {
  return cases->zone;
}

/* -- published texts --------------------------------------------------------------------------------------------- */

static gpointer keep(GHashTable *table, gint64 id, gpointer value) {
  gint64 *key = g_new(gint64, 1);
  *key = id;
  g_hash_table_insert(table, key, value);
  return value;
}

static struct policy *read_policy(const struct store_text *text, GError **error) {
  g_autoptr(GPtrArray) findings = language_findings_new();
  struct policy *policy = language_read(text->name, text->body, strlen(text->body), NULL, findings);
  if (policy) return policy;
  g_autofree char *why = findings->len ? language_finding_format(findings->pdata[0]) : g_strdup("");
  g_set_error(error, CASES_ERROR, CASES_ERROR_TEXT, "published policy %s of %s does not read: %s", text->name,
              text->organisation, why);
  return NULL;
}

const struct policy *cases_policy(struct cases *cases, gint64 publication, GError **error) {
  const struct policy *known = g_hash_table_lookup(cases->policies, &publication);
  if (known) return known;
  GError *own = NULL;
  struct store_text *text = store_texts_get(cases->store, publication, &own);
  if (own) {
    g_propagate_error(error, own);
    return NULL;
  }
  if (!text) {
    g_set_error(error, CASES_ERROR, CASES_ERROR_NO_POLICY, "publication %" G_GINT64_FORMAT " is not there",
                publication);
    return NULL;
  }
  struct policy *policy = read_policy(text, error);
  store_texts_free(text);
  return policy ? keep(cases->policies, publication, policy) : NULL;
}

/* What an organisation published itself goes before what was published for the whole installation (organisation ""). */
static struct store_text *newest(struct cases *cases, const char *organisation, const char *kind, const char *name,
                                 gint64 as_of, GError **error) {
  GError *own = NULL;
  struct store_text *text = store_texts_newest(cases->store, organisation, kind, name, as_of, &own);
  if (!text && !own) text = store_texts_newest(cases->store, "", kind, name, as_of, &own);
  if (own) g_propagate_error(error, own);
  return text;
}

gint64 cases_newest_policy(struct cases *cases, const char *organisation, const char *education, gint64 as_of,
                           GError **error) {
  struct store_text *text = newest(cases, organisation, "policy", education, as_of, error);
  gint64 id = text ? text->id : 0;
  if (text) store_texts_free(text);
  return id;
}

/* Partials are publications of kind "partial"; their texts must live while the template is compiled, no longer. */
struct partials {
  struct cases *cases;
  const char *organisation;
  GPtrArray *texts;
};

static const char *partial(void *user, const char *name) {
  struct partials *partials = user;
  struct store_text *text = newest(partials->cases, partials->organisation, "partial", name, G_MAXINT64, NULL);
  if (!text) return NULL;
  g_ptr_array_add(partials->texts, text);
  return text->body;
}

static void text_destroy(gpointer text) {
  store_texts_free(text);
}

static struct message *read_template(struct cases *cases, const struct store_text *text, GError **error) {
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(text_destroy);
  struct partials partials = {cases, text->organisation, texts};
  struct template_message *template = template_message_read(text->body, partial, &partials, error);
  if (!template) return NULL;
  struct message *message = g_new0(struct message, 1);
  message->template = template;
  message->hash = g_strdup(text->hash);
  return message;
}

const struct template_message *cases_template(struct cases *cases, const char *organisation, const char *name,
                                              const char *channel, const char **hash, GError **error) {
  g_autofree char *full = g_strconcat(name, ".", channel, NULL);
  GError *own = NULL;
  struct store_text *text = newest(cases, organisation, "template", full, G_MAXINT64, &own);
  if (!text) {
    if (own)
      g_propagate_error(error, own);
    else
      g_set_error(error, CASES_ERROR, CASES_ERROR_TEXT, "no template %s is published for %s", full, organisation);
    return NULL;
  }
  struct message *message = g_hash_table_lookup(cases->templates, &text->id);
  if (!message) message = read_template(cases, text, error);
  if (message && !g_hash_table_contains(cases->templates, &text->id)) keep(cases->templates, text->id, message);
  store_texts_free(text);
  if (!message) return NULL;
  if (hash) *hash = message->hash;
  return message->template;
}

/* -- calendars --------------------------------------------------------------------------------------------------- */

static gboolean region_of(struct cases *cases, const char *organisation, enum calendar_region *region, GError **error) {
  if (!g_hash_table_contains(cases->regions, organisation)) {
    g_autoptr(GPtrArray) all = store_organisations_all(cases->store, error);
    if (!all) return FALSE;
    for (guint i = 0; i < all->len; i++) {
      const struct store_organisation *one = all->pdata[i];
      g_hash_table_insert(cases->regions, g_strdup(one->id), GINT_TO_POINTER((int)one->region + 1));
    }
  }
  int found = GPOINTER_TO_INT(g_hash_table_lookup(cases->regions, organisation));
  *region = found ? (enum calendar_region)(found - 1) : CALENDAR_MIDDLE;
  return TRUE;
}

static const struct calendar *calendar_of(struct cases *cases, enum calendar_region region, gint64 staff,
                                          GError **error) {
  char key[48];
  g_snprintf(key, sizeof key, "%d/%" G_GINT64_FORMAT, (int)region, staff);
  struct calendar *calendar = g_hash_table_lookup(cases->calendars, key);
  if (calendar) return calendar;
  GError *own = NULL;
  struct store_staff *owner = staff ? store_staff_get(cases->store, staff, &own) : NULL;
  g_autoptr(GArray) leave = owner ? store_staff_leave(cases->store, staff, &own) : NULL;
  if (own) {
    g_propagate_error(error, own);
    if (owner) store_staff_free(owner);
    return NULL;
  }
  calendar =
      calendar_new(region, owner ? owner->halfdays : 0,
                   leave ? (const struct calendar_leave *)(const void *)leave->data : NULL, leave ? leave->len : 0);
  g_hash_table_insert(cases->calendars, g_strdup(key), calendar);
  if (owner) store_staff_free(owner);
  return calendar;
}

/* -- one enrolment ----------------------------------------------------------------------------------------------- */

const char *cases_text(const struct cases_file *file, const char *name) {
  const char *text = g_hash_table_lookup(file->texts, name);
  return text ? text : "";
}

static gint32 has(GHashTable *texts, const char *name) {
  const char *text = g_hash_table_lookup(texts, name);
  return text && *text ? FACT_YES : FACT_NO;
}

void cases_facts(GHashTable *texts, struct facts *facts) {
  facts_clear(facts);
  for (int f = 0; f < FACT_COUNT; f++) {
    const char *text = g_hash_table_lookup(texts, facts_fields[f].name);
    if (text && *text && f != FACT_HAS_MOBILE && f != FACT_HAS_EMAIL) facts_parse((enum fact)f, text, &facts->value[f]);
  }
  facts->value[FACT_HAS_MOBILE] = has(texts, "mobiel");
  facts->value[FACT_HAS_EMAIL] = has(texts, "email");
  facts_derive(facts);
}

static void fold_health(void *user, const char *mark, gint64 at) {
  health_fold(user, health_event_find(mark), at);
}

/* A doubt sends nothing: what can't be read counts as stopped. */
gboolean cases_health(struct cases *cases, gint64 person, const char *channel, const char *address,
                      struct health *health, GError **error) {
  *health = (struct health){0};
  if (store_addresses_each(cases->store, person, channel, address, fold_health, health, error)) return TRUE;
  health->stopped = TRUE;
  return FALSE;
}

/* An address that failed is none. One that was stopped stays one, but may not be used: the two differ, since the first
 * asks for repair and the second must never (S19). A mark outlives the enrolment in which STOP was said. */
static gboolean weigh_address(struct cases *cases, struct cases_file *file, const char *channel, const char *name,
                              enum fact fact, guint8 stop, struct health *health, GError **error) {
  const char *address = cases_text(file, name);
  if (!*address) return TRUE;
  if (!cases_health(cases, file->enrolment->person, channel, address, health, error)) return FALSE;
  if (!health_is_usable(health)) file->facts.value[fact] = FACT_NO;
  if (health->stopped) file->progress.stops |= stop;
  return TRUE;
}

/* For who said yes, at a school that has an agreement on record, at a number where it did not fail. */
static gboolean weigh_whatsapp(struct cases *cases, struct cases_file *file, gint64 as_of, GError **error) {
  if (file->facts.value[FACT_WHATSAPP] != FACT_YES) return TRUE;
  if (!weigh_address(cases, file, "whatsapp", "mobiel", FACT_WHATSAPP, PROGRESS_STOP_WHATSAPP, &file->whatsapp, error))
    return FALSE;
  if (!cases_is_safe(file, "whatsapp") ||
      !store_organisations_agreed(cases->store, file->enrolment->organisation, "whatsapp", as_of))
    file->facts.value[FACT_WHATSAPP] = FACT_NO;
  return TRUE;
}

char *cases_rule_name(const struct policy *policy, int rule) {
  if (rule >= 0 && (guint)rule < policy->n_rules) return g_strdup(policy->rules[rule].name);
  int reply = rule - PLAN_RULE_REPLY;
  if (reply < 0 || (guint)reply >= policy->n_replies) return g_strdup("");
  return g_strdup_printf(REPLY_PREFIX "%s/%d", policy_intent_names[policy->replies[reply].intent], reply + 1);
}

static gboolean has_intent(const struct policy *policy, gint64 reply, const char *intent) {
  return reply >= 0 && reply < policy->n_replies &&
         strcmp(policy_intent_names[policy->replies[reply].intent], intent) == 0;
}

/* The place in the list is only a hint: another version of the policy may have moved it; the intent is what counts. */
static int reply_of(const struct policy *policy, const char *name) {
  g_auto(GStrv) parts = g_strsplit(name + strlen(REPLY_PREFIX), "/", 2);
  gint64 place = 0;
  if (!parts[0] || !parts[1] || !g_ascii_string_to_signed(parts[1], 10, 1, POLICY_REPLIES_MAX, &place, NULL)) return -1;
  if (has_intent(policy, place - 1, parts[0])) return (int)place - 1;
  for (guint i = 0; i < policy->n_replies; i++)
    if (has_intent(policy, i, parts[0])) return (int)i;
  return -1;
}

int cases_rule(const struct policy *policy, const char *name) {
  if (!*name) return -1;
  if (!g_str_has_prefix(name, REPLY_PREFIX)) return policy_rule_index(policy, name);
  int reply = reply_of(policy, name);
  return reply < 0 ? -1 : PLAN_RULE_REPLY + reply;
}

static void fold(void *user, const struct store_event *stored) {
  struct cases_file *file = user;
  int rule = cases_rule(file->policy, stored->rule);
  struct progress_event event = {.kind = (guint8)stored->kind,
                                 .rule = (gint8)rule,
                                 .year = (guint8)stored->year,
                                 .attempt = (guint8)stored->attempt,
                                 .outcome = (guint8)stored->outcome,
                                 .channel = (guint8)stored->channel,
                                 .reply = (gint8)(rule >= PLAN_RULE_REPLY ? rule - PLAN_RULE_REPLY : -1),
                                 .day = stored->day,
                                 .until = stored->until};
  progress_fold(&file->progress, file->policy, &file->facts, &event);
}

static gboolean find_policy(struct cases *cases, struct cases_file *file, gint64 as_of, GError **error) {
  gint64 id = file->enrolment->policy;
  const char *education = cases_text(file, "onderwijs");
  GError *own = NULL;
  if (!id && *education) id = cases_newest_policy(cases, file->enrolment->organisation, education, as_of, &own);
  /* Before anything was published there is no older truth: then what was published first known is shown, for a plan
   * works before a start too. Nothing is done by it: starting pins a version. */
  if (!own && !id && *education)
    id = cases_newest_policy(cases, file->enrolment->organisation, education, G_MAXINT64, &own);
  if (!own && id) file->policy = cases_policy(cases, id, &own);
  if (own) g_propagate_error(error, own);
  return own == NULL;
}

/* -- what is safe ------------------------------------------------------------------------------------------------- */

/* The ways of contact that a school's words may forbid or allow; NULL for a remark that only a person can mind. */
static const char *way_of(const char *word) {
  static const char *const ways[][2] = {{"sms", "sms"},           {"email", "email"},    {"e-mail", "email"},
                                        {"mail", "email"},        {"bellen", "call"},    {"telefoon", "call"},
                                        {"telefonisch", "call"},  {"post", "letter"},    {"brief", "letter"},
                                        {"whatsapp", "whatsapp"}, {"appen", "whatsapp"}, {"voicemail", "voicemail"}};
  for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
    if (strcmp(word, ways[i][0]) == 0) return ways[i][1];
  return NULL;
}

/* "Geen Voicemail " and "geen_voicemail" are one remark. */
static char *plain_remark(const char *remark) {
  char *word = g_utf8_strdown(remark, -1);
  return g_strdelimit(g_strstrip(word), " _", '-');
}

/* "alleen na 17 uur", "alleen in de ochtend": about when, not about how. A person minds it. */
static gboolean is_about_time(const char *word) {
  static const char *const starts[] = {"na-",       "voor-",        "tussen-",     "tot-",    "vanaf-",  "om-",
                                       "in-de-",    "op-",          "ma-",         "overdag", "'s",      "s-",
                                       "avond",     "ochtend",      "middag",      "smorgen", "smiddag", "savond",
                                       "weekend",   "door-de-week", "doordeweeks", "maandag", "dinsdag", "woensdag",
                                       "donderdag", "vrijdag",      "zaterdag",    "zondag"};
  for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
    if (g_str_has_prefix(word, starts[i])) return TRUE;
  return FALSE;
}

/* Where it matters most, an "only" that is not understood allows nothing that a program does. */
static gboolean rules_out(const char *word, const char *channel) {
  const char *none = g_str_has_prefix(word, "geen-") ? way_of(word + strlen("geen-")) : NULL;
  if (none) return strcmp(none, channel) == 0;
  if (!g_str_has_prefix(word, "alleen-") || is_about_time(word + strlen("alleen-"))) return FALSE;
  return g_strcmp0(way_of(word + strlen("alleen-")), channel) != 0;
}

gboolean cases_is_remarked(const struct cases_file *file, const char *wanted) {
  g_auto(GStrv) remarks = g_strsplit_set(cases_text(file, "veilig_contact"), ",;/", -1);
  for (char **remark = remarks; *remark; remark++) {
    g_autofree char *word = plain_remark(*remark);
    if (strcmp(word, wanted) == 0) return TRUE;
  }
  return FALSE;
}

gboolean cases_is_contacts(const struct cases_file *file, const char *address) {
  static const char *const names[] = {"contactpersoon_mobiel", "contactpersoon_email", "vertegenwoordiger_mobiel",
                                      "vertegenwoordiger_email"};
  for (gsize i = 0; *address && i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(cases_text(file, names[i]), address) == 0) return TRUE;
  return FALSE;
}

/* A number that is the parents', too, reaches the parents. */
static gboolean reaches_parent(const struct cases_file *file, const char *channel) {
  const char *name = strcmp(channel, "sms") == 0 ? "mobiel" : strcmp(channel, "email") == 0 ? "email" : "";
  if (!cases_is_contacts(file, cases_text(file, name))) return FALSE;
  return cases_is_remarked(file, "geen-ouder") || cases_is_remarked(file, "geen-ouders");
}

gboolean cases_is_safe(const struct cases_file *file, const char *channel) {
  g_auto(GStrv) remarks = g_strsplit_set(cases_text(file, "veilig_contact"), ",;/", -1);
  for (char **remark = remarks; *remark; remark++) {
    g_autofree char *word = plain_remark(*remark);
    if (rules_out(word, channel)) return FALSE;
  }
  return !reaches_parent(file, channel);
}

/* Where nobody said what they prefer, a way by which they answered goes before one that never proved to work. */
static void prefer_proved(struct cases_file *file) {
  gboolean mobile = file->mobile.state == HEALTH_PROVED, mail = file->mail.state == HEALTH_PROVED;
  if (file->facts.value[FACT_PREFERRED_CHANNEL] != FACT_UNKNOWN || mobile == mail) return;
  file->facts.value[FACT_PREFERRED_CHANNEL] = mobile ? FACT_PREFERS_SMS : FACT_PREFERS_EMAIL;
}

static gboolean fill(struct cases *cases, struct cases_file *file, gint64 as_of, GError **error) {
  const struct store_enrolment *enrolment = file->enrolment;
  GError *own = NULL;
  file->cohort = store_cohorts_by_id(cases->store, enrolment->cohort, &own);
  if (!own) file->texts = store_facts_read(cases->store, enrolment->id, as_of, &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  cases_facts(file->texts, &file->facts);
  if (!find_policy(cases, file, as_of, error)) return FALSE;
  enum calendar_region region = CALENDAR_MIDDLE;
  if (!region_of(cases, enrolment->organisation, &region, error)) return FALSE;
  file->calendar = calendar_of(cases, region, enrolment->counsellor, error);
  if (!file->calendar) return FALSE;
  progress_clear(&file->progress);
  if (file->policy && !store_events_each(cases->store, enrolment->id, as_of, fold, file, error)) return FALSE;
  if (!weigh_address(cases, file, "sms", "mobiel", FACT_HAS_MOBILE, PROGRESS_STOP_SMS, &file->mobile, error) ||
      !weigh_address(cases, file, "email", "email", FACT_HAS_EMAIL, PROGRESS_STOP_EMAIL, &file->mail, error))
    return FALSE;
  if (!cases_is_safe(file, "sms")) file->facts.value[FACT_HAS_MOBILE] = FACT_NO;
  if (!cases_is_safe(file, "email")) file->facts.value[FACT_HAS_EMAIL] = FACT_NO;
  if (!weigh_whatsapp(cases, file, as_of, error)) return FALSE;
  prefer_proved(file);
  return TRUE;
}

struct cases_file *cases_load_row(struct cases *cases, struct store_enrolment *row, gint64 as_of, GError **error) {
  struct cases_file *file = g_new0(struct cases_file, 1);
  file->enrolment = row;
  if (fill(cases, file, as_of, error)) return file;
  cases_file_free(file);
  return NULL;
}

struct cases_file *cases_load(struct cases *cases, gint64 enrolment, gint64 as_of, GError **error) {
  struct store_enrolment *row = store_people_enrolment(cases->store, enrolment, error);
  return row ? cases_load_row(cases, row, as_of, error) : NULL;
}

void cases_file_free(struct cases_file *file) {
  if (!file) return;
  if (file->enrolment) store_people_enrolment_free(file->enrolment);
  if (file->cohort) store_cohorts_free(file->cohort);
  if (file->texts) g_hash_table_unref(file->texts);
  g_free(file);
}

void cases_plan(const struct cases_file *file, date_t since, date_t now, guint assume, struct plan_request *request,
                struct plan_step *steps, struct plan_result *result) {
  *request = (struct plan_request){.policy = file->policy,
                                   .facts = &file->facts,
                                   .progress = &file->progress,
                                   .calendar = file->calendar,
                                   .since = since,
                                   .now = now,
                                   .assume = assume};
  if (file->policy) {
    plan_compute(request, steps, result);
    return;
  }
  /* Nothing published for this kind of education: nothing is planned, and nothing pretends to be. */
  *result = (struct plan_result){.wake = DATE_NONE, .state = PLAN_NOT_STARTED, .from = DATE_NONE, .to = DATE_NONE};
}

void cases_foresee(const struct cases_file *file, date_t now, guint assume, struct plan_request *request,
                   struct plan_step *steps, struct plan_result *result) {
  cases_plan(file, DATE_NONE, now, assume, request, steps, result);
  if (file->policy) plan_cap(request, &steps, result, 1);
}
