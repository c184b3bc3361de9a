"""The engines in memory beside the packages of npm that do the same: FEEL expressions beside feelin (read anew each time, as
feelin does, and read once, as ours are used), process instances beside bpmn-engine; decision tables for themselves. All figures
are a second of the process's own time, so that other work on the machine harms neither side."""

import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import figures
from figures import ROOT, figure, say

HERE = os.path.join(ROOT, "bench", "engine")


def installed():
    """The folder with the packages to compare with, fetched once."""
    folder = os.path.join(ROOT, "build", "bench", "engine")
    os.makedirs(folder, exist_ok=True)
    wanted = os.path.join(HERE, "package.json")
    present = os.path.join(folder, "package.json")
    if not os.path.isdir(os.path.join(folder, "node_modules")) or open(wanted, encoding="utf-8").read() != open(present, encoding="utf-8").read():
        say("    fetching feelin and bpmn-engine")
        shutil.copy(wanted, present)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return folder


def theirs(folder, *command):
    done = subprocess.run(["node", *command], cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def ours(options, room):
    """Operations a second of processor time by the name of the benchmark."""
    command = [os.path.join(options.build, f"tongban_{room}_bench"), "--benchmark_format=json",
               f"--benchmark_min_time={0.05 if options.quick else 1}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    nanoseconds = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
    return {row["name"]: 1e9 / (row["cpu_time"] * nanoseconds[row["time_unit"]]) for row in json.loads(done.stdout)["benchmarks"]}


def expressions(options, folder, seconds):
    rates = ours(options, "feel")
    for row in theirs(folder, os.path.join(HERE, "feelin.mjs"), seconds):
        number, their = row["index"], row["per_second"]
        once, anew = rates[f"evaluate_expression/{number}"], rates[f"parse_and_evaluate_expression/{number}"]
        figure(f"engine.feel.{number}", once, "/s", note=f"read once; read each time {anew:,.0f}/s; feelin {their:,.0f}/s")
        figure(f"engine.feel.{number}.of_feelin", anew / their, "times", at_least=20, note=f"both read each time; read once: {once / their:,.0f} times")


def main():
    options = figures.arguments()
    folder, seconds = installed(), "0.3" if options.quick else "2"
    expressions(options, folder, seconds)
    for name, rate in ours(options, "dmn").items():
        figure(f"engine.dmn.{name}", rate, "/s", note="rules in the table")
    rate = ours(options, "bpmn")["with_history"]
    their = theirs(folder, os.path.join(HERE, "bpmn_engine.mjs"), os.path.join(HERE, "fork.bpmn"), seconds)[0]["per_second"]
    figure("engine.bpmn.fork", rate, "/s", note=f"fork, three tasks, join; bpmn-engine {their}/s")
    figure("engine.bpmn.fork.of_bpmn_engine", rate / their, "times", at_least=50)


if __name__ == "__main__":
    main()
