"""What stands in the way of any screen."""

from __future__ import annotations

from pages.wording._known import Labels, inferred

INTERRUPTIONS: Labels = {
    "new terms": {
        "en": inferred("Updated terms"),
        "es": inferred("Términos actualizados"),
        "zh": inferred("条款更新"),
        "ru": inferred("Условия обновлены", "Обновлённые условия"),
        "pt": inferred("Termos atualizados"),
        "id": inferred("Ketentuan diperbarui"),
        "hi": inferred("अपडेट की गई शर्तें"),
    },
    "reject cookies": {
        "en": inferred("Reject all"),
        "es": inferred("Rechazar todo"),
        "zh": inferred("全部拒绝"),
        "ru": inferred("Отклонить все"),
        "pt": inferred("Rejeitar tudo", "Rejeitar todos"),
        "id": inferred("Tolak semua"),
        "hi": inferred("सभी अस्वीकार करें"),
    },
    "cancel": {
        "en": inferred("Cancel"),
        "es": inferred("Cancelar"),
        "zh": inferred("取消"),
        "ru": inferred("Отмена"),
        "pt": inferred("Cancelar"),
        "id": inferred("Batal"),
        "hi": inferred("रद्द करें"),
    },
    "close": {
        "en": inferred("Close"),
        "es": inferred("Cerrar"),
        "zh": inferred("关闭"),
        "ru": inferred("Закрыть"),
        "pt": inferred("Fechar"),
        "id": inferred("Tutup"),
        "hi": inferred("बंद करें"),
    },
}
