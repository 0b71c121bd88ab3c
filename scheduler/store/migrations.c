#include "scheduler/store/migrations.h"

/* One list of statements per migration, which also says its own number; a published one is never edited, the next
 * number changes it. Times are seconds since 1970-01-01T00:00Z, days are days since 1970-01-01 (date_t). State stands
 * apart from text, and what waits is clustered on (due, id), so that a tick touches few pages (S27). AUTOINCREMENT
 * where an id is seen outside or hashed into a key: it must never come back for another after an erasure. Enrolments
 * come a hundred thousand at a time, so they count for themselves (store_people.c) and have one index. */
static const char *const first[] = {
    "PRAGMA application_id = 1465999723;", /* 0x5761616b, 'Waak' */
    "PRAGMA user_version = 1;",
    /* names: epoch, installation, tick (newest tick), demo, newest_event, newest_enrolment (when one was erased) */
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",

    "CREATE TABLE organisation ("
    " id TEXT PRIMARY KEY," /* chosen by the manager: 'roc-midden' */
    " kind TEXT NOT NULL,"  /* mbo pro vso municipality doorstroompunt */
    " name TEXT NOT NULL,"
    " region INTEGER NOT NULL," /* enum calendar_region */
    " created INTEGER NOT NULL) WITHOUT ROWID;",

    "CREATE TABLE staff (" /* users; 'user' is a word of PostgreSQL's own */
    " id INTEGER PRIMARY KEY,"
    " organisation TEXT NOT NULL REFERENCES organisation(id),"
    " role TEXT NOT NULL," /* counsellor coordinator manager privacy postroom municipality doorstroompunt */
    " email TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL,"
    " phone TEXT NOT NULL,"
    " halfdays INTEGER NOT NULL," /* calendar_halfdays */
    " password TEXT NOT NULL,"    /* argon2id string; '' = may not sign in */
    " created INTEGER NOT NULL);",
    "CREATE TABLE leave ("
    " staff INTEGER NOT NULL REFERENCES staff(id), from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,"
    " PRIMARY KEY (staff, from_day)) WITHOUT ROWID;",
    "CREATE TABLE session ("
    " token TEXT PRIMARY KEY," /* SHA-256 of the cookie */
    " staff INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;",

    "CREATE TABLE publication (" /* policies and templates, append-only (S5, S10) */
    " id INTEGER PRIMARY KEY,"
    " organisation TEXT NOT NULL,"
    " kind TEXT NOT NULL," /* policy template */
    " name TEXT NOT NULL," /* file stem: 'pro', 'aankondiging.sms' */
    " hash TEXT NOT NULL," /* SHA-256 of body */
    " body TEXT NOT NULL,"
    " mode TEXT NOT NULL," /* keep recompute only-new */
    " recorded_at INTEGER NOT NULL);",
    "CREATE INDEX publication_of ON publication (organisation, kind, name, id);",

    "CREATE TABLE cohort ("
    " id INTEGER PRIMARY KEY,"
    " organisation TEXT NOT NULL, name TEXT NOT NULL,"
    " state TEXT NOT NULL,"     /* draft started held */
    " start_day INTEGER,"       /* NULL until started (S21) */
    " policy INTEGER,"          /* publication */
    " list_hash TEXT NOT NULL," /* of the enrolments at the start */
    " started_by INTEGER, confirmed_by INTEGER,"
    " UNIQUE (organisation, name));",

    "CREATE TABLE enrolment (" /* one young person at one organisation for one leaving (S1) */
    " id INTEGER PRIMARY KEY,"
    " person INTEGER NOT NULL,"                          /* the id of their first enrolment */
    " organisation TEXT NOT NULL, number TEXT NOT NULL," /* leerlingnummer: never leaves the house */
    " ordinal INTEGER NOT NULL,"                         /* 1 = first */
    " cohort INTEGER NOT NULL,"
    " counsellor INTEGER NOT NULL," /* staff */
    " policy INTEGER,"              /* publication; NULL until its cohort starts */
    " state INTEGER NOT NULL,"      /* enum plan_state, for lists; the plan decides */
    " wake INTEGER,"                /* seconds; NULL = nothing to wait for; its row in waiting_person */
    " UNIQUE (organisation, number, ordinal));",
    "CREATE TABLE waiting_person (due INTEGER NOT NULL, enrolment INTEGER NOT NULL, PRIMARY KEY (due, enrolment)) "
    "WITHOUT ROWID;",

    /* Append-only (S5); the newest value of a name wins. The id is enrolment * 1048576 + seq, seq from 1: so the facts
     * of an enrolment stand together and those of a new one come last, in a table by number. With (enrolment, seq) as a
     * key of its own, adding a row took half as long again. */
    "CREATE TABLE fact ("
    " id INTEGER PRIMARY KEY,"
    " recorded_at INTEGER NOT NULL, valid_from INTEGER NOT NULL,"
    " source TEXT NOT NULL," /* import, person, counsellor, … */
    " body TEXT NOT NULL);", /* name=value lines (fact_names.h), normal forms, only what changed; an empty value
                                withdraws */

    "CREATE TABLE event ("
    " enrolment INTEGER NOT NULL,"
    " seq INTEGER NOT NULL,"  /* from 1 per enrolment */
    " at INTEGER NOT NULL,"   /* when it was recorded */
    " day INTEGER NOT NULL,"  /* the day it is about */
    " kind INTEGER NOT NULL," /* enum progress_event_kind */
    " rule TEXT NOT NULL,"    /* the rule's name, or '' */
    " year INTEGER NOT NULL, attempt INTEGER NOT NULL, outcome INTEGER NOT NULL, channel INTEGER NOT NULL,"
    " until INTEGER,"
    " actor TEXT NOT NULL,"  /* system, staff:7, person */
    " reason TEXT NOT NULL," /* plan_reason id, or a person's words */
    " PRIMARY KEY (enrolment, seq)) WITHOUT ROWID;",

    "CREATE TABLE outbox (" /* acts, not plans (S15); narrow, for it is rewritten with each verdict */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key TEXT NOT NULL UNIQUE," /* of the act (S2), 26 characters */
    " enrolment INTEGER NOT NULL,"
    " channel TEXT NOT NULL," /* sms email calendar */
    " rule TEXT NOT NULL, year INTEGER NOT NULL, attempt INTEGER NOT NULL, act TEXT NOT NULL,"
    " state TEXT NOT NULL," /* queued held sending sent delivered failed unknown withdrawn */
    " attempts INTEGER NOT NULL,"
    " due INTEGER NOT NULL," /* not before; also in waiting_message while queued */
    " queued_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,"
    " expires INTEGER NOT NULL," /* last moment at which it still makes sense */
    " reason TEXT NOT NULL,"
    " reference TEXT NOT NULL);", /* of the provider */
    "CREATE INDEX outbox_of ON outbox (enrolment, id);",
    "CREATE INDEX outbox_reference ON outbox (reference) WHERE reference <> '';", /* receipts */
    "CREATE INDEX outbox_open ON outbox (state, id) WHERE state IN ('sending', 'held', 'unknown');",
    "CREATE TABLE outbox_text ("
    " id INTEGER PRIMARY KEY,"
    " address TEXT NOT NULL, to_name TEXT NOT NULL,"
    " sender TEXT NOT NULL, sender_name TEXT NOT NULL, reply_to TEXT NOT NULL, copy_to TEXT NOT NULL,"
    " subject TEXT NOT NULL, body TEXT NOT NULL,"
    " template TEXT NOT NULL,"     /* hash of the template's version */
    " invitation TEXT NOT NULL);", /* JSON, or '' */
    "CREATE TABLE waiting_message (due INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (due, id)) WITHOUT ROWID;",

    "CREATE TABLE task ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key TEXT NOT NULL UNIQUE,"
    " enrolment INTEGER NOT NULL,"
    " kind TEXT NOT NULL," /* offer call visit letter repair judge decide check document close */
    " rule TEXT NOT NULL, year INTEGER NOT NULL, attempt INTEGER NOT NULL,"
    " owner INTEGER NOT NULL,"                                     /* staff */
    " due INTEGER NOT NULL, half INTEGER NOT NULL, until INTEGER," /* days */
    " state TEXT NOT NULL,"                                        /* open done withdrawn */
    " why TEXT NOT NULL,"                                          /* Dutch, shown on the work list */
    " ground TEXT NOT NULL,"
    " made_at INTEGER NOT NULL, closed_at INTEGER,"
    " closed_by INTEGER, outcome TEXT NOT NULL, with_whom TEXT NOT NULL, minutes INTEGER NOT NULL, note TEXT NOT NULL,"
    " inbound INTEGER);", /* the message that asks for it */
    "CREATE INDEX task_open ON task (owner, due) WHERE state = 'open';",
    "CREATE INDEX task_of ON task (enrolment, id);",

    "CREATE TABLE handover ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key TEXT NOT NULL UNIQUE,"
    " enrolment INTEGER NOT NULL,"
    " receiver TEXT NOT NULL,"                    /* municipality doorstroompunt */
    " gemeente TEXT NOT NULL,"                    /* GM0363, or '' */
    " kind TEXT NOT NULL,"                        /* involve continue answer, '' while proposed */
    " ground TEXT NOT NULL, state TEXT NOT NULL," /* proposed approved refused accepted rejected withdrawn closed */
    " proposed_by TEXT NOT NULL, decided_by TEXT NOT NULL, reason TEXT NOT NULL,"
    " made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,"
    " clock INTEGER);", /* day by which an answer is due (N-62) */
    "CREATE INDEX handover_of ON handover (enrolment, id);",

    "CREATE TABLE inbound (" /* the raw message, kept before anything is done with it */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " at INTEGER NOT NULL,"
    " channel TEXT NOT NULL,"
    " hash TEXT NOT NULL," /* SHA-256 of raw: the same again changes nothing */
    " raw BLOB NOT NULL,"
    " state TEXT NOT NULL,"                                    /* new done */
    " kind TEXT NOT NULL, enrolment INTEGER, message INTEGER," /* outbox */
    " answer TEXT NOT NULL,"                                   /* the JSON that was answered */
    " UNIQUE (channel, hash));",
    "CREATE INDEX inbound_new ON inbound (id) WHERE state = 'new';",
    "CREATE INDEX inbound_of ON inbound (enrolment, id);",

    "CREATE TABLE address_mark (" /* what is known about an address */
    " person INTEGER NOT NULL, channel TEXT NOT NULL, address TEXT NOT NULL,"
    " mark TEXT NOT NULL," /* proved delivered bounced wrong stopped */
    " at INTEGER NOT NULL,"
    " PRIMARY KEY (person, channel, address)) WITHOUT ROWID;",
    "CREATE TABLE address_owner (" /* who an answer from this address can be from */
    " address TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (address, person)) WITHOUT ROWID;",

    "CREATE TABLE record (" /* every act, one chain per organisation (S24) */
    " organisation TEXT NOT NULL, seq INTEGER NOT NULL,"
    " at INTEGER NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL,"
    " person_hash TEXT NOT NULL, content_hash TEXT NOT NULL,"
    " previous TEXT NOT NULL, hash TEXT NOT NULL,"
    " PRIMARY KEY (organisation, seq)) WITHOUT ROWID;",
    "CREATE TABLE record_content (" /* what erase takes away */
    " organisation TEXT NOT NULL, seq INTEGER NOT NULL, enrolment INTEGER, salt TEXT NOT NULL, content TEXT NOT NULL,"
    " PRIMARY KEY (organisation, seq)) WITHOUT ROWID;",
    "CREATE INDEX record_content_of ON record_content (enrolment);",
    "CREATE TABLE tombstone (" /* keyed hash of (organisation, leerlingnummer) of who was erased, and of stopped
                                  addresses */
    " hash TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;",
    NULL};

