#include "scheduler/store/store_addresses.h"

#include <string.h>

#include "scheduler/store/store_sql.h"

/* A school types Noor@home.example and the mail comes from noor@home.example: the same person. Other letters than those
 * of ASCII stay what they are. */
void store_addresses_plain(char *address) {
  for (; *address; address++)
    if (g_ascii_isupper(*address)) *address = g_ascii_tolower(*address); /* a call a letter is felt */
}

static gboolean own_one(struct store *store, const char *plain, gint64 person, GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO address_owner (address, person) VALUES ($1, $2)"
                       " ON CONFLICT (address, person) DO NOTHING",
                       VALUES(store_sql_text(plain), store_sql_int(person)));
}

gboolean store_addresses_own(struct store *store, const char *address, gint64 person, GError **error) {
  g_autofree char *plain = g_strdup(address);
  store_addresses_plain(plain);
  return own_one(store, plain, person, error);
}

/* -- many at once ----------------------------------------------------------------------------------------------- */
/* Rows a statement: see store_people.c. */
enum { GROUP = 32 };

#define NEXT(address, person) ", ($" #address ", $" #person ")"

/* clang-format off */
static const char own_group[] =
  "INSERT INTO address_owner (address, person) VALUES ($1, $2)"
  NEXT(3, 4) NEXT(5, 6) NEXT(7, 8) NEXT(9, 10) NEXT(11, 12) NEXT(13, 14) NEXT(15, 16) NEXT(17, 18) NEXT(19, 20)
  NEXT(21, 22) NEXT(23, 24) NEXT(25, 26) NEXT(27, 28) NEXT(29, 30) NEXT(31, 32) NEXT(33, 34) NEXT(35, 36) NEXT(37, 38)
  NEXT(39, 40) NEXT(41, 42) NEXT(43, 44) NEXT(45, 46) NEXT(47, 48) NEXT(49, 50) NEXT(51, 52) NEXT(53, 54) NEXT(55, 56)
  NEXT(57, 58) NEXT(59, 60) NEXT(61, 62) NEXT(63, 64)
  " ON CONFLICT (address, person) DO NOTHING";
/* clang-format on */

static gboolean own_group_of(struct store *store, const struct store_addresses_entry *entries, GError **error) {
  struct store_sql_value values[2 * GROUP + 1] = {{STORE_SQL_END, 0, NULL}};
  for (guint i = 0; i < GROUP; i++) {
    values[2 * i] = store_sql_text(entries[i].address);
    values[2 * i + 1] = store_sql_int(entries[i].person);
  }
  return store_sql_run(store, error, own_group, values);
}

gboolean store_addresses_own_many(struct store *store, const struct store_addresses_entry *entries, guint count,
                                  GError **error) {
  guint i = 0;
  for (; i + GROUP <= count; i += GROUP)
    if (!own_group_of(store, entries + i, error)) return FALSE;
  for (; i < count; i++)
    if (!own_one(store, entries[i].address, entries[i].person, error)) return FALSE;
  return TRUE;
}

/* -- who, and what is known ---------------------------------------------------------------------------------------- */
GArray *store_addresses_owners(struct store *store, const char *address, GError **error) {
  g_autofree char *plain = g_strdup(address);
  store_addresses_plain(plain);
  return store_sql_numbers(store, error, "SELECT person FROM address_owner WHERE address = $1 ORDER BY person",
                           VALUES(store_sql_text(plain)));
}

/* An address is the same in capitals; a number has none. The same word for the same moment is no second event. */
gboolean store_addresses_mark(struct store *store, gint64 person, const char *channel, const char *address,
                              const char *mark, gint64 now, GError **error) {
  g_autofree char *plain = g_ascii_strdown(address, -1);
  return store_sql_run(store, error,
                       "INSERT INTO address_event (person, channel, address, seq, what, at)"
                       " SELECT $1, $2, $3, COALESCE(MAX(seq), 0) + 1, $4, $5 FROM address_event"
                       " WHERE person = $1 AND channel = $2 AND address = $3",
                       VALUES(store_sql_int(person), store_sql_text(channel), store_sql_text(plain),
                              store_sql_text(mark), store_sql_int(now)));
}

gboolean store_addresses_each(struct store *store, gint64 person, const char *channel, const char *address,
                              void (*each)(void *user, const char *mark, gint64 at), void *user, GError **error) {
  g_autofree char *plain = g_ascii_strdown(address, -1);
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error,
                       "SELECT what, at FROM address_event WHERE person = $1 AND channel = $2 AND address = $3"
                       " ORDER BY seq",
                       VALUES(store_sql_int(person), store_sql_text(channel), store_sql_text(plain))))
    return FALSE;
  while (store_sql_next(&rows)) each(user, store_sql_get_text(&rows, 0), store_sql_get_long(&rows, 1));
  return store_sql_end(&rows, error);
}

static void keep_newest(void *user, const char *mark, gint64 at) {
  char **newest = user;
  (void)at;
  g_free(*newest);
  *newest = g_strdup(mark);
}

char *store_addresses_mark_of(struct store *store, gint64 person, const char *channel, const char *address) {
  char *newest = g_strdup("");
  if (store_addresses_each(store, person, channel, address, keep_newest, &newest, NULL)) return newest;
  g_free(newest);
  return g_strdup("stopped");
}
