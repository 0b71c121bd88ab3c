#include "scheduler/flow/flow_words_nl.h"

#include "rules/calendar/date_nl.h"
#include "rules/contact/health.h"
#include "rules/contact/telephone.h"

#include <string.h>

char *flow_words_task(const char *title, const char *reason, gboolean late) {
  const char *before = late ? "Te laat: " : "";
  if (!reason || !*reason) return g_strconcat(before, title, NULL);
  return g_strdup_printf("%s%s. %s", before, title, reason);
}

static const char *const replies[POLICY_INTENTS] = {
    [POLICY_INTENT_HELP] = "wil hulp",
    [POLICY_INTENT_CALL_ME] = "vraagt om gebeld te worden",
    [POLICY_INTENT_WORK] = "heeft werk",
    [POLICY_INTENT_EDUCATION] = "volgt onderwijs",
    [POLICY_INTENT_NOT_NOW] = "wil nu geen hulp",
    [POLICY_INTENT_NEVER] = "wil nooit meer hulp",
    [POLICY_INTENT_WRONG_PERSON] = "is iemand anders",
    [POLICY_INTENT_MOVED] = "is verhuisd",
    [POLICY_INTENT_STOP] = "wil geen berichten meer",
    [POLICY_INTENT_URGENT] = "heeft dringend hulp nodig",
    [POLICY_INTENT_SEARCHING] = "zoekt werk",
    [POLICY_INTENT_OTHER] = "doet iets anders",
};

char *flow_words_reply(enum policy_intent intent) {
  return g_strdup_printf("Bel terug. Antwoord van de jongere: %s.", replies[intent]);
}

/* That someone at school had contact all the same is the most common mistake in such a proposal (S20). */
char *flow_words_decide(const char *title, gboolean doorstroompunt) {
  return g_strdup_printf("%s. Voorstel: overdracht aan %s. Vraag eerst na of niemand op school contact had. Beslis "
                         "daarna, met grond en reden.",
                         title, doorstroompunt ? "het Doorstroompunt" : "de gemeente");
}

char *flow_words_asked(const char *question, date_t before) {
  g_autofree char *day = date_nl_long(before);
  return g_strdup_printf("Het Doorstroompunt vraagt: %s. Antwoord uiterlijk %s (binnen vier weken, WEB 9.2.3). Beslis "
                         "wat de school antwoordt, met grond en reden.",
                         question, day);
}

char *flow_words_no_message(const char *title, const char *missing) {
  return g_strdup_printf("Bericht niet gemaakt (%s): %s. Herstel dit, en neem zelf contact op.", title, missing);
}

const char *flow_words_no_template(void) {
  return "de regel noemt geen tekst";
}

const char *flow_words_never(void) {
  return "Jongere schrijft dat hij of zij nooit meer hulp wil. Lees het antwoord en vraag na of dat klopt. Pas als u "
         "dat "
         "vastlegt, stopt de begeleiding.";
}

const char *flow_words_urgent(void) {
  return "DRINGEND: lees het antwoord nu en bel vandaag.";
}

const char *flow_words_urgent_again(void) {
  return "DRINGEND: nog niet gesproken. Probeer het opnieuw, en vraag iemand om hulp.";
}

const char *flow_words_perhaps_deceased(void) {
  return "DRINGEND: in een bericht staat dat iemand is overleden. Lees het. Gaat het om de jongere, leg dat dan vast. "
         "Tot "
         "u beslist, gaat er geen bericht uit.";
}

const char *flow_words_alert_failed(void) {
  return "DRINGEND: de waarschuwing aan wie dienst heeft, is niet aangekomen. Bel die persoon zelf.";
}

const char *flow_words_help_failed(void) {
  return "DRINGEND: de tekst met 112 en 113 is niet aangekomen bij de jongere. Bel nu zelf.";
}

const char *flow_words_alert_subject(void) {
  return "Dringend antwoord";
}

char *flow_words_alert(const char *address) {
  return g_strdup_printf("Er is een dringend antwoord. Log in en lees het nu: %s", address);
}

const char *flow_words_help_subject(void) {
  return "Je bericht";
}

/* Neutral words, and the most neutral first, for others may read the screen. 113 is free of charge by 0800-0113, day
 * and night. */
