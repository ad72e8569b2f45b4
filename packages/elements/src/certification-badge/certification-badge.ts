import type { BadgeBundle } from '@fupin/schema';
import type { DetailsView } from '../badge-details/badge-details.ts';
import type { BadgePopover } from '../badge-details/badge-popover.ts';
import { define } from '../define.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { registerMessages } from '../localization/messages.ts';
import { Texts } from '../localization/texts.ts';
import { PlainElement, type PropertySettings } from '../plain-element.ts';
import { RegistryConsumer } from '../provider/registry-consumer.ts';
import type { RegistryContext } from '../provider/registry-context.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { drawBadge, type BadgeVariant } from './badge-content.ts';
import type { BadgeOutcome, BadgeState } from './badge-state.ts';
import { certificationBadgeStyles } from './certification-badge.styles.ts';
import { detailsMessages, loadDetails } from './load-details.ts';
import { judgeBadge, judgeBundle, type Judgement } from './judge-badge.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { unwatchPage, watchPage } from './page-watch.ts';
import type { VerifiedFacts } from './verified-facts.ts';

export type { BadgeOutcome, BadgeState, BadgeVariant, VerifiedFacts };

registerMessages('fupin-certification-badge', 'zh-Hans', zhHans);
registerMessages('fupin-certification-badge', 'en', en);

/** Fired at a badge each time that a verification has come to an end; does not bubble. */
export class FupinBadgeVerifyEvent extends Event {
  /** The state that the badge shows from now on. */
  readonly state: BadgeState;

  constructor(state: BadgeState) {
    super('fupin-badge-verify');
    this.state = state;
  }
}

/**
 * The mark of a certified product, verified in the visitor's browser: signatures, issuer, validity, the page's own origin and
 * the certificate's present status. Whatever can't be verified is never shown as valid. Verifies anew, on a
 * page that is seen, after five minutes, before anything runs out, and when the registry can be asked again. Pressed, it opens
 * a popover with what was verified, and a link to the registry's page about the certificate.
 *
 * @tag fupin-certification-badge
 * @fires fupin-badge-verify - Each time that a verification has come to an end.
 * @fires fupin-load-error - When the registry could not be asked.
 * @csspart base - The badge: a button, or in the variant `full` a box.
 * @csspart seal - The drawn mark.
 * @csspart label - The state in words.
 * @csspart popover - What opens.
 * @csspart title - The state in words, as the popover's heading.
 * @csspart close - The button that closes the popover.
 * @csspart meaning - What the state means; in the popover and in the variant `full`.
 * @csspart advice - What to do, unless it is valid; in the popover and in the variant `full`.
 * @csspart claims - What was verified; in the popover and in the variant `full`.
 * @csspart proof - What a badge can prove and what it can't; in the popover and in the variant `full`.
 * @csspart check - When and how it was verified; in the popover and in the variant `full`.
 * @csspart link - Leads to the certificate at the registry; in the popover and in the variant `full`.
 * @csspart qr - The link as a QR code; in the popover and in the variant `full`.
 * @csspart retry - Has a badge that could not be verified verified again; in the popover and in the variant `full`.
 * @cssproperty [--fupin-badge-size=1.375em] - Size of the seal.
 * @cssproperty [--fupin-badge-font-size=0.875em] - Size of the text.
 * @cssstate verifying - Not verified yet.
 * @cssstate valid - Genuine, licensed for this origin, and in force.
 * @cssstate wrongOrigin - Genuine, but not licensed for this origin.
 * @cssstate expired - Certificate or licence has run out.
 * @cssstate suspended - The certificate is suspended.
 * @cssstate revoked - The certificate was withdrawn.
 * @cssstate unverifiable - Could not be verified; nothing can be said.
 */
export class CertificationBadge extends PlainElement {
  static override properties: Readonly<Record<string, PropertySettings>> = {
    registry: {},
    publishableKey: { attribute: 'publishable-key' },
    rootKey: { attribute: 'root-key' },
    locale: {},
    fetch: { attribute: false },
    badge: {},
    variant: { reflect: true },
    bundle: { attribute: false },
  };
  static override styles = [hostStyles, visuallyHidden, certificationBadgeStyles];

  /** Address of the registry, e.g. `https://registry.example`; from the provider where absent. */
  registry: string | undefined;
  /** Publishable key, `pk_…`; from the provider where absent. */
  publishableKey: string | undefined;
  /**
   * Thumbprint (RFC 7638) of the root key that must have signed the registry's keys, or several between spaces; from the
   * provider where absent. Where none is given, the keys that the registry serves are believed.
   */
  rootKey: string | undefined;
  /** Locale of the texts, e.g. `zh-Hans`; from the provider, then from the nearest `lang` where absent. */
  locale: string | undefined;
  /** Replaces the `fetch` that requests go through. */
  fetch: typeof fetch | undefined;
  /** Identifier of the badge, `bdg_…`. */
  badge: string | undefined;
  /** `compact`: seal and state on one line. `seal`: the seal alone. `full`: with what the certificate says. */
  variant: BadgeVariant = 'compact';
  /** A bundle that holds this badge, where the page has it already; saves the request. */
  bundle: BadgeBundle | undefined;

  readonly #internals = this.attachInternals();
  readonly #registry = new RegistryConsumer(this);
  readonly #texts = new Texts(this, 'fupin-certification-badge');
  #judgement: Judgement | undefined;
  #basis: readonly unknown[] | undefined;
  #base: HTMLElement | undefined;
  #popover: BadgePopover | undefined;
  #canOpen = 'popover' in this;

