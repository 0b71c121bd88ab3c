/* Any bytes as an incoming mail: no crash, no hang, and what comes out is valid UTF-8. */
#include "channels/formats/mail_read.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *text) {
  if (!g_utf8_validate(text, -1, NULL)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autoptr(MailRead) mail = mail_read(data, size, "2026-08-17");
  const char *const texts[] = {mail->from,        mail->from_name, mail->subject,  mail->text,   mail->full_text,
                               mail->original_id, mail->uid,       mail->attendee, mail->comment};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) check(texts[i]);
  for (guint i = 0; i < mail->to->len; i++) check(mail->to->pdata[i]);
  for (guint i = 0; i < mail->references->len; i++) check(mail->references->pdata[i]);
  for (guint i = 0; i < mail->recipients->len; i++)
    check(((struct mail_read_recipient *)mail->recipients->pdata[i])->address);
  if (mail->kind == MAIL_UNREADABLE && !*mail->problem) abort();
  if (mail->stop && mail->kind != MAIL_OPT_OUT) abort();
  return 0;
}
