"""A real browser for the tests: headless Chromium, driven through ChromeDriver's own protocol (W3C WebDriver)."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

from conftest import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLAGS = (
    "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update "
    "disable-sync disable-dev-shm-usage hide-scrollbars"
).split()
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of an element in an answer, fixed by the standard
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " ", "Shift": "\ue008"}


class Browser:
    """One window of the browser. What goes wrong in it is an error here."""

    def __init__(self, port: int, folder: Path) -> None:
        """Start a session of the driver at `port`; the browser keeps all its files in `folder`."""
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self._port = port
        options = {
            "binary": program("chromium", "chromium"),
            "args": [*(f"--{flag}" for flag in FLAGS), f"--user-data-dir={folder / 'profile'}"],
            "prefs": {"download.default_directory": str(self.downloads)},
        }
        told = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
        self._session = f"/session/{self._ask('POST', '/session', {'capabilities': told})['sessionId']}"

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json"})
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        assert not (isinstance(value, dict) and "error" in value), value["message"]
        return value

    def _post(self, command: str, **body: Any) -> Any:
        return self._ask("POST", f"{self._session}/{command}", body)

    def close(self) -> None:
        """End the session, and the browser with it."""
        self._ask("DELETE", self._session)

    def open(self, address: str) -> None:
        """Go to an address, from an empty page: one that differs in its fragment only is loaded anew, too."""
        self._post("url", url="about:blank")
        self._post("url", url=address)

    def back(self) -> None:
        """The back button."""
        self._post("back")

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function with this body returns; a promise is waited for."""
        return self._post("execute/sync", script=script, args=list(arguments))

    def click(self, selector: str) -> None:
        """Click what the selector finds first, as the pointer does: something before it is an error."""
        element = self._post("element", using="css selector", value=selector)[ELEMENT]
        self._post(f"element/{element}/click")

    def type(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is: names of KEYS, else the letters of a text."""
        strokes = [KEYS.get(key, letter) for key in keys for letter in ([key] if key in KEYS else key)]
        pressed = [{"type": kind, "value": stroke} for stroke in strokes for kind in ("keyDown", "keyUp")]
        self._post("actions", actions=[{"type": "key", "id": "keyboard", "actions": pressed}])

    def chrome(self, command: str, **parameters: Any) -> Any:
        """A command of the DevTools protocol."""
        return self._post("goog/cdp/execute", cmd=command, params=parameters)

    def resize(self, width: int, height: int = 900) -> None:
        """The size of the page in CSS pixels."""
        self.chrome("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme: str) -> None:
        """The system's colours: light or dark."""
        self.chrome("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path: Path) -> None:
        """Write what is seen to a PNG file."""
        path.write_bytes(base64.b64decode(self._ask("GET", f"{self._session}/screenshot")))


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """A browser; it and its driver end with the block."""
    command = [program("chromedriver", "chromium-driver"), "--port=0"]
    program("chromium", "chromium")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as driver:
        try:
            browser = Browser(_port_of(driver), folder)
            try:
                yield browser
            finally:
                browser.close()
        finally:
            driver.terminate()


def _port_of(driver: subprocess.Popen[str]) -> int:
    assert driver.stdout is not None
    for line in driver.stdout:
        if told := re.search(r"started successfully on port (\d+)", line):
            return int(told[1])
    raise AssertionError("chromedriver ended before it said its port")
