#include "scheduler/command/cmd_rules.h"

#include <stdio.h>
#include <string.h>

#include "scheduler/command/texts.h"

static json_t *finding_json(const struct language_finding *finding) {
  return json_pack("{s:s, s:i, s:i, s:s, s:s, s:s}", "file", finding->file, "line", finding->line, "column",
                   finding->column, "code", finding->code, "message", finding->message, "severity",
                   finding->severity == LANGUAGE_ERROR ? "error" : "warning");
}

static void collect(const GPtrArray *findings, gboolean print, json_t *errors, json_t *warnings) {
  for (guint i = 0; i < findings->len; i++) {
    const struct language_finding *finding = g_ptr_array_index(findings, i);
    json_array_append_new(finding->severity == LANGUAGE_ERROR ? errors : warnings, finding_json(finding));
    g_autofree char *text = language_finding_format(finding);
    if (print) fputs(text, stdout);
  }
}

int cmd_rules_check(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(TextsWorld) world = texts_world_new(call->data);
  json_t *errors = json_array(), *warnings = json_array();
  int status = COMMAND_DONE;
  for (guint i = 0; i < call->arguments->len && status == COMMAND_DONE; i++) {
    g_autoptr(GPtrArray) findings = language_findings_new();
    g_autoptr(Policy) policy = texts_read_policy(command_argument(call, i), world, findings, NULL, &error);
    if (!policy && error) status = command_fail(COMMAND_WRONG, "%s", error->message);
    collect(findings, !call->json, errors, warnings);
  }
  if (status != COMMAND_DONE) {
    json_decref(errors), json_decref(warnings);
    return status;
  }
  gboolean bad = json_array_size(errors) > 0;
  command_say(call, "%zu errors, %zu warnings", json_array_size(errors), json_array_size(warnings));
  command_answer(call, json_pack("{s:o, s:o}", "errors", errors, "warnings", warnings));
  return bad ? COMMAND_NO : COMMAND_DONE;
}

/* One file, read; findings go to standard error when it does not read. */
static struct policy *read_one(const struct command_call *call, GError **error) {
  g_autoptr(TextsWorld) world = texts_world_new(call->data);
  g_autoptr(GPtrArray) findings = language_findings_new();
  struct policy *policy = texts_read_policy(command_argument(call, 0), world, findings, NULL, error);
  for (guint i = 0; !policy && i < findings->len; i++) {
    g_autofree char *text = language_finding_format(g_ptr_array_index(findings, i));
    fputs(text, stderr);
  }
  return policy;
}

static int tell(struct command_call *call, char *(*write)(const struct policy *policy)) {
  g_autoptr(GError) error = NULL;
  g_autoptr(Policy) policy = read_one(call, &error);
  if (error) return command_fail(COMMAND_WRONG, "%s", error->message);
  if (!policy) return COMMAND_NO;
  g_autofree char *text = write(policy);
  if (!call->json) fputs(text, stdout);
  command_answer(call, json_pack("{s:s, s:s, s:s}", "name", policy->name, "version", policy->version, "text", text));
  return COMMAND_DONE;
}

int cmd_rules_explain(struct command_call *call) {
  return tell(call, language_explain);
}

int cmd_rules_format(struct command_call *call) {
  return tell(call, language_write);
}

static const char *const modes[] = {"keep", "recompute", "only-new", NULL};

static gboolean organisation_known(struct house *house, const char *id, GError **error) {
  g_autoptr(GPtrArray) all = store_organisations_all(house->store, error);
  for (guint i = 0; all && i < all->len; i++)
    if (strcmp(((struct store_organisation *)g_ptr_array_index(all, i))->id, id) == 0) return TRUE;
  if (all) g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "there is no organisation %s", id);
  return FALSE;
}

static int publish(struct command_call *call, const char *kind) {
  g_autoptr(GError) error = NULL;
  const char *mode = command_get(call, "on"), *organisation = command_get(call, "organisation");
  if (!mode) mode = "keep";
  if (!g_strv_contains(modes, mode)) return command_fail(COMMAND_WRONG, "--on is keep, recompute or only-new");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house || !organisation_known(house, organisation, &error)) return command_fail_error(&error);
  g_autoptr(TextsWorld) world = texts_world_new(house->data);
  gboolean ok = store_begin(house->store, &error);
  for (guint i = 0; ok && i < call->arguments->len; i++)
    ok = texts_publish(house, world, kind, command_argument(call, i), organisation, mode, &error);
  ok = ok && store_commit(house->store, &error);
  if (!ok) {
    store_rollback(house->store);
    return error->domain == HOUSE_ERROR || error->domain == TEMPLATE_ERROR
               ? command_fail(COMMAND_NO, "%s", error->message)
               : command_fail_error(&error);
  }
  command_say(call, "published %u for %s", call->arguments->len, organisation);
  command_answer(call, json_pack("{s:i, s:s, s:s}", "published", (int)call->arguments->len, "organisation",
                                 organisation, "on", mode));
  return COMMAND_DONE;
}

int cmd_rules_publish(struct command_call *call) {
  return publish(call, "policy");
}

int cmd_rules_templates_publish(struct command_call *call) {
  return publish(call, "template");
}
