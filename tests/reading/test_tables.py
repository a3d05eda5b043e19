"""Tables of other people's kits: rows to be ticked, bins under the pointer, menus at the side, empty ones, pages."""

import pytest

from pages.acts import NotReady
from pages.device_list import DEVICES, ConfirmDeviceRemoval, DeviceListPage
from pages.lists import next_step, rows_of, says_none, step_back
from pages.marking import pointed_at, remove_ticked
from pages.seen import Seen

NAMES = ["Redmi Note 13", "Mi TV", "Xiaomi Pad 6"]
HEAD = "<h2>Linked devices</h2>"
TICKED = (
    HEAD + "<div><button onclick='window.hit = 1'>Remove</button></div><table><tr><th><input type=checkbox></th><th>Name</th>"
    "<th>Kind</th></tr>{rows}</table>"
)
TICKED_ROW = "<tr><td><input type=checkbox {on}></td><td>{name}</td><td>Phone</td></tr>"
ICONS = "<button class=b {0}><svg width=9 height=9></svg></button>"


def seen(stage, markup):
    return Seen(stage.show(markup), stage.site)


def ticked(names, on=()):
    return TICKED.format(
        rows="".join(TICKED_ROW.format(name=name, on="checked" if name in on else "") for name in names)
    )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_rows_to_be_ticked_are_rows_and_the_button_above_is_none_of_theirs(stage, count):
    rows = rows_of(seen(stage, ticked(NAMES[:count])), DEVICES)

    assert [row.name for row in rows] == NAMES[:count]
    assert all(row.box and row.action is None for row in rows)


@pytest.mark.parametrize("on", [[], ["Mi TV"], ["Mi TV", "Xiaomi Pad 6"], ["Redmi Note 13"]])
def test_one_row_alone_is_ticked_before_the_button_is_pressed(stage, on):
    found = seen(stage, ticked(NAMES, on))
    page = DeviceListPage(stage.tab, stage.site)
    assert page.recognise(found)

    stage.loop.run(remove_ticked(page, rows_of(found, DEVICES)[0]))

    assert stage.script("[...document.querySelectorAll('td input')].map(each => each.checked)") == [True, False, False]
    assert stage.script("window.hit") == 1


def test_nothing_is_pressed_where_another_row_stays_ticked(stage, monkeypatch):
    monkeypatch.setattr("pages.acts._GONE", 0.5)
    found = seen(stage, ticked(NAMES, ["Mi TV"]))
    stage.script("document.querySelectorAll('td input')[1].onclick = () => false")
    page = DeviceListPage(stage.tab, stage.site)
    assert page.recognise(found)

    with pytest.raises(NotReady):
        stage.loop.run(remove_ticked(page, rows_of(found, DEVICES)[0]))
    assert stage.script("window.hit") is None


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Delete Redmi Note 13 from your account?", False),
        ("Delete Redmi Note 13, Mi TV from your account?", True),
        ("Delete 1 device from your account?", False),
        ("Delete 2 devices from your account?", True),
    ],
)
def test_a_question_about_what_is_ticked_is_about_one_row(stage, text, several):
    rows = rows_of(seen(stage, ticked(NAMES)), DEVICES)
    found = seen(stage, f"<div role=dialog><p>{text}</p><button>Cancel</button><button>Delete</button></div>")
    question = ConfirmDeviceRemoval(stage.tab, stage.site)

    assert question.recognise(found)
    assert question.is_about_several(rows[0], rows[1:]) is several


ASKED_IN_ROW = (
    HEAD + "<details open><summary>Mi TV</summary><div><button>Delete device</button><div><p>{text}</p><button>{yes}</button>"
    "<button>No</button></div></div></details><details><summary>Redmi</summary></details>"
)


@pytest.mark.parametrize(
    ("text", "yes", "pressed"),
    [
        ("Really delete Mi TV?", "Yes", "Yes"),
        ("Really delete Mi TV?", "Remove", "Remove"),
        ("Really?", "Yes", None),
        ("Delete account and Mi TV?", "Yes", None),
    ],
)
def test_a_question_in_a_row_is_answered_by_what_stands_beside_its_no(stage, text, yes, pressed):
    row = next(row for row in rows_of(seen(stage, HEAD + "<ul><li>Mi TV</li><li>Pad</li></ul>"), DEVICES))
    question = ConfirmDeviceRemoval.of(row)(stage.tab, stage.site)
    known = question.recognise(seen(stage, ASKED_IN_ROW.format(text=text, yes=yes)))

    assert known is (pressed is not None)
    assert not known or question.seen.screen.text_of(question.asked.yes) == pressed


MENU = (
    "<div style='position:fixed;top:0'><b style='font-size:22px'>Linked devices</b></div><div>"
    + "".join(
        f"<div role=listitem style='cursor:pointer'>{name}</div>" for name in ("Home", "Settings", "Mi Account")
    )
    + "</div>"
)


def test_the_menu_below_a_bar_with_the_heading_holds_no_rows(stage):
    found = seen(stage, MENU + "<main><p>No linked devices</p></main>")

    assert rows_of(found, DEVICES) == []
    assert says_none(found, DEVICES) == "No linked devices"


def test_a_device_called_like_an_entry_is_a_row(stage):
    rows = "".join(f"<li>{name} <button>Remove</button></li>" for name in ("Settings", "Privacy", "Mi TV"))

    assert len(rows_of(seen(stage, MENU + f"<main><ul>{rows}</ul></main>"), DEVICES)) == 3


