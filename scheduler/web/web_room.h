/* Inside the web only: what a handler gets and gives. */
#ifndef SCHEDULER_WEB_WEB_ROOM_H
#define SCHEDULER_WEB_WEB_ROOM_H

#include <glib.h>
#include <jansson.h>
#include <microhttpd.h>

#include "scheduler/store/store_staff.h"
#include "scheduler/views/views.h"
#include "scheduler/web/web.h"

struct web {
  struct web_world world;
  struct MHD_Daemon *daemon;
  struct web_gate *gate;
  GMutex mutex;      /* guards the store connection and what stands below it, but `passwords` */
  GMutex passwords;  /* one argon2id at a time: it takes 64 MiB */
  GHashTable *tries; /* who tried to sign in → how often (web_guard.c) */
  gint64 forgot;     /* when calendars were last dropped: staff and leave change by other processes */
  int port;
};

/* A request while it is answered. The body has been read whole; the mutex is held. */
struct web_request {
  struct web *web;
  struct MHD_Connection *connection;
  const char *path, *method;
  const char *tail;          /* what follows the route's path: the ID of /jongere/ID */
  const char *query;         /* as it came, without '?' */
  GString *body;             /* of a POST; at most 64 KiB */
  struct store_staff *staff; /* who is signed in, or NULL */
  gint64 now;
};

struct web_answer {
  guint status;
  const char *type; /* "text/html; charset=utf-8" unless set */
  GString *body;
  char *location;   /* of a redirect; freed */
  char *cookie;     /* Set-Cookie; freed */
  char *tag;        /* ETag; freed */
  const char *here; /* the item of the menu that this page is, or NULL */
};

enum web_route_bits {
  WEB_GET = 1,
  WEB_POST = 2,
  WEB_SIGNED_IN = 4,
  WEB_PREFIX = 8,
  WEB_WRITES = 16,
  WEB_FORM = 32,     /* a POST of a browser: only from our own pages */
  WEB_STORELESS = 64 /* touches no store */
};

/* What a role may look at. A school's own people only, always. */
enum web_sight {
  WEB_SIGHT_NOTHING, /* gemeente and Doorstroompunt: hand-overs have no page yet */
  WEB_SIGHT_TASKS,   /* their own tasks */
  WEB_SIGHT_OWN,     /* their own tasks and messages, every time line */
  WEB_SIGHT_SCHOOL
};
enum web_sight web_room_sight(const struct store_staff *staff);
/* Whose work is shown to who is signed in: their own, or the school's. */
struct views_viewer web_room_viewer(const struct web_request *request);

struct web_route {
  const char *path;
  guint bits; /* enum web_route_bits: checked before the handler runs */
  void (*handle)(struct web_request *request, struct web_answer *answer);
};
extern const struct web_route web_routes[]; /* ends with path NULL */

/* A field of the query string or of a form body; NULL when it is not there. Caller frees. */
char *web_room_query(const struct web_request *request, const char *name);
char *web_room_field(const struct web_request *request, const char *name);
/* A number of the query string, 0 when it is not there or no number from 0 to G_MAXINT32. */
gint64 web_room_number(const struct web_request *request, const char *name);
void web_room_redirect(struct web_answer *answer, const char *to);
/* A text of a view's document; "" when it is not there. */
const char *web_room_text(const json_t *object, const char *key);

/* Who may knock (web_guard.c). */
gboolean web_guard_own_form(const struct web_request *request);
char *web_guard_client(const struct web_request *request);                            /* caller frees */
gboolean web_guard_may_try(struct web *web, const char *key, guint most, gint64 now); /* counts it, too */
void web_guard_succeeded(struct web *web, const char *key);
void web_guard_tries_free(gpointer tries);

/* Sign-in (web_session.c). */
enum web_signin { WEB_SIGNIN_DONE, WEB_SIGNIN_WRONG, WEB_SIGNIN_OFTEN, WEB_SIGNIN_BUSY };
struct store_staff *web_session_staff(const struct web_request *request);
/* *cookie: of a new session when done. Takes as long for an unknown user. Lets go of the mutex meanwhile: no
 * transaction may be open. */
