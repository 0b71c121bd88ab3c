#!/usr/bin/env bash
# Every page in a real Chromium, on a small phone and on a desk: nothing sticks out, nothing is blocked, keys lead through it.
. "${G_TEST_SRCDIR:-.}/tests/pages/made.sh"
for program in chromium python3; do
  command -v "$program" >/dev/null || { echo "ok 1 - pages in a browser # SKIP $program is not installed"; exit 0; }
done
made=$(make_installation 2>&1) || { echo "not ok 1 - an installation can be made"; printf '%s\n' "$made" | sed 's/^/# /'; exit 1; }
say() { printf '{"from":"%s","to":"+31970000000","text":"%s"}' "$1" "$2" | waakvlam --now 2026-09-17T10:00+02:00 inbound sms >/dev/null 2>&1; }
say +31687654321 'Hoi, dit is mijn nieuwe nummer. EenWoordDatNietKanBrekenOmdatErGeenSpatieInStaatEnDatIsLang'
say +31612345620 'ik snap die dinges niet zo goed'
say +31612345621 'ik wil niet meer leven'
begin_service || { echo "not ok 1 - the service starts"; exit 1; }
python3 "${G_TEST_SRCDIR:-.}/tests/pages/look.py" "$(command -v chromium)" "$url" marjolein@linde.example wachtwoord-counsellor \
  "/jongere/$(leaver linde 1000)" ${PICTURES:+"$PICTURES"}
