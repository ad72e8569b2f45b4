import { html } from 'hono/html';
import { pageFrame } from './page-frame.ts';

/** The page at the registry's address: what this is, and where to go on. */
export function homePage(): string {
  return pageFrame({
    title: 'fupin certification registry',
    body: html`<main class="home">
      <p class="eyebrow">fupin · 消费扶贫</p>
      <h1>Certification registry</h1>
      <p class="lead">
        Here stand the certified products of the 832 counties with their certificates, the outlets
        that sell them, and the ledger of what was sold. Anyone may read the directory and check a
        certificate with their own tools; outlets report their sales, line by line, and each is
        counted exactly once.
      </p>
      <p class="lead" lang="zh-Hans">
        这里收录 832
        个县的认定产品及其证书、销售网点与销售台账。任何人都可以查阅目录、自行核验证书；网点逐行上报销售，每一行只计一次。
      </p>
      <nav aria-label="Where to go on">
        <ul class="links">
          <li>
            <a href="/docs"><b>Interface</b><span>Every operation, with examples</span></a>
          </li>
          <li>
            <a href="/openapi.json"><b>OpenAPI 3.1</b><span>The same for your tools</span></a>
          </li>
          <li>
            <a href="/v1/products?limit=20"
              ><b>Products</b><span>The directory’s first page</span></a
            >
          </li>
          <li>
            <a href="/v1/outlets?limit=20"><b>Outlets</b><span>Areas, counters, pavilions</span></a>
          </li>
          <li>
            <a href="/v1/counties"><b>Counties</b><span>All 832, with codes and names</span></a>
          </li>
          <li>
            <a href="/.well-known/jwks.json"
              ><b>Keys</b><span>To verify what is signed here</span></a
            >
          </li>
        </ul>
      </nav>
    </main>`,
  });
}
