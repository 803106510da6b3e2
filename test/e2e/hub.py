"""A loopback publisher and WebSub hub for 055-websub.sh.

    hub.py PORT LEDGER

/feed/N        RSS of N's items; the hub is named in the document (n = a, b …) or, where N begins
               with "h", in Link headers.  /add/N/K adds K items.
/hub           POST: takes subscriptions and asks back at once.  /moved-hub answers 307 to it.
/send/N/HOW    sends the newest item of N to its subscriber; HOW = sha1 … sha512, none, wrong, other
               (signed for other bytes), large, page; answers with the subscriber's status
/deny/N        tells N's subscriber that its subscription is denied
/ask/N/MODE    asks N's subscriber about MODE (subscribe, unsubscribe, topic) without being asked
Each request to the hub and each answer of a subscriber is a line of LEDGER.
"""
import hashlib, hmac, http.server, json, sys, threading, urllib.error, urllib.parse, urllib.request

items, subscribers, lock = {}, {}, threading.Lock()
ledger = open(sys.argv[2], "a", buffering=1)
LEASE = 1000


def fetch(url, data=None, headers={}):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=10) as r:
            return r.status, r.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()
    except OSError:
        return 0, b""


def ask(callback, **hub):
    mark = "&" if "?" in callback else "?"
    return fetch(callback + mark + urllib.parse.urlencode({f"hub.{k}": v for k, v in hub.items()}))


def item(base, name, i):
    text = f"الخبر {name}-{i} عن الماء والسد والمدينة والطريق والحكومة والبرلمان. " * 12
    return (f"<item><title>عنوان {name}-{i}</title><link>{base}/page/{name}/{i}</link>"
            f'<guid isPermaLink="false">{name}-{i}</guid><description>{text}</description></item>')


def feed(base, name, numbers):
    links = "" if name.startswith("h") else f'<a:link rel="hub" href="{base}/moved-hub"/><a:link rel="self" href="{base}/feed/{name}"/>'
    return (f'<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>منفذ {name}</title>{links}'
            + "".join(item(base, name, i) for i in numbers) + "</channel></rss>").encode()


class Hub(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/moved-hub":
            return self.answer(307, Location=f"http://{self.headers['Host']}/hub")
        form = {k: v[0] for k, v in urllib.parse.parse_qs(body).items()}
        mode, topic, callback = form["hub.mode"], form["hub.topic"], form["hub.callback"]
        ledger.write(f"{mode} {topic} secret={len(form.get('hub.secret', ''))} lease={form.get('hub.lease_seconds', '')}\n")
        self.answer(202)
        challenge = hashlib.sha256(callback.encode() + topic.encode()).hexdigest()
        extra = {"lease_seconds": LEASE} if mode == "subscribe" else {}
        status, said = ask(callback, mode=mode, topic=topic, challenge=challenge, **extra)
        ledger.write(f"verified {mode} {topic} {status} {'echo' if said == challenge.encode() else 'no-echo'}\n")
        if status == 200 and said == challenge.encode():
            with lock:
                subscribers[topic.rsplit("/", 1)[1]] = (callback, form.get("hub.secret", ""), topic)

    def do_GET(self):
        base = f"http://{self.headers['Host']}"
        parts = self.path.strip("/").split("/")
        if parts[0] == "feed":
            links = {"Link": f'<{base}/hub>; rel="hub", <{base}/feed/{parts[1]}>; rel="self"'} if parts[1].startswith("h") else {}
            body = feed(base, parts[1], range(items.get(parts[1], 0), 0, -1))
            self.answer(200, body, Content_Type="application/rss+xml", **links)
        elif parts[0] == "add":
            items[parts[1]] = items.get(parts[1], 0) + int(parts[2])
            self.answer(200)
        elif parts[0] == "send":
            self.answer(200, str(self.send(base, parts[1], parts[2])).encode())
        elif parts[0] == "deny":
            callback, _, topic = subscribers[parts[1]]
            self.answer(200, str(ask(callback, mode="denied", topic=topic, reason="no more")[0]).encode())
        elif parts[0] == "ask":
            callback, _, topic = subscribers[parts[1]]
            if parts[2] == "topic":
                status = ask(callback, mode="subscribe", topic=topic + "x", challenge="c")[0]
            elif parts[2] == "token":
                status = ask(callback[:-1] + ("0" if callback[-1] != "0" else "1"), mode="subscribe", topic=topic, challenge="c")[0]
            else:
                status = ask(callback, mode=parts[2], topic=topic, challenge="c")[0]
            self.answer(200, str(status).encode())
        else:
            self.answer(404)

    def send(self, base, name, how):
        callback, secret, topic = subscribers[name]
        items[name] = items.get(name, 0) + 1
        body = feed(base, name, [items[name]])
        if how == "large":
            body = body.replace(b"</channel>", b" " * (6 << 20) + b"</channel>")
        if how == "page":
            body = b"<html><body>no feed</body></html>"
        if how == "gone":
            callback, how = callback[:-1] + ("0" if callback[-1] != "0" else "1"), "sha256"
        headers = {"Content-Type": "application/rss+xml"}
        method = how if how.startswith("sha") else "sha256"
        if how != "none":
            key = "guessed" if how == "wrong" else secret
            signed = body + b" " if how == "other" else body
            headers["X-Hub-Signature"] = f"{method}={hmac.new(key.encode(), signed, method).hexdigest()}"
        return fetch(callback, body, headers)[0]


http.server.ThreadingHTTPServer.daemon_threads = True
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Hub).serve_forever()
