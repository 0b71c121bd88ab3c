#!/usr/bin/env bash
# The program is ended after its first commit, its second, and so on, wherever that is, again and again until each
# command has come to its end; what is there then is what an undisturbed run leaves: nothing twice, nothing lost.
# And it is killed while a gateway has its message and has not answered: what is in doubt is said to be so, once.
# WAAKVLAM_FAST (else WAAKVLAM) is what is killed: some hundreds of runs.
. "$(dirname "$0")/school.sh"
waakvlam=${WAAKVLAM_FAST:-$waakvlam}
PEOPLE=36 # more than dispatch sends in one lot

# A counsellor each, so that nobody's turn is spread to another day; a third has mail, the others texts.
letters=abcdefghijklmnopqrstuvwxyz rows= staff=()
for ((i = 1; i <= PEOPLE; i++)); do
  to="$(printf '06123%05d;' $i)"; [ $((i % 3)) != 0 ] || to=";jongere$i@leerling.example"
  rows+="$i;Jo${letters:i / 6:1}${letters:i % 6:1};Bos;01-02-2008;b$i@dekruin.example;$to;pro;10-07-2026;nee;"$'\n'
  staff+=("b$i@dekruin.example")
done
school "$rows" "[waakvlam]
stop_confirmation = yes" "${staff[@]}"
ok $? "a cohort of $PEOPLE that starts"

# A copy may not send: that is what the fence is for. All copies have the key that names are made with.
fresh() {
  rm -rf "$work/data" && cp -r "$work/base" "$work/data" && at $start fence release
}
mv "$work/data" "$work/base"

# Each a moment and a command. What a process that ended left in `sending` is looked at by a tick of ten minutes later;
# those ticks are `spared`: whoever is ended between claim and sending at every single try never sends.
deeds=(
  '2026-10-12T10:00+02:00 tick'
  '2026-10-12T10:10+02:00 spared'
  '2026-10-12T11:00+02:00 inbound sms {"from":"+31612300001","text":"Ik heb werk"}'
  '2026-10-12T11:05+02:00 inbound sms {"from":"+31612300002","text":"STOP"}'
  '2026-10-12T11:10+02:00 inbound sms {"from":"+31612300004","text":"bel me"}'
  '2026-10-12T11:20+02:00 tick'
  '2026-10-12T11:30+02:00 spared'
  '2026-10-19T10:00+02:00 tick'
  '2026-10-19T10:10+02:00 spared'
  '2026-10-26T10:00+01:00 tick'
  '2026-10-26T10:10+01:00 spared'
)
# One deed, cut at its N-th commit; a tick is tried until it comes to its end, what comes in only once: once it is kept,
# the next tick reads it.
cuts=0
try() { # N DEED
  local words status
  read -r -a words <<<"$2"
  [ "${words[1]}" != spared ] || { at "${words[0]}" tick; return; }
  for _ in {1..40}; do
    WAAKVLAM_TEST_EXIT_AT_COMMIT=$1 at "${words[0]}" "${words[@]:1:2}" <<<"${words[*]:3}"
    status=$?
    [ $status = 5 ] || return $status
    cuts=$((cuts + 1))
    [ "${words[1]}" = tick ] || return 0
  done
  return 5
}
play() { # N
  local deed
  for deed in "${deeds[@]}"; do try "$1" "$deed" || { echo "# $deed ended with $?"; return 1; }; done
}

# Everything that anyone can see, but for how often and when something was tried, and the order that comes of it.
dump() {
  python3 - "$waakvlam" "$work/data" $PEOPLE <<'PY'
import hashlib, json, os, subprocess, sys
program, data, people = sys.argv[1], sys.argv[2], int(sys.argv[3])
def ask(*words):
    return json.loads(subprocess.run([program, "--data", data, "--now", "2026-10-26T10:30+01:00", "--json", *words],
                                     check=True, stdout=subprocess.PIPE).stdout)
def show(what, rows, but):
    lines = [json.dumps({k: v for k, v in row.items() if k not in but}, sort_keys=True) for row in rows]
    print("\n".join("%s %s" % (what, line) for line in sorted(lines)))
show("message", ask("messages")["messages"], ("id", "attempts", "changed_at", "due", "queued_at"))
show("task", ask("task", "list", "--all")["tasks"], ("id",))
for i in range(1, people + 1): show("line %d" % i, ask("leaver", "timeline", "linde/%d" % i)["lines"], ("at",))
def contents(name):
    with open(os.path.join(data, "postbox", name), "rb") as file: text = file.read()
    if not name.endswith(".json"): return hashlib.sha256(text).hexdigest()
    return json.dumps({k: v for k, v in json.loads(text).items() if k != "queued"}, sort_keys=True)
for name in sorted(os.listdir(data + "/postbox")): print("file", name, contents(name))
print("record", ask("audit", "verify")["intact"])
PY
}

