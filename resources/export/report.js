"use strict";
// Puts each note beside its words where there is room, and hides notes and marks that are not asked for.
// Whatever it does can be done without: the notes are a list with links to and fro.
(() => {
  const notes = [...document.querySelectorAll(".note")];
  const list = document.querySelector("ol.in-place");
  const filters = document.getElementById("filters");
  const wide = matchMedia("(min-width: 66rem)");
  const byNumber = new Map();
  for (const part of document.querySelectorAll("[data-n]")) {
    const parts = byNumber.get(part.dataset.n) ?? [];
    parts.push(part);
    byNumber.set(part.dataset.n, parts);
  }
  document.documentElement.classList.add("js");

  function place() {
    if (!list) return;
    const beside = wide.matches;
    list.classList.toggle("beside", beside);
    if (!beside) {
      list.style.minHeight = "";
      return;
    }
    const top = list.getBoundingClientRect().top;
    const items = [...list.children].filter((item) => !item.hidden);
    // All is measured before anything is moved: a browser lays out once, not once for each note.
    const boxes = items.map((item) => [
      document.getElementById("w" + item.dataset.n)?.getBoundingClientRect().top ?? top,
      item.offsetHeight,
    ]);
    let free = 0;
    items.forEach((item, at) => {
      const [wanted, height] = boxes[at];
      const where = Math.max(free, wanted - top);
      item.style.top = where + "px";
      free = where + height + 12;
    });
    list.style.minHeight = free + "px";
  }

  function filter() {
    const asked = new Map();
    for (const box of filters.querySelectorAll("input:checked")) {
      const values = asked.get(box.dataset.key) ?? [];
      values.push(box.value);
      asked.set(box.dataset.key, values);
    }
    let shown = 0;
    for (const note of notes) {
      const own = (note.dataset.f ?? "").split(" ");
      // Of one key any value will do, of several keys each must.
      const fits = [...asked.values()].every((values) => values.some((value) => own.includes(value)));
      note.hidden = !fits;
      shown += fits;
      for (const part of byNumber.get(note.dataset.n)) {
        if (part !== note) part.classList.toggle("off", !fits);
      }
    }
    for (const group of document.querySelectorAll("#notes > ol")) {
      const empty = [...group.children].every((note) => note.hidden);
      group.hidden = group.previousElementSibling.hidden = empty;
    }
    document.getElementById("shown").textContent = `(${shown} of ${notes.length})`;
    place();
  }

  function point(number, on) {
    for (const part of byNumber.get(number) ?? []) part.classList.toggle("pointed", on);
  }

  for (const type of ["mouseover", "mouseout"]) {
    document.addEventListener(type, (event) => {
      const part = event.target.closest("[data-n]");
      if (part) point(part.dataset.n, type === "mouseover");
    });
  }
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("toggle", place);
    filters.addEventListener("change", filter);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("reset", () => setTimeout(filter));
    filter();
  }
  place();
  addEventListener("resize", place);
  addEventListener("load", place);
  wide.addEventListener("change", place);
})();