const char *flow_words_help(void) {
  return "Je bericht is binnen. Iemand van school leest het zo snel mogelijk. Ben je nu in gevaar? Bel 112. Wil je nu "
         "met iemand praten? Bel 0800-0113 (gratis, dag en nacht) of chat op 113.nl. Dit is een automatisch antwoord.";
}

const char *flow_words_no_voicemail(void) {
  return "Spreek geen voicemail in.";
}

const char *flow_words_weekday(int day) {
  static const char *const days[] = {"ma", "di", "wo", "do", "vr", "za", "zo"};
  return days[day];
}

char *flow_words_language(const char *language) {
  return g_strdup_printf("Antwoord in het %s. Het programma kent deze taal niet. Lees het, of vraag iemand die de taal "
                         "kent, en reageer.",
                         language);
}

const char *flow_words_missed_call(void) {
  return "Gemiste oproep van de jongere op ons sms-nummer. Bel vandaag terug.";
}

const char *flow_words_not_understood(void) {
  return "Het programma begrijpt dit antwoord niet. Lees het en reageer.";
}

const char *flow_words_wrong_person(void) {
  return "Het nummer of adres is van iemand anders. Zoek het goede nummer of adres.";
}

const char *flow_words_moved(void) {
  return "Jongere is verhuisd. Werk het adres bij.";
}

char *flow_words_unreachable(int mobile, int mail) {
  static const char *const words[HEALTH_STATES] = {
      [HEALTH_BOUNCED] = "bestaat niet", [HEALTH_WRONG] = "is van iemand anders"};
  GString *text = g_string_new("Geen bruikbaar nummer of adres meer bekend. ");
  if (words[mobile]) g_string_append_printf(text, "Het mobiele nummer %s. ", words[mobile]);
  if (words[mail]) g_string_append_printf(text, "Het e-mailadres %s. ", words[mail]);
  g_string_append(text, "Zoek een ander nummer of adres, en werk het bij.");
  return g_string_free(text, FALSE);
}

const char *flow_words_number_wrong(void) {
  return "Het nummer klopt niet. Zoek het goede nummer.";
}

char *flow_words_moment(date_t day, int minute) {
  g_autofree char *date = date_nl_day(day);
  return g_strdup_printf("%s om %d.%02d uur", date, minute / 60, minute % 60);
}

char *flow_words_talk(const char *when) {
  return g_strdup_printf("Gesprek met de jongere op %s. De jongere zei ja in de agenda. Leg na het gesprek vast wat "
                         "ervan kwam.",
                         when);
}

char *flow_words_tell_cancel(const char *when) {
  return g_strdup_printf("De afspraak van %s gaat niet door. De jongere krijgt daar misschien geen bericht over. Zeg "
                         "het zelf.",
                         when);
}

char *flow_words_tell_move(const char *when) {
  return g_strdup_printf("De afspraak is verzet naar %s. De jongere krijgt daar misschien geen bericht over. Zeg het "
                         "zelf.",
                         when);
}

char *flow_words_appointment_stopped(const char *when) {
  return g_strdup_printf("De jongere wil geen berichten meer. De afspraak van %s staat nog in de agenda; het programma "
                         "zegt die niet af. Bepaal of de afspraak doorgaat en zeg dat zelf.",
                         when);
}

char *flow_words_appointment_deceased(const char *when) {
  return g_strdup_printf("De jongere is overleden. Haal de afspraak van %s uit uw agenda. Er gaat geen bericht uit.",
                         when);
}

char *flow_words_cancel_subject(const struct flow_words_change *change) {
  return g_strdup_printf("De afspraak van %s gaat niet door", change->when);
}

static char *signed_by(const char *text, const struct flow_words_change *change) {
  g_autofree char *number = telephone_display(change->phone);
  g_autofree char *phone = *number ? g_strdup_printf("\n%s", number) : g_strdup("");
  return g_strdup_printf("Hoi %s,\n\n%s\n\nGroet,\n%s%s\n%s\n", change->name, text, change->counsellor, phone,
                         change->school);
}

