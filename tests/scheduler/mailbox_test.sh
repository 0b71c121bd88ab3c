#!/usr/bin/env bash
# Mail boxes as the way in, at a real Dovecot: what LMTP delivers is heard within seconds, once, whatever happens between
# keeping and moving; and what was there before is left alone.
. "$(dirname "$0")/school.sh"
read -r lmtp imap imaps tokens < <(free_ports 4)
start_server mailbox "$lmtp" "$imap" "$imaps" "$tokens"
[ -n "$folder" ] || skip_all "mail boxes at a real server" "$skipped"
box=$folder/mail/antwoord@dekruin.example service=
trap 'kill $service 2>/dev/null; stop_server; rm -rf "$work"' EXIT

# old NUMBER: so many mails of years ago in the box, which nobody has looked at.
old() {
  python3 - "$box" "$1" <<'PY'
import os, sys
box, count = sys.argv[1], int(sys.argv[2])
for part in ("cur", "new", "tmp"): os.makedirs(f"{box}/{part}")
for i in range(count):
    name = f"{box}/cur/{1500000000 + i}.old.host:2,"
    with open(name, "w") as f: f.write(f"From: oud{i}@leerling.example\nSubject: oud {i}\n\nik heb werk\n")
    os.utime(name, (1500000000, 1500000000))
PY
  [ "$(id -u)" != 0 ] || chown -R nobody "$box"
}
# compose FROM TEXT: an answer to the newest mail to that address, in $work/reply.
compose() {
  python3 - "$work/data/postbox" "$@" >"$work/reply" <<'PY'
import email, email.policy, glob, os, sys
mails = sorted(glob.glob(sys.argv[1] + "/*.eml"), key=os.path.getmtime)
got = [m for m in (email.message_from_binary_file(open(f, "rb"), policy=email.policy.default) for f in mails) if sys.argv[2] in m["To"]][-1]
out = email.message.EmailMessage()
out["From"], out["To"], out["Subject"] = sys.argv[2], str(got["Reply-To"]), "Re: " + got["Subject"]
out["Date"], out["Message-ID"], out["In-Reply-To"] = got["Date"], "<%d.%s>" % (abs(hash(sys.argv[3])), sys.argv[2]), got["Message-ID"]
out.set_content(sys.argv[3])
sys.stdout.buffer.write(out.as_bytes(policy=email.policy.SMTP))
PY
}
# deliver BOX: $work/reply by LMTP.
deliver() {
  python3 -c 'import smtplib, sys
with smtplib.LMTP("127.0.0.1", int(sys.argv[1])) as s: s.sendmail("x@leerling.example", [sys.argv[2]], open(sys.argv[3], "rb").read())' \
    "$lmtp" "$1" "$work/reply"
}
# count BOX [FOLDER]: how many mails are in it.
count() {
  python3 -c 'import imaplib, ssl, sys
c = imaplib.IMAP4_SSL("127.0.0.1", int(sys.argv[1]), ssl_context=ssl._create_unverified_context())
c.login(sys.argv[2], "geheim")
ok, data = c.select(sys.argv[3], readonly=True)
print(int(data[0]) if ok == "OK" else "none")' "$imaps" "$1" "${2:-INBOX}"
}
same() { [ "$2" = "$3" ] || echo "# got $2, want $3"; [ "$2" = "$3" ]; ok $? "$1"; }
lines() { at "$1" leaver timeline "$2"; value "len([r for r in d['lines'] if r['kind'] == 'inbound' and '$3' in r['what']])"; }

old 1000
row() { echo "$1;$2;$3;01-02-2008;$counsellor;;$4;pro;10-07-2026;nee;email"; }
school "$(row 1 Noor Bakker noor@leerling.example; row 2 Sem Kok sem@leerling.example)" "[waakvlam]
reply_to = antwoord@dekruin.example
listen = 127.0.0.1:0
tick_seconds = 3600
mailbox = imap

[organisation linde]
mailbox = imap, terug

[channel imap]
host = 127.0.0.1
port = $imaps
user = antwoord@dekruin.example
token_url = http://127.0.0.1:$tokens/token
client_id = klant
client_secret = zeer-geheim
ca_file = $folder/ca.pem

[channel terug]
type = imap
host = 127.0.0.1
port = $imap
tls = starttls
user = bounce@dekruin.example
password = geheim
ca_file = $folder/ca.pem
since = all
after = delete"
ok $? "a school with two mail boxes"
at $start channel check imap
holds "one lets us in with a token" 'd["ok"]'
at $start channel check terug
holds "the other with a password, after STARTTLS" 'd["ok"]'

# -- the first look ---------------------------------------------------------------------------------------------------------
at $start collect
holds "a thousand old mails are left alone" 'd["kept"] == 0 and [b["name"] for b in d["boxes"]] == ["imap", "terug"]'
grep -q "imap: 1000 mails that were in INBOX already are left alone" "$work/log"
ok $? "and that is said"
at 2026-10-12T10:00+02:00 tick
holds "a tick looks into the boxes, too" 'd["collected"] == 0 and d["sent"] == 1'

