#include "channels/formats/mail_words_nl.h"

#include <stddef.h>

/* The formatter would give each word a line of its own. */
/* clang-format off */

const struct mail_words_nl_attribution mail_words_nl_attributions[] = {
    {"op ", "schreef"}, {"op ", "geschreven"}, {"op ", "heeft"}, {"", "schreef op"}, {"", "schreef het volgende op"},
    {"", "schreef:"}, {"on ", "wrote"}, {"", "wrote:"}, {"", "wrote on"}, {"at ", "wrote"}, {"am ", "schrieb"},
    {"", "schrieb am"}, {"", "schrieb:"}, {"le ", "a écrit"}, {"", "a écrit :"}, {"", "a écrit:"},
    {"el ", "escribió"}, {"", "escribió:"}, {"il ", "ha scritto"}, {"", "ha scritto:"}, {"em ", "escreveu"},
    {"", "escreveu:"}, {"a ", "escreveu"}, {"", "yazdı:"}, {"", "şunları yazdı"}, {"", "tarihinde"},
    {"", "napisał(a):"}, {"", "napisał:"}, {"", "napisała:"}, {"", "pisze:"}, {"", "napsal(a):"}, {"", "napsal:"},
    {"", "napísal(a):"}, {"", "skrev:"}, {"den ", "skrev"}, {"på ", "skrev"}, {"", "kirjoitti:"}, {"", "írta:"},
    {"", "írta ("}, {"", "a scris:"}, {"", "a scris :"}, {"", "написа:"}, {"", "пишет:"}, {"", "написал:"},
    {"", "написал(а):"}, {"", "писал(а):"}, {"", "пише:"}, {"", "написав:"}, {"", "كتب:"}, {"", "كتب "},
    {"", "έγραψε:"}, {"", "menulis:"}, {"pada ", "menulis"}, {"", "đã viết:"}, {"", "写道："}, {"", "写道:"},
    {"", "のメール:"}, {"", "skryf:"}, {"", "je napisao/la"}, {"", "написао"}, {"", "shkroi:"}, {NULL, NULL}};

const char *const mail_words_nl_from[] = {
    "van", "from", "von", "de", "da", "od", "kimden", "gönderen", "från", "fra", "lähettäjä", "feladó", "expéditeur",
    "remitente", "mittente", "nadawca", "от", "від", "من", "от кого", "发件人", "寄件者", "差出人", "de la", "nga", "afzender",
    "sender", NULL};

const char *const mail_words_nl_header[] = {
    "verzonden", "verstuurd", "datum", "aan", "onderwerp", "cc", "kopie", "antwoord aan", "sent", "date", "to",
    "subject", "reply-to", "bcc", "gesendet", "an", "betreff", "envoyé", "date", "à", "objet", "enviado",
    "enviado el", "fecha", "para", "asunto", "data", "inviato", "a", "oggetto", "wysłano", "wysłane", "do", "temat",
    "gönderilme", "gönderildi", "tarih", "kime", "konu", "skickat", "till", "ämne", "sendt", "til", "emne",
    "lähetetty", "vastaanottaja", "aihe", "küldve", "elküldve", "címzett", "tárgy", "trimis", "către", "subiect",
    "отправлено", "кому", "тема", "дата", "надіслано", "إلى", "الموضوع", "تم الإرسال", "التاريخ", "发送时间", "收件人", "主题",
    "importance", "urgentie", "prioriteit", NULL};

const char *const mail_words_nl_separators[] = {
    "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht", "original message", "original mail",
    "ursprüngliche nachricht", "originalnachricht", "message d'origine", "message original", "mensaje original",
    "messaggio originale", "mensagem original", "orijinal mesaj", "özgün ileti", "wiadomość oryginalna",
    "oryginalna wiadomość", "ursprungligt meddelande", "oprindelig meddelelse", "opprinnelig melding",
    "исходное сообщение", "doorgestuurd bericht", "forwarded message", "begin forwarded message",
    "begin doorgestuurd bericht", "weitergeleitete nachricht", "message transféré", "begin van doorgestuurd bericht",
    "antwoord boven deze regel", "reply above this line", "reageer boven deze lijn", "alkuperäinen viesti",
    "eredeti üzenet", "původní zpráva", "mesaj original", NULL};

