#!/usr/bin/env python3
"""A channel of your own for Waakvlam, as a program: texts go to a folder of files, answers come from another.

The pattern of a modem or a gateway that works with a spool: OUT holds one file a message, IN one JSON file an answer
({"from": "+316…", "text": "…"}). Replace what `deliver` and `answers` do, and you have a channel. In waakvlam.conf:

    [channel modem]
    type = program
    command = /usr/bin/python3 /usr/local/share/doc/waakvlam/examples/channel-program.py
    option.folder = /var/spool/modem

The protocol is told in channels/FOREIGN.md. Standard output is for answers alone; print to standard error.
"""
import json
import os
import sys

folder = None


def path(box, name):
    return os.path.join(folder, box, name)


def hello(request):
    return {"protocol": 1, "name": "spool", "version": "1", "kinds": ["sms"], "abilities": ["hear"], "dry": True,
            "verbs": ["ask", "collect", "kept"],
            "options": [{"name": "folder", "help": "where the folders out and in are"}]}


def open_(request):
    global folder
    folder = request["options"]["folder"]
    for box in ("out", "in"):
        os.makedirs(os.path.join(folder, box), exist_ok=True)
    return {"ok": True}


def check(request):
    fine = os.access(os.path.join(folder, "out"), os.W_OK)
    return {"ok": fine, "reason": "" if fine else "the folder out can't be written"}


def deliver(message):
    """The key is the name, so the same message again is the same file: nothing goes twice."""
    name = message["key"] + ".txt"
    with open(path("out", "." + name), "w", encoding="utf-8", newline="") as file:
        file.write(f"To: {message['to']}\n\n{message['text']}\n")
    os.replace(path("out", "." + name), path("out", name))  # whole, or not there
    return name


def send(request):
    message = request["message"]
    if any(c not in "+0123456789" for c in message["to"]):
        return {"verdict": "never", "reason": "the number is not a number"}
    if request.get("dry"):
        return {"verdict": "sent", "reason": "would be in the spool"}
    try:
        return {"verdict": "sent", "reason": "in the spool", "reference": deliver(message)}
    except OSError as error:  # a full disk: nothing went, try again
        return {"verdict": "later", "reason": f"not written: {error.strerror}"}


def ask(request):
    there = os.path.exists(path("out", request["key"] + ".txt"))
    return {"verdict": "sent" if there else "later", "reason": "in the spool" if there else "not in the spool"}


def collect(request):
    """The file's name is the mark: it is taken away when Waakvlam says that it is kept, not before."""
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


def close(request):
    return {"ok": True}


verbs = {"hello": hello, "open": open_, "check": check, "send": send, "ask": ask, "collect": collect, "kept": kept,
         "close": close}
for line in sys.stdin:
    request = json.loads(line)
    answer = verbs[request["verb"]](request)
    answer["id"] = request["id"]
    print(json.dumps(answer), flush=True)
