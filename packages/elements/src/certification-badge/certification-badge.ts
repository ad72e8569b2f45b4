import type { BadgeBundle } from '@fupin/schema';
import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import type { RegistryContext } from '../provider/registry-context.ts';
import { RegistryElement } from '../provider/registry-element.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import type { BadgeOutcome, BadgeState } from './badge-state.ts';
import { certificationBadgeStyles } from './certification-badge.styles.ts';
import { judgeBadge } from './judge-badge.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { seal } from './seal.ts';
import { verifiedFacts, type VerifiedFacts } from './verified-facts.ts';

export type { BadgeOutcome, BadgeState };

registerMessages('fupin-certification-badge', 'zh-Hans', zhHans);
registerMessages('fupin-certification-badge', 'en', en);

/** Fired at a badge when its verification has come to an end; does not bubble. */
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
 * the certificate's present status. Whatever can't be verified is never shown as valid. Links to the registry's page about
 * the certificate.
 *
 * @tag fupin-certification-badge
 * @fires fupin-badge-verify - When verification has come to an end.
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
export class CertificationBadge extends RegistryElement {
  static override styles = [hostStyles, visuallyHidden, certificationBadgeStyles];

  /** Identifier of the badge, `bdg_…`. */
  @property() badge: string | undefined;
  /** `compact`: seal and state on one line. `seal`: the seal alone. `full`: with what the certificate says. */
  @property({ reflect: true }) variant: 'compact' | 'seal' | 'full' = 'compact';
  /** A bundle that holds this badge, where the page has it already; saves the request. */
  @property({ attribute: false }) bundle: BadgeBundle | undefined;

  readonly #internals = this.attachInternals();
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

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.isWaiting) return;
    const { context, badge, bundle } = this;
    const basis = [context?.registry, context?.reader, badge, bundle];
    if (basis.every((value, index) => value === this.#basis?.[index]) && this.#basis) return;
    this.#basis = basis;
    void this.#verify(basis, context);
  }

  async #verify(basis: readonly unknown[], context: RegistryContext | undefined): Promise<void> {
    if (this.#outcome) this.#settle(undefined);
    const outcome = await this.#judge(context);
    if (basis === this.#basis) this.#settle(outcome);
  }

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
    this.#outcome = outcome;
    states.add(this.state);
    this.requestUpdate();
    if (outcome) this.dispatchEvent(new FupinBadgeVerifyEvent(this.state));
  }

  protected override render() {
    const { state, variant } = this;
    const { locale, direction } = this.#localization;
    const facts = verifiedFacts(this.#outcome, this.context?.registry ?? '');
    if (variant !== 'full' && facts?.certificateUrl) {
      return html`<a
        part="base"
        class="${state} ${variant}"
        lang=${locale}
        dir=${direction}
        href=${facts.certificateUrl}
        target="_blank"
        rel="noopener"
        >${this.#renderCompact(facts)}</a
      >`;
    }
    return html`<span
      part="base"
      class="${state} ${variant}"
      lang=${locale}
      dir=${direction}
      aria-busy=${state === 'verifying'}
      >${variant === 'full' ? this.#renderFull(facts) : this.#renderCompact(facts)}</span
    >`;
  }

  #renderCompact(facts: VerifiedFacts | undefined) {
    const { messages } = this.#localization;
    const hidden = this.variant === 'seal' ? 'visually-hidden' : nothing;
    return html`${seal(this.state)}<span part="label" class=${hidden}>${messages[this.state]}</span
      >${
        facts &&
        html`<span class="visually-hidden">
          <span lang="zh-Hans">${facts.productName}</span>
          ${facts.certificateUrl && messages.openCertificate}
        </span>`
      }`;
  }

  #renderFull(facts: VerifiedFacts | undefined) {
    const { state } = this;
    const { messages } = this.#localization;
    return html`${seal(state)}<span class="text">
        <span part="label">${messages[state]}</span>
        <span part="meaning">${messages.meaning[state]}</span>
        ${facts && html`<span part="claims">${this.#renderClaims(facts)}</span>`}
        ${
          facts?.certificateUrl &&
          html`<a part="link" href=${facts.certificateUrl} target="_blank" rel="noopener"
            >${messages.openCertificate}</a
          >`
        }
      </span>`;
  }

  #renderClaims({ merchant, ...facts }: VerifiedFacts) {
    const { messages, formats } = this.#localization;
    if (this.state === 'wrongOrigin') return html`<span>${messages.licensedTo(merchant)}</span>`;
    const { householdsHelped: households } = facts;
    return html`
      <span class="product" lang="zh-Hans">${facts.productName}</span>
      <span lang="zh-Hans">${facts.countyName}</span>
      ${households ? html`<span>${messages.households(formats.number(households))}</span>` : nothing}
      <span>${facts.directoryNo}</span>
      <span>${messages.validUntil(formats.date(facts.validUntil))}</span>
    `;
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
