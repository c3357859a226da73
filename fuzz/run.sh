#!/usr/bin/env bash
# Fuzzes the readers, from the texts of the tests and from `seeds`: every panic is a fault of the program.
#
#   fuzz/run.sh [OPTION OF LIBFUZZER…]        such as -runs=10000 or -max_total_time=60
#
# Needed is cargo-fuzz, which wants features of the compiler that are not stable. What was found lies in `artifacts`, and
# is run again by `cargo fuzz run TARGET artifacts/TARGET/FILE`.
set -euo pipefail
cd "$(dirname "$0")"
export RUSTC_BOOTSTRAP=1

# Corpora: a file each, named by its number and place.
seed() { printf '%s' "$3" >"corpus/$1/seed-$2"; }
rm -rf corpus
mkdir -p corpus/diagnose corpus/mask corpus/import
for file in ../tests/errors/*.txt; do
    text=$(sed '1,/^========$/d' "$file")
    seed diagnose "$(basename "$file")" "$text"
    seed mask "$(basename "$file")" "$text"
done
for file in seeds/*; do
    text=$(cat "$file")
    # The first character chooses the reader: metadata, the two halves of a text as two languages, Markdown.
    case $file in
        *.json)
            seed import "$(basename "$file")" "0$text"
            seed import "$(basename "$file")-twice" "1$text$text"
            ;;
        *) seed import "$(basename "$file")" "2$text" ;;
    esac
done

# Nothing that is fuzzed is unsafe: a sanitizer would find little, and take most of the time.
for target in diagnose mask import; do
    printf '\n== fuzz %s\n' "$target"
    cargo fuzz run --sanitizer none "$target" -- -max_len=4096 -seed=1 -timeout=20 "$@"
done