# -- killed between keeping and moving -----------------------------------------------------------------------------------------
compose noor@leerling.example "Hoi, ik heb werk bij de Jumbo!"
deliver antwoord@dekruin.example
WAAKVLAM_TEST_EXIT_AT_COMMIT=1 at 2026-10-12T11:00+02:00 collect
same "a process that ends right after keeping" $? 5
same "has moved nothing" "$(count antwoord@dekruin.example)" 1001
at 2026-10-12T11:01+02:00 collect
holds "the next one finds it again" 'd["kept"] == 1 and d["boxes"][0]["ok"] or print("#", d)'
same "and moves it" "$(count antwoord@dekruin.example) $(count antwoord@dekruin.example Verwerkt)" "1000 1"
same "it was heard once" "$(lines 2026-10-12T11:01+02:00 linde/1 Jumbo)" 1
at 2026-10-12T11:02+02:00 collect
holds "and not again" 'd["kept"] == 0'

# -- the server numbers the box anew --------------------------------------------------------------------------------------------
at 2026-10-13T10:00+02:00 tick
compose sem@leerling.example "zoek werk"
deliver antwoord@dekruin.example
mv "$box"/.Verwerkt/cur/* "$box"/.Verwerkt/new/* "$box/new/" 2>/dev/null
touch -d 2026-10-13T09:00 "$box"/new/*
rm -rf "$box"/dovecot* "$box"/.Verwerkt/dovecot*
at 2026-10-13T10:30+02:00 collect
holds "after another UIDVALIDITY only what is newer than the first look is read" 'd["kept"] == 2 or print("#", d)'
grep -q "imap: the server has numbered INBOX anew" "$work/log"
ok $? "and that is said, too"
same "the new one is heard" "$(lines 2026-10-13T10:30+02:00 linde/2 'zoek werk')" 1
same "the old one, which somebody put back, changes nothing" "$(lines 2026-10-13T10:30+02:00 linde/1 Jumbo)" 1
same "the thousand are where they were" "$(count antwoord@dekruin.example)" 1000

# -- the service waits in IDLE ----------------------------------------------------------------------------------------------------
"$waakvlam" --data "$work/data" --now 2026-10-13T11:00+02:00 run 2>"$work/service" &
service=$!
for _ in {1..100}; do grep -q '"ready"' "$work/service" && break; sleep 0.1; done
for _ in {1..100}; do [ "$(grep -c 'imap(.*Info\|Login: ' "$folder/log")" -gt 0 ] && break; sleep 0.1; done
sleep 2
begin=$(date +%s%N)
compose noor@leerling.example "Ik ben verhuisd naar Zwolle"
deliver antwoord@dekruin.example
for _ in {1..100}; do grep -q '"mail collected","detail":"imap: 1"' "$work/service" && break; sleep 0.1; done
took=$((($(date +%s%N) - begin) / 1000000))
[ $took -lt 5000 ]; ok $? "a mail is heard while the service waits"
echo "# after $took ms"
deliver bounce@dekruin.example # the same once more, with another trace
compose noor@leerling.example "STOP"
deliver bounce@dekruin.example
for _ in {1..100}; do [ "$(count bounce@dekruin.example)" = 0 ] && break; sleep 0.1; done
grep -q '"mail collected","detail":"terug: [12]"' "$work/service"
ok $? "in each of the boxes"
same "which is empty then" "$(count bounce@dekruin.example)" 0
begin=$(date +%s%N)
kill $service; wait $service
same "told to stop, it stops" $? 0
took=$((($(date +%s%N) - begin) / 1000000)) service=
[ $took -lt 4000 ]; ok $? "within seconds"
same "what the service heard in two boxes stands in the time line once" "$(lines 2026-10-13T12:00+02:00 linde/1 Zwolle)" 1
grep -c zeer-geheim "$work/service" "$work/log" >"$work/answer"
same "no secret in what was said" "$(grep -c ':0$' "$work/answer")" 2

# -- a box that is down ------------------------------------------------------------------------------------------------------------
stop_server
at 2026-10-14T10:00+02:00 tick
same "a tick does its work without the boxes" $? 0
grep -q '^waakvlam: imap: ' "$work/log"
ok $? "and says that they are down"
at 2026-10-14T10:00+02:00 doctor
holds "the doctor does, too" '[c for c in d["checks"] if c["name"] == "channels" and not c["ok"] and "mail in by terug does not work" in c["message"]]'
at 2026-10-14T10:00+02:00 collect terug
same "collect says so in its status" $? 1
at 2026-10-14T10:00+02:00 collect postbox
same "the post box brings nothing in" $? 1
at 2026-10-14T10:00+02:00 collect nergens
same "a box that is not there is a wrong call" $? 2
done_testing
