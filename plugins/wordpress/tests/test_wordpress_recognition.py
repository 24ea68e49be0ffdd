"""Which files are exports."""

from pathlib import Path

import pytest
from compliance_wordpress import is_export, register_collections

EXPORT = Path(__file__).parent / "exports" / "moss_weekly.xml"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_the_format_is_recognised(version):
    head = EXPORT.read_bytes().replace(b"/export/1.2/", f"/export/{version}/".encode())

    assert is_export(head[:65536])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_export_with_a_byte_order_mark_is_recognised(encoding):
    assert is_export(EXPORT.read_text(encoding="utf-8").encode(encoding)[:65536])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>',
        b'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/></rss>',
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>',
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b'<?xml version="1.0" encoding="klingon"?><rss/>',
    ],
)
def test_other_files_are_no_exports(head):
    assert not is_export(head)


def test_the_plugin_brings_one_collection_for_xml():
    (collection,) = register_collections()

    assert (collection.name, collection.suffixes) == ("wordpress", (".xml", ".wxr"))
