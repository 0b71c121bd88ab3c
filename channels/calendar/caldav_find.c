#include "channels/calendar/caldav_find.h"

#include "channels/formats/dav.h"

#include <string.h>

enum { ANSWER_MOST = 4 << 20, MOVES_MOST = 3 };

void caldav_find_ask(struct caldav_door *door, const char *method, const char *url, const char *depth, const char *more,
                     const char *body, struct http_answer *answer) {
  g_autofree char *depth_line = depth ? g_strdup_printf("Depth: %s", depth) : NULL;
  const char *headers[6] = {NULL};
  guint n = 0;
  if (*door->authorization) headers[n++] = door->authorization;
  if (depth_line) headers[n++] = depth_line;
  if (more) headers[n++] = more;
  if (body)
    headers[n++] = g_str_has_prefix(body, "BEGIN:") ? "Content-Type: text/calendar; charset=utf-8"
                                                    : "Content-Type: application/xml; charset=utf-8";
  const struct http_request request = {
      .method = method, .url = url, .body = body, .headers = headers, .timeout = door->timeout, .keep = ANSWER_MOST};
  http_do(door->http, &request, answer);
}

/* -- addresses ------------------------------------------------------------------------------------------------------
 */

/* What an href means from `base`; NULL when it leads to another server. */
static char *resolve(const char *base, const char *href) {
  g_autoptr(GUri) from = g_uri_parse(base, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GUri) to = from ? g_uri_parse_relative(from, href, G_URI_FLAGS_ENCODED, NULL) : NULL;
  if (!to || !g_uri_get_host(to) || g_uri_get_userinfo(to)) return NULL;
  gboolean same = g_ascii_strcasecmp(g_uri_get_host(from), g_uri_get_host(to)) == 0 &&
                  g_uri_get_port(from) == g_uri_get_port(to) &&
                  g_str_equal(g_uri_get_scheme(from), g_uri_get_scheme(to));
  return same ? g_uri_to_string(to) : NULL;
}

static char *with_slash(const char *url) {
  return g_str_has_suffix(url, "/") ? g_strdup(url) : g_strconcat(url, "/", NULL);
}

/* -- one look -------------------------------------------------------------------------------------------------------
 */

static const char question[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<D:propfind xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><D:prop><D:resourcetype/><D:displayname/>"
    "<D:current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/></D:prop></D:propfind>\n";

static gboolean refuse(const struct http_answer *answer, struct caldav_door *door, const char *what, GError **error) {
  g_autofree char *said = calendar_copy_said(answer, door->secrets);
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "%s: %s", what, said);
  return FALSE;
}

/* A redirect is followed by hand, and only on the same server. *url becomes where it ended. */
static GPtrArray *look(struct caldav_door *door, char **url, const char *depth, GError **error) {
  struct http_answer answer;
  for (int moves = 0;; moves++) {
    caldav_find_ask(door, "PROPFIND", *url, depth, NULL, question, &answer);
    g_autofree char *moved = answer.status / 100 == 3 ? http_answer_header(&answer, "Location") : NULL;
    char *to = moved && moves < MOVES_MOST ? resolve(*url, moved) : NULL;
    if (!to) break;
    g_free(*url);
    *url = to;
    http_answer_clear(&answer);
  }
  GPtrArray *all = NULL;
  if (answer.status == 207)
    all = dav_read(answer.body->str, answer.body->len, error);
  else
    refuse(&answer, door, "the calendar is not found", error);
  http_answer_clear(&answer);
  return all;
}

static const struct dav_resource *only(const GPtrArray *all) {
  return all->len ? all->pdata[0] : NULL;
}

/* -- the way there --------------------------------------------------------------------------------------------------
 */

static gboolean is_wanted(const struct dav_resource *resource, const char *wanted) {
  if (!resource->is_calendar || resource->lacks_events) return FALSE;
  if (!*wanted || g_str_equal(resource->name, wanted)) return TRUE;
  g_autofree char *bare = g_strdup(resource->href);
  while (g_str_has_suffix(bare, "/")) bare[strlen(bare) - 1] = '\0';
  const char *last = strrchr(bare, '/');
  g_autofree char *part = g_uri_unescape_string(last ? last + 1 : bare, NULL);
  return part && g_str_equal(part, wanted);
}

static char *choose(struct caldav_door *door, const char *home, const char *wanted, GError **error) {
  g_autofree char *url = with_slash(home);
  g_autoptr(GPtrArray) all = look(door, &url, "1", error);
  for (guint i = 0; all && i < all->len; i++) {
    const struct dav_resource *resource = all->pdata[i];
    g_autofree char *found = is_wanted(resource, wanted) ? resolve(url, resource->href) : NULL;
    if (found) return with_slash(found);
  }
  if (all)
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "calendar: there is no %s%s among what is there",
                *wanted ? "calendar " : "calendar for events", wanted);
  return NULL;
}

static char *lead_to(const char *base, const char *href, const char *what, GError **error) {
  char *url = *href ? resolve(base, href) : NULL;
  if (!url)
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "url: the server tells no %s, or one elsewhere", what);
  return url;
}

static char *from_principal(struct caldav_door *door, const char *base, const char *principal, const char *wanted,
                            GError **error) {
  g_autofree char *url = lead_to(base, principal, "principal", error);
  g_autoptr(GPtrArray) all = url ? look(door, &url, "0", error) : NULL;
  if (!all) return NULL;
  g_autofree char *home = lead_to(url, all->len ? only(all)->home : "", "home of calendars", error);
  return home ? choose(door, home, wanted, error) : NULL;
}

static char *from_start(struct caldav_door *door, const char *start, const char *wanted, GError **error) {
  g_autofree char *url = g_strdup(start);
  g_autoptr(GPtrArray) all = look(door, &url, "0", error);
  if (!all) return NULL;
  const struct dav_resource *here = only(all);
  if (here && here->is_calendar) return with_slash(url);
  if (here && *here->home) {
    g_autofree char *home = lead_to(url, here->home, "home of calendars", error);
    return home ? choose(door, home, wanted, error) : NULL;
  }
  return from_principal(door, url, here ? here->principal : "", wanted, error);
}

/* RFC 6764 section 6: a bare server says at a well-known place where to begin. Not for a longer address: one that is
 * wrong must not end in some other calendar. What the address itself answers is the better reason when both fail. */
char *caldav_find(struct caldav_door *door, const char *url, const char *wanted, GError **error) {
  g_autoptr(GError) first = NULL;
  char *found = from_start(door, url, wanted, &first);
  if (found) return found;
  g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL);
  gboolean bare = uri && (!*g_uri_get_path(uri) || g_str_equal(g_uri_get_path(uri), "/"));
  g_autofree char *well_known = bare ? resolve(url, "/.well-known/caldav") : NULL;
  found = well_known ? from_start(door, well_known, wanted, NULL) : NULL;
  if (!found) g_propagate_error(error, g_steal_pointer(&first));
  return found;
}
