/* A calendar in the cloud that can't be had here: Microsoft Graph's and Google's, each written from its public
 * reference. It holds one event, gives tokens, tags what it holds, and can be told to fail. */
#ifndef TESTS_SERVERS_CLOUD_H
#define TESTS_SERVERS_CLOUD_H

#include <glib/gstdio.h>
#include <jansson.h>

#include "channels/registry.h"
#include "tests/servers/web_stub.h"

#define OWNER "marjolein@dekruin.example"

struct cloud {
  const struct channel *channel;
  struct web_stub stub;
  GMutex lock;
  json_t *event; /* NULL = none; as it is told */
  gboolean gone; /* Google: there was one, and it was deleted */
  int version, tokens, made;
  const char *fail;        /* a status, or "silent" after it did what was asked; for `fail_method` */
  const char *fail_method; /* NULL = for none */
  int revoke;              /* so many tokens are refused from now */
  gboolean echoes;         /* whoever asks for a token is shown what they said */
  char *last_body, *last_token_form;
  const char *busy;
  char *key_file;
};

/* -- what both stubs do
 * ------------------------------------------------------------------------------------------------ */

static inline char *told(const char *status, json_t *object) {
  char *dump = json_dumps(object, JSON_COMPACT);
  char *answer = web_stub_answer(status, "", dump);
  free(dump);
  json_decref(object);
  return answer;
}

static inline char *token_answer(struct cloud *cloud, const struct web_stub_request *request) {
  if (g_str_equal(request->method, "GET")) /* asked for its time */
    return web_stub_answer("404 Not Found", "Date: Thu, 01 Oct 2026 08:00:00 GMT\r\n", "");
  g_free(cloud->last_token_form);
  cloud->last_token_form = g_strdup(request->body);
  if (cloud->echoes)
    return web_stub_answer("400 Bad Request", "Date: Thu, 01 Oct 2026 08:00:00 GMT\r\n", request->body);
  if (strstr(request->body, "verkeerd"))
    return told("401 Unauthorized",
                json_pack("{s:s, s:s}", "error", "invalid_client", "error_description", request->body));
  g_autofree char *token = g_strdup_printf("token-%d", ++cloud->tokens);
  return told("200 OK",
              json_pack("{s:s, s:s, s:i}", "token_type", "Bearer", "access_token", token, "expires_in", 3599));
}

static inline gboolean is_signed_in(struct cloud *cloud, const struct web_stub_request *request) {
  if (cloud->revoke > 0) return cloud->revoke--, FALSE;
  return strstr(request->head, "\r\nAuthorization: Bearer token-") != NULL;
}

static inline void stamp(struct cloud *cloud, const char *key) {
  g_autofree char *tag = g_strdup_printf("\"%d\"", ++cloud->version);
  json_object_set_new(cloud->event, key, json_string(tag));
}

static inline void merge(struct cloud *cloud, const struct web_stub_request *request) {
  json_t *body = json_loads(request->body, 0, NULL);
  g_assert_nonnull(body);
  if (!cloud->event) cloud->event = json_object();
  json_object_update(cloud->event, body);
  json_decref(body);
}

/* -- Microsoft Graph: event, list by extended property, calendarView
 * ----------------------------------------------------- */

static inline char *graph_play_event(struct cloud *cloud, const struct web_stub_request *request) {
  if (g_str_equal(request->method, "POST")) {
    json_t *body = json_loads(request->body, 0, NULL);
    g_assert_nonnull(json_object_get(body, "transactionId"));
    gboolean known = cloud->event &&
                     json_equal(json_object_get(cloud->event, "transactionId"), json_object_get(body, "transactionId"));
    json_decref(body);
    if (!known) {
      merge(cloud, request);
      json_object_set_new(cloud->event, "id", json_string("AAMkAGI="));
      stamp(cloud, "changeKey");
      cloud->made++;
    }
    return told("201 Created", json_deep_copy(cloud->event));
  }
  if (strstr(request->path, "$filter=") || strstr(request->path, "%24filter")) {
    g_assert_nonnull(strstr(request->path, "WaakvlamKey"));
    json_t *list = json_array();
    if (cloud->event) json_array_append(list, cloud->event);
    return told("200 OK", json_pack("{s:o}", "value", list));
  }
  if (!cloud->event || !strstr(request->path, "/events/AAMkAGI%3D"))
    return told("404 Not Found", json_pack("{s:{s:s}}", "error", "code", "ErrorItemNotFound"));
  if (g_str_equal(request->method, "DELETE")) {
    json_decref(cloud->event);
    cloud->event = NULL;
    return web_stub_answer("204 No Content", "", "");
  }
  if (g_str_equal(request->method, "PATCH")) {
    merge(cloud, request);
    stamp(cloud, "changeKey");
  }
  return told("200 OK", json_deep_copy(cloud->event));
}

static inline char *graph_play(struct cloud *cloud, const struct web_stub_request *request) {
  if (strstr(request->path, "/oauth2/v2.0/token")) return token_answer(cloud, request);
  if (!is_signed_in(cloud, request)) return told("401 Unauthorized", json_pack("{}"));
  g_assert_nonnull(strstr(request->path, "/users/marjolein@dekruin.example/"));
  g_assert_nonnull(strstr(request->head, "outlook.timezone=\"UTC\""));
  if (!strstr(request->path, "/calendarView")) return graph_play_event(cloud, request);
  if (strstr(request->path, "page=2")) return web_stub_answer("200 OK", "", "{\"value\":[]}");
  g_autofree char *next =
      g_strdup_printf("http://127.0.0.1:%d/v1.0/users/marjolein@dekruin.example/calendarView?page=2", cloud->stub.port);
  g_autofree char *page = g_strdup_printf("{\"value\":%s,\"@odata.nextLink\":\"%s\"}", cloud->busy, next);
  return web_stub_answer("200 OK", "", page);
}

