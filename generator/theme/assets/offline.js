// offline.js: only for the offline edition, whose builder puts the search's worker, as a text, in front of this. A page
// that is a file may start no worker from a file, but one from a text.
(() => {
  "use strict";
  if (!self.offlineWorker) return;
  const address = URL.createObjectURL(new Blob([self.offlineWorker], { type: "text/javascript" }));
  const Native = self.Worker;
  self.Worker = class extends Native {
    constructor() { super(address); }
  };
})();
