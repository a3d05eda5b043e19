"""Reset a forgotten password."""

from pages.password_reset import NewPasswordPage, PasswordChangedPage, PasswordResetPage
from runner import Run, scenario


@scenario(secrets=("new password",))
async def reset_password(run: Run) -> None:
    """Set a new password through the console's own reset, with a person for the CAPTCHA and the code."""
    run.require_person("A password reset asks for a CAPTCHA and a code")
    await run.open(PasswordResetPage)
    page = await run.arrive(PasswordResetPage)
    async with run.step("Ask for a password reset"):
        await page.ask_for(run.account.name)
        form = await run.arrive(NewPasswordPage, PasswordChangedPage)
    if not isinstance(form, NewPasswordPage):
        run.summary = "You changed the password by hand; the console said so."
        return
    async with run.step("Set the new password"), run.changing("set the new password") as click:
        await form.choose(run.vault.new_password(run.account.name))
        click.clicked()
        await run.arrive(PasswordChangedPage)
        click.seen()
    run.summary = "The password was changed."
