import { provinceOf } from '@fupin/schema';
import { html } from 'hono/html';
import type { Licensees } from '../outlets/licensees.ts';
import type { Markup } from '../pages/page-frame.ts';
import type { CertificateView } from './certificate-page.ts';
import { tones, type Standing } from './certificate-standing.ts';
import { certificateTexts } from './certificate-texts.ts';
import { inChinese, named } from './in-chinese.ts';
import { count, day, minute, yuan } from './page-formats.ts';
import { qrCode } from './qr-code.ts';
import { factList, originList, pictureOf } from './record-page.ts';

/** Since when a certificate has been in the log, at which place of how many. */
export interface Logged {
  readonly at: string;
  readonly index: number;
  readonly treeSize: number;
}

/** Where the certificate stands, in large, and why. */
export function statusBlock(standing: Standing, view: CertificateView): Markup {
  const { certificate, language, now } = view;
  const texts = certificateTexts[language];
  const { reason, reasonCode } =
    certificate.statusChanges.findLast(({ at }) => new Date(at) <= now) ?? {};
  const words = reasonCode && (texts.reasons[reasonCode] ?? reasonCode);
  const isDeclared = standing === 'suspended' || standing === 'withdrawn';
  return html`<div class="status ${tones[standing]}">
    <strong class="verdict">${texts.verdict[standing]}</strong>
    <p>${texts.meaning[standing]}</p>
    ${
      isDeclared && (words ?? reason)
        ? html`<p>
            ${texts.reason}${words} ${words && reason ? '·' : ''}
            ${inChinese(language, reason ?? '')}
          </p>`
        : ''
    }
    ${
      certificate.renewedBy === undefined
        ? ''
        : html`<p>
            ${texts.renewedBy}:
            <a href="/certificates/${certificate.renewedBy}">${texts.see}</a>
          </p>`
    }
    <small>${texts.asOf(minute(language, now))}</small>
  </div>`;
}

/** What the product is. */
export function productSection({ certificate, product, language }: CertificateView): Markup {
  const image = pictureOf(product.images);
  const name = named(language, certificate.productName, product.nameEn);
  const description = named(language, product.description ?? '', product.descriptionEn);
  return html`<section class="${image ? 'product' : ''}">
    ${image ? html`<img src="${image}" alt="" width="400" height="400" />` : ''}
    <div>
      <h1><a href="/products/${product.productId}">${name}</a></h1>
      <p class="lead">${inChinese(language, product.spec)}</p>
      ${description ? html`<p>${description}</p>` : ''}
    </div>
  </section>`;
}

/** What was certified. */
export function factsSection(
  { certificate, product, language }: CertificateView,
  uscc: string,
): Markup {
  const texts = certificateTexts[language];
  const { linkage, certifiedBy, annualSupply } = certificate;
  const isEnglish = language === 'en';
  const province = provinceOf(certifiedBy.code);
  const county = isEnglish
    ? `${certifiedBy.nameEn}, ${province?.nameEn ?? ''}`
    : `${province?.name ?? ''}${certifiedBy.name}`;
  const supplier = named(language, certificate.supplierName, product.supplier.nameEn);
  const { householdsHelped, peopleHelped } = linkage;
  return html`<section>
    ${factList([
      [texts.directoryNo, certificate.directoryNo],
      [texts.scheme, named(language, certificate.schemeName ?? '', certificate.schemeNameEn)],
      [texts.batch, certificate.batch],
      [
        texts.validity,
        texts.period(day(language, certificate.validFrom), day(language, certificate.validUntil)),
      ],
      [texts.county, county],
      [texts.supplier, html`<a href="/suppliers/${certificate.supplierId}">${supplier}</a>`],
      [texts.uscc, uscc],
      [texts.gtin, product.gtin ?? ''],
      [
        texts.helped,
        texts.households(count(language, householdsHelped), count(language, peopleHelped)),
      ],
      [texts.linkage, linkage.kinds.map((kind) => texts.linkages[kind] ?? kind).join(texts.list)],
      [
        texts.annualSupply,
        html`${annualSupply.quantity} ${inChinese(language, annualSupply.unit)}`,
      ],
      [texts.commodityValue, texts.yuan(yuan(certificate.commodityValueFen))],
    ])}
  </section>`;
}

/** Who reviewed the product, step by step. */
export function reviewSection({ certificate, language }: CertificateView): Markup | string {
  const texts = certificateTexts[language];
  if (certificate.reviewChain.length === 0) return '';
  return html`<section>
    <h2>${texts.review}</h2>
    <ol class="steps">
      ${certificate.reviewChain.map(
        ({ step, actor, on }) =>
          html`<li>
            <b>${texts.steps[step] ?? step}</b> <span>${inChinese(language, actor)}</span>
            <small>${day(language, on)}</small>
          </li>`,
      )}
    </ol>
  </section>`;
}

