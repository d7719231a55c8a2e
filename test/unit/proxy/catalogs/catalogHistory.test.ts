import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CatalogHistory } from '../../../../src/proxy/catalogs/catalogHistory';
import { type Catalog, EMPTY_CATALOG } from '../../../../src/shared/model/session';

const ID = 'vscode/mine';
const offering = (...names: string[]): Catalog => ({
  ...EMPTY_CATALOG,
  tools: names.map((name) => ({ name, inputSchema: { type: 'object' as const } })),
});

describe('CatalogHistory', () => {
  let folder: string;
  let said: string[];
  const open = () => new CatalogHistory(folder, (_, message) => said.push(message));
  const keys = async (history: CatalogHistory, since?: string) =>
    (await history.changes(ID, since)).changes.map(({ key, kind }) => `${kind} ${key}`);

  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'portcullis-catalogs-')), 'catalogs');
    said = [];
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  it('has nothing to compare with in the first run', async () => {
    const history = open();
    expect(await history.changes(ID)).toEqual({ since: null, changes: [] });
    await history.record(ID, 'run 1', offering('a'));
    expect(await history.changes(ID)).toEqual({ since: null, changes: [] });
    expect(await history.snapshots(ID)).toEqual([]);
  });

  it('compares with the end of the run before, even of another process', async () => {
    const first = open();
    await first.record(ID, 'run 1', offering('a'));
    await first.record(ID, 'run 1', offering('a', 'late'));
    const second = open();
    await second.record(ID, 'run 2', offering('a', 'new'));
    expect(await keys(second)).toEqual(['added new', 'removed late']);
    // Within one run the comparison stays the same.
    await second.record(ID, 'run 2', offering('a', 'late', 'newer'));
    expect(await keys(second)).toEqual(['added newer']);
  });

  it('compares with what a person kept, until that is removed', async () => {
    const history = open();
    await history.record(ID, 'run 1', offering('a'));
    const { id } = await history.take(ID, 'before the refactoring');
    await history.record(ID, 'run 2', offering('a', 'b'));
    await history.record(ID, 'run 3', offering('a', 'b', 'c'));
    expect(await keys(history)).toEqual(['added c']);
    expect(await keys(history, id)).toEqual(['added b', 'added c']);
    const again = open();
    expect(await again.snapshots(ID)).toMatchObject([
      { kind: 'start' },
      { kind: 'taken', id, label: 'before the refactoring' },
    ]);
    await again.remove(ID, id);
    await expect(again.changes(ID, id)).rejects.toThrow('not kept any more');
  });

  it('takes a list that failed to be as it was', async () => {
    const history = open();
    await history.record(ID, 'run 1', offering('a'));
    const errors = [{ method: 'tools/list', message: 'Out of order' }];
    await history.record(ID, 'run 2', { ...EMPTY_CATALOG, errors });
    expect(await keys(history)).toEqual([]);
  });

  it('begins anew where its file cannot be understood', async () => {
    await open().record(ID, 'run 1', offering('a'));
    const [file] = readdirSync(folder);
    writeFileSync(path.join(folder, file!), '{"version":1');
    const history = open();
    await history.record(ID, 'run 2', offering('b'));
    expect(await history.changes(ID)).toEqual({ since: null, changes: [] });
    expect(said).toEqual([]);
  });

  it('says so when nothing can be written, and goes on in memory', async () => {
    writeFileSync(folder, 'in the way');
    const history = open();
    await history.record(ID, 'run 1', offering('a'));
    await history.record(ID, 'run 2', offering('b'));
    expect(await keys(history)).toEqual(['added b', 'removed a']);
    expect(said).toHaveLength(2);
  });

  it('writes many changes at once without losing the last', async () => {
    const history = open();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        history.record(ID, 'run 1', offering(...Array.from({ length: index }, (_, n) => `${n}`))),
      ),
    );
    const next = open();
    await next.record(ID, 'run 2', offering());
    expect(await keys(next)).toHaveLength(49);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});
