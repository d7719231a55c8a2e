import { expect, test } from 'vitest';
import { listRow } from '../../../src/cli/listTable';

test('a tool: name, arguments, what it is for on one line', () => {
  const inputSchema = {
    type: 'object',
    properties: { city: {}, days: {} },
    required: ['city'],
  };
  const tool = { name: 'forecast', inputSchema, description: 'Tells\n  the weather.\u0007' };
  expect(listRow('tools', tool)).toEqual(['forecast', 'city [days]', 'Tells the weather.\\u{7}']);
  expect(listRow('tools', { name: 'a', title: 'A title', inputSchema: {} })).toEqual([
    'a',
    '',
    'A title',
  ]);
});

test('a resource and a template', () => {
  const more = {
    name: 'notes',
    title: 'Notes',
    mimeType: 'text/plain',
    description: 'All of them',
  };
  expect(listRow('resources', { uri: 'a:b', ...more })).toEqual([
    'a:b',
    'text/plain',
    'Notes: All of them',
  ]);
  expect(listRow('templates', { uriTemplate: 'a:{b}', name: 'b' })).toEqual(['a:{b}', '', 'b']);
});

test('a prompt, whose arguments may be left out unless it says otherwise', () => {
  const args = [{ name: 'who', required: true }, { name: 'tone' }];
  expect(listRow('prompts', { name: 'greet', arguments: args })).toEqual([
    'greet',
    'who [tone]',
    '',
  ]);
});

test('an item that is not as it should be', () => {
  expect(listRow('tools', { name: 7, inputSchema: { properties: [] } })).toEqual(['', '', '']);
  expect(listRow('prompts', { name: 'a', arguments: ['odd'] })).toEqual(['a', '', '']);
});
