#!/usr/bin/env bash
# Several at one store: a second tick while the first is sending, a store that is held by another for longer than anybody
# waits, everything at once, a file that may not grow, a store that can't be written, a clock that goes back.
. "$(dirname "$0")/school.sh"
waakvlam=${WAAKVLAM_FAST:-$waakvlam} fast=$waakvlam
PEOPLE=12
letters=abcdefghijklmnopqrstuvwxyz rows= staff=()
for ((i = 1; i <= PEOPLE; i++)); do
  rows+="$i;Jo${letters:i:1};Bos;01-02-2008;b$i@dekruin.example;$(printf '06123%05d' $i);;pro;10-07-2026;nee;sms"$'\n'
  staff+=("b$i@dekruin.example")
done
read -r port < <(free_ports 1)
gateway=
trap '[ -z "$gateway" ] || kill "$gateway"; rm -rf "$work"' EXIT
school "$rows" "[waakvlam]
sms = kannel
[channel kannel]
url = http://127.0.0.1:$port/cgi-bin/sendsms
user = school
password = geheim" "${staff[@]}"
ok $? "a school"
mv "$work/data" "$work/base"
fresh() { rm -rf "$work/data" "$work/got"; cp -r "$work/base" "$work/data" && at $start fence release; : >"$work/got"; }
# A gateway that notes whom it got a text for, and thinks as long as the file `thinks` says.
echo 0.3 >"$work/thinks"
python3 - "$port" "$work/got" "$work/thinks" 2>>"$work/log" <<'PY' &
import http.server, sys, time, urllib.parse
class Gateway(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        to = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query).get("to")
        if to: open(sys.argv[2], "a").write(to[0] + "\n")
        time.sleep(float(open(sys.argv[3]).read()))
        self.send_response(202 if to else 400); self.end_headers(); self.wfile.write(b"0: Accepted for delivery")
    def log_message(self, *words): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Gateway).serve_forever()
PY
gateway=$!
for _ in {1..100}; do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
once() { [ "$(wc -l <"$work/got")" = "$PEOPLE" ] && [ -z "$(sort "$work/got" | uniq -d)" ]; }
all_sent() { at "$1" messages; holds "$2" "len(m(channel='sms', state='sent')) == $PEOPLE and len(d['messages']) == $PEOPLE"; }

# --- a round of sending that takes long, and another process that thinks its rows were left by one that died
fresh
"$fast" --data "$work/data" --now 2026-10-12T10:00+02:00 tick >>"$work/log" 2>&1 &
first=$!
sleep 1.2
at 2026-10-12T10:20+02:00 tick; ok $? "a second tick while the first sends comes to its end"
wait $first; ok $? "and so does the first"
at 2026-10-12T10:40+02:00 tick
all_sent 2026-10-12T10:41+02:00 "all are sent, none is in doubt"
once; ok $? "each once"
at 2026-10-12T10:41+02:00 task list
holds "and nobody is asked about what was on its way" "not t(kind='judge')"

# --- somebody holds the store while texts are on their way: what the gateway said is not forgotten
fresh
"$fast" --data "$work/data" --now 2026-10-12T10:00+02:00 tick >>"$work/log" 2>&1 &
first=$!
sleep 1.2
python3 - "$work/data/waakvlam.db" <<'PY'
import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute("BEGIN IMMEDIATE"); time.sleep(7); c.execute("ROLLBACK")
PY
wait $first; ok $? "a tick outlasts who holds the store for longer than SQLite waits"
all_sent 2026-10-12T10:41+02:00 "and knows what became of all it sent"
once; ok $? "each once"
echo 0 >"$work/thinks"

# --- everything at once
fresh
fine=0 jobs=()
begin() { "$fast" --data "$work/data" --now 2026-10-12T10:00+02:00 --json "$@" >>"$work/all" 2>>"$work/log" & jobs+=($!); }
sed 's/;Jo/;Ja/' "$work/cohort.csv" | sed 's/^\([0-9]\)/9\1/' >"$work/more.csv"
for _ in 1 2 3 4; do begin tick; done
begin import "$work/more.csv" --organisation linde --cohort more
for ((i = 1; i <= 6; i++)); do
  begin inbound sms <<<"{\"from\":\"$(printf '+316123%05d' $i)\",\"text\":\"bel me $i\"}"
  begin tick
