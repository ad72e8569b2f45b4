import { problems, type KnownProblemCode } from '@fupin/schema';
import {
  openApiDocument,
  type OpenApiContent,
  type OpenApiDocument,
  type OpenApiOperation,
  type OpenApiParameter,
} from '@fupin/schema/openapi';
import { html } from 'hono/html';
import { pageFrame, prose, sequence, type Markup } from './page-frame.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

/** The browsable documentation of the interface, from the same table as its routes. */
export function docsPage(): string {
  const document = openApiDocument();
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  return pageFrame({
    title: 'Interface of the fupin certification registry',
    body: html`<header class="bar">
        <a href="/">fupin registry</a>
        <a href="/openapi.json">OpenAPI 3.1</a>
      </header>
      <div class="docs">
        <nav aria-label="Operations">
          ${sequence(document.tags.map((tag) => contents(tag, routes)))}
        </nav>
        <main>
          <h1>Interface</h1>
          <p class="lead">${prose(String(document.info['description']))}</p>
          ${keys(document)} ${sequence(document.tags.map((tag) => section(document, tag, routes)))}
          ${problemTable()}
        </main>
      </div>`,
  });
}

type Tag = OpenApiDocument['tags'][number];

function contents(tag: Tag, routes: readonly Route[]): Markup {
  const own = routes.filter(({ operation }) => operation.tags.includes(tag.name));
  return html`<h2>${tag.name}</h2>
    <ul>
      ${sequence(
        own.map(
          ({ operation: { operationId } }) =>
            html`<li><a href="#${operationId}">${operationId}</a></li>`,
        ),
      )}
    </ul>`;
}

function keys({ components }: OpenApiDocument): Markup {
  const schemes = Object.values(components.securitySchemes) as Readonly<Record<string, string>>[];
  return html`<section>
    <h2 id="keys">Keys</h2>
    <p>A key goes into the header <code>Authorization: Bearer …</code>, never into an address.</p>
    <dl>
      ${sequence(
        schemes.map(
          ({ bearerFormat = '', description = '' }) =>
            html`<dt><code>${bearerFormat}</code></dt>
              <dd>${description}</dd>`,
        ),
      )}
    </dl>
  </section>`;
}

function section(document: OpenApiDocument, tag: Tag, routes: readonly Route[]): Markup {
  const own = routes.filter(({ operation }) => operation.tags.includes(tag.name));
  return html`<section>
    <h2>${tag.description}</h2>
    ${sequence(own.map((route) => operationArticle(document, route)))}
  </section>`;
}

function operationArticle(document: OpenApiDocument, { method, path, operation }: Route): Markup {
  const parameters = (operation.parameters ?? []).flatMap((parameter) =>
    '$ref' in parameter
      ? (document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] ?? [])
      : parameter,
  );
  const { operationId, summary, description, requestBody, responses } = operation;
  return html`<article id="${operationId}">
    <h3>${summary}</h3>
    <p class="route">
      <b class="method ${method}">${method.toUpperCase()}</b>
      <code>${sequence(path.split(/(?=\/)/).map((part) => html`<wbr />${part}`))}</code>
    </p>
    <p class="note"><code>${operationId}</code> · ${description}</p>
    ${parameters.length > 0 ? parameterTable(parameters) : ''}
    ${requestBody ? example('Body', requestBody.content) : ''}
    ${sequence(
      Object.entries(responses).map(([status, response]) =>
        '$ref' in response ? html`` : example(`Answer ${status}`, response.content),
      ),
    )}
    <p class="problems">
      Problems:
      ${sequence(
        Object.values(responses)
          .flatMap((response) => ('$ref' in response ? response.$ref.split('/').at(-1) : []) ?? [])
          .map((code) => html`<a href="#problem-${code}"><code>${code}</code></a> `),
      )}
    </p>
  </article>`;
}

function parameterTable(parameters: readonly OpenApiParameter[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Parameters">
    <table>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">In</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${sequence(
          parameters.map(
            ({ name, in: place, required, description = '', schema }) =>
              html`<tr>
                <td><code>${name}</code>${required ? html` <small>required</small>` : ''}</td>
                <td>${place}</td>
                <td>${prose(description)} ${choices(schema)}</td>
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

function choices({ enum: values }: Readonly<Record<string, unknown>>): Markup {
  if (!Array.isArray(values)) return html``;
  return sequence(values.map((value) => html`<code class="choice">${String(value)}</code> `));
}

function example(title: string, content: OpenApiContent): Markup {
  return sequence(
    Object.entries(content).map(([mediaType, { example: value }]) => {
      if (value === undefined) return html``;
      const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
      return html`<details>
        <summary>${title} <small>${mediaType}</small></summary>
        <pre tabindex="0"><code>${text}</code></pre>
      </details>`;
    }),
  );
}

function problemTable(): Markup {
  const codes = Object.keys(problems) as KnownProblemCode[];
  return html`<section>
    <h2 id="problems">Problems</h2>
    <p>
      What can’t be done is answered as <code>application/problem+json</code> (RFC 9457). Switch on
      <code>code</code>; <code>issues</code> points at each fault of the input (RFC 6901).
    </p>
    <div class="scroll" tabindex="0" role="group" aria-label="Problems">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          ${sequence(
            codes.map(
              (code) =>
                html`<tr id="problem-${code}">
                  <td><code>${code}</code></td>
                  <td>${problems[code].status}</td>
                  <td>${problems[code].title}</td>
                </tr>`,
            ),
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
