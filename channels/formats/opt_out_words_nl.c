#include "channels/formats/opt_out_words_nl.h"

#include <stddef.h>

/* The formatter would give each word a line of its own. */
/* clang-format off */

const char *const opt_out_words_nl_phrases[] = {
    "end", "quit", "opt out", "opt me out",  "off", "cancel", "remove", "remove me", "hou op", "houd op", "hou ermee op", "hou er mee op",
    "houd ermee op", "ophouden", "kappen nu", "kap ermee", "laat me met rust", "laat mij met rust", "leave me alone",
    "verwijder me", "verwijder mij", "verwijder mijn gegevens", "verwijder mijn nummer", "verwijder mijn e-mailadres",
    "haal me van de lijst", "haal mij van de lijst", "haal me eraf", "haal mij eraf", "haal me van deze lijst af",
    "haal me van de lijst af", "haal mij van de lijst af", "haal me uit jullie bestand", "haal mij uit jullie bestand",
    "haal mijn nummer weg", "take me off", "take me off this list", "take me off your list", "remove me from this list",
    "remove me from your list", "remove me from the list", "remove me from your mailing list", "do not contact me",
    "don't contact me", "dont contact me", "do not contact me again", "stop contacting me", "niet meer contacteren",
    "geen contact meer", "ik wil geen contact meer", "neem geen contact meer op", "neem geen contact meer met me op",
    "neem geen contact meer met mij op", "geen interesse meer stop", "abbestellen", "bitte abmelden", "ich melde mich ab",
    "me désabonner", "me désinscrire", "désabonnez-moi", "désinscrivez-moi", "dejar de recibir", "darme de baja",
    "dar de baja", "cancelar suscripción", "no más mensajes", "plus de messages", "plus de message", "keine nachrichten mehr",
    "keine sms mehr", "keine mails mehr", "keine e-mails mehr", "mesaj atmayın", "mesaj atma", "artık mesaj atmayın",
    "artık yazmayın", "beni listeden çıkarın", "proszę mnie wypisać", "wypisz mnie", "nie pisz więcej",
    "nie piszcie więcej", "proszę nie pisać", "nie wysyłaj więcej", "не пишите", "больше не пишите", "не пишите мне",
    "не пишіть", "не пишіть мені", "لا ترسل", "لا ترسلوا", "لا ترسل لي رسائل", "لا أريد رسائل", "اوقف الرسائل",
    "أوقف الرسائل", NULL};

const char *const opt_out_words_nl_triggers[] = {
    "stop", "stopp", "stopt", "stopen", "sotp", "stpo", "stopsms", "stopmail", "stopall", "afmelden", "afmeld",
    "afmelding", "afgemeld", "uitschrijven", "uitschrijving", "uitgeschreven", "uitschijven", "unsubscribe", "unsub",
    "unsubscribed", "opt-out", "optout", "abmelden", "abmeldung", "arret", "arrêt", "arrêter", "arrêtez", "désabonner",
    "désinscrire", "désabonnement", "desabonner", "desinscrire", "baja", "parar", "pare", "para", "basta", "dur", "durdur",
    "durdurun", "rezygnuję", "rezygnuje", "wypisz", "wypisać", "стоп", "отписаться", "відписатися", "قف", "توقف", "ايقاف",
    "إيقاف", "الغاء", "إلغاء", "停止", "退订", "退訂", "配信停止", "στοπ", NULL};

const char *const opt_out_words_nl_doubtful[] = {"stoppen", "gestopt", "ophouden", NULL};

const char *const opt_out_words_nl_no[] = {"geen", "niet", "niks", "nooit", "no", "not", "don't", "dont", "never", NULL};

const char *const opt_out_words_nl_more[] = {"meer", "langer", "more", "anymore", "again", "nooit", "never", NULL};

const char *const opt_out_words_nl_sending[] = {
    "sms", "sms'en", "smsen", "sms'jes", "smsjes", "sms'je", "smsje", "sms'tjes", "smses", "mail", "mails", "mailen",
    "mailt", "mailtjes", "mailtje", "mailing", "mailings", "email", "e-mail", "emails", "e-mails", "emailen", "e-mailen",
    "bericht", "berichten", "berichtjes", "berichtje", "app", "apps", "appen", "appjes", "appje", "whatsapp",
    "whatsappjes", "sturen", "stuur", "stuurt", "gestuurd", "toesturen", "verzenden", "versturen", "zenden", "ontvangen",
    "ontvang", "krijgen", "krijg", "schrijven", "lastigvallen", "nieuwsbrief", "reclame", "spam", "spammen", "herinneringen",
    "herinnering", "updates", "text", "texts", "texting", "message", "messages", "messaging", "emailing", "mailings",
    "send", "sending", "receive", "receiving", "lijst", "mailinglijst", "maillijst", "list", "newsletter", NULL};

const char *const opt_out_words_nl_all[] = {"alles", "alle", "overal", "all", "everything", "allemaal", NULL};

const char *const opt_out_words_nl_self[] = {"ik", "i", "we", "wij", NULL};

const char *const opt_out_words_nl_fillers[] = {
    "aub", "a.u.b", "alsjeblieft", "alstublieft", "alsjeblief", "alstublief", "asjeblieft", "svp", "s.v.p", "graag",
    "please", "pls", "plz", "bitte", "bedankt", "dankje", "dankjewel", "dankuwel", "dank", "je", "jij", "u", "wel",
    "alvast", "thanks", "thank", "you", "thx", "hoi", "hallo", "hi", "hey", "hee", "hee", "beste", "hello", "nu", "now",
    "gewoon", "maar", "ok", "oke", "oké", "okay", "jullie", "mvg", "groetjes", "gr", "groet", "met", "te", "om", "mij",
    "me", "mijn", "deze", "dit", "die", "dat", "het", "de", "van", "voor", "aan", "naar", "via", "per", "even", "eens",
    "een", "direct", "meteen", "onmiddellijk", "hiermee", "ermee", "er", "mee", "hier", "hiervan", "hiervoor", "daarmee",
    "zou", "willen", "wil", "kun", "kunt", "kan", "kunnen", "mag", "mogen", "worden", "wordt", "word", "en", "want",
    "meld", "schrijf", "zet", "af", "uit", "opt", "out", "moet", "moeten", "ajb", "verder", "dus", "to", "from", "this",
    "these", "the", "your", "my", "with", "of", "at", "want", "would", "like", "do", "nog", "ga", "gaan", "echt", "ook", "op",
    NULL};

const char *const opt_out_words_nl_ways[] = {"sms", "mail", "app", "text", NULL};

const char *const opt_out_words_nl_greetings[] = {
    "hoi", "hallo", "hey", "hi", "hee", "beste", "geachte", "dag", "goedemorgen", "goedemiddag", "goedenavond", "hello",
    "dear", "lieve", "yo", "heey", "salam", NULL};
