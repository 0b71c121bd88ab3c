/* Appointments as they are kept and subscribed to, read back by libical; and answers of WebDAV servers. */
#include "channels/formats/appointment.h"
#include "channels/formats/busy.h"
#include "channels/formats/dav.h"
#include "tests/channels/sample.h"

#include <libical/ical.h>

static const struct appointment sample = {
    .uid = SAMPLE_KEY "@dekruin.example",
    .sequence = 2,
    .start = SAMPLE_QUEUED + 6 * 86400,
    .end = SAMPLE_QUEUED + 6 * 86400 + 1800,
    .stamp = SAMPLE_QUEUED,
    .summary =
        "Gesprek met No\xc3\xab; over, werk\\opleiding en alles wat er verder nog ter sprake komt \xf0\x9f\x99\x82",
    .location = "",
    .description = "Regel 1\r\nRegel 2\nRegel 3"};

static icalcomponent *parsed(const char *text) {
  icalcomponent *calendar = icalparser_parse_string(text);
  g_assert_nonnull(calendar);
  icalrestriction_check(calendar);
  g_assert_cmpint(icalcomponent_count_errors(calendar), ==, 0);
  return calendar;
}

static void object_is_read_back(void) {
  g_autofree char *text = appointment_object(&sample, NULL), *again = appointment_object(&sample, NULL);
  g_assert_cmpstr(text, ==, again);
  g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
  for (char **line = lines; *line; line++) {
    g_assert_cmpuint(strlen(*line), <=, 75);
    g_assert_true(g_utf8_validate(*line, -1, NULL));
  }
  icalcomponent *calendar = parsed(text);
  icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpstr(icalcomponent_get_uid(event), ==, sample.uid);
  g_assert_cmpstr(icalcomponent_get_summary(event), ==, sample.summary);
  g_assert_cmpstr(icalcomponent_get_description(event), ==, "Regel 1\nRegel 2\nRegel 3");
  g_assert_cmpint(icalcomponent_get_sequence(event), ==, 2);
  g_assert_cmpint(icalcomponent_get_method(calendar), ==, ICAL_METHOD_NONE);
  g_assert_nonnull(strstr(text, "\r\nDTSTART;TZID=Europe/Amsterdam:20261001T100000\r\n"));
  icalcomponent_free(calendar);
  struct busy_event seen;
  g_assert_true(busy_find(text, strlen(text), sample.uid, &seen));
  g_assert_cmpint(seen.start, ==, sample.start);
  g_assert_cmpint(seen.end, ==, sample.end);
}

/* Our own rule of the zone against tzdata's, by way of libical, on both sides of both changes. */
static void zone_says_what_tzdata_says(void) {
  for (int week = 0; week < 104; week++) {
    struct appointment a = sample;
    a.start = SAMPLE_QUEUED + week * 7 * 86400 + 3600 * (week % 24), a.end = a.start + 1800;
    g_autofree char *text = appointment_object(&a, NULL);
    icalcomponent *calendar = parsed(text);
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    struct icaltimetype start = icalcomponent_get_dtstart(event);
    icaltimezone *zone = icalcomponent_get_timezone(calendar, "Europe/Amsterdam");
    g_assert_nonnull(zone);
    g_assert_cmpint(icaltime_as_timet_with_zone(start, zone), ==, a.start);
    icalcomponent_free(calendar);
  }
}

