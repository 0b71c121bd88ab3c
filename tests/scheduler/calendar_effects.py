"""Rows of mails, each to an appointment of its own, and what they are to change. Run by calendar_effects_test.sh."""
import base64, glob, json, os, re, struct, subprocess, sys

SCHOOL = "antwoord@waakvlam.example"

class Invitation:
    """One that stands: its UID, the address that was invited, the young person."""

    def __init__(self, text):
        self.uid = re.search(r"UID:(.*)\r", text)[1]
        self.address = re.search(r"RSVP=TRUE:mailto:(\S+)", text)[1]
        self.number = int(re.search(r"\d+", self.address)[0])
        self.description = re.search(r"DESCRIPTION:(.*)\r", text)[1]
        self.ours = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], self.description)


def answer(one, partstat="ACCEPTED", more="", attendee=None, uid=None, sequence=0, stamp="20260907T082000Z", method="REPLY", kind="VEVENT", parameters=""):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", f"METHOD:{method}", f"BEGIN:{kind}", f"UID:{uid or one.uid}", f"DTSTAMP:{stamp}",
             "DTSTART:20260910T120000Z", "DTEND:20260910T123000Z", f"ORGANIZER:mailto:{SCHOOL}", "SUMMARY:Gesprek met Marjolein Kuiper van De Linde",
             f"ATTENDEE;CN=Noor Bakker;PARTSTAT={partstat}{parameters}:mailto:{attendee or one.address}"]
    lines += ([f"SEQUENCE:{sequence}"] if sequence is not None else []) + ([more] if more else []) + [f"END:{kind}", "END:VCALENDAR", ""]
    return "\r\n".join(lines)


