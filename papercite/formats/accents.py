"""Accents and signs in ASCII, for classic BibTeX."""

from __future__ import annotations

import unicodedata

_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
    "\u0331": "b",
}  # fmt: skip
_BELOW = "\u0323\u0327\u0328\u0331"
_SIGNS = {
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}",
    "Ł": r"{\L}", "å": r"{\aa}", "Å": r"{\AA}", "ı": r"{\i}", "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``",
    "”": "''", "„": ",,", "…": r"{\ldots}", "§": r"{\S}", "¶": r"{\P}", "†": r"{\dag}", "‡": r"{\ddag}",
    "©": r"{\copyright}", "£": r"{\pounds}", "¡": "!`", "¿": "?`", "\u00a0": "~", "‐": "-", "‑": "-", "−": "{$-$}",
    "·": r"{$\cdot$}", "×": r"{$\times$}", "±": r"{$\pm$}", "÷": r"{$\div$}", "≤": r"{$\leq$}", "≥": r"{$\geq$}",
    "≠": r"{$\neq$}", "≈": r"{$\approx$}", "∞": r"{$\infty$}", "→": r"{$\rightarrow$}", "←": r"{$\leftarrow$}",
    "ℓ": r"{$\ell$}", "∈": r"{$\in$}", "∇": r"{$\nabla$}", "∂": r"{$\partial$}", "√": r"{$\surd$}", "°": r"{$^\circ$}",
    "²": "{$^2$}", "³": "{$^3$}", "µ": r"{$\mu$}", "™": r"{\texttrademark}", "®": r"{\textregistered}",
    "•": r"{\textbullet}", "€": r"{\texteuro}", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff",
}  # fmt: skip
_GREEK = ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho final sigma tau "
          "upsilon phi chi psi omega").split()  # fmt: skip
_ALIKE = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))


def ascii_text(text: str) -> str:
    """LaTeX text with accents and signs written in ASCII, in the braced form that BibTeX understands: {\\'e}.

    Letters that classic LaTeX cannot print (Chinese, Cyrillic) stay as they are.
    """
    if text.isascii():
        return text
    return "".join(
        character if character.isascii() else _ascii(character) for character in unicodedata.normalize("NFC", text)
    )


def _ascii(character: str) -> str:
    if sign := _SIGNS.get(character):
        return sign
    if character in _ALIKE:
        return _ALIKE[character]
    if not unicodedata.name(character, ""):
        return character
    if "α" <= character <= "ω" and character != "ς":
        return f"{{$\\{_GREEK[ord(character) - ord('α')]}$}}"
    if "Α" <= character <= "Ω":
        return f"{{$\\{_GREEK[ord(character) - ord('Α')].capitalize()}$}}"
    base, *marks = list(unicodedata.normalize("NFD", character))
    if marks and base.isascii() and all(mark in _ACCENTS for mark in marks):
        return _accented(base, marks)
    return character


def _accented(base: str, marks: list[str]) -> str:
    marks = sorted(marks, key=lambda mark: mark in _BELOW)  # those above stand next to the letter
    letter = {"i": r"\i", "j": r"\j"}.get(base, base) if marks[0] not in _BELOW else base
    for mark in marks:
        command = _ACCENTS[mark]
        letter = f"\\{command}{{{letter}}}" if command.isalpha() or letter != base else f"\\{command}{letter}"
    return "{" + letter + "}"
