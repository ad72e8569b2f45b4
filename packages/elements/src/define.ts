/** Registers an element unless its tag is taken, so that loading two copies of this library on one page is harmless, and on a server, too. */
export function define(tag: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (!registry?.get(tag)) registry?.define(tag, element);
}
