/* The few Dutch words of the command line: they go to a telephone or a mailbox, not to a terminal. */
#ifndef SCHEDULER_COMMAND_COMMAND_WORDS_NL_H
#define SCHEDULER_COMMAND_COMMAND_WORDS_NL_H

#define COMMAND_WORDS_TEST_SUBJECT "Proefbericht van Waakvlam"
#define COMMAND_WORDS_TEST_TEXT    "Dit is een proefbericht van Waakvlam. Je hoeft niets te doen."

#endif
