/* Shapes of the generated tables (*_table.c) that places.c searches; README.md has their sources and licences. */
#ifndef SCHEDULER_COHORTS_PLACES_TABLES_H
#define SCHEDULER_COHORTS_PLACES_TABLES_H

#include <glib.h>

struct places_gemeente {
  guint16 code;  /* 363 = GM0363 */
  guint8 region; /* Doorstroompuntregio, 1 to 41 without 14 */
  const char *name;
};
struct places_region {
  guint8 code;
  const char *name;
};
struct places_woonplaats {
  const char *key; /* small letters and digits only */
  guint16 gemeente;
};
struct places_run { /* of four-digit postcodes, both ends included */
  guint16 from, to, gemeente;
};
struct places_abolished {
  guint16 code, now;
  guint8 split; /* 1: it was divided, `now` has the largest part */
};

extern const struct places_gemeente gemeenten_table[];
extern const gsize gemeenten_table_size;
extern const struct places_region gemeenten_table_regions[];
extern const gsize gemeenten_table_regions_size;
extern const struct places_woonplaats woonplaatsen_table[];
extern const gsize woonplaatsen_table_size;
extern const struct places_run pc4_table[];
extern const gsize pc4_table_size;
extern const struct places_abolished opgeheven_table[];
extern const gsize opgeheven_table_size;

#endif
