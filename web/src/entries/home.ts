import { mount } from "svelte";
import Home from "../views/Home.svelte";

mount(Home, { target: document.body });
