/* Text that says format=flowed (RFC 3676): lines that a program broke become one again. */
#ifndef CHANNELS_FORMATS_FLOWED_H
#define CHANNELS_FORMATS_FLOWED_H

#include <glib.h>

/* In place. Lines end in a line feed alone. Quoted lines stay as they are, and so do short ones: some programs leave a
 * blank at the end of a line that the writer ended. `drop`: DelSp=yes, the blank goes. */
void flowed_join(char *text, gboolean drop);

#endif
