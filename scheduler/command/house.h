/* The wiring: one installation, opened. The only file that knows store, flow, dispatch and channels together. */
#ifndef SCHEDULER_COMMAND_HOUSE_H
#define SCHEDULER_COMMAND_HOUSE_H

#include <glib.h>

#include "scheduler/cases/cases.h"
#include "scheduler/command/command.h"
#include "scheduler/command/config.h"
#include "scheduler/dispatch/dispatch.h"
#include "scheduler/flow/flow.h"
#include "scheduler/intake/intake.h"
#include "scheduler/store/store.h"
#include "scheduler/store/store_cohorts.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_people.h"
#include "scheduler/store/store_staff.h"

#define HOUSE_ERROR house_error_quark()
GQuark house_error_quark(void);
enum house_error { HOUSE_ERROR_CALL, HOUSE_ERROR_SETUP };

struct house {
  char *data;
  struct config *config;
  struct zone *zone;
  struct store *store;
  struct cases *cases;
  struct flow_world world;
  struct flow *flow;
  gint64 now;
  gboolean demo;                  /* a demo store opens local channels only (S28) */
  const char *actor;              /* of commands without --as */
  guint64 exit_at;                /* for tests: end the process at that commit */
  gboolean (*enough)(void *user); /* NULL, or asked between two lots of sending: is the service told to stop? */
  void *enough_user;
};
typedef struct house House; /* the name that g_autoptr wants */

enum house_use {
  HOUSE_READS,
  HOUSE_WRITES, /* refuses a fenced store (a copy or a restored backup) and a TIME before the newest event (S17) */
  HOUSE_HEARS   /* the same, but a clock that is behind keeps nobody's words out: it is then as late as that event */
};

/* Opens DIR of the call. NULL and an error that says what to do. */
struct house *house_open(const struct command_call *call, enum house_use use, GError **error);
void house_free(struct house *house);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(House, house_free)

date_t house_today(const struct house *house);
/* A date or DATE_NONE when the option is not there; FALSE and an error when it is no date. */
gboolean house_date(const struct house *house, const struct command_call *call, const char *option, date_t *date,
                    GError **error);

struct flow_act house_act(const struct house *house);
/* The act of a member of staff: "staff:7". `actor` keeps the text and is freed by the caller. */
gboolean house_act_as(const struct house *house, const char *email, struct flow_act *act, char **actor, GError **error);

/* Knows who carries what; free with dispatch_free. */
struct dispatch *house_dispatch(struct house *house);
/* One process at a time sends from a store: who comes meanwhile would take what another has in hand for left behind by
 * one that died. *turn is to be given back, -1 = another is at it. It ends with the process, whatever ends that. */
gboolean house_take_turn(const struct house *house, int *turn, GError **error);
void house_end_turn(int turn);

/* An option of [channel NAME] or NULL; `house` is a struct house. The option `folder` is meant from DIR on. */
const char *house_channel_setting(void *house, const char *channel, const char *option);

/* The member of the channels that a name in waakvlam.conf stands for; NULL when there is none. `house` as above. */
const struct channel *house_member(void *house, const char *name);
/* Opens it with its settings, as dispatch does. NULL and an error (HOUSE_ERROR_CALL: there is none of that name). What
 * comes back is closed with (*member)->close. */
void *house_open_channel(struct house *house, const char *name, const struct channel **member, GError **error);

/* The member that a name stands for when it hears, else NULL: what /hook/NAME and `inbound NAME` may bring. */
const struct channel *house_hearer(struct house *house, const char *name);
/* Asks a channel that has a `knock` whether a request is really theirs. FALSE and an error when it does not open. */
gboolean house_knock(struct house *house, const char *name, const struct channel_post *post,
                     enum channel_knock *verdict, char **answer, GError **error);

/* "L17" or ORGANISATION/leerlingnummer; 0 and an error when there is none. */
gint64 house_person(const struct house *house, const char *id, GError **error);

#endif
