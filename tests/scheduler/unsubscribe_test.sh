#!/usr/bin/env bash
# Turning mail off by one click (RFC 8058): only what is not owed can be, by a link that says nothing of a person, never by
# looking, and for good.
. "$(dirname "$0")/school.sh"
command -v curl >/dev/null || skip_all "turning mail off" "curl is not installed"
service=
trap '[ -z "$service" ] || kill $service 2>/dev/null; rm -rf "$work"' EXIT

row() { echo "$1;$2;$3;01-02-2008;$counsellor;;$4;pro;$5;nee;email"; }
school "$(row 1 Noor Bakker noor@leerling.example 10-07-2026; row 2 Sem Kok sem@leerling.example 10-07-2026
  row 3 Ana Silva ana@leerling.example 10-07-2025; row 4 Bo Li bo@leerling.example 10-07-2026)" "[waakvlam]
reply_to = antwoord@dekruin.example
base_url = https://waakvlam.dekruin.example
listen = 127.0.0.1:0
tick_seconds = 3600"
ok $? "a school"
for day in 12 13 14 15; do at 2026-10-${day}T10:00+02:00 tick; done
mail_to() { grep -l "^To: .*<$1>" "$work"/data/postbox/*.eml | head -n 1; }
head_of() { sed '/^\r$/q' "$1" | tr -d '\r' | sed -z 's/\n[ \t]/ /g'; }
noor=$(mail_to noor@leerling.example) ana=$(grep -l "^To: .*<ana@" "$work"/data/postbox/*.eml | xargs grep -l -i "aanbod\|bel ik je\|bel je" | head -n 1)
[ -n "$noor" ] && [ -n "$ana" ]; ok $? "a question that the school chose to ask, and an offer that is owed"
head_of "$noor" >"$work/answer"
grep -q '^List-Unsubscribe: <https://waakvlam.dekruin.example/afmelden/[a-z2-7]\{26\}-[a-z2-7]\{26\}>, <mailto:antwoord@dekruin.example?subject=STOP>$' "$work/answer"
ok $? "the question can be turned off, by the web and by mail"
grep -q '^List-Unsubscribe-Post: List-Unsubscribe=One-Click$' "$work/answer"; ok $? "by one click"
head_of "$ana" >"$work/answer"
! grep -qi '^List-' "$work/answer"; ok $? "the offer can't"
link_of() { head_of "$1" | sed -n 's/^List-Unsubscribe: <https:..[^/]*\(\/afmelden\/[^>]*\)>.*/\1/p'; }
link=$(link_of "$noor") other=$(link_of "$(mail_to sem@leerling.example)")

"$waakvlam" --data "$work/data" --now 2026-10-15T11:00+02:00 run 2>"$work/service" &
service=$!
for _ in {1..100}; do url=$(sed -n 's/.*"event":"ready","detail":"\([^"]*\)".*/\1/p' "$work/service"); [ -z "$url" ] || break; sleep 0.1; done
get() { curl -s --noproxy '*' -m 20 -w '\n%{http_code}\n' "$url$@" >"$work/answer"; tail -n 1 "$work/answer"; }
post() { local path=$1; shift; get "$path" -X POST "$@"; }
same() { [ "$2" = "$3" ] || echo "# got $2, want $3"; [ "$2" = "$3" ]; ok $? "$1"; }
stopped() { at 2026-10-15T12:00+02:00 leaver show "$1"; value 'd["enrolments"][0]["stopped"]'; }

same "the link leads to a page" "$(get "$link")" 200
grep -q 'Stop met e-mail' "$work/answer" && grep -q 'Praktijkschool De Linde' "$work/answer"; ok $? "with a button, and the school's name"
! grep -qi 'noor\|bakker\|leerling' "$work/answer"; ok $? "and nothing of a person"
same "a program that only asks for the head" "$(curl -s --noproxy '*' -m 20 -I -o /dev/null -w '%{http_code}' "$url$link")" 200
same "to look stops nothing" "$(stopped linde/1)" False
picture() { # NAME PATH: with PICTURES=FOLDER, on a small phone and on a desk
  [ -n "${PICTURES:-}" ] || return 0
  for width in 320 1280; do
    chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --window-size=$width,700 \
      --screenshot="$PICTURES/$1-$width.png" "$url$2" >/dev/null 2>&1
  done
}
picture afmelden "$link"
picture afmelden-fout /afmelden/nergens
same "another mail's token is no key" "$(post "${link%-*}-${other#*-}" -d List-Unsubscribe=One-Click)" 404
grep -q 'STOP' "$work/answer"; ok $? "and the page says what else can be done"
same "half a link" "$(get "${link%????}")" 404
same "no link" "$(get /afmelden/)" 404
same "four thousand characters" "$(get "/afmelden/$(printf 'x%.0s' {1..4000})")" 404
same "none of these stopped anything" "$(stopped linde/1)" False

same "a mail program's one click" "$(post "$link" -d List-Unsubscribe=One-Click -H 'Origin: null' -H 'Sec-Fetch-Site: cross-site')" 200
same "is a stop" "$(stopped linde/1)" True
at 2026-10-15T12:00+02:00 leaver timeline linde/1
holds "which the time line tells once" 'len([r for r in d["lines"] if r["kind"] == "inbound" and "knop in de e-mail" in r["what"]]) == 1'
same "a second click is no error" "$(post "$link" -d List-Unsubscribe=One-Click)" 200
at 2026-10-15T12:00+02:00 leaver timeline linde/1
holds "and changes nothing" 'len([r for r in d["lines"] if r["kind"] == "inbound"]) == 1'
same "the page knows" "$(get "$link") $(grep -c 'Je krijgt geen e-mail meer' "$work/answer")" "200 1"
picture afgemeld "$link"
same "the button of the page, in a form of many parts" "$(post "$other" -F stop=ja)" 200
same "stops, too" "$(stopped linde/2)" True
same "others get their mail" "$(stopped linde/4)" False

kill $service; wait $service; service=
for day in 16 19 20 21 22 23; do at 2026-10-${day}T10:00+02:00 tick; done
at 2027-01-18T10:00+01:00 tick
before=$(ls "$work"/data/postbox/*.eml | xargs grep -l "^To: .*<noor@" | wc -l)
same "three months on Noor got no more mail" "$before" 1
[ "$(grep -l "^To: .*<bo@" "$work"/data/postbox/*.eml | wc -l)" -gt 1 ]; ok $? "while Bo did"
at 2027-01-18T10:00+01:00 leaver erase linde/2 --as r.bos@dekruin.example
"$waakvlam" --data "$work/data" --now 2027-01-18T11:00+01:00 run 2>"$work/again" &
service=$! url=
for _ in {1..100}; do url=$(sed -n 's/.*"event":"ready","detail":"\([^"]*\)".*/\1/p' "$work/again"); [ -z "$url" ] || break; sleep 0.1; done
same "the link of somebody who was erased works no more" "$(get "$other")" 404
! cat "$work/service" "$work/again" | grep -q "$(basename "$link")"; ok $? "no link in the log"
at 2027-01-18T11:00+01:00 audit verify
holds "the record is whole" 'd["intact"]'
done_testing
