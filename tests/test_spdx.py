"""Names and addresses of licenses become SPDX ids."""

import pytest

from compliance.spdx import find_license, find_license_names, find_license_of_url, make_id, shorten_id


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc/3.0/igo/", "CC-BY-NC-3.0-IGO"),
        ("https://creativecommons.org/licenses/by-sa/2.0/de/deed.de", "CC-BY-SA-2.0-DE"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode.fr", "CC-BY-NC-ND-4.0"),
        ("//creativecommons.org/licenses/by-nd/3.0/us", "CC-BY-ND-3.0-US"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/deed.en", "CC-PDM-1.0"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "GFDL-1.3-or-later"),
        ("https://creativecommons.org/about/", ""),
        ("https://weekly.example/licenses/by/4.0/", ""),
        ("not an address", ""),
    ],
)
def test_an_address_of_a_deed_names_its_license(url: str, expected: str) -> None:
    assert find_license_of_url(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("published under CC BY-NC-ND 4.0", "CC-BY-NC-ND-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 3.0 Unported License", "CC-BY-NC-SA-3.0"),
        ("Creative Commons Attribution-Share Alike 3.0 United States License", "CC-BY-SA-3.0-US"),
        ("Creative-Commons-Lizenz Namensnennung", "LicenseRef-CC-BY"),
        ("Creative Commons Namensnennung - Nicht kommerziell - Keine Bearbeitungen 4.0", "CC-BY-NC-ND-4.0"),
        ("licence Creative Commons Paternité - Pas d'Utilisation Commerciale 2.0 France", "CC-BY-NC-2.0-FR"),
        ("Licencia Creative Commons Atribución-CompartirIgual 4.0 Internacional", "CC-BY-SA-4.0"),
        ("クリエイティブ・コモンズ 表示 - 非営利 4.0 国際 ライセンス", "CC-BY-NC-4.0"),
        ("a Creative Commons license", "LicenseRef-CC"),
        ("CC0", "CC0-1.0"),
        ("in the public domain", "LicenseRef-public-domain"),
        ("cc: the editor, by noon", ""),
        ("no license at all", ""),
    ],
)
def test_a_text_names_a_license(text: str, expected: str) -> None:
    assert find_license(text) == expected


def test_names_keep_their_place_and_order() -> None:
    text = "Text: CC BY 4.0, photo: CC BY-SA 2.0"
    found = [(text[name.start : name.end].strip(), name.id) for name in find_license_names(text)]
    assert found == [("CC BY 4.0", "CC-BY-4.0"), ("CC BY-SA 2.0", "CC-BY-SA-2.0")]


def test_version_four_has_no_ports() -> None:
    assert make_id(["by"], "4.0", "de") == "CC-BY-4.0"


def test_a_short_id_says_that_the_type_is_not_told() -> None:
    assert shorten_id("LicenseRef-CC") == "CC-unspecified"