def mail(one, text="", calendar="", sender=None, subject="Geaccepteerd: Gesprek", headers="", method="REPLY", winmail=b""):
    parts = [f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"]
    if calendar:
        parts.append(f"Content-Type: text/calendar; charset=utf-8; method={method}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{calendar}")
    if winmail:
        parts.append("Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(winmail).decode())
    head = f"From: Noor Bakker <{sender or one.address}>\r\nTo: {SCHOOL}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n{headers}"
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return (head + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + body + "--b--\r\n").encode()


def google(one, partstat, words="", note=""):
    comment = f';X-RESPONSE-COMMENT="{note}"' if note else ""
    text = f"{words}\n\nGesprek met Marjolein Kuiper van De Linde\ndonderdag 10 sep 2026 ⋅ 2pm – 2:30pm\n\n{one.ours}\n\nhttps://calendar.google.com/calendar/"
    return mail(one, text, answer(one, partstat, "DESCRIPTION:" + one.description, parameters=comment), headers="Auto-Submitted: auto-generated\r\n")


def winmail(one, message_class, sequence=0, counter=False, represents=""):
    """[MS-OXTNEF]; the UID in a GlobalObjectId ([MS-OXOCAL] 2.2.1.27)."""
    attribute = lambda tag, data: struct.pack("<BII", 1, tag, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    sized = lambda data: struct.pack("<II", 1, len(data)) + data + b"\0" * (-len(data) % 4)
    meeting, appointment = bytes.fromhex("90DAD86E0B451B1098DA00AA003F1305"), bytes.fromhex("0220060000000000C000000000000046")
    named = lambda where, kind, number, data: struct.pack("<HH", kind, 0x8000 + number % 0x8000) + where + struct.pack("<II", 0, number) + data
    inner = b"vCal-Uid\x01\0\0\0" + one.uid.encode() + b"\0"
    identity = bytes.fromhex("040000008200E00074C5B7101A82E008") + b"\0" * 20 + struct.pack("<I", len(inner)) + inner
    properties = [named(meeting, 0x102, 3, sized(identity))]
    properties += [named(appointment, 3, 0x8201, struct.pack("<I", sequence))] if sequence is not None else []
    properties += [named(appointment, 0x0B, 0x8257, struct.pack("<I", 1))] if counter else []
    properties += [struct.pack("<HH", 0x1F, 0x5D02) + sized((represents + "\0").encode("utf-16-le"))] if represents else []
    whole = struct.pack("<I", len(properties)) + b"".join(properties)
    return struct.pack("<IH", 0x223E9F78, 1) + attribute(0x00078008, message_class.encode() + b"\0") + attribute(0x00069003, whole)


STRANGER = "iemand@elders.example"
POS, NEG, TENT = ("IPM.Schedule.Meeting.Resp." + word for word in ("Pos", "Neg", "Tent"))
NOTHING = "NEEDS-ACTION"
# name, what the appointment says after it, is somebody asked, do our messages stop, comment (None = any), one mail or several
ROWS = [
    ("accepted", "ACCEPTED", False, False, "", lambda i: mail(i, calendar=answer(i))),
    ("declined is a person's business", "DECLINED", True, False, "", lambda i: mail(i, calendar=answer(i, "DECLINED"))),
    ("Google: our own STOP comes back", "ACCEPTED", False, False, "", lambda i: google(i, "ACCEPTED", "Noor Bakker heeft deze uitnodiging geaccepteerd.")),
    ("Google, Turkish", "TENTATIVE", True, False, "", lambda i: google(i, "TENTATIVE", "Noor Bakker bu daveti belki dedi.")),
    ("Google, in letters that nobody here reads", "DECLINED", True, False, "", lambda i: google(i, "DECLINED", "رفض Noor Bakker هذه الدعوة.")),
    ("Google: a note that is a stop", "DECLINED", True, True, "Stop met mailen", lambda i: google(i, "DECLINED", "Noor Bakker heeft geweigerd.", "Stop met mailen")),
    ("a program that names nobody, and our text, wrapped", "ACCEPTED", None, False, "Kokouskutsu on hyväksytty.",
     lambda i: mail(i, "Kokouskutsu on hyväksytty.\n\n" + re.sub(r"(.{30}) ", r"\1\n", i.ours).replace("met STOP", "met\nSTOP"), answer(i))),
    ("a stop typed above our text", "DECLINED", True, True, "STOP", lambda i: mail(i, "STOP\n\n" + i.ours, answer(i, "DECLINED"))),
    ("a stop typed above what nobody knows", "DECLINED", True, True, None,
     lambda i: mail(i, "STOP\n\nSe on meidän tapaamisemme.\nVastaa pian.", answer(i, "DECLINED"))),
    ("a question typed beside a yes is heard", "ACCEPTED", True, False, "kan ook om 3 uur?", lambda i: mail(i, "kan ook om 3 uur?", answer(i))),
    ("a comment", "ACCEPTED", True, False, "mag mijn moeder mee?", lambda i: mail(i, calendar=answer(i, more="COMMENT:mag mijn moeder mee?"))),
    ("what a program writes is no comment", "ACCEPTED", False, False, "", lambda i: mail(i, "Noor Bakker has accepted your invitation", answer(i))),
    ("the invited one, by an address of the calendar's own", "ACCEPTED", False, False, "",
     lambda i: mail(i, calendar=answer(i), sender="no-reply@cloud.example", headers=f"Reply-To: {i.address}\r\n")),
    ("a stranger says to be the invited one", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i), sender=STRANGER)),
    ("a stranger for himself", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, attendee=STRANGER), sender=STRANGER)),
    ("a stranger for another stranger", NOTHING, False, False, None, lambda i: mail(i, calendar=answer(i, attendee="derde@elders.example"), sender=STRANGER)),
    ("the counsellor, who has a copy, for themselves", NOTHING, False, False, None,
     lambda i: mail(i, calendar=answer(i, attendee=f"m{i.number}@linde.example"), sender=f"m{i.number}@linde.example")),
    ("the counsellor passes an answer on", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i), sender=f"m{i.number}@linde.example")),
    ("the invited one for another", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, attendee=STRANGER))),
    ("delegated", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, "DELEGATED", parameters=f';DELEGATED-TO="mailto:{STRANGER}"'))),
    ("a number that we never sent", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, sequence=4))),
    ("no number is 0", "ACCEPTED", False, False, "", lambda i: mail(i, calendar=answer(i, sequence=None))),
    ("the older of two comes later", "DECLINED", True, False, "",
     lambda i: [mail(i, calendar=answer(i, "DECLINED")), mail(i, calendar=answer(i, "ACCEPTED", stamp="20260907T081000Z"))]),
    ("words beside an older one are read all the same", "ACCEPTED", True, False, "ik ben ziek",
     lambda i: [mail(i, calendar=answer(i)), mail(i, calendar=answer(i, "DECLINED", "COMMENT:ik ben ziek", stamp="20260907T081000Z"))]),
    ("the newer of two", "ACCEPTED", None, False, "",
     lambda i: [mail(i, calendar=answer(i, "DECLINED")), mail(i, calendar=answer(i, "ACCEPTED", stamp="20260907T083000Z"))]),
    ("one moment of a series", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, more="RECURRENCE-ID:20260910T120000Z"))),
    ("a to-do", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, kind="VTODO"))),
    ("PARTSTAT twice", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, "ACCEPTED;PARTSTAT=DECLINED"))),
    ("PARTSTAT of their own", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, "X-LATER"))),
    ("no answer yet", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, "NEEDS-ACTION"))),
    ("another's invitation", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, uid="1@elders.example"))),
    ("a UID that Exchange wrapped", "ACCEPTED", False, False, "",
     lambda i: mail(i, calendar=answer(i, uid=("040000008200E00074C5B7101A82E008" + "0" * 40 + struct.pack("<I", len(i.uid) + 13).hex()
                                               + (b"vCal-Uid\x01\0\0\0" + i.uid.encode() + b"\0").hex()).upper()))),
    ("another time", NOTHING, True, False, "", lambda i: mail(i, calendar=answer(i, "TENTATIVE", method="COUNTER"), method="COUNTER")),
    ("CANCEL by who was invited", NOTHING, True, False, None, lambda i: mail(i, calendar=answer(i, "DECLINED", method="CANCEL"), method="CANCEL")),
    ("our invitation, in an absence", NOTHING, False, False, None,
     lambda i: mail(i, "Ik ben er niet.", answer(i, "NEEDS-ACTION", method="REQUEST"), subject="Automatisch antwoord", headers="Auto-Submitted: auto-replied\r\n", method="REQUEST")),
    ("winmail.dat: yes", "ACCEPTED", False, False, "", lambda i: mail(i, winmail=winmail(i, POS))),
    ("winmail.dat: no, with words", "DECLINED", True, False, "tandarts", lambda i: mail(i, "tandarts", winmail=winmail(i, NEG))),
    ("winmail.dat: another time", NOTHING, True, False, None, lambda i: mail(i, winmail=winmail(i, TENT, counter=True))),
    ("winmail.dat without a number", NOTHING, True, False, None, lambda i: mail(i, winmail=winmail(i, POS, sequence=None))),
    ("winmail.dat with another number", NOTHING, True, False, None, lambda i: mail(i, winmail=winmail(i, POS, sequence=2))),
    ("winmail.dat of a stranger", NOTHING, True, False, None, lambda i: mail(i, winmail=winmail(i, POS), sender=STRANGER)),
    ("winmail.dat for another", NOTHING, True, False, None, lambda i: mail(i, winmail=winmail(i, POS, represents=STRANGER))),
    ("winmail.dat, cut", NOTHING, True, False, None, lambda i: mail(i, winmail=winmail(i, POS)[:-9])),
    ("a subject and Outlook's block", NOTHING, True, False, None, lambda i: mail(i, "Wanneer: donderdag 10 september 2026 14:00-14:30\nWaar: \n\n*~*~*~*~*~*~*~*~*~*")),
]


