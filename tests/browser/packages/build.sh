#!/bin/sh
# Builds the packages that the tests play, and unpacks them into .built.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="$here/.built"
rm -rf "$out"
cd "$here/../../.."
cargo build -q --example folder_to_packages --example wrap_folder
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
examples="$target/debug/examples"
"$examples/folder_to_packages" fixtures/courses/leading-upward "$out"
"$examples/folder_to_packages" fixtures/courses/leading-upward "$out" lessons
"$examples/folder_to_packages" "$here/courses/arabic" "$out"
"$examples/wrap_folder" "$here/web-app" "Quick sums" "$out"
for zip in "$out"/*.zip; do
  python3 -m zipfile -e "$zip" "${zip%.zip}"
done
