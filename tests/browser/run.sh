#!/bin/sh
# Builds the packages and runs every test in a browser. A test that is skipped counts as a failure.
set -eu
cd "$(dirname "$0")"
packages/build.sh
report=$(mktemp)
trap 'rm -f "$report"' EXIT
failed=0
CI=${CI:-1} node --test --test-concurrency=2 \
  --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=tap --test-reporter-destination="$report" \
  ./*.test.mjs packages/*.test.mjs || failed=1
skipped=$(sed -n 's/^# skipped //p' "$report")
if [ "${skipped:-0}" -ne 0 ]; then
  echo "$skipped tests were skipped" >&2
  failed=1
fi
exit "$failed"
