"""Addresses of shared books."""

from __future__ import annotations

from django.urls import path

from summitry.desk.sharing import pages

SHARING = (
    path("shared/<slug:token>", pages.shared, name="shared"),
    path("<slug:slug>/shares", pages.shares, name="shares"),
    path("<slug:slug>/shares/revoke", pages.revoke, name="shares-revoke"),
)
