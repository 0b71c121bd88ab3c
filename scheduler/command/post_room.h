/* The PDF of a letter that waits for the post room: by its task, from the folder where the channel put it. */
#ifndef SCHEDULER_COMMAND_POST_ROOM_H
#define SCHEDULER_COMMAND_POST_ROOM_H

#include "scheduler/command/house.h"

/* NULL and HOUSE_ERROR_CALL when that task has no letter, or it was not made yet. */
GBytes *post_room_letter(struct house *house, gint64 task, GError **error);

#endif
