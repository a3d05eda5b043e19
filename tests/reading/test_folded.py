"""Lists whose parts are folded away, and what else stands around rows and is none: a pager, another list."""

import pytest

from pages.device_list import DEVICES, ConfirmDeviceRemoval, DeviceListPage
from pages.homes import CloudHomePage
from pages.lists import rows_of, says_none, sections_of
from pages.lists.heading import heading_of
from pages.seen import Seen
from tests.support.fakes import device

KINDS = {"Phones": ["Redmi Note 13", "Anna's Redmi"], "Tablets": ["Xiaomi Pad 6"], "TV": ["Living room TV"]}
NAMES = [name for names in KINDS.values() for name in names]
ROW = "<div class=row style='display:flex'><div style='flex:1'>{}</div><button>Remove</button></div>"

PARTS = {
    "of divs": "<div class=part><div class=head style='cursor:pointer;display:flex' onclick='turn(this)'><i>›</i>"
    "<b>{kind}</b><small>{count}</small></div><div class=body {hidden}>{rows}</div></div>",
    "of buttons": "<div class=part><button class=head style='display:block;width:100%' aria-expanded={open} onclick='turn(this)'>"
    "{kind} ({count})</button><div class=body {hidden}>{rows}</div></div>",
    "side by side": "<div class=head style='cursor:pointer;display:flex' onclick='turn(this)'><b>{kind}</b><i>{count}</i></div>"
    "<div class=body {hidden}>{rows}</div>",
    "details": "<details class=part {unfolded}><summary class=head>{kind} ({count})</summary>{rows}</details>",
}
TURN = """<script>function turn(head) { const body = head.nextElementSibling, closed = body.hidden;
  if (%s) document.querySelectorAll('.body').forEach(one => { one.hidden = true; });
  body.hidden = !closed; }</script>"""


def page_of(kind, *, open_ones=(), counts=None, one_at_a_time="false"):
    parts = [
        PARTS[kind].format(
            kind=name, count=(counts or {}).get(name, len(names)), rows="".join(map(ROW.format, names)),
            hidden="" if name in open_ones else "hidden", open=str(name in open_ones).lower(),
            unfolded="open" if name in open_ones else "",
        )
        for name, names in KINDS.items()
    ]  # fmt: skip
    return "<h1>Linked devices</h1><main>" + "".join(parts) + "</main>" + TURN % one_at_a_time


def seen(stage, markup):
    return Seen(stage.show(markup), stage.site)


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("open_ones", [(), ("Phones",), ("TV",), tuple(KINDS)], ids=["none", "first", "last", "all"])
def test_what_is_folded_away_is_folded_out_and_read(stage, kind, open_ones):
    page = DeviceListPage(stage.tab, stage.site)
    assert page.recognise(seen(stage, page_of(kind, open_ones=open_ones)))

    listing = stage.loop.run(page.read())

    assert sorted(row.name for row in listing.rows) == sorted(NAMES)
    assert all(row.action for row in listing.rows)
    assert (listing.shown, listing.all_read) == (len(NAMES), True)


def test_it_is_read_also_where_only_one_part_is_open_at_a_time(stage):
    stage.show(page_of("of divs", one_at_a_time="true"))
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())
    found = [stage.loop.run(page.find(row)).name for row in listing.rows]

    assert [row.name for row in listing.rows] == found == NAMES


def test_what_comes_only_after_a_part_was_folded_out_is_waited_for(stage):
    stage.show(page_of("of divs").replace("body.hidden = !closed;", "setTimeout(() => { body.hidden = !closed; }, 900);"))
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())

    assert [row.name for row in listing.rows] == NAMES


def test_a_number_beside_a_part_tells_that_not_all_was_read(stage):
    stage.show(page_of("of divs", counts={"Tablets": 4}))
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())

    assert (listing.shown, listing.all_read) == (7, False)


@pytest.mark.parametrize("words", ["Clear list", "Log out everywhere", "Reset all", "Archive"])
def test_what_may_do_something_is_not_pressed_and_its_number_counts(stage, words):
    button = f"<button style='display:block;width:100%' onclick='window.hits = 1'>{words} (7)</button>"
    stage.show(f"<h1>Linked devices</h1><main>{button}{''.join(map(ROW.format, NAMES))}</main>")
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())

    assert [row.name for row in listing.rows] == NAMES
    assert not listing.all_read
    assert stage.script("window.hits") is None


@pytest.mark.parametrize("words", ["Delete all", "Remove phones", "Unlink", "移除手机"])
def test_what_removes_something_is_no_part(stage, words):
    button = f"<button style='display:block;width:100%'>{words} (2)</button>"
    found = seen(stage, f"<h1>Linked devices</h1><main>{button}{''.join(map(ROW.format, NAMES))}</main>")

    assert sections_of(found, heading_of(found, DEVICES)) == []


