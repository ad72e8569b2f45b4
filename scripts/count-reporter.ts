interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly details?: { readonly type?: string };
    readonly skip?: string | boolean;
    readonly todo?: string | boolean;
  };
}

/** A reporter for Node's test runner that writes how many tests passed, failed and were skipped, as JSON. */
export default async function* countReporter(
  source: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (data.details?.type === 'suite') continue;
    if (type === 'test:pass') counts[data.skip ? 'skipped' : 'passed'] += 1;
    if (type === 'test:fail') counts.failed += 1;
  }
  yield JSON.stringify(counts);
}
