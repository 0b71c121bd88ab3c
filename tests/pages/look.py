"""look.py CHROMIUM URL EMAIL PASSWORD PERSON [FOLDER]: looks at every page in two widths and says what it sees in TAP.
With a folder it leaves pictures there, for people to look at."""
import sys

from browser import Browser

WIDTHS = (320, 1280)
# What sticks out of the page, by its tag and class. What is out of sight by intent (the skip link) lies left of it.
TOO_WIDE = """(() => { const w = document.documentElement.clientWidth;
  return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > w + 1)
    .map(e => e.tagName + '.' + e.className).slice(0, 5).join(' '); })()"""
# The contrast of every text against the nearest ground that is not transparent (WCAG 2.2, 1.4.3: at least 4.5:1).
PALE = """(() => {
  const rgb = s => { const m = s.match(/[\\d.]+/g).map(Number); return {c: m.slice(0, 3), a: m.length > 3 ? m[3] : 1}; };
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const b = rgb(getComputedStyle(e).backgroundColor); if (b.a === 1) return b.c; } return [255, 255, 255]; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const a = light(rgb(getComputedStyle(e).color).c), b = light(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
  }
  return bad.slice(0, 5).join(' ') + (document.querySelectorAll('body *').length < 5 ? 'hardly a page' : ''); })()"""
# Everything that a key can reach shows that it has the focus.
UNSEEN = """(() => [...document.querySelectorAll('a[href],button,input:not([type=hidden]),textarea,select,summary')].filter(e => { e.focus({focusVisible: true});
    const s = getComputedStyle(e); return document.activeElement !== e || s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2; })
    .map(e => e.tagName + '.' + e.className).slice(0, 5).join(' '))()"""
UNNAMED = """[...document.querySelectorAll('input:not([type=hidden]),textarea,select')].filter(e => !e.labels.length).map(e => e.id).join(' ')"""
ORDER = """(() => { let last = 0, bad = ''; for (const h of document.querySelectorAll('h1,h2,h3')) { const n = +h.tagName[1];
    if (n > last + 1) bad += h.tagName + ' after ' + last + ' '; last = n; } return bad + (document.querySelectorAll('h1').length === 1 ? '' : 'one h1, please'); })()"""
CHECKS = [("nothing sticks out", TOO_WIDE), ("contrast", PALE), ("focus is seen", UNSEEN), ("fields have labels", UNNAMED),
          ("headings in order", ORDER)]


class Report:
    def __init__(self):
        self.count, self.failed = 0, False

    def say(self, good, name, detail=""):
        self.count += 1
        self.failed |= not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}" + ("" if good else f"\n# {detail}"), flush=True)


def look_at(browser, report, name, folder):
    for width in WIDTHS:
        browser.width(width, 1000)
        wide = browser.value("document.documentElement.scrollWidth")
        report.say(wide <= width, f"{name} at {width}: no scrolling sideways", f"{wide} pixels wide")
        browser.value("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        for what, script in CHECKS:
            found = browser.value(script)
            report.say(found == "", f"{name} at {width}: {what}", found)
        styled = browser.value("getComputedStyle(document.body).marginTop") == "0px"
        report.say(styled, f"{name} at {width}: the style sheet is let in")
        if folder:
            browser.picture(f"{folder}/{name.replace(' ', '-')}-{width}.png")


def main(program, url, email, password, person, folder=None):
    report, browser = Report(), Browser(program)
    try:
        browser.open(url + "/aanmelden")
        look_at(browser, report, "signing in", folder)
        browser.sign_in(url, email, "verkeerd-woord", wrong=True)
        report.say(browser.value("!!document.querySelector('[role=alert]')"), "a wrong password is said")
        look_at(browser, report, "signing in again", folder)
        browser.sign_in(url, email, password)
        for name, path in (("work list", "/"), ("young person", person), ("what came in", "/binnengekomen"), ("appointments", "/afspraken"),
                           ("messages", "/postbus"), ("not found", "/nergens"),
                           ("a link to stop mail, broken", "/afmelden/x")):
            browser.open(url + path)
            look_at(browser, report, name, folder)
        browser.open(url + "/afspraken")
        browser.value("document.querySelector('main .do').click()")
        report.say(browser.arrives("/afspraken/"), "an appointment leads to where it is moved")
        look_at(browser, report, "an appointment", folder)
        browser.value("document.querySelector('[value=verzetten]').click(); document.querySelector('#dag').value = '2026-01-01';"
                      "document.querySelector('main button').click()")
        report.say(browser.shows(".wrong"), "it can't be moved to the past")
        look_at(browser, report, "an appointment with a mistake", folder)
        browser.open(url + "/binnengekomen")
        browser.value("document.querySelector('main .do').click()")
        report.say(browser.arrives("/binnengekomen/"), "what came in leads to where it is said whose it is")
        look_at(browser, report, "whose it is", folder)
        browser.value("document.querySelector('main button').click()")
        report.say(browser.shows(".wrong"), "nobody is guessed")
        look_at(browser, report, "whose it is with a mistake", folder)
        browser.open(url + "/")
        browser.value("document.querySelector('main .do').click()")
        report.say(browser.arrives("/taak/"), "the work list leads to where it is recorded what came of a task")
        look_at(browser, report, "a task", folder)
        browser.value("document.querySelector('[value=overleden]').click(); document.querySelector('#minuten').value = 'veel';"
                      "document.querySelector('main button').click()")
        report.say(browser.shows("input[name=zeker]"), "what can't be taken back is asked about")
        look_at(browser, report, "a task with mistakes", folder)
        browser.value("document.querySelector('[value=done],[value=spoke]').click(); document.querySelector('#minuten').value = '20';"
                      "document.querySelector('main button').click()")
        report.say(browser.shows(".done"), "with one click on an outcome it is recorded")
        look_at(browser, report, "a task that is done", folder)
        browser.open(url + "/")
        browser.value("document.querySelector('main h3 a').click()")
        report.say(browser.arrives("/jongere/"), "the work list leads to the young person")
        browser.value("document.querySelector('.out button').click()")
        report.say(browser.arrives("/aanmelden"), "signing out leads to signing in")
    finally:
        browser.close()
    print(f"1..{report.count}")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
