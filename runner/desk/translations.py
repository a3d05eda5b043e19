"""What a pause asks for and a plan says, in the operator's language. Trails and reports keep the English.

Names the console shows, and the titles of screens, are not translated.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_TOLD: Final[dict[str, tuple[str, str]]] = {
    # CAPTCHAs
    "Click, drag or turn what the picture asks for, then confirm.": (
        "Pulse, arrastre o gire lo que pide la imagen y confirme.", "按图片要求点击、拖动或旋转,然后确认。",
    ),
    "Do what the page asks: drag the slider or solve the puzzle.": (
        "Haga lo que pide la página: arrastre el control o resuelva el rompecabezas.", "按页面要求操作:拖动滑块或完成拼图。",
    ),
    "Drag the piece into its place.": ("Arrastre la pieza a su sitio.", "将拼图块拖到对应位置。"),
    "Do what the check in the browser window asks: drag the slider, click what it names, or type what it shows.": (
        "Haga lo que pide la comprobación en la ventana del navegador: arrastre el control, pulse lo que nombra o escriba lo que muestra.",
        "按浏览器窗口中的验证要求操作:拖动滑块、点击所指内容,或输入所显示的字符。",
    ),
    "Drag the slider to the end, or do what the dialogue asks.": (
        "Arrastre el control hasta el final o haga lo que pide el diálogo.", "将滑块拖到最右端,或按对话框的要求操作。",
    ),
    "Drag the slider, or click what is asked in the order shown.": (
        "Arrastre el control o pulse lo que se pide en el orden indicado.", "拖动滑块,或按所示顺序点击。",
    ),
    "Press Begin and solve the puzzle.": ("Pulse Empezar y resuelva el rompecabezas.", "点击“开始”并完成拼图。"),
    "Press and hold the button until it is full.": (
        "Mantenga pulsado el botón hasta que se llene.", "按住按钮,直到填满为止。",
    ),
    "Press the button and do what the puzzle asks.": ("Pulse el botón y haga lo que se pide.", "点击按钮,并按要求操作。"),
    "Press the button and drag the piece into its place, or do what it asks.": (
        "Pulse el botón y arrastre la pieza a su sitio, o haga lo que se pide.", "点击按钮,将拼图块拖到对应位置,或按要求操作。",
    ),
    "Press the button and wait until it says that you are human.": (
        "Pulse el botón y espere hasta que confirme que es una persona.", "点击按钮,等待确认您是真人。",
    ),
    "Solve the puzzle shown.": ("Resuelva el rompecabezas mostrado.", "完成所示拼图。"),
    "Tick the box and wait.": ("Marque la casilla y espere.", "勾选方框并等待。"),
    "Tick the box and wait; type the code from the picture if you are asked to.": (
        "Marque la casilla y espere; escriba el código de la imagen si se le pide.", "勾选方框并等待;如有要求,请输入图片中的字符。",
    ),
    "Tick the box, and do the task that may follow.": (
        "Marque la casilla y haga la tarea que pueda seguir.", "勾选方框,并完成随后可能出现的任务。",
    ),
    "Tick the box, and pick the pictures if you are asked to.": (
        "Marque la casilla y elija las imágenes si se le pide.", "勾选方框;如有要求,请选择图片。",
    ),
    "Type the characters you see in the picture.": ("Escriba los caracteres que ve en la imagen.", "输入图片中的字符。"),
    "Wait for the check to finish, and tick the box if one appears.": (
        "Espere a que termine la comprobación y marque la casilla si aparece.", "等待检查完成;如出现方框,请勾选。",
    ),
    # other pauses
    "Enter the code that was sent to the account's e-mail address or phone.": (
        "Introduzca el código enviado al correo o al teléfono de la cuenta.", "输入发送到该账户邮箱或手机的验证码。",
    ),
    "Read the new terms in the browser window and accept them there if you agree.": (
        "Lea las nuevas condiciones en la ventana del navegador y acéptelas allí si está de acuerdo.",
        "请在浏览器窗口中阅读新条款,同意的话在那里接受。",
    ),
    "The console shows “{}” instead. Carry on by hand until {} is shown.": (
        "La consola muestra «{}» en su lugar. Continúe a mano hasta que aparezca {}.",
        "控制台显示的是“{}”。请手动继续,直到出现 {}。",
    ),
    "This screen is not known. Carry on by hand until {} is shown.": (
        "Esta pantalla no se conoce. Continúe a mano hasta que aparezca {}.", "此页面未知。请手动继续,直到出现 {}。",
    ),
    "The console still shows “{}”.": ("La consola aún muestra «{}».", "控制台仍显示“{}”。"),
    # what will go
    "unlink the device {}": ("desvincular el dispositivo {}", "解除设备 {} 的关联"),
    "revoke the app {}": ("retirar el acceso de la aplicación {}", "撤销应用 {} 的授权"),
    "delete the account {} and all its data": (
        "eliminar la cuenta {} y todos sus datos", "删除账户 {} 及其全部数据",
    ),
    "The account holds a balance ({}): spend it or have it paid out first; it goes with the account.": (
        "La cuenta tiene saldo ({}): gástelo o pida que se lo paguen antes; se pierde con la cuenta.",
        "账户有余额({}):请先用完或提现,余额会随账户一起消失。",
    ),
    "The account has subscriptions ({}): cancel them first, or they may go on being charged.": (
        "La cuenta tiene suscripciones ({}): cancélelas antes o podrían seguir cobrándose.",
        "账户有订阅({}):请先取消,否则可能继续扣费。",
    ),
    "What you want to keep: {}": ("Lo que quiera conservar: {}", "需要保留的内容:{}"),
    "A copy of everything can be asked for: {}": (
        "Se puede pedir una copia de todo: {}", "可以申请全部数据的副本:{}",
    ),
    "The console does not show, which is not the same as none: {}": (
        "La consola no muestra lo siguiente, que no es lo mismo que no haber nada: {}",
        "控制台未显示以下内容(不代表没有):{}",
    ),
    "“Delete account” may have been pressed on {} ({}), and the console still knows the account. Deletion may take up to "
    "15 working days (guide, 2024).": (
        "Puede que «Eliminar cuenta» se pulsara el {} ({}) y la consola aún conoce la cuenta. La eliminación puede tardar "
        "hasta 15 días hábiles (guía, 2024).",
        "“删除账户”可能已于 {} 点击过({}),而控制台仍显示该账户。删除最多可能需要 15 个工作日(指南,2024 年)。",
    ),
    "“Delete account” was already pressed on {} ({}), and the console still knows the account. Deletion may take up to "
    "15 working days (guide, 2024).": (
        "«Eliminar cuenta» ya se pulsó el {} ({}) y la consola aún conoce la cuenta. La eliminación puede tardar hasta 15 "
        "días hábiles (guía, 2024).",
        "“删除账户”已于 {} 点击过({}),而控制台仍显示该账户。删除最多可能需要 15 个工作日(指南,2024 年)。",
    ),
    "No linked device is called “{}”.": ("Ningún dispositivo vinculado se llama «{}».", "没有名为“{}”的已关联设备。"),
}  # fmt: skip
_COLUMNS: Final = {"es": 0, "zh": 1}


def translate(language: str, text: str) -> str:
    """A sentence of ours in a language; one that is not known stays as it is."""
    if language not in _COLUMNS:
        return text
    for pattern, words in _patterns():
        if found := pattern.fullmatch(text):
            return words[_COLUMNS[language]].format(*found.groups())
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    return tuple(
        (re.compile("(.+)".join(map(re.escape, english.split("{}"))), re.DOTALL), words)
        for english, words in _TOLD.items()
    )
