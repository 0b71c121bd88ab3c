#!/usr/bin/env node
/* A channel of your own for Waakvlam, as a program in JavaScript (Node 18 or later, nothing to install): texts go to a
 * folder of files, answers come from another. The same as channel-program.py, for who would rather read this.
 *
 *     [channel modem]
 *     type = program
 *     command = /usr/bin/node /usr/local/share/doc/waakvlam/examples/channel-program.js
 *     option.folder = /var/spool/modem
 *
 * The protocol is told in channels/FOREIGN.md. Standard output is for answers alone; write to standard error. */
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");

let folder = "";
const at = (...parts) => path.join(folder, ...parts);

const verbs = {
  hello: () => ({
    protocol: 1, name: "spool", version: "1", kinds: ["sms"], abilities: ["hear"], dry: true,
    verbs: ["ask", "collect", "kept"],
    options: [{ name: "folder", help: "where the folders out and in are" }],
  }),

  open: (request) => {
    folder = request.options.folder;
    for (const box of ["out", "in"]) fs.mkdirSync(at(box), { recursive: true });
    return { ok: true };
  },

  check: () => {
    try {
      fs.accessSync(at("out"), fs.constants.W_OK);
      return { ok: true };
    } catch {
      return { ok: false, reason: "the folder out can't be written" };
    }
  },

  // The key is the name, so the same message again is the same file: nothing goes twice.
  send: ({ message, dry }) => {
    if (!/^[+0-9]+$/.test(message.to)) return { verdict: "never", reason: "the number is not a number" };
    if (dry) return { verdict: "sent", reason: "would be in the spool" };
    const name = `${message.key}.txt`;
    try {
      fs.writeFileSync(at("out", `.${name}`), `To: ${message.to}\n\n${message.text}\n`);
      fs.renameSync(at("out", `.${name}`), at("out", name)); // whole, or not there
      return { verdict: "sent", reason: "in the spool", reference: name };
    } catch (error) { // a full disk: nothing went, try again
      return { verdict: "later", reason: `not written: ${error.code}` };
    }
  },

  ask: ({ key }) => fs.existsSync(at("out", `${key}.txt`))
    ? { verdict: "sent", reason: "in the spool" }
    : { verdict: "later", reason: "not in the spool" },

  // The file's name is the mark: it is taken away when Waakvlam says that it is kept, not before.
  collect: () => ({
    news: fs.readdirSync(at("in")).filter((name) => name.endsWith(".json")).sort().slice(0, 1000).map((name) => {
      const answer = JSON.parse(fs.readFileSync(at("in", name), "utf8"));
      return { kind: "text", mark: name, from: answer.from, text: answer.text };
    }),
  }),

  kept: ({ marks }) => {
    for (const mark of marks) if (path.basename(mark) === mark) fs.rmSync(at("in", mark), { force: true });
    return { ok: true };
  },

  close: () => ({ ok: true }),
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ ...verbs[request.verb](request), id: request.id })}\n`);
});
