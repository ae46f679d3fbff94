"""What the typed objects of results are made of."""

from __future__ import annotations

from typing import Any


class Record:
    """An object of a result: what its JSON holds, by attribute. Keys of a newer version are kept in `to_dict`."""

    __slots__ = ("_data",)

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def to_dict(self) -> dict[str, Any]:
        """The object as the JSON has it. It is not a copy: what is changed in it is changed here."""
        return self._data

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._data == other._data

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = []
        for key, value in self._data.items():
            text = f"{len(value)} of them" if isinstance(value, (list, dict)) and len(repr(value)) > 60 else repr(value)
            shown.append(f"{key}={text if len(text) <= 80 else text[:77] + '...'}")
        return f"{type(self).__name__}({', '.join(shown)})"
