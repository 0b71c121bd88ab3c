#!/usr/bin/env bash
# Mail, end to end: what a tick sends goes through a real Postfix into a real Dovecot and is read there; what a young
# person or a mail server writes back comes from a mail box, too, and goes into `inbound`.
. "$(dirname "$0")/school.sh"
read -r relay submission lmtp imap auth sink < <(free_ports 6)
waakvlam=$(realpath "$waakvlam")
export MAIL_PIPE="$waakvlam --data $work/data --now 2027-01-18T11:00+01:00 inbound email"
start_server mail "$relay" "$submission" "$lmtp" "$imap" "$auth" "$sink"
[ -n "$folder" ] || skip_all "mail through a real server" "$skipped"

# fetch BOX NUMBER: that mail of that box, as soon as it is there, into $work/mail.
fetch() {
  for _ in {1..150}; do
    curl -s --noproxy '*' -m 5 -u "$1:geheim" -o "$work/mail" "imap://127.0.0.1:$imap/INBOX;MAILINDEX=$2" && [ -s "$work/mail" ] && return
    sleep 0.1
  done
  echo "# no mail $2 in the box of $1"; : >"$work/mail"
}
# mail_holds NAME EXPRESSION: of Python, about the mail m, its text, and the address and name that a header has.
mail_holds() {
  python3 - "$work/mail" "$2" <<'PY'
import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
text = m.get_content() if m.get_content_type() == "text/plain" else ""
one = lambda name: m[name].addresses[0]
sys.exit(0 if eval("(" + sys.argv[2] + ")") else 1)
PY
  ok $? "$1"
}
# compose FROM BODY [HEADERS]: an answer to $work/mail as a mail program makes it, in $work/reply.
compose() {
  python3 - "$work/mail" "$@" >"$work/reply" <<'PY'
import email, email.policy, sys
got = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
out = email.message.EmailMessage()
out["From"], out["To"], out["Subject"] = sys.argv[2], str(got["Reply-To"]), "Re: " + got["Subject"]
out["Date"], out["Message-ID"] = got["Date"], "<%s.%s>" % (abs(hash(sys.argv[3])), sys.argv[2])
out["In-Reply-To"] = out["References"] = got["Message-ID"]
for line in sys.argv[4:]:
    name, value = line.split(": ", 1)
    out[name] = value
quoted = "".join("> %s\n" % line for line in got.get_content().splitlines())
out.set_content("%s\n\nOp ma 12 okt. 2026 om 10:00 schreef Marjolein van den Berg <loopbaan@dekruin.example>:\n%s" % (sys.argv[3], quoted))
sys.stdout.buffer.write(out.as_bytes(policy=email.policy.SMTP))
PY
}
post() { # FROM TO
  curl -s --noproxy '*' -m 20 "smtp://127.0.0.1:$relay" --mail-from "$1" --mail-rcpt "$2" -T "$work/reply" || echo "# not taken"
}
# write FROM BODY [HEADERS]: composed and sent; it comes back from the service's own box.
written=0
write() {
  written=$((written + 1))
  compose "$@"
  post "$1" antwoord@dekruin.example
  fetch antwoord@dekruin.example "$written"
}
inbound() { at "$1" inbound email <"$work/mail"; }
table() { at "$1" messages && cp "$work/answer" "$work/$2.messages" && at "$1" task list && cp "$work/answer" "$work/$2.tasks"; }

row() { echo "$1;$2;$3;01-02-2008;$counsellor;$4;$5;pro;10-07-2026;nee;email"; }
school "$(row 1 Noor Bakker '' noor@leerling.example; row 2 Sem Kok '' sem@weg.example; row 3 Ana Silva '' ana@leerling.example
  row 4 Bo Li '' bo@leerling.example; row 5 Kim Smit 0612345605 kim@weg.example)" "[waakvlam]
sender_email = loopbaan@dekruin.example
reply_to = antwoord@dekruin.example
host = dekruin.example

[organisation linde]
email = smtp
calendar = imip

