/* Start-up of GMime for those who use it here; safe to call from any thread, any number of times. */
#ifndef CHANNELS_FORMATS_MIME_H
#define CHANNELS_FORMATS_MIME_H

void mime_start(void);

#endif
