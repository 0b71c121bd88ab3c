"""Chromium, driven over a pipe by its DevTools protocol: no driver program, no library, no port. Tests only."""
import base64, fcntl, json, os, select, shutil, subprocess, tempfile, time

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe"]
PATIENCE = 60  # seconds for one answer: a shared machine is slow now and then


class Browser:
    def __init__(self, program):
        self.profile = tempfile.mkdtemp()
        to_child, self.out = os.pipe()
        self.back, from_child = os.pipe()
        ends = [fcntl.fcntl(fd, fcntl.F_DUPFD, 20) for fd in (to_child, from_child)]

        def place():  # Chromium reads its orders from 3 and answers on 4
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.process = subprocess.Popen([program, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"], preexec_fn=place, pass_fds=(3, 4),
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for fd in (to_child, from_child, *ends):
            os.close(fd)
        self.number, self.buffer, self.session = 0, b"", None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self):
        end = time.monotonic() + PATIENCE
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.back], [], [], max(0, end - time.monotonic()))
            piece = os.read(self.back, 1 << 16) if ready else b""
            if not piece:
                raise RuntimeError("Chromium does not answer")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **params):
        self.number += 1
        order = {"id": self.number, "method": method, "params": params}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.out, json.dumps(order).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def width(self, pixels, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=pixels, height=height, deviceScaleFactor=1, mobile=pixels < 600)

    def value(self, script):
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def glance(self, script):
        """Likewise while a page may be on its way: None when it was just being left."""
        try:
            return self.value(script)
        except RuntimeError as error:
            if "navigated" in str(error) or "context" in str(error):
                return None
            raise

    def settle(self):
        """Until the page that is there has loaded; a page that is being left has another address or is not complete."""
        for _ in range(PATIENCE * 20):
            if self.glance("document.readyState") == "complete":
                return
            time.sleep(0.05)
        raise RuntimeError("the page does not finish loading")

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.settle()

    def arrives(self, path):
        """Waits for a page whose path begins so."""
        for _ in range(PATIENCE * 20):
            if (self.glance("location.pathname") or "").startswith(path) and self.glance("document.readyState") == "complete":
                return True
            time.sleep(0.05)
        return False

    def shows(self, selector):
        """Waits for a page that has such an element."""
        for _ in range(PATIENCE * 20):
            if self.glance(f"document.readyState == 'complete' && !!document.querySelector({json.dumps(selector)})"):
                return True
            time.sleep(0.05)
        return False

    def sign_in(self, url, email, password, wrong=False):
        self.open(url + "/aanmelden")
        script = f"document.getElementById('email').value={json.dumps(email)};document.getElementById('wachtwoord').value={json.dumps(password)};"
        self.value(script + "document.querySelector('main button').click()")
        sign = "!!document.querySelector('[role=alert]')" if wrong else "location.pathname == '/'"
        for _ in range(PATIENCE * 20):
            if self.glance(sign):
                return self.settle()
            time.sleep(0.05)
        raise RuntimeError("nothing came of signing in")

    def picture(self, path, whole=True):
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as out:
            out.write(base64.b64decode(shot["data"]))
