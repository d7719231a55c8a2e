import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headersOfCall, paramHeaders } from '../../../../src/proxy/session/paramHeaders';

const schema = {
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    where: { properties: { zone: { type: 'integer', 'x-mcp-header': 'Zone' } } },
    list: { items: { type: 'string', 'x-mcp-header': 'Never' } },
    bad: { type: 'string', 'x-mcp-header': 'not a token' },
    plain: { type: 'string' },
  },
};

test.each([
  [{ region: 'eu' }, { 'Mcp-Param-Region': 'eu' }],
  [{ where: { zone: 7 } }, { 'Mcp-Param-Zone': '7' }],
  [{ region: true }, { 'Mcp-Param-Region': 'true' }],
  [{ region: 'a b' }, { 'Mcp-Param-Region': 'a b' }],
  [{ region: ' a' }, { 'Mcp-Param-Region': '=?base64?IGE=?=' }],
  [{ region: '' }, { 'Mcp-Param-Region': '=?base64??=' }],
  [{ region: 'é' }, { 'Mcp-Param-Region': '=?base64?w6k=?=' }],
  [{ region: 'a\r\nX: b' }, { 'Mcp-Param-Region': expect.stringMatching(/^=\?base64\?/) }],
  [{ region: '=?base64?YQ==?=' }, { 'Mcp-Param-Region': expect.stringMatching(/^=\?base64\?PT/) }],
  [{ region: null }, {}],
  [{ region: { a: 1 } }, {}],
  [{ list: ['a'], bad: 'a', plain: 'a' }, {}],
  [undefined, {}],
])('%j', (args, headers) => {
  expect(paramHeaders(schema, args)).toEqual(headers);
});

test('any value is a header that can be sent, and read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (region) => {
      const value = paramHeaders(schema, { region })['Mcp-Param-Region']!;
      expect(new Headers({ a: value }).get('a')).toBe(value);
      const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
      const read = encoded === undefined ? value : Buffer.from(encoded, 'base64').toString();
      expect(read).toBe(region);
    }),
  );
});

test('only the call of a tool that is known has headers', () => {
  const tools = [{ name: 'tool', inputSchema: schema }];
  const params = { name: 'tool', arguments: { region: 'eu' } };
  expect(headersOfCall('tools/call', params, tools)).toEqual({ 'Mcp-Param-Region': 'eu' });
  expect(headersOfCall('tools/call', { ...params, name: 'other' }, tools)).toEqual({});
  expect(headersOfCall('prompts/get', params, tools)).toEqual({});
});