const char *const mail_words_nl_adverts[] = {
    "verzonden vanaf", "verzonden vanuit", "verzonden met", "verzonden via", "verstuurd vanaf", "verstuurd vanuit",
    "verstuurd met", "verstuurd via", "verstuurd van mijn", "verzonden van mijn", "outlook voor android",
    "outlook voor ios", "download outlook", "haal outlook", "outlook for android", "outlook for ios",
    "get outlook for", "sent from", "sent with", "sent via", "sent by my", "send from my", "mail voor windows",
    "mail for windows", "yahoo mail op", "yahoo mail on", "virusvrij", "virus-free", "virus free",
    "von meinem iphone", "von meinem", "gesendet von", "gesendet mit", "diese nachricht wurde von meinem",
    "envoyé de", "envoyé depuis", "envoyé à partir", "enviado desde", "enviado do", "enviado de mi", "inviato da",
    "iphone'umdan", "iphone’umdan", "ipad'imden", "samsung cihazımdan", "android için outlook", "wysłano z",
    "wysłane z", "skickat från", "sendt fra", "lähetetty", "отправлено с", "відправлено з", "надіслано з",
    "odesláno z", "trimis de pe", "elküldve az", "télécharger outlook", "outlook für", "uzyskaj", "get bluemail",
    "get the", "أُرسلت من", "أرسلت من", NULL};

const char *const mail_words_nl_closings[] = {
    "met vriendelijke groet", "met vriendelijke groeten", "met hartelijke groet", "met hartelijke groeten",
    "vriendelijke groet", "vriendelijke groeten", "hartelijke groet", "hartelijke groeten", "groetjes", "groeten",
    "groet", "m.v.g", "mvg", "gr", "grtz", "liefs", "hoogachtend", "fijne dag", "fijn weekend", "kind regards",
    "best regards", "regards", "best wishes", "yours sincerely", "mit freundlichen grüßen",
    "mit freundlichen grüssen", "viele grüße", "cordialement", "bien cordialement", "saygılarımla", "iyi günler",
    "pozdrawiam", "z poważaniem", "saludos", "cordiali saluti", NULL};

const char *const mail_words_nl_polite[] = {
    "aub", "a.u.b", "alsjeblieft", "alstublieft", "alsjeblief", "svp", "s.v.p", "graag", "please", "pls", "plz",
    "bedankt", "dankje", "dankjewel", "dank", "je", "u", "wel", "thanks", "hoi", "hallo", "hi", "hey", "hee", "beste",
    "nu", "gewoon", "ok", "oke", "jullie", "mvg", "groetjes", "gr", NULL};

