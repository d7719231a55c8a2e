import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/shared/model/diagnosis';
import { SCREENS } from '../../src/shared/model/screens';
import { EMPTY_CATALOG } from '../../src/shared/model/session';
import type { ServerSnapshot } from '../../src/shared/model/state';
import { everythingHost } from './harness/everything';
import type { FakeHost } from './harness/fakeHost';
import type { Panel } from './harness/panelPage';
import { untranslated } from './harness/pseudo';
import { pseudoWords } from './harness/pseudoWords';
import { scenes } from './harness/scenes';
import { usePanel } from './harness/usePanel';

const open = usePanel();
let words: string;
beforeAll(async () => {
  words = await pseudoWords();
});

/** What these hold comes from the server as it is, or is what a person writes. */
const DATA = [
  ['.markdown', 'pre.text', '.table', '.output', '.tree-label', '.cm-editor', 'input', 'textarea'],
  ['.json-key', '.json-string', '.json-number', '.json-boolean'],
].join();

/** What is called the same in every language. */
const NAMES = ['JSON', 'TypeScript', 'Python', 'true', 'false'];

/** As JSON begins, and what the browser says of JSON that it cannot read. */
const JSON_TEXT = /^(\{|\[\{|\[")|in JSON at position \d+/;

describe.each(Object.entries(scenes))('%s', (_name, go) => {
  it('says nothing of its own in English where another language is spoken', async () => {
    const host = everythingHost();
    const panel = await open(host, { words });
    const look = async () => expect(await english(panel, host)).toEqual([]);
    await go(panel, host, look);
    await look();
  });
});

const diagnosis: Diagnosis = {
  code: 'process.crashed',
  title: 'Told by the host: crashed',
  explanation: 'Told by the host: why.',
  evidence: [{ label: 'Told by the host: frame', value: 'Told by the host: line' }],
  fixes: [{ id: 'again', title: 'Told by the host: again', action: { kind: 'restart' } }],
};

const dev = { restartsOnSave: true, watched: ['src'] };

/** How a server may stand, and what of it must be seen. */
const states: Record<string, [change: Partial<ServerSnapshot>, seen: string]> = {
  idle: [{ state: { status: 'idle' } }, 'Not started'],
  checking: [{ state: { status: 'checking', step: 'config' } }, 'Checking'],
  probing: [{ state: { status: 'probing', step: 'mcp' } }, 'Waiting for the server'],
  stopping: [{ state: { status: 'stopping' } }, 'Stopping'],
  failed: [{ state: { status: 'failed', diagnosis } }, 'Failed'],
  degraded: [{ state: { status: 'degraded', diagnosis } }, 'Ready, with a problem'],
  held: [{ debugged: true, held: true }, 'Stopped at a breakpoint'],
  building: [
    { dev: { ...dev, activity: { kind: 'building', task: 'src', cause: 'src' } } },
    'builds the server',
  ],
  restarting: [
    {
      state: { status: 'starting', step: 'process' },
      dev: { ...dev, activity: { kind: 'restarting', cause: 'src' } },
    },
    'Restarting',
  ],
  outdated: [{ dev: { ...dev, isOutdated: true } }, 'Restart to apply'],
  'failed to build': [
    { dev: { ...dev, notice: { kind: 'buildFailed', task: 'src', exitCode: 1 } } },
    'failed with exit code 1',
  ],
  'without its task': [
    { dev: { ...dev, notice: { kind: 'taskMissing', task: 'src' } } },
    'There is no task',
  ],
  'writing a watched file': [
    { dev: { ...dev, notice: { kind: 'writesItself', file: 'src' } } },
    'no longer restarted',
  ],
  'of unknown files': [
    { dev: { ...dev, notice: { kind: 'nothingToWatch' } } },
    'Name them in dev.watch',
  ],
};

it('says how a server stands in no English, on any screen, before there is anything else', async () => {
  const host = everythingHost();
  host.catalog = EMPTY_CATALOG;
  const { server } = host;
  const panel = await open(host, { words });
  for (const [name, [change, seen]] of Object.entries(states)) {
    const { dev: _dev, ...rest } = server;
    host.server = rest;
    host.setServer(change);
    await panel.page.locator('.top, .problem-bar').getByText(seen).first().waitFor();
    for (const screen of SCREENS) {
      host.reveal(screen);
      await panel.page.locator(`#panel-${screen}`).waitFor();
      expect(await english(panel, host), `${name}: ${screen}`).toEqual([]);
    }
  }
});

/** What is said on the page that is neither translated nor told by the host or the server. */
async function english({ page }: Panel, host: FakeHost): Promise<readonly string[]> {
  const { texts, attributes } = await page.evaluate(saidOn, DATA);
  const told = toldBy(host);
  const own = [
    ...untranslated(texts),
    ...attributes.flatMap((attribute) => untranslated([attribute])),
  ];
  return [...new Set(own.map((text) => text.trim()))].filter((text) => !isTold(text, told));
}

/** All texts of the page, and what its elements are called and explained by. */
function saidOn(data: string): { texts: string[]; attributes: string[] } {
  const texts: string[] = [];
  const attributes: string[] = [];
  const names = ['title', 'aria-label', 'placeholder', 'alt', 'aria-description'];
  const visit = (node: Node) => {
    if (node instanceof Text) texts.push(node.data);
    if (!(node instanceof Element || node instanceof ShadowRoot)) return;
    if (node instanceof Element) {
      if (node.matches('script, style, slot')) return;
      attributes.push(...names.flatMap((name) => node.getAttribute(name) ?? []));
      if (node.matches(data)) return;
      if (node.shadowRoot) visit(node.shadowRoot);
    }
    for (const child of node.childNodes) visit(child);
  };
  visit(document.body);
  return { texts, attributes };
}

/** Every text in what the host holds, at any depth, JSON in texts included. */
function toldBy(host: FakeHost): ReadonlySet<string> {
  const told = new Set<string>();
  const visit = (value: unknown) => {
    if (typeof value === 'string') {
      told.add(value.trim());
      for (const line of value.split('\n')) told.add(line.trim());
    }
    if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        told.add(key);
        visit(child);
      }
    }
  };
  const { traffic, ...rest } = host;
  visit(rest);
  for (const entry of traffic) {
    visit(entry);
    if (entry.kind !== 'stderr') visit(JSON.parse(entry.raw));
  }
  return told;
}

/** One told text, or several with what separates the values of a list. */
function isTold(text: string, told: ReadonlySet<string>): boolean {
  const isOne = (part: string) =>
    told.has(part.trim()) || NAMES.includes(part) || !/\p{L}{2}/u.test(part);
  if (JSON_TEXT.test(text)) return true;
  return isOne(text) || text.split(/[,:·()“”]\s*/).every(isOne);
}
