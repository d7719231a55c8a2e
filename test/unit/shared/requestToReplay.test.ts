import { expect, test } from 'vitest';
import { requestToReplay } from '../../../src/shared/requestToReplay';

const text = (params: unknown) => JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'm', params });

test.each([
  [text({ a: 1 }), { a: 1 }],
  [text(undefined), {}],
  [text([1]), {}],
  [text({ a: 1, _meta: { progressToken: 3 } }), { a: 1 }],
  [
    text({ _meta: { progressToken: 3, own: 1, 'io.modelcontextprotocol/clientInfo': {} } }),
    { _meta: { own: 1 } },
  ],
])('%s is sent again without what belongs to its session', (raw, params) => {
  expect(requestToReplay(raw)).toEqual({ method: 'm', params });
});

test.each(['no json', '[]', '{"id":1,"result":{}}', '[{"id":1,"method":"m"}]', '{"method":1}'])(
  '%s is no request',
  (raw) => {
    expect(requestToReplay(raw)).toBeUndefined();
  },
);
