/* The PDF of a letter: for who has its task, and for who may see the school's work. */
#include <string.h>

#include "scheduler/store/store_people.h"
#include "scheduler/store/store_tasks.h"
#include "scheduler/web/web_room.h"

static gboolean may_open(const struct web_request *request, const struct store_task *task) {
  const struct store_staff *staff = request->staff;
  if (task->owner == staff->id) return TRUE;
  struct store_enrolment *row = store_people_enrolment(cases_store(request->web->world.cases), task->enrolment, NULL);
  gboolean own = row && strcmp(row->organisation, staff->organisation) == 0 &&
                 (web_room_sight(staff) >= WEB_SIGHT_OWN || strcmp(staff->role, "postroom") == 0);
  store_people_enrolment_free(row);
  return own;
}

/* /brief/17.pdf */
void page_letter(struct web_request *request, struct web_answer *answer) {
  char *end = NULL;
  guint64 id = g_ascii_strtoull(request->tail, &end, 10);
  struct store_task *task = NULL;
  if (id && id <= G_MAXINT64 && strcmp(end, ".pdf") == 0)
    task = store_tasks_get(cases_store(request->web->world.cases), (gint64)id, NULL);
  const struct web_world *world = &request->web->world;
  GBytes *pdf = task && may_open(request, task) && world->letter ? world->letter(world->user, (gint64)id) : NULL;
  if (task) store_tasks_free(task);
  if (!pdf) {
    page_frame_not_found(answer, request->staff);
    return;
  }
  gsize length = 0;
  const char *bytes = g_bytes_get_data(pdf, &length);
  answer->type = "application/pdf";
  g_string_append_len(answer->body, bytes, (gssize)length);
  g_bytes_unref(pdf);
}
