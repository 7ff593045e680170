"""What templates need besides Django's own."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from summitry.desk.pages import forms
from summitry.desk.pages.hinting import hinted as in_words_of_forms
from summitry.desk.worded import worded
from summitry.foundation.labels import language, say

register = template.Library()
register.tag("worded", worded)

FROM_THE_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""


@register.simple_tag
def spoken() -> SafeString:
    """Return the attributes of ``<html>``: the language of the page, and the direction it is read in."""
    known = language()
    way = "rtl" if known.partition("-")[0].partition("_")[0] in FROM_THE_RIGHT else "ltr"
    return format_html('lang="{}" dir="{}"', known, way)


@register.filter
def said(text: object) -> str:
    """Return a label of the desk in the language of the page."""
    return say(str(text))


@register.filter
def hinted(text: object) -> str:
    """Return what to do about a finding in the words of the desk's forms."""
    return in_words_of_forms(str(text))


@register.filter
def shape(item: object) -> str:
    """Say what a piece of a form is: ``box``, ``group`` or ``groups``."""
    return {forms.Box: "box", forms.Group: "group"}.get(type(item), "groups")


@register.filter
def at(some: tuple[object, ...], index: int) -> object:
    """Return one of several by its place."""
    return some[index]


@register.filter
def rest_of(count: int, most: int) -> int:
    """Return how many columns the last of some cells takes, so that a row is full."""
    return most - count + 1
