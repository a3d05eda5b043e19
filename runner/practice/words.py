"""What the console says, in English, Spanish and Chinese.

English from guides and saved pages (2020-2026); Chinese from the console's own error table where it gives them;
everything else inferred. ``docs/console.md`` tells which is which.
"""

from __future__ import annotations

from types import MappingProxyType

LANGUAGES = ("en", "es", "zh")
LOCALES = {"en": "en_US", "es": "es_ES", "zh": "zh_CN"}

_WORDS: dict[str, tuple[str, str, str]] = {
    # sign-in
    "sign in title": ("Sign in to Mi Account", "Inicia sesión en tu cuenta Mi", "小米帐号登录"),
    "account field": ("Email/Phone/Mi Account", "Correo/Teléfono/Cuenta Mi", "邮箱/手机号码/小米ID"),
    "password field": ("Password", "Contraseña", "密码"),
    "agreement": (
        "I've read and agreed to Mi Account's User Agreement and Privacy Policy",
        "He leído y acepto el Acuerdo de usuario y la Política de privacidad de la cuenta Mi",
        "已阅读并同意小米帐号 用户协议 和 隐私政策",
    ),
    "sign in": ("Sign in", "Iniciar sesión", "登录"),
    "sign out": ("Sign out", "Cerrar sesión", "退出登录"),
    "forgot": ("Forgot password?", "¿Olvidaste tu contraseña?", "忘记密码？"),
    "password tab": ("Password sign-in", "Con contraseña", "密码登录"),
    "code tab": ("Sign in with code", "Con código", "验证码登录"),
    "qr tab": ("Scan to sign in", "Con código QR", "扫码登录"),
    "qr hint": (
        "Scan with the camera of a phone that is signed in",
        "Escanea con un teléfono en el que hayas iniciado sesión",
        "请使用已登录小米帐号的手机扫码",
    ),
    "code tab off": (
        "Signing in with a code is not available for this account. Use your password.",
        "El acceso con código no está disponible para esta cuenta. Usa tu contraseña.",
        "该帐号暂不支持验证码登录，请使用密码登录",
    ),
    "need account": ("Enter your account", "Introduce tu cuenta", "请输入帐号"),
    "need password": ("Enter your password", "Introduce tu contraseña", "请输入密码"),
    "need agreement": (
        "Please agree to the User Agreement and Privacy Policy first",
        "Acepta primero el Acuerdo de usuario y la Política de privacidad",
        "请先同意用户协议和隐私政策",
    ),
    "wrong password": ("Incorrect account or password", "Cuenta o contraseña incorrecta", "用户名或密码不正确"),
    "no account": ("This account doesn't exist", "Esta cuenta no existe", "用户名不正确"),
    "too many tries": (
        "Too many attempts. Try again later.",
        "Demasiados intentos. Inténtalo más tarde.",
        "操作过于频繁，请稍后再试",
    ),
    "forbidden": ("Access forbidden", "Acceso denegado", "访问被拒绝"),
    "bad callback": ("The callback is not allowed", "La dirección de retorno no está permitida", "Callback连接不合法"),
    "blocked title": ("Account blocked", "Cuenta bloqueada", "此帐号已被冻结，暂时无法登录"),
    "blocked text": (
        "This account can't sign in at the moment. Contact support with proof that account and device are yours.",
        "Esta cuenta no puede iniciar sesión por ahora. Contacta con asistencia y demuestra que es tuya.",
        "如需解冻，请联系客服并提供帐号和设备的归属证明。",
    ),
    "support": ("Contact support", "Contactar con asistencia", "联系客服"),
    # captcha
    "captcha title": ("Enter the code shown in the picture", "Introduce el código de la imagen", "请输入图片验证码"),
    "captcha field": ("Code in the picture", "Código de la imagen", "图片验证码"),
    "captcha reload": ("Click to refresh", "Pulsa para cambiar", "看不清？点击刷新"),
    "wrong captcha": ("Incorrect code", "Código incorrecto", "验证码不正确"),
    "slider title": ("Slide to verify", "Desliza para verificar", "请完成安全验证"),
    "slider hint": (
        "Drag the handle until the piece fits",
        "Arrastra el control hasta que la pieza encaje",
        "拖动滑块完成拼图",
    ),
    "submit": ("Submit", "Enviar", "提交"),
    "cancel": ("Cancel", "Cancelar", "取消"),
    "close": ("Close", "Cerrar", "关闭"),
    # codes
    "identity title": ("Verify your identity", "Verifica tu identidad", "验证身份"),
    "identity hint": (
        "To keep your account safe, we send a code before you go on.",
        "Para proteger tu cuenta, te enviamos un código antes de continuar.",
        "为保护帐号安全，请完成身份验证。",
    ),
    "by email": ("Email", "Correo", "邮箱"),
    "by phone": ("Phone", "Teléfono", "手机"),
    "send code": ("Send code", "Enviar código", "发送验证码"),
    "code field": ("Verification code", "Código de verificación", "验证码"),
    "code sent": (
        "A code was sent to {to}. It is valid for {seconds} seconds.",
        "Se envió un código a {to}. Es válido durante {seconds} segundos.",
        "验证码已发送至 {to}，{seconds} 秒内有效。",
    ),
    "trust": ("Trust this browser", "Confiar en este navegador", "信任此浏览器"),
    "resend": ("Resend", "Reenviar", "重新发送"),
    "wrong code": ("Incorrect verification code", "Código de verificación incorrecto", "验证码错误"),
    "expired code": ("Code expired", "El código ha caducado", "验证码已过期"),
    "too many codes": (
        "Too many codes requested. Try again tomorrow.",
        "Demasiados códigos solicitados. Inténtalo mañana.",
        "获取验证码过于频繁，请明天再试",
    ),
    "too soon": (
        "Wait a moment before asking for another code",
        "Espera un momento antes de pedir otro código",
        "请稍后再获取验证码",
    ),
    "not sent": (
        "The code could not be sent. Try again.",
        "No se pudo enviar el código. Inténtalo de nuevo.",
        "验证码发送失败，请重试",
    ),
    "mail subject": ("Mi Account verification code", "Código de verificación de la cuenta Mi", "小米帐号验证码"),
    "mail text": (
        "Your verification code is {code}. It is valid for {seconds} seconds. If you did not ask for it, do nothing.",
        "Tu código de verificación es {code}. Es válido durante {seconds} segundos. Si no lo pediste, ignóralo.",
        "您的验证码是 {code}，{seconds} 秒内有效。如非本人操作，请忽略。",
    ),
    # in between
    "terms title": ("Updated terms", "Términos actualizados", "条款更新"),
    "terms text": (
        "We have updated the User Agreement and the Privacy Policy. Agree to them to go on.",
        "Hemos actualizado el Acuerdo de usuario y la Política de privacidad. Acéptalos para continuar.",
        "我们更新了用户协议和隐私政策，请同意后继续使用。",
    ),
    "agree": ("Agree", "Aceptar", "同意"),
    "cookies text": (
        "We use cookies to improve your experience and to show you what may interest you.",
        "Usamos cookies para mejorar tu experiencia y mostrarte lo que pueda interesarte.",
        "我们使用 Cookie 来改善您的体验。",
    ),
    "accept cookies": ("Accept all", "Aceptar todo", "全部接受"),
    "reject cookies": ("Reject all", "Rechazar todo", "全部拒绝"),
    "promo title": ("Get 50 GB more", "Consigue 50 GB más", "立即获取 50GB 空间"),
    "promo text": (
        "Keep every photo safe. The first month is on us.",
        "Todas tus fotos a salvo. El primer mes es gratis.",
        "首月免费，照片永不丢失。",
    ),
    "promo button": ("Upgrade now", "Mejorar ahora", "立即升级"),
    "survey title": ("How did we do?", "¿Qué tal lo hicimos?", "您对我们的服务满意吗？"),
    "survey text": (
        "Your opinion helps us improve. Choose from one to five stars.",
        "Tu opinión nos ayuda a mejorar. Elige de una a cinco estrellas.",
        "您的意见将帮助我们改进。",
    ),
    "survey skip": ("Skip for now", "Ahora no", "暂时跳过"),
    "survey send": ("Send rating", "Enviar valoración", "提交评价"),
    # account home
    "account home": ("Mi Account", "Cuenta Mi", "小米帐号"),
    "name": ("Name", "Nombre", "昵称"),
    "account id": ("Account ID", "ID de la cuenta", "帐号ID"),
    "email": ("Email", "Correo", "邮箱"),
    "phone": ("Phone", "Teléfono", "手机"),
    "security": ("Security", "Seguridad", "帐号安全"),
    "apps nav": ("Authorised apps", "Aplicaciones autorizadas", "应用授权"),
    "delete nav": ("Delete account", "Eliminar la cuenta", "注销帐号"),
    "apps title": (
        "Apps and websites with account access",
        "Aplicaciones y sitios web con acceso a la cuenta",
        "已授权的应用和网站",
    ),
    "no apps": (
        "No apps have access to your account",
        "Ninguna aplicación tiene acceso a tu cuenta",
        "暂无授权应用",
    ),
    "since": ("Since {day}", "Desde el {day}", "授权时间 {day}"),
    "revoke": ("Revoke access", "Revocar acceso", "取消授权"),
    "revoke classic": ("Remove access", "Quitar acceso", "解除授权"),
    "revoke question": (
        "{app} will lose access to your account.",
        "{app} perderá el acceso a tu cuenta.",
        "{app} 将无法再访问您的帐号。",
    ),
    "confirm revoke": ("Revoke", "Revocar", "确定"),
    # cloud host
    "cloud home": ("Mi Cloud", "Mi Cloud", "小米云服务"),
    "settings": ("Settings", "Ajustes", "设置"),
    "devices title": ("Linked devices", "Dispositivos vinculados", "已关联设备"),
    "no devices": ("No linked devices", "No hay dispositivos vinculados", "没有已关联的设备"),
    "model": ("Model", "Modelo", "型号"),
    "device id": ("Device ID", "ID del dispositivo", "设备ID"),
    "serial": ("Serial number", "Número de serie", "序列号"),
    "last seen": ("Last seen", "Última conexión", "最近在线"),
    "find device on": (
        "Find device is on",
        "Encontrar dispositivo está activado",
        "查找设备已开启",
    ),
    "delete device": ("Delete device", "Eliminar dispositivo", "删除设备"),
    "delete device classic": ("Remove device", "Quitar dispositivo", "移除设备"),
    "delete device question": (
        "Delete this device from your account?",
        "¿Eliminar este dispositivo de tu cuenta?",
        "确定从帐号中删除此设备？",
    ),
    "confirm delete device": ("Delete", "Eliminar", "删除"),
    "device deleted": ("Device deleted", "Dispositivo eliminado", "设备已删除"),
    "failed": ("Something went wrong. Try again.", "Algo salió mal. Inténtalo de nuevo.", "出错了，请重试"),
    "contacts": ("Contacts", "Contactos", "联系人"),
    "messages": ("Messages", "Mensajes", "短信"),
    "photos": ("Photos", "Fotos", "相册"),
    "notes": ("Notes", "Notas", "便签"),
    "recordings": ("Recordings", "Grabaciones", "录音"),
    "call log": ("Call log", "Registro de llamadas", "通话记录"),
    "devices": ("Devices", "Dispositivos", "设备"),
    "apps": ("Apps", "Aplicaciones", "应用"),
    "balance": ("Balance", "Saldo", "余额"),
    "subscriptions": ("Subscriptions", "Suscripciones", "订阅"),
    # deletion
    "delete title": ("Delete Mi Account", "Eliminar cuenta Mi", "注销小米帐号"),
    "delete warning": (
        "This can't be undone. Everything linked to the account is lost, in all services:",
        "Esto no se puede deshacer. Se pierde todo lo vinculado a la cuenta, en todos los servicios:",
        "此操作无法撤销。与该帐号关联的所有服务和数据都将丢失：",
    ),
    "delete agree": (
        "Yes, I want to delete my Mi Account and all its data permanently",
        "Sí, quiero eliminar mi cuenta Mi y todos sus datos de forma permanente",
        "是的，我要永久注销我的小米帐号及其所有数据",
    ),
    "delete start": ("Delete Mi Account", "Eliminar cuenta Mi", "注销小米帐号"),
    "devices first": (
        "Sign out of Mi Account on all devices first.",
        "Primero cierra la sesión de tu cuenta Mi en todos los dispositivos.",
        "请先在所有设备上退出小米帐号。",
    ),
    "password again": ("Enter your password", "Introduce tu contraseña", "请输入密码"),
    "next": ("Next", "Siguiente", "下一步"),
    "final title": ("Before you delete your account", "Antes de eliminar tu cuenta", "注销前请确认"),
    "final warning": (
        "Make sure that you have signed out of Mi Account on all devices. If you delete your account before signing out, "
        "you may not be able to use these devices normally.",
        "Asegúrate de haber cerrado la sesión de tu cuenta Mi en todos los dispositivos. Si eliminas la cuenta antes de"
        " cerrar la sesión, es posible que no puedas usar esos dispositivos con normalidad.",
        "请确保已在所有设备上退出小米帐号。如果在退出之前注销帐号，这些设备可能无法正常使用。",
    ),
    "delete finally": ("Delete account", "Eliminar cuenta", "确认注销"),
    "deleted": ("Your account has been deleted", "Tu cuenta se ha eliminado", "您的帐号已注销"),
    "deleted text": (
        "It may take up to 15 working days to complete.",
        "El proceso puede tardar hasta 15 días laborables.",
        "注销最多需要 15 个工作日完成。",
    ),
    "out of order": (
        "This step is not due. Start again.",
        "Este paso no corresponde. Empieza de nuevo.",
        "操作顺序有误，请重新开始",
    ),
    "start again": ("Start again", "Empezar de nuevo", "重新开始"),
    # reset
    "reset title": ("Reset password", "Restablecer contraseña", "重置密码"),
    "new password title": ("Set a new password", "Elige una contraseña nueva", "设置新密码"),
    "new password": ("New password", "Contraseña nueva", "新密码"),
    "new password again": ("Repeat the new password", "Repite la contraseña nueva", "确认新密码"),
    "password rule": (
        "8 to 16 characters, both letters and digits",
        "De 8 a 16 caracteres, con letras y números",
        "8-16 位，须包含字母和数字",
    ),
    "passwords differ": ("The passwords differ", "Las contraseñas no coinciden", "两次输入的密码不一致"),
    "password changed": ("Password changed", "Contraseña cambiada", "密码已修改"),
}

WORDS = MappingProxyType(_WORDS)
KINDS = (
    "contacts",
    "messages",
    "photos",
    "notes",
    "recordings",
    "call log",
    "devices",
    "apps",
    "balance",
    "subscriptions",
)
"""What an account stores, as the console names it."""


def say(key: str, language: str, **values: object) -> str:
    """A text in a language, with its blanks filled.

    Raises:
        KeyError: there is no such text.
    """
    return WORDS[key][LANGUAGES.index(language)].format(**values)


def language_of(locale: str) -> str | None:
    """The language a locale such as ``es_ES`` or ``zh`` asks for, None when it is none of ours."""
    language = locale.replace("-", "_").partition("_")[0].lower()
    return language if language in LANGUAGES else None
