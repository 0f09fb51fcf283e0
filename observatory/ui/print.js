// A page is printed as it stands on the screen, as much smaller as the sheet is narrower.
if (!window.observatoryPrint) {
  window.observatoryPrint = true;
  const SHEET = 1040; // the width of A4 on its side within its margins, in pixels
  const main = () => document.querySelector("[data-testid=stMainBlockContainer]");
  window.addEventListener("beforeprint", () => {
    const page = main();
    if (!page) return;
    const room = getComputedStyle(page);
    const wide = page.clientWidth - parseFloat(room.paddingLeft) - parseFloat(room.paddingRight);
    Object.assign(page.style, { width: `${wide}px`, maxWidth: "none", zoom: Math.min(1, SHEET / wide) });
  });
  window.addEventListener("afterprint", () => {
    const page = main();
    if (page) Object.assign(page.style, { width: "", maxWidth: "", zoom: "" });
  });
}
