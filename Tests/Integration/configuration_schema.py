"""The JSON Schema of `config.toml`: what editors see."""

import functools
import json
import pathlib
import tomllib

import jsonschema

FILE = pathlib.Path(__file__).resolve().parents[2] / "docs/config.schema.json"


@functools.cache
def validator():
    schema = json.loads(FILE.read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def violations(text):
    """What the schema says is wrong with a configuration that the server takes."""
    found = validator().iter_errors(without_what_is_off(tomllib.loads(text)))
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in found]


def without_what_is_off(value):
    """In tables that say `enabled = false` the reader lets anything pass."""
    if not isinstance(value, dict):
        return value
    return {
        key: without_what_is_off(inner)
        for key, inner in value.items()
        if not (isinstance(inner, dict) and inner.get("enabled") is False)
    }
