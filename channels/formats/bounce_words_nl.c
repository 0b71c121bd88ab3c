#include "channels/formats/bounce_words_nl.h"

#include <stddef.h>

/* The formatter would give each word a line of its own. */
/* clang-format off */

const char *const bounce_words_nl_daemons[] = {
    "mailer-daemon", "mailer_daemon", "mailerdaemon", "mail-daemon", "mail_daemon", "maildaemon", "mail.daemon",
    "daemon@", "postmaster", "mailadmin", "microsoftexchange", "bounce@", "bounces@", "mdaemon", "mmdf",
    "mail-system", "mailsystem", "mail_system", "mail-delivery", "maildelivery", "mail.delivery", "smtp@", "smtpd@",
    "mta@", "mailgateway", "mail-gateway", "symantec_antivirus", "mirapoint", "undeliverable", "mxlogic",
    "nondelivery", "ndr@", "mailmaster", "mailerror", "mailrouter", "post_master", "post-master", "postoffice",
    "surgemail", "mailserver@", "uucp@", NULL};

const char *const bounce_words_nl_names[] = {
    "mailer-daemon", "mailer daemon", "mail deliver", "mail system", "mailing system", "delivery subsystem",
    "delivery system", "postmaster", "system administrator", "systemadministrator", "systeembeheer",
    "system-administrator", "mail administrator", "mail-administrator", "microsoft exchange", "microsoft outlook",
    "internet mail", "mail gateway", "mail router", "mail server", "mailserver", "smtp server", "messaging server",
    "administrateur système", "amministratore di sistema", "administrador del sistema", "mail transport",
    "non-delivery", "undeliverable", "delivery report", "mail agent", "mdaemon", NULL};

const char *const bounce_words_nl_subjects[] = {
    "mail delivery subsystem", "delivery failure", "delivery notification", "returned mail", "failure notice",
    "onbestelbaar", "mailbox vol", "postvak vol", "postvak is vol", "inbox vol", "niet bezorgd", "niet afgeleverd",
    "niet worden bezorgd", "niet worden afgeleverd", "non remis", "unzustellbar", "nicht zustellbar",
    "mail system error", "warning: message", "delivery delayed", "delayed mail", "mail could not be delivered",
    "mail failure", "failed mail", "bezorging mislukt", "aflevering mislukt", "error sending message",
    "returning message to sender", "returning to sender", "unable to deliver", "could not deliver", "non-delivery",
    "mislukte bezorging", "undeliver", "delivery status", "delivery has failed", "delivery failed",
    "delivery unsuccessful", "delivery problem", "delivery error", "delivery notice", "delivery report",
    "failed delivery", "returned to sender", "return to sender", "returned e-mail", "returned email",
    "mail returned", "message returned", "mail status report", "nondeliverable", "non delivered", "not delivered",
    "unable to send", "can't deliver", "cannot deliver", "cannot send message", "could not send",
    "couldn't deliver", "failure delivery", "failure notification", "failed message",
    "delivery confirmation failure", "user unknown", "unknown user", "unknown recipient", "mailbox full",
    "mailbox is full", "over quota", "error in mail", "error - mail", "mail error", "error delivering",
    "problem delivering", "failed to deliver", "rejected mail", "mail rejected", "message rejected",
    "rejected message", "permanent failure", "bounced mail", "bounced message", "bounce notification",
    "address not found", "ndn:", "ndr:", "dsn:", "zustellfehler", "nicht zugestellt", "zustellbericht",
    "rückläufer", "rückmeldung über zustell", "fehler beim versand", "non distribu", "non-distribution",
    "avis de non-remise", "notification d'échec", "retour à l'expéditeur", "no se puede entregar", "no entregado",
    "no se ha podido entregar", "devuelto", "error de entrega", "fallo en la entrega", "notificación de estado",
    "mancato recapito", "mancata consegna", "non recapitabile", "non consegnato", "impossibile recapitare",
    "notifica di stato", "não entregue", "não foi entregue", "falha na entrega", "falha de entrega",
    "niedostarczon", "nie dostarczono", "nie można dostarczyć", "zwrot wiadomości", "błąd dostarczenia",
    "teslim edilemedi", "iletilemedi", "gönderilemedi", "teslimat başarısız", "ej levererat", "kan inte levereras",
    "ej levererbar", "kunne ikke leveres", "kan ikke leveres", "ikke leveret", "ikke levert",
    "toimittaminen epäonnistui", "toimitus epäonnistui", "kézbesíthetetlen", "nedoručiteln", "nedoručeno",
    "nelivrat", "nu a putut fi livrat", "не доставлено", "недоставлен", "не удалось доставить", "μη παραδοτέο",
    "配信不能", "配信不可", "配送不能", "未配信", "送信エラー", "配信エラー", "エラーメール", "退信", "无法投递", "投递失败", "未送达", "遞送失敗", "전송 실패",
    "תקלה במסירה", "تعذر تسليم", "لم يتم التسليم", "niet te bezorgen", "niet afleverbaar", "onbezorgd",
    "bezorgingsfout", "afleverfout", "leveringsstatus", "statusmelding over bezorging", "zustellung fehlgeschlagen",
    "échec de la remise", "échec de remise", "échec de livraison", "échec de distribution", "bezorgen is mislukt",
    "bericht vertraagd", NULL};

