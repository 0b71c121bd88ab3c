/* A policy (beleid) as the plan reads it: checked, flat, immutable.
 *
 * Only rules/language makes one from text, and it makes none from a text with an error; so nothing unchecked can be
 * planned. All strings and arrays belong to the policy. Numbers of rules and replies are bounded so that a person's
 * progress has a fixed size (S6). Articles: see `ground` of each rule; N-numbers: scheduler/SEMANTICS.md. */
#ifndef RULES_POLICY_POLICY_H
#define RULES_POLICY_POLICY_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "rules/calendar/date.h"
#include "rules/policy/facts.h"

enum { POLICY_RULES_MAX = 40, POLICY_REPLIES_MAX = 24, POLICY_CHANNELS_MAX = 4, POLICY_EXCEPTIONS_MAX = 4 };

/* Step kinds: their English names are the contract's (S27, "Words in answers"); policy_kind_names has them. */
enum policy_kind {
  POLICY_OFFER,      /* aanbod: a person's act, a task */
  POLICY_MESSAGE,    /* bericht: sent by the system in the counsellor's name */
  POLICY_CALL,       /* contact: announced by a text, then a task to call */
  POLICY_VISIT,      /* bezoek: a task */
  POLICY_QUESTION,   /* vraag: a message that wants an answer */
  POLICY_INVITATION, /* uitnodiging: a calendar invitation */
  POLICY_LETTER,     /* brief: a task of the post room */
  POLICY_DOCUMENT,   /* document: overgangsdocument, a task */
  POLICY_CHECK,      /* controle: a question to a member of staff */
  POLICY_HANDOVER,   /* overdracht: a proposal that a person decides */
  POLICY_CLOSE,      /* afsluiting: a closing contact, a task */
  POLICY_KINDS
};
extern const char *const policy_kind_names[POLICY_KINDS]; /* "offer", "message", … */

enum policy_channel {
  POLICY_CHANNEL_NONE,
  POLICY_CHANNEL_SMS,
  POLICY_CHANNEL_EMAIL,
  POLICY_CHANNEL_CALENDAR,
  POLICY_CHANNEL_WHATSAPP, /* carries one text, whatever the rule names: POLICY_NUDGE */
  POLICY_CHANNELS
};
extern const char *const policy_channel_names[POLICY_CHANNELS]; /* "none", "sms", "email", "calendar", "whatsapp" */
/* The template of the only text that goes by WhatsApp: "please call or answer". */
#define POLICY_NUDGE "bel-of-antwoord"

/* Conditions: postfix code over a small stack of three-valued values (S11). */
enum policy_op {
  POLICY_OP_EQUAL,      /* fact = value; unknown when the fact is unknown */
  POLICY_OP_LESS,       /* fact < value */
  POLICY_OP_AT_MOST,    /* fact <= value */
  POLICY_OP_IS_UNKNOWN, /* fact is unknown: never unknown itself */
  POLICY_OP_AGE_LESS,   /* age on the day looked at < value */
  POLICY_OP_NOT,
  POLICY_OP_AND,
  POLICY_OP_OR,
  POLICY_OP_OFFER_USED, /* value = year 1 or 2: was the offer of that year used (S18); known */
  POLICY_OP_OFFER_MADE, /* value = year */
  POLICY_OP_SILENT,     /* at least `value` contacts in a row without reaction, `months` apart from first to last */
  POLICY_OP_TRUE,
  POLICY_OP_SEASON /* the day and month of a date fact lie in policy_season(…), whatever the year: policy_season_holds
                    */
};

struct policy_code {
  guint8 op;   /* enum policy_op */
  guint8 fact; /* enum fact, where the op reads one */
  guint8 months;
  gint32 value;
};

struct policy_span { /* a run of policy->code; length 0 = always true */
  guint16 start, length;
};

/* A day: base + offset. An anchor whose date is unknown falls back to its expected date; steps on an expected date
 * never run past it (scheduler/CONTRACT.md, "Leaving"). */
enum policy_base {
  POLICY_BASE_FACT,         /* facts.value[fact] + months + weeks + days + working days */
  POLICY_BASE_YEARLY,       /* each day.month inside the guidance window */
  POLICY_BASE_SCHOOL_START, /* first school day after the summer holiday from (fact + months …) on */
  POLICY_BASE_ANY_DAY       /* a hand-over without `op`: every day of the window on which its condition is true */
};

struct policy_when {
  guint8 base;         /* enum policy_base */
  guint8 fact;         /* enum fact, a date */
  guint8 day, month;   /* POLICY_BASE_YEARLY */
  gint16 months, days; /* weeks are 7 days; a year is 12 months */
  gint16 working;      /* working days, added last */
};

enum policy_width_unit { POLICY_WIDTH_WORKING_DAYS, POLICY_WIDTH_DAYS, POLICY_WIDTH_UNTIL_HOLIDAY };

struct policy_width { /* speling: the work may be done within this much after its day */
  guint8 unit;        /* enum policy_width_unit */
  guint8 holiday;     /* enum calendar_holiday, for UNTIL_HOLIDAY */
  gint16 amount;      /* 0 = that day only */
};

enum policy_late_action { POLICY_LATE_SKIP, POLICY_LATE_COUNSELLOR };

struct policy_late {
  gint16 within;    /* still done within that many working days after the width; -1: as long as the window is open */
  guint8 otherwise; /* enum policy_late_action */
};

