// dossier.js: conveniences. Every page is complete without them, and nothing is fetched.
(() => {
  "use strict";
  const MOST_ROWS = 60; // of a timeline that are drawn ahead; a page's own has no more
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  otherPart(); // first: the page may be left
  addEventListener("hashchange", otherPart);
  document.documentElement.classList.replace("no-js", "js"); // the theme hides its search from who has no script
  headerTools();
  lightOrDark();
  copyButtons();
  new PerformanceObserver((_, paint) => { paint.disconnect(); later(); }).observe({ type: "paint", buffered: true });

  // The text of a long source stands on several pages. The address of a passage, or of a sentence, on the first of them
  // leads to the one on which it is.
  function otherPart() {
    const [, kind, number] = location.hash.match(/^#([ps])-(\d+)/) ?? [];
    if (!kind || document.getElementById(location.hash.slice(1))) return;
    for (const link of all("a[data-reach]")) {
      const [first, last] = link.dataset.reach.split(" ")[kind === "s" ? 0 : 1].split("-").map(Number);
      if (first <= number && number <= last) return location.replace(link.href + location.hash);
    }
  }

  // What the page's template holds of scripts runs once the page is drawn, in its order.
  function later() {
    for (const { attributes } of all("[data-later]").flatMap(({ content }) => [...content.children])) {
      const script = document.createElement("script");
      for (const { name, value } of attributes) script.setAttribute(name, value);
      script.async = false;
      script.addEventListener("load", () => {
        document.dispatchEvent(new Event("DOMContentLoaded")); // the theme waits for it, and it has been
        wideTables();
      });
      document.body.append(script);
    }
    if (self.requestIdleCallback) requestIdleCallback(farParts);
  }

  // What dossier.css draws only when it comes near is drawn bit by bit while nothing else is to be done, so that
  // the page gets its true length. The rows of a timeline are of nearly one height, and very many are dear to draw.
  function farParts() {
    const parts = all(".app, .rel, .rolelist, .two, .cards, .about-record, .afterwards, .ways, .vstrip, .sent");
    const rows = all(".tlrow");
    if (rows.length <= MOST_ROWS) parts.push(...rows);
    const more = () => {
      for (const part of parts.splice(0, 4)) part.classList.add("drawn");
      if (parts.length) requestIdleCallback(more);
    };
    more();
  }

  // The theme lets a table that is too wide scroll in a box of its own; arrows move it once it has the focus.
  function wideTables() {
    for (const box of all(".md-typeset__scrollwrap"))
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", [...box.querySelectorAll("th")].map(head => head.textContent).filter(Boolean).join(", "));
      }
  }

  // Buttons press the labels by which Material opens its search; the drawer closes like a menu.
  function headerTools() {
    for (const button of all("[data-press]"))
      button.addEventListener("click", () => document.querySelector(`header label[for=${button.dataset.press}]`).click());

    const search = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    search?.setAttribute("aria-label", document.querySelector("[data-press=__search]").getAttribute("aria-label"));

    // Open, the search has the focus; closed, it cannot take it, and the button has it again. So the theme's keys for
    // the search, which put the focus into its field, must open it first. And Escape closes it also while the theme's
    // own script, which comes after the first paint, is still on its way.
    const toggle = document.querySelector("[data-md-toggle=search]");
    toggle.addEventListener("change", () =>
      document.querySelector(toggle.checked ? ".md-search__input" : "[data-press=__search]").focus());
    addEventListener("keydown", event => {
      if (event.key === "Escape" && toggle.checked) toggle.click();
      const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea");
      if (toggle.checked || typing || event.ctrlKey || event.metaKey || event.altKey || !["f", "s", "/"].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      toggle.click();
    }, true);

    const menu = document.querySelector(".dh__menu");
    addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    addEventListener("click", event => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("focusout", event => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
  }

  // The page has its colours before it is drawn; this button changes them. Who has chosen keeps to it, others follow their system.
  function lightOrDark() {
    const root = document.documentElement, button = document.querySelector("[data-dark]");
    const show = scheme => {
      root.dataset.mdColorScheme = scheme;
      button.setAttribute("aria-pressed", scheme === "slate");
    };
    show(root.dataset.mdColorScheme);
    button.addEventListener("click", () => {
      show(root.dataset.mdColorScheme === "slate" ? "default" : "slate");
      __md_set("scheme", root.dataset.mdColorScheme);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => {
      if (!__md_get("scheme")) show(matches ? "slate" : "default");
    });
  }

  // A button copies the citation beside it, and says so for a moment. Where a page may not copy, it stays hidden.
  function copyButtons() {
    if (!navigator.clipboard) return;
    for (const button of all("[data-copy]")) {
      const label = button.firstChild, before = label.data;
      button.hidden = false;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        const words = button.closest(".cite").querySelector("[data-copied]").textContent;
        label.data = await navigator.clipboard.writeText(words).then(() => "Copied", () => "Not copied");
        setTimeout(() => { label.data = before; }, 2000);
      });
    }
  }
})();