const char *const bounce_words_nl_digests[] = {
    "quarantine", "quarantaine", "quarantäne", "digest", "summary", "overzicht", NULL};

const char *const bounce_words_nl_bodies[] = {
    "this is the qmail-send program", "i'm sorry to have to inform you that your message could not",
    "undeliverable", "delivery has failed to these recipients", "niet worden afgeleverd",
    "bezorging van uw bericht", "bezorging aan de volgende", "the following address", "the following recipient",
    "couldn't be delivered", "wasn't delivered", "unable to deliver", "has not yet been delivered",
    "delivery failed", "returned to you", "geadresseerden", "delivery to the following", "could not deliver",
    "couldn't deliver", "can't be delivered", "not be delivered", "was not delivered", "were not delivered",
    "undelivered", "did not reach", "failed to deliver", "failed permanently", "permanent error",
    "permanent failure", "fatal error", "user unknown", "unknown user", "no such user", "mailbox full",
    "mailbox unavailable", "recipient address rejected", "returned mail", "returning your", "being returned",
    "not able to deliver", "rejected your message", "rejected by", "wasn't able to deliver", "problem delivering",
    "delivery error", "delivery failure", "mail system error", "error sending", "non-delivery", "does not exist",
    "doesn't exist", "could not send", "unrouteable", "over quota", "nicht zugestellt", "nicht ausgeliefert",
    "unzustellbar", "n'a pas pu être", "n'a pu être", "non remis", "pas été remis", "n'a pas été",
    "no se pudo entregar", "no se ha podido", "no pudo ser entregado", "non è stato", "não foi possível",
    "não pôde ser", "nie może zostać", "nie mogła zostać", "nie została dostarczona", "teslim edilemedi",
    "iletilemedi", "kunde inte levereras", "kunne ikke leveres", "ei voitu toimittaa", "не может быть доставлено",
    "не было доставлено", "配信でき", "届けることができ", "送信できません", "存在しません", "배달", "niet bezorgd", "niet afgeleverd",
    "niet worden bezorgd", "bestaat niet", "bezorgen bij", "final-recipient:", "delivery attempts", "smtp error",
    "remote host", "transcript of", NULL};

const char *const bounce_words_nl_openings[] = {
    "this is the qmail-send program", "this is the mail system at host", "the original message was received at",
    "this is an automatically generated delivery status notification", "delivery has failed to these recipients or",
    "delivery to the following recipient", "your message did not reach some or all of the intended",
    "uw bericht heeft enkele of alle beoogde", "het bezorgen van uw bericht is mislukt",
    "bezorging bij deze geadresseerden of groepen is mislukt", "the following message to <",
    "the message that you sent was undeliverable", "this is a delivery failure notification",
    "a message that you sent could not be delivered", "i'm afraid i wasn't able to deliver your message",
    "i'm sorry to have to inform you that", "this report relates to a message you sent",
    "----- the following addresses", "the following addresses had permanent", "message from yahoo",
    "we were unable to deliver your message", "this is the postfix program at host",
    "this is the mail delivery agent at", "this is a permanent error", "your message could not be delivered",
    "your message cannot be delivered", "your mail could not be delivered", "your mail cannot be delivered",
    "your message wasn't delivered to", "your message to the following recipient",
    "the attached message was not delivered", "this is a collection of reports about email delivery",
    "unable to deliver message to", "undeliverable mail", "kon niet worden bezorgd", "kon niet worden afgeleverd",
    "kan niet worden bezorgd", "is niet bezorgd", "is niet afgeleverd", NULL};

