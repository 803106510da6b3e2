"""Servers for 046-tls.sh: TLS that is good or not, HTTP/2 that is good or hostile.

    tls.py PORT CERTIFICATE KEY HOW

HOW: h1      HTTP/1.1 over TLS
     h2      HTTP/2: a feed
     rst     HTTP/2: a stream that is begun and reset, again and again
     continuation  HTTP/2: a head that never ends
     settings, ping  HTTP/2: a flood of these frames instead of an answer
     cut     HTTP/1.1 over TLS: half a body without a length, and the connection goes without a word
Answers that were sent whole are lines "HOW PROTOCOL" on standard output.
"""
import socket, ssl, struct, sys, threading

port, certificate, key, how = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
feed = b'<rss version="2.0"><channel><title>t</title>' + "".join(
    f"<item><title>خبر {how} {i}</title><guid>{i}</guid></item>" for i in range(3)).encode() + b"</channel></rss>"
DATA, HEADERS, RST, SETTINGS, PING, CONTINUATION = 0, 1, 3, 4, 6, 9


def frame(kind, flags, stream, body=b""):
    return struct.pack(">I", len(body))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + body


# ":status: 200" (static table) and a content type, literal and not indexed (RFC 7541).
head = b"\x88\x00\x0ccontent-type\x13application/rss+xml"


def read(c, n):
    data = b""
    while len(data) < n:
        more = c.recv(n - len(data))
        if not more:
            raise ConnectionError
        data += more
    return data


def http2(c):
    read(c, 24)  # the preface
    c.sendall(frame(SETTINGS, 0, 0))
    while True:
        length, kind, flags, stream = struct.unpack(">IBBI", b"\0" + read(c, 9))
        read(c, length)
        if kind == SETTINGS and not flags & 1:
            c.sendall(frame(SETTINGS, 1, 0))
        if kind != HEADERS:
            continue
        if how == "h2":
            c.sendall(frame(HEADERS, 4, stream, head) + frame(DATA, 1, stream, feed))
            print(how, c.selected_alpn_protocol(), flush=True)
        elif how == "rst":
            c.sendall(frame(HEADERS, 4, stream, head) + frame(RST, 0, stream, struct.pack(">I", 7)))
        elif how == "continuation":
            c.sendall(frame(HEADERS, 0, stream, head))
            block = b"\x00\x01x\x01y" * 3000  # literal "x: y", and no end of it
            for _ in range(2000):
                c.sendall(frame(CONTINUATION, 0, stream, block))
        else:
            flood = frame(SETTINGS, 0, 0) if how == "settings" else frame(PING, 0, 0, b"\0" * 8)
            for _ in range(3000):
                c.sendall(flood * 100)


def http1(c):
    while b"\r\n\r\n" not in c.recv(65536):
        pass
    if how == "cut":
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"cut\"\r\nConnection: close\r\n\r\n" + feed[:len(feed) // 2])
        socket.socket(fileno=c.detach()).close()  # no close_notify
        return
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(feed) + feed)
    print(how, "http/1.1", flush=True)


def serve(connection):
    try:
        with context.wrap_socket(connection, server_side=True) as c:
            http1(c) if how in ("h1", "cut") else http2(c)
    except (OSError, ValueError):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.set_alpn_protocols(["http/1.1"] if how in ("h1", "cut") else ["h2"])
listening = socket.create_server(("127.0.0.1", port), backlog=64)
while True:
    threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()
