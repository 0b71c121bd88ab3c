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
    {"", "napísal(a):"}, {"", "skrev:"}, {"", " skrev "}, {"", "寫道："}, {"", "寫道:"}, {"", "님이 작성"}, {"", "작성:"}, {"", "נכתב על ידי"}, {"", "מאת"},
    {"", "تمت كتابة ما يلي بواسطة"}, {"", "نوشت:"}, {"", "เขียนว่า"}, {"", "ने लिखा"}, {"", "je napisala"}, {"", "je napisao"}, {"", "napisala:"},
    {"", "kirjutas"}, {"", "rakstīja"}, {"", "rašė"}, {"", "va escriure"}, {"", "escreveu ("}, {"", "escreveu no dia"},
    {"", "wiadomość napisana przez"}, {"", "のメッセージ"}, {"", "ha scritto il"}, {"", "a écrit le"}, {"", "schreef volgende op"},
    {"", "ezt írta"}, {"", "geschreven door"}, {"", "wrote the following"}, {"no dia ", "escreveu"}, {"den ", "skrev"}, {"på ", "skrev"}, {"", "kirjoitti:"}, {"", "írta:"},
    {"", "írta ("}, {"", "a scris:"}, {"", "a scris :"}, {"", "написа:"}, {"", "пишет:"}, {"", "написал:"},
    {"", "написал(а):"}, {"", "писал(а):"}, {"", "пише:"}, {"", "написав:"}, {"", "كتب:"}, {"", "كتب "},
    {"", "έγραψε:"}, {"", "menulis:"}, {"pada ", "menulis"}, {"", "đã viết:"}, {"", "写道："}, {"", "写道:"},
    {"", "のメール:"}, {"", "skryf:"}, {"", "je napisao/la"}, {"", "написао"}, {"", "shkroi:"}, {NULL, NULL}};

const char *const mail_words_nl_from[] = {
    "van", "from", "von", "de", "da", "od", "kimden", "gönderen", "från", "fra", "lähettäjä", "feladó", "expéditeur",
    "remitente", "mittente", "nadawca", "от", "від", "من", "от кого", "发件人", "寄件者", "差出人", "de la", "nga", "afzender",
    "sender", "보낸 사람", "发件者", "寄件人", "送信者", "מאת", "pošiljatelj", "feladó", "από", "odesílatel", "saatja", NULL};

const char *const mail_words_nl_header[] = {
    "verzonden", "verstuurd", "datum", "aan", "onderwerp", "cc", "kopie", "antwoord aan", "sent", "date", "to",
    "subject", "reply-to", "bcc", "gesendet", "an", "betreff", "envoyé", "date", "à", "objet", "enviado",
    "enviado el", "fecha", "para", "asunto", "data", "inviato", "a", "oggetto", "wysłano", "wysłane", "do", "temat",
    "gönderilme", "gönderildi", "tarih", "kime", "konu", "skickat", "till", "ämne", "sendt", "til", "emne",
    "lähetetty", "vastaanottaja", "aihe", "küldve", "elküldve", "címzett", "tárgy", "trimis", "către", "subiect",
    "отправлено", "кому", "тема", "дата", "надіслано", "إلى", "الموضوع", "تم الإرسال", "التاريخ", "发送时间", "收件人", "主题",
    "importance", "urgentie", "prioriteit", "verzonden op", "verzenddatum", "bijlagen", "attachments", "date d'envoi",
    "받는 사람", "보낸 날짜", "제목", "傳送時間", "收件者", "主旨", "日期", "宛先", "件名", "送信日時", "日時", "日付", "נשלח", "אל", "נושא", "תאריך",
    "στάλθηκε", "προς", "θέμα", "ημερομηνία", "odesláno", "komu", "předmět", "poslano", "za", "predmet",
    "envoyé le", "sent at", "gesendet am", "enviada em", "enviado em", "assunto", "dato", "päivämäärä",
    "päiväys", "dátum", "tarihi", NULL};