const char *const bounce_words_nl_ends[] = {
    "below this line is a copy", "this is a copy", "the header of the original", "message header follows",
    "unsent message", "undelivered message follows", "undeliverable message", "received:", "return-path:",
    "x-original-to:", "oorspronkelijke berichtkoppen", "oorspronkelijke berichtheaders",
    "oorspronkelijke kopteksten", "message headers follow", "returned message", "returned text",
    "the headers of the original", "headers of the original", "message text follows", "message contents follow",
    "your message follows", "begin message", "ursprüngliche", "en-têtes de message d'origine",
    "encabezados de mensajes originales", "mensagem original", "forwarded message", "message body",
    "the text of the message", "original message", "original mail", "original header", "original text",
    "a copy of the original", "a copy of your message", "here is a copy of", "included is a copy",
    "possibly truncated original", "undelivered message header", NULL};

const char *const bounce_words_nl_delay_subjects[] = {
    "warning:", "nog niet", "vertraagd", "delivery incomplete", "delay", "still retrying", "not yet delivered",
    "temporary delivery", "delivery temporarily", "vertraging", "verzögert", "verzögerung", "retardé", "retrasad",
    "ritardo", "atrasad", "opóźnion", "gecikt", "could not send message for past", "unable to deliver yet", NULL};

const char *const bounce_words_nl_delay_bodies[] = {
    "has not yet been delivered", "not been delivered yet", "delivery attempts will continue", "will continue to",
    "no action is required on your part", "you do not need to resend", "still being retried", "still waiting",
    "still in", "will be retried", "delivery incomplete", "vertraagd", "nog niet bezorgd", "gmail will retry",
    "opnieuw geprobeerd", "could not send message for past", "warning message only", "delivery will be attempted",
    "will attempt to deliver", "keep trying", "continue trying", "noch nicht zugestellt", "wird weiter versucht",
    "nog steeds geprobeerd", "nog niet worden", "nog niet afgeleverd", "blijven het", "server will continue",
    "has been delayed", "is delayed", "delivery delayed", "message delayed", NULL};

const char *const bounce_words_nl_warnings[] = {
    "warning message only", "is a warning only", "need not resend", "not need to resend", "not need to re-send",
    "no need to", "hoeft het bericht niet opnieuw", "hoeft uw bericht niet opnieuw", NULL};

const char *const bounce_words_nl_done[] = {
    "successfully delivered", "delivered successfully", "successfully relayed", "was delivered to",
    "were delivered to", "has been delivered to", "is bezorgd bij", "is afgeleverd bij", "wurde zugestellt",
    "a été remis", NULL};

const char *const bounce_words_nl_forwards[] = {
    "generated from", "expanded from", "forwarded from", NULL};

const char *const bounce_words_nl_final_bodies[] = {
    "permanent error", "permanent fatal", "given up", "giving up", "failed permanently", "permanently failed",
    "gave up", "could not be delivered for", "message expired", "retry timeout exceeded", "this is a permanent",
    "delivery has failed to these", "definitief", "endgültig", NULL};

const char *const bounce_words_nl_after[] = {
    "was not", "is not", "are not", "could not", "couldn't", "can not", "cannot", "can't", "wasn't", "isn't",
    "does not", "doesn't", "did not", "not found", "unknown", "user unknown", "no such", "has been", "is over",
    "is full", "over quota", "...", "niet", "kan niet", "kon niet", "bestaat niet", "konnte nicht", "kann nicht",
    "n'a pas", "n'existe", "no existe", "non esiste", "não existe", "failed", "rejected", "unrouteable",
    "unroutable", "delivery failed", "undeliverable", "invalid", "(expanded", "(reason", "(ultimately", "(user",
    "(unknown", "not a ", "account", "quota", "because", "after rcpt", "inactive", "disabled", "deactivated",
    "nie istnieje", "bulunamadı", "не существует", "不存在", "on mon", "on tue", "on wed", "on thu", "on fri",
    "on sat", "on sun", "on 1", "on 2", "on 3", "on 4", "on 5", "on 6", "on 7", "on 8", "on 9", "op ma", "op di",
    "op wo", "op do", "op vr", "op za", "op zo", NULL};

