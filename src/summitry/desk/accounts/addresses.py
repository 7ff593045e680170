"""Addresses of signing in, of the account's own page, and of the administrator's."""

from __future__ import annotations

from django.urls import path

from summitry.desk.accounts import account, administering, noticepage, secondstep, signing, tokenpage

ACCOUNTS = (
    path("sign-in", signing.SignIn.as_view(), name="sign-in"),
    path("sign-in/second-step", signing.second_step, name="second-step"),
    path("sign-out", signing.SignOut.as_view(), name="sign-out"),
    path("account/", account.page, name="account"),
    path("account/habits", account.habits, name="account-habits"),
    path("account/password", account.password, name="account-password"),
    path("account/notices", noticepage.page, name="account-notices"),
    path("account/end-session", account.end_session, name="account-end-session"),
    path("account/second-step", secondstep.second_step, name="account-second-step"),
    path("account/tokens", tokenpage.page, name="tokens"),
    path("accounts/", administering.page, name="accounts"),
    path("accounts/journal", administering.journal, name="accounts-journal"),
    path("accounts/add", administering.add, name="accounts-add"),
    path("accounts/grant", administering.grant, name="accounts-grant"),
    path("accounts/close", administering.close, name="accounts-close"),
    path("accounts/end-sessions", administering.end_sessions, name="accounts-end-sessions"),
    path("accounts/second-step", administering.reset_second_step, name="accounts-second-step"),
    path("accounts/password", administering.new_password, name="accounts-password"),
    path("accounts/demand", administering.demand, name="accounts-demand"),
)