const char *const mail_words_nl_stops[] = {
    "stop", "stopp", "stoppen", "stop sms", "stop mail", "stop email", "stop berichten", "stop bericht",
    "stop berichtjes", "stop deze berichten", "stop met berichten", "stop met mailen", "stop met sms",
    "stop met smsen", "stop met sms'en", "stop met appen", "stop met sturen", "stop met berichten sturen",
    "stop met deze berichten", "stop ermee", "stop er mee", "stop hiermee", "stop het", "stop dit", "afmelden",
    "afmelding", "uitschrijven", "uitschrijving", "meld af", "meld me af", "meld mij af", "schrijf me uit",
    "schrijf mij uit", "ik wil me afmelden", "ik wil mij afmelden", "wil me afmelden", "ik meld me af",
    "ik meld mij af", "ik wil me uitschrijven", "ik wil mij uitschrijven", "geen berichten", "geen berichten meer",
    "geen sms meer", "geen smsjes meer", "geen sms'jes meer", "geen mail meer", "geen mails meer", "geen email meer",
    "geen e-mail meer", "geen e-mails meer", "niet meer mailen", "niet meer smsen", "niet meer sms'en",
    "niet meer sturen", "ik wil geen berichten meer", "ik wil geen berichten meer ontvangen", "ik wil geen sms meer",
    "ik wil geen mail meer", "ik wil geen mails meer", "ik wil geen mails meer ontvangen", "unsubscribe",
    "unsubscribe me", "opt out", "opt-out", "optout", "remove me", "stop texting me", "stop emailing me", "end",
    "quit", "abmelden", "arret", "arrêt", "off", "stoppen met mailen", "stoppen met smsen", "stoppen met sms'en",
    "stoppen met berichten sturen", "kun stoppen met mailen", "kunnen stoppen met mailen", "kun stoppen met smsen",
    "kun stoppen met sms'en", "kun stoppen met berichten sturen", "kunnen stoppen met berichten sturen",
    "wil stoppen met mailen", "willen stoppen met mailen", NULL};

const char *const mail_words_nl_ways[] = {"sms", "mail", "app", "text", NULL};

const char *const mail_words_nl_stop_all[] = {
    "stop alles", "alles stop", "alles stoppen", "stop met alles", "stop alle berichten", "stop all", "stopall",
    "stop everything", "afmelden alles", "alles afmelden", "afmelden voor alles", "uitschrijven voor alles",
    "meld me overal voor af", "meld me overal af", "meld mij overal voor af", "schrijf me overal voor uit",
    "schrijf me overal uit", NULL};

const char *const mail_words_nl_away_subjects[] = {
    "automatisch antwoord", "automatische reactie", "automatische beantwoording", "automatisch bericht", "autoreply",
    "auto-reply", "auto reply", "automatic reply", "automatic response", "auto response", "auto:", "autoresponse",
    "auto-response", "autoresponder", "autosvar", "out of office", "out-of-office", "afwezig", "afwezigheid",
    "niet aanwezig", "niet op kantoor", "ik ben afwezig", "ik ben er niet", "ik ben met vakantie",
    "ik ben op vakantie", "vakantie:", "met vakantie", "op vakantie", "met verlof", "zwangerschapsverlof",
    "automatische antwort", "abwesenheit", "abwesend", "réponse automatique", "absence", "absent du bureau",
    "respuesta automática", "risposta automatica", "resposta automática", "odpowiedź automatyczna", "autoodpowiedź",
    "otomatik yanıt", "otomatik cevap", "automatické odpověď", "automatická odpověď", "automatisk svar",
    "automatiskt svar", "automaattinen vastaus", "automatikus válasz", "răspuns automat", "автоответ",
    "автоматический ответ", "رد تلقائي", "自动回复", "自動応答", "we hebben uw bericht ontvangen",
    "wij hebben uw bericht ontvangen", "we hebben je bericht ontvangen", "bedankt voor uw bericht",
    "bedankt voor je bericht", "bedankt voor uw e-mail", "ontvangstbevestiging", "bevestiging van ontvangst",
    "on vacation", "on holiday", "away from", NULL};

const char *const mail_words_nl_away_strong[] = {
    "out of office", "out-of-office", "automatisch antwoord", "automatic reply", "afwezigheidsbericht",
    "afwezigheidsmelding", "afwezigheidsassistent", "autoreply", "auto-reply", "automatische reactie",
    "automatische antwort", "abwesenheitsnotiz", "réponse automatique", "away from the office", "(afwezig)",
    "[auto-reply]", NULL};

const char *const mail_words_nl_read_subjects[] = {
    "gelezen:", "read:", "leesbevestiging", "read receipt", "niet gelezen:", "not read:", "ontvangen en gelezen",
    "gelesen:", "lu :", "lu:", "return receipt", "leesbevestiging (weergegeven)", NULL};

