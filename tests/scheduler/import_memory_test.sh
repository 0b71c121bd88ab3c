#!/usr/bin/env bash
# An import takes as much memory for a large file as for one that just fills the cache of the store, also when three rows in ten are rejected and every
# row stands in the answer. WAAKVLAM_FAST (else WAAKVLAM) is what is measured.
set -u
waakvlam=${WAAKVLAM_FAST:-${WAAKVLAM:-build/waakvlam}}
exec python3 - "$waakvlam" <<'PY'
import json, os, subprocess, sys, tempfile

waakvlam, small, large = sys.argv[1], 50_000, 150_000


def write(path, rows):
    with open(path, "w") as out:
        out.write("leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;email;onderwijs;uitstroomdatum\n")
        for i in range(rows):
            born = "30-02-2008" if i % 10 < 3 else "01-02-2008"
            out.write(f"{1000000 + i};Noor;de Vries;{born};b{i % 40}@linde.example;06{10000000 + i * 7919 % 39999999};"
                      f"p{i * 7919 % 999983}@post.example;pro;10-07-2026\n")


# A process is said to have taken what its parent had when it was started: so the parent is a small one.
MEASURE = """import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:], stdout=open(sys.argv[1], "w"))
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss, os.waitstatus_to_exitcode(status))"""


def run(folder, *words, to=os.devnull):
    """The kilobytes that a call took at most, and its status."""
    command = [waakvlam, "--data", folder + "/data", "--now", "2026-08-03T09:00+02:00", "--json", *words]
    said = subprocess.run([sys.executable, "-c", MEASURE, to, *command], capture_output=True, text=True).stdout
    return [int(word) for word in said.split()]


def measure(rows):
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "init")
        run(folder, "organisation", "add", "--id", "linde", "--kind", "pro", "--name", "Linde", "--region", "midden")
        write(folder + "/c.csv", rows)
        peak, status = run(folder, "import", folder + "/c.csv", "--organisation", "linde", "--cohort", "c",
                           "--accept-valid", to=folder + "/answer")
        answer = json.load(open(folder + "/answer"))
        whole = (answer["accepted"], answer["rejected"], len(answer["rows"])) == (rows * 7 // 10, rows * 3 // 10, rows)
        left = [name for name in os.listdir(folder + "/data") if name.startswith("import")]
        return peak, status == 1 and whole and not left


(few, good_few), (many, good_many) = measure(small), measure(large)
print(f"# {few} kB for {small} rows, {many} kB for {large}")
print(f"{'ok' if good_few and good_many else 'not ok'} 1 - every row is answered, and nothing is left lying about")
print(f"{'ok' if many < few + 4 * 1024 else 'not ok'} 2 - three times the rows take no more memory")
print("1..2")
PY
