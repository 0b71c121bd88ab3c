#include "scheduler/command/cmd_act.h"
#include "scheduler/command/cmd_appointment.h"
#include "scheduler/command/cmd_ask.h"
#include "scheduler/command/cmd_bench.h"
#include "scheduler/command/cmd_calendar.h"
#include "scheduler/command/cmd_care.h"
#include "scheduler/command/cmd_channel.h"
#include "scheduler/command/cmd_cohort.h"
#include "scheduler/command/cmd_correct.h"
#include "scheduler/command/cmd_erase.h"
#include "scheduler/command/cmd_import.h"
#include "scheduler/command/cmd_inbound.h"
#include "scheduler/command/cmd_rules.h"
#include "scheduler/command/cmd_setup.h"
#include "scheduler/command/cmd_work.h"
#include "scheduler/command/command.h"
#include "scheduler/command/service.h"

#define END {NULL, NULL, NULL, FALSE}
#define AS  {"as", "USER", "e-mail address of the member of staff who does this", FALSE}

static const struct command_option none[] = {END};
static const struct command_option init[] = {{"demo", NULL, "a store that can open no channel but the post box", FALSE}, END};
static const struct command_option organisation_add[] = {
    {"id", "ID", "short name, used everywhere: a-z A-Z 0-9 - _ .", TRUE},
    {"kind", "KIND", "mbo, pro, vso, gemeente or doorstroompunt", TRUE},
    {"name", "NAME", "as people know it", TRUE},
    {"region", "REGION", "of the school holidays: noord, midden (default) or zuid", FALSE},
    END};
static const struct command_option user_add[] = {
    {"organisation", "ID", "where they work", TRUE},
    {"role", "ROLE", "counsellor, coordinator, manager, privacy, postroom, municipality or doorstroompunt", TRUE},
    {"email", "ADDRESS", "what they sign in with", TRUE},
    {"name", "NAME", "what their messages are signed with", FALSE},
    {"phone", "NUMBER", "what young people can call", FALSE},
    {"days", "DAYS", "half-days for this work: \"di-middag do-middag\" (default ma to vr)", FALSE},
    {"password", NULL, "read a password from standard input, so that they may sign in", FALSE},
    END};
static const struct command_option user_calendar[] = {
    {"channel", "NAME", "leads to their own calendar; default: as waakvlam.conf says (agenda = …); none: no copy", FALSE},
    {"renew", NULL, "a new address; the old one ends", FALSE},
    {"revoke", NULL, "no address any more", FALSE},
    END};
static const struct command_option import[] = {
    {"organisation", "ID", "the school", TRUE},
    {"cohort", "NAME", "made if it is not there", TRUE},
    {"mapping", "FILE", "what the school's export calls things", FALSE},
    {"dry-run", NULL, "say what would happen, store nothing", FALSE},
    {"accept-valid", NULL, "store the good rows although others are wrong", FALSE},
    {"quiet", NULL, "only wrong rows in the answer", FALSE},
    END};
static const struct command_option cohort_start[] = {
    {"from", "DATE", "moments before it are listed for a person, never done", TRUE},
    {"as", "USER", "e-mail address of who starts it", TRUE},
    {"confirmed-by", "USER", "e-mail address of who confirms it: somebody else", TRUE},
    END};
static const struct command_option cohort_hold[] = {AS, {"release", NULL, "end the hold", FALSE}, END};
static const struct command_option as_only[] = {AS, END};
static const struct command_option appointment_list[] = {{"leaver", "ID", "one young person", FALSE},
                                                         {"all", NULL, "what is past or off too", FALSE},
                                                         END};
static const struct command_option appointment_move[] = {
    AS, {"to", "TIME", "when it begins now, as 2026-09-17T14:00+02:00", TRUE}, END};
static const struct command_option appointment_cancel[] = {
    AS, {"reason", "TEXT", "for the record; the young person doesn't read it", FALSE}, END};
static const struct command_option plan[] = {{"leaver", "ID", "one young person", FALSE},
                                             {"cohort", "NAME", "one cohort", FALSE},
                                             {"from", "DATE", "steps from this day", FALSE},
                                             {"to", "DATE", "steps up to and including this day", FALSE},
                                             {"assume", "WHAT", "no-reaction or response: list what hangs on it too", FALSE},
                                             END};
