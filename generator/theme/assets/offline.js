// offline.js: only for the offline edition, whose builder puts the search's worker, as a text, in front of this. A page
// that is a file may start no worker from a file, but one from a text; and it may run scripts, which bring what that asks for.
(() => {
  "use strict";
  if (!self.offlineWorker) return;
  const site = new URL("..", document.currentScript.src);
  const address = URL.createObjectURL(new Blob([self.offlineWorker], { type: "text/javascript" }));
  const Native = self.Worker;
  let worker;
  self.offlinePart = (part, found) => worker.postMessage({ part, found });
  self.Worker = class extends Native {
    constructor() {
      super(address);
      worker = this;
      this.addEventListener("message", ({ data: { part } }) => {
        if (!part) return;
        const script = document.createElement("script");
        script.src = new URL(`search/${part}.js`, site);
        script.addEventListener("error", () => self.offlinePart(part));
        document.head.append(script);
      });
    }
  };
})();