@pytest.mark.parametrize(
    "row",
    [
        "<div style='cursor:pointer'>{} 8</div>",
        "<div style='cursor:pointer'><p>{}</p><p>3 days ago</p></div>",
        "<div style='cursor:pointer'><b>{}</b> <i>8</i> <button>Remove</button></div>",
        "<a href='#x' style='display:inline-block;width:90px'><b>{}</b><i>8</i></a>",
    ],
    ids=["a number in the name", "a day", "a button", "narrow"],
)
def test_a_row_with_a_number_is_no_part(stage, row):
    markup = "<h1>Linked devices</h1><main>" + "".join(row.format(f"Band {kind}") for kind in "ABC") + "</main>"

    rows = rows_of(seen(stage, markup), DEVICES)

    assert [row.name.removesuffix(" 8") for row in rows] == ["Band A", "Band B", "Band C"]


def test_what_chooses_among_the_rows_is_no_part(stage):
    chips = "".join(f"<button style='width:220px'>{kind} ({len(names)})</button>" for kind, names in KINDS.items())
    stage.show(f"<h1>Linked devices</h1><div>{chips}</div><main>{''.join(map(ROW.format, NAMES))}</main>")
    stage.script("window.hits = 0; addEventListener('click', () => { hits += 1 })")
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())

    assert [row.name for row in listing.rows] == NAMES
    assert stage.script("hits") == 0


@pytest.mark.parametrize("pager", ["<button>Previous</button><span>3 / 3</span>", "<button>Previous</button>", "<a href='#n'>Next</a><i>1 / 3</i>"])
def test_a_pager_beside_one_row_is_no_row(stage, pager):
    markup = f"<h1>Linked devices</h1><div><div><div><a href='#x'>Poco F5</a><p>Phone</p></div></div></div><div>{pager}</div>"

    assert [row.name for row in rows_of(seen(stage, markup), DEVICES)] == ["Poco F5"]


ACTIVITY = "<h2>Recent activity</h2><ol><li><b>Mi TV</b> <i>removed</i></li><li><b>Mi TV</b> <i>added</i></li></ol>"


def test_an_empty_list_beside_another_one_is_empty(stage):
    found = seen(stage, f"<h1>Linked devices</h1><p>No linked devices</p>{ACTIVITY}")

    assert says_none(found, DEVICES)
    assert rows_of(found, DEVICES) == []


def test_nothing_repeats_beside_an_empty_list(stage):
    found = seen(stage, "<h1>Linked devices</h1><p>No linked devices</p><h2>Help</h2><p>Ask us.</p>")

    assert (says_none(found, DEVICES), rows_of(found, DEVICES)) == ("No linked devices", [])


def test_rows_below_a_heading_of_their_own_are_rows_where_only_a_part_is_empty(stage):
    rows = "<h2>TVs</h2><ul><li><b>Mi TV</b></li><li><b>Mi Box</b></li></ul>"
    found = seen(stage, f"<h1>Linked devices</h1><h2>Phones</h2><p>No linked devices</p>{rows}")

    assert [row.name for row in rows_of(found, DEVICES)] == ["Mi TV", "Mi Box"]


@pytest.mark.parametrize(
    ("markup", "counts"),
    [
        ("<dl><dt>Contacts</dt><dd>214</dd><dt>Messages</dt><dd>1,893</dd></dl>", {"contacts": "214", "messages": "1893"}),
        ("<div><b>12</b><p>Notes</p><b>7</b><p>Calls</p></div>", {"notes": "12", "calls": "7"}),
        ("<dl><dt>Contacts</dt><dt>Messages</dt><dd>214</dd><dd>7</dd></dl>", {}),
        ("<dl><dt>Contacts</dt><dd>214</dd><dt>Messages</dt></dl>", {}),
    ],
    ids=["name first", "figure first", "not in turn", "one is missing"],
)
def test_figures_that_take_turns_with_their_names_are_read(stage, markup, counts):
    assert CloudHomePage._stored(seen(stage, f"<h2>Mi Cloud</h2>{markup}")) == counts


TYPED = """<h1>Linked devices</h1><div role=dialog style='position:fixed;inset:0;background:#fff'><h2>Remove device</h2>
<p>%s</p><label>%s<input id=i %s oninput="y.disabled = i.value !== 'Mi 9'"></label><button>Cancel</button>
<button id=y disabled onclick="window.hits = (window.hits || 0) + 1">Delete</button></div>"""


def question(stage, *words):
    about = ConfirmDeviceRemoval.of(device("Mi 9"))(stage.tab, stage.site)
    assert about.recognise(seen(stage, TYPED % words))
    return about


def test_a_question_that_wants_the_things_name_typed_gets_it(stage):
    stage.loop.run(question(stage, "Mi 9 will be removed.", "Type its name", "").say_yes())

    assert stage.script("[i.value, hits]") == ["Mi 9", 1]


@pytest.mark.parametrize(
    "words",
    [("This device will be removed.", "Type its name", ""), ("Mi 9 will be removed.", "Password", "type=password")],
    ids=["it names nothing", "a password"],
)
def test_nothing_is_typed_anywhere_else(stage, words):
    asked = question(stage, *words)

    stage.loop.run(asked._type_its_name())

    assert stage.script("i.value") == ""
