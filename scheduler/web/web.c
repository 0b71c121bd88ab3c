#include "scheduler/web/web.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "scheduler/web/html.h"
#include "scheduler/web/web_gate.h"
#include "scheduler/web/web_room.h"

/* A thread never stops accepting, whoever it has: there is more room in each than the gate lets in altogether. */
enum { BODY_MOST = 64 << 10, THREADS = 4, CONNECTIONS = THREADS * 2 * WEB_GATE_ROOM };

G_DEFINE_QUARK(web_error, web_error)

/* -- small helpers ---------------------------------------------------------------------------------------------------
 */

/* With a NUL in it (%00) it is none: what we would see of it is not what was said. */
char *web_room_query(const struct web_request *request, const char *name) {
  const char *value = NULL;
  size_t length = 0;
  if (MHD_lookup_connection_value_n(request->connection, MHD_GET_ARGUMENT_KIND, name, strlen(name), &value, &length) !=
          MHD_YES ||
      !value)
    return NULL;
  return strlen(value) == length ? g_strdup(value) : NULL;
}

gint64 web_room_number(const struct web_request *request, const char *name) {
  g_autofree char *text = web_room_query(request, name);
  guint64 number = 0;
  return text && g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT32, &number, NULL) ? (gint64)number : 0;
}

