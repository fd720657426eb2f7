#!/bin/sh
# Builds the packages that the tests play, with the command itself, and unpacks them into .built.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="$here/.built"
rm -rf "$out"
cd "$here/../../.."
coursewright() { cargo run -q -- "$@" >/dev/null; }
coursewright build fixtures/courses/leading-upward --out "$out/single"
coursewright build fixtures/courses/leading-upward --layout lessons --out "$out/lessons"
coursewright build "$here/courses/arabic" --out "$out/arabic"
mkdir "$out/wrapped"
coursewright pack fixtures/web-app --standard scorm12,scorm2004-4th --id tides --title "How tides work" --language en \
  --mastery-score 80 --script --out "$out/wrapped/tides.zip"
for zip in "$out"/*/*.zip; do
  python3 -m zipfile -e "$zip" "${zip%.zip}"
done
