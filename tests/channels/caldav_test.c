/* The counsellor's own calendar on a real Radicale: made, moved, taken away, and never overwritten; the hours that are
 * free in it. What no real server does on command is played by a script. */
#include "channels/registry.h"
#include "tests/channels/sample.h"
#include "tests/servers/servers.h"

#include <glib/gstdio.h>

#define OWNER "marjolein@dekruin.example"
#define OURS  "marjolein/agenda/" SAMPLE_KEY ".ics"

struct house {
  struct servers servers;
};

static gboolean is_missing(const struct house *h) {
  if (h->servers.skipped) g_test_skip(h->servers.skipped);
  return h->servers.skipped != NULL;
}

static void *open_at(int port, const char *path, const char *password, const char *calendar) {
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d%s", port, path);
  const char *pairs[] = {"url",      url,      "user",    "marjolein", "password", password,
                         "calendar", calendar, "timeout", "5",         NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(&channel_caldav, pairs, &error);
  g_assert_no_error(error);
  return state;
}

static struct channel_message appointment(struct channel_invitation *invitation, const char *previous) {
  struct channel_message message = sample_message("agenda");
  message.to = OWNER;
  message.invitation = invitation;
  message.previous = previous;
  return message;
}

/* Sends, says the verdict, and gives the reference. */
static enum channel_verdict send_it(void *state, struct channel_invitation invitation, const char *previous,
                                    char **reference, char **reason) {
  struct channel_message message = appointment(&invitation, previous);
  struct channel_result result;
  channel_caldav.send(state, &message, &result);
  g_test_message("%s: %s", channel_verdict_names[result.verdict], result.reason);
  if (reference) *reference = g_strdup(result.reference);
  if (reason) *reason = g_strdup(result.reason);
  channel_result_clear(&result);
  return result.verdict;
}

static struct channel_invitation moved_by(int hours, int sequence) {
  struct channel_invitation invitation = *sample_invitation();
  invitation.start += hours * 3600, invitation.end += hours * 3600, invitation.sequence = sequence;
  return invitation;
}

/* What the counsellor sees, and does there herself. NULL = not there. */
static char *file_path(const struct house *h) {
  return g_build_filename(h->servers.folder, "collections", "collection-root", OURS, NULL);
}

static char *seen(const struct house *h) {
  g_autofree char *path = file_path(h);
  char *text = NULL;
  g_file_get_contents(path, &text, NULL, NULL);
  return text;
}

static void she(const struct house *h, const char *method, const char *from, const char *to) {
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/" OURS, h->servers.ports[0]);
  g_autofree char *text = seen(h);
  g_autoptr(GString) body = g_string_new(text ? text : "");
  if (from) g_assert_cmpuint(g_string_replace(body, from, to, 0), >, 0);
  g_autofree char *file = g_build_filename(g_get_tmp_dir(), "caldav_test.ics", NULL);
  g_assert_true(g_file_set_contents(file, body->str, -1, NULL));
  g_autofree char *command = g_strdup_printf(
      "curl -sf -u marjolein:geheim -X %s --data-binary @%s -H 'Content-Type: text/calendar' -o /dev/null %s", method,
      file, url);
  int status = 0;
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, &status, NULL));
  g_assert_cmpint(status, ==, 0);
  g_remove(file);
}

/* Made once, made again (nothing more), moved, moved again after the tag was lost, taken away, and away again. */
static void its_life(gconstpointer data) {
  const struct house *h = data;
  if (is_missing(h)) return;
  void *state = open_at(h->servers.ports[0], "/", "geheim", "");
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *fourth = NULL;
  g_assert_cmpint(send_it(state, moved_by(0, 0), "", &first, NULL), ==, CHANNEL_SENT);
  g_autofree char *made = seen(h);
  g_assert_nonnull(strstr(made, "SUMMARY:Gesprek over werk en opleiding"));
  g_assert_cmpint(send_it(state, moved_by(0, 0), "", &second, NULL), ==, CHANNEL_SENT);
  g_assert_cmpstr(first, ==, second);
  g_assert_cmpint(send_it(state, moved_by(2, 1), second, &third, NULL), ==, CHANNEL_SENT);
  g_autofree char *moved = seen(h);
  g_assert_nonnull(strstr(moved, "SEQUENCE:1"));
  g_assert_cmpint(send_it(state, moved_by(2, 1), second, NULL, NULL), ==, CHANNEL_SENT); /* our answer got lost */
  g_auto(GStrv) parts = g_strsplit(third, " ", 4);
  g_autofree char *untagged = g_strdup_printf("%s %s  ", parts[0], parts[1]);
  g_assert_cmpint(send_it(state, moved_by(4, 2), untagged, &fourth, NULL), ==, CHANNEL_SENT);
  struct channel_invitation cancelled = moved_by(4, 3);
  cancelled.method = CHANNEL_CANCEL;
  g_assert_cmpint(send_it(state, cancelled, fourth, NULL, NULL), ==, CHANNEL_SENT);
  g_assert_null(seen(h));
  g_assert_cmpint(send_it(state, cancelled, fourth, NULL, NULL), ==, CHANNEL_SENT);
  channel_caldav.close(state);
}

