// search-parts.js: finds in an index that is in parts, and asks for those parts alone that a query needs. How they are
// made, and what their digits mean, stands in generator/searchindex.py. Called by search.js, in its worker, whose address
// is `address`; `answer` is given what is found.
"use strict";
self.inParts = ({ plain, list, large, rank, near, SMALL, WORTH }, address, first, answer) => {
  const AT_ONCE = 6, SHOWN = 24; // results
  const PAUSE = 200; // milliseconds
  const STEPS = 7;
  const DIGIT = new Uint8Array(128);
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((one, at) => DIGIT[one.charCodeAt(0)] = at);
  class Outdated extends Error {}

  let parts = first, kept = new Map(), latest = 0;

  const get = async (file, options) => {
    const came = await fetch(new URL(`../search/${file}`, address), options);
    if (!came.ok) throw new Error(`${came.status}: ${came.url}`);
    return came.json();
  };

  // A part once asked for is kept, unless it did not come.
  const part = name => {
    const { order } = parts, into = kept;
    if (!into.has(name)) into.set(name, (self.offline?.(name) ?? get(`${name}.json?${order}`)).then(found => {
      if (found.order !== order) throw new Outdated();
      return found;
    }).catch(error => {
      into.delete(name);
      throw error;
    }));
    return into.get(name);
  };

  // The last file that begins with a word or with one before it.
  const shard = word => {
    let low = 0, high = parts.terms.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (parts.terms[middle] <= word) low = middle; else high = middle;
    }
    return low;
  };
  const terms = async at => (await part(`terms/${at}`)).terms;

  // Every term that begins with a word, and its places. Where there are too many the index names the best of them.
  const places = async word => {
    const [whole, best] = await Promise.all([shard(word), shard(`${word}*`)].map(terms));
    if (Object.hasOwn(best, `${word}*`))
      return [[word, best[`${word}*`]], ...Object.hasOwn(whole, word) ? [[word, whole[word]]] : []];
    const from = shard(word), to = shard(`${word}\uffff`);
    const every = await Promise.all(Array.from({ length: to - from + 1 }, (_, at) => terms(from + at)));
    return every.flatMap(one => Object.entries(one).filter(([term]) => term.startsWith(word) && !term.endsWith("*")));
  };

  const read = (text, take) => {
    let at = 0, page = 0;
    const number = () => {
      for (let value = 0, shift = 0; ; shift += 5) {
        const digit = DIGIT[text.charCodeAt(at++)];
        value += (digit & 31) << shift;
        if (digit < 32) return value;
      }
    };
    while (at < text.length) {
      page += number();
      const head = number(), here = [];
      for (let left = Math.floor(head / (STEPS + 1)), last = 0; left; left--) here.push(last += number());
      take(page, head % (STEPS + 1), here);
    }
  };

  // On which pages a word stands: what part of a name it is, whether it stands there whole, and where.
  const hits = async word => {
    const found = new Map();
    for (const [term, text] of await places(word))
      read(text, (page, share, here) => {
        const hit = found.get(page) ?? { share: 0, whole: false, here: [] };
        hit.share = Math.max(hit.share, share / STEPS * word.length / term.length);
        hit.whole ||= term === word && here.length > 0;
        hit.here.push(...here);
        found.set(page, hit);
      });
    return found;
  };

  const boost = page => parts.boosts.findLast(([, from]) => from <= page)[0];

  // The pages that are worth looking at, by what the index alone says of them; `rank` then reads them.
  const promising = async (every, words) => {
    const found = await Promise.all(words.map(hits));
    const behind = words.map(word => every.indexOf(word) - every.indexOf(words[0]));
    const sideBySide = page => words.length > 1 && found[0].get(page).here.some(at =>
      behind.every((by, word) => !word || found[word].get(page).here.includes(at + by)));
    const worth = page => {
      const own = found.map(one => one.get(page)).filter(Boolean);
      const met = own.length / words.length, fill = Math.min(own.reduce((sum, { share }) => sum + share, 0), 1);
      return WORTH.all * met ** 2
        + WORTH.name * met ** 2 * fill ** .75
        + (fill > .99 ? WORTH.same : 0)
        + (met === 1 && sideBySide(page) ? WORTH.side + WORTH.said : 0) // whether it is a quotation is not known here
        + WORTH.whole * own.filter(({ whole }) => whole).length / words.length
        + boost(page);
    };
    const pages = new Set(found.flatMap(one => [...one.keys()]));
    return [...pages].map(page => [worth(page), page]).sort(([one, a], [other, b]) => other - one || a - b)
      .slice(0, SHOWN).map(([, page]) => page);
  };

  // Words as they are shown, each found one marked; tags and entities are no words.
  const marked = (html, words) => html.replace(/<[^>]*>|&[^;\s]*;|[\p{L}\p{N}\p{M}]+/gu, piece =>
    /^[<&]/.test(piece) || !words.some(word => plain(piece).startsWith(word)) ? piece : `<mark>${piece}</mark>`);

  // What the theme shows of an entry: at most two paragraphs, in which something was found.
  const shown = (query, words, entry) => {
    const own = list(plain(`${entry.title} ${(entry.tags ?? []).join(" ")} ${entry.text}`));
    const text = marked(entry.text, words).split(/(?<=<\/p>)\s*/).filter(one => one.includes("<mark>")).slice(0, 2);
    return {
      ...entry,
      title: marked(entry.title, words),
      text: text.join(" ") || entry.text,
      ...entry.tags ? { tags: entry.tags.map(tag => marked(tag, words)) } : {},
      score: rank(query, { ...entry, score: 0 }),
      terms: Object.fromEntries(words.map(word => [word, own.some(one => one.startsWith(word))])),
    };
  };

  // A page is a group of entries: itself, then those of its sections in which something was found.
  const group = (query, words, entries) => {
    const [page, ...sections] = entries.map(entry => shown(query, words, entry));
    const found = sections.filter(({ terms }) => Object.values(terms).some(Boolean));
    return [page, ...found.sort((one, other) => other.score - one.score)];
  };
  const best = items => Math.max(...items.map(({ score }) => score));

  const look = (query, words, numbers) => Promise.all(numbers.map(async page => {
    const { pages } = await part(`pages/${Math.floor(page / parts.block)}`);
    return group(query, words, pages[page % parts.block]);
  }));

  // A word with which nothing begins is taken for the nearest of a name; only then are all of those asked for.
  const meant = async word =>
    SMALL.has(word) || (await places(word)).length ? word : near(word, (await part("names")).names);

  // Answer with as many as are seen at once, and with more where no other query comes.
  const find = async (typed, stale) => {
    const every = await Promise.all(list(typed).map(meant));
    const query = every.join(" "), words = [...new Set(large(every))];
    const numbers = words.length ? await promising(every, words) : [];
    const found = [];
    for (const [from, to] of [[0, AT_ONCE], [AT_ONCE, SHOWN]]) {
      if (from && numbers.length <= from) return;
      if (from) await new Promise(done => setTimeout(done, PAUSE));
      if (stale()) return;
      found.push(...await look(query, words, numbers.slice(from, to)));
      if (stale()) return;
      answer(found.sort((one, other) => best(other) - best(one)));
    }
  };

  // Where a part does not come there is no answer: that nothing was found would be untrue.
  return async query => {
    const mine = ++latest, stale = () => mine !== latest;
    try {
      await find(query, stale).catch(async error => {
        if (!(error instanceof Outdated)) throw error;
        parts = (await get("search_index.json", { cache: "reload" })).config.parts; // the site was published anew
        kept = new Map();
        await find(query, stale);
      });
    } catch (error) {
      console.warn(error);
    }
  };
};
