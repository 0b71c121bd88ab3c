"""Two virtual years through the built program: a cohort of each kind, a tick at night and one in the morning of every
day, counsellors who do their tasks, young people who answer, keep silent, say stop, or move. Then the books are opened:
every act once, the new offer to exactly who is owed one, nothing outside the windows or after a stop, everybody at a
named end. Prints TAP."""
import collections, datetime, json, os, random, re, shutil, subprocess, sys, tempfile

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), sys.argv[2]
SEED = int(os.environ.get("SEED", "7"))
START, END = datetime.date(2026, 7, 13), datetime.date(2028, 9, 1)
ENDS = {"used", "declined", "deceased", "abroad", "window_closed"}
chance = random.Random(SEED)
folder = tempfile.mkdtemp(prefix="waakvlam-years-")


def run(*words, now=None, stdin=None, want=(0,)):
    command = [PROGRAM, "--data", folder + "/data", "--json"] + (["--now", now] if now else []) + list(words)
    done = subprocess.run(command, input=stdin, capture_output=True, text=True)
    if done.returncode not in want:
        raise SystemExit(f"Bail out! {' '.join(words)}: exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout) if done.stdout.strip() else {}


def moment(day, hour):
    last = lambda month: max(datetime.date(day.year, month, d) for d in range(25, 32) if datetime.date(day.year, month, d).weekday() == 6)
    summer = last(3) <= day < last(10)
    return f"{day}T{hour:02d}:00{'+02:00' if summer else '+01:00'}"


# ---- the people: what they are like decides what happens to them ----
KINDS = ["answers", "silent", "stops", "uses", "declines_talk", "moved", "dies", "works", "silent"]


def people():
    rows = ["leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;email;woonplaats;onderwijs;niveau;leerweg;uitstroomprofiel;"
            "diploma;diplomadatum;uitstroomdatum;aansluitende_inschrijving;bij_onbereikbaar"]
    for school in ("mbo", "pro", "vso"):
        for n in range(18):
            number = f"{school}{n:03d}"
            mbo = school == "mbo"
            rows.append(";".join([number, "Noor", f"Proef{chr(97 + n)}", "2008-03-01", f"begeleider{n % 2}@{school}.example", f"06{ {'mbo': 41, 'pro': 42, 'vso': 43}[school]}{n:06d}",
                                  f"{number}@post.example", "Utrecht", school, "entree" if mbo else "", "bol" if mbo else "", "arbeidsmarkt" if school == "vso" else "",
                                  "ja" if mbo else "", "2026-07-10" if mbo else "", "" if mbo else "2026-07-10", "nee", "doorgeven" if n % 3 else "nee"]))
    return rows


def prepare():
    now = moment(START, 8)
    run("init", now=now)
    rows = people()
    for school in ("mbo", "pro", "vso"):
        run("organisation", "add", "--id", school, "--kind", school, "--name", f"School {school}", now=now)
        for role, name in (("counsellor", "begeleider0"), ("counsellor", "begeleider1"), ("manager", "beheer")):
            run("user", "add", "--organisation", school, "--role", role, "--email", f"{name}@{school}.example", "--name", f"Begeleider {name[-1]}",
                "--phone", "0612345678", now=now)
        path = f"{folder}/{school}.csv"
        open(path, "w").write("\n".join([rows[0]] + [r for r in rows[1:] if r.startswith(school)]) + "\n")
        answer = run("import", path, "--organisation", school, "--cohort", school, now=now)
        assert answer["accepted"] == 18, answer
        run("cohort", "start", school, "--from", str(START), "--as", f"begeleider0@{school}.example", "--confirmed-by", f"beheer@{school}.example", now=now)


leavers = {}  # leaver → kind of person


def kind_of(leaver):
    if leaver not in leavers:
        number = run("leaver", "show", leaver, now=moment(START, 9))["enrolments"][0]["number"]
        leavers[leaver] = KINDS[int(number[3:]) % len(KINDS)]
    return leavers[leaver]


stopped, used, dead, declined = {}, {}, {}, {}


def outcome(task, day):
    """What comes of a task, given who it is about."""
    who, kind = kind_of(task["leaver"]), task["kind"]
    if kind in ("check", "decide", "repair", "judge", "document", "letter"):
        return "not_needed" if kind in ("check", "decide", "judge") else "spoke"
    if who == "dies" and day > datetime.date(2027, 3, 1):
        dead[task["leaver"]] = day
        return "overleden"
    if who == "uses" and kind in ("offer", "call"):
        used.setdefault(task["leaver"], day)
        return "used"
    if who == "declines_talk":
        return "declined"
    if who in ("silent", "stops"):
        return "no_answer"
    return chance.choice(["spoke", "agreed", "no_answer"])


decided = []


def decide(task, day):
    """A proposal to hand over is decided by a person, with a reason."""
    for proposal in run("handover", "list", "--leaver", task["leaver"], now=moment(day, 11))["handovers"]:
        if proposal["state"] == "proposed":
            decided.append(proposal["id"])
            run("handover", "refuse", proposal["id"], "--reason", "we bellen eerst zelf nog", "--as",
                task["owner"], now=moment(day, 11))


waiting = []  # due days of the tasks left open: the list is asked for only when there may be something on it


def work(day, changed):
    """Counsellors do what is due, a day late at times."""
    global waiting
    if not changed and not any(due <= str(day) for due in waiting):
        return
    waiting = []
    for task in run("task", "list", now=moment(day, 11))["tasks"]:
        if task["due"] > str(day) or chance.random() < 0.15:
            waiting.append(task["due"])
            continue
        if task["kind"] == "decide":
            decide(task, day)
        else:
            run("task", "done", task["id"], "--outcome", outcome(task, day), "--minutes", "10", now=moment(day, 11))


answered = set()


def answer(day):
    """Young people answer what they got this morning."""
    for message in run("messages", "--state", "sent", now=moment(day, 12))["messages"]:
        if message["id"] in answered or message["channel"] != "sms":
            continue
        answered.add(message["id"])
        who = kind_of(message["leaver"])
        text = {"answers": "1", "works": "ik heb werk en het gaat goed", "stops": "STOP", "moved": "ik ben verhuisd"}.get(who)
        if not text or (who == "stops" and message["leaver"] in stopped) or (who != "stops" and chance.random() < 0.4):
            continue
        reply = {"from": message["address"], "to": "+31970000000", "text": text, "id": message["id"]}
        run("inbound", "sms", stdin=json.dumps(reply), now=moment(day, 12))
        if text == "STOP":
            stopped[message["leaver"]] = day


totals = collections.Counter()


def live():
    day = START + datetime.timedelta(days=1)
    while day < END:
        changed = sent = 0
        for hour in (4, 10):
            tick = run("tick", now=moment(day, hour))
            changed, sent = changed + tick["done"] + tick["late"], sent + tick["sent"]
            for name, count in tick.items():
                totals[name, hour] += count
        work(day, changed)
        if sent:
            answer(day)
        day += datetime.timedelta(days=1)


# ---- the books ----
tests = 0


def check(what, bad):
    global tests
    tests += 1
    bad = list(bad)
    print(f"{'not ok' if bad else 'ok'} {tests} - {what}")
    for item in bad[:5]:
        print(f"#   {item}")


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * l) // 451
    return datetime.date(year, (h + l - 7 * m + 114) // 31, (h + l - 7 * m + 114) % 31 + 1)


def closed(day):
    spring = easter(day.year)
    return day.weekday() == 6 or day in {spring + datetime.timedelta(days=d) for d in (-2, 0, 1, 39, 49, 50)} or \
        (day.month, day.day) in {(1, 1), (4, 27), (5, 5), (12, 25), (12, 26)}


def outside(message):
    at = datetime.datetime.fromisoformat(message["changed_at"])
    first, last = ((10, 17) if at.weekday() == 5 else (9, 20))
    return closed(at.date()) or not first <= at.hour < last


def books():
    now = moment(END, 12)
    messages, tasks = run("messages", now=now)["messages"], run("task", "list", "--all", now=now)["tasks"]
    sent = [m for m in messages if m["state"] in ("sent", "delivered")]
    key = lambda r: (r["leaver"], r["step"], r["cycle"], r["attempt"], r.get("act", ""), r["kind"] if "kind" in r else r["channel"])
    steps = [m for m in sent if not m["step"].startswith("by-hand") and m["act"] != "stop"]
    check(f"something happened: {len(sent)} messages, {len(tasks)} tasks", [] if len(sent) > 100 and len(tasks) > 200 else [len(sent)])
    check("no message is sent twice", [k for k, n in collections.Counter(map(key, steps)).items() if n > 1])
    check("no task is made twice", [k for k, n in collections.Counter((t["leaver"], t["step"], t["cycle"], t["attempt"], t["kind"], t["due"]) for t in tasks).items() if n > 1])
    check("no message outside the windows", [(m["changed_at"], m["step"]) for m in sent if outside(m)])
    check("at night plans are made and nothing is sent", [n for (name, hour), n in totals.items() if hour == 4 and name == "sent" and n])
    check("the sum comes out: due = done + skipped + late", [h for h in (4, 10) if totals["due", h] != totals["done", h] + totals["skipped", h] + totals["late", h]])
    after = [(m["leaver"], m["changed_at"], m["step"]) for m in sent if m["leaver"] in stopped and m["changed_at"][:10] > str(stopped[m["leaver"]])]
    check(f"nothing after stop ({len(stopped)} said stop)", after if stopped else ["nobody said stop"])
    check(f"nothing after a death ({len(dead)})", [m["leaver"] for m in sent if m["leaver"] in dead and m["changed_at"][:10] > str(dead[m["leaver"]])] if dead else ["nobody died"])
    shown = {leaver: run("leaver", "show", leaver, now=now) for leaver in sorted({t["leaver"] for t in tasks} | {m["leaver"] for m in messages})}
    check("all 54 people are seen", [] if len(shown) == 54 else [len(shown)])
    check("everybody is at a named end", [(l, s["enrolments"][0]["state"]) for l, s in shown.items() if s["enrolments"][0]["state"] not in ENDS])
    reoffers = collections.Counter(t["leaver"] for t in tasks if t["step"] == "opnieuw" and t["attempt"] == 1)
    owed = set()
    for leaver, person in shown.items():
        enrolment = person["enrolments"][0]
        year1 = [o for o in enrolment["offers"] if o["year"] == 1 and o["used"]]
        if enrolment["organisation"] != "mbo" and not year1 and leaver not in dead and enrolment["state"] != "declined":
            owed.add(leaver)
    check(f"the new offer goes to exactly the {len(owed)} who are owed one", [("missing", l) for l in owed if not reoffers[l]] + [("not owed", l) for l in reoffers if l not in owed and l not in dead])
    check("and once only", [l for l, n in reoffers.items() if n > 1])
    check("STOP leaves the offer of year 2 as a task", [l for l in stopped if shown[l]["enrolments"][0]["organisation"] != "mbo" and not reoffers[l]])
    handed = run("handover", "list", now=now)["handovers"]
    check("no hand-over was decided without a person", [h["id"] for h in handed if h["state"] not in ("proposed", "withdrawn", "closed") and h["id"] not in decided])
    check("a hand-over is proposed only where the person chose so", [h["leaver"] for h in handed if shown[h["leaver"]]["enrolments"][0]["facts"].get("bij_onbereikbaar") != "doorgeven"])
    check("no open task is left of who has ended", [(t["leaver"], t["step"], t["kind"]) for t in tasks if t["state"] == "open" and t["kind"] not in ("repair", "judge", "decide")])
    check("the record is whole", [] if run("audit", "verify", now=now)["intact"] else ["broken"])


try:
    prepare()
    live()
    books()
    print(f"1..{tests}")
finally:
    if not os.environ.get("KEEP"):
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print("#", folder)
