import type { Context } from 'hono';
import { isIP } from 'node:net';

interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/**
 * The network address a call comes from, as far as it tells clients apart: of IPv6 the first 64 bits, which is what one
 * subscriber is given. Behind `trustedProxies` proxies that each add to X-Forwarded-For, the entry which the outermost
 * of them has added; what stands before it is the caller's own word.
 */
export function clientAddress({ env, req }: Context, trustedProxies: number): string {
  const { incoming } = (env ?? {}) as NodeBindings;
  const peer = incoming?.socket?.remoteAddress ?? '';
  const forwarded = (req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const named = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  return networkOf(named !== undefined && isIP(named) > 0 ? named : peer);
}

function networkOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [left = '', right] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const leading = left.split(':').filter((group) => group !== '');
  const trailing = (right ?? '').split(':').filter((group) => group !== '');
  const gap = Array.from({ length: 8 - leading.length - trailing.length }, () => '0');
  const groups = [...leading, ...gap, ...trailing].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
