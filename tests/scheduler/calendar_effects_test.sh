#!/usr/bin/env bash
# Calendar answers through the whole program to appointments that stand: what each changes, who is asked, and what stops.
# A school with a young person, an invitation and a counsellor for each row of calendar_effects.py.
root=${G_TEST_SRCDIR:-.}
program=$(realpath "${WAAKVLAM_FAST:-${WAAKVLAM:-$root/build/waakvlam}}")
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export WAAKVLAM_DATA=$work/data
count=$(/usr/bin/python3 "$root/tests/scheduler/calendar_effects.py" --count)
at() { "$program" --now "$@" >>"$work/log" 2>&1; }
monday=2026-07-13T08:00+02:00
{
  at $monday init && at $monday organisation add --id linde --kind pro --name "De Linde" &&
    at $monday user add --organisation linde --role manager --email b@linde.example || exit
  for i in $(seq "$count"); do
    at $monday user add --organisation linde --role counsellor --email "m$i@linde.example" --name "Marjolein Kuiper" --days do-middag || exit
  done
  cat "$WAAKVLAM_DATA/policies/pro.beleid" "${G_TEST_SRCDIR:-.}/tests/scheduler/kennismaking.beleid" >"$work/pro.beleid"
  {
    echo leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,email,onderwijs,uitstroomdatum,aansluitende_inschrijving
    for i in $(seq "$count"); do echo "$i,Noor,Bakker,2008-03-01,m$i@linde.example,noor$i@post.example,pro,2026-07-10,nee"; done
  } >"$work/c.csv"
  at $monday rules publish "$work/pro.beleid" --organisation linde &&
    at $monday import "$work/c.csv" --organisation linde --cohort c &&
    at $monday cohort start c --from 2026-07-14 --as m1@linde.example --confirmed-by b@linde.example &&
    at 2026-09-04T10:00+02:00 tick && at 2026-09-07T10:00+02:00 tick
} || { echo "not ok 1 - $count invitations are sent"; tail -n 5 "$work/log" | sed 's/^/# /'; exit; }
/usr/bin/python3 "$root/tests/scheduler/calendar_effects.py" "$program" 2>&1
