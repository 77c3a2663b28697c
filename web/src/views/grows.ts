// A writing box as high as its text, up to a bound that its style sets.

/** An attachment: follows the text that `text()` reads, and the width that it has. */
export function grows(text: () => string) {
  return (area: HTMLTextAreaElement) => {
    text();
    let width = 0;
    const measure = () => {
      width = area.offsetWidth;
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight + 2}px`;
    };
    measure();
    // A device is turned; in a dialog that is about to open it has no size yet.
    let frame = 0;
    const sizes = new ResizeObserver(() => {
      // Not at once: what is told of sizes may not change them.
      if (area.offsetWidth !== width) frame = requestAnimationFrame(measure);
    });
    sizes.observe(area);
    return () => {
      sizes.disconnect();
      cancelAnimationFrame(frame);
    };
  };
}
