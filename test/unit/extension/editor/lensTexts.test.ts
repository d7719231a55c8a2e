import { describe, expect, it } from 'vitest';
import { lensesOf } from '../../../../src/extension/editor/lensTexts';
import { COMMANDS, INTERNAL_COMMANDS } from '../../../../src/extension/ids';
import type { Diagnosis } from '../../../../src/shared/model/diagnosis';
import type { ServerSnapshot, ServerState } from '../../../../src/shared/model/state';
import { english } from '../words';

const diagnosis: Diagnosis = {
  code: 'unknown',
  title: 'It $(flame) failed',
  explanation: 'Nobody knows why.',
  evidence: [],
  fixes: [],
};
const snapshot = (state: ServerState, tools?: number): ServerSnapshot => ({
  id: 'vscode/one',
  name: 'one',
  state,
  warnings: [],
  ...(tools === undefined
    ? {}
    : { session: { counts: { tools } } as NonNullable<ServerSnapshot['session']> }),
});
const all = { isTrusted: true, canDebug: true };
const titles = (one: ServerSnapshot, options = all) =>
  lensesOf(one, options, english).map(({ title }) => title);

describe('lensesOf', () => {
  it('offers to start what does not run, and to stop what does', () => {
    expect(titles(snapshot({ status: 'idle' }))).toEqual([
      '$(circle-large-outline) Portcullis: Not started',
      'Inspect',
      'Start',
      'Debug',
    ]);
    expect(titles(snapshot({ status: 'ready' }, 2))).toEqual([
      '$(pass-filled) Portcullis: Ready',
      'Inspect',
      'Stop',
      'Restart',
      'Debug',
      '2 tools',
    ]);
    expect(titles(snapshot({ status: 'starting', step: 'mcp' }))).toContain('Stop');
  });

  it('counts one tool, and shows none where there are none', () => {
    expect(titles(snapshot({ status: 'ready' }, 1))).toContain('1 tool');
    expect(titles(snapshot({ status: 'ready' }, 0))).not.toContain('0 tools');
    // What it offered before it stopped, it offers no more.
    expect(titles(snapshot({ status: 'stopped' }, 2))).not.toContain('2 tools');
  });

  it('starts nothing without trust, and debugs no program of somebody else', () => {
    expect(titles(snapshot({ status: 'idle' }), { isTrusted: false, canDebug: true })).toEqual([
      '$(circle-large-outline) Portcullis: Not started',
      'Inspect',
    ]);
    expect(titles(snapshot({ status: 'idle' }), { ...all, canDebug: false })).not.toContain(
      'Debug',
    );
  });

  it('says what failed, and takes no icon from it', () => {
    const [state] = lensesOf(snapshot({ status: 'failed', diagnosis }), all, english);
    expect(state).toEqual({
      title: '$(error) Portcullis: Failed: It $ (flame) failed',
      tooltip: 'Nobody knows why.',
      command: INTERNAL_COMMANDS.showDiagnosis,
      arguments: ['vscode/one'],
    });
  });

  it('does all of it to this server', () => {
    const lenses = lensesOf(snapshot({ status: 'ready' }, 2), all, english);
    expect(lenses.map(({ command, arguments: args }) => [command, args])).toEqual([
      [INTERNAL_COMMANDS.showDiagnosis, ['vscode/one']],
      [COMMANDS.inspectServer, ['vscode/one']],
      [COMMANDS.stopServer, ['vscode/one']],
      [COMMANDS.restartServer, ['vscode/one']],
      [COMMANDS.debugServer, ['vscode/one']],
      [INTERNAL_COMMANDS.revealItem, ['vscode/one', 'tools']],
    ]);
  });
});
