#include "scheduler/bench/bench_formats_nl.h"

#include <stddef.h>

/* The formatter would tear the lines of the messages apart. */
/* clang-format off */

#define TRACE                                                                                                          \
  "Delivered-To: antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\n"                                             \
  "Received: by 2002:a05:6402:35c5:b0:5a1:7b3e:9d2c with SMTP id z5csp%N;\r\n"                                         \
  "        Mon, 17 Aug 2026 01:00:07 -0700 (PDT)\r\n"                                                                  \
  "X-Received: by 2002:a17:906:99c2:b0:a7a:a138:dbc2 with SMTP id s2-%N.17.1723881606%N;\r\n"                          \
  "        Mon, 17 Aug 2026 01:00:06 -0700 (PDT)\r\n"                                                                  \
  "ARC-Seal: i=1; a=rsa-sha256; t=1723881606; cv=none; d=google.example; s=arc-20160816;\r\n"                          \
  "        b=V0pXkqUd3vKq2Q0v8m3oWJx7b2V6m6o1T3wW8bJk7mQ0e6xq9Y2c5b8n1a4s7d0f3g\r\n"                                   \
  "         Hj6kLz9xCv2bNm5qWe8rTy1uIo4pAs7dFg0hJk3lZx6cVb9nM2qWe5rTy8uIo1pAs4d\r\n"                                   \
  "Received: from mail-sor-f41.google.example (mail-sor-f41.google.example [192.0.2.41])\r\n"                          \
  "        by mx.praktijk.example with ESMTPS id a640c23a62f3a-a83839%N.12.2026.08.17.01.00.06\r\n"                    \
  "        for <antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example>\r\n"                                             \
  "        (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128);\r\n"                                           \
  "        Mon, 17 Aug 2026 01:00:06 -0700 (PDT)\r\n"                                                                  \
  "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=thuis.example; s=20230601;\r\n"                             \
  "        h=to:subject:message-id:date:from:in-reply-to:references:mime-version:from:to:cc;\r\n"                      \
  "        bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r\n"                                                       \
  "        b=Qx8Zr2Lk5Nw7Yp0Cs3Vf6Bg9Hj2Km5Lq8Rt1Xu4Wa7Zd0Ec3Fv6Gb9Hn2Jm5Kp8\r\n"                                      \
  "         Ls1Mr4Nt7Ov0Px3Qz6Ra9Sc2Td5Ue8Vf1Wg4Xh7Yi0Zj3Ak6Bl9Cm2Dn5Eo8Fp1Gq4\r\n"

#define ANSWERS                                                                                                        \
  "In-Reply-To: <abcdefghijklmnopqrstuvwxyz@praktijk.example>\r\n"                                                     \
  "References: <abcdefghijklmnopqrstuvwxyz@praktijk.example>\r\n"

#define OURS                                                                                                           \
  "> Hoi Zo=C3=AB,\r\n>\r\n> Je bent nu een half jaar van school. We willen graag weten hoe het met je =\r\n"          \
  "gaat:\r\n> werk je, leer je, of ben je op zoek? Je kunt dit bericht gewoon beantwoorden. Bellen =\r\n"              \
  "mag ook:\r\n> 06 12345678. Geen berichten meer? Antwoord STOP.\r\n>\r\n> Groet, Marjolein van den =\r\nBerg\r\n"

#define OURS_HTML                                                                                                      \
  "<p>Hoi Zo=C3=AB,</p><p>Je bent nu een half jaar van school. We willen graag weten hoe het met je =\r\n"             \
  "gaat: werk je, leer je, of ben je op zoek? Je kunt dit bericht gewoon beantwoorden. Bellen mag ook: =\r\n"          \
  "06 12345678.</p><p>Geen berichten meer? Antwoord STOP.</p><p>Groet, Marjolein van den Berg</p>"

