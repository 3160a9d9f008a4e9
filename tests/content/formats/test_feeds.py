"""Exports and feeds of blogs: a post, a piece, with its comments."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest

from content.certificate import certify
from content.model import Author, Fragment, FragmentKind, Parsed, PartialDate
from content.parse import parse_source
from content.readers import Opened, Unreadable

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" created="2024-05-01 10:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Quays</title>
<wp:author><wp:author_login>ines</wp:author_login>
<wp:author_display_name><![CDATA[Ines Vadim]]></wp:author_display_name></wp:author>
{items}</channel></rss>"""
ITEM = """<item><title><![CDATA[{title}]]></title><link>https://quay.example/2016/03/{name}/</link>
<dc:creator><![CDATA[ines]]></dc:creator><content:encoded><![CDATA[{html}]]></content:encoded>
<excerpt:encoded><![CDATA[Never this one.]]></excerpt:encoded>
<wp:post_date>2016-03-02 09:00:00</wp:post_date><wp:post_name>{name}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{comments}</item>"""
COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id>
<wp:comment_author><![CDATA[{name}]]></wp:comment_author>
<wp:comment_author_email>secret@quay.example</wp:comment_author_email>
<wp:comment_date>2016-03-0{id} 10:00:00</wp:comment_date>
<wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""
HTML = (
    "The ferry waits for nobody, and nobody waits for it.\n\nIt is &lt;late&gt; again &amp; again."
)


def item(name: str, comments: str = "", status: str = "publish", kind: str = "post") -> str:
    """One entry of WordPress's export."""
    return ITEM.format(
        title="The " + name, name=name, html=HTML, comments=comments, status=status, kind=kind
    )


def remark(number: int, text: str, parent: int = 0, approved: str = "1") -> str:
    """One comment of WordPress's export."""
    return COMMENT.format(
        id=number, name=f"Reader {number}", text=text, parent=parent, approved=approved
    )


def read(source: str | bytes) -> list[Parsed]:
    """The pieces of a source; each accounts for all that it has."""
    data = source.encode() if isinstance(source, str) else source
    found = []
    for text, parsed in parse_source(Opened("export.bin", data), "export"):
        assert certify(text, parsed).whole
        found.append(parsed)
    return found


def told(fragments: Sequence[Fragment]) -> list[tuple[str, str | None, int]]:
    """Text, speaker and depth of each comment."""
    comments = [one for one in fragments if one.kind is FragmentKind.COMMENT]
    return [(one.text, one.speaker, one.depth) for one in comments]


def test_a_post_a_piece() -> None:
    """Published posts and pages come in the order of the file, drafts and images do not."""
    items = (
        item("ferry"),
        item("draft", status="draft"),
        item("photo", kind="attachment"),
        item("about", kind="page"),
        item("diary", status="private"),
    )
    found = read(WXR.format(items="".join(items)))
    assert [one.left_out for one in found] == [
        {},
        {"drafts": 1, "images and other files": 1, "private posts": 1},
    ]
    pieces = [one.piece for one in found]
    assert [(one.slug, one.title) for one in pieces] == [
        ("ferry", "The ferry"),
        ("about", "The about"),
    ]
    first = pieces[0]
    assert first.author == Author("Ines Vadim", None)
    assert first.date == PartialDate(2016, 3, 2)
    assert first.source.url == "https://quay.example/2016/03/ferry/"
    assert [one.text for one in first.fragments] == [
        "The ferry waits for nobody, and nobody waits for it.",
        "It is <late> again & again.",
    ]


def test_what_has_a_password_stays_out() -> None:
    """Its author let nobody read it without the word; an empty one is none."""
    locked = item("harbour").replace("</item>", "<wp:post_password>buoy</wp:post_password></item>")
    free = item("ferry").replace("</item>", "<wp:post_password></wp:post_password></item>")
    (found,) = read(WXR.format(items=locked + free))
    assert found.piece.slug == "ferry"
    assert found.left_out == {"posts with a password": 1}


