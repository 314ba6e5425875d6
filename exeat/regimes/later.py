"""Values whose parts are worked out when they are first read: nobody waits for a sentence that nobody reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, Self

from pydantic import BaseModel, ConfigDict

_new: Callable[[Any], Any] = object.__new__
_put: Callable[[object, str, Any], None] = object.__setattr__
_fill: Callable[[object, dict[str, Any]], None] = BaseModel.__dict__["__dict__"].__set__
_keep: Callable[[object, Any], None] = BaseModel.__dict__["__pydantic_private__"].__set__
_take: Callable[[object, str], Any] = object.__getattribute__


class Maker(Protocol):
    """Whoever knows how to work out the parts of values."""

    def part(self, name: str, of: Any) -> Any:
        """The part of that name, of the value that was made of `of`."""


class Later(BaseModel):
    """A value like any other to whoever reads, compares, copies, stores or prints it; only its making may wait."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def made(cls, parts: dict[str, Any], maker: Maker, of: Any = None) -> Self:
        """A value of which these parts are there already; `maker` knows the others of what it is made `of`."""
        value: Self = _new(cls)
        _fill(value, parts)
        _keep(value, (maker, of))
        return value

    if not TYPE_CHECKING:  # only for what is not there yet; a checker of types knows the parts by name

        def __getattr__(self, name: str) -> Any:
            made = _take(self, "__pydantic_private__")
            if made is not None and name in type(self).__pydantic_fields__:
                maker, of = made
                value = self.__dict__[name] = maker.part(name, of)
                return value
            if made is not None and name in BaseModel.__slots__:
                return _take(self.whole(), name)
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def whole(self) -> Self:
        """The same value with every part worked out."""
        if _take(self, "__pydantic_private__") is not None:
            names = type(self).__pydantic_fields__
            parts = {name: getattr(self, name) for name in names}
            for part in parts.values():
                for each in part if isinstance(part, list) else ():
                    if isinstance(each, Later):
                        each.whole()
            _fill(self, parts)
            _put(self, "__pydantic_fields_set__", {*names})
            _put(self, "__pydantic_extra__", None)
            _keep(self, None)
        return self

    def __eq__(self, other: object) -> bool:
        return BaseModel.__eq__(self.whole(), other.whole()) if isinstance(other, Later) else NotImplemented

    def __getstate__(self) -> dict[Any, Any]:
        return BaseModel.__getstate__(self.whole())

    def __copy__(self) -> Self:
        return BaseModel.__copy__(self.whole())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return BaseModel.__deepcopy__(self.whole(), memo)

    def __iter__(self) -> Any:
        return BaseModel.__iter__(self.whole())

    def __repr_args__(self) -> Any:
        return BaseModel.__repr_args__(self.whole())

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The value as plain data, whole or as the options say."""
        return BaseModel.model_dump(self.whole(), **options)

    def model_dump_json(self, **options: Any) -> str:
        """The value as JSON."""
        return BaseModel.model_dump_json(self.whole(), **options)
