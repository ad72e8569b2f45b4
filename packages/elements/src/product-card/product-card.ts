import type { Listing, Product } from '@fupin/schema';
import { html, nothing, type PropertyValues } from 'lit';
import '../certification-badge/certification-badge.ts';
import { define } from '../define.ts';
import { icon } from '../icon.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import { RegistryElement } from '../provider/registry-element.ts';
import { controlStyles } from '../theme/control-styles.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { webUrl } from '../web-url.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { productCardStyles } from './product-card.styles.ts';

registerMessages('fupin-product-card', 'zh-Hans', zhHans);
registerMessages('fupin-product-card', 'en', en);

/** How long the button says that the product was added, in milliseconds. */
const addedDuration = 2400;

/**
 * A shopper wants this product in the cart. A page with a cart of its own takes it and calls `preventDefault()`; otherwise
 * the card goes to the product's page in the shop, if it has one.
 */
export class FupinCartAddEvent extends Event {
  /** The product with the outlet's SKU and price. */
  readonly listing: Listing;

  constructor(listing: Listing) {
    super('fupin-cart-add', { bubbles: true, composed: true, cancelable: true });
    this.listing = listing;
  }
}

/**
 * One certified product: picture, verified badge, name, origin, households helped, price, and a button for the cart.
 * Shows a listing given as property, or the product named by `product-id`.
 *
 * @tag fupin-product-card
 * @fires fupin-cart-add - When a shopper wants the product; cancel it to take the product into your own cart.
 * @fires fupin-load-error - When the product could not be loaded.
 * @slot image - Replaces the picture.
 * @slot badge - Replaces the badge.
 * @slot name - Replaces the name and its link.
 * @slot spec - Replaces the specification.
 * @slot origin - Replaces the county of origin.
 * @slot impact - Replaces the number of households helped.
 * @slot price - Replaces the price.
 * @slot action - Replaces the button.
 * @csspart base - The card.
 * @csspart media - The picture's place.
 * @csspart image - The picture.
 * @csspart badge - The badge.
 * @csspart name - The name.
 * @csspart spec - The specification.
 * @csspart origin - County and province of origin.
 * @csspart impact - How many households are helped.
 * @csspart price - The price.
 * @csspart button - The button for the cart.
 * @csspart error - Shown where the product could not be loaded.
 * @cssproperty [--fupin-card-image-ratio=1] - Aspect ratio of the picture.
 * @cssstate loading - The product is not there yet.
 */
export class ProductCard extends RegistryElement {
  static override properties = {
    listing: { attribute: false },
    product: { attribute: false },
    productId: { attribute: 'product-id' },
    headingLevel: { type: Number, attribute: 'heading-level' },
    loaded: { state: true, attribute: false },
    error: { state: true, attribute: false },
    isAdded: { state: true, attribute: false },
    isImageBroken: { state: true, attribute: false },
  };
  static override styles = [hostStyles, visuallyHidden, controlStyles, productCardStyles];

  /** The product on sale, with price and badge. */
  listing: Listing | undefined;
  /** A product of the directory; ignored where there is a listing. */
  product: Product | undefined;
  /** Identifier of a product, `prd_…`, to be loaded where neither listing nor product is given. */
  productId: string | undefined;
  /** Level of the name as a heading. */
  headingLevel = 3;

  private loaded: Product | undefined;
  private error: unknown;
  private isAdded = false;
  private isImageBroken = false;

