#!/usr/bin/env python3
"""Stands between a client and a real CalDAV server, and makes trouble: FOLDER/mood is METHOD WHAT, where WHAT is a status
(the server is not asked), `cut` (it is asked, and nobody hears the answer) or `kill` (it is asked, and the process of
FOLDER/pid ends). Every question is a line of FOLDER/asked: METHOD PATH STATUS.

    caldav_trouble.py FOLDER PORT SERVER-PORT
"""
import http.client, os, signal, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder, port, far = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


class Trouble(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def note(self, status):
        with open(f"{folder}/asked", "a") as out:
            print(self.command, self.path, status, file=out)

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            method, what = open(f"{folder}/mood").read().split()
        except (OSError, ValueError):
            method, what = "", ""
        mine = what if method in (self.command, "ANY") else ""
        if mine.isdigit():
            self.note(mine)
            return self.answer(int(mine), [], b"no")
        server = http.client.HTTPConnection("127.0.0.1", far, timeout=10)
        server.request(self.command, self.path, body, {k: v for k, v in self.headers.items() if k.lower() != "host"})
        got = server.getresponse()
        data = got.read()
        self.note(f"{got.status} {mine}")
        if mine == "kill":
            os.kill(int(open(f"{folder}/pid").read()), signal.SIGKILL)
        if mine:
            self.close_connection = True
            return None
        return self.answer(got.status, got.getheaders(), data)

    do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_OPTIONS = any


ThreadingHTTPServer(("127.0.0.1", port), Trouble).serve_forever()
