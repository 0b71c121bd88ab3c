#include "scheduler/store/store_record.h"

#include <string.h>

#include "scheduler/store/store_sql.h"

/* -- hashing --------------------------------------------------------------------------------------------------- */
/* Every part with its length before it, so that no two lists of parts give the same bytes ("ab","c" and "a","bc"). */
static void add_part(GChecksum *sum, const char *text) {
  gsize size = strlen(text);
  char length[24];
  g_snprintf(length, sizeof length, "%" G_GSIZE_FORMAT ":", size);
  g_checksum_update(sum, (const guchar *)length, -1);
  g_checksum_update(sum, (const guchar *)text, (gssize)size);
}

static char *hash_parts(const char *const *parts) {
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (; *parts; parts++) add_part(sum, *parts);
  return g_strdup(g_checksum_get_string(sum));
}

struct entry {
  const char *organisation, *actor, *verb, *person_hash, *content_hash, *previous;
  gint64 seq, at;
};

static char *hash_entry(const struct entry *entry) {
  char seq[24], at[24];
  g_snprintf(seq, sizeof seq, "%" G_GINT64_FORMAT, entry->seq);
  g_snprintf(at, sizeof at, "%" G_GINT64_FORMAT, entry->at);
  return hash_parts((const char *const[]){entry->previous, entry->organisation, seq, at, entry->actor, entry->verb,
                                          entry->person_hash, entry->content_hash, NULL});
}

/* The salt is of the entry, so that after an erasure no two entries can be told to be of one person. */
static char *hash_person(const char *salt, gint64 enrolment) {
  char number[24];
  g_snprintf(number, sizeof number, "%" G_GINT64_FORMAT, enrolment);
  return enrolment ? hash_parts((const char *const[]){"person", salt, number, NULL}) : g_strdup("");
}

static char *hash_content(const char *salt, const char *content) {
  return hash_parts((const char *const[]){"content", salt, content, NULL});
}

/* -- adding ---------------------------------------------------------------------------------------------------- */
/* The newest entry's number and hash, 0 and "" when there is none. The caller frees *hash, also after an error. */
static gboolean newest(struct store *store, const char *organisation, gint64 *seq, char **hash, GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error,
                       "SELECT seq, hash FROM record WHERE organisation = $1 ORDER BY seq DESC LIMIT 1",
                       VALUES(store_sql_text(organisation))))
    return FALSE;
  gboolean there = store_sql_next(&rows);
  *seq = there ? store_sql_get_long(&rows, 0) : 0;
  *hash = there ? store_sql_dup_text(&rows, 1) : g_strdup("");
  return store_sql_end(&rows, error);
}

static gboolean insert(struct store *store, const struct entry *entry, GError **error) {
  g_autofree char *hash = hash_entry(entry);
  return store_sql_run(store, error,
                       "INSERT INTO record (organisation, seq, at, actor, verb, person_hash, content_hash, previous,"
                       " hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                       VALUES(store_sql_text(entry->organisation), store_sql_int(entry->seq), store_sql_int(entry->at),
                              store_sql_text(entry->actor), store_sql_text(entry->verb),
                              store_sql_text(entry->person_hash), store_sql_text(entry->content_hash),
                              store_sql_text(entry->previous), store_sql_text(hash)));
}

gboolean store_record_add(struct store *store, const char *organisation, gint64 at, const char *actor, const char *verb,
                          gint64 enrolment, const char *content, const char *salt, GError **error) {
  gint64 seq = 0;
  g_autofree char *previous = NULL, *person = hash_person(salt, enrolment), *body = hash_content(salt, content);
  if (!newest(store, organisation, &seq, &previous, error)) return FALSE;
  struct entry entry = {organisation, actor, verb, person, body, previous, seq + 1, at};
  return insert(store, &entry, error) &&
         store_sql_run(store, error,
                       "INSERT INTO record_content (organisation, seq, enrolment, salt, content)"
                       " VALUES ($1, $2, $3, $4, $5)",
                       VALUES(store_sql_text(organisation), store_sql_int(entry.seq), store_sql_id(enrolment),
                              store_sql_text(salt), store_sql_text(content)));
}

/* -- verifying ------------------------------------------------------------------------------------------------- */
/* The chain being walked: its organisation and the hash of its newest entry. */
struct walk {
  char *organisation, *previous;
  gint64 seq;
};

