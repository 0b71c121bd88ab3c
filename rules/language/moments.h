/* Days and widths: "uitstroomdatum + 6 weken", "elke 1 oktober", "speling tot herfstvakantie". */
#ifndef RULES_LANGUAGE_MOMENTS_H
#define RULES_LANGUAGE_MOMENTS_H

#include "rules/language/parser.h"

gboolean moments_when(struct parser *parser, struct policy_when *when);
gboolean moments_width(struct parser *parser, struct policy_width *width);
/* "1 oktober"; reports a day that no year has. */
gboolean moments_day_of_year(struct parser *parser, guint8 *day, guint8 *month);

#endif