/* Appointments get a row of their own: which time holds, and what was answered to it. Those that were mailed before
 * are taken over from the outbox. */
static const char *const appointments[] = {
    "PRAGMA user_version = 2;",
    "CREATE TABLE appointment ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " uid TEXT NOT NULL UNIQUE," /* of the step (S2), lower case */
    " enrolment INTEGER NOT NULL, rule TEXT NOT NULL, year INTEGER NOT NULL, attempt INTEGER NOT NULL,"
    " message INTEGER NOT NULL,"                           /* outbox: the newest that carried it */
    " sequence INTEGER NOT NULL,"                          /* RFC 5545 section 3.8.7.4 */
    " start_at INTEGER NOT NULL, end_at INTEGER NOT NULL," /* seconds */
    " summary TEXT NOT NULL,"
    " state TEXT NOT NULL,"                                  /* open cancelled withdrawn */
    " partstat TEXT NOT NULL, answered_at INTEGER NOT NULL," /* of the newest answer; its DTSTAMP, 0 = none */
    " changed_at INTEGER NOT NULL);",
    "CREATE INDEX appointment_of ON appointment (enrolment, state, start_at);",
    "CREATE INDEX appointment_at ON appointment (start_at);",
    "INSERT INTO appointment (uid, enrolment, rule, year, attempt, message, sequence, start_at, end_at, summary, state,"
    " partstat, answered_at, changed_at)"
    " SELECT lower(json_extract(t.invitation, '$.uid')), o.enrolment, o.rule, o.year, o.attempt, MAX(o.id),"
    " json_extract(t.invitation, '$.sequence'), json_extract(t.invitation, '$.start'),"
    " json_extract(t.invitation, '$.end'), json_extract(t.invitation, '$.summary'), 'open', 'NEEDS-ACTION', 0,"
    " o.changed_at FROM outbox o JOIN outbox_text t ON t.id = o.id"
    " WHERE json_valid(t.invitation) AND o.state NOT IN ('failed', 'withdrawn') GROUP BY 1;",
    NULL};

