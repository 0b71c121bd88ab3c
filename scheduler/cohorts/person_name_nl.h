/* Tussenvoegsels: words that stand before a surname and are not what it is sorted by. */
#ifndef SCHEDULER_COHORTS_PERSON_NAME_NL_H
#define SCHEDULER_COHORTS_PERSON_NAME_NL_H

/* Small letters, the longer before the shorter; ends with NULL. */
extern const char *const person_name_nl_prefixes[];

#endif
