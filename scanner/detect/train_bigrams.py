#!/usr/bin/env python3
"""Counts which character follows which in names and text, and writes scanner/detect/bigram_table.h.

    python3 scanner/detect/train_bigrams.py | clang-format > scanner/detect/bigram_table.h

Reads what the packages libc6-dev, libstdc++-12-dev, linux-libc-dev (headers) and base-files (licences) of Debian 12 install: what values
are confused with, identifiers, paths, messages, prose, numbers. The same versions give the same table; another release gives slightly
other numbers, and the tests measure what they cost.
Nothing that could be a secret gets in: a table of 42 x 42 frequencies holds no text, and lines of over 300 characters are skipped.
"""
import math
import os
import subprocess
import sys

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SIGNS = "_-./ "
OTHER = len(LETTERS) + len(DIGITS) + len(SIGNS)
SYMBOLS = OTHER + 1
STEPS_PER_BIT = 16  # what a byte of the table counts
ADDED = 1.0  # to every count, so that no pair is impossible
PACKAGES = ["libc6-dev", "libstdc++-12-dev", "linux-libc-dev", "base-files"]
FOLDERS = ("/usr/include/", "/usr/share/common-licenses/")
LONGEST_LINE = 300

INDEX = {c: i for i, c in enumerate(LETTERS + DIGITS + SIGNS)}


def symbol(c):
    return INDEX.get(c.lower(), OTHER)


def count_pairs(text, counts):
    for line in text.split("\n"):
        line = " ".join(line.split())
        if len(line) > LONGEST_LINE:
            continue
        for a, b in zip(line, line[1:]):
            if not (a.islower() and b.isupper()):  # between two words of one name
                counts[symbol(a)][symbol(b)] += 1


def files():
    listed = subprocess.run(["dpkg", "-L", *PACKAGES], capture_output=True, check=True).stdout.decode()
    names = {name for name in listed.split("\n") if name.startswith(FOLDERS)}
    return sorted(name for name in names if os.path.isfile(name))


def main():
    counts = [[0] * SYMBOLS for _ in range(SYMBOLS)]
    for name in files():
        with open(name, encoding="utf-8", errors="replace") as text:
            count_pairs(text.read(), counts)
    print(sum(map(sum, counts)), "pairs", file=sys.stderr)
    print("// Written by scanner/detect/train_bigrams.py, which says from what; not to be edited.")
    print("#pragma once\n\n#include <array>\n#include <cstdint>\n\nnamespace sluice {\n")
    print("// Row and column: a-z, 0-9, `_`, `-`, `.`, `/`, blank, anything else. Minus log2 of the probability that the column follows the row, in")
    print(f"// {STEPS_PER_BIT}ths of a bit.")
    print(f"inline constexpr double kBigramStepsPerBit = {STEPS_PER_BIT};")
    print(f"inline constexpr std::array<std::array<uint8_t, {SYMBOLS}>, {SYMBOLS}> kBigramCost{{{{")
    for row in counts:
        total = sum(row) + ADDED * SYMBOLS
        costs = [min(255, round(-math.log2((n + ADDED) / total) * STEPS_PER_BIT)) for n in row]
        print("    {" + ", ".join(map(str, costs)) + "},")
    print("}};\n\n}  // namespace sluice")


if __name__ == "__main__":
    main()