/* What a school agreed to before something may be used (WhatsApp: channels/README.md). Append-only; the newest of a
 * kind counts.
 */
static const char *const agreements[] = {"PRAGMA user_version = 3;",
                                         "CREATE TABLE agreement ("
                                         " id INTEGER PRIMARY KEY,"
                                         " organisation TEXT NOT NULL,"
                                         " kind TEXT NOT NULL,"      /* whatsapp */
                                         " stands INTEGER NOT NULL," /* 0 = it ended */
                                         " note TEXT NOT NULL,"      /* which agreement, of when */
                                         " recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL);",
                                         "CREATE INDEX agreement_of ON agreement (organisation, kind, id);", NULL};

/* Facts may have short names from here on (fact_names.h). The tables are the same; an older program must not read them.
 */
static const char *const short_names[] = {"PRAGMA user_version = 4;", NULL};

static const char *const carriers[] = {
    "PRAGMA user_version = 5;",
    "ALTER TABLE outbox ADD COLUMN via TEXT NOT NULL DEFAULT '';",      /* the channel that carried it last */
    "ALTER TABLE outbox ADD COLUMN parts TEXT NOT NULL DEFAULT '';",    /* a letter a part: . s d f */
    "ALTER TABLE outbox ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;",   /* how often its fate was asked after */
    "ALTER TABLE outbox ADD COLUMN ask_at INTEGER NOT NULL DEFAULT 0;", /* when next; 0 = no more */
    "CREATE INDEX outbox_ask ON outbox (ask_at, id) WHERE ask_at > 0;",
    NULL};