const char *const mail_words_nl_separators[] = {
    "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht", "original message", "original mail",
    "ursprüngliche nachricht", "originalnachricht", "message d'origine", "message original", "mensaje original",
    "messaggio originale", "mensagem original", "orijinal mesaj", "özgün ileti", "wiadomość oryginalna",
    "oryginalna wiadomość", "ursprungligt meddelande", "oprindelig meddelelse", "opprinnelig melding",
    "исходное сообщение", "doorgestuurd bericht", "forwarded message", "begin forwarded message",
    "begin doorgestuurd bericht", "weitergeleitete nachricht", "message transféré", "begin van doorgestuurd bericht",
    "antwoord boven deze regel", "reply above this line", "reageer boven deze lijn", "alkuperäinen viesti",
    "eredeti üzenet", "回复的原邮件", "原始邮件", "原始郵件", "元のメッセージ", "원본 메시지", "הודעה מקורית", "الرسالة الأصلية",
    "оригінальне повідомлення", "пересылаемое сообщение", "původní e-mail", "přeposlaná zpráva", "videresendt melding",
    "vidarebefordrat meddelande", "messaggio inoltrato", "mensaje reenviado", "mensagem encaminhada", "wiadomość przekazana",
    "iletilen mesaj", "αρχικό μήνυμα", "oprindelig besked", "original besked", "opprinnelig e-post", "ursprungligt brev",
    "antwoord hierboven", "antwoord boven deze lijn", "typ je antwoord boven deze regel",
    "please reply above this line", "write above this line", "in reply to", "původní zpráva", "mesaj original", NULL};

const char *const mail_words_nl_adverts[] = {
    "yahoo mail:", "dit bericht is verzonden vanaf", "dit bericht is verstuurd vanaf", "deze e-mail is verzonden vanaf",
    "deze mail is verzonden vanaf", "this message was sent from", "this email was sent from", "excuseer mijn beknoptheid",
    "please excuse my brevity", "van mijn iphone verzonden", "verzonden door mijn",
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

const char *const mail_words_nl_disclaimers[] = {
    "disclaimer", "de informatie verzonden met", "de informatie in dit", "de inhoud van dit", "de inhoud van deze",
    "dit bericht is uitsluitend", "dit bericht kan", "dit bericht (inclusief", "dit bericht, inclusief",
    "dit e-mailbericht", "deze e-mail is uitsluitend", "deze e-mail is alleen", "deze e-mail en", "deze e-mail (",
    "deze e-mail kan", "deze email is", "deze email kan", "deze mail is uitsluitend", "aan dit bericht kunnen",
    "aan deze e-mail kunnen", "denk aan het milieu", "denk om het milieu", "this e-mail and any", "this email and any",
    "this e-mail is intended", "this email is intended", "this message and any", "this message is intended",
    "this message is confidential", "this message may contain", "this email may contain", "this e-mail may contain",
    "this email is confidential", "this e-mail is confidential", "the information contained in this",
    "the information in this", "the contents of this", "confidentiality notice", "confidentiality:",
    "if you are not the intended", "please consider the environment", "think before you print", "diese e-mail enthält",
    "diese e-mail ist", "diese nachricht ist", "ce message et", "ce courriel", "este mensaje", "esta mensagem",
    "let op: deze e-mail", "let op: deze mail", "let op! deze e-mail", "let op! deze mail", "let op: dit bericht komt",
    "caution: this email", "caution: external", "external email", "extern bericht", "externe e-mail", "externe mail",
    "extern:", "[extern", "[external", "warning: this email originated", "u ontvangt niet vaak e-mail",
    "you don't often get email", "sommige mensen die dit bericht", "some people who received this message",
    "avast logo", "dit e-mailbericht is gecontroleerd op virussen", NULL};

const char *const mail_words_nl_closings[] = {
    "met vriendelijke groet", "met vriendelijke groeten", "met hartelijke groet", "met hartelijke groeten",
    "vriendelijke groet", "vriendelijke groeten", "hartelijke groet", "hartelijke groeten", "groetjes", "groeten",
    "groet", "m.v.g", "mvg", "gr", "grtz", "liefs", "hoogachtend", "fijne dag", "fijn weekend", "kind regards",
    "best regards", "regards", "best wishes", "yours sincerely", "mit freundlichen grüßen",
    "mit freundlichen grüssen", "viele grüße", "cordialement", "bien cordialement", "saygılarımla", "iyi günler",
    "pozdrawiam", "z poważaniem", "saludos", "cordiali saluti", NULL};

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
    "on vacation", "on holiday", "away from", "afwezig:", "buiten kantoor", "kantoor gesloten", "gesloten wegens",
    "vakantiesluiting", "zomervakantie", "ooo", "on leave", "please confirm", "confirm your message",
    "action required: confirm", "i'm out", "i am out", "urlaub", "ausser haus", "außer haus", "fermé", "nieobecność",
    "izinde", "отпуск", "в отпуске", NULL};

const char *const mail_words_nl_away_strong[] = {
    "out of office", "out-of-office", "automatisch antwoord", "automatic reply", "afwezigheidsbericht",
    "afwezigheidsmelding", "afwezigheidsassistent", "autoreply", "auto-reply", "automatische reactie",
    "automatische antwort", "abwesenheitsnotiz", "réponse automatique", "away from the office", "(afwezig)",
    "[auto-reply]", "afwezigheidsreactie", "automatisch bericht", "auto antwoord", "autoantwoord",
    "out of the office", "automatische afwezigheid", "vacation reply", "vacation response", "auto response",
    "auto reply", "auto-response", "otomatik yanıt", "otomatik cevap", "ofis dışında", "risposta automatica",
    "fuori ufficio", "respuesta automática", "fuera de la oficina", "fuera de oficina", "resposta automática",
    "odpowiedź automatyczna", "autoodpowiedź", "automatisk svar", "automatiskt svar", "autosvar",
    "automaattinen vastaus", "automatická odpověď", "automatikus válasz", "răspuns automat", "автоответ",
    "автоматический ответ", "автоматична відповідь", "رد تلقائي", "الرد التلقائي", "自动回复", "自動返信", "자동 회신",
    "message d'absence", "abwesenheitsmeldung", "abwesenheitsassistent", NULL};

const char *const mail_words_nl_read_subjects[] = {
    "gelezen:", "read:", "leesbevestiging", "read receipt", "niet gelezen:", "not read:", "ontvangen en gelezen",
    "gelesen:", "lu :", "lu:", "return receipt", "leesbevestiging (weergegeven)", NULL};

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

const char *const mail_words_nl_away_machines[] = {
    "hebben uw bericht ontvangen", "hebben je bericht ontvangen", "hebben uw e-mail ontvangen", "hebben uw mail ontvangen", "hebben uw vraag ontvangen",
    "is bij ons geregistreerd", "geregistreerd onder nummer",
    "dit is een automatisch", "automatisch gegenereerd", "automatisch verstuurd", "automatisch verzonden bericht",
    "automatische ontvangstbevestiging", "dit bericht is automatisch", "deze e-mail is automatisch",
    "deze mail is automatisch", "automatische afwezigheids", "deze mailbox wordt niet gelezen",
    "deze mailbox wordt niet", "dit e-mailadres wordt niet gelezen", "dit e-mailadres wordt niet meer",
    "dit mailadres is niet meer in gebruik", "dit e-mailadres is niet meer in gebruik",
    "mijn mail wordt niet gelezen", "mijn e-mail wordt niet gelezen", "uw e-mail wordt niet gelezen",
    "uw mail wordt niet gelezen", "uw bericht wordt niet gelezen", "je mail wordt niet gelezen",
    "je bericht wordt niet gelezen", "niet doorgestuurd", "e-mail wordt doorgestuurd", "mail wordt doorgestuurd",
    "wordt niet automatisch doorgestuurd", "in goede orde ontvangen", "this is an automated", "this is an automatic",
    "this is an auto-", "automated response", "automatically generated", "auto-generated", "automated reply",
    "automatic reply", "dies ist eine automatische", "automatisch erstellt", "automatisch generiert",
    "wird nicht weitergeleitet", "ceci est un message automatique", "ceci est une réponse automatique",
    "este es un mensaje automático", "respuesta automática", "messaggio automatico", "mensagem automática",
    "wiadomość wygenerowana automatycznie", "wiadomość automatyczna", "otomatik olarak", "otomatik bir",
    "автоматическое сообщение", "автоматический ответ", "رد تلقائي", "رسالة تلقائية", "so i can receive your",
    "to confirm that you sent", "click the link below to confirm", "verify that you are a human",
    "message is being held", "has been placed on hold", "complete this verification", NULL};

const char *const mail_words_nl_away_formal[] = {
    "afwezig", "niet aanwezig", "niet op kantoor", "niet op school aanwezig", "afwezigheid", "met verlof",
    "zwangerschapsverlof", "ouderschapsverlof", "bevallingsverlof", "niet in de gelegenheid",
    "geen toegang tot mijn mail", "geen toegang tot mijn e-mail", "beperkt bereikbaar",
    "niet werkzaam", "niet meer werkzaam", "mijn werkdagen zijn", "mijn vaste werkdagen", "ik werk niet op",
    "zijn wij gesloten", "zijn we gesloten", "is onze school gesloten", "is de school gesloten",
    "is ons kantoor gesloten", "is het kantoor gesloten", "wegens vakantie", "in verband met vakantie",
    "i.v.m. vakantie", "ivm vakantie", "genieten van onze vakantie", "geniet van mijn vakantie",
    "geniet van een vakantie", "geniet ik van", "out of the office", "out of office", "out-of-office",
    "away from the office", "on annual leave", "on maternity leave", "on leave", "no access to my email",
    "no access to email", "limited access to email", "limited access to my email", "not in the office",
    "nicht im büro", "nicht im haus", "nicht erreichbar", "abwesend", "im urlaub", "je suis absent",
    "je suis en congé", "actuellement absent", "en congés", "fuera de la oficina", "fuori ufficio", "assente",
    "fora do escritório", "poza biurem", "na urlopie", "nieobecn", "ofis dışında", "izindeyim", "yıllık izin",
    "в отпуске", "خارج المكتب", "في إجازة", NULL};

const char *const mail_words_nl_away_plain[] = {
    "met vakantie", "op vakantie", "vakantie tot", "niet bereikbaar", "on vacation", "on holiday", NULL};

const char *const mail_words_nl_away_services[] = {
    "tot nader order", "tot nader bericht", "u kunt contact", "u kunt bellen", "u kunt mailen",
    "kunt u terecht", "kun je terecht", "kunt u contact", "kunt u bellen",
    "spoed", "dringend", "urgente", "collega", "neem contact op met", "neemt u contact op met",
    "contact opnemen met", "contact op te nemen", "bereiken via", "bereikbaar via", "telefonisch bereikbaar",
    "bellen met", "mailen naar", "weer bereikbaar", "weer aanwezig", "weer beschikbaar", "weer werkzaam",
    "weer op kantoor", "weer op school", "ben ik er weer", "bedankt voor uw", "bedankt voor je", "dank voor uw",
    "dank voor je", "dank u voor", "uw bericht", "uw e-mail", "uw mail", "je bericht", "je e-mail", "je mail",
    "zo spoedig mogelijk", "zo snel mogelijk", "na terugkomst", "bij terugkomst", "na mijn vakantie",
    "na mijn terugkeer", "werkdagen", "urgent", "in my absence", "my return", "please contact", "your message",
    "your email", "your e-mail", "colleague", "dringenden", "ihre nachricht", "ihre e-mail", "vielen dank für",
    "kontaktieren sie", "wenden sie sich", "votre message", "en cas d'urgence", "mon retour", "su mensaje", "acil",
    "mesajınız", "w pilnych", "wiadomość", NULL};

const char *const mail_words_nl_away_personal[] = {
    "?", "bel me", "bel mij", "app me", "app mij", "mail me", "sms me", "stuur me", "haha", "sorry", "kan ik dan",
    "kan niet komen", "ik kan morgen", "ik kan vandaag", "ik kan dan", "met mij gaat", "het gaat", "gaat goed",
    "ik werk bij", "ik werk nu", "ik heb werk", "ik zoek", "call me", "text me", NULL};
