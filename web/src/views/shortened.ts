/** Enough of a text to know it by, at most so many code points; what is left out is told by « … ». */
export function shortened(text: string, most: number): string {
  const points = [...text];
  return points.length > most ? `${points.slice(0, most).join("").trimEnd()}…` : text;
}