#define GMAIL                                                                                                          \
  TRACE "MIME-Version: 1.0\r\n" ANSWERS                                                                                \
  "From: =?UTF-8?B?Wm/DqyDDh2VsaWs=?= <zoe%N@thuis.example>\r\n"                                                       \
  "Date: Mon, 17 Aug 2026 10:00:05 +0200\r\n"                                                                          \
  "Message-ID: <CAF%N+mail@mail.thuis.example>\r\n"                                                                    \
  "Subject: Re: Hoe gaat het met je?\r\n"                                                                              \
  "To: Praktijkschool De Linde <antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example>\r\n"                             \
  "Content-Type: multipart/alternative; boundary=\"000000000000a1b2c3061fdd%N\"\r\n\r\n"                               \
  "--000000000000a1b2c3061fdd%N\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\n"                                    \
  "Content-Transfer-Encoding: quoted-printable\r\n\r\n"                                                                \
  "Hoi! Het gaat goed, ik werk bij de bakker op de hoek. Het is wel vroeg op, =\r\nmaar het bevalt. Ik wil "           \
  "misschien volgend jaar nog een cursus doen.\r\n\r\n"                                                                \
  "Op ma 17 aug 2026 om 09:12 schreef Praktijkschool De Linde <\r\n"                                                   \
  "antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example>:\r\n\r\n" OURS                                                \
  "\r\n--000000000000a1b2c3061fdd%N\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n"                                 \
  "Content-Transfer-Encoding: quoted-printable\r\n\r\n"                                                                \
  "<div dir=3D\"ltr\">Hoi! Het gaat goed, ik werk bij de bakker op de hoek.</div><br><div =\r\n"                       \
  "class=3D\"gmail_quote\"><div dir=3D\"ltr\" class=3D\"gmail_attr\">Op ma 17 aug 2026 om 09:12 schreef =\r\n"         \
  "Praktijkschool De Linde:<br></div><blockquote class=3D\"gmail_quote\" style=3D\"margin:0px 0px 0px =\r\n"           \
  "0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">" OURS_HTML                                         \
  "</blockquote></div>\r\n\r\n--000000000000a1b2c3061fdd%N--\r\n"

#define OUTLOOK                                                                                                        \
  TRACE ANSWERS "From: Zoe Celik <zoe%N@thuis.example>\r\nTo: Praktijkschool De Linde "                                \
  "<antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example>\r\nSubject: Re: Hoe gaat het met je?\r\n"                    \
  "Thread-Topic: Hoe gaat het met je?\r\nThread-Index: AQHa7%NbW8kPzq0Xy\r\nDate: Mon, 17 Aug 2026 08:00:05 +0000\r\n" \
  "Message-ID: <AM0PR01MB%N@AM0PR01MB4321.eurprd01.prod.outlook.example>\r\nAccept-Language: nl-NL, en-US\r\n"         \
  "Content-Language: nl-NL\r\nX-MS-Has-Attach:\r\nX-MS-TNEF-Correlator:\r\nx-ms-exchange-messagesentrepresentingtype: "\
  "1\r\nx-ms-office365-filtering-correlation-id: 5e0f6a1c-%N-4a6b-8c7d-08dcbe9d1234\r\nMIME-Version: 1.0\r\n"          \
  "Content-Type: multipart/alternative;\r\n\tboundary=\"_000_AM0PR01MB%N_\"\r\n\r\n--_000_AM0PR01MB%N_\r\n"            \
  "Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"                           \
  "SWsgYmVuIG5vZyBvcCB6b2VrIG5hYXIgd2Vyay4gS2FuIGlrIG1vcmdlbiBiZWxsZW4/DQoNCk91\r\n"                                   \
  "dGxvb2sgdm9vciBBbmRyb2lkIGRvd25sb2FkZW48aHR0cHM6Ly9ha2EubXMvQUFiOXlzZz4NCl9f\r\n"                                   \
  "X19fX19fX19fX19fX19fX19fX19fX19fX19fX18NClZhbjogUHJha3RpamtzY2hvb2wgRGUgTGlu\r\n"                                   \
  "ZGUgPGxvb3BiYWFuQHByYWt0aWprLmV4YW1wbGU+DQpWZXJ6b25kZW46IG1hYW5kYWcgMTcgYXVn\r\n"                                   \
  "dXN0dXMgMjAyNiAwOToxMg0KQWFuOiBab2UgPHpvZUB0aHVpcy5leGFtcGxlPg0KT25kZXJ3ZXJw\r\n"                                   \
  "OiBIb2UgZ2FhdCBoZXQgbWV0IGplPw0KDQpIb2kgWm9lLCBob2UgZ2FhdCBoZXQ/DQo=\r\n\r\n--_000_AM0PR01MB%N_\r\n"                \
  "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><head><meta =\r\n"\
  "http-equiv=3D\"Content-Type\" content=3D\"text/html; charset=3Dutf-8\"></head><body><div =\r\n"                     \
  "dir=3D\"auto\">Ik ben nog op zoek naar werk.</div>" OURS_HTML "</body></html>\r\n--_000_AM0PR01MB%N_--\r\n"