enum web_signin web_session_open(struct web_request *request, const char *typed, const char *password, char **cookie);
/* What a form of a signed-in page carries along as `sleutel`: of this session, and no other page can know it. */
char *web_session_form_key(const struct web_request *request); /* caller frees */
gboolean web_session_form_is_ours(const struct web_request *request);
char *web_session_close(const struct web_request *request); /* the cookie that ends it; caller frees */

/* The page around the content: title, navigation, who is signed in (page_frame_nl.c). */
void page_frame_begin(struct web_answer *answer, const struct store_staff *staff, const char *title);
void page_frame_end(struct web_answer *answer);
/* Pages that only say one thing, with their status. */
void page_frame_not_found(struct web_answer *answer, const struct store_staff *staff);
void page_frame_failed(struct web_answer *answer, const struct store_staff *staff);

void page_frame_not_here(struct web_answer *answer, const struct store_staff *staff); /* nothing for this role yet */
void page_frame_not_yours(struct web_answer *answer,
                          const struct store_staff *staff); /* this page isn't for this role */
void page_frame_foreign(struct web_answer *answer);         /* another site's form */
void page_frame_too_long(struct web_answer *answer);

/* Words that several pages share (page_words_nl.c). */
const char *page_words_kind(const char *task_kind);                        /* "Bellen" */
void page_words_reach(GString *out, const char *phone, const char *email); /* links */
/* Likewise, and what has failed is no link, but said to have. The states are those of views_worklist. */
void page_words_reach_known(GString *out, const json_t *task);
void page_words_safe(GString *out, const char *safe_contact);          /* what to mind; nothing when "" */
void page_words_ground(GString *out, const char *ground);              /* "Waarom: …" */
void page_words_time(GString *out, const char *iso, const char *text); /* <time>, escaped */
/* Without the "Te laat: " that the page says, nor what page_words_safe says; caller frees. */
char *page_words_task(const char *why, gboolean safe_is_said);
/* "2026-08-21T10:00:00+02:00" as "vrijdag 21 augustus, 10.00 uur". */
/* The link to record what came of a task. */
void page_words_record(GString *out, const char *task_id, const char *task_kind);
void page_words_moment(GString *out, const char *iso);
/* What came in: its title, from whom, when, and the words as a quotation. */
void page_words_said(GString *out, const json_t *said);
void page_words_letter(GString *out, const json_t *task); /* the link to its PDF; nothing for other tasks */
/* Where what came in is dealt with, if it has a page: the appointments, or whose it is. */
void page_words_follow(GString *out, const json_t *said);
/* "sms naar 06 12345678"; of a warning or an own calendar whose it is. Caller frees. */
char *page_words_way_out(const json_t *message);
/* A link to the page of a young person, as a heading of that level. */
void page_words_person(GString *out, const char *level, const char *leaver, const char *name);

/* The handlers, one page a file. */
void page_signin(struct web_request *request, struct web_answer *answer);
void page_signin_post(struct web_request *request, struct web_answer *answer);
void page_signin_out(struct web_request *request, struct web_answer *answer);
void page_worklist(struct web_request *request, struct web_answer *answer);
void page_task(struct web_request *request, struct web_answer *answer);
void page_task_post(struct web_request *request, struct web_answer *answer);
void page_person(struct web_request *request, struct web_answer *answer);
void page_received(struct web_request *request, struct web_answer *answer);
void page_claim(struct web_request *request, struct web_answer *answer);
void page_claim_post(struct web_request *request, struct web_answer *answer);
void page_appointments(struct web_request *request, struct web_answer *answer);
void page_appointments_item(GString *out, const json_t *one, date_t today); /* <li>: one of views_coming */
void page_move(struct web_request *request, struct web_answer *answer);
void page_move_post(struct web_request *request, struct web_answer *answer);
void page_postbox(struct web_request *request, struct web_answer *answer);
void page_letter(struct web_request *request, struct web_answer *answer);
void page_agenda(struct web_request *request, struct web_answer *answer);
void page_unsubscribe(struct web_request *request, struct web_answer *answer);
void page_unsubscribe_post(struct web_request *request, struct web_answer *answer);
void page_style(struct web_request *request, struct web_answer *answer);
void hook_sms(struct web_request *request, struct web_answer *answer);
void hook_receipt(struct web_request *request, struct web_answer *answer);
void hook_channel(struct web_request *request, struct web_answer *answer);
void hook_health(struct web_request *request, struct web_answer *answer);

#endif
