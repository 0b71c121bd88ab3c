/* The texts that come with the program: policies and message templates, made into C by deploy/embed. */
#ifndef SCHEDULER_COMMAND_SHIPPED_H
#define SCHEDULER_COMMAND_SHIPPED_H

#include <stddef.h>

struct shipped_file {
  const char *folder; /* below DIR: "policies" or "templates" */
  const char *name;   /* "pro.beleid", "aankondiging.sms.bericht" */
  const char *text;
};
extern const struct shipped_file shipped_files[]; /* ends with folder NULL */

#endif
