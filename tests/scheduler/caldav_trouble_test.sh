#!/usr/bin/env bash
# The counsellor's own calendar, on a real Radicale behind somebody who makes trouble: no answer after it was written or
# taken away, 507, 412, 401 for weeks, killed in between, down while it changes twice. In the end there is one talk, or
# none, as Waakvlam has it, or a person is asked.
. "${G_TEST_SRCDIR:-.}/tests/scheduler/school.sh"
waakvlam=${WAAKVLAM_FAST:-$waakvlam}
read -r port trouble < <(free_ports 2)
start_server caldav "$port"
[ -n "$folder" ] || skip_all "trouble with a calendar" "$skipped"
mkdir "$work/t"
python3 "$root/tests/servers/caldav_trouble.py" "$work/t" "$trouble" "$port" 2>>"$work/log" 8>&- 9<&- &
between=$!
trap 'kill $between; stop_server; rm -rf "$work"' EXIT
for _ in {1..100}; do (exec 3<>"/dev/tcp/127.0.0.1/$trouble") 2>/dev/null && break; sleep 0.1; done
objects=$folder/collections/collection-root/marjolein/agenda
calendar_school $trouble 'geen reactie'
echo leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,email,onderwijs,uitstroomdatum,aansluitende_inschrijving >"$work/c.csv"
echo "1,Noor,Bakkerman,2008-03-01,$m,noor@post.example,pro,2026-07-10,nee" >>"$work/c.csv"
at $monday import "$work/c.csv" --organisation linde --cohort c
at $monday cohort start c --from 2026-07-14 --as $m --confirmed-by b@linde.example
for day in 02 03; do at 2026-09-${day}T10:00+02:00 tick; done
mv "$work/data" "$work/base"; rm -f "$objects"/*.ics

# begin NAME MOOD: nothing is there yet, and the talk is about to be made on Friday September 4
begin() {
  what=$1
  rm -rf "$work/data" "$objects"/*.ics "$work/t"/*; cp -r "$work/base" "$work/data"
  at 2026-09-03T10:30+02:00 fence release
  mood "${2:-}"
}
mood() { echo "$1" >"$work/t/mood"; }
tick() { at "2026-09-$1+02:00" tick; }
appointment() { at 2026-09-28T20:00+02:00 appointment list --all; id=$(value 'd["appointments"][0]["id"]'); start_at=$(value 'd["appointments"][0]["start"]'); }
there() { ls "$objects"/*.ics 2>/dev/null | wc -l; }
stands_as() { grep -qs "DTSTART;TZID=Europe/Amsterdam:$1" "$objects"/*.ics; }
one() { [ "$(there)" = 1 ]; ok $? "$what: one talk stands there"; }
none() { [ "$(there)" = 0 ]; ok $? "$what: no talk stands there"; }
settled() {
  at "2026-09-28T20:00+02:00" messages
  holds "$what: ${1:-every copy is sent}" "{x['state'] for x in m(channel='agenda')} <= {'sent', 'withdrawn'} and m(channel='agenda', state='sent')"
}
asked() { at 2026-09-28T20:00+02:00 task list; holds "$what: $1" "len([x for x in t(kind='judge') if 'eigen agenda' in x['why']]) == $2"; }

begin "undisturbed"; tick 04T10:00; one; settled; asked "nobody is asked" 0
for how in cut 507 401; do
  begin "making it: $how" "PUT $how"; tick 04T10:00; mood ""; for t in 04T10:05 04T10:30 04T16:00; do tick $t; done
  one; settled; asked "nobody is asked" 0
done

killed() { (echo "$BASHPID" >"$work/t/pid"; exec "$waakvlam" --data "$work/data" --now "2026-09-$1+02:00" tick) >>"$work/log" 2>&1; }
begin "killed while it is made" "PUT kill"; { killed 04T10:00; } 2>>"$work/log"
[ "$(there)" = 1 ]; ok $? "$what: the server has it"
mood ""; for t in 04T10:10 04T10:30; do tick $t; done; one; settled; asked "nobody is asked" 0

for how in cut 412 500; do
  begin "moving it: $how"; tick 04T10:00; appointment
  mood "PUT $how"
  at 2026-09-04T11:00+02:00 appointment move "$id" --to 2026-09-17T15:30+02:00 --as $m
  tick 04T11:01; mood ""; for t in 04T11:10 04T11:40 04T16:00; do tick $t; done
  one; stands_as 20260917T153000; ok $? "$what: at the new time"; settled; asked "nobody is asked" 0
done
begin "moved twice while it is down"; tick 04T10:00; appointment
mood "ANY 503"
at 2026-09-04T11:00+02:00 appointment move "$id" --to 2026-09-17T15:30+02:00 --as $m; tick 04T11:01
at 2026-09-04T12:00+02:00 appointment move "$id" --to 2026-09-24T15:30+02:00 --as $m; tick 04T12:01
mood ""; tick 04T18:00; tick 07T10:00
one; stands_as 20260924T153000; ok $? "$what: at the last time"; settled; asked "nobody is asked" 0

for how in cut 412 500; do
  begin "calling it off: $how"; tick 04T10:00; appointment
  mood "DELETE $how"
  at 2026-09-04T11:00+02:00 appointment cancel "$id" --as $m; tick 04T11:01
  mood ""; for t in 04T11:10 04T11:40 04T16:00; do tick $t; done
  none; settled; asked "nobody is asked" 0
done
begin "made and called off while it is down" "ANY 503"; tick 04T10:00; appointment
at 2026-09-04T11:00+02:00 appointment cancel "$id" --as $m
mood ""; for t in 04T11:10 04T16:00; do tick $t; done; none

begin "shut until it is too late" "ANY 401"
for day in 04 07 08; do tick ${day}T10:00; tick ${day}T15:00; done
at 2026-09-08T15:01+02:00 task list
holds "$what: a day before the talk she is asked to do it" 'len([x for x in t(kind="judge") if "kon niet in uw eigen agenda" in x["why"]]) == 1'
mood ""; tick 09T10:00; tick 10T10:00
none; asked "and once" 1
begin "she took it away while it was to move"; tick 04T10:00; appointment; rm "$objects"/*.ics
at 2026-09-04T11:00+02:00 appointment move "$id" --to 2026-09-17T15:30+02:00 --as $m
for t in 04T11:01 04T11:40 04T16:00; do tick $t; done; none; asked "it is not put back, and she is asked once" 1
stop_server
done_testing
