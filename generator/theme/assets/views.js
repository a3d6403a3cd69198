// views.js: the network's conveniences. Every name, line and relation is there without them.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const net = document.querySelector(".net");
  if (!net) return;

  for (const drawing of all("svg[role=group]", net)) neighbours(drawing);
  filters(net.querySelector("form"));

  // A name under the pointer or with focus keeps only its own lines and whom they lead to. Escape lets go.
  function neighbours(drawing) {
    const lines = all(".e", drawing), names = all("a[data-id]", drawing);
    const show = id => {
      const near = new Set([id]);
      for (const line of lines) {
        const { a, b } = line.dataset;
        const own = a === id || b === id;
        if (own && !line.classList.contains("is-off")) near.add(a).add(b);
        line.classList.toggle("is-dim", Boolean(id) && !own);
        line.classList.toggle("is-hot", own);
      }
      for (const name of names) name.classList.toggle("is-dim", Boolean(id) && !near.has(name.dataset.id));
    };
    for (const name of names) {
      for (const begins of ["pointerenter", "focus"]) name.addEventListener(begins, () => show(name.dataset.id));
      for (const ends of ["pointerleave", "blur"]) name.addEventListener(ends, () => show());
    }
    addEventListener("keydown", event => { if (event.key === "Escape") show(); });
  }

  // Lines and rows whose kind or status is switched off are hidden; the rest are counted.
  function filters(form) {
    const rows = all(".net-list > li"), lines = all(".net svg[role=group] .e");
    const on = name => new Set(all(`input[data-${name}]`, form).filter(box => box.checked).map(box => box.dataset[name]));
    const show = () => {
      const kinds = on("k"), statuses = on("st");
      const shown = ({ dataset }) => kinds.has(dataset.k) && statuses.has(dataset.status);
      for (const line of lines) line.classList.toggle("is-off", !shown(line));
      for (const row of rows) row.hidden = !shown(row);
      form.querySelector("output").textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length} relations shown`;
    };
    form.addEventListener("change", show);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    show();
  }
})();
