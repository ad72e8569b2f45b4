/** An address that may be relative to `base`, made whole; undefined unless it leads to the web (`http` or `https`). */
export function webUrl(address: string | null | undefined, base: string): string | undefined {
  if (!address || !URL.canParse(address, base)) return undefined;
  const { href, protocol } = new URL(address, base);
  return /^https?:$/.test(protocol) ? href : undefined;
}
