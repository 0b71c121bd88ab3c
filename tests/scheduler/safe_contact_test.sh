#!/usr/bin/env bash
# What is not safe to know stays where it is: remarks and a secret address with words that stand nowhere else are looked
# for in everything that leaves, that is kept, that is logged, and in the pages of who may not see them.
. "${G_TEST_SRCDIR:-.}/tests/scheduler/school.sh"
command -v curl >/dev/null || skip_all "what is safe" "curl is not installed"

school_csv="$school_csv;tussenvoegsel;postcode;huisnummer;woonplaats;straat;adres_geheim;contactpersoon;contactpersoon_mobiel;contactpersoon_akkoord;opleiding;veilig_contact"
row() { echo "$1;$2;Bakker;2008-03-01;$counsellor;$3;$4;pro;2026-07-10;nee;$5;;9901AA;7391;Appingedam;Geheimelaan;ja;Tante Markeria;0687654321;ja;Keuken;$6"; }
printf '[waakvlam]\nlisten = 127.0.0.1:%s\nsms = postbox\nemail = postbox\ncalendar = postbox\n\n[channel postbox]\nfolder = postbox\n' "$(free_ports 1)" >"$work/settings"
school "$(row 1 Noor 0612345671 noor@home.example '' 'alleen-sms, zeldzaamwoord bij oma')
$(row 2 Sem 0612345672 sem@home.example email 'geen-voicemail, zeldzaamwoord')
$(row 3 Ravi 0687654321 ravi@home.example '' 'geen-ouder, zeldzaamwoord')" "$(cat "$work/settings")"
ok $? "a school with a cohort"
sed -i 's#^listen.*#listen = 127.0.0.1:'"$(free_ports 1)"'#' "$work/data/waakvlam.conf"
markers='zeldzaamwoord|7391|Geheimelaan|Appingedam|9901|Markeria'

# Every value that a text may name, in every kind of text.
fields="roepnaam achternaam opleiding school antwoordnummer antwoordadres website begeleider begeleider_telefoon begeleider_email dag datum"
for channel in sms email calendar; do
  { printf 'naam: vraag-werk\nkanaal: %s\n' $channel; [ $channel = sms ] || printf 'onderwerp: Hoi {{roepnaam}}\n'
    printf 'velden: %s\n---\n' "$fields"; for f in $fields; do printf '{{#%s}}{{%s}} {{/%s}}' $f $f $f; done; echo
    printf 'Geen berichten meer? Stuur STOP.\n'; } >"$work/vraag-werk.$channel.bericht"
  at $start templates publish "$work/vraag-werk.$channel.bericht" --organisation linde || cat "$work/log"
done
for field in postcode huisnummer woonplaats straat veilig_contact contactpersoon adres_geheim; do
  printf 'naam: lek\nkanaal: sms\nvelden: %s\n---\n{{%s}}\n' $field $field >"$work/lek.sms.bericht"
  at $start templates publish "$work/lek.sms.bericht" --organisation linde && leaks="${leaks:-} $field"
done
echo "${leaks:-}" >"$work/answer"
for day in 12 13 14 15 16 19 20 21 22 23 26 27 28; do at 2026-10-${day}T10:00+02:00 tick; done

at 2026-10-28T11:00+02:00 messages
cp "$work/answer" "$work/messages"
holds "only SMS to who is only safe by SMS" 'm(leaver="L1", channel="sms") and not [r for r in m(leaver="L1") if r["channel"] != "sms"]'
holds "nothing to a number that is the parents, too" 'm(leaver="L3") and not m(leaver="L3", channel="sms")'
at 2026-10-28T11:00+02:00 task list
python3 - "$work/answer" >"$work/tasks" <<'PY'
import json, sys
tasks = json.load(open(sys.argv[1]))["tasks"]
for t in tasks: t.pop("safe_contact", None)  # that is where whoever calls must see it
print(json.dumps(tasks))
PY
at 2026-10-28T11:00+02:00 task list
holds "who calls sees it" 'any("zeldzaamwoord" in t["safe_contact"] for t in d["tasks"])'
printf '{"from":"+31612345672","text":"ik wil dood","at":"2026-10-28T11:05+01:00"}' | at 2026-10-28T11:05+01:00 inbound sms
at 2026-10-28T11:06+01:00 tick
at 2026-10-28T11:07+01:00 handover propose L2 --kind involve --ground g --reason "niet bereikt"
at 2026-10-28T11:07+01:00 handover list; cp "$work/answer" "$work/handovers"
at 2026-10-28T11:07+01:00 messages; cat "$work/answer" >>"$work/messages"
at 2026-10-28T11:07+01:00 plan --cohort pro-2026; cp "$work/answer" "$work/plan"
at 2026-10-28T11:07+01:00 doctor; cp "$work/answer" "$work/doctor"

