# Sourced by the tests that drive the whole program: TAP, one school with a started cohort, and real servers beside it.
# WAAKVLAM is the program. Everything lies in $work, which goes when the test ends, with the servers.
set -u
root=${G_TEST_SRCDIR:-.} waakvlam=${WAAKVLAM:-build/san/waakvlam}
work=$(mktemp -d) n=0 server=
trap 'stop_server; rm -rf "$work"' EXIT

# ok STATUS NAME
ok() {
  n=$((n + 1))
  if [ "$1" = 0 ]; then echo "ok $n - $2"; return; fi
  echo "not ok $n - $2"
  [ ! -s "$work/answer" ] || sed 's/^/# /' "$work/answer" | tail -n 25
}
done_testing() { echo "1..$n"; exit 0; }
skip_all() { echo "ok 1 - $1 # SKIP $2"; echo "1..1"; exit 0; }

# at TIME ARGUMENTS…: one command at that moment (2026-10-12T10:00); its answer lies in $work/answer.
at() {
  local now=$1; shift
  "$waakvlam" --data "$work/data" --now "$now" --json "$@" >"$work/answer" 2>>"$work/log"
}
# holds NAME EXPRESSION: of Python, about the answer d; m and t pick messages and tasks.
holds() {
  python3 - "$work/answer" "$2" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
rows = lambda key, **want: [r for r in d.get(key, []) if all(r.get(k) == v for k, v in want.items())]
m = lambda **want: rows("messages", **want)
t = lambda **want: rows("tasks", **want)
sys.exit(0 if eval("(" + sys.argv[2] + ")") else 1)
PY
  ok $? "$1"
}

# value EXPRESSION: of Python, about the answer d.
value() { python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$work/answer" "$1"; }

# school ROWS [SETTINGS [COLLEAGUE…]]: an installation with a counsellor, more when more addresses are given, and a
# cohort that left in July and starts on Friday October 9; the question after three months goes to the first on Monday the 12th and to one more on each working day after.
school_csv='leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;email;onderwijs;uitstroomdatum;aansluitende_inschrijving;voorkeurskanaal'
start=2026-10-09T08:00+02:00
counsellor=m.vandenberg@dekruin.example
school() {
  printf '%s\n%s\n' "$school_csv" "$1" >"$work/cohort.csv"
  local settings=${2:-} colleague
  shift; [ $# = 0 ] || shift
  at $start init || return
  [ -z "$settings" ] || printf '%s\n' "$settings" >"$work/data/waakvlam.conf"
  at $start organisation add --id linde --kind pro --name "Praktijkschool De Linde" --region midden || return
  for colleague in $counsellor "$@"; do
    at $start user add --organisation linde --role counsellor --email "$colleague" --name "Marjolein van den Berg" \
      --phone 0612345678 --days "ma di wo do vr" || return
  done
  at $start user add --organisation linde --role manager --email r.bos@dekruin.example --name "Ruud Bos" &&
    at $start import "$work/cohort.csv" --organisation linde --cohort pro-2026 &&
    at $start cohort start pro-2026 --from 2026-10-09 --as $counsellor --confirmed-by r.bos@dekruin.example
}

# calendar_school PORT [WITHOUT]: De Linde, whose counsellor $m has a calendar of her own there, which a policy with an invitation
# (kennismaking.beleid, but for the lines with WITHOUT) writes to.
monday=2026-07-13T08:00+02:00 m=m@linde.example
calendar_school() {
  at $monday init
  cat >>"$work/data/waakvlam.conf" <<CONF
[channel eigen]
type = caldav
url = http://127.0.0.1:$1/marjolein/agenda/
user = marjolein
password = geheim
timeout = 2
CONF
  at $monday organisation add --id linde --kind pro --name "De Linde"
  at $monday user add --organisation linde --role counsellor --email $m --name "Marjolein Kuiper" --days "do-middag wo-middag"
  at $monday user add --organisation linde --role manager --email b@linde.example
  at $monday user calendar $m --channel eigen
  { cat "$work/data/policies/pro.beleid"; grep -v -- "${2:-^#}" "$root/tests/scheduler/kennismaking.beleid"; } >"$work/pro.beleid"
  at $monday rules publish "$work/pro.beleid" --organisation linde
}

free_ports() {
  python3 -c '
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in held: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in held])' "$1"
}

# start_server NAME PORTS…: sets `folder`, or `skipped` to the reason. It stops when its standard input closes.
start_server() {
  local name=$1 answer=; shift
  mkfifo "$work/input" "$work/output"
  "$root/tests/servers/$name" "$@" <"$work/input" >"$work/output" 2>>"$work/log" &
  server=$!
  exec 8>"$work/input" 9<"$work/output"
  read -r -u 9 answer
  folder= skipped=
  case $answer in 'ready '*) folder=${answer#ready } ;; *) skipped=${answer#skip } ;; esac
}
stop_server() {
  [ -n "$server" ] || return 0
  exec 8>&-
  wait "$server"
  server=
}
