#!/usr/bin/env bash
# Two virtual years, end to end, through the built program. See two_years.py.
root=${G_TEST_SRCDIR:-.}
program=${WAAKVLAM_FAST:-$root/build/waakvlam}
exec python3 "$root/tests/scheduler/two_years.py" "$program" "$root"
