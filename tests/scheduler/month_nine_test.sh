#!/usr/bin/env bash
# A school starts in month 9 with last year's leavers: what was done before counts, what lies before the starting day is
# listed for a person and never sent (S5, S16, S21).
set -u
root=${G_TEST_SRCDIR:-.} waakvlam=${WAAKVLAM:-build/san/waakvlam}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
n=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi; }
run() { "$waakvlam" --data "$work/data" --now 2026-04-15T10:00+02:00 "$@"; }

cat >"$work/cohort.csv" <<'CSV'
leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;aanbod_gedaan_op;aanbod_persoonlijk;aanbod_gebruikt;aansluitende_inschrijving
1;Bo;Li;01-01-2008;k@pro.example;0612345601;pro;11-07-2025;12-07-2025;ja;ja;nee
2;Al;Ng;01-01-2008;k@pro.example;0612345602;pro;11-07-2025;;;;nee
CSV
{
  run init
  run organisation add --id pro --kind pro --name Pro
  run user add --organisation pro --role coordinator --email k@pro.example
  run user add --organisation pro --role manager --email l@pro.example
  run rules publish "$root/rules/policies/pro.beleid" --organisation pro --on keep
  run templates publish "$root"/rules/messages/*.bericht --organisation pro --on keep
} >"$work/log" 2>&1
ok $? "a school with its policy and texts"
run --json import "$work/cohort.csv" --organisation pro --cohort nine >"$work/import.json" 2>>"$work/log"
ok $? "last year's leavers come in"
run --json plan --leaver pro/1 >"$work/before.json" 2>>"$work/log"
ok $? "the plan can be seen before the start"
run --json tick >"$work/tick.json" 2>>"$work/log" && grep -q '"due": 0' "$work/tick.json"
ok $? "import starts nothing"
run --json cohort start nine --from 2026-04-15 --as k@pro.example --confirmed-by l@pro.example >"$work/start.json" 2>>"$work/log"
ok $? "the cohort starts in month 9"
grep -Eq '"before_start": [1-9]' "$work/start.json"
ok $? "moments before the starting day are counted out"
run --json tick >"$work/tick.json" 2>>"$work/log" && run --json messages >"$work/messages.json" 2>>"$work/log"
ok $? "a tick, and what it queued"
grep -q '"negen-maanden"' "$work/messages.json"
ok $? "the moment of month 9 itself is due"
grep '"step"' "$work/messages.json" | grep -vq '"negen-maanden"'
ok $((! $?)) "no message of a moment before the starting day"
run --json leaver show pro/1 >"$work/one.json" 2>>"$work/log"
grep -q '"used": "2025-07-12"' "$work/one.json"
ok $? "the offer that was used before counts"
run --json plan --leaver pro/1 | grep -q '"step": "opnieuw"'
ok $((! $?)) "so that no second offer is planned"
run --json plan --leaver pro/2 | grep -q '"step": "opnieuw"'
ok $? "and one is for who used none"
run --json import "$work/cohort.csv" --organisation pro --cohort nine 2>>"$work/log" | grep -q '"unchanged": 2'
ok $? "the same file again changes nothing"
echo "1..$n"
