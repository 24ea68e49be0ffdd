"""Images of the article and who they are credited to: at the picture, in captions, in front matter, in alt texts."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.credit_wording import Place, compile_heads, find_credit
from compliance.extractors.images import EXTRACTOR
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import ImageCredit, ImageValue, Kind
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import markdown

PICTURE = '<img src="/harbour.jpg" alt="The harbour" width="600" height="400">'


def credit_texts(found):
    return [item.text for item in found if item.kind == Kind.IMAGE_CREDIT]


def page(body):
    return in_page(EXTRACTOR, f"<article><h1>Moss grows</h1>{body}<p>Moss grew on the wall of the mill.</p></article>")


def test_a_text_without_images_has_none():
    assert in_markdown(EXTRACTOR, "# Moss\n\nMoss grew on the wall of the mill.") == []


def test_an_image_without_a_credit_is_evidence_all_the_same():
    assert values(in_markdown(EXTRACTOR, "![The harbour](/harbour.jpg)\n\nMoss grew on the wall.")) == [
        ImageValue("/harbour.jpg", "The harbour", credited=False)
    ]


def test_a_credited_image_is_told_from_one_without():
    found = in_markdown(EXTRACTOR, "![The harbour](/harbour.jpg)\n\nPhoto: Ann Author\n\nMoss grew.")
    assert values(found) == [
        ImageCredit("Photo: Ann Author"),
        ImageValue("/harbour.jpg", "The harbour", credited=True),
    ]


def test_many_credits_stand_in_the_order_of_the_text():
    found = in_markdown(EXTRACTOR, "![a](/a.jpg)\n\nPhoto: Ann Author\n\n![b](/b.jpg)\n\nPhoto: Bea Writer")
    assert credit_texts(found) == ["Photo: Ann Author", "Photo: Bea Writer"]


def test_a_credit_carries_the_license_of_the_image():
    found = in_markdown(EXTRACTOR, "![a](/a.jpg)\n\nPhoto: Ann Author, CC BY-SA 4.0")
    assert found[0].value == ImageCredit("Photo: Ann Author, CC BY-SA 4.0", "CC-BY-SA-4.0")


def test_a_credit_is_about_the_image_and_not_the_article():
    found = in_markdown(EXTRACTOR, "![a](/a.jpg)\n\nPhoto: Ann Author")
    assert [item.scope for item in found] == [Scope.IMAGE, Scope.ARTICLE]


def test_a_span_leads_to_the_credit_and_the_address_of_its_link():
    article = markdown("![ä](/a.jpg)\n\nPhoto by [Ána Autora](https://photos.example/ana)\n")
    assert cut(article, find(EXTRACTOR, article)[0]) == "Photo by [Ána Autora](https://photos.example/ana)"


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Foto: Änne Müller/Moosblatt", "Foto: Änne Müller/Moosblatt"),
        ("Фото: Анна Автор", "Фото: Анна Автор"),
        ("写真：山田太郎", "写真：山田太郎"),
        ("图片来源：苔藓周报", "图片来源：苔藓周报"),
        ("Image Credit: Ann Author", "Image Credit: Ann Author"),
        ("Photo courtesy of the Moss Museum", "Photo courtesy of the Moss Museum"),
    ],
)
def test_a_line_of_its_own_needs_no_image_beside_it(line, credit):
    assert credit_texts(in_markdown(EXTRACTOR, f"Moss grew on the wall.\n\n{line}\n\nIt was green.")) == [credit]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The wall in May (Photo: Ann Author)", "Photo: Ann Author"),
        ("The wall in May. Photo: Ann Author/Moss Weekly", "Photo: Ann Author/Moss Weekly"),
        ("The wall in May (Ann Author/Moss Weekly)", "(Ann Author/Moss Weekly)"),
        ("The wall in May. (Reuters)", "(Reuters)"),
        ("The wall in May © Ann Author", "© Ann Author"),
        ("Ann Author / Getty Images", "Ann Author / Getty Images"),
        ("Courtesy of the Moss Museum", "Courtesy of the Moss Museum"),
    ],
)
def test_a_caption_is_cut_down_to_its_credit(caption, credit):
    assert credit_texts(page(f"<figure>{PICTURE}<figcaption>{caption}</figcaption></figure>")) == [credit]


def test_a_credit_behind_the_last_sentence_keeps_its_line_for_its_start_is_guessed():
    found = page(f"<figure>{PICTURE}<figcaption>The wall, in 2019. Ann Author/Moss Weekly</figcaption></figure>")
    assert credit_texts(found) == ["The wall, in 2019. Ann Author/Moss Weekly"]


@pytest.mark.parametrize(
    "caption",
    [
        "Ann Author in 1987.",
        "The town council of Hannover (Hannover)",
        "A post shared by the mill (@mossmill)",
        "Moss grows slowly. More Details",
        "The wall of the old mill in spring",
        "File no. (Az.: VG 21 K 170/20)",
    ],
)
def test_a_caption_without_a_credit_is_a_near_miss(caption):
    assert credit_texts(page(f"<figure>{PICTURE}<figcaption>{caption}</figcaption></figure>")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Photos of people who pose for the camera are allowed as a rule, but not those of children.",
        "Video: Moss cleared for human consumption",
        "© 2008 Moss Media Corp. All rights reserved",
        "The mill had its photo taken by a photographer from the town.",
        "The mill posted a photo of Ann Author.",
        "Photo of Ann Author",
        "Photos from the mill",
    ],
)
def test_a_sentence_or_a_notice_behind_an_image_is_a_near_miss(line):
    assert credit_texts(in_markdown(EXTRACTOR, f"![a](/a.jpg)\n\n{line}")) == []


def test_a_courtesy_far_from_any_picture_may_be_the_texts():
    assert in_markdown(EXTRACTOR, "Moss grew.\n\nCourtesy of the Moss Museum") == []


def test_agencies_that_a_text_comes_from_are_a_near_miss():
    assert in_markdown(EXTRACTOR, "Moss grew on the wall, the mill said. (dpa/AFP)") == []


def test_an_agency_and_a_person_in_brackets_are_a_credit_without_an_image_beside_them():
    found = in_markdown(EXTRACTOR, "The wall of the mill in May (Getty Images/Änn Author)")
    assert credit_texts(found) == ["(Getty Images/Änn Author)"]


def test_a_block_that_the_markup_calls_a_credit_is_one_as_a_whole():
    assert credit_texts(page(f'{PICTURE}<p class="photo-credit">Ann Author</p>')) == ["Ann Author"]


def test_a_credit_far_from_any_picture_is_the_texts():
    assert credit_texts(page('<p class="credit">Moss News Service</p>')) == []


def test_a_time_is_no_credit_whatever_the_markup_says():
    assert credit_texts(page(f'{PICTURE}<p class="credit">21:17 18.11.2019</p>')) == []


def test_an_icon_has_no_caption():
    assert credit_texts(page('<img src="/i.png" width="16" height="16"><p>© Moss Club</p>')) == []


def test_a_caption_is_the_articles_even_where_the_page_puts_it_aside():
    found = page(f"<aside><figure>{PICTURE}<figcaption>Photo: Ann Author</figcaption></figure></aside>")
    assert credit_texts(found) == ["Photo: Ann Author"]


def test_an_alternative_text_may_spell_the_credit_out():
    assert credit_texts(page('<img src="/a.jpg" alt="Moss (Photo: Ann Author)">')) == ["Photo: Ann Author"]


def test_an_alternative_text_that_tells_what_a_photo_shows_is_a_near_miss():
    assert credit_texts(page('<img src="/a.jpg" alt="Photo of Ann Author at the mill">')) == []


def test_front_matter_names_the_credit_of_its_picture():
    found = in_markdown(EXTRACTOR, "---\nimage_credit: Ann Author, CC BY 4.0\n---\n\nMoss grew.")
    assert [(item.text, item.carrier) for item in found] == [("Ann Author, CC BY 4.0", Carrier.FRONT_MATTER)]


def test_the_brackets_of_a_caption_in_front_matter_are_its_credit():
    found = in_markdown(EXTRACTOR, "---\nimage:\n  caption: The wall in May. (Shutterstock)\n---\n\nMoss grew.")
    assert credit_texts(found) == ["(Shutterstock)"]


def test_a_caption_in_front_matter_without_a_credit_is_a_near_miss():
    assert in_markdown(EXTRACTOR, "---\nimage:\n  caption: The wall in May.\n---\n\nMoss grew.") == []


def test_code_is_not_read():
    assert in_markdown(EXTRACTOR, "```\nPhoto: Ann Author\n```") == []


def test_images_of_the_site_and_pixels_are_not_the_articles():
    found = in_page(
        EXTRACTOR, '<nav><img src="/logo.png"></nav><article><p>Moss.</p><img src="/p.gif" width="1"></article>'
    )
    assert found == []


def test_labelled_lines_are_told_apart():
    head = compile_heads(("photo:",))
    text = "Source: Moss Weekly\nPhoto: Ann Author\nShort-URL: https://moss.example/1"
    found = find_credit(text, head, Place(near=True))
    assert text[found.start : found.end] == "Photo: Ann Author"


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS
