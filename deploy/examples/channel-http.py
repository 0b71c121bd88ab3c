#!/usr/bin/env python3
"""A channel of your own for Waakvlam, as a web address: texts go to a folder of files, answers come from another.

Start it beside Waakvlam, or on another machine behind a proxy that does TLS:

    SECRET=a-long-word-of-your-own channel-http.py 8090 /var/spool/modem

    [channel modem]
    type = http
    url = http://127.0.0.1:8090/
    secret = a-long-word-of-your-own

The protocol is told in channels/FOREIGN.md. `collect` fetches the answers here; a service that would rather bring them
posts {"news": […]} to /hook/modem of Waakvlam, with the same secret.
"""
import hmac
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

secret, folder = os.environ["SECRET"], sys.argv[2]
for box in ("out", "in"):
    os.makedirs(os.path.join(folder, box), exist_ok=True)


def path(box, name):
    return os.path.join(folder, box, name)


def hello(request):
    return {"protocol": 1, "name": "spool", "version": "1", "kinds": ["sms"], "abilities": ["hear"], "dry": True,
            "verbs": ["ask", "collect", "kept"]}


def check(request):
    fine = os.access(os.path.join(folder, "out"), os.W_OK)
    return {"ok": fine, "reason": "" if fine else "the folder out can't be written"}


def send(request):
    """The key is the name, so the same message again is the same file: nothing goes twice."""
    message = request["message"]
    name = message["key"] + ".txt"
    if any(c not in "+0123456789" for c in message["to"]):
        return {"verdict": "never", "reason": "the number is not a number"}
    if request.get("dry"):
        return {"verdict": "sent", "reason": "would be in the spool"}
    with open(path("out", "." + name), "w", encoding="utf-8", newline="") as file:
        file.write(f"To: {message['to']}\n\n{message['text']}\n")
    os.replace(path("out", "." + name), path("out", name))
    return {"verdict": "sent", "reason": "in the spool", "reference": name}


def ask(request):
    there = os.path.exists(path("out", request["key"] + ".txt"))
    return {"verdict": "sent" if there else "later", "reason": "in the spool" if there else "not in the spool"}


def collect(request):
    news = []
    for name in sorted(os.listdir(os.path.join(folder, "in")))[:1000]:
        if name.endswith(".json"):
            with open(path("in", name), encoding="utf-8") as file:
                answer = json.load(file)
            news.append({"kind": "text", "mark": name, "from": answer["from"], "text": answer["text"]})
    return {"news": news}


def kept(request):
    for mark in request["marks"]:
        if os.path.basename(mark) == mark and os.path.exists(path("in", mark)):
            os.remove(path("in", mark))
    return {"ok": True}


verbs = {"hello": hello, "check": check, "send": send, "ask": ask, "collect": collect, "kept": kept}


class Handler(BaseHTTPRequestHandler):
    def reply(self, status, answer):
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        given = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {secret}".encode()):
            return self.reply(401, {"error": "the secret is wrong"})
        try:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            verb = verbs[request["verb"]]
        except (ValueError, KeyError, TypeError):
            return self.reply(400, {"error": "no request of the protocol"})
        try:
            self.reply(200, {**verb(request), "id": request["id"]})
        except OSError as error:  # a full disk: 503 means that nothing went, try again
            self.reply(503, {"error": error.strerror})

    def log_message(self, *words):  # the default would write every address that was asked for
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
