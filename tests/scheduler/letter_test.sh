#!/usr/bin/env bash
# Who has no working number or address gets a letter: a PDF and a task for the post room; the counsellor looks for a
# number meanwhile. A secret address is on no envelope.
. "${G_TEST_SRCDIR:-.}/tests/scheduler/school.sh"

school_csv="$school_csv;tussenvoegsel;postcode;huisnummer;woonplaats;straat;adres_geheim;contactpersoon_mobiel;veilig_contact"
row() { echo "$1;$2;Bakker;2008-03-01;$counsellor;$3;;pro;2026-07-10;nee;;van der;$4;12a;Ede;Dorpsstraat;$5;$6;$7"; }
school "$(row 1 Noor '' 6711AB '' 0611111112 '')
$(row 2 Sem '' 6711AB ja 0611111113 '')
$(row 3 Ravi '' '' '' 0611111114 '')
$(row 4 Zoë '' 6711AB '' 0611111115 'geen post')
$(row 5 Tess 0612345679 6711AB '' '' '')"
ok $? "a school with a cohort"
at $start user add --organisation linde --role postroom --email post@dekruin.example --name "Postkamer"
for day in 12 13 14 15 16 19 20; do at 2026-10-${day}T10:00+02:00 tick; done

at 2026-10-20T11:00+02:00 task list
holds "the post room gets one letter to send" 'len(t(kind="letter")) == 1 and t(kind="letter")[0]["leaver"] == "L1"'
holds "and has it on its own list" 't(kind="letter")[0]["owner"] == "post@dekruin.example"'
letter=$(value '[r["id"] for r in d["tasks"] if r["kind"] == "letter"][0]')
at 2026-10-20T11:00+02:00 messages
holds "the letter is made, and there is no other" 'len(m(channel="letter")) == 1 and m(channel="letter", state="sent")'
holds "who can be reached gets no letter" 'm(leaver="L5") and not m(leaver="L5", channel="letter")'

"$waakvlam" --data "$work/data" --now 2026-10-20T11:00+02:00 task letter "$letter" --out "$work/letter.pdf" 2>>"$work/log"
ok $? "the letter of the task can be had"
pdftotext -layout "$work/letter.pdf" "$work/answer" && python3 - "$work/answer" <<'PY'
import sys
text = open(sys.argv[1]).read()
wanted = ["Noor van der Bakker", "Dorpsstraat 12a", "6711 AB EDE", "Hoi Noor,", "Marjolein van den Berg"]
text = " ".join(text.split())
sys.exit(0 if all(w in text for w in wanted) else 1)
PY
ok $? "it has name, house, place and the counsellor's words"
grep -rlE 'Noor|Bakker|6711' "$work/data/postbox" | grep -q . ; [ $? = 1 ]; ok $? "no name stands in clear in the folder's file names or uncompressed text"
ls "$work/data/postbox" | grep -vE '^[A-Za-z0-9]+\.(pdf|sms\.json|eml|ics)$' | grep -q .; [ $? = 1 ]; ok $? "file names are keys"

# The post room on its page, which shows the letter and nothing else of the young person.
echo wachtwoord-postkamer | "$waakvlam" --data "$work/data" --now 2026-10-21T09:00+02:00 user password post@dekruin.example >/dev/null 2>>"$work/log"
sed -i 's/^\[waakvlam\]$/&\nlisten = 127.0.0.1:0/' "$work/data/waakvlam.conf"
"$waakvlam" --data "$work/data" --now 2026-10-21T10:00+02:00 run 2>"$work/service" &
service=$! url=
for _ in {1..200}; do
  url=$(sed -n 's/.*"event":"ready","detail":"\([^"]*\)".*/\1/p' "$work/service")
  [ -z "$url" ] || break
  sleep 0.1
done
page() { curl -sS --max-time 60 -b "$work/jar" -c "$work/jar" "$@"; }
page --data-urlencode email=post@dekruin.example -d wachtwoord=wachtwoord-postkamer "$url/aanmelden" >/dev/null
page "$url/taak/$letter" >"$work/answer"
grep -q "/brief/$letter.pdf" "$work/answer" && grep -q "De brief is op de post" "$work/answer"; ok $? "the post room's page has the letter, and asks whether it is posted"
! grep -qE 'Marjolein|tel:|mailto:|Niet bereikt|Waarom' "$work/answer"; ok $? "and nothing else of the young person"
page "$url/brief/$letter.pdf" | head -c 5 | grep -q '%PDF-'; ok $? "the letter opens"
key=$(sed -n 's/.*name="sleutel" value="\([0-9a-f]*\)".*/\1/p' "$work/answer")
[ "$(page -o /dev/null -w '%{http_code}' -d "sleutel=$key&uitkomst=done" "$url/taak/$letter")" = 303 ]
ok $? "the post room says that it is posted"
kill "$service" && wait "$service"
at 2026-10-21T10:00+02:00 messages --leaver L1
holds "then the letter counts as delivered" 'm(channel="letter", state="delivered")'
at 2026-10-21T11:00+02:00 leaver correct L4 veilig_contact= --as $counsellor
at 2027-01-20T10:00+01:00 tick
at 2027-01-20T11:00+01:00 task list
holds "at the next moment there is a letter again, also for who may have post now" '{r["leaver"] for r in t(kind="letter")} >= {"L4"}'
at 2027-01-20T11:10+01:00 leaver correct L4 mobiel=010-1234567 --as $counsellor
at 2027-01-20T11:11+01:00 leaver show L4
holds "a landline that was found is kept to be called, and is no mobile number" \
  'd["enrolments"][0]["facts"]["telefoon"] == "+31101234567" and not d["enrolments"][0]["facts"].get("mobiel")'
at 2027-01-20T11:12+01:00 leaver correct L4 mobiel=0900-1234 --as $counsellor
[ $? = 2 ]
ok $? "a number that is nobody's own is refused"
at 2027-01-20T12:00+01:00 leaver correct L4 mobiel=0611111199 --as $counsellor
at 2027-01-21T10:00+01:00 tick
at 2027-01-21T10:00+01:00 task list
holds "with a number that was found it need not be sent" 'not t(kind="letter", leaver="L4")'
at 2027-01-21T11:00+01:00 task letter 99999 --out "$work/none.pdf"
[ $? = 2 ] && [ ! -e "$work/none.pdf" ]; ok $? "a task without a letter says so"
ls "$work/data/postbox"/*.pdf >/dev/null 2>&1; ok $? "letters lie in the folder"
for one in L1 L4; do at 2027-01-22T09:00+01:00 leaver erase $one --as r.bos@dekruin.example || ok 1 "erase $one"; done
ls "$work/data/postbox"/*.pdf >/dev/null 2>&1; [ $? != 0 ]; ok $? "and go with whom they were for"
done_testing
