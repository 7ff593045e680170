"""Addresses of the pages that are made by hand for one kind of record or one question."""

from __future__ import annotations

from django.urls import path

from summitry.desk.pages import (
    alarms,
    appending,
    bringing,
    clock,
    digests,
    feeds,
    inbox,
    intaking,
    journal,
    keys,
    monitors,
    news,
    outcomes,
    pledge,
    positions,
    register,
    relay,
    searching,
    taking,
    touring,
    undoing,
    unsaved,
)

BY_HAND = (
    path("<slug:slug>/search/", searching.searching, name="search"),
    path("<slug:slug>/typing", unsaved.keep, name="keep"),
    path("<slug:slug>/undo", undoing.undo, name="undo"),
    path("<slug:slug>/still-so", news.news, name="news"),
    path("<slug:slug>/tour", touring.tour, name="tour"),
    path("<slug:slug>/meetings/<path:id>/book.html", taking.taken, name="book"),
    path("<slug:slug>/inbox", inbox.inbox, name="inbox"),
    path("<slug:slug>/inbox/done", inbox.dealt_with, name="inbox-done"),
    path("<slug:slug>/inbox/take", intaking.take, name="inbox-take"),
    path("<slug:slug>/alarms", alarms.alarms, name="alarms"),
    path("<slug:slug>/monitors", monitors.monitors, name="monitors"),
    path("<slug:slug>/monitors/<path:id>", monitors.monitor, name="monitor"),
    path("<slug:slug>/digests", digests.digests, name="digests"),
    path("<slug:slug>/import", bringing.bring, name="bring"),
    path("<slug:slug>/keys", keys.keys, name="keys"),
    path("<slug:slug>/feed/<str:token>.atom", feeds.feed, name="feed"),
    path("<slug:slug>/calendar/<str:token>.ics", feeds.calendar, name="calendar"),
    path("<slug:slug>/relays/<path:id>", relay.relay, name="relay"),
    path("<slug:slug>/pledges/<path:id>", pledge.pledge, name="pledge"),
    path("<slug:slug>/lines/<path:id>", register.lines, name="lines"),
    path("<slug:slug>/positions/<path:id>", positions.positions, name="positions"),
    path("<slug:slug>/journal", journal.journal, name="journal"),
    path("<slug:slug>/meetings/<path:id>/clock", clock.clock, name="clock"),
    path("<slug:slug>/meetings/<path:id>/outcomes", outcomes.outcomes, name="outcomes"),
    path("<slug:slug>/would-find/<path:id>/<slug:key>", appending.suppose, name="suppose-add"),
    path("<slug:slug>/add/<path:id>/<slug:key>", appending.add, name="add"),
)
