import type { MarkTerms } from '@fupin/schema';
import { hash } from 'node:crypto';
import { licencePolicy } from './licence-policy.ts';

const zh = `消费扶贫标识使用条款

一、授权范围。登记处授权申请人在登记的网点及登记的网站来源（协议、域名与端口）上展示消费扶贫标识。授权不可转让，不得再许可他人使用。
二、只用于认定产品。标识只能与《目录》内、在有效期内且未被暂停或移出的产品一同展示，不得用于其他商品、店铺整体或企业宣传。
三、如实展示。标识须由登记处提供的组件呈现并保持可验证，不得改动、遮挡或以图片仿制。展示的产品、供应商、产地和帮扶信息须与认定证书一致。
四、网站归属。申请人须证明来源归其所有，并在授权期间保留证明文件或 DNS 记录。登记处会定期复查；多次复查均未见证明的，暂停授权。
五、销售数据。申请人须按登记处的接口如实、及时报送网点的销售数据，并配合核查。
六、价格与质量。申请人不得借标识哄抬价格；所售产品须符合农产品质量和食品安全标准。
七、监督。登记处可以核查、要求整改，并在违反本条款时暂停或撤销授权。暂停或撤销后，申请人须立即停止展示标识，页面上的标识将显示为无法验证。
八、期限。授权自批准之日起有效 ${licencePolicy.validityDays} 天；期满前 ${licencePolicy.renewableDays} 天内可凭新的证明续期。申请人可以随时交回授权。
九、公开登记。授权编号、网点、运营商、来源、期限、状态及变更理由对外公开；签署人及其联系方式不公开。
十、费用。授权不收取费用。

本条款以中文文本为准。`;

const en = `Terms for the use of the consumption poverty alleviation mark

1. Scope. The registry licenses the applicant to show the mark at the registered outlet and on the registered web origins (scheme, host and port). The licence can't be transferred or sublicensed.
2. Certified products only. The mark may be shown only with products that are in the directory, within their validity and neither suspended nor withdrawn; not with other goods, nor for a shop or company as a whole.
3. Honest display. The mark is shown by the registry's component and stays verifiable; it may not be altered, covered or imitated by a picture. Product, supplier, origin and households helped are shown as the certificate states them.
4. Ownership of the site. The applicant proves that the origins are its own and keeps the proof, a file or a DNS record, in place while the licence lasts. The registry looks again regularly; where it repeatedly finds no proof, it suspends the licence.
5. Sales data. The applicant reports the outlet's sales truthfully and in time through the registry's interface, and supports checks.
6. Price and quality. The mark may not be used to drive up prices; goods sold meet the standards of agricultural quality and food safety.
7. Supervision. The registry may check, demand correction, and suspend or revoke the licence where these terms are broken. The applicant then stops showing the mark at once; badges on its pages turn unverifiable.
8. Term. The licence lasts ${licencePolicy.validityDays} days from its grant and can be renewed with new proof in its last ${licencePolicy.renewableDays} days. The applicant may surrender it at any time.
9. Public register. Licence number, outlet, operator, origins, term, status and reasons for changes are public; the signatory and how to reach that person are not.
10. Fees. The licence is free of charge.

The Chinese text prevails.`;

/** The terms in force. A change of a word makes a new version: licences name the version and digest that was accepted. */
export const markTerms: MarkTerms = {
  version: '1',
  effectiveFrom: '2020-08-28',
  zh,
  en,
  digest: `ni:///sha-256;${hash('sha256', `${zh}\n${en}`, 'base64url')}`,
  validityDays: licencePolicy.validityDays,
};
