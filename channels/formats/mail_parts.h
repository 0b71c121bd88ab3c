/* The parts of a mail message that its readers ask for, over GMime: found, decoded, bounded. Shared by the readers in
 * this folder; GMime's types stay behind it but for the message itself. */
#ifndef CHANNELS_FORMATS_MAIL_PARTS_H
#define CHANNELS_FORMATS_MAIL_PARTS_H

#include <glib.h>
#include <gmime/gmime.h>

/* NULL and a reason (English, static) when the bytes are no mail that can be read safely. Caller unrefs. Fields that
 * nobody here reads (Date, Message-Id, Received, DKIM-Signature …; the table is in mail_trim.c) are not in it, nor are
 * parts that nobody reads (mail_cut.h): an attached message has its To and its Message-ID. */
GMimeMessage *mail_parts_parse(const void *bytes, gsize length, const char **problem);

/* The text a person would see first: plain parts together; HTML as text where there is no plain one. Never NULL. */
char *mail_parts_text(GMimeMessage *message);
/* The first part of this type outside attached messages, decoded, or NULL; `size` may be NULL. */
char *mail_parts_find(GMimeMessage *message, const char *type, const char *subtype, gsize *size);
/* All parts of this type outside attached messages, decoded, with a blank line between, or NULL. Caller frees. */
char *mail_parts_find_all(GMimeMessage *message, const char *type, const char *subtype);
/* The first part of whatever type with a line that begins with `start` (ASCII, in any case): from that line on, or
 * NULL. Caller frees. */
char *mail_parts_with_line(GMimeMessage *message, const char *start);
/* Any part that holds iCalendar, by type, file name or its first word, in order; stops when `visit` says TRUE. */
struct mail_parts_calendar {
  const char *text; /* UTF-8, lines unfolded */
  gsize size;
  const char *method; /* of its Content-Type, "" = none */
  gboolean file;      /* attached, and not part of what is shown */
};
typedef gboolean (*mail_parts_visit)(const struct mail_parts_calendar *part, void *user);
void mail_parts_calendars(GMimeMessage *message, mail_parts_visit visit, void *user);
/* Outlook's winmail.dat, or NULL. Caller frees. */
char *mail_parts_tnef(GMimeMessage *message, gsize *size);
/* The header of an attached message (message/rfc822 or text/rfc822-headers): its Message-ID and its To addresses, ""
 * when there is none. Caller frees. */
char *mail_parts_attached_id(GMimeMessage *message);
char *mail_parts_attached_to(GMimeMessage *message);
/* The value of Content-Type's report-type, lower case, or "". Caller frees. */
char *mail_parts_report_type(GMimeMessage *message);
/* A header, decoded and valid UTF-8, or NULL. Caller frees. */
char *mail_parts_header(GMimeMessage *message, const char *name);
/* The same as it stands in the mail, behind the blanks in front; for fields that programs write for programs. */
const char *mail_parts_raw_header(GMimeMessage *message, const char *name);

#endif
