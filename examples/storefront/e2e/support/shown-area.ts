import type { BadgeState } from '@fupin/elements/certification-badge';
import type { ProductCard } from '@fupin/elements/product-card';
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** A card as a visitor sees it, with the numbers that it was made from. */
export interface ShownCard {
  readonly sku: string;
  /** The name on the card. */
  readonly name: string;
  /** The price on the card, without currency and spaces, e.g. `73.40`. */
  readonly price: string;
  /** The place of origin on the card. */
  readonly origin: string;
  readonly categoryCode: string;
  readonly certificateId: string | undefined;
  /** What its badge says of itself; undefined where the card has no badge. */
  readonly badgeState: BadgeState | undefined;
}

/** The special area of the shop's home page. */
export class ShownArea {
  readonly page: Page;
  readonly element: Locator;

  constructor(page: Page) {
    this.page = page;
    this.element = page.locator('fupin-special-area');
  }

  /** The cards that show a product, in their order. */
  async cards(): Promise<readonly ShownCard[]> {
    return this.element.locator('fupin-product-card').evaluateAll((elements) =>
      (elements as ProductCard[]).flatMap(({ listing, shadowRoot }) => {
        // Not innerText, which is empty where a far card is not laid out yet.
        const text = (part: string) =>
          shadowRoot?.querySelector(`[part="${part}"]`)?.textContent.trim() ?? '';
        const badge = shadowRoot?.querySelector('fupin-certification-badge');
        if (!listing || text('name') === '') return [];
        return {
          sku: listing.sku,
          name: text('name'),
          price: text('price').replaceAll(/[^\d.]/g, ''),
          origin: text('origin'),
          categoryCode: listing.product.category.code,
          certificateId: listing.product.certificate?.certificateId,
          badgeState: badge?.state,
        };
      }),
    );
  }

  /** The cards once they are as many as expected and every badge has come to an end. */
  async settledCards(
    expected: { readonly atLeast: number } | { readonly exactly: number } = { atLeast: 24 },
  ): Promise<readonly ShownCard[]> {
    return eventually(async () => {
      assert.equal(await this.isLoading(), false, 'the area is still loading');
      const cards = await this.cards();
      if ('exactly' in expected) assert.equal(cards.length, expected.exactly, 'cards');
      else assert.ok(cards.length >= expected.atLeast, `${cards.length} cards`);
      const pending = cards.filter(({ badgeState }) => badgeState === 'verifying');
      assert.equal(pending.length, 0, `${pending.length} badges are still verifying`);
      return cards;
    });
  }

  isLoading(): Promise<boolean> {
    return this.element.evaluate((area) => area.matches(':state(loading)'));
  }

  /** How many products the area says there are. */
  async total(): Promise<number> {
    const text = await this.element.locator('[part="total"]').innerText();
    return Number(text.replaceAll(/\D/g, '') || Number.NaN);
  }

  /** Does something that makes the area ask the registry, and gives the cards that its answer brings. */
  async answering(act: () => Promise<unknown>): Promise<readonly ShownCard[]> {
    const answer = this.page.waitForResponse((response) => response.url().includes('/listings?'));
    await act();
    await (await answer).finished();
    return this.settledCards({ atLeast: 0 });
  }
}
