#!/usr/bin/env bash
# What deploy/ has for a system manager. A backup made by deploy/backup while the store is in use, put back elsewhere: it can be read, may not send, and goes on
# after `fence release` where it was; and what doctor says of it.
. "$(dirname "$0")/school.sh"
export WAAKVLAM=$waakvlam WAAKVLAM_DATA=$work/data
backup() { "$root/deploy/backup" "$@" >"$work/made" 2>>"$work/log"; }
school "1;Noor;Bakker;01-02-2008;$counsellor;0612345601;;pro;10-07-2026;nee;sms" && at 2026-10-12T10:00+02:00 tick
ok $? "a school that has sent its first text"
at 2026-10-12T10:00+02:00 messages
cp "$work/answer" "$work/before"

mkdir -p "$work/backups/waakvlam-20250101T000000Z" "$work/backups/something-else"
touch -d '60 days ago' "$work/backups"/*
backup "$work/backups" 30
ok $? "a backup"
made=$(cat "$work/made")
[ -s "$made/waakvlam.db" ] && [ -s "$made/waakvlam.conf" ] && [ -s "$made/policies/pro.beleid" ] && ls "$made"/templates/*.bericht >/dev/null
ok $? "has the store, the settings and the texts"
[ -z "$(find "$made" -perm /077)" ]
ok $? "nobody else may read it"
[ ! -e "$work/backups/waakvlam-20250101T000000Z" ] && [ -e "$work/backups/something-else" ]
ok $? "an old one is gone, what is none stays"
"$waakvlam" backup "$made/waakvlam.db" 2>>"$work/log"
[ $? = 4 ]
ok $? "a file that is there is not written over"
backup "$work/backups" x
[ $? = 2 ]
ok $? "a term that is no number is refused"
(WAAKVLAM_DATA=$work/nothing backup "$work/backups")
[ $? != 0 ] && [ ! -e "$work/backups/.new" ]
ok $? "what is no installation leaves nothing"

at 2026-10-13T10:00+02:00 task done 1 --outcome spoke --as $counsellor
ok $? "the original goes on"
mv "$work/data" "$work/lost"
cp -r "$made" "$work/data"
at 2026-10-13T10:00+02:00 messages && cmp -s "$work/before" "$work/answer"
ok $? "put back, it can be read"
at 2026-10-13T10:00+02:00 tick
[ $? = 4 ]
ok $? "and may not send"
at 2026-10-13T10:00+02:00 doctor
holds "doctor says why" '[c for c in d["checks"] if c["name"] == "store" and not c["ok"] and "fence release" in c["message"]]'
at 2026-10-13T10:00+02:00 fence release && at 2026-10-19T10:00+02:00 tick
holds "released, it goes on where it was" 'd["sent"] == 1'
at 2026-10-19T10:00+02:00 messages
holds "with the second question, not the first again" 'len(m(step="drie-maanden", attempt=1)) == 1 and len(m(step="drie-maanden", attempt=2)) == 1'
at 2026-10-19T10:00+02:00 audit verify
holds "and a record that is whole" 'd["intact"]'

printf '[organisation linde]\nsms = kannel\n[channel kannel]\nurl = http://127.0.0.1:1/sendsms\nuser = x\npassword = geheim1\n' >"$work/data/waakvlam.conf"
at 2026-10-19T10:00+02:00 doctor
holds "doctor looks at the channels of each school, and keeps passwords to itself" \
  '[c for c in d["checks"] if c["name"] == "channels" and not c["ok"] and "sms by kannel does not work" in c["message"] and "geheim1" not in c["message"]]'

# -- the examples --------------------------------------------------------------------------------------------------------------
cp "$root/deploy/examples/waakvlam.conf" "$work/data/waakvlam.conf"
at 2026-10-19T10:00+02:00 messages
ok $? "every setting of the example is one"
! grep -hE '^ *[a-z-]*password' "$root"/deploy/examples/*.conf | grep -vE '= CHANGE-ME$'
ok $? "no example has a password"
for word in http-request-retry http-queue-delay; do grep -q "^$word = " "$root/deploy/examples/kannel.conf" || echo "# $word"; done | grep -q .
ok $((! $?)) "Kannel tries again what it could not deliver"
if [ -n "${WAAKVLAM_FAST:-}" ]; then
  env -u MAKEFLAGS -u MAKELEVEL make -s -C "$root" B="$(dirname "$WAAKVLAM_FAST")" install DESTDIR="$work/root" PREFIX=/opt/w >"$work/answer" 2>&1
  ok $? "make install"
  "$work/root/opt/w/bin/waakvlam" help >"$work/answer" && [ -x "$work/root/opt/w/lib/waakvlam/backup" ] &&
    grep -qx 'ExecStart=/opt/w/bin/waakvlam run' "$work/root/opt/w/lib/systemd/system/waakvlam.service" &&
    [ -s "$work/root/opt/w/share/doc/waakvlam/README.md" ] && [ -s "$work/root/opt/w/share/doc/waakvlam/examples/kannel.conf" ]
  ok $? "puts program, unit and runbook where PREFIX says"
fi
if command -v systemd-analyze >/dev/null; then
  sed "s#/usr/local/bin/waakvlam#$(realpath "$waakvlam")#" "$root/deploy/waakvlam.service" >"$work/waakvlam.service"
  systemd-analyze verify --man=no "$work/waakvlam.service" >"$work/answer" 2>&1 && [ ! -s "$work/answer" ]
  ok $? "the unit reads"
  systemd-analyze security --offline=yes --threshold=20 --no-pager "$work/waakvlam.service" >"$work/answer" 2>&1
  ok $? "and gives away little: at most 2.0 of 10"
else
  ok 0 "the unit reads # SKIP no systemd here"
fi
done_testing
