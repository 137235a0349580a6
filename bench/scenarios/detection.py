#!/usr/bin/env python3
"""What is found and what is wrongly reported, on a generated corpus whose every secret is known (bench/corpora/detection.py).

    detection.py --sluice build/release/sluice --forge build/release/bench/forge_examples
    detection.py ... --verbose                 every credential missed and every false alarm, by name
    detection.py ... --peer gitleaks=PROGRAM   beside a peer that is not on PATH

The corpus is made from Sluice's own rules, so its recall says that they hold in every syntax, not that there are no others; a peer is at a disadvantage.
Recall is the share of the planted credentials that a tool reports, under whatever rule; `rule` is the share reported under the rule they were made from.
Precision is the share of what is reported, in files whose content is known, that is a credential; it depends on how many harmless files there are, so
the causes are listed one by one. A finding of severity info (an expired token, an identifier) fails no scan and is no false alarm. Plain text and packed text (encodings, archives) are
counted apart. The exit code is 1 when a number is below its budget in bench/budgets.yaml."""

import argparse
import collections
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import results  # noqa: E402  (beside this file)
import tools  # noqa: E402

BENCH = os.path.dirname(HERE)
LISTED = 12  # worst lines of a table without --verbose


class Report:
    """What a tool said of one file."""

    def __init__(self, file, line, end_line, rule, secret, fails=True):
        self.file, self.line, self.end_line, self.rule, self.fails = file, line, end_line, rule, fails
        self.sha256 = hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def run_sluice(program, folder, out):
    subprocess.run([*program, "scan", folder, "--worktree", "--no-ignore", "--no-progress", "--show-secrets", "--all-locations", "--format", f"jsonl={out}"],
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, timeout=600)
    with open(out, encoding="utf-8", errors="surrogateescape") as file:
        for finding in map(json.loads, filter(lambda line: line.startswith("{"), file)):
            if "rule" in finding:
                for place in [finding["location"], *finding["other_locations"]]:
                    yield Report(place["path"], place["line"], place["end_line"], finding["rule"], finding["secret"], finding["severity"] != "info")


def run_gitleaks(program, folder, out):
    subprocess.run([*program, "dir", "--no-banner", "--exit-code=0", "--report-format=json", f"--report-path={out}", "--max-decode-depth=3",
                    "--max-archive-depth=3", folder], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=600)
    with open(out, encoding="utf-8", errors="surrogateescape") as file:
        for finding in json.load(file):
            path = os.path.relpath(finding["File"].split("!")[0], folder)
            yield Report(path, finding["StartLine"], finding["EndLine"], finding["RuleID"], finding["Secret"])


def run_kingfisher(program, folder, out):
    subprocess.run([*program, "scan", folder, "--git-history", "none", "--no-validate", "--no-update-check", "--confidence=low", "--no-dedup", "--format=jsonl",
                    "--output", out], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=600)
    for record in filter(lambda line: "finding" in line, read_lines(out)):
        finding = record["finding"]
        path = os.path.relpath(os.path.abspath(os.path.join(folder, finding["path"])).split("!")[0], folder)
        yield Report(path, finding["line"], finding["line"] + finding["snippet"].count("\n"), record["rule"]["id"], finding["snippet"])


def run_detect_secrets(program, folder, out):
    with open(out, "wb") as file:
        subprocess.run([*program, "-C", folder, "scan", "--all-files", "--no-verify", "."], stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.DEVNULL,
                       check=False, timeout=600)
    with open(out, encoding="utf-8") as file:
        for path, found in json.load(file)["results"].items():
            for finding in found:  # a digest of another kind in place of the secret: only the line tells
                yield Report(os.path.normpath(path), finding["line_number"], finding["line_number"], finding["type"], "")


PEERS = {"gitleaks": run_gitleaks, "kingfisher": run_kingfisher, "detect-secrets": run_detect_secrets}


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Corpus:
    def __init__(self, folder):
        self.files = os.path.join(folder, "files")
        self.truth = read_lines(os.path.join(folder, "truth.jsonl"))
        self.rules = {record["rule"]: record for record in self.truth}
        self.harmless = {record["file"]: record["cause"] for record in read_lines(os.path.join(folder, "harmless.jsonl"))}