static void follow(struct walk *walk, const struct entry *entry, const char *hash) {
  if (g_strcmp0(walk->organisation, entry->organisation) != 0) {
    g_free(walk->organisation);
    walk->organisation = g_strdup(entry->organisation);
  }
  g_free(walk->previous);
  walk->previous = g_strdup(hash);
  walk->seq = entry->seq;
}

static const char *bad_content(const struct store_sql_rows *rows, const struct entry *entry) {
  if (store_sql_is_null(rows, 9)) return NULL; /* erased */
  g_autofree char *person = hash_person(store_sql_get_text(rows, 9), store_sql_get_long(rows, 11));
  g_autofree char *content = hash_content(store_sql_get_text(rows, 9), store_sql_get_text(rows, 10));
  if (!g_str_equal(person, entry->person_hash)) return "it was about someone else";
  return g_str_equal(content, entry->content_hash) ? NULL : "its content was changed";
}

/* NULL = nothing wrong with it. */
static const char *why_bad(struct walk *walk, const struct store_sql_rows *rows) {
  struct entry entry = {.organisation = store_sql_get_text(rows, 0),
                        .seq = store_sql_get_long(rows, 1),
                        .at = store_sql_get_long(rows, 2),
                        .actor = store_sql_get_text(rows, 3),
                        .verb = store_sql_get_text(rows, 4),
                        .person_hash = store_sql_get_text(rows, 5),
                        .content_hash = store_sql_get_text(rows, 6),
                        .previous = store_sql_get_text(rows, 7)};
  gboolean same = g_strcmp0(walk->organisation, entry.organisation) == 0;
  if (entry.seq != (same ? walk->seq : 0) + 1) return "an entry before it is missing";
  if (!g_str_equal(entry.previous, same ? walk->previous : "")) return "it doesn't follow the entry before it";
  g_autofree char *hash = hash_entry(&entry);
  if (!g_str_equal(hash, store_sql_get_text(rows, 8))) return "it was changed";
  follow(walk, &entry, hash);
  return bad_content(rows, &entry);
}

static gboolean walk_chains(struct store *store, struct store_record_check *check, GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error,
                       "SELECT r.organisation, r.seq, r.at, r.actor, r.verb, r.person_hash, r.content_hash, r.previous,"
                       " r.hash, c.salt, c.content, c.enrolment FROM record r LEFT JOIN record_content c"
                       " ON c.organisation = r.organisation AND c.seq = r.seq ORDER BY r.organisation, r.seq",
                       NO_VALUES))
    return FALSE;
  struct walk walk = {NULL, NULL, 0};
  for (const char *why = NULL; !why && store_sql_next(&rows);) {
    why = why_bad(&walk, &rows);
    check->entries++;
    if (store_sql_is_null(&rows, 9)) check->erased++;
    if (!why) continue;
    check->intact = FALSE;
    g_free(check->first_bad);
    check->first_bad =
        g_strdup_printf("%s/%" G_GINT64_FORMAT ": %s", store_sql_get_text(&rows, 0), store_sql_get_long(&rows, 1), why);
  }
  g_free(walk.organisation);
  g_free(walk.previous);
  return store_sql_end(&rows, error);
}

static gboolean find_stray(struct store *store, struct store_record_check *check, GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error,
                       "SELECT c.organisation, c.seq FROM record_content c WHERE NOT EXISTS (SELECT 1 FROM record r"
                       " WHERE r.organisation = c.organisation AND r.seq = c.seq) LIMIT 1",
                       NO_VALUES))
    return FALSE;
  if (store_sql_next(&rows)) {
    check->intact = FALSE;
    g_free(check->first_bad);
    check->first_bad = g_strdup_printf("%s/%" G_GINT64_FORMAT ": the entry of this content is gone",
                                       store_sql_get_text(&rows, 0), store_sql_get_long(&rows, 1));
  }
  return store_sql_end(&rows, error);
}

gboolean store_record_verify(struct store *store, struct store_record_check *check, GError **error) {
  *check = (struct store_record_check){.intact = TRUE, .first_bad = g_strdup("")};
  gboolean good = walk_chains(store, check, error) && (!check->intact || find_stray(store, check, error));
  if (!good) check->intact = FALSE;
  return good;
}
