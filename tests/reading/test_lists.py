"""Lists in many markups: rows, names, actions, pages, counts and emptiness, as a person would read them."""

import pytest

from pages.device_list import DEVICES, DeviceListPage
from pages.lists import numbers_shown, rows_of, says_none
from pages.seen import Seen

NAMES = ["Redmi Note 13", "Mi TV", "Xiaomi Pad 6"]

ROWS = {
    "ul, button in row": "<ul>{rows}</ul>|<li><b>{name}</b> <small>Phone</small> <button>Remove</button></li>",
    "table": "<table><thead><tr><th>Name</th><th>Last seen</th><th></th></tr></thead><tbody>{rows}</tbody></table>"
    "|<tr><td>{name}</td><td>today</td><td><a href='#x'>Remove</a></td></tr>",
    "divs with pointers": "<div>{rows}</div>|<div class=r style='cursor:pointer'><div>{name}</div><div>Phone</div></div>",
    "divs, words only": "<div>{rows}</div>|<div><div>{name}</div><div>Remove</div></div>",
    "cards": "<div style='display:grid;grid-template-columns:1fr 1fr'>{rows}</div>"
    "|<article><small>Phone</small><h3>{name}</h3><div role=button>Delete device</div></article>",
    "menu": "<div>{rows}</div>|<div><span>{name}</span><span style='cursor:pointer'>⋮</span></div>",
    "icon menu": "<div>{rows}</div>|<div><span>{name}</span><button aria-label=More aria-haspopup=menu>"
    "<svg width=9 height=9></svg></button></div>",
    "links": "<section>{rows}</section>|<a href='#/{name}' style='display:block'><p>{name}</p><p>Phone</p></a>",
    "shadow": "<div id=h></div><script>h.attachShadow({{mode:'open'}}).innerHTML=`{rows}`</script>"
    "|<p>{name} <button>Remove</button></p>",
    "definition rows": "<div>{rows}</div>"
    "|<div><dl><dt>Name</dt><dd><strong>{name}</strong></dd><dt>Model</dt><dd>X1</dd></dl><button>Remove device</button></div>",
}

NAV = "<nav><a href='#a'>Home</a><a href='#b'>Settings</a><a href='#c'>Linked devices</a></nav>"
FOOT = "<footer><a href='#p'>Privacy Policy</a><a href='#t'>Terms</a></footer>"


def page_with(kind, names, heading="<h1>Linked devices</h1>"):
    outer, row = ROWS[kind].split("|")
    rows = "".join(row.format(name=name) for name in names)
    return f"{NAV}<main>{heading}{outer.format(rows=rows)}</main>{FOOT}"


def seen(stage, markup):
    return Seen(stage.show(markup), stage.site)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("kind", ROWS)
def test_every_row_is_read_with_its_name(stage, kind, count):
    rows = rows_of(seen(stage, page_with(kind, NAMES[:count])), DEVICES)

    assert [row.name for row in rows] == NAMES[:count]
    assert all(row.action or row.menu or row.opener for row in rows)


@pytest.mark.parametrize(
    "heading", ["<div style='font-size:26px'>My devices</div>", "<p><b>Linked devices (3)</b></p>"]
)
def test_the_heading_is_known_by_its_looks(stage, heading):
    page = DeviceListPage(stage.tab, stage.site)

    assert page.recognise(seen(stage, page_with("table", NAMES, heading)))


@pytest.mark.parametrize(
    "odd", ["Delete", "Remove", "No linked devices", "Linked devices", "5", "😀", "مكتب", "x" * 60, "a@b.example"]
)
@pytest.mark.parametrize("kind", ["ul, button in row", "table", "links", "menu"])
def test_a_device_may_have_any_name(stage, kind, odd):
    rows = rows_of(seen(stage, page_with(kind, [NAMES[0], odd, NAMES[1]])), DEVICES, {odd: ["did1"]})

    assert [row.name for row in rows] == [NAMES[0], odd, NAMES[1]]
    assert rows[1].id == "did1"


def test_rows_of_groups_are_united_and_an_empty_group_is_none(stage):
    group = "<h2>{title}</h2><ul>{rows}</ul>"
    row = "<li>{} <button>Remove</button></li>"
    markup = (
        "<h1>Linked devices</h1>"
        + group.format(title="Phones", rows=row.format("One") + row.format("Two"))
        + "<h2>TVs</h2><p>No linked devices</p>"
        + group.format(title="Tablets", rows=row.format("Three"))
    )
    found = seen(stage, markup)

    assert [row.name for row in rows_of(found, DEVICES)] == ["One", "Two", "Three"]
    assert says_none(found, DEVICES) == ""


@pytest.mark.parametrize("first", [True, False])
def test_a_row_without_the_action_is_a_row_too(stage, first):
    rows = [
        "<li>This phone <i>Current device</i></li>",
        "<li>Mi TV <button>Remove</button></li>",
        "<li>Pad <button>Remove</button></li>",
    ]
    markup = "<h1>Linked devices</h1><ul>" + "".join(rows if first else rows[::-1]) + "</ul>"
    found = rows_of(seen(stage, markup), DEVICES)

    assert len(found) == 3
    assert sum(row.action is None for row in found) == 1


