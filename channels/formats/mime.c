#include "channels/formats/mime.h"

#include <gmime/gmime.h>

/* lint: state because g_mime_init counts without a lock. The one flag here is GLib's own way to do a thing once; left
 * to the callers, each test and each command would have to know which libraries a format uses. */
void mime_start(void) {
  static gsize started = 0;
  if (!g_once_init_enter(&started)) return;
  g_mime_init();
  g_once_init_leave(&started, 1);
}
