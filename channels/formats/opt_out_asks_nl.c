#include "channels/formats/opt_out_asks.h"

#include <stddef.h>

#define US   " me mij ons mn "
#define OURS " me mij mn m'n mijn ons "
#define DENY " niet geen nooit niks niets nie "
#define MORE " meer nooit langer nog verder verdere "
#define MESSAGE                                                                                                        \
  " mail* e-mail* email* sms* app appen appje* appt whatsapp* bericht* gemaild ge-sms't geappt mailtje* spam* post "
#define REACH                                                                                                          \
  " mail mailt mailen gemaild sms smst smsen sms'en gesmst app appt appen geappt stuur stuurt sturen schrijf "         \
  "schrijft schrijven bericht berichten contacteer contacteren gecontacteerd benader benadert benaderen benaderd "     \
  "spam spamt spammen lastig lastigvallen lastiggevallen whatsappen "
#define WISH " wil willen wilt wens wensen hoef hoeft hoeven behoefte interesse gelieve graag liever zou "
/* Somebody else's messages, another way, address or moment, a condition: for a person. */
#define OTHER                                                                                                          \
  " maar oude ander andere anders via als wanneer voordat tot totdat moeder vader ouders mama "                        \
  "papa broer* zus* vriend* baas hij werkgever sollicitatie* over namens daar "

const struct opt_out_asks_rule opt_out_asks_nl_rules[] = {
    /* "mail me niet meer", "wil je me nooit meer lastig vallen" */
    {{REACH, US, DENY, MORE},
     OTHER " adres mailadres nummer mijn m'n ik krijg kreeg heb hebben hebt hoor hoorde ontvang waarom ",
     TRUE},
    /* "ik wil van die club echt geen appjes meer", "ik wens geen mails te ontvangen" */
    {{WISH, DENY, MESSAGE, MORE " ontvangen krijgen hebben "}, OTHER " waarom ", FALSE},
    /* "ik hoef deze mails echt niet" */
    {{" hoef hoeft hoeven ", DENY, " deze die dit al ", MESSAGE}, OTHER, FALSE},
    {{WISH, DENY, " benaderd gecontacteerd lastiggevallen gespamd gemaild ", MORE}, OTHER, FALSE},
    /* "doe maar geen mails meer", where "maar" is no other way */
    {{" doe ", DENY, MESSAGE, MORE}, " adres nummer ", FALSE},
    /* "hou nou eens op met die mailtjes", "opzouten met je berichten" */
    {{" hou houd houden stop stopp stoppen ophouden kap kappen opzouten opgerot oprotten rot flikker donder "
      "opgedonderd sodemieter weg ",
      " met van ", MESSAGE},
     DENY " ik werk* school opleiding stage adres nummer als over ",
     TRUE},
    /* "haal me van die lijst", "zet me maar van de lijst af" */
    {{" haal halen schrap schrappen gooi zet zetten verwijder verwijderen ", OURS, " van uit af ",
      " lijst* bestand* systeem database mailing* adressenlijst verzendlijst "},
     DENY " wachtlijst ",
     TRUE},
    /* "mag ik van de lijst af", "kun je mij van de verzendlijst afhalen" */
    {{" wil willen mag mogen graag kan kun kunt kunnen ", " van uit ",
      " lijst* bestand* verzendlijst mailing* mails mailtjes berichten ", " af afhalen uithalen halen weghalen "},
     DENY " wachtlijst ",
     TRUE},
    {{" schrijf ", US, " uit "}, DENY " als voor over ", TRUE},
    /* "wil je mijn nummer verwijderen", "jullie mogen mijn gegevens wissen" */
    {{" verwijder verwijderen wis wissen delete deleten schrap schrappen ", OURS,
      " nummer telefoonnummer mailadres emailadres e-mailadres gegevens adres "},
     DENY " oude nieuwe ",
     TRUE},
    /* "laat me nou toch met rust" */
    {{" laat laten gelaten ", US, " met ", " rust "}, DENY OTHER " niemand nadenken denken kijken lezen ", TRUE},
    {{" blokkeer blokkeren blok geblokkeerd ", " ik me mij dit je jullie "},
     DENY " ben is heb pas rekening bankrekening telefoon ",
     FALSE},
    {{NULL}, NULL, FALSE}};

const char *const opt_out_asks_nl_things[] = {
    "mail",    "sms",     "app",      "bericht",  "lastig", "contact", "benader", "spam", "stuur", "schrij", "lijst",
    "bestand", "systeem", "database", "gegevens", "nummer", "adres",   "rust",    "blok", "post",  NULL};

const char *const opt_out_asks_nl_signs[] = {
    "niet",   "geen",     "nooit", "niks",    "niets", " nie ", "stop",   "hou ", "houd", "ophoud", "kap",
    "rot",    "zout",     "flik",  "donder",  "haal",  "halen", "schrap", "gooi", "zet",  "wis",    "wijder",
    "delete", "met rust", "lijst", "schrijf", "sodem", " weg ", " af",    "blok", NULL};
