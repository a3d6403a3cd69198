// offline-worker.js: only for the offline edition, in front of the search's worker. A page that is a file can fetch nothing,
// but it can run scripts: offline.js brings the parts of an index in such, and here they are asked for.
(() => {
  "use strict";
  const waiting = new Map();
  self.offline = part => new Promise((done, failed) => {
    waiting.set(part, found => found ? done(found) : failed(new Error(`${part} is not there`)));
    postMessage({ part });
  });
  addEventListener("message", event => {
    if (!event.data.part) return;
    event.stopImmediatePropagation(); // the theme's worker knows no such message
    waiting.get(event.data.part)(event.data.found);
  });
})();
