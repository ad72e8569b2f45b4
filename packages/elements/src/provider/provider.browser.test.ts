import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { Provider } from './provider.ts';
import { RegistryElement } from './registry-element.ts';

class Consumer extends RegistryElement {
  get seen() {
    return this.context;
  }
}
customElements.define('x-consumer', Consumer);

class ShadowHost extends LitElement {
  protected override render() {
    return html`<x-consumer></x-consumer>`;
  }
}
customElements.define('x-shadow-host', ShadowHost);

const consumerIn = (root: ParentNode) => root.querySelector('x-consumer') as Consumer;

describe('fupin-provider', () => {
  it('gives registry, key, outlet and session to what is inside it', async () => {
    const provider = await fixture<Provider>(html`
      <fupin-provider
        registry="https://registry.example/"
        publishable-key="pk_1"
        outlet="out_1"
        .session=${'rs_1'}
      >
        <div><x-consumer></x-consumer></div>
      </fupin-provider>
    `);
    expect(provider).to.be.instanceOf(Provider);
    const { registry, publishableKey, outlet, session } = consumerIn(provider).seen!;
    expect({ registry, publishableKey, outlet, session }).to.deep.equal({
      registry: 'https://registry.example',
      publishableKey: 'pk_1',
      outlet: 'out_1',
      session: 'rs_1',
    });
  });

  it('reaches into shadow roots', async () => {
    const provider = await fixture(html`
      <fupin-provider registry="https://registry.example">
        <x-shadow-host></x-shadow-host>
      </fupin-provider>
    `);
    const consumer = consumerIn(provider.querySelector('x-shadow-host')!.shadowRoot!);
    expect(consumer.seen?.registry).to.equal('https://registry.example');
  });

  it('is overridden by an element’s own attributes', async () => {
    const provider = await fixture(html`
      <fupin-provider registry="https://registry.example" publishable-key="pk_1">
        <x-consumer registry="https://other.example"></x-consumer>
      </fupin-provider>
    `);
    expect(consumerIn(provider).seen).to.include({
      registry: 'https://other.example',
      publishableKey: 'pk_1',
    });
  });

  it('passes a change on', async () => {
    const provider = await fixture<Provider>(html`
      <fupin-provider registry="https://registry.example"><x-consumer></x-consumer></fupin-provider>
    `);
    provider.registry = 'https://other.example';
    provider.locale = 'en';
    await provider.updateComplete;
    const consumer = consumerIn(provider);
    expect(consumer.seen?.registry).to.equal('https://other.example');
    expect(consumer.requestedLocale).to.equal('en');
  });

  it('lets elements with equal settings share one reader', async () => {
    const provider = await fixture(html`
      <fupin-provider registry="https://registry.example" publishable-key="pk_1">
        <x-consumer></x-consumer>
      </fupin-provider>
    `);
    const alone = await fixture<Consumer>(
      html`<x-consumer registry="https://registry.example" publishable-key="pk_1"></x-consumer>`,
    );
    expect(alone.seen?.reader).to.exist.and.equal(consumerIn(provider).seen?.reader);
  });

  it('adds no box to the layout', async () => {
    const provider = await fixture(html`<fupin-provider>text</fupin-provider>`);
    expect(getComputedStyle(provider).display).to.equal('contents');
  });

  it('settles the colour scheme by its theme', async () => {
    const provider = await fixture(html`<fupin-provider theme="dark">text</fupin-provider>`);
    expect(getComputedStyle(provider).colorScheme).to.equal('dark');
  });

  it('leaves an element outside of it without a registry', async () => {
    const alone = await fixture<Consumer>(html`<x-consumer></x-consumer>`);
    expect(alone.seen).to.equal(undefined);
  });
});
