"""Parse modes: what is shown, which entities it has, and which markup is refused."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import escape_markdown

from tests.botapi.formatting.entities import detected, formatted
from tests.botapi.wire import ApiError, utf16_length

if TYPE_CHECKING:
    from tests.botapi.wire import Json

VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


def spans(source: str, mode: str = "HTML") -> tuple[str, list[tuple[str, str]]]:
    """The text, and the type and words of each entity."""
    styled = formatted(source, mode, None)
    units = styled.text.encode("utf-16-le")

    def words(entity: Json) -> str:
        start, length = entity["offset"] * 2, entity["length"] * 2
        return units[start : start + length].decode("utf-16-le")

    return styled.text, [(entity["type"], words(entity)) for entity in styled.entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>①</b> 😀<i>餐</i>", "① 😀餐", [("bold", "①"), ("italic", "餐")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("a &lt;b&gt; &amp;&quot; &#39;&#x9910;", "a <b> &\" '餐", []),
        ("&nbsp; & > 1", "&nbsp; & > 1", []),
        ("<A HREF='https://a.b?x=1&amp;y=2'>走</A>", "走", [("text_link", "走")]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", "x")]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", "x")]),
        ("<b></b>x<s>\n</s>", "x", []),
        ("<u>x</>", "x", [("underline", "x")]),
    ],
)
def test_html_is_read_as_telegram_reads_it(
    source: str, text: str, entities: list[tuple[str, str]]
) -> None:
    """Entities count UTF-16 units; white space at the ends and empty entities go."""
    assert spans(source) == (text, entities)


def test_links_keep_their_address() -> None:
    """The references in an attribute are decoded."""
    entity = formatted('<a href="https://a.b?x=1&amp;y=2">z</a>', "HTML", None).entities[0]
    assert entity["url"] == "https://a.b?x=1&y=2"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("餐 <x>", 'Unsupported start tag "x" at byte offset 4'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("1 <2>", 'Unsupported start tag "2" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 3',
        ),
    ],
)
def test_wrong_html_is_refused_with_its_place(source: str, why: str) -> None:
    """Unknown, unclosed and crossed tags are refused, with the byte where they stand."""
    with pytest.raises(ApiError) as refusal:
        formatted(source, "HTML", None)
    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a _b_* __c__ ~d~", "a b c d",
         [("bold", "a b"), ("italic", "b"), ("underline", "c"), ("strikethrough", "d")]),
        ("||x|| `a*b`", "x a*b", [("spoiler", "x"), ("code", "a*b")]),
        ("```python\nx = 1```", "x = 1", [("pre", "x = 1")]),
        ("[走](https://a.b/\\(1\\))", "走", [("text_link", "走")]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", "a\nb")]),
        ("1\\. a\\-b\\!", "1. a-b!", []),
    ],
)  # fmt: skip
def test_markdown_is_read_as_telegram_reads_it(
    source: str, text: str, entities: list[tuple[str, str]]
) -> None:
    """Styles nest; code keeps its characters; a backslash takes a character as it is."""
    assert spans(source, "MarkdownV2") == (text, entities)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("1. x", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a-b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("餐 *x", "Can't find end of Bold entity at byte offset 4"),
        ("_x", "Can't find end of Italic entity at byte offset 0"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("[x](https://a.b", "Can't find end of a URL at byte offset 3"),
    ],
)
def test_wrong_markdown_is_refused(source: str, why: str) -> None:
    """A reserved character that is not escaped, or a style without an end."""
    with pytest.raises(ApiError) as refusal:
        formatted(source, "MarkdownV2", None)
    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


@given(VISIBLE)
def test_what_is_escaped_arrives_as_plain_text(text: str) -> None:
    """Escaping for a parse mode is its exact inverse, whatever the text."""
    for mode, source in (
        ("HTML", html.escape(text)),
        ("MarkdownV2", escape_markdown(text, version=2)),
    ):
        styled = formatted(source, mode, None)
        assert styled.text == text.strip()
        assert styled.entities == ()


@given(VISIBLE, VISIBLE)
def test_offsets_count_utf16(before: str, bold: str) -> None:
    """An entity covers exactly the words between its tags."""
    source = f"x{html.escape(before)}<b>y{html.escape(bold)}z</b>"
    text, entities = spans(source)
    assert entities == [("bold", f"y{bold}z")]
    assert utf16_length(text) == utf16_length(f"x{before}y{bold}z")


def test_commands_and_links_are_found_in_what_people_type() -> None:
    """A command needs white space before it; a link ends before Chinese punctuation."""
    text = "😀 /near@bot 去 https://surl.amap.com/x，a/b"
    found = [
        text.encode("utf-16-le")[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode(
            "utf-16-le"
        )
        for e in detected(text)
    ]
    assert found == ["/near@bot", "https://surl.amap.com/x"]


@given(st.text(st.sampled_from("<>/&;\"'= abpre_*~`|[]()!\\\n>-.餐😀"), max_size=30))
def test_any_markup_is_read_or_refused(source: str) -> None:
    """Whatever a bot sends, the answer is a text whose entities lie inside it, or a refusal."""
    for mode in ("HTML", "MarkdownV2"):
        try:
            styled = formatted(source, mode, None)
        except ApiError:
            continue
        end = utf16_length(styled.text)
        assert all(0 <= e["offset"] < e["offset"] + e["length"] <= end for e in styled.entities)
