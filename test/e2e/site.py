"""A loopback site for the collector's tests: feeds, pages, robots.txt and every bad behaviour.

    site.py PORT LEDGER [CRAWL-DELAY|robots=STATUS]

/feed/N           RSS of N's items, with ETag; 304 where it matches.  /add/N/K adds K items.
/page/N/I         the page of an item; /edit/N/I changes its text.
/evil/N/V         the same guids and addresses at another host, with forged texts of version V
/moved/N, /found/N  redirects to /feed/N, for good and for now
/map/N            a sitemap of N's pages, gzip; /index/N an index of it; /bare a page without a feed
/stats            what was seen of requests: most at once, least gap, last user agent
/bad/KIND         slow, hang, loop, gone, busy, short, bomb, garbage, html, lie, and those of `raw`
Each full answer and each 304 is written to LEDGER, a line each: what was served, so that a test can
tell whether anything served was lost.
"""
import gzip, hashlib, http.server, json, sys, threading, time, urllib.parse

items, edits, removed, lock = {}, {}, set(), threading.Lock()
ledger = open(sys.argv[2], "a", buffering=1)
words = "الماء السد المدينة الطريق الحكومة البرلمان السوق المدرسة الميناء الزراعة الكهرباء القطار".split()


def text_of(feed, item):
    seed = hashlib.sha256(f"{feed}/{item}".encode()).digest()
    body = " ".join(words[b % len(words)] for b in seed * 3)
    return f"الخبر {feed}-{item}: {body}" + edits.get((feed, item), "")


rss = b"<rss version='2.0'><channel><title>t</title></channel></rss>"
ok = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"


def nested(levels):
    body = rss
    for _ in range(levels):
        body = gzip.compress(body)
    return body


