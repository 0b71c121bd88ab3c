#!/usr/bin/env bash
# Erasing (S24) reaches what stands outside: talks go from a real Radicale, the young person hears that theirs is off, and a
# calendar that is down, or shut, is tried again by a message that knows nobody. What can't be done is told at once.
. "${G_TEST_SRCDIR:-.}/tests/scheduler/school.sh"
read -r port dead < <(free_ports 2)
start_server caldav "$port"
[ -n "$folder" ] || skip_all "erasing from calendars" "$skipped"
objects=$folder/collections/collection-root/marjolein/agenda
conf=$work/data/waakvlam.conf

calendar_school $port
names=(Noor Sam Lot Kim Bo Jip)
echo leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,email,onderwijs,uitstroomdatum,aansluitende_inschrijving >"$work/c.csv"
for i in {0..5}; do
  echo "LL9081$i,${names[i]},Bakkerman,2008-03-01,$m,${names[i],,}@post.example,pro,2026-07-10,nee" >>"$work/c.csv"
done
at $monday import "$work/c.csv" --organisation linde --cohort c
at $monday cohort start c --from 2026-07-14 --as $m --confirmed-by b@linde.example
for day in 04 07 08 09 10 11 14; do at 2026-09-${day}T10:00+02:00 tick; done
there() { grep -ls "Gesprek met $1" "$objects"/*.ics | head -1; }
all=0; for name in "${names[@]}"; do [ -n "$(there "$name")" ] || all=1; done
ok $all "everybody has a talk in her calendar"
# gone NAME: not a word of them in the store, the folders or the calendar
forgotten() { ! grep -qaE "\b$1\b|\b${1,,}@post" "$work/data"/waakvlam.db* "$work/data"/postbox/* 2>/dev/null; }
gone() { forgotten "$1" && [ -z "$(there "$1")" ]; }
erase() { at "$1" leaver erase "linde/$2" --as b@linde.example; }

# --- all goes well
noor=$(there Noor)
erase 2026-09-14T10:30+02:00 LL90810
holds "erased, and nothing is left outside" 'd["erased"] and d["left"] == []'
[ ! -e "$noor" ] && gone Noor; ok $? "the talk is gone from her calendar, and the name from here"
at 2026-09-14T10:31+02:00 audit verify; ok $? "the record is whole"

# --- at night no mail goes out: who erases hears that they must say it; the calendar of a colleague has no night
erase 2026-09-14T23:30+02:00 LL90815
holds "what could not be told is told to who erases" \
  '[(x["calendar"], x["waits"]) for x in d["left"]] == [("", False)] and d["left"][0]["start"] > "2026-09-14"'
gone Jip; ok $? "and it waits for nothing"

# --- her calendar is down; two talks of Sam stand there, one of them over
sam=$(there Sam)
sed -i "s/127.0.0.1:$port/127.0.0.1:$dead/" "$conf"
erase 2026-09-15T10:30+02:00 LL90811
holds "a calendar that is down holds up no erasure" \
  '[(x["calendar"], x["waits"]) for x in d["left"]] == [("m@linde.example", True)] * 2'
forgotten Sam; ok $? "nothing of them is kept for it"
[ -e "$sam" ]; ok $? "it stands there still"
at 2026-09-15T10:31+02:00 doctor
holds "doctor says what is still to go" '[c["message"] for c in d["checks"] if c["name"] == "erased"] == ["2 talks of erased people are still to go from calendars"]'
at 2026-09-15T10:32+02:00 tick
sed -i "s/127.0.0.1:$dead/127.0.0.1:$port/" "$conf"
at 2026-09-15T11:32+02:00 tick
[ ! -e "$sam" ]; ok $? "when it is back the talk goes"
at 2026-09-15T11:33+02:00 messages
holds "and the last that was known of it" 'not [x for x in d["messages"] if x["channel"] == "agenda" and not x["leaver"]]'

# --- the password was changed
lot=$(there Lot)
sed -i "s/^password = geheim/password = oud/" "$conf"
erase 2026-09-15T12:30+02:00 LL90812
holds "a calendar that is shut is tried again" 'd["left"][0]["waits"] and "oud" not in d["left"][0]["reason"]'
sed -i "s/^password = oud/password = geheim/" "$conf"
at 2026-09-15T14:32+02:00 tick
[ ! -e "$lot" ]; ok $? "and when it opens the talk goes"

# --- she had moved it by hand
kim=$(there Kim)
tr -d '\r' <"$kim" | sed -E 's/^(DT(START|END);TZID=Europe\/Amsterdam:2026....)T1[0-9]/\1T20/' |
  curl -sf -u marjolein:geheim -X PUT -H 'Content-Type: text/calendar' --data-binary @- "http://127.0.0.1:$port/marjolein/agenda/$(basename "$kim")"
erase 2026-09-15T15:30+02:00 LL90813
holds "what she moved is hers: who erases hears that it stands there" \
  '[(x["calendar"], x["waits"], x["reason"].split(";")[0]) for x in d["left"]] == [("m@linde.example", False, "changed by its owner")]'
[ -e "$kim" ]; ok $? "and it is not touched"

# --- ended at each commit of the verb, and asked again
bo=$(there Bo)
for commit in 1 2 3 4 5 6; do
  WAAKVLAM_TEST_EXIT_AT_COMMIT=$commit erase 2026-09-15T16:30+02:00 LL90814
  status=$?
  [ $status = 5 ] || break
done
[ $status = 0 ] || [ $status = 2 ]; ok $? "ended at each commit and asked again, it comes to its end"
at 2026-09-15T16:50+02:00 tick
gone Bo && [ ! -e "$bo" ]; ok $? "erased, and gone from her calendar"
[ "$commit" -gt 2 ]; ok $? "it was ended $((commit - 1)) times"
at 2026-09-15T16:51+02:00 messages
holds "and nothing of anybody waits" 'not [x for x in d["messages"] if x["channel"] == "agenda" and x["state"] in ("queued", "sending", "sent")]'
stop_server
done_testing