#define HTML_ONLY                                                                                                      \
  TRACE ANSWERS "From: Ali <ali%N@werk.example>\r\nTo: antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\n"       \
  "Subject: Re: Hoe gaat het met je?\r\nDate: Mon, 17 Aug 2026 10:01:00 +0200\r\nMessage-ID: <%N@werk.example>\r\n"    \
  "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" \
  "<html><head><style>p{margin:0}</style></head><body><div>Ik heb werk gevonden bij een garage. Bellen hoeft niet.</div>"\
  "<br><div id=3D\"appendonsend\"></div><hr style=3D\"display:inline-block;width:98%%\"><div id=3D\"divRplyFwdMsg\" =\r\n"\
  "dir=3D\"ltr\"><b>Van:</b> De Linde<br><b>Verzonden:</b> maandag 17 augustus 2026 09:12<br><b>Aan:</b> =\r\n"        \
  "Ali<br><b>Onderwerp:</b> Hoe gaat het met je?</div>" OURS_HTML "</body></html>\r\n"

#define AWAY                                                                                                           \
  TRACE ANSWERS "From: Jeugdwerk <jeugdwerk%N@gemeente.example>\r\nTo: "                                               \
  "antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\nSubject: Automatisch antwoord: Hoe gaat het met je?\r\n"    \
  "Date: Mon, 17 Aug 2026 10:00:06 +0200\r\nMessage-ID: <auto%N@gemeente.example>\r\nX-Auto-Response-Suppress: All\r\n"\
  "auto-submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"iso-8859-1\"\r\n"        \
  "Content-Transfer-Encoding: quoted-printable\r\n\r\nDank voor uw bericht. Ik ben met vakantie tot en met vrijdag 28 "\
  "augustus. Vanaf =\r\nmaandag 31 augustus ben ik weer bereikbaar. Voor dringende zaken kunt u bellen met =\r\n"      \
  "14 0592 of mailen naar co=F6rdinatie@gemeente.example.\r\n"

#define RETURNED                                                                                                       \
  "Return-Path: <bounce+abcdefghijklmnopqrstuvwxyz@praktijk.example>\r\nReceived: from app.praktijk.example "          \
  "(app.praktijk.example [192.0.2.1])\r\n\tby mx.praktijk.example (Postfix) with ESMTPS id 4B%N\r\n\tfor "             \
  "<zoe%N@thuis.example>; Mon, 17 Aug 2026 09:12:00 +0200 (CEST)\r\nFrom: De Linde <loopbaan@praktijk.example>\r\n"    \
  "To: Zoe <zoe%N@thuis.example>\r\nSubject: Hoe gaat het met je?\r\nDate: Mon, 17 Aug 2026 09:12:00 +0200\r\n"        \
  "Message-ID: <abcdefghijklmnopqrstuvwxyz@praktijk.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "       \
  "charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" OURS

