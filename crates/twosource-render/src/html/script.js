"use strict";
// The page works without this script. It adds a filter, and keeps one claim in hand across all reports.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Filter: by standing, by report, by words.
  const filter = document.querySelector(".filter");
  const find = filter.querySelector(".find");
  const who = filter.querySelector(".who");
  const found = filter.querySelector(".found");
  const words = new WeakMap();
  const wordsOf = (row) => {
    if (!words.has(row)) {
      const behind = row.nextElementSibling?.matches(".behind") ? row.nextElementSibling.textContent : "";
      words.set(row, (row.textContent + behind).toLowerCase());
    }
    return words.get(row);
  };
  const numbersOf = (story, label) =>
    all(".report .name", story).flatMap((h, i) => (h.textContent === label ? [` ${i + 1} `] : []));
  const apply = () => {
    const standings = all(".which input", filter).filter((box) => box.checked).map((box) => box.value);
    const wanted = find.value.trim().toLowerCase();
    const narrowed = wanted !== "" || who.value !== "" || standings.length < 5;
    let shown = 0;
    let total = 0;
    for (const story of all(".story")) {
      const numbers = who.value ? numbersOf(story, who.value) : null;
      for (const group of all("[data-standing]", story)) {
        let any = false;
        for (const row of all("[data-who]", group)) {
          const ok =
            standings.includes(group.dataset.standing) &&
            (!numbers || numbers.some((number) => row.dataset.who.includes(number))) &&
            (!wanted || wordsOf(row).includes(wanted));
          row.hidden = !ok;
          if (row.nextElementSibling?.matches(".behind")) row.nextElementSibling.hidden = !ok;
          any ||= ok;
          if (row.matches(".claim")) {
            total += 1;
            shown += ok ? 1 : 0;
          }
        }
        group.hidden = !any;
        for (const outlet of all(".outlet", group)) outlet.hidden = !outlet.querySelector(".claim:not([hidden])");
        for (const fold of all("details.rest", group)) {
          fold.hidden = !fold.querySelector(".claim:not([hidden])");
          if (narrowed && wanted) fold.open = true;
        }
      }
    }
    found.textContent = narrowed ? `${shown} of ${total} claims` : "";
  };
  filter.hidden = false;
  filter.addEventListener("input", apply);

  // The claim in hand: its statements are lit in every report, and the reports scroll so that they stand level.
  const strip = document.createElement("aside");
  strip.className = "picked";
  strip.hidden = true;
  strip.setAttribute("aria-label", "Claim in hand");
  document.body.append(strip);
  const marksOf = (claim) => all(`mark[data-c~="${claim}"]`);
  const light = (claim, name, on) => {
    for (const mark of marksOf(claim)) mark.classList.toggle(name, on);
  };
  let inHand = null;

  const drop = () => {
    if (inHand === null) return;
    light(inHand, "on", false);
    document.getElementById(inHand)?.classList.remove("on");
    for (const report of all(".report.off")) report.classList.remove("off");
    document.body.classList.remove("holding");
    strip.hidden = true;
    inHand = null;
  };

  const button = (words, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", action);
    return made;
  };

  // How far below the top of its report's text a mark stands, and scrolling so that all of `marks` stand level.
  const depth = (mark) => {
    const body = mark.closest(".body");
    return mark.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
  };
  const level = (marks) => {
    const depths = marks.map(depth);
    const line = Math.min(innerHeight * 0.25, ...depths);
    marks.forEach((mark, i) => mark.closest(".body").scrollTo({ top: depths[i] - line }));
  };

  const show = (mark) => {
    mark.closest(".report").scrollIntoView({ block: "start", inline: "center" });
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
  };

  const nameOf = (mark) => mark.closest(".report").querySelector(".name").textContent;

  const take = (claim, chosen) => {
    const row = document.getElementById(claim);
    const marks = marksOf(claim);
    if (!row || marks.length === 0) return false;
    if (inHand !== claim) drop();
    inHand = claim;
    light(claim, "on", true);
    row.classList.add("on");
    const first = new Map();
    for (const mark of marks) {
      const report = mark.closest(".report");
      if (!first.has(report)) first.set(report, mark);
    }
    for (const report of all(".report", row.closest(".story"))) report.classList.toggle("off", !first.has(report));
    document.body.classList.add("holding");
    if (chosen) first.set(chosen.closest(".report"), chosen);
    level([...first.values()]);
    const text = document.createElement("p");
    text.textContent = (row.querySelector(".text") ?? row.querySelector("a") ?? row).textContent;
    const buttons = document.createElement("div");
    const marksInTurn = [...first.values()];
    if (marksInTurn.length > 5) {
      let turn = Math.max(0, marksInTurn.indexOf(chosen));
      const go = (step) => () => {
        turn = (turn + step + marksInTurn.length) % marksInTurn.length;
        show(marksInTurn[turn]);
      };
      buttons.append(button("Previous report", go(-1)), button(`Next of ${marksInTurn.length} reports`, go(1)));
    } else {
      for (const mark of marksInTurn) buttons.append(button(nameOf(mark), () => show(mark)));
    }
    buttons.append(button("To the claim", () => {
      for (let fold = row.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      row.scrollIntoView({ block: "center" });
      row.querySelector("a, summary")?.focus({ preventScroll: true });
    }));
    buttons.append(button("Close", drop));
    strip.replaceChildren(text, buttons);
    strip.hidden = false;
    return true;
  };

  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[data-c]");
    if (link && !link.matches(".ref")) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const mark = target?.matches("mark") ? target : target?.parentElement.querySelector(`#${CSS.escape(target.id)} ~ mark`);
      if (!mark || !take(link.dataset.c, mark)) return;
      event.preventDefault();
      history.pushState(null, "", link.hash);
      show(mark);
      return;
    }
    const mark = event.target.closest("mark[data-c]");
    if (!mark || String(getSelection()) !== "") return;
    const claims = mark.dataset.c.split(" ");
    const next = claims[(claims.indexOf(inHand) + 1) % claims.length];
    take(next, mark);
  });
  for (const [name, on] of [["mouseover", true], ["mouseout", false]]) {
    document.addEventListener(name, (event) => {
      const mark = event.target.closest?.("mark[data-c]");
      if (mark) light(mark.dataset.c.split(" ")[0], "hov", on);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drop();
  });

  // A link to a claim inside a fold opens the fold.
  const unfold = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: target.matches("mark, .claim") ? "center" : "start" });
    if (target.matches("mark[data-c]")) take(target.dataset.c.split(" ")[0], target);
  };
  addEventListener("hashchange", unfold);
  unfold();

  // On paper everything is unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
})();
