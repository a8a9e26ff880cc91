"""Texts of items as paper sets them, and the size of pictures."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image as Pixels

from ortoo.documents.booklet import Block, Run
from ortoo.exams.rules.bank.question import Form, Image, Text
from ortoo.exams.rules.forms.markup import blocks_of
from ortoo.exams.rules.forms.pixels import size_of
from ortoo.multilingual.refusals import Refusal


def drawn(kind: str, size: tuple[int, int] = (31, 17)) -> bytes:
    kept = BytesIO()
    Pixels.new("RGB", size, "red").save(kept, kind)
    return kept.getvalue()


def blocks(words: str, form: Form = Form.HTML, *images: Image) -> tuple[Block, ...]:
    return blocks_of(Text(words, form, images), "q1", "Picture")


def test_paragraphs_lists_and_styles_are_kept() -> None:
    assert blocks("<p>Water is <b>H<sub>2</sub>O</b>.</p><ol><li>one<li>two</ol><ul><li>three</li></ul>") == (
        Block((Run("Water is "), Run("H", "strong"), Run("2", "strong sub"), Run("O", "strong"), Run("."))),
        Block((Run("one"),), "1."),
        Block((Run("two"),), "2."),
        Block((Run("three"),), "•"),
    )


def test_line_ends_stay_and_blanks_fold() -> None:
    assert blocks("a<br>b &lt; c\n   d") == (Block((Run("a"), Run("\n"), Run("b < c d"))),)
    assert blocks("<pre>a\n  b</pre>") == (Block((Run("a\n  b"),)),)
    assert blocks("a\nb", Form.MOODLE) == (Block((Run("a"), Run("\n"), Run("b"))),)
    assert blocks("1 < 2\n\nb <i>c", Form.PLAIN) == (Block((Run("1 < 2"),)), Block((Run("b <i>c"),)))


def test_a_table_is_rows_of_one_width_with_its_empty_cells() -> None:
    table = "<table><tr><th>a</th><th>b</th></tr><tr><td></td><td><p>d</p></td></tr><tr><td>e</td></tr></table>"
    assert blocks(table) == (
        Block(rows=(((Run("a"),), (Run("b"),)), ((), (Run("d"),)), ((Run("e"),), ()))),
    )  # fmt: skip


def test_what_is_no_text_is_left_out() -> None:
    assert blocks("<style>p{}</style><script>alert(1)</script><p>a</p><p> </p>") == (Block((Run("a"),)),)


def test_a_picture_is_a_drawing_of_its_size_with_its_words() -> None:
    image = Image("a b.png", drawn("PNG"))
    before, shown, after = blocks('x<img src="@@PLUGINFILE@@/a%20b.png" alt="A map">y', Form.HTML, image)
    assert (before.runs, after.runs) == ((Run("x"),), (Run("y"),))
    assert shown.picture
    assert shown.picture.svg.startswith('<svg viewBox="0 0 31 17" width="31" height="17"><image')
    assert shown.picture.alt == "A map"
    [unnamed] = blocks('<img src="@@PLUGINFILE@@/a%20b.png">', Form.HTML, image)
    assert unnamed.picture
    assert unnamed.picture.alt == "Picture"


@pytest.mark.parametrize("source", ["@@PLUGINFILE@@/b.png", "https://example.org/a.png", ""])
def test_a_picture_from_elsewhere_is_refused(source: str) -> None:
    with pytest.raises(Refusal) as refused:
        blocks(f'<img src="{source}">', Form.HTML, Image("a.png", drawn("PNG")))
    assert (refused.value.code, refused.value.values["item"]) == ("forms.picture_missing", "q1")


def test_what_is_no_picture_of_points_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        blocks('<img src="@@PLUGINFILE@@/a.svg">', Form.HTML, Image("a.svg", b"<svg/>"))
    assert refused.value.code == "forms.picture_unprintable"


@pytest.mark.parametrize(
    ("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")]
)
def test_sizes_are_read_of_four_kinds_whole_or_cut(kind: str, media: str) -> None:
    content = drawn(kind)
    assert size_of(content, media) == (31, 17)
    assert all(size_of(content[:end], media) in (None, (31, 17)) for end in range(min(200, len(content))))
    assert size_of(content, "image/bmp") is None


def test_a_lossless_picture_of_the_web_has_its_size() -> None:
    kept = BytesIO()
    Pixels.new("RGBA", (300, 5)).save(kept, "WEBP", lossless=True)
    assert size_of(kept.getvalue(), "image/webp") == (300, 5)
