/** Under what a tab remembers the link by which somebody came to a room's page: who loses their place
 * there is shown the same door (SPEC A15). */
export const wayIn = (page: string) => `tablee.way_in ${page}`;
