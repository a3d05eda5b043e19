"""The vendor's help centre."""

from __future__ import annotations

from pages.wording._known import Labels, inferred, seen

SUPPORT: Labels = {
    "help centre": {
        "en": inferred("Help Center", "Help centre"),
        "es": inferred("Centro de ayuda"),
        "zh": seen("2020-2026", "帮助中心"),
        "ru": inferred("Справочный центр", "Центр помощи"),
        "pt": inferred("Central de ajuda", "Centro de ajuda"),
        "id": inferred("Pusat bantuan"),
        "hi": inferred("सहायता केंद्र"),
    },
}