const char *web_room_text(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

enum web_sight web_room_sight(const struct store_staff *staff) {
  static const struct {
    const char *role;
    enum web_sight sight;
  } sights[] = {{"counsellor", WEB_SIGHT_OWN},
                {"coordinator", WEB_SIGHT_SCHOOL},
                {"manager", WEB_SIGHT_SCHOOL},
                {"privacy", WEB_SIGHT_TASKS},
                {"postroom", WEB_SIGHT_TASKS}};
  for (guint i = 0; i < G_N_ELEMENTS(sights); i++)
    if (strcmp(sights[i].role, staff->role) == 0) return sights[i].sight;
  return WEB_SIGHT_NOTHING; /* also a role that is new and not thought about here */
}

struct views_viewer web_room_viewer(const struct web_request *request) {
  const struct store_staff *staff = request->staff;
  gboolean school = web_room_sight(staff) == WEB_SIGHT_SCHOOL;
  return (struct views_viewer){.organisation = staff->organisation,
                               .counsellor = school ? 0 : staff->id,
                               .watches = flow_on_duty(request->web->world.flow, staff->organisation, staff->id)};
}

/* application/x-www-form-urlencoded: the only form that our pages send. */
char *web_room_field(const struct web_request *request, const char *name) {
  g_auto(GStrv) pairs = g_strsplit(request->body->str, "&", 64);
  for (char **pair = pairs; *pair; pair++) {
    char *equals = strchr(*pair, '=');
    if (!equals) continue;
    *equals = '\0';
    if (strcmp(*pair, name) != 0) continue;
    g_strdelimit(equals + 1, "+", ' ');
    char *value = g_uri_unescape_string(equals + 1, NULL);
    return value && g_utf8_validate(value, -1, NULL) ? value : (g_free(value), g_strdup(""));
  }
  return NULL;
}

void web_room_redirect(struct web_answer *answer, const char *to) {
  answer->status = MHD_HTTP_SEE_OTHER;
  answer->location = g_strdup(to);
}

/* -- answering -------------------------------------------------------------------------------------------------------
 */

static const char *const headers[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Robots-Tag", "noindex"},
    {"Referrer-Policy", "same-origin"}, /* not no-referrer: browsers then say Origin: null of our own forms, too */
    {"Cache-Control", "no-store"}};

static enum MHD_Result send_answer(struct MHD_Connection *connection, struct web_answer *answer) {
  struct MHD_Response *response =
      MHD_create_response_from_buffer(answer->body->len, answer->body->str, MHD_RESPMEM_MUST_COPY);
  for (guint i = 0; i < G_N_ELEMENTS(headers); i++) MHD_add_response_header(response, headers[i][0], headers[i][1]);
  MHD_add_response_header(response, "Content-Type", answer->type);
  if (answer->location) MHD_add_response_header(response, "Location", answer->location);
  if (answer->tag) MHD_add_response_header(response, "ETag", answer->tag);
  if (answer->cookie) MHD_add_response_header(response, "Set-Cookie", answer->cookie);
  enum MHD_Result result = MHD_queue_response(connection, answer->status, response);
  MHD_destroy_response(response);
  return result;
}

static gboolean path_matches(const struct web_route *route, const char *path, const char **tail) {
  gsize n = strlen(route->path);
  *tail = "";
  if (!(route->bits & WEB_PREFIX)) return strcmp(route->path, path) == 0;
  *tail = path + n;
  return strncmp(route->path, path, n) == 0 && path[n] != '\0';
}

static guint method_bit(const char *method) {
  if (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0) return WEB_GET;
  return strcmp(method, "POST") == 0 ? WEB_POST : 0;
}

static const struct web_route *route_of(struct web_request *request) {
  for (const struct web_route *route = web_routes; route->path; route++)
    if (path_matches(route, request->path, &request->tail) && (route->bits & method_bit(request->method))) return route;
  return NULL;
}

/* A page reads inside a transaction in which the store itself refuses to write; what writes has its own. */
static void handle(const struct web_route *route, struct web_request *request, struct web_answer *answer) {
  struct store *store = cases_store(request->web->world.cases);
  if (!(route->bits & (WEB_WRITES | WEB_STORELESS)) && !store_begin_read(store, NULL)) {
    page_frame_failed(answer, NULL);
    return;
  }
  route->handle(request, answer);
  store_rollback(store);
}

static void forget_calendars(struct web *web, gint64 now) {
  enum { SECONDS = 60 };
  if (now - web->forgot < SECONDS) return;
  cases_forget(web->world.cases);
  web->forgot = now;
}

static void respond(struct web_request *request, struct web_answer *answer) {
  const struct web_route *route = route_of(request);
  forget_calendars(request->web, request->now);
  request->staff = web_session_staff(request);
  if (!route)
    page_frame_not_found(answer, request->staff);
  else if ((route->bits & WEB_FORM) && !web_guard_own_form(request))
    page_frame_foreign(answer);
  else if ((route->bits & WEB_SIGNED_IN) && !request->staff)
    web_room_redirect(answer, "/aanmelden");
  else if ((route->bits & WEB_SIGNED_IN) && web_room_sight(request->staff) == WEB_SIGHT_NOTHING)
    page_frame_not_here(answer, request->staff);
  else
    handle(route, request, answer);
  store_staff_free(request->staff);
}

static void answer_free(struct web_answer *answer) {
  g_string_free(answer->body, TRUE);
  g_free(answer->location);
  g_free(answer->cookie);
  g_free(answer->tag);
}

/* A request while it comes in. */
struct incoming {
  GString *body;
  char *query;
  gboolean begun;   /* its headers have been seen */
  gboolean nowhere; /* its path has a NUL in it, behind which anything may stand */
};

static enum MHD_Result answer_request(struct web *web, struct MHD_Connection *connection, const char *path,
                                      const char *method, const struct incoming *incoming) {
  struct web_request request = {.web = web,
                                .connection = connection,
                                .path = incoming->nowhere ? "" : path,
                                .method = method,
                                .tail = "",
                                .body = incoming->body,
                                .query = incoming->query,
                                .now = web->world.now(web->world.user)};
  struct web_answer answer = {.status = MHD_HTTP_OK, .type = "text/html; charset=utf-8", .body = g_string_new(NULL)};
  web_gate_serve(web->gate, connection);
  g_mutex_lock(&web->mutex);
  respond(&request, &answer);
  g_mutex_unlock(&web->mutex);
  enum MHD_Result result = send_answer(connection, &answer);
  web_gate_wait(web->gate, connection);
  answer_free(&answer);
  return result;
}

static gboolean is_too_long(struct MHD_Connection *connection) {
  const char *text = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
  guint64 length = 0;
  return text && (!g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64, &length, NULL) || length > BODY_MOST);
}

static enum MHD_Result refuse_length(struct MHD_Connection *connection) {
  struct web_answer answer = {
      .status = MHD_HTTP_CONTENT_TOO_LARGE, .type = "text/html; charset=utf-8", .body = g_string_new(NULL)};
  page_frame_too_long(&answer);
  enum MHD_Result result = send_answer(connection, &answer);
  answer_free(&answer);
  return result;
}

