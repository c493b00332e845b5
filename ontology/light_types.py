"""Named tuples and protocols for the modules that answer a query, without the module ``typing`` at run time.

Its import, with those of ``re`` and ``collections``, takes a quarter of the time of a query from the command line.
For type checkers the names are those of ``typing``.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, Generic, NamedTuple, Protocol
else:

    class Protocol:
        """Stands for ``typing.Protocol``, which means nothing when a program runs."""

    class Generic:
        """Stands for ``typing.Generic``."""

        __slots__ = ()

        def __class_getitem__(cls, _part: object) -> type:
            """Return the class itself.

            :param _part: the type of a part
            :returns: the class
            """
            return cls

    class _WithFields(type):
        """Makes the class of a named tuple from the annotations of its body, as ``typing.NamedTuple`` does."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = () if name == "NamedTuple" else tuple(body.get("__annotations__", ()))
            if fields:
                defaults = {field: body[field] for field in fields if field in body}
                body |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
                body |= {field: property(lambda self, at=at: self[at]) for at, field in enumerate(fields)}
            return super().__new__(cls, name, bases, body | {"__slots__": ()})

    class NamedTuple(tuple, metaclass=_WithFields):
        """A tuple whose elements have names and, at its end, may have defaults."""

        _fields: tuple[str, ...] = ()
        _field_defaults: dict[str, Any] = {}  # noqa: RUF012 - as in typing.NamedTuple

        def __new__(cls, *values: Any, **named: Any) -> NamedTuple:
            """Make a tuple of values in the order of the fields and of values given by name.

            :param values: the values of the first fields
            :param named: the values of other fields
            :returns: the tuple
            :raises TypeError: if a field has no value, or two, or if there is no such field
            """
            if named or len(values) != len(cls._fields):
                rest = cls._fields[len(values) :]
                filled = cls._field_defaults | named
                if len(values) > len(cls._fields) or not set(named) <= set(rest) or not set(rest) <= set(filled):
                    raise TypeError(f"{cls.__name__} takes the fields {', '.join(cls._fields)}")
                values = (*values, *(filled[field] for field in rest))
            return super().__new__(cls, values)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **named: Any) -> NamedTuple:
            return type(self)(**(self._asdict() | named))

        def __repr__(self) -> str:
            """Return the name of the class with its fields and their values.

            :returns: such as ``Point(x=1, y=2)``
            """
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            """Return the values, of which a copy is made.

            :returns: the values
            """
            return tuple(self)


__all__ = ["Generic", "NamedTuple", "Protocol"]
