/* Calendar answers by mail (RFC 6047), in whatever part and dress they come: text/calendar, an attached file, a part
 * that lost its label, Outlook's winmail.dat, or nothing but a subject. */
#ifndef CHANNELS_FORMATS_MAIL_CALENDAR_H
#define CHANNELS_FORMATS_MAIL_CALENDAR_H

#include "channels/formats/mail_parts.h"
#include "channels/formats/mail_read.h"

enum mail_calendar_found {
  MAIL_CALENDAR_NOTHING,
  MAIL_CALENDAR_ANSWER, /* mail->kind says which of the two, and the fields of an answer are filled */
  MAIL_CALENDAR_FOREIGN /* somebody's own invitation, or a calendar file with nothing of a person's beside it */
};

/* Needs from, subject, text, full_text and references of `mail`. */
enum mail_calendar_found mail_calendar_read(GMimeMessage *message, struct mail_read *mail);

#endif
