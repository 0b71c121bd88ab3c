#include "scheduler/cohorts/person_name_nl.h"

#include <stddef.h>

/* Longest first, so that "van den" wins from "van". Those of Dutch law and custom and of the neighbours; El, Al, Ben
 * and Aït are left with the surname: whoever is called El Amrani is not found under the A, and shown together both are
 * right. */
const char *const person_name_nl_prefixes[] = {
    "aan de",  "aan den", "bij de",  "bij den", "de la",   "in 't",   "in de",   "in den",   "in het",  "onder de",
    "op 't",   "op de",   "op den",  "op het",  "op ten",  "over de", "uit de",  "uit den",  "uit het", "van 't",
    "van de",  "van den", "van der", "van het", "van ter", "van ten", "voor de", "voor den", "von dem", "von den",
    "von der", "voor 't", "aan 't",  "d'",      "l'",      "'s",      "'t",      "aan",      "da",      "de",
    "den",     "der",     "des",     "di",      "do",      "dos",     "du",      "het",      "in",      "la",
    "le",      "op",      "te",      "ten",     "ter",     "tot",     "uit",     "van",      "ver",     "von",
    "voor",    "zu",      "zum",     "zur",     NULL,
};