EMPTY = [
    "<h1>Linked devices</h1><p>No linked devices</p>",
    "<h1>Linked devices</h1><div class=card><div class=empty><svg width=40 height=40></svg><p>No linked devices</p></div></div>",
    "<div style='font-size:26px'>My devices</div><table><tr></tr></table><div>No linked devices</div>",
]
NOT_EMPTY = [
    "<p>No linked devices</p>",
    "<h1>Linked devices</h1><p>No linked devices</p><p>No linked devices</p>",
    "<h1>Linked devices</h1><div><p>No linked devices</p><button>Try again</button></div>",
    "<h1>Linked devices</h1><h2>TVs</h2><p>No linked devices</p>",
    "<h1>Linked devices</h1><ul><li>No linked devices</li></ul>",
    "<h1>Linked devices</h1><p style='cursor:pointer'>No linked devices</p>",
    "<h1>Linked devices</h1><p>There may be no linked devices here, or they could not be loaded.</p>",
    "<h1>Linked devices</h1><p hidden>No linked devices</p>",
    "<h1>Linked devices</h1>",
]


@pytest.mark.parametrize("markup", EMPTY)
def test_words_that_stand_alone_say_that_there_is_none(stage, markup):
    assert says_none(seen(stage, NAV + markup), DEVICES) == "No linked devices"


@pytest.mark.parametrize("markup", NOT_EMPTY)
def test_words_that_may_mean_something_else_prove_nothing(stage, markup):
    assert says_none(seen(stage, NAV + markup), DEVICES) == ""


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3 devices", 3),
        ("1–10 of 27", 27),
        ("Total 27", 27),
        ("共 3 台设备", 3),
        ("Updated 25.11.2026", 0),
        ("10 per page", 0),
    ],
)
def test_numbers_that_count_devices_are_read(stage, words, number):
    found = seen(stage, f"<h1>Linked devices</h1><p>{words}</p>")

    assert max(numbers_shown(found, DEVICES, []), default=0) == number


PAGED = """<h1>Linked devices</h1><p>27 devices</p><ul id=u></ul><div id=p></div><script>
const all = [...Array(27)].map((_, n) => 'Phone ' + (n + 1)); let from = 0, shown = 10;
const draw = () => {{ const part = {part};
  u.innerHTML = part.map(x => `<li>${{x}} <button>Remove</button></li>`).join(''); {controls} }};
draw();</script>"""

WAYS = {
    "arrow": ("all.slice(from, from + 10)", "p.innerHTML = '<button>‹</button><button>›</button>';"
              "const [b, n] = p.children; n.disabled = from + 10 >= 27; n.onclick = () => { from += 10; draw() };"),
    "numbers": ("all.slice(from, from + 10)", "p.innerHTML = [1,2,3].map(n => `<a href='#' data-n=${n}>${n}</a>`).join(' ');"
                "for (const a of p.children) a.onclick = (e) => { e.preventDefault(); from = (a.dataset.n - 1) * 10; draw() };"),
    "load more": ("all.slice(0, shown)", "p.innerHTML = shown < 27 ? '<button>Load more</button>' : '';"
                  "if (p.firstChild) p.firstChild.onclick = () => setTimeout(() => { shown += 10; draw() }, 150);"),
    "ant": ("all.slice(from, from + 10)", "p.innerHTML = `<ul><li title='Next Page' class='ant-pagination-next' "
            "aria-disabled=${from + 10 >= 27}><button ${from + 10 >= 27 ? 'disabled' : ''}><svg width=9 height=9></svg></button></li></ul>`;"
            "p.querySelector('li').onclick = () => { if (from + 10 < 27) { from += 10; draw() } };"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_page_of_a_list_is_read(stage, way):
    part, controls = WAYS[way]
    stage.show(PAGED.format(part=part, controls=controls))
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())

    assert [row.name for row in listing.rows] == [f"Phone {n + 1}" for n in range(27)]
    assert listing.all_read
    assert listing.shown == 27


VIRTUAL = """<h1>Linked devices</h1><div id=v style='height:300px;overflow:auto;position:relative'><div style='height:1620px'></div></div>
<script>const draw = () => { const first = Math.floor(v.scrollTop / 60);
  v.querySelectorAll('p').forEach(e => e.remove());
  for (let n = first; n < Math.min(27, first + 6); n += 1) { const p = document.createElement('p');
    p.style.cssText = `position:absolute;margin:0;top:${n * 60}px;height:60px`; p.innerHTML = `Phone ${n + 1} <button>Remove</button>`; v.append(p); } };
v.onscroll = %s; draw();</script>"""
DRAWS = {"at once": "draw", "a moment later": "() => setTimeout(draw, 150)", "when its scrolling has ended":
         "() => { clearTimeout(v.later); v.later = setTimeout(draw, 400); }"}


@pytest.mark.parametrize("draws", DRAWS.values(), ids=DRAWS)
def test_a_list_that_draws_only_what_is_in_view_is_scrolled(stage, draws):
    stage.show(VIRTUAL % draws)
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())
    found = stage.loop.run(page.find(listing.rows[2]))

    assert [row.name for row in listing.rows] == [f"Phone {n + 1}" for n in range(27)]
    assert found.name == "Phone 3"


