#!/usr/bin/env bash
# Every page in a real Chromium, on a small phone and on a desk: nothing sticks out, nothing is blocked, keys lead through it.
. "${G_TEST_SRCDIR:-.}/tests/pages/made.sh"
for program in chromium python3; do
  command -v "$program" >/dev/null || { echo "ok 1 - pages in a browser # SKIP $program is not installed"; exit 0; }
done
made=$(make_installation 2>&1) || { echo "not ok 1 - an installation can be made"; printf '%s\n' "$made" | sed 's/^/# /'; exit 1; }
begin_service || { echo "not ok 1 - the service starts"; exit 1; }
python3 "${G_TEST_SRCDIR:-.}/tests/pages/look.py" "$(command -v chromium)" "$url" marjolein@linde.example wachtwoord-counsellor \
  "/jongere/$(leaver linde 1000)" ${PICTURES:+"$PICTURES"}
