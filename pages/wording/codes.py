"""Codes by e-mail or phone: the same form in the identity check, the deletion and the reset."""

from __future__ import annotations

from pages.wording._known import Labels, guide, inferred, seen

CODES: Labels = {
    "identity heading": {
        "en": inferred("Verify your identity"),
        "es": inferred("Verifica tu identidad"),
        "zh": inferred("验证身份"),
        "ru": inferred("Подтвердите свою личность", "Подтверждение личности"),
        "pt": inferred("Verifique sua identidade", "Verifique a sua identidade"),
        "id": inferred("Verifikasi identitas Anda"),
        "hi": inferred("अपनी पहचान सत्यापित करें"),
    },
    "send code": {
        "en": inferred("Send code"),
        "es": inferred("Enviar código"),
        "zh": inferred("发送验证码"),
        "ru": inferred("Отправить код"),
        "pt": inferred("Enviar código"),
        "id": inferred("Kirim kode"),
        "hi": inferred("कोड भेजें"),
    },
    "resend": {
        "en": inferred("Resend"),
        "es": inferred("Reenviar"),
        "zh": inferred("重新发送"),
        "ru": inferred("Отправить ещё раз", "Отправить еще раз", "Отправить повторно"),
        "pt": inferred("Reenviar"),
        "id": inferred("Kirim ulang"),
        "hi": inferred("फिर से भेजें", "दोबारा भेजें"),
    },
    "code field": {
        "en": guide("2020-2024", "Verification code"),
        "es": inferred("Código de verificación"),
        "zh": seen("2026", "验证码"),
        "ru": inferred("Код подтверждения", "Проверочный код"),
        "pt": inferred("Código de verificação"),
        "id": guide("2018-2025", "Kode verifikasi"),
        "hi": inferred("सत्यापन कोड"),
    },
    "submit": {
        "en": guide("2020-2024", "Submit", "Next"),
        "es": inferred("Enviar", "Siguiente"),
        "zh": inferred("提交", "下一步"),
        "ru": inferred("Отправить", "Далее"),
        "pt": inferred("Enviar", "Avançar", "Próximo"),
        "id": guide("2018-2025", "Kirim", "Berikutnya"),
        "hi": inferred("सबमिट करें", "अगला"),
    },
    # Chinese is the answer of code 70014, as public clients quote it.
    "wrong code": {
        "en": inferred("Incorrect verification code"),
        "es": inferred("Código de verificación incorrecto"),
        "zh": seen("2026", "验证码错误"),
        "ru": inferred("Неверный код подтверждения", "Неверный проверочный код"),
        "pt": inferred("Código de verificação incorreto"),
        "id": inferred("Kode verifikasi salah"),
        "hi": inferred("गलत सत्यापन कोड", "सत्यापन कोड गलत है"),
    },
    "expired code": {
        "en": inferred("Code expired"),
        "es": inferred("El código ha caducado"),
        "zh": inferred("验证码已过期"),
        "ru": inferred("Срок действия кода истёк", "Срок действия кода истек"),
        "pt": inferred("O código expirou", "Código expirado"),
        "id": inferred("Kode kedaluwarsa", "Kode sudah kedaluwarsa"),
        "hi": inferred("कोड की समय सीमा समाप्त"),
    },
    "too many codes": {
        "en": inferred("Too many codes requested"),
        "es": inferred("Demasiados códigos solicitados"),
        "zh": inferred("获取验证码过于频繁"),
        "ru": inferred("Запрошено слишком много кодов"),
        "pt": inferred("Muitos códigos solicitados", "Demasiados códigos pedidos"),
        "id": inferred("Terlalu banyak kode diminta"),
        "hi": inferred("बहुत अधिक कोड माँगे गए"),
    },
}