static const struct command_option why[] = {{"leaver", "ID", "one young person", TRUE},
                                            {"on", "DATE", "the day asked about", TRUE},
                                            {"as-known", "now", "today's view of that day instead of what was known then", FALSE},
                                            END};
static const struct command_option messages[] = {{"leaver", "ID", "one young person", FALSE},
                                                 {"state", "STATE", "queued held sending sent delivered failed unknown withdrawn", FALSE},
                                                 END};
static const struct command_option task_list[] = {{"all", NULL, "closed ones too", FALSE},
                                                  {"organisation", "ID", "of one organisation", FALSE},
                                                  {"owner", "USER", "of one member of staff", FALSE},
                                                  END};
static const struct command_option agree[] = {{"organisation", "ID", "the school", TRUE},
                                              {"note", "TEXT", "which agreement, of when", TRUE},
                                              {"end", NULL, "it doesn't stand any more", FALSE},
                                              {"as", "USER", "e-mail address of the member of staff who does this", TRUE},
                                              END};
static const struct command_option task_letter[] = {{"out", "FILE", "where to write it (- = standard output)", TRUE}, END};
static const struct command_option task_done[] = {
    {"outcome", "OUTCOME", "spoke used agreed declined later refused_contact moved wrong_number no_answer not_needed overleden", TRUE},
    {"with", "WHO", "who was spoken to", FALSE},
    {"minutes", "N", "time spent", FALSE},
    {"note", "TEXT", "for the counsellor's own use", FALSE},
    {"until", "DATE", "with outcome later: not before this day", FALSE},
    AS,
    END};
static const struct command_option leaver_record[] = {
    {"contact", "OUTCOME", "what came of a contact that was no task", FALSE},
    {"no-contact", NULL, "asked around: nobody at school had contact (before a hand-over)", FALSE},
    {"resume", "CHANNEL", "lift STOP for sms, email or all, with --reason and --as", FALSE},
    {"reason", "TEXT", "why STOP is lifted", FALSE},
    {"with", "WHO", "who was spoken to", FALSE},
    {"minutes", "N", "time spent", FALSE},
    {"note", "TEXT", "for the counsellor's own use", FALSE},
    {"until", "DATE", "with outcome later: not before this day", FALSE},
    AS,
    END};
static const struct command_option inbound_assign[] = {{"leaver", "ID", "whose words they are", FALSE},
                                                       {"nobody", NULL, "nobody's: it needs no answer", FALSE},
                                                       AS,
                                                       END};
static const struct command_option leaver_only[] = {{"leaver", "ID", "one young person", FALSE}, END};
static const struct command_option handover_propose[] = {{"no-contact", NULL, "asked around: nobody at school had contact", FALSE},
                                                         {"to", "RECEIVER", "gemeente or doorstroompunt; default: whom the kind is for", FALSE},
                                                         {"kind", "KIND", "involve or continue (gemeente), answer (doorstroompunt)", FALSE},
                                                         {"ground", "TEXT", "the article or agreement that is thought of", FALSE},
                                                         {"reason", "TEXT", "why", TRUE},
                                                         AS,
                                                         END};
static const struct command_option handover_request[] = {{"asked", "DATE", "the day on which they asked; default: today", FALSE},
                                                         {"ground", "TEXT", "the article that they ask on", FALSE},
                                                         {"reason", "TEXT", "what they ask", TRUE},
                                                         AS,
                                                         END};
static const struct command_option handover_approve[] = {{"no-contact", NULL, "asked around: nobody at school had contact", FALSE},
                                                         {"kind", "KIND", "involve, continue or answer", TRUE},
                                                         {"ground", "TEXT", "the article or agreement it rests on", TRUE},
                                                         {"reason", "TEXT", "why", TRUE},
                                                         AS,
                                                         END};
static const struct command_option handover_refuse[] = {{"reason", "TEXT", "why", TRUE}, AS, END};
static const struct command_option handover_answer[] = {{"answer", "WORD", "accepted or rejected, by the receiver", TRUE},
                                                        {"reason", "TEXT", "what they said", FALSE},
                                                        AS,
                                                        END};
