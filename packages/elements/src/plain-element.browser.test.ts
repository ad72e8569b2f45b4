import { expect, fixture, html } from '@open-wc/testing';
import { PlainElement, type PropertySettings } from './plain-element.ts';

class Plain extends PlainElement {
  static override properties: Readonly<Record<string, PropertySettings>> = {
    tone: { reflect: true },
    longName: { attribute: 'long-name' },
    data: { attribute: false },
  };
  declare tone: string | undefined;
  declare longName: string | undefined;
  declare data: unknown;
  updates = 0;

  constructor() {
    super();
    this.tone = 'calm';
  }

  protected override update(): void {
    this.updates += 1;
    this.renderRoot.textContent = `${this.tone} ${this.longName}`;
  }
}
customElements.define('x-plain', Plain);

const plain = () => fixture<Plain>(html`<x-plain long-name="a"></x-plain>`);

describe('PlainElement', () => {
  it('takes text from attributes, also under a name of their own, and none where there is none', async () => {
    const element = await plain();
    expect(element.renderRoot.textContent).to.equal('calm a');
    element.setAttribute('long-name', 'b');
    element.setAttribute('data', 'c');
    await element.updateComplete;
    expect([element.longName, element.data]).to.deep.equal(['b', undefined]);
    element.removeAttribute('long-name');
    expect(element.longName).to.equal(undefined);
  });

  it('shows in an attribute what is to show there', async () => {
    const element = await plain();
    expect(element.getAttribute('tone')).to.equal('calm');
    element.tone = undefined;
    await element.updateComplete;
    expect(element.hasAttribute('tone')).to.equal(false);
  });

  it('updates once after several changes, and not at all without one', async () => {
    const element = await plain();
    element.longName = 'b';
    element.data = {};
    await element.updateComplete;
    element.longName = 'b';
    await element.updateComplete;
    expect(element.updates).to.equal(2);
  });

  it('keeps what was set before it was defined, until something else is set', async () => {
    const element = document.createElement('x-late-plain') as Plain;
    Object.assign(element, { tone: 'early', longName: 'early' });
    const page = await fixture(html`<div>${element}</div>`);
    customElements.define('x-late-plain', class extends Plain {});
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.equal('early early');
    element.longName = 'late';
    element.remove();
    page.append(element);
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.equal('early late');
  });
});
