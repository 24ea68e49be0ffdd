"""What the tests of readers share: reading from a string, and what stands where."""

from compliance.decoding import decode
from compliance.model.article import Article
from compliance.model.source import Span
from compliance.readers.html import read_html
from compliance.readers.markdown import read_markdown
from compliance.readers.text import read_text


def html(text: str) -> Article:
    return read_html(decode("page.html", text.encode()))


def markdown(text: str) -> Article:
    return read_markdown(decode("story.md", text.encode()))


def text(words: str) -> Article:
    return read_text(decode("story.txt", words.encode()))


def cut(article: Article, span: Span) -> str:
    return article.source.data[span.start : span.end].decode()


def flat(article: Article) -> str:
    return article.flat.decode()


def blocks(article: Article) -> list[tuple[str, str, str]]:
    return [(b.kind, b.scope.value, article.text(b.start, b.end)) for b in article.blocks]


def texts(article: Article, scope: str) -> list[str]:
    return [article.text(b.start, b.end) for b in article.blocks if b.scope == scope]


def links(article: Article) -> list[tuple[str, str]]:
    return [(article.text(link.start, link.end), link.url) for link in article.links]


def fields(article: Article) -> dict[str, str]:
    return {field.name: field.value for field in article.fields}


def span_texts(article: Article) -> list[str]:
    return [cut(article, article.span(block.start, block.end)) for block in article.blocks]
