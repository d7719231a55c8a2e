import { describe, expect, test } from 'vitest';
import { ended } from '../session/support';
import { KINDS, MB, memoryWatch, openHostile, textOf, UNHURRIED } from './support';

const HUGE = 100 * MB;
const LEVELS = 10_000;
const IN_FLIGHT = 1000;

describe.each(KINDS)('over %s', (kind) => {
  test('an answer of 100 MB arrives, and is recorded as it was', UNHURRIED, async () => {
    const { tool, latestAnswer } = await openHostile(kind);
    const grown = memoryWatch();
    const text = textOf(await tool('large', { bytes: HUGE }));
    expect(text.length).toBe(HUGE);
    expect(/^x*$/.test(text)).toBe(true);
    const raw = await latestAnswer();
    expect(raw.length).toBeGreaterThan(HUGE);
    expect(raw.endsWith('}]}}')).toBe(true);
    // Bytes, text, value and record of it, and room to grow: no more than a few times its size.
    expect(grown()).toBeLessThan(12 * HUGE);
    await tool('empty');
  });

  test('an answer in pieces of one byte arrives whole', async () => {
    const { tool, latestAnswer } = await openHostile(kind);
    const text = 'é€🧵\u{10ffff}\u2028"\\\u0000 \r\n'.repeat(20);
    expect(textOf(await tool('split', { text }))).toBe(text);
    expect(await latestAnswer()).toContain(JSON.stringify(text));
  });

  test('10,000 lists within lists arrive', async () => {
    const { tool, latestAnswer } = await openHostile(kind);
    const result = await tool('deep', { levels: LEVELS });
    let levels = 0;
    for (let at: unknown = result.nested; Array.isArray(at); at = at[0]) levels++;
    expect(levels).toBe(LEVELS);
    expect(await latestAnswer()).toContain('['.repeat(LEVELS));
  });

  test('of two members of one name the last counts, and both are recorded', async () => {
    const { tool, latestAnswer } = await openHostile(kind);
    const members = ',"result":{"content":[],"twice":1},"result":{"content":[],"twice":2}';
    expect(await tool('raw', { members })).toEqual({ content: [], twice: 2 });
    expect(await latestAnswer()).toContain(members);
  });

  test('an answer with members that nobody knows arrives', async () => {
    const { tool, latestAnswer } = await openHostile(kind);
    const members = ',"trace":{"a":[1]},"__proto__":{"polluted":true},"method":null';
    expect(await tool('raw', { members })).toEqual({ content: [] });
    expect(await latestAnswer()).toContain(members);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test(
    '1,000 calls in flight, answered the last first, get each its own answer',
    UNHURRIED,
    async () => {
      const { session } = await openHostile(kind);
      const order: string[] = [];
      session.onDidChangeCall(({ id, status }) => {
        if (status !== 'running') order.push(id);
      });
      const calls = Array.from({ length: IN_FLIGHT }, () =>
        session.call({
          method: 'tools/call',
          params: { name: 'hold', arguments: { of: IN_FLIGHT } },
        }),
      );
      const records = await Promise.all(calls.map(({ id }) => ended(session, id)));
      // The server says which request it answers: they count up from the first to the last.
      const ids = records.map(({ result }) => Number(textOf(result as Record<string, unknown>)));
      expect(ids).toEqual(ids.map((_, index) => ids[0]! + index));
      if (kind === 'stdio') expect(order).toEqual(calls.map(({ id }) => id).reverse());
      else expect(new Set(order).size).toBe(IN_FLIGHT);
    },
  );
});
