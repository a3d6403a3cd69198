// views.js: picking from the timeline, the quotes and the network. Every row, name and line is there without it.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  all("form.filters").forEach(filter);
  all(".net svg[role=group]").forEach(neighbours);

  // A form picks among what says `data-row`. Each of its fields looks at the rows' data of the field's name: checkboxes
  // and lists at the words in it, a search at all that a row says. What says `data-mark` shows as long as a row of
  // that key does, and a `data-group` as long as it holds a row that shows. The choice is kept in the address.
  function filter(form) {
    const rows = all("[data-row]"), marks = all("[data-mark]"), groups = all("[data-group]");
    const names = new Set([...form.elements].map(control => control.name).filter(Boolean));
    const fields = [...names].map(name => field(name, all(`[name=${name}]`, form)));
    const output = form.querySelector("output"), reset = form.querySelector("[type=reset]");
    const [, where] = output.textContent.match(/ shown(.*)$/); // in which part of a long list
    let typing = false;

    const show = () => {
      const tests = fields.map(({ test }) => test()).filter(Boolean);
      const shown = rows.filter(row => tests.every(test => test(row)));
      const visible = new Set(shown), keys = new Set(shown.map(row => row.dataset.row));
      for (const row of rows) row.hidden = !visible.has(row);
      for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
      for (const mark of marks) mark.classList.toggle("is-off", !mark.dataset.mark.split(" ").some(key => keys.has(key)));
      for (const button of all("[data-whole]", form)) button.firstChild.textContent = boxes(button).every(box => box.checked) ? "None" : "All";
      const count = `${shown.length} of ${rows.length} shown${where}`;
      if (output.textContent !== count) output.textContent = count; // it is read out
      reset.hidden = !tests.length;
    };

    const boxes = button => all("[type=checkbox]", button.closest("fieldset"));

    const read = () => {
      const query = new URLSearchParams(location.search);
      for (const { name, take } of fields) take(query.has(name) ? query.getAll(name) : null);
      show();
    };

    // One step back undoes one choice; what is typed in one go is one choice.
    const choose = goesOn => {
      const query = new URLSearchParams(location.search);
      for (const { name, given } of fields) {
        query.delete(name);
        for (const value of given() ?? []) query.append(name, value);
      }
      const search = query.size ? `?${query}` : "";
      if (search !== location.search) history[goesOn ? "replaceState" : "pushState"](null, "", location.pathname + search + location.hash);
      show();
    };

    form.addEventListener("input", ({ target }) => {
      if (target.type !== "search") return choose();
      choose(typing);
      typing = true;
    });
    form.addEventListener("change", () => { typing = false; });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => {
      choose();
      form.querySelector("input, select").focus(); // the button is gone
    }));
    for (const button of all("[data-whole]", form))
      button.addEventListener("click", () => {
        const ticked = boxes(button).every(box => box.checked);
        for (const box of boxes(button)) box.checked = !ticked;
        choose();
      });
    addEventListener("popstate", read);
    read();
    // Folded it comes, and on a narrow screen stays so as long as it is not in use: there it fills the first page.
    form.querySelector("details").open = !matchMedia("(max-width: 48em)").matches || !reset.hidden;
  }

  // What a field holds, as the address gives it: `given`, null where it leaves out nothing; `take` sets it; `test`
  // returns what a row must pass, if anything.
  function field(name, controls) {
    const [first] = controls;
    const holds = (row, value) => (row.dataset[name] ?? "").split(" ").includes(value);
    switch (first.type) {
      case "checkbox": {
        const ticked = () => controls.filter(box => box.checked).map(box => box.value);
        const every = () => controls.every(box => box.checked);
        return {
          name,
          given: () => every() ? null : ticked().length ? ticked() : [""],
          take: values => { for (const box of controls) box.checked = !values || values.includes(box.value); },
          test: () => { const values = ticked(); return every() ? null : row => values.some(value => holds(row, value)); },
        };
      }
      case "search": {
        const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();
        const texts = new WeakMap();
        const text = row => texts.get(row) ?? texts.set(row, plain(row.textContent)).get(row);
        const words = () => plain(first.value).split(/\s+/).filter(Boolean);
        return {
          name,
          given: () => words().length ? [first.value.trim()] : null,
          take: values => { first.value = values?.[0] ?? ""; },
          test: () => { const wanted = words(); return wanted.length ? row => wanted.every(word => text(row).includes(word)) : null; },
        };
      }
      default:
        return {
          name,
          given: () => first.value ? [first.value] : null,
          take: values => {
            first.value = values?.[0] ?? "";
            if (first.selectedIndex < 0) first.selectedIndex = 0; // the address asks for what there is not
          },
          test: () => { const { value } = first; return value ? row => holds(row, value) : null; },
        };
    }
  }

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
})();
