#!/usr/bin/env bash
# SMS, end to end: the service sends by a real Kannel, whose delivery reports and incoming texts come to its web hooks;
# what comes while the service is down is brought again by Kannel.
. "$(dirname "$0")/school.sh"
read -r admin box operator sendsms hook < <(free_ports 5)
export SMS_HEAR_PATH='hook/sms?secret=geheimwoord&' SMS_OPERATOR=none
start_server sms "$admin" "$box" "$operator" "$sendsms" "$hook"
[ -n "$folder" ] || skip_all "SMS through a real gateway" "$skipped"
fakesmsc=$(command -v fakesmsc || echo /usr/lib/kannel/test/fakesmsc)

phone= service=
trap 'hang_up; stop_service; stop_server; rm -rf "$work"' EXIT
# text_from NUMBER WORDS…: the operator, from which this text comes in; what it is given stands in $work/operator.
text_from() {
  local from=$1; shift
  hang_up
  "$fakesmsc" -H 127.0.0.1 -r "$operator" -i 1 -m 1 "$from 31970000000 text $*" >>"$work/operator" 2>&1 &
  phone=$!
}
hang_up() { [ -z "$phone" ] || { kill "$phone"; wait "$phone"; phone=; } 2>/dev/null; }

start_service() {
  "$waakvlam" --data "$work/data" --now "$1" run 2>>"$work/service" &
  service=$!
  for _ in {1..150}; do curl -sf --noproxy "*" -o "$work/health" "http://127.0.0.1:$hook/gezond" && return; sleep 0.1; done
  return 1
}
# Its exit status is ours.
stop_service() {
  [ -n "$service" ] || return 0
  kill -TERM "$service"
  wait "$service"
  local status=$?
  service=
  return $status
}
# becomes NAME EXPRESSION ARGUMENTS…: asks until it holds, at most half a minute.
becomes() {
  local name=$1 expression=$2; shift 2
  for _ in {1..60}; do
    at "$later" "$@" && (n=0; holds x "$expression") | grep -q '^ok' && break
    sleep 0.5
  done
  holds "$name" "$expression"
}
later=2026-12-01T10:00+01:00

row() { echo "$1;$2;$3;01-02-2008;$counsellor;$4;;pro;10-07-2026;nee;sms"; }
school "$(row 1 Noor Bakker 0612345601; row 2 Sem Kok 0612345602; row 3 Ana Silva 0612345603)" "[waakvlam]
listen = 127.0.0.1:$hook
tick_seconds = 1
hook_secret = geheimwoord
stop_confirmation = yes
sms_number = +31970000000
sms = kannel

[channel kannel]
url = http://127.0.0.1:$sendsms/cgi-bin/sendsms
user = school
password = geheim
receipt_url = http://127.0.0.1:$hook/hook/receipt?secret=geheimwoord"
ok $? "a school whose texts go by a real gateway"
at $start channel check kannel
holds "which lets us in" 'd["ok"]'

# -- out, and the report ----------------------------------------------------------------------------------------------
start_service 2026-10-12T10:00+02:00
ok $? "the service is up"
text_from 31699999999 Wie is dit
becomes "Noor's text is delivered, says the operator's report" \
  'm(step="drie-maanden", state="delivered", address="+31612345601", attempts=1)' messages --leaver linde/1
for _ in {1..100}; do grep -aq '+31970000000 +31612345601 .*Hoi+Noor' "$work/operator" && break; sleep 0.1; done
grep -aq '+31970000000 +31612345601 .*Hoi+Noor' "$work/operator"
ok $? "the operator has it, from the school's number"

# -- in -----------------------------------------------------------------------------------------------------------------
text_from 31612345601 'Ik heb werk bij de Jumbo'
becomes "her answer is hers" '[r for r in d["lines"] if "Jumbo" in json.dumps(r)]' leaver timeline linde/1
status=$(curl -s --noproxy '*' -o "$work/answer" -w '%{http_code}' "http://127.0.0.1:$hook/hook/sms?secret=fout&from=31612345602&text=STOP")
[ "$status" = 403 ]
ok $? "a text without the secret word is refused"
stop_service
ok $? "the service ends at SIGTERM"

# -- while the service is down --------------------------------------------------------------------------------------------
text_from 31612345602 STOP
sleep 3
start_service 2026-10-12T14:00+02:00
ok $? "the service is up again"
becomes "the STOP of meanwhile is heard, told once and that is delivered" 'm(act="stopped", state="delivered")' messages --leaver linde/2
sent=$(value 'len(d["messages"])')
stop_service
for day in 13 14 19 20 21 26; do at 2026-10-${day}T12:00+02:00 tick; done
at 2026-10-26T12:00+02:00 messages --leaver linde/2
holds "two weeks on nothing more was made for Sem" "len(d['messages']) == $sent"
at 2026-10-26T12:00+02:00 messages --leaver linde/3
holds "and two more for Ana, who said nothing" 'len(m(step="drie-maanden")) == 2'
at 2026-10-26T12:00+02:00 audit verify
holds "the record is whole" 'd["intact"]'
done_testing
