/* The names of facts that an import writes, a character each.
 *
 * A hundred thousand young people have the same dozen names, and these were half of what a body took: with a character
 * in place of `name=` an import writes a quarter less. A line that begins with a small letter has its name in full,
 * which is what a person's corrections are written with; any other line begins with the character from this table.
 * Stores hold these characters: a line of the table is never changed, only added. */
#ifndef SCHEDULER_STORE_FACT_NAMES_H
#define SCHEDULER_STORE_FACT_NAMES_H

/* '\0' for a name that has none. */
char fact_names_short(const char *name);
/* NULL for a character that stands for none. */
const char *fact_names_long(char character);

#endif
