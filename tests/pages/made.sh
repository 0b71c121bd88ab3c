# Sourced: a small installation with two schools, some weeks into its work, and a service on a free port. Everything of it
# is below $folder and gone at the end. Sets $url; `waakvlam` is the program on that installation.
set -u
folder=$(mktemp -d) service= data=
trap 'end_service; rm -rf "$folder"' EXIT
trap 'exit 1' TERM INT HUP
data=$folder/data now=2026-09-17T10:30:00+02:00

waakvlam() { "$WAAKVLAM" --data "$data" "$@"; }

# begin_service [LOG]: waits for the line that says ready; $url is what it tells.
begin_service() {
  : >"$folder/log" # an earlier service said ready here, too
  "$WAAKVLAM" --data "$data" --now "$now" run 2>>"$folder/log" &
  service=$!
  for _ in {1..300}; do
    url=$(sed -n 's/.*"event":"ready","detail":"\([^"]*\)".*/\1/p' "$folder/log")
    [ -z "$url" ] || return 0
    kill -0 "$service" 2>/dev/null || break
    sleep 0.1
  done
  echo "# the service does not start: $(cat "$folder/log")"
  return 1
}

# Its exit status is the function's.
end_service() {
  [ -n "${service:-}" ] || return 0
  local status
  kill "$service" 2>/dev/null
  wait "$service"
  status=$?
  service=
  return $status
}

staff() { # ORGANISATION ROLE EMAIL NAME
  echo "wachtwoord-$2" | waakvlam --now 2026-08-01 user add --organisation "$1" --role "$2" --email "$3" --name "$4" \
    --phone 0612345678 --password
}

# Invitations, so that there are appointments: the shipped policies have none.
invitation_rule() {
  cat <<'RULE'

uitnodiging kennismaking
  grondslag "beleidskeuze: een afspraak in de agenda"
  omschrijving "Nodig uit voor een gesprek"
  door begeleider, persoonlijk
  op uitstroomdatum + 9 weken, speling 3 weken
  stuur agenda "uitnodiging"
  te laat: overslaan
RULE
}

make_installation() {
  local head row names=(Milan Zoë Dylan Amina Tim Sanne) i
  waakvlam init
  sed -i 's/^\[waakvlam\]$/[waakvlam]\nlisten = 127.0.0.1:0\nhook_secret = geheim-woord\ntick_seconds = 1/' "$data/waakvlam.conf"
  printf '[organisation brug]\nsms_number = +31970000099\n' >>"$data/waakvlam.conf"
  waakvlam --now 2026-08-01 organisation add --id linde --kind pro --name "Praktijkschool De Linde"
  waakvlam --now 2026-08-01 organisation add --id brug --kind pro --name "Praktijkschool De Brug"
  waakvlam --now 2026-08-01 organisation add --id stad --kind gemeente --name "Gemeente Deventer"
  staff linde counsellor marjolein@linde.example 'Marjolein <script>alert("1")</script>'
  staff linde manager ruud@linde.example 'Ruud Bos'
  staff linde postroom post@linde.example 'De postkamer'
  staff brug counsellor hans@brug.example 'Hans Postma'
  staff brug coordinator rosa@brug.example 'Rosa de Jong'
  staff stad municipality gerda@stad.example 'Gerda Gemeente'
  head=leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,mobiel,email,onderwijs,uitstroomdatum,aansluitende_inschrijving,bestemming,handelingsbekwaam,bij_onbereikbaar,veilig_contact
  row=2026-07-10,nee,werk,ja,doorgeven
  echo "$head" | tee "$folder/linde.csv" >"$folder/brug.csv"
  for i in 0 1 2 3; do
    echo "100$i,${names[i]},van der Verschrikkelijk-Langenachternaam,2008-02-1$i,marjolein@linde.example,061234562$i,een.heel.lang.adres.voor.een.telefoon.$i@post.example,pro,$row,geen-voicemail" >>"$folder/linde.csv"
  done
  for i in 4 5; do echo "200$i,${names[i]},Smit,2008-02-1$i,hans@brug.example,061234562$i,,pro,$row," >>"$folder/brug.csv"; done
  { cat "$data/policies/pro.beleid"; invitation_rule; } >"$folder/pro.beleid"
  waakvlam --now 2026-08-01 rules publish "$folder/pro.beleid" --organisation linde || return
  for i in linde brug; do waakvlam --now 2026-08-03T09:00+02:00 import "$folder/$i.csv" --organisation $i --cohort $i-2026 || return; done
  waakvlam --now 2026-08-17T08:00+02:00 cohort start linde-2026 --from 2026-08-17 --as marjolein@linde.example --confirmed-by ruud@linde.example || return
  waakvlam --now 2026-08-17T08:00+02:00 cohort start brug-2026 --from 2026-08-17 --as hans@brug.example --confirmed-by rosa@brug.example || return
  for i in 08-18 08-20 08-25 08-27 09-01 09-03 09-08 09-10 09-15; do waakvlam tick --now 2026-${i}T10:00+02:00 || return; done
}

# leaver ORGANISATION NUMBER: the ID that pages use.
leaver() { waakvlam --json leaver show "$1/$2" | sed -n 's/.*"leaver": *"\([^"]*\)".*/\1/p' | head -n 1; }

count=0
ok() { count=$((count + 1)); echo "ok $count - $1"; }
not_ok() { count=$((count + 1)); echo "not ok $count - $1"; shift; [ $# = 0 ] || printf '%s\n' "$@" | head -n 20 | sed 's/^/# /'; failed=1; }
failed=0
# same NAME GOT WANT
same() { if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "got:  $2" "want: $3"; fi; }
# has NAME TEXT PART; lacks NAME TEXT PART
has() { case $2 in *"$3"*) ok "$1" ;; *) not_ok "$1" "lacks: $3" "$2" ;; esac; }
lacks() { case $2 in *"$3"*) not_ok "$1" "has: $3" ;; *) ok "$1" ;; esac; }