static void what_she_changed_stays(gconstpointer data) {
  const struct house *h = data;
  if (is_missing(h)) return;
  void *state = open_at(h->servers.ports[0], "/marjolein/agenda", "geheim", "");
  g_autofree char *reference = NULL, *why = NULL, *again = NULL, *also = NULL;
  g_assert_cmpint(send_it(state, moved_by(0, 0), "", &reference, NULL), ==, CHANNEL_SENT);
  she(h, "PUT", "T110000", "T160000");
  she(h, "PUT", "T113000", "T163000");
  g_autofree char *hers = seen(h);
  g_assert_cmpint(send_it(state, moved_by(1, 1), reference, NULL, &why), ==, CHANNEL_NEVER);
  g_assert_true(g_str_has_prefix(why, "changed by its owner"));
  g_assert_cmpint(send_it(state, moved_by(0, 0), "", NULL, &again), ==, CHANNEL_NEVER);
  struct channel_invitation cancelled = moved_by(0, 1);
  cancelled.method = CHANNEL_CANCEL;
  g_assert_cmpint(send_it(state, cancelled, reference, NULL, &also), ==, CHANNEL_NEVER);
  g_autofree char *after = seen(h);
  g_assert_cmpstr(after, ==, hers);
  she(h, "DELETE", NULL, NULL);
  g_autofree char *removed = NULL;
  g_assert_cmpint(send_it(state, moved_by(1, 1), reference, NULL, &removed), ==, CHANNEL_NEVER);
  g_assert_true(g_str_has_prefix(removed, "removed by its owner"));
  g_assert_null(seen(h));
  channel_caldav.close(state);
}

/* Another tag, the same time: an alarm or a note of hers, which outlives the move. */
static void what_she_added_stays(gconstpointer data) {
  const struct house *h = data;
  if (is_missing(h)) return;
  void *state = open_at(h->servers.ports[0], "/marjolein/agenda/", "geheim", "");
  g_autofree char *reference = NULL, *newest = NULL;
  g_assert_cmpint(send_it(state, moved_by(0, 0), "", &reference, NULL), ==, CHANNEL_SENT);
  she(h, "PUT", "END:VEVENT", "CATEGORIES:Rood\r\nEND:VEVENT");
  g_assert_cmpint(send_it(state, moved_by(3, 1), reference, &newest, NULL), ==, CHANNEL_SENT);
  g_autofree char *moved = seen(h);
  g_assert_nonnull(strstr(moved, "CATEGORIES:Rood"));
  g_assert_nonnull(strstr(moved, "SEQUENCE:1"));
  struct channel_invitation cancelled = moved_by(3, 2);
  cancelled.method = CHANNEL_CANCEL;
  g_assert_cmpint(send_it(state, cancelled, newest, NULL, NULL), ==, CHANNEL_SENT);
  channel_caldav.close(state);
}