#define POSTFIX                                                                                                        \
  TRACE "Return-Path: <>\r\nDate: Mon, 17 Aug 2026 09:12:05 +0200 (CEST)\r\nFrom: MAILER-DAEMON@mx.praktijk.example "  \
  "(Mail Delivery System)\r\nSubject: Undelivered Mail Returned to Sender\r\nTo: "                                     \
  "bounce+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"        \
  "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"4B%N.1723/mx\"\r\nMessage-Id: "        \
  "<%N@mx.praktijk.example>\r\n\r\nThis is a MIME-encapsulated message.\r\n\r\n--4B%N.1723/mx\r\n"                     \
  "Content-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nThis is the mail system at " \
  "host mx.praktijk.example.\r\n\r\nI'm sorry to have to inform you that your message could not\r\nbe delivered to "   \
  "one or more recipients. It's attached below.\r\n\r\nFor further assistance, please send mail to postmaster.\r\n\r\n"\
  "If you do so, please include this problem report. You can\r\ndelete your own text from the attached returned "      \
  "message.\r\n\r\n                   The mail system\r\n\r\n<zoe%N@thuis.example>: host mx.thuis.example[192.0.2.10] "\
  "said: 550 5.1.1\r\n    <zoe%N@thuis.example>: Recipient address rejected: User unknown in virtual\r\n    mailbox "  \
  "table (in reply to RCPT TO command)\r\n\r\n--4B%N.1723/mx\r\nContent-Description: Delivery report\r\n"              \
  "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.praktijk.example\r\nX-Postfix-Queue-ID: "       \
  "4B%N\r\nX-Postfix-Sender: rfc822; bounce+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\nArrival-Date: Mon, 17 Aug " \
  "2026 09:12:00 +0200 (CEST)\r\n\r\nFinal-Recipient: rfc822; zoe%N@thuis.example\r\nOriginal-Recipient: "             \
  "rfc822;zoe%N@thuis.example\r\nAction: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mx.thuis.example\r\n"             \
  "Diagnostic-Code: smtp; 550 5.1.1 <zoe%N@thuis.example>: Recipient address\r\n    rejected: User unknown in virtual "\
  "mailbox table\r\n\r\n--4B%N.1723/mx\r\nContent-Description: Undelivered Message\r\nContent-Type: message/rfc822\r\n"\
  "\r\n" RETURNED "\r\n--4B%N.1723/mx--\r\n"

#define EXIM                                                                                                           \
  TRACE "Return-path: <>\r\nX-Failed-Recipients: zoe%N@thuis.example\r\nAuto-Submitted: auto-replied\r\nFrom: Mail "   \
  "Delivery System <Mailer-Daemon@mx.praktijk.example>\r\nTo: bounce+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\n"  \
  "Subject: Mail delivery failed: returning message to sender\r\nMessage-Id: <E1%N@mx.praktijk.example>\r\nDate: Mon, "\
  "17 Aug 2026 09:12:05 +0200\r\n\r\nThis message was created automatically by mail delivery software.\r\n\r\nA "      \
  "message that you sent could not be delivered to one or more of its\r\nrecipients. This is a permanent error. The "  \
  "following address(es) failed:\r\n\r\n  zoe%N@thuis.example\r\n    host mx.thuis.example [192.0.2.10]\r\n    SMTP "  \
  "error from remote mail server after RCPT TO:<zoe%N@thuis.example>:\r\n    550 5.1.1 <zoe%N@thuis.example>: no such "\
  "user\r\n\r\n------ This is a copy of the message, including all the headers. ------\r\n\r\n" RETURNED

#define ACCEPTED                                                                                                       \
  TRACE "MIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\nFrom: zoe%N@thuis.example\r\nTo: "                       \
  "antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\nSubject: Geaccepteerd: Gesprek op do 27 aug 2026 10:00\r\n" \
  "Date: Mon, 17 Aug 2026 10:02:00 +0000\r\nMessage-ID: <calendar-%N@google.example>\r\nContent-Type: "                \
  "multipart/mixed; boundary=\"0000000000%N\"\r\n\r\n--0000000000%N\r\nContent-Type: multipart/alternative; "          \
  "boundary=\"1111111111%N\"\r\n\r\n--1111111111%N\r\nContent-Type: text/plain; charset=\"UTF-8\"; format=flowed; "    \
  "delsp=yes\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZoe heeft deze uitnodiging geaccepteerd.\r\n\r\n"   \
  "Gesprek over werk\r\ndonderdag 27 augustus 2026 10:00 - 10:30\r\n--1111111111%N\r\nContent-Type: text/calendar; "   \
  "charset=\"UTF-8\"; method=REPLY\r\nContent-Transfer-Encoding: 7bit\r\n\r\n" CALENDAR                                \
  "--1111111111%N--\r\n--0000000000%N\r\nContent-Type: application/ics; name=\"invite.ics\"\r\nContent-Disposition: "  \
  "attachment; filename=\"invite.ics\"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n" CALENDAR "--0000000000%N--\r\n"

