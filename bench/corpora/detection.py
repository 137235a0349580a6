#!/usr/bin/env python3
"""A labelled corpus for detection: every rule's credentials in every syntax and container, passwords and tokens that no provider's form tells,
and files that only look as if they held one.

    detection.py OUT --forge build/release/bench/forge_examples --rules patterns [--seed 1]

OUT gets files/ (what a scanner is shown) and two files of JSON lines beside it:

    truth.jsonl      {"file", "line", "end_line", "rule" or "generic", "provider", "kind", "form": "as documented" | a syntax | a container,
                      "class": "plain" | "encoded", "sha256": of the secret's bytes}
    harmless.jsonl   {"file", "cause"}: every file that holds nothing, and what makes it look otherwise

The credentials are random and in no repository; they are written nowhere but below OUT. The same seed and rules give the same bytes."""

import argparse
import collections
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import containers  # noqa: E402  (beside this file)
import negatives  # noqa: E402
import passwords  # noqa: E402
import syntaxes  # noqa: E402

SYNTAXES_PER_RULE = 8
RULES_PER_CONTAINER = 25
NEGATIVE_ROUNDS = 4  # each draws its values anew


class Corpus:
    def __init__(self, folder):
        self.folder, self.truth, self.harmless, self.paths = folder, [], [], set()

    def write(self, group, name, data):
        """Under the name it would have; a second file of that name gets a folder of its own."""
        path = os.path.join(group, name)
        if path in self.paths:
            path = os.path.join(group, str(len(self.paths)), name)
        self.paths.add(path)
        full = os.path.join(self.folder, "files", path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    def plant(self, group, example, form, name, text):
        """Plain text: the secret's lines are known. Nothing is written when the syntax had to change the secret."""
        line, end_line = lines_of(text, example["secret"])
        if line is not None:
            self.label(example, form, "plain", self.write(group, name, text.encode("latin-1")), line, end_line)

    def label(self, example, form, group, path, line=0, end_line=0):
        self.truth.append({"file": path, "line": line, "end_line": end_line, "rule": example["rule"], "provider": example["provider"], "kind": example["kind"],
                           "form": form, "class": group, "sha256": hashlib.sha256(example["secret"].encode("latin-1")).hexdigest()})

    def save(self):
        for name, records in (("truth.jsonl", self.truth), ("harmless.jsonl", self.harmless)):
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.writelines(json.dumps(record) + "\n" for record in records)


def lines_of(text, secret):
    """The secret as it is, or with the escapes that string literals, shells and markup need."""
    for written in (secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], syntaxes.xml_text(secret), syntaxes.single_quoted(secret)[1:-1],
                    syntaxes.shell_quoted(secret)[1:-1], syntaxes.indented(secret, 4).lstrip()):
        at = text.find(written)
        if at >= 0:
            line = text.count("\n", 0, at) + 1
            return line, line + written.count("\n")
    return None, None


def forge(program, rules, seed):
    """Every accepted example; the secrets of one rule in a list."""
    done = subprocess.run([program, str(seed), rules], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip())
    by_rule = collections.defaultdict(list)
    for line in done.stdout.split("\n")[:-1]:
        example = json.loads(line)
        # A code point a byte: binary examples too are exact, once they are written in Latin-1.
        example["secret"] = example["text"][example["begin"]:example["end"]]
        example["value"] = example["text"][example["unit_begin"]:example["unit_end"]]
        if example["lifetime"] != "identifier":  # names something, and is no secret
            by_rule[example["rule"]].append(example)
    return by_rule


def name_before(example):
    """The name an example gives its secret: all that the match holds left of it, when that is a name and an operator."""
    text = example["text"]
    before = text[example["unit_begin"]:example["begin"]] if example["unit"] != "secret" else text[:example["begin"]][-80:]
    pattern = r"[\"'`$@-]*([A-Za-z][\w.-]*)[\"'`)\]\\]*\s*(?:=>|:=|[=:,]|\|\|=)\s*[\"'`\\]*$"
    match = re.fullmatch if example["unit"] != "secret" else re.search
    found = match(pattern, before)
    return syntaxes.words_of(found[1]) if found else None


# `"auth":` of Docker's configuration, `"value":` beside a name, the user of `root:…@tcp(`, the name of a cookie, which nobody writes otherwise:
# outside of their form these words name nothing.
NAMES_NOTHING = (["app"], ["auth"], ["cloud", "front", "signature"], ["default"], ["root"], ["value"])


