#!/usr/bin/env bash
# What anybody may throw at the hooks: no secret, a forged one, 10 MB, no end, odd methods, types, paths and lines, the
# same again. Nothing gets in that should not, nothing that should is lost, and nothing of it stands in the log.
. "$(dirname "$0")/school.sh"
read -r port < <(free_ports 1)
service= url=http://127.0.0.1:$port
trap '[ -z "$service" ] || { kill "$service"; wait "$service"; }; rm -rf "$work"' EXIT
school "1;Noor;Bakker;01-02-2008;$counsellor;0612345601;;pro;10-07-2026;nee;sms" "[waakvlam]
listen = 127.0.0.1:$port
hook_secret = geheimwoord
[channel bird]
key = toegang
signing_key = tekensleutel
hook_url = $url/hook/bird
[channel whatsapp]
number = 1066
token = t-geheimwoord
app_secret = app-geheimwoord
verify_token = verify-geheimwoord
[channel kannel]
url = http://127.0.0.1:1/
user = school
password = pw-geheimwoord"
ok $? "a school"
"$waakvlam" --data "$work/data" --now 2026-10-16T10:00+02:00 run 2>"$work/service" &
service=$!
for _ in {1..150}; do curl -sf --noproxy "*" -o /dev/null "$url/gezond" && break; sleep 0.1; done
code() { curl -s --noproxy '*' --max-time 10 -o "$work/answer" -w '%{http_code}' "$@"; }
same() { [ "$2" = "$3" ] || echo "got $2, want $3" >>"$work/answer"; [ "$2" = "$3" ]; ok $? "$1"; }
text='from=%2B31612345601&text=STOP'

# --- who may not come in
same "no secret" "$(code "$url/hook/sms?$text")" 403
same "an empty one" "$(code "$url/hook/sms?secret=&$text")" 403
same "one that goes on" "$(code "$url/hook/sms?secret=geheimwoordx&$text")" 403
same "one with an end in it" "$(code "$url/hook/sms?secret=geheimwoord%00x&$text")" 403
same "in the body" "$(code -d "secret=geheimwoord&$text" "$url/hook/sms")" 403
same "in a cookie" "$(code -b "secret=geheimwoord" "$url/hook/sms?$text")" 403
same "as Basic" "$(code -u x:geheimwoord "$url/hook/kannel?$text")" 403
same "another's secret" "$(code "$url/hook/bird?secret=geheimwoord&originator=31612345601&body=STOP")" 403
b64() { base64 -w 0 | tr '+/' '-_' | tr -d '='; }
claims="{\"iss\":\"MessageBird\",\"payload_hash\":\"$(printf %s "originator=31612345601&body=STOP" | sha256sum | cut -d' ' -f1)\",\"url_hash\":\"$(printf %s "$url/hook/bird" | sha256sum | cut -d' ' -f1)\"}"
forged() { echo "$(printf '{"alg":"%s","typ":"JWT"}' "$1" | b64).$(printf %s "$claims" | b64).$2"; }
bird() { code -H "MessageBird-Signature-JWT: $1" -d "originator=31612345601&body=STOP" "$url/hook/bird"; }
same "a statement that nobody signed" "$(bird "$(forged none "")")" 403
same "by another rule" "$(bird "$(forged HS512 AAAA)")" 403
same "with a wrong signature" "$(bird "$(forged HS256 AAAA)")" 403
body='{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"31612345601","id":"x","type":"text","text":{"body":"STOP"}}]}}]}]}'
same "Meta's, unsigned" "$(code -d "$body" "$url/hook/whatsapp")" 403
same "Meta's, signed by the word of the greeting" \
  "$(code -H "X-Hub-Signature-256: sha256=$(printf %s "$body" | openssl dgst -sha256 -hmac verify-geheimwoord -r | cut -d' ' -f1)" -d "$body" "$url/hook/whatsapp")" 403