fresh && play 0
ok $? "undisturbed"
dump >"$work/whole"
at 2026-10-26T10:30+01:00 messages
holds "that is something: texts, mails, a second question, a confirmed STOP, and all of them have left" \
  'len(m(act="send", state="sent", channel="sms")) > 40 and len(m(act="send", state="sent", channel="email")) >= 24
   and len(m(act="stopped", state="sent")) == 1 and len(m(state="sent")) == len(d["messages"])'
files=$(find "$work/data/postbox" -type f | wc -l)
[ "$files" = "$(value 'len(d["messages"])')" ]
ok $? "one file a message"

for ((N = 1; N <= 60; N++)); do
  cuts=0
  fresh && play $N
  status=$?
  [ $cuts -gt 0 ] || break
  dump >"$work/cut"
  cmp -s "$work/whole" "$work/cut" || { diff "$work/whole" "$work/cut" | head -n 20 | sed 's/^/# /'; status=1; }
  ok $status "ended at commit $N of each try, $cuts times in all: the same"
done
[ $N -gt 4 ]
ok $? "no command has more than $((N - 1)) commits"

# -- killed while the gateway has it ---------------------------------------------------------------------------------------
# A gateway that notes whom it got a text for, and at the third sends the sender a signal before it answers.
read -r port web < <(free_ports 2)
trap 'rm -rf "$work"; kill $gateway' EXIT
gateway() { # SIGNAL
  python3 - "$port" "$work/pid" "$1" >"$work/got" 2>>"$work/log" <<'PY' &
import http.server, os, signal, sys, urllib.parse
got = []
class Gateway(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        to = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query).get("to")
        if to:
            got.append(to[0])
            print(to[0], flush=True)
            if len(got) == 3: os.kill(int(open(sys.argv[2]).read()), signal.Signals[sys.argv[3]])
        self.send_response(202 if to else 400)
        self.end_headers()
        self.wfile.write(b"0: Accepted for delivery")
    def log_message(self, *words): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Gateway).serve_forever()
PY
  gateway=$!
  for _ in {1..100}; do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
}
through_gateway() {
  fresh
  printf '[waakvlam]\nlisten = 127.0.0.1:%s\nsms = kannel\n[channel kannel]\nurl = http://127.0.0.1:%s/cgi-bin/sendsms\nuser = school\npassword = geheim\n' \
    "$web" "$port" >"$work/data/waakvlam.conf"
}

gateway SIGKILL
through_gateway
{ (echo "$BASHPID" >"$work/pid"; exec "$waakvlam" --data "$work/data" --now 2026-10-12T10:00+02:00 tick); } >>"$work/log" 2>&1
[ $? = 137 ] && [ "$(wc -l <"$work/got")" = 3 ]
ok $? "killed while the gateway has the third text"
for minute in 01 10 20 40; do at 2026-10-12T10:$minute+02:00 tick; done
at 2026-10-13T10:00+02:00 tick
at 2026-10-13T10:00+02:00 messages
sms="[r for r in d['messages'] if r['channel'] == 'sms']"
holds "every text has left or is said to be in doubt" "{r['state'] for r in $sms} == {'sent', 'unknown'} and len($sms) == 24"
value "'\n'.join(sorted(r['address'] for r in $sms if r['state'] == 'sent'))" >"$work/sent"
value "'\n'.join(sorted(r['address'] for r in $sms if r['state'] == 'unknown'))" >"$work/unknown"
[ -z "$(sort "$work/got" | uniq -d)" ]
ok $? "the gateway got no text twice"
head -n 3 "$work/got" | sort | comm -23 - "$work/unknown" | grep -q .
ok $((! $?)) "what it had before the kill is in doubt"
[ -z "$(comm -23 "$work/sent" <(sort "$work/got"))" ]
ok $? "what is said to have left is there"
at 2026-10-13T10:00+02:00 task list
asked=$(value "len({r['leaver'] for r in d['tasks'] if r['kind'] == 'judge'})")
[ "$asked" = "$(wc -l <"$work/unknown")" ]
ok $? "a person is asked about each that is in doubt"
kill $gateway && wait $gateway 2>>"$work/log"

# The service hears SIGTERM between two lots of sending.
gateway SIGTERM
through_gateway
(echo "$BASHPID" >"$work/pid"; exec "$waakvlam" --data "$work/data" --now 2026-10-12T10:00+02:00 run) >>"$work/log" 2>&1
ok $? "told to stop while it sends, the service ends well"
at 2026-10-12T10:05+02:00 messages
holds "nothing is in doubt, and what it did not come to waits" '0 < len(m(state="sent")) < 36 and len(m(state="sent")) + len(m(state="queued")) == 36'
done_testing
