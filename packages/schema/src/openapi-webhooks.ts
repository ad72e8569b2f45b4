import { components } from './openapi-components.ts';
import type { OpenApiDocument, OpenApiParameter } from './openapi.ts';
import { sentEvents } from './webhook-components.ts';

const header = (name: string, description: string, example: string): OpenApiParameter => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string', examples: [example] },
});

const headers = [
  header(
    'webhook-id',
    'Identifier of the event, the same in every attempt: whoever gets it twice has got one event',
    'evt_5t9x3b7f1j',
  ),
  header('webhook-timestamp', 'Instant of the attempt, in seconds since 1970', '1602907201'),
  header(
    'webhook-signature',
    'Space-delimited: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body` under the webhook’s secret; while a secret is being replaced, one for each',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];

/** What the registry sends to those who subscribe (Standard Webhooks), by the type of the event. */
export function openApiWebhooks(): OpenApiDocument['webhooks'] {
  return Object.fromEntries(
    Object.entries(sentEvents).map(([type, name]) => {
      const { description = '', example } = components[name] ?? {};
      const content = { schema: { $ref: `#/components/schemas/${name}` }, example };
      return [
        type,
        {
          post: {
            operationId: `receive${name}`,
            tags: ['webhooks'],
            summary: description.replace(/\.$/, ''),
            description: `Sent to the webhooks that have subscribed to \`${type}\`, again and again until it is answered with 2xx.`,
            security: [],
            parameters: headers,
            requestBody: { required: true, content: { 'application/json': content } },
            responses: {
              '2XX': { description: 'The event has been taken' },
              '410': { description: 'The webhook is to get nothing any more' },
              '429': { description: 'Too much at once; Retry-After is honoured' },
            },
          },
        },
      ];
    }),
  );
}
