import { describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../../../../src/shared/model/answering';
import {
  modelQuestion,
  preferredModel,
  resultOfModel,
  samplingResult,
  textOfResult,
} from '../../../../../src/webview/screens/requests/samplingResult';

const model = (id: string): LanguageModel => ({
  id,
  name: id.toUpperCase(),
  vendor: 'v',
  family: id,
  maxInputTokens: 1,
});

describe('modelQuestion', () => {
  it('says the system prompt first, as models of VS Code know no system', () => {
    const messages = [{ role: 'user' as const, content: { type: 'text' as const, text: 'Hi' } }];
    expect(modelQuestion({ systemPrompt: 'Be brief', messages })).toEqual({
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Be brief' }] },
        { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
      ],
    });
  });

  it('hands on pictures, calls of tools and their results', () => {
    const { messages } = modelQuestion({
      messages: [
        { role: 'user', content: { type: 'image', data: 'AAAA', mimeType: 'image/png' } },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: '1', name: 'weather', input: { city: 'Oslo' } }],
        },
        {
          role: 'user',
          content: {
            type: 'tool_result',
            toolUseId: '1',
            content: [{ type: 'text', text: '11 °C' }],
          },
        },
      ],
    });
    expect(messages.map(({ parts }) => parts)).toEqual([
      [{ type: 'data', mimeType: 'image/png', base64: 'AAAA' }],
      [{ type: 'toolCall', id: '1', name: 'weather', input: { city: 'Oslo' } }],
      [{ type: 'toolResult', id: '1', parts: [{ type: 'text', text: '11 °C' }] }],
    ]);
  });

  it.each([
    ['required', true, true],
    ['auto', true, undefined],
    ['none', false, undefined],
  ] as const)('offers tools as the server wants them used: %s', (mode, offered, must) => {
    const tools = [{ name: 'weather', inputSchema: { type: 'object' as const } }];
    const question = modelQuestion({ messages: [], tools, toolChoice: { mode } });
    expect(question.tools !== undefined).toBe(offered);
    expect(question.mustCallTool).toBe(must);
  });
});

describe('resultOfModel', () => {
  it('says one text as one block', () => {
    expect(resultOfModel({ parts: [{ type: 'text', text: 'Paris' }] }, model('m'))).toEqual({
      role: 'assistant',
      content: { type: 'text', text: 'Paris' },
      model: 'm',
      stopReason: 'endTurn',
    });
  });

  it('says calls of tools as such', () => {
    const call = { type: 'toolCall', id: '1', name: 'weather', input: {} } as const;
    expect(resultOfModel({ parts: [{ type: 'text', text: 'Hm' }, call] }, model('m'))).toEqual({
      role: 'assistant',
      content: [
        { type: 'text', text: 'Hm' },
        { type: 'tool_use', id: '1', name: 'weather', input: {} },
      ],
      model: 'm',
      stopReason: 'toolUse',
    });
  });
});

describe('preferredModel', () => {
  const models = [model('gpt-9'), model('claude-sonnet-9')];
  const wish = (...names: string[]) => ({
    modelPreferences: { hints: names.map((name) => ({ name })) },
  });

  it('follows the first hint that fits', () => {
    expect(preferredModel(models, wish('gemini', 'Sonnet', 'gpt'))?.id).toBe('claude-sonnet-9');
  });

  it('is any where none fits', () => {
    expect(preferredModel(models, wish('gemini'))?.id).toBe('gpt-9');
    expect(preferredModel(models, { modelPreferences: { hints: [{}] } })?.id).toBe('gpt-9');
    expect(preferredModel([], {})).toBeUndefined();
  });
});

it('takes a text for a text only if nothing would be lost', () => {
  expect(textOfResult(samplingResult('Paris', ' me '))).toEqual({ text: 'Paris', model: 'me' });
  expect(textOfResult(samplingResult('Paris', ''))).toEqual({ text: 'Paris', model: '' });
  expect(textOfResult({ content: [{ type: 'text', text: 'a' }, { type: 'image' }] })).toBe(
    undefined,
  );
  expect(textOfResult('Paris')).toBeUndefined();
});
