#!/bin/sh
# Builds the packages that the browser tests play, and unpacks them into .built.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="$here/.built"
rm -rf "$out"
cd "$here/../../.."
cargo run -q --example folder_to_packages -- fixtures/courses/leading-upward "$out"
for zip in "$out"/*.zip; do
  python3 -m zipfile -e "$zip" "${zip%.zip}"
done
