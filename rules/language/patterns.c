#include "rules/language/patterns.h"
void patterns_check(struct parser *parser) { (void)parser; }
