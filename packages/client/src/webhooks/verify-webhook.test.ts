import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Webhook as ReferenceWebhook } from 'standardwebhooks';
import {
  verifyWebhook,
  WebhookVerificationError,
  type WebhookVerificationCode,
} from './verify-webhook.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const otherSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const eventId = 'evt_p5jxn8aqm9lwm0d4lokwxjek';
const now = new Date(1614265330 * 1000);
const body = JSON.stringify({
  type: 'certificate.statusChanged',
  timestamp: '2021-02-25T23:02:10+08:00',
  data: { certificateId: 'crt_2n8r5x0b6w', status: 'suspended', note: '抽检不合格' },
});

const signed = (text: string, { by = secret, at = now, id = eventId } = {}) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new ReferenceWebhook(by).sign(id, at, text),
});

const refused = (code: WebhookVerificationCode) => (error: unknown) => {
  assert.ok(error instanceof WebhookVerificationError);
  assert.equal(error.code, code);
  assert.ok(!error.message.includes(secret.slice(6)), 'no secret in a message');
  return true;
};

describe('a webhook', () => {
  // From the reference library: libraries/javascript/src/webhook.test.ts in github.com/standard-webhooks/standard-webhooks.
  test('with the signature of the reference vector is verified', async () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const vector = '{"test": 2432232314}';
    // The vector holds no event, which is told only of a body whose signature is right.
    await assert.rejects(
      verifyWebhook({ headers, body: vector }, secret, { now }),
      refused('payloadInvalid'),
    );
    await assert.rejects(
      verifyWebhook({ headers, body: `${vector} ` }, secret, { now }),
      refused('signatureMismatch'),
    );
  });

  test('that the reference library signed gives its event and id, in whatever shape it comes', async () => {
    const headers = signed(body);
    const bytes = new TextEncoder().encode(body);
    const expected = { ...(JSON.parse(body) as object), eventId };
    const upperCase = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    for (const request of [
      { headers, body },
      { headers: upperCase, body: bytes },
      { headers: new Headers(headers), body: bytes.buffer },
      { headers, body: Buffer.from(`--${body}--`).subarray(2, -2) },
      new Request('https://shop.example/x', { method: 'POST', headers, body }),
    ]) {
      assert.deepEqual(await verifyWebhook(request, secret, { now }), expected);
    }
  });

  test('is verified by either secret while one replaces the other, and by either signature', async () => {
    const headers = signed(body, { by: otherSecret });
    assert.ok(await verifyWebhook({ headers, body }, [secret, otherSecret], { now }));
    const both = {
      ...headers,
      'webhook-signature': `v1a,${'A'.repeat(88)} ${signed(body)['webhook-signature']} ${headers['webhook-signature']}`,
    };
    assert.ok(await verifyWebhook({ headers: both, body }, secret, { now }));
    assert.ok(await verifyWebhook({ headers: both, body }, otherSecret, { now }));
  });

  test('is verified with a secret without its prefix', async () => {
    assert.ok(await verifyWebhook({ headers: signed(body), body }, secret.slice(6), { now }));
  });

  test('is verified up to the tolerance, and no second longer', async () => {
    const headers = signed(body);
    const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    for (const seconds of [-300, 0, 300]) {
      assert.ok(await verifyWebhook({ headers, body }, secret, { now: after(seconds) }));
    }
    const verifyAfter = (seconds: number, toleranceSeconds = 300) =>
      verifyWebhook({ headers, body }, secret, { now: after(seconds), toleranceSeconds });
    await assert.rejects(verifyAfter(301), refused('timestampTooOld'));
    await assert.rejects(verifyAfter(-301), refused('timestampTooNew'));
    await assert.rejects(verifyAfter(11, 10), refused('timestampTooOld'));
  });

  test('goes by the system’s clock where no instant is given', async () => {
    const headers = signed(body, { at: new Date() });
    assert.ok(await verifyWebhook({ headers, body }, secret));
    await assert.rejects(
      verifyWebhook({ headers: signed(body), body }, secret),
      refused('timestampTooOld'),
    );
  });
});

describe('what is no webhook', () => {
  const headers = signed(body);
  const [, signature = ''] = headers['webhook-signature'].split(',');

  for (const [what, change, code] of [
    ['another body', { body: body.replace('suspended', 'active') }, 'signatureMismatch'],
    [
      'a body written again',
      { body: JSON.stringify(JSON.parse(body), null, 1) },
      'signatureMismatch',
    ],
    ['another id', { headers: { ...headers, 'webhook-id': 'evt_x' } }, 'signatureMismatch'],
    [
      'another timestamp',
      { headers: { ...headers, 'webhook-timestamp': '1614265331' } },
      'signatureMismatch',
    ],
    ['another’s signature', { headers: signed(body, { by: otherSecret }) }, 'signatureMismatch'],
    ...['v1,', `v1,${signature.slice(0, 8)}`, `v2,${signature}`, signature, `v1, ${signature}`].map(
      (text) =>
        [
          `the signature "${text.replace(signature, '…')}"`,
          { headers: { ...headers, 'webhook-signature': text } },
          'signatureMismatch',
        ] as const,
    ),
    ...Object.keys(headers).map(
      (name) =>
        [
          `a request without ${name}`,
          { headers: { ...headers, [name]: undefined } },
          'headerMissing',
        ] as const,
    ),
    ...['hello', '1e9', '-1614265330', '1614265330.5', '0x60000000'].map(
      (text) =>
        [
          `the timestamp ${text}`,
          { headers: { ...headers, 'webhook-timestamp': text } },
          'timestampInvalid',
        ] as const,
    ),
    ['a parsed body', { body: JSON.parse(body) as string }, 'bodyNotRaw'],
    ...['null', '[]', '"x"', '{"type":"x"}', '{', '\xff'].map(
      (text) =>
        [
          `${text}, though signed`,
          { body: text, headers: signed(text) },
          'payloadInvalid',
        ] as const,
    ),
  ] as const) {
    test(`${what} is refused as ${code}`, async () => {
      const request = { headers, body, ...change };
      await assert.rejects(verifyWebhook(request, secret, { now }), refused(code));
    });
  }

  test('is a request whose body was read before', async () => {
    const request = new Request('https://shop.example/x', { method: 'POST', headers, body });
    await request.json();
    await assert.rejects(verifyWebhook(request, secret, { now }), refused('bodyNotRaw'));
  });

  for (const [what, given] of [
    ['nothing', [undefined as unknown as string]],
    ['no secret at all', []],
    ['what is not base64', 'whsec_?'],
    ['a short one', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['a long one', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ] as const) {
    test(`is said of no request where the secret is ${what}`, async () => {
      await assert.rejects(
        verifyWebhook({ headers, body }, given, { now }),
        refused('secretInvalid'),
      );
    });
  }
});
