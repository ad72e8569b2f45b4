/** The header that carries a key; refuses one that no header can carry here, since fetch would quote it in its error. */
export function authorization(key: string): { authorization: string } {
  if (!/^[!-~]+$/.test(key)) throw new TypeError('expected a key of visible ASCII characters');
  return { authorization: `Bearer ${key}` };
}
