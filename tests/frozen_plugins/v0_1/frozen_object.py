"""A plugin that is an object with methods: its entry point is ``frozen_object:plugin``."""

from compliance.hookspecs import Extractor, hookimpl
from compliance.model.evidence import Evidence


class Lookout:
    """Sees lighthouses."""

    def __init__(self, word):
        self.word = word

    def look(self, article, scan):
        start = article.flat.find(self.word)
        if start >= 0:
            yield Evidence("frozen-lighthouse", None, self.word.decode(), article.span(start, start + len(self.word)))

    @hookimpl
    def register_extractors(self):
        return (Extractor("frozen-lighthouse", self.look),)


plugin = Lookout(b"lighthouse")
