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
    "van", "from", "von", "de", "da", "od", "kimden", "gönderen", "från", "fra", "lähettäjä", "feladó", "expéditeur", "từ", "dari", "daripada", "از", "šalje", "odosielateľ",
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
    "päiväys", "dátum", "tarihi", "đã gửi", "ngày", "đến", "tới", "chủ đề", "dikirim", "tanggal", "kepada", "ke", "perihal",
    "subjek", "dihantar", "ارسال شده", "تاریخ", "به", "موضوع", "تاريخ الإرسال", "изпратено", "до", "относно", "odoslané",
    "prima", "ส่ง", "ถึง", "เรื่อง", "收件日期", "寄件日期", "副本", "抄送", "참조", NULL};

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
    "get the", "download bluemail", "download de app", "أُرسلت من", "أرسلت من", "تم الإرسال من", "مرسل من", "ارسال شده از",
    "فرستاده‌شده از", "فرستاده شده از", "נשלח מ", "发自", "發自", "来自我的", "從我的", "从我的", "đã gửi từ", "được gửi từ",
    "dikirim dari", "dihantar daripada", "odoslané z", "изпратено от", "στάλθηκε από", "απεστάλη από", "poslano s", "poslano z",
    "enviado a partir", "enviada do", "ส่งจาก", NULL};

const char *const mail_words_nl_advert_ends[] = {
    "から送信", "より送信", "에서 보냄", "에서 보냈습니다", "ról küldve", "ről küldve", "ból küldve", "ből küldve",
    "umdan gönderildi", "imden gönderildi", "ımdan gönderildi", "phone'dan gönderildi", "downloaden", NULL};

const char *const mail_words_nl_speaking[] = {
    "ik", "je", "jij", "jullie", "u", "we", "wij", "het", "dit", "dat", "er", "mijn", "bel", "mail", "app", "stuur", "kun", "kan", "kunt",
    "wil", "wilt", "als", "maar", "niet", "geen", "nee", "ja", "ook", "nog", "ps", "p", "nb", "n", "trouwens", "oh", "o", "stop", "help",
    "i", "i'm", "you", "please", "but", "my", "it", "ich", "bitte", "aber", "je", "j'ai", "yo", "no", "ben", "lütfen", "proszę", "я", "أنا", NULL};

const char *const mail_words_nl_name_parts[] = {
    "van", "de", "der", "den", "het", "ten", "ter", "te", "in", "aan", "op", "bij", "en", "voor", "el", "al", "bin", "von", "da",
    "dos", "di", "la", "le", "du", "and", "of", "at", "the", "und", NULL};


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

const char *const mail_words_nl_unsubscribes[] = {
    "unsubscribe", "automatically generated", "automatisch gegenereerd", "automatisch aangemaakt", "afmelden",
    "uitschrijven", "afmeldverzoek", "abmelde", "abbestell", "désabonn", "désinscri", NULL};

const char *const mail_words_nl_away_bodies[] = {
    "spoed", "dringend", "bereikbaar", "terug", "urgent", "collega", "t/m", "tot en met", "weer aanwezig",
    "automatisch", "vakantie tot", "return", "back on", "back in the office", "niet gelezen", "doorgestuurd",
    "kom er zo snel mogelijk op terug", "zo spoedig mogelijk", "werkdagen", "in behandeling", "behandelen",
    "ontvangen", NULL};

const char *const mail_words_nl_away_machines[] = {
    "hebben uw bericht ontvangen", "hebben je bericht ontvangen", "hebben uw e-mail ontvangen", "hebben uw mail ontvangen", "hebben uw vraag ontvangen",
    "is bij ons geregistreerd", "geregistreerd onder nummer",
    "dit is een automatisch", "automatisch gegenereerd", "automatisch verstuurd", "automatisch verzonden bericht",
    "automatische ontvangstbevestiging", "dit bericht is automatisch", "deze e-mail is automatisch",
    "deze mail is automatisch", "automatische afwezigheids", "mailbox wordt niet", "postvak wordt niet", "inbox wordt niet", "mailadres wordt niet",
    "niet antwoorden op deze", "niet antwoorden op dit", "niet reageren op deze", "niet reageren op dit",
    "niet op deze e-mail reageren", "niet op deze mail reageren",
    "dit mailadres is niet meer in gebruik", "dit e-mailadres is niet meer in gebruik",
    "mijn mail wordt niet gelezen", "mijn e-mail wordt niet gelezen", "uw e-mail wordt niet gelezen",
    "uw mail wordt niet gelezen", "uw bericht wordt niet gelezen", "je mail wordt niet gelezen",
    "je bericht wordt niet gelezen", "niet doorgestuurd", "e-mail wordt doorgestuurd", "mail wordt doorgestuurd",
    "wordt niet automatisch doorgestuurd", "in goede orde ontvangen", "ontvangst van uw",
    "uw bericht is ontvangen", "uw vraag is ontvangen", "uw aanvraag is ontvangen", "uw melding is ontvangen",
    "uw e-mail is ontvangen", "wij reageren binnen", "we reageren binnen", "reageren wij binnen", "reageren we binnen",
    "u hoort binnen", "hoort u binnen", "u ontvangt binnen", "ontvangt u binnen", "u krijgt binnen", "krijgt u binnen",
    "ontvangt u een reactie", "not monitored", "no longer monitored", "unattended mailbox", "do not reply to this",
    "this is an automated", "this is an automatic",
    "this is an auto-", "automated response", "automatically generated", "auto-generated", "automated reply",
    "automatic reply", "dies ist eine automatische", "automatisch erstellt", "automatisch generiert",
    "wird nicht weitergeleitet", "ceci est un message automatique", "ceci est une réponse automatique",
    "este es un mensaje automático", "respuesta automática", "messaggio automatico", "mensagem automática",
    "wiadomość wygenerowana automatycznie", "wiadomość automatyczna", "otomatik olarak", "otomatik bir",
    "автоматическое сообщение", "автоматический ответ", "رد تلقائي", "رسالة تلقائية", "so i can receive your",
    "to confirm that you sent", "click the link below to confirm", "verify that you are a human",
    "message is being held", "has been placed on hold", "complete this verification", NULL};

