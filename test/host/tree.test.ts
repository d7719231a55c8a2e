import assert from 'node:assert/strict';
import { commands, DataTransfer, DataTransferItem, EventEmitter, type Memento } from 'vscode';
import type { PortcullisApi } from '../../src/extension/api';
import type { KnownServer } from '../../src/extension/servers/knownServer';
import { DragAndDrop } from '../../src/extension/views/dragAndDrop';
import { HiddenServers } from '../../src/extension/views/hiddenServers';
import { ServerTree } from '../../src/extension/views/serverTree';
import type { TreeNode } from '../../src/extension/views/treeNode';
import { TreeOptions } from '../../src/extension/views/treeOptions';
import { VSCODE_DIALECT } from '../../src/shared/config/dialects/vscode';
import { readConfig } from '../../src/shared/config/readConfig';
import { answering } from './support/person';
import {
  activatePortcullis,
  fixture,
  readText,
  untilServers,
  untilStatus,
  workspaceFile,
  writeFiles,
} from './support/portcullis';

const FILE = '.vscode/mcp.json';
const NODE = { command: 'node', args: [fixture('stdioServer.mjs')] };
const TEXT = `{
  "servers": {
    // Everybody's.
    "a": ${JSON.stringify(NODE)},
    "b": ${JSON.stringify(NODE)}, // B's own words.
    "c": ${JSON.stringify(NODE)}
  }
}
`;

const node = (serverId: string): TreeNode => ({ kind: 'server', serverId });

