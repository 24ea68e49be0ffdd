"""What the tests of extractors share: evidence of one extractor in a text, with the shipped lexicon."""

from functools import lru_cache

from compliance.decoding import decode
from compliance.hookspecs import Extractor
from compliance.lexicon import load_phrases
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.readers.html import read_html
from compliance.readers.markdown import read_markdown
from compliance.readers.text import read_text
from compliance.scanning import Scanner


@lru_cache(maxsize=1)
def scanner() -> Scanner:
    return Scanner(load_phrases())


def find(extractor: Extractor, article: Article) -> list[Evidence]:
    return list(extractor.extract(article, scanner().scan(article)))


def in_markdown(extractor: Extractor, text: str) -> list[Evidence]:
    return find(extractor, read_markdown(decode("story.md", text.encode())))


def in_text(extractor: Extractor, text: str) -> list[Evidence]:
    return find(extractor, read_text(decode("notice.txt", text.encode())))


def in_page(extractor: Extractor, text: str, url: str | None = None) -> list[Evidence]:
    return find(extractor, read_html(decode("page.html", text.encode(), url=url)))


def values(found: list[Evidence]) -> list[object]:
    return [item.value for item in found]


def cut(article: Article, item: Evidence) -> str:
    return article.source.data[item.span.start : item.span.end].decode()