def test_a_list_behind_a_dialogue_is_not_here(stage):
    cover = "<div style='position:fixed;inset:0;background:#0006'><div style='margin:200px;background:#fff'>Wait <button>OK</button></div></div>"
    page = DeviceListPage(stage.tab, stage.site)

    assert not page.recognise(seen(stage, page_with("table", NAMES) + cover))


def test_the_products_of_the_privacy_page_are_no_devices(stage):
    rows = "".join(
        f"<div><span>{name}</span><button title='Download a copy'>⤓</button><button title=Delete>🗑</button></div>"
        for name in ("Mi Cloud", "Mi Home", "Mi Store")
    )
    page = DeviceListPage(stage.tab, stage.site)

    assert not page.recognise(seen(stage, f"<h1>Manage your data</h1>{rows}"))


TOASTS = "<div style='position:fixed;top:8px;left:0;right:0'>" + "<div><span>Signed out</span></div>" * 3 + "</div>"


@pytest.mark.parametrize("toasts", [TOASTS, f"<ul style='position:fixed;bottom:0'>{'<li>Signed out</li>' * 2}</ul>"])
def test_messages_that_come_and_go_are_no_devices(stage, toasts):
    empty = seen(stage, f"{NAV}<main><h1>Linked devices</h1><p>No linked devices</p></main>{FOOT}{toasts}")
    assert rows_of(empty, DEVICES) == []
    assert says_none(empty, DEVICES) == "No linked devices"

    full = seen(stage, page_with("ul, button in row", NAMES) + toasts)
    assert [row.name for row in rows_of(full, DEVICES)] == NAMES


BACK = {
    "the current number cannot be pressed": "p.innerHTML = [1,2,3].map(n => (n - 1) * 10 === from ? `<b>${n}</b>` : `<button>${n}</button>`).join(' ');"
    "for (const b of p.querySelectorAll('button')) b.onclick = () => { from = (b.textContent - 1) * 10; draw() };",
    "previous": "p.innerHTML = `<button ${from ? '' : 'disabled'}>Previous</button> <button ${from + 10 < 27 ? '' : 'disabled'}>Next</button>`;"
    "const [b, n] = p.children; b.onclick = () => { from -= 10; draw() }; n.onclick = () => { from += 10; draw() };",
}  # fmt: skip


@pytest.mark.parametrize("way", BACK)
def test_a_list_that_was_left_at_its_last_page_is_read_from_the_first(stage, way):
    stage.show(PAGED.format(part="all.slice(from, from + 10)", controls=BACK[way]).replace("let from = 0", "let from = 20"))
    page = DeviceListPage(stage.tab, stage.site)

    listing = stage.loop.run(page.read())

    assert [row.name for row in listing.rows] == [f"Phone {n + 1}" for n in range(27)]
    assert stage.loop.run(page.find(listing.rows[2])).name == "Phone 3"


EMPTIED = """<h1>Linked devices</h1><div id=d></div><script>
const draw = (all) => { d.innerHTML = all.map(x => `<li>${x} <button>Remove</button></li>`).join('')
    || '<p>No linked devices</p><p id=p><button>1</button> <button>2</button></p>';
  if (window.p) p.firstChild.onclick = () => { BACK };  };
draw([]);</script>"""


def test_a_last_page_that_was_emptied_does_not_say_that_the_list_is_empty(stage):
    page = DeviceListPage(stage.tab, stage.site)

    stage.show(EMPTIED.replace("BACK", "draw(['Redmi 1', 'Poco 1'])"))
    assert [row.name for row in stage.loop.run(page.read()).rows] == ["Redmi 1", "Poco 1"]

    stage.show(EMPTIED.replace("BACK", ""))  # it does not let itself be turned back
    assert stage.loop.run(page.read()).none == ""


@pytest.mark.parametrize("scroller", ["the page", "a part"])
@pytest.mark.parametrize("scrolled", [0, 240])
def test_the_wheel_is_turned_back_only_where_the_list_is_scrolled_down(stage, scroller, scrolled):
    rows = "".join(f"<li style='height:60px'>Lamp {number} <button>Remove</button></li>" for number in range(30))
    style = "height:400px;overflow:auto" if scroller == "a part" else ""
    stage.show(f"<h1>Linked devices</h1><div id=v style='{style}'><ul>{rows}</ul></div>")
    moved = "document.getElementById('v')" if scroller == "a part" else "document.scrollingElement"
    stage.script(f"{moved}.scrollTop = {scrolled}; window.wheels = 0; addEventListener('wheel', () => {{ wheels += 1; }})")
    page = DeviceListPage(stage.tab, stage.site)
    stage.loop.run(page.look())
    row = page.rows_in_sight()[0]

    found = stage.loop.run(page.find(row))

    assert found.name == "Lamp 0"
    assert (stage.script("wheels") > 0) is (scrolled > 0)
    assert stage.script(f"{moved}.scrollTop") == 0
