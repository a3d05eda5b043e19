"""What the practice console says, in English, Spanish and Chinese; sources in docs/console.md."""

from __future__ import annotations

LOCALES = {"en": "en", "en_US": "en", "es": "es", "es_ES": "es", "zh": "zh", "zh_CN": "zh"}
_ORDER = ("en", "es", "zh")

_WORDS: dict[str, tuple[str, str, str]] = {
    "account_label": ("Email/Phone/Mi Account", "Correo/Teléfono/Cuenta Mi", "邮箱/手机号码/小米ID"),
    "password_label": ("Password", "Contraseña", "密码"),
    "agreement": (
        "I've read and agreed to Mi Account's User Agreement and Privacy Policy",
        "He leído y acepto el Acuerdo de usuario y la Política de privacidad de la cuenta Mi",
        "已阅读并同意小米帐号 用户协议 和 隐私政策",
    ),
    "sign_in": ("Sign in", "Iniciar sesión", "登录"),
    "sign_in_title": ("Sign in to Mi Account", "Inicia sesión en tu cuenta Mi", "登录小米帐号"),
    "forgot": ("Forgot password?", "¿Olvidaste tu contraseña?", "忘记密码？"),
    "tab_password": ("Password sign-in", "Con contraseña", "密码登录"),
    "tab_code": ("Sign in with code", "Con código", "短信登录"),
    "tab_qr": ("QR code", "Código QR", "扫码登录"),
    "code_sign_in_off": (
        "Signing in with a code is not part of this practice console.",
        "El inicio de sesión con código no forma parte de esta consola de prácticas.", "练习控制台不支持短信登录。",
    ),
    "empty_account": ("Enter your account", "Introduce tu cuenta", "请输入帐号"),
    "empty_password": ("Enter your password", "Introduce tu contraseña", "请输入密码"),
    "wrong_password": ("Incorrect account or password", "Cuenta o contraseña incorrecta", "用户名或密码不正确"),
    "no_account": ("This account doesn't exist", "Esta cuenta no existe", "用户名不正确"),
    "blocked": ("Account blocked", "Cuenta bloqueada", "此帐号已被冻结，暂时无法登录"),
    "blocked_more": (
        "For its safety this account cannot be used. Please contact support.",
        "Por seguridad, esta cuenta no se puede usar. Ponte en contacto con el soporte.", "请联系客服。",
    ),
    "too_many": ("Too many attempts. Try again later.", "Demasiados intentos. Inténtalo más tarde.", "操作过于频繁，请稍后再试"),
    "forbidden": ("Access forbidden", "Acceso denegado", "访问被拒绝"),
    "captcha_title": ("Enter the code shown in the picture", "Introduce el código de la imagen", "请输入图片验证码"),
    "captcha_wrong": ("Incorrect code", "Código incorrecto", "验证码不正确"),
    "captcha_hint": ("Click the picture for another one", "Pulsa la imagen para ver otra", "点击图片刷新"),
    "slider_title": ("Slide to verify", "Desliza para verificar", "请完成安全验证"),
    "submit": ("Submit", "Enviar", "提交"),
    "next": ("Next", "Siguiente", "下一步"),
    "identity_title": ("Verify your identity", "Verifica tu identidad", "验证身份"),
    "identity_more": (
        "To protect your account, enter the code we send you.",
        "Para proteger tu cuenta, introduce el código que te enviamos.", "为保护您的帐号，请输入我们发送的验证码。",
    ),
    "by_email": ("Email", "Correo", "邮箱"),
    "by_phone": ("Phone", "Teléfono", "手机"),
    "send_code": ("Send code", "Enviar código", "发送验证码"),
    "code_label": ("Verification code", "Código de verificación", "验证码"),
    "code_sent": ("A code was sent to", "Hemos enviado un código a", "验证码已发送至"),
    "trust": ("Trust this browser", "Confiar en este navegador", "信任此浏览器"),
    "resend": ("Resend", "Reenviar", "重新发送"),
    "code_wrong": ("Incorrect verification code", "Código de verificación incorrecto", "验证码错误"),
    "code_expired": ("Code expired", "El código ha caducado", "验证码已过期"),
    "code_often": (
        "Too many codes requested. Try again tomorrow.", "Demasiados códigos solicitados. Inténtalo mañana.",
        "获取验证码过于频繁，请明天再试",
    ),
    "mail_subject": ("Your Mi Account verification code", "Tu código de verificación de la cuenta Mi", "小米帐号验证码"),
    "mail_text": (
        "Your verification code is {code}. It counts for {ttl} seconds. Nobody will ever ask you for it.",
        "Tu código de verificación es {code}. Vale durante {ttl} segundos. Nadie te lo pedirá nunca.",
        "您的验证码是 {code}，{ttl} 秒内有效。请勿告诉他人。",
    ),
    "terms_title": ("Updated terms", "Términos actualizados", "条款更新"),
    "terms_text": (
        "We have updated our User Agreement and Privacy Policy. Please read them before you go on.",
        "Hemos actualizado nuestro Acuerdo de usuario y la Política de privacidad. Léelos antes de continuar.",
        "我们更新了用户协议和隐私政策，请阅读后继续。",
    ),
    "agree": ("Agree", "Aceptar", "同意"),
    "home": ("Mi Account", "Cuenta Mi", "小米帐号"),
    "account_id": ("Account ID", "ID de la cuenta", "帐号 ID"),
    "security": ("Security", "Seguridad", "安全"),
    "apps_title": (
        "Apps and websites with account access", "Aplicaciones y sitios web con acceso a la cuenta", "已授权的应用和网站",
    ),
    "apps_none": ("No apps have access to your account", "Ninguna aplicación tiene acceso a tu cuenta", "暂无授权应用"),
    "apps_can": ("Has access to", "Tiene acceso a", "可访问"),
    "revoke": ("Revoke access", "Revocar acceso", "取消授权"),
    "revoke_classic": ("Remove access", "Quitar acceso", "解除授权"),
    "revoke_sure": ("Revoke this app's access?", "¿Revocar el acceso de esta aplicación?", "确定取消该应用的授权吗？"),
    "revoke_yes": ("Revoke", "Revocar", "确定"),
    "cancel": ("Cancel", "Cancelar", "取消"),
    "cloud": ("Mi Cloud", "Mi Cloud", "小米云服务"),
    "stored_title": ("What is stored", "Qué hay guardado", "云端数据"),
    "contacts": ("Contacts", "Contactos", "联系人"),
    "messages": ("Messages", "Mensajes", "短信"),
    "photos": ("Photos", "Fotos", "照片"),
    "notes": ("Notes", "Notas", "笔记"),
    "recordings": ("Recordings", "Grabaciones", "录音"),
    "calls": ("Call log", "Llamadas", "通话记录"),
    "devices": ("Devices", "Dispositivos", "设备"),
    "apps": ("Apps", "Aplicaciones", "应用"),
    "balance": ("Balance", "Saldo", "余额"),
    "subscriptions": ("Subscriptions", "Suscripciones", "订阅"),
    "settings": ("Settings", "Ajustes", "设置"),
    "devices_title": ("Linked devices", "Dispositivos vinculados", "已关联设备"),
    "devices_none": ("No linked devices", "No hay dispositivos vinculados", "没有已关联的设备"),
    "device_id": ("Device ID", "ID del dispositivo", "设备 ID"),
    "model": ("Model", "Modelo", "型号"),
    "serial": ("Serial number", "Número de serie", "序列号"),
    "last_seen": ("Last seen", "Última conexión", "最近在线"),
    "find_on": ("Find device is on", "Encontrar dispositivo está activado", "查找设备已开启"),
    "delete_device": ("Delete device", "Eliminar dispositivo", "删除设备"),
    "delete_device_classic": ("Remove device", "Quitar dispositivo", "移除设备"),
    "delete_device_sure": (
        "Delete this device from your account?", "¿Eliminar este dispositivo de tu cuenta?", "确定从您的帐号中删除此设备？",
    ),
    "delete_yes": ("Delete", "Eliminar", "删除"),
    "close": ("Close", "Cerrar", "关闭"),
    "promo_title": ("Get 50 GB more", "Consigue 50 GB más", "获得额外 50 GB 空间"),
    "promo_text": ("Three months for the price of one.", "Tres meses por el precio de uno.", "买一个月送两个月。"),
    "cookies": (
        "We use cookies to improve our services.", "Usamos cookies para mejorar nuestros servicios.", "我们使用 Cookie 改进服务。",
    ),
    "accept_all": ("Accept all", "Aceptar todo", "全部接受"),
    "reject_all": ("Reject all", "Rechazar todo", "全部拒绝"),
    "delete_title": ("Delete Mi Account", "Eliminar cuenta Mi", "注销小米帐号"),
    "delete_warning": (
        "This cannot be undone. You will lose everything stored with this account and all linked services.",
        "Esta acción no se puede deshacer. Perderás todo lo guardado con esta cuenta y todos los servicios vinculados.",
        "此操作无法撤销。您将失去该帐号的所有数据和关联服务。",
    ),
    "delete_agree": (
        "Yes, I want to delete my Mi Account and all its data permanently",
        "Sí, quiero eliminar mi cuenta Mi y todos sus datos de forma permanente", "是的，我要永久注销我的小米帐号及其所有数据",
    ),
    "devices_first": (
        "Sign out of Mi Account on all devices first.", "Primero cierra la sesión de tu cuenta Mi en todos los dispositivos.",
        "请先在所有设备上退出小米帐号。",
    ),
    "password_again": ("Enter your password", "Introduce tu contraseña", "请输入密码"),
    "last_warning_title": ("One last time", "Una última vez", "最后确认"),
    "last_warning": (
        "Make sure that you have signed out of Mi Account on all devices. If you delete your account before signing out, "
        "you may not be able to use these devices normally.",
        "Asegúrate de haber cerrado la sesión de tu cuenta Mi en todos los dispositivos. Si eliminas la cuenta antes, "
        "es posible que no puedas usarlos con normalidad.",
        "请确认您已在所有设备上退出小米帐号。如在退出前注销帐号，您可能无法正常使用这些设备。",
    ),
    "delete_finally": ("Delete account", "Eliminar cuenta", "确认注销"),
    "deleted": ("Your account has been deleted", "Tu cuenta se ha eliminado", "您的帐号已注销"),
    "reset_title": ("Reset password", "Restablecer contraseña", "重置密码"),
    "new_password": ("New password", "Nueva contraseña", "新密码"),
    "new_password2": ("New password once more", "Repite la nueva contraseña", "确认新密码"),
    "password_rule": (
        "8-16 characters, letters and digits at least", "De 8 a 16 caracteres, con letras y cifras", "8-16 位字符，至少包含字母和数字",
    ),
    "password_changed": ("Password changed", "Contraseña cambiada", "密码已修改"),
    "survey": ("How did we do?", "¿Qué te ha parecido?", "您满意吗？"),
    "skip": ("Skip for now", "Omitir por ahora", "暂时跳过"),
}  # fmt: skip


def language_of(locale: str | None) -> str | None:
    """Our language for a ``_locale``; None for one the console does not speak."""
    return LOCALES.get(locale or "")


def words_in(language: str) -> dict[str, str]:
    """Every text in one language."""
    place = _ORDER.index(language)
    return {name: texts[place] for name, texts in _WORDS.items()}
