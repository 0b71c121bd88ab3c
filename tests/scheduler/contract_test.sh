#!/usr/bin/env bash
# What the outside may rely on, asked as an outsider asks it: exit statuses, one JSON document whenever the program
# answers, nothing on standard output when it does not, and names of one answer that fit in the next question (S4).
. "$(dirname "$0")/school.sh"
data=$work/data now=2026-12-01 # the installation is made later than the first question is about

# says STATUS NAME [EXPRESSION] ARGUMENTS…: after --; status 0 and 1 answer with exactly one document, d; others with none.
says() {
  local want=$1 name=$2 expression=True status
  shift 2
  if [ "$1" != -- ]; then expression=$1; shift; fi
  shift
  "$waakvlam" --data "$data" --now "$now" --json "$@" >"$work/answer" 2>"$work/said" </dev/null
  status=$?
  [ "$status" = "$want" ] || { cat "$work/said" >>"$work/answer"; ok 1 "$name (status $status)"; return; }
  if [ "$want" -gt 1 ]; then [ ! -s "$work/answer" ] && [ -s "$work/said" ]; ok $? "$name"; return; fi
  holds "$name" "$expression"
}

says 0 "init makes the folder" "d['data'] and d['version']" -- init
says 3 "init refuses a folder in use" -- init
for kind in mbo pro; do
  says 0 "a school of kind $kind" "d == {'id': '$kind'}" -- organisation add --id $kind --kind $kind --name "School $kind"
  says 0 "its coordinator" "d['id']" -- user add --organisation $kind --role coordinator --email c@$kind.example
  says 0 "its manager" "d['id']" -- user add --organisation $kind --role manager --email m@$kind.example
done
says 0 "an id in capitals" "d == {'id': 'GM0034'}" -- organisation add --id GM0034 --kind gemeente --name Almere
says 2 "an id is what fits before a / in ORGANISATION/leerlingnummer" -- organisation add --id a/b --kind mbo --name X
says 2 "an option in the place of a value is a value forgotten" -- organisation add --id x --kind mbo --name --json
says 2 "no such option" -- tick --frob
says 2 "no such command" -- frob
says 0 "the version is an answer too" "d['version']" -- --version
says 2 "no text is published for an organisation that is not there" -- rules publish "$root/rules/policies/pro.beleid" --organisation nope
printf 'niets\n' >"$work/bad.bericht"
says 1 "a template that does not read is a no" "d['done'] is False" -- templates publish "$work/bad.bericht" --organisation pro
says 1 "rules that do not read are a no" "d['done'] is False" -- rules explain "$work/bad.bericht"

now=2026-07-15
head='leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;niveau;leerweg;diploma;diplomadatum;uitstroomdatum;aansluitende_inschrijving'
printf '%s\n%s\n' "$head" '1;Bo;Li;01-01-2008;k@mbo.example;0612345601;mbo;entree;bol;ja;03-07-2026;;nee' >"$work/mbo.csv"
printf '%s\n%s\n' "$head" '1;Bo;Li;01-01-2008;k@pro.example;0612345602;pro;;;;;10-07-2026;nee' >"$work/pro.csv"
for kind in mbo pro; do
  says 0 "import $kind" "d['accepted'] == 1" -- import "$work/$kind.csv" --organisation $kind --cohort $kind
done
# veilig_contact, as schools write it
{
  echo "$head;email;veilig_contact"
  row=';Bo;Li;01-01-2008;k@pro.example;0612345603;pro;;;;;10-07-2026;nee;bo@x.example;'
  echo "11${row}Alleen SMS"
  echo "12${row}geen-voicemail, geen_sms"
  echo "13${row}alleen-bellen"
  echo "14${row}alleen na 17 uur"
} >"$work/safe.csv"
says 0 "import who may be reached in one way only" "d['accepted'] == 4" -- import "$work/safe.csv" --organisation pro --cohort safe
ways='{w for s in d["steps"] for w in s["channels"]}'
says 0 "sms alone" "$ways == {'sms'}" -- plan --leaver pro/11
says 0 "no sms" "$ways == {'email'}" -- plan --leaver pro/12
says 0 "calls alone" "not $ways and any(s['kind'] == 'call' for s in d['steps'])" -- plan --leaver pro/13
says 0 "a remark for a person rules nothing out" "'sms' in $ways" -- plan --leaver pro/14
steps='[(s["kind"], s["cycle"]) for s in d["steps"]]'
says 0 "a plan before the start, of a day before anything was published" "len(d['steps']) > 3" -- plan --leaver pro/1
says 1 "a refusal is an answer" "d['done'] is False" -- cohort start pro --from 2026-07-15 --as c@pro.example --confirmed-by m@mbo.example
says 2 "nobody confirms for themselves" -- cohort start pro --from 2026-07-15 --as c@pro.example --confirmed-by c@pro.example
for kind in mbo pro; do
  says 0 "start $kind" "d['leavers'] == 1 and d['cohort'] == '$kind' and d['policy']" -- \
    cohort start $kind --from 2026-07-15 --as c@$kind.example --confirmed-by m@$kind.example
