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
coursewright build "$here/courses/tested" --standard scorm12,scorm2004-4th,cmi5 --out "$out/tested"
coursewright build "$here/courses/arranging" --standard scorm2004-4th --out "$out/arranging"
coursewright build "$here/courses/activities" --standard scorm12,web --out "$out/activities"
coursewright build "$here/courses/asked" --standard scorm12 --out "$out/asked"
for course in kitchen-sink leading-upward middle-managers-and-learning managers-who-lead leading-learning learning-culture-and-okrs; do
  coursewright build "fixtures/courses/$course" --standard scorm12,scorm2004-4th,cmi5 --out "$out/courses"
done
# The same words, read from right to left.
cp -r fixtures/courses/kitchen-sink "$out/mirrored"
sed -i 's/^id: kitchen-sink$/id: kitchen-sink-mirrored/; s/^language: .*/language: ar/' "$out/mirrored/course.yaml"
coursewright build "$out/mirrored" --standard scorm2004-4th --out "$out/courses"
rm -r "$out/mirrored"
# Learning paths: each step an activity that the LMS steers, and all of it in one page of their own.
for path in linear free-choice prerequisites test-out remediation mastery-gating random-subset knowledge-paced timed; do
  coursewright build "fixtures/paths/$path" --standard scorm2004-4th --layout steps --out "$out/paths/steps"
done
coursewright build "$here/courses/menu" --standard scorm2004-4th --layout steps --out "$out/paths/steps"
coursewright build fixtures/courses --standard scorm2004-4th --layout steps --out "$out/paths/whole"
# What is drawn is drawn by the page itself, so the engine cannot be asked to draw the same.
for path in linear free-choice prerequisites test-out remediation mastery-gating knowledge-paced timed; do
  coursewright build "fixtures/paths/$path" --standard scorm12,scorm2004-4th --out "$out/paths/single"
done
coursewright build fixtures/paths/linear --standard aicc,xapi,web --out "$out/paths/others"
for path in remediation random-subset; do
  coursewright build "fixtures/paths/$path" --standard web --out "$out/paths/others"
done
cargo build -q --example sequencer
mkdir "$out/wrapped"
coursewright pack fixtures/web-app --standard scorm12,scorm2004-4th,cmi5,xapi,web --id tides --title "How tides work" --language en \
  --mastery-score 80 --script --out "$out/wrapped/tides.zip"
# The same app, beginning on a page that no web server shows by itself.
cp -r fixtures/web-app "$out/elsewhere"
mv "$out/elsewhere/index.html" "$out/elsewhere/tides.html"
coursewright pack "$out/elsewhere" --standard web --id tides --title "How tides work" --language en --launch tides.html \
  --script --out "$out/wrapped/elsewhere-web.zip"
rm -r "$out/elsewhere"
for zip in "$out"/*/*.zip "$out"/paths/*/*.zip; do
  python3 -m zipfile -e "$zip" "${zip%.zip}"
done
