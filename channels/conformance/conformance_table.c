/* One row a member: how it is set up against our own far side, what that answers, what its hook brings. The answers are
 * written from the providers' public references, as those of their own tests. */
#include "channels/conformance/conformance.h"

#define KEY CONFORMANCE_KEY
#define AT  "http://127.0.0.1:{port}"
/* A receipt of one message, with its state in between. */
#define META(state)                                                                                                    \
  "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"statuses\":[{\"id\":\"w\",\"status\":\"" state       \
  "\",\"timestamp\":\"1\",\"recipient_id\":\"31612345678\",\"biz_opaque_callback_data\":\"" KEY "\"}]}}]}]}"
#define OWN(state) "{\"news\":[{\"kind\":\"receipt\",\"key\":\"" KEY "\",\"state\":\"" state "\"}]}"
#define ANSWER     "{\"id\":\"send-" KEY "\",\"verdict\":\"sent\",\"reason\":\"taken\"}"
#define GRAPH                                                                                                          \
  "{\"id\":\"A\",\"changeKey\":\"1\",\"start\":{\"dateTime\":\"2026-10-01T09:00:00\",\"timeZone\":\"UTC\"},\"end\":{"  \
  "\"dateTime\":\"2026-10-01T09:30:00\",\"timeZone\":\"UTC\"},\"isCancelled\":false}"
#define GOOGLE                                                                                                         \
  "{\"id\":\"" KEY "\",\"etag\":\"\\\"1\\\"\",\"status\":\"confirmed\",\"start\":{\"dateTime\":"                       \
  "\"2026-10-01T09:00:00Z\"},\"end\":{\"dateTime\":\"2026-10-01T09:30:00Z\"}}"
#define TOKEN "{\"token_type\":\"Bearer\",\"access_token\":\"t-" CONFORMANCE_MARK "\",\"expires_in\":3599}"
#define CALENDAR                                                                                                       \
  "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\"><response><href>/agenda/</href><propstat><prop><resourcetype>"   \
  "<collection/><C:calendar xmlns:C=\"urn:ietf:params:xml:ns:caldav\"/></resourcetype></prop><status>HTTP/1.1 200 OK"  \
  "</status></propstat></response></multistatus>"

