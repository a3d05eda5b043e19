"""The linked devices."""

from __future__ import annotations

from pages.wording._known import Labels, guide, inferred

DEVICES: Labels = {
    "devices heading": {
        "en": guide("2020-2024", "Linked devices"),
        "es": inferred("Dispositivos vinculados"),
        "zh": inferred("已关联设备"),
        "ru": inferred("Привязанные устройства", "Связанные устройства"),
        "pt": inferred("Dispositivos vinculados", "Dispositivos associados"),
        "id": inferred("Perangkat tertaut"),
        "hi": inferred("लिंक किए गए डिवाइस"),
    },
    "no devices": {
        "en": inferred("No linked devices"),
        "es": inferred("No hay dispositivos vinculados"),
        "zh": inferred("没有已关联的设备"),
        "ru": inferred("Нет привязанных устройств", "Нет связанных устройств"),
        "pt": inferred("Nenhum dispositivo vinculado", "Nenhum dispositivo associado"),
        "id": inferred("Tidak ada perangkat tertaut"),
        "hi": inferred("कोई लिंक किया गया डिवाइस नहीं"),
    },
    # Guides name both: one for the cloud host, one for the account host.
    "delete device": {
        "en": guide("2020-2024", "Delete device", "Remove device"),
        "es": inferred("Eliminar dispositivo", "Quitar dispositivo"),
        "zh": inferred("删除设备", "移除设备"),
        "ru": inferred("Удалить устройство"),
        "pt": inferred("Excluir dispositivo", "Remover dispositivo", "Eliminar dispositivo"),
        "id": inferred("Hapus perangkat"),
        "hi": inferred("डिवाइस हटाएँ", "डिवाइस हटाएं"),
    },
    "confirm delete device": {
        "en": guide("2020-2024", "Delete", "Remove"),
        "es": inferred("Eliminar", "Quitar"),
        "zh": inferred("删除", "移除"),
        "ru": inferred("Удалить"),
        "pt": inferred("Excluir", "Remover", "Eliminar"),
        "id": inferred("Hapus"),
        "hi": inferred("हटाएँ", "हटाएं"),
    },
    "find device on": {
        "en": inferred("Find device is on"),
        "es": inferred("Encontrar dispositivo está activado"),
        "zh": inferred("查找设备已开启"),
        "ru": inferred("Поиск устройства включён", "Поиск устройства включен"),
        "pt": inferred("Encontrar dispositivo está ativado", "Localizar dispositivo está ativado"),
        "id": inferred("Temukan perangkat aktif"),
        "hi": inferred("डिवाइस ढूँढें चालू है"),
    },
}