const char *const bounce_words_nl_others[] = {
    "contact", "please", "postmaster", "helpdesk", "help desk", "support", "questions", "assistance", "abuse",
    "vragen", "mail from", "return-path", "reply-to", "message-id", "message id", "references", "envelope-from",
    "http", "bitte", "kontakt", "administrator", "from:", "from=", "forward this", "mail us", "bcc:", "dkim",
    "spf=", NULL};

const char *const bounce_words_nl_no_such[] = {
    "niet meer in gebruik", "niet (meer) in gebruik", "no such person", "does not exist", "doesn't exist",
    "unrouteable", "unroutable", "nxdomain", "unknown local", "recipientnotfound", "resolver.adr", "not listed in",
    "be found", "wasn't found", "that you tried to reach", "no longer ", "doesn't have a", "does not have a",
    "is unknown", "not known here", "unknown or", "recipient table", "alias table", "mailbox table",
    "not registered", "mailbox name not allowed", "deactivated", "deceased", "has left", "has moved",
    "non-existent", "nonexistent", "non existent", "not in the directory", "not in the address book",
    "unable to find", "unable to locate", "can't find",
    "cannot find", "could not find", "couldn't find", "not in directory", "not in my list", "bad destination",
    "relaying mail to", "null mx", "nullmx", "indicated no smtp", "(d101)", "no mx", "all relevant mx records",
    "no mail exchanger", "no route to domain", "domain does not", "domain doesn", "domain isn't", "domain not",
    "domain name not", "domain unknown", "unknown domain", "no such domain", "invalid domain", "domain invalid",
    "host unknown", "unknown host", "host not found", "no such host", "name not found", "name or service not known",
    "bestaat niet", "niet bestaat", "niet bekend", "niet gevonden", "worden gevonden", "unbekannt",
    "existiert nicht", "nicht existier", "nicht bekannt", "nicht gefunden", "empfänger wurde nicht", "inconnu",
    "n'existe pas", "introuvable", "pas trouvé", "desconocid", "no existe", "no encontr", "no se encontr",
    "sconosciut", "non esist", "non trovat", "inesistent", "desconhecid", "não existe", "não encontrad",
    "inexistente", "nie istnieje", "nieznan", "nie znaleziono", "bulunamadı", "mevcut değil", "bilinmeyen",
    "finns inte", "okänd", "findes ikke", "finnes ikke", "ukendt", "tuntematon", "ei löyty", "nem létezik",
    "ismeretlen", "neexistuje", "neznámý", "nu există", "necunoscut", "не существует", "не найден", "неизвестн",
    "нет такого", "存在しま", "見つかりません", "宛先不明", "あて先", "ユーザーが", "不存在", "用户不", "找不到", "없는", NULL};

const char *const bounce_words_nl_whom[] = {
    "user", "recipient", "addressee", "mailbox", "inbox", "account", "address", "alias", "subscriber", "customer",
    "member", "email", "e-mail", "destination", "domain", "domein", "domaine", "dominio", "домен", "gebruiker",
    "ontvanger", "geadresseerde", "postvak", "postbus", "adres", "klant", "empfänger", "benutzer", "postfach",
    "destinataire", "utilisateur", "boîte", "compte", "destinatario", "usuario", "buzón", "cuenta", "dirección",
    "utente", "casella", "indirizzo", "utilizador", "destinatário", "caixa", "użytkownik", "odbiorc", "skrzynk",
    "konto", "пользовател", "получател", "адресат", "ящик", "адрес", "ユーザ", "宛先", "アドレス", "or-name", "o/r name",
    "o/r-name", NULL};

const char *const bounce_words_nl_gone[] = {
    "unknown", "not known", "no such", "not found", "not exist", "invalid", "not valid", "n't valid", "not a valid",
    "inactive", "not active", "not an active", "disabled", "closed", "terminated", "suspended", "deleted",
    "removed", "cancelled", "discontinued", "unavailable", "not available", "bad", "wrong", "dead", "illegal",
    "locked", "expired", "unreachable", "unresolvable", "undeliverable", "not our", "not local", "not recogni",
    "unrecogni", "onbekend", "ongeldig", "niet meer", "niet actief", "opgeheven", "gesloten", "verwijderd",
    "ungültig", "gesperrt", "deaktiviert", "gelöscht", "invalide", "désactivé", "inacti", "fermé", "supprimé",
    "inválid", "no válid", "desactivad", "non valid", "disattivat", "disabilitat", "desativad", "nieprawidłow",
    "nieaktywn", "zablokowan", "неверн", "отключен", "удален", "заблокирован", "been moved", "opgezegd", "beëindigd",
    "vervallen", "afgesloten", "niet in gebruik", "uitgeschakeld", NULL};

