#!/usr/bin/env bash
# Compare the inner loop of two revisions: time and allocations of insertion,
# removal, joins, retuning and whole iterations, on an invented routing problem
# and on a town that uses every feature.
#
#   benchmarks/benchstat.sh [OLD [NEW]]     default: main, and the working tree
#
# COUNT (10) runs of each revision, by turns, so that a busy machine slows both;
# FOR (0.5s) a benchmark; ONLY (.) a pattern of benchmarks. Both revisions must
# have the benchmarks. It fetches benchstat through the Go proxy and needs no
# other tool than git and go. The table goes to standard output.
set -euo pipefail
cd "$(git -C "$(dirname "$0")" rev-parse --show-toplevel)"
benchstat=golang.org/x/perf/cmd/benchstat@v0.0.0-20260908200009-22c9c6c9d4da
old=${1:-main}
new=${2:-}
packages="solver/vrp solver/search"

work=$(mktemp -d)
trees=()
cleanup() {
  for t in ${trees[@]+"${trees[@]}"}; do git worktree remove --force "$t"; done
  rm -rf "$work"
}
trap cleanup EXIT

# build NAME [REVISION]: the test binaries of a revision, or of the working tree
build() {
  local name=$1 tree=$PWD
  mkdir "$work/$name"
  if [ -n "${2:-}" ]; then
    tree=$work/tree-$name
    git worktree add --quiet --detach "$tree" "$2"
    trees+=("$tree")
  fi
  for p in $packages; do
    (cd "$tree" && go test -c -o "$work/$name/${p##*/}.test" "./$p")
  done
}

build old "$old"
build new "$new"
for i in $(seq "${COUNT:-10}"); do
  echo "run $i of ${COUNT:-10}" >&2
  for name in old new; do
    for p in $packages; do
      (cd "$p" && "$work/$name/${p##*/}.test" -test.run '^$' -test.bench "${ONLY:-.}" -test.benchtime "${FOR:-0.5s}" -test.cpu 1) >>"$work/$name.txt"
    done
  done
done
(cd "$work" && go run "$benchstat" old.txt new.txt)
