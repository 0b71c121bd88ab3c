#include "scheduler/cohorts/cohort_lots.h"

#include <stdlib.h>
#include <string.h>

#include "scheduler/cohorts/cohort_facts.h"

/* A typical row takes 300 bytes; one that has everything at its longest must still fit: its values twice, once as facts
 * with their names, of 40 letters at most. */
enum {
  LOTS = 3,
  ROW_MAX = COHORT_FIELDS * (2 * COHORT_VALUE_SIZE + 42),
  TEXT = 160 * 1024 + ROW_MAX,
};

struct own_lot {
  struct cohort_lot lot; /* first: the caller sees only this */
  gboolean last;         /* no lot follows */
  GError *error;         /* why not */
  gsize used;
  char text[TEXT];
};

struct cohort_lots {
  struct cohort_lots_source source;
  struct own_lot *all[LOTS];
  struct own_lot *out; /* with the caller */
  gboolean ended;
  struct cohort_row_text text; /* of the row that is being read */
  GString *facts;
  GThread *thread;
  GAsyncQueue *empty, *full;
  int stop; /* atomic */
};

/* -- filling: on the thread ------------------------------------------------------------------------------------- */

static const char *keep(struct own_lot *own, const char *text, gsize length) {
  char *kept = own->text + own->used;
  memcpy(kept, text, length + 1);
  own->used += length + 1;
  return kept;
}

static void read_row(struct cohort_lots *lots, struct own_lot *own, const struct csv_row *cells) {
  const struct cohort_lots_source *source = &lots->source;
  struct cohort_row *row = own->lot.rows[own->lot.count];
  cohort_row_read(row, &lots->text, cells, source->header, source->mapping);
  cohort_checks_row(source->checks, row);
  for (int i = 0; i < COHORT_FIELDS; i++)
    if (*row->value[i]) row->value[i] = keep(own, row->value[i], strlen(row->value[i]));
  row->text = NULL;
  g_string_truncate(lots->facts, 0);
  if (row->errors->len == 0) cohort_facts_first(lots->facts, row, source->header);
  guint at = own->lot.count++;
  own->lot.facts[at] = keep(own, lots->facts->str, lots->facts->len);
  own->lot.tail_errors[at] = row->errors->len;
  gboolean listed = !source->quiet || row->errors->len;
  own->lot.tails[at] = listed ? cohort_answer_tail(row, source->header, source->quiet) : NULL;
}

static void clear_lot(struct own_lot *own) {
  for (guint i = 0; i < own->lot.count; i++) free(own->lot.tails[i]);
  own->lot.count = 0;
}

static void fill(struct cohort_lots *lots, struct own_lot *own) {
  struct csv_row cells;
  clear_lot(own);
  own->used = 0;
  while (own->lot.count < COHORT_LOTS_ROWS && own->used + ROW_MAX <= TEXT && !g_atomic_int_get(&lots->stop)) {
    if (cohort_sheet_next(lots->source.sheet, &cells, &own->error)) {
      read_row(lots, own, &cells);
      continue;
    }
    own->last = TRUE;
    return;
  }
}

static gpointer fill_all(gpointer user) {
  struct cohort_lots *lots = user;
  for (;;) {
    gpointer got = g_async_queue_pop(lots->empty);
    if (got == lots) return NULL; /* told to stop */
    struct own_lot *own = got;
    fill(lots, own);
    gboolean last = own->last;
    g_async_queue_push(lots->full, own);
    if (last) return NULL;
  }
}

/* -- the caller's side ------------------------------------------------------------------------------------------- */

static struct own_lot *new_lot(void) {
  struct own_lot *own = g_new(struct own_lot, 1);
  own->lot.count = 0;
  own->last = FALSE;
  own->error = NULL;
  for (guint i = 0; i < COHORT_LOTS_ROWS; i++) own->lot.rows[i] = cohort_row_new();
  return own;
}

static void free_lot(struct own_lot *own) {
  if (!own) return;
  clear_lot(own);
  for (guint i = 0; i < COHORT_LOTS_ROWS; i++) cohort_row_free(own->lot.rows[i]);
  g_clear_error(&own->error);
  g_free(own);
}

struct cohort_lots *cohort_lots_new(const struct cohort_lots_source *source, guint threads) {
  struct cohort_lots *lots = g_new0(struct cohort_lots, 1);
  lots->source = *source;
  lots->facts = g_string_sized_new(1024);
  lots->empty = g_async_queue_new();
  lots->full = g_async_queue_new();
  for (guint i = 0; i < (threads > 1 ? LOTS : 1); i++) {
    lots->all[i] = new_lot();
    g_async_queue_push(lots->empty, lots->all[i]);
  }
  if (threads > 1) lots->thread = g_thread_try_new("rows", fill_all, lots, NULL);
  return lots;
}

void cohort_lots_free(struct cohort_lots *lots) {
  if (!lots) return;
  g_atomic_int_set(&lots->stop, 1);
  if (lots->thread) {
    g_async_queue_push_front(lots->empty, lots); /* it may be waiting for a lot */
    g_thread_join(lots->thread);
  }
  g_async_queue_unref(lots->empty);
  g_async_queue_unref(lots->full);
  for (guint i = 0; i < LOTS; i++) free_lot(lots->all[i]);
  g_string_free(lots->facts, TRUE);
  g_free(lots);
}

static struct own_lot *next_lot(struct cohort_lots *lots) {
  if (lots->thread) return g_async_queue_pop(lots->full);
  struct own_lot *own = g_async_queue_pop(lots->empty);
  fill(lots, own);
  return own;
}

struct cohort_lot *cohort_lots_next(struct cohort_lots *lots, GError **error) {
  if (lots->out && !lots->ended) g_async_queue_push(lots->empty, g_steal_pointer(&lots->out));
  if (!lots->ended) {
    lots->out = next_lot(lots);
    lots->ended = lots->out->last;
    if (lots->out->lot.count) return &lots->out->lot;
  }
  if (lots->out && lots->out->error) g_propagate_error(error, g_steal_pointer(&lots->out->error));
  return NULL;
}
