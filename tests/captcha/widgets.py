"""The real widgets of the npm registry, kept outside the project, and the servers that they ask for puzzles.

The puzzles are real and small; the browser does the sums as it would for any visitor, and a person ticks or drags.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import platformdirs

from tests.support.servers import PageServer

PACKAGES = (
    "@cap.js/wasm@0.0.6",
    "@cap.js/widget@0.1.57",
    "@friendlycaptcha/sdk@1.0.2",
    "@mcaptcha/vanilla-glue@0.1.0-rc2",
    "altcha@3.2.2",
    "esbuild@0.28.2",
    "friendly-challenge@0.9.20",
    "go-captcha-react@1.0.4",
    "rc-slider-captcha@1.9.0",
    "react-dom@18.3.1",
    "react@18.3.1",
)

# React components have to be put together with React before a browser can run them.
BUNDLES = {
    "slider": """
import React from "react"; import { createRoot } from "react-dom/client"; import SliderCaptcha from "rc-slider-captcha";
const draw = (width, height, colour) => { const canvas = document.createElement("canvas");
  canvas.width = width; canvas.height = height; const pen = canvas.getContext("2d");
  pen.fillStyle = colour; pen.fillRect(0, 0, width, height); return canvas.toDataURL(); };
const request = async () => ({ bgUrl: draw(320, 160, "teal"), puzzleUrl: draw(60, 160, "orange") });
const onVerify = async ({ x }) => { if (Math.abs(x - 150) > 12) throw new Error("not there"); };
createRoot(document.getElementById("root")).render(React.createElement(SliderCaptcha, { request, onVerify }));
""",
    "gocaptcha": """
import React, { useState } from "react"; import { createRoot } from "react-dom/client";
import GoCaptcha from "go-captcha-react"; import "go-captcha-react/dist/go-captcha-react.cjs.development.css";
const draw = (width, height, colour) => { const canvas = document.createElement("canvas");
  canvas.width = width; canvas.height = height; const pen = canvas.getContext("2d");
  pen.fillStyle = colour; pen.fillRect(0, 0, width, height); return canvas.toDataURL(); };
const data = { image: draw(300, 240, "teal"), thumb: draw(150, 40, "orange") };
const App = () => { const [passed, pass] = useState(false);
  if (passed) return React.createElement("p", {}, "Thank you");
  const confirm = dots => { if (dots.length === 2) pass(true); return true; };
  return React.createElement(GoCaptcha.Click, { config: {}, data, events: { confirm } }); };
