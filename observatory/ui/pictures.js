// A button saves the figure that it names as a picture, by the way of Plotly's own camera.
if (!window.observatoryPictures) {
  window.observatoryPictures = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picture]");
    const plot = button && document.querySelector(`.st-key-${button.dataset.figure} .js-plotly-plot`);
    const camera = plot?.querySelector(".modebar-btn");
    if (!camera) return;
    plot._context.toImageButtonOptions.format = button.dataset.picture;
    camera.click();
  });
}