static void hours_are_told(gconstpointer data) {
  const struct house *h = data;
  if (is_missing(h)) return;
  void *state = open_at(h->servers.ports[0], "/", "geheim", "Afspraken");
  g_autofree char *reference = NULL;
  g_assert_cmpint(send_it(state, moved_by(0, 0), "", &reference, NULL), ==, CHANNEL_SENT);
  gint64 start = sample_invitation()->start;
  she(h, "PUT", "END:VEVENT", "RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT");
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  g_autoptr(GError) error = NULL;
  g_assert_true(channel_caldav.busy(state, OWNER, start - 86400, start + 86400 + 600, busy, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(busy->len, ==, 2);
  g_assert_cmpint(g_array_index(busy, struct channel_busy, 0).from, ==, start);
  g_assert_cmpint(g_array_index(busy, struct channel_busy, 1).to, ==, start + 86400 + 600);
  g_array_set_size(busy, 0);
  g_assert_true(channel_caldav.busy(state, OWNER, start + 30 * 86400, start + 31 * 86400, busy, &error));
  g_assert_cmpuint(busy->len, ==, 0);
  she(h, "DELETE", NULL, NULL);
  channel_caldav.close(state);
}

static void check_says_what_is_wrong(gconstpointer data) {
  const struct house *h = data;
  if (is_missing(h)) return;
  static const struct {
    const char *path, *password, *calendar, *word; /* word NULL = fine */
  } cases[] = {{"/", "geheim", "", NULL},
               {"/", "geheim", "agenda", NULL},
               {"/marjolein/", "geheim", "Afspraken", NULL},
               {"/marjolein/agenda/", "geheim", "", NULL},
               {"/", "verkeerd", "", "401"},
               {"/", "geheim", "Taken", "there is no calendar Taken"},
               {"/iemand/anders/", "geheim", "", "the calendar is not found"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    void *state = open_at(h->servers.ports[0], cases[i].path, cases[i].password, cases[i].calendar);
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(channel_caldav.check(state, &error), ==, cases[i].word == NULL);
    if (error) g_test_message("%s", error->message);
    if (cases[i].word) g_assert_nonnull(strstr(error->message, cases[i].word));
    if (cases[i].word) g_assert_null(strstr(error->message, "verkeerd"));
    channel_caldav.close(state);
  }
}

/* -- played ---------------------------------------------------------------------------------------------------------
 */

#define SAYS(status, headers) "HTTP/1.1 " status "\r\n" headers "Content-Length: 0\r\nConnection: close\r\n\r\n"
#define CALENDAR                                                                                                       \
  "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:response><d:href>/a/</d:href>"         \
  "<d:propstat><d:prop><d:resourcetype><c:calendar/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status>"    \
  "</d:propstat></d:response></d:multistatus>"

static const struct verdict_case {
  const char *name, *answer;
  enum channel_verdict verdict;
  int retry_after;
} verdict_cases[] = {
    {"created", SAYS("201 Created", "ETag: \"1\"\r\n"), CHANNEL_SENT, 0},
    {"no-tag", SAYS("201 Created", ""), CHANNEL_SENT, 0},
    {"bad", SAYS("400 Bad Request", ""), CHANNEL_NEVER, 0},
    {"sign-in", SAYS("401 Unauthorized", ""), CHANNEL_LATER, 0},
    {"no-calendar", SAYS("404 Not Found", ""), CHANNEL_LATER, 0},
    {"parent", SAYS("409 Conflict", ""), CHANNEL_LATER, 0},
    {"fast", SAYS("429 Too Many Requests", "Retry-After: 7\r\n"), CHANNEL_LATER, 7},
    {"down", SAYS("503 Service Unavailable", "Retry-After: 90\r\n"), CHANNEL_LATER, 90},
    {"full", SAYS("507 Insufficient Storage", ""), CHANNEL_LATER, 0},
    {"elsewhere", SAYS("302 Found", "Location: http://127.0.0.1:1/\r\n"), CHANNEL_LATER, 0},
    {"silent", STUB_FALL_SILENT, CHANNEL_LATER, 0},
    {"hangs-up", STUB_HANG_UP, CHANNEL_LATER, 0},
};

/* Every connection plays the script from its start: the first word tells which it is. */
static void answer_has_its_verdict(gconstpointer data) {
  const struct verdict_case *c = data;
  g_autofree char *found = g_strdup_printf(
      "HTTP/1.1 207 Multi-Status\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", strlen(CALENDAR), CALENDAR);
  const struct stub_step look[] = {{"</D:propfind>\n", found}, {NULL, NULL}};
  const struct stub_step say[] = {{"END:VCALENDAR\r\n", c->answer}, {NULL, NULL}};
  struct stub *stub = stub_start(look);
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/a/", stub->port);
  const char *pairs[] = {"url", url, "user", "marjolein", "password", "ge heim", "timeout", "1", NULL};
  void *state = sample_open(&channel_caldav, pairs, NULL);
  g_assert_true(channel_caldav.check(state, NULL));
  stub->script = say;
  struct channel_invitation invitation = moved_by(0, 0);
  struct channel_message message = appointment(&invitation, "");
  message.to = "";
  struct channel_result result;
  channel_caldav.send(state, &message, &result);
  g_assert_cmpint(result.verdict, ==, CHANNEL_NEVER); /* nobody's calendar */
  channel_result_clear(&result);
  channel_caldav.close(state);

  stub->script = look;
  state = sample_open(&channel_caldav, pairs, NULL);
  GArray *none = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  g_assert_false(channel_caldav.busy(state, OWNER, 1, 2, none, NULL)); /* finds the calendar, and hears nothing of it */
  g_array_unref(none);
  stub->script = say;
  message.to = OWNER;
  channel_caldav.send(state, &message, &result);
  g_test_message("%s", result.reason);
  g_assert_cmpstr(channel_verdict_names[result.verdict], ==, channel_verdict_names[c->verdict]);
  g_assert_cmpint(result.retry_after, ==, c->retry_after);
  g_assert_null(strstr(result.reason, "heim"));
  channel_result_clear(&result);
  channel_caldav.close(state);
  g_autofree char *heard = stub_heard(stub);
  g_assert_nonnull(strstr(heard, "PUT /a/" SAMPLE_KEY ".ics HTTP/1.1\r\n"));
  g_assert_nonnull(strstr(heard, "\r\nIf-None-Match: *\r\n"));
  stub_stop(stub);
}

/* The password never goes to another server, whoever asks for it. */
static void nothing_leads_elsewhere(void) {
  static const struct stub_step trap[] = {{"\r\n\r\n", SAYS("200 OK", "")}, {NULL, NULL}};
  struct stub *other = stub_start(trap);
  g_autofree char *xml = g_strdup_printf(
      "<d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>/</d:href><d:propstat><d:prop><d:current-user-principal>"
      "<d:href>http://127.0.0.1:%d/</d:href></d:current-user-principal></d:prop><d:status>HTTP/1.1 200 OK</d:status>"
      "</d:propstat></d:response></d:multistatus>",
      other->port);
  g_autofree char *lead =
      g_strdup_printf("HTTP/1.1 207 Multi-Status\r\nContent-Length: %zu\r\n\r\n%s", strlen(xml), xml);
  g_autofree char *redirect = g_strdup_printf(SAYS("301 Moved", "Location: http://127.0.0.1:%d/\r\n"), other->port);
  const struct stub_step scripts[][2] = {{{"</D:propfind>\n", lead}, {NULL, NULL}},
                                         {{"</D:propfind>\n", redirect}, {NULL, NULL}}};
  for (int i = 0; i < 2; i++) {
    struct stub *stub = stub_start(scripts[i]);
    void *state = open_at(stub->port, "/", "geheim", "");
    g_autoptr(GError) error = NULL;
    g_assert_false(channel_caldav.check(state, &error));
    channel_caldav.close(state);
    stub_stop(stub);
  }
  g_assert_cmpint(g_atomic_int_get(&other->connections), ==, 0);
  stub_stop(other);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  struct house house = {0};
  servers_start(&house.servers, "caldav");
  g_test_add_data_func("/caldav/radicale/its life", &house, its_life);
  g_test_add_data_func("/caldav/radicale/what she changed stays", &house, what_she_changed_stays);
  g_test_add_data_func("/caldav/radicale/what she added stays", &house, what_she_added_stays);
  g_test_add_data_func("/caldav/radicale/hours are told", &house, hours_are_told);
  g_test_add_data_func("/caldav/radicale/check says what is wrong", &house, check_says_what_is_wrong);
  sample_table("/caldav/verdict/", verdict_cases, sizeof *verdict_cases, G_N_ELEMENTS(verdict_cases),
               answer_has_its_verdict);
  g_test_add_func("/caldav/nothing leads elsewhere", nothing_leads_elsewhere);
  int failed = g_test_run();
  servers_stop(&house.servers);
  return failed;
}
