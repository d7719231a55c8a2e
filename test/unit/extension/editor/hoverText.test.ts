import { describe, expect, it } from 'vitest';
import { HOVER_COMMANDS, hoverText } from '../../../../src/extension/editor/hoverText';
import type { KnownServer } from '../../../../src/extension/servers/knownServer';
import type { Diagnosis } from '../../../../src/shared/model/diagnosis';
import type { ServerSnapshot } from '../../../../src/shared/model/state';
import { english } from '../words';

const evil = '[x](command:portcullis.stopAllServers) <command:portcullis.stopAllServers>';
const diagnosis: Diagnosis = {
  code: 'unknown',
  title: evil,
  explanation: `${evil}\n# head`,
  evidence: [],
  fixes: [{ id: 'it', title: evil, action: { kind: 'restart' } }],
};

function server(snapshot: Partial<ServerSnapshot>, id = 'vscode/one'): KnownServer {
  const source = { label: '.vscode/mcp.json' };
  const at = (line: number) => ({ range: { line, column: 5, endLine: line, endColumn: 8 } });
  return {
    id,
    name: 'one',
    snapshot: { id, name: 'one', state: { status: 'ready' }, warnings: [], ...snapshot },
    configured: { source, location: at(3) },
    alsoIn: [{ source: { label: '.mcp.json' }, location: at(9) }],
  } as unknown as KnownServer;
}
const options = { isTrusted: true, isTold: false };
const text = (snapshot: Partial<ServerSnapshot>, more = options) =>
  hoverText(server(snapshot), more, english);
/** The links of a Markdown text, whose brackets are not escaped. */
const links = (markdown: string) =>
  [...markdown.matchAll(/(?<!\\)\]\(([^)\s]*)\)/g)].map(([, target]) => target!);

describe('hoverText', () => {
  it('tells how the server stands, what runs, and where it is configured', () => {
    const shown = text({ process: { pid: 42, startedAt: 0, commandLine: 'node a|b.js' } });
    expect(shown).toContain('$(pass-filled) **one** — Ready');
    expect(shown).toContain('| Process | 42 |');
    expect(shown).toContain('| Command | node a\\|b\\.js |');
    expect(shown).toContain('| Configured in | \\.vscode/mcp\\.json:3, \\.mcp\\.json:9 |');
  });

  it('links to commands that a hover may run, and to nothing else, whatever a server is called', () => {
    const state = { status: 'failed', diagnosis } as const;
    const shown = text({ name: evil, state, url: evil });
    expect(links(shown).length).toBeGreaterThan(3);
    for (const link of links(shown)) {
      const [, command, query] = /^command:([\w.]+)\?(.*)$/.exec(link)!;
      expect(HOVER_COMMANDS).toContain(command);
      expect(JSON.parse(decodeURIComponent(query!))[0]).toBe('vscode/one');
    }
    expect(shown).not.toMatch(/(?<!\\)[<#]/);
  });

  it('keeps a link whole when the id has parentheses', () => {
    const id = "vscode/a) b('c')";
    const [first] = links(hoverText(server({ id }, id), options, english));
    expect(JSON.parse(decodeURIComponent(first!.split('?')[1]!))).toEqual([id]);
  });

  it('does not repeat the diagnosis that the editor shows as a problem', () => {
    const plain = { ...diagnosis, title: 'It failed', fixes: [] };
    const state = { status: 'failed', diagnosis: plain } as const;
    expect(text({ state })).toContain('It failed');
    expect(text({ state }, { ...options, isTold: true })).not.toContain('It failed');
  });

  it('starts and fixes nothing without trust', () => {
    const shown = text(
      { state: { status: 'failed', diagnosis } },
      { ...options, isTrusted: false },
    );
    expect(shown).not.toMatch(/portcullis\.(?:startServer|applyFix)\?/);
    expect(shown).toContain('portcullis.showDiagnosis');
  });
});
