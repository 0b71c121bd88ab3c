#!/usr/bin/env node
/* A channel of your own for Waakvlam, as a web address in JavaScript (Node 18 or later, nothing to install): texts go to
 * a folder of files, answers come from another. The same as channel-http.py, for who would rather read this.
 *
 *     SECRET=a-long-word-of-your-own node channel-http.js 8090 /var/spool/modem
 *
 *     [channel modem]
 *     type = http
 *     url = http://127.0.0.1:8090/
 *     secret = a-long-word-of-your-own
 *
 * The protocol is told in channels/FOREIGN.md. */
"use strict";
const crypto = require("crypto");
const fs = require("fs");
const http = require("http");
const path = require("path");

const secret = process.env.SECRET;
const [port, folder] = process.argv.slice(2);
const at = (...parts) => path.join(folder, ...parts);
for (const box of ["out", "in"]) fs.mkdirSync(at(box), { recursive: true });

const verbs = {
  hello: () => ({
    protocol: 1, name: "spool", version: "1", kinds: ["sms"], abilities: ["hear"], dry: true,
    verbs: ["ask", "collect", "kept"],
  }),

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
    fs.writeFileSync(at("out", `.${name}`), `To: ${message.to}\n\n${message.text}\n`);
    fs.renameSync(at("out", `.${name}`), at("out", name)); // whole, or not there
    return { verdict: "sent", reason: "in the spool", reference: name };
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
};

const digest = (text) => crypto.createHash("sha256").update(text).digest(); // of one length, so that they compare
const known = (header) => crypto.timingSafeEqual(digest(header || ""), digest(`Bearer ${secret}`));

const reply = (response, status, answer) => {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(answer));
};

const handle = (body, response) => {
  let request;
  try {
    request = JSON.parse(body);
  } catch {
    return reply(response, 400, { error: "no request of the protocol" });
  }
  const verb = request && Object.hasOwn(verbs, request.verb) && verbs[request.verb];
  if (!verb) return reply(response, 400, { error: "no request of the protocol" });
  try {
    return reply(response, 200, { ...verb(request), id: request.id });
  } catch (error) { // a full disk: 503 means that nothing went, try again
    return reply(response, 503, { error: error.code || "out of order" });
  }
};

http.createServer((request, response) => {
  if (!known(request.headers.authorization)) return reply(response, 401, { error: "the secret is wrong" });
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => handle(Buffer.concat(parts).toString("utf8"), response));
}).listen(Number(port), "127.0.0.1");
