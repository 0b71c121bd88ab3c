#!/usr/bin/env python3
"""A stub, not the real thing: NotifyNL, CM.com, Spryng and Bird, each as far as its public reference goes and our channels
ask. Every message that is taken is one line of FOLDER/taken: PROVIDER REFERENCE NUMBER. What a provider does is in
FOLDER/mood.PROVIDER: accept (default), busy (429), down (503), swallow (takes it and says nothing), lose (the same
without taking it), kill-before, kill-after, kill-answered (kills the process FOLDER/pid when it has the message, when it has
taken it, when it has answered). Serves on a port of its own until its standard input closes.

    providers_stub.py FOLDER          prints "ready PORT"
"""
import json, os, signal, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

folder = sys.argv[1]
lock = threading.Lock()


def mood(provider):
    try:
        return open(f"{folder}/mood.{provider}").read().strip()
    except OSError:
        return "accept"


def taken():
    try:
        return [line.split() for line in open(f"{folder}/taken")]
    except OSError:
        return []


# Where a message stands in what each is sent: its reference and its number; and what is said to it.
SHAPES = {
    "notify": (lambda d: (d["reference"], d["phone_number"]), lambda r: (201, {"id": "n-" + r, "reference": r})),
    "cm": (lambda d: (d["messages"]["msg"][0]["reference"], d["messages"]["msg"][0]["to"][0]["number"]),
           lambda r: (200, {"details": "Created 1 message(s)", "errorCode": 0,
                            "messages": [{"status": "Accepted", "reference": r, "messageErrorCode": 0}]})),
    "spryng": (lambda d: (d["reference"], d["recipients"][0]), lambda r: (200, {"id": "s-" + r, "reference": r})),
    "bird": (lambda d: (d["reference"], d["recipients"][0]), lambda r: (201, {"id": "b-" + r, "reference": r})),
}
KEYS = {"notify": "Authorization", "cm": "X-CM-PRODUCTTOKEN", "spryng": "Authorization", "bird": "Authorization"}
LISTS = {"notify": ("reference", "notifications", "n-", "delivered"), "spryng": ("filters[reference]", "data", "s-", "")}


class Stub(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def say(self, status, document, **headers):
        body = json.dumps(document).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        provider = self.path.split("/")[1]
        document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reference, number = SHAPES[provider][0](document)
        now = mood(provider)
        if not self.headers.get(KEYS[provider]):
            return self.say(401, {"error": "no key"})
        if now == "busy":
            return self.say(429, {"error": "slow down"}, Retry_After="60")
        if now == "down":
            return self.say(503, {"error": "down"})
        if now == "kill-before":
            self.kill()  # and takes it all the same, before anybody can ask
        if now != "lose":
            with open(f"{folder}/taken", "a") as out:
                print(provider, reference, number, file=out)
        if now in ("swallow", "lose"):
            time.sleep(3)
            return self.connection.close()
        if now == "kill-after":
            self.kill()
            time.sleep(0.2)  # the answer goes to nobody
        status, answer = SHAPES[provider][1](reference)
        self.say(status, answer)
        if now == "kill-answered":
            self.wfile.flush()
            self.kill()

    def kill(self):
        """Ends who asks, whose process id is in FOLDER/pid; once."""
        with lock:
            if not os.path.exists(f"{folder}/pid"):
                return
            os.kill(int(open(f"{folder}/pid").read()), signal.SIGKILL)
            os.unlink(f"{folder}/pid")

    def do_GET(self):
        address = urlsplit(self.path)
        provider, query = address.path.split("/")[1], parse_qs(address.query)
        if provider not in LISTS:
            return self.say(200, {"items": [], "totalCount": 900})
        field, name, prefix, status = LISTS[provider]
        wanted = query.get(field, [""])[0]
        found = [r for p, r, _ in taken() if p == provider and r == wanted]
        return self.say(200, {name: [{"id": prefix + r, "reference": r, "status": status} for r in found]})


server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
