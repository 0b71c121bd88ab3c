#!/usr/bin/env bash
# The service from outside: sign-in, what each role sees, forms, hooks, headers, starting and stopping.
. "${G_TEST_SRCDIR:-.}/tests/pages/made.sh"
command -v curl >/dev/null || { echo "ok 1 - the pages # SKIP curl is not installed"; exit 0; }

made=$(make_installation 2>&1) || { echo "not ok 1 - an installation can be made"; printf '%s\n' "$made" | sed 's/^/# /'; exit 1; }
begin_service || { echo "not ok 1 - the service starts"; exit 1; }

get() { curl -sS --max-time 60 "$@"; }
code() { get -o /dev/null -w '%{http_code}' "$@"; }
sign_in() { # NAME EMAIL PASSWORD: the session is kept under NAME
  code -c "$folder/jar.$1" --data-urlencode "email=$2" --data-urlencode "wachtwoord=$3" "$url/aanmelden"
}
as() { local who=$1 path=$2; shift 2; get -b "$folder/jar.$who" "$url$path" "$@"; }
code_as() { local who=$1 path=$2; shift 2; code -b "$folder/jar.$who" "$url$path" "$@"; }
own=$(leaver linde 1000) other=$(leaver brug 2004)

# -- without a session
same "without a session every page leads to signing in" "$(get -o /dev/null -w '%{http_code} %{redirect_url}' "$url/")" "303 $url/aanmelden"
for path in "/jongere/$own" /postbus /binnengekomen /afspraken; do same "$path also" "$(code "$url$path")" 303; done
same "a session of one's own making is none" "$(code -b 'waakvlam=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' "$url/")" 303
same "a page that is not there" "$(code "$url/../etc/passwd" --path-as-is)" 404
same "health is for everybody" "$(get "$url/gezond")" ok

# -- signing in
same "a wrong password" "$(sign_in none marjolein@linde.example verkeerd-woord)" 403
same "an unknown user" "$(sign_in none niemand@linde.example wachtwoord-counsellor)" 403
same "no password at all" "$(code -d 'email=marjolein@linde.example' "$url/aanmelden")" 403
same "an address is written back as text" "$(get -d 'email="><script>&wachtwoord=x' "$url/aanmelden" | grep -c '<script>')" 0
same "the right password" "$(sign_in counsellor Marjolein@Linde.example wachtwoord-counsellor)" 303
cookie=$(get -D - -o /dev/null --data-urlencode email=marjolein@linde.example -d wachtwoord=wachtwoord-counsellor "$url/aanmelden" | grep -i '^set-cookie')
has "the cookie is out of reach for scripts" "$cookie" HttpOnly
has "the cookie does not go with forms of other sites" "$cookie" SameSite=Lax

# -- the work list
page=$(as counsellor /)
has "the work list shows a young person" "$page" "Milan van der Verschrikkelijk-Langenachternaam"
has "what is to be done" "$page" "Bel na zes weken: hoe gaat het?"
has "why" "$page" "Waarom: "
has "how to reach them" "$page" 'href="tel:+31612345620"'
has "what to mind" "$page" "spreek geen voicemail in"
has "a name with a tag in it is text" "$page" "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"
lacks "and no tag" "$page" "<script"
lacks "another school's people are not in it" "$page" Smit
has "it says that it is Dutch" "$page" '<html lang="nl">'
same "a page number that is none" "$(code_as counsellor '/?vanaf=-1')" 200
same "a page far beyond the end" "$(code_as counsellor '/?vanaf=999999')" 200

# -- one young person
page=$(as counsellor "/jongere/$own")
has "a young person's page" "$page" "Wat er is gebeurd"
has "with whose each task is" "$page" "Voor: "
has "with what was sent" "$page" "Ik bel je"
lacks "without a log's English" "$page" "in the post box"
same "another school's person is not there" "$(code_as counsellor "/jongere/$other")" 404
same "as one who does not exist" "$(code_as counsellor /jongere/L999999)" 404
same "and a wild name" "$(code_as counsellor "/jongere/%27%20OR%201=1--")" 404
same "and a name of four thousand characters" "$(code_as counsellor "/jongere/$(printf 'x%.0s' {1..4000})")" 404

