import { describe, expect, it } from 'vitest';
import { applySettings } from '../../../../src/extension/servers/applySettings';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

const definition: LaunchDefinition = {
  kind: 'remote',
  id: 'a/b',
  name: 'b',
  readyTimeout: 1_000,
  era: 'modern',
  protocolVersion: '2026-07-28',
  offers: { tasks: false },
  roots: [],
  source: { label: 'a' },
  problems: [],
  transport: 'http',
  url: 'http://127.0.0.1/mcp',
  headers: { 'X-Team': 'one', Accept: 'x' },
};

describe('applySettings', () => {
  it('changes nothing where nothing is set', () => {
    expect(applySettings(definition, {}, {})).toEqual(definition);
  });

  it('pins an era, and forgets the revision that the entry pins', () => {
    const applied = applySettings(definition, { era: 'legacy' }, {});
    expect(applied.era).toBe('legacy');
    expect(applied).not.toHaveProperty('protocolVersion');
  });

  it('pins a revision with its era', () => {
    expect(applySettings(definition, { era: '2025-06-18' }, {})).toMatchObject({
      era: 'legacy',
      protocolVersion: '2025-06-18',
    });
  });

  it('withdraws one offer and leaves what the entry says of the others', () => {
    const { offers } = applySettings(definition, { offers: { sampling: false } }, {});
    expect(offers).toEqual({ tasks: false, sampling: false });
  });

  it('puts a header in the place of one of its name, in any case', () => {
    const applied = applySettings(definition, {}, { 'x-team': 'two' });
    expect(applied).toMatchObject({ headers: { Accept: 'x', 'x-team': 'two' } });
    expect(applied).not.toHaveProperty(['headers', 'X-Team']);
  });
});
