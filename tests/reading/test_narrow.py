"""A console whose window is too narrow for its menu: the menu is opened as a person would, once on each page."""

import pytest

from pages.homes import Signpost
from pages.seen import Seen

HIDDEN = "<nav style='display:none'><a href='#devices'>Devices</a></nav><h1>Mi Cloud</h1><p>Photos</p>"
OPENERS = {
    "said": "<button aria-label=Menu style='width:30px;height:30px'><svg></svg></button>",
    "drawn": "<button class=hamburger style='width:30px;height:30px'></button>",
    "written": "<div style='cursor:pointer'>☰</div>",
}
OTHERS = {
    "below the page's heading": "<h1>Mi Cloud</h1><button aria-label=Menu>⋮</button>",
    "something else": "<button aria-label=Search style='width:30px;height:30px'></button><h1>Mi Cloud</h1>",
}
SHEET = "<div role=dialog aria-modal=true style='position:fixed;inset:0;background:#fff'>{}</div>"


def signpost(stage, *pressed):
    kind = type("Post", (Signpost,), {"labels": ("devices menu",), "headings": ("devices heading",), "pressed": frozenset(pressed)})
    return kind(stage.tab, stage.site)


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS)
def test_what_opens_the_menu_is_the_way_where_no_entry_is_in_sight(stage, opener):
    seen = Seen(stage.show(opener + HIDDEN), stage.site)

    assert signpost(stage).shows(seen)
    entry = signpost(stage)._entry(seen)
    key = Signpost.key(seen, entry)
    assert not signpost(stage, key).shows(seen), "it is pressed once"
    assert key[1] == seen.address, "on another page it may be pressed again"


def test_an_entry_in_sight_is_pressed_rather_than_what_opens_the_menu(stage):
    seen = Seen(stage.show(OPENERS["said"] + HIDDEN.replace("display:none", "")), stage.site)

    assert seen.screen.text_of(signpost(stage)._entry(seen)) == "Devices"


@pytest.mark.parametrize("markup", OTHERS.values(), ids=OTHERS)
def test_nothing_else_is_taken_for_what_opens_the_menu(stage, markup):
    assert not signpost(stage).shows(Seen(stage.show(markup), stage.site))


def test_a_menu_that_lies_over_the_page_leads_on_and_another_dialogue_does_not(stage):
    page = OPENERS["said"] + HIDDEN
    menu = Seen(stage.show(page + SHEET.format("<a href='#devices'>Devices</a> <a href='#privacy'>Privacy</a>")), stage.site)
    assert signpost(stage).shows(menu)

    question = Seen(stage.show(page.replace("display:none", "") + SHEET.format("<p>New terms</p><button>Agree</button>")), stage.site)
    assert not signpost(stage).shows(question)