nothing_in() { grep -rlE "$markers" "$2" >"$work/answer" 2>/dev/null; [ $? = 1 ]; ok $? "$1"; }
[ -n "$(ls "$work/data/postbox")" ]; ok $? "there are messages"
nothing_in "nothing of it in any message, subject or invitation" "$work/data/postbox"
ls "$work/data/postbox" >"$work/names"; nothing_in "nor in a file's name" "$work/names"
for what in messages tasks handovers plan doctor log; do nothing_in "nor in: $what" "$work/$what"; done

# Pages: who posts letters, and who works at another school.
at 2026-10-28T11:08+01:00 organisation add --id brug --kind pro --name "De Brug"
for who in "postroom linde post" "coordinator brug ander"; do
  set -- $who
  echo "wachtwoord-$3" | "$waakvlam" --data "$work/data" --now 2026-10-28T11:08+01:00 user add --organisation "$2" \
    --role "$1" --email "$3@dekruin.example" --name "$3" --password >>"$work/log" 2>&1
done
url=http://$(sed -n 's/^listen = //p' "$work/data/waakvlam.conf")
"$waakvlam" --data "$work/data" --now 2026-10-28T11:10+01:00 run 2>"$work/service" & service=$!
trap 'kill $service 2>/dev/null; wait $service 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do curl -s --max-time 5 "$url/gezond" >/dev/null && break; sleep 0.1; done
for who in post ander; do
  curl -s --max-time 60 -o /dev/null -c "$work/jar" --data-urlencode "email=$who@dekruin.example" -d "wachtwoord=wachtwoord-$who" "$url/aanmelden"
  for path in / /jongere/L1 /jongere/L2 /jongere/L3 /postbus; do curl -s --max-time 60 -b "$work/jar" "$url$path"; done >"$work/pages"
  [ -s "$work/pages" ] && grep -q '<html' "$work/pages"; ok $? "$who has pages"
  nothing_in "nothing of it on the pages of $who" "$work/pages"
done
# At once: with a tick a minute, the warning and the help lines leave within seconds.
before=$(ls "$work/data/postbox" | wc -l)
printf '{"from":"+31612345671","text":"mijn vader slaat me","at":"2026-10-28T11:10+01:00"}' | at 2026-10-28T11:10+01:00 inbound sms
for _ in $(seq 80); do [ "$(ls "$work/data/postbox" | wc -l)" -gt "$before" ] && break; sleep 0.1; done
[ "$(ls "$work/data/postbox" | wc -l)" -gt "$before" ]; ok $? "words of danger are answered at once by a running service"
kill -TERM $service; wait $service
nothing_in "nor in the service's log" "$work/service"

# A death in a later file ends everything in that import, and nothing says so.
at 2026-10-28T12:00+01:00 task list
holds "the third has open tasks" 't(leaver="L3", state="open")'
{ echo "leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;contact_uitkomst"
  echo "3;Ravi;Bakker;2008-03-01;$counsellor;0687654321;pro;2026-07-10;overleden"; } >"$work/late.csv"
at 2026-10-28T12:00+01:00 import "$work/late.csv" --organisation linde --cohort pro-2026
at 2026-10-28T12:00+01:00 task list
holds "a death in a later file closes them" 'not t(leaver="L3", state="open")'
at 2026-10-28T12:00+01:00 messages --leaver L3; count=$(value 'len(d["messages"])')
for day in 2026-10-29 2026-12-14 2027-01-11 2027-04-12 2027-09-06; do at ${day}T10:00+02:00 tick; done
at 2027-09-06T11:00+02:00 messages --leaver L3
holds "nothing is written ever after" "len(d['messages']) == $count and not m(state='queued')"
at 2027-09-06T11:00+02:00 task list
holds "and nobody is asked for anything" 'not t(leaver="L3", state="open")'
done_testing