  constructor() {
    super();
    this.#internals.states.add(this.state);
  }

  /** What the badge shows. */
  get state(): BadgeState {
    return this.outcome?.state ?? 'verifying';
  }

  /** What became of the verification, with what was verified or the reason for doubt; undefined while it is going on. */
  get outcome(): BadgeOutcome | undefined {
    return this.#judgement?.outcome;
  }

  /** The locale asked for by this element or its provider, if any. */
  get requestedLocale(): string | undefined {
    return this.#registry.locale;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    watchPage(this.#look);
  }

  override disconnectedCallback(): void {
    unwatchPage(this.#look);
    super.disconnectedCallback();
  }

  protected override update(): void {
    const { state, variant } = this;
    const opens = this.#canOpen && !!this.outcome;
    const view = { state, variant, facts: this.#facts, texts: this.#texts, opens };
    const base = drawBadge(view, this.#base);
    if (base !== this.#base) this.#replaceBase(base);
    if (variant === 'full') void this.#fill(base);
    const details = this.#popover && this.#details;
    if (details) this.#popover?.update(details);
  }

  protected override updated(): void {
    if (this.#registry.isWaiting) return;
    const { context } = this.#registry;
    const basis = [context?.registry, context?.reader, context?.rootKey, this.badge, this.bundle];
    if (this.#basis && basis.every((value, index) => value === this.#basis?.[index])) return;
    this.#basis = basis;
    if (this.#judgement) this.#settle(undefined);
    void this.#verify();
  }

  async #verify(anew = false): Promise<void> {
    const basis = this.#basis;
    const judgement = await this.#judge(this.#registry.context, anew);
    if (basis === this.#basis) this.#settle(judgement);
  }

  // What holds now may run out or be suspended later. Until the new outcome the last one stays.
  readonly #look = (): void => {
    if (this.#judgement?.isDue()) void this.#verify();
  };

  async #judge(context: RegistryContext | undefined, anew: boolean): Promise<Judgement> {
    const { badge, bundle } = this;
    const doubt = (reason: 'badgeMissing' | 'notLoaded', isDue: () => boolean) =>
      ({ outcome: { state: 'unverifiable', reason }, at: Date.now(), isDue }) as const;
    if (!context || !badge) return doubt('badgeMissing', () => false);
    try {
      return await (bundle
        ? judgeBundle(badge, bundle, context, location.origin)
        : judgeBadge(badge, context, location.origin, anew));
    } catch (error) {
      this.dispatchEvent(new FupinLoadErrorEvent(error));
      return doubt('notLoaded', () => true);
    }
  }

  #settle(judgement: Judgement | undefined): void {
    const { states } = this.#internals;
    states.delete(this.state);
    const { outcome } = this;
    this.#judgement = judgement;
    // What shows the same is not drawn anew.
    if (JSON.stringify(outcome) !== JSON.stringify(this.outcome)) this.requestUpdate();
    states.add(this.state);
    if (judgement) this.dispatchEvent(new FupinBadgeVerifyEvent(this.state));
  }

  get #facts(): VerifiedFacts | undefined {
    const { outcome } = this;
    return outcome?.state === 'unverifiable' ? undefined : outcome?.facts;
  }

  get #details(): DetailsView | undefined {
    if (!this.#judgement) return undefined;
    const { outcome, at } = this.#judgement;
    const { locale, direction, messages } = this.#texts;
    const retry = async () => {
      await this.#verify(true);
      this.requestUpdate();
    };
    const label = messages[outcome.state];
    return { outcome, at, label, messages: detailsMessages(locale), locale, direction, retry };
  }

  #replaceBase(base: HTMLElement): void {
    this.#base?.remove();
    this.#popover?.remove();
    this.#popover = undefined;
    this.#base = base;
    this.renderRoot.append(base);
    if (!(base instanceof HTMLButtonElement)) return;
    base.addEventListener('click', (event) => void this.#press(event, base));
    // So that the popover's code is there by the time that the press has ended.
    for (const type of ['pointerenter', 'focus']) {
      base.addEventListener(type, () => void loadDetails(this.#texts.locale));
    }
  }

  async #press(event: Event, button: HTMLButtonElement): Promise<void> {
    // Around the badge may be a link, or a card that follows a click anywhere in it.
    event.preventDefault();
    event.stopPropagation();
    const code = await loadDetails(this.#texts.locale);
    if (!code) return this.#followLink();
    const details = this.#details;
    if (!details || button !== this.#base) return;
    this.#popover ??= new code.BadgePopover(this.renderRoot, button);
    this.#popover.toggle(details);
  }

  async #followLink(): Promise<void> {
    this.#canOpen = false;
    this.requestUpdate();
    await this.updateComplete;
    this.#base?.focus();
    this.#base?.click();
  }

  async #fill(base: HTMLElement): Promise<void> {
    const code = await loadDetails(this.#texts.locale);
    const details = code && this.#details;
    base.querySelector('.details')?.remove();
    if (details) base.append(code.drawDetails(details, this.renderRoot));
  }
}

define('fupin-certification-badge', CertificationBadge);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-certification-badge': CertificationBadge;
  }
  interface HTMLElementEventMap {
    'fupin-badge-verify': FupinBadgeVerifyEvent;
  }
}
