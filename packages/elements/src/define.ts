/** Registers an element unless its tag is taken, so that loading two copies of this library on one page is harmless. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