const char *const bounce_words_nl_none[] = {
    "no", "not a", "geen", "kein", "keine", "aucun", "ningún", "nessun", "brak", "nie ma", "нет", NULL};

const char *const bounce_words_nl_denied[] = {
    "not in", "is not", "isn't", "not exist", "non è", "n'est pas", "no está", "não está", "nie jest", "ist nicht",
    "moved", "rejected", "error", "blocked", "bestaat", NULL};

const char *const bounce_words_nl_passing[] = {
    "tempora", "currently", "tijdelijk", "momenteel", "vorübergehend", "временно", NULL};

const char *const bounce_words_nl_not_theirs[] = {
    "sender", "sender's", "sending", "ip", "your", "from", "source", "client", "helo", "afzender", "uw", NULL};

const char *const bounce_words_nl_mail[] = {
    "mail from", "mails from", "message from", "messages from", "mail van", "mails van", "berichten van", NULL};

const char *const bounce_words_nl_refused[] = {
    "accept", "refus", "reject", "block", "denied", "denies", "n't sent", "not sent", "not allow", "accepteert",
    "geaccepteerd", "weiger", "geblokkeerd", NULL};

const char *const bounce_words_nl_no_domain[] = {"nxdomain", "nullmx", "null mx", NULL};

const char *const bounce_words_nl_full[] = {
    " is vol", " vol is", "zit vol", "ist voll", "mailbox was full", "mailbox size", "exceeded storage", "quota",
    "cuota", "insufficient storage", "storage allocation", "out of storage", "mailbox has exceeded", "mailbox vol",
    "mailbox exceed", "exceeds allowed size", "exceed allowed", "omvang bereikt", "geen ruimte", "limiet bereikt",
    "exceeds the allowed", "mailbox has no", "not enough space", "enough storage", "not enough disk",
    "out of space", "insufficient disk", "insufficient space", "insufficient system storage", "storage space",
    "is full", "storage limit", "storage full", "disk full", "disc full", "disk space", "too much mail",
    "viele mails", "box full", "overfull", "over the limit", "over limit", "over the maximum allowed",
    "maximum storage", "exceeded its", "exceeded the space", "exceeded the storage", "exceeding its",
    "account is over", "user is over", "maildir over", "maildir delivery failed", "postvak vol", "inbox vol",
    "volle mailbox", "postfach voll", "speicherplatz", "überfüllt", "ausgeschöpft", "boîte pleine", "est pleine",
    "espace insuffisant", "buzón lleno", "está lleno", "espacio insuficiente", "casella piena", "è piena",
    "spazio esaurito", "caixa cheia", "está cheia", "skrzynka jest pełna", "przepełnion", "kotası", "dolu",
    "är full", "er fuld", "er full", "переполнен", "превышен", "容量", "いっぱい", "已满", "已滿", "mailbox is over",
    "mailbox over", "inbox over", "messages on the server", "messages in mailbox",
    "messages in the mailbox", "mailbox has reached", "postvak is overschreden", "mailbox is overschreden",
    "postbus is overschreden", NULL};

const char *const bounce_words_nl_reputation[] = {
    "spam", "blacklist", "black list", "blocklist", "block list", "blocked using", "content filter", "per hour",
    "per day", "is blocked", "been blocked", "was blocked", "banned", "dnsbl", "rbl", "spamhaus", "spamcop",
    "barracuda", "sorbs", "reputation", "unsolicited", "dmarc", "spf", "dkim", "unauthenticated",
    "not authenticated", "not authorized", "not authorised", "sender rejected", "sender denied", "policy",
    "junk mail", "bulk mail", "rate limit", "too many messages", "throttl", "suspicious", "phish", "ptr record",
    "reverse dns", "access denied", "relaying denied", "client host rejected", "greylist", "content rejected",
    "blocked by", "blocked because", "blocked due", "denylist", "black-list", "spammer", "spamming",
    "looks like spam", "uribl", "surbl", "mxrate", "proofpoint", "cloudmark", "ironport", "senderscore",
    "senderbase", "trend micro", "administrative prohibition", "administratively", "prohibited",
    "not allowed to send", "not accepted from", "refused from", "not welcome", "restriction",
    "only accepts mail from", "sender not", "sender is not", "sender address", "sender verify", "sender domain",
    "domain of sender", "invalid sender", "bad sender", "reverse lookup", "fcrdns", "your ip", "ip address",
    "ipv6 sending guidelines", "complaint", "excessive", "rate-limit", "too fast", "not whitelisted",
    "authentication", "tls required", "starttls", "insecure", "gefährlich", "wegen spam", "abgelehnt", "pourriel",
    "indésirable", "正当", "スパム", "垃圾", "restricted to", "not permitted", "permission to", "listed in the",
    "is listed", "listed on", "listed at", "by recipients", "allow list", "allowlist", "while verifying",
    "verification failed for", NULL};

