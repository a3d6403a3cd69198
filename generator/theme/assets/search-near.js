// search-near.js: takes a word with which nothing begins for that word of a name which sounds or is written most like it.
// Called by search.js, in its worker.
"use strict";
self.nearest = (() => {
  // What is written for much the same sound where a name is carried over from another script; vowels tell least.
  const SOUNDS = [
    [/[cgkq]h?/g, "k"], [/dh?|z/g, "z"], [/th?/g, "t"], [/sh?/g, "s"], [/ph/g, "f"], [/w/g, "v"],
    [/(?<!^)[aeiouyh]/g, ""], [/^[aeiouy]/, "a"], [/(.)\1+/g, "$1"],
  ];
  const sound = word => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word);

  // How many letters must be put in, left out or replaced to make one word of another (Levenshtein).
  const distance = (one, other) => {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 0; i < one.length; i++) {
      const next = [i + 1];
      for (let j = 0; j < other.length; j++)
        next.push(Math.min(row[j] + (one[i] === other[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1));
      row = next;
    }
    return row.at(-1);
  };

  const FEWEST = 4; // letters; of fewer, anything is near to anything
  const slips = word => word.length < 5 ? 0 : word.length < 8 ? 1 : 2;

  return (word, names) => {
    if (word.length < FEWEST || !/^\p{L}+$/u.test(word)) return undefined;
    const own = sound(word);
    let best, least = Infinity;
    for (const name of names) {
      if (Math.abs(name.length - word.length) > 3) continue;
      const alike = own.length > 1 && sound(name) === own;
      const far = distance(word, name) - (alike ? .5 : 0);
      if (far < least && far <= (alike ? word.length / 2 : slips(word))) [best, least] = [name, far];
    }
    return best;
  };
})();
