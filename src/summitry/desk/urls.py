"""The desk's addresses."""

from __future__ import annotations

from django.urls import path

from summitry.desk.accounts.addresses import ACCOUNTS
from summitry.desk.api import pages as apipages
from summitry.desk.api.serving import patterns
from summitry.desk.byhand import BY_HAND
from summitry.desk.pages import (
    analyses,
    capture,
    clearance,
    compare,
    conflictform,
    conflicts,
    editing,
    findings,
    found,
    home,
    record,
    suggesting,
)
from summitry.desk.sharing.addresses import SHARING

urlpatterns = [
    *ACCOUNTS,
    *SHARING,
    *BY_HAND,
    path("api/", apipages.page, name="api-page"),
    path("api/openapi.json", apipages.openapi, name="openapi"),
    path("", home.shelf, name="shelf"),
    *patterns(),
    path("<slug:slug>/", home.home, name="home"),
    path("<slug:slug>/show/<slug:view>/", analyses.show, name="show"),
    path("<slug:slug>/show/<slug:view>/<path:id>", analyses.show, name="show-one"),
    path("<slug:slug>/capture/", capture.papers, name="captures"),
    path("<slug:slug>/capture/<path:name>", capture.capture, name="capture"),
    path("<slug:slug>/capture-form/<path:name>", capture.form, name="capture-form"),
    path("<slug:slug>/capture-check/<path:name>", capture.check, name="capture-check"),
    path("<slug:slug>/capture-back/<path:name>", capture.back, name="capture-back"),
    path("<slug:slug>/capture-page/<path:name>/<int:number>.png", capture.picture, name="capture-page"),
    path("<slug:slug>/papers/", clearance.papers, name="papers"),
    path("<slug:slug>/papers/<path:id>/clearance.pdf", clearance.as_pdf, name="clearance-pdf"),
    path("<slug:slug>/papers/<path:id>/clearance", clearance.clearance, name="clearance"),
    path("<slug:slug>/conflicts/", conflicts.every, name="conflicts"),
    path("<slug:slug>/conflicts/<path:id>", conflicts.one, name="conflict"),
    path("<slug:slug>/conflict-new", conflictform.new, name="conflict-new"),
    path("<slug:slug>/conflict-form/<path:id>", conflictform.change, name="conflict-form"),
    path("<slug:slug>/suggest", suggesting.suggest, name="suggest"),
    path("<slug:slug>/findings/", found.found, name="found"),
    path("<slug:slug>/compare", compare.compare, name="compare"),
    path("<slug:slug>/records/", record.kinds, name="kinds"),
    path("<slug:slug>/records/<slug:kind>/", record.listing, name="listing"),
    path("<slug:slug>/records/<slug:kind>/new", editing.new, name="new"),
    path("<slug:slug>/records/<slug:kind>/would-find", findings.suppose_new, name="suppose-new"),
    path("<slug:slug>/r/<path:id>/edit", editing.edit, name="edit"),
    path("<slug:slug>/r/<path:id>/would-find", findings.suppose_edit, name="suppose-edit"),
    path("<slug:slug>/r/<path:id>", record.one, name="record"),
]
handler404 = "summitry.desk.pages.errors.nothing"
handler500 = "summitry.desk.pages.errors.broken"
handler403 = "summitry.desk.pages.errors.nothing"
handler400 = "summitry.desk.pages.errors.not_understood"