/* -- Google Calendar: events with an id of one's own, tags, freeBusy
 * ------------------------------------------------------ */

static inline char *google_play_event(struct cloud *cloud, const struct web_stub_request *request) {
  if (g_str_equal(request->method, "POST")) {
    if (cloud->event || cloud->gone) return told("409 Conflict", json_pack("{s:{s:i}}", "error", "code", 409));
    merge(cloud, request);
    const char *id = json_string_value(json_object_get(cloud->event, "id"));
    g_assert_nonnull(id);
    g_assert_cmpuint(strspn(id, "abcdefghijklmnopqrstuv0123456789"), ==, strlen(id));
    json_object_set_new(cloud->event, "status", json_string("confirmed"));
    stamp(cloud, "etag");
    cloud->made++;
    return told("200 OK", json_deep_copy(cloud->event));
  }
  if (!cloud->event && g_str_equal(request->method, "PATCH")) { /* a deleted event still has a tag, and can be mended */
    if (!cloud->gone || !strstr(request->head, "\r\nIf-Match: \"gone\""))
      return told(cloud->gone ? "412 Precondition Failed" : "404 Not Found", json_pack("{}"));
    g_assert_nonnull(strstr(request->body, "\"status\":\"confirmed\""));
    merge(cloud, request);
    json_object_set_new(cloud->event, "id", json_string("x"));
    stamp(cloud, "etag");
    return told("200 OK", json_deep_copy(cloud->event));
  }
  if (!cloud->event)
    return cloud->gone && g_str_equal(request->method, "GET")
               ? told("200 OK", json_pack("{s:s, s:s, s:s}", "id", "x", "status", "cancelled", "etag", "\"gone\""))
               : told(cloud->gone ? "410 Gone" : "404 Not Found", json_pack("{}"));
  const char *tag = json_string_value(json_object_get(cloud->event, "etag"));
  const char *wanted = strstr(request->head, "\r\nIf-Match: ");
  if (wanted && !g_str_has_prefix(wanted + 12, tag)) return told("412 Precondition Failed", json_pack("{}"));
  if (g_str_equal(request->method, "DELETE")) {
    json_decref(cloud->event);
    cloud->event = NULL;
    cloud->gone = TRUE;
    return web_stub_answer("204 No Content", "", "");
  }
  if (g_str_equal(request->method, "PATCH")) {
    merge(cloud, request);
    stamp(cloud, "etag");
  }
  return told("200 OK", json_deep_copy(cloud->event));
}

static inline char *google_play(struct cloud *cloud, const struct web_stub_request *request) {
  if (g_str_equal(request->path, "/token")) return token_answer(cloud, request);
  if (!is_signed_in(cloud, request)) return told("401 Unauthorized", json_pack("{}"));
  if (g_str_equal(request->path, "/v3/freeBusy")) {
    g_assert_nonnull(strstr(request->body, "\"id\":\"" OWNER "\""));
    g_autofree char *body = g_strdup_printf("{\"calendars\":{\"" OWNER "\":{\"busy\":%s}}}", cloud->busy);
    return web_stub_answer("200 OK", "", body);
  }
  g_assert_true(g_str_has_prefix(request->path, "/v3/calendars/marjolein@dekruin.example/events"));
  return google_play_event(cloud, request);
}

/* -- playing
 * ---------------------------------------------------------------------------------------------------------------- */

static inline char *play(void *user, const struct web_stub_request *request) {
  struct cloud *cloud = user;
  g_mutex_lock(&cloud->lock);
  gboolean event = strstr(request->path, "/events") != NULL;
  gboolean fails = event && cloud->fail && g_strcmp0(cloud->fail_method, request->method) == 0;
  if (event && *request->body) {
    g_free(cloud->last_body);
    cloud->last_body = g_strdup(request->body);
  }
  char *answer = NULL;
  gboolean silent = fails && g_str_equal(cloud->fail, "silent");
  if (fails && !silent)
    answer = web_stub_answer(cloud->fail, "Retry-After: 9\r\n", "{}");
  else
    answer = cloud->channel == &channel_graph ? graph_play(cloud, request) : google_play(cloud, request);
  if (silent) {
    g_free(answer);
    answer = g_strdup(WEB_STUB_SILENT);
  }
  g_mutex_unlock(&cloud->lock);
  return answer;
}

static inline struct cloud *cloud_new(const struct channel *channel) {
  struct cloud *cloud = g_new0(struct cloud, 1);
  cloud->channel = channel;
  cloud->busy = "[]";
  g_mutex_init(&cloud->lock);
  web_stub_start(&cloud->stub, play, cloud);
  return cloud;
}

static inline void cloud_free(struct cloud *cloud) {
  web_stub_stop(&cloud->stub);
  json_decref(cloud->event);
  g_mutex_clear(&cloud->lock);
  if (cloud->key_file) g_remove(cloud->key_file);
  g_free(cloud->key_file);
  g_free(cloud->last_body);
  g_free(cloud->last_token_form);
  g_free(cloud);
}

#endif
