import { openApiDocument } from '@fupin/schema/openapi';
import type { Handlers } from '../http/handler.ts';

/** Handler of the interface's own description. */
export function metaHandlers({
  publicUrl,
}: {
  readonly publicUrl: string;
}): Handlers<'getOpenApiDocument'> {
  const document = { ...openApiDocument({ server: publicUrl }) };
  return { getOpenApiDocument: () => document };
}
