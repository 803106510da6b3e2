"""The inside of a network namespace for the guard's test: names, a public server that misleads, and a
sniffer that counts packets to addresses that must never be reached.

    netns.py COUNT_FILE          (run by 060-guard.sh in a namespace of its own)

Names under .test are answered on 127.0.0.53:53; 93.184.216.34 is "public", everything else private.
Every TCP or ICMP packet to a private address is a line in COUNT_FILE, but for those to the operator's
own proxy, 10.9.9.9:3128, which writes what it is asked for into the file "proxied".
"""
import http.server, socket, struct, sys, threading

PUBLIC = "93.184.216.34"
PROXY = "10.9.9.9"
# name -> (type, answers in order)
A, CNAME, AAAA = 1, 5, 28
names = {
    "public.test": [(A, PUBLIC)],
    "mixed.test": [(A, PUBLIC), (A, "127.0.0.1")],
    "mixed-first.test": [(A, "10.1.2.3"), (A, PUBLIC)],
    "six.test": [(A, PUBLIC), (AAAA, "::1")],
    "mapped.test": [(AAAA, "::ffff:10.1.2.3")],
    "alias.test": [(CNAME, "localhost"), (A, "127.0.0.1")],
    "zero.test": [(A, "0.0.0.0")],
    "meta.test": [(A, "169.254.169.254")],
    "ten.test": [(A, "10.1.2.3")],
    "موقع.test".encode("idna").decode(): [(A, PUBLIC)],
}
calls = {}


def encode(name):
    return b"".join(bytes([len(p)]) + p.encode() for p in name.split(".")) + b"\0"


def dns():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.bind(("127.0.0.53", 53))
    while True:
        query, peer = s.recvfrom(2048)
        name, at = [], 12
        while query[at]:
            name.append(query[at + 1:at + 1 + query[at]].decode())
            at += 1 + query[at]
        kind = struct.unpack(">H", query[at + 1:at + 3])[0]
        name = ".".join(name).lower()
        rows = names.get(name, [])
        calls[name] = calls.get(name, 0) + 1
        if name == "rebind.test":  # public at first, private from the second answer on
            rows = [(A, PUBLIC if calls[name] <= 2 else "127.0.0.1")]
        answers, owner = [], name
        for t, value in rows:
            if t == CNAME:
                data = encode(value)
                answers.append(encode(owner) + struct.pack(">HHIH", t, 1, 0, len(data)) + data)
                owner = value
            elif t == kind:
                data = socket.inet_pton(socket.AF_INET if t == A else socket.AF_INET6, value)
                answers.append(encode(owner) + struct.pack(">HHIH", t, 1, 0, len(data)) + data)
        head = query[:2] + struct.pack(">HHHHH", 0x8180 if rows else 0x8183, 1, len(answers), 0, 0)
        s.sendto(head + query[12:at + 5] + b"".join(answers), peer)


class Misleading(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        path = self.path
        private = ["http://127.0.0.1/", "http://10.1.2.3/", "http://[::1]/", "http://169.254.169.254/latest/"]
        redirects = {"/r301": 301, "/r302": 302, "/r303": 303, "/r307": 307, "/r308": 308}
        if path in redirects:
            self.redirect(redirects[path], private[redirects[path] % 4])
        elif path == "/gopher":
            self.redirect(302, "gopher://127.0.0.1:6379/_x")
        elif path == "/slashes":
            self.redirect(302, "//127.0.0.1/")
        elif path == "/name":
            self.redirect(302, "http://ten.test/")
        elif path == "/loop":
            self.redirect(302, "/loop")
        elif path.startswith("/chain"):
            n = int(path[6:] or 0)
            self.redirect(302, f"/chain{n + 1}" if n < 21 else "http://127.0.0.1/")
        elif path == "/crlf":
            self.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: http://public.test/x\r\n Host: 127.0.0.1\r\n\r\n")
        elif path == "/refresh":
            self.body("text/html", '<meta http-equiv=refresh content="0;url=http://127.0.0.1/"><link rel=alternate type=application/rss+xml href="http://127.0.0.1/feed"><link rel=alternate type=application/rss+xml href="http://ten.test/feed">')
        elif path == "/robots.txt":
            self.redirect(302, "http://127.0.0.1/robots.txt")
        elif path == "/feed":
            links = private + ["http://ten.test/", "http://mixed-first.test/p", "http://meta.test/", "http://public.test/r302", "http://public.test/refresh"]
            items = "".join(f"<item><title>t{i}</title><guid>{i}</guid><link>{l}</link></item>" for i, l in enumerate(links))
            self.body("application/rss+xml", f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>f</title><atom:link rel="hub" href="http://127.0.0.1/hub"/>{items}</channel></rss>')
        else:
            self.body("text/html", "<p>nothing here")

    def redirect(self, status, target):
        self.send_response(status)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def body(self, kind, text):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())


class Proxy(http.server.BaseHTTPRequestHandler):
    """CONNECT, and plain GET, which a careful client must not use: the proxy would resolve the name."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        proxied.write(f"GET {self.path}\n")
        self.send_error(403)

    def do_CONNECT(self):
        proxied.write(f"CONNECT {self.path}\n")
        host, port = self.path.rsplit(":", 1)
        there = socket.create_connection((host.strip("[]"), int(port)), timeout=10)
        self.send_response(200)
        self.end_headers()
        self.close_connection = True

        def carry(a, b):
            try:
                while data := a.recv(65536):
                    b.sendall(data)
                b.shutdown(socket.SHUT_WR)
            except OSError:
                pass

        back = threading.Thread(target=carry, args=(there, self.connection))
        back.start()
        carry(self.connection, there)
        back.join()


def sniff(counts):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
    while True:
        packet, where = s.recvfrom(65535)
        if where[2] != 4:  # outgoing only: loopback shows each packet twice
            continue
        if packet[0] >> 4 == 4:
            protocol, source, target = packet[9], socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
            ours = target == PUBLIC or source == PUBLIC or "127.0.0.53" in (source, target) or PROXY in (source, target)
        else:
            protocol, target, ours = packet[6], socket.inet_ntop(socket.AF_INET6, packet[24:40]), False
            source = socket.inet_ntop(socket.AF_INET6, packet[8:24])
        if not ours and protocol in (1, 6, 17, 58):
            counts.write(f"{protocol} {source} -> {target}\n")
            counts.flush()


counts = open(sys.argv[1], "w")
threading.Thread(target=dns, daemon=True).start()
threading.Thread(target=sniff, args=(counts,), daemon=True).start()
# A listener on every private address, so that a packet would find somebody and be counted as a visit.
for address in ("127.0.0.1", "10.1.2.3", "169.254.169.254"):
    threading.Thread(target=http.server.ThreadingHTTPServer((address, 80), Misleading).serve_forever, daemon=True).start()
proxied = open("proxied", "w", buffering=1)
threading.Thread(target=http.server.ThreadingHTTPServer((PROXY, 3128), Proxy).serve_forever, daemon=True).start()
print("ready", flush=True)
http.server.ThreadingHTTPServer((PUBLIC, 80), Misleading).serve_forever()
