#!/bin/sh
# Builds the packages and runs every test in a browser. A test that is skipped counts as a failure. What fails is tried once
# more, file by file and alone: on a busy machine a browser can miss a moment. Both times are in the output, and what fails
# twice fails.
set -eu
cd "$(dirname "$0")"
packages/build.sh
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
export CI="${CI:-1}"

# run NAME FILES…: leaves $reports/NAME.tap, and in $reports/NAME.failed the files with tests that failed.
run() {
  name=$1
  shift
  failed=0
  node --test --test-concurrency="$concurrency" \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$reports/$name.tap" \
    --test-reporter=./support/failed-files.mjs --test-reporter-destination="$reports/$name.failed" \
    "$@" || failed=1
  skipped=$(sed -n 's/^# skipped //p' "$reports/$name.tap")
  if [ "${skipped:-0}" -ne 0 ]; then
    echo "$skipped tests were skipped" >&2
    exit 1
  fi
  return "$failed"
}

concurrency=2
if run first ./*.test.mjs packages/*.test.mjs; then exit 0; fi
if [ ! -s "$reports/first.failed" ]; then exit 1; fi
echo "once more, alone:" >&2
cat "$reports/first.failed" >&2
concurrency=1
# shellcheck disable=SC2046 # names of test files have no spaces
run second $(cat "$reports/first.failed")
