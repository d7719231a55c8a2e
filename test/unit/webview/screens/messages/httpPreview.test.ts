import { expect, test } from 'vitest';
import { type HttpFact, httpSummary } from '../../../../../src/shared/model/httpFact';
import { httpPreview } from '../../../../../src/webview/screens/messages/httpPreview';

const facts: HttpFact[] = [
  { type: 'request', method: 'POST', url: 'http://127.0.0.1:1/mcp', headers: { a: 'b' } },
  { type: 'response', status: 404, headers: { 'content-type': 'text/plain' } },
  { type: 'event', event: 'endpoint', id: '7', data: '/messages' },
  { type: 'comment', text: 'ping "x"' },
  { type: 'end' },
  { type: 'end', error: 'ECONNRESET' },
  { type: 'failure', error: 'ECONNREFUSED' },
];

test.each(facts)('$type is told as it is in full', (fact) => {
  expect(httpPreview(JSON.stringify(fact), 'POST')).toBe(httpSummary(fact));
});

test('what is cut off is told as far as it goes', () => {
  const long = {
    type: 'request',
    method: 'GET',
    url: `http://host/${'x'.repeat(500)}`,
    headers: {},
  };
  expect(httpPreview(JSON.stringify(long).slice(0, 100), 'GET')).toMatch(/^GET http:\/\/host\/x+$/);
  expect(httpPreview('something else', undefined)).toBe('something else');
});
