"""Tells where a hyperlink leads from its address alone; follows none."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from compliance.model.evidence import Target
from compliance.patterns import compile_late
from compliance.spdx import is_deed


def _split_names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLACEHOLDER_HOSTS = frozenset(
    {"example.com", "example.org", "example.net", "localhost", "yourdomain.com", "domain.tld"}
)
"""RFC 2606 sets the first three aside. Hosts under ``.example`` are invented outlets, not placeholders."""

_PLACEHOLDER = compile_late(
    r"^(?:#.*|javascript:.*|about:blank|(?:https?:)?/{0,2}|(?:todo|tbd|fixme|xxx|url|link|insert.*|placeholder.*|"
    r"your[-_ ]?(?:url|link).*|\?+|\.{3}|…|<.*>|\[.*\]|\{.*\}))$",
    re.IGNORECASE,
)
_SHORTENERS = _split_names(
    """
    bit.ly t.co goo.gl tinyurl.com ow.ly buff.ly is.gd dlvr.it fb.me amzn.to lnkd.in youtu.be wp.me j.mp
    tiny.cc cutt.ly rb.gy shorturl.at trib.al ift.tt rebrand.ly bl.ink soo.gd s.id t.ly tny.sh
    feedproxy.google.com
    """
)
_ARCHIVES = (
    "web.archive.org",
    "archive.today",
    "archive.is",
    "archive.ph",
    "archive.md",
    "archive.fo",
    "archive.li",
    "archive.vn",
    "webcitation.org",
    "perma.cc",
    "webcache.googleusercontent.com",
    "ghostarchive.org",
)
_SOCIAL = _split_names(
    """
    twitter.com x.com facebook.com instagram.com linkedin.com plus.google.com tiktok.com threads.net
    mastodon.social pinterest.com youtube.com vk.com t.me bsky.app about.me keybase.io gravatar.com
    patreon.com soundcloud.com
    """
)
_PROFILE_PATH = compile_late(
    r"^/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:(?:blog|news)/)?"
    r"(?:authors?|profiles?|users?|members?|people|person|staff|team|contributors?|writers?|by|bio|about|about-us|"
    r"autor(?:en|es)?|auteurs?|category|categories|tags?|topics?|search|contact|u|in|channel|c)(?:/|$|\.)"
    r"|^/@[^/]+/?$|^/~[^/]+/?$",
    re.IGNORECASE,
)
_SOCIAL_POST = compile_late(
    r"/(?:status|posts?|p|videos?|watch|pulse|permalink|photos?|reel|notes|story)\b", re.IGNORECASE
)
_HOME_PATH = compile_late(
    r"^/*(?:(?:index|default|home|main)\.(?:html?|php|aspx?|cfm|jsp)|home|[a-z]{2}(?:-[a-z]{2})?|blog|blogs?|news)?/*$",
    re.IGNORECASE,
)
_TRACKING = compile_late(r"^(?:utm_\w+|ref|src|source|fbclid|gclid|from)=[^&]*(?:&(?:utm_\w+|ref|src|source)=[^&]*)*$")
_HOSTLESS = ("tel:", "sms:", "data:", "blob:", "http:", "https:")
"""Schemes of addresses that lead to no page when no host can be read from them."""

_SCHEME = compile_late(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def classify(url: str) -> Target:
    """Return where an address leads; one without a host counts as relative.

    >>> classify("#"), classify("https://weekly.example/"), classify("https://weekly.example/2020/05/a-story")
    (<Target.PLACEHOLDER: 'placeholder'>, <Target.HOME_PAGE: 'home-page'>, <Target.DEEP: 'deep'>)
    """
    url = url.strip().strip("<>")
    if _PLACEHOLDER.match(url) or " " in url:
        return Target.PLACEHOLDER
    if url.lower().startswith("mailto:"):
        return Target.MAIL
    host = host_of(url)
    if not host:
        return Target.PLACEHOLDER if url.lower().startswith(_HOSTLESS) else Target.RELATIVE
    if host in _PLACEHOLDER_HOSTS or host.startswith(("example.", "your-", "yoursite")):
        return Target.PLACEHOLDER
    if is_deed(url):
        return Target.LICENSE
    return _classify_path(url, host)


def _classify_path(url: str, host: str) -> Target:
    parts = _split(url)
    path, query = parts
    if host in _SHORTENERS:
        return Target.SHORTENER if path.strip("/") else Target.HOME_PAGE
    if any(host == archive or host.endswith("." + archive) for archive in _ARCHIVES):
        return Target.ARCHIVE if path.strip("/") else Target.HOME_PAGE
    if _HOME_PATH.match(path) and (not query or _TRACKING.match(query)):
        return Target.HOME_PAGE
    if host.removeprefix("m.").removeprefix("mobile.") in _SOCIAL:
        return Target.DEEP if _SOCIAL_POST.search(path) or "v=" in query else Target.PROFILE
    return Target.PROFILE if _PROFILE_PATH.match(path) and path.count("/") <= 4 else Target.DEEP


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.path, parts.query


def host_of(url: str) -> str:
    """Return the host of an absolute address in lower case without ``www.``, else nothing.

    >>> host_of("https://www.Weekly.example:8080/a"), host_of("//weekly.example/a"), host_of("/a")
    ('weekly.example', 'weekly.example', '')
    """
    url = url.strip().strip("<>")
    if not url.startswith("//"):
        scheme = _SCHEME.match(url)
        if not scheme and url.lower().startswith("www."):
            url = "//" + url
        elif not scheme or scheme[0].lower() not in {"http:", "https:", "ftp:"}:
            return ""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    for prefix in ("www.", "www2.", "www1."):
        host = host.removeprefix(prefix)
    return host if "." in host or host == "localhost" else ""


_SECOND_LEVEL = _split_names(
    """
    co com org net ac gov edu or ne go gob nom
    """
)


_SHARED = _split_names(
    """
    wordpress.com blogspot.com blogger.com github.io gitlab.io medium.com substack.com tumblr.com typepad.com
    hypotheses.org livejournal.com weebly.com wixsite.com squarespace.com netlify.app vercel.app pages.dev
    over-blog.com canalblog.com jimdofree.com ghost.io neocities.org blogs.com twoday.net wikidot.com
    fandom.com readthedocs.io
    """
)
"""Domains whose hosts belong to different owners each."""


def domain_of(host: str) -> str:
    """Return the part of a host that names its owner: ``news.weekly.co.uk`` gives ``weekly.co.uk``.

    A guess by the usual second levels; the public suffix list would be exact, but no judgement hangs on this.
    """
    labels = host.split(".")
    if len(labels) <= 2:
        return host
    if ".".join(labels[-2:]) in _SHARED:
        return ".".join(labels[-3:])
    count = 3 if labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-count:])
