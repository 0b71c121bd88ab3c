/* What the JSON of foreign channels is made of; channels/FOREIGN.md shows it, and a test holds the two together. */
#include "channels/foreign/foreign_codec.h"

#define MESSAGE(field)    offsetof(struct channel_message, field)
#define NOWHERE           FOREIGN_NOWHERE
#define INVITATION(field) offsetof(struct channel_invitation, field)

const struct foreign_verb foreign_verbs[] = {
    {"hello", "protocol", "hello", FALSE, "the first request: who are you, and what can you do?"},
    {"open", "options", "done", FALSE, "its settings, once, before anything else is asked; programs only"},
    {"check", "", "done", FALSE, "a dry look: would a message go? Sends nothing"},
    {"send", "message", "verdict", FALSE, "one message"},
    {"ask", "key", "verdict", TRUE, "what became of the message with that key? Sends nothing"},
    {"collect", "", "collected", TRUE, "what came back: receipts, words, missed calls"},
    {"kept", "marks", "done", TRUE, "these news are kept here and need not be given again"},
    {"close", "", "done", FALSE, "the last request; standard input ends after it; programs only"},
    {NULL, NULL, NULL, FALSE, NULL},
};

const struct foreign_field foreign_fields[] = {
    {"request", "id", "text", TRUE, "to be given back in the answer, as it is", NOWHERE},
    {"request", "verb", "text", TRUE, "one of the verbs below", NOWHERE},
    {"request", "protocol", "number", FALSE, "with `hello`: 1", NOWHERE},
    {"request", "options", "object", FALSE, "with `open`: a text for every option that `hello` declared", NOWHERE},
    {"request", "message", "message", FALSE, "with `send`", NOWHERE},
    {"request", "dry", "yes-no", FALSE, "with `send`: true means, do everything but hand it over", NOWHERE},
    {"request", "key", "text", FALSE, "with `ask`: the key of a message that was sent before", NOWHERE},
    {"request", "marks", "texts", FALSE, "with `kept`: the marks of news", NOWHERE},

    {"hello", "id", "text", TRUE, "of the request", NOWHERE},
    {"hello", "protocol", "number", TRUE, "1", NOWHERE},
    {"hello", "name", "text", TRUE, "of the program, for people; at most 64 characters", NOWHERE},
    {"hello", "version", "text", TRUE, "likewise", NOWHERE},
    {"hello", "kinds", "texts", TRUE, "what it carries: `sms` `email` `calendar` `letter`", NOWHERE},
    {"hello", "abilities", "texts", FALSE, "what comes back: `receipt` (delivery reports), `hear` (answers)", NOWHERE},
    {"hello", "verbs", "texts", FALSE, "which of `ask` `collect` `kept` it knows; never asked otherwise", NOWHERE},
    {"hello", "dry", "yes-no", FALSE, "true: it heeds `dry`; never asked otherwise", NOWHERE},
    {"hello", "options", "options", FALSE, "what it wants to be told in `open`; programs only", NOWHERE},

    {"option", "name", "text", TRUE, "a-z, 0-9 and _; `option.NAME` in waakvlam.conf", NOWHERE},
    {"option", "help", "text", TRUE, "one line for who sets it", NOWHERE},
    {"option", "default", "text", FALSE, "what it is when left out; without it the option must be set", NOWHERE},
    {"option", "secret", "yes-no", FALSE, "true: never shown, and taken out of whatever the program says", NOWHERE},

    {"message", "key", "text", TRUE, "26 letters and digits, the same at every try: give it along as a reference", MESSAGE(key)},
    {"message", "kind", "text", TRUE, "`sms` `email` `calendar` `letter`", MESSAGE(channel)},
    {"message", "to", "text", TRUE, "E.164 number, mail address, or the lines of a postal address", MESSAGE(to)},
    {"message", "to_name", "text", TRUE, "", MESSAGE(to_name)},
    {"message", "from", "text", TRUE, "the service's own number or address", MESSAGE(from)},
    {"message", "from_name", "text", TRUE, "the counsellor", MESSAGE(from_name)},
    {"message", "reply_to", "text", TRUE, "mail only", MESSAGE(reply_to)},
    {"message", "copy_to", "text", TRUE, "mail only: the counsellor", MESSAGE(copy_to)},
    {"message", "return_path", "text", TRUE, "mail only: where bounces go", MESSAGE(return_path)},
    {"message", "unsubscribe_url", "text", FALSE, "mail that is not owed: one click there stops it (RFC 8058)", MESSAGE(unsubscribe_url)},
    {"message", "unsubscribe_mail", "text", FALSE, "likewise: an address where STOP is heard", MESSAGE(unsubscribe_mail)},
    {"message", "subject", "text", TRUE, "not for sms", MESSAGE(subject)},
    {"message", "text", "text", TRUE, "the whole text, ready to go", MESSAGE(text)},
    {"message", "queued", "number", TRUE, "seconds since 1970 (UTC); the same at every try", MESSAGE(queued)},
    {"message", "invitation", "invitation", FALSE, "calendar only", NOWHERE},

    {"invitation", "method", "text", TRUE, "`REQUEST` or `CANCEL` (RFC 5546)", NOWHERE},
    {"invitation", "uid", "text", TRUE, "", INVITATION(uid)},
    {"invitation", "sequence", "number", TRUE, "", NOWHERE},
    {"invitation", "start", "number", TRUE, "seconds since 1970 (UTC), like the next two", INVITATION(start)},
    {"invitation", "end", "number", TRUE, "", INVITATION(end)},
    {"invitation", "stamp", "number", TRUE, "", INVITATION(stamp)},
    {"invitation", "summary", "text", TRUE, "", INVITATION(summary)},
    {"invitation", "location", "text", TRUE, "", INVITATION(location)},
    {"invitation", "description", "text", TRUE, "", INVITATION(description)},
    {"invitation", "organizer_name", "text", TRUE, "", INVITATION(organizer_name)},
    {"invitation", "organizer_address", "text", TRUE, "", INVITATION(organizer_address)},
    {"invitation", "attendee_name", "text", TRUE, "", INVITATION(attendee_name)},
    {"invitation", "attendee_address", "text", TRUE, "", INVITATION(attendee_address)},

    {"verdict", "id", "text", TRUE, "of the request", NOWHERE},
    {"verdict", "verdict", "text", TRUE, "`sent` `later` `never` `unknown`", NOWHERE},
    {"verdict", "reason", "text", FALSE, "why, in English, without secrets; shown to people", NOWHERE},
    {"verdict", "reference", "text", FALSE, "the provider's own name of the message, at most 200 characters", NOWHERE},
    {"verdict", "retry_after", "number", FALSE, "with `later`: not before so many seconds", NOWHERE},

    {"done", "id", "text", TRUE, "of the request", NOWHERE},
    {"done", "ok", "yes-no", TRUE, "", NOWHERE},
    {"done", "reason", "text", FALSE, "when it is not ok: what to do about it", NOWHERE},

    {"collected", "id", "text", TRUE, "of the request", NOWHERE},
    {"collected", "news", "news", TRUE, "at most 1000; the rest comes with the next `collect`", NOWHERE},

    {"news", "kind", "text", TRUE, "`receipt` `text` `call`", NOWHERE},
    {"news", "mark", "text", FALSE, "given back with `kept`; without a mark it is given once", NOWHERE},
    {"news", "key", "text", FALSE, "of our message that it is about", NOWHERE},
    {"news", "reference", "text", FALSE, "the provider's own name of that message; either of the two for a receipt", NOWHERE},
    {"news", "state", "text", FALSE, "of a receipt: `sent` `delivered` `failed`", NOWHERE},
    {"news", "cause", "text", FALSE, "of one that failed: `address` `full` `temporary` `reputation` `message` `other`", NOWHERE},
    {"news", "part", "number", FALSE, "of a receipt for one part of a long text, from 1; 0 is the whole", NOWHERE},
    {"news", "from", "text", FALSE, "who wrote or rang; must be there for `text` and `call`", NOWHERE},
    {"news", "to", "text", FALSE, "at which number or address", NOWHERE},
    {"news", "text", "text", FALSE, "their words", NOWHERE},
    {"news", "at", "text", FALSE, "when, as RFC 3339", NOWHERE},
    {"news", "reason", "text", FALSE, "of a receipt: why", NOWHERE},
    {NULL, NULL, NULL, FALSE, NULL, 0},
};

const struct foreign_failure foreign_failures[FOREIGN_FAULTS] = {
    [FOREIGN_FINE] = {"", ""},
    [FOREIGN_NOT_STARTED] = {"the program can't be started", "`command`: is it there, may it be run?"},
    [FOREIGN_WAITING] = {"the program ended too often and is started again later", "what it wrote on standard error"},
    [FOREIGN_ENDED] = {"the program ended", "what it wrote on standard error; its exit status stands behind it"},
    [FOREIGN_SILENT] = {"no answer in time", "`timeout`; is standard output flushed after every line?"},
    [FOREIGN_NO_JSON] = {"an answer that is no JSON object", "standard output is for answers alone; print to standard error"},
    [FOREIGN_TOO_LONG] = {"an answer longer than 1 MiB", "give news in several answers"},
    [FOREIGN_OTHER_ID] = {"an answer to another question", "`id` must be given back as it came"},
    [FOREIGN_BAD_HELLO] = {"an introduction that doesn't fit", "the field that is named behind it"},
    [FOREIGN_REFUSED] = {"the settings were refused", "its own reason stands behind it"},
    [FOREIGN_BAD_ANSWER] = {"an answer without what was asked for", "the field that is named behind it"},
};
