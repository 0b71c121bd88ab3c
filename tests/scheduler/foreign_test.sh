#!/usr/bin/env bash
# The worked examples of a channel of one's own, each in two languages, driven by the whole program: what it says of
# itself, a dry look, a message there and once more, and a text that came in the far side's spool.
. "$(dirname "$0")/school.sh"
data=$work/data now=2026-10-12T10:00+02:00 examples=$root/deploy/examples far=
trap 'stop_far; stop_server; rm -rf "$work"' EXIT
stop_far() { [ -z "$far" ] || { kill "$far"; wait "$far"; far=; } 2>/dev/null; }
[[ $examples == /* ]] || examples=$PWD/$examples
# no wrapper of a version manager: it would cost a second each time
python=/usr/bin/python3; [ -x $python ] || python=$(command -v python3)
secret=een-lang-geheim-woord

# asks STATUS NAME ARGUMENTS…: one command; its answer is kept.
asks() {
  local want=$1 name=$2; shift 2
  "$waakvlam" --data "$data" --now $now --json "$@" >"$work/answer" 2>"$work/said" </dev/null
  [ $? = "$want" ] || { cat "$work/said"; false; }
  ok $? "$name"
}

# example LANGUAGE KIND FILE: the settings stand in waakvlam.conf, and its spool is $spool.
example() {
  local name="$2 in $1"
  asks 0 "$name: a dry look" channel check modem
  if [ "$2" = program ]; then options="['folder']"; else options="[]"; fi
  holds "$name: what it says of itself" "d['ok'] and d['profile']['name'] == 'spool' and d['profile']['kinds'] == 'sms'
    and d['profile']['abilities'] == ['text', 'hear'] and [o['name'] for o in d['profile']['options']] == $options"
  at $now tick
  at $now messages
  holds "$name: the school's text went by it" "[m['state'] for m in m(channel='sms')] == ['sent']"
  [ "$(cat "$spool"/out/*.txt | head -1)" = "To: +31612345678" ] && [ "$(ls "$spool/out" | wc -l)" = 1 ]
  ok $? "$name: one file, with the number"
  holds "$name: the far side's name of it is kept" \
    "[m['provider_reference'] for m in m(channel='sms')] == ['$(ls "$spool/out")']"
  asks 0 "$name: the conformance kit" channel check modem --conformance
  holds "$name: conforms in every check" "d['ok'] and len(d['checks']) > 6 and all(c['ok'] for c in d['checks'])"
  [ "$(ls "$spool/out" | wc -l)" = 1 ]
  ok $? "$name: and nothing was sent by it"
  asks 1 "$name: what it refuses for good" channel test modem --to x@linde.example
  holds "$name: is never, with its reason" "d['verdict'] == 'never' and d['reason']"
  printf '{"from": "+31612345678", "text": "Kun je me bellen over werk?"}' >"$spool/in/1.json"
  at 2026-10-12T10:05+02:00 tick
  [ -z "$(ls "$spool/in")" ]
  ok $? "$name: an answer in the spool is fetched, and taken away when it is kept"
  at 2026-10-12T10:05+02:00 leaver timeline L1
  holds "$name: and stands in their time line" "'Kun je me bellen over werk?' in json.dumps(d)"
}

for language in python node; do
  command -v $([ $language = python ] && echo python3 || echo node) >/dev/null ||
    { n=$((n + 1)); echo "ok $n - examples in $language # SKIP $language is not installed"; continue; }
  interpreter=$([ $language = python ] && echo "$python" || command -v node)
  suffix=$([ $language = python ] && echo py || echo js)
  for kind in program http; do
    rm -rf "$data"
    spool=$work/$language-$kind
    if [ $kind = program ]; then
      settings="command = $interpreter $examples/channel-program.$suffix
option.folder = $spool"
    else
      read -r port < <(free_ports 1)
      SECRET=$secret "$interpreter" "$examples/channel-http.$suffix" "$port" "$spool" 2>>"$work/log" &
      far=$!
      for _ in {1..100}; do curl -s --noproxy '*' -o "$work/answer" "http://127.0.0.1:$port/" && break; sleep 0.1; done
      settings="url = http://127.0.0.1:$port/
secret = $secret"
    fi
    school '1;Sem;Jansen;01-01-2008;m.vandenberg@dekruin.example;0612345678;;pro;15-07-2026;nee;' "[waakvlam]
sms = modem
[channel modem]
type = $kind
$settings"
    ok $? "$kind in $language: a school that uses it"
    example $language $kind
    stop_far
  done
done

# -- in the service --------------------------------------------------------------------------------------------------

# waits_for SECONDS COMMAND…: until it is true
waits_for() {
  local i
  for ((i = $1 * 10; i > 0; i--)); do "${@:2}" && return; sleep 0.1; done
  return 1
}
service=
stop_service() { [ -z "$service" ] || { kill -TERM "$service"; wait "$service"; local status=$?; service=; return $status; }; }
trap 'stop_service; stop_far; stop_server; rm -rf "$work"' EXIT
rm -rf "$data"
read -r port hook < <(free_ports 2)
spool=$work/served
SECRET=$secret $python "$examples/channel-http.py" "$port" "$spool" 2>>"$work/log" &
far=$!
waits_for 10 curl -s --noproxy '*' -o "$work/answer" "http://127.0.0.1:$port/"
school '1;Sem;Jansen;01-01-2008;m.vandenberg@dekruin.example;0612345678;;pro;15-07-2026;nee;' "[waakvlam]
listen = 127.0.0.1:$hook
sms = modem
[channel modem]
type = http
url = http://127.0.0.1:$port/
secret = $secret
[channel second]
type = program
command = $python $examples/channel-program.py
option.folder = $work/second"
mkdir -p "$work/second/in"
printf '{"from": "+31612345678", "text": "Ik zag je bericht"}' >"$work/second/in/1.json"
"$waakvlam" --data "$data" --now $now run 2>>"$work/service" &
service=$!
waits_for 15 curl -sf --noproxy '*' -o "$work/health" "http://127.0.0.1:$hook/gezond"
ok $? "the service starts with both"
sent_one() { [ "$(ls "$spool/out" 2>/dev/null | wc -l)" = 1 ]; }
waits_for 10 sent_one
ok $? "the service: a text went by the web address"
taken() { [ -z "$(ls "$work/second/in")" ]; }
waits_for 10 taken
ok $? "the service: the program's answers are collected while it runs"
key=$(basename "$spool"/out/*.txt .txt)
posts() { # SECRET
  curl -s --noproxy '*' -o "$work/said" -w '%{http_code}' -H "Authorization: Bearer $1" -H 'Content-Type: application/json' \
    -d "{\"news\":[{\"kind\":\"receipt\",\"key\":\"$key\",\"state\":\"delivered\"}]}" "http://127.0.0.1:$hook/hook/modem"
}
[ "$(posts wrong)" = 403 ]
ok $? "the hook takes nothing without its secret"
[ "$(posts $secret)" = 200 ]
ok $? "the hook takes a receipt with it"
children=$(pgrep -P "$service")
stop_service
ok $? "the service stops"
[ -n "$children" ] && ! kill -0 $children 2>/dev/null
ok $? "and its program with it"
at 2026-10-12T11:00+02:00 messages
holds "the receipt from the hook counts" "[m['state'] for m in m(channel='sms')] == ['delivered']"
stop_far

# -- what goes wrong -------------------------------------------------------------------------------------------------

broken() { # NAME SETTINGS WORDS: channel check says no, and why
  printf '[channel modem]\n%s\n' "$2" >"$data/waakvlam.conf"
  asks 1 "$1" channel check modem
  holds "$1: and says so" "$3 in d['message']"
}
broken "a program that is not there" "type = program
command = /nowhere/program" "'can\'t be started: No such file'"
broken "an option that the program does not have" "type = program
command = $python $examples/channel-program.py
option.folder = $work/x
option.colour = blue" "'option.colour: the program has no such option'"
broken "an option that it needs" "type = program
command = $python $examples/channel-program.py" "'option.folder: is not set'"
broken "a program that ends at once, with its last words" "type = program
command = $python -c 'raise SystemExit(\"kapot\")'" "'ended with status 1; it said: kapot'"
broken "an address where nobody is" "type = http
url = http://127.0.0.1:1/
secret = $secret" "'not reached'"
printf '[channel modem]\ntype = program\ncommand = %s -c pass\n' "$python" >"$data/waakvlam.conf"
asks 1 "a program that knows nothing does not conform" channel check modem --conformance
asks 0 "one of our own against the kit's far side" channel check cm --conformance
holds "one of our own: everything is tried" "d['ok'] and len(d['checks']) > 20"
printf '[channel modem]\ntype = program\ncommand = echo hi\n' >"$data/waakvlam.conf"
asks 1 "a command without its whole path" channel check modem
holds "a command without its whole path: is no command" "'command: must begin with the whole path' in d['message']"
done_testing
