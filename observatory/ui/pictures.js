// A button saves the figure that it names as a picture: a chart of Plotly by the way of its own
// camera, another from the drawing that its menu brings along.
if (!window.observatoryPictures) {
  window.observatoryPictures = true;
  const [WIDE, HIGH] = [1920, 1080];
  const save = (blob, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  // A drawing inside a picture sees no typeface of the page: it brings its own. (No tag is written
  // out here: a script that holds one is taken out of the page.)
  const withFont = async (drawing) => {
    const font = document.querySelector("link[rel=preload][as=font]")?.href;
    if (!font) return drawing;
    const file = new Uint8Array(await (await fetch(font)).arrayBuffer());
    const text = btoa(Array.from(file, (each) => String.fromCharCode(each)).join(""));
    const face = `@font-face{font-family:'Source Sans';font-weight:200 900;src:url(data:font/woff2;base64,${text})}`;
    return drawing.replace("style>", `style>${face}`);
  };
  const paint = async (drawing, kind, name) => {
    if (kind === "svg") return save(new Blob([drawing], { type: "image/svg+xml" }), name);
    const source = URL.createObjectURL(new Blob([await withFont(drawing)], { type: "image/svg+xml" }));
    const image = new Image(WIDE, HIGH);
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: WIDE, height: HIGH });
    canvas.getContext("2d").drawImage(image, 0, 0, WIDE, HIGH);
    URL.revokeObjectURL(source);
    canvas.toBlob((blob) => save(blob, name), "image/png");
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picture]");
    if (!button) return;
    const { drawing, name } = button.closest(".pictures").dataset;
    const kind = button.dataset.picture;
    if (drawing) return paint(new TextDecoder().decode(bytes(drawing)), kind, `${name}.${kind}`);
    const plot = document.querySelector(`.st-key-${button.dataset.figure} .js-plotly-plot`);
    const camera = plot?.querySelector(".modebar-btn");
    if (!camera) return;
    plot._context.toImageButtonOptions.format = kind;
    camera.click();
  });
}
