"""What becomes of a benchmark's numbers: one table, the raw runs it was made of, and the README's copy of it.

Kept under bench/results/<date>-<machine>/: N-table.md and N-runs.jsonl, one run a line. A machine is named by its processor and its cores, never by its
own name."""

import dataclasses
import datetime
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.dirname(HERE)
README = os.path.join(os.path.dirname(BENCH), "README.md")
BEGIN, END = "<!-- bench: written by ./dev bench --update-readme -->", "<!-- end of bench -->"


@dataclasses.dataclass
class Row:
    what: str
    where: str
    sluice: str
    beside: str = ""
    ratio: str = ""
    goal: str = ""
    is_met: bool | None = None  # None: no goal, or it could not be told

    def cells(self):
        return [self.what, self.where, self.sluice, self.beside, self.ratio, self.goal + {None: "", True: ": yes", False: ": **no**"}[self.is_met]]


HEAD = ["what", "of", "Sluice", "beside it", "ratio", "goal"]


def scratch():
    """Where generated repositories are kept from run to run."""
    folder = os.environ.get("SLUICE_BENCH_SCRATCH") or os.path.join(os.path.dirname(BENCH), "build", "bench")
    os.makedirs(folder, exist_ok=True)
    return folder


def cores():
    return len(os.sched_getaffinity(0))


def processor():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        model = next((line.split(":", 1)[1] for line in file if line.startswith("model name")), os.uname().machine)
    return " ".join(re.sub(r"\(R\)|\(TM\)|@.*|\bCPU\b|\bProcessor\b|\d+-Core", " ", model).split())


def machine():
    return re.sub(r"[^a-z0-9]+", "-", f"{processor()} {cores()} cores".lower()).strip("-")


def markdown(rows):
    lines = [HEAD, ["---"] * len(HEAD), *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def plain(rows):
    lines = [HEAD, *([cell.replace("*", "") for cell in row.cells()] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def described(rows, versions, notes):
    """The table with what it takes to repeat it."""
    head = f"{datetime.date.today():%-d %B %Y}, {processor()}, {cores()} cores; {', '.join(f'{name} {version}' for name, version in versions.items())}.\n\n"
    return head + markdown(rows) + "".join(f"\n{note}\n" for note in notes)


def keep(text, runs):
    folder = os.path.join(BENCH, "results", f"{datetime.date.today()}-{machine()}")
    os.makedirs(folder, exist_ok=True)
    number = 1 + max((int(name.split("-")[0]) for name in os.listdir(folder) if name[:1].isdigit()), default=0)
    with open(os.path.join(folder, f"{number}-table.md"), "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(folder, f"{number}-runs.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(run) + "\n" for run in runs)
    print(f"kept in {os.path.relpath(folder)}")


def update_readme(text):
    with open(README, encoding="utf-8") as file:
        readme = file.read()
    begin, end = readme.index(BEGIN) + len(BEGIN), readme.index(END)
    with open(README, "w", encoding="utf-8") as file:
        file.write(f"{readme[:begin]}\n{text.rstrip()}\n{readme[end:]}")
