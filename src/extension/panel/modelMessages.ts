import * as vscode from 'vscode';
import type { ModelAnswer, ModelPart, ModelQuestion } from '../../shared/model/answering';

type Piece = vscode.LanguageModelChatMessage['content'][number];

/** VS Code has had it since 1.105, and runs us from 1.101 on. */
const { LanguageModelDataPart } = vscode as typeof vscode & {
  readonly LanguageModelDataPart?: new (data: Uint8Array, mimeType: string) => Piece;
};

/** A conversation as VS Code's models take it. @throws Error when this VS Code cannot say a part of it */
export function modelMessages({ messages }: ModelQuestion): vscode.LanguageModelChatMessage[] {
  const { User, Assistant } = vscode.LanguageModelChatMessageRole;
  return messages.map(
    ({ role, parts }) =>
      new vscode.LanguageModelChatMessage(
        role === 'assistant' ? Assistant : User,
        parts.map(pieceOf),
      ),
  );
}

export function requestOptions(
  { tools, mustCallTool }: ModelQuestion,
  justification: string,
): vscode.LanguageModelChatRequestOptions {
  const { Auto, Required } = vscode.LanguageModelChatToolMode;
  return {
    justification,
    ...(tools && { tools: [...tools], toolMode: mustCallTool === true ? Required : Auto }),
  };
}

/** Gathers what a model says; neighbouring texts are one. */
export async function readAnswer(response: vscode.LanguageModelChatResponse): Promise<ModelAnswer> {
  const parts: ModelPart[] = [];
  for await (const piece of response.stream) {
    if (piece instanceof vscode.LanguageModelTextPart) {
      const last = parts.at(-1);
      if (last?.type === 'text') parts.pop();
      parts.push({
        type: 'text',
        text: (last?.type === 'text' ? last.text : '') + piece.value,
      });
    } else if (piece instanceof vscode.LanguageModelToolCallPart) {
      const { callId: id, name, input } = piece;
      parts.push({ type: 'toolCall', id, name, input: input as Record<string, unknown> });
    }
  }
  return { parts };
}

function pieceOf(part: ModelPart): Piece {
  switch (part.type) {
    case 'text':
      return new vscode.LanguageModelTextPart(part.text);
    case 'data':
      if (LanguageModelDataPart === undefined) {
        throw new Error(vscode.l10n.t('This version of VS Code can give a model text only.'));
      }
      return new LanguageModelDataPart(Buffer.from(part.base64, 'base64'), part.mimeType);
    case 'toolCall':
      return new vscode.LanguageModelToolCallPart(part.id, part.name, part.input);
    case 'toolResult':
      return new vscode.LanguageModelToolResultPart(part.id, part.parts.map(pieceOf));
  }
}