# -- messages
page=$(as counsellor /postbus)
has "the messages" "$page" "06 12345620"
lacks "no other school's" "$page" "06 12345624"
lacks "no log's English" "$page" "in the post box"

# -- roles
sign_in manager ruud@linde.example wachtwoord-manager >/dev/null
has "who leads sees the school's work, with whose it is" "$(as manager /)" "Begeleider: Marjolein"
sign_in post post@linde.example wachtwoord-postroom >/dev/null
same "the post room has its own tasks" "$(code_as post /)" 200
same "but no time lines" "$(code_as post "/jongere/$own")" 403
same "and no messages" "$(code_as post /postbus)" 403
sign_in stad gerda@stad.example wachtwoord-municipality >/dev/null
same "a gemeente has no pages yet" "$(code_as stad /)" 403
has "and is told so" "$(as stad /)" "zijn er nog geen pagina"
same "nor a way round" "$(code_as stad "/jongere/$own")" 403
sign_in brug rosa@brug.example wachtwoord-coordinator >/dev/null
has "another school has its own list" "$(as brug /)" Smit
lacks "and only that" "$(as brug /)" Milan
for path in /binnengekomen /afspraken; do
  same "$path is not for the post room" "$(code_as post $path)" 403
  same "$path is not for a gemeente" "$(code_as stad $path)" 403
done

# -- appointments
page=$(as counsellor /afspraken)
has "the appointments" "$page" "Milan van der Verschrikkelijk-Langenachternaam"
has "with their day" "$page" "Morgen, vrijdag 18 september"
has "and hours" "$page" "14.00 tot 14.30 uur"
has "what was answered" "$page" "nog geen antwoord"
has "what is asked of a person" "$page" "Vraag zelf na of het gesprek doorgaat."
lacks "without a machine's words" "$page" NEEDS-ACTION
has "who leads sees whose they are" "$(as manager /afspraken)" "Begeleider: Marjolein"
lacks "another school sees nothing of them" "$(as brug /afspraken)" Verschrikkelijk
has "but that there are none" "$(as brug /afspraken)" "Er staan geen gesprekken"

# -- what came in
sms() { get -G --data-urlencode "text=$3" "$url/hook/sms?secret=geheim-woord&from=$1&to=$2" >/dev/null; } # FROM TO TEXT
sms 31687654321 31970000000 "Hoi, ik heb een <b>nieuw</b> nummer"
sms 31687654322 31970000099 "Wie bent u van de brug?"
sms 31687654323 31970000042 "Dit ging naar niemands nummer"
sms 31687654324 31970000042 "ik wil niet meer leven"
sms 31612345620 31970000000 "ik snap die dinges niet zo goed"
page=$(as counsellor /binnengekomen)
has "words of an unknown number, to who has that school" "$page" "ik heb een &lt;b&gt;nieuw&lt;/b&gt; nummer"
has "with the number as people write it" "$page" "Sms van 06 87654321, <time"
has "and why" "$page" "Dit nummer is niet bekend"
has "words that nothing understands" "$page" "ik snap die dinges niet zo goed"
has "lead to whom they are of" "$page" "href=\"/jongere/$own\""
has "and stand with the task" "$(as counsellor /)" "ik snap die dinges niet zo goed"
lacks "what went to another school is not there" "$page" "van de brug"
lacks "nor what went to nobody's number" "$page" "niemands nummer"
lacks "not even words of danger, to who is not on duty" "$page" "niet meer leven"
has "who is on duty has those" "$(as manager /binnengekomen)" "niet meer leven"
page=$(as brug /binnengekomen)
has "the other school has its own" "$page" "van de brug"
lacks "and not ours" "$page" "nieuw"
lacks "nor of our young people" "$page" "dinges"
has "the work list of who is on duty leads there" "$(as manager /)" 'class="alert"><a href="/binnengekomen">Dringend'
has "that of a counsellor says what waits" "$(as counsellor /)" '<a href="/binnengekomen">1 bericht wacht. We weten niet van wie.'
has "at every school who is on duty sees words of danger" "$page" "niet meer leven"
waakvlam --now 2026-09-17T10:31+02:00 leaver correct brug/2004 mobiel=0612345623 --as rosa@brug.example >"$folder/out" 2>&1
sms 31612345623 31970000000 "bel mij maar"
page=$(as counsellor /binnengekomen)
has "of a number that two have, both schools have the words" "$page$(as brug /binnengekomen)" "bel mij maar"
has "with one's own young person" "$page" "Amina van der"
lacks "and nothing of the other's" "$page" "Smit"
has "so has the other school" "$(as brug /binnengekomen)" "Tim Smit"
lacks "likewise" "$(as brug /binnengekomen)" "Amina"

