#include "channels/formats/dav.h"

#include "channels/channel.h"

#include <expat.h>
#include <stddef.h>
#include <string.h>

enum { DEPTH_MOST = 32, TEXT_MOST = 1 << 20 };

#define D "DAV:|"
#define C "urn:ietf:params:xml:ns:caldav|"

struct reading {
  XML_Parser parser;
  GPtrArray *all;
  struct dav_resource *resource; /* the one at hand, or NULL */
  struct dav_resource *props;    /* of the propstat at hand: believed when its status is 2xx */
  const char *path[DEPTH_MOST];  /* interned names of the open elements */
  int depth;
  int status; /* of the propstat */
  gboolean no_events;
  GString *text;
  const char *problem;
};

static void resource_free(gpointer data) {
  struct dav_resource *r = data;
  char *const texts[] = {r->href, r->etag, r->data, r->principal, r->home, r->name};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(r);
}

static struct dav_resource *resource_new(void) {
  struct dav_resource *r = g_new0(struct dav_resource, 1);
  r->href = g_strdup("");
  r->etag = g_strdup("");
  r->data = g_strdup("");
  r->principal = g_strdup("");
  r->home = g_strdup("");
  r->name = g_strdup("");
  return r;
}

static void stop(struct reading *reading, const char *problem) {
  reading->problem = problem;
  XML_StopParser(reading->parser, XML_FALSE);
}

/* The name `up` levels above the innermost open element; "" when there is none. */
static const char *above(const struct reading *reading, int up) {
  int at = reading->depth - 1 - up;
  return at >= 0 ? reading->path[at] : "";
}

/* Where text belongs, by its element and the one around it. */
static const struct place {
  const char *parent, *element;
  gsize offset;
  gboolean in_props;
} places[] = {
    {D "response", D "href", offsetof(struct dav_resource, href), FALSE},
    {D "prop", D "getetag", offsetof(struct dav_resource, etag), TRUE},
    {D "prop", C "calendar-data", offsetof(struct dav_resource, data), TRUE},
    {D "prop", D "displayname", offsetof(struct dav_resource, name), TRUE},
    {D "current-user-principal", D "href", offsetof(struct dav_resource, principal), TRUE},
    {C "calendar-home-set", D "href", offsetof(struct dav_resource, home), TRUE},
};

static void take_text(struct reading *reading) {
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    struct dav_resource *target = places[i].in_props ? reading->props : reading->resource;
    if (!target || !g_str_equal(above(reading, 0), places[i].element) ||
        !g_str_equal(above(reading, 1), places[i].parent))
      continue;
    char **field = (char **)(void *)((char *)target + places[i].offset);
    if (**field) return; /* the first of several counts */
    g_free(*field);
    gboolean whole = g_str_equal(places[i].element, C "calendar-data");
    *field = whole ? g_strdup(reading->text->str) : g_strstrip(g_strdup(reading->text->str));
  }
}

/* 200 of "HTTP/1.1 200 OK"; 0 when it isn't that. */
static int status_of(const char *text) {
  const char *blank = strchr(text, ' ');
  if (!g_str_has_prefix(text, "HTTP/") || !blank || !g_ascii_isdigit(blank[1])) return 0;
  return (int)g_ascii_strtoull(blank + 1, NULL, 10) % 1000;
}

static void take_status(struct reading *reading) {
  if (!g_str_equal(above(reading, 0), D "status")) return;
  g_autofree char *text = g_strstrip(g_strdup(reading->text->str));
  if (g_str_equal(above(reading, 1), D "propstat")) reading->status = status_of(text);
  if (g_str_equal(above(reading, 1), D "response") && reading->resource) reading->resource->status = status_of(text);
}

static void keep(char **to, char **from) {
  if (!**from) return;
  g_free(*to);
  *to = g_steal_pointer(from);
  *from = g_strdup("");
}

static void end_props(struct reading *reading) {
  struct dav_resource *to = reading->resource, *from = reading->props;
  if (to && from && reading->status / 100 == 2) {
    keep(&to->etag, &from->etag);
    keep(&to->data, &from->data);
    keep(&to->principal, &from->principal);
    keep(&to->home, &from->home);
    keep(&to->name, &from->name);
    to->is_calendar |= from->is_calendar;
    to->lacks_events |= from->lacks_events;
  }
  if (from) resource_free(from);
  reading->props = NULL;
}

