#!/usr/bin/env bash
# The counsellor's own calendar, through the whole program and a real Radicale: an invitation proposes an hour that is
# free there, its copy stands there at once, goes when the talk is called off, and is left alone when she changed it.
# And the feed, for who has no such calendar.
. "${G_TEST_SRCDIR:-.}/tests/scheduler/school.sh"
read -r port web < <(free_ports 2)
start_server caldav "$port"
[ -n "$folder" ] || skip_all "own calendar" "$skipped"
objects=$folder/collections/collection-root/marjolein/agenda
put() { curl -sf -u marjolein:geheim -X PUT -H 'Content-Type: text/calendar' --data-binary @- "http://127.0.0.1:$port/marjolein/agenda/$1" >/dev/null; }
all() { cat "$objects"/*.ics 2>/dev/null | tr -d '\r'; }

# Her own: lunch with the team on Thursdays until three, and a birthday that takes no time.
put team.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//NL
BEGIN:VEVENT
UID:team
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Amsterdam:20260108T133000
DTEND;TZID=Europe/Amsterdam:20260108T150000
RRULE:FREQ=WEEKLY
SUMMARY:Teamlunch
END:VEVENT
END:VCALENDAR
ICS
put birthday.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//NL
BEGIN:VEVENT
UID:birthday
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260910
TRANSP:TRANSPARENT
SUMMARY:Jarig
END:VEVENT
END:VCALENDAR
ICS

monday=2026-07-13T08:00+02:00 m=m@linde.example
at $monday init
cat >>"$work/data/waakvlam.conf" <<CONF
[channel eigen]
type = caldav
url = http://127.0.0.1:$port/
user = marjolein
password = geheim
[channel postbox-2]
type = postbox
CONF
sed -i "s/^\[waakvlam\]/[waakvlam]\nlisten = 127.0.0.1:$web\nbase_url = http:\/\/127.0.0.1:$web/" "$work/data/waakvlam.conf"
at $monday organisation add --id linde --kind pro --name "De Linde"
at $monday user add --organisation linde --role counsellor --email $m --name "Marjolein Kuiper" --days "do-middag"
at $monday user add --organisation linde --role manager --email b@linde.example
at $monday user calendar $m --channel eigen
ok $? "her calendar is set"
address=$(value 'd["address"]')
at $monday user calendar $m --channel imap
[ $? = 2 ]; ok $? "a channel that leads to no calendar is refused"
at $monday channel check eigen; ok $? "the channel is checked"
at $monday channel test eigen --to $m
holds "a trial stands there" 'd["verdict"] == "sent" and d["kind"] == "agenda"'
cat "$work/data/policies/pro.beleid" "${G_TEST_SRCDIR:-.}/tests/scheduler/kennismaking.beleid" >"$work/pro.beleid"
at $monday rules publish "$work/pro.beleid" --organisation linde
echo leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,email,onderwijs,uitstroomdatum,aansluitende_inschrijving,veilig_contact >"$work/c.csv"
echo "LL90817,Noor,Bakkerman,2008-03-01,$m,noor@post.example,pro,2026-07-10,nee,geen-ouder" >>"$work/c.csv"
echo "LL90818,Sam,Visserman,2008-03-01,$m,sam@post.example,pro,2026-07-10,nee," >>"$work/c.csv"
echo "LL90819,Lot,Smitman,2008-03-01,$m,lot@post.example,pro,2026-07-10,nee," >>"$work/c.csv"
at $monday import "$work/c.csv" --organisation linde --cohort c
at $monday cohort start c --from 2026-07-14 --as $m --confirmed-by b@linde.example
ok $? "a cohort is started"
for day in 04 07; do at 2026-09-${day}T10:00+02:00 tick; done

# --- made
ours() { grep -l "Gesprek met $1" "$objects"/*.ics 2>/dev/null | head -1; }
noor=$(ours Noor) sam=$(ours Sam)
[ -n "$noor" ] && [ -n "$sam" ]; ok $? "the talks stand in her calendar"
start_of() { tr -d '\r' <"$1" | sed -n 's/^DTSTART;TZID=Europe\/Amsterdam://p' | tail -1; }
[ "$(start_of "$noor")" = 20260910T150000 ]; ok $? "the first at an hour that is free there ($(start_of "$noor"))"
[ "$(start_of "$sam" | cut -c9-)" != "T133000" ] && [ "$(start_of "$sam")" != "$(start_of "$noor")" ]; ok $? "the second not at the same ($(start_of "$sam"))"
! all | grep -Eq '9081|Bakkerman|Visserman|geen-ouder|noor@|sam@|2008'; ok $? "a first name and a time is all that is said there"
grep -h '^DTSTART;TZID' "$work/data/postbox"/*.ics | tr -d '\r' | grep -q 20260910T150000; ok $? "the young person is invited for the same hour"
cat "$work/data/postbox"/*.eml | grep -qi '^cc:.*m@linde'; [ $? = 1 ]; ok $? "and she gets no second copy by mail"
at 2026-09-07T10:31+02:00 messages
holds "the copies are sent, once" 'len(m(channel="agenda", state="sent")) == 2'
before=$(ls "$objects" | wc -l)
at 2026-09-07T10:32+02:00 tick
[ "$(ls "$objects" | wc -l)" = "$before" ]; ok $? "and not again by the next tick"

# --- the feed
"$waakvlam" --data "$work/data" --now 2026-09-07T11:00+02:00 run >/dev/null 2>"$work/service" &
service=$!
for _ in {1..100}; do grep -q '"ready"' "$work/service" && break; sleep 0.1; done
curl -s -D "$work/head" -o "$work/feed.ics" "$address"
[ "$(grep -c '^BEGIN:VEVENT' "$work/feed.ics")" = 2 ] && grep -q '^METHOD:PUBLISH' "$work/feed.ics"; ok $? "the feed has the talks"
! grep -Eq '9081|Bakkerman|geen-ouder|noor@' "$work/feed.ics"; ok $? "and says no more than the calendar"
grep -qi '^content-type: text/calendar' "$work/head"; ok $? "as a calendar"
tag=$(tr -d '\r' <"$work/head" | sed -n 's/^[Ee][Tt]ag: //p')
[ "$(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $tag" "$address")" = 304 ]; ok $? "unchanged, it is not sent again"
[ "$(curl -s -o /dev/null -w '%{http_code}' "${address%????????.ics}aaaaaaaa.ics")" = 404 ]; ok $? "another address is nobody's"
if /usr/bin/python3 -c 'import icalendar' 2>/dev/null; then
  /usr/bin/python3 - "$work/feed.ics" <<'PY'
import sys, icalendar
c = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
e = sorted(str(x.decoded("dtstart").utcoffset()) + x["summary"] for x in c.walk("vevent"))
sys.exit(0 if e == ["2:00:00Gesprek met Noor", "2:00:00Gesprek met Sam"] else 1)
PY
  ok $? "python3-icalendar reads the same in it"
else
  ok 0 "python3-icalendar reads the same in it # SKIP python3-icalendar is not installed"
fi
status() { curl -s -o /dev/null -w '%{http_code}' "$1"; }
at 2026-09-07T11:05+02:00 user calendar $m
[ "$(value 'd["address"]')" = "$address" ]; ok $? "asked again, the address is the same"
at 2026-09-07T11:05+02:00 user calendar $m --renew
new=$(value 'd["address"]')
[ "$(status "$address") $(status "$new")" = "404 200" ]; ok $? "renewed, the old address ends"
at 2026-09-07T11:05+02:00 user calendar $m --revoke
[ "$(status "$new") $(value 'd["address"]')" = "404 " ]; ok $? "revoked, there is none"
! grep -aq "$(basename "$new" .ics)" "$work/data"/waakvlam.db*; ok $? "and none was stored"
kill "$service"; wait "$service"

# --- moved
at 2026-09-07T11:06+02:00 appointment list
id=$(value '[a["id"] for a in d["appointments"] if a["start"].startswith("2026-09-10T15:00")][0]')
at 2026-09-07T11:07+02:00 appointment move "$id" --to 2026-09-10T16:00+02:00 --as $m
at 2026-09-07T11:08+02:00 tick
[ "$(start_of "$noor")" = 20260910T160000 ] && tr -d '\r' <"$noor" | grep -q '^SEQUENCE:1$'; ok $? "a talk that is moved moves in her calendar"

# --- another counsellor, whose calendar is nowhere
at 2026-09-07T11:08+02:00 user add --organisation linde --role counsellor --email p@linde.example --name "Piet Kok" --days "do-middag"
sed -i "s/LL90818\(.*\)$m/LL90818\1p@linde.example/" "$work/c.csv"
at 2026-09-07T11:09+02:00 import "$work/c.csv" --organisation linde --cohort c
at 2026-09-07T11:09+02:00 tick
[ ! -e "$sam" ]; ok $? "what is another's to do goes from her calendar"
sed -i "s/LL90818\(.*\)p@linde.example/LL90818\1$m/" "$work/c.csv"
at 2026-09-07T11:09+02:00 import "$work/c.csv" --organisation linde --cohort c
at 2026-09-07T11:09+02:00 tick
[ -e "$sam" ]; ok $? "and comes back with the work"

# --- called off, and what she changed herself
tr -d '\r' <"$noor" | sed 's/T160000/T170000/; s/T163000/T173000/' >"$work/hers"
put "$(basename "$noor")" <"$work/hers"
at 2026-09-07T11:10+02:00 leaver record linde/LL90818 --contact declined --as $m
at 2026-09-07T11:10+02:00 leaver record linde/LL90817 --contact declined --as $m
at 2026-09-07T11:15+02:00 tick
[ ! -e "$sam" ]; ok $? "a talk that is called off goes from her calendar"
[ -e "$noor" ]; ok $? "one that she moved there stays as it is"
at 2026-09-07T11:16+02:00 task list
holds "and she is asked about it" 'any("in uw eigen agenda veranderd" in x["why"] for x in t(kind="judge"))'
all | grep -q Teamlunch; ok $? "what is hers was never touched"

# --- what she does there is seen by itself, within the hour
at 2026-09-08T10:00+02:00 tick
lot=$(ours Lot)
[ -n "$lot" ]; ok $? "another talk stands there"
curl -sf -u marjolein:geheim -X DELETE "http://127.0.0.1:$port/marjolein/agenda/$(basename "$lot")" >/dev/null
for hour in 11:30 11:31 12:40; do at 2026-09-08T$hour+02:00 tick; done
at 2026-09-08T12:41+02:00 task list
holds "she is asked, once, about the one that she removed" 'len([x for x in t() if "uit uw eigen agenda gehaald" in x["why"]]) == 1'
[ ! -e "$lot" ]; ok $? "and it is not put back"

# --- a calendar that does not answer
stop_server
at 2026-09-08T16:00+02:00 tick; ok $? "without her calendar the tick goes on"
at 2026-09-08T16:00+02:00 user calendar $m
holds "and says why it does not tell" 'd["fault"] != "" and "geheim" not in d["fault"] and d["told_at"] != ""'
! grep -rq geheim "$work/data/waakvlam.db" "$work/log" "$work/service"; ok $? "the password is in no record and no log"
done_testing
