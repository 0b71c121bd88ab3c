#include "scheduler/views/views_words_nl.h"

#include "rules/calendar/date_nl.h"
#include "rules/contact/health.h"

#include <string.h>

#include "rules/language/language.h"

struct word {
  const char *name, *dutch;
};

static const char *word_of(const struct word *words, const char *name) {
  for (; words->name; words++)
    if (strcmp(words->name, name) == 0) return words->dutch;
  return name;
}

const char *views_words_if(enum plan_if hangs_on) {
  static const char *const words[] = {"",
                                      "bij geen reactie",
                                      "als er niet wordt opgenomen",
                                      "als het aanbod in jaar 1 niet is gebruikt",
                                      "als een gegeven onbekend blijft",
                                      "als twee contacten zonder reactie blijven"};
  return (guint)hangs_on < G_N_ELEMENTS(words) ? words[hangs_on] : "";
}

const char *views_words_event(int kind) {
  static const char *const words[PROGRESS_EVENT_KINDS] = {[PROGRESS_EVENT_STARTED] = "De begeleiding is gestart",
                                                          [PROGRESS_EVENT_ACT] = "Bericht klaargezet",
                                                          [PROGRESS_EVENT_TASK] = "Taak gemaakt",
                                                          [PROGRESS_EVENT_OUTCOME] = "Taak afgerond",
                                                          [PROGRESS_EVENT_CONTACT] = "Contact gehad",
                                                          [PROGRESS_EVENT_REACTION] = "De jongere reageerde",
                                                          [PROGRESS_EVENT_CALL_BACK] = "Terugbeltaak gemaakt",
                                                          [PROGRESS_EVENT_NO_REACTION] = "Geen reactie",
                                                          [PROGRESS_EVENT_SKIPPED] = "Overgeslagen",
                                                          [PROGRESS_EVENT_LATE] = "Te laat, naar de begeleider",
                                                          [PROGRESS_EVENT_DONE] = "Gedaan",
                                                          [PROGRESS_EVENT_WITHDRAWN] = "Teruggenomen",
                                                          [PROGRESS_EVENT_STOP] = "Wil geen berichten meer",
                                                          [PROGRESS_EVENT_STOP_LIFTED] = "Wil weer berichten",
                                                          [PROGRESS_EVENT_DECLINED] = "Wil geen begeleiding meer",
                                                          [PROGRESS_EVENT_DECEASED] = "Overleden",
                                                          [PROGRESS_EVENT_ABROAD] = "Naar het buitenland",
                                                          [PROGRESS_EVENT_LATER] = "Later opnieuw",
                                                          [PROGRESS_EVENT_HANDOVER] = "Overdracht voorgesteld",
                                                          [PROGRESS_EVENT_HANDOVER_CLOSED] = "Overdracht afgesloten",
                                                          [PROGRESS_EVENT_IMPORTED_OFFER] =
                                                              "Eerder aanbod overgenomen uit het bestand",
                                                          [PROGRESS_EVENT_ENDED] = "De begeleiding is geëindigd"};
  return kind >= 0 && kind < PROGRESS_EVENT_KINDS && words[kind] ? words[kind] : "Gebeurtenis";
}

const char *views_words_outcome(int outcome) {
  static const char *const words[PROGRESS_OUTCOMES] = {"",
                                                       "gesproken",
                                                       "gebruikt: gesprek of hulp gehad",
                                                       "afspraak gemaakt",
                                                       "wil niet",
                                                       "later",
                                                       "wil geen contact",
                                                       "verhuisd",
                                                       "verkeerd nummer",
                                                       "niet opgenomen",
                                                       "niet nodig",
                                                       "overleden",
                                                       "geantwoord",
                                                       "geen reactie",
                                                       "overgeslagen",
                                                       "gedaan"};
  return outcome >= 0 && outcome < PROGRESS_OUTCOMES && words[outcome] ? words[outcome] : "";
}

