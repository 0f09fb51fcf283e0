// The words that widgets bring along in English, in the reader's language: what Streamlit and Plotly offer no other way to say.
//
// `window.observatoryWords` holds them by their English; only whole texts, hints and labels are looked up, or what stands before a colon.
(() => {
  const LABELS = ["aria-label", "title", "placeholder", "data-title"];
  const own = (words) => (window.observatoryWords || {})[(words || "").trim()];

  const label = (element) => {
    for (const name of LABELS) {
      // `Search`, or `Search: ` with what is searched.
      const [head, ...rest] = (element.getAttribute(name) || "").split(": ");
      const said = own(head);
      if (said) element.setAttribute(name, [said, ...rest].join(": "));
    }
  };

  // A grid that is wider than its place begins where its language begins: at the right, once it has its width.
  const fromRight = (scroller, tries = 20) => {
    if (scroller.scrollWidth > scroller.clientWidth) scroller.scrollLeft = scroller.scrollWidth;
    else if (tries) setTimeout(() => fromRight(scroller, tries - 1), 150);
  };

  const put = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = own(node.data);
      if (said) node.data = said;
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.classList.contains("main-svg")) {
      label(node);
      if (node.classList.contains("dvn-scroller") && getComputedStyle(document.documentElement).direction === "rtl") fromRight(node);
      node.childNodes.forEach(put);
    }
  };

  put(document.body);
  if (window.observatoryWidgets) return;
  window.observatoryWidgets = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") label(change.target);
      else change.addedNodes.forEach(put);
    }
  });
  const what = { childList: true, subtree: true, attributes: true, attributeFilter: LABELS };
  window.observatoryWidgets.observe(document.body, what);
})();