enum policy_exception_action { POLICY_EXCEPTION_SKIP, POLICY_EXCEPTION_MOVE };

struct policy_exception { /* uitzondering: when true, it wins over the general rule */
  struct policy_span condition;
  guint8 action; /* enum policy_exception_action */
  struct policy_when when;
  int line;
};

struct policy_rule {
  const char *name;     /* an id: lower case, digits, hyphens; part of the step's name (S2) */
  const char *formerly; /* heette: the name before it, or NULL (S3) */
  const char *ground;   /* grondslag: article or "beleidskeuze …"; never NULL */
  const char *title;    /* omschrijving: Dutch, for work lists; never NULL (falls back to a text for its kind) */
  int line;
  guint8 kind;                          /* enum policy_kind */
  guint8 year;                          /* in jaar 1, in jaar 2; 0 = whatever year its day falls in */
  gboolean personal;                    /* door begeleider, persoonlijk */
  struct policy_span condition;         /* als */
  struct policy_when when;              /* op */
  struct policy_width width;            /* speling */
  const char *announce;                 /* template of the first text: announcement, question, message; NULL = none */
  guint8 channels[POLICY_CHANNELS_MAX]; /* enum policy_channel in order of choice; NONE ends the list */
  guint8 call_within;                   /* the announced call follows within that many working days (default 2) */
  guint8 attempts;                      /* at most that many (default 1, at most 3) */
  guint8 spacing;                       /* working days between attempts (default 3) */
  guint8 no_reaction;     /* working days after which silence is "no reaction"; 0 = it is not waited for */
  gboolean other_channel; /* the next attempt uses another channel */
  gboolean other_half;    /* and another half of the day */
  struct policy_late late;
  struct policy_exception exceptions[POLICY_EXCEPTIONS_MAX];
  guint8 n_exceptions;
  struct policy_span doorstroompunt; /* overdracht: to the Doorstroompunt when true, else to the gemeente */
  const char *otherwise_note;        /* overdracht, when its ground is missing: anders noteer "…"; or NULL */
};

/* What an answer means. Intents with a fixed effect have a fixed name in the language. */
enum policy_intent {
  POLICY_INTENT_HELP,         /* wil-hulp */
  POLICY_INTENT_CALL_ME,      /* bel-mij */
  POLICY_INTENT_WORK,         /* heeft-werk */
  POLICY_INTENT_EDUCATION,    /* volgt-onderwijs */
  POLICY_INTENT_NOT_NOW,      /* nu-geen-hulp */
  POLICY_INTENT_NEVER,        /* nooit-meer: a task; ends guidance only when confirmed (S19) */
  POLICY_INTENT_WRONG_PERSON, /* verkeerde-persoon */
  POLICY_INTENT_MOVED,        /* verhuisd */
  POLICY_INTENT_STOP,         /* stop: ends messages (S19) */
  POLICY_INTENT_URGENT,       /* spoed: to the person on duty at once */
  POLICY_INTENT_SEARCHING,    /* zoekt-werk */
  POLICY_INTENT_OTHER,        /* iets-anders: none of what was asked */
  POLICY_INTENTS
};
extern const char *const policy_intent_names[POLICY_INTENTS]; /* the Dutch ids above */

struct policy_reply {
  const char *pattern; /* PCRE2, UTF, caseless, tested against the person's own words */
  guint8 intent;       /* enum policy_intent */
  gint8 call_within;   /* a call task within that many working days; -1 = none */
  int line;
};

struct policy_window { /* verzendtijden: minutes of the day, `to` is the first minute outside; from = to means closed */
  gint16 from, to;
};
enum { POLICY_DAY_HOLIDAY = 7, POLICY_DAYS = 8 }; /* 0 Monday … 6 Sunday, 7 public holiday */

struct policy {
  const char *name;     /* "Loopbaanbegeleiding praktijkonderwijs" */
  const char *version;  /* "2026.1" */
  const char *guidance; /* id of the begeleiding: "pro" */
  const char *ground;
  date_t valid_from;
  struct policy_span condition; /* voor */
  struct policy_when from, to;  /* van … tot …: `to` is excluded (S12) */
  int line;                     /* of the begeleiding */
  struct policy_rule *rules;
  guint n_rules;
  struct policy_reply *replies;
  guint n_replies;
  struct policy_window windows[POLICY_DAYS];
  guint8 cap_per_week;      /* messages a week over all of one person's enrolments (S9); 0 = none */
  guint8 unreachable_after; /* reserved for reports; contacts in a row without reaction */
  struct policy_code *code;
  guint n_code;
  char hash[65]; /* SHA-256 of the text it came from, in hex */
  GStringChunk *strings;
};

/* Takes no text; rules/language fills it. policy_free accepts NULL. */
struct policy *policy_new(void);
void policy_free(struct policy *policy);
typedef struct policy Policy; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Policy, policy_free)

/* The rule of that id or former id; -1 when there is none. */
int policy_rule_index(const struct policy *policy, const char *name);
/* The value of POLICY_OP_SEASON: a part of the year, both ends included; it may run past New Year. */
gint32 policy_season(int from_month, int from_day, int to_month, int to_day);
void policy_season_sides(gint32 value, int sides[4]);    /* from month, from day, to month, to day */
enum tri policy_season_holds(gint32 value, date_t date); /* TRI_UNKNOWN for DATE_NONE */
gboolean
policy_kind_is_task(enum policy_kind kind); /* done by a person: offer call visit letter document check close */

#endif
