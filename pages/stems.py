"""The beginnings of words by which a sentence is understood whose exact wording nobody has seen; inferred 2026.

They decide nothing alone: a button is taken for *Remove* only where it stands in a row or in a question, a heading for
that of a list only where rows follow.
"""

from __future__ import annotations

import re
from typing import Final

ACTS: Final = re.compile(
    r"remov|delet|unlink|revok|withdraw|disconnect|sign(?:ed)?[ -]?out|elimin|quit[ae]|desvincul|revoc|删除|移除|解除|取消授权"
    r"|解绑|刪除|удал|отвяз|отозв|отключ|exclu|revog|hapus|lepas|putus|cabut|हटा|निकाल|रद्द|entfern|lösch|widerruf|trenn"
    r"|supprim|retir|révoqu|dissoci|rimuov|scolleg|usun|usuń|odłącz|cofn|kaldır|\bsil|iptal|xóa|gỡ|thu hồi|hủy|видал|відв"
    r"|відкл|скасу",
    re.IGNORECASE,
)
"""Removing."""

THINGS: Final = {
    "device": re.compile(
        r"device|dispositiv|设备|設備|устройств|perangkat|डिवाइस|gerät|appareil|urządze|cihaz|thiết bị|пристр",
        re.IGNORECASE,
    ),
    "app": re.compile(
        r"\bapps?\b|application|aplica|应用|應用|网站|приложен|aplikasi|ऐप|anwendung|applicazion|aplikac|uygulama|ứng dụng"
        r"|застосун|website|sitios? web|授权|\baccess\b|acceso|доступ",
        re.IGNORECASE,
    ),
}
"""What the things of a list are called."""

KINDS: Final = re.compile(
    r"phone|tablet|\btvs?\b|televis|watch|\bbands?\b|wearable|speaker|laptop|computer|\bpcs?\b|router|camera|headset|earbud"
    r"|\bothers?\b|\bhome\b|móvil|teléfono|reloj|pulsera|altavo|portátil|ordenador|cámara|otros|手机|平板|电视|手表|手环|音箱|电脑"
    r"|路由|摄像|耳机|其他|телефон|планшет|телевиз|часы|браслет|колонк|ноутбук|компьют|камер|друг|celular|telefon|relógio|pulseira"
    r"|alto-falan|computador|câmera|outros|ponsel|jam tangan|lainnya|फ़ोन|टैबलेट|टीवी|घड़ी|अन्य|handy|fernseh|uhren|armb|lautspr|andere"
    r"|téléphone|montre|enceinte|ordinat|autres|orolog|altoparl|altri|zegar|opask|głośn|inne|saat|bileklik|hoparlör|diğer|điện thoại"
    r"|máy tính|đồng hồ|\bloa\b|khác|годинник|інш",
    re.IGNORECASE,
)
"""What kinds of devices are called where a list is parted by them."""

CODES: Final = re.compile(
    r"\bcode\b|código|验证码|驗證碼|\bкод|\bkode\b|कोड|\bkod|\bcodice|mã xác|bestätigungscode", re.IGNORECASE
)
"""A verification code."""

_SHORT: Final = 30


def is_act(text: str) -> bool:
    """Whether a short text is a command to remove something."""
    return len(text) <= _SHORT and bool(ACTS.search(text))
