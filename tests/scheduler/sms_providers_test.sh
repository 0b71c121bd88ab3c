#!/usr/bin/env bash
# SMS by providers, end to end through the program, against stubs made from their public references: time-outs after and
# before acceptance, two channels with weights, reports, texts and missed calls at the hooks.
. "$(dirname "$0")/school.sh"
mkdir "$work/stub"
start_server providers_stub.py "$work/stub"
[ -n "$folder" ] || skip_all "SMS by providers" "the stub does not start"
stub=http://127.0.0.1:$folder
read -r hook < <(free_ports 1)
url=http://127.0.0.1:$hook
service=
trap 'stop_service; stop_server; rm -rf "$work"' EXIT

mood() { echo "$2" >"$work/stub/mood.$1"; }
by() { sed -i "s/^sms = .*/sms = $1/" "$work/data/waakvlam.conf"; }
taken() { grep -c "${1:-}" "$work/stub/taken"; }
# at_clock DAY TIME: a tick in October
tick() { at "2026-10-$1T$2+02:00" tick; }
text_of() { at "$1" messages --leaver "linde/$2"; }
key_of() { text_of 2026-10-16T10:00+02:00 "$1"; value '[x["key"] for x in d["messages"] if x["step"] == "drie-maanden"][0]'; }
start_service() {
  "$waakvlam" --data "$work/data" --now "$1" run 2>>"$work/service" &
  service=$!
  for _ in {1..150}; do curl -sf --noproxy "*" -o "$work/health" "$url/gezond" && return; sleep 0.1; done
  return 1
}
stop_service() { [ -z "$service" ] || { kill -TERM "$service"; wait "$service"; service=; }; }
knock() { curl -s --noproxy '*' -o "$work/answer" -w '%{http_code}' "$@"; }
same() { [ "$2" = "$3" ] || echo "got $2, want $3" >"$work/answer"; [ "$2" = "$3" ]; ok $? "$1"; }

secret=3d844edf-8d35-48ac-975b-e847b4f122b0
row() { echo "$1;$2;$3;01-02-2008;$counsellor;$4;;pro;10-07-2026;nee;sms"; }
school "$(row 1 Noor Bakker 0612345601; row 2 Sem Kok 0612345602; row 3 Ana Silva 0612345603; row 4 Bo Vos 0612345604)" "[waakvlam]
listen = 127.0.0.1:$hook
base_url = $url
tick_seconds = 60
hook_secret = geheimwoord
sms_number = +31970000000
sms = zuid

[channel zuid]
type = cm
url = $stub/cm
log_url = $stub/cm
key = producttoken
timeout = 1

[channel spryng]
url = $stub/spryng
key = sleutel
timeout = 1

[channel notify]
url = $stub/notify
key = school-26785a09-ab16-4eb0-8407-a37497a57506-$secret
sms_template = sjabloon
timeout = 1

[channel bird]
url = $stub/bird
key = toegang
signing_key = tekensleutel
hook_url = $url/hook/bird
timeout = 1"
ok $? "a school with four providers"

# -- out ----------------------------------------------------------------------------------------------------------------
tick 12 10:00
text_of 2026-10-12T10:01+02:00 1
holds "the first goes by CM, under the name that the school gave it" 'm(step="drie-maanden", state="sent", via="zuid", attempts=1)'

by spryng; mood spryng swallow
tick 13 10:00
holds "who takes it and says nothing leaves a doubt" 'd["unknown"] == 1'
at 2026-10-13T10:01+02:00 task list
holds "which is no work for a person yet" 'not t(kind="judge")'
tick 13 10:06
text_of 2026-10-13T10:07+02:00 2
holds "asked by our key, they have it" 'm(step="drie-maanden", state="sent", attempts=1) and d["messages"][0]["provider_reference"].startswith("s-")'
same "and it went once" "$(taken '^spryng ')" 1

