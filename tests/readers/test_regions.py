"""The generic words of classes and ids."""

from compliance.readers.hints import HINTS, find_traits


def region(words: str, tag: str = "div") -> str:
    return find_traits(tag, "", words, "").region


def hints(words: str, tag: str = "div") -> list[str]:
    return sorted(find_traits(tag, "", words, "").hints)


def test_words_name_regions():
    assert region("comments-area") == "comment"
    assert region("relatedPosts") == "related"
    assert region("more-stories") == "related"
    assert region("nav-primary") == "site"
    assert region("social-share") == "site"
    assert region("site-footer") == "site"


def test_words_about_the_page_around_name_none():
    assert region("has-sidebar no-comments") == ""
    assert region("content-sidebar-wrap") == ""
    assert region("tag-share category-social") == ""


def test_an_articles_own_header_is_none():
    assert region("entry-header") == ""
    assert region("post-footer", "footer") == ""
    assert region("", "footer") == "footer"


def test_roles_and_elements_name_regions():
    assert find_traits("div", "navigation", "", "").region == "site"
    assert find_traits("div", "main", "", "").region == "body"
    assert find_traits("div", "", "", "articleBody").region == "body"


def test_words_name_hints():
    assert hints("byline-author") == ["author", "byline"]
    assert hints("about-the-author") == ["author", "bio"]
    assert hints("wp-caption-text") == ["caption"]
    assert hints("cc-license") == ["license"]
    assert hints("", "figcaption") == ["caption"]
    assert hints("col-md-6 clearfix") == []


def test_the_vocabulary_is_closed():
    assert (
        set(hints("byline bio date title caption credit copyright license footer header nav comments related")) <= HINTS
    )
    assert len(HINTS) == 20
