# Sourced by the servers here: a temporary folder, an unprivileged user, waiting for a port, and stopping by process id.
# A server says `ready FOLDER` or `skip REASON` on standard output, runs until its standard input ends, and then stops
# what it started: whoever starts it need not stay alive for that.
set -u
folder=$(mktemp -d) pids=()
chmod 755 "$folder"
user=$(id -un) group=$(id -gn) as=()
if [ "$(id -u)" = 0 ]; then
  user=nobody group=$(id -gn nobody)
  as=(setpriv --reuid="$user" --regid="$group" --clear-groups)
fi

stop() {
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do kill "${pids[i]}" 2>/dev/null; done
  for pid in "${pids[@]}"; do
    for _ in {1..50}; do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null
  done
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 1' TERM INT HUP

skip() { echo "skip $*"; exit 0; }
needs() { for program; do command -v "$program" >/dev/null || skip "$program is not installed"; done; }
# port LOG: waits until something listens there; else shows the log's end as the reason.
port() {
  for _ in {1..150}; do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  skip "nothing came up at port $1: $(tail -n 3 "$2" 2>/dev/null | tr '\n' ' ')"
}
# start LOG COMMAND…: in the background, unprivileged; setpriv execs, so the id is the server's own.
start() {
  local log=$1; shift
  "${as[@]}" "$@" >"$log" 2>&1 </dev/null &
  pids+=($!)
}
