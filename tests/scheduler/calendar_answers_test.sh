#!/usr/bin/env bash
# Every calendar answer of tests/channels/answers through the whole program: what `inbound` says it is, although the
# appointment is nobody's here.
root=${G_TEST_SRCDIR:-.}
program=${WAAKVLAM_FAST:-${WAAKVLAM:-$root/build/waakvlam}}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export WAAKVLAM_DATA=$work/data
now=2026-09-07T13:00+02:00
"$program" --now $now init >"$work/log" 2>&1 || { echo "not ok 1 - an installation"; cat "$work/log"; exit; }
grep -v '^#' "$root/tests/channels/answers/want.tsv" | cut -f1 | while read -r name; do
  "$program" --json --now $now inbound email <"$root/tests/channels/answers/$name.eml" >"$work/$name.json" 2>"$work/$name.log" || echo "# $name ends with $?"
done
/usr/bin/python3 - "$root/tests/channels/answers/want.tsv" "$work" <<'PYTHON'
import datetime, json, sys
rows = [l.rstrip("\n").split("\t") for l in open(sys.argv[1], encoding="utf-8") if l.strip() and l[0] != "#"]
utc = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
for n, (name, kind, uid, attendee, partstat, sequence, comment, proposed) in enumerate(rows, 1):
    try:
        got = json.load(open(f"{sys.argv[2]}/{name}.json", encoding="utf-8"))
    except ValueError as error:
        print(f"not ok {n} - {name}: {error}")
        continue
    want = {"kind": kind, "matched": False, "applied": False}
    if kind.startswith("calendar"):
        want.update(uid=uid, attendee=attendee, partstat=partstat, comment=comment, sequence=int(sequence) if sequence != "-" else 0 if kind == "calendar_reply" else None)
    wrong = [f"{k}: {got.get(k)!r}, not {v!r}" for k, v in want.items() if v != "?" and got.get(k) != v]
    if proposed != "-":
        times = got.get("proposed") or {"start": "1970-01-01T00:00:00Z", "end": "1970-01-01T00:00:00Z"}
        if [utc(times["start"]), utc(times["end"])] != [utc(t) for t in proposed.split("/")]:
            wrong.append(f"proposed: {times}")
    print(f"not ok {n} - {name}: {'; '.join(wrong)}" if wrong else f"ok {n} - {name}: {kind}")
print(f"1..{len(rows)}")
PYTHON