by notify; mood notify lose
tick 14 10:00
mood notify accept
tick 14 10:06
text_of 2026-10-14T10:07+02:00 3
holds "who lost it is asked, too, before it goes again" 'm(step="drie-maanden", state="queued")'
tick 14 10:20
text_of 2026-10-14T10:21+02:00 3
holds "and then it does" 'm(step="drie-maanden", state="sent", via="notify", attempts=2)'
same "once" "$(taken '^notify ')" 1

by 'bird 1, zuid 1'; mood bird down; mood cm busy
tick 15 10:00
text_of 2026-10-15T10:01+02:00 4
holds "neither takes it" 'm(step="drie-maanden", state="queued", attempts=1)'
first=$(value 'd["messages"][0]["via"]')
tick 15 10:02
text_of 2026-10-15T10:03+02:00 4
second=$(value 'd["messages"][0]["via"]')
[ "$first" != "$second" ]; ok $? "the next try is another one's"
mood bird accept; mood cm accept
tick 15 10:30
text_of 2026-10-15T10:31+02:00 4
holds "in the end it goes" 'm(step="drie-maanden", state="sent", attempts=3)'
same "by one of them" "$(($(taken '^bird ') + $(taken '^cm ')))" 2

# -- in -----------------------------------------------------------------------------------------------------------------
noor=$(key_of 1) sem=$(key_of 2) ana=$(key_of 3) bo=$(key_of 4)
b64() { base64 -w 0 | tr '+/' '-_' | tr -d '='; }
hash() { printf '%s' "$1" | sha256sum | cut -d ' ' -f 1; }
# signed ADDRESS [BODY]: as Bird signs
signed() {
  local claims both
  claims="{\"iss\":\"MessageBird\",\"url_hash\":\"$(hash "$1")\"${2:+,\"payload_hash\":\"$(hash "$2")\"}}"
  both=$(printf '{"alg":"HS256","typ":"JWT"}' | b64).$(printf '%s' "$claims" | b64)
  echo "$both.$(printf '%s' "$both" | openssl dgst -sha256 -hmac tekensleutel -binary | b64)"
}
start_service 2026-10-16T10:00+02:00
ok $? "the service is up"
report='{"messages":{"msg":{"received":"2026-10-16T08:00:00","to":"0031612345601","reference":"'$noor'","status":{"code":"2","errorCode":"","errorDescription":"Delivered"}}}}'
same "CM without our word" "$(knock -d "$report" "$url/hook/zuid")" 403
same "CM's report" "$(knock -H 'Content-Type: application/json' -d "$report" "$url/hook/zuid?secret=geheimwoord")" 200
same "the same again" "$(knock -d "$report" "$url/hook/zuid?secret=geheimwoord")" 200
same "Spryng's, by GET" "$(knock "$url/hook/spryng?secret=geheimwoord&REFERENCE=$sem&STATUS=Not+Delivered&REASONCODE=1")" 200
same "Notify's, with a bearer token" "$(knock -H 'Authorization: Bearer geheimwoord' -d '{"id":"u","reference":"'"$ana"'","status":"delivered"}' "$url/hook/notify")" 200
query="id=b-1&reference=$bo&status=delivered"
same "Bird's, unsigned" "$(knock "$url/hook/bird?$query")" 403
same "Bird's, signed for another" "$(knock -H "MessageBird-Signature-JWT: $(signed "$url/hook/bird?$query")" "$url/hook/bird?$query&status=failed")" 403
same "Bird's, signed" "$(knock -H "MessageBird-Signature-JWT: $(signed "$url/hook/bird?$query")" "$url/hook/bird?$query")" 200
same "Noor answers by CM with one digit" "$(knock -d '{"from":{"number":"+31612345601"},"to":{"number":"+31970000000"},"message":{"text":" 1."},"timeUtc":"2026-10-16T08:01:00"}' "$url/hook/zuid?secret=geheimwoord")" 200
same "Ana by Notify with STOP" "$(knock -H 'Authorization: Bearer geheimwoord' -d '{"id":"t","source_number":"+31612345603","destination_number":"+31970000000","message":"Stop!","date_received":"2026-10-16T08:02:00Z"}' "$url/hook/notify")" 200
call='{"event":"callUpdated","items":[{"type":"call","payload":{"id":"c1","status":"ended","source":"31612345604","destination":"31970000000","direction":"incoming","createdAt":"2026-10-16T08:03:00Z","answeredAt":null}}]}'
same "Bo rings, as Bird tells" "$(knock -H "MessageBird-Signature-JWT: $(signed "$url/hook/bird" "$call")" -d "$call" "$url/hook/bird")" 200
same "both at once, of CM" "$(knock -d '{"messages":{"msg":[{"reference":"'"$noor"'","status":{"code":3}},{"reference":"niemand","status":{"code":2}}]}}' "$url/hook/zuid?secret=geheimwoord")" 200
stop_service
after=2026-10-16T11:00+02:00
at $after messages
holds "each has the end that was reported, and keeps it" \
  '[[x["state"] for x in d["messages"] if x["key"] == k][0] for k in ("'"$noor"'", "'"$sem"'", "'"$ana"'", "'"$bo"'")] == ["delivered", "failed", "delivered", "delivered"]'
