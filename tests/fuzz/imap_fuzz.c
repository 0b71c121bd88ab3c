/* What a mail server says, in pieces: the first byte tells how large the pieces are. What comes out must not hang on
 * that. */
#include "channels/transport/imap_parse.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A sum of all that a response says, so that two readings can be compared. */
static guint say(const struct imap_response *r) {
  struct imap_fetched fetched;
  guint32 number = 0;
  const char *text = NULL;
  guint sum = g_str_hash(r->text->str) + r->literals->len;
  for (guint i = 0; i < r->literals->len; i++) sum = sum * 31 + ((GByteArray *)r->literals->pdata[i])->len;
  if (imap_parse_fetched(r, &fetched))
    sum += fetched.uid + (guint)fetched.size + (fetched.body ? fetched.body->len : 0);
  if (imap_parse_code(r, "UIDVALIDITY", &number)) sum += number;
  if (imap_parse_counted(r, "EXISTS", &number)) sum += number;
  sum += imap_parse_lowest(r) + (guint)imap_parse_status(r, "W1", &text);
  return sum + (imap_parse_untagged(r, "BYE") != NULL);
}

static guint read_all(const uint8_t *data, size_t size, size_t piece) {
  struct imap_read *reader = imap_read_new();
  const struct imap_response *response;
  guint sum = 0;
  enum imap_read_state state = IMAP_READ_MORE;
  for (size_t at = 0; at < size && state != IMAP_READ_BROKEN; at += piece) {
    imap_read_feed(reader, data + at, MIN(piece, size - at));
    while ((state = imap_read_next(reader, &response)) == IMAP_READ_WHOLE) sum = sum * 17 + say(response);
  }
  imap_read_free(reader);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  guint one = read_all(data + 1, size - 1, (size_t)(data[0] % 64) + 1);
  g_assert_cmpuint(one, ==, read_all(data + 1, size - 1, size));
  return 0;
}
