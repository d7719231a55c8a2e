import { describe, expect, it } from 'vitest';
import type { ResourceItem } from '../../../../../src/webview/screens/resources/resourceItems';
import { treeEffect } from '../../../../../src/webview/screens/resources/treeKeys';
import {
  foldersAbove,
  partsOf,
  type TreeRow,
  treeOf,
  visibleRows,
} from '../../../../../src/webview/screens/resources/uriTree';

const resource = (uri: string): ResourceItem => ({
  kind: 'resource',
  key: uri,
  resource: { uri, name: uri },
});

const nodes = treeOf(
  ['demo://a/b/c/10.md', 'demo://a/b/c/9.md', 'demo://a/b/d', 'urn:isbn:1', 'demo://a/b'].map(
    resource,
  ),
);
const drawn = (rows: readonly TreeRow[]) =>
  rows.map(({ node, level }) => `${'  '.repeat(level - 1)}${node.label}`);
const all = visibleRows(nodes, () => true);

describe('the tree of resources', () => {
  it.each([
    ['demo://a/b/c', ['demo://', 'a/', 'b/', 'c']],
    ['urn:isbn:1', ['urn:', 'isbn:1']],
    ['file:///etc/hosts', ['file://', '/', 'etc/', 'hosts']],
    ['a://x{/path*}/y{?q,r}', ['a://', 'x{/path*}/', 'y{?q,r}']],
    ['a://x/', ['a://', 'x/']],
    ['no scheme', ['no scheme']],
  ])('takes %s apart', (uri, parts) => expect(partsOf(uri)).toEqual(parts));

  it('draws folders first, by their names, and lone ones together', () => {
    expect(drawn(all)).toEqual([
      'demo://a/',
      '  b/',
      '    c/',
      '      9.md',
      '      10.md',
      '    d',
      '  b',
      'urn:',
      '  isbn:1',
    ]);
  });

  it('knows of each row where it stands', () => {
    expect(all[5]).toMatchObject({ level: 3, position: 2, siblings: 2, parent: 1 });
    expect(foldersAbove(nodes, 'demo://a/b/c/9.md').map(({ id }) => id)).toEqual([
      'demo://a/',
      'demo://a/b/',
      'demo://a/b/c/',
    ]);
    expect(foldersAbove(nodes, 'demo://elsewhere')).toEqual([]);
  });

  it('leaves out what is folded', () => {
    const rows = visibleRows(nodes, ({ id }) => id !== 'demo://a/b/');
    expect(drawn(rows)).toEqual(['demo://a/', '  b/', '  b', 'urn:', '  isbn:1']);
  });
});

describe('the keys of the tree', () => {
  const folded = visibleRows(nodes, () => false);
  it.each([
    ['ArrowRight', all, 0, { kind: 'move', index: 1 }],
    ['ArrowRight', folded, 0, { kind: 'fold', folder: nodes[0], open: true }],
    ['ArrowRight', all, 3, { kind: 'move', index: 3 }],
    ['ArrowLeft', all, 0, { kind: 'fold', folder: nodes[0], open: false }],
    ['ArrowLeft', all, 5, { kind: 'move', index: 1 }],
    ['ArrowLeft', folded, 0, { kind: 'move', index: 0 }],
    ['Enter', all, 0, { kind: 'fold', folder: nodes[0], open: false }],
    ['Enter', all, 3, { kind: 'open', index: 3 }],
    ['End', all, 0, { kind: 'move', index: 8 }],
    ['ArrowDown', all, -1, { kind: 'move', index: 0 }],
    ['ArrowRight', all, -1, { kind: 'move', index: -1 }],
    ['x', all, 0, undefined],
  ])('%s (%#)', (key, rows, current, effect) =>
    expect(treeEffect(key, rows, current, 5)).toEqual(effect),
  );
});
