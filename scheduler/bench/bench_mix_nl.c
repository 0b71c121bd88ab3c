#include "scheduler/bench/bench_mix.h"

const char bench_mix_policy[] = "beleid \"Meting\" versie 1\n"
                                "  geldig vanaf 1-1-2020\n\n"
                                "begeleiding meting\n"
                                "  voor onderwijs = mbo of pro of vso\n"
                                "  van uitstroomdatum tot uitstroomdatum + 3 jaar\n"
                                "  grondslag \"beleidskeuze: last voor een meting\"\n\n"
#define MESSAGE(name, when)                                                                                            \
  "bericht " name "\n  grondslag \"meting\"\n  op uitstroomdatum " when                                                \
  "\n  stuur sms \"vraag-werk\" of email \"vraag-werk\"\n"                                                             \
  "  te laat: overslaan\n\n"
#define LATER(name, when)                                                                                              \
  "bericht " name "\n  grondslag \"meting\"\n  als onderwijs = pro of vso\n  op uitstroomdatum " when                  \
  "\n  stuur sms \"vraag-werk\" of email \"vraag-werk\"\n  te laat: overslaan\n\n"
    MESSAGE("contact-1", "+ 42 dagen") MESSAGE("herinnering-1", "+ 49 dagen") MESSAGE("herinnering-2", "+ 56 dagen")
        MESSAGE("signaal-1", "+ 63 dagen") MESSAGE("contact-2", "+ 3 maanden") MESSAGE("contact-3", "+ 6 maanden")
            MESSAGE("contact-4", "+ 9 maanden") MESSAGE("contact-5", "+ 12 maanden") LATER("contact-6", "+ 15 maanden")
                LATER("contact-7", "+ 18 maanden") LATER("contact-8", "+ 21 maanden") LATER(
                    "contact-9", "+ 24 maanden") "bericht opnieuw\n  grondslag \"meting\"\n  als onderwijs = pro of "
                                                 "vso en aanbod in jaar 1 niet gebruikt\n"
                                                 "  op uitstroomdatum + 12 maanden + 14 dagen\n  stuur sms "
                                                 "\"vraag-werk\" of email \"vraag-werk\"\n  te laat: overslaan\n\n"
                                                 "verzendtijden\n  ma-vr 9:00-20:00\n";
