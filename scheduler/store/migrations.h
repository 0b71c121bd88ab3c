/* The numbered migrations of the store: SQLite's DDL. PostgreSQL gets literals of its own (S27). */
#ifndef SCHEDULER_STORE_MIGRATIONS_H
#define SCHEDULER_STORE_MIGRATIONS_H

#include <glib.h>

/* Number 1 is the first element; each is a list of statements that ends with NULL. */
const char *const *const *migrations_all(guint *count);

#endif