done
says 0 "guidance of one year has no second" "all(cycle == 1 for _, cycle in $steps) and ('close', 1) in $steps" -- plan --leaver mbo/1
says 0 "the new offer of pro is in year 2" "('offer', 2) in $steps and ('close', 2) in $steps" -- plan --leaver pro/1
says 0 "a plan between moments of time" "d['steps'] and all('2026-08-01' <= s['due'] <= '2026-09-01' for s in d['steps'])" -- \
  plan --leaver pro/1 --from 2026-08-01T00:00+02:00 --to 2026-09-01T10:00+02:00
says 2 "no such state of a message" -- messages --state frob

now=2026-08-28T10:00+02:00
says 0 "a tick" "d['sent'] >= 1 and {'due', 'done', 'skipped', 'late', 'failed', 'queued', 'unknown'} <= set(d)" -- tick
says 0 "the template of a message can be rendered by its name" "d['parts'] >= 1 and d['encoding'] and d['characters']" -- \
  render aankondiging --values <(echo '{"roepnaam": "Bo", "begeleider": "K.", "school": "De Linde", "dag": 3}')
now=2026-08-27
says 2 "a changing command before the newest event" -- tick
now=2026-08-31T11:00+02:00
says 0 "tick" -- tick
says 0 "a hand-over by its kind" "d['id']" -- handover propose pro/1 --kind involve --ground "WVO 2020 art. 2.31b" --reason "niet bereikt"
says 1 "its approval is refused without the person's choice" -- handover approve 1 --kind continue --ground g --reason r
says 0 "it is a proposal still" "d['handovers'][0]['state'] == 'proposed' and d['handovers'][0]['receiver'] == 'municipality'" -- handover list
says 0 "a question of the Doorstroompunt" "d['state'] == 'proposed'" -- handover request pro/1 --asked 2026-07-01 --reason "is begeleiding aangeboden"
says 0 "is to be answered within four weeks of its day" "[h['clock'] for h in d['handovers'] if h['receiver'] == 'doorstroompunt'] == ['2026-07-29']" -- handover list
says 2 "it has no day that is none" -- handover request pro/1 --asked 2026-02-30 --reason r
says 2 "no such kind of hand-over" -- handover propose pro/1 --kind frob --reason r
says 0 "one message to yourself" "d['verdict'] == 'sent'" -- channel test postbox
says 0 "the record is whole" "d['intact'] and d['first_bad'] is None and d['entries'] > 10" -- audit verify
grep -rqa 612345602 "$data/postbox"
ok $? "the post box has the message"
says 0 "erase" -- leaver erase pro/1
grep -rqa 612345602 "$data"
ok $((! $?)) "nothing under DIR has the number any more"
says 2 "who was erased is not there" -- leaver show pro/1
says 0 "nor back by the same file" "d['erased'] == 1 and d['accepted'] == 0" -- import "$work/pro.csv" --organisation pro --cohort pro

cp -r "$data" "$work/hurt"
python3 - "$work/hurt/waakvlam.db" <<'PY'
import sys
f = open(sys.argv[1], "r+b")
f.seek(20000)
f.write(bytes(range(256)) * 40)
PY
"$waakvlam" --data "$work/hurt" doctor >"$work/answer" 2>&1
[ $? -ge 1 ] && grep -qE 'NO +store +damaged|malformed' "$work/answer"
ok $? "a doctor sees that pages of the store are damaged"

"$waakvlam" help >/dev/full 2>/dev/null
ok $(($? != 3)) "an answer that can't be written is no success"
"$waakvlam" help rules 2>/dev/null | grep -q 'rules check'
ok $? "help about a group is on standard output"
: >"$data/waakvlam.db"
rm -f "$data"/waakvlam.db-*
says 4 "an empty file is no store" -- task list
rm "$data/waakvlam.db"
says 3 "no store at all" -- task list
done_testing