  readonly #internals = this.attachInternals();
  readonly #localization = new Localization(this, 'fupin-product-card');
  #wanted = '';
  #addedTimer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#addedTimer);
    this.isAdded = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('listing') || changed.has('product')) this.isImageBroken = this.isAdded = false;
  }

  protected override updated(): void {
    const method = this.#shown || this.error ? 'delete' : 'add';
    this.#internals.states[method]('loading');
    void this.#load();
  }

  get #shown(): Product | undefined {
    return this.listing?.product ?? this.product ?? this.loaded;
  }

  async #load(): Promise<void> {
    const { productId, context } = this;
    if (!productId || !context || this.listing || this.product) return;
    const wanted = `${context.registry} ${productId}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.loaded = this.error = undefined;
    try {
      const product = await context.reader.read('GET /v1/products/{productId}', { productId });
      if (wanted === this.#wanted) this.loaded = product;
    } catch (error) {
      if (wanted !== this.#wanted) return;
      this.error = error;
      this.dispatchEvent(new FupinLoadErrorEvent(error));
    }
  }

  #retry(): void {
    this.#wanted = '';
    this.error = undefined;
  }

  #addToCart(listing: Listing): void {
    const isTaken = !this.dispatchEvent(new FupinCartAddEvent(listing));
    if (!isTaken) {
      const link = webUrl(listing.link, document.baseURI);
      if (link) location.assign(link);
      return;
    }
    this.isAdded = true;
    clearTimeout(this.#addedTimer);
    this.#addedTimer = setTimeout(() => (this.isAdded = false), addedDuration);
  }

  protected override render() {
    if (this.error && !this.#shown) return this.#renderError();
    const product = this.#shown;
    return product ? this.#renderProduct(product) : this.#renderSkeleton();
  }

  #renderProduct(product: Product) {
    const { listing } = this;
    const { locale, direction, messages, formats } = this.#localization;
    const households = product.certificate?.linkage.householdsHelped;
    const { county } = product;
    const province = { name: county.provinceName, nameEn: county.provinceNameEn };
    return html`<article part="base" lang=${locale} dir=${direction}>
      <div part="media"><slot name="image">${this.#renderImage(product)}</slot></div>
      <div class="body">
        <div class="badge">
          <slot name="badge"
            >${
              listing?.badgeId &&
              html`<fupin-certification-badge
                part="badge"
                exportparts="seal, label: badge-label"
                .badge=${listing.badgeId}
                .registry=${this.registry}
                .publishableKey=${this.publishableKey}
                .rootKey=${this.rootKey}
                .locale=${this.requestedLocale}
                .fetch=${this.fetch}
              ></fupin-certification-badge>`
            }</slot
          >
        </div>
        <div class="title">
          <slot name="name">
            <div part="name" role="heading" aria-level=${this.headingLevel}>
              ${this.#renderName(product)}
            </div>
          </slot>
          <slot name="spec"
            ><div part="spec" class="line"><span lang="zh-Hans">${product.spec}</span></div></slot
          >
        </div>
        <div class="facts">
          <slot name="origin"
            ><div part="origin" class="line">
              ${icon('pin')}<span
                >${messages.origin(
                  this.#localization.name(county),
                  this.#localization.name(province),
                )}</span
              >
            </div></slot
          >
          <slot name="impact"
            ><div part="impact" class="line">
              ${
                households
                  ? html`${icon('people')}<span
                        >${messages.households(formats.number(households))}</span
                      >`
                  : nothing
              }
            </div></slot
          >
        </div>
        ${listing && this.#renderOffer(listing)}
      </div>
    </article>`;
  }

  #renderName(product: Product) {
    const name = this.#localization.name(product);
    const lang = name === product.name ? 'zh-Hans' : nothing;
    const link = webUrl(this.listing?.link, document.baseURI);
    return link
      ? html`<a href=${link} lang=${lang}>${name}</a>`
      : html`<span lang=${lang}>${name}</span>`;
  }

  #renderImage(product: Product) {
    const address = this.listing?.imageUrl ?? product.images[0];
    const source = webUrl(address, this.context?.registry ?? document.baseURI);
    if (!source || this.isImageBroken)
      return html`<span class="placeholder">${icon('leaf')}</span>`;
    return html`<img
      part="image"
      src=${source}
      alt=""
      width="400"
      height="400"
      loading="lazy"
      decoding="async"
      @error=${() => (this.isImageBroken = true)}
    />`;
  }

  #renderOffer(listing: Listing) {
    const { messages, formats } = this.#localization;
    const isSoldOut = listing.stock === 0;
    const caption = isSoldOut
      ? messages.soldOut
      : this.isAdded
        ? messages.added
        : messages.addToCart;
    return html`<div class="footer">
      <slot name="price"
        ><span part="price"
          ><span class="visually-hidden">${messages.price} </span>${formats
            .priceParts(listing.priceFen)
            .map(
              ({ text, isMinor }) =>
                html`<span class=${isMinor ? 'minor' : nothing}>${text}</span>`,
            )}</span
        ></slot
      >
      <slot name="action"
        ><button
          part="button"
          class="button"
          type="button"
          ?disabled=${isSoldOut}
          @click=${() => this.#addToCart(listing)}
        >
          ${icon(this.isAdded ? 'check' : 'bag')}<span class="caption">${caption}</span
          ><span class="visually-hidden">${this.#localization.name(listing.product)}</span>
        </button></slot
      >
      <span class="visually-hidden" role="status">${this.isAdded ? messages.added : nothing}</span>
    </div>`;
  }

  #renderSkeleton() {
    const { locale, direction, messages } = this.#localization;
    return html`<div part="base" class="loading" lang=${locale} dir=${direction} aria-busy="true">
      <span class="visually-hidden">${messages.loading}</span>
      <div part="media"></div>
      <div class="body">
        <div class="badge"><span class="bone"></span></div>
        <div class="title"><div class="bone long"></div></div>
        <div class="facts">
          <div class="line"><div class="bone"></div></div>
          <div class="line"><div class="bone"></div></div>
        </div>
        <div class="footer"><div class="bone short"></div></div>
      </div>
    </div>`;
  }

  #renderError() {
    const { locale, direction, messages } = this.#localization;
    return html`<div part="base" lang=${locale} dir=${direction}>
      <div part="error" role="alert">
        <span>${messages.failed}</span>
        <button class="button" type="button" @click=${this.#retry}>${messages.retry}</button>
      </div>
    </div>`;
  }
}

define('fupin-product-card', ProductCard);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-product-card': ProductCard;
  }
  interface GlobalEventHandlersEventMap {
    'fupin-cart-add': FupinCartAddEvent;
  }
}
