"""tokens.py PORT SECRET USER: a stub of a token address (POST with client_secret=SECRET) and of token introspection
(GET with the token), by RFC 6749 section 4.4 and RFC 7662. Every token is another, and only the newest is good."""
import http.server, json, sys, urllib.parse

port, secret, user = int(sys.argv[1]), sys.argv[2], sys.argv[3]
given = []


class Tokens(http.server.BaseHTTPRequestHandler):
    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if form.get("grant_type") != ["client_credentials"] or form.get("client_secret") != [secret]:
            return self.answer(401, {"error": "invalid_client"})
        given.append("teken-%d" % len(given))
        self.answer(200, {"access_token": given[-1], "token_type": "Bearer", "expires_in": 3600})

    def do_GET(self):
        good = given and self.headers.get("Authorization") == "Bearer " + given[-1]
        self.answer(200, {"active": True, "username": user} if good else {"active": False})

    def log_message(self, *args):
        print(*args, file=sys.stderr, flush=True)


http.server.HTTPServer(("127.0.0.1", port), Tokens).serve_forever()
