#include "scheduler/intake/intake_words_nl.h"

#include "rules/calendar/date_nl.h"

const char *intake_words_nl_shared(void) {
  return "Er kwam een antwoord van een nummer of e-mailadres dat bij meer jongeren hoort. Lees het en bepaal van wie "
         "het is.";
}

const char *intake_words_nl_contact(void) {
  return "Er kwam een antwoord van een contactpersoon, niet van de jongere zelf. Lees het en bepaal wat er moet "
         "gebeuren.";
}

const char *intake_words_nl_shared_call(void) {
  return "Gemiste oproep van een nummer dat bij meer jongeren hoort. Bel terug en vraag wie er belde.";
}

const char *intake_words_nl_contact_call(void) {
  return "Gemiste oproep van een contactpersoon, niet van de jongere zelf. Bel terug.";
}

const char *intake_words_nl_stranger(void) {
  return "Iemand anders gaf antwoord op een bericht aan deze jongere. Lees het en bepaal wat er moet gebeuren.";
}

const char *intake_words_nl_assigned(void) {
  return "Een collega zegt dat dit bericht van deze jongere is. Lees het en geef antwoord.";
}

const char *intake_words_nl_unreadable(void) {
  return "Er kwam een antwoord dat het programma niet kan lezen. Neem zelf contact op.";
}

const char *intake_words_nl_bounced(void) {
  return "Een bericht aan deze jongere kwam terug. Het is niet zeker welk bericht of welk adres het is. Controleer het "
         "adres.";
}

const char *intake_words_nl_declined(void) {
  return "De jongere zegt nee tegen de afspraak in de agenda. Spreek samen een ander moment af.";
}

const char *intake_words_nl_tentative(void) {
  return "De jongere weet nog niet of de afspraak in de agenda door kan gaan. Vraag het na.";
}

const char *intake_words_nl_calendar(void) {
  return "De jongere heeft een vraag over de afspraak in de agenda, of wil een ander moment. Lees het en geef "
         "antwoord.";
}

char *intake_words_nl_counter(date_t day, int from, int to) {
  g_autofree char *date = date_nl_day(day);
  g_autofree char *end = to < 0 ? g_strdup("") : g_strdup_printf(" tot %d.%02d uur", to / 60, to % 60);
  return g_strdup_printf("De jongere wil een ander moment voor de afspraak: %s om %d.%02d uur%s. Verzet de "
                         "afspraak, of overleg.",
                         date, from / 60, from % 60, end);
}

const char *intake_words_nl_counter_untimed(void) {
  return "De jongere wil een ander moment voor de afspraak. Lees het antwoord en verzet de afspraak, of "
         "overleg.";
}

const char *intake_words_nl_refresh(void) {
  return "De agenda van de jongere vraagt opnieuw om de uitnodiging. Vraag na of de afspraak bekend is.";
}

const char *intake_words_nl_delegated(void) {
  return "De jongere gaf de uitnodiging door aan iemand anders. Lees het en bepaal wat er moet gebeuren.";
}

const char *intake_words_nl_their_invitation(void) {
  return "De jongere stuurt zelf een uitnodiging of een afspraak. Lees het en geef antwoord.";
}

const char *intake_words_nl_not_invited(void) {
  return "Iemand die niet is uitgenodigd, gaf antwoord op de afspraak in de agenda. Lees het en bepaal wat er moet "
         "gebeuren.";
}

const char *intake_words_nl_click(void) {
  return "geen e-mail meer (knop in de e-mail)";
}

const char *intake_words_nl_stop_and_more(void) {
  return "De jongere wil geen berichten meer, en schreef nog iets. Lees het.";
}
