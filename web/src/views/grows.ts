// A writing box as high as its text, up to a bound that its style sets.

/** An attachment: follows the text that `text()` reads. */
export function grows(text: () => string) {
  return (area: HTMLTextAreaElement) => {
    text();
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
}