def make_corpus(options):
    """Made once for each version of the rules and of what makes it."""
    digest = hashlib.sha256(f"{options.seed} {options.syntaxes}".encode())
    sources = [os.path.join(BENCH, "corpora", name) for name in ("detection.py", "containers.py", "negatives.py", "passwords.py", "syntaxes.py")]
    for path in sorted([*sources, options.forge, *(os.path.join(options.rules, name) for name in os.listdir(options.rules) if name.endswith(".yaml"))]):
        with open(path, "rb") as file:
            digest.update(file.read())
    folder = os.path.join(options.scratch, f"detection-{digest.hexdigest()[:12]}")
    if not os.path.exists(os.path.join(folder, "harmless.jsonl")):  # written last: its absence means an interrupted run
        for name in os.listdir(options.scratch):
            if name.startswith("detection-"):
                shutil.rmtree(os.path.join(options.scratch, name))
        subprocess.run([sys.executable, sources[0], folder, "--forge", options.forge, "--rules", options.rules, "--seed", str(options.seed),
                        "--syntaxes", str(options.syntaxes)], check=True)
    return Corpus(folder)


def overlaps(report, record):
    return record["line"] and report.line <= record["end_line"] and record["line"] <= report.end_line


class Score:
    """What one tool found of a corpus."""

    def __init__(self, corpus, reports):
        by_file = collections.defaultdict(list)
        for report in reports:
            by_file[report.file].append(report)
        self.found, self.named, self.missed, self.alarms = [], [], [], []
        for record in corpus.truth:
            hits = [r for r in by_file[record["file"]] if r.sha256 == record["sha256"] or overlaps(r, record) or (record["class"] == "encoded" and r.rule == record["rule"])]
            (self.found if hits else self.missed).append(record)
            if any(r.rule == record["rule"] or r.rule.startswith(record["rule"] + "-") for r in hits):
                self.named.append(record)
            record["reported_as"] = sorted({r.rule for r in hits})
        for file, cause in corpus.harmless.items():
            self.alarms += [(cause, report) for report in by_file[file] if report.fails]

    def recall(self, group):
        found = sum(record["class"] == group for record in self.found)
        return found / max(1, found + sum(record["class"] == group for record in self.missed))

    def precision(self):
        found = sum(record["class"] == "plain" for record in self.found)
        return found / max(1, found + len(self.alarms))


def shares(score, key, group):
    """{value: (found, named, all)}"""
    table = collections.defaultdict(lambda: [0, 0, 0])
    for column, records in ((0, score.found), (1, score.named), (2, score.found), (2, score.missed)):
        for record in records:
            if record["class"] == group:
                table[record[key]][column] += 1
    return table


def alarms_by(score, corpus, key):
    """False alarms by the kind or provider of the rule that gave them; a peer's rules are of neither."""
    return collections.Counter(corpus.rules[report.rule][key] for _, report in score.alarms if report.rule in corpus.rules)


def print_shares(title, table, is_whole, alarms=None):
    """Worst first; without --verbose a long table stops after its worst lines."""
    rows = sorted(table.items(), key=lambda item: (item[1][0] / item[1][2], -item[1][2], item[0]))
    shown = rows if is_whole or len(rows) <= 50 else [row for row in rows if row[1][0] < row[1][2]][:LISTED]
    print(f"\n{title:<28} recall   rule  found of all" + ("       precision" if alarms is not None else ""))
    for name, (found, named, everything) in shown:
        precision = f"{found / max(1, found + alarms[name]):6.1%}" if alarms is not None else ""
        print(f"  {name[:26]:<26} {found / everything:6.1%} {named / everything:6.1%}  {f'{found} of {everything}':<16}   {precision}".rstrip())
    if len(shown) < len(rows):
        print(f"  ... {len(rows) - len(shown)} more")


