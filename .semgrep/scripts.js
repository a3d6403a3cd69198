// Breaks and keeps each rule of scripts.yml; `semgrep --test` reads the remarks. Nothing runs this.

function html(element, text, range) {
  // ruleid: no-html-is-made-of-text
  element.innerHTML = text
  // ruleid: no-html-is-made-of-text
  element["innerHTML"] = text
  // ruleid: no-html-is-made-of-text
  element.outerHTML += text
  // ruleid: no-html-is-made-of-text
  element.insertAdjacentHTML("beforeend", text)
  // ruleid: no-html-is-made-of-text
  range.createContextualFragment(text)
  // ruleid: no-html-is-made-of-text
  document.write(text)
  // ok: no-html-is-made-of-text
  element.textContent = text
  // ok: no-html-is-made-of-text
  element.append(text)
}

function run(element, text) {
  // ruleid: no-script-is-made-of-text
  eval(text)
  // ruleid: no-script-is-made-of-text
  new Function(text)
  // ruleid: no-script-is-made-of-text
  setTimeout("go()", 10)
  // ruleid: no-script-is-made-of-text
  import(text)
  // ruleid: no-script-is-made-of-text
  element.text = text
  // ruleid: no-script-is-made-of-text
  element.setAttribute("onclick", text)
  // ok: no-script-is-made-of-text
  setTimeout(() => run(element, text), 10)
  // ok: no-script-is-made-of-text
  element.setAttribute("aria-label", text)
}
