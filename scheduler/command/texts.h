/* Policy and template files of an installation: reading, checking, publishing (S10). */
#ifndef SCHEDULER_COMMAND_TEXTS_H
#define SCHEDULER_COMMAND_TEXTS_H

#include <glib.h>

#include "rules/language/language.h"
#include "scheduler/command/house.h"

/* What `rules check` asks about templates and calendars. Looks in DIR/templates, then in the shipped texts, so that a
 * policy can be checked before there is an installation. */
struct texts_world;
typedef struct texts_world TextsWorld; /* the name that g_autoptr wants */
struct texts_world *texts_world_new(const char *data);
void texts_world_free(struct texts_world *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextsWorld, texts_world_free)

/* Reads and checks one policy file. NULL with findings, or with an error when the file can't be read. */
struct policy *texts_read_policy(const char *path, const struct texts_world *world, GPtrArray *findings, char **text,
                                 GError **error);

/* Publishes a policy ("policy") or template file for an organisation, inside a transaction; a text that does not read
 * is an error (Dutch, with its place). `mode` is keep, recompute or only-new. */
gboolean texts_publish(struct house *house, const struct texts_world *world, const char *kind, const char *path,
                       const char *organisation, const char *mode, GError **error);
/* Everything in DIR/policies and DIR/templates. */
gboolean texts_publish_all(struct house *house, const char *organisation, GError **error);

/* Finds the text of a template as above: DIR first, then shipped. Caller frees; NULL = there is none. */
char *texts_template(const char *data, const char *name);

#endif