const char *views_words_channel(const char *channel) {
  static const struct word words[] = {{"sms", "sms"},
                                      {"email", "e-mail"},
                                      {"calendar", "uitnodiging"},
                                      {"letter", "brief"},
                                      {"agenda", "eigen agenda"},
                                      {"whatsapp", "WhatsApp"},
                                      {"none", ""},
                                      {NULL, NULL}};
  return word_of(words, channel);
}

const char *views_words_state(const char *state) {
  static const struct word words[] = {{"queued", "klaargezet"},
                                      {"held", "vastgehouden"},
                                      {"sending", "wordt verstuurd"},
                                      {"sent", "verstuurd"},
                                      {"delivered", "bezorgd"},
                                      {"failed", "mislukt"},
                                      {"unknown", "onbekend: kijk zelf of het is aangekomen"},
                                      {"withdrawn", "teruggenomen"},
                                      {NULL, NULL}};
  return word_of(words, state);
}

const char *views_words_task_state(const char *state) {
  static const struct word words[] = {{"open", "open"}, {"done", "gedaan"}, {"withdrawn", "vervallen"}, {NULL, NULL}};
  return word_of(words, state);
}

const char *views_words_plan_state(int state) {
  static const char *const words[] = {"nog niet gestart",
                                      "hoort niet bij deze begeleiding",
                                      "loopt",
                                      "begint later",
                                      "gebruikt, tijd voorbij",
                                      "wil geen begeleiding",
                                      "overleden",
                                      "naar het buitenland",
                                      "tijd voorbij"};
  return state >= 0 && state < (int)G_N_ELEMENTS(words) ? words[state] : "";
}

static const char *kind_word(const char *kind) {
  static const struct word words[] = {{"reply", "Antwoord"},
                                      {"opt_out", "Wil geen berichten meer"},
                                      {"bounce", "Mail kwam terug"},
                                      {"delay", "Mail is vertraagd"},
                                      {"receipt", "Bericht over bezorging"},
                                      {"calendar_reply", "Antwoord op de uitnodiging"},
                                      {"calendar_question", "Vraag over de uitnodiging"},
                                      {"auto_reply", "Automatisch antwoord"},
                                      {"other", "Ander bericht"},
                                      {"unreadable", "Bericht dat niet te lezen is"},
                                      {NULL, NULL}};
  return word_of(words, kind);
}

static const struct word partstats[] = {{"ACCEPTED", "zei ja"},
                                        {"DECLINED", "zei nee"},
                                        {"TENTATIVE", "weet het nog niet"},
                                        {"DELEGATED", "gaf de uitnodiging door"},
                                        {"NEEDS-ACTION", "nog geen antwoord"},
                                        {NULL, NULL}};

const char *views_words_partstat(const char *partstat) {
  return word_of(partstats, partstat);
}

char *views_words_arrived(const char *kind, const json_t *answer) {
  const char *partstat = json_string_value(json_object_get(answer, "partstat")),
             *until = json_string_value(json_object_get(answer, "until"));
  date_t day = DATE_NONE;
  if (json_is_true(json_object_get(answer, "missed_call"))) return g_strdup("Gemiste oproep");
  if (strcmp(kind, "calendar_reply") == 0 && partstat && views_words_partstat(partstat) != partstat)
    return g_strdup_printf("Uitnodiging: %s", views_words_partstat(partstat));
  if (strcmp(kind, "auto_reply") != 0 || !until || !date_parse_iso(until, &day)) return g_strdup(kind_word(kind));
  g_autofree char *text = date_nl_day(day);
  return g_strdup_printf("Automatisch antwoord: afwezig tot %s", text);
}

