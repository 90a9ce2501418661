"""Opens every page of services in a real browser, and prints what is wrong with it.

    browse.py SCREENSHOTS NAME ADDRESS PATH... [-- NAME ADDRESS PATH...]

Each path is opened in both languages, and looked at in both themes and two widths. The screenshots of a service are in a
folder of its name. Exit status 1 if anything is wrong.
"""

import http.client
import pathlib
import sys
from importlib import resources
from urllib.parse import urljoin, urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

WIDTHS = (1280, 360)
PAPER = 720
THEMES = ("light", "dark")
LANGUAGES = ("en", "zh")

# Texts and names of a page, but for what sources, files and the log say, and for the paths of programs.
WORDS = """
const found = [];
const walk = (element) => {
  if (element.matches(".quoted, script, style, code, .brand, .languages")) return;
  for (const name of ["aria-label", "title", "placeholder", "data-told", "alt"])
    if (element.hasAttribute(name)) found.push(element.getAttribute(name));
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
    if (node.nodeType === Node.ELEMENT_NODE) walk(node);
  }
};
walk(document.body);
const sentence = /[A-Za-z][A-Za-z'-]*(?:[ ,;]+[A-Za-z][A-Za-z'-]*){3}/;
// A sentence about a target names its source, with a date, in brackets.
return found.filter((text) => sentence.test(text.replace(/（[^（）]*\\d{4}-\\d\\d-\\d\\d[^（）]*）/g, "")));
"""

# Words in the heads of tables that are broken in the middle, and texts that do not lie within their tile.
SPOILT = """
const broken = [...document.querySelectorAll("thead th")].flatMap((head) => [...head.querySelectorAll("bdi")])
  .filter((name) => {
    const range = document.createRange();
    range.selectNodeContents(name);
    return /^[\\x21-\\x7e]{1,12}$/.test(name.textContent) && range.getClientRects().length > 1;
  }).map((name) => "broken: " + name.textContent);
const beyond = [...document.querySelectorAll(".map a > g, .map svg > g")].flatMap((tile) => {
  const box = tile.querySelector("rect").getBBox();
  return [...tile.querySelectorAll(":scope > text")].filter((text) => text.getBBox().width > box.width)
    .map((text) => "beyond its tile: " + text.textContent);
});
return [...broken, ...new Set(beyond)];
"""


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    # A sandbox can't be had by root, as whom CI runs.
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def axe_source():
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


