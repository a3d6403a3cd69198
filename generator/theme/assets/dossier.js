// dossier.js: conveniences. Every page is complete without them, and nothing is fetched.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  evidenceCards();
  headerTools();

  // A marker under the mouse or with focus shows its sentence from the list at the page's foot. The card stays while
  // the pointer is on it, and Escape closes it (WCAG 1.4.13).
  function evidenceCards() {
    let card, marker, leaving;

    const close = () => {
      clearTimeout(leaving);
      card?.remove();
      marker?.classList.remove("is-on");
      card = marker = undefined;
    };
    const closeSoon = () => { leaving = setTimeout(close, 150); };
    const stay = () => clearTimeout(leaving);

    const open = link => {
      const entry = document.getElementById(link.dataset.e || link.getAttribute("href").split("#")[1]);
      const words = entry?.closest(".app") && entry.querySelector(".words");
      if (!words) return;
      close();
      card = document.createElement("div");
      card.className = `evcard ${[...link.classList].filter(name => name.startsWith("src-")).join(" ")}`;
      card.setAttribute("aria-hidden", "true"); // the list at the foot is there for screen readers
      const copy = words.cloneNode(true);
      for (const element of all("[id]", copy)) element.removeAttribute("id");
      card.append(copy);
      card.addEventListener("pointerenter", stay);
      card.addEventListener("pointerleave", closeSoon);
      document.querySelector(".md-content .md-typeset").append(card);
      marker = link;
      marker.classList.add("is-on");
      place(card, link.getBoundingClientRect());
    };

    // Under the marker, or above it where there is no room; never wider than the window.
    const place = (element, at) => {
      const { clientWidth: width, clientHeight: height } = document.documentElement;
      const left = Math.max(12, Math.min(at.left - 14, width - element.offsetWidth - 12));
      const below = at.bottom + element.offsetHeight + 20 < height || at.top < element.offsetHeight + 80;
      const top = below ? at.bottom + 6 : at.top - element.offsetHeight - 6;
      const origin = element.offsetParent === document.body ? { left: 0, top: 0 } : element.offsetParent.getBoundingClientRect();
      const scroll = element.offsetParent === document.body ? { x: scrollX, y: scrollY } : { x: 0, y: 0 };
      element.style.left = `${left - origin.left + scroll.x}px`;
      element.style.top = `${top - origin.top + scroll.y}px`;
    };

    for (const link of all("a.ev")) {
      if (link.closest(".app")) continue;
      link.addEventListener("pointerenter", event => { if (event.pointerType === "mouse") open(link); });
      link.addEventListener("pointerleave", closeSoon);
      link.addEventListener("focus", () => { if (link.matches(":focus-visible")) open(link); });
      link.addEventListener("blur", close);
    }
    addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  }

  // Buttons press the labels by which Material opens its search; the drawer closes like a menu.
  function headerTools() {
    for (const button of all("[data-press]"))
      button.addEventListener("click", () => document.querySelector(`header label[for=${button.dataset.press}]`).click());

    const search = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    search?.setAttribute("aria-label", document.querySelector("[data-press=__search]").getAttribute("aria-label"));

    const menu = document.querySelector(".dh__menu");
    addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    addEventListener("click", event => { if (!menu.contains(event.target)) menu.open = false; });
  }
})();