const struct conformance_row conformance_rows[] = {
    {"postbox", CONFORMANCE_FILES, "email", {"folder", "{folder}"}, {{0}}, {0}},
    {"letter", CONFORMANCE_FILES, "letter", {"folder", "{folder}"}, {{0}}, {0}},
    {"smtp",
     CONFORMANCE_MAIL,
     "email",
     {"host", "127.0.0.1", "port", "{port}", "tls", "none", "user", "school", "password", "5ec4e7-wo\"o/rd&42",
      "timeout", "1"},
     {{"EHLO", "", "250-stub\r\n250 AUTH PLAIN LOGIN", "", ""},
      {"AUTH", "", "334 ", "", ""},
      {"AHNjaG9vb", "", "235 welcome", "", ""},
      {".", "", "250 2.0.0 taken", "", ""}},
     {0}},
    {"imip",
     CONFORMANCE_MAIL,
     "calendar",
     {"host", "127.0.0.1", "port", "{port}", "tls", "none", "user", "school", "password", "5ec4e7-wo\"o/rd&42",
      "timeout", "1"},
     {{"EHLO", "", "250-stub\r\n250 AUTH PLAIN LOGIN", "", ""},
      {"AUTH", "", "334 ", "", ""},
      {"AHNjaG9vb", "", "235 welcome", "", ""},
      {".", "", "250 2.0.0 taken", "", ""}},
     {0}},
    {"imap",
     CONFORMANCE_BOX,
     "",
     {"host", "127.0.0.1", "port", "{port}", "tls", "none", "user", "school", "password", "5ec4e7-wo\"o/rd&42",
      "timeout", "1"},
     {{"", "", "* OK stub", "", ""}},
     {0}},
    {"kannel",
     CONFORMANCE_WEB,
     "sms",
     {"url", AT "/cgi-bin/sendsms", "user", "school", "password", "5ec4e7-wo\"o/rd&42", "receipt_url",
      "http://hook.example/?secret=5ec4e7-hook", "timeout", "1"},
     {{"GET", "to=", "202 Accepted", "", "0: Accepted for delivery"}},
     {"id=" KEY "&status=1", "id=" KEY "&status=2&reply=id%3A1"}},
    {"notify",
     CONFORMANCE_WEB,
     "sms",
     {"url", AT, "key", "school-26785a09-ab16-4eb0-8407-a37497a57506-5ec4e700-8d35-48ac-975b-e847b4f122b0",
      "sms_template", "t", "timeout", "1"},
     {{"POST", "/v2/notifications/sms", "201 Created", "", "{\"id\":\"n\",\"reference\":\"" KEY "\"}"}},
     {"{\"id\":\"n\",\"reference\":\"" KEY "\",\"status\":\"delivered\"}",
      "{\"id\":\"n\",\"reference\":\"" KEY "\",\"status\":\"permanent-failure\"}"}},
    {"cm",
     CONFORMANCE_WEB,
     "sms",
     {"url", AT, "log_url", AT, "key", "5ec4e7-woord", "sender", "Linde", "timeout", "1"},
     {{"POST", "/v1.0/message", "200 OK", "",
       "{\"errorCode\":0,\"messages\":[{\"status\":\"Accepted\",\"reference\":\"" KEY
       "\",\"parts\":1,\"messageDetails\":null,\"messageErrorCode\":0}]}"}},
     {"reference=" KEY "&status=2", "reference=" KEY "&status=3"}},
    {"spryng",
     CONFORMANCE_WEB,
     "sms",
     {"url", AT, "key", "5ec4e7-woord", "sender", "Linde", "timeout", "1"},
     {{"POST", "/v1/messages", "200 OK", "", "{\"id\":\"s\",\"credits\":1}"}},
     {"reference=" KEY "&status=delivered", "reference=" KEY "&status=20&reasoncode=1"}},
    {"bird",
     CONFORMANCE_WEB,
     "sms",
     {"url", AT, "key", "5ec4e7-woord", "signing_key", "5ec4e7-sign", "sender", "Linde", "timeout", "1"},
     {{"POST", "/messages", "201 Created", "", "{\"id\":\"b\",\"recipients\":{}}"}},
     {"id=b&reference=" KEY "&status=delivered", "id=b&reference=" KEY "&status=delivery_failed&statusErrorCode=1"}},
    {"whatsapp",
     CONFORMANCE_WEB,
     "whatsapp",
     {"url", AT "/v21.0", "number", "1066", "token", "5ec4e7-token", "app_secret", "5ec4e7-app", "verify_token",
      "5ec4e7-verify", "timeout", "1"},
     {{"POST", "/1066/messages", "200 OK", "", "{\"messages\":[{\"id\":\"w\"}]}"}},
     {META("delivered"), META("failed")}},
    {"caldav",
     CONFORMANCE_WEB,
     "agenda",
     {"url", AT "/agenda/", "user", "school", "password", "5ec4e7-wo\"o/rd&42", "timeout", "1"},
     {{"PROPFIND", "", "207 Multi-Status", "", CALENDAR}, {"PUT", "", "201 Created", "ETag: \"1\"\r\n", ""}},
     {0}},
    {"graph",
     CONFORMANCE_WEB,
     "agenda",
     {"url", AT "/v1.0", "login_url", AT, "tenant", "linde", "client_id", "w", "client_secret", "5ec4e7-wo\"o/rd&42",
      "timeout", "1"},
     {{"POST", "/token", "200 OK", "", TOKEN},
      {"GET", "", "200 OK", "", "{\"value\":[]}"},
      {"POST", "/events", "201 Created", "", GRAPH}},
     {0}},
    {"google",
     CONFORMANCE_WEB,
     "agenda",
     {"url", AT "/v3", "token_url", AT "/token", "client_id", "w", "client_secret", "5ec4e7-wo\"o/rd&42",
      "refresh_token", "5ec4e7-refresh", "timeout", "1"},
     {{"POST", "/token", "200 OK", "", TOKEN}, {"POST", "/events", "200 OK", "", GOOGLE}},
     {0}},
    {"program",
     CONFORMANCE_PROGRAM,
     "sms",
     {"command", "{program}", "option.*", "token=5ec4e7-woord", "timeout", "1"},
     {{0}},
     {OWN("delivered"), OWN("failed")}},
    {"http",
     CONFORMANCE_WEB,
     "sms",
     {"url", AT "/?key=5ec4e7-sleutel", "secret", "5ec4e7-een-lang-woord", "timeout", "1"},
     {{"POST", "", "200 OK", "", ANSWER}},
     {OWN("delivered"), OWN("failed")}},
    {NULL, CONFORMANCE_FILES, NULL, {0}, {{0}}, {0}},
};
