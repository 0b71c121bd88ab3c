// Others' readers on what we wrote, and others' writers for what we read:
//   second_readers.js check FOLDER   each N.json tells what went into N.eml and N.ics; exit status 1 when mailparser or
//                                    ical.js find something else in them
//   second_readers.js write FOLDER   nodemailer's mails; the test knows what is in them
"use strict";
const fs = require("fs"), path = require("path");
const { simpleParser } = require("mailparser"), nodemailer = require("nodemailer"), ical = require("ical.js");
const [, , verb, folder] = process.argv;
let wrong = 0;

function same(what, got, want) {
  if (got === want) return;
  wrong++;
  console.log(`# ${what}\n#   got:  ${JSON.stringify(got)}\n#   want: ${JSON.stringify(want)}`);
}
const lines = (text) => (text || "").replace(/\r\n/g, "\n").replace(/\n+$/, "");
const unquoted = (text) => text.replace(/"/g, "'"); // a parameter has no way to hold a double quote (RFC 5545, 3.2)
const one = (field) => (field && field.value.length === 1 ? field.value[0] : { name: "?", address: "?" });

function checkCalendar(name, text, want) {
  const root = new ical.Component(ical.parse(text));
  const event = new ical.Event(root.getFirstSubcomponent("vevent"));
  const zones = root.getAllSubcomponents("vtimezone").map((zone) => new ical.Timezone(zone));
  for (const zone of zones) ical.TimezoneService.register(zone.tzid, zone);
  same(`${name} METHOD`, root.getFirstPropertyValue("method"), want.method);
  same(`${name} UID`, event.uid, want.uid);
  same(`${name} SEQUENCE`, event.sequence || 0, want.sequence);
  same(`${name} SUMMARY`, event.summary, want.summary);
  same(`${name} LOCATION`, event.location || "", want.location);
  same(`${name} DESCRIPTION`, lines(event.description), lines(want.description));
  same(`${name} DTSTART`, event.startDate.toUnixTime(), want.start);
  same(`${name} DTEND`, event.endDate.toUnixTime(), want.end);
  const organizer = event.component.getFirstProperty("organizer"), attendee = event.attendees[0];
  same(`${name} ORGANIZER`, organizer.getFirstValue().toLowerCase(), "mailto:" + want.organizer_address);
  same(`${name} ORGANIZER CN`, organizer.getParameter("cn"), unquoted(want.organizer_name));
  same(`${name} ATTENDEE`, attendee.getFirstValue().toLowerCase(), "mailto:" + want.attendee_address);
  same(`${name} ATTENDEE CN`, attendee.getParameter("cn"), unquoted(want.attendee_name));
  for (const line of text.split("\r\n"))
    if (Buffer.byteLength(line) > 75) same(`${name}: a line of more than 75 octets`, line, "");
}

async function checkMail(name, bytes, want) {
  const mail = await simpleParser(bytes, { skipTextToHtml: true });
  same(`${name} From`, one(mail.from).address, want.from);
  same(`${name} From name`, one(mail.from).name, want.from_name);
  same(`${name} To`, one(mail.to).address, want.to);
  same(`${name} To name`, one(mail.to).name, want.to_name);
  same(`${name} Reply-To`, one(mail.replyTo).address, want.reply_to);
  same(`${name} Subject`, mail.subject || "", want.subject);
  same(`${name} Message-ID`, mail.messageId, want.message_id);
  same(`${name} Date`, mail.date.getTime() / 1000, want.queued);
  same(`${name} text`, lines(mail.text), lines(want.text));
  const list = mail.headers.get("list") || {};
  same(`${name} List-Unsubscribe url`, (list.unsubscribe || {}).url || "", want.unsubscribe_url);
  same(`${name} List-Unsubscribe mail`, (list.unsubscribe || {}).mail || "",
    want.unsubscribe_mail && want.unsubscribe_mail + "?subject=STOP");
  if (!want.invitation) return same(`${name} attachments`, mail.attachments.length, 0);
  same(`${name} attachments`, mail.attachments.map((a) => a.contentType).join(" "), "text/calendar application/ics");
  for (const part of mail.attachments) checkCalendar(`${name} ${part.contentType}`, part.content.toString(), want.invitation);
}

async function check() {
  for (const file of fs.readdirSync(folder).filter((f) => f.endsWith(".json"))) {
    const name = file.slice(0, -5), want = JSON.parse(fs.readFileSync(path.join(folder, file)));
    await checkMail(name, fs.readFileSync(path.join(folder, name + ".eml")), want);
    if (want.invitation) checkCalendar(name + ".ics", fs.readFileSync(path.join(folder, name + ".ics"), "utf8"), want.invitation);
  }
  process.exit(wrong ? 1 : 0);
}

const quoted = "Op ma 12 okt. 2026 om 10:00 schreef Marjolein van den Berg <antwoord@dekruin.example>:\n> Hoi Zoë,\n> Stuur STOP\n";
const reply = [
  "BEGIN:VCALENDAR", "PRODID:-//test//NL", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT",
  "UID:abcdefghijklmnopqrstuvwxyz@dekruin.example", "SEQUENCE:2", "DTSTAMP:20261012T090000Z", "DTSTART:20261015T090000Z",
  "DTEND:20261015T093000Z", "ORGANIZER:mailto:antwoord@dekruin.example",
  "ATTENDEE;PARTSTAT=ACCEPTED;CN=Zoë Çelik:mailto:zoe@leerling.example", "COMMENT:tot dan 🎈", "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");
const mails = {
  plain: { subject: "Re: Hoe gaat het? Één vraag", text: "Ik heb wérk 🎈 bij de bakker!\n\n" + quoted },
  html: { subject: "Re: 🎈🎈🎈 " + "lang onderwerp ".repeat(12) + "één", text: "zoek werk\n\n" + quoted,
    html: "<p>zoek werk</p><blockquote type=\"cite\"><p>Stuur STOP</p></blockquote>" },
  long: { subject: "Re: lang", text: "ë".repeat(3000) + "\n" + "woord ".repeat(400) },
  base64: { subject: "Re: b", text: "bel mij maar", textEncoding: "base64", attachments: [{ filename: "foto é.jpg", content: Buffer.alloc(300000, 7) }] },
  stop: { subject: "Re: x", text: "STOP\n\n" + quoted },
  away: { subject: "Afwezig: Re: x", text: "Ik ben er weer op 2 november 2026.", headers: { "Auto-Submitted": "auto-replied" } },
  calendar: { subject: "Geaccepteerd: Gesprek", text: "Zoë komt.", icalEvent: { method: "REPLY", content: reply } },
};

async function write() {
  const out = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  for (const [name, mail] of Object.entries(mails)) {
    const sent = await out.sendMail({
      from: { name: "Zoë Çelik 🎈", address: "zoe@leerling.example" }, to: "antwoord@dekruin.example",
      date: new Date("2026-10-12T11:00:00Z"), messageId: `<${name}@leerling.example>`,
      inReplyTo: "<abcdefghijklmnopqrstuvwxyz@dekruin.example>", references: "<abcdefghijklmnopqrstuvwxyz@dekruin.example>", ...mail,
    });
    fs.writeFileSync(path.join(folder, name + ".eml"), sent.message);
  }
}

(verb === "check" ? check() : write()).catch((error) => {
  console.log("# " + error.stack);
  process.exit(1);
});
