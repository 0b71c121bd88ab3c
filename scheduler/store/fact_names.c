#include "scheduler/store/fact_names.h"

#include <glib.h>
#include <string.h>

enum { FIRST = '!', AFTER = 'a' };

/* By character, none of them a small letter, `=` or `_`. */
static const char *const names[AFTER - FIRST] = {
    ['A' - FIRST] = "achternaam",
    ['C' - FIRST] = "crebo",
    ['D' - FIRST] = "diploma",
    ['E' - FIRST] = "email",
    ['F' - FIRST] = "startkwalificatie",
    ['G' - FIRST] = "geboortedatum",
    ['H' - FIRST] = "huisnummer",
    ['I' - FIRST] = "aansluitende_inschrijving",
    ['J' - FIRST] = "aansluitende_inschrijving_bevestigd_op",
    ['K' - FIRST] = "voorkeurskanaal",
    ['L' - FIRST] = "leerweg",
    ['M' - FIRST] = "mobiel",
    ['N' - FIRST] = "niveau",
    ['O' - FIRST] = "onderwijs",
    ['P' - FIRST] = "postcode",
    ['Q' - FIRST] = "opleiding",
    ['R' - FIRST] = "roepnaam",
    ['S' - FIRST] = "bestemming",
    ['T' - FIRST] = "tussenvoegsel",
    ['U' - FIRST] = "uitstroomdatum",
    ['V' - FIRST] = "verwachte_uitstroomdatum",
    ['W' - FIRST] = "woonplaats",
    ['X' - FIRST] = "uitstroomprofiel",
    ['Y' - FIRST] = "verwachte_diplomadatum",
    ['Z' - FIRST] = "taal",
    ['0' - FIRST] = "diplomadatum",
    ['1' - FIRST] = "gemeentecode",
    ['2' - FIRST] = "gemeente_bron",
    ['3' - FIRST] = "schooldiploma_op",
    ['4' - FIRST] = "handelingsbekwaam",
    ['5' - FIRST] = "telefoon",
    ['6' - FIRST] = "email_school",
    ['7' - FIRST] = "laatste_contact_op",
    ['8' - FIRST] = "contact_uitkomst",
    ['9' - FIRST] = "aanbod_gedaan_op",
    ['!' - FIRST] = "aanbod_door",
    ['#' - FIRST] = "aanbod_persoonlijk",
    ['$' - FIRST] = "aanbod_gebruikt",
    ['%' - FIRST] = "geen_sms",
    ['&' - FIRST] = "geen_email",
    ['(' - FIRST] = "veilig_contact",
    [')' - FIRST] = "adres_geheim",
    ['*' - FIRST] = "contactpersoon",
    ['+' - FIRST] = "contactpersoon_mobiel",
    [',' - FIRST] = "contactpersoon_email",
    ['-' - FIRST] = "contactpersoon_akkoord",
    ['.' - FIRST] = "contactpersoon_akkoord_op",
    ['/' - FIRST] = "vertegenwoordiger",
    [':' - FIRST] = "vertegenwoordiger_hoedanigheid",
    [';' - FIRST] = "vertegenwoordiger_mobiel",
    ['<' - FIRST] = "vertegenwoordiger_email",
    ['>' - FIRST] = "bij_onbereikbaar",
    ['?' - FIRST] = "whatsapp",
};

char fact_names_short(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (names[i] && strcmp(names[i], name) == 0) return (char)(FIRST + i);
  return '\0';
}

const char *fact_names_long(char character) {
  return character >= FIRST && character < AFTER ? names[character - FIRST] : NULL;
}
