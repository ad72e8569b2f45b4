import type { BadgeBundle } from '@fupin/schema';
import { define } from '../define.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import { PlainElement, type PropertySettings } from '../plain-element.ts';
import { RegistryConsumer } from '../provider/registry-consumer.ts';
import type { RegistryContext } from '../provider/registry-context.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { badgeContent, type BadgeVariant } from './badge-content.ts';
import type { BadgeOutcome, BadgeState } from './badge-state.ts';
import { certificationBadgeStyles } from './certification-badge.styles.ts';
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
 * page that is seen, after five minutes, before anything runs out, and when the registry can be asked again. Links to the
 * registry's page about the certificate.
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
export class CertificationBadge extends PlainElement {
  static override properties: Readonly<Record<string, PropertySettings>> = {
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
  #judgement: Judgement | undefined;
  #basis: readonly unknown[] | undefined;

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
    const { state, variant, outcome } = this;
    const facts = outcome?.state === 'unverifiable' ? undefined : outcome?.facts;
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
    if (this.#judgement) this.#settle(undefined);
    void this.#verify();
  }

  async #verify(): Promise<void> {
    const basis = this.#basis;
    const judgement = await this.#judge(this.#registry.context);
    if (basis === this.#basis) this.#settle(judgement);
  }

  // What holds now may run out or be suspended later. Until the new outcome the last one stays.
  readonly #look = (): void => {
    if (this.#judgement && Date.now() >= this.#judgement.dueAt) void this.#verify();
  };

  async #judge(context: RegistryContext | undefined): Promise<Judgement> {
    const { badge, bundle } = this;
    if (!context || !badge) {
      return { outcome: { state: 'unverifiable', reason: 'badgeMissing' }, dueAt: Infinity };
    }
    try {
      return await (bundle
        ? judgeBundle(badge, bundle, context.registry, location.origin)
        : judgeBadge(badge, context, location.origin));
    } catch (error) {
      this.dispatchEvent(new FupinLoadErrorEvent(error));
      return { outcome: { state: 'unverifiable', reason: 'notLoaded' }, dueAt: 0 };
    }
  }

  #settle(judgement: Judgement | undefined): void {
    const { states } = this.#internals;
    states.delete(this.state);
    const { outcome } = this;
    this.#judgement = judgement;
    // What shows the same is not drawn anew, so that the focus stays where it is.
    if (JSON.stringify(outcome) !== JSON.stringify(this.outcome)) this.requestUpdate();
    states.add(this.state);
    if (judgement) this.dispatchEvent(new FupinBadgeVerifyEvent(this.state));
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
