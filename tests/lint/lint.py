"""Holds the rules of the house that a machine can hold. Each finding names the file, the line and the rule.

A rule can be broken with a written reason: a comment `lint: RULE because …` on the line itself or the line above it
(for whole-file rules: in the first five lines)."""
import os, re, subprocess, sys

BUILD = sys.argv[1] if len(sys.argv) > 1 else "build"

# Who may include whom: the architecture's picture as a table. A room may always include itself; a header's own include
# of rules/calendar and rules/policy is allowed anywhere.
# What every member may know: the contract, its own entry in the registry, the reader of options.
FORMS = ["channels/channel", "channels/formats", "channels/transport", "channels/registry", "channels/options"]
ROOMS = {
    "rules/calendar": [],
    "rules/contact": [],
    "rules/policy": ["rules/calendar"],
    "rules/language": ["rules/policy", "rules/calendar"],
    "rules/template": ["rules/policy"],
    "rules/plan": ["rules/policy", "rules/calendar"],
    "channels/channel": [],
    "channels/formats": ["channels/channel"],
    "channels/transport": ["channels/channel"],
    "channels/options": ["channels/channel"],
    "channels/postbox": FORMS,
    "channels/email": FORMS,
    "channels/sms": FORMS,
    "channels/letter": FORMS,
    "channels/whatsapp": FORMS,
    "channels/foreign": FORMS,
    # Plays the far side of every member: it knows the contract, and no member but by the registry.
    "channels/conformance": FORMS,
    # An invitation travels by mail: it shares the submission with email and nothing else.
    "channels/calendar": FORMS + ["channels/email"],
    "channels/registry": ["channels/channel", "channels/postbox", "channels/email", "channels/sms", "channels/calendar",
                          "channels/letter", "channels/whatsapp", "channels/foreign"],
    "scheduler/store": ["rules/policy", "rules/calendar"],
    "scheduler/cases": ["scheduler/store", "rules"],
    "scheduler/flow": ["scheduler/store", "scheduler/cases", "rules"],
    "scheduler/views": ["scheduler/store", "scheduler/cases", "rules"],
    "scheduler/cohorts": ["scheduler/flow", "scheduler/views", "scheduler/cases", "scheduler/store", "channels/formats", "rules"],
    "scheduler/dispatch": ["scheduler/store", "channels"],
    "scheduler/intake": ["scheduler/store", "scheduler/flow", "scheduler/cases", "channels", "rules"],
    # Of the channels the web knows the contract alone: at a hook a channel may say itself who knocks.
    "scheduler/web": ["channels/channel", "channels/formats", "scheduler/flow", "scheduler/views", "scheduler/cohorts", "scheduler/intake", "scheduler/cases",
                      "scheduler/store", "rules"],
    "scheduler/bench": ["scheduler", "channels", "rules"],
    "scheduler/command": ["scheduler", "channels", "rules"],
}
FILE_LINES, FUNCTION_LINES = 500, 60
BANNED = ["strcpy", "strcat", "sprintf", "vsprintf", "strtok", "atoi", "atol", "strtol", "strtoul", "sscanf", "localtime",
          "gmtime", "mktime", "gets", "system", "popen", "alloca", "rand", "random"]
CLOCKS = ["time", "clock_gettime", "gettimeofday", "g_get_real_time", "g_get_monotonic_time", "g_date_time_new_now"]
CHANCES = ["randombytes", "g_random", "getrandom"]
CLOCK_DOOR, CHANCE_DOOR = "scheduler/command/clock.c", "scheduler/command/chance.c"
SQL = re.compile(r'"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT|WITH)\s')
# Words that no English sentence has; in a literal with a blank in it they mean Dutch prose.
DUTCH = re.compile(r"\b(niet|een|het|voor|deze|geen|wordt|moet|jongere|begeleider|bedoelde|staat|regel)\b")
DUTCH_FILES = re.compile(r"(_nl\.[ch]$|_table\.c$)")
# What the plan may call: its leaves and the C library's memory functions, nothing that could look outside.
PURE = {
    "rules/plan/": re.compile(r"^(plan_|date_|calendar_|facts_|policy_|progress_|mem(cpy|set|move|cmp)|__stack_chk_fail|g_assertion)"),
    "rules/policy/progress.c": re.compile(r"^(progress_|policy_|date_|facts_|mem(cpy|set|cmp|move)|strcmp|__stack_chk_fail)"),
}
findings = []


def found(path, line, rule, text):
    findings.append(f"{path}:{line}: {rule}: {text}")


def room_of(path):
    parts = path.split("/")
    if parts[0] == "channels" and len(parts) == 2:
        return "channels/" + parts[1].split(".")[0]
    return "/".join(parts[:2])


def excused(lines, at, rule):
    return any(f"lint: {rule} because" in line for line in lines[max(0, at - 2):at] + lines[:5])