at $after leaver timeline linde/1
holds "Noor has work" '[x for x in d["lines"] if "1." in json.dumps(x)]'
at $after task list
holds "Bo is to be called today" '[x for x in t(kind="call", leaver="L4") if "Gemiste oproep" in x["why"]]'
holds "Sem's number is to be mended" 't(kind="repair", leaver="L2")'
printf '{"messages":{"msg":[{"reference":"%s","status":{"code":2}},{"reference":"niemand","status":{"code":3}}]}}' "$bo" >"$work/reports"
"$waakvlam" --data "$work/data" --now 2026-10-16T11:05+02:00 --json inbound zuid <"$work/reports" >"$work/answer" 2>>"$work/log"
holds "inbound reads what a channel hears, also two at once" \
  'd["kind"] == "receipt" and d["state"] == "delivered" and len(d["more"]) == 1 and d["more"][0]["state"] == "failed" and not d["more"][0]["matched"]'
cp "$work/answer" "$work/before"
"$waakvlam" --data "$work/data" --now 2026-10-16T11:06+02:00 --json inbound zuid <"$work/reports" >"$work/answer" 2>>"$work/log"
cmp -s "$work/answer" "$work/before"; ok $? "the same again is the same answer"
"$waakvlam" --data "$work/data" inbound smtp </dev/null >"$work/answer" 2>&1
same "a channel that does not hear brings nothing" $? 2

# -- a sender that can't be answered --------------------------------------------------------------------------------------
by zuid
at $after doctor
holds "doctor is content with a number" '[c for c in d["checks"] if c["name"] == "answers" and c["ok"]]'
sed -i 's/^sms_number = .*/sms_number = DeLinde/' "$work/data/waakvlam.conf"
at $after doctor
holds "and not with a name, while a text promises STOP" '[c for c in d["checks"] if c["name"] == "answers" and not c["ok"] and "DeLinde" in c["message"]]'
at $after channel check zuid
holds "nor is channel check" 'd["warnings"] and "DeLinde" in d["warnings"][0]'
sed -i 's/^sms_number = .*/sms_number = +31970000000/; s/^hook_secret/#hook_secret/; s/^signing_key/#signing_key/' "$work/data/waakvlam.conf"
at $after channel check zuid
holds "without our word no answer gets in" 'd["warnings"] and "hook_secret" in d["warnings"][0]'
by bird
at $after channel check bird
holds "nor without the key that Bird signs with" 'd["warnings"] and "signing_key" in d["warnings"][0]'
sed -i 's/^key = toegang/#key = toegang/' "$work/data/waakvlam.conf"
start_service 2026-10-16T12:00+02:00
same "without its key the hook is tried again, for that may be mended" "$(knock "$url/hook/bird?$query")" 503
same "without our word nothing gets in" "$(knock "$url/hook/zuid?secret=geheimwoord&reference=$noor&status=3")" 403
stop_service
[ "$(grep -c -e "$secret" -e producttoken -e tekensleutel "$work/log" "$work/service" | grep -vc ':0')" = 0 ]
ok $? "no key is in a log"
at $after audit verify
holds "the record is whole" 'd["intact"]'
done_testing
