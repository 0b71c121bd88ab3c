/* Words that several pages share, in Dutch at level B1. */
#include <string.h>

#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

struct word {
  const char *name, *dutch;
};

static const char *find(const struct word *words, const char *name, const char *otherwise) {
  for (; words->name; words++)
    if (strcmp(words->name, name) == 0) return words->dutch;
  return otherwise;
}

const char *page_words_kind(const char *task_kind) {
  static const struct word words[] = {{"offer", "Aanbod doen"},
                                      {"call", "Bellen"},
                                      {"visit", "Bezoeken"},
                                      {"letter", "Brief sturen"},
                                      {"repair", "Nummer of adres zoeken"},
                                      {"judge", "Lezen en beslissen"},
                                      {"decide", "Overdracht beslissen"},
                                      {"check", "Nagaan"},
                                      {"document", "Document maken"},
                                      {"close", "Afsluiten"},
                                      {NULL, NULL}};
  return find(words, task_kind, "Taak");
}

/* +31612345678 is for machines; at school a number is read out as 06 12345678. */
char *page_words_phone(const char *normal) {
  if (!g_str_has_prefix(normal, "+31")) return g_strdup(normal);
  const char *rest = normal + strlen("+31");
  return *rest == '6' ? g_strdup_printf("06 %s", rest + 1) : g_strdup_printf("0%s", rest);
}

static void link_to(GString *out, const char *scheme, const char *address, const char *shown) {
  html_raw(out, "<a class=\"reach\" href=\"");
  html_text(out, scheme);
  g_autofree char *escaped = g_uri_escape_string(address, "+@", FALSE);
  html_text(out, escaped);
  html_raw(out, "\">");
  html_text(out, shown);
  html_raw(out, "</a> ");
}

void page_words_reach(GString *out, const char *phone, const char *email) {
  g_autofree char *shown = page_words_phone(phone);
  if (*phone) link_to(out, "tel:", phone, shown);
  if (*email) link_to(out, "mailto:", email, email);
}

void page_words_safe(GString *out, const char *safe_contact) {
  static const struct word words[] = {{"geen-voicemail", "spreek geen voicemail in"},
                                      {"geen-ouder", "neem geen contact op met een ouder"},
                                      {"alleen-sms", "stuur alleen een sms"},
                                      {"alleen-bellen", "bel alleen"},
                                      {NULL, NULL}};
  if (!*safe_contact) return;
  g_auto(GStrv) parts = g_strsplit_set(safe_contact, ",;", -1);
  html_raw(out, "<p class=\"alert\"><strong>Let op:</strong> ");
  for (char **part = parts; *part; part++) {
    if (part != parts) html_raw(out, "; ");
    html_text(out, find(words, g_strstrip(*part), *part));
  }
  html_raw(out, ".</p>");
}

void page_words_ground(GString *out, const char *ground) {
  static const char choice[] = "beleidskeuze";
  if (!*ground) return;
  html_raw(out, "<p class=\"ground\">Waarom: ");
  if (g_str_has_prefix(ground, choice)) {
    const char *reason = ground + strlen(choice);
    reason += strspn(reason, ": ");
    html_text(out, *reason ? reason : "dat koos de school");
    if (*reason) html_raw(out, " (keuze van de school)");
  } else {
    html_raw(out, "dit staat in de wet (");
    html_text(out, ground);
    html_raw(out, ")");
  }
  html_raw(out, ".</p>");
}

void page_words_time(GString *out, const char *iso, const char *text) {
  html_raw(out, "<time datetime=\"");
  html_text(out, iso);
  html_raw(out, "\">");
  html_text(out, text);
  html_raw(out, "</time>");
}

const char *page_words_task(const char *why) {
  static const char late[] = "Te laat: ";
  return g_str_has_prefix(why, late) ? why + strlen(late) : why;
}