char *flow_words_cancel(const struct flow_words_change *change) {
  g_autofree char *text = g_strdup_printf("Onze afspraak van %s gaat niet door.\nJe hoeft niets te doen.\n\nHeb je een "
                                          "vraag? Antwoord op deze mail.",
                                          change->when);
  return signed_by(text, change);
}

char *flow_words_move_subject(const struct flow_words_change *change) {
  return g_strdup_printf("Nieuwe tijd voor onze afspraak: %s", change->when);
}

char *flow_words_move(const struct flow_words_change *change) {
  g_autofree char *text = g_strdup_printf("Onze afspraak is op een ander moment.\nDe nieuwe tijd is %s.\n\nKun je dan? "
                                          "Zeg ja of nee in je agenda, of antwoord op deze mail.\n"
                                          "Geen uitnodigingen meer? Antwoord met STOP.",
                                          change->when);
  return signed_by(text, change);
}

const char *flow_words_cancel_template(void) {
  return "afspraak-afgezegd";
}

const char *flow_words_move_template(void) {
  return "afspraak-verzet";
}

const char *flow_words_when(void) {
  return "wanneer";
}

const char *flow_words_letter_template(void) {
  return "brief";
}

const char *flow_words_house_number(void) {
  return "Huisnummer";
}

const char *flow_words_letter(void) {
  return "Druk de brief af en doe hem op de post. Deze jongere is niet te bellen of te mailen.";
}

const char *flow_words_no_postal_address(void) {
  return "Er is geen postadres dat gebruikt mag worden. Zoek een adres, of neem zelf contact op.";
}

static const char *channel_word(const char *channel) {
  if (strcmp(channel, "sms") == 0) return "sms";
  if (strcmp(channel, "letter") == 0) return "brief";
  if (strcmp(channel, "whatsapp") == 0) return "WhatsApp";
  return strcmp(channel, "calendar") == 0 ? "uitnodiging" : "e-mail";
}

/* Why is in `messages`, in the words of the server that refused: those are for who runs this. */
char *flow_words_failed(const char *channel) {
  return g_strdup_printf("Een bericht is niet aangekomen (%s). Neem zelf contact op.", channel_word(channel));
}

char *flow_words_unknown(const char *channel) {
  return g_strdup_printf("Niet zeker of een bericht is aangekomen (%s). Vraag het na, of neem zelf contact op.",
                         channel_word(channel));
}

const char *flow_words_own_choice(void) {
  return "beleidskeuze";
}

const char *flow_words_stop_template(void) {
  return "stop-bevestiging";
}

const char *flow_words_stop_subject(void) {
  return "Je krijgt geen berichten meer";
}

char *flow_words_stop(const char *school, const char *counsellor, const char *phone) {
  g_autofree char *shown = telephone_display(phone);
  if (!*counsellor || !*phone)
    return g_strdup_printf("Je krijgt geen berichten meer van %s. Wil je later toch hulp? Bel je school.", school);
  return g_strdup_printf("Je krijgt geen berichten meer van %s. Wil je later toch hulp? Bel %s: %s.", school,
                         counsellor, shown);
}

/* -- the own calendar ------------------------------------------------------------------------------------------------
 */

char *flow_words_agenda_title(const char *first_name) {
  return *first_name ? g_strdup_printf("Gesprek met %s", first_name) : g_strdup("Gesprek");
}

const char *flow_words_agenda_description(void) {
  return "Aanvullende loopbaanbegeleiding. Verzet of annuleer dit gesprek in Waakvlam: dan hoort de jongere het ook.";
}

char *flow_words_agenda_changed(const char *when) {
  return g_strdup_printf(
      "Het gesprek van %s is in uw eigen agenda veranderd. De jongere weet dat niet. Bedoelt u dit? Verzet of "
      "annuleer het gesprek dan ook hier.",
      when);
}

char *flow_words_agenda_removed(const char *when) {
  return g_strdup_printf(
      "Het gesprek van %s is uit uw eigen agenda gehaald. De jongere weet dat niet. Bedoelt u dit? Annuleer het "
      "gesprek dan ook hier.",
      when);
}

char *flow_words_agenda_failed(const char *when) {
  return g_strdup_printf("Het gesprek van %s kon niet in uw eigen agenda worden bijgewerkt. Doe dat zelf.", when);
}
