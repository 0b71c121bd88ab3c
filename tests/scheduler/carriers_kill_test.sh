#!/usr/bin/env bash
# Two SMS providers with weights, and a program that is killed while one of them has a text: before it took it, after it
# took it, after it answered, and at each commit. None goes twice, by either, none is lost; who can be asked is asked, and
# of who can't a person decides.
. "$(dirname "$0")/school.sh"
waakvlam=${WAAKVLAM_FAST:-$waakvlam}
mkdir "$work/stub"
start_server providers_stub.py "$work/stub"
[ -n "$folder" ] || skip_all "killed with two providers" "the stub does not start"
stub=http://127.0.0.1:$folder
PEOPLE=16
letters=abcdefghijklmnopqrstuvwxyz rows= staff=()
for ((i = 1; i <= PEOPLE; i++)); do
  rows+="$i;Jo${letters:i:1};Bos;01-02-2008;b$i@dekruin.example;$(printf '06123%05d' $i);;pro;10-07-2026;nee;sms"$'\n'
  staff+=("b$i@dekruin.example")
done
school "$rows" "[waakvlam]
sms_number = +31970000000
sms = cm 1, notify 1
[channel cm]
url = $stub/cm
key = producttoken
timeout = 2
[channel notify]
url = $stub/notify
key = school-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0
sms_template = sjabloon
timeout = 2" "${staff[@]}"
ok $? "a school with two providers"
mv "$work/data" "$work/base"
fresh() { rm -rf "$work/data" "$work/stub"/*; cp -r "$work/base" "$work/data" && at $start fence release; }
mood() { echo "$2" >"$work/stub/mood.$1"; }
killed() { # runs a tick that tells the stub who it is
  { (echo "$BASHPID" >"$work/stub/pid"; exec "$waakvlam" --data "$work/data" --now 2026-10-12T10:00+02:00 tick); } >>"$work/log" 2>&1
}
judge() { # NAME: what must hold after all is done
  rm -f "$work/stub"/mood.*
  for moment in 12T10:01 12T10:06 12T10:12 12T10:30 12T11:40 12T12:50 13T10:00; do at 2026-10-$moment+02:00 tick; done
  [ -z "$(cut -d' ' -f2 "$work/stub/taken" | sort | uniq -d)" ]; ok $? "$1: no key twice, by either"
  [ -z "$(cut -d' ' -f3 "$work/stub/taken" | sed 's/^+//; s/^00//' | sort | uniq -d)" ]; ok $? "$1: no number twice"
  at 2026-10-13T10:01+02:00 messages
  cp "$work/answer" "$work/messages"
  holds "$1: everybody has one, sent or in doubt" \
    "len(m(channel='sms', act='send')) == $PEOPLE and {x['state'] for x in m(channel='sms')} <= {'sent', 'unknown'}"
  holds "$1: in doubt is only what can't be asked" "{x['via'] for x in m(state='unknown')} <= {'cm'}"
  doubts=$(value 'len([x for x in d["messages"] if x["state"] == "unknown"])')
  value '"\n".join(x["key"] for x in d["messages"] if x["state"] == "sent")' | sort >"$work/sent"
  cut -d' ' -f2 "$work/stub/taken" | sort >"$work/taken"
  [ -z "$(comm -23 "$work/sent" "$work/taken")" ]; ok $? "$1: what is said to be sent was taken"
  at 2026-10-13T10:01+02:00 task list
  holds "$1: a person is asked about each doubt ($doubts)" "len(t(kind='judge')) == $doubts"
}

fresh && at 2026-10-12T10:00+02:00 tick
[ "$(cut -d' ' -f1 "$work/stub/taken" | sort -u | wc -l)" = 2 ]; ok $? "both carry"
judge "undisturbed"
for provider in cm notify; do
  for when in before after answered; do
    fresh
    mood $provider kill-$when
    killed; [ $? = 137 ]; ok $? "killed while $provider has it, $when"
    judge "$provider $when"
  done
done
for commit in 1 2 3 4 5; do
  fresh
  WAAKVLAM_TEST_EXIT_AT_COMMIT=$commit at 2026-10-12T10:00+02:00 tick
  judge "ended at commit $commit"
done
stop_server
done_testing
