"""Runs scenarios and micro-benchmarks one after the other, prints one table and appends each figure to
build/bench/results.jsonl: `run.py --build build/release [--quick] [NAME]...`. Ends with 1 when a figure falls short."""

import argparse
import datetime
import glob
import json
import os
import platform
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RESULTS = os.path.join(ROOT, "build", "bench", "results.jsonl")


def fsyncs_per_second(seconds):
    """Appends of 4 KiB, each followed by fdatasync, in the folder that the scenarios keep their databases in."""
    with tempfile.TemporaryFile(buffering=0) as file:
        block, count, began = b"x" * 4096, 0, time.monotonic()
        while time.monotonic() - began < seconds:
            file.write(block)
            os.fdatasync(file.fileno())
            count += 1
        return count / (time.monotonic() - began)


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.machine()


def commit():
    done = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE, text=True, check=False)
    dirty = subprocess.run(["git", "-C", ROOT, "status", "--porcelain", "src", "bench"], stdout=subprocess.PIPE, check=False)
    return done.stdout.strip() + ("+" if dirty.stdout.strip() else "")


def circumstances(quick):
    return {"commit": commit(), "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "machine": f"{processor()}, Linux {platform.release()}", "load": round(os.getloadavg()[0], 1),
            "fsyncs_per_second": round(fsyncs_per_second(0.2 if quick else 1.0)), "quick": quick}


def scenarios():
    return {os.path.basename(path)[:-3]: path for path in sorted(glob.glob(os.path.join(HERE, "scenarios", "*.py")))}


def figures_of(name, command):
    """The JSON lines of one scenario; its failure is a figure too."""
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for text in process.stdout:
            lines.append(json.loads(text))
            print(f"    {row(lines[-1])}", file=sys.stderr, flush=True)
    if process.returncode != 0:
        lines.append({"name": name, "value": process.returncode, "unit": "exit", "target": "== 0", "ok": False})
    return lines


def micro_figures(programs, quick):
    """google benchmark's own report, as figures without targets. Bounds that hold on any machine are tests, not here."""
    for program in programs:
        command = [program, "--benchmark_format=json"] + (["--benchmark_min_time=0.01"] if quick else [])
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        name = os.path.basename(program).removeprefix("tongban_").removesuffix("_bench")
        if done.returncode != 0:
            yield {"name": f"micro.{name}", "value": done.returncode, "unit": "exit", "target": "== 0", "ok": False}
            continue
        for run in json.loads(done.stdout)["benchmarks"]:
            yield {"name": f"micro.{name}.{run['name']}", "value": round(run["cpu_time"], 2), "unit": run["time_unit"]}


def row(line):
    verdict = "" if line.get("target") is None else "ok" if line["ok"] else "FALLS SHORT"
    value = f"{line['value']:,.2f}".rstrip("0").rstrip(".")
    return f"{line['name']:<44} {value:>12} {line['unit']:<6} {line.get('target') or '':<10} {verdict:<11} {line.get('note', '')}".rstrip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    known = scenarios()
    if options.list:
        print("\n".join(["micro", *known]))
        return 0
    wanted = [name for name in ["micro", *known] if not options.names or any(name.startswith(n) for n in options.names)]
    if not wanted:
        print(f"bench: nothing is called {' or '.join(options.names)}; there is: micro {' '.join(known)}", file=sys.stderr)
        return 2
    about, lines = circumstances(options.quick), []
    print(", ".join(f"{key} {value}" for key, value in about.items()), file=sys.stderr)
    os.makedirs(os.path.dirname(RESULTS), exist_ok=True)
    for name in wanted:
        print(f"==> {name}", file=sys.stderr, flush=True)
        if name == "micro":
            fresh = list(micro_figures(sorted(glob.glob(os.path.join(options.build, "tongban_*_bench"))), options.quick))
        else:
            more = ["--quick"] if options.quick else []
            fresh = figures_of(name, [sys.executable, known[name], "--build", options.build, *more])
        lines += fresh
        with open(RESULTS, "a", encoding="utf-8") as results:
            for line in fresh:
                results.write(json.dumps(about | {"scenario": name, "load_after": round(os.getloadavg()[0], 1)} | line, ensure_ascii=False) + "\n")
    print("\n" + "\n".join(map(row, lines)))
    short = sum(1 for line in lines if line.get("ok") is False)
    print(f"\n{len(lines)} figures, {sum(1 for line in lines if line.get('ok'))} keep their target, {short} fall short "
          f"(fsync {about['fsyncs_per_second']}/s, load {about['load']} before)")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
