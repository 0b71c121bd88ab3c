#include "rules/language/language_words_nl.h"

#include "rules/language/language.h"

static const char *const words[WORD_COUNT] = {
#define LANGUAGE_WORD(id, text) text,
    LANGUAGE_WORDS(LANGUAGE_WORD)
#undef LANGUAGE_WORD
};

const char *const language_words_months[] = {"januari",  "februari",  "maart",   "april",    "mei",      "juni", "juli",
                                             "augustus", "september", "oktober", "november", "december", NULL};
const char *const language_words_days[] = {"ma", "di", "wo", "do", "vr", "za", "zo", "feestdagen", NULL};
const char *const language_words_holidays[] = {
    [CALENDAR_SUMMER] = "zomervakantie",    [CALENDAR_AUTUMN] = "herfstvakantie",
    [CALENDAR_CHRISTMAS] = "kerstvakantie", [CALENDAR_SPRING] = "voorjaarsvakantie",
    [CALENDAR_MAY] = "meivakantie",         [CALENDAR_HOLIDAYS] = NULL};
const char *const language_words_kinds[] = {
    [POLICY_OFFER] = "aanbod",        [POLICY_MESSAGE] = "bericht",   [POLICY_CALL] = "contact",
    [POLICY_VISIT] = "bezoek",        [POLICY_QUESTION] = "vraag",    [POLICY_INVITATION] = "uitnodiging",
    [POLICY_LETTER] = "brief",        [POLICY_DOCUMENT] = "document", [POLICY_CHECK] = "controle",
    [POLICY_HANDOVER] = "overdracht", [POLICY_CLOSE] = "afsluiting",  [POLICY_KINDS] = NULL};
const char *const language_words_channels[] = {
    [POLICY_CHANNEL_NONE] = "geen",       [POLICY_CHANNEL_SMS] = "sms",           [POLICY_CHANNEL_EMAIL] = "email",
    [POLICY_CHANNEL_CALENDAR] = "agenda", [POLICY_CHANNEL_WHATSAPP] = "whatsapp", [POLICY_CHANNELS] = NULL};

static const char *const titles[POLICY_KINDS] = {
    [POLICY_OFFER] = "Doe een aanbod voor loopbaanbegeleiding",
    [POLICY_MESSAGE] = "Bericht aan de jongere",
    [POLICY_CALL] = "Zoek contact",
    [POLICY_VISIT] = "Ga op bezoek",
    [POLICY_QUESTION] = "Vraag aan de jongere",
    [POLICY_INVITATION] = "Uitnodiging voor een gesprek",
    [POLICY_LETTER] = "Stuur een brief",
    [POLICY_DOCUMENT] = "Maak het overgangsdocument",
    [POLICY_CHECK] = "Controleer de gegevens",
    [POLICY_HANDOVER] = "Voorstel voor overdracht",
    [POLICY_CLOSE] = "Sluit de begeleiding af",
};

/* What the work list and the page "waarom" say. Sentences, so that they can stand alone. In the order of PLAN_REASONS
 * in rules/plan/plan.h, which this room may not know; the ids are here so that a test can hold both orders together. */
static const struct {
  const char *id, *text;
} reasons[] = {
    {"due", "Dit is nu aan de beurt."},
    {"not_yet", "De dag ligt nog voor ons."},
    {"done", "Dit is al gedaan."},
    {"waiting", "We wachten op een reactie of op een taak die openstaat."},
    {"condition_false", "De voorwaarde klopt niet voor deze jongere."},
    {"condition_unknown", "Er ontbreekt een gegeven. Daarom is het eerst een vraag aan een medewerker."},
    {"exception", "Er geldt een uitzondering."},
    {"out_of_scope", "Deze jongere valt niet onder dit beleid."},
    {"no_date", "De datum is niet bekend."},
    {"past_expected", "De datum is alleen verwacht. Na die dag doen we nog niets."},
    {"outside_window", "De dag ligt buiten de periode van de begeleiding."},
    {"wrong_year", "De regel hoort bij een ander jaar."},
    {"before_start", "De dag ligt voor de startdag van het cohort."},
    {"not_started", "Het cohort is nog niet gestart."},
    {"stopped", "De jongere wil geen berichten meer."},
    {"declined", "De jongere heeft de begeleiding afgewezen."},
    {"deceased", "De jongere is overleden."},
    {"abroad", "De jongere is naar het buitenland verhuisd."},
    {"no_channel", "Er is geen nummer of adres dat we mogen gebruiken."},
    {"no_slot", "De begeleider heeft geen dagdeel vrij om zich aan de afspraak te houden."},
    {"cap", "Er zijn deze week al genoeg berichten. Het bericht gaat later."},
    {"reacted", "De jongere heeft al gereageerd."},
    {"no_reaction", "Er kwam geen reactie."},
    {"too_late", "Het is te laat om dit nog te doen."},
    {"used", "Het aanbod is al gebruikt. Een nieuw aanbod is niet nodig."},
    {"asked_later", "De jongere heeft gevraagd om later contact."},
    {"handed_over", "Er loopt een voorstel voor overdracht."},
    {"calendar_unknown", "De schoolvakanties van die tijd zijn nog niet bekend."},
    {"reply", "Dit volgt op een antwoord van de jongere."},
    {"ended", "De begeleiding is afgelopen."},
};

const char *language_words_text(enum language_word word) {
  return word < WORD_COUNT ? words[word] : "";
}

enum language_word language_words_find(const char *text) {
  for (guint i = 0; i < WORD_COUNT; i++)
    if (g_ascii_strcasecmp(words[i], text) == 0) return (enum language_word)i;
  return WORD_NONE;
}

int language_words_index(const char *const *list, const char *text) {
  for (int i = 0; list[i]; i++)
    if (g_ascii_strcasecmp(list[i], text) == 0) return i;
  return -1;
}

const char *language_words_title(enum policy_kind kind) {
  return titles[kind];
}

const char *language_words_no_ground(void) {
  return "beleidskeuze";
}

const char *language_reason(int plan_reason) {
  return plan_reason >= 0 && plan_reason < (int)G_N_ELEMENTS(reasons) ? reasons[plan_reason].text : "";
}

const char *language_words_reason_id(int plan_reason) {
  return plan_reason >= 0 && plan_reason < (int)G_N_ELEMENTS(reasons) ? reasons[plan_reason].id : NULL;
}

const char *language_kind(enum policy_kind kind) {
  return language_words_kinds[kind];
}
