import { expect, it } from 'vitest';
import { wantedAt } from '../../../../src/extension/editor/wantedAt';

it.each([
  ['servers.one.dev.build', 'task'],
  ['servers.one.dev.portcullis.build', 'task'],
  ['portcullis_servers.one.dev.debug.configuration', 'configuration'],
  ['servers.dev.dev.portcullis.debug.configuration', 'configuration'],
  ['servers.dev.command', undefined],
  ['servers.one.dev.watch', undefined],
  ['build', undefined],
])('at %s: %s', (path, wanted) => {
  expect(wantedAt(path.split('.'))).toBe(wanted);
});
