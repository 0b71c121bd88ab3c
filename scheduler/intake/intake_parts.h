/* What is reported of the parts of a long text, folded: every part delivered is delivered, one that failed is failed,
 * in whatever order and however often the reports come. Pure. */
#ifndef SCHEDULER_INTAKE_INTAKE_PARTS_H
#define SCHEDULER_INTAKE_INTAKE_PARTS_H

#include <glib.h>

enum { INTAKE_PARTS_MOST = 255 };

/* `parts` has a letter a part: . nothing yet, s sent, d delivered, f failed; "" = nothing of any. A part that was
 * delivered or failed stays so. `part` from 1. Caller frees. */
char *intake_parts_note(const char *parts, int part, const char *state);
/* "sent", "delivered" or "failed". `total`: how many parts we counted; a provider that names a higher one knows better.
 */
const char *intake_parts_state(const char *parts, int total);

#endif
