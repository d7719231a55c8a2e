import type { Tool } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { hintsOf, titleOf } from '../../../../../src/webview/screens/tools/annotations';

const tool = (change: Partial<Tool>): Tool => ({
  name: 'delete-file',
  inputSchema: { type: 'object' },
  ...change,
});
const words = (annotations: NonNullable<Tool['annotations']>) =>
  hintsOf(tool({ annotations })).map((hint) => hint.word);

describe('hintsOf', () => {
  it('says what the tool says', () => {
    expect(words({ readOnlyHint: true, openWorldHint: true })).toEqual(['Read-only', 'Open world']);
    expect(words({ destructiveHint: true, idempotentHint: true })).toEqual([
      'Destructive',
      'Idempotent',
    ]);
  });

  it('adds nothing that the tool does not say', () => {
    expect(hintsOf(tool({}))).toEqual([]);
    expect(words({ readOnlyHint: false, openWorldHint: false })).toEqual([]);
  });

  it('leaves out what means nothing for a tool that only reads', () => {
    expect(words({ readOnlyHint: true, destructiveHint: true, idempotentHint: true })).toEqual([
      'Read-only',
    ]);
  });
});

it('calls a tool by its title, old or new, or its name', () => {
  expect(titleOf(tool({ title: 'New', annotations: { title: 'Old' } }))).toBe('New');
  expect(titleOf(tool({ annotations: { title: 'Old' } }))).toBe('Old');
  expect(titleOf(tool({}))).toBe('delete-file');
});
