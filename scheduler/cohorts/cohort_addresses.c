#include "scheduler/cohorts/cohort_addresses.h"

#include <string.h>
#include <unistd.h>

#include "scheduler/cohorts/cohort_spool.h"

/* RUN addresses are sorted at a time. Runs are read back through buffers that together take READ_ALL, unless there are
 * so many that READ_LEAST each is more: that is after ten million addresses. */
enum {
  RUN = 16384,
  RUN_TEXT = RUN * 20,
  RECORD_MAX = 8 + 513,
  STAGE = 64 * 1024,
  READ_ALL = 1 << 20,
  READ_LEAST = 4096
};
/* To the store at a time. */
enum { LOT = 256 };

struct entry {
  guint64 head; /* the first eight bytes as a number: most comparisons end there */
  gint64 person;
  gsize at; /* in text */
};

struct cohort_addresses {
  char *folder;
  GString *text;   /* of the run that is being filled: addresses with their NULs */
  GArray *entries; /* struct entry */
  int file;        /* of the other runs, one after the other; -1 = there are none */
  GArray *ends;    /* gint64: where each of them ends */
};

struct cohort_addresses *cohort_addresses_new(const char *folder) {
  struct cohort_addresses *addresses = g_new0(struct cohort_addresses, 1);
  addresses->folder = g_strdup(folder);
  addresses->text = g_string_new(NULL);
  addresses->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
  addresses->file = -1;
  addresses->ends = g_array_new(FALSE, FALSE, sizeof(gint64));
  return addresses;
}

void cohort_addresses_free(struct cohort_addresses *addresses) {
  if (!addresses) return;
  if (addresses->file >= 0) close(addresses->file);
  g_array_unref(addresses->ends);
  g_array_unref(addresses->entries);
  g_string_free(addresses->text, TRUE);
  g_free(addresses->folder);
  g_free(addresses);
}

/* -- a run ------------------------------------------------------------------------------------------------------- */

static guint64 head_of(const char *address, gsize length) {
  guint64 head = 0;
  memcpy(&head, address, MIN(length, sizeof head));
  return GUINT64_FROM_BE(head);
}

static int compare(guint64 head, const char *address, guint64 other_head, const char *other) {
  if (head != other_head) return head < other_head ? -1 : 1;
  return strcmp(address, other);
}

static int by_address(gconstpointer a, gconstpointer b, gpointer text) {
  const struct entry *one = a, *two = b;
  return compare(one->head, (const char *)text + one->at, two->head, (const char *)text + two->at);
}

/* By one byte of the head, keeping the order of those that have the same. FALSE: all have, and nothing was moved. */
static gboolean deal(const struct entry *from, struct entry *to, guint count, guint shift) {
  guint at[256] = {0};
  for (guint i = 0; i < count; i++) at[from[i].head >> shift & 255]++;
  if (at[from[0].head >> shift & 255] == count) return FALSE;
  for (guint byte = 0, before = 0; byte < 256; byte++) {
    guint here = at[byte];
    at[byte] = before;
    before += here;
  }
  for (guint i = 0; i < count; i++) to[at[from[i].head >> shift & 255]++] = from[i];
  return TRUE;
}

/* By heads first, a byte at a time from the last: comparing two at a time took five times as long. Those with the same
 * head are few, or a school's own pattern, and are compared. */
static void sort(struct cohort_addresses *addresses) {
  guint count = addresses->entries->len;
  if (count < 2) return;
  struct entry *from = &g_array_index(addresses->entries, struct entry, 0);
  g_autofree struct entry *room = g_new(struct entry, count);
  struct entry *one = from, *other = room;
  for (guint shift = 0; shift < 64; shift += 8) {
    if (!deal(one, other, count, shift)) continue;
    struct entry *held = one;
    one = other;
    other = held;
  }
  if (one != from) memcpy(from, one, count * sizeof *from);
  for (guint i = 0, same; i < count; i += same) {
    for (same = 1; i + same < count && from[i + same].head == from[i].head;) same++;
    if (same > 1) g_qsort_with_data(from + i, (int)same, sizeof *from, by_address, addresses->text->str);
  }
}

