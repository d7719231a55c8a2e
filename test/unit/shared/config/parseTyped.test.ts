import { expect, it } from 'vitest';
import { parseTyped } from '../../../../src/shared/config/parseTyped';

it.each([
  [' http://127.0.0.1:3000/mcp ', { url: 'http://127.0.0.1:3000/mcp' }],
  ['https://example.com', { url: 'https://example.com' }],
  ['node "my server.js" --x=1', { command: 'node', args: ['my server.js', '--x=1'] }],
  ['ftp://example.com', undefined],
  ['http://', undefined],
  ['node "open', undefined],
  ['  ', undefined],
])('%j', (text, entry) => {
  expect(parseTyped(text)).toEqual(entry);
});