const char *const mail_words_nl_bounce_subjects[] = {
    "undeliverable", "undelivered mail", "mail delivery failed", "mail delivery failure", "mail delivery subsystem",
    "delivery status notification", "delivery failure", "delivery notification", "returned mail", "failure notice",
    "onbestelbaar", "niet bezorgd", "niet afgeleverd", "bericht niet bezorgd", "kan niet worden bezorgd", "non remis",
    "unzustellbar", "nicht zustellbar", "mail system error", "message undeliverable", "message not delivered",
    "undeliverable mail", "undeliverable message", "warning: message", "delivery delayed", "delayed mail",
    "vertraagd", "mail could not be delivered", "mail failure", "failed mail", "nondeliverable mail",
    "bezorging mislukt", "aflevering mislukt", "error sending message", "returning message to sender",
    "unable to deliver", "could not deliver", "non-delivery", "mislukte bezorging", NULL};

const struct mail_words_nl_number mail_words_nl_months[] = {
    {"januari", 1}, {"january", 1}, {"januar", 1}, {"jan", 1}, {"februari", 2}, {"february", 2}, {"februar", 2},
    {"feb", 2}, {"maart", 3}, {"march", 3}, {"märz", 3}, {"mrt", 3}, {"mar", 3}, {"april", 4}, {"apr", 4}, {"mei", 5},
    {"may", 5}, {"mai", 5}, {"juni", 6}, {"june", 6}, {"jun", 6}, {"juli", 7}, {"july", 7}, {"jul", 7},
    {"augustus", 8}, {"august", 8}, {"aug", 8}, {"september", 9}, {"sept", 9}, {"sep", 9}, {"oktober", 10},
    {"october", 10}, {"okt", 10}, {"oct", 10}, {"november", 11}, {"nov", 11}, {"december", 12}, {"dezember", 12},
    {"dec", 12}, {"dez", 12}, {NULL, 0}};

const struct mail_words_nl_number mail_words_nl_weekdays[] = {
    {"maandag", 1}, {"monday", 1}, {"montag", 1}, {"dinsdag", 2}, {"tuesday", 2}, {"dienstag", 2}, {"woensdag", 3},
    {"wednesday", 3}, {"mittwoch", 3}, {"donderdag", 4}, {"thursday", 4}, {"donnerstag", 4}, {"vrijdag", 5},
    {"friday", 5}, {"freitag", 5}, {"zaterdag", 6}, {"saturday", 6}, {"samstag", 6}, {"zondag", 7}, {"sunday", 7},
    {"sonntag", 7}, {NULL, 0}};

const char *const mail_words_nl_return_before[] = {
    "weer aanwezig", "weer bereikbaar", "weer terug", "terug op", "terug", "weer op kantoor", "weer op school",
    "weer op", "weer aan het werk", "ben ik er weer", "er weer", "weer beschikbaar", "weer werkzaam",
    "bereikbaar vanaf", "bereikbaar op", "terug vanaf", "aanwezig vanaf", "aanwezig op", "hervat", "back on",
    "back in the office", "back at", "back", "return on", "returning on", "return to the office", "returning",
    "return", "available again", "weer vanaf", "wieder ab", "wieder am", "wieder erreichbar", NULL};

const char *const mail_words_nl_return_after[] = {
    "ben ik er weer", "ben ik weer", "ben ik terug", "weer bereikbaar", "weer aanwezig", "weer terug", "er weer",
    "weer op kantoor", "weer beschikbaar", "weer aan het werk", "bereikbaar", "aanwezig", "lees ik", "zal ik",
    "kan ik", "reageer ik", "beantwoord ik", "neem ik", "sta ik weer", "sta ik je weer", "sta ik u weer",
    "i will be back", "i'll be back", "i am back", "i'm back", "i will return", "back in the office",
    "bin ich wieder", "wieder erreichbar", "weer open", "zijn wij weer", "zijn we weer", NULL};

