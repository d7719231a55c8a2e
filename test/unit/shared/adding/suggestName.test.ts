import { expect, it } from 'vitest';
import { suggestName } from '../../../../src/shared/adding/suggestName';
import { parseTyped } from '../../../../src/shared/config/parseTyped';

it.each([
  ['npx -y @modelcontextprotocol/server-everything stdio', 'everything'],
  ['npx -y @upstash/context7-mcp@1.0.2', 'context7'],
  ['uvx mcp-server-time', 'time'],
  ['node dist/index.js --stdio', 'index'],
  ['node ./weather/dist/index.mjs', 'weather'],
  ['python3 -m weather.main', 'weather.main'],
  ['C:\\tools\\weather.exe', 'weather'],
  ['node', 'node'],
  ['http://127.0.0.1:3000/mcp', '127.0.0.1:3000'],
  ['https://user:pw@mcp.example.com/v1', 'mcp.example.com'],
])('%s → %s', (typed, name) => {
  expect(suggestName(parseTyped(typed)!)).toBe(name);
});
