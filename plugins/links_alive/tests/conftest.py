"""A web on this machine: sites that answer as a test says, hosts that are all here, and an asker that need not wait."""

import asyncio
import datetime
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import entry_points

import httpx
import pytest
import trustme
from compliance_links_alive.asking import Asker
from compliance_links_alive.background import close_background
from compliance_links_alive.options import PREFIX, Options
from compliance_links_alive.pacing import Pace
from compliance_links_alive.rehearsal import NO_SHELF
from compliance_links_alive.transport import CheckedTransport
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from compliance.model.settings import Settings

LOOPBACK = "127.0.0.0/8"


class Page(BaseHTTPRequestHandler):
    """Answers as the site's script says: the next reply of a path, the last of which stays."""

    def do_GET(self):
        site = self.server.site
        with site.lock:
            site.requests.append((self.command, self.path, self.headers))
            site.busy += 1
            site.busiest = max(site.busiest, site.busy)
        try:
            site.next_reply(self.path)(self)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with site.lock:
                site.busy -= 1

    do_HEAD = do_GET  # noqa: N815 - the name that the library wants

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_):
        pass


class Site:
    """One server; every ``*.example`` host of its port leads to it."""

    def __init__(self, context=None):
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.requests = []
        self.busy = self.busiest = 0
        self.replies = {"/robots.txt": [reply(404)]}
        self.server = Server(("127.0.0.1", 0), Page)
        self.server.site = self
        self.scheme = "http"
        if context:
            self.scheme = "https"
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def at(self, path, host="weekly.example"):
        return f"{self.scheme}://{host}:{self.port}{path}"

    def answers(self, path, *replies):
        self.replies[path] = [answer if callable(answer) else reply(answer) for answer in replies]
        return self.at(path)

    def next_reply(self, path):
        with self.lock:
            known = self.replies.get(path, [reply(404)])
            return known.pop(0) if len(known) > 1 else known[0]

    def asked(self):
        """Return what was asked for, but for robots.txt."""
        return [(method, path) for method, path, _ in self.requests if path != "/robots.txt"]

    def count(self, path):
        return Counter(asked for _, asked, _ in self.requests)[path]

    def close(self):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)


def reply(status, body=b"", **headers):
    def send(page):
        page.send_response(status)
        for name, value in headers.items():
            page.send_header(name.replace("_", "-"), value)
        page.send_header("Content-Length", str(len(body)))
        page.end_headers()
        if page.command == "GET":
            page.wfile.write(body)

    return send


def redirect(location, status=301, **headers):
    return reply(status, Location=location, **headers)


def only_get(status, then):
    """Answer HEAD with a status, and GET with another."""
    return lambda page: reply(status if page.command == "HEAD" else then)(page)


def reset(page):
    """Reset the connection instead of closing it."""
    page.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    page.connection.close()


def silence(page):
    """Take the question and never answer."""
    page.server.site.over.wait(10)


def endless(page):
    """Answer GET with a page that never ends."""
    page.send_response(200 if page.command == "GET" else 405)
    page.end_headers()
    while page.command == "GET" and not page.server.site.over.is_set():
        page.wfile.write(b"x" * 65536)
        with page.server.site.lock:
            page.server.site.sent = getattr(page.server.site, "sent", 0) + 65536


def cookie_wall(page):
    """Redirect to itself until it is shown its cookie."""
    if "seen=1" in page.headers.get("Cookie", ""):
        reply(200)(page)
    else:
        redirect(page.path, 302, Set_Cookie="seen=1; Path=/")(page)


@pytest.fixture
def replies():
    """What a page can do."""

    class Replies:
        pass

    for function in (reply, redirect, only_get, reset, silence, endless, cookie_wall):
        setattr(Replies, function.__name__, staticmethod(function))
    return Replies


@pytest.fixture
def open_site():
    sites = []

    def start(context=None):
        sites.append(Site(context))
        return sites[-1]

    yield start
    for site in sites:
        site.close()


@pytest.fixture
def site(open_site):
    return open_site()


class Naps:
    """A sleep that notes for how long, and takes no time; the clock goes on by it alone."""

    def __init__(self):
        self.seconds = []
        self.slept = 0.0

    async def sleep(self, seconds):
        self.seconds.append(round(seconds, 3))
        self.slept += seconds
        await asyncio.sleep(0)

    def now(self):
        return self.slept


@pytest.fixture
def naps():
    return Naps()


async def resolve_here(host, port):
    return ["127.0.0.1"]


@pytest.fixture
def ask(naps):
    """Ask one address, or several at once, and return the answers."""

    def run(*urls, seconds=15.0, resolve=resolve_here, inner=None, shelf=NO_SHELF, today=time.time, **values):
        options = Options(**{"allow": LOOPBACK, "delay": 0, **values})
        if inner is None and not any(url.startswith("https:") for url in urls):
            inner = httpx.AsyncHTTPTransport(verify=False)  # to read all authorities takes longer than most tests
        pace = Pace(sleep=naps.sleep, now=naps.now, today=today, chance=lambda: 1.0)

        async def work():
            asker = Asker(options, CheckedTransport(options, resolve=resolve, inner=inner), shelf, pace)
            try:
                return await asker.ask_all(urls, seconds)
            finally:
                await asker.close()

        answers = asyncio.run(work())
        return answers[urls[0]] if len(urls) == 1 else answers

    return run


@pytest.fixture(scope="session")
def authority():
    """An authority that nobody trusts but who is told to."""
    return trustme.CA()


@pytest.fixture
def trusting(authority):
    """A transport that trusts that authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return lambda: httpx.AsyncHTTPTransport(verify=context, limits=httpx.Limits(max_keepalive_connections=0))


@pytest.fixture
def serve_as(authority):
    """A server's TLS with a certificate of that authority for some hosts."""

    def make(*hosts, **values):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*hosts, **values).configure_cert(context)
        return context

    return make


@pytest.fixture
def self_signed(tmp_path):
    """A server's TLS with a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "weekly.example")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("weekly.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "self-signed.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Variables for a run that may ask this machine, and keeps what it hears in a folder of its own."""
    values = {"ALLOW": LOOPBACK, "DELAY": "0", "CACHE": str(tmp_path / "links.sqlite"), "CONTACT": "", "OFFLINE": "no"}
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)
    yield monkeypatch
    close_background()


@pytest.fixture(scope="session")
def settings():
    """Settings that load the plugin: by its name, unless it is installed and comes by itself."""
    is_installed = any(point.name == "links-alive" for point in entry_points(group="compliance"))
    return Settings(plugins=() if is_installed else ("compliance_links_alive",))
