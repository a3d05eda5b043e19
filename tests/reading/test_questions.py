"""Questions in many markups: what is on top, with one yes, one no and a sentence; about this row and no other."""

import pytest

from pages.acts import NotReady
from pages.authorised_apps import ConfirmRevocation
from pages.device_list import DEVICES, ConfirmDeviceRemoval, DevicePage
from pages.lists import rows_of
from pages.seen import Seen

LIST = (
    "<h1>Linked devices</h1><ul>"
    + "".join(
        f"<li><b>{name}</b> <button>Remove</button></li>" for name in ("Redmi Note 13", "Redmi Note 13 Pro", "Mi TV")
    )
    + "</ul>"
)

DIALOGUES = {
    "ant": "<div class=ant-modal-root><div style='position:fixed;inset:0;background:#0007'></div><div style='position:fixed;inset:0'>"
    "<div role=dialog style='margin:100px;background:#fff'><button aria-label=Close>×</button><div><div>{title}</div></div>"
    "<div>{text}</div><div><button>{no}</button><button>{yes}</button></div></div></div></div>",
    "no role": "<div style='position:fixed;inset:0;background:#0007'><div style='margin:100px;background:#fff'><h3>{title}</h3>"
    "<p>{text}</p><span style='cursor:pointer'>{no}</span><span style='cursor:pointer'>{yes}</span></div></div>",
    "dialog": "<dialog id=d><h2>{title}</h2><p>{text}</p><form method=dialog><button>{no}</button><button>{yes}</button></form></dialog>"
    "<script>d.showModal()</script>",
    "popconfirm": "<div style='position:absolute;left:200px;top:90px;background:#fff;z-index:5'><p>{title}</p><p>{text}</p>"
    "<button>{no}</button><button>{yes}</button></div>",
    "shadow": "<div id=h style='position:fixed;inset:0;background:#0007'></div><script>h.attachShadow({{mode:'open'}}).innerHTML="
    "`<div style='margin:90px;background:#fff'><p>{title}</p><p>{text}</p><a href='#n'>{no}</a> <a href='#y'>{yes}</a></div>`</script>",
}


def ask(
    stage,
    kind,
    yes="Delete",
    no="Cancel",
    title="Delete device",
    text="Delete Redmi Note 13 from your account?",
    behind=LIST,
):
    screen = stage.show(behind + DIALOGUES[kind].format(title=title, text=text, yes=yes, no=no))
    return Seen(screen, stage.site)


@pytest.mark.parametrize("yes", ["Delete", "Remove", "OK", "OK (5s)", "Confirm", "Unlink it"])
@pytest.mark.parametrize("kind", DIALOGUES)
def test_the_question_on_top_is_known(stage, kind, yes):
    seen = ask(stage, kind, yes=yes)
    question = ConfirmDeviceRemoval(stage.tab, stage.site)

    assert question.recognise(seen)
    assert yes in seen.screen.name_of(question.asked.yes)
    assert "Redmi Note 13" in question.asked.text


@pytest.mark.parametrize(
    ("yes", "no", "title", "text"),
    [
        ("OK", "Cancel", "Cookies", "We use cookies."),
        ("OK", "Cancel", "Sign out", "Do you want to sign out?"),
        ("Confirm", "Cancel", "Mi Home", "Share your data with Mi Home?"),
        ("Download a copy", "Cancel", "Delete", "Download a copy before you delete the device?"),
    ],
)
def test_ok_is_no_yes_where_the_sentence_names_no_act_and_thing(stage, yes, no, title, text):
    assert not ConfirmDeviceRemoval(stage.tab, stage.site).recognise(ask(stage, "ant", yes, no, title, text))


def test_a_list_with_remove_in_each_row_is_no_question(stage):
    seen = Seen(stage.show(LIST + "<button>Cancel</button>"), stage.site)

    assert not ConfirmDeviceRemoval(stage.tab, stage.site).recognise(seen)


def test_one_devices_own_dialogue_is_no_question(stage):
    markup = LIST + (
        "<div style='position:fixed;inset:0;background:#0007'><div role=dialog style='margin:90px;background:#fff'>"
        "<h2>Redmi Note 13</h2><p>Find device</p><p>On</p><button>Delete device</button><button aria-label=Close>×</button></div></div>"
    )
    seen = Seen(stage.show(markup), stage.site)
    page = DevicePage(stage.tab, stage.site)

    assert not ConfirmDeviceRemoval(stage.tab, stage.site).recognise(seen)
    assert page.recognise(seen)
    assert page.holds_activation_lock()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Delete Redmi Note 13 from your account?", True),
        ("Delete “Redmi Note 13”?", True),
        ("Delete Redmi Note 13 Pro from your account?", False),
        ("Delete Mi TV from your account?", False),
        ("Delete this device from your account?", False),
    ],
)
def test_a_question_is_about_the_row_that_it_names(stage, text, about):
    rows = rows_of(Seen(stage.show(LIST), stage.site), DEVICES)
    seen = ask(stage, "ant", text=text)
    question = ConfirmDeviceRemoval(stage.tab, stage.site)

    assert question.recognise(seen)
    assert question.is_about(rows[0], rows) is about


@pytest.mark.parametrize("kind", DIALOGUES)
def test_yes_and_cancel_are_pressed_in_the_question_and_nowhere_else(stage, kind):
    for press, wanted in (("say_yes", "Delete"), ("keep", "Cancel")):
        seen = ask(stage, kind)
        stage.script("window.hits = []; addEventListener('click', e => hits.push(e.composedPath()[0].innerText), true)")
        question = ConfirmDeviceRemoval(stage.tab, stage.site)
        assert question.recognise(seen)

        stage.loop.run(getattr(question, press)())

        assert stage.script("window.hits") == [wanted]


def test_a_yes_that_counts_down_is_waited_for(stage):
    ask(stage, "ant", yes="OK (9s)")
    stage.script(
        """const yes = [...document.querySelectorAll('button')].pop(); yes.disabled = true; window.hits = 0;
        yes.onclick = () => { window.hits += 1 }; setTimeout(() => { yes.textContent = 'OK'; yes.disabled = false }, 500)"""
    )
    question = ConfirmDeviceRemoval(stage.tab, stage.site)
    assert question.recognise(Seen(stage.look(), stage.site))

    stage.loop.run(question.say_yes())

    assert stage.script("window.hits") == 1


def test_a_question_that_changes_while_it_counts_down_is_not_answered(stage):
    ask(stage, "ant", yes="OK (9s)")
    stage.script(
        """const yes = [...document.querySelectorAll('button')].pop(); yes.disabled = true; window.hits = 0;
        yes.onclick = () => { window.hits += 1 };
        setTimeout(() => { yes.parentNode.previousElementSibling.textContent = 'Delete Mi TV from your account?';
          yes.textContent = 'OK'; yes.disabled = false }, 500)"""
    )
    question = ConfirmDeviceRemoval(stage.tab, stage.site)
    assert question.recognise(Seen(stage.look(), stage.site))

    with pytest.raises(NotReady, match="changed"):
        stage.loop.run(question.say_yes())

    assert stage.script("window.hits") == 0


def test_an_apps_question_is_known_by_its_own_words(stage):
    seen = ask(
        stage,
        "no role",
        yes="Remove",
        title="Revoke access?",
        text="Mi Home will no longer be able to use your account.",
    )
    question = ConfirmRevocation(stage.tab, stage.site)

    assert question.recognise(seen)
    assert "Mi Home" in question.asked.text