const char *const bounce_words_nl_message[] = {
    "too large", "too big", "size limit", "exceeds size", "exceeds the maximum", "maximum size", "message length",
    "exceeds fixed limit", "virus", "malware", "attachment", "malformed", "not rfc", "rfc 2822", "rfc 5322",
    "header line", "line too long", "8bit", "bare lf", "te groot", "groter is dan", "groter dan",
    "exceeds the size", "size exceed", "mail size", "oversize", "exceeds maximum", "maximum allowed size",
    "maximum message size", "max message size", "larger than", "message format", "content-type", "banned content",
    "executable", "infected", "worm", "trojan", "corrupt", "badly formatted", "improperly formatted",
    "illegal header", "missing header", "duplicate header", "no from header", "line length", "zu groß",
    "trop volumineux", "demasiado grande", "troppo grande", "muito grande", "サイズ", "content-too-long",
    "content too long", NULL};

const char *const bounce_words_nl_later[] = {
    "try again", "temporarily", "temporary", "timed out", "time out", "timeout", "connection refused",
    "could not connect", "unable to connect", "deferred", "expired", "lookup failure", "unreachable",
    "too long in queue", "not reachable", "has been in the queue", "retention time", "connection lost",
    "lost connection", "no route to host", "retry time not reached", "not yet been delivered", "network error",
    "name server", "greylist", "graylist", "grey list", "gray list", "please try", "try later", "come back",
    "transient", "overload", "system is busy", "server busy", "server is busy", "load average", "out of memory",
    "shutting down", "service unavailable", "service not available", "service is not available",
    "not currently accepting", "not accepting network", "currently unavailable", "host is down", "connection reset",
    "reset by peer", "connection failed", "connection attempt", "connection to", " attempts", "connect failed",
    "connection closed", "connection broke", "cannot connect", "can't connect", "couldn't connect", "no connection",
    "not responding", "no response", "did not respond", "not reply", "dns lookup", "lookup failed", "dns failure",
    "no answer", "delayed", "gave up after", "stopped trying", "never answer", "not answer", "too many connections",
    "too many concurrent", "read-only", "nicht erreichbar", "zeitüberschreitung", "vorübergehend", "délai",
    "temporaire", "temporal", "temporane", "temporári", "tijdelijk", "later opnieuw", "niet bereikbaar",
    "reageert niet", "временно", "congest", NULL};

