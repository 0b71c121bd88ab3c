#!/usr/bin/env bash
# Every reader of foreign bytes, briefly; `make fuzz` does it at length.
exec "$(dirname "$0")/run" "${FUZZERS:-build/fuzz/tests/fuzz}" "${FUZZ_SECONDS:-8}"
