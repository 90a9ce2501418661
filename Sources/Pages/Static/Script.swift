/// What pages do beyond what HTML does: the map's slider, and arrow keys that go through a chart's points.
enum Script {
    static let text = """
        "use strict";
        for (const map of document.querySelectorAll("[data-years]")) {
          const slider = map.querySelector("input[type=range]");
          if (!slider) continue;
          const told = map.querySelector("[data-words]");
          const output = map.querySelector("output");
          const years = [...map.querySelectorAll("table.years thead th")].slice(1).map((cell) => cell.textContent);
          const rows = [...map.querySelectorAll("tr[data-tile]")].map((row) => ({
            tile: document.getElementById("tile-" + row.dataset.tile),
            cells: [...row.cells].slice(1),
          })).filter((row) => row.tile);
          const show = () => {
            const index = Number(slider.value);
            let own = 0;
            let earlier = 0;
            for (const { tile, cells } of rows) {
              let found = index;
              while (found >= 0 && !cells[found].dataset.s) found -= 1;
              const cell = cells[found];
              const style = cell ? cell.dataset.s : "none";
              tile.setAttribute("class", style);
              tile.querySelector("rect").setAttribute("class", "tile " + style);
              tile.querySelector(".t-value").textContent = cell ? cell.textContent : "";
              tile.querySelector(".t-year").textContent = cell && found !== index ? "(" + years[found] + ")" : "";
              const words = tile.querySelector("title").textContent.split(",")[0] +
                (cell ? ", " + years[found] + ": " + cell.textContent : "");
              tile.querySelector("title").textContent = words;
              tile.parentElement.setAttribute("aria-label", words);
              if (cell) { if (found === index) own += 1; else earlier += 1; }
            }
            output.textContent = years[index];
            slider.setAttribute("aria-valuetext", years[index]);
            told.textContent = told.dataset.words.replace("{year}", years[index]).replace("{n}", own).replace("{m}", earlier);
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

        """
}
