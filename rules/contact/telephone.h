/* A telephone number as people read it out: Dutch ones nationally and in the groups in which they are spoken ("06
 * 12345678", "010 123 45 67", "0113 12 34 56", "0800 1234"), foreign ones with their country code ("+32 470 12 34 56").
 * In the store, in answers for programs and in links it stays E.164. */
#ifndef RULES_CONTACT_TELEPHONE_H
#define RULES_CONTACT_TELEPHONE_H

/* What is no E.164 is given back as it is: a number that a person typed, a name. Plain blanks, so that it costs an SMS
 * no other alphabet. Caller frees. */
char *telephone_display(const char *normal);

#endif