def print_alarms(score, corpus):
    causes = collections.Counter(cause for cause, _ in score.alarms)
    files = collections.Counter(corpus.harmless.values())
    print(f"\n{'false alarms by cause':<28} {len(score.alarms)} in {len(corpus.harmless)} harmless files")
    for cause, count in causes.most_common():
        rules = collections.Counter(report.rule for other, report in score.alarms if other == cause)
        print(f"  {cause:<26} {count} in {files[cause]} files: " + ", ".join(f"{rule} {n}" for rule, n in rules.most_common(4)))


def print_details(score):
    print("\nmissed")
    for record in score.missed:
        print(f"  {record['rule']:<40} {record['form']:<16} {record['file']}:{record['line']}")
    print("\nreported under another rule")
    others = collections.Counter((record["rule"], ", ".join(record["reported_as"])) for record in score.found if record["rule"] not in record["reported_as"])
    for (rule, other), count in others.most_common():
        print(f"  {rule:<40} as {other} ({count})")
    print("\nfalse alarms")
    for cause, report in score.alarms:
        print(f"  {report.rule:<40} {cause:<24} {report.file}:{report.line}")


def print_tool(name, score, corpus, seconds, options):
    print(f"\n{name}: recall {score.recall('plain'):.2%} of plain text, {score.recall('encoded'):.2%} of packed text; precision {score.precision():.2%}; {seconds:.1f} s")
    if name != "sluice" and not options.verbose:
        return
    for title in ("kind", "provider"):
        print_shares(title, shares(score, title, "plain"), options.verbose, alarms_by(score, corpus, title))
    print_shares("syntax", shares(score, "form", "plain"), options.verbose)
    print_shares("container", shares(score, "form", "encoded"), options.verbose)
    print_alarms(score, corpus)
    if options.verbose:
        print_details(score)


def budgets(path):
    """The numbers below `detection:`, each on a line of its own."""
    with open(path, encoding="utf-8") as file:
        section = re.search(r"(?m)^detection:.*\n((?:[ #].*\n|\n)*)", file.read())
    return {name: float(value) for name, value in re.findall(r"(?m)^  (\w+): ([0-9.]+)", section[1])} if section else {}


def check(score, limits):
    measured = {"precision": score.precision(), "recall": score.recall("plain"), "packed_recall": score.recall("encoded")}
    below = [name for name, least in limits.items() if measured[name] < least]
    print()
    for name, least in limits.items():
        print(f"budget {name}: {measured[name]:.4f}, at least {least}" + (" BELOW" if name in below else ""))
    return 1 if below else 0


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sluice", required=True, help="the program to measure")
    parser.add_argument("--forge", required=True, help="the forge_examples program")
    parser.add_argument("--rules", default=os.path.join(os.path.dirname(BENCH), "patterns"), help="rules to forge the credentials from")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PATH", help="a peer that is not on PATH: " + ", ".join(PEERS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--syntaxes", type=int, default=8, help="how many of the syntaxes see each rule")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(arguments)
    options.scratch = results.scratch()
    return options


def scores(options):
    """The corpus, and (name, score, seconds) of Sluice and of every peer that is there."""
    corpus = make_corpus(options)
    peers, _ = tools.find_peers(options.peer)
    runs = [("sluice", options.sluice, run_sluice, []),
            *((peer.name, peer.path, PEERS[peer.name], tools.without_network()) for peer in peers if peer.name in PEERS)]
    found = []
    for name, program, run, prefix in runs:
        with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
            begin = time.monotonic()
            reports = list(run([*prefix, os.path.abspath(program)], corpus.files, os.path.join(folder, "report")))
            found.append((name, Score(corpus, reports), time.monotonic() - begin))
    return corpus, found


def main():
    options = parse(None)
    corpus, found = scores(options)
    code = 0
    for name, score, seconds in found:
        print_tool(name, score, corpus, seconds, options)
        if name == "sluice":
            code = check(score, budgets(os.path.join(BENCH, "budgets.yaml")))
    return code


if __name__ == "__main__":
    sys.exit(main())
