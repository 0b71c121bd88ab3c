#!/usr/bin/env bash
# The demo does something worth seeing in every season, and a second run goes on with the same store.
root=${G_TEST_SRCDIR:-.}
program=${WAAKVLAM_FAST:-$root/build/waakvlam}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
n=0
say() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$work/log" | tail -n 5; fi; }
for today in 2026-11-22 2027-01-02 2027-08-12 2028-03-01; do
  WAAKVLAM_DEMO=$work/$today WAAKVLAM_DEMO_TODAY=$today "$root/deploy/demo" "$program" --headless >"$work/log" 2>&1
  [ $? = 0 ] && [ "$(tail -n 1 "$work/log")" = "demo: done" ]; say $? "a demo on $today"
  sent=$(find "$work/$today/postbox" -name '*.json' -o -name '*.eml' | wc -l)
  [ "$sent" -ge 5 ]; say $? "on $today people got something: $sent messages"
  grep -q "whole and unaltered" "$work/log"; say $? "on $today the record is whole"
done
before=$(find "$work/2026-11-22" -type f | wc -l)
WAAKVLAM_DEMO=$work/2026-11-22 WAAKVLAM_DEMO_TODAY=2026-11-22 "$root/deploy/demo" "$program" --headless >"$work/log" 2>&1; say $? "a second run"
[ "$(find "$work/2026-11-22" -type f | wc -l)" = "$before" ]; say $? "goes on with the same store"
echo "1..$n"
