import type { PromptMessage } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { conversationText } from '../../../../../src/webview/screens/prompts/conversationText';

const user = (content: PromptMessage['content']): PromptMessage => ({ role: 'user', content });
const messages: PromptMessage[] = [
  user({ type: 'text', text: 'Look at *this*:' }),
  user({ type: 'image', mimeType: 'image/png', data: 'AAAA' }),
  {
    role: 'assistant',
    content: { type: 'resource', resource: { uri: 'a://b', text: '```\ncode\n```\n' } },
  },
  user({ type: 'resource', resource: { uri: 'a://c', blob: 'AAAA', mimeType: 'a/b' } }),
  user({ type: 'resource_link', uri: 'a://d e', name: 'd', title: 'D' }),
];

describe('the text of a conversation', () => {
  it('is Markdown with a heading for each role', () => {
    expect(conversationText(messages, 'markdown')).toBe(
      [
        '## User\n\nLook at *this*:',
        '## User\n\n(image: image/png, 3 B)',
        '## Assistant\n\n`a://b`\n\n````\n```\ncode\n```\n````',
        '## User\n\na://c (resource: a/b, 3 B)',
        '## User\n\n[D](<a://d e>)\n',
      ].join('\n\n'),
    );
  });

  it('is plain otherwise', () => {
    expect(conversationText(messages.slice(0, 1), 'plain')).toBe('User: Look at *this*:\n');
    expect(conversationText(messages.slice(4), 'plain')).toBe('User: D: a://d e\n');
  });
});