static const struct command_option handover_talk[] = {{"note", "TEXT", "who was there and what was agreed", FALSE}, AS, END};
static const struct command_option render[] = {{"values", "FILE", "JSON object with a value for every field", TRUE}, END};
static const struct command_option publish[] = {{"organisation", "ID", "for whom", TRUE},
                                                {"on", "MODE", "keep (default), recompute or only-new: who follows the new text", FALSE},
                                                END};
static const struct command_option channel_check[] = {{"conformance", NULL, "plays everything that can go wrong, and sends nothing", FALSE}, END};
static const struct command_option channel_test[] = {{"to", "ADDRESS", "your own address, number, or a postal address with | between the lines; else the service's own", FALSE}, END};

const struct command command_table[] = {
    {"init", "", 0, 0, "makes DIR with defaults; refuses one that is in use", init, cmd_setup_init},
    {"organisation add", "", 0, 0, "adds a school, gemeente or Doorstroompunt", organisation_add, cmd_setup_organisation_add},
    {"organisation agree", "KIND", 1, 1, "records a school's agreement, or with --end that it ended: whatsapp", agree, cmd_setup_organisation_agree},
    {"user add", "", 0, 0, "adds a member of staff", user_add, cmd_setup_user_add},
    {"user password", "ADDRESS", 1, 1, "sets a password, read from standard input", none, cmd_setup_user_password},
    {"user calendar", "ADDRESS", 1, 1, "the address at which a calendar program can subscribe to their appointments, and the channel to their own calendar", user_calendar, cmd_calendar_user},
    {"import", "FILE", 1, 1, "a school's CSV or Excel (.xlsx) file into a cohort: all rows or, with errors, none (- = standard input)", import, cmd_import_run},
    {"cohort start", "NAME", 1, 1, "fixes policy, texts and list, and starts", cohort_start, cmd_cohort_start},
    {"cohort hold", "NAME", 1, 1, "sends nothing for a cohort until it is released", cohort_hold, cmd_cohort_hold},
    {"cohort rebalance", "NAME", 1, 1, "spreads the work of a cohort anew", as_only, cmd_cohort_rebalance},
    {"cohort list", "", 0, 0, "the cohorts and their state", none, cmd_cohort_list},
    {"plan", "", 0, 0, "what will happen, when and why", plan, cmd_ask_plan},
    {"why", "", 0, 0, "every rule that did or did not act on a day, and the facts it looked at", why, cmd_ask_why},
    {"tick", "", 0, 0, "does everything due at TIME, then exits", none, cmd_work_tick},
    {"run", "", 0, 0, "the service: pages, ticks, sending, web hooks, until SIGTERM", none, service_run},
    {"inbound", "KIND", 1, 1, "one message on standard input: email as it came; sms (from, text) or receipt (id, status) as a form or JSON; or what the hook of a channel that hears was sent", none, cmd_work_inbound},
    {"inbound list", "", 0, 0, "what people wrote and is nobody's, or of one of several", none, cmd_inbound_list},
    {"inbound assign", "ID", 1, 1, "says whose it is, or that it is nobody's", inbound_assign, cmd_inbound_assign},
    {"collect", "[NAME]", 0, 1, "fetches what waits in the mail boxes, once; `tick` does so too, `run` waits for it", none, cmd_work_collect},
    {"messages", "", 0, 0, "the outbox and what became of it", messages, cmd_ask_messages},
    {"render", "TEMPLATE", 1, 1, "one template with values; for SMS also its alphabet and parts", render, cmd_ask_render},
    {"task list", "", 0, 0, "calls, visits, offers and questions for people", task_list, cmd_ask_task_list},
    {"task done", "ID", 1, 1, "records what came of a task", task_done, cmd_act_task_done},
    {"task letter", "ID", 1, 1, "the letter of a task of the post room, as PDF", task_letter, cmd_act_task_letter},
    {"appointment list", "", 0, 0, "what stands in young people's calendars, and what they answered", appointment_list, cmd_appointment_list},
    {"appointment move", "ID", 1, 1, "another time: the same invitation, with a new answer asked for", appointment_move, cmd_appointment_move},
    {"appointment cancel", "ID", 1, 1, "off: calls an invitation back out of the calendar", appointment_cancel, cmd_appointment_cancel},
    {"leaver show", "ID", 1, 1, "one person: facts, offers, state", none, cmd_ask_leaver_show},
    {"leaver timeline", "ID", 1, 1, "one person: past and planned, each with its why", none, cmd_ask_leaver_timeline},
    {"leaver correct", "ID NAME=VALUE…", 2, -1, "facts that a person knows better; NAME= takes one back", as_only, cmd_correct_leaver},
    {"leaver record", "ID", 1, 1, "records a contact that was no task, that there was none, or that STOP is lifted", leaver_record, cmd_act_leaver_record},
    {"leaver export", "ID", 1, 1, "everything about one person, as JSON", none, cmd_act_leaver_export},
    {"leaver erase", "ID", 1, 1, "nothing about them any more", as_only, cmd_erase_leaver},
    {"handover list", "", 0, 0, "hand-over proposals and what became of them", leaver_only, cmd_ask_handover_list},
    {"handover show", "ID", 1, 1, "one hand-over", none, cmd_ask_handover_show},
    {"handover propose", "LEAVER", 1, 1, "proposes one; a person decides", handover_propose, cmd_act_handover_propose},
    {"handover request", "LEAVER", 1, 1, "a Doorstroompunt's own question about one person, to be answered within four weeks", handover_request, cmd_act_handover_request},
    {"handover approve", "ID", 1, 1, "decides yes, on a ground and with a reason", handover_approve, cmd_act_handover_approve},
    {"handover refuse", "ID", 1, 1, "decides no, with a reason", handover_refuse, cmd_act_handover_refuse},
    {"handover answer", "ID", 1, 1, "what the gemeente or the Doorstroompunt answered", handover_answer, cmd_act_handover_answer},
    {"handover talk", "ID", 1, 1, "records the warm hand-over talk", handover_talk, cmd_act_handover_talk},
    {"handover withdraw", "ID", 1, 1, "takes a hand-over back, with a reason", handover_refuse, cmd_act_handover_withdraw},
    {"handover close", "ID", 1, 1, "closes a hand-over, with a reason", handover_refuse, cmd_act_handover_close},
    {"catchup list", "", 0, 0, "late messages that wait for a person after an outage", none, cmd_act_catchup_list},
    {"catchup approve", "ID…", 1, -1, "lets held messages go after all", as_only, cmd_act_catchup_approve},
    {"catchup drop", "ID…", 1, -1, "takes held messages away for good", as_only, cmd_act_catchup_drop},
    {"rules check", "FILE…", 1, -1, "syntax, words, templates, moments in closed time, with line and column", none, cmd_rules_check},
    {"rules explain", "FILE", 1, 1, "the rules as plain Dutch", none, cmd_rules_explain},
    {"rules format", "FILE", 1, 1, "the rules as canonical text", none, cmd_rules_format},
    {"rules publish", "FILE…", 1, -1, "puts policies in the store; only what is published is planned", publish, cmd_rules_publish},
    {"templates publish", "FILE…", 1, -1, "puts message templates in the store", publish, cmd_rules_templates_publish},
    {"channel list", "[NAME]", 0, 1, "the channels and their abilities; with NAME its settings", none, cmd_channel_list},
    {"channel check", "NAME", 1, 1, "a dry look whether it can work", channel_check, cmd_channel_check},
    {"channel test", "NAME", 1, 1, "one message to yourself", channel_test, cmd_channel_test},
    {"audit verify", "", 0, 0, "is the record whole and unaltered?", none, cmd_care_audit},
    {"doctor", "", 0, 0, "what would go wrong tomorrow", none, cmd_care_doctor},
    {"backup", "FILE", 1, 1, "a whole copy of the store while it is in use", none, cmd_care_backup},
    {"fence release", "", 0, 0, "lets a copy or a restored backup send again", none, cmd_setup_fence_release},
    {"bench", "NAME", 1, 1, "plan, tick, import or formats, against a limit measured in the same run", none, cmd_bench_run},
    {NULL, NULL, 0, 0, NULL, NULL, NULL}};
