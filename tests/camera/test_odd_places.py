"""A secret is covered also where no script is told where it is painted, and behind lids that hide less than they seem to.

Each stands in a cell of its own, in red; nothing else is red. What the browser gave is looked at as well, so that each
case would be read.
"""

from __future__ import annotations

import pytest

from runner.trail import pictures
from tests.camera.conftest import SECRET, uncovered
from tests.camera.test_motion import reddish

HIGH, WIDE, COLUMNS = 100, 500, 2
ROWS = 700 // HIGH
STYLE = f"""<style>body{{margin:0;font:bold 20px sans-serif;background:#fff}}.r{{color:#f00}}select,input{{font:inherit}}
section{{position:absolute;width:{WIDE}px;height:{HIGH}px;overflow:hidden}}ul,p{{margin:0}}ul{{padding-left:250px}}</style>"""


def generated(rule, markup="<b class=g></b>", which="before"):
    return f"<style>.{{g}} .g::{which}{{{{content:'{SECRET}';color:#f00;{rule}}}}}</style>{markup}"


def closed(element):
    return (
        f"{element}<script>document.currentScript.previousElementSibling.attachShadow({{{{mode: 'closed'}}}}).innerHTML ="
        f"\"<p class=r style='margin:0;color:#f00'>{SECRET}</p>\"</script>"
    )


PLACES = {
    "a choice of a list": f"<select size=3><option>One<option class=r>{SECRET}<option>Two</select>",
    "the name of a group": f"<select size=2><optgroup class=r label='{SECRET}'><option style='color:#000'>One</optgroup></select>",
    "a mark before a line": generated("", "<ul><li class=g>x</ul>", "marker"),
    "a mark by its style": f"<style>.{{g}} li{{{{list-style:'{SECRET} '}}}}.{{g}} li::marker{{{{color:#f00}}}}</style><ul><li>x</ul>",
    "generated elsewhere": generated("position:absolute;left:200px;top:50px"),
    "generated in the window": generated("position:fixed;left:{x}px;top:{y}px"),
    "generated and turned": generated("display:block;width:150px;transform:translate(200px,30px) rotate(9deg)", "<p class=g></p>"),
    "generated and moved": generated("position:relative;left:200px;top:40px"),
    "generated with a margin": generated("display:block;margin:50px 0 0 200px", "<p class=g style='height:9px;width:90px'></p>"),
    "generated beyond its edge": generated("margin-left:90px;white-space:nowrap", "<p class=g style='width:10px;height:20px'></p>"),
    "generated without a box": generated("", "<b class=g style='display:contents'></b>"),
    "a tip": generated("position:absolute;left:100%;top:30px;white-space:nowrap", "<b class=g style='position:relative'>x</b>"),
    "quotation marks": f"<style>.{{g}} q{{{{quotes:'{SECRET}' 'x';color:#f00}}}}</style><q>x</q>",
    "a drawing used again": f"<svg width=300 height=50><defs><text id={{g}} fill=red>{SECRET}</text></defs><use href=#{{g}} y=30></use></svg>",
    "a symbol used again": f"<svg width=300 height=50><symbol id={{g}}><text y=30 fill=red>{SECRET}</text></symbol><use href=#{{g}}></use></svg>",
    "a document as an object": "<object type=text/html data=/inner style='width:300px;height:60px'></object>",
    "an embedded document": "<embed type=text/html src=/inner style='width:300px;height:60px'>",
    "the title of no picture": f"<img class=r src=/none title='{SECRET}'>",
    "a closed root": closed("<div></div>"),
    "a closed root beside others": "<div style='display:flex'>" + closed("<div></div>") + "</div>",
    "a closed root in a line": closed("<span></span>"),
    "a closed root on its own": closed("<div style='position:absolute;top:20px'></div>"),
    "a closed root in place of a text": closed("<div>x</div>"),
    "a closed root in place of an element": closed("<div><i>x</i></div>"),
    "a lid with a narrow lining": f"<p class=r>{SECRET}</p><p style='position:absolute;inset:0;background:#fff content-box;padding:45px'></p>",
    "a lid of cells": f"<p class=r>{SECRET}</p><table style='position:absolute;top:0;left:0;border-spacing:40px 0'><tr style='background:#fff'><td>a<td>b</table>",
}  # fmt: skip


@pytest.mark.parametrize("first", range(0, len(PLACES), ROWS * COLUMNS))
def test_a_secret_is_covered_in_odd_places(camera, first):
    cells = {}
    markup = STYLE
    for number, name in enumerate([*PLACES][first : first + ROWS * COLUMNS]):
        x, y = number % COLUMNS * WIDE, number // COLUMNS * HIGH
        cells[name] = (x, y, x + WIDE, y + HIGH)
        inside = PLACES[name].format(g=f"g{number}", x=x + 90, y=y + 40)
        markup += f"<section class=g{number} style='left:{x}px;top:{y}px'>{inside}</section>"
    camera.show(markup, inner=f"<body style='font:bold 20px sans-serif;color:#f00'>{SECRET}")

    shot = camera.shoot()

    before, image = uncovered(shot), pictures.covered(shot)
    assert not shot.black
    assert [name for name, cell in cells.items() if not reddish(before.crop(cell))] == [], "it could not be read anyway"
    assert [name for name, cell in cells.items() if reddish(image.crop(cell))] == []


def test_what_lies_over_a_modal_dialogue_is_covered(camera):
    camera.show(
        STYLE + "<dialog style='width:800px;height:400px'>Question</dialog>"
        f"<div popover=manual style='border:0'><b class=r>{SECRET}</b></div><script>document.querySelector('dialog').showModal();"
        "document.querySelector('[popover]').showPopover()</script>"
    )
    shot = camera.shoot()

    assert reddish(uncovered(shot))
    assert not reddish(pictures.covered(shot))


def test_the_documents_of_a_frameset_are_covered(camera):
    camera.show(
        "<html><frameset cols='50%,50%'><frame src=/inner><frame src=/inner></frameset></html>",
        inner=f"<body style='font:bold 20px sans-serif;color:#f00'>{SECRET} <b style='color:#000'>Plain</b>",
    )
    shot = camera.shoot()

    assert reddish(uncovered(shot))
    assert not reddish(pictures.covered(shot))
    assert not shot.black