# -- whose it is
inbound() { waakvlam --json --now 2026-09-17T10:31+02:00 inbound list | python3 -c '
import json, sys
for i in json.load(sys.stdin)["inbound"]:
    if sys.argv[1] in i["text"]: print(i["id"])' "$1"; }
unknown=$(inbound nieuw) elsewhere=$(inbound "van de brug") shared=$(inbound "bel mij") danger=$(inbound leven)
page=$(as counsellor "/binnengekomen/$unknown")
has "words of an unknown number can be said to be somebody's" "$page" ">Milan van der"
lacks "of one's own young people" "$page" "Smit"
has "or nobody's" "$page" 'value="niemand"'
key=$(sed -n 's/.*name="sleutel" value="\([0-9a-f]*\)".*/\1/p' <<<"$page")
claim() { local who=$1 id=$2; shift 2; code_as "$who" "/binnengekomen/$id" "$@"; } # WHO MESSAGE FIELDS…
same "what another school was written is not there" "$(code_as counsellor "/binnengekomen/$elsewhere")" 404
same "nor is it taken" "$(claim counsellor "$elsewhere" -d "sleutel=$key&wie=$own") $(code_as brug "/binnengekomen/$elsewhere")" "303 200"
same "the post room says nothing" "$(code_as post "/binnengekomen/$unknown") $(claim post "$unknown" -d "sleutel=$key&wie=$own")" "404 403"
same "a gemeente neither" "$(claim stad "$unknown" -d "sleutel=$key&wie=$own")" 403
same "a form without its key is refused" "$(claim counsellor "$unknown" -d "wie=$own")" 403
same "nobody chosen is a mistake" "$(claim counsellor "$unknown" -d "sleutel=$key&wie=")" 400
same "so is another school's young person" "$(claim counsellor "$unknown" -d "sleutel=$key&wie=$other")" 400
page=$(as counsellor "/binnengekomen/$shared")
has "of a shared number it is one's own" "$page" ">Amina van der"
lacks "and nobody else's" "$page" ">Milan"
lacks "nor is it put away while another school has it" "$page" 'value="niemand"'
same "not even by hand" "$(claim counsellor "$shared" -d "sleutel=$key&wie=niemand")" 400
lacks "words of danger to no school are not put away by one" "$(as manager "/binnengekomen/$danger")" 'value="niemand"'
has "the task that asks leads there" "$(as counsellor /)" "href=\"/binnengekomen/$shared\""
same "said whose it is" "$(claim counsellor "$unknown" -d "sleutel=$key&wie=$own")" 303
same "it is theirs" "$(inbound nieuw)" ""
has "with the words on their page" "$(as counsellor "/jongere/$own")" "&lt;b&gt;nieuw&lt;/b&gt;"
same "said twice it is said once" "$(claim counsellor "$unknown" -d "sleutel=$key&wie=$own")" 303

# -- what came of a task
task() { waakvlam --json --now 2026-09-17T10:31+02:00 task list --all | python3 -c '
import json, sys
for t in json.load(sys.stdin)["tasks"]:
    if t["leaver"] == sys.argv[1] and t["kind"] == sys.argv[2]: print(t["id"], t["state"], t["outcome"] or "-", t.get("minutes", 0), t.get("note", ""))' "$1" "$2"; }
dylan=$(leaver linde 1002) call=$(task "$(leaver linde 1002)" call) && call=${call%% *}
theirs=$(task "$(leaver brug 2005)" call) && theirs=${theirs%% *}
has "the work list leads to recording it" "$(as counsellor /)" "href=\"/taak/$call\""
has "so does the young person's page" "$(as counsellor "/jongere/$dylan")" "href=\"/taak/$call\""
page=$(as counsellor "/taak/$call")
has "it says what to do" "$page" "Bel na zes weken"
has "and asks what came of it" "$page" "Niet bereikt"
lacks "a call can't be just done" "$page" 'value="done"'
key=$(sed -n 's/.*name="sleutel" value="\([0-9a-f]*\)".*/\1/p' <<<"$page")
say() { local who=$1 id=$2; shift 2; code_as "$who" "/taak/$id" "$@"; } # WHO TASK FIELDS…
same "another school's task is not there" "$(code_as brug "/taak/$call")" 404
same "nor can it be recorded" "$(say brug "$call" -d "sleutel=$key&uitkomst=spoke")" 404
same "nor by the post room" "$(say post "$call" -d "sleutel=$key&uitkomst=spoke")" 404
same "nor by a gemeente" "$(say stad "$call" -d "sleutel=$key&uitkomst=spoke")" 403
same "nor without a session" "$(code -d "sleutel=$key&uitkomst=spoke" "$url/taak/$call")" 303
same "another school's is not mine" "$(say counsellor "$theirs" -d "sleutel=$key&uitkomst=spoke")" 404
same "a form without its key is refused" "$(say counsellor "$call" -d 'uitkomst=spoke')" 403
same "or with one of another session" "$(say manager "$call" -d "sleutel=$key&uitkomst=spoke")" 403
same "or from another site" "$(say counsellor "$call" -H 'Origin: https://elders.example' -d "sleutel=$key&uitkomst=spoke")" 403
same "a task that is none" "$(say counsellor 0 -d "sleutel=$key&uitkomst=spoke") $(code_as counsellor /taak/999999) $(code_as counsellor /taak/x)" "404 404 404"
same "no outcome is a mistake" "$(say counsellor "$call" -d "sleutel=$key")" 400
same "so is one that a call can't have" "$(say counsellor "$call" -d "sleutel=$key&uitkomst=done")" 400
page=$(as counsellor "/taak/$call" -d "sleutel=$key&uitkomst=spoke&minuten=veel&notitie=<b>goed</b>")
has "a mistake is said in its place" "$page" 'id="fout-minuten">Vul een getal in'
has "what was typed is still there, as text" "$page" "&lt;b&gt;goed&lt;/b&gt;"
has "what was chosen, too" "$page" 'value="spoke" checked'
same "a day that is past" "$(say counsellor "$call" -d "sleutel=$key&uitkomst=later&vanaf=2026-09-17")" 400
same "what can't be taken back is asked about" "$(as counsellor "/taak/$call" -d "sleutel=$key&uitkomst=overleden" | grep -c 'name="zeker"')" 1
same "nothing was recorded by any of it" "$(task "$dylan" call)" "$call open - 0 "
good="sleutel=$key&uitkomst=spoke&met=Dylan&minuten=15&notitie=Gaat+goed%0D%0Abij+de+bakker"
same "a good one is taken" "$(as counsellor "/taak/$call" -d "$good" -o /dev/null -w '%{http_code} %{redirect_url}')" "303 $url/taak/$call"
same "as the command would" "$(task "$dylan" call | sed -n 1p)" "$call done spoke 15 Gaat goed"
has "and shown" "$(as counsellor "/taak/$call")" "Dit is vastgelegd."
same "sent twice it is taken once" "$(say counsellor "$call" -d "sleutel=$key&uitkomst=no_answer&minuten=60")" 303
same "the first stands" "$(task "$dylan" call | sed -n 1p)" "$call done spoke 15 Gaat goed"
lacks "it is on the work list no more" "$(as counsellor /)" "href=\"/taak/$call\""
has "but in the young person's past" "$(as counsellor "/jongere/$dylan")" "bij de bakker"
waakvlam --now 2026-09-17T10:32+02:00 audit verify >/dev/null; same "the record is whole" $? 0

# -- an appointment gets another time
talk() { waakvlam --json --now 2026-09-17T10:31+02:00 appointment list --all --leaver "$dylan" | python3 -c '
import json, sys
for a in json.load(sys.stdin)["appointments"]: print(a["id"], a["start"][:16], a["state"], a["sequence"])'; }
met=$(talk) && met=${met%% *}
has "the appointments lead there" "$(as counsellor /afspraken)" "href=\"/afspraken/$met\""
page=$(as counsellor "/afspraken/$met")
has "the form has the time that stands" "$page" 'value="2026-09-18"'
shift_it() { local who=$1; shift; code_as "$who" "/afspraken/$met" -d "sleutel=$key" "$@"; } # WHO FIELDS…
good='volgnummer=0&wat=verzetten&dag=2026-09-24&tijd=15:30'
same "another school's appointment is not there" "$(code_as brug "/afspraken/$met")" 404
same "nor for the post room" "$(code_as post "/afspraken/$met") $(shift_it post -d "$good")" "404 403"
same "nor for a gemeente" "$(shift_it stad -d "$good")" 403
same "a form without its key is refused" "$(code_as counsellor "/afspraken/$met" -d "$good")" 403
same "to the past it can't go" "$(shift_it counsellor -d 'volgnummer=0&wat=verzetten&dag=2026-09-16&tijd=10:00')" 400
same "nor to no day" "$(shift_it counsellor -d 'volgnummer=0&wat=verzetten&dag=&tijd=')" 400
same "nor to a minute that is none" "$(shift_it counsellor -d 'volgnummer=0&wat=verzetten&dag=2026-09-24&tijd=25:00')" 400
same "nothing chosen is a mistake" "$(shift_it counsellor -d 'volgnummer=0&dag=2026-09-24&tijd=15:30')" 400
brug_key=$(as brug "/taak/$theirs" | sed -n 's/.*name="sleutel" value="\([0-9a-f]*\)".*/\1/p')
same "another school moves nothing" "$(code_as brug "/afspraken/$met" -d "sleutel=$brug_key&$good")" 303
same "by none of it was it moved" "$(talk)" "$met 2026-09-18T15:00 open 0"
same "a good one is taken" "$(as counsellor "/afspraken/$met" -d "sleutel=$key&$good" -o /dev/null -w '%{redirect_url}')" "$url/afspraken?gedaan=bericht"
same "as the command would" "$(talk)" "$met 2026-09-24T15:30 open 1"
same "sent twice it is moved once" "$(shift_it counsellor -d "$good") $(talk)" "303 $met 2026-09-24T15:30 open 1"
same "called off" "$(shift_it counsellor -d 'volgnummer=1&wat=afzeggen&reden=ziek') $(talk)" "303 $met 2026-09-24T15:30 cancelled 2"
same "it is not there any more" "$(code_as counsellor "/afspraken/$met")" 404

# -- headers and forms
headers=$(as counsellor / -D - -o /dev/null)
for part in "Content-Security-Policy: default-src 'none'" "X-Content-Type-Options: nosniff" "Cache-Control: no-store" "X-Frame-Options: DENY" "Referrer-Policy:"; do
  has "header ${part%%:*}" "$headers" "$part"
done
post=(-d 'email=marjolein@linde.example&wachtwoord=wachtwoord-counsellor' "$url/aanmelden")
same "a form of another origin is refused" "$(code -H 'Origin: https://elders.example' "${post[@]}")" 403
same "also when the browser says cross-site" "$(code -H 'Sec-Fetch-Site: cross-site' "${post[@]}")" 403
same "our own origin is not" "$(code -H "Origin: $url" "${post[@]}")" 303
same "a foreign form signs nobody out" "$(code_as counsellor /afmelden -X POST -H 'Origin: https://elders.example') $(code_as counsellor /)" "403 200"
same "a page is not changed by POST" "$(code_as counsellor / -X POST)" 404
same "a body that is too long" "$(head -c 100000 /dev/zero | tr '\0' a | code --data-binary @- "$url/aanmelden")" 413
same "HEAD is answered" "$(code -I "$url/aanmelden")" 200

# -- hooks
same "a hook without the secret" "$(code "$url/hook/sms?from=31612345620&to=31970000000&text=STOP")" 403
same "a hook with a wrong secret" "$(code "$url/hook/sms?secret=geheim-woorD&from=31612345620&to=31970000000&text=STOP")" 403
lacks "nothing was changed by them" "$(as counsellor "/jongere/$own")" "wil geen berichten meer"
same "a hook with the secret" "$(get -w '%{http_code}' "$url/hook/sms?secret=geheim-woord&from=31612345620&to=31970000000&text=STOP")" 200
has "STOP is on the page at once" "$(as counsellor "/jongere/$own")" "Deze jongere wil geen berichten meer"
told=$(waakvlam --json --now 2026-09-17T10:31+02:00 messages --leaver linde/1000 | sed -n 's/.*"key": "\([^"]*\)".*/\1/p' | tail -n 1)
same "a report of a message is taken" "$(code "$url/hook/receipt?secret=geheim-woord&id=$told&status=1")" 200
has "its message says that it arrived" "$(as counsellor "/jongere/$own")" ">bezorgd<"
lacks "and the report is no line beside it" "$(as counsellor "/jongere/$own")" "Bericht over bezorging"
same "a report of an unknown message is kept" "$(code "$url/hook/receipt?secret=geheim-woord&id=nietbestaand&status=1")" 200
same "a hook takes a form, too" "$(code -d 'from=31612345621&to=31970000000&text=BEL' "$url/hook/sms?secret=geheim-woord")" 200
has "and the answer is on the page" "$(as counsellor "/jongere/$(leaver linde 1001)")" BEL

same "a channel's own hook wants the secret" "$(code "$url/hook/kannel?from=31612345622&text=BEL")" 403
same "or as a bearer token" "$(code -H 'Authorization: Bearer geheim-woord' "$url/hook/kannel?from=31612345622&text=Ik+heb+werk+%231")" 200
has "what it brought is on the page" "$(as counsellor "/jongere/$(leaver linde 1002)")" "Ik heb werk #1"
same "a wrong bearer token is none" "$(code -H 'Authorization: Bearer geheim' "$url/hook/kannel?from=31612345622&text=BEL")" 403
same "a channel that does not hear has no hook" "$(code "$url/hook/smtp?secret=geheim-woord")" 404
same "nor has one that is not there" "$(code "$url/hook/duif?secret=geheim-woord")" 404
same "a missed call" "$(code "$url/hook/sms?secret=geheim-woord&event=missed_call&from=31612345623")" 200
has "is work for today" "$(as counsellor /)" "Gemiste oproep"

# -- a number that is someone else's, and the one that was found
sms 31612345621 31970000000 "verkeerd nummer, ik ken geen Zoë"
zoe=$(leaver linde 1001)
search=$(task "$zoe" repair) && search=${search%% *}
has "a stranger's number is said to be one" "$(as counsellor "/jongere/$zoe")" "is van iemand anders"
lacks "and no link to ring" "$(as counsellor "/jongere/$zoe")" "tel:+31612345621"
lacks "nor on the work list" "$(as counsellor /)" "tel:+31612345621"
same "a number that is none is a mistake" "$(as counsellor "/taak/$search" -d "sleutel=$key&uitkomst=done&mobiel=0612345" | grep -c 'id="fout-mobiel"')" 1
same "the task is still open" "$(task "$zoe" repair)" "$search open - 0 "
same "the one that was found is taken" "$(say counsellor "$search" -d "sleutel=$key&uitkomst=done&mobiel=06-1234+5699")" 303
has "and is theirs from now on" "$(as counsellor "/jongere/$zoe")" 'href="tel:+31612345699">06 12345699'
same "the task is done" "$(task "$zoe" repair)" "$search done done 0 "
sms 31612345699 31970000000 "hoi ik ben het"
has "who writes from there is heard as them" "$(as counsellor "/jongere/$zoe")" "hoi ik ben het"

# -- a writer in the way: a command that changes the store, while pages are asked for
(for i in 1 2 3 4 5 6; do
  waakvlam --now 2026-09-17T10:40 user add --organisation linde --role counsellor --email "nieuw$i@linde.example" --name Nieuw --phone 0612345678
done) >"$folder/writer" 2>&1 &
writer=$! bad=0
while kill -0 "$writer" 2>/dev/null; do [ "$(code_as counsellor /)" = 200 ] || bad=$((bad + 1)); done
wait "$writer"
same "pages are answered while something writes" "$bad" 0

# -- too many tries, last: they hold for a minute
for _ in 1 2 3 4 5; do sign_in none rosa@brug.example verkeerd-woord >/dev/null; done
same "the sixth try in a minute is not taken, right or wrong" "$(sign_in none rosa@brug.example wachtwoord-coordinator)" 429
same "a session that was there goes on" "$(code_as brug /)" 200

# -- signing out
same "signing out" "$(code_as counsellor /afmelden -X POST)" 303
same "ends the session, not only the cookie" "$(code_as counsellor /)" 303

# -- one service a store, and its end
second=$(waakvlam run 2>&1)
same "a second service on the store is refused" $? 3
has "and told why" "$second" "a service runs"
log=$(cat "$folder/log")
lacks "the log has no names" "$log" Milan
lacks "nor secrets" "$log" geheim-woord
end_service
same "SIGTERM ends it well" $? 0
has "and it says so" "$(tail -n 1 "$folder/log")" stopped

sed -i 's/^listen = .*/listen = 0.0.0.0:0/' "$data/waakvlam.conf"
refused=$(timeout 60 "$WAAKVLAM" --data "$data" run 2>&1)
same "an address that is not loopback is refused" $? 3
has "with the reason" "$refused" loopback
sed -i 's/^listen = .*/listen = 127.0.0.1:0/; s/^tick_seconds = .*/tick_seconds = soms/' "$data/waakvlam.conf"
timeout 60 "$WAAKVLAM" --data "$data" run >"$folder/out" 2>&1
same "a setting that is no number is refused" $? 3

# -- behind a proxy with TLS
sed -i 's/^tick_seconds = .*/tick_seconds = 1\nbase_url = https:\/\/waakvlam.linde.example/' "$data/waakvlam.conf"
now=2026-09-17T12:00:00+02:00
if begin_service; then
  proxied=(-D - -o /dev/null --data-urlencode email=marjolein@linde.example -d wachtwoord=wachtwoord-counsellor "$url/aanmelden")
  cookie=$(get "${proxied[@]}" -H 'Origin: https://waakvlam.linde.example' | grep -i '^set-cookie')
  has "behind TLS the cookie is Secure" "$cookie" "; Secure"
  has "and bound to the host" "$cookie" __Host-
else
  not_ok "the service starts behind a proxy"
fi
echo "1..$count"
exit $failed
