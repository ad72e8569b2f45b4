import type { OperationResponse } from '@fupin/schema';
import { openApiDocument } from '@fupin/schema/openapi';
import type { Handlers } from '../http/handler.ts';

/** Handler of the interface's own description. */
export function metaHandlers({
  publicUrl,
}: {
  readonly publicUrl: string;
}): Handlers<'getOpenApiDocument'> {
  let document: OperationResponse<'getOpenApiDocument'> | undefined;
  return { getOpenApiDocument: () => (document ??= { ...openApiDocument({ server: publicUrl }) }) };
}