const char *const mail_words_nl_away_office[] = {
    "niet op kantoor", "buiten kantoor", "niet op school aanwezig", "niet in de gelegenheid", "geen toegang tot mijn mail",
    "geen toegang tot mijn e-mail", "mijn werkdagen zijn", "mijn vaste werkdagen", "zijn wij gesloten", "zijn we gesloten",
    "wij zijn gesloten", "we zijn gesloten", "is onze school gesloten", "is de school gesloten", "de school is gesloten",
    "is ons kantoor gesloten", "is het kantoor gesloten", "wegens vakantie", "wegens verlof", "in verband met vakantie",
    "in verband met verlof", "i.v.m. vakantie", "ivm vakantie", "i.v.m. verlof", "genieten van onze vakantie",
    "geniet van mijn vakantie", "geniet van een vakantie", "geniet ik van", "out of the office", "out of office",
    "out-of-office", "away from the office", "on annual leave", "no access to my email", "no access to email",
    "limited access to email", "limited access to my email", "not in the office", "nicht im büro", "nicht im haus",
    "absent du bureau", "absente du bureau", "fuera de la oficina", "fuori ufficio", "fora do escritório",
    "poza biurem", "ofis dışında", "خارج المكتب", NULL};

const char *const mail_words_nl_away_formal[] = {
    "afwezig", "niet aanwezig", "afwezigheid", "met verlof", "zwangerschapsverlof", "ouderschapsverlof",
    "bevallingsverlof", "ziekteverlof", "beperkt bereikbaar", "niet werkzaam", "niet meer werkzaam", "ik werk niet op",
    "on maternity leave", "on parental leave", "on leave", "nicht erreichbar", "abwesend", "im urlaub", "je suis absent",
    "je suis en congé", "actuellement absent", "en congés", "assente", "na urlopie", "nieobecn", "izindeyim",
    "yıllık izin", "в отпуске", "في إجازة", NULL};

const char *const mail_words_nl_away_plain[] = {
    "met vakantie", "op vakantie", "vakantie tot", "niet bereikbaar", "on vacation", "on holiday", NULL};

const char *const mail_words_nl_away_services[] = {
    "tot nader order", "tot nader bericht", "u kunt contact", "u kunt bellen", "u kunt mailen",
    "kunt u terecht", "kun je terecht", "kunt u contact", "kunt u bellen",
    "spoed", "dringend", "urgente", "collega", "neem contact op met", "neemt u contact op met",
    "contact opnemen met", "contact op te nemen", "bereiken via", "bereikbaar via", "telefonisch bereikbaar",
    "bellen met", "mailen naar", "weer bereikbaar", "weer aanwezig", "weer beschikbaar", "weer werkzaam",
    "weer op kantoor", "weer op school", "ben ik er weer", "uw bericht", "uw e-mail", "uw mail",
    "zo spoedig mogelijk", "zo snel mogelijk", "na terugkomst", "bij terugkomst", "na mijn vakantie",
    "na mijn terugkeer", "werkdagen", "urgent", "in my absence", "my return", "please contact", "your message",
    "your email", "your e-mail", "colleague", "dringenden", "ihre nachricht", "ihre e-mail", "vielen dank für",
    "kontaktieren sie", "wenden sie sich", "votre message", "en cas d'urgence", "mon retour", "su mensaje", "acil",
    "mesajınız", "w pilnych", "wiadomość", NULL};

const char *const mail_words_nl_away_thanks[] = {
    "bedankt voor uw", "bedankt voor je", "dank voor uw", "dank voor je", "dank u voor", "je bericht", "je e-mail",
    "je mail", NULL};

const char *const mail_words_nl_away_personal[] = {
    "?", "bel me", "bel mij", "app me", "app mij", "mail me", "sms me", "stuur me", "haha", "sorry", "kan ik dan",
    "kan niet komen", "ik kan morgen", "ik kan vandaag", "ik kan dan", "met mij gaat", "het gaat", "gaat goed",
    "ik werk bij", "ik werk nu", "ik heb werk", "ik zoek", "call me", "text me", NULL};