/* A record is the person's eight bytes and the address with its NUL. */
static gboolean put_away(struct cohort_addresses *addresses, GError **error) {
  GArray *entries = addresses->entries;
  if (addresses->file < 0) addresses->file = cohort_spool_file(addresses->folder, error);
  if (addresses->file < 0) return FALSE;
  gint64 at = addresses->ends->len ? g_array_index(addresses->ends, gint64, addresses->ends->len - 1) : 0;
  g_autoptr(GString) stage = g_string_sized_new(STAGE + RECORD_MAX);
  sort(addresses);
  for (guint i = 0; i <= entries->len; i++) {
    if (i == entries->len || stage->len >= STAGE) {
      if (!cohort_spool_write(addresses->file, stage->str, stage->len, at, error)) return FALSE;
      at += (gint64)stage->len;
      g_string_truncate(stage, 0);
    }
    if (i == entries->len) break;
    const struct entry *entry = &g_array_index(entries, struct entry, i);
    const char *address = addresses->text->str + entry->at;
    g_string_append_len(stage, (const char *)&entry->person, sizeof entry->person);
    g_string_append_len(stage, address, (gssize)strlen(address) + 1);
  }
  g_array_append_val(addresses->ends, at);
  g_array_set_size(entries, 0);
  g_string_truncate(addresses->text, 0);
  return TRUE;
}

gboolean cohort_addresses_add(struct cohort_addresses *addresses, const char *address, gint64 person, GError **error) {
  GString *text = addresses->text;
  gsize at = text->len, length = strlen(address);
  if (addresses->entries->len == RUN || at + length >= RUN_TEXT) {
    if (!put_away(addresses, error)) return FALSE;
    at = 0;
  }
  g_string_append_len(text, address, (gssize)length + 1);
  store_addresses_plain(text->str + at);
  struct entry entry = {head_of(text->str + at, length), person, at};
  g_array_append_val(addresses->entries, entry);
  return TRUE;
}

/* -- to the store ------------------------------------------------------------------------------------------------- */

/* Addresses on their way; copied, since a run's buffer goes on. */
struct lot {
  struct store *store;
  guint count;
  gsize used;
  struct store_addresses_entry entries[LOT];
  char text[LOT * 64 + RECORD_MAX];
};

static gboolean flush(struct lot *lot, GError **error) {
  gboolean good = store_addresses_own_many(lot->store, lot->entries, lot->count, error);
  lot->count = 0;
  lot->used = 0;
  return good;
}

static gboolean give(struct lot *lot, const char *address, gint64 person, GError **error) {
  gsize size = strlen(address) + 1;
  if ((lot->count == LOT || lot->used + size > sizeof lot->text) && !flush(lot, error)) return FALSE;
  char *kept = lot->text + lot->used;
  memcpy(kept, address, size);
  lot->used += size;
  lot->entries[lot->count++] = (struct store_addresses_entry){kept, person};
  return TRUE;
}

/* -- merging ------------------------------------------------------------------------------------------------------- */

struct cursor {
  gint64 at, end; /* what of the run is still in the file */
  gsize used, have, size;
  char *buffer;
  guint64 head;
  gint64 person;
  const char *address; /* in the buffer; NULL = the run is at its end */
};

static void clear_cursor(gpointer data) {
  struct cursor *cursor = data;
  g_free(cursor->buffer);
}

static gboolean refill(struct cursor *cursor, int file, GError **error) {
  gsize rest = cursor->have - cursor->used;
  memmove(cursor->buffer, cursor->buffer + cursor->used, rest);
  gsize count = MIN(cursor->size - rest, (gsize)(cursor->end - cursor->at));
  if (!cohort_spool_read(file, cursor->buffer + rest, count, cursor->at, error)) return FALSE;
  cursor->at += (gint64)count;
  cursor->used = 0;
  cursor->have = rest + count;
  return TRUE;
}

