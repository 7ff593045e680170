"""A passkey is made and lets in, in a real browser with a device that is simulated."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.desk import browser as browsers


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("served") / "talks"
    shutil.copytree(Path(__file__).resolve().parents[2] / "examples" / "korea-2018", copy)
    with browsers.served(tmp_path_factory.mktemp("state"), copy, "lund:officer:state") as found:
        yield found


def with_a_device(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }})  # fmt: skip


def test_a_passkey_is_made_and_lets_in(chromium: Browser, address: str) -> None:
    page = browsers.signed_in(chromium, address, "lund")
    wrong = browsers.complaints(page)
    with_a_device(page)
    page.goto(f"{address}/account/second-step")
    page.fill("#called-passkey", "Laptop")
    page.fill("#pw-passkey", browsers.PASSWORD)
    page.click("text=Set up a passkey")
    page.wait_for_selector(".spare")
    spare = page.locator(".spare li").all_inner_texts()
    assert "Laptop" in page.inner_text("table")
    page.click("text=Sign out")
    for _ in range(2):
        page.goto(f"{address}/sign-in")
        page.fill("#id_username", "lund")
        page.fill("#id_password", browsers.PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/second-step")
        page.click("text=Use a passkey")
        page.wait_for_url(f"{address}/talks/")
        page.click("text=Sign out")
    assert wrong == []
    other = chromium.new_context(java_script_enabled=False).new_page()
    other.goto(f"{address}/sign-in")
    other.fill("#id_username", "lund")
    other.fill("#id_password", browsers.PASSWORD)
    other.click("button.first")
    other.fill("#code", spare[0])
    other.click("button:has-text('Sign in')")
    expect(other).to_have_url(f"{address}/talks/")