def words_for(example):
    """What a person would call the value, or None when only the example's own form makes the rule see it."""
    found = name_before(example)
    if found in NAMES_NOTHING and example["unit"] != "secret":
        return None
    near = syntaxes.words_of(example["near"][0]) if example["near"] else []
    if found and near and "".join(near) not in "".join(found):
        found = near + found
    if found and example["unit"] != "secret":
        return found if example["assigned"] or example["provider"] == "generic" else None
    if example["unit"] == "name" or (example["unit"] == "match" and re.search(r"[\s\"'`<>]", example["value"])):
        return None
    if found and len("".join(found)) > 3 and "http" not in found:
        return found
    return near or [example["provider"].replace("-", "_"), {"password": "url"}.get(example["kind"], "token")]


def value_of(example):
    """What goes behind a name in another syntax: the secret, or the URL that holds it."""
    return example["value"] if example["unit"] == "match" and not name_before(example) else example["secret"]


def plant_plain(corpus, examples, number, per_rule):
    group = f"{number:04}"
    for example in examples:
        corpus.plant(group, example, "as documented", example["path"] or "notes.txt", example["text"] + "\n")
    # Rules and examples take turns, so that every syntax sees as many of each.
    names = list(syntaxes.SYNTAXES)
    for i in range(min(per_rule, len(names))):
        syntax = names[(number * 7 + i * 3) % len(names)] if per_rule < len(names) else names[i]
        write, example = syntaxes.SYNTAXES[syntax], examples[(i + number) % len(examples)]
        words, value = words_for(example), value_of(example)
        is_text = value.isascii() and value.replace("\n", "").replace("\r", "").isprintable()
        if words and is_text and ("\n" not in value or syntax in syntaxes.MULTILINE):
            corpus.plant(group, example, syntax, *write(words, value))


def plant_unknown(corpus, rng):
    """Every syntax gets each name once."""
    for syntax, write in syntaxes.SYNTAXES.items():
        for kind, draw in (("password", passwords.passwords), ("token", passwords.tokens)):
            for name, value in draw(rng):
                example = {"rule": "generic", "provider": "no provider", "kind": kind, "secret": value}
                corpus.plant("unknown", example, syntax, *write(syntaxes.words_of(name), value))


def plant_packed(corpus, by_rule, rng):
    """A sample of rules for each container, since what a container hides is the same for all of them."""
    simple = [examples[0] for examples in by_rule.values() if examples[0]["kind"] == "structured" and examples[0]["secret"].isascii() and "\n" not in examples[0]["secret"] and not examples[0]["path"]]
    missing = []
    for container, pack in containers.CONTAINERS.items():
        for example in rng.sample(simple, min(RULES_PER_CONTAINER, len(simple))):
            packed = pack(".env", f"RETRIES=3\n{example['text']}\nREGION=north\n")
            if packed is None:
                missing.append(container)
                break
            path = corpus.write(container, *packed)
            corpus.label(example, container, "encoded", path)
    return missing


def plant_harmless(corpus, rng):
    for _ in range(NEGATIVE_ROUNDS):
        for cause, make in negatives.NEGATIVES.items():
            for name, text in make(negatives.Draw(rng)):
                corpus.harmless.append({"file": corpus.write("harmless", name, text), "cause": cause})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--forge", required=True, help="the forge_examples program")
    parser.add_argument("--rules", required=True, help="folder of rules")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--syntaxes", type=int, default=SYNTAXES_PER_RULE, help="syntaxes for each rule")
    options = parser.parse_args()

    shutil.rmtree(options.folder, ignore_errors=True)
    corpus, rng = Corpus(options.folder), random.Random(options.seed)
    by_rule = forge(options.forge, options.rules, options.seed)
    for number, examples in enumerate(by_rule.values()):
        plant_plain(corpus, examples, number, options.syntaxes)
    plant_unknown(corpus, rng)
    missing = plant_packed(corpus, by_rule, rng)
    plant_harmless(corpus, rng)
    # A repository of its own, or a scanner would take the one around it.
    subprocess.run(["git", "init", "-q", os.path.join(options.folder, "files")], check=True)
    corpus.save()
    print(f"{len(corpus.truth)} credentials of {len(by_rule)} rules, {len(corpus.harmless)} harmless files" +
          (f"; not made here: {', '.join(missing)}" if missing else ""))


if __name__ == "__main__":
    main()
