"""What templates need besides Django's own."""

from __future__ import annotations

from django import template

from summitry.desk.pages import forms

register = template.Library()


@register.filter
def shape(item: object) -> str:
    """Say what a piece of a form is: ``box``, ``group`` or ``groups``."""
    return {forms.Box: "box", forms.Group: "group"}.get(type(item), "groups")


@register.filter
def at(some: tuple[object, ...], index: int) -> object:
    """Return one of several by its place."""
    return some[index]
