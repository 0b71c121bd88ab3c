#!/usr/bin/env bash
# Every reader of foreign bytes, briefly and each time from the same seed, so that the same sources give the same answer;
# `make fuzz` looks further, at length and by chance.
export FUZZ_SEED=${FUZZ_SEED:-1}
exec "$(dirname "$0")/run" "${FUZZERS:-build/fuzz/tests/fuzz}" "${FUZZ_SECONDS:-8}"
