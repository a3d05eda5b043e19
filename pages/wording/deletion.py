"""The account's deletion; English as walkthroughs tell it, with the wordings of different years."""

from __future__ import annotations

from pages.wording._known import Labels, guide, inferred, seen

DELETION: Labels = {
    "delete heading": {
        "en": guide("2020-2024", "Delete Mi Account") + inferred("Delete my account"),
        "es": inferred("Eliminar cuenta Mi"),
        "zh": inferred("注销小米帐号"),
        "ru": inferred("Удалить Mi аккаунт", "Удаление Mi аккаунта"),
        "pt": inferred("Excluir Conta Mi", "Eliminar Conta Mi"),
        "id": inferred("Hapus Akun Mi"),
        "hi": inferred("Mi खाता हटाएँ", "Mi खाता हटाएं"),
    },
    "delete agree": {
        "en": guide(
            "2020-2024",
            "Yes, I want to delete my Mi Account and all its data permanently",
            "Yes, I want to permanently delete my Mi Account and all its data",
        ),
        "es": inferred("Sí, quiero eliminar mi cuenta Mi y todos sus datos de forma permanente"),
        "zh": inferred("是的，我要永久注销我的小米帐号及其所有数据"),
        "ru": inferred("Да, я хочу навсегда удалить свой Mi аккаунт и все его данные"),
        "pt": inferred(
            "Sim, quero excluir minha Conta Mi e todos os seus dados permanentemente",
            "Sim, quero eliminar permanentemente a minha Conta Mi e todos os seus dados",
        ),
        "id": inferred("Ya, saya ingin menghapus Akun Mi saya beserta semua datanya secara permanen"),
        "hi": inferred("हाँ, मैं अपना Mi खाता और उसका सारा डेटा हमेशा के लिए हटाना चाहता हूँ"),
    },
    "delete start": {
        "en": guide("2020-2024", "Delete Mi Account") + inferred("Delete my account"),
        "es": inferred("Eliminar cuenta Mi"),
        "zh": inferred("注销小米帐号"),
        "ru": inferred("Удалить Mi аккаунт"),
        "pt": inferred("Excluir Conta Mi", "Eliminar Conta Mi"),
        "id": inferred("Hapus Akun Mi"),
        "hi": inferred("Mi खाता हटाएँ", "Mi खाता हटाएं"),
    },
    "devices first": {
        "en": inferred("Sign out of Mi Account on all devices first"),
        "es": inferred("Primero cierra la sesión de tu cuenta Mi en todos los dispositivos"),
        "zh": inferred("请先在所有设备上退出小米帐号"),
        "ru": inferred("Сначала выйдите из Mi аккаунта на всех устройствах"),
        "pt": inferred(
            "Primeiro saia da Conta Mi em todos os dispositivos",
            "Primeiro termine a sessão da Conta Mi em todos os dispositivos",
        ),
        "id": inferred("Keluar dari Akun Mi di semua perangkat terlebih dahulu"),
        "hi": inferred("पहले सभी डिवाइस पर Mi खाते से साइन आउट करें"),
    },
    # Chinese seen as the sign-in's complaint about an empty field; as a heading it is inferred like the others.
    "password again": {
        "en": inferred("Enter your password"),
        "es": inferred("Introduce tu contraseña"),
        "zh": seen("2021-2026", "请输入密码"),
        "ru": inferred("Введите пароль"),
        "pt": inferred("Digite sua senha", "Introduza a sua palavra-passe"),
        "id": inferred("Masukkan sandi Anda", "Masukkan kata sandi Anda"),
        "hi": inferred("अपना पासवर्ड दर्ज करें"),
    },
    "delete finally": {
        "en": guide("2020-2024", "Delete account"),
        "es": inferred("Eliminar cuenta"),
        "zh": inferred("确认注销"),
        "ru": inferred("Удалить аккаунт"),
        "pt": inferred("Excluir conta", "Eliminar conta"),
        "id": inferred("Hapus akun"),
        "hi": inferred("खाता हटाएँ", "खाता हटाएं"),
    },
    "deleted": {
        "en": inferred("Your account has been deleted"),
        "es": inferred("Tu cuenta se ha eliminado"),
        "zh": inferred("您的帐号已注销"),
        "ru": inferred("Ваш аккаунт удалён", "Ваш аккаунт удален", "Ваш аккаунт был удален"),
        "pt": inferred("Sua conta foi excluída", "A sua conta foi eliminada"),
        "id": inferred("Akun Anda telah dihapus"),
        "hi": inferred("आपका खाता हटा दिया गया है"),
    },
}
