import { fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { FupinLoadErrorEvent } from '../src/load-error-event.ts';
import type { CertificationBadge } from '../src/certification-badge/certification-badge.ts';
import {
  badgeIdOf,
  registryAddress,
  type issuedStates,
  type SmallRegistry,
} from './small-registry.ts';

/** A state that the small registry has a badge for. */
export type IssuedState = (typeof issuedStates)[number];

/** Properties of a badge in a test, over those that a test needs. */
export type BadgeSettings = {
  readonly [Name in 'registry' | 'rootKey' | 'badge' | 'locale' | 'variant' | 'bundle' | 'fetch']?:
    CertificationBadge[Name] | undefined;
} & { readonly onError?: (event: FupinLoadErrorEvent) => void };

/** Resolves when the badge has been verified once more. */
export const settled = (badge: CertificationBadge) => oneEvent(badge, 'fupin-badge-verify');

/** Makes a badge that is to come out in this state. */
export function makeBadge(
  registry: SmallRegistry,
  state: IssuedState,
  { onError, ...settings }: BadgeSettings = {},
): CertificationBadge {
  const badge = document.createElement('fupin-certification-badge');
  if (onError) badge.addEventListener('fupin-load-error', onError);
  return Object.assign(badge, {
    registry: registryAddress,
    locale: 'zh-Hans',
    fetch: registry.fetch,
    badge: badgeIdOf(state),
    ...settings,
  });
}

/** Puts a badge on the page, as it is or in a place of its own, and waits until it is verified and drawn. */
export async function showBadge(
  badge: CertificationBadge,
  place: Node = badge,
): Promise<CertificationBadge> {
  const verified = settled(badge);
  await fixture(html`<div>${place}</div>`);
  await verified;
  await badge.updateComplete;
  return badge;
}

/** A part of the badge that has one of this name. */
export const part = (badge: CertificationBadge, name: string) =>
  badge.renderRoot.querySelector<HTMLElement>(`[part="${name}"]`);

/** Waits until the badge has a part of this name. */
export async function partOf(badge: CertificationBadge, name: string): Promise<HTMLElement> {
  await waitUntil(() => part(badge, name), `there is no part ${name}`, { timeout: 10_000 });
  return part(badge, name)!;
}

/** Presses a badge, and waits until its popover is open. */
export async function open(badge: CertificationBadge): Promise<HTMLElement> {
  const base = part(badge, 'base')!;
  base.focus();
  base.click();
  const popover = await partOf(badge, 'popover');
  await waitUntil(() => popover.matches(':popover-open'));
  return popover;
}
