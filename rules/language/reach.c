#include "rules/language/reach.h"
void reach_check(struct parser *parser) { (void)parser; }
