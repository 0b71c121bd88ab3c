#include "scheduler/store/store_addresses.h"

#include <string.h>

#include "scheduler/store/store_sql.h"

/* Sorted in pieces of about a megabyte, then as many a statement as gain anything: starting one costs as much as
 * inserting a row. */
enum { PIECE = 16384, GROUP = 8 };

struct entry {
  gint64 person;
  gsize at; /* in text */
};

struct store_addresses_batch {
  struct store *store;
  GString *text;   /* addresses, each with its NUL */
  GArray *entries; /* struct entry */
};

/* A school types Noor@home.example and the mail comes from noor@home.example: the same person. Other letters than those
 * of ASCII stay what they are. */
gboolean store_addresses_own(struct store *store, const char *address, gint64 person, GError **error) {
  g_autofree char *plain = g_ascii_strdown(address, -1);
  return store_sql_run(store, error,
                       "INSERT INTO address_owner (address, person) VALUES ($1, $2)"
                       " ON CONFLICT (address, person) DO NOTHING",
                       VALUES(store_sql_text(plain), store_sql_int(person)));
}

/* -- in batches ------------------------------------------------------------------------------------------------- */
struct store_addresses_batch *store_addresses_batch_new(struct store *store) {
  struct store_addresses_batch *batch = g_new0(struct store_addresses_batch, 1);
  batch->store = store;
  batch->text = g_string_new(NULL);
  batch->entries = g_array_sized_new(FALSE, FALSE, sizeof(struct entry), PIECE);
  return batch;
}

void store_addresses_batch_free(struct store_addresses_batch *batch) {
  if (!batch) return;
  g_string_free(batch->text, TRUE);
  g_array_unref(batch->entries);
  g_free(batch);
}

gboolean store_addresses_batch_own(struct store_addresses_batch *batch, const char *address, gint64 person,
                                   GError **error) {
  struct entry entry = {person, batch->text->len};
  g_string_append_len(batch->text, address, (gssize)strlen(address) + 1);
  for (char *p = batch->text->str + entry.at; *p; p++) *p = g_ascii_tolower(*p);
  g_array_append_val(batch->entries, entry);
  return batch->entries->len < PIECE || store_addresses_batch_write(batch, error);
}

static int by_address(gconstpointer a, gconstpointer b, gpointer text) {
  const struct entry *one = a, *two = b;
  return strcmp((const char *)text + one->at, (const char *)text + two->at);
}

static gboolean write_group(const struct store_addresses_batch *batch, guint first, GError **error) {
  struct store_sql_value values[2 * GROUP + 1] = {{STORE_SQL_END, 0, NULL}};
  for (guint i = 0; i < GROUP; i++) {
    const struct entry *entry = &g_array_index(batch->entries, struct entry, first + i);
    values[2 * i] = store_sql_text(batch->text->str + entry->at);
    values[2 * i + 1] = store_sql_int(entry->person);
  }
  return store_sql_run(batch->store, error,
                       "INSERT INTO address_owner (address, person) VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8),"
                       " ($9, $10), ($11, $12), ($13, $14), ($15, $16) ON CONFLICT (address, person) DO NOTHING",
                       values);
}

gboolean store_addresses_batch_write(struct store_addresses_batch *batch, GError **error) {
  GArray *entries = batch->entries;
  g_array_sort_with_data(entries, by_address, batch->text->str);
  guint i = 0;
  for (; i + GROUP <= entries->len; i += GROUP)
    if (!write_group(batch, i, error)) return FALSE;
  for (; i < entries->len; i++) {
    const struct entry *entry = &g_array_index(entries, struct entry, i);
    if (!store_addresses_own(batch->store, batch->text->str + entry->at, entry->person, error)) return FALSE;
  }
  g_array_set_size(entries, 0);
  g_string_truncate(batch->text, 0);
  return TRUE;
}

/* -- who, and what is known ---------------------------------------------------------------------------------------- */
GArray *store_addresses_owners(struct store *store, const char *address, GError **error) {
  g_autofree char *plain = g_ascii_strdown(address, -1);
  return store_sql_numbers(store, error, "SELECT person FROM address_owner WHERE address = $1 ORDER BY person",
                           VALUES(store_sql_text(plain)));
}

gboolean store_addresses_mark(struct store *store, gint64 person, const char *channel, const char *address,
                              const char *mark, gint64 now, GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO address_mark (person, channel, address, mark, at) VALUES ($1, $2, $3, $4, $5)"
                       " ON CONFLICT (person, channel, address) DO UPDATE SET mark = excluded.mark, at = excluded.at",
                       VALUES(store_sql_int(person), store_sql_text(channel), store_sql_text(address),
                              store_sql_text(mark), store_sql_int(now)));
}

static void *read_mark(const struct store_sql_rows *rows) {
  return store_sql_dup_text(rows, 0);
}

char *store_addresses_mark_of(struct store *store, gint64 person, const char *channel, const char *address) {
  g_autoptr(GError) error = NULL;
  char *mark = store_sql_one(store, read_mark, &error,
                             "SELECT mark FROM address_mark WHERE person = $1 AND channel = $2 AND address = $3",
                             VALUES(store_sql_int(person), store_sql_text(channel), store_sql_text(address)));
  if (error) {
    g_free(mark);
    return g_strdup("stopped");
  }
  return mark ? mark : g_strdup("");
}
