import type { ContentBlock, PromptMessage } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { byteLength } from '../../components/byteLength';
import { size } from '../../components/format';

/** Who says it, in a word. */
export function roleWord(role: string): string {
  if (role === 'user') return t('User');
  if (role === 'assistant') return t('Assistant');
  return `${role.charAt(0).toUpperCase()}${role.slice(1)}`;
}

/** The messages as a text that one can read and pass on: Markdown with a heading for each role, or plain. */
export function conversationText(
  messages: readonly PromptMessage[],
  form: 'markdown' | 'plain',
): string {
  const parts = messages.map(({ role, content }) => {
    const head = form === 'markdown' ? `## ${roleWord(role)}\n\n` : `${roleWord(role)}: `;
    return `${head}${messageText(content, form)}`;
  });
  return `${parts.join('\n\n')}\n`;
}

/** What a message says; what is no text is named by its kind. */
export function messageText(content: ContentBlock, form: 'markdown' | 'plain'): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
    case 'audio':
      return bytesText(content.type, content.mimeType, content.data);
    case 'resource_link':
      return form === 'markdown'
        ? `[${content.title ?? content.name}](<${content.uri}>)`
        : `${content.title ?? content.name}: ${content.uri}`;
    case 'resource':
      return resourceText(content.resource, form);
    default:
      return JSON.stringify(content, null, 2);
  }
}

type Embedded = Extract<ContentBlock, { type: 'resource' }>['resource'];

function resourceText(resource: Embedded, form: 'markdown' | 'plain'): string {
  const { uri, mimeType } = resource;
  if ('blob' in resource) return `${uri} ${bytesText('resource', mimeType, resource.blob)}`;
  return form === 'markdown'
    ? `\`${uri}\`\n\n${fenced(resource.text)}`
    : `${uri}\n\n${resource.text}`;
}

function bytesText(
  kind: 'image' | 'audio' | 'resource',
  mimeType: string | undefined,
  base64: string,
): string {
  const type = mimeType ?? t('unknown type');
  const bytes = size(byteLength(base64));
  if (kind === 'image') return t('(image: {0}, {1})', type, bytes);
  return kind === 'audio'
    ? t('(audio: {0}, {1})', type, bytes)
    : t('(resource: {0}, {1})', type, bytes);
}

/** In a fence that is longer than any in it (CommonMark, section 4.5). */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}
