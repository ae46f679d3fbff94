"use strict";
// Every page works without this script. It adds keys, dragging, progress without reloading, and scrolling together.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Keys: "/" to the search, j and k from one entry of the page's list to the next.
  const entries = () => all("tr.claim, li.claim, .stories > li, .hits > li").filter((entry) => entry.offsetParent);
  let at = -1;
  const step = (by) => {
    const list = entries();
    if (!list.length) return;
    const held = list.findIndex((entry) => entry.contains(document.activeElement));
    at = Math.min(list.length - 1, Math.max(0, (held >= 0 ? held : at) + by));
    for (const entry of all(".here")) entry.classList.remove("here");
    list[at].classList.add("here");
    one("a, summary", list[at])?.focus({ preventScroll: true });
    list[at].scrollIntoView({ block: "center" });
  };
  // d: to the forms that decide on what is in hand; from a claim in a list, those of its own page.
  const decide = (event) => {
    const claim = one('a[href*="/claims/"]', event.target.closest?.("tr.claim, li.claim, li.fact, li.dispute") ?? document.createElement("p"));
    if (claim) {
      location.href = `${claim.href.replace(/#.*/, "")}#decide`;
      return;
    }
    const forms = one("#decide");
    if (!forms) return;
    event.preventDefault();
    forms.scrollIntoView({ block: "center" });
    one("summary", forms)?.focus({ preventScroll: true });
  };
  if (location.hash === "#decide") one("#decide summary")?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "/") {
      event.preventDefault();
      one("#ask")?.focus();
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "d") {
      decide(event);
    } else if (event.key === "u") {
      one("[data-undo]")?.focus();
    }
  });

  // A mark in a report's text leads to its claim, where all passages stand side by side.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.(".alone-text mark");
    if (!mark || event.target.closest("a") || String(getSelection()) !== "") return;
    let next = mark.nextElementSibling;
    while (next && !next.matches("a.ref")) next = next.nextElementSibling;
    if (next) location.href = next.href;
  });

  // What can be copied, and printed.
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = one("textarea", button.closest("label"));
      words.select();
      try {
        await navigator.clipboard.writeText(words.value);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = "Copied";
    });
  }
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // The name and the initials of whoever decides are remembered on this machine.
  for (const name of ["by", "initials"]) {
    for (const field of all(`input[name="${name}"]`)) {
      field.value ||= localStorage.getItem(`twosource-${name}`) ?? "";
      field.form?.addEventListener("submit", () => {
        if (field.type !== "hidden") localStorage.setItem(`twosource-${name}`, field.value);
      });
    }
  }

  // Keyboard help under "?".
  const help = one("#keys");
  document.addEventListener("keydown", (event) => {
    if (event.key === "?" && !event.target.matches("input, textarea, select") && help) help.showModal();
  });

  // Reports dropped anywhere on the page go into the box, and the brief is made at once.
  const drop = one("form[data-drop]");
  if (drop) {
    const files = one("input[type=file]", drop);
    const tell = () => {
      const names = [...files.files].map((file) => file.name);
      one(".chosen", drop).textContent = names.length > 3 ? `${names.length} files` : names.join(", ");
    };
    files.addEventListener("change", tell);
    tell();
    const carries = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    let depth = 0;
    addEventListener("dragenter", (event) => {
      if (carries(event)) document.body.classList.toggle("dragging", ++depth > 0);
    });
    addEventListener("dragleave", (event) => {
      if (carries(event)) document.body.classList.toggle("dragging", --depth > 0);
    });
    addEventListener("dragover", (event) => {
      if (carries(event)) event.preventDefault();
    });
    addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth = 0;
      document.body.classList.remove("dragging");
      files.files = event.dataTransfer.files;
      tell();
      drop.requestSubmit();
    });
  }

  // A brief in the making: what has changed is put in place until it is there.
  const progress = one("[data-progress]");
  if (progress) {
    const look = async () => {
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = one("[data-progress]", page);
        if (!next) {
          location.replace(answer.url);
          return;
        }
        one("#step").textContent = one("#step", next).textContent;
        const [bar, newer] = [one("progress", progress), one("progress", next)];
        if (newer.hasAttribute("value")) {
          bar.max = newer.max;
          bar.value = newer.value;
        } else {
          bar.removeAttribute("value");
        }
      } catch {
        // The server is away for a moment: ask again.
      }
      setTimeout(look, 700);
    };
    setTimeout(look, 400);
  }

  // What is not ready yet is asked for again.
  const again = one("[data-again]");
  if (again) setTimeout(() => location.reload(), Number(again.dataset.again) * 1000);

  // Two reports scroll together: what matches stands level, and what lies between is spread evenly.
  const pair = one("[data-compare]");
  if (pair) {
    const bodies = all(".body", pair);
    const together = one("[data-together]");
    together.closest("label").hidden = false;
    const depth = (mark, body) => mark.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
    const rows = () => {
      const points = [[0, 0]];
      for (const mark of all("mark[id^=l], span.at[id^=l]", bodies[0])) {
        const twin = document.getElementById(`r${mark.id.slice(1)}`);
        if (!twin) continue;
        const row = [depth(mark, bodies[0]), depth(twin, bodies[1])];
        const last = points.at(-1);
        if (row[0] > last[0] && row[1] > last[1]) points.push(row);
      }
      points.push(bodies.map((body) => body.scrollHeight));
      return points;
    };
    let led = null;
    let free;
    bodies.forEach((body, from) => {
      body.addEventListener("scroll", () => {
        if (!together.checked || (led !== null && led !== from)) return;
        led = from;
        clearTimeout(free);
        free = setTimeout(() => (led = null), 120);
        const to = 1 - from;
        const line = body.clientHeight * 0.3;
        const place = body.scrollTop + line;
        const points = rows().sort((a, b) => a[from] - b[from]);
        const next = Math.max(1, points.findIndex((point) => point[from] > place));
        const [before, after] = [points[next - 1], points[next] ?? points.at(-1)];
        const share = (place - before[from]) / Math.max(1, after[from] - before[from]);
        bodies[to].scrollTop = before[to] + share * (after[to] - before[to]) - line;
      }, { passive: true });
    });
    const light = (event, on) => {
      const mark = event.target.closest?.("mark[data-c]");
      if (!mark) return;
      const keys = mark.dataset.c.split(" ");
      for (const other of all("mark[data-c]", pair)) {
        if (other.dataset.c.split(" ").includes(keys[0])) other.classList.toggle("paired", on);
      }
    };
    pair.addEventListener("mouseover", (event) => light(event, true));
    pair.addEventListener("mouseout", (event) => light(event, false));
  }

  // On paper everything is unfolded, but for forms.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open]):not(.narrow):not(.decide)");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
})();
