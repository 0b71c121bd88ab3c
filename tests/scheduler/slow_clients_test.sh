#!/usr/bin/env bash
# Clients that open many connections and say little, each in another way, and go on saying a byte now and then: pages and
# hooks answer all the same, at once, and a client with a connection of its own that it keeps is served.
. "$(dirname "$0")/school.sh"
read -r port < <(free_ports 1)
service=
trap '[ -z "$service" ] || { kill "$service"; wait "$service"; }; rm -rf "$work"' EXIT
school "1;Noor;Bakker;01-02-2008;$counsellor;0612345601;;pro;10-07-2026;nee;sms" "[waakvlam]
listen = 127.0.0.1:$port
hook_secret = geheimwoord"
ok $? "a school"
"$waakvlam" --data "$work/data" --now 2026-10-16T10:00+02:00 run 2>"$work/service" &
service=$!
for _ in {1..150}; do curl -sf --noproxy "*" -o /dev/null "http://127.0.0.1:$port/gezond" && break; sleep 0.1; done
python3 - "$port" >"$work/answer" <<'PY'
import socket, sys, threading, time, urllib.request
port, most, here = int(sys.argv[1]), 600, "127.0.0.1"
openings = {
    "nothing": b"",
    "half a line": b"GET /gez",
    "half a head": b"GET /gezond HTTP/1.1\r\nHost: x\r\nX: ",
    "half a body": b"POST /hook/sms?secret=geheimwoord HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\nfrom=",
    "half a piece": b"POST /hook/sms?secret=geheimwoord HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nf000\r\nfrom=",
    "asks and does not listen": b"GET /gezond HTTP/1.1\r\nHost: x\r\n\r\n" * 20,
}
def ask(path, data=None):
    start = time.monotonic()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    status = opener.open("http://%s:%d%s" % (here, port, path), data, timeout=20).status
    return status, time.monotonic() - start
kept, stop = [], False
def drip():
    while not stop:
        for one in list(kept):
            try: one.send(b"x")
            except OSError: pass
        time.sleep(0.5)
threading.Thread(target=drip, daemon=True).start()
for number, (name, first) in enumerate(openings.items()):
    mine = []
    for _ in range(most):
        one = socket.create_connection((here, port))
        try: one.sendall(first)
        except OSError: pass
        mine.append(one)
    kept.extend(mine)
    got = [ask("/gezond"), ask("/hook/sms?secret=geheimwoord", b"from=%%2B31612345601&text=hoi%d" % number), ask("/aanmelden")]
    slowest = max(t for _, t in got)
    fine = [s for s, _ in got] == [200] * 3 and slowest < 2
    print("fine" if fine else "no", name, "%.2f s" % slowest, flush=True)
    for one in mine: kept.remove(one); one.close()
stop = True
keep = socket.create_connection((here, port)).makefile("rwb")
fine = True
for _ in range(50):
    keep.write(b"GET /gezond HTTP/1.1\r\nHost: x\r\n\r\n"); keep.flush()
    fine = fine and b"200" in keep.readline()
    while keep.readline() != b"\r\n": pass
    fine = fine and keep.readline() == b"ok\n"
print("fine" if fine else "no", "one connection, many questions")
PY
while read -r verdict name; do [ "$verdict" = fine ]; ok $? "600 that hold: $name"; done <"$work/answer"
[ "$(wc -l <"$work/answer")" = 7 ]; ok $? "all were tried"
kill "$service"; wait "$service"; ok $? "the service ends well"; service=
done_testing
