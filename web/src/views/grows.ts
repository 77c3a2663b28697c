// A writing box as high as its text, up to a bound that its style sets.

/** An attachment: follows the text that `text()` reads. */
export function grows(text: () => string) {
  return (area: HTMLTextAreaElement) => {
    text();
    const measure = () => {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight + 2}px`;
    };
    measure();
    // In a dialog that is about to open it has no height yet.
    if (area.scrollHeight > 0) return;
    const later = requestAnimationFrame(measure);
    return () => cancelAnimationFrame(later);
  };
}