const struct bounce_words_nl_before bounce_words_nl_before[] = {
    {"rcpt to", 10}, {"rcpt to:", 10}, {"x-failed-recipients", 10}, {"failed recipient", 10},
    {"failed recipients", 10}, {"failed recipient(s)", 10}, {"failed address", 10}, {"failed addresses", 10},
    {"failed to deliver to", 10}, {"failed to send to", 10}, {"unable to deliver to", 10},
    {"unable to deliver message to", 10}, {"unable to deliver your message to", 10},
    {"unable to deliver mail to", 10}, {"could not be delivered to", 10}, {"couldn't be delivered to", 10},
    {"cannot be delivered to", 10}, {"can't be delivered to", 10}, {"can not be delivered to", 10},
    {"not be delivered to", 10}, {"not delivered to", 10}, {"wasn't delivered to", 10}, {"weren't delivered to", 10},
    {"could not deliver to", 10}, {"could not deliver message to", 10}, {"could not deliver mail to", 10},
    {"couldn't deliver to", 10}, {"can't deliver to", 10}, {"cannot deliver to", 10}, {"deliver the message to", 10},
    {"deliver your message to", 10}, {"deliver message to", 10}, {"deliver mail to", 10}, {"deliver it to", 10},
    {"delivery failed to", 10}, {"delivery to", 10}, {"undeliverable to", 10}, {"undeliverable mail to", 10},
    {"unknown user", 10}, {"user unknown", 10}, {"invalid user", 10}, {"no such user", 10},
    {"unknown recipient", 10}, {"unknown address", 10}, {"bad address", 10}, {"invalid address", 10},
    {"invalid recipient", 10}, {"bad recipient", 10}, {"user mailbox exceeds allowed size", 10},
    {"mailbox full", 10}, {"mailbox is full", 10}, {"mailbox unavailable", 10}, {"over quota", 10},
    {"intended recipient", 10}, {"intended recipient(s)", 10}, {"original recipient", 10},
    {"original-recipient; rfc822", 10}, {"final-recipient; rfc822", 10}, {"orcpt=rfc822", 10},
    {"undelivered to", 10}, {"destination address", 10}, {"the message could not be delivered to the recipient", 10},
    {"kan niet worden bezorgd aan", 10}, {"niet worden bezorgd aan", 10}, {"niet bezorgd aan", 10},
    {"kon niet worden bezorgd bij", 10}, {"niet bezorgd bij", 10}, {"niet worden afgeleverd bij", 10},
    {"niet afgeleverd bij", 10}, {"bezorgd aan", 10}, {"bezorgen aan", 10}, {"bezorgen bij", 10},
    {"onbekende gebruiker", 10}, {"onbekende ontvanger", 10}, {"nicht zugestellt an", 10}, {"zustellung an", 10},
    {"unbekannter empfänger", 10}, {"recipient", 5}, {"recipients", 5}, {"recipient(s)", 5},
    {"recipient address", 5}, {"recipient's address", 5}, {"the recipient", 5}, {"to recipient", 5},
    {"for recipient", 5}, {"the following recipient", 5}, {"the following recipient(s)", 5},
    {"the following address", 5}, {"following addresses", 5}, {"address(es)", 5}, {"the address", 5},
    {"this address", 5}, {"email address", 5}, {"e-mail address", 5}, {"mail address", 5}, {"message to", 5},
    {"your message to", 5}, {"the message to", 5}, {"e-mail to", 5}, {"mail to", 5}, {"email to", 5},
    {"mail sent to", 5}, {"sent to", 5}, {"send to", 5}, {"addressed to", 5}, {"addressee", 5}, {"addressees", 5},
    {"mailbox", 5}, {"mailbox for", 5}, {"account", 3}, {"the account", 3}, {"user", 3}, {"the user", 3},
    {"username", 3}, {"rfc822", 5}, {"smtp", 5}, {"envelope-to", 5}, {"to user", 5}, {"bericht aan", 5},
    {"e-mail aan", 5}, {"mail aan", 5}, {"geadresseerde", 5}, {"geadresseerden", 5}, {"ontvanger", 5},
    {"ontvangers", 5}, {"adres", 5}, {"het adres", 5}, {"emailadres", 5}, {"e-mailadres", 5}, {"gericht aan", 5},
    {"empfänger", 5}, {"nachricht an", 5}, {"adresse", 5}, {"destinataire", 5}, {"destinataires", 5},
    {"destinatario", 5}, {"destinatari", 5}, {"destinatarios", 5}, {"destinatário", 5}, {"adresat", 5},
    {"adresaci", 5}, {"mottagare", 5}, {"modtager", 5}, {"mottaker", 5}, {"vastaanottaja", 5}, {"címzett", 5},
    {"alıcı", 5}, {"получатель", 5}, {"получателю", 5}, {"получатели", 5}, {"адрес", 5}, {"адресу", 5}, {"宛先", 5},
    {"送信先", 5}, {"受信者", 5}, {"あて先", 5}, {"収件人", 5}, {"收件人", 5}, {"收件者", 5}, {"邮件地址", 5}, {"邮箱", 5}, {"地址", 5},
    {"to", 2}, {"aan", 2}, {"an", 2}, {"à", 2}, {"a", 2}, {"para", 2}, {"do", 2}, {"för", 2}, {"til", 2}, {"for", 2},
    {"for user", 2}, {"bij", 2}, {"bei", 2}, {"чтобы", 2}, {"кому", 2}, {NULL, 0}};
