"""Runs a program and says what it cost: wall time, CPU time of its whole process tree, peak memory of its largest process."""

import os
import subprocess
import tempfile
import time


MAX_STDERR_BYTES = 20000


class Run:
    """What one run cost and what it said. Times in seconds, memory in bytes."""

    def __init__(self, exit_code, wall_s, cpu_s, peak_bytes, stderr):
        self.exit_code, self.wall_s, self.cpu_s, self.peak_bytes, self.stderr = exit_code, wall_s, cpu_s, peak_bytes, stderr


def run(argv, timeout_s):
    """wait4 counts user and system time of the program and of every descendant it waited for, so `git log` under gitleaks counts as well.
    Its memory figure is the largest single process, not their sum."""
    environment = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
    with tempfile.TemporaryFile() as err:
        begin = time.monotonic()
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err, env=environment,
                                   start_new_session=True)
        code, usage = wait(process, begin + timeout_s)
        wall_s = time.monotonic() - begin
        err.seek(max(0, err.seek(0, os.SEEK_END) - MAX_STDERR_BYTES))
        stderr = err.read().decode(errors="replace")
    return Run(code, wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, stderr)


def wait(process, deadline):
    pause_s = 0.001
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid != 0:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() > deadline:
            os.killpg(process.pid, 9)
            deadline = float("inf")
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.5, 0.02)


def warm(folder):
    """Reads what git keeps, so that no tool pays for a cold page cache."""
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                with open(os.path.join(root, name), "rb") as file:
                    while file.read(1 << 22):
                        pass
            except OSError:
                pass
