#!/usr/bin/env bash
# A policy that invites: the invitation proposes a half-day of the counsellor that can still be answered, and
# "accepted" in a calendar is an answer in the plan. Taken back, what was sent is called off under the same UID.
root=${G_TEST_SRCDIR:-.}
program=${WAAKVLAM:-$root/build/san/waakvlam}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export WAAKVLAM_DATA=$work/data
n=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; tail -n 5 "$work/log" | sed 's/^/# /'; fi; }
at() { "$program" --now "$@" >"$work/out" 2>"$work/log"; }

monday=2026-07-13T08:00+02:00
at $monday init && at $monday organisation add --id linde --kind pro --name "De Linde" &&
  at $monday user add --organisation linde --role counsellor --email m@linde.example --name "Marjolein Kuiper" --days "do-middag" &&
  at $monday user add --organisation linde --role manager --email b@linde.example
ok $? "an installation"
{ cat "$WAAKVLAM_DATA/policies/pro.beleid"; cat <<'RULE'; } >"$work/pro.beleid"

uitnodiging kennismaking
  grondslag "beleidskeuze: een afspraak in de agenda"
  omschrijving "Nodig uit voor een gesprek"
  door begeleider, persoonlijk
  op uitstroomdatum + 8 weken, speling 3 weken
  stuur agenda "uitnodiging"
  bij geen reactie na 3 werkdagen opnieuw, ten hoogste 2 keer
  te laat: overslaan
RULE
at $monday rules publish "$work/pro.beleid" --organisation linde
ok $? "a policy with an invitation is published"
printf '%s\n' leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,email,onderwijs,uitstroomdatum,aansluitende_inschrijving \
  1,Noor,Bakker,2008-03-01,m@linde.example,noor@post.example,pro,2026-07-10,nee >"$work/c.csv"
at $monday import "$work/c.csv" --organisation linde --cohort c &&
  at $monday cohort start c --from 2026-07-14 --as m@linde.example --confirmed-by b@linde.example
ok $? "a cohort is started"
for day in 04 07; do at 2026-09-${day}T10:00+02:00 tick; done
ics=$(find "$WAAKVLAM_DATA/postbox" -name '*.ics')
[ "$(wc -w <<<"$ics")" = 1 ]; ok $? "one invitation is sent"
tr -d '\r' <"$ics" >"$work/invitation"
grep -q 'DTSTART;TZID=Europe/Amsterdam:20260910T140000' "$work/invitation"
ok $? "it proposes the counsellor's Thursday afternoon, three working days on"
grep -q 'donderdagmiddag 10 september' "$work/invitation"; ok $? "and its text says the same day"
uid=$(sed -n 's/^UID://p' "$work/invitation")
cat >"$work/reply" <<MAIL
From: Noor <noor@post.example>
To: antwoord@waakvlam.example
Subject: Accepted
Date: Mon, 7 Sep 2026 12:00:00 +0200
Message-ID: <r1@post.example>
MIME-Version: 1.0
Content-Type: text/calendar; method=REPLY; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
METHOD:REPLY
BEGIN:VEVENT
UID:$uid
DTSTAMP:20260907T100000Z
SEQUENCE:0
DTSTART:20260910T120000Z
ORGANIZER:mailto:loopbaan@waakvlam.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:noor@post.example
END:VEVENT
END:VCALENDAR
MAIL
"$program" --json --now 2026-09-07T12:00+02:00 inbound email <"$work/reply" >"$work/out" 2>"$work/log"
grep -q '"kind": "calendar_reply"' "$work/out" && grep -q '"partstat": "ACCEPTED"' "$work/out" && grep -q '"applied": true' "$work/out"
ok $? "accepted in a calendar is an answer"
for day in 10 11 14 21; do at 2026-09-${day}T10:00+02:00 tick; done
[ "$(find "$WAAKVLAM_DATA/postbox" -name '*.ics' | wc -l)" = 1 ]; ok $? "and nobody is invited again"

# --- Taken back: Sam says no to a person, Lot does before hers has left, Daan writes STOP, Mees has died.
export WAAKVLAM_DATA=$work/back
box=$WAAKVLAM_DATA/postbox
at $monday init && at $monday organisation add --id linde --kind pro --name "De Linde" &&
  at $monday user add --organisation linde --role manager --email b@linde.example
echo leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,email,onderwijs,uitstroomdatum,aansluitende_inschrijving >"$work/c.csv"
for name in sam lot daan mees; do # a counsellor each, so that nobody's turn is spread to another day
  at $monday user add --organisation linde --role counsellor --email $name.b@linde.example --name "Marjolein Kuiper" --days "do-middag"
  echo "$name,${name^},Bakker,2008-03-01,$name.b@linde.example,$name@post.example,pro,2026-07-10,nee" >>"$work/c.csv"
done
at $monday rules publish "$work/pro.beleid" --organisation linde && at $monday import "$work/c.csv" --organisation linde --cohort c &&
  at $monday cohort start c --from 2026-07-14 --as sam.b@linde.example --confirmed-by b@linde.example
ok $? "four young people"
of() { # NAME: the calendar files that went there, unfolded
  local file
  for file in "$box"/*.ics; do tr -d '\r' <"$file" | sed -z 's/\n //g' | sed -n "1h;1!H;\${g;/mailto:$1@post.example/p}"; done
}
line() { of "$1" | grep -c "^$2"; }
at 2026-09-04T08:00+02:00 tick # before the hours in which messages leave
at 2026-09-04T08:10+02:00 leaver record linde/lot --contact declined --as lot.b@linde.example
at 2026-09-07T10:00+02:00 tick
[ "$(line sam METHOD:REQUEST) $(line daan METHOD:REQUEST) $(line mees METHOD:REQUEST)" = "1 1 1" ]; ok $? "three are invited"
at 2026-09-08T10:00+02:00 leaver record linde/sam --contact declined --as sam.b@linde.example
at 2026-09-08T10:00+02:00 leaver record linde/mees --contact overleden --as mees.b@linde.example
printf 'From: daan@post.example\nTo: antwoord@waakvlam.example\nSubject: Re\nMessage-ID: <1@post.example>\n\nSTOP\n' >"$work/stop"
at 2026-09-08T10:00+02:00 inbound email <"$work/stop"
at 2026-09-08T10:05+02:00 tick
at 2026-09-09T10:05+02:00 tick
[ "$(line sam METHOD:CANCEL) $(line sam SEQUENCE:1) $(of sam | grep ^UID: | sort -u | wc -l)" = "1 1 1" ]
ok $? "who declined gets a CANCEL with the same UID and the next SEQUENCE"
of sam | grep -q '^STATUS:CANCELLED'; ok $? "it says that it is off"
[ -z "$(of lot)" ]; ok $? "of what had not left nothing is heard"
[ "$(line daan METHOD:)" = 1 ]; ok $? "who wrote STOP gets no mail about it"
[ "$(line mees METHOD:)" = 1 ]; ok $? "for who has died nothing leaves the house"
at 2026-09-09T10:06+02:00 --json task list
grep -q 'wil geen berichten meer. De afspraak van donderdag 10 september om 14.00 uur' "$work/out"; ok $? "the counsellor is asked about the one who wrote STOP"
grep -q 'is overleden. Haal de afspraak van' "$work/out"; ok $? "and told to take the other out of the calendar"
echo "1..$n"
