"""Looks at the site in a browser: `site.py CHROMIUM ADDRESS [crawl]`; prints ok and not ok lines.

With `crawl`, every internal link that can be reached from the front page is fetched as well: all
are 200, and all HTML closes what it opens.  test/e2e/095-browser-site.sh runs it.
"""
import html.parser
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

from chromium import Chromium

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CRAWL_MAX = 600


def check(name, good, detail=""):
    print(f"{'ok' if good else 'not ok'} {name}" + ("" if good else f"\n  {str(detail)[:400]}"))


class Page(html.parser.HTMLParser):
    """Links, ids and headings of a page; whether its elements nest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.ids, self.problems, self.headings = [], [], [], [], []
        self.feed(text)
        self.problems += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID and not (self.open and "svg" in self.open and tag == "rect"):
            self.open.append(tag)
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        if "id" in attrs:
            if attrs["id"] in self.ids:
                self.problems.append(f"id {attrs['id']} stands twice")
            self.ids.append(attrs["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "script" or any(name.startswith("on") or name == "style" for name in attrs):
            self.problems.append(f"<{tag}> with script or style")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag == "rect":
            return
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes another element")


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.code, "", ""


def crawl(base):
    queue, seen, broken, bad, articles = [base], {base}, [], [], []
    while queue and len(seen) < CRAWL_MAX:
        url = queue.pop(0)
        status, kind, text = fetch(url)
        if status != 200:
            broken.append(f"{status} {url}")
        if kind != "text/html":
            continue
        page = Page(text)
        bad += [f"{url}: {problem}" for problem in page.problems]
        if page.headings.count(1) != 1 or any(
                b > a + 1 for a, b in zip(page.headings, page.headings[1:])):
            bad.append(f"{url}: headings {page.headings}")
        if "/a/" in url and url.startswith(base + "a/"):
            articles.append(url)
        for link in page.links:
            target, fragment = urllib.parse.urldefrag(urllib.parse.urljoin(url, link))
            if target == url and fragment and fragment not in page.ids:
                bad.append(f"{url}: no #{fragment}")
            if target.startswith(base) and target not in seen:
                seen.add(target)
                queue.append(target)
    check("every internal link answers", not broken and len(seen) > 3, broken[:5] or len(seen))
    check("every page nests, and its headings are in order", not bad, bad[:5])
    return articles


def look(browser, base, paths):
    """Every page at two widths: no complaint, no dialogue, the right direction, no sideways scroll."""
    wrong = []
    for path in paths:
        for width in (1280, 390):
            browser.open(base + path, width=width, dark=width == 390)
            want = "ltr" if path.startswith("en/") else "rtl"
            seen = browser.value("[getComputedStyle(document.body).direction,"
                                 "document.documentElement.scrollWidth <= innerWidth].join()")
            if seen != f"{want},true":
                wrong.append(f"{path} at {width}: {seen}")
    check("pages have their direction and fit their window", not wrong, wrong[:5])
    check("the browser complains about nothing", not browser.complaints, browser.complaints[:5])
    check("no text of an article acts", browser.dialogs == 0 and not browser.value("window.hit"))


def search(browser, base):
    browser.open(base)
    browser.value("document.querySelector('input[name=q]').value = 'العراق';"
                  "document.querySelector('form[role=search]').requestSubmit()")
    browser.events.clear()
    browser.wait_for("Page.loadEventFired")
    check("the search form leads to results", browser.value(
        "location.pathname == '/search' && document.querySelectorAll('.items li').length > 0"))
    check("the query stays in the box",
          browser.value("document.querySelector('input[name=q]').value") == "العراق")


def main():
    program, base = sys.argv[1:3]
    articles = crawl(base) if "crawl" in sys.argv[3:] else []
    paths = ["", "en/", "search?q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82", "quotes", "feeds",
             "en/quotes", "en/feeds", "names", "en/names"]
    found = Page(fetch(base)[2]).links
    articles = articles or [urllib.parse.urljoin(base, link) for link in found
                            if link.startswith("/a/")]
    for url in articles[:8]:
        paths += [url.removeprefix(base), "en/" + url.removeprefix(base)]
    names = [link for link in Page(fetch(base + "names")[2]).links if "/names?name=" in link]
    check("the page of names leads to names", names)
    for link in names[:4]:
        paths += [link.lstrip("/"), "en" + link]
    browser = Chromium(program)
    try:
        look(browser, base, paths)
        search(browser, base)
    finally:
        browser.close()


main()
