// How the registers of the template are called.
import type { Register } from "../../protocol/messages";
import { phrase, t } from "../../text/catalogue";

/** What a register is called by itself: with « ? » after one that the template is not sure of. */
export function registerName({ label, uncertain }: Register): string {
  const said = phrase(label);
  const name = `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`;
  return uncertain ? t("pooling.register_uncertain", { label: name }) : name;
}