def strip_comments(text):
    """Blanks comments but keeps the lines, and strings as they are."""
    tokens = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return tokens.sub(lambda m: m.group(0) if m.group(0)[0] in "\"'" else re.sub(r"[^\n]", " ", m.group(0)), text)


def check_includes(path, lines):
    room = room_of(path)
    allowed = ROOMS.get(room)
    if allowed is None:
        return found(path, 1, "rooms", f"{room} is not a room of the house")
    for n, line in enumerate(lines, 1):
        m = re.match(r'#include "([^"]+)"', line)
        if not m:
            continue
        other = room_of(m.group(1))
        plain = path.endswith(".h") and other in ("rules/calendar", "rules/policy")
        known = other == room or plain or any(other == a or other.startswith(a + "/") for a in allowed)
        if not known and not excused(lines, n, "rooms"):
            found(path, n, "rooms", f"{room} may not know {other}")


def check_calls(path, lines, n, bare):
    for word in BANNED:
        if re.search(rf"(?<![\w.>]){word}\s*\(", bare) and not excused(lines, n, "banned"):
            found(path, n, "banned", f"{word}()")
    for words, rule, door in ((CLOCKS, "clock", CLOCK_DOOR), (CHANCES, "chance", CHANCE_DOOR)):
        for word in words:
            end = r"\w*" if rule == "chance" else ""
            if path != door and re.search(rf"(?<![\w.>]){word}{end}\s*\(", bare) and not excused(lines, n, rule):
                found(path, n, rule, f"{word}() outside {door}")


def check_words(path, lines, code):
    for n, line in enumerate(code.split("\n"), 1):
        check_calls(path, lines, n, re.sub(r'"(?:\\.|[^"\\\n])*"', '""', line))
        if not path.startswith("scheduler/store/") and SQL.search(line) and not excused(lines, n, "sql"):
            found(path, n, "sql", "SQL outside scheduler/store")
        for literal in re.findall(r'"((?:\\.|[^"\\])*)"', line):
            if " " in literal and DUTCH.search(literal) and not DUTCH_FILES.search(path) and not excused(lines, n, "dutch"):
                found(path, n, "dutch", f"Dutch outside its files: {literal[:50]}")
    for n, line in enumerate(lines, 1):
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            found(path, n, "unfinished", line.strip()[:60])


def check_sizes(path, lines):
    if path.endswith("_table.c"):
        return
    if len(lines) > FILE_LINES and not excused(lines, 1, "size"):
        found(path, len(lines), "size", f"{len(lines)} lines; at most {FILE_LINES}")
    start = None
    for n, line in enumerate(lines, 1):
        if start is None and re.match(r"^[A-Za-z].*\)\s*\{$", line) or start is None and re.match(r"^\s+.*\)\s*\{$", line) and lines[n - 2][:1].isalpha():
            start = n
        elif line.startswith("}") and start:
            if n - start + 1 > FUNCTION_LINES and not excused(lines, start, "size"):
                found(path, start, "size", f"a function of {n - start + 1} lines; at most {FUNCTION_LINES}")
            start = None


def check_header(path, lines):
    if not lines or not lines[0].startswith("/*"):
        found(path, 1, "header", "a header begins with what it promises")
    guard = path.upper().replace("/", "_").replace(".", "_")
    if f"#ifndef {guard}" not in lines:
        found(path, 1, "header", f"its guard is {guard}")


def files_in(tops, endings):
    for top in tops:
        for folder, folders, files in os.walk(top):
            folders[:] = [f for f in folders if f not in ("node_modules", "__pycache__")]
            for name in sorted(files):
                if name.endswith(endings):
                    yield f"{folder}/{name}"


def sources():
    return files_in(("rules", "channels", "scheduler"), (".c", ".h"))


def tests():
    return files_in(("tests",), (".c", ".h"))


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def const_table(lines, name):
    """Const tables with pointers are relocated and so lie in .data.rel.ro, which nm shows as d."""
    return any(re.search(rf"\bconst\b[^;(]*\b{re.escape(name)}\b\s*(\[|=)", line) for line in lines) or \
        any(re.search(rf"\}}\s*{re.escape(name)}\s*\[", line) for line in lines) and any("static const struct" in line for line in lines)


def check_symbol(path, lines, kind, name):
    stem = re.sub(r"_(nl|table)$", "", os.path.basename(path)[:-2])
    room = room_of(path).split("/")[-1]
    local = name.split(".")[0]
    if kind in "TRDBC" and name != "main" and not name.startswith((stem, room, room.rstrip("s"), "channel_")) and not excused(lines, 1, "names"):
        found(path, 1, "names", f"exports {name}")
    if kind in "DdBb" and local not in ("quark", "q") and "__" not in name and not const_table(lines, local) and not excused(lines, 1, "state"):
        found(path, 1, "state", f"mutable global {name}")
    for place, allowed in PURE.items():
        if kind == "U" and path.startswith(place) and not allowed.match(name) and not excused(lines, 1, "pure"):
            found(path, 1, "pure", f"calls {name}")