const char *const mail_words_nl_until[] = {
    "tot en met", "t/m", "t.e.m.", "tem", "tm", "tot", "t/m uiterlijk", "until", "till", "til", "through", "thru",
    "to", "bis zum", "bis einschließlich", "bis", "–", "-", NULL};

const char *const mail_words_nl_tomorrow[] = {
    "morgen", "tomorrow", NULL};

const char *const mail_words_nl_says_full[] = {
    "mailbox full", "mailbox is full", "mailbox was full", "mailbox size", "over quota", "overquota",
    "quota exceeded", "exceeded quota", "exceeded storage", "exceeds quota", "quota", "insufficient storage",
    "storage allocation", "out of storage", "inbox is full", "inbox full", "mailfolder is full",
    "mailbox has exceeded", "disk full for user", "not enough storage space", "postvak is vol",
    "postvak van de ontvanger is vol", "postbus is vol", "mailbox vol", NULL};

const char *const mail_words_nl_says_no_such[] = {
    "user unknown", "unknown user", "no such user", "no such recipient", "no such mailbox", "no such person",
    "no such address", "no such account", "does not exist", "doesn't exist", "unknown recipient", "recipient unknown",
    "invalid recipient", "invalid mailbox", "recipient not found", "user not found", "mailbox not found",
    "account not found", "address not found", "no mailbox here", "no mailbox by that name", "not a valid mailbox",
    "not a valid user", "unrouteable address", "unroutable address", "unknown address", "address unknown",
    "host or domain name not found", "domain not found", "no such domain", "unknown host", "host unknown",
    "host not found", "nxdomain", "unknown local part", "unknown local-part", "unknown mailbox", "mailbox unknown",
    "bad destination mailbox", "recipientnotfound", "resolver.adr", "not listed in", "couldn't be found",
    "could not be found", "wasn't found", "is not found", "account that you tried to reach",
    "account has been disabled", "account is disabled", "account disabled", "mailbox disabled", "mailbox is disabled",
    "mailbox is inactive", "inactive user", "user inactive", "account is inactive", "account inactive",
    "account expired", "account closed", "has been deactivated", "account has been suspended", "no longer on server",
    "no longer available", "no longer valid", "no longer in use", "no longer works", "user doesn't have",
    "this user doesn't", "doesn't have a", "not our customer", "undeliverable address",
    "recipient address rejected: access denied", "recipient address rejected: undeliverable", "mailbox unavailable",
    "recipient rejected", "illegal alias", "name not found", "bestaat niet", "niet gevonden", "onbekende gebruiker",
    "onbekend adres", "adres onbekend", "ongeldig adres", "invalid address", "address invalid", "null mx",
    "does not accept mail", "no mx record", "no valid recipient", "is unknown", "not known here",
    "unknown or illegal", "user is unknown", "bad address", "unable to find recipient", "relay recipient table",
    "virtual alias table", "virtual mailbox table", "local recipient table", NULL};

const char *const mail_words_nl_says_reputation[] = {
    "spam", "blacklist", "black list", "blocklist", "block list", "blocked using", "is blocked", "been blocked",
    "was blocked", "banned", "dnsbl", "rbl", "spamhaus", "spamcop", "barracuda", "sorbs", "poor reputation",
    "bad reputation", "low reputation", "reputation", "unsolicited", "dmarc", "spf", "dkim", "unauthenticated",
    "not authenticated", "authentication required", "not authorized", "not authorised", "sender address rejected",
    "sender rejected", "sender denied", "policy", "junk mail", "bulk mail", "rate limit", "too many messages",
    "throttl", "suspicious", "phish", "ptr record", "reverse dns", "access denied", "relay access denied",
    "relaying denied", "not permitted to relay", "client host rejected", "greylist", "content rejected", "complaints",
    NULL};