class Browsing:
    def __init__(self, screenshots):
        self.screenshots = pathlib.Path(screenshots)
        self.site = ""
        self.faults = 0
        self.address = ""
        self.links = set()
        self.axe = axe_source()
        self.browser = start()

    def fault(self, where, what):
        self.faults += 1
        print(f"{where}: {what}", flush=True)

    def look(self, width, theme):
        """A theme and a width, which an open page takes on as one that is opened does."""
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
        )

    def open(self, path, language):
        self.browser.get(urljoin(self.address, path) + f"?lang={language}")
        for entry in self.browser.get_log("browser"):
            self.fault(f"{path} {language}", entry["message"])
        links = "return [...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location).href)"
        self.links |= set(link.split("#")[0] for link in self.browser.execute_script(links))
        if language == "zh":
            for text in self.browser.execute_script(WORDS):
                self.fault(path, f"in Chinese: {text!r}")
        for theme in THEMES:
            for width in WIDTHS:
                self.look(width, theme)
                self.check(path, language, theme, width)
        self.print(path, language)

    def print(self, path, language):
        """Nothing of a page lies beside the paper."""
        media = {"width": PAPER, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", media)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        wide = self.browser.execute_script("return document.documentElement.scrollWidth")
        if wide > PAPER:
            self.fault(f"{path} {language}", f"is {wide} pixels wide on paper")
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})

    def check(self, path, language, theme, width):
        where = f"{path} {language} {theme} {width}"
        wide = self.browser.execute_script("return document.documentElement.scrollWidth")
        if wide > width:
            self.fault(where, f"is {wide} pixels wide")
        for what in self.browser.execute_script(SPOILT):
            self.fault(where, what)
        name = path.strip("/").replace("/", "-") or "overview"
        self.browser.save_screenshot(str(self.screenshots / self.site / f"{name}-{language}-{theme}-{width}.png"))
        # Words differ by language, colours by theme and what is hidden by width: two of the eight have each of them.
        if (language, theme, width) in (("en", "light", WIDTHS[0]), ("zh", "dark", WIDTHS[1])):
            self.ask_axe(where)

    def ask_axe(self, where):
        self.browser.execute_script(self.axe)
        found = self.browser.execute_async_script(
            "const done = arguments[0];"
            "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations), e => done([{id: String(e), nodes: []}]));"
        )
        for violation in found:
            places = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            self.fault(where, f"axe: {violation['id']}: {places}")

    def follow(self):
        """Every link leads somewhere; within the site one of each path is followed."""
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
        paths = {urlsplit(link).path: link for link in sorted(self.links)}
        for path, link in sorted(paths.items()):
            if not link.startswith(self.address):
                self.fault(link, "leads away")
                continue
            if path.startswith("/-/"):
                continue
            target = link[len(self.address) - 1:]
            connection.request("GET", target)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                self.fault(target, f"status {answer.status}")
        connection.close()
        return len(paths)

    def slide(self, path, section):
        """The slider of a section changes its map, and the live region says so."""
        self.look(WIDTHS[0], "light")
        self.browser.get(urljoin(self.address, path))
        place = self.browser.find_element(By.CSS_SELECTOR, section)
        slider = place.find_element(By.CSS_SELECTOR, "input[type=range]")
        told = place.find_element(By.CSS_SELECTOR, "[aria-live]")
        tiles = "return [...arguments[0].querySelectorAll('.map a')].map(a => a.textContent + a.ariaLabel).join()"
        before, said = self.browser.execute_script(tiles, place), told.text
        slider.send_keys(Keys.ARROW_LEFT)
        year = place.find_element(By.TAG_NAME, "output").text
        after = self.browser.execute_script(tiles, place)
        if after == before:
            self.fault(path, f"the slider of {section} does not change the map")
        if told.text == said or year not in told.text:
            self.fault(path, f"the live region of {section} says {told.text!r} of {year}")
        if slider.get_attribute("aria-valuetext") != year:
            self.fault(path, f"the slider of {section} does not say its year")
        slider.send_keys(Keys.ARROW_RIGHT)
        if self.browser.execute_script(tiles, place).replace("\u00a0", " ") != before.replace("\u00a0", " "):
            self.fault(path, f"the slider of {section} does not lead back")

    def walk(self, path):
        """Arrow keys go through the points of a chart, and each is told."""
        self.browser.get(urljoin(self.address, path))
        points = self.browser.find_elements(By.CSS_SELECTOR, "svg.chart .hit")
        self.browser.execute_script("arguments[0].focus()", points[-1])
        points[-1].send_keys(Keys.ARROW_LEFT)
        told = self.browser.find_element(By.CSS_SELECTOR, "figure [aria-live]").text
        if told != points[-2].get_attribute("aria-label").replace("\u00a0", " "):
            self.fault(path, f"the point before the last is told as {told!r}")


def main():
    screenshots, *sites = sys.argv[1:]
    browsing = Browsing(screenshots)
    (pages, links) = (0, 0)
    try:
        while sites:
            end = sites.index("--") if "--" in sites else len(sites)
            browsing.site, browsing.address, *paths = sites[:end]
            (browsing.screenshots / browsing.site).mkdir(parents=True, exist_ok=True)
            sites = sites[end + 1:]
            browsing.links = set()
            for path in paths:
                for language in LANGUAGES:
                    browsing.open(path, language)
            pages += len(paths)
            links += browsing.follow()
            if "/indicators/gdp" in paths:
                browsing.slide("/indicators/gdp", "[aria-labelledby=tile-heading]")
                browsing.slide("/indicators/computing_power", "[aria-labelledby=state-heading]")
                browsing.walk("/indicators/rd_expenditure/CN")
    finally:
        browsing.browser.quit()
    print(f"{pages} pages, {links} links, {browsing.faults} faults")
    sys.exit(1 if browsing.faults else 0)


main()
