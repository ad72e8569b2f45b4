import {
  operationUrl,
  type ComplaintProgress,
  type ComplaintReceipt,
  type Problem,
} from '@fupin/schema';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { certificateMediaTypes } from '../credentials/credential-handlers.ts';
import { bestMediaType } from '../credentials/media-type.ts';
import type { Database } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { RegistryApp } from '../http/registry-app.ts';
import { batchesPage, batchPage } from './batch-pages.ts';
import { certificatePage } from './certificate-page.ts';
import {
  complaintProgressPage,
  complaintReceivedPage,
  complaintRefusedPage,
} from './complaint-pages.ts';
import { licencePage, licencesPage } from './licence-pages.ts';
import { outletPage } from './outlet-page.ts';
import { pageLanguage } from './page-language.ts';
import type { PageSource } from './page-source.ts';
import { productPage } from './product-page.ts';
import { publicReader } from './public-reader.ts';
import { qrCodeResponse } from './qr-code.ts';
import { supplierPage } from './supplier-page.ts';

const formLimit = bodyLimit({
  maxSize: 32_768,
  onError: () => {
    throw new ProblemError('payloadTooLarge', 'A form may have at most 32 KiB.');
  },
});

/** Adds the pages about records, for people. They come before the interface, which has the same address for certificates. */
export function addRecordPages(
  app: RegistryApp,
  parts: { readonly database: Database; readonly clock: () => Date; readonly publicUrl: string },
): void {
  const { database: connection, clock, publicUrl } = parts;
  const read = publicReader(app);
  const source = ({ req }: Context): PageSource => ({
    read,
    connection,
    request: req.raw,
    now: clock(),
    publicUrl,
  });
  app.get('/certificates/:certificateId', async (context, next) => {
    const accept = context.req.header('accept') ?? null;
    if (bestMediaType(accept, [...certificateMediaTypes, 'text/html']) !== 'text/html') {
      return next();
    }
    return certificatePage(context.req.param('certificateId'), source(context));
  });
  app.get('/certificates/:certificateId/qr.svg', async ({ req }) => {
    const certificateId = req.param('certificateId');
    if (!(await read('getCertificate', { certificateId }))) {
      throw new ProblemError('notFound', `There is no certificate ${certificateId}.`);
    }
    return qrCodeResponse(`${publicUrl}/certificates/${certificateId}`);
  });
  app.get('/products/:productId', (context) =>
    productPage(context.req.param('productId'), source(context)),
  );
  app.get('/suppliers/:supplierId', (context) =>
    supplierPage(context.req.param('supplierId'), source(context)),
  );
  app.get('/outlets/:outletId', (context) =>
    outletPage(context.req.param('outletId'), source(context)),
  );
  app.get('/batches', (context) => batchesPage(source(context)));
  app.get('/batches/:batchId', (context) =>
    batchPage(context.req.param('batchId'), source(context)),
  );
  app.get('/licences', (context) => licencesPage(source(context)));
  app.get('/licences/:licenceId', (context) =>
    licencePage(context.req.param('licenceId'), source(context)),
  );
  addComplaintForms(app);
}

/** The forms are another way to the operations of the interface, with the same checks and limits. */
function addComplaintForms(app: RegistryApp): void {
  app.post('/certificates/:certificateId/complaints', formLimit, async (context) => {
    const certificateId = context.req.param('certificateId');
    const language = pageLanguage(context.req.header('accept-language') ?? null);
    const path = operationUrl('createComplaint', { certificateId });
    const answer = await forward(app, context, path);
    return answer.ok
      ? complaintReceivedPage(language, certificateId, (await answer.json()) as ComplaintReceipt)
      : complaintRefusedPage(language, certificateId, (await answer.json()) as Problem);
  });
  app.get('/complaints', ({ req }) =>
    complaintProgressPage(pageLanguage(req.header('accept-language') ?? null)),
  );
  app.post('/complaints', formLimit, async (context) => {
    const language = pageLanguage(context.req.header('accept-language') ?? null);
    const answer = await forward(app, context, operationUrl('followComplaint'));
    return complaintProgressPage(
      language,
      answer.ok
        ? { progress: (await answer.json()) as ComplaintProgress }
        : { problem: (await answer.json()) as Problem },
    );
  });
}

async function forward(app: RegistryApp, context: Context, path: string): Promise<Response> {
  const form = new URLSearchParams(await context.req.text());
  // What is left empty in a form was not given; line ends of a form are two characters.
  const given = [...form]
    .map(([name, value]) => [name, value.replaceAll('\r\n', '\n').trim()] as const)
    .filter(([, value]) => value !== '');
  const forwardedFor = context.req.header('x-forwarded-for');
  return app.request(
    path,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }),
      },
      body: JSON.stringify(Object.fromEntries(given)),
    },
    context.env,
  );
}
