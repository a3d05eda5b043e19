"""The password reset."""

from __future__ import annotations

from pages.wording._known import Labels, guide, inferred

RESET: Labels = {
    "reset heading": {
        "en": guide("2020-2024", "Reset password"),
        "es": inferred("Restablecer contraseña"),
        "zh": inferred("重置密码"),
        "ru": inferred("Сброс пароля", "Сбросить пароль"),
        "pt": guide("2024", "Redefinir senha") + inferred("Repor palavra-passe"),
        "id": inferred("Setel ulang sandi", "Atur ulang kata sandi"),
        "hi": inferred("पासवर्ड रीसेट करें"),
    },
    "next": {
        "en": guide("2020-2024", "Next"),
        "es": inferred("Siguiente"),
        "zh": inferred("下一步"),
        "ru": inferred("Далее"),
        "pt": inferred("Avançar", "Próximo", "Seguinte"),
        "id": guide("2018-2025", "Berikutnya"),
        "hi": inferred("अगला"),
    },
    "password changed": {
        "en": inferred("Password changed"),
        "es": inferred("Contraseña cambiada"),
        "zh": inferred("密码已修改"),
        "ru": inferred("Пароль изменён", "Пароль изменен"),
        "pt": inferred("Senha alterada", "Palavra-passe alterada"),
        "id": inferred("Sandi diubah", "Kata sandi diubah"),
        "hi": inferred("पासवर्ड बदल दिया गया"),
    },
}
