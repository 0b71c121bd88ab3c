/* The day on which somebody says to be back, out of the text of an automatic answer.
 *
 * What it says for the return ("vanaf 24 augustus ben ik weer bereikbaar"), else the last day of the absence ("t/m 23
 * augustus", "tot 24 augustus": the day that is named), else the one day that it is about. Days come as dates with or
 * without a year, as weekdays, weeks ("week 34": its Monday for a return, else its Sunday) and "morgen", in Dutch and
 * the languages of mail_words_nl.h. */
#ifndef CHANNELS_FORMATS_RETURN_DATE_H
#define CHANNELS_FORMATS_RETURN_DATE_H

/* ISO, or "" when the text names none. `written` (ISO) settles what "maandag" and a date without a year mean. */
void return_date_find(const char *text, const char *written, char until[11]);

#endif
