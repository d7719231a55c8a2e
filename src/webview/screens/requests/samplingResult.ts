import type {
  ContentBlock,
  CreateMessageRequestParams,
  SamplingMessageContentBlock,
} from '@modelcontextprotocol/client';
import type {
  LanguageModel,
  ModelAnswer,
  ModelPart,
  ModelQuestion,
} from '../../../shared/model/answering';
import { isObject } from '../../schema/isObject';

type Params = Partial<CreateMessageRequestParams>;
type Content = SamplingMessageContentBlock | ContentBlock;

/** What a person's words are sent as, unless another model is named. */
export const PERSON = 'human';

/** What an editor proposes for the result of `sampling/createMessage` (MCP 2025-11-25). */
export const RESULT_SCHEMA = {
  type: 'object',
  properties: {
    role: { enum: ['assistant', 'user'] },
    content: {
      type: 'object',
      properties: {
        type: { enum: ['text', 'image', 'audio', 'tool_use'] },
        text: { type: 'string' },
        data: { type: 'string' },
        mimeType: { type: 'string' },
      },
      required: ['type'],
    },
    model: { type: 'string' },
    stopReason: { enum: ['endTurn', 'stopSequence', 'maxTokens', 'toolUse'] },
  },
  required: ['role', 'content', 'model'],
};

/** The result of `sampling/createMessage` that says `text`. */
export function samplingResult(text: string, model: string): Record<string, unknown> {
  return {
    role: 'assistant',
    content: { type: 'text', text },
    model: model.trim() || PERSON,
    stopReason: 'endTurn',
  };
}

/** The text and the model of a result, if a text is all that it says. */
export function textOfResult(result: unknown): { text: string; model: string } | undefined {
  if (!isObject(result)) return undefined;
  const blocks = [result.content].flat();
  const [block] = blocks;
  if (blocks.length !== 1 || !isObject(block) || block.type !== 'text') return undefined;
  const model = typeof result.model === 'string' && result.model !== PERSON ? result.model : '';
  return typeof block.text === 'string' ? { text: block.text, model } : undefined;
}

/** The conversation of a sampling request, as VS Code's models take it: they know no system's words. */
export function modelQuestion(params: Params): ModelQuestion {
  const { systemPrompt, messages = [], tools, toolChoice } = params;
  const system = typeof systemPrompt === 'string' && systemPrompt !== '';
  return {
    messages: [
      ...(system ? [{ role: 'user' as const, parts: [textPart(systemPrompt)] }] : []),
      ...messages.map(({ role, content }) => ({ role, parts: [content].flat().map(partOf) })),
    ],
    ...(tools && toolChoice?.mode !== 'none' && { tools: tools.map(modelTool) }),
    ...(toolChoice?.mode === 'required' && { mustCallTool: true }),
  };
}

/** What a model said as the server wants it. */
export function resultOfModel({ parts }: ModelAnswer, model: LanguageModel): object {
  const content = parts.map(contentOf);
  const callsTool = parts.some(({ type }) => type === 'toolCall');
  return {
    role: 'assistant',
    content: content.length === 1 ? content[0] : content,
    model: model.id,
    stopReason: callsTool ? 'toolUse' : 'endTurn',
  };
}

/** The one that the server would like best: hints are parts of names, the first counts most. */
export function preferredModel(
  models: readonly LanguageModel[],
  { modelPreferences }: Params,
): LanguageModel | undefined {
  for (const { name } of modelPreferences?.hints ?? []) {
    const wanted = name?.toLowerCase();
    const found = models.find(({ id, family, name: title }) =>
      [id, family, title].some((one) => wanted && one.toLowerCase().includes(wanted)),
    );
    if (found) return found;
  }
  return models[0];
}

function textPart(text: string): ModelPart {
  return { type: 'text', text };
}

function partOf(content: Content): ModelPart {
  switch (content.type) {
    case 'text':
      return textPart(content.text);
    case 'image':
    case 'audio':
      return { type: 'data', mimeType: content.mimeType, base64: content.data };
    case 'tool_use': {
      const { id, name, input } = content;
      return { type: 'toolCall', id, name, input };
    }
    case 'tool_result':
      return {
        type: 'toolResult',
        id: content.toolUseId,
        parts: (content.content ?? []).map(partOf),
      };
    default:
      return textPart(JSON.stringify(content));
  }
}

function contentOf(part: ModelPart): object {
  if (part.type === 'toolCall') {
    return { type: 'tool_use', id: part.id, name: part.name, input: part.input };
  }
  return { type: 'text', text: part.type === 'text' ? part.text : '' };
}

function modelTool({ name, description, inputSchema }: NonNullable<Params['tools']>[number]) {
  return { name, description: description ?? '', inputSchema };
}