CODED = """Before the quay.
[gallery columns='2' ids="7,8"]

[caption id="a_3" width="300"]<img src="3.jpg" alt="A bollard" /> The last bollard[/caption]

[embed width="500"]https://video.example/7[/embed]

[su_box title="Tides"]High at nine [sic].[/su_box] Write [[gallery]] for one [1].

[youtube=https://video.example/8&w=500] [audio]"""


def test_shortcodes() -> None:
    """No page shows them: embeds are their address, captions what they are about."""
    source = WXR.format(items=item("ferry").replace(HTML, CODED))
    ((text, parsed),) = parse_source(Opened("export.xml", source.encode()), "export")
    assert certify(text, parsed).whole
    assert [one.text for one in parsed.piece.fragments] == [
        "Before the quay.",
        "[image: A bollard] The last bollard",
        "https://video.example/7",
        "High at nine [sic].",
        "Write [[gallery]] for one [1].",
        "https://video.example/8&w=500",
    ]
    named = [r for r in parsed.regions if r.name == "shortcode"]
    assert [text[r.span.start : r.span.end] for r in named] == [
        "[gallery columns='2' ids=\"7,8\"]",
        '[su_box title="Tides"]',
        "[/su_box]",
        "[audio]",
    ]


MIXED = """It was early.
The gulls slept.

Then <img src="1.jpg"
alt="Gulls" /> they did not.

<h2>Noon</h2>
Somebody shouted.

<ul>
<li>one rope</li>

<li>two ropes</li>
</ul>

<pre>low

high</pre>
<!-- wp:paragraph --><p>It was
late.</p><!-- /wp:paragraph -->

Good night."""


def test_blank_lines_beside_blocks() -> None:
    """They part paragraphs, whatever other markup a post has."""
    ((parsed,)) = read(WXR.format(items=item("ferry").replace(HTML, MIXED)))
    assert [one.text for one in parsed.piece.fragments] == [
        "It was early.\nThe gulls slept.",
        "Then [image: Gulls] they did not.",
        "Noon",
        "Somebody shouted.",
        "• one rope\n• two ropes",
        "low",
        "high",
        "It was late.",
        "Good night.",
    ]


def test_comments_hang_where_they_answer() -> None:
    """Answers follow what they answer; what is not approved stays out, like any address."""
    comments = (
        remark(1, "First & foremost."),
        remark(2, "Another.\nIn two lines."),
        remark(3, "An answer.", parent=1),
        remark(4, "An answer to it.", parent=3),
        remark(5, "Spam.", approved="0"),
        remark(6, "Lost.", parent=99),
    )
    (parsed,) = read(WXR.format(items=item("ferry", "".join(comments))))
    assert told(parsed.piece.fragments) == [
        ("First & foremost.", "Reader 1", 0),
        ("An answer.", "Reader 3", 1),
        ("An answer to it.", "Reader 4", 2),
        ("Another.\nIn two lines.", "Reader 2", 0),
        ("Lost.", "Reader 6", 0),
    ]
    assert "secret" not in repr(parsed)
    assert parsed.left_out == {"comments not approved": 1}


def test_answers_in_a_circle() -> None:
    """Comments that answer each other round about are all there, once."""
    comments = remark(1, "One.", parent=2) + remark(2, "Two.", parent=1) + remark(3, "Three.", 3)
    (parsed,) = read(WXR.format(items=item("ferry", comments)))
    assert sorted(text for text, *_ in told(parsed.piece.fragments)) == ["One.", "Three.", "Two."]


def test_two_posts_of_one_name() -> None:
    """Neither replaces the other."""
    pieces = read(WXR.format(items=item("ferry") + item("ferry", remark(1, "Here."))))
    assert [one.piece.slug for one in pieces] == ["ferry", "ferry-2"]


ATOM = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'
 xmlns:thr='http://purl.org/syndication/thread/1.0'>
