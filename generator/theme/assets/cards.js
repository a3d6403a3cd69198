// cards.js: what a link rests on or leads to, shown on a card while it is pointed at or has focus. A marker shows its
// sentence, a link to a record or a term what that is, a passage on its source's page the records that rest on it. Every
// page is complete without: the words stand at its foot, the record a link away, the passage's records in the margin.
(() => {
  "use strict";
  const FILES = 61, FACTOR = 37; // as in generator/links.py
  const PATIENCE = { link: 300, marker: 40, leaving: 180 }; // milliseconds
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const content = document.querySelector(".md-content .md-typeset");
  const home = new URL("..", document.currentScript.src);
  if (!content) return;

  // ---- the card: one at a time. It stays while the pointer is on it, and Escape closes it (WCAG 1.4.13).

  let card, owner, coming, leaving, request = 0;

  const close = () => {
    clearTimeout(coming);
    clearTimeout(leaving);
    request += 1;
    card?.remove();
    owner?.removeAttribute("aria-describedby");
    for (const element of all(".is-on", content)) element.classList.remove("is-on");
    card = owner = undefined;
  };

  const open = async (element, piece) => {
    close();
    const mine = request;
    const [body, marks = ""] = (await filling(element, piece)) ?? [];
    if (!body || mine !== request) return;
    card = build("div", `card ${marks}`, ...body);
    card.id = "card";
    card.setAttribute("role", "tooltip");
    card.addEventListener("pointerenter", () => { clearTimeout(leaving); clearTimeout(coming); });
    card.addEventListener("pointerleave", () => { leaving = setTimeout(close, PATIENCE.leaving); });
    content.append(card);
    owner = element;
    owner.setAttribute("aria-describedby", card.id);
    for (const lit of [piece ?? element, ...touched(element, piece)]) lit.classList.add("is-on");
    place(card, element, piece ?? element);
  };

  // Under what it belongs to, or above it where there is no room, so that its words stay readable.
  const place = (element, beside, pointed) => {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const at = beside.getBoundingClientRect(), line = [...pointed.getClientRects()].at(-1) ?? at;
    const left = Math.max(12, Math.min(line.left - 14, width - element.offsetWidth - 12));
    const below = at.bottom + element.offsetHeight + 20 < height || at.top < element.offsetHeight + 80; // the header's height
    const top = below ? at.bottom + 6 : at.top - element.offsetHeight - 6;
    const frame = element.offsetParent;
    const origin = frame === document.body ? { left: -scrollX, top: -scrollY } : frame.getBoundingClientRect();
    element.style.left = `${left - origin.left}px`;
    element.style.top = `${top - origin.top}px`;
  };

  const build = (name, css, ...parts) => {
    const element = document.createElement(name);
    if (css) element.className = css;
    element.append(...parts.filter(Boolean));
    return element;
  };

  // ---- what it holds: its parts, and the classes that give it the colour and line of a source

  const filling = (element, piece) => {
    if (element.matches("mark")) return ofPassage(element, piece);
    if (element.matches("a.ev")) return ofMarker(element);
    return ofRecord(element);
  };

  const ofMarker = link => {
    const entry = document.getElementById(link.dataset.e);
    const words = entry?.matches(".app li, .sent") && entry.querySelector(".words");
    if (!words) return undefined;
    const copy = words.cloneNode(true);
    for (const part of [copy, ...all("[id], [tabindex], .is-on, .is-target", copy)]) {
      for (const name of ["id", "tabindex"]) part.removeAttribute(name);
      part.classList.remove("is-on", "is-target");
    }
    return [[build("p", "words", ...copy.childNodes)], marksOf(link)];
  };

  const ofRecord = async link => {
    const found = await cardOf(recordOf(link));
    return found && [summary(found), found.said?.length === 1 ? found.said[0].signs[0]?.[1] : ""];
  };

  // Of few records the whole cards; of many what the margin calls them, kind by kind.
  const ofPassage = async (mark, piece) => {
    const links = resting(mark, piece);
    if (!links.length) return undefined;
    const head = build("p", "crumb", build("span", "kind", links.length === 1 ? "Rests on these words" : `${links.length} records rest on these words`));
    const few = links.length > 3 ? [] : await Promise.all(links.map(link => cardOf(recordOf(link))));
    const cards = few.length && few.every(Boolean) ? few.map(found => build("div", "card__one", ...summary(found))) : grouped(links);
    return [[head, ...cards], marksOf(mark.closest(".reader"))];
  };

  const grouped = links => [...new Set(links.map(link => link.closest("li")))].map(item => {
    const own = links.filter(link => item.contains(link)).map(named);
    return build("div", "card__row", build("span", "muted", item.querySelector(".k").textContent), build("p", "", ...own.flatMap((one, at) => at ? ["; ", ...one] : one)));
  });

  const named = link => {
    const status = link.nextElementSibling?.matches(".st") ? link.nextElementSibling.cloneNode(true) : undefined;
    return [build("b", link.className, link.textContent), ...(status ? [" ", status] : [])];
  };

  const summary = ({ label, kind, title, status, by, notyet, when, differs, said = [], more, note }) => {
    const state = status && build("span", `st st--${status}`, status[0].toUpperCase() + status.slice(1) + (by ? ` by ${by}` : ""));
    return [
      build("p", "crumb", build("span", "kind", label), kind && build("span", "", kind)),
      build("p", `card__title ${notyet ? "notyet" : ""}`, title),
      (state || when) && build("p", "card__line", state, when && build("span", "", when), differs && build("span", "vd vd--differ", "sources differ")),
      ...said.map(sentence),
      more && build("p", "card__line muted", `${more} in all`),
      note && build("p", "note note--in", `Editor’s note: ${note}`),
    ];
  };

  const sentence = ({ text, holder, place: where, signs = [] }) => {
    const words = where ? build("span", "words", text) : text;
    if (where) words.dataset.p = where;
    const marks = signs.flatMap(([letters, css, short]) => {
      const sign = build("span", `sig ${css}`, letters);
      sign.title = short;
      sign.ariaHidden = "true"; // who hears the card hears the name
      return [sign, build("span", "vh", `${short} `)];
    });
    return build("p", "card__said", holder && build("b", "", `${holder}: `), words, " ", ...marks);
  };

  const marksOf = element => [...element.classList].filter(name => name.startsWith("src-")).join(" ");

  // ---- records: the id that an address of the site names (of a term its anchor), and the file that holds its card

  const recordOf = link => {
    const address = new URL(link.href?.baseVal ?? link.href, location);
    if (!address.href.startsWith(home.href) || address.pathname === location.pathname) return undefined;
    const path = address.href.slice(home.href.length).replace(/#.*/, "");
    if (path.startsWith("glossary/")) return address.hash; // a term, or nothing
    return path.match(/^(?:actors|disputes|events|places|quotes|sources)\/([a-z0-9-]+)(?:\/|\/index\.html|\.html)$/)?.[1];
  };

  const files = new Map();
  const cardOf = async record => {
    if (!record) return undefined;
    let number = 0;
    for (const letter of record) number = (number * FACTOR + letter.charCodeAt(0)) % FILES;
    if (!files.has(number)) files.set(number, self.cardsOffline?.(number)
      ?? fetch(new URL(`cards/${number}.json`, home)).then(answer => answer.ok ? answer.json() : {}));
    try {
      return (await files.get(number))[record];
    } catch { // without a network the link is a plain link; the next try may find it
      files.delete(number);
      return undefined;
    }
  };

  // ---- a source's page: passages, the pieces into which overlaps cut them, and the records in the margin

  const spanOf = element => element.dataset.p.split(":").slice(-2).map(Number);
  const stretches = element => (element.dataset.on ?? "").split(" ").filter(Boolean).map(span => span.split("-").map(Number));
  const covers = ([start, end], [from, to]) => start <= from && to <= end;
  const meets = ([start, end], [from, to]) => start < to && from < end;

  const resting = (mark, piece) => {
    const span = spanOf(piece ?? mark);
    return all(".sent__r [data-on]", mark.closest(".sent")).filter(link => stretches(link).some(one => meets(one, span)));
  };

  // A record in the margin lights its passages.
  const touched = (element, piece) => {
    const spans = piece ? [] : stretches(element);
    return spans.length ? pieces().filter(one => spans.some(span => covers(span, spanOf(one)))) : [];
  };

  const pieces = () => all(".sent__t [data-p]").filter(one => !one.querySelector("[data-p]"));

  // The address of a passage lights that passage, letter for letter, whatever overlaps it.
  const target = () => {
    for (const element of all(".is-target", content)) element.classList.remove("is-target");
    const [, start, end] = location.hash.match(/^#p-(\d+)-(\d+)$/) ?? [];
    if (!end) return;
    for (const piece of pieces()) if (covers([+start, +end], spanOf(piece))) piece.classList.add("is-target");
  };
  if (content.querySelector(".reader")) {
    document.documentElement.classList.add("lights-passages");
    for (const mark of all(".reader mark.pass")) mark.tabIndex = 0;
    addEventListener("hashchange", target);
    target();
  }

  // ---- when it opens: under a mouse after a moment, with the keyboard's focus at once; a finger follows the link

  const cardable = start => {
    const found = start.closest?.("a.ev, a[href], svg a, .reader mark.pass");
    if (!found || found.closest(".card")) return undefined;
    return found.matches("a.ev") ? (found.closest(".app") ? undefined : found) : found.matches("mark") || recordOf(found) ? found : undefined;
  };
  const pieceOf = (element, start) => (element.matches("mark") ? start.closest("[data-p]") : undefined);

  content.addEventListener("pointerover", event => {
    const element = event.pointerType === "touch" ? undefined : cardable(event.target);
    if (!element) return;
    clearTimeout(coming);
    clearTimeout(leaving);
    const piece = pieceOf(element, event.target);
    if (element === owner && (!piece || piece.classList.contains("is-on"))) return;
    coming = setTimeout(open, element.matches("a.ev") ? PATIENCE.marker : PATIENCE.link, element, piece);
  });
  content.addEventListener("pointerout", event => {
    if (!cardable(event.target)) return;
    clearTimeout(coming);
    leaving = setTimeout(close, PATIENCE.leaving);
  });
  content.addEventListener("focusin", event => {
    const element = cardable(event.target);
    if (element === event.target && element.matches(":focus-visible")) open(element);
  });
  content.addEventListener("focusout", event => { if (cardable(event.target)) close(); });
  addEventListener("keydown", event => { if (event.key === "Escape") close(); });
})();
