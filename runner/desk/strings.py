"""What the desk says, in the operator's language."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = {"en": "English", "es": "Español", "zh": "中文"}

_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "title": ("Operator's desk", "Mesa del operador", "操作台"),
    "enter": ("Enter", "Entrar", "进入"),
    "your name": ("Your name, for the audit trail", "Su nombre, para el registro de auditoría", "您的姓名(写入审计记录)"),
    "language": ("Language", "Idioma", "语言"),
    "bad link": (
        "This link is not valid, or was used already. The terminal of mi-runner shows the newest one.",
        "Este enlace no es válido o ya se usó. La terminal de mi-runner muestra el más reciente.",
        "此链接无效或已被使用。mi-runner 的终端会显示最新链接。",
    ),
    "too many": (
        "Too many wrong links. Wait a minute, then use the newest one.",
        "Demasiados enlaces erróneos. Espere un minuto y use el más reciente.",
        "错误链接过多。请等待一分钟,然后使用最新链接。",
    ),
    "waiting": ("Waiting", "En espera", "等待中"),
    "nobody waits": ("Nobody waits. New ones announce themselves.", "Nadie espera. Los nuevos se anuncian solos.", "没有等待的任务。有新任务时会提示。"),
    "take": ("Take", "Tomar", "接手"),
    "taken by": ("{name} acts in it", "{name} está en ello", "{name} 正在处理"),
    "give back": ("Give back", "Devolver", "交还"),
    "give up": ("Give up", "Abandonar", "放弃"),
    "why give up": ("Why? (goes into the trail)", "¿Por qué? (queda en el registro)", "原因(写入审计记录)"),
    "park": ("Park this account", "Aparcar esta cuenta", "搁置此账户"),
    "cancel": ("Cancel", "Cancelar", "取消"),
    "look": ("I am done, look again", "He terminado, mire de nuevo", "已完成,请再检查"),
    "code": ("Code", "Código", "验证码"),
    "send code": ("Type it for me", "Escribirlo", "填入"),
    "code left": ("The code counts for {left}", "El código vale {left}", "验证码还有 {left} 有效"),
    "code over": ("The code has run out; a fresh one is asked for", "El código caducó; se pide otro", "验证码已过期,正在重新获取"),
    "console says": ("The console says", "La consola dice", "控制台提示"),
    "consent": ("This cannot be undone", "Esto no se puede deshacer", "此操作无法撤销"),
    "consent kind": ("Your consent", "Su consentimiento", "需要您的同意"),
    "will happen": ("What will happen", "Qué ocurrirá", "将要执行"),
    "type account": (
        "Type the account's name to consent", "Escriba el nombre de la cuenta para consentir", "输入账户名以确认同意",
    ),
    "do it": ("Consent", "Consentir", "同意"),
    "not the name": ("That is not the account's name.", "Ese no es el nombre de la cuenta.", "这不是该账户的名称。"),
    "not enough": ("The console still shows it.", "La consola aún lo muestra.", "控制台仍显示该页面。"),
    "trying": ("One moment…", "Un momento…", "请稍候…"),
    "question": ("A question", "Una pregunta", "问题"),
    "answer": ("Answer", "Respuesta", "回答"),
    "send": ("Send", "Enviar", "发送"),
    "left": ("{left} left", "quedan {left}", "剩余 {left}"),
    "since": ("waits for {time}", "espera desde hace {time}", "已等待 {time}"),
    "captcha": ("CAPTCHA", "CAPTCHA", "验证码图形"),
    "terms": ("New terms", "Nuevas condiciones", "新条款"),
    "unknown": ("Unknown screen", "Pantalla desconocida", "未知页面"),
    "live": ("The paused browser, live", "El navegador en pausa, en directo", "暂停的浏览器(实时)"),
    "how": (
        "Click, type, drag and paste here; it happens in the browser. F6 leads out again.",
        "Haga clic, escriba, arrastre y pegue aquí; ocurre en el navegador. F6 sale de aquí.",
        "在此点击、输入、拖动和粘贴,操作会在浏览器中执行。按 F6 退出。",
    ),
    "go on": ("{label} waits no longer.", "{label} ya no espera.", "{label} 已不再等待。"),
    "next": ("Open the next one by itself", "Abrir el siguiente automáticamente", "自动打开下一个"),
    "sound": ("Sound", "Sonido", "声音"),
    "notify": ("Notify me", "Notificarme", "通知我"),
    "new one": ("New: {label}, {kind}", "Nuevo: {label}, {kind}", "新任务:{label},{kind}"),
    "somebody else": ("Somebody else was quicker.", "Otra persona fue más rápida.", "已被他人接手。"),
    "lost": ("The connection was lost; trying again…", "Se perdió la conexión; reintentando…", "连接已断开,正在重试…"),
    "elsewhere": (
        "The desk is open in another window.", "La mesa está abierta en otra ventana.", "操作台已在另一个窗口中打开。",
    ),
    "here": ("Work here", "Trabajar aquí", "在此继续"),
    "outside": (
        "That leads out of the console, to {host}; it was not opened.",
        "Eso lleva fuera de la consola, a {host}; no se abrió.",
        "该链接会离开控制台前往 {host},未打开。",
    ),
    "window": (
        "The page opened a second window; it was closed.", "La página abrió otra ventana; se cerró.", "页面打开了新窗口,已将其关闭。",
    ),
    "over": ("mi-runner has ended.", "mi-runner ha terminado.", "mi-runner 已结束。"),
    "picture": ("What it looked like", "Cómo se veía", "页面截图"),
    "all": (
        "If that is not all that the console shows, do not consent: give up, and look at the lists.",
        "Si eso no es todo lo que muestra la consola, no consienta: abandone y mire las listas.",
        "如果控制台显示的不止这些,请不要同意:请放弃,并查看各列表。",
    ),
    "warnings": ("Before you consent", "Antes de consentir", "同意之前"),
}  # fmt: skip


def words(language: str) -> dict[str, str]:
    """All words in a language; English where it is not known."""
    column = list(LANGUAGES).index(language) if language in LANGUAGES else 0
    return {name: told[column] for name, told in _WORDS.items()}
