// What is said of a line that is away: fetched in one piece while it is not.
export { default as GoOn } from "./GoOn.svelte";
export { default as Stopped } from "./Stopped.svelte";
