import { hash } from 'node:crypto';

/** Gives the token that was signed for some content, signing it where that was not done lately. */
export type TokenCache = (content: object, sign: () => Promise<string>) => Promise<string>;

/** A memory of signed tokens, so that a page of badges needs no signature; forgets what was not asked for longest. */
export function createTokenCache(limit = 10_000): TokenCache {
  const tokens = new Map<string, Promise<string>>();
  return (content, sign) => {
    const key = hash('sha256', JSON.stringify(content), 'base64url');
    const token = tokens.get(key) ?? sign();
    tokens.delete(key);
    tokens.set(key, token);
    token.catch(() => tokens.delete(key));
    const [oldest] = tokens.keys();
    if (tokens.size > limit && oldest !== undefined) tokens.delete(oldest);
    return token;
  };
}