/* The address as it came: a far side that signs its requests signs these very bytes. */
static void *on_address(void *user, const char *address, struct MHD_Connection *connection) {
  (void)user, (void)connection;
  const char *mark = strchr(address, '?');
  struct incoming *incoming = g_new0(struct incoming, 1);
  incoming->body = g_string_new(NULL);
  incoming->query = g_strdup(mark ? mark + 1 : "");
  incoming->nowhere = g_strstr_len(address, mark ? mark - address : -1, "%00") != NULL;
  return incoming;
}

/* libmicrohttpd calls once for the headers, then for each piece of the body, then once more. */
static enum MHD_Result on_request(void *user, struct MHD_Connection *connection, const char *path, const char *method,
                                  const char *version, const char *data, size_t *size, void **state) {
  (void)version;
  struct incoming *incoming = *state;
  if (!incoming->begun) {
    incoming->begun = TRUE;
    return is_too_long(connection) ? refuse_length(connection) : MHD_YES;
  }
  if (*size > 0) {
    if (incoming->body->len + *size > BODY_MOST) return MHD_NO; /* chunked, so its length was not told: cut */
    g_string_append_len(incoming->body, data, (gssize)*size);
    *size = 0;
    return MHD_YES;
  }
  return answer_request(user, connection, path, method, incoming);
}

static void on_end(void *user, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code) {
  (void)user, (void)connection, (void)code;
  struct incoming *incoming = *state;
  if (!incoming) return;
  g_string_free(incoming->body, TRUE);
  g_free(incoming->query);
  g_free(incoming);
  *state = NULL;
}

/* -- starting --------------------------------------------------------------------------------------------------------
 */

static gboolean address_of(const char *listen, struct sockaddr_in *address, GError **error) {
  g_auto(GStrv) parts = g_strsplit(listen ? listen : "", ":", 2);
  guint64 port = 0;
  *address = (struct sockaddr_in){.sin_family = AF_INET};
  if (g_strv_length(parts) != 2 || inet_pton(AF_INET, parts[0], &address->sin_addr) != 1 ||
      !g_ascii_string_to_unsigned(parts[1], 10, 0, 65535, &port, NULL)) {
    g_set_error(error, WEB_ERROR, WEB_ERROR_SETTING, "listen = %s: write an address and a port, as 127.0.0.1:8080",
                listen ? listen : "");
    return FALSE;
  }
  address->sin_port = htons((guint16)port);
  if (ntohl(address->sin_addr.s_addr) >> 24 == 127) return TRUE;
  g_set_error(error, WEB_ERROR, WEB_ERROR_SETTING,
              "listen = %s is no loopback address: TLS is the work of a proxy in front", listen);
  return FALSE;
}

struct web *web_start(const struct web_world *world, GError **error) {
  struct sockaddr_in address;
  const char *listen = world->setting(world->user, "listen");
  if (!address_of(listen, &address, error)) return NULL;
  struct web *web = g_new0(struct web, 1);
  web->world = *world;
  g_mutex_init(&web->mutex);
  g_mutex_init(&web->passwords);
  web->gate = web_gate_new();
  web->tries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, web_guard_tries_free);
  /* Poll, not epoll: 0.9.75 stalls there when exactly 128 connections of a thread are ready. No error log of the
   * library's own: standard error has one JSON object a line. */
  web->daemon = MHD_start_daemon(
      MHD_USE_POLL_INTERNAL_THREAD, 0, NULL, NULL, on_request, web, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
      MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS, MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL,
      MHD_OPTION_URI_LOG_CALLBACK, on_address, NULL, MHD_OPTION_CONNECTION_TIMEOUT, 30U, MHD_OPTION_CONNECTION_LIMIT,
      (unsigned)CONNECTIONS, MHD_OPTION_NOTIFY_CONNECTION, web_gate_notify, web->gate, MHD_OPTION_END);
  if (web->daemon) {
    web->port = MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    return web;
  }
  g_set_error(error, WEB_ERROR, WEB_ERROR_LISTEN, "%s can't be listened on: is another service there?", listen);
  web_stop(web);
  return NULL;
}

int web_port(const struct web *web) {
  return web->port;
}

void web_stop(struct web *web) {
  if (!web) return;
  if (web->daemon) MHD_stop_daemon(web->daemon);
  web_gate_free(web->gate);
  g_hash_table_unref(web->tries);
  g_mutex_clear(&web->passwords);
  g_mutex_clear(&web->mutex);
  g_free(web);
}
