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
  const within = (words, text) => words && ` ${text}`.includes(` ${words}`);

  // How many of the words that are asked for begin a word of a text, are one, and how much of the text they are.
  const share = (words, text) => {
    const own = large(list(text));
    const met = words.filter(word => own.some(one => one.startsWith(word)));
    return {
      met: met.length / words.length,
      whole: met.filter(word => own.includes(word)).length / words.length,
      fill: met.join("").length / Math.max(own.join("").length, 1),
    };
  };

  // All words; then the very words as a name; then side by side, above all in a quotation; then the kind of record, and
  // words rather than their beginnings.
  const WORTH = { all: 40, name: 16, same: 8, side: 4, said: 6, whole: 2 };
  const rank = (query, { title, text, tags = [], boost = 1, score }) => {
    const words = large(list(query));
    const names = [title, ...tags].map(plain);
    const named = names.map(name => share(words, name));
    const { met: all, whole } = share(words, `${names.join(" ")} ${plain(text)}`);
    const side = words.length > 1 && (within(query, names[0]) || within(query, plain(text)));
    return WORTH.all * all ** 2
      + WORTH.name * Math.max(...named.map(({ met, fill }) => met * Math.min(fill, 1)))
      + (names.includes(query) ? WORTH.same : 0)
      + (side ? WORTH.side : 0)
      + (side && SAID.has(tags[0]) ? WORTH.said : 0)
      + boost
      + WORTH.whole * whole
      + Math.log10(1 + score) / 10;
  };

  const [own, theirs] = (self.document?.currentScript?.src ?? location.href).split("#");
  const post = self.postMessage.bind(self);
  let asked = "", find = null;

  addEventListener("message", event => {
    const { type, data } = event.data ?? {};
    if (type === QUERY) asked = plain(data);
    if (type === SETUP && data.config.parts) {
      event.stopImmediatePropagation(); // from here on nothing is left to the theme's worker, which listens after this one
      if (!self.inParts) importScripts(new URL("search-parts.js", own).href);
      const answer = items => post({ type: RESULT, data: { items } });
      find = self.inParts({ plain, list, large, rank, WORTH }, own, data.config.parts, answer);
      post({ type: READY });
    } else if (type === QUERY && find) {
      event.stopImmediatePropagation();
      find(asked);
    } else if (type === QUERY) {
      const kept = data.split(/\s+/).filter(word => !SMALL.has(plain(word)));
      // The theme's worker reads the same object.
      if (kept.join("") && !/["“”+*~^]/.test(data)) event.data.data = kept.join(" ");
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
