import { describe, expect, it } from 'vitest';
import { fuzzyScore, search } from '../../../../src/webview/components/search';

const tools = [
  { name: 'get-sum', text: 'Returns the sum of two numbers' },
  { name: 'getSummary', text: 'Writes a summary' },
  { name: 'echo', text: 'Says what you say' },
  { name: 'resume', text: 'Goes on' },
];
const find = (query: string) =>
  search(tools, query, ({ name, text }) => ({ names: [name], texts: [text] })).map(
    ({ name }) => name,
  );

describe('search', () => {
  it('leaves everything in its order without a query', () => {
    expect(find('  ')).toEqual(['get-sum', 'getSummary', 'echo', 'resume']);
  });

  it('puts the start of a word before the middle of one', () => {
    expect(find('sum')).toEqual(['get-sum', 'getSummary', 'resume']);
  });

  it('finds skipped letters at the starts of words', () => {
    expect(find('gs')).toEqual(['get-sum', 'getSummary']);
  });

  it('finds words of the description, after names', () => {
    expect(find('two numbers')).toEqual(['get-sum']);
    expect(find('you')).toEqual(['echo']);
  });

  it('wants every word to fit', () => {
    expect(find('sum writes')).toEqual(['getSummary']);
    expect(find('sum nothing')).toEqual([]);
  });
});

it('does not take strewn letters for a match', () => {
  expect(fuzzyScore('tnr', 'statement-number')).toBe(0);
  expect(fuzzyScore('sn', 'statement-number')).toBeGreaterThan(0);
});