<id>tag:blogger.com,1999:blog-1.archive</id><title type='text'>Quays</title>{entries}</feed>"""
ENTRY = """<entry><id>tag:blogger.com,1999:blog-1.post-{id}</id>
<published>2012-05-0{id}T10:12:00.001+02:00</published>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#{kind}'/>
<title type='text'>{title}</title><content type='html'>{html}</content>
<author><name>{name}</name><uri>https://x.example</uri><email>noreply@blogger.com</email></author>
{more}</entry>"""


def entry(number: int, kind: str, html: str, name: str = "Ines", more: str = "") -> str:
    """One entry of Blogger's export."""
    title = f"Night {number}"
    return ENTRY.format(id=number, kind=kind, html=escape(html), name=name, title=title, more=more)


def test_blogger() -> None:
    """Comments stand anywhere in the export; settings, templates and drafts stay out."""
    about = "<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-1'/>"
    deeper = about + "<link rel='related' href='https://b.example/feeds/1/comments/default/3'/>"
    link = "<link rel='alternate' href='https://quay.example/2012/05/night-one.html'/>"
    entries = (
        entry(9, "settings", "true"),
        entry(4, "comment", "Me too.", "Tom", deeper),
        entry(3, "comment", "I was<br/>there.", "Nora", about),
        entry(1, "post", "A night.<br /><br />Another <b>night</b>.", more=link),
        entry(2, "post", "Unwritten.", more="<app:draft>yes</app:draft>"),
    )
    (parsed,) = read(ATOM.format(entries="".join(entries)))
    assert (parsed.piece.slug, parsed.piece.title) == ("night-one", "Night 1")
    assert [one.text for one in parsed.piece.fragments[:2]] == ["A night.", "Another night."]
    assert told(parsed.piece.fragments) == [("I was\nthere.", "Nora", 0), ("Me too.", "Tom", 1)]
    assert parsed.left_out == {"settings and templates": 1, "drafts": 1}


RSS = """<rss version="2.0"><channel><title>Quays</title><link>https://quay.example</link>
<item><title>A morning</title><link>https://quay.example/a-morning</link>
<author>ines@quay.example (Ines Vadim)</author><pubDate>Wed, 02 Mar 2016 09:00:00 GMT</pubDate>
<description>&lt;p&gt;It was early.&lt;/p&gt;&lt;p&gt;Then late.&lt;/p&gt;</description></item>
<item><title>An evening</title><description>It was late, and then it was not.</description></item>
</channel></rss>"""


def test_a_live_feed_of_blogger() -> None:
    """It is no export: its entries say of themselves that they are nothing but entries."""
    feed = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:blogger.com,1999:blog-1</id>"
        "<generator uri='http://www.blogger.com'>Blogger</generator><entry>"
        "<title>Ice</title><content type='html'>It froze.</content></entry></feed>"
    )
    (parsed,) = read(feed)
    assert [one.text for one in parsed.piece.fragments] == ["It froze."]


def test_a_feed_in_utf_16() -> None:
    """Its bytes hold a NUL in every other place, and none of them may go."""
    first, _ = read(f'<?xml version="1.0" encoding="utf-16"?>{RSS}'.encode("utf-16"))
    assert first.piece.title == "A morning"


def test_any_feed() -> None:
    """RSS and Atom: an entry, a piece; who has no name gets one from the title."""
    first, second = (one.piece for one in read(RSS))
    assert (first.slug, first.author, first.date) == (
        "a-morning",
        Author("Ines Vadim", None),
        PartialDate(2016, 3, 2),
    )
    assert [one.text for one in first.fragments] == ["It was early.", "Then late."]
    assert second.slug == "an-evening"


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        ("<rss><channel><item><title>x</title></item>", "broken XML in line 1"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>', "declares entities"),
    ],
)
def test_bad_xml(xml: str, what: str) -> None:
    """One line says what is wrong; an entity is never expanded."""
    with pytest.raises(Unreadable, match=what):
        read('<?xml version="1.0"?>' + xml)