static gboolean advance(struct cursor *cursor, int file, GError **error) {
  if (cursor->have - cursor->used < RECORD_MAX && cursor->at < cursor->end && !refill(cursor, file, error))
    return FALSE;
  cursor->address = NULL;
  if (cursor->used == cursor->have) return TRUE;
  const char *record = cursor->buffer + cursor->used;
  memcpy(&cursor->person, record, sizeof cursor->person);
  cursor->address = record + sizeof cursor->person;
  gsize length = strlen(cursor->address);
  cursor->head = head_of(cursor->address, length);
  cursor->used += sizeof cursor->person + length + 1;
  return TRUE;
}

/* Is the address of cursor `a` to go before that of `b`? Runs at their end come last. */
static gboolean before(const struct cursor *a, const struct cursor *b) {
  if (!a->address || !b->address) return a->address != NULL;
  return compare(a->head, a->address, b->head, b->address) < 0;
}

/* A heap: who is least stands at 0. */
static void sink(struct cursor **heap, guint count, guint at) {
  for (guint child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && before(heap[child + 1], heap[child])) child++;
    if (!before(heap[child], heap[at])) return;
    struct cursor *held = heap[at];
    heap[at] = heap[child];
    heap[child] = held;
  }
}

static GArray *open_runs(const struct cohort_addresses *addresses, GError **error) {
  guint count = addresses->ends->len;
  g_autoptr(GArray) cursors = g_array_sized_new(FALSE, TRUE, sizeof(struct cursor), count);
  g_array_set_clear_func(cursors, clear_cursor);
  gint64 from = 0;
  for (guint i = 0; i < count; i++) {
    gint64 end = g_array_index(addresses->ends, gint64, i);
    struct cursor cursor = {.at = from, .end = end, .size = CLAMP(READ_ALL / count, READ_LEAST, STAGE)};
    cursor.buffer = g_malloc(cursor.size);
    g_array_append_val(cursors, cursor);
    if (!advance(&g_array_index(cursors, struct cursor, i), addresses->file, error)) return NULL;
    from = end;
  }
  return g_steal_pointer(&cursors);
}

static gboolean merge(const struct cohort_addresses *addresses, struct lot *lot, GError **error) {
  g_autoptr(GArray) cursors = open_runs(addresses, error);
  if (!cursors) return FALSE;
  guint count = cursors->len;
  g_autofree struct cursor **heap = g_new(struct cursor *, count);
  for (guint i = 0; i < count; i++) heap[i] = &g_array_index(cursors, struct cursor, i);
  for (guint i = count / 2; i-- > 0;) sink(heap, count, i);
  while (heap[0]->address) {
    if (!give(lot, heap[0]->address, heap[0]->person, error) || !advance(heap[0], addresses->file, error)) return FALSE;
    sink(heap, count, 0);
  }
  return TRUE;
}

static gboolean give_run(struct cohort_addresses *addresses, struct lot *lot, GError **error) {
  sort(addresses);
  for (guint i = 0; i < addresses->entries->len; i++) {
    const struct entry *entry = &g_array_index(addresses->entries, struct entry, i);
    if (!give(lot, addresses->text->str + entry->at, entry->person, error)) return FALSE;
  }
  return TRUE;
}

gboolean cohort_addresses_write(struct cohort_addresses *addresses, struct store *store, GError **error) {
  g_autofree struct lot *lot = g_new(struct lot, 1);
  lot->store = store;
  lot->count = 0;
  lot->used = 0;
  gboolean good = addresses->file < 0 ? give_run(addresses, lot, error)
                                      : put_away(addresses, error) && merge(addresses, lot, error);
  return good && flush(lot, error);
}