describe('what the menus of the tree do', () => {
  let api: PortcullisApi;
  let restore: () => Promise<void>;

  beforeEach(async () => {
    api = await activatePortcullis();
    restore = await writeFiles({ [FILE]: TEXT });
    await untilNames('a', 'b', 'c');
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await restore();
    await untilServers(api, (servers) => servers.some(({ id }) => id === 'vscode/everything'));
  });

  const untilNames = (...names: string[]) =>
    untilServers(api, (servers) => {
      const known = servers.filter(({ id }) => id.startsWith('vscode/')).map(({ name }) => name);
      return known.length === names.length && names.every((name) => known.includes(name));
    });

  it('duplicates an entry under a name that is free', async () => {
    await commands.executeCommand('portcullis.duplicateServer', node('vscode/b'));
    await untilNames('a', 'b', 'c', 'b-copy');
    await commands.executeCommand('portcullis.duplicateServer', node('vscode/b-copy'));
    await untilNames('a', 'b', 'c', 'b-copy', 'b-copy-2');
    const { entries } = readConfig(await readText(FILE), VSCODE_DIALECT);
    const [b, copy] = ['b', 'b-copy-2'].map((name) => entries.find((one) => one.name === name)!);
    assert.deepEqual(copy!.kind === 'stdio' && copy!.run, b!.kind === 'stdio' && b!.run);
    assert.match(await readText(FILE), /B's own words/);
  });

  it('removes several entries at once, and puts them back with their comments', async () => {
    const remove = () =>
      commands.executeCommand('portcullis.removeServer', node('vscode/b'), [
        node('vscode/a'),
        node('vscode/b'),
      ]);
    await answering('showInformationMessage', 'Undo', async () => {
      const removed = untilNames('c');
      await Promise.all([remove(), removed]);
    });
    await untilNames('a', 'b', 'c');
    assert.equal(await readText(FILE), TEXT);
  });

  it('stops what is removed', async () => {
    await commands.executeCommand('portcullis.startServer', 'vscode/b');
    await untilStatus(api, 'vscode/b', 'ready');
    await answering('showInformationMessage', 'Never mind', () =>
      commands.executeCommand('portcullis.removeServer', node('vscode/b')),
    );
    await untilNames('a', 'c');
    assert.doesNotMatch(await readText(FILE), /"b"/);
  });

  it('starts and stops all that is selected, and leaves the rest alone', async () => {
    const selection = [node('vscode/a'), node('vscode/b')];
    await commands.executeCommand('portcullis.startServer', selection[0], selection);
    await Promise.all(['vscode/a', 'vscode/b'].map((id) => untilStatus(api, id, 'ready')));
    await commands.executeCommand('portcullis.stopServer', selection[1], selection);
    await Promise.all(['vscode/a', 'vscode/b'].map((id) => untilStatus(api, id, 'stopped')));
    const c = api.servers.find(({ id }) => id === 'vscode/c');
    assert.equal(c?.state.status, 'idle');
  });
});

describe('the tree', () => {
  const source = (key: string) => ({ key, label: `${key}.json`, remove: async () => {} });
  const [one, two] = [source('one'), source('two')];
  const entries = readConfig(TEXT, VSCODE_DIALECT).entries;
  const known = (from: ReturnType<typeof source>, at: number, disabled = false): KnownServer => {
    const entry = { ...entries[at]!, ...(disabled && { disabled: true as const }) };
    const { name } = entry;
    const id = `${from.key}/${name}`;
    return {
      id,
      name,
      snapshot: { id, name, state: { status: 'idle' }, warnings: [] },
      configured: { entry, source: from as never, inputs: [] },
      alsoIn: [],
    };
  };

  function setUp(count = 0) {
    const many = Array.from({ length: count }, (_, at): KnownServer => {
      const server = known(two, 0);
      const id = `two/${at}`;
      return { ...server, id, name: id, snapshot: { ...server.snapshot, id, name: id } };
    });
    const servers = [known(one, 0), known(one, 1), known(two, 2, true), ...many];
    const change = new EventEmitter<string | undefined>();
    const silent = new EventEmitter<string>();
    const registry = {
      servers,
      get: (id: string) => servers.find((server) => server.id === id),
      contents: new Map(),
      onDidChange: change.event,
    };
    const hidden = new HiddenServers(memento());
    const options = new TreeOptions(memento(), memento());
    const tree = new ServerTree({
      registry: registry as never,
      catalogs: { get: async () => undefined, onDidChange: silent.event },
      waiting: { of: () => [], onDidChange: silent.event },
      clients: { of: () => [], onDidChange: silent.event },
      watched: { isWatched: () => false, onDidChange: silent.event as never },
      memoryOf: async () => undefined,
      hidden,
      options,
    });
    const labels = async (parent?: TreeNode) =>
      (await tree.getChildren(parent)).map((child) => tree.getTreeItem(child).label);
    return { tree, hidden, options, labels, change };
  }

  it('groups servers by their sources, each with its parent', async () => {
    const { tree, options, labels } = setUp();
    assert.deepEqual(await labels(), ['a', 'b', 'c']);
    await options.group(true);
    assert.deepEqual(await labels(), ['one.json', 'two.json']);
    const [group] = await tree.getChildren();
    assert.deepEqual(await labels(group), ['a', 'b']);
    const [a] = await tree.getChildren(group);
    assert.equal(tree.getParent(a!), group);
    tree.dispose();
  });

  it('leaves out what is hidden, and a group with nothing else in it, until asked', async () => {
    const { tree, hidden, options, labels } = setUp();
    await options.group(true);
    await hidden.hide(['two/c']);
    assert.deepEqual(await labels(), ['one.json']);
    await options.showHidden(true);
    assert.deepEqual(await labels(), ['one.json', 'two.json']);
    await options.group(false);
    const c = (await tree.getChildren()).at(-1)!;
    const item = tree.getTreeItem(c);
    assert.equal(item.description, 'hidden · disabled · two.json');
    assert.equal(item.resourceUri?.scheme, 'portcullis-dimmed');
    assert.match(item.contextValue!, /;hidden;/);
    await hidden.unhide(['two/c']);
    assert.match(tree.getTreeItem(c).contextValue!, /;shown;/);
    tree.dispose();
  });

  it('draws what has changed, and everything at once when that is much', async () => {
    const { tree, change } = setUp(500);
    await tree.getChildren();
    const next = () =>
      new Promise<unknown>((resolve) => {
        const subscription = tree.onDidChangeTreeData((what) => {
          subscription.dispose();
          resolve(what);
        });
      });
    const few = next();
    for (const id of ['one/a', 'two/7', 'one/a']) change.fire(id);
    assert.deepEqual(await few, [node('one/a'), node('two/7')]);
    const much = next();
    for (let at = 0; at < 500; at++) change.fire(`two/${at}`);
    assert.equal(await much, undefined);
    tree.dispose();
  });

  it('gives a server that is dragged out as JSON, and takes nothing back', async () => {
    const restore = await writeFiles({ [FILE]: TEXT });
    const uri = workspaceFile(FILE);
    const server = known(one, 1);
    const configured = { ...server.configured!, location: { uri, range: entries[1]!.range } };
    const drag = new DragAndDrop({ get: () => ({ ...server, configured }) });
    const transfer = new DataTransfer();
    await drag.handleDrag([node('one/b')], transfer);
    const text = await transfer.get('text/plain')?.asString();
    assert.deepEqual(JSON.parse(text!), { mcpServers: { b: NODE } });
    transfer.set('application/vnd.code.tree.portcullis.servers', new DataTransferItem(''));
    // Nothing asks anything.
    await drag.handleDrop(undefined, transfer);
    await restore();
  });
});

function memento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) =>
      (values.has(key) ? values.get(key) : fallback) as never,
    update: async (key, value) => void values.set(key, value),
  };
}
