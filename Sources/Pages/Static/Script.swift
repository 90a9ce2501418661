/// What pages do beyond what HTML does: the map's slider, and arrow keys that go through a chart's points.
enum Script {
    static let text = #"""
        "use strict";
        for (const map of document.querySelectorAll("[data-years]")) {
          const slider = map.querySelector("input[type=range]");
          if (!slider) continue;
          const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
          const told = map.querySelector("[aria-live]");
          const output = map.querySelector("output");
          const heads = [...map.querySelectorAll("table.years thead th")].slice(1);
          const years = heads.map((cell) => cell.textContent);
          const letters = new Map(
            [...map.querySelectorAll(".legend [data-s]")].map((letter) => [letter.dataset.s, letter.textContent]));
          const rows = [...map.querySelectorAll("tr[data-tile]")].map((row) => ({
            tile: document.getElementById(row.dataset.tile),
            name: row.cells[0].textContent,
            cells: [...row.cells].slice(1),
          })).filter((row) => row.tile);
          const show = () => {
            const index = Number(slider.value);
            for (const { tile, name, cells } of rows) {
              let found = index;
              while (map.dataset.years === "carried" && found > 0 && !cells[found].dataset.s) found -= 1;
              const cell = cells[found].dataset.s ? cells[found] : null;
              const style = cell ? cell.dataset.s : "none";
              const year = cell ? cell.dataset.m || years[found] : "";
              const isMarked = cell && (cell.dataset.m || found !== index);
              tile.setAttribute("class", style);
              tile.querySelector("rect").setAttribute("class", "tile " + style);
              tile.querySelector(".t-value").textContent = cell ? letters.get(style) || cell.textContent : "";
              tile.querySelector(".t-year").textContent = isMarked ? fill(map.dataset.mark, { year }) : "";
              const words = cell ? fill(map.dataset.words, { name, year, value: cell.textContent }) : name;
              tile.querySelector("title").textContent = words;
              tile.parentElement.setAttribute("aria-label", words);
            }
            output.textContent = years[index];
            slider.setAttribute("aria-valuetext", years[index]);
            told.textContent = heads[index].dataset.told;
          };
          slider.closest(".slider").hidden = false;
          slider.addEventListener("input", show);
        }
        for (const chart of document.querySelectorAll("svg.chart")) {
          const points = [...chart.querySelectorAll(".hit")];
          const told = chart.closest("figure").querySelector("[aria-live]");
          points.forEach((point, index) => {
            point.setAttribute("tabindex", index === points.length - 1 ? "0" : "-1");
            point.addEventListener("focus", () => { told.textContent = point.getAttribute("aria-label"); });
            point.addEventListener("keydown", (event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1, Home: -index, End: points.length - 1 - index }[event.key];
              const next = points[index + step];
              if (step === undefined || !next) return;
              event.preventDefault();
              point.setAttribute("tabindex", "-1");
              next.setAttribute("tabindex", "0");
              next.focus();
            });
          });
        }

        """#
}
