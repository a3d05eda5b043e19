"""What the console calls things: every wording known for each label.

English wordings are from guides and saved pages (2020-2026, see docs/console.md); Spanish and Chinese ones are from
the console's own error table where it gives them and otherwise *inferred*. A label that is missing here makes an
unknown screen, which is handed to a person; it never makes a guess.
"""

from __future__ import annotations

from types import MappingProxyType

_WORDING: dict[str, tuple[str, ...]] = {
    # --- sign-in; current skin 2021-2026, classic until about 2020
    "account field": (
        "Email/Phone/Mi Account",
        "Correo/Teléfono/Cuenta Mi",
        "邮箱/手机号码/小米ID",
    ),
    "password field": ("Password", "Contraseña", "密码"),
    "agreement": (
        "I've read and agreed to",
        "He leído y acepto",
        "已阅读并同意",
    ),
    "password tab": ("Password sign-in", "Con contraseña", "密码登录"),
    "sign in": ("Sign in", "Log in", "Iniciar sesión", "登录", "立即登录"),
    "wrong password": (
        "Incorrect account or password",
        "Incorrect password",
        "Cuenta o contraseña incorrecta",
        "用户名或密码不正确",
        "登录验证失败",
    ),
    "no such account": ("This account doesn't exist", "Esta cuenta no existe", "用户名不正确"),
    "blocked": ("Account blocked", "Cuenta bloqueada", "此帐号已被冻结"),
    "too many": (
        "Too many attempts",
        "Demasiados intentos",
        "操作过于频繁",
    ),
    "forbidden": ("Access forbidden", "Acceso denegado", "访问被拒绝"),
    # --- codes
    "identity heading": ("Verify your identity", "Verifica tu identidad", "验证身份"),
    "send code": ("Send code", "Enviar código", "发送验证码"),
    "resend": ("Resend", "Reenviar", "重新发送"),
    "code field": ("Verification code", "Código de verificación", "验证码"),
    "submit": ("Submit", "Next", "Enviar", "Siguiente", "提交", "下一步"),
    "wrong code": ("Incorrect verification code", "Código de verificación incorrecto", "验证码错误"),
    "expired code": ("Code expired", "El código ha caducado", "验证码已过期"),
    "too many codes": ("Too many codes requested", "Demasiados códigos solicitados", "获取验证码过于频繁"),
    # --- interruptions
    "new terms": ("Updated terms", "Términos actualizados", "条款更新"),
    "reject cookies": ("Reject all", "Rechazar todo", "全部拒绝"),
    "cancel": ("Cancel", "Cancelar", "取消"),
    "close": ("Close", "Cerrar", "关闭"),
    # --- homes
    "account home": ("Mi Account", "Cuenta Mi", "小米帐号"),
    "cloud home": ("Mi Cloud", "Xiaomi Cloud", "小米云服务"),
    # --- devices: both names are told by guides
    "devices heading": ("Linked devices", "Dispositivos vinculados", "已关联设备"),
    "no devices": ("No linked devices", "No hay dispositivos vinculados", "没有已关联的设备"),
    "delete device": (
        "Delete device",
        "Remove device",
        "Eliminar dispositivo",
        "Quitar dispositivo",
        "删除设备",
        "移除设备",
    ),
    "confirm delete device": ("Delete", "Remove", "Eliminar", "Quitar", "删除", "移除"),
    "find device on": ("Find device is on", "Encontrar dispositivo está activado", "查找设备已开启"),
    # --- apps (wording inferred)
    "apps heading": (
        "Apps and websites with account access",
        "Aplicaciones y sitios web con acceso a la cuenta",
        "已授权的应用和网站",
    ),
    "no apps": (
        "No apps have access to your account",
        "Ninguna aplicación tiene acceso a tu cuenta",
        "暂无授权应用",
    ),
    "revoke": (
        "Revoke access",
        "Remove access",
        "Revocar acceso",
        "Quitar acceso",
        "取消授权",
        "解除授权",
    ),
    "confirm revoke": ("Revoke", "Remove", "Revocar", "Quitar", "确定"),
    # --- deletion (guides, 2020-2024)
    "delete heading": ("Delete Mi Account", "Delete my account", "Eliminar cuenta Mi", "注销小米帐号"),
    "delete agree": (
        "Yes, I want to delete my Mi Account and all its data permanently",
        "Yes, I want to permanently delete my Mi Account and all its data",
        "Sí, quiero eliminar mi cuenta Mi y todos sus datos de forma permanente",
        "是的，我要永久注销我的小米帐号及其所有数据",
    ),
    "delete start": ("Delete Mi Account", "Delete my account", "Eliminar cuenta Mi", "注销小米帐号"),
    "devices first": (
        "Sign out of Mi Account on all devices first",
        "Primero cierra la sesión de tu cuenta Mi en todos los dispositivos",
        "请先在所有设备上退出小米帐号",
    ),
    "password again": ("Enter your password", "Introduce tu contraseña", "请输入密码"),
    "delete finally": ("Delete account", "Eliminar cuenta", "确认注销"),
    "deleted": ("Your account has been deleted", "Tu cuenta se ha eliminado", "您的帐号已注销"),
    # --- help centre; Chinese seen in copies of the account pages, the others inferred
    "help centre": ("Help Center", "Help centre", "Centro de ayuda", "帮助中心"),
    # --- password reset
    "reset heading": ("Reset password", "Restablecer contraseña", "重置密码"),
    "next": ("Next", "Siguiente", "下一步"),
    "password changed": ("Password changed", "Contraseña cambiada", "密码已修改"),
}

WORDING = MappingProxyType(_WORDING)