[channel smtp]
host = 127.0.0.1
port = $submission
tls = starttls
user = loopbaan@dekruin.example
password = geheim
ca_file = $folder/ca.pem
bounces = bounce@dekruin.example
helo = app.dekruin.example"
ok $? "a school whose mail goes by a real mail server"
at $start channel check smtp
holds "which lets us in" 'd["ok"]'

# -- out: Noor ---------------------------------------------------------------------------------------------------------
at 2026-10-12T10:00+02:00 tick
ok $? "the day of the first messages"
at 2026-10-12T10:00+02:00 messages --leaver linde/1
holds "the server took Noor's question" 'm(step="drie-maanden", state="sent", address="noor@leerling.example", attempts=1)'
holds "and named its queue number" 'd["messages"][0]["provider_reference"]'
noor=$(value '[r["id"] for r in d["messages"] if r["step"] == "drie-maanden"][0]')
fetch noor@leerling.example 1
cp "$work/mail" "$work/noor.eml"
mail_holds "it arrives" '"Noor" in m["Subject"] and "Hoi Noor" in text and "STOP" in text'
mail_holds "in the counsellor's name" 'one("From").display_name == "Marjolein van den Berg"'
mail_holds "from the service's address, to be answered there" \
  'one("From").addr_spec == "loopbaan@dekruin.example" and one("Reply-To").addr_spec == "antwoord@dekruin.example"'
mail_holds "and says nothing to others about the counsellor's copy" '"m.vandenberg" not in m.as_string()'
fetch "$counsellor" 1
mail_holds "the counsellor reads along" '"Hoi " in text and one("From").addr_spec == "loopbaan@dekruin.example"'
at 2026-10-12T10:05+02:00 tick
holds "a second tick sends nothing again" 'd["sent"] == 0 and d["queued"] == 0'

# -- back: Noor answers ---------------------------------------------------------------------------------------------------
cp "$work/noor.eml" "$work/mail"
write noor@leerling.example "Hoi, ik heb werk bij de Jumbo!"
inbound 2026-10-12T11:00+02:00
holds "her answer is one, hers, and understood" \
  'd["kind"] == "reply" and d["matched"] and d["leaver"] == "L1" and d["applied"] and d["intent"] == "heeft-werk" or print("#", d)'
holds "it is read without the quotation" 'd["text"].strip() == "Hoi, ik heb werk bij de Jumbo!"'
holds "and belongs to the message that she answered" "str(d['message']) == '$noor'"
at 2026-10-12T11:00+02:00 leaver timeline linde/1
cp "$work/answer" "$work/timeline"
inbound 2026-10-12T11:01+02:00
holds "the same mail once more is known" 'd["kind"] == "reply" and d["leaver"] == "L1"'
at 2026-10-12T11:00+02:00 leaver timeline linde/1
cmp -s "$work/answer" "$work/timeline"
ok $? "and changes nothing"

# -- what comes back: Sem has one address, Kim a telephone, too ----------------------------------------------------------
for day in 13 14 15 16; do
  at 2026-10-${day}T10:00+02:00 tick
  holds "October $day: all that was due has left or waits its turn" 'd["failed"] == 0 and d["unknown"] == 0'
done
for number in 1 2; do fetch bounce@dekruin.example $number; cp "$work/mail" "$work/bounce$number"; done
bounce_of() { grep -l "Final-Recipient: rfc822; *$1" "$work"/bounce[0-9] | head -n 1; }
cp "$(bounce_of sem@weg.example)" "$work/mail"
mail_holds "the mail server's own report comes to the bounce box, with the message's key" \
  '"report" in m["Content-Type"] and m["To"].startswith("bounce+")'
inbound 2026-10-16T11:00+02:00
holds "a report that Sem's address is none" \
  'd["kind"] == "bounce" and d["matched"] and d["leaver"] == "L2" and d["applied"] and d["recipients"][0]["address"] == "sem@weg.example"
   and d["recipients"][0]["cause"] == "address" and d["recipients"][0]["permanent"] and d["recipients"][0]["status"] == "5.1.1"'