/* What flow and dispatch keep with a message: their words are for logs, these are for people. "" = nothing to add. */
static const struct word reasons[] = {
    {"in the post box", ""},
    {"may be sent", ""},
    {"late", "Dit bericht is te laat. Het wacht even."},
    {"catch_up", "Dit bericht is te laat. Het wacht op een besluit van een mens."},
    {"expired", "Het was te laat om dit bericht nog te sturen."},
    {"nobody is there any more", "De gegevens van de jongere zijn gewist."},
    {"no address", "Er is geen nummer of adres bekend."},
    {"the address failed before", "Dit nummer of adres werkt niet."},
    {"the address is someone else's", "Dit nummer of adres is van iemand anders."},
    {"this channel is not wanted", "De jongere wil op deze manier geen bericht."},
    {"only sms is safe", "Alleen een sms is veilig voor deze jongere."},
    {"the guidance has ended", "De begeleiding is afgelopen."},
    {"the cohort is held", "De berichten van deze groep zijn stilgezet."},
    {"the cohort is not started", "De begeleiding van deze groep is nog niet gestart."},
    {"cancelled by the counsellor", "De begeleider zegde de afspraak af."},
    {"moved by the counsellor", "De begeleider verzette de afspraak."},
    {"moved", "De begeleider verzette de afspraak."},
    {"replaced", "Er is een nieuwe uitnodiging met een andere tijd."},
    {"not sent", "De uitnodiging is niet verstuurd."},
    {"no policy", "Er zijn nog geen regels voor deze groep."},
    {"quiet hours", "Het is nu geen tijd om berichten te sturen."},
    {"enough messages this week", "Er zijn deze week al genoeg berichten."},
    {"no channel is set for it", "Er is nog niet ingesteld hoe dit bericht wordt verstuurd."},
    {"left by a process that ended", "Het versturen is onderbroken. Het bericht gaat alsnog."},
    {"the process ended while it was being sent", "Het versturen is onderbroken. Kijk zelf of het is aangekomen."},
    {NULL, NULL}};

static int index_of(const char *const *names, int n, const char *name) {
  for (int i = 0; i < n; i++)
    if (names[i] && strcmp(names[i], name) == 0) return i;
  return -1;
}

const char *views_words_reason(const char *stored) {
  if (!*stored) return "";
  for (const struct word *w = reasons; w->name; w++)
    if (strcmp(w->name, stored) == 0) return w->dutch;
  int reason = index_of(plan_reason_names, PLAN_REASON_COUNT, stored);
  if (reason >= 0) return language_reason(reason);
  int state = index_of(plan_state_names, PLAN_STATES, stored);
  if (state >= 0) return views_words_plan_state(state);
  int outcome = index_of(progress_outcome_names, PROGRESS_OUTCOMES, stored);
  return outcome >= 0 ? views_words_outcome(outcome) : NULL;
}

char *views_words_step(const char *title, int attempt) {
  return attempt > 1 ? g_strdup_printf("%s (poging %d)", title, attempt) : g_strdup(title);
}

char *views_words_because(const char *reason, const char *when, const char *condition) {
  g_autoptr(GString) out = g_string_new(reason);
  if (*when) g_string_append_printf(out, "%sMoment: %s.", out->len ? " " : "", when);
  if (*condition) g_string_append_printf(out, "%sVoorwaarde: %s.", out->len ? " " : "", condition);
  return g_string_free(g_steal_pointer(&out), FALSE);
}

char *views_words_health(int state, gboolean tried, gboolean contact, gboolean others, const char *day) {
  static const char *const words[HEALTH_STATES] = {[HEALTH_UNKNOWN] = "gebruikt, nog niets van gehoord",
                                                   [HEALTH_DELIVERED] = "een bericht kwam aan",
                                                   [HEALTH_PROVED] = "klopt: er kwam antwoord",
                                                   [HEALTH_BOUNCED] = "bestaat niet: een bericht kwam terug",
                                                   [HEALTH_WRONG] = "is van iemand anders"};
  const char *what = state == HEALTH_UNKNOWN && !tried ? "nog nooit gebruikt" : words[state];
  return g_strdup_printf("%s%s%s%s%s%s", what, *day ? " (" : "", day, *day ? ")" : "",
                         contact ? "; ook van een contactpersoon" : "", others ? "; ook van een andere jongere" : "");
}