done
for job in "${jobs[@]}"; do wait "$job" || { status=$?; [ $status = 4 ] || [ $status = 2 ] || fine=$status; }; done
ok $fine "seventeen commands at one moment: done, or refused because the store is held"
at 2026-10-12T10:30+02:00 tick
at 2026-10-12T10:31+02:00 messages
holds "all texts are sent" "len(m(channel='sms', act='send', state='sent')) == $PEOPLE and not m(state='unknown') and not m(state='sending')"
once; ok $? "each once"
at 2026-10-12T10:31+02:00 audit verify; ok $? "the record is whole"
holds "and has a chain" 'd["intact"] and d["entries"] > 0'

# --- a file that may not grow: the disk is full at one write after another
twice=0 lost=0 odd=0 stopped=0
for room in 0 32 128 240 300 360 420 480; do
  fresh
  (trap '' XFSZ; ulimit -f $room; exec "$fast" --data "$work/data" --now 2026-10-12T10:00+02:00 tick) >>"$work/log" 2>&1
  status=$?
  case $status in 0) ;; 3 | 4) stopped=$((stopped + 1)) ;; *) odd=$status ;; esac
  for minute in 10 20 30; do at 2026-10-12T10:$minute+02:00 tick || odd=$?; done
  [ -z "$(sort "$work/got" | uniq -d)" ] || twice=$room
  at 2026-10-12T10:31+02:00 messages
  [ "$(value "len(d['messages']) == $PEOPLE and {x['state'] for x in d['messages']} <= {'sent', 'unknown'}")" = True ] || lost=$room
done
[ $odd = 0 ]; ok $? "a full disk is an error that is told, and no more ($odd)"
[ $stopped -gt 2 ]; ok $? "it was full $stopped times"
ok $twice "nothing went twice"
ok $lost "nothing was lost"
at 2026-10-12T10:31+02:00 audit verify; ok $? "the record is whole"

# --- leftovers of one that was killed while it wrote, opened by one that may only read
fresh
(echo "$BASHPID" >"$work/pid"; exec "$fast" --data "$work/data" --now 2026-10-12T10:00+02:00 tick) >>"$work/log" 2>&1 &
sleep 0.05; kill -9 "$(cat "$work/pid")" 2>/dev/null; wait $! 2>>"$work/log"
at 2026-10-12T10:01+02:00 doctor
holds "after a kill the store is sound" '[c["ok"] for c in d["checks"] if c["name"] in ("store", "record")] == [True, True]'
for minute in 10 20; do at 2026-10-12T10:$minute+02:00 tick; done
[ -z "$(sort "$work/got" | uniq -d)" ]; ok $? "nothing went twice"

# --- a clock that goes back
at 2026-10-12T08:00+02:00 tick
[ $? = 2 ]; ok $? "a moment before the newest event is refused"
at 2026-10-12T08:00+02:00 inbound sms <<<'{"from":"+31612300003","text":"STOP"}'
[ $? = 2 ]; ok $? "so is an answer"
at 2026-10-12T10:30+02:00 tick; ok $? "when the clock is right again it goes on"
at 2046-10-12T10:30+02:00 leaver record linde/4 --contact spoke --as $counsellor
"$fast" --data "$work/data" --json inbound sms <<<'{"from":"+31612300003","text":"STOP"}' >"$work/answer" 2>>"$work/log"
ok $? "a mail server's pipe is not told to bounce because our clock is behind"
holds "and its STOP is heard" 'd["kind"] == "opt_out" and d["applied"]'
fresh
read -r web < <(free_ports 1)
sed -i "s/^\[waakvlam\]/[waakvlam]\nlisten = 127.0.0.1:$web\nhook_secret = geheimwoord\nduty = $counsellor/" "$work/data/waakvlam.conf"
"$fast" --data "$work/data" --now 2026-10-12T10:00+02:00 run 2>"$work/service" &
service=$!
for _ in {1..150}; do curl -sf --noproxy "*" -o /dev/null "http://127.0.0.1:$web/gezond" && break; sleep 0.1; done
at 2026-10-12T12:00+02:00 leaver record linde/4 --contact spoke --as $counsellor
: >"$work/got"
curl -s --noproxy '*' "http://127.0.0.1:$web/hook/sms?secret=geheimwoord&from=%2B31612300005&text=ik+wil+dood"
for _ in {1..80}; do grep -q '31612300005' "$work/got" && grep -q '31612345678' "$work/got" && break; sleep 0.1; done
grep -q '31612300005' "$work/got" && grep -q '31612345678' "$work/got"
ok $? "while the clock is two hours behind, words of danger are answered and who is on duty is warned"
grep -q 'tick failed' "$work/service"; ok $? "and the log says that nothing else is decided"
kill $service; wait $service
kill "$gateway"; wait "$gateway" 2>>"$work/log"; gateway=
done_testing
