"""Who goes away for a moment finds everything as it was: a reload, a broken line, a second page."""

from playwright.sync_api import expect

from tests.support.desk import take, wait_for_picture


def serve_one(page, shift, account, come):
    shift.runs("list-devices", account(captcha="image"), "phone-1")
    shift.start()
    come(page, shift)
    take(page, "phone-1")
    wait_for_picture(page)


def test_a_reload_leads_back_into_the_same_browser(page, shift, account, come):
    serve_one(page, shift, account, come)

    page.reload()

    expect(page.locator("#now")).to_contain_text("phone-1")
    wait_for_picture(page)


def test_a_second_page_of_the_same_person_takes_over(page, context, shift, account, come):
    """Two pages would fight about one live view; the one opened last has it, and the other says where it went."""
    serve_one(page, shift, account, come)

    second = context.new_page()
    second.goto(shift.desk.address)

    expect(second.locator("#now")).to_contain_text("phone-1")
    wait_for_picture(second)
    expect(page.get_by_text("The desk is open in another window")).to_be_visible()
    frames = int(second.locator("#picture").get_attribute("data-frames"))
    shift.in_tab("void (document.body.style.background = 'red')")
    expect(second.locator("#picture")).not_to_have_attribute("data-frames", str(frames))

    page.get_by_role("button", name="Work here").click()
    expect(page.locator("#now")).to_contain_text("phone-1")
    wait_for_picture(page)
