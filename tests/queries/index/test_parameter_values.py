import pytest

from queries.errors import ParameterError
from queries.index.parameter_values import split_params


def test_params_are_split_at_the_first_equals_sign() -> None:
    assert split_params(["a=b=c", "a = d"]) == {"a": ["b=c", "d"]}
    for text in ("a", "=b", "a=", ""):
        with pytest.raises(ParameterError, match="write name=value"):
            split_params([text])
