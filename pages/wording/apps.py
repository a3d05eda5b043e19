"""Apps and websites with access to the account; no guide shows these screens, so all of it is inferred."""

from __future__ import annotations

from pages.wording._known import Labels, inferred

APPS: Labels = {
    "apps heading": {
        "en": inferred("Apps and websites with account access"),
        "es": inferred("Aplicaciones y sitios web con acceso a la cuenta"),
        "zh": inferred("已授权的应用和网站"),
        "ru": inferred("Приложения и сайты с доступом к аккаунту"),
        "pt": inferred("Apps e sites com acesso à conta", "Aplicativos e sites com acesso à conta"),
        "id": inferred("Aplikasi dan situs web dengan akses akun"),
        "hi": inferred("खाते की पहुँच वाले ऐप और वेबसाइट"),
    },
    "no apps": {
        "en": inferred("No apps have access to your account"),
        "es": inferred("Ninguna aplicación tiene acceso a tu cuenta"),
        "zh": inferred("暂无授权应用"),
        "ru": inferred("Ни одно приложение не имеет доступа к вашему аккаунту"),
        "pt": inferred("Nenhum app tem acesso à sua conta", "Nenhum aplicativo tem acesso à sua conta"),
        "id": inferred("Tidak ada aplikasi yang memiliki akses ke akun Anda"),
        "hi": inferred("किसी ऐप के पास आपके खाते की पहुँच नहीं है"),
    },
    "revoke": {
        "en": inferred("Revoke access", "Remove access"),
        "es": inferred("Revocar acceso", "Quitar acceso"),
        "zh": inferred("取消授权", "解除授权"),
        "ru": inferred("Отозвать доступ", "Закрыть доступ"),
        "pt": inferred("Revogar acesso", "Remover acesso"),
        "id": inferred("Cabut akses", "Hapus akses"),
        "hi": inferred("पहुँच रद्द करें", "पहुँच हटाएँ"),
    },
    # Hindi for "revoke" is also its "cancel", so only the unmistakable word is listed.
    "confirm revoke": {
        "en": inferred("Revoke", "Remove"),
        "es": inferred("Revocar", "Quitar"),
        "zh": inferred("确定"),
        "ru": inferred("Отозвать"),
        "pt": inferred("Revogar", "Remover"),
        "id": inferred("Cabut"),
        "hi": inferred("हटाएँ", "हटाएं"),
    },
}
