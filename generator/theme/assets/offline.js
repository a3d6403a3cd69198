// offline.js: only for the offline edition, whose builder puts the search's worker, as a text, in front of this. A page
// that is a file may start no worker from a file, but one from a text; and it may run scripts, which bring what that asks
// for, and cards.
(() => {
  "use strict";
  if (!self.offlineWorker) return;
  const site = new URL("..", document.currentScript.src);
  const address = URL.createObjectURL(new Blob([self.offlineWorker], { type: "text/javascript" }));
  const Native = self.Worker;
  let worker;
  const bring = (file, failed) => {
    const script = document.createElement("script");
    script.src = new URL(file, site);
    script.addEventListener("error", failed);
    document.head.append(script);
  };
  const waiting = new Map();
  self.offlineCards = (number, found) => waiting.get(number)(found);
  self.cardsOffline = number => new Promise((done, failed) => {
    waiting.set(number, done);
    bring(`cards/${number}.js`, failed);
  });
  self.offlinePart = (part, found) => worker.postMessage({ part, found });
  self.Worker = class extends Native {
    constructor() {
      super(address);
      worker = this;
      this.addEventListener("message", ({ data: { part } }) => {
        if (part) bring(`search/${part}.js`, () => self.offlinePart(part));
      });
    }
  };
})();
