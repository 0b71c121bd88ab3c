/* Inside the web only: what a handler gets and gives. */
#ifndef SCHEDULER_WEB_WEB_ROOM_H
#define SCHEDULER_WEB_WEB_ROOM_H

#include <glib.h>
#include <jansson.h>
#include <microhttpd.h>

#include "scheduler/store/store_staff.h"
#include "scheduler/web/web.h"

struct web {
  struct web_world world;
  struct MHD_Daemon *daemon;
  GMutex mutex;         /* guards the store connection and `attempts` */
  GHashTable *attempts; /* address → struct web_attempts: sign-in tries */
  int port;
};

/* A request while it is answered. The body has been read whole; the mutex is held. */
struct web_request {
  struct web *web;
  struct MHD_Connection *connection;
  const char *path, *method;
  const char *tail;          /* what follows the route's path: the ID of /jongere/ID */
  GString *body;             /* of a POST; at most 64 KiB */
  struct store_staff *staff; /* who is signed in, or NULL */
  gint64 now;
};

struct web_answer {
  guint status;
  const char *type;    /* "text/html; charset=utf-8" unless set */
  GString *body;
  char *location;      /* of a redirect; freed */
  char *cookie;        /* Set-Cookie; freed */
};

enum web_route_bits { WEB_GET = 1, WEB_POST = 2, WEB_SIGNED_IN = 4, WEB_PREFIX = 8, WEB_WRITES = 16 };

struct web_route {
  const char *path;
  guint bits; /* enum web_route_bits: checked before the handler runs */
  void (*handle)(struct web_request *request, struct web_answer *answer);
};
extern const struct web_route web_routes[]; /* ends with path NULL */

/* A field of the query string or of a form body; NULL when it is not there. Caller frees. */
char *web_room_query(const struct web_request *request, const char *name);
char *web_room_field(const struct web_request *request, const char *name);
/* The raw query string without its ?, rebuilt. Caller frees. */
char *web_room_query_string(const struct web_request *request, const char *without);
void web_room_redirect(struct web_answer *answer, const char *to);

/* Sign-in (web_session.c). */
struct store_staff *web_session_staff(struct web *web, struct MHD_Connection *connection, gint64 now);
/* The cookie of a new session, or NULL: wrong, unknown or too many tries. Takes as long for an unknown user. */
char *web_session_open(struct web *web, const char *email, const char *password, gint64 now);
void web_session_close(struct web *web, struct MHD_Connection *connection);
void web_session_attempts_free(gpointer attempts);

/* The page around the content: title, navigation, who is signed in (page_frame_nl.c). */
void page_frame_begin(struct web_answer *answer, const struct store_staff *staff, const char *title);
void page_frame_end(struct web_answer *answer);
/* A page that only says one thing, with a way back. */
void page_frame_message(struct web_answer *answer, const struct store_staff *staff, guint status, const char *title, const char *text);
void page_frame_not_found(struct web_answer *answer, const struct store_staff *staff);
void page_frame_failed(struct web_answer *answer, const struct store_staff *staff);

/* The handlers, one page a file. */
void page_signin(struct web_request *request, struct web_answer *answer);
void page_signin_post(struct web_request *request, struct web_answer *answer);
void page_signin_out(struct web_request *request, struct web_answer *answer);
void page_worklist(struct web_request *request, struct web_answer *answer);
void page_person(struct web_request *request, struct web_answer *answer);
void page_postbox(struct web_request *request, struct web_answer *answer);
void page_style(struct web_request *request, struct web_answer *answer);
void hook_sms(struct web_request *request, struct web_answer *answer);
void hook_receipt(struct web_request *request, struct web_answer *answer);
void hook_health(struct web_request *request, struct web_answer *answer);

#endif
