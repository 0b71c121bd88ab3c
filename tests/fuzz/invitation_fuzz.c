/* Any bytes as an iCalendar object; an answer always names its event. */
#include "channels/formats/invitation.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct invitation_reply reply;
  invitation_read((const char *)data, size, NULL, &reply);
  if (reply.answer == INVITATION_REPLY && (!*reply.uid || !*reply.partstat)) abort();
  if (!g_utf8_validate(reply.uid, -1, NULL) || !g_utf8_validate(reply.comment, -1, NULL) ||
      !g_utf8_validate(reply.partstat, -1, NULL))
    abort();
  invitation_reply_clear(&reply);
  return 0;
}
