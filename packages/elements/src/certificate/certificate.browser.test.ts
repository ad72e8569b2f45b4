import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import {
  createSmallRegistry,
  issuedStates,
  registryAddress,
  type SmallRegistry,
} from '../../test/small-registry.ts';
import { loggedIn } from '../../test/small-log.ts';
import type { FupinLoadErrorEvent } from '../load-error-event.ts';
import '../provider/provider.ts';
import { Certificate } from './certificate.ts';

let registry: SmallRegistry;
beforeEach(async () => {
  registry = await createSmallRegistry();
});

/** A certificate says nothing of origins: what a badge would show on a foreign page is valid. */
const certificateStates = issuedStates.filter((state) => state !== 'wrongOrigin');

type Settings = Partial<
  Pick<Certificate, 'certificate' | 'locale' | 'rootKey' | 'logKey' | 'fetch' | 'registry'>
> & { readonly onError?: (event: FupinLoadErrorEvent) => void };

const settled = (certificate: Certificate) => oneEvent(certificate, 'fupin-certificate-verify');

async function certificateIn(
  state: string,
  { onError, ...settings }: Settings = {},
): Promise<Certificate> {
  const certificate = document.createElement('fupin-certificate');
  if (onError) certificate.addEventListener('fupin-load-error', onError);
  Object.assign(certificate, {
    registry: registryAddress,
    locale: 'zh-Hans',
    fetch: registry.fetch,
    certificate: `crt_${state}0`,
    ...settings,
  });
  const verified = settled(certificate);
  await fixture(html`<div>${certificate}</div>`);
  await verified;
  await certificate.updateComplete;
  expect(certificate).to.be.instanceOf(Certificate);
  return certificate;
}

const part = (certificate: Certificate, name: string) =>
  certificate.renderRoot.querySelector<HTMLElement>(`[part="${name}"]`);
const text = (certificate: Certificate, name: string) => part(certificate, name)?.textContent ?? '';

