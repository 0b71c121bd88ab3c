#include "scheduler/command/cmd_bench.h"

#include <stdio.h>
#include <string.h>

#include "scheduler/bench/bench.h"

static const struct {
  const char *name;
  json_t *(*run)(GError **error);
} benches[] = {{"plan", bench_plan}, {"tick", bench_tick}, {"import", bench_import}, {"formats", bench_formats}};

int cmd_bench_run(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(benches); i++) {
    if (strcmp(benches[i].name, command_argument(call, 0)) != 0) continue;
    json_t *answer = benches[i].run(&error);
    if (!answer) return command_fail_error(&error);
    if (!call->json) json_dumpf(answer, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6)), putchar('\n');
    command_answer(call, answer);
    return COMMAND_DONE;
  }
  return command_fail(COMMAND_WRONG, "there is no benchmark %s: plan, tick, import, formats",
                      command_argument(call, 0));
}