TABLE = HEAD + "<table width=600><tr><th>Name</th><th>Kind</th></tr><tr>{cells}</tr></table>"


@pytest.mark.parametrize(
    ("cells", "none"),
    [
        ("<td colspan=2>No linked devices</td>", "No linked devices"),
        ("<td>No linked devices</td><td>Phone</td>", ""),
        ("<td>No linked devices</td><td></td>", ""),
        ("<td colspan=2>No linked devices <button>Remove</button></td>", ""),
    ],
)
def test_a_table_is_empty_where_one_cell_says_so_below_all_headings(stage, cells, none):
    found = seen(stage, TABLE.format(cells=cells))

    assert says_none(found, DEVICES) == none
    assert len(rows_of(found, DEVICES)) == (0 if none else 1)


@pytest.mark.parametrize(
    ("said", "icons", "back", "on"),
    [
        ("1-10 of 27", ("disabled", "disabled", "", ""), None, 2),
        ("11–20 of 27", ("", "", "", ""), 1, 2),
        ("21-27 of 27", ("", "", "disabled", "disabled"), 1, None),
        ("11-20 of 27", ("", ""), 0, 1),
        ("11-20 of 27", ("", "", ""), None, None),
        ("1-3 of 3", ("", ""), None, None),
    ],
)
def test_pictures_beside_the_range_turn_the_page(stage, said, icons, back, on):
    rows = "".join(f"<tr><td>{name}</td><td><button>Remove</button></td></tr>" for name in NAMES)
    pager = "".join(ICONS.format(each) for each in icons)
    found = seen(stage, f"{HEAD}<table>{rows}</table><div><span>{said}</span>{pager}</div>")
    rows = rows_of(found, DEVICES)
    buttons = [one for one in found.clickables if one.mark == "b"]

    assert [next_step(found, rows, 2), step_back(found, rows)] == [
        None if number is None else buttons[number] for number in (on, back)
    ]


def test_a_kit_says_go_to_next_page(stage):
    markup = (
        f"{HEAD}<ul><li>A <button>Remove</button></li></ul><button aria-label='Go to next page'><svg width=9></svg></button>"
    )
    found = seen(stage, markup)

    assert next_step(found, rows_of(found, DEVICES), 1) is not None


def test_a_lone_row_has_its_menu_though_two_elements_say_that_they_can_be_pressed(stage):
    found = seen(
        stage,
        HEAD + "<div><div><div>Mi TV</div><small>Phone</small></div><x-b style='cursor:pointer'><button>⋮</button></x-b></div>",
    )

    assert [row.name for row in rows_of(found, DEVICES)] == ["Mi TV"]


@pytest.mark.parametrize("name", ["Remove", "Delete"])
@pytest.mark.parametrize("button", ["", "<button title=Remove><svg width=9 height=9></svg></button>"])
def test_a_device_called_like_the_act_keeps_its_name_without_the_pages_data(stage, name, button):
    tiles = "".join(f"<div><h4>{each}</h4><p>Phone</p>{button}</div>" for each in (NAMES[0], name, NAMES[1]))

    assert [row.name for row in rows_of(seen(stage, f"{HEAD}<div>{tiles}</div>"), DEVICES)] == [NAMES[0], name, NAMES[1]]


@pytest.mark.parametrize("row", [TICKED_ROW, "<tr style='cursor:pointer'><td>{name}</td><td>Phone</td></tr>"])
@pytest.mark.parametrize("names", [[NAMES[0], "Delete", NAMES[1]], ["Delete"]])
def test_and_so_it_does_where_no_row_has_a_button(stage, row, names):
    rows = "".join(row.format(name=name, on="") for name in names)
    found = seen(stage, TICKED.format(rows=rows) if "box" in row else f"{HEAD}<table>{rows}</table>")

    assert [one.name for one in rows_of(found, DEVICES)] == names


def test_buttons_that_are_shown_under_the_pointer_belong_to_every_row(stage):
    tiles = "".join(
        f"<div class=t><h4>{name}</h4><p>Phone</p><button title=Remove><svg width=9 height=9></svg></button></div>"
        for name in NAMES
    )
    style = "<style>.t { width: 200px } .t button { visibility: hidden } .t:hover button { visibility: visible }</style>"
    page = DeviceListPage(stage.tab, stage.site)
    assert page.recognise(seen(stage, style + HEAD + f"<div>{tiles}</div>"))
    for row in rows_of(page.seen, DEVICES):
        pointed = stage.loop.run(pointed_at(page, row))

        assert pointed.name == row.name
        assert pointed.action is not None
        assert [one.name for one in rows_of(page.seen, DEVICES)] == NAMES
    stage.loop.run(stage.tab.mouse.move(900, 600))


def test_where_the_pointer_shows_nothing_in_one_row_the_others_of_the_document_are_not_pointed_at(stage):
    rows = "".join(f"<li style='cursor:pointer' onmouseover='window.n += 1'>{name}</li>" for name in NAMES)
    pointed = []
    for _ in range(2):
        page = DeviceListPage(stage.tab, stage.site)
        assert page.recognise(seen(stage, f"{HEAD}<ul>{rows}</ul>"))
        for row in rows_of(page.seen, DEVICES):
            stage.script("window.n = 0")
            assert stage.loop.run(pointed_at(page, row)).name == row.name
            pointed.append(stage.script("window.n") > 0)
        stage.loop.run(stage.tab.mouse.move(900, 600))

    assert pointed == [True, False, False] * 2
