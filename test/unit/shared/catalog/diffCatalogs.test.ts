import { describe, expect, it } from 'vitest';
import { diffCatalogs } from '../../../../src/shared/catalog/diffCatalogs';
import type { Catalog } from '../../../../src/shared/model/session';
import { EMPTY_CATALOG } from '../../../../src/shared/model/session';

const tool = (name: string, properties: object, extra: object = {}) => ({
  name,
  inputSchema: { type: 'object' as const, properties, ...extra },
});
const catalog = (content: object) => ({ ...EMPTY_CATALOG, ...content }) as unknown as Catalog;

describe('diffCatalogs', () => {
  it('finds nothing where only the order differs', () => {
    const [a, b] = [tool('a', {}), tool('b', {})];
    expect(diffCatalogs(catalog({ tools: [a, b] }), catalog({ tools: [b, a] }))).toEqual([]);
  });

  it('tells what was added, changed and removed, in this order of the list', () => {
    const before = catalog({ tools: [tool('gone', {}), tool('kept', {}), tool('other', {})] });
    const after = catalog({
      tools: [tool('new', {}), tool('kept', { city: { type: 'string' } }), tool('other', {})],
    });
    expect(diffCatalogs(before, after).map(({ key, kind }) => [key, kind])).toEqual([
      ['new', 'added'],
      ['kept', 'changed'],
      ['gone', 'removed'],
    ]);
  });

  it('goes down to the place in the schema', () => {
    const before = catalog({ tools: [tool('t', { city: { type: 'string', minLength: 1 } })] });
    const after = catalog({
      tools: [tool('t', { city: { type: 'number' } }, { required: ['city'] })],
    });
    const [change] = diffCatalogs(before, after);
    expect(change?.differences).toEqual(
      expect.arrayContaining([
        { path: ['inputSchema', 'properties', 'city', 'type'], before: 'string', after: 'number' },
        { path: ['inputSchema', 'properties', 'city', 'minLength'], before: 1 },
        { path: ['inputSchema', 'required'], after: ['city'] },
      ]),
    );
    expect(change?.differences).toHaveLength(3);
  });

  it('knows resources and templates by their URIs', () => {
    const before = catalog({
      resources: [{ uri: 'a:1', name: 'one' }],
      resourceTemplates: [{ uriTemplate: 'a:{x}', name: 't' }],
      prompts: [{ name: 'p' }],
    });
    const after = catalog({
      resources: [{ uri: 'a:1', name: 'uno' }],
      resourceTemplates: [],
      prompts: [{ name: 'p', description: 'says more' }],
    });
    expect(diffCatalogs(before, after).map(({ list, key, kind }) => [list, key, kind])).toEqual([
      ['resources', 'a:1', 'changed'],
      ['resourceTemplates', 'a:{x}', 'removed'],
      ['prompts', 'p', 'changed'],
    ]);
  });

  it('survives a schema that is nested more deeply than the stack is high', () => {
    const deep = () => JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
    const before = catalog({ tools: [{ name: 't', inputSchema: deep() }] });
    const after = catalog({ tools: [{ name: 't', inputSchema: deep(), title: 'T' }] });
    expect(diffCatalogs(before, after)).toMatchObject([{ key: 't', kind: 'changed' }]);
  });
});
