/* Policy and template files of an installation: reading, checking, publishing (S10). */
#ifndef SCHEDULER_COMMAND_TEXTS_H
#define SCHEDULER_COMMAND_TEXTS_H

#include <glib.h>

#include "rules/language/language.h"
#include "scheduler/command/house.h"

/* What `rules check` asks about templates and calendars. Looks in DIR/templates, then in the shipped texts, so that a
 * policy can be checked before there is an installation. Free with texts_world_free. */
struct texts_world;
struct texts_world *texts_world_new(const char *data, const struct zone *zone);
void texts_world_free(struct texts_world *world);
const struct language_world *texts_world_language(const struct texts_world *world);

/* Reads and checks one policy file. NULL with findings, or with an error when the file can't be read. */
struct policy *texts_read_policy(const char *path, const struct texts_world *world, GPtrArray *findings, char **text,
                                 GError **error);

/* The file's stem without the ending: "pro", "aankondiging.sms". Caller frees. */
char *texts_name(const char *path);

/* Publishes a policy ("policy") or template file for an organisation, inside a transaction; a text that does not read
 * is an error (Dutch, with its place). `mode` is keep, recompute or only-new. */
gboolean texts_publish(struct house *house, const struct texts_world *world, const char *kind, const char *path,
                       const char *organisation, const char *mode, GError **error);
/* Everything in DIR/policies and DIR/templates. */
gboolean texts_publish_all(struct house *house, const char *organisation, GError **error);

/* Finds the text of a template as above: DIR first, then shipped. Caller frees; NULL = there is none. */
char *texts_template(const char *data, const char *name);

#endif