def ask(program, *arguments, text=None):
    done = subprocess.run([program, "--json", "--now", "2026-09-07T11:00+02:00", *arguments], input=text, capture_output=True, timeout=60)
    return json.loads(done.stdout)


def judged(program):
    """By young person: who is asked something that came from outside."""
    tasks = ask(program, "task", "list", "--all")["tasks"]
    return {t["leaver"] for t in tasks if t["kind"] in ("judge", "repair")}


def main(program):
    texts = [open(f, newline="").read().replace("\r\n ", "") for f in glob.glob(os.environ["WAAKVLAM_DATA"] + "/postbox/*.ics")]
    invitations = {i.number: i for i in map(Invitation, texts)}
    before, answers = judged(program), {}
    for number, row in enumerate(ROWS, 1):
        mails = row[5](invitations[number])
        answers[number] = [ask(program, "inbound", "email", text=m) for m in (mails if isinstance(mails, list) else [mails])]
    asked, standing = judged(program) - before, {a["uid"]: a for a in ask(program, "appointment", "list")["appointments"]}
    for number, (name, state, person, stop, comment, _) in enumerate(ROWS, 1):
        one = standing[invitations[number].uid]
        last = answers[number][-1]
        got = {"answer": one["answer"], "asked": one["leaver"] in asked, "stop": any("no messages any more" in a["reason"] for a in answers[number]),
               "comment": last.get("comment")}
        want = {"answer": state, "asked": person, "stop": stop, "comment": comment}
        wrong = [f"{k}: {got[k]!r}, not {v!r}" for k, v in want.items() if v is not None and got[k] != v]
        print(f"not ok {number} - {name}: {'; '.join(wrong)} ({last['reason']})" if wrong else f"ok {number} - {name}")
    print(f"1..{len(ROWS)}")


print(len(ROWS)) if sys.argv[1] == "--count" else main(sys.argv[1])
