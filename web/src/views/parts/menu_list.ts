// What a menu offers: asked for once the page is drawn, long before anybody is offline and opens one.
import { fetched } from "../later";

export const menuList = () => fetched(() => import("./MenuList.svelte"));
