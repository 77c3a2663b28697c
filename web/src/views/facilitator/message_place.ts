/** Where a message is typed: to a pair, or to everybody for none. */
export const messagePlace = (pair: string | null) => `message.${pair ?? ""}`;
