"""What a page is examined for: each function gives sentences, none where all is well."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from playwright.sync_api import BrowserContext, Page

import hatch_build
from tests.house.sources import ROOT

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Tags of axe-core: WCAG 2.2 up to level AA (target size is of 2.2), and its own order of headings and landmarks."""

BREACHES = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""

RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map((rule) => {
    const one = rule.nodes[0];
    return `${rule.id} (${rule.nodes.length}): ${one.target.join(" ")} ${one.html.slice(0, 160)} `
      + one.failureSummary.replace(/\\s+/g, " ").slice(0, 300);
  });
}"""

SEMANTICS = """() => {
  const told = [], all = (what, where = document) => [...where.querySelectorAll(what)];
  const text = (node) => (node?.textContent ?? "").replace(/\\s+/g, " ").trim();
  const shown = (node) => node.checkVisibility({visibilityProperty: true});
  const heads = all("h1");
  if (heads.length !== 1) told.push(`${heads.length} h1`);
  const parts = document.title.split(" · ");
  const head = text(heads[0]).replace(/†.*/, "");
  if (parts.length < 2 || !parts.slice(0, -1).join(" · ").trim()) told.push(`title: ${document.title}`);
  if (!document.documentElement.lang) told.push("no lang");
  for (const cell of all("th")) if (!cell.hasAttribute("scope")) told.push(`th without scope: ${text(cell)}`);
  for (const table of all("table")) {
    const named = table.caption || table.getAttribute("aria-label") || table.getAttribute("aria-labelledby");
    if (shown(table) && !named) told.push(`table without a name: ${text(table).slice(0, 60)}`);
  }
  for (const picture of all("svg")) {
    const hidden = picture.closest("[aria-hidden=true]");
    if (hidden || picture.getAttribute("role") === "presentation") continue;
    if (picture.getAttribute("role") !== "img") told.push(`svg without a role: ${picture.getAttribute("class")}`);
    const title = picture.querySelector(":scope > title"), desc = picture.querySelector(":scope > desc");
    if (!text(title)) told.push(`svg without a title: ${picture.getAttribute("class")}`);
    if (!text(desc)) told.push(`svg without a desc: ${picture.getAttribute("class")}`);
  }
  const name = (link) => (link.getAttribute("aria-label") || text(link));
  const near = (link) => text(link.closest("li, tr, dd, p, td, fieldset")) || "";
  const leads = new Map();
  for (const link of all("main a[href]").filter(shown)) {
    const called = name(link), to = link.getAttribute("href");
    if (!leads.has(called)) leads.set(called, new Map());
    leads.get(called).set(to, link);
  }
  for (const [called, links] of leads) {
    if (links.size < 2) continue;
    const alone = [...links.values()].filter((link) => near(link) === called);
    if (alone.length > 1 && !/^\\d/.test(called)) told.push(`links called alike: ${called}`);
  }
  for (const here of all("nav")) if (!here.getAttribute("aria-label") && !here.getAttribute("aria-labelledby"))
    told.push("nav without a name");
  return told;
}"""

TOO_WIDE = """() => {
  const page = document.documentElement, told = [];
  if (page.scrollWidth > page.clientWidth) {
    const beyond = [...document.querySelectorAll("body *")].filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width && box.right > page.clientWidth + 1 && node.checkVisibility();
    });
    const some = beyond.slice(0, 3).map((node) => node.tagName + "." + node.getAttribute("class"));
    told.push(`${page.scrollWidth} wide on ${page.clientWidth}: ${some.join(", ")}`);
  }
  return told;
}"""

# The head cuts its cord, which runs from edge to edge, and a list that is shut shows what is chosen as far as it goes.
CUT_OFF = """() => {
  const told = [];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest("svg") || !node.checkVisibility()) continue;
    const style = getComputedStyle(node), text = node.textContent.trim();
    if (node.clientWidth <= 1 || !text || node.matches("select, .head, .cord")) continue;
    const hides = (way) => way === "hidden" || way === "clip";
    const beside = hides(style.overflowX) && node.scrollWidth > node.clientWidth + 1;
    const below = hides(style.overflowY) && node.scrollHeight > node.clientHeight + 1;
    if (beside || below) told.push(`cut off: ${node.tagName}.${node.getAttribute("class")} ${text.slice(0, 50)}`);
  }
  return told.slice(0, 5);
}"""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""WCAG 1.4.12: what a reader may set without loss."""

TEXT_TWICE = """() => { document.documentElement.style.fontSize = "200%"; }"""


@cache
def axe_script() -> str:
    """axe-core as assets.toml pins it, out of the cache of the build."""
    packages = tomllib.loads((ROOT / "assets.toml").read_text("utf-8"))["packages"]
    folder = hatch_build.unpacked([hatch_build.Package(name, **row) for name, row in packages.items()])
    return (folder / "axe-core/axe.min.js").read_text("utf-8")


def be_told_of_breaches(context: BrowserContext) -> None:
    """Every breach of the content security policy becomes an error of the console."""
    context.add_init_script(BREACHES)


def violations(page: Page) -> list[str]:
    """By axe-core. It is put in by the debugger, which the page's policy does not reach: the policy stays in force."""
    page.evaluate(axe_script())
    return told(page, RUN, list(RULES))


def told(page: Page, script: str, argument: Any = None) -> list[str]:
    found: list[str] = page.evaluate(script, argument)
    return found