same "a greeting with a wrong word" "$(code "$url/hook/whatsapp?hub.mode=subscribe&hub.verify_token=x&hub.challenge=12")" 403
same "a greeting that would be a page" "$(code "$url/hook/whatsapp?hub.mode=subscribe&hub.verify_token=verify-geheimwoord&hub.challenge=%3Cscript%3E")" 403
same "a greeting" "$(code "$url/hook/whatsapp?hub.mode=subscribe&hub.verify_token=verify-geheimwoord&hub.challenge=1158")" 200
same "is answered" "$(cat "$work/answer")" 1158
for path in '/hook/' '/hook//sms' '/hook/sms/' '/hook/../hook/sms' '/hook/%2e%2e/sms' '//hook/sms' '/hook/sms%00' '/hook/sms%0d%0aX-Evil:%20yes' '/hook/..%2f..%2fetc%2fpasswd'; do
  same "$path leads nowhere" "$(code -D "$work/head" --path-as-is "$url$path?secret=geheimwoord&$text")" 404
  ! grep -qi evil "$work/head"; ok $? "and into no header"
done
for method in PUT DELETE PATCH OPTIONS TRACE PROPFIND; do same "$method is nothing" "$(code -X $method "$url/hook/sms?secret=geheimwoord&$text")" 404; done
at 2026-10-16T10:01+02:00 leaver timeline linde/1
holds "nothing of this got in" 'not [x for x in d["lines"] if x["kind"] == "inbound"]'

# --- too much
head -c 10000000 /dev/zero | tr '\0' x >"$work/much"
same "10 MB" "$(code -H 'Expect:' --data-binary @"$work/much" "$url/hook/sms?secret=geheimwoord")" 413
same "10 MB without a length, cut off" "$(code -H 'Expect:' -H 'Transfer-Encoding: chunked' --data-binary @"$work/much" "$url/hook/sms?secret=geheimwoord")" 000
long=$(head -c 100000 "$work/much")
case $(printf 'url = "%s/hook/sms?secret=geheimwoord&text=%s"\n' "$url" "$long" | code -K -) in 4?? | 000) true ;; *) false ;; esac
ok $? "an address of 100 kB is refused"
case $(printf 'url = "%s/gezond"\nheader = "X-Much: %s"\n' "$url" "$long" | code -K -) in 4?? | 000) true ;; *) false ;; esac
ok $? "a header of 100 kB is refused"
[ "$(awk '/VmHWM/ { print $2 }' "/proc/$service/status")" -lt 1500000 ]; ok $? "and memory stays what it was"
same "pages are there" "$(code "$url/gezond")" 200

# --- odd, but somebody's words
same "another type" "$(code -H 'Content-Type: text/xml' -d "$text" "$url/hook/sms?secret=geheimwoord")" 200
same "the same again" "$(code -H 'Content-Type: text/xml' -d "$text" "$url/hook/sms?secret=geheimwoord")" 200
same "the secret written otherwise" "$(code "$url/hook/sms?%73ecret=geheim%77oord&from=%2B31612345601&text=Ik+heb+werk")" 200
same "nonsense" "$(code --data-binary $'\xff\x00\xfe{{{' "$url/hook/sms?secret=geheimwoord")" 200
same "nothing at all" "$(code -d '' "$url/hook/sms?secret=geheimwoord")" 200
kill "$service"; wait "$service"; ok $? "the service ends well"; service=
at 2026-10-16T10:02+02:00 leaver timeline linde/1
holds "the STOP got in, once" 'len([x for x in d["lines"] if x["kind"] == "inbound" and "STOP" in x["what"]]) == 1'
holds "and the other words" 'any("Ik heb werk" in x["what"] for x in d["lines"])'
at 2026-10-16T10:10+02:00 leaver record linde/1 --resume all --reason "wil toch berichten" --as $counsellor
printf '%s' "$text" >"$work/raw"
for minute in 11 12; do at 2026-10-16T10:$minute+02:00 inbound sms <"$work/raw"; done
at 2026-10-16T10:13+02:00 leaver timeline linde/1
holds "the same STOP after it was lifted holds, though the gateway says neither when nor which" 'len([x for x in d["lines"] if x["kind"] == "inbound" and "STOP" in x["what"]]) == 2'
at 2026-10-16T10:13+02:00 leaver show linde/1
holds "nothing goes out any more" '"\"stopped\": true" in json.dumps(d)'
! grep -q geheimwoord "$work/service"; ok $? "no secret stands in the log"
! grep -q 31612345601 "$work/service"; ok $? "and no number"
! grep -aq 'geheimwoord' "$work/data"/waakvlam.db*; ok $? "nor a secret in the store"
done_testing