describe('fupin-certificate', () => {
  describe('states', () => {
    const words = {
      valid: '认定有效',
      // Its badge has run out, the certificate has not.
      expired: '认定有效',
      suspended: '认定已暂停',
      revoked: '认定已撤销',
    };
    for (const state of certificateStates) {
      it(`shows the certificate of a ${state} badge by its own state`, async () => {
        const certificate = await certificateIn(state);
        expect(text(certificate, 'state')).to.equal(words[state]);
        expect(certificate.matches(`:state(${certificate.state})`)).to.equal(true);
        expect(certificate.matches(':state(verifying)')).to.equal(false);
      });
    }

    it('is verifying until the registry has answered', async () => {
      registry.gate = new Promise(() => {});
      const certificate = await fixture<Certificate>(html`
        <fupin-certificate
          registry=${registryAddress}
          certificate="crt_valid0"
          .fetch=${registry.fetch}
        ></fupin-certificate>
      `);
      await certificate.updateComplete;
      expect(certificate.state).to.equal('verifying');
      expect(part(certificate, 'base')!.getAttribute('aria-busy')).to.equal('true');
      expect(part(certificate, 'facts')).to.equal(null);
    });
  });

  describe('content', () => {
    it('shows what the signed certificate says', async () => {
      const certificate = await certificateIn('valid', { locale: 'en' });
      expect(text(certificate, 'product')).to.contain('湄潭翠芽');
      for (const fact of [
        '湄潭县',
        'FP-2020-520328-000148',
        '2020-03',
        '148 households, 531 people',
        'guaranteed purchase, employment',
        '42,000 pieces',
        '¥5,376,000 a year',
        '扶贫产品认定',
      ]) {
        expect(text(certificate, 'facts')).to.contain(fact);
      }
    });

    it('shows the review chain, and that it is not signed', async () => {
      const certificate = await certificateIn('valid');
      const steps = [...part(certificate, 'chain')!.querySelectorAll('li')];
      expect(steps.map((step) => step.querySelector('.step-name')?.textContent)).to.deep.equal([
        '初审',
        '复核',
        '公示',
        '审定',
        '列入目录',
      ]);
      expect(steps[1]!.textContent).to.contain('湄潭县农业农村局').and.contain('2020年4月17日');
      expect(text(certificate, 'note')).to.contain('不在签名的证书之内');
    });

    it('does without the record where only that is missing', async () => {
      const certificate = await certificateIn('valid', {
        fetch: (input) =>
          String(input).includes('/v1/')
            ? Promise.reject(new TypeError('down'))
            : registry.fetch(input),
      });
      expect(certificate.state).to.equal('valid');
      expect(part(certificate, 'chain')).to.equal(null);
    });

    it('leads to the registry, in words and as a QR code', async () => {
      const certificate = await certificateIn('valid');
      expect((part(certificate, 'link') as HTMLAnchorElement).href).to.equal(
        `${registryAddress}/certificates/crt_valid0`,
      );
      await waitUntil(() => part(certificate, 'qr')?.querySelector('svg[role="img"]'));
    });

    it('asks once for the same certificate, however often it stands on a page', async () => {
      await fixture(html`
        <fupin-provider registry=${registryAddress} .fetch=${registry.fetch}>
          ${Array.from({ length: 5 }, () => html`<fupin-certificate certificate="crt_valid0"></fupin-certificate>`)}
        </fupin-provider>
      `);
      const last = document.querySelector<Certificate>('fupin-certificate:last-of-type')!;
      if (last.state === 'verifying') await settled(last);
      expect(registry.requests.toSorted()).to.deep.equal([
        '/certificates/crt_valid0/bundle',
        '/v1/certificates/crt_valid0',
      ]);
    });
  });

  describe('doubt', () => {
    const expectDoubt = (certificate: Certificate, reason: string) => {
      expect(certificate.outcome).to.deep.equal({ state: 'unverifiable', reason });
      for (const name of ['facts', 'chain', 'link', 'product']) {
        expect(part(certificate, name), name).to.equal(null);
      }
    };

    it('shows nothing when the registry does not answer, and verifies again when asked to', async () => {
      registry.failure = 503;
      const errors: unknown[] = [];
      const certificate = await certificateIn('valid', {
        onError: ({ error }) => errors.push(error),
      });
      expectDoubt(certificate, 'notLoaded');
      expect(errors[0]).to.have.property('code', 'unavailable');
      registry.failure = undefined;
      part(certificate, 'retry')!.click();
      await settled(certificate);
      expect(certificate.state).to.equal('valid');
    });

    it('shows nothing of a certificate that the registry does not know', async () => {
      expectDoubt(await certificateIn('unknown'), 'certificateMissing');
    });

    it('shows nothing of another certificate under this id', async () => {
      const { certificates } = registry.bundle;
      registry.extras = { certificate: certificates['crt_revoked0']! };
      expectDoubt(await certificateIn('valid'), 'certificateMissing');
    });

    it('shows nothing of a certificate that another registry issued', async () => {
      const other = await createSmallRegistry(0, 'https://third.test');
      registry.extras = {
        certificate: other.bundle.certificates['crt_valid0']!,
        keySet: other.bundle.keySet,
      };
      expectDoubt(await certificateIn('valid'), 'issuerMismatch');
    });
  });

  describe('log', () => {
    it('says since when the certificate is in the transparency log, when its proof holds', async () => {
      const { logProof, logKey } = await loggedIn(registry.bundle.certificates['crt_valid0']!);
      registry.extras = { logProof };
      const certificate = await certificateIn('valid', { logKey });
      expect(text(certificate, 'log')).to.equal(
        '2026年6月1日 已记入透明日志，第 1 条，共 2 条，收录证明已核验',
      );
    });

    it('says so when it does not', async () => {
      const { logProof, logKey } = await loggedIn(registry.bundle.certificates['crt_revoked0']!);
      registry.extras = { logProof };
      const certificate = await certificateIn('valid', { logKey });
      expect(certificate.state).to.equal('valid');
      expect(text(certificate, 'log')).to.contain('没有通过核验');
    });

    it('says nothing without a key to believe', async () => {
      const { logProof } = await loggedIn(registry.bundle.certificates['crt_valid0']!);
      registry.extras = { logProof };
      expect(part(await certificateIn('valid'), 'log')).to.equal(null);
    });
  });

  describe('accessibility', () => {
    for (const state of certificateStates) {
      it(`has no violation when ${state}`, async () => {
        const certificate = await certificateIn(state, { locale: 'en' });
        await waitUntil(() => part(certificate, 'qr')?.querySelector('svg'));
        await expect(certificate).to.be.accessible();
      });
    }

    it('has no violation when unverifiable', async () => {
      const certificate = await certificateIn('unknown');
      expect(text(certificate, 'doubt')).not.to.equal('');
      await expect(certificate).to.be.accessible();
    });

    it('has the product’s name as a heading of the level that the page wants', async () => {
      const certificate = await certificateIn('valid');
      certificate.headingLevel = 3;
      await certificate.updateComplete;
      expect(part(certificate, 'product')!.getAttribute('aria-level')).to.equal('3');
    });
  });
});