/* The own calendars of members of staff. What may be said of the hours in them is that they are taken, and no more. */
static const char *const agendas[] = {"PRAGMA user_version = 6;",
                                      "CREATE TABLE agenda ("
                                      " staff INTEGER PRIMARY KEY,"
                                      " channel TEXT NOT NULL," /* of waakvlam.conf; '' = as the settings say; none */
                                      " token TEXT NOT NULL,"   /* SHA-256 of the feed's secret; '' = no feed */
                                      " serial INTEGER NOT NULL, asked_at INTEGER NOT NULL, told_at INTEGER NOT NULL,"
                                      " fault TEXT NOT NULL);",
                                      "CREATE UNIQUE INDEX agenda_token ON agenda (token) WHERE token <> '';",
                                      "CREATE TABLE agenda_busy ("
                                      " staff INTEGER NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,"
                                      " PRIMARY KEY (staff, from_at, to_at)) WITHOUT ROWID;",
                                      NULL};

/* A task can be urgent; what is known of an address is a list of events; what came in and belongs to nobody is found.
 */
static const char *const care[] = {
    "PRAGMA user_version = 7;",
    "ALTER TABLE task ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;", /* 1 = before all others, now */
    "CREATE INDEX task_urgent ON task (enrolment) WHERE urgent = 1 AND state = 'open';",
    "CREATE TABLE address_event (" /* append-only; folded by rules/contact/health.h */
    " person INTEGER NOT NULL, channel TEXT NOT NULL, address TEXT NOT NULL," /* the address in small letters */
    " seq INTEGER NOT NULL,"                                                  /* from 1 per address */
    " what TEXT NOT NULL," /* proved delivered bounced wrong stopped resumed checked */
    " at INTEGER NOT NULL,"
    " PRIMARY KEY (person, channel, address, seq)) WITHOUT ROWID;",
    "INSERT INTO address_event (person, channel, address, seq, what, at)"
    " SELECT person, channel, lower(address), 1, mark, at FROM address_mark WHERE true"
    " ON CONFLICT (person, channel, address, seq) DO NOTHING;",
    "DROP TABLE address_mark;",
    "CREATE INDEX inbound_nobodys ON inbound (id) WHERE state = 'done' AND enrolment IS NULL;",
    NULL};

/* What can't wait is found without looking at what can. */
static const char *const urgent_first[] = {
    "PRAGMA user_version = 8;",
    "CREATE INDEX outbox_urgent ON outbox (id) WHERE state = 'queued' AND act IN ('alert', 'help');", NULL};

/* A gateway's name says nothing of how people answer there. */
static const char *const ways[] = {"PRAGMA user_version = 9;",
                                   "ALTER TABLE inbound ADD COLUMN way TEXT NOT NULL DEFAULT '';", /* sms email … */
                                   NULL};

static const char *const *const all[] = {first,   appointments, agreements,   short_names, carriers,
                                         agendas, care,         urgent_first, ways};

const char *const *const *migrations_all(guint *count) {
  *count = G_N_ELEMENTS(all);
  return all;
}