/* -- what expat tells ------------------------------------------------------------------------------------------------
 */

/* RFC 4791 section 5.2.3: a calendar that does not say takes everything. */
static void see_component(struct reading *reading, const char **attributes) {
  for (int i = 0; attributes[i]; i += 2)
    if (g_str_equal(attributes[i], "name") && g_ascii_strcasecmp(attributes[i + 1], "VEVENT") == 0)
      reading->no_events = FALSE;
}

static void on_start(void *user, const char *name, const char **attributes) {
  struct reading *reading = user;
  if (reading->depth >= DEPTH_MOST) {
    stop(reading, "elements lie too deep");
    return;
  }
  reading->path[reading->depth++] = g_intern_string(strlen(name) < 128 ? name : "");
  g_string_truncate(reading->text, 0);
  if (g_str_equal(name, D "response") && !reading->resource) {
    if (reading->all->len >= DAV_MOST) {
      stop(reading, "too many resources");
      return;
    }
    reading->resource = resource_new();
    g_ptr_array_add(reading->all, reading->resource);
  }
  if (g_str_equal(name, D "propstat") && !reading->props) {
    reading->props = resource_new();
    reading->status = 0;
  }
  if (!reading->props) return;
  if (g_str_equal(name, C "calendar") && g_str_equal(above(reading, 1), D "resourcetype"))
    reading->props->is_calendar = TRUE;
  if (g_str_equal(name, C "supported-calendar-component-set")) reading->no_events = TRUE;
  if (g_str_equal(name, C "comp")) see_component(reading, attributes);
}

static void on_end(void *user, const char *name) {
  struct reading *reading = user;
  take_text(reading);
  take_status(reading);
  if (g_str_equal(name, C "supported-calendar-component-set") && reading->props)
    reading->props->lacks_events = reading->no_events;
  if (g_str_equal(name, D "propstat")) end_props(reading);
  if (g_str_equal(name, D "response")) reading->resource = NULL;
  g_string_truncate(reading->text, 0);
  if (reading->depth > 0) reading->depth--;
}

static void on_text(void *user, const char *text, int length) {
  struct reading *reading = user;
  if (reading->text->len + (gsize)length > TEXT_MOST)
    stop(reading, "a text is too long");
  else
    g_string_append_len(reading->text, text, length);
}

static void on_doctype(void *user, const char *name, const char *system, const char *public, int internal) {
  (void)name, (void)system, (void)public, (void)internal;
  stop(user, "it has a document type");
}

static gboolean fail(struct reading *reading, GError **error) {
  const char *why = reading->problem ? reading->problem : XML_ErrorString(XML_GetErrorCode(reading->parser));
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "the answer is no list of resources: %s",
              why ? why : "it ends too soon");
  return FALSE;
}

static gboolean parse(struct reading *reading, const char *xml, gsize length, GError **error) {
  XML_SetUserData(reading->parser, reading);
  XML_SetElementHandler(reading->parser, on_start, on_end);
  XML_SetCharacterDataHandler(reading->parser, on_text);
  XML_SetStartDoctypeDeclHandler(reading->parser, on_doctype);
  if (length > G_MAXINT || XML_Parse(reading->parser, xml, (int)length, 1) != XML_STATUS_OK)
    return fail(reading, error);
  return TRUE;
}

GPtrArray *dav_read(const char *xml, gsize length, GError **error) {
  struct reading reading = {.parser = XML_ParserCreateNS(NULL, '|'),
                            .all = g_ptr_array_new_with_free_func(resource_free),
                            .text = g_string_new(NULL)};
  if (!reading.parser) g_error("expat could not be started");
  gboolean ok = parse(&reading, xml, length, error);
  XML_ParserFree(reading.parser);
  g_string_free(reading.text, TRUE);
  if (reading.props) resource_free(reading.props);
  if (!ok) g_clear_pointer(&reading.all, g_ptr_array_unref);
  return reading.all;
}