def check_symbols():
    """Exported names begin with their file's stem or their room's; no mutable global; the plan calls nothing outside;
    what is exported is named by another file or by a test."""
    exported, wanted = {}, set(re.findall(r"\w+", " ".join(read(path) for path in tests())))
    for path in sources():
        object_ = f"{BUILD}/o/{path[:-2]}.o"
        if not path.endswith(".c") or not os.path.exists(object_):
            continue
        lines = open(path, encoding="utf-8").read().split("\n")
        # No plugin: of an object for link-time optimisation it would only show what is exported, and no data as such.
        nm = ["nm", "--plugin", "/dev/null", object_]
        for entry in subprocess.run(nm, capture_output=True, text=True).stdout.split("\n"):
            parts = entry.split()
            if len(parts) >= 2:
                check_symbol(path, lines, parts[-2], parts[-1])
                if parts[-2] in "TRDBC":
                    exported[parts[-1]] = path
                elif parts[-2] == "U":
                    wanted.add(parts[-1])
    for name, path in exported.items():
        if name not in wanted and name != "main" and not name.endswith("_quark"):
            if not excused(read(path).split("\n"), 1, "unused"):
                found(path, 1, "unused", f"nobody else knows {name}: make it static, or take it away")


PAGES = ["README.md"] + list(files_in(("rules", "channels", "scheduler", "tests", "deploy"), (".md",)))
SMALL_PRINT = "scheduler/SEMANTICS.md"


def commands():
    """What the program itself lists: "cohort start", "why"; and their first words."""
    said = subprocess.run([f"{BUILD}/waakvlam", "help"], capture_output=True, text=True).stdout
    names = {m.group(1) for m in re.finditer(r"^  ([a-z]+(?: [a-z]+)?)\b(?= )", said, re.M)}
    return names | {"help"}


def check_page(path, known):
    """Paths and pages that it names exist, and so do the commands that it writes out."""
    for n, line in enumerate(read(path).split("\n"), 1):
        for ref in re.findall(r"`((?:rules|channels|scheduler|tests|deploy)/[\w./-]*)`", line):
            if not os.path.exists(ref):
                found(path, n, "docs", f"{ref} does not exist")
        for words in re.findall(r"(?:`|^ {4})waakvlam (?:--\w+ [\w./-]+ )*([a-z]+(?: [a-z]+)?)\b", line):
            if known and not {words, words.split()[0]} & known:
                found(path, n, "docs", f"there is no command `{words}`")


def check_docs():
    known = commands() if os.path.exists(f"{BUILD}/waakvlam") else set()
    for path in PAGES:
        check_page(path, known)
    for path in PAGES + list(sources()) + list(tests()):
        for n, line in enumerate(read(path).split("\n"), 1):
            for ref in re.findall(r"[\w/-]+\.md\b", line):
                if not any(page == ref or page.endswith("/" + ref) for page in PAGES):
                    found(path, n, "docs", f"{ref} does not exist")


def comments(text):
    return " ".join(re.findall(r"/\*.*?\*/|//[^\n]*|^\s*#[^\n]*", text, re.S | re.M))


def check_numbers():
    """S12 and N-22 in a comment stand in the small print, and each S of the small print is named by a test."""
    known = set(re.findall(r"\*\*(S\d+)\*\*|\b(N-\d\d)\b", read(SMALL_PRINT)))
    known = {a or b for a, b in known}
    tested = set()
    endings = (".c", ".h", ".md", ".sh", ".py", ".beleid", ".scenario")
    for path in ["tests/may-skip", *files_in(("rules", "channels", "scheduler", "tests", "deploy"), endings)]:
        text = read(path) if path.endswith((".md", "may-skip")) else comments(read(path))
        for number in re.findall(r"\b(S\d{1,2}|N-\d\d)\b", text):
            if number not in known:
                found(path, 1, "numbers", f"{number} does not stand in {SMALL_PRINT}")
            if path.startswith("tests/"):
                tested.add(number)
    for number in sorted(n for n in known if n[0] == "S" and n not in tested):
        found(SMALL_PRINT, 1, "numbers", f"no test names {number}")


def check_stems():
    seen = {}
    for path in sources():
        stem = os.path.basename(path)
        if stem in seen:
            found(path, 1, "stems", f"{stem} also names {seen[stem]}")
        seen[stem] = path


def check_file(path):
    text = open(path, encoding="utf-8").read()
    lines = text.rstrip("\n").split("\n")
    check_includes(path, lines)
    check_words(path, lines, strip_comments(text))
    check_sizes(path, lines)
    if path.endswith(".h"):
        check_header(path, lines)


def check_test(path):
    lines = read(path).rstrip("\n").split("\n")
    check_sizes(path, lines)
    if path.endswith(".h"):
        check_header(path, lines)


for source in sources():
    check_file(source)
for test in tests():
    check_test(test)
check_symbols()
check_docs()
check_numbers()
check_stems()
print("\n".join(findings + [f"lint: {len(findings)} findings"]))
sys.exit(1 if findings else 0)
