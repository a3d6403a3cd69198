// search.js: the search's worker. The theme's own worker finds, or search-parts.js where the index is in parts; this one
// says what they look for and what comes first. Its address names the theme's worker after the #.
(() => {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const SAID = new Set(["Quote", "Reported speech"]);
  // Every word of a query also finds what begins with it, so “is” would find an island.
  const SMALL = new Set("a an and as at be been but by did do does for from had has have he her his how if in into is it its of on or our she so that the their them then they this to was we were what when where which who whom whose why will with you your".split(" "));

  const plain = text => text.replace(/<[^>]*>/g, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/&(lt|gt|amp|quot);/g, " ").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const list = text => text ? text.split(" ") : [];
  const large = words => words.some(word => !SMALL.has(word)) ? words.filter(word => !SMALL.has(word)) : words;
  // Without the small words at either end, which ask rather than name.
  const trimmed = query => {
    const every = list(query), from = every.findIndex(word => !SMALL.has(word));
    return from < 0 ? query : every.slice(from, every.findLastIndex(word => !SMALL.has(word)) + 1).join(" ");
  };
  const within = (words, text) => words && ` ${text}`.includes(` ${words}`);

  // Days in figures, the day first as in most of the world, become what the index has: 2020-01-03. Which is the month
  // where both may be one matters little: all the figures are looked for.
  const days = text => text.replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/gi, "$1")
    .replace(/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g, (_, one, other, year) => {
      const [day, month] = +other > 12 ? [other, one] : [one, other];
      return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
    });

  // Harbours and harbour, measurement and measured: what is found by another word of a query may well mean this one.
  const ROOT = 4, STEM = 7;
  const akin = (one, word) => one.length >= ROOT && word.startsWith(one) || word.length >= STEM && one.startsWith(word.slice(0, STEM));

  // How many of the words that are asked for begin a word of a text, are one, and how much of the text they are.
  const share = (words, text) => {
    const own = large(list(text));
    const met = words.filter(word => own.some(one => one.startsWith(word) || akin(one, word)));
    return {
      met: met.length / words.length,
      whole: met.filter(word => own.includes(word)).length / words.length,
      fill: met.join("").length / Math.max(own.join("").length, 1),
    };
  };

  // All words; then the very words as a name; then side by side, above all in a quotation, and the more the more of them;
  // then the kind of record, and words rather than their beginnings. The title of a quote is words of it, and no name.
  const WORTH = { all: 40, name: 16, same: 8, side: 4, said: 5, whole: 2, most: 4 };
  const rank = (query, { title, text, tags = [], boost = 1, score }) => {
    const words = large(list(query));
    const names = [title, ...tags].map(plain);
    const { met: all, whole } = share(words, `${names.join(" ")} ${plain(text)}`);
    const core = trimmed(query);
    const side = words.length > 1 && (within(core, names[0]) || within(core, plain(text)));
    const named = SAID.has(tags[0]) ? names.slice(1) : names;
    return WORTH.all * all ** 2
      + WORTH.name * Math.max(...named.map(name => share(words, name)).map(({ met, fill }) => met ** 2 * Math.min(fill, 1) ** .75), 0)
      + (names.includes(query) ? WORTH.same : 0)
      + (side ? WORTH.side : 0)
      + (side && SAID.has(tags[0]) ? WORTH.said * Math.min(words.length, WORTH.most) : 0)
      + boost
      + WORTH.whole * whole
      + Math.log10(1 + score) / 10;
  };

  const [own, theirs] = (self.document?.currentScript?.src ?? location.href).split("#");
  const post = self.postMessage.bind(self);
  let asked = "", find = null, docs = [], known;

  const near = (word, names) => {
    if (!self.nearest) importScripts(new URL("search-near.js", own).href);
    return self.nearest(word, names) ?? word;
  };

  // The words of a query; those with which nothing begins are taken for the nearest of a name.
  const meant = query => {
    known ??= {
      every: [...new Set(docs.flatMap(({ title, text, tags = [] }) => list(plain([title, ...tags, text].join(" ")))))],
      names: [...new Set(docs.toSorted((one, other) => (other.boost ?? 1) - (one.boost ?? 1))
        .flatMap(({ title, tags = [] }) => list(plain([title, ...tags].join(" ")))))],
    };
    return list(query).map(word => SMALL.has(word) || known.every.some(one => one.startsWith(word)) ? word : near(word, known.names));
  };

  addEventListener("message", event => {
    const { type, data } = event.data ?? {};
    if (type === QUERY) asked = plain(days(data));
    if (type === SETUP) ({ docs = [] } = data);
    if (type === SETUP && data.config.parts) {
      event.stopImmediatePropagation(); // from here on nothing is left to the theme's worker, which listens after this one
      if (!self.inParts) importScripts(new URL("search-parts.js", own).href);
      const answer = items => post({ type: RESULT, data: { items } });
      find = self.inParts({ plain, list, large, rank, near, SMALL, WORTH }, own, data.config.parts, answer);
      post({ type: READY });
    } else if (type === QUERY && find) {
      event.stopImmediatePropagation();
      find(asked);
    } else if (type === QUERY && !/["“”+*~^]/.test(data)) {
      const words = meant(asked);
      asked = words.join(" ");
      event.data.data = large(words).join(" "); // the theme's worker reads the same object
    }
  });

  self.postMessage = message => {
    if (message?.type === RESULT && asked) {
      const best = group => Math.max(...group.map(item => rank(asked, item)));
      const ranked = message.data.items.map(group => [best(group), group]);
      message.data.items = ranked.sort(([one], [other]) => other - one).map(([, group]) => group);
    }
    post(message);
  };

  if (self.offline) return; // the offline edition brings all in one text, the theme's worker behind this
  importScripts(new URL(`javascripts/workers/${theirs.split("?")[0]}`, own).href);
})();