at 2026-10-16T11:00+02:00 messages --leaver linde/2 --state failed
holds "the message has failed" 'len(d["messages"]) == 1'
at 2026-10-16T11:00+02:00 task list
holds "it was his last address: a person is asked to find another" 't(leaver="L2", kind="repair", state="open")'
cp "$(bounce_of kim@weg.example)" "$work/mail"
inbound 2026-10-16T11:05+02:00
holds "a report that Kim's address is none" 'd["kind"] == "bounce" and d["leaver"] == "L5" and d["applied"]'
at 2026-10-16T11:05+02:00 task list
holds "she can be reached by telephone: nothing to mend" 'not t(leaver="L5", kind="repair")'

# -- Ana is away, Bo stops ---------------------------------------------------------------------------------------------------
newest() { # the last mail in that box
  local k=1
  while curl -s --noproxy '*' -m 5 -u "$1:geheim" -o "$work/next" "imap://127.0.0.1:$imap/INBOX;MAILINDEX=$k" && [ -s "$work/next" ]; do
    mv "$work/next" "$work/mail"; k=$((k + 1))
  done
}
newest ana@leerling.example
table 2026-10-16T11:10+02:00 before
write ana@leerling.example "Ik lees deze mailbox niet vaak. STOP met werk bij mij. Bel me maar." "Auto-Submitted: auto-replied"
inbound 2026-10-16T11:10+02:00
holds "an automatic answer is no answer and no stop" 'd["kind"] == "auto_reply" and d["leaver"] == "L3" and not d["applied"] and d["until"] is None'
table 2026-10-16T11:10+02:00 after
cmp -s "$work/before.messages" "$work/after.messages" && cmp -s "$work/before.tasks" "$work/after.tasks"
ok $? "it changes no message and no task"
newest bo@leerling.example
write bo@leerling.example "stop"
inbound 2026-10-16T11:20+02:00
holds "Bo's STOP is one" 'd["kind"] == "opt_out" and d["leaver"] == "L4" and d["applied"] and d["scope"] == "all"'
at 2026-10-16T11:20+02:00 messages --leaver linde/4
had=$(value 'len(d["messages"])')
holds "nothing waits for him" 'not m(state="queued")'
at 2026-10-16T11:21+02:00 tick
for day in 19 20 21 22 23; do at 2026-10-${day}T10:00+02:00 tick; done
at 2026-11-02T10:00+01:00 tick
at 2027-01-18T10:00+01:00 tick
at 2027-01-18T10:00+01:00 messages --leaver linde/4
holds "three months on he got nothing more" "len(d['messages']) == $had"
newest bo@leerling.example
mail_holds "as his box shows" '"Wat doe je nu, Bo?" == m["Subject"]'
at 2027-01-18T10:00+01:00 messages --leaver linde/3
holds "while Ana is asked again" 'len(m(step="drie-maanden", state="sent")) > 1'
at 2027-01-18T10:00+01:00 messages --leaver linde/2
holds "nothing more went to the address that is none" 'not m(address="sem@weg.example", state="sent", step="zes-maanden")'
at 2027-01-18T10:00+01:00 messages --leaver linde/5
holds "Kim gets texts now" 'd["messages"][0]["channel"] == "sms"'
at 2027-01-18T10:00+01:00 audit verify
holds "the record is whole" 'd["intact"]'

# -- straight from the mail server into the program --------------------------------------------------------------------------
cp "$work/noor.eml" "$work/mail"
compose noor@leerling.example "Nog iets: ik ben verhuisd naar Zwolle."
chmod 755 "$work" && chown -R nobody "$work/data"
post noor@leerling.example antwoord@pijp.dekruin.example
for _ in {1..60}; do
  # As nobody, too: what root opens meanwhile nobody else can.
  runuser -u nobody -- "$waakvlam" --data "$work/data" --now 2027-01-18T11:00+01:00 --json leaver timeline linde/1 >"$work/answer" 2>>"$work/log"
  grep -q Zwolle "$work/answer" && break
  sleep 0.5
done
holds "a mail that Postfix pipes into the program is heard" '[r for r in d["lines"] if r["kind"] == "inbound" and "Zwolle" in r["what"]]'
grep -q 'Zwolle' "$work/answer" || grep -h waakvlam "$folder/postfix.out" | tail -n 3 | sed 's/^/# /'
done_testing
