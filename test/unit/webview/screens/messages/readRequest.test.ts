import { expect, test } from 'vitest';
import { readRequest } from '../../../../../src/webview/screens/messages/readRequest';

test.each([
  ['{"method":"ping"}', { method: 'ping', params: {} }],
  ['{"method":"x","params":{"a":1}}', { method: 'x', params: { a: 1 } }],
])('%s can be sent', (text, request) => {
  expect(readRequest(text)).toEqual(request);
});

test.each([
  ['{', /JSON/],
  ['[]', /is an object/],
  ['{"params":{}}', /method must be a text/],
  ['{"method":""}', /method must be a text/],
  ['{"method":"x","params":[]}', /params must be an object/],
  ['{"method":"x","id":1}', /no “id”/],
])('%s cannot, and it is said why', (text, why) => {
  expect(readRequest(text)).toMatch(why);
});
