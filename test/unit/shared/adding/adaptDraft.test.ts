import { describe, expect, it } from 'vitest';
import {
  adaptDraft,
  answerInputs,
  type DraftTarget,
} from '../../../../src/shared/adding/adaptDraft';
import type { EntryDraft } from '../../../../src/shared/adding/entryDraft';

const MCP_JSON: DraftTarget = { keepsInputs: true, inputs: [], isShared: false };
const DRAFT: EntryDraft = {
  name: 'weather',
  entry: {
    command: '${workspaceFolder}/.venv/bin/python',
    args: ['server.py', '--city=${input:city}'],
    cwd: '${workspaceFolder}/a',
    env: { API_KEY: '${input:key}' },
  },
  inputs: [
    { id: 'key', type: 'promptString', description: 'Key', password: true },
    { id: 'city', type: 'promptString', description: 'City', password: false },
  ],
  answers: { key: 'secret' },
};

describe('adaptDraft', () => {
  it('leaves a draft as it is where everything can be said', () => {
    expect(adaptDraft(DRAFT, MCP_JSON)).toEqual(DRAFT);
  });

  it('shares an input that is declared already, and renames one that only has its id', () => {
    const same = adaptDraft(DRAFT, { ...MCP_JSON, inputs: [DRAFT.inputs[0]!] });
    expect(same.inputs[0]?.id).toBe('key');
    const other = { ...DRAFT.inputs[0]!, description: 'Of another server' };
    const adapted = adaptDraft(DRAFT, { ...MCP_JSON, inputs: [other] });
    expect(adapted.entry.env).toEqual({ API_KEY: '${input:key-2}' });
    expect(adapted.inputs[0]?.id).toBe('key-2');
    expect(adapted.answers).toEqual({ 'key-2': 'secret' });
  });

  it('takes values from the environment where no inputs can be declared', () => {
    const setting = adaptDraft(DRAFT, { ...MCP_JSON, keepsInputs: false });
    expect(setting.entry).toMatchObject({
      args: ['server.py', '--city=${env:CITY}'],
      env: { API_KEY: '${env:API_KEY}' },
    });
    expect(setting.inputs).toEqual([]);
    expect(setting.answers).toBeUndefined();
  });

  it('writes folders as whoever reads the file finds them', () => {
    const root = adaptDraft(DRAFT, { ...MCP_JSON, isShared: true });
    expect(root.entry).toMatchObject({ command: './.venv/bin/python', cwd: './a' });
    const user = adaptDraft(DRAFT, { ...MCP_JSON, workspaceFolder: '/home/me/$&' });
    expect(user.entry).toMatchObject({
      command: '/home/me/$&/.venv/bin/python',
      cwd: '/home/me/$&/a',
    });
  });
});

describe('answerInputs', () => {
  it('writes the answers into the entry', () => {
    const answered = answerInputs(DRAFT, new Map([['city', '$& Bern']]));
    expect(answered.entry.args).toEqual(['server.py', '--city=$& Bern']);
    expect(answered.inputs.map(({ id }) => id)).toEqual(['key']);
  });
});