static void what_cannot_be_written_is_refused(void) {
  const char *const bad[] = {"a\x01z", "a\xffz", "a\x7fz"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    struct appointment a = sample;
    g_autoptr(GError) error = NULL;
    a.summary = bad[i];
    g_assert_null(appointment_object(&a, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
  }
  struct appointment backwards = sample;
  backwards.end = backwards.start;
  g_assert_null(appointment_object(&backwards, NULL));
  struct appointment injected = sample;
  injected.uid = "a\r\nATTENDEE:mailto:x@y";
  g_assert_null(appointment_object(&injected, NULL));
}

static void feed_has_all_that_can_be_written(void) {
  struct appointment all[3] = {sample, sample, sample};
  all[1].uid = "bbbbb@dekruin.example", all[1].cancelled = TRUE;
  all[2].summary = "a\x01z";
  g_autofree char *text = appointment_feed("Gesprekken", "jette@dekruin.example", all, 3);
  icalcomponent *calendar = parsed(text);
  g_assert_cmpint(icalcomponent_get_method(calendar), ==, ICAL_METHOD_PUBLISH);
  g_assert_cmpint(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), ==, 2);
  g_assert_nonnull(strstr(text, "STATUS:CANCELLED"));
  g_assert_nonnull(strstr(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H"));
  icalcomponent_free(calendar);
}

/* -- WebDAV ---------------------------------------------------------------------------------------------------------
 */

#define MULTI(inner)                                                                                                   \
  "<?xml version=\"1.0\"?><x:multistatus xmlns:x=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\">" inner            \
  "</x:multistatus>"

static void properties_are_read(void) {
  static const char xml[] = MULTI(
      "<x:response><x:href> /dav/a%20b/ </x:href><x:propstat><x:prop><x:getetag>\"1\"</x:getetag><x:resourcetype>"
      "<x:collection/><c:calendar/></x:resourcetype><c:calendar-home-set><x:href>/home/</x:href></c:calendar-home-set>"
      "<c:calendar-data><![CDATA[BEGIN:VCALENDAR\r\nX:<&>]]></c:calendar-data></x:prop><x:status>HTTP/1.1 200 OK"
      "</x:status></x:propstat><x:propstat><x:prop><x:displayname>nee</x:displayname></x:prop><x:status>HTTP/1.1 404 "
      "Not Found</x:status></x:propstat></x:response>"
      "<x:response><x:href>/gone</x:href><x:status>HTTP/1.1 404 Not Found</x:status></x:response>"
      "<x:response><x:href>/taken/</x:href><x:propstat><x:prop><c:supported-calendar-component-set>"
      "<c:comp name=\"VTODO\"/></c:supported-calendar-component-set></x:prop><x:status>HTTP/1.1 200 OK</x:status>"
      "</x:propstat></x:response>");
  g_autoptr(GPtrArray) all = dav_read(xml, strlen(xml), NULL);
  g_assert_nonnull(all);
  g_assert_cmpuint(all->len, ==, 3);
  const struct dav_resource *first = all->pdata[0], *second = all->pdata[1], *third = all->pdata[2];
  g_assert_cmpstr(first->href, ==, "/dav/a%20b/");
  g_assert_cmpstr(first->etag, ==, "\"1\"");
  g_assert_cmpstr(first->home, ==, "/home/");
  g_assert_cmpstr(first->name, ==, "");
  g_assert_cmpstr(first->data, ==, "BEGIN:VCALENDAR\nX:<&>");
  g_assert_true(first->is_calendar && !first->lacks_events);
  g_assert_cmpint(second->status, ==, 404);
  g_assert_true(third->lacks_events);
}

static const struct bad_case {
  const char *name, *xml;
} bad_cases[] = {
    {"laughs", "<!DOCTYPE a [<!ENTITY l \"ha\"><!ENTITY m \"&l;&l;\">]><a>&m;</a>"},
    {"outside", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"},
    {"cut", "<x:multistatus xmlns:x=\"DAV:\"><x:response>"},
    {"page", "<html><body><p>Welkom op het gastnetwerk</body></html>"},
    {"nothing", ""},
};

static void what_is_no_answer_is_refused(gconstpointer data) {
  const struct bad_case *c = data;
  g_autoptr(GError) error = NULL;
  g_assert_null(dav_read(c->xml, strlen(c->xml), &error));
  g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
}

static void depth_is_bounded(void) {
  GString *xml = g_string_new(NULL);
  for (int i = 0; i < 100; i++) g_string_append(xml, "<a>");
  for (int i = 0; i < 100; i++) g_string_append(xml, "</a>");
  g_assert_null(dav_read(xml->str, xml->len, NULL));
  g_string_free(xml, TRUE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/appointment/object is read back", object_is_read_back);
  g_test_add_func("/appointment/zone says what tzdata says", zone_says_what_tzdata_says);
  g_test_add_func("/appointment/what can't be written is refused", what_cannot_be_written_is_refused);
  g_test_add_func("/appointment/feed has all that can be written", feed_has_all_that_can_be_written);
  g_test_add_func("/dav/properties are read", properties_are_read);
  sample_table("/dav/refused/", bad_cases, sizeof *bad_cases, G_N_ELEMENTS(bad_cases), what_is_no_answer_is_refused);
  g_test_add_func("/dav/depth is bounded", depth_is_bounded);
  return g_test_run();
}