/** How the status has changed since; nothing where it never has. */
export function historySection({ certificate, language, now }: CertificateView): Markup | string {
  const texts = certificateTexts[language];
  const past = certificate.statusChanges.filter(({ at }) => new Date(at) <= now);
  if (past.length === 0) return '';
  return html`<section>
    <h2>${texts.history}</h2>
    <ol class="steps">
      ${past.map(
        ({ status, at, reason, reasonCode }) =>
          html`<li class="${status === 'active' ? '' : 'bad'}">
            <b>${texts.statuses[status] ?? status}</b>
            <span
              >${reason ? inChinese(language, reason) : (texts.reasons[reasonCode ?? ''] ?? '')}</span
            >
            <small>${day(language, at)}</small>
          </li>`,
      )}
    </ol>
  </section>`;
}

/** What spot checks found, and how many complaints there were. */
export function supervisionSection({ certificate, language }: CertificateView): Markup | string {
  const texts = certificateTexts[language];
  if (!certificate.supervision) return '';
  const { spotChecks, complaints } = certificate.supervision;
  const { received, open, upheld } = complaints;
  return html`<section>
    <h2>${texts.supervision}</h2>
    ${
      spotChecks.length === 0
        ? html`<p>${texts.noSpotChecks}</p>`
        : html`<ol class="steps">
            ${spotChecks.map(
              ({ aspects, outcome, finding, remedyBy, concludedAt }) =>
                html`<li class="${outcome === 'passed' ? '' : 'bad'}">
                  <b>${texts.outcomes[outcome] ?? outcome}</b>
                  <span
                    >${aspects.map((aspect) => texts.aspects[aspect] ?? aspect).join(texts.list)} ·
                    ${inChinese(language, finding)}
                    ${remedyBy === null ? '' : `· ${texts.remedyBy(day(language, remedyBy))}`}</span
                  >
                  <small>${day(language, concludedAt)}</small>
                </li>`,
            )}
          </ol>`
    }
    <p>
      ${texts.complaintCounts(
        count(language, received),
        count(language, open),
        count(language, upheld),
      )}
    </p>
  </section>`;
}

/** Which sites may show the mark for the product. */
export function licenceSection({ language }: CertificateView, licensees: Licensees): Markup {
  const texts = certificateTexts[language];
  const { outlets, areMore } = licensees;
  return html`<section>
    <h2>${texts.licensed}</h2>
    ${
      outlets.length === 0
        ? html`<p>${texts.noneLicensed}</p>`
        : html`<p>${texts.licensedNote}</p>
            <ul class="licensees">
              ${outlets.map(
                ({ outletId, name, nameEn, licences }) =>
                  html`<li>
                    <a href="/outlets/${outletId}">${named(language, name, nameEn)}</a>
                    ${licences.map(
                      ({ licenceId, licenceNo, origins }) =>
                        html`<small
                            >${texts.licenceNo}
                            <a href="/licences/${licenceId}">${licenceNo}</a></small
                          >
                          ${originList(origins)}`,
                    )}
                  </li>`,
              )}
            </ul>
            ${
              areMore
                ? html`<p>${texts.moreLicensed} <a href="/licences">${texts.register}</a></p>`
                : ''
            }`
    }
  </section>`;
}

/** What the mark can and can't prove, and how to tell that this page is the registry's. */
export function proofSection({ language, publicUrl }: CertificateView): Markup {
  const texts = certificateTexts[language];
  const list = (sentences: readonly string[]) =>
    html`<ul>
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>`;
  return html`<section>
    <h2>${texts.proof}</h2>
    <h3>${texts.proves}</h3>
    ${list(texts.canProve)}
    <h3>${texts.provesNot}</h3>
    ${list(texts.cannotProve)}
    <p class="note">${texts.checkAddress(publicUrl)}</p>
  </section>`;
}

/** That the certificate is in the public log, the data to verify it with, and a code to print. */
export function logSection(view: CertificateView, logged: Logged | undefined): Markup {
  const { certificate, language, publicUrl } = view;
  const texts = certificateTexts[language];
  const { certificateId } = certificate;
  const address = `${publicUrl}/certificates/${certificateId}`;
  return html`<section>
    <h2>${texts.log}</h2>
    <p>
      ${
        logged
          ? texts.logged(
              day(language, logged.at),
              count(language, logged.index + 1),
              count(language, logged.treeSize),
            )
          : texts.notLogged
      }
    </p>
    <h3>${texts.data}</h3>
    <p class="links">
      <a href="/certificates/${certificateId}/bundle">${texts.dataLinks.bundle}</a>
      <a href="/v1/certificates/${certificateId}">${texts.dataLinks.record}</a>
    </p>
    <div class="scan">
      ${qrCode(address, address)}
      <div>
        <h3>${texts.code}</h3>
        <p>${texts.codeNote}</p>
        <p class="links">
          <a href="/certificates/${certificateId}/qr.svg" download="${certificateId}.svg"
            >${texts.codeFile}</a
          >
        </p>
      </div>
    </div>
  </section>`;
}