const char *const mail_words_nl_says_message[] = {
    "too large", "too big", "size limit", "exceeds size", "exceeds the maximum", "maximum size",
    "message size exceeds", "message length", "exceeds fixed limit", "larger than the", "virus", "malware",
    "attachment", "malformed", "not rfc", "rfc 2822", "rfc 5322", "header line", "line too long", "mime ", "8bit",
    "bare lf", "te groot", NULL};

const char *const mail_words_nl_says_later[] = {
    "try again", "temporarily", "temporary", "timed out", "time out", "timeout", "connection refused",
    "could not connect", "unable to connect", "deferred", "expired", "retry", "lookup failure", "too busy",
    "unreachable", "too long in queue", "has been in the queue", "retention time", "connection lost",
    "lost connection", "no route to host", "delivery time expired", "retry time not reached",
    "not yet been delivered", "network error", "name server", NULL};

const char *const mail_words_nl_bounce_bodies[] = {
    "this is the qmail-send program", "could not be delivered to", "delivery to the following recipient",
    "your message did not reach", "permanent fatal errors", "transcript of session follows",
    "this message was created automatically by mail delivery software",
    "i'm sorry to have to inform you that your message could not", "undeliverable",
    "delivery has failed to these recipients", "kan niet worden bezorgd", "kon niet worden bezorgd",
    "is niet bezorgd", "niet worden afgeleverd", "kon niet worden afgeleverd", "bezorging van uw bericht",
    "bezorging aan de volgende", "the following address", "the following recipient", "message was not delivered",
    "could not be delivered", "couldn't be delivered", "wasn't delivered", "unable to deliver",
    "has not yet been delivered", "delivery failed", "mail delivery failed", "returned to you", "geadresseerden", NULL};

const char *const mail_words_nl_delay_bodies[] = {
    "has not yet been delivered", "not been delivered yet", "delivery attempts will continue", "will continue to",
    "no action is required on your part", "this is a warning message only", "you do not need to resend",
    "still being retried", "will be retried", "will keep trying", "delivery incomplete", "delayed", "vertraagd",
    "nog niet bezorgd", "gmail will retry", "opnieuw geprobeerd", NULL};

const char *const mail_words_nl_delay_subjects[] = {
    "warning:", "delayed", "(delay)", "vertraagd", "delivery incomplete", NULL};

const char *const mail_words_nl_bounce_ends[] = {
    "--- Below this line is a copy", "This is a copy of the message", "----- Original message",
    "-----Original Message", "------ This is a copy", "--- The header of the original",
    "----- Message header follows", "--- Undelivered message follows", "----- Original mail", "\nReceived: ",
    "Original message headers", "Oorspronkelijke berichtkoppen", "Message headers follow", "--- Returned message",
    "-- The headers of the original", NULL};

const char *const mail_words_nl_away_bodies[] = {
    "spoed", "dringend", "bereikbaar", "terug", "urgent", "collega", "t/m", "tot en met", "weer aanwezig",
    "automatisch", "vakantie tot", "return", "back on", "back in the office", "niet gelezen", "doorgestuurd",
    "kom er zo snel mogelijk op terug", "zo spoedig mogelijk", "werkdagen", "in behandeling", "behandelen",
    "ontvangen", NULL};

const char *const mail_words_nl_date_fillers[] = {
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
    "sonntag", "ma", "di", "wo", "do", "vr", "za", "zo", "mon", "tue", "wed", "thu", "fri", "de", "aanstaande", "a.s",
    "volgende", "komende", "next", "the", "uiterlijk", "week", "einde", "dag", NULL};

const char *const mail_words_nl_not[] = {
    "niet ", "geen ", "not ", "nicht ", NULL};

const char *const mail_words_nl_final_bodies[] = {"permanent error", "permanent fatal", "given up", "giving up", "failed permanently", "permanently failed", "rejected", NULL};
