/* Does a person say: stop writing to me?
 *
 * A stop is made of few words. Every word of the message must be one of them: a trigger ("stop", "afmelden"), or a
 * denial of more ("geen berichten meer", "niet meer mailen"), what is to be stopped, and words that change nothing. One
 * word that isn't known makes it a message for a person ("stop maar in mijn agenda", "ik stop met mijn opleiding"), and
 * so does a trigger that is denied ("niet stoppen") or that the writer does ("ik wil stoppen"). A slip of the finger
 * ("sotp", "afmeldne") is one, too. "Bel me niet meer" is for the person who calls. */
#ifndef CHANNELS_FORMATS_OPT_OUT_H
#define CHANNELS_FORMATS_OPT_OUT_H

#include <glib.h>

/* Among other words a stop is honoured, too, when a sentence or clause of its own says what is to be stopped ("Ik heb
 * al werk, stop met mailen"), or a short message begins with the word as a sentence ("Stop. Ik heb al werk").
 *
 * `text`: one's own words, without signature. *all: by every way ("stop alles"). */
gboolean opt_out_says(const char *text, gboolean *all);
/* Is there more in it than the stop? Then a person should read it. */
gboolean opt_out_says_more(const char *text);
/* Which one way of writing a stop names: "sms", "email", "whatsapp" ("stop met appen", which many say of any text
 * message), static; NULL = none ("STOP") or several, which is all. */
const char *opt_out_way(const char *text);

#endif