zipped = gzip.compress(rss)
# Answers no server should give: iterables of bytes, by name.
raw = {
    "storm": lambda base: [b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"] * 5000,
    "endless-head": lambda base: [ok] + [b"X-%d: a\r\n" % i for i in range(50000)],
    "huge-head": lambda base: [ok, b"X: ", b"a" * (8 << 20), b"\r\n\r\n", rss],
    "cookies": lambda base: [ok] + [b"Set-Cookie: c%d=%s\r\n" % (i, b"x" * 4000) for i in range(300)] + [b"\r\n", rss],
    "chunk": lambda base: [ok, b"Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n", rss],
    "length-negative": lambda base: [ok, b"Content-Length: -5\r\n\r\n", rss],
    "length-twice": lambda base: [ok, b"Content-Length: 5000\r\nContent-Length: 4\r\n\r\n", rss],
    "gzip5": lambda base: [ok, b"Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n\r\n", nested(5)],
    "unasked-304": lambda base: [b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"],
    "http09": lambda base: [rss],
    "etag": lambda base: [ok, b"ETag: \"", b"e" * 65536, b"\"\r\n\r\n", rss],
    "file": lambda base: [b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nConnection: close\r\n\r\n"],
    "chain": lambda base: [b"HTTP/1.1 301 Moved\r\nLocation: %s/chain/20\r\nConnection: close\r\n\r\n" % base.encode()],
    "length-short": lambda base: [ok, b"Content-Length: 20\r\n\r\n", rss],
    "no-content": lambda base: [b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", rss],
    "gzip-empty": lambda base: [ok, b"Content-Encoding: gzip\r\n\r\n"],
    "gzip-crc": lambda base: [ok, b"Content-Encoding: gzip\r\n\r\n", zipped[:-8], bytes(b ^ 1 for b in zipped[-8:])],
    # odd, but feeds all the same
    "length-chunked": lambda base: [ok, b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % len(rss), rss, b"\r\n0\r\n\r\n"],
    "gzip-tail": lambda base: [ok, b"Content-Encoding: gzip\r\n\r\n", zipped, b"garbage behind it"],
    "gzip-members": lambda base: [ok, b"Content-Encoding: gzip\r\n\r\n", gzip.compress(rss[:30]), gzip.compress(rss[30:])],
    "flood": lambda base: [ok, b'ETag: "f"\r\n\r\n<rss version="2.0"><channel><title>t</title>',
                           *[f"<item><title>خبر قصير رقم {i}</title><guid>{i}</guid></item>".encode() for i in range(2100)],
                           b"</channel></rss>"],
    "year-9999": lambda base: [ok, b"Last-Modified: Fri, 31 Dec 9999 23:59:59 GMT\r\n\r\n", rss],
    "ttl": lambda base: [ok, b"\r\n<rss version='2.0'><channel><title>t</title><ttl>300</ttl></channel></rss>"],
    "skip": lambda base: [ok, b"\r\n<rss version='2.0'><channel><title>t</title><skipHours>", *[b"<hour>%d</hour>" % h for h in range(23)],
                          b"</skipHours></channel></rss>"],
    "gzip2": lambda base: [ok, b"Content-Encoding: gzip, gzip\r\n\r\n", nested(2)],
}
option = sys.argv[3] if len(sys.argv) > 3 else ""
robots_status = int(option[7:]) if option.startswith("robots=") else 200
delay = f"Crawl-delay: {option}\n" if option.isdigit() else ""
seen = {"at_once": 0, "most_at_once": 0, "least_gap": 1e9, "last": 0, "agent": ""}


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", kind="text/plain", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        ledger.write(f"{status} {self.path}\n")

    def do_GET(self):
        if self.path == "/stats":
            self.answer(200, json.dumps(seen).encode())
            return
        ours = "isnad" in self.headers.get("User-Agent", "")
        if ours:
            with lock:
                now = time.monotonic()
                seen["at_once"] += 1
                seen["most_at_once"] = max(seen["most_at_once"], seen["at_once"])
                seen["least_gap"] = min(seen["least_gap"], now - seen["last"])
                seen["agent"] = self.headers["User-Agent"]
        try:
            self.get()
        finally:
            if ours:
                with lock:
                    seen["at_once"] -= 1
                    seen["last"] = time.monotonic()

    def get(self):
        base = f"http://{self.headers['Host']}"
        parts = [urllib.parse.unquote(p) for p in self.path.strip("/").split("/")]
        try:
            if parts[0] == "feed":
                self.feed(base, parts[1])
            elif parts[0] == "full":
                self.feed(base, parts[1], full=True)
            elif parts[0] == "evil":  # another site's feed with N's guids and addresses
                self.feed(base.replace("localhost", "127.0.0.1"), parts[1], full=True, forged=f"مزور {parts[2]}")
            elif parts[0] == "add":
                with lock:
                    items[parts[1]] = items.get(parts[1], 0) + int(parts[2])
                self.answer(200)
            elif parts[0] == "chain":
                self.answer(301, Location=f"{base}/chain/{int(parts[1]) - 1}" if parts[1] != "0" else f"{base}/feed/a")
            elif parts[0] == "remove":
                removed.add(self.path.removeprefix("/remove"))
                self.answer(200)
            elif self.path in removed:
                self.answer(404)
            elif parts[0] == "edit":
                edits[parts[1], int(parts[2])] = " وأضيفت جملة جديدة تماما إلى الخبر."
                self.answer(200)
            elif parts[0] == "page":
                title = f"عنوان الخبر {parts[1]}-{parts[2]}"
                page = f"<!DOCTYPE html><html lang=ar><title>{title}</title><article><h1>{title}</h1>" + "".join(
                    f"<p>{text_of(parts[1], int(parts[2]))}، فقرة {k}.</p>" for k in range(4)) + "</article></html>"
                self.answer(200, page.encode(), "text/html; charset=utf-8")
            elif parts[0] == "robots.txt" and robots_status != 200:
                self.answer(robots_status)
            elif parts[0] == "robots.txt":
                self.answer(200, f"User-agent: *\nDisallow: /page/secret/\nDisallow: /page/%D8%B3/\n{delay}Sitemap: {base}/index/m\n".encode())
            elif parts[0] == "moved":
                self.answer(301, Location=f"{base}/feed/{parts[1]}")
            elif parts[0] == "found":
                self.answer(302, Location=f"{base}/feed/{parts[1]}")
            elif parts[0] == "bare":
                self.answer(200, b"<html><body>no feed</body></html>", "text/html")
            elif parts[0] == "index":
                self.answer(200, f"<sitemapindex><sitemap><loc>{base}/map/{parts[1]}</loc></sitemap></sitemapindex>".encode(), "text/xml")
            elif parts[0] == "map":
                urls = "".join(f"<url><loc>{base}/page/{parts[1]}/{i}</loc></url>" for i in range(items.get(parts[1], 0), 0, -1))
                self.answer(200, gzip.compress(f"<urlset>{urls}</urlset>".encode()), "application/gzip")
            elif parts[0] == "cut":  # gzip that ends after so many bytes
                self.close_connection = True
                self.wfile.write(ok + b"Content-Encoding: gzip\r\n\r\n" + zipped[:int(parts[1])])
            elif parts[0] == "bad" and parts[1] in raw:
                self.close_connection = True
                self.wfile.write(b"".join(raw[parts[1]](base)))
                ledger.write(f"raw {self.path}\n")
            elif parts[0] == "site":
                self.answer(200, f'<html><head><link rel="alternate" type="application/rss+xml" href="{base}/feed/a"></head></html>'.encode(), "text/html")
            elif parts[0] == "bad":
                self.bad(base, parts[1])
            else:
                self.answer(404)
        except ConnectionError:
            pass

    def feed(self, base, name, full=False, forged=""):
        with lock:
            count = items.get(name, 0)
        etag = f'"{urllib.parse.quote(name + forged)}-{count}"'
        if self.headers.get("If-None-Match") == etag:
            self.answer(304)
            return
        out = [f'<?xml version="1.0"?><rss version="2.0"><channel><title>منفذ {name}</title><link>{base}/</link>']
        for i in range(count, 0, -1):
            text = (forged + " " if forged else "") + text_of(name, i)[:120] + "…" if not full else (forged + text_of(name, i) + ". ") * 6
            out.append(f"<item><title>عنوان الخبر {name}-{i}{forged}</title><link>{base}/page/{name}/{i}</link>"
                       f'<guid isPermaLink="false">{name}-{i}</guid><description>{text}</description></item>')
        self.answer(200, ("".join(out) + "</channel></rss>").encode(), "application/rss+xml", ETag=etag)
        for i in range(1, count + 1):
            ledger.write(f"item {name}-{i}\n")

    def bad(self, base, kind):
        if kind == "slow":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(200):
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.5)
        elif kind == "hang":
            time.sleep(100)
        elif kind == "loop":
            self.answer(302, Location=f"{base}/bad/loop")
        elif kind == "gone":
            self.answer(410)
        elif kind == "too-many":
            self.answer(429, Retry_After="100")
        elif kind == "busy":
            self.answer(503, Retry_After="4000")
        elif kind == "short":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"<rss>")
            self.close_connection = True
        elif kind == "bomb":
            self.answer(200, gzip.compress(b"\0" * (64 << 20)), "application/rss+xml", Content_Encoding="gzip")
        elif kind == "garbage":
            self.answer(200, bytes(range(256)) * 40, "application/rss+xml")
        elif kind == "html":
            self.answer(200, b"<html><body>no feed here</body></html>", "application/rss+xml")
        elif kind == "lie":
            self.answer(200, gzip.compress(b"x" * 5000)[:60], "application/rss+xml", Content_Encoding="gzip")


http.server.ThreadingHTTPServer.request_queue_size = 256
http.server.ThreadingHTTPServer.daemon_threads = True
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Site).serve_forever()
