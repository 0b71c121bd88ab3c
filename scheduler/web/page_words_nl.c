/* Words that several pages share, in Dutch at level B1. */
#include <string.h>

#include "rules/calendar/date_nl.h"
#include "rules/contact/telephone.h"
#include "scheduler/views/views_words_nl.h"
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
                                      {"handover", "Overdracht"},
                                      {"invitation", "Uitnodiging"},
                                      {"question", "Vraag"},
                                      {"message", "Bericht"},
                                      {NULL, NULL}};
  return find(words, task_kind, "Taak");
}

/* A long address breaks after its @, where that can be read. */
static void address_text(GString *out, const char *shown) {
  const char *at = strchr(shown, '@');
  g_autofree char *before = at ? g_strndup(shown, (gsize)(at + 1 - shown)) : g_strdup(shown);
  html_text(out, before);
  if (!at) return;
  html_raw(out, "<wbr>");
  html_text(out, at + 1);
}

static void link_to(GString *out, const char *scheme, const char *address, const char *shown) {
  html_raw(out, "<a class=\"reach\" href=\"");
  html_text(out, scheme);
  g_autofree char *escaped = g_uri_escape_string(address, "+@", FALSE);
  html_text(out, escaped);
  html_raw(out, "\">");
  address_text(out, shown);
  html_raw(out, "</a> ");
}

void page_words_reach(GString *out, const char *phone, const char *email) {
  g_autofree char *shown = telephone_display(phone);
  if (*phone) link_to(out, "tel:", phone, shown);
  if (*email) link_to(out, "mailto:", email, email);
}

/* -- what is known of a number or an address ------------------------------------------------------------------------
 */

static void reach_one(GString *out, const char *scheme, const char *address, const char *state) {
  static const struct word words[] = {
      {"bounced", "bestaat niet meer"}, {"wrong", "is van iemand anders"}, {NULL, NULL}};
  const char *problem = find(words, state, NULL);
  g_autofree char *shown = telephone_display(address);
  if (!*address) return;
  if (!problem) {
    link_to(out, scheme, address, shown);
    return;
  }
  html_raw(out, "<span class=\"reach\">");
  address_text(out, shown);
  html_raw(out, " <strong class=\"late\">");
  html_text(out, problem);
  html_raw(out, "</strong></span> ");
}

void page_words_reach_known(GString *out, const json_t *task) {
  reach_one(out, "tel:", web_room_text(task, "phone"), web_room_text(task, "phone_state"));
  reach_one(out, "mailto:", web_room_text(task, "email"), web_room_text(task, "email_state"));
}

/* As people write it, too: "Geen voicemail". */
static char *remark_of(const char *typed) {
  g_autofree char *small = g_utf8_strdown(typed, -1);
  return g_strdup(g_strdelimit(g_strstrip(small), " _", '-'));
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
    g_autofree char *remark = remark_of(*part);
    if (part != parts) html_raw(out, "; ");
    html_text(out, find(words, remark, g_strstrip(*part)));
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

char *page_words_task(const char *why, gboolean safe_is_said) {
  static const char late[] = "Te laat: ", voicemail[] = " Spreek geen voicemail in.";
  const char *text = g_str_has_prefix(why, late) ? why + strlen(late) : why;
  gsize length = strlen(text);
  if (safe_is_said && g_str_has_suffix(text, voicemail)) length -= strlen(voicemail);
  return g_strndup(text, length);
}

/* A hand-over is decided with a ground, which is another verb. */
void page_words_record(GString *out, const char *task_id, const char *task_kind) {
  if (strcmp(task_kind, "decide") == 0) return;
  html_raw(out, "<p><a class=\"do\" href=\"/taak/");
  html_url(out, task_id);
  html_raw(out, "\">Vastleggen wat ervan kwam</a></p>");
}

void page_words_moment(GString *out, const char *iso) {
  g_autofree char *date = g_strndup(iso, 10);
  date_t day = DATE_NONE;
  if (strlen(iso) < 16 || !date_parse_iso(date, &day)) return;
  g_autofree char *words = date_nl_day(day);
  g_autofree char *text = g_strdup_printf("%s, %.2s.%.2s uur", words, iso + 11, iso + 14);
  page_words_time(out, iso, text);
}

/* Whatever the gateway is called, to people it is an sms. */
static const char *way_in(const char *channel) {
  static const struct word words[] = {
      {"email", "E-mail"}, {"unsubscribe", "Knop in een e-mail"}, {"whatsapp", "WhatsApp"}, {NULL, NULL}};
  return find(words, channel, "Sms");
}

void page_words_said(GString *out, const json_t *said) {
  enum { SHOWN = 600 };
  const char *text = web_room_text(said, "text"), *channel = web_room_text(said, "channel");
  g_autofree char *from = telephone_display(web_room_text(said, "from"));
  gboolean call = json_is_true(json_object_get(said, "missed_call"));
  html_raw(out, "<p class=\"when\">");
  html_text(out, call ? "Telefoon" : way_in(channel));
  if (*from) html_raw(out, " van ");
  html_text(out, from);
  html_raw(out, ", ");
  page_words_moment(out, web_room_text(said, "at"));
  html_raw(out, "</p>");
  if (!*text && strcmp(web_room_text(said, "kind"), "reply") == 0 && !call)
    html_element(out, "p", "ground", "Er staat geen tekst in het bericht. Misschien is er een bijlage.");
  if (!*text) return;
  gboolean cut = g_utf8_strlen(text, -1) > SHOWN;
  g_autofree char *shown = g_utf8_substring(text, 0, cut ? SHOWN : g_utf8_strlen(text, -1));
  html_raw(out, "<blockquote>");
  html_text(out, shown);
  if (cut) html_raw(out, " …");
  html_raw(out, "</blockquote>");
}

void page_words_follow(GString *out, const json_t *said) {
  if (g_str_has_prefix(web_room_text(said, "kind"), "calendar_"))
    html_raw(out, "<p><a href=\"/afspraken\">Naar de afspraken</a></p>");
  if (!json_object_get(said, "candidates")) return;
  html_raw(out, "<p><a href=\"/binnengekomen/");
  html_url(out, web_room_text(said, "id"));
  html_raw(out, "\">Zeggen van wie dit is</a></p>");
}

void page_words_letter(GString *out, const json_t *task) {
  if (strcmp(web_room_text(task, "kind"), "letter") != 0) return;
  html_raw(out, "<p><a href=\"/brief/");
  html_url(out, web_room_text(task, "id"));
  html_raw(out, ".pdf\">Open de brief (PDF)</a></p>");
}

char *page_words_way_out(const json_t *message) {
  const char *name = web_room_text(message, "to_name"), *channel = web_room_text(message, "channel"),
             *word = views_words_channel(channel);
  g_autofree char *address = telephone_display(web_room_text(message, "address"));
  if (strcmp(channel, "agenda") == 0) return g_strdup_printf("agenda van %s", *name ? name : address);
  if (strcmp(web_room_text(message, "act"), "alert") == 0)
    return g_strdup_printf("waarschuwing per %s aan %s", word, *name ? name : "wie dienst heeft");
  return g_strdup_printf("%s naar %s", word, address);
}

void page_words_person(GString *out, const char *level, const char *leaver, const char *name) {
  g_string_append_printf(out, "<%s><a href=\"/jongere/", level);
  html_url(out, leaver);
  html_raw(out, "\">");
  html_text(out, *name ? name : leaver);
  g_string_append_printf(out, "</a></%s>", level);
}