#define CALENDAR                                                                                                       \
  "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"      \
  "METHOD:REPLY\r\nBEGIN:VEVENT\r\nDTSTART:20260827T080000Z\r\nDTEND:20260827T083000Z\r\nDTSTAMP:20260817T080200Z\r\n" \
  "ORGANIZER;CN=De Linde:mailto:antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\n"                              \
  "UID:abcdefghijklmnopqrstuvwxyz@praktijk.example\r\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT="       \
  "ACCEPTED;CN=zoe\r\n %N@thuis.example;X-NUM-GUESTS=0:mailto:zoe%N@thuis.example\r\nCREATED:20260816T100000Z\r\n"     \
  "DESCRIPTION:We praten over hoe het gaat.\r\nLAST-MODIFIED:20260817T080200Z\r\nLOCATION:De Linde\\, lokaal 12\r\n"   \
  "SEQUENCE:0\r\nSTATUS:CONFIRMED\r\nSUMMARY:Gesprek over werk\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

#define DECLINED                                                                                                       \
  TRACE "From: Ali <ali%N@werk.example>\r\nTo: antwoord+abcdefghijklmnopqrstuvwxyz@praktijk.example\r\nSubject: "      \
  "Geweigerd: Gesprek\r\nDate: Mon, 17 Aug 2026 10:03:00 +0000\r\nMessage-ID: <%N@outlook.example>\r\n"                \
  "Content-Class: urn:content-classes:calendarmessage\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n"\
  "\tboundary=\"_000_%N_\"\r\n\r\n--_000_%N_\r\nContent-Type: text/plain; charset=\"us-ascii\"\r\n\r\nIk moet "        \
  "werken.\r\n--_000_%N_\r\nContent-Type: text/calendar; charset=\"utf-8\"; method=REPLY\r\n"                          \
  "Content-Transfer-Encoding: 7bit\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nPRODID:Microsoft Exchange Server "        \
  "2010\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nATTENDEE;PARTSTAT=DECLINED;CN=Ali:mailto:ali%N@werk.example\r\n"             \
  "COMMENT;LANGUAGE=nl-NL:Ik moet werken.\r\nUID:abcdefghijklmnopqrstuvwxyz@praktijk.example\r\n"                      \
  "SUMMARY;LANGUAGE=nl-NL:Geweigerd: Gesprek\r\nDTSTART:20260827T080000Z\r\nDTEND:20260827T083000Z\r\nCLASS:PUBLIC\r\n"\
  "PRIORITY:5\r\nDTSTAMP:20260817T080300Z\r\nTRANSP:OPAQUE\r\nSTATUS:CONFIRMED\r\nSEQUENCE:0\r\n"                      \
  "X-MICROSOFT-CDO-APPT-SEQUENCE:0\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"              \
  "--_000_%N_--\r\n"

const struct bench_formats_nl_mail bench_formats_nl_mails[] = {
    {"mails", "reply", GMAIL},        {"mails", "reply", OUTLOOK},   {"mails", "reply", HTML_ONLY},
    {"mails", "auto_reply", AWAY},    {"bounces", "bounce", POSTFIX}, {"bounces", "bounce", EXIM},
    {"calendar", "calendar_reply", ACCEPTED}, {"calendar", "calendar_reply", DECLINED}, {NULL, NULL, NULL}};
