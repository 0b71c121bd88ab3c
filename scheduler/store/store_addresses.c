#include "scheduler/store/store_addresses.h"

#include "scheduler/store/store_sql.h"

/* A school types Noor@home.example and the mail comes from noor@home.example: the same person. Other letters than those
 * of ASCII stay what they are. */
gboolean store_addresses_own(struct store *store, const char *address, gint64 person, GError **error) {
  g_autofree char *plain = g_ascii_strdown(address, -1);
  return store_sql_run(store, error,
                       "INSERT INTO address_owner (address, person) VALUES ($1, $2)"
                       " ON CONFLICT (address, person) DO NOTHING",
                       VALUES(store_sql_text(plain), store_sql_int(person)));
}

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