createRoot(document.getElementById("root")).render(React.createElement(App));
""",
}


def installed() -> Path:
    """The folder that holds the packages; fetched once, by their exact versions, without running their scripts."""
    wanted = json.dumps({"packages": PACKAGES, "bundles": BUNDLES})
    name = hashlib.sha256(wanted.encode()).hexdigest()[:16]
    home = Path(platformdirs.user_cache_dir("mi-runner-tests")) / f"widgets-{name}"
    if not home.exists():
        making = home.with_name(f"{home.name}-{os.getpid()}")
        making.mkdir(parents=True)
        _fetch(making)
        try:
            making.rename(home)
        except OSError:  # another worker was faster
            shutil.rmtree(making)
    return home


def _fetch(folder: Path) -> None:
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    npm = shutil.which("npm")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    subprocess.run([npm, "install", *quiet, *PACKAGES], cwd=folder, check=True, timeout=300)
    for name, source in BUNDLES.items():
        (folder / f"{name}.jsx").write_text(source, encoding="utf-8")
        esbuild = folder / "node_modules" / ".bin" / ("esbuild.cmd" if os.name == "nt" else "esbuild")
        subprocess.run(
            [esbuild, f"{name}.jsx", "--bundle", f"--outfile={name}.js", '--define:process.env.NODE_ENV="production"',
             "--log-level=error"],
            cwd=folder, check=True, timeout=60,
        )  # fmt: skip


def altcha_puzzle() -> dict:
    """Find a counter whose hash with nonce and salt begins with 00: about 256 tries."""
    parameters = {
        "algorithm": "SHA-256", "nonce": secrets.token_hex(16), "salt": secrets.token_hex(16),
        "cost": 1, "keyLength": 32, "keyPrefix": "00",
    }  # fmt: skip
    return {"parameters": parameters, "signature": secrets.token_hex(32)}


def cap_puzzle() -> dict:
    """Four times: find a number whose hash with the salt begins with two given digits."""
    challenge = [[secrets.token_hex(16), secrets.token_hex(1)] for _ in range(4)]
    return {"challenge": challenge, "token": secrets.token_hex(16), "expires": int(time.time() * 1000) + 600_000}


def cap_redeemed(asked: dict) -> dict:
    return {
        "success": len(asked["solutions"]) == 4,
        "token": secrets.token_hex(16),
        "expires": int(time.time() * 1000) + 600_000,
    }


FORM = '<form onsubmit="return false"><input name="email">{}<button>Go on</button></form>'
MODULE = '<script type="module" src="/node_modules/{}"></script>'
SCRIPT = '<script src="/{}"></script>'
PAGES = {
    "plain": "<p>Nothing is asked here.</p>",
    "altcha": FORM.format('<altcha-widget challenge="/puzzle/altcha"></altcha-widget>')
    + MODULE.format("altcha/dist/main/altcha.js"),
    "altcha-floating": FORM.format('<altcha-widget challenge="/puzzle/altcha" display="floating"></altcha-widget>')
    + MODULE.format("altcha/dist/main/altcha.js"),
    "altcha-invisible": FORM.format('<altcha-widget challenge="/puzzle/altcha" display="invisible"></altcha-widget>')
    + MODULE.format("altcha/dist/main/altcha.js"),
    "friendly": FORM.format(
        '<div class="frc-captcha" data-sitekey="x" data-start="none" data-puzzle-endpoint="/puzzle/none"></div>',
    )
    + MODULE.format("friendly-challenge/widget.module.js"),
    "friendly-2": FORM.format('<div class="frc-captcha" data-sitekey="x" data-start="none"></div>')
    + MODULE.format("@friendlycaptcha/sdk/site.min.js"),
    "cap": "<script>CAP_CUSTOM_WASM_URL = '/node_modules/@cap.js/wasm/browser/cap_wasm_bg.wasm'</script>"
    + FORM.format('<cap-widget data-cap-api-endpoint="/cap/"></cap-widget>')
    + SCRIPT.format("node_modules/@cap.js/widget/cap.min.js"),
    "mcaptcha": '<form><label data-mcaptcha_url="http://127.0.0.1:{port}/mcaptcha-frame?sitekey=1" '
    'for="mcaptcha__token" id="mcaptcha__token-label"><input name="mcaptcha__token" id="mcaptcha__token"></label>'
    '<div id="mcaptcha__widget-container"></div></form>'
    + SCRIPT.format("node_modules/@mcaptcha/vanilla-glue/dist/index.js"),
    "mcaptcha-frame": "<label><input type=checkbox onclick=\"parent.postMessage({token: 'done'}, '*')\"> I'm no robot"
    "</label>",
    "slider": '<div id="root"></div>' + SCRIPT.format("slider.js"),
    "gocaptcha": '<link rel="stylesheet" href="/gocaptcha.css"><div id="root"></div>' + SCRIPT.format("gocaptcha.js"),
}
PUZZLES = {"puzzle/altcha": altcha_puzzle}
KINDS_OF_FILE = {".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".html": "text/html"}


class WidgetServer:
    """Serves the packages, one page per widget and their puzzles, on this machine only."""

    def __init__(self, folder: Path):
        handler = type("Handler", (_Handler,), {"folder": folder.resolve()})
        self.server = PageServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.home = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    folder: Path

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        path = self.path.partition("?")[0].strip("/")
        if path in PAGES:
            page = PAGES[path].replace("{port}", str(self.server.server_port))
            self.answer(f"<!doctype html><html><title>{path}</title><body>{page}</body></html>".encode(), "text/html")
        elif path in PUZZLES:
            self.answer_json(PUZZLES[path]())
        else:
            self.answer_file(path)

    def do_POST(self):
        asked = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answers = {"/cap/challenge": cap_puzzle, "/cap/redeem": lambda: cap_redeemed(json.loads(asked))}
        self.answer_json(answers[self.path]())

    def answer_file(self, path):
        file = (self.folder / path).resolve()
        if file.is_relative_to(self.folder) and file.is_file():
            self.answer(file.read_bytes(), KINDS_OF_FILE.get(file.suffix, "application/octet-stream"))
        else:
            self.send_error(404)

    def answer_json(self, said):
        self.answer(json.dumps(said).encode(), "application/json")

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
