import type { BadgeBundle } from '@fupin/schema';
import { ReactiveElement, type PropertyValues } from '@lit/reactive-element';
import { define } from '../define.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import { RegistryConsumer } from '../provider/registry-consumer.ts';
import type { RegistryContext } from '../provider/registry-context.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { badgeContent, type BadgeVariant } from './badge-content.ts';
import type { BadgeOutcome, BadgeState } from './badge-state.ts';
import { certificationBadgeStyles } from './certification-badge.styles.ts';
import { everyMinute, noLongerEveryMinute } from './every-minute.ts';
import { judgeBadge } from './judge-badge.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { verifiedFacts } from './verified-facts.ts';

export type { BadgeOutcome, BadgeState, BadgeVariant };

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
 * the certificate's present status. Whatever can't be verified is never shown as valid. Verifies anew every minute while the
 * page is seen, with what the registry said in the last five. Links to the registry's page about the certificate.
 *
 * @tag fupin-certification-badge
 * @fires fupin-badge-verify - Each time that a verification has come to an end.
 * @fires fupin-load-error - When the registry could not be asked.
 * @csspart base - The badge; a link where the certificate was verified.
 * @csspart seal - The drawn mark.
 * @csspart label - The state in words.
 * @csspart meaning - What the state means; only in the variant `full`.
 * @csspart claims - What the verified certificate says; only in the variant `full`.
 * @csspart link - Says that the badge leads to the certificate; only in the variant `full`.
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
export class CertificationBadge extends ReactiveElement {
  static override properties = {
    registry: {},
    publishableKey: { attribute: 'publishable-key' },
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
  readonly #localization = new Localization(this, 'fupin-certification-badge');
  #outcome: BadgeOutcome | undefined;
  #basis: readonly unknown[] | undefined;

  constructor() {
    super();
    this.#internals.states.add(this.state);
  }

  /** What the badge shows. */
  get state(): BadgeState {
    return this.#outcome?.state ?? 'verifying';
  }

  /** What became of the verification, with the verified claims or the reason for doubt; undefined while it is going on. */
  get outcome(): BadgeOutcome | undefined {
    return this.#outcome;
  }

  /** The locale asked for by this element or its provider, if any. */
  get requestedLocale(): string | undefined {
    return this.#registry.locale;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    everyMinute(this.#verifyAgain);
  }

  override disconnectedCallback(): void {
    noLongerEveryMinute(this.#verifyAgain);
    super.disconnectedCallback();
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    const { state, variant } = this;
    const facts = verifiedFacts(this.#outcome, this.#registry.context?.registry ?? '');
    this.renderRoot.replaceChildren(
      badgeContent({ state, variant, facts, texts: this.#localization }),
    );
  }

  protected override updated(): void {
    if (this.#registry.isWaiting) return;
    const { context } = this.#registry;
    const basis = [context?.registry, context?.reader, this.badge, this.bundle];
    if (this.#basis && basis.every((value, index) => value === this.#basis?.[index])) return;
    this.#basis = basis;
    if (this.#outcome) this.#settle(undefined);
    void this.#verify();
  }

  async #verify(): Promise<void> {
    const basis = this.#basis;
    const outcome = await this.#judge(this.#registry.context);
    if (basis === this.#basis) this.#settle(outcome);
  }

  // What holds now may have run out or been suspended a minute later. Until the new outcome the last one stays.
  readonly #verifyAgain = (): void => {
    if (this.#outcome) void this.#verify();
  };

  async #judge(context: RegistryContext | undefined): Promise<BadgeOutcome> {
    const { badge, bundle } = this;
    if (!context || !badge) return { state: 'unverifiable', reason: 'badgeMissing' };
    try {
      return await judgeBadge(badge, context, location.origin, bundle);
    } catch (error) {
      this.dispatchEvent(new FupinLoadErrorEvent(error));
      return { state: 'unverifiable', reason: 'notLoaded' };
    }
  }

  #settle(outcome: BadgeOutcome | undefined): void {
    const { states } = this.#internals;
    states.delete(this.state);
    // What shows the same is not drawn anew, so that the focus stays where it is.
    if (JSON.stringify(outcome) !== JSON.stringify(this.#outcome)) this.requestUpdate();
    this.#outcome = outcome;
    states.add(this.state);
    if (outcome) this.dispatchEvent(new FupinBadgeVerifyEvent(this.state));
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
