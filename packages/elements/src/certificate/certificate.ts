import { wayStyles } from '../badge-details/way-to-registry.styles.ts';
import { unwatchPage, watchPage } from '../certification-badge/page-watch.ts';
import { define } from '../define.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import { PlainElement, type PropertySettings } from '../plain-element.ts';
import { RegistryConsumer } from '../provider/registry-consumer.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { drawCertificate } from './certificate-content.ts';
import { certificateStyles } from './certificate.styles.ts';
import {
  judgeCertificate,
  type CertificateJudgement,
  type CertificateOutcome,
  type CertificateState,
} from './judge-certificate.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';

export type { CertificateOutcome, CertificateState };

registerMessages('fupin-certificate', 'zh-Hans', zhHans);
registerMessages('fupin-certificate', 'en', en);

/** Fired at a certificate each time that a verification has come to an end; does not bubble. */
export class FupinCertificateVerifyEvent extends Event {
  /** The state that the certificate shows from now on. */
  readonly state: CertificateState;

  constructor(state: CertificateState) {
    super('fupin-certificate-verify');
    this.state = state;
  }
}

/**
 * A certificate in full, verified in the visitor's browser: its state in large, what it certifies, the review chain, and a
 * link to the registry with its QR code. All but the review chain comes out of the signed certificate. Verifies anew, on a
 * page that is seen, after five minutes and when the registry can be asked again. Has a style sheet for print.
 *
 * @tag fupin-certificate
 * @fires fupin-certificate-verify - Each time that a verification has come to an end.
 * @fires fupin-load-error - When the registry could not be asked.
 * @csspart base - The certificate.
 * @csspart seal - The drawn mark.
 * @csspart state - The state in words.
 * @csspart product - The product's name, as a heading.
 * @csspart meaning - What the state means.
 * @csspart doubt - Why nothing can be said, and what to do; only when unverifiable.
 * @csspart retry - Has it verified again; only when unverifiable.
 * @csspart facts - What the signed certificate says.
 * @csspart chain - The review chain and later changes of status, as a timeline.
 * @csspart note - Says that the chain is not signed.
 * @csspart check - When and how it was verified.
 * @csspart log - Since when it is in the transparency log; only where `log-key` is given.
 * @csspart link - Leads to the registry's page.
 * @csspart qr - The link as a QR code.
 * @cssstate verifying - Not verified yet.
 * @cssstate valid - Genuine and in force.
 * @cssstate expired - Has run out.
 * @cssstate suspended - Suspended.
 * @cssstate revoked - Withdrawn.
 * @cssstate unverifiable - Could not be verified; nothing can be said.
 */
export class Certificate extends PlainElement {
  static override properties: Readonly<Record<string, PropertySettings>> = {
    registry: {},
    publishableKey: { attribute: 'publishable-key' },
    rootKey: { attribute: 'root-key' },
    logKey: { attribute: 'log-key' },
    locale: {},
    fetch: { attribute: false },
    certificate: {},
    headingLevel: { attribute: 'heading-level' },
  };
  static override styles = [hostStyles, visuallyHidden, certificateStyles, wayStyles];

  /** Address of the registry, e.g. `https://registry.example`; from the provider where absent. */
  registry: string | undefined;
  /** Publishable key, `pk_…`; from the provider where absent. */
  publishableKey: string | undefined;
  /** Thumbprints (RFC 7638) of the registry's root keys, between spaces; from the provider where absent. */
  rootKey: string | undefined;
  /** Verifier key of the registry's transparency log (C2SP signed-note); without it the log is not mentioned. */
  logKey: string | undefined;
  /** Locale of the texts, e.g. `zh-Hans`; from the provider, then from the nearest `lang` where absent. */
  locale: string | undefined;
  /** Replaces the `fetch` that requests go through. */
  fetch: typeof fetch | undefined;
  /** Identifier of the certificate, `crt_…`. */
  certificate: string | undefined;
  /** Level of the product's name as a heading; 2 where absent. */
  headingLevel: number | string | undefined;

  readonly #internals = this.attachInternals();
  readonly #registry = new RegistryConsumer(this);
  readonly #localization = new Localization(this, 'fupin-certificate');
  #judgement: CertificateJudgement | undefined;
  #basis: readonly unknown[] | undefined;

  constructor() {
    super();
    this.#internals.states.add(this.state);
  }

  /** What the certificate shows. */
  get state(): CertificateState {
    return this.outcome?.state ?? 'verifying';
  }

  /** What became of the verification, with what was verified or the reason for doubt; undefined while it is going on. */
  get outcome(): CertificateOutcome | undefined {
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
    const root = this.renderRoot;
    const hadFocus = root.activeElement;
    root.replaceChildren(
      drawCertificate({
        judgement: this.#judgement,
        headingLevel: Number(this.headingLevel) || 2,
        texts: this.#localization,
        retry: () => void this.#verify(true),
      }),
    );
    if (hadFocus) root.querySelector<HTMLElement>('[part="retry"], [part="link"]')?.focus();
  }

  protected override updated(): void {
    if (this.#registry.isWaiting) return;
    const { context } = this.#registry;
    const basis = [context?.reader, context?.rootKey, this.logKey, this.certificate];
    if (this.#basis && basis.every((value, index) => value === this.#basis?.[index])) return;
    this.#basis = basis;
    if (this.#judgement) this.#settle(undefined);
    void this.#verify(false);
  }

  // What holds now may run out or be suspended later. Until the new outcome the last one stays.
  readonly #look = (): void => {
    if (this.#judgement?.isDue()) void this.#verify(false);
  };

  async #verify(anew: boolean): Promise<void> {
    const basis = this.#basis;
    const judgement = await this.#judge(anew);
    if (basis === this.#basis) this.#settle(judgement);
  }

  async #judge(anew: boolean): Promise<CertificateJudgement> {
    const { context } = this.#registry;
    const { certificate, logKey } = this;
    const doubt = (reason: 'certificateMissing' | 'notLoaded', isDue: () => boolean) => {
      const outcome = { state: 'unverifiable', reason } as const;
      return { outcome, at: Date.now(), record: undefined, log: undefined, isDue };
    };
    if (!context || !certificate) return doubt('certificateMissing', () => false);
    try {
      return await judgeCertificate(certificate, { ...context, logKey }, anew);
    } catch (error) {
      this.dispatchEvent(new FupinLoadErrorEvent(error));
      return doubt('notLoaded', () => true);
    }
  }

  #settle(judgement: CertificateJudgement | undefined): void {
    const { states } = this.#internals;
    states.delete(this.state);
    const before = this.#judgement;
    this.#judgement = judgement;
    // What shows the same is not drawn anew, but for the button that asked for it.
    if (this.state === 'unverifiable' || textOf(before) !== textOf(judgement)) this.requestUpdate();
    states.add(this.state);
    if (judgement) this.dispatchEvent(new FupinCertificateVerifyEvent(this.state));
  }
}

function textOf(judgement: CertificateJudgement | undefined): string {
  return JSON.stringify([judgement?.outcome, judgement?.record, judgement?.log]);
}

define('fupin-certificate', Certificate);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-certificate': Certificate;
  }
  interface HTMLElementEventMap {
    'fupin-certificate-verify': FupinCertificateVerifyEvent;
  }
}
