#!/usr/bin/env bash
# WhatsApp is off until a school agreed and the young person said yes; then it carries "please call or answer" and no
# other text, its answers come in by a signed hook, and a number that isn't there is no wrong number for SMS.
. "${G_TEST_SRCDIR:-.}/tests/scheduler/school.sh"

school_csv="$school_csv;whatsapp"
row() { echo "$1;$2;Bakker;2008-03-01;$counsellor;$3;;pro;2026-07-10;nee;;$4"; }
school "$(row 1 Noor 0612345671 ja)
$(row 2 Sem 0612345672 nee)
$(row 3 Ravi 0612345673 '')" "[waakvlam]
whatsapp = postbox
base_url = http://127.0.0.1:1
[channel postbox]
folder = postbox"
ok $? "a school with a cohort"
sed 's/stuur sms of email "vraag-werk"/stuur whatsapp of sms "vraag-werk"/' "$work/data/policies/pro.beleid" >"$work/pro.beleid"
at $start rules check "$work/pro.beleid"; ok $? "a policy may name whatsapp"
at 2026-10-09T09:00+02:00 rules publish "$work/pro.beleid" --organisation linde --on recompute
ok $? "and is published"
for day in 12 13 14; do at 2026-10-${day}T10:00+02:00 tick; done
at 2026-10-14T11:00+02:00 messages
holds "without an agreement nothing goes by it" 'not m(channel="whatsapp") and len(m(channel="sms")) == 3'

at 2026-10-14T12:00+02:00 organisation agree whatsapp --organisation linde --note "overeenkomst 12-10-2026" --as nobody@dekruin.example
[ $? = 2 ]; ok $? "an agreement is a known person's"
at 2026-10-14T12:00+02:00 organisation agree telegram --organisation linde --note x --as r.bos@dekruin.example
[ $? = 2 ]; ok $? "and of a kind that there is"
at 2026-10-14T12:00+02:00 organisation agree whatsapp --organisation linde --note "overeenkomst 12-10-2026" --as r.bos@dekruin.example
ok $? "the agreement is recorded"
for day in 11 12 13 14 15 18 19 20; do at 2027-01-${day}T10:00+01:00 tick; done
at 2027-01-20T11:00+01:00 messages
holds "then who said yes gets one by WhatsApp, and nobody else" '{r["leaver"] for r in m(channel="whatsapp")} == {"L1"} and len(m(channel="whatsapp")) == 1'
holds "its text is the one that asks to call or answer" '"bellen of antwoorden" in m(channel="whatsapp")[0]["text"] and "werk" not in m(channel="whatsapp")[0]["text"]'
holds "who said no, or nothing, gets SMS" '{"L2", "L3"} <= {r["leaver"] for r in m(channel="sms")}'
key=$(value '[r["key"] for r in d["messages"] if r["channel"] == "whatsapp"][0]')

post() { printf '{"entry":[{"changes":[{"field":"messages","value":%s}]}]}' "$1" | at 2027-01-20T12:00+01:00 inbound whatsapp; }
post "{\"statuses\":[{\"id\":\"w1\",\"status\":\"delivered\",\"recipient_id\":\"31612345671\",\"biz_opaque_callback_data\":\"$key\"}]}"
holds "a status finds its message" 'd["kind"] == "receipt" and d["matched"] and d["applied"] and d["state"] == "delivered"'
post '{"messages":[{"from":"31612345671","id":"w2","timestamp":"1","type":"text","text":{"body":"bel me maar"}}]}'
holds "an answer is an answer" 'd["kind"] == "reply" and d["leaver"] == "L1" and d["intent"] == "bel-mij"'
post '{"messages":[{"from":"31612345671","id":"w3","timestamp":"2","type":"audio","audio":{"id":"1"}}]}'
holds "a voice message goes to a person" 'd["kind"] == "unreadable" and d["applied"]'
post '{"messages":[{"from":"31612345671","id":"w4","timestamp":"3","type":"text","text":{"body":"STOP"}}]}'
holds "STOP stops everything" 'd["kind"] == "opt_out" and d["scope"] == "all" and d["leaver"] == "L1"'

at 2027-01-21T09:00+01:00 organisation agree whatsapp --organisation linde --note "opgezegd" --end --as r.bos@dekruin.example
holds "an agreement can end" 'd["stands"] is False'
at 2027-01-21T09:00+01:00 audit verify; ok $? "all of it is on record"
done_testing
